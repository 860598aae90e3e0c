package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after framework agreements of Türkiye with other states, in which the sending side may call back its persons
 * at any time and the host helps them to return: here it withdraws until the host has answered, and recalls persons from the
 * permit afterwards, whose return the host's registry records.
 *
 * <p>Shapes the processes; there is nothing in it for facts to break.
 */
record SendingSideMayRecall() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-22", PROCEDURE, WARNS)
            .serving(COMPARABLE, "debates.parlamento.pt II-A 12/03/091S2 p. 19");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return DESCRIPTION.satisfied();
    }
}
