package org.mushterek.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.FollowingSteps;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.task.TaskContent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** The engine's open tasks, as officers see them. */
@Component
public class EngineOfficerTasks implements OfficerTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final EngineWork engineWork;
    private final TaskDesk desk;
    private final TaskGroups taskGroups;
    private final ReachedTasks reachedTasks;
    private final Sides sides;
    private final SingletonSupplier<List<TaskContent>> contents;
    private final Map<String, String> processes = new ConcurrentHashMap<>();

    EngineOfficerTasks(
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            EngineWork engineWork,
            TaskDesk desk,
            TaskGroups taskGroups,
            ReachedTasks reachedTasks,
            Sides sides,
            ObjectProvider<TaskContent> contents) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.engineWork = engineWork;
        this.desk = desk;
        this.taskGroups = taskGroups;
        this.reachedTasks = reachedTasks;
        this.sides = sides;
        this.contents = SingletonSupplier.of(() -> contents.stream().toList());
    }

    @Override
    public List<OfficerTask> visibleTo(Account account, @Nullable String caseNumber, int offset, int limit) {
        var reach = engineWork.reachOf(account);
        if (!reach.isLimited()) {
            return shown(reachedTasks.page(reach, caseNumber, offset, limit));
        }
        return engineWork.asSystem(() -> toOfficerTasks(query(account, caseNumber)
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .listPage(offset, limit)));
    }

    private List<OfficerTask> shown(List<ReachedTasks.Row> page) {
        readProcesses(page.stream().map(ReachedTasks.Row::definition));
        var shown = new ArrayList<OfficerTask>();
        for (var task : page) {
            var process = processes.get(task.definition());
            if (process != null && !task.groups().isEmpty()) {
                shown.add(new OfficerTask(
                        task.id(),
                        process,
                        task.step(),
                        task.caseNumber(),
                        sideOf(task.tenant(), task.groups()).code(),
                        task.name(),
                        task.assignee(),
                        task.groups(),
                        task.created(),
                        task.due(),
                        task.priority()));
            }
        }
        return List.copyOf(shown);
    }

    @Override
    public long countVisibleTo(Account account, @Nullable String caseNumber) {
        return engineWork.asSystem(() -> query(account, caseNumber).count());
    }

    /** In two questions, because the databases do not agree on where a task without a due date belongs. */
    @Override
    public List<OfficerTask> byDueDate(Account account, int limit) {
        return engineWork.asSystem(() -> {
            var read = new ArrayList<>(toDo(account)
                    .dueAfter(Date.from(Instant.EPOCH))
                    .orderByDueDate()
                    .asc()
                    .orderByTaskId()
                    .asc()
                    .listPage(0, limit));
            read.addAll(toDo(account)
                    .withoutDueDate()
                    .orderByTaskCreateTime()
                    .asc()
                    .orderByTaskId()
                    .asc()
                    .listPage(0, limit));
            return toOfficerTasks(read.subList(0, Math.min(limit, read.size())));
        });
    }

    @Override
    public long countToDo(Account account) {
        return engineWork.asSystem(() -> toDo(account).count());
    }

    @Override
    public long countLate(Account account, Instant now) {
        return engineWork.asSystem(() -> toDo(account).dueBefore(Date.from(now)).count());
    }

    private TaskQuery toDo(Account account) {
        return withoutFollowing(query(account, null));
    }

    private static TaskQuery withoutFollowing(TaskQuery query) {
        return query.taskDefinitionKeyNotIn(FollowingSteps.all().toArray(String[]::new));
    }

    @Override
    public List<OfficerTask> lateAtSide(Account account, Set<String> ofProcesses, Instant now, int limit) {
        // An empty list of processes would ask for those of all.
        return ofProcesses.isEmpty()
                ? List.of()
                : engineWork.asSystem(() -> firstDue(lateAt(account, ofProcesses, now), limit));
    }

    @Override
    public long countLateAtSide(Account account, Set<String> ofProcesses, Instant now) {
        return ofProcesses.isEmpty()
                ? 0
                : engineWork.asSystem(() -> lateAt(account, ofProcesses, now).count());
    }

    private TaskQuery lateAt(Account account, Set<String> ofProcesses, Instant now) {
        var groups = Stream.of(Role.values())
                .map(role -> role.groupOf(account.side().tenant()))
                .toList();
        return withoutFollowing(tasks.createTaskQuery()
                .tenantIdIn(tenantsOf(account))
                .processDefinitionKeyIn(ofProcesses.toArray(String[]::new))
                .taskCandidateGroupIn(groups)
                .includeAssignedTasks()
                .dueBefore(Date.from(now)));
    }

    private List<OfficerTask> firstDue(TaskQuery query, int limit) {
        return toOfficerTasks(query.orderByDueDate().asc().orderByTaskId().asc().listPage(0, limit));
    }

    @Override
    public List<OfficerTask> awaitedOfOthers(Account account, Set<String> ofProcesses, Set<String> steps, int limit) {
        return awaited(account, ofProcesses, steps)
                .map(query -> engineWork.asSystem(() -> firstDue(query, limit)))
                .orElse(List.of());
    }

    @Override
    public long countAwaitedOfOthers(Account account, Set<String> ofProcesses, Set<String> steps) {
        return awaited(account, ofProcesses, steps)
                .map(query -> engineWork.asSystem(query::count))
                .orElse(0L);
    }

    /** Empty where the account's side shares no case, or the account reads none. */
    private Optional<TaskQuery> awaited(Account account, Set<String> ofProcesses, Set<String> steps) {
        var shared = sides.joint().stream()
                .filter(parties -> parties.includes(account.side()))
                .toList();
        var groups = shared.stream()
                .flatMap(parties -> parties.sides().stream())
                .filter(side -> !side.equals(account.side()))
                .distinct()
                .flatMap(side -> Stream.of(Role.values()).map(role -> role.groupOf(side.tenant())))
                .toList();
        if (groups.isEmpty() || ofProcesses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(tasks.createTaskQuery()
                .tenantIdIn(shared.stream().map(Parties::tenant).toArray(String[]::new))
                .processDefinitionKeyIn(ofProcesses.toArray(String[]::new))
                .taskDefinitionKeyIn(steps.toArray(String[]::new))
                .taskCandidateGroupIn(groups)
                .includeAssignedTasks());
    }

    private TaskQuery query(Account account, @Nullable String caseNumber) {
        var query = tasks.createTaskQuery().tenantIdIn(tenantsOf(account));
        if (caseNumber != null) {
            query.processInstanceBusinessKey(caseNumber);
        }
        return engineWork.reachOf(account).narrow(query, tasks, false);
    }

    private String[] tenantsOf(Account account) {
        return sides.tenantsOf(account.side()).toArray(String[]::new);
    }

    @Override
    public Optional<OfficerTask> find(Account account, String taskId) {
        return engineWork.asSystem(() -> Optional.ofNullable(tasks.createTaskQuery()
                        .taskId(taskId)
                        .tenantIdIn(tenantsOf(account))
                        .singleResult())
                .flatMap(this::toOfficerTask)
                .filter(task -> {
                    var reach = engineWork.reachOf(account);
                    return reach.reaches(task.groups(), task.process())
                            || account.id().equals(task.assignee())
                            || reach.standsInFor(task.assignee(), task.process());
                }));
    }

    @Override
    @Transactional
    public void claim(Account account, String taskId) {
        desk.claim(account, taskId);
    }

    @Override
    @Transactional
    public void unclaim(Account account, String taskId) {
        desk.unclaim(account, taskId);
    }

    @Override
    @Transactional
    public void complete(Account account, String taskId) {
        engineWork.as(account, () -> {
            tasks.complete(taskId);
            return true;
        });
    }

    @Override
    public List<OfficerTask> ofCase(String caseNumber, String side) {
        return engineWork.asSystem(() -> toOfficerTasks(tasks.createTaskQuery()
                .tenantIdIn(sides.get(side).tenant())
                .processInstanceBusinessKey(caseNumber)
                .list()));
    }

    @Override
    public List<OfficerTask> ofCases(List<String> caseNumbers, String side) {
        return caseNumbers.isEmpty()
                ? List.of()
                : engineWork.asSystem(() -> toOfficerTasks(tasks.createTaskQuery()
                        .tenantIdIn(sides.get(side).tenant())
                        .processInstanceBusinessKeyIn(caseNumbers.toArray(String[]::new))
                        .orderByTaskCreateTime()
                        .asc()
                        .orderByTaskId()
                        .asc()
                        .list()));
    }

    @Override
    @Transactional
    public Started open(Account account, String process) {
        var content = contents.obtain().stream()
                .filter(candidate -> candidate.handles(process))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.cannotStart"));
        var number = content.open(account.within(process), process);
        return engineWork.asSystem(() -> {
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(number, process)
                    .tenantIdIn(tenantsOf(account))
                    .singleResult();
            return new Started(instance.getId(), instance.getProcessDefinitionId(), number, instance.getTenantId());
        });
    }

    /** The task with its case; empty where another officer completed it since it was read. */
    public Optional<OfficerTask> toOfficerTask(Task task) {
        return toOfficerTasks(List.of(task)).stream().findFirst();
    }

    /** A task whose case and candidates are known. */
    OfficerTask toOfficerTask(Task task, String process, String caseNumber, Set<String> candidates) {
        return new OfficerTask(
                task.getId(),
                process,
                task.getTaskDefinitionKey(),
                caseNumber,
                sideOf(task.getTenantId(), candidates).code(),
                task.getName(),
                task.getAssignee(),
                candidates,
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                task.getPriority());
    }

    /** The tasks with their cases in their order, without what another officer completed since it was read. */
    private List<OfficerTask> toOfficerTasks(List<Task> read) {
        if (read.isEmpty()) {
            return List.of();
        }
        var open = taskGroups.withCases(read.stream().map(Task::getId).toList());
        readProcesses(read.stream().map(Task::getProcessDefinitionId));
        var shown = new ArrayList<OfficerTask>();
        for (var task : read) {
            var present = open.get(task.getId());
            var process = processes.get(task.getProcessDefinitionId());
            if (present != null && process != null) {
                shown.add(toOfficerTask(task, process, present.caseNumber(), present.groups()));
            }
        }
        return List.copyOf(shown);
    }

    /** What a definition's id stands for never changes: each is asked for once. */
    private void readProcesses(Stream<String> definitions) {
        var unknown = definitions
                .filter(definition -> !processes.containsKey(definition))
                .distinct()
                .toArray(String[]::new);
        if (unknown.length > 0) {
            engineWork.asSystem(() -> repository
                    .createProcessDefinitionQuery()
                    .processDefinitionIdIn(unknown)
                    .list()
                    .forEach(definition -> processes.put(definition.getId(), definition.getKey())));
        }
    }

    /** In a case of several sides a task is still one side's: that of the groups that may do it. */
    private Side sideOf(@Nullable String tenant, Set<String> groups) {
        return Optional.ofNullable(tenant)
                .flatMap(sides::findByTenant)
                .or(() -> groups.stream()
                        .flatMap(group -> sides.findByTenant(group.substring(0, group.indexOf('-'))).stream())
                        .findFirst())
                .orElseThrow();
    }
}
