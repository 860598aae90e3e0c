package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Standing;

class MovementRuleBookTest {

    private final MovementRuleBook book = new MovementRuleBook();
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource({"AZ", "TR", "EN"})
    void tellsEveryBreachInWords(Language language) {
        var breaches = List.of(
                MovementFixture.facts(
                        Kind.ARRIVED, "2027-05-29T08:00", "2027-05-24T00:00", false, Standing.ENDED, null),
                MovementFixture.facts(
                        Kind.ARRIVED, "2027-05-24T08:00", MovementFixture.LATER, true, Standing.NOT_OUT, null),
                MovementFixture.facts(
                        Kind.ARRIVED, "2027-05-24T08:00", MovementFixture.LATER, true, Standing.SUSPENDED, null),
                MovementFixture.arrival(
                        "2027-05-24T08:00",
                        MovementFixture.LATER,
                        MovementFixture.entry(Kind.ARRIVED, "2027-05-24T09:00")),
                MovementFixture.facts(
                        Kind.DEPARTED, "2027-05-24T08:00", MovementFixture.LATER, true, Standing.HELD, null));

        for (var breach : breaches) {
            for (var finding : MovementFixture.findings(breach)) {
                var told = texts.say(finding, language);
                assertThat(String.join(
                                " ",
                                List.of(
                                        String.valueOf(told.wrong()),
                                        String.valueOf(told.cure()),
                                        String.valueOf(told.source()))))
                        .doesNotContain("rule.", "{", "}", "null");
            }
        }
    }

    @Test
    void isShownAsABook() {
        assertThat(book.page().rules()).extracting(rule -> rule.id()).containsExactly("MOV-01", "MOV-02", "MOV-03");
    }

    @Test
    void holdsEveryRuleThatIsWritten() {
        assertThat(book.page().rules()).hasSameSizeAs(VisitRuleBookTest.writtenRules(MovementRule.class));
    }
}
