package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Sides;

class HalfDaysAreClosedTest {

    private final HalfDaysAreClosed rule = new HalfDaysAreClosed();

    private static final LocalDate EVE_OF_REPUBLIC_DAY = LocalDate.of(2026, 10, 28);

    @Test
    void shapesCalendarsAndForbidsNothing() {
        assertThat(rule.description().kind()).isEqualTo(Kind.PROCEDURE);
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void isWhatTheShippedCalendarsDo() {
        var calendar = new YearFileCalendars(new Sides()).of("TUR");

        assertThat(calendar.isWorkingDay(EVE_OF_REPUBLIC_DAY.minusDays(1))).isTrue();
        assertThat(calendar.isWorkingDay(EVE_OF_REPUBLIC_DAY)).isFalse();
    }
}
