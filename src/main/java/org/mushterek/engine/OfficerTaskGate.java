package org.mushterek.engine;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Refusal;
import org.mushterek.engine.guard.TaskGate;
import org.mushterek.security.Accounts;
import org.mushterek.task.Drafts;
import org.mushterek.task.TaskContent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Judges a completion by the draft that the account has saved, and routes the diagram by what it says. */
@Component
class OfficerTaskGate implements TaskGate {

    private final ObjectProvider<TaskContent> contents;
    private final EngineOfficerTasks officerTasks;
    private final Drafts drafts;
    private final Accounts accounts;
    private final EngineWork engineWork;
    private final TaskService tasks;
    private final RuntimeService runtime;

    OfficerTaskGate(
            ObjectProvider<TaskContent> contents,
            EngineOfficerTasks officerTasks,
            Drafts drafts,
            Accounts accounts,
            EngineWork engineWork,
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime) {
        this.contents = contents;
        this.officerTasks = officerTasks;
        this.drafts = drafts;
        this.accounts = accounts;
        this.engineWork = engineWork;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Override
    public void judgeCompletion(
            String taskId,
            String taskDefinitionKey,
            String processDefinitionKey,
            @Nullable String businessKey,
            String tenantId,
            String accountId,
            Map<String, Object> postedVariables) {
        var content = contents.stream()
                .filter(candidate -> candidate.handles(processDefinitionKey))
                .findFirst()
                .orElse(null);
        if (content == null) {
            return;
        }
        var account = accounts.find(accountId)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.FORBIDDEN, "door.forbidden"))
                .within(processDefinitionKey);
        engineWork.asSystem(() -> {
            var task = Optional.ofNullable(
                            tasks.createTaskQuery().taskId(taskId).singleResult())
                    .orElseThrow(OfficerTaskGate::doneMeanwhile);
            var officerTask = officerTasks.toOfficerTask(task).orElseThrow(OfficerTaskGate::doneMeanwhile);
            var routing = OnBehalf.during(
                    accountId,
                    account.principalFor(officerTask.roles()).orElse(null),
                    () -> content.complete(
                            account, officerTask, drafts.find(taskId, account).orElse(null)));
            runtime.setVariables(task.getProcessInstanceId(), routing);
            drafts.forget(taskId);
        });
    }

    private static Refusal doneMeanwhile() {
        return Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
    }
}
