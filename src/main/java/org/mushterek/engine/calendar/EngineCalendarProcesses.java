package org.mushterek.engine.calendar;

import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.calendar.CalendarProcesses;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process of a decree, run by the engine. */
@Component
class EngineCalendarProcesses implements CalendarProcesses {

    private final RuntimeService runtime;
    private final EngineWork engineWork;

    EngineCalendarProcesses(@Lazy RuntimeService runtime, EngineWork engineWork) {
        this.runtime = runtime;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Side side) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(CalendarDecreeProcess.ID)
                    .processDefinitionTenantId(side.tenant())
                    .businessKey(number)
                    .execute();
        });
    }

    @Override
    public void receive(String number, Side side) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(CalendarDecreeProcess.DECREE_RECEIVED)
                    .tenantId(side.tenant())
                    .processInstanceBusinessKey(number)
                    .correlateStartMessage();
        });
    }

    @Override
    public void discard(String number, Side side) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(CalendarDecreeProcess.DECREE_DISCARDED)
                    .tenantId(side.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
