package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class StayIsRegisteredTest {

    private final StayIsRegistered rule = new StayIsRegistered(PARAMETERS);

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate FIFTEENTH = LocalDate.of(2027, 3, 1);

    @Test
    void asksForRegistrationFromTheSixteenthDay() {
        assertThat(rule.judge(until(FIFTEENTH.minusDays(1)).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(until(FIFTEENTH).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(until(FIFTEENTH.plusDays(1)).facts())).isEqualTo(duty(15));
    }

    @Test
    void takesTheNewDaysFromTheirFirstDay() {
        var tenDays = until(START.plusDays(9));

        assertThat(rule.judge(tenDays.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(tenDays.judgedAs(CHANGE).facts())).isEqualTo(duty(9));
    }

    @Test
    void sparesWhoeverIsExemptAndNobodyBySilence() {
        var visit = until(FIFTEENTH.plusDays(1));
        visit.registrationExempt = true;
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
        visit.registrationExempt = false;
        assertThat(rule.judge(visit.facts())).isEqualTo(duty(15));
    }

    @Test
    void appliesToStaysInAzerbaijanOnly() {
        var visit = until(FIFTEENTH.plusDays(1));
        visit.sendingState = "AZE";
        visit.hostState = "TUR";

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void isUndeterminedWithoutDates() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    private static VisitFixture until(LocalDate to) {
        return aVisit().from(START).to(to);
    }

    private Verdict duty(int days) {
        return rule.description()
                .satisfied(Message.of("rule.DOC-04.duty").with("persons", 3).with("days", days));
    }
}
