package org.mushterek.engine.exercise;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.planning.Stage;
import org.springframework.stereotype.Component;

/** The stages of planning, and the products of the stage at hand, by their codes. */
@Component
@ForDiagrams
public class PlanningParts {

    public List<String> stages(DelegateExecution execution) {
        return Arrays.stream(Stage.values()).map(Enum::name).toList();
    }

    public List<String> products(DelegateExecution execution) {
        var stage = String.valueOf(execution.getVariable(ExercisePlanningProcess.STAGE));
        return Stage.valueOf(stage).products().stream().map(Enum::name).toList();
    }
}
