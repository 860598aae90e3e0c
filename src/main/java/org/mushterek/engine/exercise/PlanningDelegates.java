package org.mushterek.engine.exercise;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.planning.Plannings;
import org.mushterek.exercise.planning.ProductKind;
import org.mushterek.exercise.planning.Products;
import org.mushterek.exercise.planning.ReadinessGate;
import org.mushterek.exercise.planning.Stage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of the diagrams of planning: each reads the case's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class PlanningDelegates {

    private static final String SEPARATOR = " · ";

    @Bean
    @ForDiagrams
    JavaDelegate planDatesDelegate(Plannings plannings, EnginePlanningProcesses processes) {
        return execution -> {
            plannings.planDates(number(execution));
            processes.watchStartex(number(execution));
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgePlanLineDelegate(Plannings plannings) {
        return execution ->
                execution.setVariable(ExercisePlanningProcess.PLANNED, plannings.judgePlanLine(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate openStageDelegate(Plannings plannings) {
        return execution -> plannings.openStage(number(execution), stage(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate closeStageDelegate(Products products) {
        return execution -> products.closeStage(number(execution), stage(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeReadinessDelegate(ReadinessGate gate) {
        return execution -> execution.setVariable(ExercisePlanningProcess.GATE_PASSES, gate.judge(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordOpeningDelegate(ReadinessGate gate) {
        return execution -> gate.open(number(execution));
    }

    /** The case was marked when its officer cancelled it; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordCancellingDelegate(Plannings plannings) {
        return execution -> plannings.requireCancelled(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordPlanningLapseDelegate(Plannings plannings) {
        return execution -> plannings.lapse(number(execution));
    }

    /** Adds stage and product to the name of a task: those of one case would otherwise be equal lines in Tasklist. */
    @Bean
    @ForDiagrams
    TaskListener planningTaskNameListener(Texts texts) {
        return task -> {
            var product = task.getVariable(ExercisePlanningProcess.PRODUCT);
            var stage = task.getVariable(ExercisePlanningProcess.STAGE);
            var name = task.getName();
            if (product != null) {
                name += SEPARATOR
                        + texts.say(ProductKind.valueOf(product.toString()).text(), Language.EN);
            }
            task.setName(stage == null ? name : name + SEPARATOR + stage);
        };
    }

    private static Stage stage(DelegateExecution execution) {
        return Stage.valueOf(String.valueOf(execution.getVariable(ExercisePlanningProcess.STAGE)));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
