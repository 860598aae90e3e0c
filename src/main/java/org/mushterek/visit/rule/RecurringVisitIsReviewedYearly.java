package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.Period;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.WholeMonths;
import org.mushterek.visit.VisitDocument.VisitKind;

/**
 * House rule, after MISWG Document 7: a recurring visit runs at most as long as one yearly review allows; a longer one is
 * asked for anew.
 */
record RecurringVisitIsReviewedYearly(DatedParameters parameters) implements VisitRule {

    static final String LIMIT = "visit.recurringMonths";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-04", CHECK, BLOCKS, LIMIT).serving(COMPARABLE, "MISWG Document 7 (FAS)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var kind = visit.document().kind();
        if (kind == null) {
            return DESCRIPTION.undetermined("kind", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        if (kind != VisitKind.RECURRING) {
            return DESCRIPTION.notApplicable();
        }
        var stay = Stay.of(visit.document());
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        int months = parameters.on(visit.parametersDate()).months(LIMIT);
        var last = WholeMonths.lastDay(stay.get().from(), Period.ofMonths(months));
        if (!stay.get().to().isAfter(last)) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "dates.to",
                DESCRIPTION.say("reason").with("to", stay.get().to()).with("months", months),
                DESCRIPTION.say("cure").with("last", last));
    }
}
