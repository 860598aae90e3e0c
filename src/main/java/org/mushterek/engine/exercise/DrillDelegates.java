package org.mushterek.engine.exercise;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillRisks;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of the diagrams of drills: each reads the case's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class DrillDelegates {

    @Bean
    @ForDiagrams
    JavaDelegate judgePlanDelegate(DrillScheduling schedules) {
        return execution -> {
            execution.setVariable(DrillSchedulingProcess.PLAN_LAWFUL, schedules.judgePublished(number(execution)));
            execution.setVariable(
                    DrillSchedulingProcess.PERIOD_OVERRIDDEN, schedules.overridesClosure(number(execution)));
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordAcceptanceDelegate(DrillScheduling schedules) {
        return execution -> schedules.enterIntoForce(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate closeSchedulingDelegate(DrillScheduling schedules) {
        return execution -> schedules.end(number(execution));
    }

    /** The schedule was marked when its planner discarded it; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordSchedulingDiscardingDelegate(DrillScheduling schedules) {
        return execution -> schedules.requireDiscarded(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordContinuationDelegate(DrillRisks risks) {
        return execution -> risks.agree(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordContinuationRefusalDelegate(DrillRisks risks) {
        return execution -> risks.refuse(number(execution));
    }

    /** The risk was marked when it was settled; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordSuspensionLiftingDelegate(DrillRisks risks) {
        return execution -> risks.requireSettled(number(execution));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
