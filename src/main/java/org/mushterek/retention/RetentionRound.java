package org.mushterek.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.mushterek.common.Sides;
import org.mushterek.notification.Round;
import org.springframework.stereotype.Component;

/** Erases each side's due cases, once an hour on every node that makes rounds; who comes second finds nothing left to do. */
@Component
class RetentionRound implements Round {

    private static final Duration BETWEEN = Duration.ofHours(1);

    private final Retention retention;
    private final Sides sides;
    private final Clock clock;
    private volatile Instant next = Instant.MIN;

    RetentionRound(Retention retention, Sides sides, Clock clock) {
        this.retention = retention;
        this.sides = sides;
        this.clock = clock;
    }

    @Override
    public void go() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        sides.all().forEach(side -> retention.eraseDue(side, "system"));
    }
}
