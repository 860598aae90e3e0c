package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule, after the land exercises of the two states, which they host in turn: who hosts and who sends is a property of
 * the exercise. The request goes to the state that hosts its exercise, and never to the sender itself.
 *
 * <p>That the other side hosts next is a proposal for whoever registers an exercise, not a demand on a visit.
 */
record ExerciseNamesTheHost() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("LEG-06", CHECK, BLOCKS).serving(COMPARABLE, "ahaber 2017");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var exercise = visit.exercise();
        if (exercise == null) {
            return DESCRIPTION.undetermined(
                    "exerciseCode", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var document = visit.document();
        if (exercise.host().equals(document.hostState())
                && !document.hostState().equals(document.sendingState())) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "exerciseCode",
                DESCRIPTION
                        .say("reason")
                        .with("exercise", exercise.code())
                        .with("host", Message.of("side." + exercise.host()))
                        .with("asked", Message.of("side." + document.hostState())),
                DESCRIPTION.say("cure").with("host", Message.of("side." + exercise.host())));
    }
}
