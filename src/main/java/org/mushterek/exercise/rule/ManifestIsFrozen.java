package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** House rule: the lists of who comes and with what are closed 25 working days of all parties before STARTEX; the day is computed and moves with it. */
record ManifestIsFrozen() implements PlanningRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("PLN-06", PROCEDURE, WARNS, "planning.manifestWorkingDays");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        return DESCRIPTION.notApplicable();
    }
}
