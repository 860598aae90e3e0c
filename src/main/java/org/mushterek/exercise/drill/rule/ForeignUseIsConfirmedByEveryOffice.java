package org.mushterek.exercise.drill.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after DA PAM 385-63, which has requests of foreign users of a range coordinated with the range manager, the safety and
 * the legal office, then the commander: what a foreign contingent books each of the four confirms.
 *
 * <p>Shapes the process; there is nothing in it for facts to break.
 */
record ForeignUseIsConfirmedByEveryOffice() implements DrillRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("RNG-04", PROCEDURE, BLOCKS).serving(COMPARABLE, "DA PAM 385-63");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(DrillFacts plan) {
        return DESCRIPTION.satisfied();
    }
}
