package org.mushterek.web.idempotency;

import java.time.Duration;
import org.mushterek.notification.Round;
import org.springframework.stereotype.Component;

/** Forgets first answers whose time is over, whether or not anybody sends another key: they may tell of persons. */
@Component
public class ForgottenAnswers implements Round {

    private final KeptAnswers answers;

    ForgottenAnswers(KeptAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void go() {
        answers.forgetOld();
    }
}
