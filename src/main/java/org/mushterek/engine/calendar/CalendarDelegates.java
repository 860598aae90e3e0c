package org.mushterek.engine.calendar;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.calendar.CalendarDecrees;
import org.mushterek.engine.ForDiagrams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of a decree's diagram: each reads the decree's number and calls one use case. */
@Configuration(proxyBeanMethods = false)
class CalendarDelegates {

    @Bean
    @ForDiagrams
    JavaDelegate applyDecreeDelegate(CalendarDecrees decrees) {
        return execution -> decrees.takeEffect(execution.getProcessBusinessKey());
    }

    @Bean
    @ForDiagrams
    JavaDelegate moveDueDatesDelegate(CalendarDecrees decrees, MovedDueDates dueDates) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            var done = dueDates.moveSome(number);
            if (done) {
                decrees.dueDatesMoved(number);
            }
            execution.setVariable(CalendarDecreeProcess.DUE_DATES_MOVED, done);
        };
    }

    /** The decree was marked when its officer discarded it; the step shows in the diagram why the process ended. */
    @Bean
    @ForDiagrams
    JavaDelegate recordDiscardingDelegate(CalendarDecrees decrees) {
        return execution -> decrees.requireDiscarded(execution.getProcessBusinessKey());
    }
}
