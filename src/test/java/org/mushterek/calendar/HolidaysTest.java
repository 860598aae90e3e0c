package org.mushterek.calendar;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Sides;

/** What each day is; the cases are those of the domain facts, sections 5.3 to 5.5. */
class HolidaysTest {

    private final YearFileCalendars calendars = new YearFileCalendars(new Sides());
    private final SideCalendar aze = calendars.of("AZE");
    private final SideCalendar tur = calendars.of("TUR");

    @Test
    void closesAzerbaijanFrom20To30March2026() {
        assertThat(closedIn(aze, "2026-03-19", "2026-03-31")).isEqualTo(days("2026-03-20", "2026-03-30"));
        assertThat(kinds(aze, "2026-03-19", "2026-03-31"))
                .isEqualTo("WORKING FULL FULL FULL FULL FULL SUBSTITUTE SUBSTITUTE SUBSTITUTE WEEKEND WEEKEND"
                        + " SUBSTITUTE WORKING");
    }

    @Test
    void exchangesDaysInMarch2025AfterTheSubstitutes() {
        assertThat(closedIn(aze, "2025-03-17", "2025-04-04")).isEqualTo(days("2025-03-20", "2025-03-31"));
        assertThat(kinds(aze, "2025-03-08", "2025-03-10")).isEqualTo("FULL WEEKEND SWAP_WORK");
        assertThat(kinds(aze, "2025-03-20", "2025-04-01"))
                .isEqualTo("FULL FULL FULL FULL FULL SUBSTITUTE SUBSTITUTE SWAP_OFF SWAP_OFF WEEKEND FULL FULL"
                        + " SWAP_WORK");
        assertThat(aze.isWorkingDay(date("2025-03-10"))).isTrue();
        assertThat(aze.isWorkingDay(date("2025-04-01"))).isTrue();
    }

    @Test
    void worksOnASaturdayInAzerbaijanByExchangeIn2024() {
        assertThat(closedIn(aze, "2024-04-01", "2024-04-19"))
                .isEqualTo(Stream.concat(Stream.of(date("2024-04-07")), days("2024-04-10", "2024-04-14").stream())
                        .toList());
        assertThat(kinds(aze, "2024-04-05", "2024-04-15"))
                .isEqualTo("WORKING SWAP_WORK WEEKEND WORKING WORKING FULL FULL SWAP_OFF WEEKEND WEEKEND WORKING");
    }

    @Test
    void closesAzerbaijanFrom9To15May2021() {
        assertThat(kinds(aze, "2021-05-07", "2021-05-17"))
                .isEqualTo("WORKING SWAP_WORK FULL SUBSTITUTE SWAP_OFF SWAP_OFF FULL FULL WEEKEND SWAP_WORK WORKING");
    }

    @Test
    void substitutesTheSaturdayOfQurban2017() {
        assertThat(kinds(aze, "2017-08-31", "2017-09-05")).isEqualTo("WORKING FULL FULL WEEKEND SUBSTITUTE WORKING");
    }

    @Test
    void substitutesTheSundayOfNovruz2016() {
        assertThat(closedIn(aze, "2016-03-18", "2016-03-28")).isEqualTo(days("2016-03-19", "2016-03-27"));
        assertThat(aze.day(date("2016-03-25")).kind()).isEqualTo(DayKind.SUBSTITUTE);
    }

    @Test
    void substitutesTheSaturdayOfRamazan2023() {
        assertThat(kinds(aze, "2023-04-21", "2023-04-24")).isEqualTo("FULL FULL WEEKEND SUBSTITUTE");
    }

    @ParameterizedTest(name = "{0} stands in for {1}")
    @CsvSource({
        "2026-03-09, womensDay",
        "2026-05-11, victoryOverFascism",
        "2026-05-29, qurban",
        "2026-11-10, victoryDay",
        "2027-01-04, newYear",
        "2027-05-10, victoryOverFascism",
        "2027-06-28, armedForces",
    })
    void derivesSubstitutesInAzerbaijan(LocalDate substitute, String holiday) {
        var day = aze.day(substitute);

        assertThat(day.kind()).isEqualTo(DayKind.SUBSTITUTE);
        assertThat(day.holidays()).containsExactly(holiday);
        assertThat(day.estimated()).isFalse();
        assertThat(aze.isWorkingDay(substitute.plusDays(1)))
                .as("one substitute only")
                .isEqualTo(!substitute.equals(date("2026-05-29")));
    }

    @Test
    void closesAzerbaijanOnExactlyTheseWeekdaysOf2026() {
        assertThat(closedWeekdays(aze, 2026))
                .isEqualTo("01-01 01-02 01-20 03-09 03-20 03-23 03-24 03-25 03-26 03-27 03-30 05-11 05-27 05-28 05-29"
                        + " 06-15 06-26 11-09 11-10 12-31");
    }

    @Test
    void closesAzerbaijanOnExactlyTheseWeekdaysOf2027() {
        assertThat(closedWeekdays(aze, 2027))
                .isEqualTo("01-01 01-04 01-20 03-08 03-09 03-10 03-22 03-23 03-24 03-25 03-26 05-10 05-17 05-18 05-28"
                        + " 06-15 06-28 11-08 11-09 12-31");
    }

    @Test
    void closesTurkiyeOnExactlyTheseWeekdays() {
        assertThat(closedWeekdays(tur, 2026))
                .isEqualTo("01-01 03-19 03-20 04-23 05-01 05-19 05-26 05-27 05-28 05-29 07-15 10-28 10-29");
        assertThat(closedWeekdays(tur, 2027))
                .isEqualTo("01-01 03-08 03-09 03-10 03-11 04-23 05-17 05-18 05-19 07-15 08-30 10-28 10-29");
    }

    @Test
    void mournsOn20JanuaryWithoutASubstitute() {
        assertThat(aze.day(date("2026-01-20")).kind()).isEqualTo(DayKind.MOURNING);
        assertThat(aze.isWorkingDay(date("2027-01-20"))).isFalse();
        assertThat(aze.isWorkingDay(date("2027-01-21"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-10-18", "2027-11-12", "2027-11-17", "2027-09-27"})
    void worksOnCommemorationDays(LocalDate commemoration) {
        assertThat(aze.day(commemoration)).isEqualTo(Day.ordinary(commemoration, DayKind.WORKING));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-19, ramazan", "2026-05-26, qurban", "2026-10-28, republicDay", "2027-03-08, ramazan"})
    void worksHalfADayInTurkiyeUntil13(LocalDate eve, String holiday) {
        var day = tur.day(eve);

        assertThat(day.kind()).isEqualTo(DayKind.HALF);
        assertThat(day.closedFrom()).isEqualTo(LocalTime.of(13, 0));
        assertThat(day.holidays()).containsExactly(holiday);
        assertThat(tur.isWorkingDay(eve)).isFalse();
        assertThat(calendars.of("TUR", HalfDays.WORKED).isWorkingDay(eve)).isTrue();
    }

    @Test
    void movesNoHolidayInTurkiye() {
        assertThat(kinds(tur, "2018-05-18", "2018-05-21")).isEqualTo("WORKING FULL WEEKEND WORKING");
        assertThat(kinds(tur, "2026-08-30", "2026-08-31")).isEqualTo("FULL WORKING");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-02, labourDay", "2027-01-02, newYear", "2024-04-13, ramazan"})
    void keepsTheSaturdayAfterAFridayHolidayInTurkiye(LocalDate saturday, String holiday) {
        var known = tur.day(saturday);

        assertThat(known.kind()).isEqualTo(DayKind.FULL);
        assertThat(known.holidays()).containsExactly(holiday);
    }

    @Test
    void leavesTheSaturdayAfterAFridayHolidayAnOrdinaryWeekendInAzerbaijan() {
        assertThat(aze.day(date("2026-06-27"))).isEqualTo(Day.ordinary(date("2026-06-27"), DayKind.WEEKEND));
    }

    @Test
    void closesOnAdministrativeLeave() {
        assertThat(kinds(tur, "2024-04-05", "2024-04-15"))
                .isEqualTo("WORKING WEEKEND WEEKEND EXTRA EXTRA FULL FULL FULL FULL WEEKEND WORKING");
        assertThat(calendars.of("TUR", HalfDays.WORKED).isWorkingDay(date("2024-04-09")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @CsvSource({
        "AZE, 2020-03-19, 2020-03-30, WORKING FULL FULL FULL FULL FULL SUBSTITUTE SUBSTITUTE SWAP_OFF WEEKEND"
                + " SWAP_WORK WORKING",
        "AZE, 2020-05-24, 2020-05-30, FULL FULL SUBSTITUTE SWAP_OFF FULL WORKING SWAP_WORK",
        "AZE, 2022-03-04, 2022-03-09, WORKING SWAP_WORK WEEKEND SWAP_OFF FULL WORKING",
        "AZE, 2022-03-20, 2022-03-28, FULL FULL FULL FULL FULL SUBSTITUTE WEEKEND WEEKEND WORKING",
        "AZE, 2022-05-28, 2022-05-31, FULL WEEKEND SUBSTITUTE WORKING",
        "AZE, 2022-07-09, 2022-07-13, FULL FULL SUBSTITUTE SUBSTITUTE WORKING",
        "TUR, 2019-06-03, 2019-06-07, EXTRA FULL FULL FULL EXTRA",
        "TUR, 2020-10-27, 2020-10-30, WORKING HALF FULL WORKING",
        "TUR, 2021-05-10, 2021-05-16, EXTRA EXTRA EXTRA FULL FULL FULL WEEKEND",
        "TUR, 2021-07-15, 2021-07-19, FULL WORKING WEEKEND WEEKEND EXTRA",
        "TUR, 2022-07-08, 2022-07-18, HALF FULL FULL FULL FULL EXTRA EXTRA FULL FULL WEEKEND WORKING",
        "TUR, 2023-06-23, 2023-07-03, WORKING WEEKEND WEEKEND EXTRA EXTRA FULL FULL FULL FULL WEEKEND WORKING",
        "TUR, 2025-03-28, 2025-04-07, WORKING HALF FULL FULL FULL EXTRA EXTRA EXTRA WEEKEND WEEKEND WORKING",
        "TUR, 2025-06-05, 2025-06-10, HALF FULL FULL FULL FULL WORKING",
    })
    void keepsTheWeeksThatGovernmentsRearranged(String side, String from, String to, String kinds) {
        assertThat(kinds(side.equals("AZE") ? aze : tur, from, to)).isEqualTo(kinds);
    }

    @ParameterizedTest(name = "{0} {1}: {2} from {3}")
    @CsvSource({
        "TUR, 2016, ramazan, 2016-07-05, 3",
        "AZE, 2016, ramazan, 2016-07-06, 2",
        "TUR, 2016, qurban, 2016-09-12, 4",
        "AZE, 2016, qurban, 2016-09-12, 2",
        "TUR, 2017, ramazan, 2017-06-25, 3",
        "AZE, 2017, ramazan, 2017-06-26, 2",
        "TUR, 2018, qurban, 2018-08-21, 4",
        "AZE, 2018, qurban, 2018-08-22, 2",
        "TUR, 2019, ramazan, 2019-06-04, 3",
        "AZE, 2019, ramazan, 2019-06-05, 2",
        "TUR, 2019, qurban, 2019-08-11, 4",
        "AZE, 2019, qurban, 2019-08-12, 2",
        "AZE, 2020, ramazan, 2020-05-24, 2",
        "TUR, 2020, ramazan, 2020-05-24, 3",
        "AZE, 2020, qurban, 2020-07-31, 2",
        "TUR, 2020, qurban, 2020-07-31, 4",
        "TUR, 2021, ramazan, 2021-05-13, 3",
        "TUR, 2021, qurban, 2021-07-20, 5",
        "AZE, 2022, ramazan, 2022-05-02, 2",
        "AZE, 2022, qurban, 2022-07-09, 2",
        "TUR, 2022, qurban, 2022-07-09, 4",
        "TUR, 2023, ramazan, 2023-04-21, 3",
        "TUR, 2023, qurban, 2023-06-28, 4",
        "TUR, 2025, ramazan, 2025-03-30, 3",
        "TUR, 2025, qurban, 2025-06-06, 4",
        "AZE, 2021, ramazan, 2021-05-13, 2",
        "AZE, 2021, qurban, 2021-07-20, 2",
        "AZE, 2023, ramazan, 2023-04-21, 2",
        "AZE, 2023, qurban, 2023-06-28, 2",
        "TUR, 2026, ramazan, 2026-03-20, 3",
        "AZE, 2026, ramazan, 2026-03-20, 2",
        "TUR, 2026, qurban, 2026-05-27, 4",
        "AZE, 2026, qurban, 2026-05-27, 2",
        "TUR, 2027, ramazan, 2027-03-09, 3",
        "AZE, 2027, ramazan, 2027-03-09, 2",
        "TUR, 2027, qurban, 2027-05-16, 4",
        "AZE, 2027, qurban, 2027-05-16, 2",
    })
    void keepsTheReligiousDaysOfEachSideApart(String side, int year, String holiday, LocalDate first, int length) {
        var calendar = calendars.of(side);
        var fullDays = LocalDate.ofYearDay(year, 1)
                .datesUntil(LocalDate.ofYearDay(year + 1, 1))
                .filter(day -> {
                    try {
                        var known = calendar.day(day);
                        return known.kind() == DayKind.FULL && known.holidays().contains(holiday);
                    } catch (WorkingCalendar.UnknownYear uncovered) {
                        return false;
                    }
                })
                .toList();

        assertThat(fullDays).isEqualTo(first.datesUntil(first.plusDays(length)).toList());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "AZE, 2020-06-15",
        "AZE, 2022-01-20",
        "TUR, 2020-05-27",
        "TUR, 2021-05-09",
        "TUR, 2021-05-17",
        "TUR, 2022-05-02",
        "TUR, 2023-07-10",
        "TUR, 2025-03-23",
        "AZE, 2016-03-13",
        "AZE, 2016-04-02",
        "TUR, 2024-04-20",
    })
    void knowsNoDayThatNoSourceConfirms(String side, LocalDate day) {
        assertThatThrownBy(() -> calendars.of(side).day(day))
                .isInstanceOf(WorkingCalendar.UnknownYear.class)
                .hasMessageContaining(String.valueOf(day.getYear()));
    }

    @Test
    void marksEstimatesAndWhatFollowsFromThem() {
        assertThat(aze.day(date("2027-03-09")).estimated()).isTrue();
        assertThat(tur.day(date("2027-03-08")).estimated()).isTrue();
        assertThat(aze.day(date("2027-05-18")))
                .satisfies(substitute -> assertThat(substitute.kind()).isEqualTo(DayKind.SUBSTITUTE))
                .satisfies(substitute -> assertThat(substitute.estimated()).isTrue());
        assertThat(aze.day(date("2027-03-08")).estimated()).isFalse();
        assertThat(aze.day(date("2026-03-20")).estimated()).isFalse();
        // 19 May is closed as a national holiday even where the feast should move.
        assertThat(tur.day(date("2027-05-19")))
                .satisfies(day -> assertThat(day.holidays()).containsExactlyInAnyOrder("qurban", "ataturkYouth"))
                .satisfies(day -> assertThat(day.estimated()).isFalse());
    }

    @Test
    void namesTheSourceOfEachDayThatIsNotOrdinary() {
        for (var calendar : List.of(aze, tur)) {
            for (var day : days("2026-01-01", "2027-12-31")) {
                var known = calendar.day(day);
                var isOrdinary = known.kind() == DayKind.WORKING || known.kind() == DayKind.WEEKEND;
                assertThat(known.sources().isEmpty()).as(known.toString()).isEqualTo(isOrdinary);
            }
        }
    }

    private static String closedWeekdays(SideCalendar calendar, int year) {
        return days(year + "-01-01", year + "-12-31").stream()
                .filter(day -> day.getDayOfWeek().getValue() <= 5 && !calendar.isWorkingDay(day))
                .map(day -> day.toString().substring(5))
                .collect(joining(" "));
    }

    private static List<LocalDate> closedIn(SideCalendar calendar, String from, String to) {
        return days(from, to).stream()
                .filter(day -> !calendar.isWorkingDay(day))
                .toList();
    }

    private static String kinds(SideCalendar calendar, String from, String to) {
        return days(from, to).stream()
                .map(day -> calendar.day(day).kind().name())
                .collect(joining(" "));
    }

    private static List<LocalDate> days(String from, String to) {
        return date(from).datesUntil(date(to).plusDays(1)).toList();
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
