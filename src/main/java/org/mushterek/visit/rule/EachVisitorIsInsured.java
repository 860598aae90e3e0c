package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.ArrayList;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what the press reports of the memorandum's insurance, whose premiums the sending side or its persons pay:
 * insurance is shown for each person and covers every day of the visit.
 *
 * <p>That evidence is shown for each person is the house's demand. Missing evidence warns; insurance that does not cover the
 * visit blocks.
 */
record EachVisitorIsInsured() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MED-03", CHECK, WARNS)
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (document.visitors().isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        var stay = Stay.of(document);
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        var missing = new ArrayList<Integer>();
        var faults = new ArrayList<Fault>();
        for (var visitor : document.visitors()) {
            var from = visitor.insuredFrom();
            var until = visitor.insuredUntil();
            if (from == null || until == null) {
                missing.add(visitor.line());
            } else if (from.isAfter(stay.get().from())
                    || until.isBefore(stay.get().to())) {
                faults.add(new Fault(
                        "line " + visitor.line() + ", insured_until",
                        DESCRIPTION
                                .say("reason")
                                .with("line", visitor.line())
                                .with("from", from)
                                .with("until", until),
                        DESCRIPTION
                                .say("cure")
                                .with("line", visitor.line())
                                .with("from", stay.get().from())
                                .with("to", stay.get().to())));
            }
        }
        return Evidence.verdict(DESCRIPTION, "visitors", missing, faults);
    }
}
