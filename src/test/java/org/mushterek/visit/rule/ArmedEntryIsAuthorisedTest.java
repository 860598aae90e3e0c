package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.AuthorisationState;
import org.mushterek.visit.VisitDocument.ParliamentaryAuthorisation;

class ArmedEntryIsAuthorisedTest {

    private final ArmedEntryIsAuthorised rule = new ArmedEntryIsAuthorised();

    @Test
    void doesNotApplyToVisitsWithoutArmsOrWithoutTuerkiye() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());

        var others = armed(null);
        others.sendingState = "GEO";
        assertThat(rule.judge(others.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void appliesInBothDirections() {
        var toTuerkiye = armed(null);
        toTuerkiye.sendingState = "AZE";
        toTuerkiye.hostState = "TUR";

        assertThat(rule.judge(toTuerkiye.facts())).isEqualTo(missing());
    }

    @Test
    void warnsWhereNothingIsSaidOfAnAuthorisation() {
        assertThat(rule.judge(armed(null).facts())).isEqualTo(missing());
        assertThat(rule.judge(armed(new ParliamentaryAuthorisation(null, "17")).facts()))
                .isEqualTo(missing());
        assertThat(missing().isBlocking()).isFalse();
    }

    @Test
    void isUndeterminedWhereNobodySaidWhetherArmsAreCarried() {
        var visit = aVisit();
        visit.armed = null;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "armed",
                                Message.of("rule.SIS-10.armedMissing"),
                                Message.of("rule.SIS-10.armedMissing.cure")));
    }

    @Test
    void refusesArmsWhileARequiredAuthorisationIsOutstanding() {
        var refused = judge(AuthorisationState.REQUIRED, "17");

        assertThat(refused).isEqualTo(broken("state", "required"));
        assertThat(refused.isBlocking()).isTrue();
    }

    @Test
    void passesAGrantedAuthorisationWithItsReferenceOnly() {
        assertThat(judge(AuthorisationState.GRANTED, "17"))
                .isEqualTo(rule.description()
                        .satisfied(Message.of("rule.SIS-10.granted").with("reference", "17")));
        assertThat(judge(AuthorisationState.GRANTED, null)).isEqualTo(broken("reference", "reference"));
        assertThat(judge(AuthorisationState.GRANTED, " ")).isEqualTo(broken("reference", "reference"));
    }

    @Test
    void tellsThatATreatyIsReliedOn() {
        assertThat(judge(AuthorisationState.NOT_REQUIRED_BY_TREATY, null))
                .isEqualTo(rule.description().satisfied(Message.of("rule.SIS-10.byTreaty")));
    }

    private Verdict judge(AuthorisationState state, @Nullable String reference) {
        return rule.judge(
                armed(new ParliamentaryAuthorisation(state, reference)).facts());
    }

    private static VisitFixture armed(@Nullable ParliamentaryAuthorisation authorisation) {
        var visit = aVisit();
        visit.armed = true;
        visit.arms = List.of(new Arm("MPT-76", null, 3));
        visit.parliamentaryAuthorisation = authorisation;
        return visit;
    }

    private Verdict missing() {
        return rule.description()
                .undetermined(
                        "parliamentaryAuthorisation",
                        Message.of("rule.SIS-10.missing"),
                        Message.of("rule.SIS-10.missing.cure"));
    }

    private Verdict broken(String field, String name) {
        return rule.description()
                .breached(
                        Severity.BLOCKS,
                        List.of(new Fault(
                                "parliamentaryAuthorisation." + field,
                                Message.of("rule.SIS-10." + name),
                                Message.of("rule.SIS-10." + name + ".cure"))),
                        List.of());
    }
}
