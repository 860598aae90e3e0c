package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class RequestIsNotTooEarlyTest {

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    // Ninety calendar days before, computed by counting: 15 in February, 31 in January, 31 in December, 13 in November.
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 17);

    private final RequestIsNotTooEarly rule = new RequestIsNotTooEarly(VisitFixture.PARAMETERS);

    @Test
    void passesOnTheFirstDayAndADayLater() {
        assertThat(rule.judge(aVisit().deliveredAt(FIRST_DAY, 0, 0, 0).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(
                        aVisit().deliveredAt(FIRST_DAY.plusDays(1), 9, 0, 0).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesADayTooEarly() {
        var early = FIRST_DAY.minusDays(1);
        assertThat(rule.judge(aVisit().deliveredAt(early, 23, 59, 59).facts()))
                .isEqualTo(refused(early, 90, FIRST_DAY));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        var day = LocalDate.of(2027, 1, 15);
        var visit = aVisit().deliveredAt(day, 9, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(refused(day, 30, LocalDate.of(2027, 1, 16)));
    }

    @Test
    void isUndeterminedWithoutAFirstDay() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
    }

    /** Whoever postpones a permitted visit by months tells the host as soon as it is known. */
    @Test
    void judgesNoAmendmentHoweverFarTheVisitMoves() {
        for (var days : new int[] {0, 89, 120}) {
            var visit = aVisit().from(START.plusDays(days)).amending(aVisit());

            assertThat(rule.judge(visit.deliveredAt(LocalDate.of(2027, 1, 15), 9, 0, 0)
                            .facts()))
                    .as(days + " days later")
                    .isEqualTo(rule.description().notApplicable());
        }
        assertThat(rule.judge(aVisit().from(null).amending(aVisit()).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    private Verdict refused(LocalDate delivered, int days, LocalDate firstDay) {
        return rule.description()
                .breached(
                        "dates.from",
                        Message.of("rule.VIS-06.reason")
                                .with("delivered", delivered)
                                .with("start", START)
                                .with("days", days),
                        Message.of("rule.VIS-06.cure").with("firstDay", firstDay));
    }
}
