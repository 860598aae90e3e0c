package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** House rule: a visit that was permitted as an emergency (VIS-08) is not amended. */
record EmergencyVisitStaysAsItIs() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-15", CHECK, BLOCKS);

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
        return amended.permitted().emergency() == null
                ? DESCRIPTION.satisfied()
                : DESCRIPTION.breached(
                        null, DESCRIPTION.say("reason").with("permit", amended.permit()), DESCRIPTION.say("cure"));
    }
}
