package org.mushterek.exercise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;

class ProblemCheckTest {

    private static final Resource RANGE = new Resource("B", "B", Resource.Kind.RANGE, 2, 100, 0, 0);

    private final Texts texts = new Texts();

    @Test
    void passesASoundProblem() {
        assertThat(said(
                        List.of(Activity.of("a", 3, new Demand("B", 2, 100)), Activity.of("b", 0)),
                        List.of(PlanRule.Order.follows("o", "a", "b"))))
                .isEmpty();
    }

    @Test
    void namesTheDemandThatNoCapacityHolds() {
        assertThat(said(List.of(Activity.of("a", 3, new Demand("B", 3, 101))), List.of()))
                .containsExactly(
                        "activities[0].demands[0].bookings: a demands 3 bookings of B, which takes 2.",
                        "activities[0].demands[0].persons: a brings 101 persons to B, which takes 100.");
    }

    @Test
    void namesANegativeDuration() {
        assertThat(said(List.of(Activity.of("a", -1)), List.of()))
                .containsExactly("activities[0].duration: a: -1 is negative.");
    }

    @Test
    void namesTheCircleInAnOrder() {
        assertThat(said(
                        List.of(Activity.of("a", 1), Activity.of("b", 1), Activity.of("c", 1), Activity.of("d", 1)),
                        List.of(
                                PlanRule.Order.follows("1", "a", "b"),
                                PlanRule.Order.follows("2", "b", "c"),
                                PlanRule.Order.follows("3", "c", "a"),
                                PlanRule.Order.follows("4", "c", "d"))))
                .containsExactly("rules: The order runs in a circle: b → c → a → b. Take out one of these.");
    }

    @Test
    void leavesACircleWithAMaximumLagToTheAnswer() {
        assertThat(said(
                        List.of(Activity.of("a", 1), Activity.of("b", 1)),
                        List.of(
                                new PlanRule.Order("1", "a", "b", PlanRule.Anchor.END, 5, null),
                                new PlanRule.Order("2", "a", "b", PlanRule.Anchor.END, null, 3))))
                .isEmpty();
    }

    @Test
    void takesTwoThousandActivitiesAndNotOneMore() {
        var activities = new ArrayList<Activity>();
        for (var i = 0; i < ProblemCheck.MOST_ACTIVITIES; i++) {
            activities.add(Activity.of("a" + i, 1));
        }
        assertThat(said(activities, List.of())).isEmpty();
        activities.add(Activity.of("more", 1));
        assertThat(said(activities, List.of()))
                .containsExactly("activities: activities: 2001 are too many; at most 2000.");
    }

    @Test
    void namesUnknownNamesAndWhatStandsTwice() {
        assertThat(said(
                        List.of(Activity.of("a", 1, new Demand("X", 1, 0)), Activity.of("a", 1)),
                        List.of(
                                PlanRule.Order.follows("o", "a", "z"),
                                new PlanRule.Rest("o", "Y", 1),
                                new PlanRule.SameDay("s", "a", "a"))))
                .containsExactly(
                        "activities[0].demands[0].resource: There is no “X” in this problem.",
                        "activities[1]: “a” stands here twice.",
                        "rules[0]: There is no “z” in this problem.",
                        "rules[1]: “o” stands here twice.",
                        "rules[1]: There is no “Y” in this problem.",
                        "rules[2]: “a” is related to itself here.",
                        "rules[2]: s: these units know no days; give unitsPerDay or a calendar.");
    }

    private List<String> said(List<Activity> activities, List<PlanRule> rules) {
        return ProblemCheck.check(new TimeGrid.Units(null), List.of(RANGE), activities, rules, null, Map.of()).stream()
                .map(finding -> finding.place() + ": " + texts.say(finding.wrong(), Language.EN))
                .toList();
    }
}
