package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.PERMIT;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Emergency;

class EmergencyVisitStaysAsItIsTest {

    private final EmergencyVisitStaysAsItIs rule = new EmergencyVisitStaysAsItIs();

    @Test
    void judgesNoFirstRequestNotEvenAnEmergency() {
        assertThat(rule.judge(emergency().facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesAnAmendmentOfAVisitInNormalTime() {
        assertThat(rule.judge(emergency().amending(aVisit()).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesToAmendAnEmergencyEvenWhereTheAmendmentIsNone() {
        for (var amendment : new VisitFixture[] {aVisit(), emergency()}) {
            assertThat(rule.judge(amendment.amending(emergency()).facts()))
                    .isEqualTo(rule.description()
                            .breached(
                                    null,
                                    Message.of("rule.VIS-15.reason").with("permit", PERMIT),
                                    Message.of("rule.VIS-15.cure")));
        }
    }

    private static VisitFixture emergency() {
        var visit = aVisit();
        visit.emergency = new Emergency("A landslide closed the training area");
        return visit;
    }
}
