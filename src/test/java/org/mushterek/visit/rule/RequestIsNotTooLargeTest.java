package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.common.Message;

class RequestIsNotTooLargeTest {

    private final RequestIsNotTooLarge rule = new RequestIsNotTooLarge(VisitFixture.PARAMETERS);

    @Test
    void passesUpToTheLimits() {
        assertThat(rule.judge(of(30, 30).facts())).isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(of(29, 29).facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesOneMoreOfEachAndTellsBoth() {
        assertThat(rule.judge(of(31, 61).facts()))
                .isEqualTo(
                        rule.description().breached(List.of(fault("visitors", 31, 30, 2), fault("sites", 61, 30, 3))));
    }

    @Test
    void asksForNoMoreRequestsThanTheyFill() {
        assertThat(rule.judge(of(60, 1).facts()))
                .isEqualTo(rule.description().breached(List.of(fault("visitors", 60, 30, 2))));
        assertThat(rule.judge(of(61, 1).facts()))
                .isEqualTo(rule.description().breached(List.of(fault("visitors", 61, 30, 3))));
    }

    @Test
    void takesTheNewLimitsFromTheirFirstDay() {
        assertThat(rule.judge(of(26, 25).judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(of(26, 25).judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description().breached(List.of(fault("visitors", 26, 25, 2))));
    }

    private static VisitFixture of(int visitors, int sites) {
        var visit = aVisit();
        visit.visitors = VisitFixture.visitors(visitors);
        visit.sites = VisitFixture.sites(sites);
        return visit;
    }

    private static Fault fault(String place, int number, int limit, int requests) {
        return new Fault(
                place,
                Message.of("rule.VIS-05." + place).with("number", number).with("limit", limit),
                Message.of("rule.VIS-05." + place + ".cure")
                        .with("limit", limit)
                        .with("requests", requests));
    }
}
