package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Sides;

/** The counting of working days; the vectors are those of the domain facts, section 5.6. */
class WorkingDaysTest {

    private final YearFileCalendars calendars = new YearFileCalendars(new Sides());
    private final WorkingCalendar aze = calendars.of("AZE");
    private final WorkingCalendar tur = calendars.of("TUR");
    private final WorkingCalendar both = calendars.both("AZE", "TUR");

    @ParameterizedTest(name = "{1} working days before {0}: AZE {2}, TUR {3} or {4}, both {5}")
    @CsvSource({
        "2026-04-06,  5, 2026-03-18, 2026-03-27, 2026-03-27, 2026-03-17",
        "2026-04-06, 14, 2026-03-04, 2026-03-12, 2026-03-13, 2026-03-03",
        "2026-04-06, 21, 2026-02-23, 2026-03-03, 2026-03-04, 2026-02-20",
        "2026-06-02, 21, 2026-04-27, 2026-04-22, 2026-04-24, 2026-04-21",
        "2026-11-16, 10, 2026-10-28, 2026-10-30, 2026-10-30, 2026-10-26",
        "2026-11-16, 21, 2026-10-13, 2026-10-13, 2026-10-14, 2026-10-09",
    })
    void countsBackToTheLatestDay(
            LocalDate start,
            int days,
            LocalDate azeDay,
            LocalDate turDay,
            LocalDate turDayWithHalfDays,
            LocalDate bothDay) {
        assertThat(aze.latestDayFor(start, days)).isEqualTo(azeDay);
        assertThat(tur.latestDayFor(start, days)).isEqualTo(turDay);
        assertThat(calendars.of("TUR", HalfDays.WORKED).latestDayFor(start, days))
                .isEqualTo(turDayWithHalfDays);
        assertThat(both.latestDayFor(start, days)).isEqualTo(bothDay);
        assertThat(calendars.both("TUR", "AZE").latestDayFor(start, days)).isEqualTo(bothDay);
    }

    @Test
    void countsTheDaysBetween() {
        var from = LocalDate.parse("2026-03-16");
        var to = LocalDate.parse("2026-04-06");

        assertThat(aze.workingDaysBetween(from, to)).isEqualTo(7);
        assertThat(tur.workingDaysBetween(from, to)).isEqualTo(12);
        assertThat(calendars.of("TUR", HalfDays.WORKED).workingDaysBetween(from, to))
                .isEqualTo(13);
        assertThat(both.workingDaysBetween(from, to)).isEqualTo(6);
        // Azerbaijan has no half-day in these weeks, and on the Turkish one, 19 March, it works.
        assertThat(calendars.both("AZE", "TUR", HalfDays.WORKED).workingDaysBetween(from, to))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-07, 2027-06-08, 0",
        "2027-06-07, 2027-06-09, 1",
        "2027-06-11, 2027-06-14, 0",
        "2027-06-11, 2027-06-16, 1",
        "2027-06-07, 2027-06-07, 0",
        "2027-06-09, 2027-06-07, 0",
    })
    void countsNeitherEnd(LocalDate from, LocalDate to, int days) {
        assertThat(aze.workingDaysBetween(from, to)).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 14, 21, 60})
    void findsTheEarliestStartAsTheCounterpartOfTheLatestDay(int days) {
        var day = LocalDate.parse("2026-03-05");
        for (var calendar : new WorkingCalendar[] {aze, tur, both}) {
            var start = calendar.earliestStartAfter(day, days);

            assertThat(calendar.workingDaysBetween(day, start)).isEqualTo(days);
            assertThat(days == 0 || calendar.workingDaysBetween(day, start.minusDays(1)) < days)
                    .isTrue();
            assertThat(calendar.latestDayFor(start, days)).isEqualTo(day);
        }
    }

    @Test
    void startsEarliestOnTheDayAfterTheLastCountedOne() {
        // Mon 7 June 2027: five days after it end on Mon 14 June, because Tue 15 June is not reached.
        assertThat(aze.earliestStartAfter(LocalDate.parse("2027-06-07"), 5)).isEqualTo("2027-06-15");
        assertThat(aze.earliestStartAfter(LocalDate.parse("2027-06-07"), 6)).isEqualTo("2027-06-17");
        assertThat(aze.earliestStartAfter(LocalDate.parse("2027-06-11"), 0)).isEqualTo("2027-06-12");
    }

    @Test
    void stepsToTheNextWorkingDays() {
        assertThat(aze.workingDayAfter(LocalDate.parse("2026-03-19"), 1)).isEqualTo("2026-03-31");
        assertThat(aze.workingDayAfter(LocalDate.parse("2026-03-19"), 2)).isEqualTo("2026-04-01");
        assertThat(aze.sameOrNextWorkingDay(LocalDate.parse("2026-03-19"))).isEqualTo("2026-03-19");
        assertThat(aze.sameOrNextWorkingDay(LocalDate.parse("2026-03-20"))).isEqualTo("2026-03-31");
    }

    @Test
    void crossesFromOneLoadedYearIntoTheNext() {
        assertThat(tur.workingDayAfter(LocalDate.parse("2026-12-31"), 1)).isEqualTo("2027-01-04");
        assertThat(aze.workingDayAfter(LocalDate.parse("2026-12-30"), 1)).isEqualTo("2027-01-05");
        assertThat(aze.latestDayFor(LocalDate.parse("2027-01-05"), 0)).isEqualTo("2026-12-30");
    }

    @Test
    void refusesDaysOfUnknownYears() {
        var newYear = LocalDate.parse("2028-01-01");
        var lastDay = LocalDate.parse("2027-12-31");

        for (var calendar : new WorkingCalendar[] {aze, tur, both}) {
            assertUnknown(2028, () -> calendar.isWorkingDay(newYear));
            assertUnknown(2028, () -> calendar.sameOrNextWorkingDay(newYear));
            assertUnknown(2028, () -> calendar.workingDayAfter(lastDay, 1));
            assertUnknown(2028, () -> calendar.earliestStartAfter(lastDay, 0));
            assertUnknown(2028, () -> calendar.earliestStartAfter(LocalDate.parse("2027-12-20"), 20));
            assertUnknown(2028, () -> calendar.latestDayFor(LocalDate.parse("2028-01-10"), 1));
            assertUnknown(2028, () -> calendar.latestDayFor(newYear, 0));
            assertUnknown(2028, () -> calendar.workingDaysBetween(lastDay, newYear));
            assertUnknown(2028, () -> calendar.remarksOn(lastDay, newYear));
            assertUnknown(2025, () -> calendar.latestDayFor(LocalDate.parse("2026-01-12"), 20));
            assertUnknown(2015, () -> calendar.isWorkingDay(LocalDate.parse("2015-06-01")));
        }
    }

    @Test
    void asksBothSidesEvenWhereOneIsClosed() {
        // Azerbaijan knows these days of 2025, Türkiye does not.
        assertThat(aze.isWorkingDay(LocalDate.parse("2025-03-20"))).isFalse();
        assertUnknown(2025, () -> both.isWorkingDay(LocalDate.parse("2025-03-20")));
        assertUnknown(2025, () -> calendars.both("TUR", "AZE").isWorkingDay(LocalDate.parse("2025-03-20")));
    }

    @Test
    void refusesDaysThatAPartlyLoadedYearDoesNotCover() {
        assertThat(aze.isWorkingDay(LocalDate.parse("2024-04-01"))).isTrue();
        assertUnknown(2024, () -> aze.isWorkingDay(LocalDate.parse("2024-03-31")));
        assertThat(aze.isWorkingDay(LocalDate.parse("2024-04-19"))).isTrue();
        assertUnknown(2024, () -> aze.isWorkingDay(LocalDate.parse("2024-04-20")));
    }

    @Test
    void asksAfterBothEndsOfACountEvenWhereNeitherCounts() {
        var before = LocalDate.parse("2024-03-31");
        var first = LocalDate.parse("2024-04-01");
        var last = LocalDate.parse("2024-04-19");
        var after = LocalDate.parse("2024-04-20");

        assertThat(aze.earliestStartAfter(first, 0)).isEqualTo("2024-04-02");
        assertThat(aze.workingDayAfter(first, 1)).isEqualTo("2024-04-02");
        assertThat(aze.workingDaysBetween(first, last)).isEqualTo(11);
        assertThat(aze.remarksOn(last, first)).isEmpty();
        assertUnknown(2024, () -> aze.earliestStartAfter(before, 0));
        assertUnknown(2024, () -> aze.workingDayAfter(before, 1));
        assertUnknown(2024, () -> aze.workingDaysBetween(before, first));
        assertUnknown(2024, () -> aze.workingDaysBetween(last, after));
        assertUnknown(2024, () -> aze.remarksOn(after, last));
        assertUnknown(2024, () -> aze.remarksOn(first, before));
    }

    @Test
    void refusesNumbersThatCannotBeCounted() {
        var day = LocalDate.parse("2027-06-07");

        assertThatThrownBy(() -> aze.latestDayFor(day, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> aze.earliestStartAfter(day, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> aze.workingDayAfter(day, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendars.of("GEO"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GEO");
    }

    private static void assertUnknown(int year, org.assertj.core.api.ThrowableAssert.ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOfSatisfying(UnknownYear.class, unknown -> assertThat(unknown.year())
                .isEqualTo(year));
    }
}
