package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: when a calendar changes, open due dates are computed anew, and the old ones are kept beside the new ones.
 *
 * <p>Shapes the deadlines; there is nothing in it for facts to break.
 */
record ChangedCalendarMovesDueDates() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("CAL-03", PROCEDURE, WARNS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return DESCRIPTION.satisfied();
    }
}
