package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.password.PasswordEncoder;
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

    @Test
    void remembersTheRightPasswordOfEachHashAndNoOther() {
        var hash = new SlowPasswordHash(new MockEnvironment());
        var first = ofThe310000Rounds.encode(PASSWORD);
        var changed = ofThe310000Rounds.encode("another");

        assertThat(hash.check(PASSWORD, first)).isTrue();

        assertThat(List.of(
                        hash.check(PASSWORD, first),
                        hash.check("another", first),
                        hash.check("", first),
                        hash.check(PASSWORD, first),
                        hash.check(PASSWORD, changed),
                        hash.check("another", changed)))
                .containsExactly(true, false, false, true, false, true);
    }

    /** Not by the clock: the encoder is asked once for what is right, and each time for what is not. */
    @Test
    void takesTheRoundsOnceForWhatIsRight() {
        var rounds = new AtomicInteger();
        var hash = new SlowPasswordHash(new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return "hash of " + password;
            }

            @Override
            public boolean matches(CharSequence password, String encoded) {
                rounds.incrementAndGet();
                return encode(password).equals(encoded);
            }
        });

        for (var time = 0; time < 3; time++) {
            assertThat(hash.check("right", "hash of right")).isTrue();
            assertThat(hash.check("wrong", "hash of right")).isFalse();
        }

        assertThat(rounds).hasValue(1 + 3);
    }
}
