package org.mushterek.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.mushterek.notification.Round;
import org.springframework.stereotype.Component;

/** Forgets first answers whose time is over, whether or not anybody sends another key: they may tell of persons. */
@Component
public class ForgottenAnswers implements Round {

    private static final Duration BETWEEN = Duration.ofHours(1);

    private final KeptAnswers answers;
    private final Clock clock;
    private volatile Instant next = Instant.MIN;

    ForgottenAnswers(KeptAnswers answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public void go() {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(BETWEEN);
            forget();
        }
    }

    /** Looks now, whenever it last did. */
    public void forget() {
        answers.forgetOld();
    }
}
