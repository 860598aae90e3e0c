package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.LocalDate;
import java.util.ArrayList;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule, after framework agreements of Türkiye with other states, whose guests must be medically fit: each person has a
 * certificate of fitness that is not too old on the first day of the visit.
 *
 * <p>A missing certificate warns; one that is too old, or of a day that has not come, blocks.
 */
record EachVisitorIsFit(DatedParameters parameters) implements VisitRule {

    static final String AGE = "medical.fitnessMonths";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MED-04", CHECK, WARNS, AGE)
            .serving(COMPARABLE, "debates.parlamento.pt II-A 12/02/179 p. 65");

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
        var start = document.from();
        if (start == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        int months = parameters.on(visit.parametersDate()).months(AGE);
        var missing = new ArrayList<Integer>();
        var faults = new ArrayList<Fault>();
        for (var visitor : document.visitors()) {
            var certifiedOn = visitor.fitnessCertifiedOn();
            if (certifiedOn == null) {
                missing.add(visitor.line());
            } else if (certifiedOn.isAfter(visit.today())) {
                faults.add(fault(
                        visitor.line(), DESCRIPTION.say("future").with("certifiedOn", certifiedOn), start, months));
            } else if (certifiedOn.plusMonths(months).isBefore(start)) {
                faults.add(fault(
                        visitor.line(),
                        DESCRIPTION
                                .say("reason")
                                .with("certifiedOn", certifiedOn)
                                .with("months", months)
                                .with("start", start),
                        start,
                        months));
            }
        }
        return Evidence.verdict(DESCRIPTION, "visitors", missing, faults);
    }

    private static Fault fault(int line, Message reason, LocalDate start, int months) {
        return new Fault(
                "line " + line + ", fitness_certified_on",
                reason.with("line", line),
                DESCRIPTION.say("cure").with("line", line).with("earliest", start.minusMonths(months)));
    }
}
