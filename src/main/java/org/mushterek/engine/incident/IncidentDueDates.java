package org.mushterek.engine.incident;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.incident.IncidentDeadlines;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.incident.Incidents;
import org.springframework.stereotype.Component;

/** What the diagram of an incident asks for due dates. */
@Component
@ForDiagrams
public class IncidentDueDates {

    private final IncidentDeadlines deadlines;
    private final Incidents incidents;
    private final Sides sides;

    IncidentDueDates(IncidentDeadlines deadlines, Incidents incidents, Sides sides) {
        this.deadlines = deadlines;
        this.incidents = incidents;
        this.sides = sides;
    }

    public Date recording(DelegateExecution execution) {
        return Date.from(deadlines.recording(number(execution)));
    }

    public Date receipt(DelegateExecution execution) {
        return Date.from(deadlines.receipt(number(execution)));
    }

    public Date writtenNotice(DelegateExecution execution) {
        return Date.from(deadlines.writtenNotice(number(execution), incidents.learnedAt(number(execution))));
    }

    public Date coordination(DelegateExecution execution) {
        return Date.from(deadlines.coordination(number(execution)));
    }

    public Date procedure(DelegateExecution execution) {
        return Date.from(deadlines.procedure(number(execution), incidents.procedureBegins(number(execution))));
    }

    public Date report(DelegateExecution execution) {
        return Date.from(deadlines.report(number(execution), side(execution, IncidentProcess.HOST)));
    }

    public Date reportReceipt(DelegateExecution execution) {
        return Date.from(deadlines.reportReceipt(number(execution), side(execution, IncidentProcess.PARTY)));
    }

    public Date closing(DelegateExecution execution) {
        return Date.from(deadlines.closing(number(execution), side(execution, IncidentProcess.HOST)));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    private Side side(DelegateExecution execution, String variable) {
        return sides.findByTenant(String.valueOf(execution.getVariable(variable)))
                .orElseThrow();
    }
}
