package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowDigestTest {

    private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);

    /** The first test vector of RFC 7914, section 11. */
    @Test
    void isPbkdf2() {
        assertThat(HexFormat.of().formatHex(SlowDigest.of("passwd", SALT, 1, 32)))
                .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    }

    /** A longer secret than a block of the hash is hashed first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 28, 63, 64, 65, 200})
    void isWhatThePlatformComputes(int length) throws GeneralSecurityException {
        var secret = "x".repeat(length);
        for (var iterations = 1; iterations <= 3; iterations++) {
            assertThat(SlowDigest.of(secret, SALT, iterations, 8)).isEqualTo(platform(secret, iterations, 8));
            assertThat(SlowDigest.of(secret, SALT, iterations, 32)).isEqualTo(platform(secret, iterations, 32));
        }
    }

    private static byte[] platform(String secret, int iterations, int bytes) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), SALT, iterations, bytes * Byte.SIZE))
                .getEncoded();
    }
}
