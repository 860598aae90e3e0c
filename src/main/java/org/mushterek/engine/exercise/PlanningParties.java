package org.mushterek.engine.exercise;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.planning.Plannings;
import org.springframework.stereotype.Component;

/** The tenants of the sides that a task of planning is for: one task for each. */
@Component
@ForDiagrams
public class PlanningParties {

    private final Plannings plannings;

    PlanningParties(Plannings plannings) {
        this.plannings = plannings;
    }

    public List<String> all(DelegateExecution execution) {
        return plannings.sidesOf(execution.getProcessBusinessKey()).stream()
                .map(Side::tenant)
                .toList();
    }
}
