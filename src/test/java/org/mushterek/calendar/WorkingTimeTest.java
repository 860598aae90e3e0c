package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Sides;

/** Times in these tests are local ones in Istanbul or Baku, without their zone. */
class WorkingTimeTest {

    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final LocalTime CLOSING = LocalTime.of(17, 0);

    private final YearFileCalendars calendars = new YearFileCalendars(new Sides());
    private final WorkingTime tur = new WorkingTime(calendars.of("TUR"), ISTANBUL, CLOSING);
    private final WorkingTime aze = new WorkingTime(calendars.of("AZE"), BAKU, CLOSING);

    @ParameterizedTest(name = "delivered {0}, counts on {1}")
    @CsvSource({
        "2027-06-10T00:00:00, 2027-06-10",
        "2027-06-10T16:59:59, 2027-06-10",
        "2027-06-10T17:00:00, 2027-06-10",
        "2027-06-10T17:00:00.999, 2027-06-10",
        "2027-06-10T17:00:01, 2027-06-11",
        "2027-06-11T17:00:00, 2027-06-11",
        "2027-06-11T17:00:01, 2027-06-14",
        "2027-06-12T09:00:00, 2027-06-14",
        "2027-07-14T17:00:01, 2027-07-16",
        "2027-07-15T09:00:00, 2027-07-16",
        "2027-10-28T09:00:00, 2027-11-01",
    })
    void countsADeliveryOnItsDayUntilTheCutOff(LocalDateTime deliveredAt, LocalDate receiptDay) {
        assertThat(tur.receiptDay(at(deliveredAt, ISTANBUL))).isEqualTo(receiptDay);
    }

    @Test
    void takesTheClockAndTheCalendarOfTheHost() {
        var instant = Instant.parse("2027-06-14T13:30:00Z");

        assertThat(tur.receiptDay(instant)).as("16:30 in Istanbul").isEqualTo("2027-06-14");
        assertThat(aze.receiptDay(instant))
                .as("17:30 in Baku, and the next day is a holiday")
                .isEqualTo("2027-06-16");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-10, 1, 2027-06-11T17:00",
        "2027-06-10, 2, 2027-06-14T17:00",
        "2027-07-14, 1, 2027-07-16T17:00",
        "2027-03-05, 1, 2027-03-12T17:00",
    })
    void isDueAtTheClosingOfTheLastDay(LocalDate receiptDay, int days, LocalDateTime due) {
        assertThat(tur.due(receiptDay, days)).isEqualTo(at(due, ISTANBUL));
    }

    @ParameterizedTest(name = "five days from {0}, visit from {1}: due {2}")
    @CsvSource({
        // Delivered on Thu 10 June: five working days end on Thu 17 June.
        "2027-06-10T10:00, 2027-06-19, 2027-06-17T17:00",
        "2027-06-10T10:00, 2027-06-18, 2027-06-17T17:00",
        "2027-06-10T10:00, 2027-06-17, 2027-06-16T17:00",
        // The eve may be a day of rest, and may be the day of delivery itself.
        "2027-06-10T10:00, 2027-06-14, 2027-06-13T17:00",
        "2027-06-12T10:00, 2027-06-14, 2027-06-13T17:00",
        "2027-06-10T10:00, 2027-06-11, 2027-06-10T17:00",
        "2027-06-10T16:59:59, 2027-06-11, 2027-06-10T17:00",
        // From the eve's closing on no time is left.
        "2027-06-10T17:00, 2027-06-11, 2027-06-10T17:00",
        "2027-06-10T17:00:01, 2027-06-11, 2027-06-10T17:00:01",
        "2027-06-11T08:00, 2027-06-11, 2027-06-11T08:00",
        "2027-06-20T08:00, 2027-06-11, 2027-06-20T08:00",
        // Delivered after the cut-off: the next day is the day of receipt, the eve still holds.
        "2027-06-10T18:00, 2027-06-20, 2027-06-18T17:00",
        "2027-06-10T18:00, 2027-06-12, 2027-06-11T17:00",
    })
    void isNeverDuePastTheEveOfTheVisit(LocalDateTime deliveredAt, LocalDate firstDay, LocalDateTime due) {
        assertThat(tur.dueByEve(at(deliveredAt, ISTANBUL), 5, firstDay)).isEqualTo(at(due, ISTANBUL));
    }

    @Test
    void asksNothingOfTheDaysPastTheEve() {
        var lastDays = at(LocalDateTime.parse("2027-12-29T10:00"), BAKU);
        var lastEvening = at(LocalDateTime.parse("2027-12-31T10:00"), BAKU);
        var newYear = LocalDate.parse("2028-01-01");

        assertThat(aze.dueByEve(lastDays, 5, newYear)).isEqualTo(at(LocalDateTime.parse("2027-12-31T17:00"), BAKU));
        assertThat(aze.dueByEve(lastEvening, 5, newYear)).isEqualTo(at(LocalDateTime.parse("2027-12-31T17:00"), BAKU));
        assertThatThrownBy(() -> aze.dueByEve(lastDays, 5, newYear.plusDays(10)))
                .isInstanceOf(WorkingCalendar.UnknownYear.class);
    }

    @ParameterizedTest(name = "due {0}, paused from {1} until {2}: due {3}")
    @CsvSource({
        // A pause within one working day changes nothing.
        "2027-06-11T17:00, 2027-06-08T10:00, 2027-06-08T16:00, 2027-06-11T17:00",
        "2027-06-11T17:00, 2027-06-08T18:00, 2027-06-09T10:00, 2027-06-11T17:00",
        // Tue to Thu: two days, of which the second leads over the weekend.
        "2027-06-11T17:00, 2027-06-08T10:00, 2027-06-10T12:00, 2027-06-15T17:00",
        "2027-06-11T17:00, 2027-06-08T10:00, 2027-06-09T12:00, 2027-06-14T17:00",
        // Over a weekend: Fri to Mon is one working day.
        "2027-06-16T17:00, 2027-06-11T10:00, 2027-06-14T09:00, 2027-06-17T17:00",
        "2027-06-16T17:00, 2027-06-12T10:00, 2027-06-13T09:00, 2027-06-16T17:00",
        // Over a holiday, Thu 15 July: Wed to Fri is one working day.
        "2027-07-19T17:00, 2027-07-14T10:00, 2027-07-16T09:00, 2027-07-20T17:00",
        "2027-07-14T17:00, 2027-07-13T10:00, 2027-07-14T09:00, 2027-07-16T17:00",
        // On the last day: the rest of that day stands for the rest of the day of the answer.
        "2027-06-11T17:00, 2027-06-11T10:00, 2027-06-15T10:00, 2027-06-15T17:00",
        "2027-06-11T17:00, 2027-06-11T10:00, 2027-06-15T17:00:01, 2027-06-16T17:00",
        // What has passed when the pause begins stays.
        "2027-06-11T17:00, 2027-06-11T17:00, 2027-06-15T10:00, 2027-06-11T17:00",
        "2027-06-11T17:00, 2027-06-14T10:00, 2027-06-15T10:00, 2027-06-11T17:00",
        // A deadline on a day of rest never becomes earlier.
        "2027-06-13T17:00, 2027-06-10T10:00, 2027-06-10T12:00, 2027-06-13T17:00",
    })
    void keepsTheRemainingWorkingDaysOverAPause(
            LocalDateTime due, LocalDateTime pausedAt, LocalDateTime resumedAt, LocalDateTime newDue) {
        assertThat(tur.dueAfterPause(at(due, ISTANBUL), at(pausedAt, ISTANBUL), at(resumedAt, ISTANBUL)))
                .isEqualTo(at(newDue, ISTANBUL));
    }

    @ParameterizedTest(name = "paused until {0}, visit from {1}: due {2}")
    @CsvSource({
        "2027-06-10T12:00, 2027-06-16, 2027-06-15T17:00",
        "2027-06-10T12:00, 2027-06-15, 2027-06-14T17:00",
        "2027-06-10T12:00, 2027-06-14, 2027-06-13T17:00",
        "2027-06-13T16:59:59, 2027-06-14, 2027-06-13T17:00",
        "2027-06-13T17:00:01, 2027-06-14, 2027-06-13T17:00:01",
    })
    void isNeverDuePastTheEveAfterAPause(LocalDateTime resumedAt, LocalDate firstDay, LocalDateTime newDue) {
        var due = at(LocalDateTime.parse("2027-06-11T17:00"), ISTANBUL);
        var pausedAt = at(LocalDateTime.parse("2027-06-08T10:00"), ISTANBUL);

        assertThat(tur.dueAfterPauseByEve(due, pausedAt, at(resumedAt, ISTANBUL), firstDay))
                .isEqualTo(at(newDue, ISTANBUL));
    }

    @Test
    void refusesAPauseThatEndsBeforeItBeginsAndADeadlineOfNoDays() {
        var now = Instant.parse("2027-06-08T10:00:00Z");
        var later = now.plusSeconds(3600);

        assertThatThrownBy(() -> tur.dueAfterPause(later, later, now)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tur.dueByEve(now, 0, LocalDate.parse("2027-06-20")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tur.dueByEve(now, LocalDate.parse("2027-06-08"), 0, LocalDate.parse("2027-06-20")))
                .isInstanceOf(IllegalArgumentException.class);
        // The eve's closing time has passed when the pause ends: that alone excuses no pause that runs backwards.
        assertThatThrownBy(() ->
                        tur.dueAfterPauseByEve(later.plusSeconds(3600), later, now, LocalDate.parse("2027-06-08")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsADeadlineOfOneDay() {
        var delivered = at(LocalDateTime.parse("2027-06-10T10:00"), ISTANBUL);
        var due = at(LocalDateTime.parse("2027-06-11T17:00"), ISTANBUL);

        assertThat(tur.dueByEve(delivered, 1, LocalDate.parse("2027-06-20"))).isEqualTo(due);
        assertThat(tur.dueByEve(delivered, LocalDate.parse("2027-06-10"), 1, LocalDate.parse("2027-06-20")))
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "wanted {0} and before {1}, at {2} it is {3}")
    @CsvSource({
        "2027-06-10T17:00:01, 2027-06-14T17:00, 2027-06-10T17:00:00, 2027-06-10T17:00:01",
        "2027-06-10T17:00:00, 2027-06-14T17:00, 2027-06-10T17:00:00, 2027-06-10T17:00:00",
        "2027-06-09T17:00:00, 2027-06-14T17:00, 2027-06-10T17:00:00, 2027-06-10T17:00:00",
        "2027-06-09T17:00:00, 2027-06-14T17:00, 2027-06-10T17:00:01, 2027-06-11T17:00:00",
        "2027-06-09T17:00:00, 2027-06-11T12:00, 2027-06-10T17:00:01, 2027-06-11T12:00:00",
    })
    void neverMovesADeadlineIntoThePast(
            LocalDateTime wanted, LocalDateTime before, LocalDateTime now, LocalDateTime due) {
        assertThat(tur.notInThePast(at(wanted, ISTANBUL), at(before, ISTANBUL), at(now, ISTANBUL)))
                .isEqualTo(at(due, ISTANBUL));
    }

    private static Instant at(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
