package org.mushterek.retention;

import java.time.Duration;
import org.mushterek.common.Sides;
import org.mushterek.notification.Round;
import org.springframework.stereotype.Component;

/** Erases each side's due cases on every node that makes rounds; who comes second finds nothing left to do. */
@Component
class RetentionRound implements Round {

    private final Retention retention;
    private final Sides sides;

    RetentionRound(Retention retention, Sides sides) {
        this.retention = retention;
        this.sides = sides;
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void go() {
        sides.all().forEach(side -> retention.eraseDue(side, "system"));
    }
}
