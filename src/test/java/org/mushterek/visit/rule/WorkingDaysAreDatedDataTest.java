package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.baku;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;

class WorkingDaysAreDatedDataTest {

    private final WorkingDaysAreDatedData rule = new WorkingDaysAreDatedData();

    @Test
    void passesWhereBothCalendarsReachToTheLastDay() {
        assertThat(rule.judge(aVisit().to(LocalDate.of(2027, 12, 31)).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void isUndeterminedFromTheFirstDayWithoutACalendar() {
        assertThat(rule.judge(aVisit().to(LocalDate.of(2028, 1, 1)).facts())).isEqualTo(missing(2028));
    }

    @Test
    void asksForTheCalendarOfEitherSide() {
        var calendars = new YearFileCalendars(new Sides());
        var visit = aVisit().to(LocalDate.of(2028, 1, 1));
        visit.hostCalendar = calendars.of("AZE");
        visit.sendingCalendar = calendars.of("TUR");
        assertThat(rule.judge(visit.facts())).isEqualTo(missing(2028));

        visit.judgedAt = baku(LocalDate.of(2015, 6, 1), 10, 0, 0);
        visit.sendingCalendar = new WeekdaysOpen();
        assertThat(rule.judge(visit.to(LocalDate.of(2027, 2, 24)).facts())).isEqualTo(missing(2015));
    }

    @Test
    void isUndeterminedWithoutDates() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    private Verdict missing(int year) {
        return rule.description()
                .undetermined(
                        "dates.to",
                        Message.of("rule.CAL-01.missing").with("year", year),
                        Message.of("rule.CAL-01.missing.cure").with("year", year));
    }
}
