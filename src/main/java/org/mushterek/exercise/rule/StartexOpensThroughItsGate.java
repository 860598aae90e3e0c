package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: STARTEX opens only through the readiness gate, whose items are green or waived by named authority and which every party's
 * commander confirms; where the exercise was prepared outside, by the protocol of the gate that was held there.
 */
record StartexOpensThroughItsGate() implements PlanningRule {

    static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("PLN-07", PROCEDURE, BLOCKS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        return DESCRIPTION.notApplicable();
    }
}
