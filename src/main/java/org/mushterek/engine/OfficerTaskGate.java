package org.mushterek.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
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
import org.springframework.util.function.SingletonSupplier;

/** Judges a completion by the draft that the account has saved, and routes the diagram by what it says. */
@Component
class OfficerTaskGate implements TaskGate {

    private final SingletonSupplier<List<TaskContent>> contents;
    private final EngineOfficerTasks officerTasks;
    private final Drafts drafts;
    private final Accounts accounts;
    private final EngineWork engineWork;
    private final RuntimeService runtime;

    OfficerTaskGate(
            ObjectProvider<TaskContent> contents,
            EngineOfficerTasks officerTasks,
            Drafts drafts,
            Accounts accounts,
            EngineWork engineWork,
            @Lazy RuntimeService runtime) {
        this.contents = SingletonSupplier.of(() -> contents.stream().toList());
        this.officerTasks = officerTasks;
        this.drafts = drafts;
        this.accounts = accounts;
        this.engineWork = engineWork;
        this.runtime = runtime;
    }

    @Override
    public void judgeCompletion(
            Task task, Set<String> candidates, String process, @Nullable String businessKey, String accountId) {
        var content = contents.obtain().stream()
                .filter(candidate -> candidate.handles(process))
                .findFirst()
                .orElse(null);
        if (content == null) {
            return;
        }
        var account = accounts.find(accountId)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.FORBIDDEN, "door.forbidden"))
                .within(process);
        var officerTask = officerTasks.toOfficerTask(task, process, String.valueOf(businessKey), candidates);
        engineWork.asSystem(() -> {
            var hand = account.preferring(task.getOwner());
            var routing = OnBehalf.during(
                    accountId,
                    hand.principalFor(officerTask.roles()).orElse(null),
                    () -> content.complete(
                            hand, officerTask, drafts.find(task.getId(), hand).orElse(null)));
            if (!routing.isEmpty()) {
                runtime.setVariables(task.getProcessInstanceId(), routing);
            }
            drafts.forget(task.getId());
        });
    }
}
