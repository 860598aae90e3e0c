package org.mushterek.document;

import java.security.PublicKey;

/**
 * The public part of a side's key, which may be handed to anybody.
 *
 * @param side three letters
 * @param keyId eight hexadecimal digits in lower case: the first four bytes of the SHA-256 of the encoded public key
 */
public record VerifyingKey(String side, String keyId, PublicKey publicKey) {}
