package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

class SlowPasswordHashTest {

    private static final String PASSWORD = "Qarabag\u0306 at\u0131 1864";

    private final Pbkdf2PasswordEncoder ofThe310000Rounds = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    @Test
    void takesAllRoundsWherePasswordsAreSecret() {
        var hash = new SlowPasswordHash(new MockEnvironment());

        assertThat(ofThe310000Rounds.matches(PASSWORD, hash.encrypt(PASSWORD))).isTrue();
        assertThat(hash.check(PASSWORD, ofThe310000Rounds.encode(PASSWORD))).isTrue();
        assertThat(hash.check(PASSWORD + " ", ofThe310000Rounds.encode(PASSWORD)))
                .isFalse();
    }

    @Test
    void takesFewRoundsForThePasswordThatEverybodyKnows() {
        var environment = new MockEnvironment();
        environment.setActiveProfiles("demo");
        var hash = new SlowPasswordHash(environment);

        assertThat(hash.check("demo", hash.encrypt("demo"))).isTrue();
        assertThat(ofThe310000Rounds.matches("demo", hash.encrypt("demo"))).isFalse();
        assertThat(hash.encrypt("demo")).isNotEqualTo(hash.encrypt("demo"));
    }
}
