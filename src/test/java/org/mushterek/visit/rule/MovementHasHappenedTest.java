package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Standing;

class MovementHasHappenedTest {

    @ParameterizedTest
    @CsvSource({"2027-05-25T08:00, true", "2027-05-25T08:01, false"})
    void takesNothingThatIsStillToCome(String at, boolean passes) {
        assertThat(MovementFixture.broken(MovementFixture.arrival(at, "2027-05-25T08:00", null)))
                .isEqualTo(passes ? List.of() : List.of("MOV-03"));
    }

    @ParameterizedTest
    @CsvSource({"2027-05-25T08:00, true", "2027-05-25T07:59, false"})
    void takesNothingBeforeWhatIsRecordedAlready(String at, boolean passes) {
        assertThat(MovementFixture.broken(MovementFixture.facts(
                        Kind.DEPARTED,
                        at,
                        MovementFixture.LATER,
                        true,
                        Standing.HELD,
                        MovementFixture.entry(Kind.ARRIVED, "2027-05-25T08:00"))))
                .isEqualTo(passes ? List.of() : List.of("MOV-03"));
    }
}
