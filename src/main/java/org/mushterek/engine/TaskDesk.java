package org.mushterek.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking a task into one's own hands and putting it back. The guard in the command chain judges who may. */
@Component
public class TaskDesk {

    private final EngineWork engineWork;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final AuditTrail audit;

    public TaskDesk(EngineWork engineWork, TaskService tasks, RuntimeService runtime, AuditTrail audit) {
        this.engineWork = engineWork;
        this.tasks = tasks;
        this.runtime = runtime;
        this.audit = audit;
    }

    /** From now on the account works on the task; a deputy takes it over from the absent officer who holds it. */
    @Transactional
    public void claim(Account account, String taskId) {
        var absent = account.steads().isEmpty() ? null : absentHolder(account, taskId);
        engineWork.as(account, () -> {
            if (absent == null) {
                tasks.claim(taskId, account.id());
            } else {
                tasks.setAssignee(taskId, account.id());
            }
            return true;
        });
        if (absent != null) {
            // Whose task it was: in that officer's stead it is done, whomever else the deputy stands in for.
            engineWork.asSystem(() -> tasks.setOwner(taskId, absent.holder()));
            audit.record(account.id(), account.side().code(), absent.caseNumber(), "task.takenOver", absent.holder());
        }
    }

    private record Absent(String holder, String caseNumber) {}

    /** Who holds the task and is stood in for by the account in its process. */
    private @Nullable Absent absentHolder(Account account, String taskId) {
        return engineWork.asSystem(() -> {
            var task = tasks.createTaskQuery().taskId(taskId).taskAssigned().singleResult();
            if (task == null) {
                return null;
            }
            var process = DefinitionKey.of(task.getProcessDefinitionId());
            if (account.steads().stream()
                    .noneMatch(
                            stead -> stead.isFor(process) && stead.principal().equals(task.getAssignee()))) {
                return null;
            }
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            return instance == null ? null : new Absent(task.getAssignee(), instance.getBusinessKey());
        });
    }

    /** The task is open again for everybody of its group. */
    @Transactional
    public void unclaim(Account account, String taskId) {
        engineWork.as(account, () -> {
            tasks.setAssignee(taskId, null);
            return true;
        });
    }
}
