package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: somebody arrives whom the permit lets in, on one of its days by the host's clock, while it holds. It is judged
 * by the moment of the arrival, so that what happened before a suspension can be recorded after it. The memorandum is said to
 * govern arrivals and departures; what it demands of them is not published.
 *
 * <p>Nobody is kept in the country by it: a departure asks for no permit.
 */
record ArrivalIsPermitted() implements MovementRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("MOV-01", CHECK, BLOCKS).serving(MEMORANDUM, "Trend 3492001; Azernews 183925");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(MovementFacts movement) {
        if (!movement.isArrival()) {
            return DESCRIPTION.notApplicable();
        }
        var faults = new ArrayList<Fault>();
        if (!movement.admitted()) {
            faults.add(new Fault(
                    "line", DESCRIPTION.say("person").with("line", movement.line()), DESCRIPTION.say("person.cure")));
        }
        var day = movement.day();
        if (day.isBefore(movement.firstDay()) || day.isAfter(movement.lastDay())) {
            faults.add(new Fault(
                    "at",
                    DESCRIPTION.say("day").with("day", day),
                    DESCRIPTION
                            .say("day.cure")
                            .with("from", movement.firstDay())
                            .with("to", movement.lastDay())));
        }
        var standing =
                switch (movement.standing()) {
                    case HELD -> null;
                    case NOT_OUT -> "notOut";
                    case SUSPENDED -> "suspended";
                    case ENDED -> "ended";
                };
        if (standing != null) {
            faults.add(new Fault("at", DESCRIPTION.say(standing), DESCRIPTION.say(standing + ".cure")));
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }
}
