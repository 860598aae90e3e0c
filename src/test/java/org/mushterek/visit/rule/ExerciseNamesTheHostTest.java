package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class ExerciseNamesTheHostTest {

    private final ExerciseNamesTheHost rule = new ExerciseNamesTheHost();

    @Test
    void passesARequestToTheHostOfItsExercise() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesARequestToAnotherStateOrToTheSenderItself() {
        var toAnother = aVisit();
        toAnother.sendingState = "GEO";
        toAnother.hostState = "TUR";
        assertThat(rule.judge(toAnother.facts())).isEqualTo(refused("TUR"));

        var toItself = aVisit();
        toItself.sendingState = "AZE";
        assertThat(rule.judge(toItself.facts())).isEqualTo(refused("AZE"));
    }

    @Test
    void isUndeterminedWithoutAnExercise() {
        var visit = aVisit();
        visit.exercise = null;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "exerciseCode",
                                Message.of("rule.LEG-06.missing"),
                                Message.of("rule.LEG-06.missing.cure")));
    }

    private Verdict refused(String asked) {
        return rule.description()
                .breached(
                        "exerciseCode",
                        Message.of("rule.LEG-06.reason")
                                .with("exercise", "EX-2027-03")
                                .with("host", Message.of("side.AZE"))
                                .with("asked", Message.of("side." + asked)),
                        Message.of("rule.LEG-06.cure").with("host", Message.of("side.AZE")));
    }
}
