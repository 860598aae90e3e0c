package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Standing;

class ArrivalIsPermittedTest {

    @ParameterizedTest
    @CsvSource({
        "2027-05-23T23:59, MOV-01",
        "2027-05-24T00:00,",
        "2027-05-28T23:59,",
        "2027-05-29T00:00, MOV-01",
    })
    void letsArriveOnTheDaysOfThePermitByTheHostsClock(String at, @Nullable String rule) {
        assertThat(MovementFixture.broken(MovementFixture.arrival(at, MovementFixture.LATER, null)))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"HELD,", "NOT_OUT, notOut", "SUSPENDED, suspended", "ENDED, ended"})
    void letsArriveWhileThePermitHolds(Standing standing, @Nullable String reason) {
        var found = MovementFixture.findings(
                MovementFixture.facts(Kind.ARRIVED, "2027-05-24T08:00", MovementFixture.LATER, true, standing, null));

        assertThat(found)
                .extracting(Finding::wrong)
                .isEqualTo(reason == null ? List.of() : List.of(Message.of("rule.MOV-01." + reason)));
    }

    @Test
    void letsNobodyArriveWhomThePermitDoesNotLetIn() {
        assertThat(MovementFixture.findings(MovementFixture.facts(
                        Kind.ARRIVED, "2027-05-24T08:00", MovementFixture.LATER, false, Standing.HELD, null)))
                .containsExactly(new Finding(
                        "MOV-01",
                        "line",
                        Message.of("rule.MOV-01.person").with("line", 7),
                        Message.of("rule.MOV-01.person.cure"),
                        Message.of("rule.source.requirementAndClause")
                                .with("requirement", Provenance.HOUSE.text())
                                .with("provenance", Provenance.MEMORANDUM.text())
                                .with("clause", Message.of("rule.MOV-01.clause"))
                                .with("source", "Trend 3492001; Azernews 183925")));
    }

    @Test
    void tellsAllThatStandsAgainstAnArrival() {
        assertThat(MovementFixture.findings(MovementFixture.facts(
                        Kind.ARRIVED, "2027-05-29T08:00", MovementFixture.LATER, false, Standing.ENDED, null)))
                .extracting(Finding::wrong)
                .containsExactly(
                        Message.of("rule.MOV-01.person").with("line", 7),
                        Message.of("rule.MOV-01.day").with("day", MovementFixture.LAST.plusDays(1)),
                        Message.of("rule.MOV-01.ended"));
    }

    @ParameterizedTest
    @CsvSource({"HELD", "SUSPENDED", "ENDED"})
    void letsDepartWhateverHasBecomeOfThePermit(Standing standing) {
        var arrived = MovementFixture.entry(Kind.ARRIVED, "2027-05-24T08:00");

        assertThat(MovementFixture.broken(MovementFixture.facts(
                        Kind.DEPARTED, "2027-06-09T23:59", MovementFixture.LATER, false, standing, arrived)))
                .isEmpty();
    }
}
