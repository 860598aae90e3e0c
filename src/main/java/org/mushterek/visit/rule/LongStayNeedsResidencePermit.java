package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import java.util.ArrayList;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

/**
 * House rule, after the travel rules between the two states: for a stay longer than the visa-free days each visitor has a
 * passport that is valid long enough after the last day for a residence permit.
 */
record LongStayNeedsResidencePermit(DatedParameters parameters) implements VisitRule {

    static final String VISA_FREE = "document.visaFreeDays";
    static final String VALIDITY = "document.validityAfterResidenceDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "DOC-03", CHECK, BLOCKS, VISA_FREE, VALIDITY)
            .serving(NATIONAL_LAW, "migration.gov.az 14495; ona.az");

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
        var on = parameters.on(visit.parametersDate());
        int visaFree = on.calendarDays(VISA_FREE);
        if (stay.get().days() <= visaFree) {
            return DESCRIPTION.notApplicable();
        }
        int days = on.calendarDays(VALIDITY);
        var validUntil = stay.get().to().plusDays(days);
        var faults = new ArrayList<Fault>();
        for (var visitor : document.visitors()) {
            if (visitor.documentType() != DocumentType.PASSPORT) {
                faults.add(fault(visitor, "document_type", DESCRIPTION.say("type"), validUntil));
            } else if (visitor.documentExpiry().isBefore(validUntil)) {
                faults.add(fault(
                        visitor,
                        "document_expiry",
                        DESCRIPTION
                                .say("reason")
                                .with("expiry", visitor.documentExpiry())
                                .with("days", days),
                        validUntil));
            }
        }
        return faults.isEmpty()
                ? DESCRIPTION.satisfied(DESCRIPTION.say("permit").with("visaFree", visaFree))
                : DESCRIPTION.breached(faults);
    }

    private static Fault fault(Visitor visitor, String column, Message reason, LocalDate validUntil) {
        return new Fault(
                "line " + visitor.line() + ", " + column,
                reason.with("line", visitor.line()),
                DESCRIPTION.say("cure").with("line", visitor.line()).with("validUntil", validUntil));
    }
}
