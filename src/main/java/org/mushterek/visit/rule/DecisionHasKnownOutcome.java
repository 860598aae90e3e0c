package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after NISPOM Appendix B, which returns what is incomplete: a transmitted request ends with one of the outcomes
 * of {@code Outcome}, and with no other.
 *
 * <p>Shapes the decision's form and the answer; there is nothing in it for facts to break.
 */
record DecisionHasKnownOutcome() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-17", PROCEDURE, WARNS).serving(COMPARABLE, "NISPOM Appendix B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return visit.decision() == null ? DESCRIPTION.notApplicable() : DESCRIPTION.satisfied();
    }
}
