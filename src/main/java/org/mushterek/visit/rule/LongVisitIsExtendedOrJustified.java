package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument.VisitKind;

/**
 * House rule, after MISWG Document 7 and DSCA SAMM: a one-time visit of more than 30 calendar days is asked for as an
 * extended visit or says why it is so long. Both days of the visit count.
 */
record LongVisitIsExtendedOrJustified(DatedParameters parameters) implements VisitRule {

    static final String LIMIT = "visit.oneTimeDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-02", CHECK, BLOCKS, LIMIT)
            .serving(COMPARABLE, "MISWG Document 7 (FAS); DSCA SAMM C3.4");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (document.kind() == null) {
            return DESCRIPTION.undetermined("kind", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        if (document.kind() != VisitKind.ONE_TIME) {
            return DESCRIPTION.notApplicable();
        }
        var stay = Stay.of(document);
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        int days = stay.get().days();
        int limit = parameters.on(visit.parametersDate()).calendarDays(LIMIT);
        var justification = document.justification();
        if (days <= limit || justification != null && !justification.isBlank()) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "kind",
                DESCRIPTION.say("reason").with("days", days).with("limit", limit),
                DESCRIPTION
                        .say("cure")
                        .with("limit", limit)
                        .with("last", stay.get().from().plusDays(limit - 1L)));
    }
}
