package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Sides;

/** In Baku, where Monday to Friday are worked but for 20 to 26 March and 30 and 31 March 2027. */
class OfficeHoursTest {

    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final OfficeHours HOURS = new OfficeHours(
            new YearFileCalendars(new Sides()).of("AZE"), BAKU, LocalTime.of(9, 0), LocalTime.of(17, 0));

    @ParameterizedTest(name = "{2} % from {0} to {1}: {3}")
    @CsvSource({
        // The day of receipt does not count: five whole days from Tuesday to Monday.
        "2027-04-05T10:00, 2027-04-12T17:00, 50, 2027-04-08T13:00",
        "2027-04-05T10:00, 2027-04-12T17:00, 80, 2027-04-09T17:00",
        "2027-04-05T10:00, 2027-04-12T17:00, 100, 2027-04-12T17:00",
        // At closing time it still counts on that day, a second later on the next.
        "2027-04-05T17:00, 2027-04-07T17:00, 50, 2027-04-06T17:00",
        "2027-04-05T17:00:00.999, 2027-04-07T17:00, 50, 2027-04-06T17:00",
        "2027-04-05T17:00:01, 2027-04-07T17:00, 50, 2027-04-07T13:00",
        // Received on a Saturday is received on Monday.
        "2027-04-03T12:00, 2027-04-07T17:00, 50, 2027-04-06T17:00",
        // One day, two days.
        "2027-04-05T10:00, 2027-04-06T17:00, 50, 2027-04-06T13:00",
        "2027-04-05T10:00, 2027-04-07T17:00, 80, 2027-04-07T13:48",
        // Due on the day of receipt: by the clock.
        "2027-04-05T10:00, 2027-04-05T17:00, 50, 2027-04-05T13:30",
        "2027-04-05T10:00, 2027-04-05T17:00, 80, 2027-04-05T15:36",
        // Due at the midnight that ends a Friday.
        "2027-04-07T10:00, 2027-04-10T00:00, 50, 2027-04-08T17:00",
        // Over a weekend that lies at the end: Friday is the only day.
        "2027-04-08T10:00, 2027-04-11T12:00, 50, 2027-04-09T13:00",
        // Past the known days, Mondays to Fridays count.
        "2099-04-06T10:00, 2099-04-08T17:00, 50, 2099-04-07T17:00",
    })
    void tellWhenAPartOfADeadlineHasPassed(String opened, String due, int percent, String passed) {
        assertThat(HOURS.afterPart(instant(opened), instant(due), percent)).isEqualTo(instant(passed));
    }

    private static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(BAKU).toInstant();
    }
}
