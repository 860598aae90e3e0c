package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.rule.VisitFacts.Hand;
import org.mushterek.visit.rule.VisitFacts.Hands;

class EachStepHasAnotherHandTest {

    private static final Hand PLANNER = new Hand("tur.planner", "TUR");
    private static final Hand SECURITY = new Hand("tur.security", "TUR");
    private static final Hand AUTHORITY = new Hand("tur.authority", "TUR");
    private static final Hand HOST = new Hand("aze.authority", "AZE");

    private final EachStepHasAnotherHand rule = new EachStepHasAnotherHand();

    @Test
    void passesEveryStageWithDifferentHands() {
        assertThat(judge(PLANNER, null, null, null))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(PLANNER, SECURITY, null, null))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(PLANNER, SECURITY, AUTHORITY, HOST))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesWhoPreparedToCertify() {
        assertThat(judge(PLANNER, PLANNER, null, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "certifiedBy"))));
    }

    @Test
    void refusesWhoCertifiedToEndorseAndWhoPreparedToo() {
        assertThat(judge(PLANNER, SECURITY, SECURITY, null))
                .isEqualTo(rule.description().breached(List.of(same("certifiedBy", "endorsedBy"))));
        assertThat(judge(PLANNER, SECURITY, PLANNER, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "endorsedBy"))));
    }

    /** What an absent officer did in person, his deputy does not do in his stead, and the other way round. */
    @Test
    void treatsDeputyAndPrincipalAsOneHand() {
        var forPlanner = inStead("tur.commander", "tur.planner");
        assertThat(judge(PLANNER, forPlanner, null, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "certifiedBy"))));
        assertThat(judge(forPlanner, PLANNER, null, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "certifiedBy"))));
        assertThat(judge(forPlanner, inStead("tur.legal", "tur.planner"), null, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "certifiedBy"))));
        assertThat(judge(new Hand("tur.commander", "TUR"), forPlanner, null, null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "certifiedBy"))));
        assertThat(judge(forPlanner, SECURITY, inStead("tur.commander", "tur.authority"), null))
                .isEqualTo(rule.description().breached(List.of(same("preparedBy", "endorsedBy"))));
    }

    @Test
    void takesADeputyWhoActsByAnOwnRightForHimself() {
        var forAuthority = inStead("tur.commander", "tur.authority");
        assertThat(judge(PLANNER, SECURITY, forAuthority, HOST))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(PLANNER, new Hand("tur.commander", "TUR"), AUTHORITY, HOST))
                .isEqualTo(rule.description().satisfied());
    }

    private static Hand inStead(String deputy, String principal) {
        return new Hand(new org.mushterek.security.Hand(deputy, principal), "TUR");
    }

    @Test
    void refusesADecisionOfTheSendingSide() {
        assertThat(judge(PLANNER, SECURITY, AUTHORITY, new Hand("tur.commander", "TUR")))
                .isEqualTo(rule.description().breached(List.of(side("decidedBy", "TUR", "AZE"))));
    }

    @Test
    void refusesPreparationByTheHost() {
        assertThat(judge(HOST, null, null, null))
                .isEqualTo(rule.description().breached(List.of(side("preparedBy", "AZE", "TUR"))));
    }

    @Test
    void tellsWrongSideAndSameHandTogether() {
        assertThat(judge(PLANNER, SECURITY, AUTHORITY, AUTHORITY))
                .isEqualTo(rule.description()
                        .breached(List.of(side("decidedBy", "TUR", "AZE"), same("endorsedBy", "decidedBy"))));
    }

    @Test
    void isUndeterminedWhereAnEarlierStepIsUnknown() {
        assertThat(judge(null, null, null, null)).isEqualTo(missing("preparedBy"));
        assertThat(judge(PLANNER, null, AUTHORITY, null)).isEqualTo(missing("certifiedBy"));
        assertThat(judge(PLANNER, SECURITY, null, HOST)).isEqualTo(missing("endorsedBy"));
    }

    private Verdict judge(
            @Nullable Hand prepared, @Nullable Hand certified, @Nullable Hand endorsed, @Nullable Hand decided) {
        var visit = aVisit();
        visit.hands = new Hands(prepared, certified, endorsed, decided);
        return rule.judge(visit.facts());
    }

    private Verdict missing(String step) {
        return rule.description()
                .undetermined(
                        step,
                        Message.of("rule.VIS-23.missing").with("step", step(step)),
                        Message.of("rule.VIS-23.missing.cure"));
    }

    private static Fault same(String earlier, String later) {
        return new Fault(
                later,
                Message.of("rule.VIS-23.same").with("earlier", step(earlier)).with("later", step(later)),
                Message.of("rule.VIS-23.same.cure").with("later", step(later)));
    }

    private static Fault side(String step, String wrong, String right) {
        return new Fault(
                step,
                Message.of("rule.VIS-23.side").with("step", step(step)).with("side", Message.of("side." + wrong)),
                Message.of("rule.VIS-23.side.cure").with("step", step(step)).with("side", Message.of("side." + right)));
    }

    private static Message step(String name) {
        return Message.of("rule.VIS-23.step." + name);
    }
}
