package org.mushterek.engine.exercise;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.BookingOffice;
import org.mushterek.exercise.drill.DrillScheduling;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The offices of the host that confirm bookings: one task for each (RNG-04). */
@Component
@ForDiagrams
public class DrillOffices {

    private final DrillScheduling schedules;

    DrillOffices(DrillScheduling schedules) {
        this.schedules = schedules;
    }

    public List<String> toConfirm(DelegateExecution execution) {
        return schedules.toConfirm(execution.getProcessBusinessKey()).stream()
                .map(BookingOffice::name)
                .toList();
    }

    public String group(DelegateExecution execution) {
        return office(execution.getVariable(DrillSchedulingProcess.OFFICE))
                .role()
                .groupOf(String.valueOf(execution.getVariable(DrillSchedulingProcess.OPENER)));
    }

    private static BookingOffice office(Object variable) {
        return BookingOffice.valueOf(String.valueOf(variable));
    }

    /** Names of tasks that would otherwise be equal lines in Tasklist. */
    @Configuration(proxyBeanMethods = false)
    static class Names {

        /** Adds the office; the range officers' own task is what its name says. */
        @Bean
        @ForDiagrams
        TaskListener bookingTaskNameListener(Texts texts) {
            return task -> {
                var office = office(task.getVariable(DrillSchedulingProcess.OFFICE));
                if (office != BookingOffice.RANGE) {
                    task.setName(task.getName() + " · " + texts.say(office.text(), Language.EN));
                }
            };
        }
    }
}
