package org.mushterek.web.task;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.task.OfficerTasks;
import org.mushterek.web.CaseDoor;
import org.springframework.stereotype.Component;

/** Leads clients that speak the engine's language to the product's own use cases. */
@Component
class TaskCaseDoor implements CaseDoor {

    private final OfficerTasks tasks;
    private final Sides sides;

    TaskCaseDoor(OfficerTasks tasks, Sides sides) {
        this.tasks = tasks;
        this.sides = sides;
    }

    @Override
    public void complete(Account account, String taskId) {
        tasks.complete(account, taskId);
    }

    @Override
    public StartedCase start(Account account, String processDefinitionKey, @Nullable String tenant) {
        if (tenant != null && !sides.tenantsOf(account.side()).contains(tenant)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "visit.cannotStart");
        }
        var started = tasks.open(account, processDefinitionKey);
        return new StartedCase(
                started.processInstanceId(), started.definitionId(), started.caseNumber(), started.tenant());
    }
}
