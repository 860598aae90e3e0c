package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class AmendmentsAreFewTest {

    private final AmendmentsAreFew rule = new AmendmentsAreFew(VisitFixture.PARAMETERS);

    @Test
    void judgesNoFirstRequest() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesTheFirstToTheThirdAmendment() {
        assertThat(rule.judge(amendedBefore(0).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(amendedBefore(2).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesTheFourthAmendment() {
        assertThat(rule.judge(amendedBefore(3).facts())).isEqualTo(refused(3, 3));
        assertThat(rule.judge(amendedBefore(4).facts())).isEqualTo(refused(4, 3));
    }

    @Test
    void takesTheNewLimitFromItsFirstDay() {
        assertThat(rule.judge(amendedBefore(2).judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(amendedBefore(2).judgedAs(CHANGE).facts())).isEqualTo(refused(2, 2));
    }

    private static VisitFixture amendedBefore(int times) {
        return aVisit().amending(aVisit(), true, times);
    }

    private Verdict refused(int amendments, int limit) {
        return rule.description()
                .breached(
                        null,
                        Message.of("rule.VIS-14.reason")
                                .with("amendments", amendments)
                                .with("limit", limit),
                        Message.of("rule.VIS-14.cure"));
    }
}
