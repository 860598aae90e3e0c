package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

/**
 * House rule, after the travel agreement of 25 February 2020: an identity card is enough only for direct travel between
 * the two states; through a third state a passport is needed.
 */
record IdCardTravelsDirectly() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("DOC-01", CHECK, BLOCKS)
            .serving(NATIONAL_LAW, "migration.gov.az 14495; today.az 204638; ona.az; news.az");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var withCard = document.visitors().stream()
                .filter(visitor -> visitor.documentType() == DocumentType.ID_CARD)
                .toList();
        if (withCard.isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        if (document.route().isEmpty()) {
            return DESCRIPTION.undetermined("route", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        if (document.isRouteDirect()) {
            return DESCRIPTION.satisfied();
        }
        var route = String.join(" – ", document.route());
        return DESCRIPTION.breached(
                withCard.stream().map(visitor -> fault(visitor, route)).toList());
    }

    private static Fault fault(Visitor visitor, String route) {
        return new Fault(
                "line " + visitor.line() + ", document_type",
                DESCRIPTION.say("reason").with("line", visitor.line()).with("route", route),
                DESCRIPTION.say("cure").with("line", visitor.line()));
    }
}
