package org.mushterek.engine.afteraction;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.mushterek.afteraction.ActionOffers;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.afteraction.AfterActionReports;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.afteraction.Mergings;
import org.mushterek.afteraction.Observations;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.engine.ForDiagrams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of the diagrams after an exercise: each reads the case's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class AfterActionDelegates {

    @Bean
    @ForDiagrams
    JavaDelegate draftFirstReportDelegate(AfterActionReports reports) {
        return execution -> draft(reports, execution, Stage.FIRST);
    }

    @Bean
    @ForDiagrams
    JavaDelegate issueFirstReportDelegate(AfterActionReports reports) {
        return execution -> reports.issue(number(execution), Stage.FIRST);
    }

    @Bean
    @ForDiagrams
    JavaDelegate draftFinalReportDelegate(AfterActionReports reports) {
        return execution -> draft(reports, execution, Stage.FINAL);
    }

    @Bean
    @ForDiagrams
    JavaDelegate issueFinalReportDelegate(AfterActionReports reports) {
        return execution -> reports.issue(number(execution), Stage.FINAL);
    }

    /** The case was marked when the host took ENDEX back; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordEndexTakenBackDelegate(AfterActionReports reports) {
        return execution -> reports.requireStopped(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordObservationWithdrawalDelegate(Observations observations) {
        return execution -> observations.requireWithdrawn(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordLessonDelegate(CorrectiveActions actions) {
        return execution -> actions.recordLesson(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordActionCancellingDelegate(CorrectiveActions actions) {
        return execution -> actions.requireCancelled(number(execution));
    }

    /** The offer was marked when it was taken back; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordOfferWithdrawalDelegate(ActionOffers offers) {
        return execution -> offers.requireWithdrawn(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordJointTextDelegate(Mergings mergings) {
        return execution -> mergings.record(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordMergingWithdrawalDelegate(Mergings mergings) {
        return execution -> mergings.requireWithdrawn(number(execution));
    }

    private static void draft(AfterActionReports reports, DelegateExecution execution, Stage stage) {
        reports.draft(number(execution), stage);
        execution.setVariable(AfterActionReportProcess.REPORT_RETURNED, false);
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
