package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.visitors;

import org.junit.jupiter.api.Test;
import org.mushterek.common.Message;

class MovementOrderListsEveryTravellerTest {

    private final MovementOrderListsEveryTraveller rule = new MovementOrderListsEveryTraveller();

    @Test
    void asksForAnOrderOverAllTravellersWithTheFlagOfArms() {
        var visit = aVisit();
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .satisfied(Message.of("rule.DOC-05.duty.unarmed").with("persons", 3)));
        visit.armed = true;
        visit.visitors = visitors(4);
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .satisfied(Message.of("rule.DOC-05.duty.armed").with("persons", 4)));
    }

    @Test
    void isUndeterminedWhereNobodySaidWhetherArmsAreCarried() {
        var visit = aVisit();
        visit.armed = null;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "armed", Message.of("rule.DOC-05.missing"), Message.of("rule.DOC-05.missing.cure")));
    }

    @Test
    void doesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().visitors().facts()))
                .isEqualTo(rule.description().notApplicable());
    }
}
