package org.mushterek.engine.visit;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.mushterek.visit.VisitMessage;
import org.mushterek.visit.VisitProcesses;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The visit's processes, run by the engine. */
@Component
class EngineVisitProcesses implements VisitProcesses {

    private final RuntimeService runtime;
    private final EngineWork engineWork;
    private final SideMail mail;

    EngineVisitProcesses(@Lazy RuntimeService runtime, EngineWork engineWork, @Lazy SideMail mail) {
        this.runtime = runtime;
        this.engineWork = engineWork;
        this.mail = mail;
    }

    @Override
    public void open(String number, Side sendingSide) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(VisitRequestProcess.ID)
                    .processDefinitionTenantId(sendingSide.tenant())
                    .businessKey(number)
                    .execute();
        });
    }

    @Override
    public void withdraw(String number, Side sendingSide, boolean hostHasRequest) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(VisitRequestProcess.WITHDRAWAL_ORDERED)
                    .tenantId(sendingSide.tenant())
                    .processInstanceBusinessKey(number)
                    .setVariable(VisitRequestProcess.HOST_HAS_REQUEST, hostHasRequest)
                    .correlate();
        });
    }

    @Override
    public void recall(String number, boolean everybody) {
        mail.deliver(VisitMessage.Type.PERSONS_RECALLED, number, Map.of());
        if (everybody) {
            mail.deliver(VisitMessage.Type.REQUEST_WITHDRAWN, number, Map.of());
        }
    }

    @Override
    public boolean letsPermitBeReplaced(String number, Side host) {
        return mail.isAwaited(VisitMessage.Type.PERMIT_AMENDED, number, host)
                && mail.isAwaited(VisitMessage.Type.DECISION_CORRECTED, number, host);
    }

    @Override
    public void replacePermit(String number) {
        mail.deliver(VisitMessage.Type.DECISION_CORRECTED, number, Map.of());
    }

    @Override
    public boolean letsPermitBeSuspended(String number, Side host) {
        return mail.isAwaited(VisitMessage.Type.PERMIT_SUSPENDED, number, host);
    }

    @Override
    public void suspendPermit(String number) {
        mail.deliver(VisitMessage.Type.PERMIT_SUSPENDED, number, Map.of());
    }

    @Override
    public void reinstatePermit(String number) {
        mail.deliver(VisitMessage.Type.PERMIT_REINSTATED, number, Map.of());
    }

    @Override
    public void endSuspension(String number) {
        mail.deliver(VisitMessage.Type.SUSPENSION_ENDED, number, Map.of());
    }

    @Override
    public boolean isRunning(String number, Side side) {
        return engineWork.asSystem(() -> runtime.createProcessInstanceQuery()
                        .tenantIdIn(side.tenant())
                        .processInstanceBusinessKey(number)
                        .count()
                > 0);
    }
}
