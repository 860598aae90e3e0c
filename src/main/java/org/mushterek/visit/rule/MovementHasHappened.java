package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: what is recorded has happened, and not before what is recorded of the same person already. An entry that was
 * forgotten goes in after those behind it were struck out.
 */
record MovementHasHappened() implements MovementRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MOV-03", CHECK, BLOCKS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(MovementFacts movement) {
        var at = movement.at();
        if (at.isAfter(movement.recordedAt())) {
            return DESCRIPTION.breached(
                    "at",
                    DESCRIPTION.say("future").with("when", movement.written(at)),
                    DESCRIPTION.say("future.cure").with("now", movement.written(movement.recordedAt())));
        }
        var last = movement.last();
        if (last != null && at.isBefore(last.at())) {
            return DESCRIPTION.breached(
                    "at",
                    DESCRIPTION
                            .say("before")
                            .with("line", movement.line())
                            .with("when", movement.written(at))
                            .with("last", movement.written(last.at())),
                    DESCRIPTION.say("before.cure"));
        }
        return DESCRIPTION.satisfied();
    }
}
