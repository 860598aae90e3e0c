package org.mushterek.engine.visit;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.common.Sides;
import org.mushterek.engine.EngineWork;
import org.mushterek.visit.VisitMail;
import org.mushterek.visit.VisitMessage.Type;
import org.mushterek.visit.VisitProcesses;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Delivers a message to the other side: the inbox row and the start or wake of the process commit together, in the job
 * that sends it.
 */
@Component
class SideMail {

    private final VisitMail mail;
    private final VisitProcesses processes;
    private final Sides sides;
    private final EngineWork engineWork;
    private final RuntimeService runtime;

    SideMail(
            VisitMail mail,
            VisitProcesses processes,
            Sides sides,
            EngineWork engineWork,
            @Lazy RuntimeService runtime) {
        this.mail = mail;
        this.processes = processes;
        this.sides = sides;
        this.engineWork = engineWork;
        this.runtime = runtime;
    }

    void deliver(Type type, String number, Map<String, Object> routing) {
        var message = mail.compose(type, number);
        var recipient = sides.get(message.toSide());
        var awaited = type.startsProcess() || processes.awaits(number, recipient, type);
        if (!mail.apply(message, awaited)) {
            return;
        }
        engineWork.asSystem(() -> {
            var correlation = runtime.createMessageCorrelation(type.processMessage())
                    .tenantId(recipient.tenant())
                    .processInstanceBusinessKey(number);
            if (type.startsProcess()) {
                correlation.correlateStartMessage();
            } else {
                correlation.setVariables(routing).correlate();
            }
        });
    }
}
