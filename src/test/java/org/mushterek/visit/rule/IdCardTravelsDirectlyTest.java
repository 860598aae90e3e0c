package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.visitor;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

class IdCardTravelsDirectlyTest {

    private final IdCardTravelsDirectly rule = new IdCardTravelsDirectly();

    @Test
    void passesAnIdentityCardOnADirectRoute() {
        assertThat(rule.judge(aVisit().visitors(withCard(1)).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesEachIdentityCardOnARouteThroughAThirdState() {
        var visit = aVisit().visitors(withCard(1), visitor(2), withCard(3)).route("TUR", "GEO", "AZE");

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().breached(List.of(fault(1), fault(3))));
    }

    @Test
    void doesNotApplyToPassports() {
        assertThat(rule.judge(aVisit().route("TUR", "GEO", "AZE").facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void isUndeterminedWithoutARoute() {
        assertThat(rule.judge(aVisit().visitors(withCard(1)).route().facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "route", Message.of("rule.DOC-01.missing"), Message.of("rule.DOC-01.missing.cure")));
    }

    private static Visitor withCard(int line) {
        return visitor(line, DocumentType.ID_CARD, LocalDate.of(2030, 1, 1), null);
    }

    private static Fault fault(int line) {
        return new Fault(
                "line " + line + ", document_type",
                Message.of("rule.DOC-01.reason").with("line", line).with("route", "TUR – GEO – AZE"),
                Message.of("rule.DOC-01.cure").with("line", line));
    }
}
