package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: a day that is half worked counts as closed in notice periods and deadlines.
 *
 * <p>Shapes the calendars; there is nothing in it for facts to break.
 */
record HalfDaysAreClosed() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("CAL-02", PROCEDURE, WARNS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return DESCRIPTION.satisfied();
    }
}
