package org.mushterek.visit;

import java.util.stream.Collectors;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps which rules refused a submission: the refusal undoes all else, so it is told after that, in a transaction of its own. */
@Component
class RefusedSubmissions {

    /** More than these say nothing more, and would not fit. */
    private static final int MOST_RULES = 25;

    private final VisitStory story;
    private final TransactionTemplate apart;

    RefusedSubmissions(VisitStory story, PlatformTransactionManager transactions) {
        this.story = story;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Tells it once the present transaction is undone. */
    void tell(Account planner, String number, Judgement judged) {
        var rules = judged.blocking().stream()
                .map(breach -> breach.rule().id().code())
                .distinct()
                .limit(MOST_RULES)
                .collect(Collectors.joining(","));
        var side = planner.side().code();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    apart.executeWithoutResult(
                            any -> story.tell(number, side, planner.id(), "submissionRefused", rules));
                }
            }
        });
    }
}
