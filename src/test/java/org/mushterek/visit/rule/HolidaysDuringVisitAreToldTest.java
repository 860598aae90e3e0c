package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;

class HolidaysDuringVisitAreToldTest {

    private final HolidaysDuringVisitAreTold rule = new HolidaysDuringVisitAreTold();

    private final YearFileCalendars calendars = new YearFileCalendars(new Sides());

    @Test
    void tellsAHolidayOnTheFirstAndOnTheLastDay() {
        // Republic Day of Türkiye is Thursday 29 October 2026, and its eve is half worked.
        var holiday = LocalDate.of(2026, 10, 29);

        assertThat(rule.judge(visit(holiday, holiday.plusDays(1)).facts()))
                .isEqualTo(rule.description().breached(List.of(told(holiday, "TUR"))));
        assertThat(rule.judge(visit(holiday.minusDays(2), holiday).facts()))
                .isEqualTo(
                        rule.description().breached(List.of(told(holiday.minusDays(1), "TUR"), told(holiday, "TUR"))));
    }

    @Test
    void tellsAHolidayOnAFriday() {
        // Independence Day of Azerbaijan is Friday 28 May 2027.
        var holiday = LocalDate.of(2027, 5, 28);

        assertThat(rule.judge(visit(holiday.minusDays(1), holiday.plusDays(2)).facts()))
                .isEqualTo(rule.description().breached(List.of(told(holiday, "AZE"))));
    }

    @Test
    void isSilentADayBeforeAndADayAfter() {
        assertThat(rule.judge(visit(LocalDate.of(2026, 10, 26), LocalDate.of(2026, 10, 27))
                        .facts()))
                .isEqualTo(rule.description().satisfied());
        // Thirty October is a Friday; the weekend after it is no holiday.
        assertThat(rule.judge(visit(LocalDate.of(2026, 10, 30), LocalDate.of(2026, 11, 2))
                        .facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void tellsTheHolidaysOfBothSidesAndNeverBlocks() {
        // Victory Day falls on a Sunday; Flag Day on Monday 9 November, the substitute on Tuesday.
        var verdict = rule.judge(
                visit(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 11, 10)).facts());

        assertThat(verdict)
                .isEqualTo(rule.description()
                        .breached(List.of(
                                told(LocalDate.of(2026, 11, 9), "AZE"),
                                told(LocalDate.of(2026, 11, 10), "AZE"),
                                told(LocalDate.of(2026, 10, 29), "TUR"))));
        assertThat(verdict.isBlocking()).isFalse();
    }

    @Test
    void isUndeterminedWithoutDatesOrACalendar() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        assertThat(rule.judge(aVisit().to(LocalDate.of(2028, 1, 3)).facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    private VisitFixture visit(LocalDate from, LocalDate to) {
        var visit = aVisit().from(from).to(to);
        visit.hostCalendar = calendars.of("AZE");
        visit.sendingCalendar = calendars.of("TUR");
        return visit;
    }

    private static Fault told(LocalDate day, String side) {
        return new Fault(
                "dates.from",
                Message.of("rule.CAL-04.reason").with("day", day).with("side", Message.of("side." + side)),
                Message.of("rule.CAL-04.cure").with("day", day));
    }
}
