package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.baku;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;

class SilenceNeverApprovesTest {

    private final SilenceNeverApproves rule = new SilenceNeverApproves(PARAMETERS);

    // Eight working days after Monday 11 January 2027: half of them end on Friday 15, four fifths on Wednesday 20.
    private static final LocalDate DELIVERY = LocalDate.of(2027, 1, 11);

    @Test
    void namesBothRemindersAndTheEndOfTheTime() {
        assertThat(rule.judge(aVisit().deliveredAt(DELIVERY, 10, 0, 0).facts()))
                .isEqualTo(days(LocalDate.of(2027, 1, 15), LocalDate.of(2027, 1, 20), LocalDate.of(2027, 1, 21)));
    }

    @Test
    void countsFromTheDayOfReceipt() {
        assertThat(rule.judge(aVisit().deliveredAt(DELIVERY, 17, 0, 1).facts()))
                .isEqualTo(days(LocalDate.of(2027, 1, 18), LocalDate.of(2027, 1, 21), LocalDate.of(2027, 1, 22)));
    }

    @Test
    void takesTheNewPartsAndTimesFromTheirFirstDay() {
        var visit = aVisit().deliveredAt(DELIVERY, 10, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(days(LocalDate.of(2027, 1, 15), LocalDate.of(2027, 1, 20), LocalDate.of(2027, 1, 21)));
        // Ten working days, 40 and 60 percent of them.
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(days(LocalDate.of(2027, 1, 15), LocalDate.of(2027, 1, 19), LocalDate.of(2027, 1, 25)));
    }

    @Test
    void neverTurnsATimeThatHasPassedIntoAnApproval() {
        var visit = aVisit().deliveredAt(DELIVERY, 10, 0, 0);
        visit.judgedAt = baku(LocalDate.of(2027, 2, 10), 10, 0, 0);
        var book = new VisitRuleBook(PARAMETERS);

        assertThat(book.judgeDecision(visit.facts()).passes()).isFalse();
    }

    @Test
    void doesNotApplyBeforeDeliveryAndAfterTheDecision() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
        var decided = aVisit().deliveredAt(DELIVERY, 10, 0, 0);
        decided.decision = new DecisionFacts(Set.of(1, 2, 3), Set.of(1, 2));
        assertThat(rule.judge(decided.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void isUndeterminedWhereNoCalendarIsLoaded() {
        assertThat(rule.judge(aVisit().deliveredAt(LocalDate.of(2027, 12, 30), 10, 0, 0)
                        .facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    private Verdict days(LocalDate first, LocalDate second, LocalDate due) {
        return rule.description()
                .satisfied(Message.of("rule.VIS-16.days")
                        .with("first", first)
                        .with("second", second)
                        .with("due", due));
    }
}
