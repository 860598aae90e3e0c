package org.mushterek.web.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.MutableClock;
import org.mushterek.web.Allowance;
import org.mushterek.web.Allowance.Limit;
import org.mushterek.web.ClientAddress;

class AllowanceTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2027-03-10T08:00:00Z"));
    private final Allowance allowance = new Allowance(new Limit(3, Duration.ofSeconds(30)), 2, clock);

    @Test
    void letsAsManyThroughAtOnceAsItSaysAndThenOneAtATime() {
        assertThat(IntStream.range(0, 3).mapToObj(i -> allowance.take("a"))).containsOnly(Optional.empty());
        assertThat(allowance.take("a")).contains(Duration.ofSeconds(10));
        assertThat(allowance.take("b")).isEmpty();

        clock.pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(allowance.take("a")).contains(Duration.ofNanos(1));
        clock.pass(Duration.ofNanos(1));
        assertThat(allowance.take("a")).isEmpty();
        assertThat(allowance.take("a")).contains(Duration.ofSeconds(10));

        clock.pass(Duration.ofSeconds(30));
        assertThat(IntStream.range(0, 3).mapToObj(i -> allowance.take("a"))).containsOnly(Optional.empty());
        assertThat(allowance.take("a")).isPresent();
    }

    @Test
    void tellsHowLongToWaitAndTakesNothing() {
        IntStream.range(0, 2).forEach(i -> allowance.take("a"));
        assertThat(IntStream.range(0, 5).mapToObj(i -> allowance.waitFor("a"))).containsOnly(Optional.empty());
        allowance.take("a");

        assertThat(allowance.waitFor("a")).contains(Duration.ofSeconds(10));
        assertThat(allowance.waitFor("b")).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(allowance.waitFor("a")).isEmpty();
    }

    @Test
    void doesNotCountWhatIsGivenBack() {
        for (var i = 0; i < 10; i++) {
            assertThat(allowance.take("a")).isEmpty();
            allowance.giveBack("a");
        }
        IntStream.range(0, 3).forEach(i -> allowance.take("a"));
        assertThat(allowance.take("a")).isPresent();
    }

    @Test
    void letsNobodyWaitUntilAClockThatWasSetBackHasCaughtUp() {
        IntStream.range(0, 3).forEach(i -> allowance.take("a"));
        clock.pass(Duration.ofDays(-20));

        assertThat(allowance.take("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void remembersOnlyTheKeysThatWereAskedForLast() {
        IntStream.range(0, 4).forEach(i -> allowance.take("a"));
        allowance.take("b");
        allowance.take("a");
        allowance.take("c");

        assertThat(allowance.remembered()).isEqualTo(2);
        assertThat(allowance.take("a")).as("asked for after b").isPresent();
    }

    @Test
    void refusesALimitThatLetsNobodyThrough() {
        assertThatThrownBy(() -> new Limit(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limit(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2:ffff::1, 20010db800010002",
        "2001:db8:1:3::1, 20010db800010003",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7"
    })
    void knowsAClientByItsHostOrItsNetwork(String address, String client) {
        assertThat(ClientAddress.of(address)).isEqualTo(client);
    }
}
