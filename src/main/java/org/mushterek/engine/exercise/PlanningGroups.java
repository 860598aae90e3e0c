package org.mushterek.engine.exercise;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.planning.ProductKind;
import org.springframework.stereotype.Component;

/** Whose task the product at hand is: by its kind at the host who writes it, and at each party who approves it. */
@Component
@ForDiagrams
public class PlanningGroups {

    public String writers(DelegateExecution execution) {
        return product(execution).writer().groupOf(tenant(execution, ExercisePlanningProcess.HOST));
    }

    public String approvers(DelegateExecution execution) {
        return product(execution).approver().groupOf(tenant(execution, ExercisePlanningProcess.PARTY));
    }

    private static ProductKind product(DelegateExecution execution) {
        return ProductKind.valueOf(String.valueOf(execution.getVariable(ExercisePlanningProcess.PRODUCT)));
    }

    private static String tenant(DelegateExecution execution, String variable) {
        return String.valueOf(execution.getVariable(variable));
    }
}
