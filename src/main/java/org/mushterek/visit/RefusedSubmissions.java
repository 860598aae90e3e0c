package org.mushterek.visit;

import java.util.stream.Collectors;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.audit.AfterUndo;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** Keeps which rules refused a submission, though the refusal undoes all else. */
@Component
class RefusedSubmissions {

    /** More than these say nothing more, and would not fit. */
    private static final int MOST_RULES = 25;

    private final VisitStory story;
    private final AfterUndo afterUndo;

    RefusedSubmissions(VisitStory story, AfterUndo afterUndo) {
        this.story = story;
        this.afterUndo = afterUndo;
    }

    /** Tells it once the present work is undone. */
    void tell(Account planner, String number, Judgement judged) {
        var rules = judged.blocking().stream()
                .map(breach -> breach.rule().id().code())
                .distinct()
                .limit(MOST_RULES)
                .collect(Collectors.joining(","));
        var side = planner.side().code();
        afterUndo.tell(planner.id(), () -> story.tell(number, side, planner.id(), "submissionRefused", rules));
    }
}
