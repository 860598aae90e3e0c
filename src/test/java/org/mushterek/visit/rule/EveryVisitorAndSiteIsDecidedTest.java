package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;

class EveryVisitorAndSiteIsDecidedTest {

    private final EveryVisitorAndSiteIsDecided rule = new EveryVisitorAndSiteIsDecided();

    @Test
    void passesWhenAllAreDecided() {
        assertThat(judge(Set.of(1, 2, 3), Set.of(1, 2)))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesOneVisitorAndAllSitesLeftOpen() {
        assertThat(judge(Set.of(1, 3), Set.of()))
                .isEqualTo(rule.description()
                        .breached(List.of(
                                fault("decision.visitors", "visitors.open", "2"),
                                fault("decision.sites", "sites.open", "1, 2"))));
    }

    @Test
    void refusesVerdictsOnWhatWasNotAsked() {
        assertThat(judge(Set.of(1, 2, 3, 4), Set.of(1, 2, 9)))
                .isEqualTo(rule.description()
                        .breached(List.of(
                                fault("decision.visitors", "visitors.unknown", "4"),
                                fault("decision.sites", "sites.unknown", "9"))));
    }

    @Test
    void isUndeterminedBeforeTheDecision() {
        assertThat(rule.judge(aVisit().facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "decision", Message.of("rule.VIS-18.missing"), Message.of("rule.VIS-18.missing.cure")));
    }

    private Verdict judge(Set<Integer> lines, Set<Integer> sites) {
        var visit = aVisit();
        visit.decision = new DecisionFacts(lines, sites);
        return rule.judge(visit.facts());
    }

    private static Fault fault(String place, String name, String numbers) {
        return new Fault(
                place,
                Message.of("rule.VIS-18." + name).with("numbers", numbers),
                Message.of("rule.VIS-18." + name + ".cure").with("numbers", numbers));
    }
}
