package org.mushterek.document;

import java.security.PrivateKey;
import org.mushterek.common.Ed25519Keys;

/** The key with which a side signs its permits. Only {@link SigningKeys} makes one; its private part never leaves it. */
public final class SigningKey {

    private final PrivateKey privateKey;
    private final VerifyingKey verifyingKey;

    SigningKey(PrivateKey privateKey, VerifyingKey verifyingKey) {
        this.privateKey = privateKey;
        this.verifyingKey = verifyingKey;
    }

    public String side() {
        return verifyingKey.side();
    }

    public String keyId() {
        return verifyingKey.keyId();
    }

    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    byte[] sign(byte[] content) {
        return Ed25519Keys.sign(privateKey, content);
    }

    /** Without the private part. */
    @Override
    public String toString() {
        return "SigningKey[" + side() + " " + keyId() + "]";
    }
}
