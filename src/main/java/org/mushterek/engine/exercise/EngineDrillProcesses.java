package org.mushterek.engine.exercise;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.BookingOffice;
import org.mushterek.exercise.drill.DrillProcesses;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process of scheduling drills, run by the engine for the parties together. */
@Component
class EngineDrillProcesses implements DrillProcesses {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final EngineWork engineWork;

    EngineDrillProcesses(@Lazy RuntimeService runtime, @Lazy TaskService tasks, EngineWork engineWork) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Parties parties, Side host) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(DrillSchedulingProcess.ID)
                    .processDefinitionTenantId(parties.tenant())
                    .businessKey(number)
                    .setVariable(DrillSchedulingProcess.OPENER, host.tenant())
                    .execute();
        });
    }

    @Override
    public void reportChange(String number, Parties parties) {
        correlate(DrillSchedulingProcess.CHANGE_REPORTED, number, parties);
    }

    @Override
    public void discard(String number, Parties parties) {
        correlate(DrillSchedulingProcess.SCHEDULING_DISCARDED, number, parties);
    }

    @Override
    public BookingOffice office(String taskId) {
        return engineWork.asSystem(
                () -> BookingOffice.valueOf(String.valueOf(tasks.getVariable(taskId, DrillSchedulingProcess.OFFICE))));
    }

    private void correlate(String message, String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
