package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.visit.VisitDocument.FlightKind;

class FlightToAzerbaijanIsNotifiedInTimeTest extends FlightIsNotifiedInTimeTest {

    // 5 weekdays lie strictly between it and Monday 15 February 2027.
    private static final LocalDate LATEST = LocalDate.of(2027, 2, 5);

    FlightToAzerbaijanIsNotifiedInTimeTest() {
        super(
                new FlightToAzerbaijanIsNotifiedInTime(PARAMETERS),
                "TUR",
                "AZE",
                FlightKind.VIP,
                5,
                LATEST,
                LocalDate.of(2027, 2, 3));
    }

    @ParameterizedTest
    @EnumSource(
            value = FlightKind.class,
            names = {"VIP", "OTHER"},
            mode = EnumSource.Mode.EXCLUDE)
    void asksForTheLongerPeriodWhereTheFlightIsArmedOrCarriesMore(FlightKind kind) {
        // Fourteen weekdays lie strictly between Monday 25 January and 15 February 2027.
        var latest = LocalDate.of(2027, 1, 25);

        assertThat(judge(latest, kind)).isEqualTo(rule.description().satisfied());
        assertThat(judge(latest.plusDays(1), FlightKind.VIP, kind))
                .isEqualTo(late(latest.plusDays(1), 14, latest, LocalDate.of(2027, 2, 16)));
        assertThat(rule.judge(flight(latest, kind).judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(flight(latest, kind).judgedAs(CHANGE).facts()))
                .isEqualTo(late(latest, 16, LocalDate.of(2027, 1, 21), LocalDate.of(2027, 2, 17)));
    }

    @Test
    void givesAFlightOfNoListedKindTheShorterPeriod() {
        assertThat(judge(LATEST, FlightKind.OTHER)).isEqualTo(rule.description().satisfied());
        assertThat(judge(LATEST.plusDays(1), FlightKind.OTHER).isBlocking()).isTrue();
    }
}
