package org.mushterek.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mushterek.build.MutableClock;

class RoundsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2027-04-05T06:00:00Z"));
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private int gone;

    @AfterEach
    void letTheThreadGo() {
        thread.shutdown();
    }

    @Test
    void goesEachTimeWithoutARest() {
        var turn = new Rounds.Turn(() -> gone++, thread, clock);

        turn.go();
        turn.go();

        assertThat(gone).isEqualTo(2);
    }

    @Test
    void goesOnceUntilItsRestIsOver() {
        var turn = new Rounds.Turn(resting(() -> gone++), thread, clock);

        turn.go();
        turn.go();
        clock.pass(Duration.ofHours(1).minusNanos(1));
        turn.go();
        assertThat(gone).isEqualTo(1);

        clock.pass(Duration.ofNanos(1));
        turn.go();
        turn.go();
        assertThat(gone).isEqualTo(2);
    }

    /** Or each commit would try again what just failed. */
    @Test
    void restsAfterAFailureAsWell() {
        var turn = new Rounds.Turn(
                resting(() -> {
                    gone++;
                    throw new IllegalStateException();
                }),
                thread,
                clock);

        turn.go();
        turn.go();
        assertThat(gone).isEqualTo(1);

        clock.pass(Duration.ofHours(1));
        turn.go();
        assertThat(gone).isEqualTo(2);
    }

    private static Round resting(Runnable work) {
        return new Round() {
            @Override
            public Duration rest() {
                return Duration.ofHours(1);
            }

            @Override
            public void go() {
                work.run();
            }
        };
    }
}
