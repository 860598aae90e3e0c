package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.visit.rule.Blackouts.Period;

class BlackoutsTest {

    static final Blackouts PAUSES = Blackouts.read("/rulebook/blackouts-of-january.yaml");

    private static final LocalDate KNOWN = LocalDate.of(2027, 1, 1);

    @Test
    void readsEachPeriod() {
        assertThat(Blackouts.read("/rulebook/blackouts-of-january.yaml"))
                .isEqualTo(new Blackouts(List.of(
                        new Period(
                                "AZE",
                                LocalDate.of(2027, 1, 11),
                                LocalDate.of(2027, 1, 15),
                                LocalDate.of(2026, 12, 1),
                                Provenance.HOUSE,
                                "test"),
                        new Period(
                                "TUR",
                                LocalDate.of(2027, 3, 1),
                                LocalDate.of(2027, 3, 5),
                                LocalDate.of(2026, 12, 1),
                                Provenance.HOUSE,
                                "test"),
                        new Period(
                                "TUR",
                                LocalDate.of(2027, 3, 8),
                                LocalDate.of(2027, 3, 9),
                                LocalDate.of(2026, 12, 1),
                                Provenance.HOUSE,
                                "test"))));
    }

    @Test
    void shipsNoPeriodThatNobodyAnnounced() {
        assertThat(Blackouts.read("/rulebook/blackouts.yaml").periods()).isEmpty();
    }

    @Test
    void opensOnTheFirstWorkingDayAfterPeriodsThatFollowEachOther() {
        assertThat(openAfter(LocalDate.of(2027, 3, 1))).isEqualTo(LocalDate.of(2027, 3, 10));
        assertThat(openAfter(LocalDate.of(2027, 2, 28))).isEqualTo(LocalDate.of(2027, 2, 28));
        assertThat(openAfter(LocalDate.of(2027, 3, 10))).isEqualTo(LocalDate.of(2027, 3, 10));
    }

    @ParameterizedTest(name = "refuses the file {0}")
    @ValueSource(strings = {"blackout-without-source", "blackout-lacking-source", "blackout-backwards", "absent"})
    void refusesAnUnsoundFile(String name) {
        assertThatThrownBy(() -> Blackouts.read("/rulebook/unsound/" + name + ".yaml"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDate openAfter(LocalDate day) {
        return PAUSES.firstOpenDay("TUR", day, KNOWN, new WeekdaysOpen());
    }
}
