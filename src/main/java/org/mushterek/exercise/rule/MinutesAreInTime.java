package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the master task list of HSEEP: the minutes are there at most 7 calendar days after the conference. Late
 * minutes are told, not refused: without them the stage could never end.
 */
record MinutesAreInTime(DatedParameters parameters) implements PlanningRule {

    static final String DAYS = "planning.minutesDays";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("PLN-04", CHECK, WARNS, DAYS).serving(COMPARABLE, "HSEEP master task list");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        var minutes = planning.minutes();
        if (minutes == null) {
            return DESCRIPTION.notApplicable();
        }
        var days = parameters.on(planning.parametersDate()).calendarDays(DAYS);
        var latest = minutes.conferenceDay().plusDays(days);
        return minutes.recordedOn().isAfter(latest)
                ? DESCRIPTION.breached(
                        "minutes",
                        DESCRIPTION
                                .say("reason")
                                .with("day", minutes.recordedOn())
                                .with("latest", latest),
                        DESCRIPTION.say("cure").with("days", days))
                : DESCRIPTION.satisfied();
    }
}
