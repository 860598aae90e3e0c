package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.FlightKind;
import org.mushterek.visit.VisitDocument.TravelMeans;

class FlightToTuerkiyeIsNotifiedInTimeTest {

    private final FlightToTuerkiyeIsNotifiedInTime rule = new FlightToTuerkiyeIsNotifiedInTime(PARAMETERS);

    // 10 weekdays lie strictly between LATEST and Monday 15 February 2027.
    private static final LocalDate LANDING = LocalDate.of(2027, 2, 15);
    private static final LocalDate LATEST = LocalDate.of(2027, 1, 29);

    @Test
    void passesANoteOnTheLatestDayAndADayEarlier() {
        assertThat(judge(LATEST, FlightKind.ARMED)).isEqualTo(rule.description().satisfied());
        assertThat(judge(LATEST.minusDays(1), FlightKind.ARMED))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesANoteThatIsADayLate() {
        assertThat(judge(LATEST.plusDays(1), FlightKind.ARMED))
                .isEqualTo(late(LATEST.plusDays(1), 10, LATEST, LocalDate.of(2027, 2, 13)));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        var visit = flight(LATEST, FlightKind.ARMED);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(late(LATEST, 12, LocalDate.of(2027, 1, 27), LocalDate.of(2027, 2, 17)));
    }

    @Test
    void takesTheDayOfDeliveryWhileNoNoteWasSent() {
        var visit = flight(null, FlightKind.ARMED);
        assertThat(rule.judge(visit.deliveredAt(LATEST, 10, 0, 0).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.deliveredAt(LATEST.plusDays(1), 10, 0, 0).facts())
                        .isBlocking())
                .isTrue();
    }

    @Test
    void takesTheFirstDayOfTheVisitWhereNoLandingIsPlanned() {
        var visit = flight(LATEST, FlightKind.ARMED);
        visit.airMovement = new AirMovement(List.of(FlightKind.ARMED), null, LATEST, null);
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.from(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
    }

    @Test
    void isUndeterminedAndBlocksWhereTheKindOfAMilitaryFlightIsNotGiven() {
        var visit = flight(LATEST, FlightKind.ARMED);
        for (var unsaid : new AirMovement[] {
            new AirMovement(null, LANDING.atTime(12, 0), LATEST, null),
            new AirMovement(List.of(), LANDING.atTime(12, 0), LATEST, null)
        }) {
            visit.airMovement = unsaid;
            assertThat(rule.judge(visit.facts())).isEqualTo(missing());
        }
        visit.airMovement = null;
        visit.means = TravelMeans.MILITARY_AIR;
        assertThat(rule.judge(visit.facts())).isEqualTo(missing());
        assertThat(missing().isBlocking()).isTrue();
    }

    @Test
    void isUndeterminedWhereNoCalendarIsLoaded() {
        var visit = flight(LATEST, FlightKind.ARMED);
        visit.airMovement = new AirMovement(
                List.of(FlightKind.ARMED), LocalDate.of(2028, 2, 15).atTime(12, 0), LATEST, null);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "dates.from",
                                Message.of("rule.calendar.missing").with("year", 2028),
                                Message.of("rule.calendar.cure").with("year", 2028)));
    }

    @Test
    void doesNotApplyToOtherMeansAndToTheOtherState() {
        var byRoad = flight(null, FlightKind.ARMED);
        byRoad.airMovement = null;
        byRoad.means = TravelMeans.ROAD;
        assertThat(rule.judge(byRoad.facts())).isEqualTo(rule.description().notApplicable());

        var toOther = flight(LATEST.plusDays(5), FlightKind.ARMED);
        toOther.sendingState = "TUR";
        toOther.hostState = "AZE";
        assertThat(rule.judge(toOther.facts())).isEqualTo(rule.description().notApplicable());
    }

    private Verdict judge(LocalDate notifiedOn, FlightKind... kinds) {
        return rule.judge(flight(notifiedOn, kinds).facts());
    }

    private static VisitFixture flight(@Nullable LocalDate notifiedOn, FlightKind... kinds) {
        var visit = aVisit();
        visit.sendingState = "AZE";
        visit.hostState = "TUR";
        visit.airMovement = new AirMovement(List.of(kinds), LANDING.atTime(12, 0), notifiedOn, null);
        return visit;
    }

    private Verdict missing() {
        return rule.description()
                .undetermined(
                        "airMovement.kinds", Message.of("rule.flight.missing"), Message.of("rule.flight.missing.cure"));
    }

    private Verdict late(LocalDate notified, int days, LocalDate latest, LocalDate earliest) {
        return rule.description()
                .breached(
                        "airMovement.notifiedOn",
                        Message.of("rule.flight.late")
                                .with("landing", LANDING)
                                .with("notified", notified)
                                .with("days", days)
                                .with("latest", latest),
                        Message.of("rule.flight.late.cure")
                                .with("latest", latest)
                                .with("earliest", earliest));
    }
}
