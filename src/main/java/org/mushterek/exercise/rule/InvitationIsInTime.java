package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the master task list of HSEEP: invitation and read-ahead reach the parties at least 14 calendar days
 * before the conference; the day of the invitation does not count.
 */
record InvitationIsInTime(DatedParameters parameters) implements PlanningRule {

    static final String DAYS = "planning.invitationDays";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("PLN-03", CHECK, BLOCKS, DAYS).serving(COMPARABLE, "HSEEP master task list");

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
        var days = parameters.on(planning.parametersDate()).calendarDays(DAYS);
        var earliest = conference.invitedOn().plusDays(days);
        return conference.day().isBefore(earliest)
                ? DESCRIPTION.breached(
                        "day",
                        DESCRIPTION.say("reason").with("day", conference.day()).with("days", days),
                        DESCRIPTION.say("cure").with("earliest", earliest))
                : DESCRIPTION.satisfied();
    }
}
