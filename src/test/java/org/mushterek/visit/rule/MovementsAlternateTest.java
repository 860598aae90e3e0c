package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Standing;

class MovementsAlternateTest {

    private static final Message AT_HALF_PAST_EIGHT = Message.of("visit.movement.moment")
            .with("when", LocalDateTime.of(2027, 5, 24, 8, 30))
            .with("city", Message.of("ui.zone.Asia/Baku"));

    @ParameterizedTest
    @CsvSource({
        "ARRIVED, , true",
        "ARRIVED, DEPARTED, true",
        "ARRIVED, ARRIVED, false",
        "DEPARTED, ARRIVED, true",
        "DEPARTED, DEPARTED, false",
        "DEPARTED, , false",
    })
    void takesArrivalsAndDeparturesInTurn(Kind kind, @Nullable Kind last, boolean passes) {
        var before = last == null ? null : MovementFixture.entry(last, "2027-05-24T08:00");

        assertThat(MovementFixture.broken(MovementFixture.facts(
                        kind, "2027-05-25T08:00", MovementFixture.LATER, true, Standing.HELD, before)))
                .isEqualTo(passes ? List.of() : List.of("MOV-02"));
    }

    @Test
    void saysSinceWhenSomebodyIsInTheCountry() {
        var found = MovementFixture.findings(MovementFixture.facts(
                Kind.ARRIVED,
                "2027-05-25T08:00",
                MovementFixture.LATER,
                true,
                Standing.HELD,
                MovementFixture.entry(Kind.ARRIVED, "2027-05-24T08:30")));

        assertThat(found)
                .extracting(Finding::wrong)
                .containsExactly(
                        Message.of("rule.MOV-02.inside").with("line", 7).with("since", AT_HALF_PAST_EIGHT));
    }

    @Test
    void saysSinceWhenSomebodyIsGone() {
        var found = MovementFixture.findings(MovementFixture.facts(
                Kind.DEPARTED,
                "2027-05-25T08:00",
                MovementFixture.LATER,
                true,
                Standing.HELD,
                MovementFixture.entry(Kind.DEPARTED, "2027-05-24T08:30")));

        assertThat(found)
                .extracting(Finding::wrong)
                .containsExactly(Message.of("rule.MOV-02.gone").with("line", 7).with("since", AT_HALF_PAST_EIGHT));
    }
}
