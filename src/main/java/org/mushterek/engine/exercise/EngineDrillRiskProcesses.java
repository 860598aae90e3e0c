package org.mushterek.engine.exercise;

import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.common.Parties;
import org.mushterek.engine.EngineWork;
import org.mushterek.exercise.DrillContinuationProcess;
import org.mushterek.exercise.drill.DrillRiskProcesses;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process that asks whether a suspended drill goes on, run by the engine for the parties together. */
@Component
class EngineDrillRiskProcesses implements DrillRiskProcesses {

    private final RuntimeService runtime;
    private final EngineWork engineWork;

    EngineDrillRiskProcesses(@Lazy RuntimeService runtime, EngineWork engineWork) {
        this.runtime = runtime;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(DrillContinuationProcess.RISK_RISEN)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .setVariable(DrillContinuationProcess.CONTINUATION_REFUSED, false)
                    .correlateStartMessage();
        });
    }

    @Override
    public void settle(String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(DrillContinuationProcess.RISK_SETTLED)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
