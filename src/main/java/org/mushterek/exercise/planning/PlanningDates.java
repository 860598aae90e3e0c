package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.mushterek.agreement.rule.DatedParameters;

/**
 * The days that follow from STARTEX, computed back over the calendars of all parties (PLN-02, PLN-03, PLN-06).
 *
 * @param conferences the day of each conference: so long before STARTEX, or earlier where a party does not work then
 * @param manifestFreeze the last day on which the lists of who comes and with what may change
 */
public record PlanningDates(Map<Stage, LocalDate> conferences, LocalDate manifestFreeze) {

    static final String INVITATION_DAYS = "planning.invitationDays";
    static final String MINUTES_DAYS = "planning.minutesDays";
    private static final String MANIFEST_DAYS = "planning.manifestWorkingDays";

    public PlanningDates {
        conferences = Collections.unmodifiableMap(new EnumMap<>(conferences));
    }

    /**
     * @param numbers the parameters of the case's date
     * @param everybodyWorks whether every party works on a day
     */
    static PlanningDates of(LocalDate startex, DatedParameters.On numbers, Predicate<LocalDate> everybodyWorks) {
        var days = new EnumMap<Stage, LocalDate>(Stage.class);
        for (var stage : Stage.values()) {
            days.put(stage, sameOrEarlier(startex.minusDays(numbers.calendarDays(stage.offset())), everybodyWorks));
        }
        return new PlanningDates(days, freeze(startex, numbers.workingDays(MANIFEST_DAYS), everybodyWorks));
    }

    /** The last day on which an invitation to a conference on the day is in time. */
    static LocalDate invitationDue(LocalDate day, DatedParameters.On numbers, Predicate<LocalDate> everybodyWorks) {
        return sameOrEarlier(day.minusDays(numbers.calendarDays(INVITATION_DAYS)), everybodyWorks);
    }

    /** The last day on which the minutes of a conference on the day are in time: a day on which the parties work. */
    static LocalDate minutesDue(LocalDate day, DatedParameters.On numbers, Predicate<LocalDate> everybodyWorks) {
        var latest = day.plusDays(numbers.calendarDays(MINUTES_DAYS));
        var due = sameOrEarlier(latest, everybodyWorks);
        return due.isAfter(day) ? due : latest;
    }

    static LocalDate sameOrEarlier(LocalDate day, Predicate<LocalDate> everybodyWorks) {
        var found = day;
        while (!everybodyWorks.test(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    private static LocalDate freeze(LocalDate startex, int workingDays, Predicate<LocalDate> everybodyWorks) {
        var left = workingDays;
        var day = startex.minusDays(1);
        while (left > 0 || !everybodyWorks.test(day)) {
            if (everybodyWorks.test(day)) {
                left--;
            }
            day = day.minusDays(1);
        }
        return day;
    }
}
