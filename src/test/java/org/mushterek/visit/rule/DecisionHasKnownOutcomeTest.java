package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;

class DecisionHasKnownOutcomeTest {

    private final DecisionHasKnownOutcome rule = new DecisionHasKnownOutcome();

    @Test
    void knowsTheOutcomesOfTheCatalogueAndLapseBesides() {
        assertThat(Stream.of(Outcome.values()).map(Enum::name))
                .containsExactlyInAnyOrder(
                        "APPROVED",
                        "APPROVED_WITH_LIMITS",
                        "DENIED",
                        "NOT_SPONSORED",
                        "RETURNED",
                        "WITHDRAWN",
                        "LAPSED_UNANSWERED");
        assertThat(Stream.of(Outcome.values()).filter(Outcome::isApproval))
                .containsExactlyInAnyOrder(Outcome.APPROVED, Outcome.APPROVED_WITH_LIMITS);
    }

    @Test
    void appliesToADecisionOnly() {
        var visit = aVisit();
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
        visit.decision = new DecisionFacts(Set.of(), Set.of());
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
    }
}
