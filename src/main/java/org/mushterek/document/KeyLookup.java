package org.mushterek.document;

import java.util.Optional;

/** Finds the public key that a token names, current or retired. */
@FunctionalInterface
public interface KeyLookup {

    /** The key with this id (eight hexadecimal digits in lower case); empty where none is known. Never throws. */
    Optional<VerifyingKey> find(String keyId);
}
