package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.Movement;

/**
 * House rule: nobody arrives who is in the country already, and nobody departs who has not arrived; so who is in the country
 * can be told at any time. A departure is taken whatever has become of the permit.
 */
record MovementsAlternate() implements MovementRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MOV-02", CHECK, BLOCKS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(MovementFacts movement) {
        var last = movement.last();
        var isInside = last != null && last.kind() == Movement.Kind.ARRIVED;
        if (movement.isArrival() != isInside) {
            return DESCRIPTION.satisfied();
        }
        if (last != null && isInside) {
            return DESCRIPTION.breached(
                    "kind",
                    DESCRIPTION.say("inside").with("line", movement.line()).with("since", movement.written(last.at())),
                    DESCRIPTION.say("inside.cure"));
        }
        if (last != null) {
            return DESCRIPTION.breached(
                    "kind",
                    DESCRIPTION.say("gone").with("line", movement.line()).with("since", movement.written(last.at())),
                    DESCRIPTION.say("gone.cure"));
        }
        return DESCRIPTION.breached(
                "kind", DESCRIPTION.say("outside").with("line", movement.line()), DESCRIPTION.say("outside.cure"));
    }
}
