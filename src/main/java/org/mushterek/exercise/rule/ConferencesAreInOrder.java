package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule, after the order in which planners of multinational exercises meet: concept development, initial, main and final
 * conference, then STARTEX. None is skipped unless every party has waived it.
 */
record ConferencesAreInOrder() implements PlanningRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("PLN-01", CHECK, BLOCKS).serving(COMPARABLE, "africaosc.com; DVIDS 499129");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        var conference = planning.conference();
        if (conference == null) {
            return DESCRIPTION.notApplicable();
        }
        var faults = new ArrayList<Fault>();
        for (var earlier : conference.earlierOpen()) {
            faults.add(new Fault(
                    "day",
                    DESCRIPTION.say("skipped").with("stage", Message.of("planning.stage." + earlier)),
                    DESCRIPTION.say("skipped.cure")));
        }
        var last = conference.lastEarlier();
        if (last != null && !conference.day().isAfter(last)) {
            faults.add(new Fault(
                    "day",
                    DESCRIPTION.say("before").with("day", conference.day()).with("last", last),
                    DESCRIPTION.say("before.cure").with("earliest", last.plusDays(1))));
        }
        if (!conference.day().isBefore(conference.startex())) {
            faults.add(new Fault(
                    "day",
                    DESCRIPTION.say("late").with("day", conference.day()).with("startex", conference.startex()),
                    DESCRIPTION
                            .say("late.cure")
                            .with("latest", conference.startex().minusDays(1))));
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }
}
