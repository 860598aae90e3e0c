package org.mushterek.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.notification.Round;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens a task for its group again that somebody holds who may do it no more: a deputy whose days are over, an officer
 * without the role, or a closed account. A task that is held is kept from all others, and such a hand would never let it go.
 */
@Component
public class FreedTasks implements Round {

    /** Of so many tasks the groups are read at once. */
    private static final int AT_ONCE = 500;

    private final TaskService tasks;
    private final TaskGroups groups;
    private final EngineWork engineWork;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final Sides sides;
    private final TransactionTemplate transactions;

    FreedTasks(
            @Lazy TaskService tasks,
            TaskGroups groups,
            EngineWork engineWork,
            Accounts accounts,
            AuditTrail audit,
            Sides sides,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.groups = groups;
        this.engineWork = engineWork;
        this.accounts = accounts;
        this.audit = audit;
        this.sides = sides;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void go() {
        var held =
                engineWork.asSystem(() -> tasks.createTaskQuery().taskAssigned().list());
        var holders = new HashMap<String, Optional<Account>>();
        for (var from = 0; from < held.size(); from += AT_ONCE) {
            var some = held.subList(from, Math.min(from + AT_ONCE, held.size()));
            var offered = groups.withCases(some.stream().map(Task::getId).toList());
            for (var task : some) {
                var offer = offered.get(task.getId());
                var process = DefinitionKey.of(task.getProcessDefinitionId());
                if (offer != null
                        && holders.computeIfAbsent(task.getAssignee(), accounts::find)
                                .filter(holder -> engineWork.reachOf(holder).reaches(offer.groups(), process))
                                .isEmpty()) {
                    free(task.getAssignee(), task.getId(), offer.caseNumber());
                }
            }
        }
    }

    /** By the task as it is now: it may be done or given back meanwhile. */
    private void free(String holder, String taskId, String caseNumber) {
        transactions.executeWithoutResult(any -> engineWork.asSystem(() -> {
            var task =
                    tasks.createTaskQuery().taskId(taskId).taskAssignee(holder).singleResult();
            if (task != null) {
                tasks.setAssignee(taskId, null);
                if (task.getOwner() != null) {
                    tasks.deleteUserIdentityLink(taskId, task.getOwner(), IdentityLinkType.OWNER);
                }
                audit.record("system", sideOf(holder), caseNumber, "task.freed", holder);
            }
        }));
    }

    /** The id of each account begins with its side, also when the account has no group any more. */
    private @Nullable String sideOf(String account) {
        return sides.findByTenant(account.split("\\.", 2)[0]).map(Side::code).orElse(null);
    }
}
