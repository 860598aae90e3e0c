package org.mushterek.agreement.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Comparison.Change;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

class ComparisonTest {

    private static final RuleDescription RULE = RuleDescription.ofTheHouse("TST-01", Kind.CHECK, Severity.BLOCKS);
    private static final RuleDescription OTHER = RuleDescription.ofTheHouse("TST-02", Kind.CHECK, Severity.BLOCKS);

    @Test
    void marksWhatIsNew() {
        var compared = Comparison.of(of(RULE.satisfied()), of(breached(RULE, "dates", 21)));

        assertThat(compared).isEqualTo(new Comparison(Map.of(finding(RULE, "dates", 21), Change.NEW), List.of()));
    }

    @Test
    void marksWhatIsGone() {
        var compared = Comparison.of(of(breached(RULE, "dates", 21)), of(RULE.satisfied()));

        assertThat(compared).isEqualTo(new Comparison(Map.of(), List.of(finding(RULE, "dates", 21))));
    }

    @Test
    void marksWhatIsSaidOtherwiseAtTheSamePlace() {
        var compared = Comparison.of(of(breached(RULE, "dates", 21)), of(breached(RULE, "dates", 25)));

        assertThat(compared).isEqualTo(new Comparison(Map.of(finding(RULE, "dates", 25), Change.CHANGED), List.of()));
    }

    @Test
    void marksWhatIsWeighedOtherwise() {
        var warned = RULE.breached(Severity.WARNS, List.of(fault("dates", 21)), List.of());
        var missing = RULE.undetermined("dates", reason(21), Message.of("cure"));

        for (var was : List.of(warned, missing)) {
            assertThat(Comparison.of(of(was), of(breached(RULE, "dates", 21))))
                    .isEqualTo(new Comparison(Map.of(finding(RULE, "dates", 21), Change.CHANGED), List.of()));
        }
    }

    @Test
    void tellsFindingsOfAnotherRuleOrPlaceApart() {
        var compared = Comparison.of(
                of(breached(RULE, "dates", 21), breached(OTHER, "kind", 21)),
                of(breached(RULE, "kind", 21), breached(OTHER, "kind", 21)));

        assertThat(compared)
                .isEqualTo(new Comparison(
                        Map.of(finding(RULE, "kind", 21), Change.NEW, finding(OTHER, "kind", 21), Change.SAME),
                        List.of(finding(RULE, "dates", 21))));
        assertThat(compared.of(finding(OTHER, "kind", 21))).isEqualTo(Change.SAME);
    }

    @Test
    void pairsWhatStandsAtOnePlaceOnlyOnce() {
        var before = RULE.breached(List.of(fault("dates", 1), fault("dates", 2), fault("dates", 3)));
        var after = RULE.breached(List.of(fault("dates", 2), fault("dates", 4)));

        assertThat(Comparison.of(of(before), of(after)))
                .isEqualTo(new Comparison(
                        Map.of(finding(RULE, "dates", 2), Change.SAME, finding(RULE, "dates", 4), Change.CHANGED),
                        List.of(finding(RULE, "dates", 3))));
        assertThat(Comparison.of(of(after), of(before)))
                .isEqualTo(new Comparison(
                        Map.of(
                                finding(RULE, "dates", 1),
                                Change.CHANGED,
                                finding(RULE, "dates", 2),
                                Change.SAME,
                                finding(RULE, "dates", 3),
                                Change.NEW),
                        List.of()));
    }

    @Test
    void knowsOnlyFindingsOfTheLaterJudgement() {
        var compared = Comparison.of(of(breached(RULE, "dates", 21)), of(RULE.satisfied()));

        assertThatThrownBy(() -> compared.of(finding(RULE, "dates", 21)))
                .hasMessageContaining("Not of this judgement: TST-01");
    }

    private static Judgement of(Verdict... verdicts) {
        return new Judgement(List.of(verdicts));
    }

    private static Verdict breached(RuleDescription rule, String place, int number) {
        return rule.breached(List.of(fault(place, number)));
    }

    private static Fault fault(String place, int number) {
        return new Fault(place, reason(number), Message.of("cure"));
    }

    private static Message reason(int number) {
        return Message.of("reason").with("number", number);
    }

    private static Finding finding(RuleDescription rule, String place, int number) {
        return new Finding(rule.id().code(), place, reason(number), Message.of("cure"), rule.source());
    }
}
