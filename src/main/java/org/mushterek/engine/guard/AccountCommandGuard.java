package org.mushterek.engine.guard;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;

/**
 * Lets an account that is signed in to the engine read, claim for itself, put back what it holds, and complete without
 * variables what the product's {@link TaskGate} allows; nothing else, whichever door it came through. Commands inside a
 * command are the program's own and pass, as do those of the program with nobody signed in.
 */
final class AccountCommandGuard extends CommandInterceptor {

    private static final Pattern READS = Pattern.compile(
            "(Get|FindActive|ExecuteFilter|AuthorizationCheck|IsIdentityServiceReadOnly)\\w*" + "|Create\\w*QueryCmd");
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private final ObjectProvider<TaskGate> gate;

    AccountCommandGuard(ObjectProvider<TaskGate> gate) {
        this.gate = gate;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (INSIDE.get()) {
            return command instanceof TaskQueryImpl query ? narrowed(command, query) : next.execute(command);
        }
        INSIDE.set(true);
        try {
            var account = Context.getCommandContext().getAuthentication();
            var reach = account == null ? null : DeputyReach.of(account.getUserId());
            if (account != null && reach != null && !groupsOf(account).containsAll(reach.groups())) {
                // What Tasklist and the engine's REST have read of the groups knows nothing of deputies.
                return asDeputy(command, account, reach);
            }
            if (account != null && command instanceof TaskQueryImpl query) {
                return narrowed(command, query);
            }
            if (account != null && command instanceof AbstractExecuteFilterCmd filter) {
                narrowFilter(filter, account);
            }
            return account == null ? next.execute(command) : judged(command, account);
        } finally {
            INSIDE.remove();
        }
    }

    private <T> T judged(Command<T> command, Authentication account) {
        try {
            return judge(command, account)
                    // The engine would ask for rights on the single task; who may was judged here, by group and side.
                    ? Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command))
                    : next.execute(command);
        } catch (DuplicateKeyException writtenMeanwhile) {
            // Two officers of one group did the same task at once, and the other's answer is there already.
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
        } catch (Refusal refused) {
            if (isOfAnAnswer(refused) && isCompletionOfATaskDoneMeanwhile(command)) {
                throw Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
            }
            throw refused;
        }
    }

    /** Not of the account's reach, whose refusal has to say the same whether there is such a task or not. */
    private static boolean isOfAnAnswer(Refusal refused) {
        return refused.kind() != Refusal.Kind.NOT_FOUND && refused.kind() != Refusal.Kind.FORBIDDEN;
    }

    /**
     * The other officer's answer was committed after this command had read the task: what it was judged by since (its
     * draft is cleared, its case has gone on) says nothing about the answer that was refused.
     */
    private static boolean isCompletionOfATaskDoneMeanwhile(Command<?> command) {
        if (command.getClass() != CompleteTaskCmd.class && command.getClass() != SubmitTaskFormCmd.class) {
            return false;
        }
        // A count goes to the database; the task itself is remembered since it was read.
        var engine = Context.getCommandContext();
        var query = new TaskQueryImpl();
        query.taskId(String.valueOf(read(command, "taskId")));
        return engine.runWithoutAuthorization(() -> engine.getTaskManager().findTaskCountByQueryCriteria(query)) == 0;
    }

    private <T> T asDeputy(Command<T> command, Authentication account, DeputyReach reach) {
        var all = new LinkedHashSet<>(groupsOf(account));
        all.addAll(reach.groups());
        var identities = Context.getProcessEngineConfiguration().getIdentityService();
        INSIDE.remove();
        return EngineAuthentication.during(
                identities,
                () -> identities.setAuthentication(account.getUserId(), List.copyOf(all), account.getTenantIds()),
                () -> execute(command));
    }

    private static Set<String> groupsOf(Authentication account) {
        return account.getGroupIds() == null ? Set.of() : Set.copyOf(account.getGroupIds());
    }

    /** A deputy in some processes only sees of the absent officer's tasks those of these processes. */
    private <T> T narrowed(Command<T> command, TaskQueryImpl query) {
        var account = Context.getCommandContext().getAuthentication();
        var reach = account == null ? null : DeputyReach.of(account.getUserId());
        if (reach != null && reach.isLimited()) {
            narrow(query, reach);
        }
        return next.execute(command);
    }

    /** A stored filter runs its query without a command of its own: what extends it is narrowed instead. */
    private static void narrowFilter(AbstractExecuteFilterCmd filter, Authentication account) {
        var reach = DeputyReach.of(account.getUserId());
        if (reach == null || !reach.isLimited()) {
            return;
        }
        var extending = fieldOf(filter, "extendingQuery");
        try {
            if (!(extending.get(filter) instanceof TaskQueryImpl)) {
                extending.set(
                        filter,
                        Context.getProcessEngineConfiguration().getTaskService().createTaskQuery());
            }
            narrow((TaskQueryImpl) extending.get(filter), reach);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void narrow(TaskQueryImpl query, DeputyReach reach) {
        var engine = Context.getProcessEngineConfiguration();
        var asked = query.getTaskIdIn();
        EngineAuthentication.during(
                engine.getIdentityService(),
                engine.getIdentityService()::clearAuthentication,
                () -> reach.narrow(query, engine.getTaskService(), true));
        if (asked != null) {
            var both = new HashSet<>(List.of(asked));
            both.retainAll(Set.of(query.getTaskIdIn()));
            query.taskIdIn(both.isEmpty() ? new String[] {DeputyReach.NO_TASK} : both.toArray(String[]::new));
        }
    }

    /** Whether the command is a deed on a task, now allowed; a read is left to the engine's own authorization. */
    private boolean judge(Command<?> command, Authentication account) {
        // Sub-classes (such as the one that resolves a delegated task) are other commands, and closed.
        var type = command.getClass();
        if (type == CompleteTaskCmd.class) {
            judgeCompletion(read(command, "taskId"), read(command, "variables"), account);
        } else if (type == SubmitTaskFormCmd.class) {
            judgeCompletion(read(command, "taskId"), read(command, "properties"), account);
        } else if (type == ClaimTaskCmd.class) {
            judgeClaim(read(command, "taskId"), read(command, "userId"), account);
        } else if (type == AssignTaskCmd.class && read(command, "userId") == null) {
            judgeUnclaim(read(command, "taskId"), account);
        } else if (type == AssignTaskCmd.class
                && account.getUserId().equals(read(command, "userId"))
                && DeputyReach.of(account.getUserId()) != null) {
            judgeTakeOver(read(command, "taskId"), account);
        } else if (command instanceof AbstractQuery
                || READS.matcher(type.getSimpleName()).matches()) {
            return false;
        } else {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.closed");
        }
        return true;
    }

    private void judgeCompletion(@Nullable Object taskId, @Nullable Object variables, Authentication account) {
        if (variables instanceof Map<?, ?> posted && !posted.isEmpty()) {
            throw Refusal.of(Refusal.Kind.INVALID, "door.variablesPosted");
        }
        var task = taskOfGroup(taskId, account);
        if (task.getAssignee() != null && !task.getAssignee().equals(account.getUserId())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.heldByAnother");
        }
        var execution = task.getExecution();
        var instance = execution == null ? null : execution.getProcessInstance();
        if (instance == null) {
            // Somebody else completed it between two readings of this one.
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
        }
        var judging = gate.getIfAvailable();
        if (judging != null) {
            judging.judgeCompletion(
                    task,
                    candidatesOf(task),
                    task.getProcessDefinition().getKey(),
                    instance.getBusinessKey(),
                    account.getUserId());
        }
    }

    private static void judgeClaim(@Nullable Object taskId, @Nullable Object userId, Authentication account) {
        if (!account.getUserId().equals(userId)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.claimForAnother");
        }
        var task = taskOfGroup(taskId, account);
        if (task.getAssignee() != null && !task.getAssignee().equals(userId)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.heldByAnother");
        }
    }

    /** From the hands of an absent officer, who cannot give it back. */
    private static void judgeTakeOver(@Nullable Object taskId, Authentication account) {
        var task = taskOfGroup(taskId, account);
        var reach = DeputyReach.of(account.getUserId());
        if (reach == null
                || !reach.standsInFor(
                        task.getAssignee(), task.getProcessDefinition().getKey())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.heldByAnother");
        }
    }

    private static void judgeUnclaim(@Nullable Object taskId, Authentication account) {
        var task = taskOfGroup(taskId, account);
        if (!Objects.equals(task.getAssignee(), account.getUserId())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.notHeld");
        }
        // Whom a deputy took it over from: whoever takes it next does it in nobody's stead.
        task.setOwner(null);
    }

    /** The open task, where one of the account's groups may work on it; a task of the other side does not exist. */
    private static TaskEntity taskOfGroup(@Nullable Object taskId, Authentication account) {
        var task = taskId == null
                ? null
                : Context.getCommandContext().getTaskManager().findTaskById(taskId.toString());
        if (task == null
                || task.getTenantId() == null
                || account.getTenantIds() == null
                || !account.getTenantIds().contains(task.getTenantId())) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "door.noSuchTask");
        }
        var candidates = candidatesOf(task);
        if (candidates.isEmpty()) {
            // Every task is offered to somebody until it is done.
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "door.noSuchTask");
        }
        var reach = DeputyReach.of(account.getUserId());
        if (reach == null
                ? Collections.disjoint(candidates, groupsOf(account))
                : !reach.reaches(candidates, task.getProcessDefinition().getKey())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.notYourTask");
        }
        return task;
    }

    private static Set<String> candidatesOf(TaskEntity task) {
        var candidates = new HashSet<String>();
        task.getIdentityLinks().stream()
                .filter(link -> link.getGroupId() != null)
                .forEach(link -> candidates.add(link.getGroupId()));
        return candidates;
    }

    /** The engine's commands show nothing of what they are about to do; a renamed field refuses rather than passes. */
    private static @Nullable Object read(Command<?> command, String name) {
        try {
            return fieldOf(command, name).get(command);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Field fieldOf(Object command, String name) {
        for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new IllegalStateException(command.getClass() + " has no field " + name);
    }
}
