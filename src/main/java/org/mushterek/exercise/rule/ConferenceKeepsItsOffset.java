package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the timeline of small bilateral exercises: a conference is so many days before STARTEX as its parameter
 * says, on a day on which every party works. One that is later is told, not stopped.
 */
record ConferenceKeepsItsOffset() implements PlanningRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "PLN-02",
                    CHECK,
                    WARNS,
                    "planning.cdeDays",
                    "planning.ipcDays",
                    "planning.mpcDays",
                    "planning.fpcDays")
            .serving(COMPARABLE, "africaosc.com");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        var conference = planning.conference();
        if (conference == null) {
            return DESCRIPTION.notApplicable();
        }
        return conference.day().isAfter(conference.plannedDay())
                ? DESCRIPTION.breached(
                        "day",
                        DESCRIPTION
                                .say("reason")
                                .with("day", conference.day())
                                .with("planned", conference.plannedDay()),
                        DESCRIPTION.say("cure").with("planned", conference.plannedDay()))
                : DESCRIPTION.satisfied();
    }
}
