package org.mushterek.engine.exercise;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillRisks;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.stereotype.Component;

/** What the diagrams of drills ask for due dates and timers. */
@Component
@ForDiagrams
public class DrillDueDates {

    private final DrillScheduling schedules;
    private final DrillRisks risks;
    private final Sides sides;

    DrillDueDates(DrillScheduling schedules, DrillRisks risks, Sides sides) {
        this.schedules = schedules;
        this.risks = risks;
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
        return Date.from(schedules.acceptanceDue(party(execution)));
    }

    public Date continuation(DelegateExecution execution) {
        return Date.from(risks.decisionDue(party(execution)));
    }

    private Side party(DelegateExecution execution) {
        return sides.findByTenant(String.valueOf(execution.getVariable(DrillSchedulingProcess.PARTY)))
                .orElseThrow();
    }

    public Date record(DelegateExecution execution) {
        return Date.from(schedules.recordDue(number(execution)));
    }

    public Date exerciseBegin(DelegateExecution execution) {
        return Date.from(schedules.exerciseBegins(number(execution)));
    }

    public Date exerciseEnd(DelegateExecution execution) {
        return Date.from(schedules.exerciseEnds(number(execution)));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
