package org.mushterek.engine.incident;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.incident.Incidents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of an incident's diagram: each reads the case's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class IncidentDelegates {

    @Bean
    @ForDiagrams
    JavaDelegate judgeNoticeDelegate(Incidents incidents) {
        return execution -> incidents.judgeNotice(execution.getProcessBusinessKey());
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeProcedureDelegate(Incidents incidents) {
        return execution -> incidents.judgeProcedure(execution.getProcessBusinessKey());
    }

    /** The case was marked when the host took it back; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordIncidentWithdrawalDelegate(Incidents incidents) {
        return execution -> incidents.requireWithdrawn(execution.getProcessBusinessKey());
    }
}
