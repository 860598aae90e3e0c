package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
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

/** What a state aircraft's note has to keep, whichever state it lands in. */
abstract class FlightIsNotifiedInTimeTest {

    static final LocalDate LANDING = LocalDate.of(2027, 2, 15);

    final VisitRule rule;
    private final String sender;
    private final String host;
    private final FlightKind kind;
    private final int days;
    private final LocalDate latest;
    private final LocalDate newLatest;

    /**
     * @param kind whose notice is the shorter one
     * @param days of that notice, all of which lie strictly between {@code latest} and the landing
     * @param newLatest the latest day of the note once the notice is two days longer
     */
    FlightIsNotifiedInTimeTest(
            VisitRule rule,
            String sender,
            String host,
            FlightKind kind,
            int days,
            LocalDate latest,
            LocalDate newLatest) {
        this.rule = rule;
        this.sender = sender;
        this.host = host;
        this.kind = kind;
        this.days = days;
        this.latest = latest;
        this.newLatest = newLatest;
    }

    @Test
    void passesANoteOnTheLatestDayAndADayEarlier() {
        assertThat(judge(latest, kind)).isEqualTo(rule.description().satisfied());
        assertThat(judge(latest.minusDays(1), kind))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesANoteThatIsADayLate() {
        assertThat(judge(latest.plusDays(1), kind))
                .isEqualTo(late(latest.plusDays(1), days, latest, LocalDate.of(2027, 2, 13)));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        var visit = flight(latest, kind);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(late(latest, days + 2, newLatest, LocalDate.of(2027, 2, 17)));
    }

    @Test
    void takesTheDayOfDeliveryWhileNoNoteWasSent() {
        var visit = flight(null, kind);
        assertThat(rule.judge(visit.deliveredAt(latest, 10, 0, 0).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.deliveredAt(latest.plusDays(1), 10, 0, 0).facts())
                        .isBlocking())
                .isTrue();
    }

    @Test
    void takesTheFirstDayOfTheVisitWhereNoLandingIsPlanned() {
        var visit = flight(latest, kind);
        visit.airMovement = new AirMovement(List.of(kind), null, latest, null);
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.from(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
    }

    @Test
    void isUndeterminedAndBlocksWhereTheKindOfAMilitaryFlightIsNotGiven() {
        var visit = flight(latest, kind);
        for (var unsaid : new AirMovement[] {
            new AirMovement(null, LANDING.atTime(12, 0), latest, null),
            new AirMovement(List.of(), LANDING.atTime(12, 0), latest, null)
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
        var visit = flight(latest, kind);
        visit.airMovement =
                new AirMovement(List.of(kind), LocalDate.of(2028, 2, 15).atTime(12, 0), latest, null);

        assertThat(rule.judge(visit.facts())).isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    @Test
    void doesNotApplyToOtherMeansAndToTheOtherState() {
        var byRoad = flight(null, kind);
        byRoad.airMovement = null;
        byRoad.means = TravelMeans.ROAD;
        assertThat(rule.judge(byRoad.facts())).isEqualTo(rule.description().notApplicable());

        var toOther = flight(latest.plusDays(5), kind);
        toOther.sendingState = host;
        toOther.hostState = sender;
        assertThat(rule.judge(toOther.facts())).isEqualTo(rule.description().notApplicable());
    }

    final Verdict judge(LocalDate notifiedOn, FlightKind... kinds) {
        return rule.judge(flight(notifiedOn, kinds).facts());
    }

    final VisitFixture flight(@Nullable LocalDate notifiedOn, FlightKind... kinds) {
        var visit = aVisit();
        visit.sendingState = sender;
        visit.hostState = host;
        visit.airMovement = new AirMovement(List.of(kinds), LANDING.atTime(12, 0), notifiedOn, null);
        return visit;
    }

    private Verdict missing() {
        return rule.description()
                .undetermined(
                        "airMovement.kinds", Message.of("rule.flight.missing"), Message.of("rule.flight.missing.cure"));
    }

    final Verdict late(LocalDate notified, int notice, LocalDate lastDay, LocalDate earliest) {
        return rule.description()
                .breached(
                        "airMovement.notifiedOn",
                        Message.of("rule.flight.late")
                                .with("landing", LANDING)
                                .with("notified", notified)
                                .with("days", notice)
                                .with("latest", lastDay),
                        Message.of("rule.flight.late.cure")
                                .with("latest", lastDay)
                                .with("earliest", earliest));
    }
}
