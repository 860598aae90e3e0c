package org.mushterek.document;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.mushterek.common.Sha256;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2), its first block. It takes each half of the secret's pad into a digest once, where the
 * platform does so in every round: the same bytes with half as many hashes.
 */
final class SlowDigest {

    private static final int DIGEST_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private final MessageDigest inner;
    private final MessageDigest outer;

    /** @param secret ASCII */
    private SlowDigest(String secret) {
        var key = secret.getBytes(StandardCharsets.US_ASCII);
        if (key.length > BLOCK_BYTES) {
            key = Sha256.begin().digest(key);
        }
        inner = padded(key, INNER);
        outer = padded(key, OUTER);
    }

    /**
     * Digests a secret.
     *
     * @param secret ASCII
     * @param bytes how many are told, at most 32
     */
    static byte[] of(String secret, byte[] salt, int iterations, int bytes) {
        return new SlowDigest(secret).digest(salt, iterations, bytes);
    }

    private byte[] digest(byte[] salt, int iterations, int bytes) {
        var first = Arrays.copyOf(salt, salt.length + FIRST_BLOCK.length);
        System.arraycopy(FIRST_BLOCK, 0, first, salt.length, FIRST_BLOCK.length);
        var block = new byte[DIGEST_BYTES];
        mac(first, block);
        var sum = Arrays.copyOf(block, bytes);
        for (var iteration = 1; iteration < iterations; iteration++) {
            mac(block, block);
            for (var at = 0; at < bytes; at++) {
                sum[at] ^= block[at];
            }
        }
        return sum;
    }

    /** Puts the authentication code of a message where it is wanted, which may be where the message was. */
    private void mac(byte[] message, byte[] code) {
        try {
            var hash = (MessageDigest) inner.clone();
            hash.update(message);
            hash.digest(code, 0, DIGEST_BYTES);
            hash = (MessageDigest) outer.clone();
            hash.update(code);
            hash.digest(code, 0, DIGEST_BYTES);
        } catch (CloneNotSupportedException | DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest padded(byte[] key, byte pad) {
        var block = Arrays.copyOf(key, BLOCK_BYTES);
        for (var at = 0; at < BLOCK_BYTES; at++) {
            block[at] ^= pad;
        }
        var hash = Sha256.begin();
        hash.update(block);
        return hash;
    }
}
