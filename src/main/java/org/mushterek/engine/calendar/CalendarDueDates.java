package org.mushterek.engine.calendar;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.calendar.CalendarDecrees;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** What the diagram of a decree asks for due dates and reminders. */
@Component
@ForDiagrams
public class CalendarDueDates {

    private final CalendarDecrees decrees;
    private final Sides sides;

    CalendarDueDates(CalendarDecrees decrees, Sides sides) {
        this.decrees = decrees;
        this.sides = sides;
    }

    public Date recording(DelegateExecution execution) {
        return Date.from(decrees.recordingDue(side(execution)));
    }

    public Date confirmation(DelegateExecution execution) {
        return Date.from(decrees.confirmationDue(side(execution)));
    }

    private Side side(DelegateExecution execution) {
        return sides.findByTenant(execution.getTenantId()).orElseThrow();
    }
}
