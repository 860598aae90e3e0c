package org.mushterek.exercise.drill.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after DA PAM 385-63, which lets only a commander deviate from range standards: a closed period is used only
 * where the host's commander allows it.
 *
 * <p>Shapes the process; there is nothing in it for facts to break.
 */
record ClosedPeriodIsAllowedByCommander() implements DrillRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("RNG-03", PROCEDURE, BLOCKS).serving(COMPARABLE, "DA PAM 385-63");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(DrillFacts plan) {
        return DESCRIPTION.satisfied();
    }
}
