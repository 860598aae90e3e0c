package org.mushterek.exercise.drill.rule;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;

/**
 * What the rules on drills read of a plan.
 *
 * @param drills in the order of the programme
 * @param clashes what of ranges, teams, zones and times the plan does not keep, in an officer's words
 * @param firstDay of the exercise
 * @param published day on which the plan is published, at the host
 * @param parametersDate by whose numbers it is judged
 * @param hostCalendar working days of the host
 */
public record DrillFacts(
        List<Drill> drills,
        List<Message> clashes,
        LocalDate firstDay,
        LocalDate published,
        LocalDate parametersDate,
        WorkingCalendar hostCalendar) {

    public DrillFacts {
        drills = List.copyOf(drills);
        clashes = List.copyOf(clashes);
    }

    /**
     * A drill as these rules read it.
     *
     * @param kind code of what is done ({@code LIVE_FIRE})
     * @param usesMunitions whether an officer in charge is needed
     * @param safetyOfficer grade of the range safety officer; null where none is named
     * @param officerInCharge grade of the officer in charge; null where none is named
     */
    public record Drill(
            String code,
            String kind,
            boolean usesMunitions,
            @Nullable String safetyOfficer,
            @Nullable String officerInCharge) {}
}
