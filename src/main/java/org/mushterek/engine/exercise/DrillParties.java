package org.mushterek.engine.exercise;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.drill.DrillRisks;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.stereotype.Component;

/** The tenants of the sides that accept a plan, or agree that a suspended drill goes on: one task for each. */
@Component
@ForDiagrams
public class DrillParties {

    private final DrillScheduling schedules;
    private final DrillRisks risks;

    DrillParties(DrillScheduling schedules, DrillRisks risks) {
        this.schedules = schedules;
        this.risks = risks;
    }

    public List<String> toAccept(DelegateExecution execution) {
        return tenants(schedules.parties(execution.getProcessBusinessKey()));
    }

    public List<String> toAgree(DelegateExecution execution) {
        return tenants(risks.parties(execution.getProcessBusinessKey()));
    }

    private static List<String> tenants(Parties parties) {
        return parties.sides().stream().map(Side::tenant).toList();
    }
}
