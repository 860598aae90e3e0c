package org.mushterek.engine.agreement;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.agreement.InstrumentProcesses;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process of an instrument, run by the engine for the parties together. */
@Component
class EngineInstrumentProcesses implements InstrumentProcesses {

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final EngineWork engineWork;

    EngineInstrumentProcesses(@Lazy RuntimeService runtime, @Lazy RepositoryService repository, EngineWork engineWork) {
        this.runtime = runtime;
        this.repository = repository;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Parties parties, Side opener) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(MemorandumApprovalProcess.ID)
                    .processDefinitionTenantId(parties.tenant())
                    .businessKey(number)
                    .setVariable(MemorandumApprovalProcess.OPENER, opener.tenant())
                    .execute();
        });
    }

    @Override
    public void receive(String number, Parties parties, Side opener) {
        start(MemorandumApprovalProcess.INSTRUMENT_RECEIVED, number, parties, opener);
    }

    /** Where no process is deployed at all (a test of something else) there is nothing to watch with. */
    @Override
    public void watch(String number, Parties parties, Side opener) {
        var deployed = engineWork.asSystem(() -> repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(MemorandumApprovalProcess.ID)
                .count());
        if (deployed == 0) {
            return;
        }
        start(MemorandumApprovalProcess.TERM_BEGUN, number, parties, opener);
    }

    private void start(String message, String number, Parties parties, Side opener) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .setVariable(MemorandumApprovalProcess.OPENER, opener.tenant())
                    .setVariable(MemorandumApprovalProcess.DECLINED, false)
                    .correlateStartMessage();
        });
    }

    @Override
    public void planAnew(String number, Parties parties) {
        // A watch that is just judging or planning takes no message; it plans by what is on record then.
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(MemorandumApprovalProcess.ENTRY_RECORDED)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlateAll();
        });
    }

    @Override
    public void discard(String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(MemorandumApprovalProcess.INSTRUMENT_DISCARDED)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
