package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument.AccessLevel;

/**
 * House rule, after Canada's security manual: an approval lets visitors hear and see; taking classified material along needs
 * a courier certificate of its own.
 *
 * <p>Never breached: it is told with every visit that touches classified information.
 */
record ApprovalIsOralAndVisualOnly() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-20", PROCEDURE, WARNS).serving(COMPARABLE, "Canada CSM ch. 8");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return visit.document().accessLevel() == AccessLevel.UNCLASSIFIED
                ? DESCRIPTION.notApplicable()
                : DESCRIPTION.satisfied(DESCRIPTION.say("told"));
    }
}
