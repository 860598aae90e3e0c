package org.mushterek.engine.exercise;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.stereotype.Component;

/** What the diagram of drills asks for due dates and timers. */
@Component
@ForDiagrams
public class DrillDueDates {

    private final DrillScheduling schedules;
    private final Sides sides;

    DrillDueDates(DrillScheduling schedules, Sides sides) {
        this.schedules = schedules;
        this.sides = sides;
    }

    public Date planning(DelegateExecution execution) {
        return Date.from(schedules.planningDue(number(execution)));
    }

    public Date override(DelegateExecution execution) {
        return Date.from(schedules.overrideDue(number(execution)));
    }

    public Date confirmation(DelegateExecution execution) {
        return Date.from(schedules.confirmationDue(number(execution)));
    }

    public Date acceptance(DelegateExecution execution) {
        var party = String.valueOf(execution.getVariable(DrillSchedulingProcess.PARTY));
        return Date.from(schedules.acceptanceDue(sides.findByTenant(party).orElseThrow()));
    }

    public Date exerciseEnd(DelegateExecution execution) {
        return Date.from(schedules.exerciseEnds(number(execution)));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
