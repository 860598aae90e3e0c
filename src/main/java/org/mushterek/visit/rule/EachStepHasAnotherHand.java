package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.rule.VisitFacts.Hand;

/**
 * House rule: preparing, certifying, endorsing and deciding are four steps of four different persons; the first three
 * belong to the sending side, the last to the host. A deputy who acts for an absent officer is one with that officer;
 * where he acts by a right of his own, he is himself.
 *
 * <p>Judges the steps that are done, the one about to be done included; a step without the one before it is not judged.
 */
record EachStepHasAnotherHand() implements VisitRule {

    private record Step(String name, @Nullable Hand hand, String side) {}

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-23", CHECK, BLOCKS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var sending = visit.document().sendingState();
        var steps = List.of(
                new Step("preparedBy", visit.hands().preparedBy(), sending),
                new Step("certifiedBy", visit.hands().certifiedBy(), sending),
                new Step("endorsedBy", visit.hands().endorsedBy(), sending),
                new Step(
                        "decidedBy", visit.hands().decidedBy(), visit.document().hostState()));
        int last = lastDone(steps);
        var missing = steps.subList(0, last + 1).stream()
                .filter(step -> step.hand() == null)
                .findFirst();
        if (missing.isPresent()) {
            var step = missing.get().name();
            return DESCRIPTION.undetermined(
                    step, DESCRIPTION.say("missing").with("step", step(step)), DESCRIPTION.say("missing.cure"));
        }
        var faults = new ArrayList<Fault>();
        for (int later = 0; later <= last; later++) {
            judgeSide(steps.get(later), faults);
            for (int earlier = 0; earlier < later; earlier++) {
                judgeHands(steps.get(earlier), steps.get(later), faults);
            }
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    /** The last step that somebody did; the first one where nobody did any, because a case has somebody who wrote it. */
    private static int lastDone(List<Step> steps) {
        int last = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).hand() != null) {
                last = i;
            }
        }
        return last;
    }

    private static void judgeSide(Step step, List<Fault> faults) {
        var hand = step.hand();
        if (hand != null && !hand.side().equals(step.side())) {
            faults.add(new Fault(
                    step.name(),
                    DESCRIPTION
                            .say("side")
                            .with("step", step(step.name()))
                            .with("side", Message.of("side." + hand.side())),
                    DESCRIPTION
                            .say("side.cure")
                            .with("step", step(step.name()))
                            .with("side", Message.of("side." + step.side()))));
        }
    }

    private static void judgeHands(Step earlier, Step later, List<Fault> faults) {
        var one = earlier.hand();
        var other = later.hand();
        if (one != null && other != null && one.person().isOneWith(other.person())) {
            faults.add(new Fault(
                    later.name(),
                    DESCRIPTION
                            .say("same")
                            .with("earlier", step(earlier.name()))
                            .with("later", step(later.name())),
                    DESCRIPTION.say("same.cure").with("later", step(later.name()))));
        }
    }

    private static Message step(String name) {
        return DESCRIPTION.say("step." + name);
    }
}
