package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after DD Form 2977: what the risk was approved for no longer holds once it is written anew; the gate stays shut
 * until every party has approved the new version. While the exercise runs, a drill whose risk rises stands still until every party's
 * commander agrees.
 */
record RisenRiskIsApprovedAnew() implements PlanningRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("RSK-02", PROCEDURE, BLOCKS).serving(COMPARABLE, "DD Form 2977");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        return DESCRIPTION.notApplicable();
    }
}
