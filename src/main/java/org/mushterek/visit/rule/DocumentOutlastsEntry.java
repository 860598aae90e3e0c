package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.Visitor;

/**
 * House rule, after the travel rules between the two states: each travel document is still valid 30 calendar days after
 * the day of entry, which is taken to be the first day of the visit.
 */
record DocumentOutlastsEntry(DatedParameters parameters) implements VisitRule {

    static final String VALIDITY = "document.validityAfterEntryDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("DOC-02", CHECK, BLOCKS, VALIDITY)
            .serving(NATIONAL_LAW, "migration.gov.az 14495");

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
        var entry = document.from();
        if (entry == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        int days = parameters.on(visit.parametersDate()).calendarDays(VALIDITY);
        var validUntil = entry.plusDays(days);
        return DESCRIPTION.breachedOrSatisfied(document.visitors().stream()
                .filter(visitor -> visitor.documentExpiry().isBefore(validUntil))
                .map(visitor -> fault(visitor, entry, days, validUntil))
                .toList());
    }

    private static Fault fault(Visitor visitor, LocalDate entry, int days, LocalDate validUntil) {
        return new Fault(
                "line " + visitor.line() + ", document_expiry",
                DESCRIPTION
                        .say("reason")
                        .with("line", visitor.line())
                        .with("expiry", visitor.documentExpiry())
                        .with("entry", entry)
                        .with("days", days),
                DESCRIPTION.say("cure").with("line", visitor.line()).with("validUntil", validUntil));
    }
}
