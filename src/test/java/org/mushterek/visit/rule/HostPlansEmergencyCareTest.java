package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.common.Message;

class HostPlansEmergencyCareTest {

    private final HostPlansEmergencyCare rule = new HostPlansEmergencyCare();

    @Test
    void asksTheHostForAPlanOverAllPersonsAndDays() {
        assertThat(rule.description().kind()).isEqualTo(Kind.DUTY);
        assertThat(rule.judge(aVisit().facts()))
                .isEqualTo(rule.description()
                        .satisfied(Message.of("rule.MED-02.duty")
                                .with("persons", 3)
                                .with("days", 10)));
    }

    @Test
    void isUndeterminedWithoutDatesAndDoesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        assertThat(rule.judge(aVisit().visitors().facts()))
                .isEqualTo(rule.description().notApplicable());
    }
}
