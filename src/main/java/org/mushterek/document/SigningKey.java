package org.mushterek.document;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** The key with which a side signs its permits. Only {@link SigningKeys} makes one; its private part never leaves it. */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

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
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException unsigned) {
            throw new IllegalStateException("Key " + keyId() + " cannot sign", unsigned);
        }
    }

    /** Without the private part. */
    @Override
    public String toString() {
        return "SigningKey[" + side() + " " + keyId() + "]";
    }
}
