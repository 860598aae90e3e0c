package org.mushterek.engine.agreement;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.TermWatch;
import org.mushterek.engine.ForDiagrams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of an instrument's diagram: each reads the case's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class InstrumentDelegates {

    @Bean
    @ForDiagrams
    JavaDelegate settleEntryIntoForceDelegate(InstrumentApprovals approvals) {
        return execution -> approvals.settleEntryIntoForce(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate applyInstrumentDelegate(InstrumentApprovals approvals) {
        return execution -> execution.setVariable(
                MemorandumApprovalProcess.TERM_BEGINS, approvals.enterIntoForce(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate planTermDelegate(TermWatch watch) {
        return execution -> {
            var planned = watch.plan(number(execution));
            execution.setVariable(MemorandumApprovalProcess.TERM_KNOWN, planned.termKnown());
            execution.setVariable(MemorandumApprovalProcess.END_SETTLED, planned.endSettled());
            execution.setVariable(MemorandumApprovalProcess.NOTICE_GIVEN, false);
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeCasesDelegate(TermWatch watch) {
        return execution ->
                execution.setVariable(MemorandumApprovalProcess.CASES_JUDGED, watch.judgeSome(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeTermDelegate(TermWatch watch) {
        return execution -> execution.setVariable(MemorandumApprovalProcess.GOES_ON, watch.goesOn(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordInstrumentLapseDelegate(TermWatch watch) {
        return execution -> watch.lapse(number(execution));
    }

    /** The case was marked when its officer discarded it; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordInstrumentDiscardingDelegate(InstrumentApprovals approvals) {
        return execution -> approvals.requireDiscarded(number(execution));
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
