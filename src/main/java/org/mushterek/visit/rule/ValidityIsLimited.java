package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.Period;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.WholeMonths;

/** House rule, after NISPOM Appendix B: one request covers no more than 12 months. */
record ValidityIsLimited(DatedParameters parameters) implements VisitRule {

    static final String LIMIT = "visit.validityMonths";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-03", CHECK, BLOCKS, LIMIT).serving(COMPARABLE, "NISPOM Appendix B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
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
                DESCRIPTION
                        .say("reason")
                        .with("from", stay.get().from())
                        .with("to", stay.get().to())
                        .with("months", months),
                DESCRIPTION.say("cure").with("last", last));
    }
}
