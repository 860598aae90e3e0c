package org.mushterek.engine.exercise;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.stereotype.Component;

/** The tenants of the sides that accept a plan: one task for each. */
@Component
@ForDiagrams
public class DrillParties {

    private final DrillScheduling schedules;

    DrillParties(DrillScheduling schedules) {
        this.schedules = schedules;
    }

    public List<String> toAccept(DelegateExecution execution) {
        return schedules.parties(execution.getProcessBusinessKey()).sides().stream()
                .map(Side::tenant)
                .toList();
    }
}
