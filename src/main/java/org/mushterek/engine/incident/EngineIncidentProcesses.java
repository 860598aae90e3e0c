package org.mushterek.engine.incident;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.incident.IncidentProcesses;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process of an incident, run by the engine for the parties together. */
@Component
class EngineIncidentProcesses implements IncidentProcesses {

    private final RuntimeService runtime;
    private final EngineWork engineWork;

    EngineIncidentProcesses(@Lazy RuntimeService runtime, EngineWork engineWork) {
        this.runtime = runtime;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Parties parties, Side host) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(IncidentProcess.ID)
                    .processDefinitionTenantId(parties.tenant())
                    .businessKey(number)
                    .setVariable(IncidentProcess.HOST, host.tenant())
                    .execute();
        });
    }

    @Override
    public void report(String number, Parties parties, Map<String, Object> answers) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(IncidentProcess.INCIDENT_REPORTED)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .setVariables(answers)
                    .correlateStartMessage();
        });
    }

    @Override
    public void withdraw(String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(IncidentProcess.INCIDENT_WITHDRAWN)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
