package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** House rule, after the product-oriented planning of Bi-SC 75-3: a stage ends when its products are approved, not when a meeting was held. */
record StageEndsByItsProducts() implements PlanningRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("PLN-05", PROCEDURE, BLOCKS).serving(COMPARABLE, "Bi-SCD 075-003 2007");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        return DESCRIPTION.notApplicable();
    }
}
