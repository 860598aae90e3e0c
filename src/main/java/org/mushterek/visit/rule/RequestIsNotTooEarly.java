package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the visits page of DSS: a request is delivered no earlier than 90 calendar days before the first day
 * of the visit. The day of delivery counts, in the host's zone, whether or not it is a working day. An amendment of a permitted
 * visit is never too early: whoever postpones it by months could not tell so on any day before VIS-13 calls it too late.
 */
record RequestIsNotTooEarly(DatedParameters parameters) implements VisitRule {

    static final String EARLIEST = "visit.earliestDeliveryDays";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-06", CHECK, BLOCKS, EARLIEST).serving(COMPARABLE, "DSS visits page");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        if (visit.amended() != null) {
            return DESCRIPTION.notApplicable();
        }
        var start = visit.document().from();
        if (start == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        int days = parameters.on(visit.parametersDate()).calendarDays(EARLIEST);
        var firstDay = start.minusDays(days);
        var delivered = visit.delivery().toLocalDate();
        if (!delivered.isBefore(firstDay)) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "dates.from",
                DESCRIPTION
                        .say("reason")
                        .with("delivered", delivered)
                        .with("start", start)
                        .with("days", days),
                DESCRIPTION.say("cure").with("firstDay", firstDay));
    }
}
