package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.rule.VisitFacts.ExerciseFacts;

class ExerciseIsInPlanTest {

    private final ExerciseIsInPlan rule = new ExerciseIsInPlan();

    @Test
    void passesAnExerciseOnALineOfThePlan() {
        assertThat(judge("12")).isEqualTo(rule.description().satisfied());
    }

    @Test
    void needsAWaiverForAnExerciseOutOfPlan() {
        var outOfPlan = rule.description()
                .breached(
                        "exerciseCode",
                        Message.of("rule.LEG-05.reason").with("exercise", "EX-2027-03"),
                        Message.of("rule.LEG-05.cure").with("exercise", "EX-2027-03"));

        assertThat(judge(null)).isEqualTo(outOfPlan);
        assertThat(judge(" ")).isEqualTo(outOfPlan);
        assertThat(((Verdict.Breached) outOfPlan).severity()).isEqualTo(Severity.NEEDS_WAIVER);
    }

    @Test
    void isUndeterminedWithoutAnExercise() {
        var visit = aVisit();
        visit.exercise = null;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "exerciseCode",
                                Message.of("rule.LEG-05.missing"),
                                Message.of("rule.LEG-05.missing.cure")));
    }

    private Verdict judge(@Nullable String planLine) {
        var visit = aVisit();
        visit.exercise = new ExerciseFacts(
                "EX-2027-03",
                "AZE",
                List.of("AZE", "TUR"),
                LocalDate.of(2027, 2, 16),
                LocalDate.of(2027, 2, 24),
                planLine);
        return rule.judge(visit.facts());
    }
}
