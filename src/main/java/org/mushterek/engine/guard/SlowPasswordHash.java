package org.mushterek.engine.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/**
 * PBKDF2 with HMAC-SHA-256 and 310,000 rounds instead of the engine's single SHA-512. The demo profile takes fewer: its one
 * password is known to everybody, and its accounts would make each start wait for seconds.
 *
 * <p>A machine sends its password with each request, and would wait for all rounds each time. What was right once is
 * therefore remembered until the program ends, as a digest under a key that only this run knows: it is in no table, and a
 * changed password has another hash. What is wrong takes all rounds each time.
 */
@Component
public class SlowPasswordHash implements PasswordEncryptor {

    static final int ROUNDS = 310_000;
    static final int DEMO_ROUNDS = 1_000;
    private static final int SALT_BYTES = 16;
    private static final int MOST_REMEMBERED = 1_000;
    private static final String DIGEST = "HmacSHA256";

    private final PasswordEncoder encoder;
    private final SecretKeySpec keyOfThisRun;

    /** The digest of the password that each hash was found to be of, the least used going first. */
    private final Map<String, byte[]> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    @Autowired
    SlowPasswordHash(Environment environment) {
        this(new Pbkdf2PasswordEncoder(
                "",
                SALT_BYTES,
                environment.acceptsProfiles(Profiles.of("demo")) ? DEMO_ROUNDS : ROUNDS,
                SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256));
    }

    SlowPasswordHash(PasswordEncoder encoder) {
        this.encoder = encoder;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        keyOfThisRun = new SecretKeySpec(random, DIGEST);
    }

    @Override
    public String encrypt(String password) {
        return encoder.encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        var digest = digest(password);
        var right = remembered.get(encrypted);
        if (right != null && MessageDigest.isEqual(right, digest)) {
            return true;
        }
        var isRight = encoder.matches(password, encrypted);
        if (isRight) {
            remembered.put(encrypted, digest);
        }
        return isRight;
    }

    private byte[] digest(String password) {
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(keyOfThisRun);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + DIGEST, missing);
        }
    }

    @Override
    public String hashAlgorithmName() {
        return "PBKDF2-SHA256";
    }
}
