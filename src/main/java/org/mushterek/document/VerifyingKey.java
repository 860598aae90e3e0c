package org.mushterek.document;

import java.security.PublicKey;
import java.util.Arrays;

/**
 * The public part of a side's key, which may be handed to anybody.
 *
 * @param side three letters
 * @param keyId eight hexadecimal digits in lower case: the first four bytes of the SHA-256 of the encoded public key
 */
public record VerifyingKey(String side, String keyId, PublicKey publicKey) {

    private static final int BYTES = 32;

    /** The 32 bytes of the key as RFC 8032 writes them, without the frame in which Java hands keys over. */
    public byte[] rawBytes() {
        var framed = publicKey.getEncoded();
        return Arrays.copyOfRange(framed, framed.length - BYTES, framed.length);
    }
}
