package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.FlightKind;

class ClearanceCoversArrivalTest {

    private final ClearanceCoversArrival rule = new ClearanceCoversArrival(PARAMETERS);

    private static final LocalDateTime CLEARED = LocalDateTime.of(2027, 2, 15, 12, 0);

    @Test
    void passesALandingWithinSeventyTwoHours() {
        assertThat(judge(CLEARED)).isEqualTo(rule.description().satisfied());
        assertThat(judge(CLEARED.plusHours(72))).isEqualTo(rule.description().satisfied());
        assertThat(judge(CLEARED.minusHours(72))).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesALandingAMinuteOutside() {
        assertThat(judge(CLEARED.plusHours(72).plusMinutes(1)))
                .isEqualTo(refused(CLEARED.plusHours(72).plusMinutes(1), 72));
        assertThat(judge(CLEARED.minusHours(72).minusMinutes(1)))
                .isEqualTo(refused(CLEARED.minusHours(72).minusMinutes(1), 72));
    }

    @Test
    void takesTheNewHoursFromTheirFirstDay() {
        var visit = visit(CLEARED.plusHours(72), CLEARED);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(refused(CLEARED.plusHours(72), 48));
    }

    @Test
    void isUndeterminedWithoutALanding() {
        assertThat(judge(null))
                .isEqualTo(rule.description()
                        .undetermined(
                                "airMovement.arrivesAt",
                                Message.of("rule.AIR-02.missing"),
                                Message.of("rule.AIR-02.missing.cure")));
    }

    @Test
    void doesNotApplyBeforeTheClearanceAndElsewhere() {
        assertThat(rule.judge(visit(CLEARED, null).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
        var toTuerkiye = visit(CLEARED.plusHours(73), CLEARED);
        toTuerkiye.sendingState = "AZE";
        toTuerkiye.hostState = "TUR";
        assertThat(rule.judge(toTuerkiye.facts())).isEqualTo(rule.description().notApplicable());
    }

    private Verdict judge(@Nullable LocalDateTime arrives) {
        return rule.judge(visit(arrives, CLEARED).facts());
    }

    private static VisitFixture visit(@Nullable LocalDateTime arrives, @Nullable LocalDateTime cleared) {
        var visit = aVisit();
        visit.airMovement = new AirMovement(List.of(FlightKind.VIP), arrives, null, cleared);
        return visit;
    }

    private Verdict refused(LocalDateTime arrives, int hours) {
        return rule.description()
                .breached(
                        "airMovement.arrivesAt",
                        Message.of("rule.AIR-02.reason")
                                .with("arrives", arrives)
                                .with("cleared", CLEARED)
                                .with("hours", hours),
                        Message.of("rule.AIR-02.cure"));
    }
}
