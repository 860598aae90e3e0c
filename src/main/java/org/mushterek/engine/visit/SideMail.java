package org.mushterek.engine.visit;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.mushterek.common.Side;
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
 *
 * <p>The engine runs the job of a process under an authentication of its own: no account, no groups, only the tenant of
 * the process (its {@code ExecuteJobsCmd} sets it before the job and clears it after it; nothing leaks in or out). Under
 * it the other side's processes do not exist, so what crosses over is done as the system.
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
        var waiting = type.startsProcess() ? Optional.<String>empty() : waiting(number, recipient, type);
        var awaited = type.startsProcess() || waiting.isPresent();
        if (!awaited && mail.isExpected(message) && processes.isRunning(number, recipient)) {
            throw new IllegalStateException(message.id() + " comes before the recipient waits for it\n"
                    + "The job is tried again; maybe a job of the recipient's process fails.");
        }
        if (!mail.apply(message, awaited)) {
            return;
        }
        engineWork.asSystem(() -> {
            if (waiting.isPresent()) {
                runtime.messageEventReceived(type.processMessage(), waiting.get(), routing);
            } else {
                runtime.createMessageCorrelation(type.processMessage())
                        .tenantId(recipient.tenant())
                        .processInstanceBusinessKey(number)
                        .correlateStartMessage();
            }
        });
    }

    boolean isAwaited(Type type, String number, Side recipient) {
        return waiting(number, recipient, type).isPresent();
    }

    /** The execution at the recipient that waits for such a message. */
    private Optional<String> waiting(String number, Side recipient, Type type) {
        return engineWork.asSystem(() -> Optional.ofNullable(runtime.createExecutionQuery()
                        .tenantIdIn(recipient.tenant())
                        .processInstanceBusinessKey(number)
                        .messageEventSubscriptionName(type.processMessage())
                        .singleResult())
                .map(Execution::getId));
    }
}
