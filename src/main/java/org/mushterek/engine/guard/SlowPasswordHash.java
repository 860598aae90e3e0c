package org.mushterek.engine.guard;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/**
 * PBKDF2 with HMAC-SHA-256 and 310,000 rounds instead of the engine's single SHA-512. The demo profile takes fewer: its one
 * password is known to everybody, and its accounts would make each start wait for seconds.
 */
@Component
public class SlowPasswordHash implements PasswordEncryptor {

    static final int ROUNDS = 310_000;
    static final int DEMO_ROUNDS = 1_000;
    private static final int SALT_BYTES = 16;

    private final PasswordEncoder encoder;

    SlowPasswordHash(Environment environment) {
        encoder = new Pbkdf2PasswordEncoder(
                "",
                SALT_BYTES,
                environment.acceptsProfiles(Profiles.of("demo")) ? DEMO_ROUNDS : ROUNDS,
                SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }

    @Override
    public String encrypt(String password) {
        return encoder.encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        return encoder.matches(password, encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "PBKDF2-SHA256";
    }
}
