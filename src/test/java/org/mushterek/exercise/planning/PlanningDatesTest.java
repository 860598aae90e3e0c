package org.mushterek.exercise.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.DatedParameters;

class PlanningDatesTest {

    /** A Wednesday. */
    private static final LocalDate STARTEX = LocalDate.of(2027, 9, 1);

    private static final DatedParameters.On NUMBERS =
            DatedParameters.read("/rulebook/exercise.yaml").on(LocalDate.of(2026, 11, 25));
    private static final Predicate<LocalDate> WEEKDAYS =
            day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

    @Test
    void liesSoManyWeeksBeforeStartex() {
        var dates = PlanningDates.of(STARTEX, NUMBERS, WEEKDAYS);

        assertThat(dates.conferences())
                .containsEntry(Stage.CDE, STARTEX.minusWeeks(36))
                .containsEntry(Stage.IPC, STARTEX.minusWeeks(30))
                .containsEntry(Stage.MPC, STARTEX.minusWeeks(18))
                .containsEntry(Stage.FPC, STARTEX.minusWeeks(6));
    }

    /** Where a party does not work the conference is earlier, never later. */
    @Test
    void goesBackToADayOnWhichEveryPartyWorks() {
        var closed = Set.of(STARTEX.minusWeeks(6), STARTEX.minusWeeks(6).minusDays(1));

        var dates = PlanningDates.of(STARTEX, NUMBERS, day -> WEEKDAYS.test(day) && !closed.contains(day));

        assertThat(dates.conferences()).containsEntry(Stage.FPC, LocalDate.of(2027, 7, 19));
    }

    /** Twenty-five working days lie strictly between the freeze and STARTEX. */
    @Test
    void closesTheListsTwentyFiveWorkingDaysBefore() {
        var freeze = PlanningDates.of(STARTEX, NUMBERS, WEEKDAYS).manifestFreeze();

        assertThat(freeze).isEqualTo(LocalDate.of(2027, 7, 27));
        assertThat(freeze.plusDays(1).datesUntil(STARTEX).filter(WEEKDAYS)).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource({"2027-07-21, 2027-07-07", "2027-07-25, 2027-07-09"})
    void invitesFourteenDaysBeforeOrEarlier(LocalDate conference, LocalDate due) {
        assertThat(PlanningDates.invitationDue(conference, NUMBERS, WEEKDAYS)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"2027-07-21, 2027-07-28", "2027-07-25, 2027-07-30"})
    void asksForMinutesSevenDaysAfterOrEarlier(LocalDate conference, LocalDate due) {
        assertThat(PlanningDates.minutesDue(conference, NUMBERS, WEEKDAYS)).isEqualTo(due);
    }

    @Test
    void asksForMinutesInSevenDaysEvenWhereNobodyWorks() {
        assertThat(PlanningDates.minutesDue(STARTEX, NUMBERS, day -> day.isBefore(STARTEX)))
                .isEqualTo(STARTEX.plusDays(7));
    }
}
