package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the help pages of Quartz UK: after its first approval a visit is amended no more than three times. Only
 * what the host approved counts.
 */
record AmendmentsAreFew(DatedParameters parameters) implements VisitRule {

    static final String MOST = "visit.maxAmendments";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-14", CHECK, BLOCKS, MOST).serving(COMPARABLE, "Quartz UK help");

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
        int limit = parameters.on(visit.parametersDate()).count(MOST);
        if (amended.amendments() < limit) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                null,
                DESCRIPTION
                        .say("reason")
                        .with("amendments", amended.amendments())
                        .with("limit", limit),
                DESCRIPTION.say("cure"));
    }
}
