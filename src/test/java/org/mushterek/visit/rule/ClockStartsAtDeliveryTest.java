package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingTime;
import org.mushterek.common.Message;

class ClockStartsAtDeliveryTest {

    private static final LocalDate FRIDAY = LocalDate.of(2027, 1, 15);
    private static final LocalDate MONDAY = LocalDate.of(2027, 1, 18);

    private final ClockStartsAtDelivery rule = new ClockStartsAtDelivery(VisitFixture.PARAMETERS);

    @Test
    void receivesOnTheSameDayUpToTheCutOff() {
        assertThat(rule.judge(aVisit().deliveredAt(FRIDAY, 16, 59, 59).facts()))
                .isEqualTo(received(FRIDAY.atTime(16, 59, 59), FRIDAY));
        assertThat(rule.judge(aVisit().deliveredAt(FRIDAY, 17, 0, 0).facts()))
                .isEqualTo(received(FRIDAY.atTime(17, 0), FRIDAY));
    }

    /** As deadlines are counted: what reads 17:00:00 is in time. */
    @Test
    void cutsOffFractionsOfASecondAsTheWorkingTimeDoes() {
        var visit = aVisit();
        for (var nanos : new int[] {1, 500_000_000, 999_999_999}) {
            visit.deliveredAt = VisitFixture.baku(FRIDAY, 17, 0, 0).withNano(nanos);
            var facts = visit.facts();

            assertThat(rule.receiptDay(facts))
                    .isEqualTo(FRIDAY)
                    .isEqualTo(new WorkingTime(
                                    facts.hostCalendar(), facts.delivery().getZone(), LocalTime.of(17, 0))
                            .receiptDay(facts.delivery().toInstant()));
        }
    }

    @Test
    void receivesOnTheNextWorkingDayAfterTheCutOff() {
        assertThat(rule.judge(aVisit().deliveredAt(FRIDAY, 17, 0, 1).facts()))
                .isEqualTo(received(FRIDAY.atTime(17, 0, 1), MONDAY));
    }

    @Test
    void receivesOnTheNextWorkingDayWhatComesOnAClosedDay() {
        assertThat(rule.judge(aVisit().deliveredAt(FRIDAY.plusDays(1), 9, 0, 0).facts()))
                .isEqualTo(received(FRIDAY.plusDays(1).atTime(9, 0), MONDAY));
        assertThat(rule.judge(aVisit().deliveredAt(FRIDAY.plusDays(2), 23, 0, 0).facts()))
                .isEqualTo(received(FRIDAY.plusDays(2).atTime(23, 0), MONDAY));
    }

    @Test
    void takesTheNewCutOffFromItsFirstDay() {
        var visit = aVisit().deliveredAt(FRIDAY, 16, 30, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(received(FRIDAY.atTime(16, 30), FRIDAY));
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(received(FRIDAY.atTime(16, 30), MONDAY));
    }

    @Test
    void isUndeterminedWhereNoCalendarIsLoaded() {
        assertThat(rule.judge(
                        aVisit().deliveredAt(LocalDate.of(2028, 1, 3), 9, 0, 0).facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    private Verdict received(LocalDateTime delivered, LocalDate day) {
        return rule.description()
                .satisfied(Message.of("rule.VIS-09.received")
                        .with("delivered", delivered)
                        .with("received", day));
    }
}
