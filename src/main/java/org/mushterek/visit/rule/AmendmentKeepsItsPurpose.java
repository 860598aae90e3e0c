package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.AmendmentChanges;

/**
 * House rule, after the request form of Canada: an amendment changes dates, persons or sites of a visit whose permit is in
 * force, at least one of them, and leaves as permitted what the visit is for.
 *
 * <p>Whether it changes anything is asked of who writes it: what the host denies of it may leave nothing.
 */
record AmendmentKeepsItsPurpose() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-11", CHECK, BLOCKS).serving(COMPARABLE, "Canada RFV form");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var amended = visit.amended();
        if (amended == null) {
            return DESCRIPTION.notApplicable();
        }
        var faults = new ArrayList<Fault>();
        if (!amended.isInForce()) {
            faults.add(new Fault(
                    null,
                    DESCRIPTION.say("notInForce").with("permit", amended.permit()),
                    DESCRIPTION.say("notInForce.cure")));
        }
        if (amended.permitted().visitors().isEmpty()) {
            // Its persons were erased, and its purpose with them: there is nothing left to compare with.
            return DESCRIPTION.breachedOrSatisfied(faults);
        }
        var changes = AmendmentChanges.between(amended.permitted(), visit.document());
        for (var fixed : changes.fixed()) {
            var field = DESCRIPTION.say("field." + fixed);
            faults.add(new Fault(
                    fixed.place(),
                    DESCRIPTION.say("fixed").with("field", field),
                    DESCRIPTION.say("fixed.cure").with("field", field)));
        }
        if (changes.reasons().isEmpty() && visit.decision() == null) {
            faults.add(new Fault(null, DESCRIPTION.say("nothing"), DESCRIPTION.say("nothing.cure")));
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }
}
