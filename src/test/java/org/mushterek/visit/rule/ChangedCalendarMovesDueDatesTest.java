package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Kind;

class ChangedCalendarMovesDueDatesTest {

    private final ChangedCalendarMovesDueDates rule = new ChangedCalendarMovesDueDates();

    @Test
    void shapesProcessesAndForbidsNothing() {
        assertThat(rule.description().kind()).isEqualTo(Kind.PROCEDURE);
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().from(null).visitors().facts()))
                .isEqualTo(rule.description().satisfied());
    }
}
