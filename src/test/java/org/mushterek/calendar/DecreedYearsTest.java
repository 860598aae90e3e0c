package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mushterek.calendar.DecreesOverAYear.SHIPPED;
import static org.mushterek.calendar.DecreesOverAYear.calendar;
import static org.mushterek.calendar.DecreesOverAYear.closed;
import static org.mushterek.calendar.DecreesOverAYear.date;
import static org.mushterek.calendar.DecreesOverAYear.feast;
import static org.mushterek.calendar.DecreesOverAYear.inEffect;
import static org.mushterek.calendar.DecreesOverAYear.swap;
import static org.mushterek.calendar.DecreesOverAYear.withdrawal;
import static org.mushterek.calendar.DecreesOverAYear.year;
import static org.mushterek.calendar.DecreesOverAYear.years;

import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What each kind of decree makes of a year. */
class DecreedYearsTest {

    @Test
    void closesEachDayThatItNamesAndNoOther() {
        var tur = calendar("TUR", inEffect("TUR", 1, closed("2027-04-07", "2027-04-08")));

        assertThat(tur.day(date("2027-04-07")))
                .isEqualTo(new Day(
                        date("2027-04-07"),
                        DayKind.EXTRA,
                        List.of("administrativeLeave"),
                        false,
                        null,
                        List.of("DEC-TUR-2027-0001: Decision 12")));
        assertThat(tur.day(date("2027-04-08")).kind()).isEqualTo(DayKind.EXTRA);
        assertThat(tur.day(date("2027-04-06")).kind()).isEqualTo(DayKind.WORKING);
        assertThat(tur.day(date("2027-04-09")).kind()).isEqualTo(DayKind.WORKING);
    }

    @Test
    void mournsByDecree() {
        var content = closed("2027-04-07", null);
        var mourning = new DecreeContent(
                content.kind(),
                content.reference(),
                content.issuedOn(),
                "mourning",
                content.from(),
                null,
                null,
                null,
                null,
                null);

        assertThat(calendar("AZE", inEffect("AZE", 1, mourning))
                        .day(date("2027-04-07"))
                        .kind())
                .isEqualTo(DayKind.MOURNING);
    }

    @Test
    void exchangesAWorkingDayAndADayOfRest() {
        var aze = calendar("AZE", inEffect("AZE", 1, swap("2027-04-09", "2027-04-10")));

        assertThat(aze.day(date("2027-04-09")).kind()).isEqualTo(DayKind.SWAP_OFF);
        assertThat(aze.day(date("2027-04-10")).kind()).isEqualTo(DayKind.SWAP_WORK);
        assertThat(aze.isWorkingDay(date("2027-04-09"))).isFalse();
        assertThat(aze.isWorkingDay(date("2027-04-10"))).isTrue();
    }

    @Test
    void movesAFeastWithItsEveAndMarksItCertain() {
        var tur = calendar("TUR", inEffect("TUR", 1, feast("ramazan", "2027-03-10", "2027-03-12")));

        assertThat(tur.day(date("2027-03-08")).kind()).isEqualTo(DayKind.WORKING);
        assertThat(tur.day(date("2027-03-09")).kind()).isEqualTo(DayKind.HALF);
        assertThat(tur.day(date("2027-03-09")).closedFrom()).isEqualTo(LocalTime.of(13, 0));
        assertThat(tur.day(date("2027-03-10")).kind()).isEqualTo(DayKind.FULL);
        assertThat(tur.day(date("2027-03-10")).estimated()).isFalse();
        // 12 March 2027 is a Friday: the Saturday after it is a holiday, too.
        assertThat(tur.day(date("2027-03-13")).kind()).isEqualTo(DayKind.FULL);
        assertThat(tur.day(date("2027-05-17")).estimated())
                .as("the other feast")
                .isTrue();
    }

    @Test
    void substitutesAMovedFeastByTheLaw() {
        // Ramazan on 8 and 9 March meets Women's Day: 10 March is given for it.
        var aze = calendar("AZE", inEffect("AZE", 1, feast("ramazan", "2027-03-08", "2027-03-09")));

        assertThat(aze.day(date("2027-03-10")).kind()).isEqualTo(DayKind.SUBSTITUTE);
        assertThat(aze.day(date("2027-03-10")).estimated()).isFalse();
        assertThat(aze.day(date("2027-03-11")).kind()).isEqualTo(DayKind.WORKING);
    }

    @Test
    void givesNoEveToAFeastThatHasNone() {
        var aze = calendar("AZE", inEffect("AZE", 1, feast("qurban", "2027-05-20", "2027-05-21")));

        assertThat(aze.day(date("2027-05-19")).kind()).isEqualTo(DayKind.WORKING);
        assertThat(aze.day(date("2027-05-20")).kind()).isEqualTo(DayKind.FULL);
    }

    @Test
    void leavesOutWhatIsWithdrawn() {
        var closing = inEffect("TUR", 1, closed("2027-04-07", null));

        assertThat(years("TUR", closing, inEffect("TUR", 2, withdrawal(closing.number()))))
                .isEqualTo(years("TUR"));
        assertThat(calendar("TUR", closing).isWorkingDay(date("2027-04-07"))).isFalse();
    }

    @Test
    void tellsAYearAnewAndForgetsWhatWasDecreedForIt() {
        var file = """
                side: TUR
                year: 2027
                weekend: [SATURDAY, SUNDAY]
                substitution: false
                saturdayAfterFriday: true
                covers: [{from: 2027-01-01, to: 2027-12-31}]
                days: [{on: 2027-01-01, kind: FULL, holiday: newYear, source: s}]
                """;
        var tur = calendar("TUR", inEffect("TUR", 1, closed("2027-04-07", null)), inEffect("TUR", 2, year(file)));

        assertThat(tur.isWorkingDay(date("2027-04-07"))).isTrue();
        assertThat(tur.isWorkingDay(date("2027-04-23"))).isTrue();
        assertThat(tur.isWorkingDay(date("2026-04-23"))).isFalse();
        assertThat(calendar("TUR", inEffect("TUR", 1, year(file)), inEffect("TUR", 2, closed("2027-04-07", null)))
                        .isWorkingDay(date("2027-04-07")))
                .isFalse();
    }

    @Test
    void knowsNoYearThatNobodyHasTold() {
        assertThatThrownBy(() -> years("TUR", inEffect("TUR", 1, closed("2031-04-07", null))))
                .isInstanceOf(WorkingCalendar.UnknownYear.class)
                .hasMessageContaining("2031");
    }

    @Test
    void tellsExactlyTheDaysThatChange() {
        var changes = DecreedYears.changes(
                SHIPPED.yearsOf("AZE"), years("AZE", inEffect("AZE", 1, feast("ramazan", "2027-03-09", "2027-03-10"))));

        assertThat(changes).extracting(change -> change.date().toString()).containsExactly("2027-03-09", "2027-03-10");
        assertThat(changes).allSatisfy(change -> {
            assertThat(Objects.requireNonNull(change.before()).estimated()).isTrue();
            assertThat(change.after().estimated()).isFalse();
        });
        assertThat(DecreedYears.changes(SHIPPED.yearsOf("AZE"), SHIPPED.yearsOf("AZE")))
                .isEmpty();
    }

    @Test
    void tellsTheSubstituteThatRunsIntoTheNextYear() {
        // Sunday 27 December 2026 is given back after the new year: the substitute of 2 January moves on.
        var other = """
                side: AZE
                year: 2026
                weekend: [SATURDAY, SUNDAY]
                substitution: true
                saturdayAfterFriday: false
                covers: [{from: 2026-01-01, to: 2026-12-31}]
                days: [{from: 2026-12-27, to: 2026-12-31, kind: FULL, holiday: solidarity, source: s}]
                """;
        var changes = DecreedYears.changes(SHIPPED.yearsOf("AZE"), years("AZE", inEffect("AZE", 1, year(other))));

        assertThat(changes)
                .filteredOn(change -> change.date().equals(date("2027-01-05")))
                .extracting(change -> Objects.requireNonNull(change.before()).kind(), change -> change.after()
                        .kind())
                .containsExactly(tuple(DayKind.WORKING, DayKind.SUBSTITUTE));
    }

    @Test
    void tellsOfTheFirstYearThatIsKnown() {
        assertThat(DecreedYears.changes(
                        SHIPPED.yearsOf("TUR"),
                        years("TUR", inEffect("TUR", 1, feast("ramazan", "2016-07-06", "2016-07-07")))))
                .extracting(change -> change.date().toString())
                .containsExactly("2016-07-05");
    }

    @Test
    void tellsOnlyTheSpecialDaysOfAYearThatWasUnknown() {
        var coming = """
                side: TUR
                year: 2028
                weekend: [SATURDAY, SUNDAY]
                substitution: false
                saturdayAfterFriday: false
                covers: [{from: 2028-01-01, to: 2028-12-31}]
                days: [{on: 2028-04-19, kind: FULL, holiday: newYear, source: s}]
                """;

        assertThat(DecreedYears.changes(SHIPPED.yearsOf("TUR"), years("TUR", inEffect("TUR", 1, year(coming)))))
                .containsExactly(new DecreedYears.Change(
                        date("2028-04-19"),
                        null,
                        new Day(date("2028-04-19"), DayKind.FULL, List.of("newYear"), false, null, List.of("s"))));
    }

    @Test
    void tellsEachDayWithWhatItWasBefore() {
        var changes = DecreedYears.changes(
                SHIPPED.yearsOf("AZE"), years("AZE", inEffect("AZE", 1, closed("2027-04-07", null))));

        assertThat(changes).extracting(change -> change.date().toString()).containsExactly("2027-04-07");
        assertThat(changes.get(0).before()).isEqualTo(Day.ordinary(date("2027-04-07"), DayKind.WORKING));
        assertThat(changes.get(0).after().kind()).isEqualTo(DayKind.EXTRA);
    }
}
