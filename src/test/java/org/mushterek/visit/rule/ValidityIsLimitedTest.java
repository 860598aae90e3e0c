package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class ValidityIsLimitedTest {

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate LAST = LocalDate.of(2028, 2, 14);

    private final ValidityIsLimited rule = new ValidityIsLimited(VisitFixture.PARAMETERS);

    @Test
    void passesUpToTheLimit() {
        assertThat(rule.judge(aVisit().to(LAST).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().to(LAST.minusDays(1)).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesADayLonger() {
        assertThat(rule.judge(aVisit().to(LAST.plusDays(1)).facts())).isEqualTo(refused(LAST.plusDays(1), 12, LAST));
    }

    /** No year but a leap one has the day to count from, and the months are whole. */
    @Test
    void countsWholeMonthsFromTheTwentyNinthOfFebruary() {
        var visit = aVisit().from(LocalDate.of(2028, 2, 29));
        var last = LocalDate.of(2029, 2, 28);

        assertThat(rule.judge(visit.to(last).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.to(last.plusDays(1)).facts()).findings())
                .extracting(finding -> finding.cure())
                .containsExactly(Message.of("rule.VIS-03.cure").with("last", last));
        var dayBefore = aVisit().from(LocalDate.of(2028, 2, 28));
        assertThat(rule.judge(dayBefore.to(last.minusDays(1)).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(dayBefore.to(last).facts())).isInstanceOf(Verdict.Breached.class);
    }

    @Test
    void takesTheNewLimitFromItsFirstDay() {
        var to = LocalDate.of(2027, 8, 15);

        assertThat(rule.judge(aVisit().to(to).judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().to(to).judgedAs(CHANGE).facts()))
                .isEqualTo(refused(to, 6, LocalDate.of(2027, 8, 14)));
    }

    @Test
    void isUndeterminedWithoutDates() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    private Verdict refused(LocalDate to, int months, LocalDate last) {
        return rule.description()
                .breached(
                        "dates.to",
                        Message.of("rule.VIS-03.reason")
                                .with("from", START)
                                .with("to", to)
                                .with("months", months),
                        Message.of("rule.VIS-03.cure").with("last", last));
    }
}
