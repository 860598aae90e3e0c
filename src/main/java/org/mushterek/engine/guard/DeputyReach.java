package org.mushterek.engine.guard;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;

/**
 * How far an account reaches beyond its own groups: as the deputy of absent officers, in all processes or in some. Held by
 * the thread that works for the account, because the engine knows of groups alone.
 *
 * @param own the account's own groups
 * @param tenants the tenants of its side
 * @param steads what is added by each absent officer
 */
public record DeputyReach(String account, Set<String> own, List<String> tenants, List<Added> steads) {

    private static final ThreadLocal<DeputyReach> CURRENT = new ThreadLocal<>();

    /** No task has this id: a list of none would ask for all. */
    static final String NO_TASK = "none";

    /**
     * What one absent officer adds.
     *
     * @param groups that officer's groups
     * @param processes ids of the processes that it is for; none for all
     */
    public record Added(String principal, Set<String> groups, Set<String> processes) {

        private boolean isFor(String process) {
            return processes.isEmpty() || processes.contains(process);
        }
    }

    /** The reach of the account on whose behalf this thread works; null where it stands in for nobody. */
    public static @Nullable DeputyReach of(@Nullable String account) {
        var reach = CURRENT.get();
        return reach != null
                        && reach.account().equals(account)
                        && !reach.steads().isEmpty()
                ? reach
                : null;
    }

    /** Puts back what was there before. */
    public interface Open extends AutoCloseable {

        @Override
        void close();
    }

    /** Lets the thread work with this reach until what is returned is closed. */
    public Open open() {
        var before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** Every group in which the account may see some task. */
    public Set<String> groups() {
        var all = new LinkedHashSet<>(own);
        steads.forEach(added -> all.addAll(added.groups()));
        return all;
    }

    /** Whether one of a task's candidate groups is the account's in the task's process. */
    public boolean reaches(Collection<String> candidates, String process) {
        return Stream.concat(
                        own.stream(),
                        steads.stream().filter(added -> added.isFor(process)).flatMap(added -> added.groups().stream()))
                .anyMatch(candidates::contains);
    }

    /** Whether the account may take over what the other one holds in the process. */
    public boolean standsInFor(@Nullable String other, String process) {
        return steads.stream().anyMatch(added -> added.principal().equals(other) && added.isFor(process));
    }

    /** Whether some of it ends at the border of a process, which the engine's queries cannot say in one. */
    public boolean isLimited() {
        return steads.stream().anyMatch(added -> !added.processes().isEmpty());
    }

    /** Whose tasks it reaches in all processes: the account's own, and those of whom it stands in for without limits. */
    public Set<String> holders() {
        return holders(everywhere());
    }

    private List<Added> everywhere() {
        return steads.stream().filter(added -> added.processes().isEmpty()).toList();
    }

    /** Narrows the query to what the account reaches. */
    public TaskQuery narrow(TaskQuery query, TaskService tasks, boolean includeHeldByOthers) {
        var everywhere = everywhere();
        if (!isLimited()) {
            return or(query, with(own, everywhere), holders(everywhere), includeHeldByOthers);
        }
        var ids = new HashSet<String>();
        add(ids, or(start(tasks), with(own, everywhere), holders(everywhere), includeHeldByOthers));
        for (var added : steads) {
            if (!added.processes().isEmpty()) {
                var part = start(tasks).processDefinitionKeyIn(added.processes().toArray(String[]::new));
                add(ids, or(part, added.groups(), Set.of(added.principal()), includeHeldByOthers));
            }
        }
        return query.taskIdIn(ids.isEmpty() ? new String[] {NO_TASK} : ids.toArray(String[]::new));
    }

    private TaskQuery start(TaskService tasks) {
        return tasks.createTaskQuery().tenantIdIn(tenants.toArray(String[]::new));
    }

    private static void add(Set<String> ids, TaskQuery query) {
        query.list().stream().map(Task::getId).forEach(ids::add);
    }

    private Set<String> holders(List<Added> added) {
        return Stream.concat(Stream.of(account), added.stream().map(Added::principal))
                .collect(Collectors.toSet());
    }

    private static Set<String> with(Set<String> groups, List<Added> added) {
        var all = new HashSet<>(groups);
        added.forEach(one -> all.addAll(one.groups()));
        return all;
    }

    private static TaskQuery or(TaskQuery query, Set<String> groups, Set<String> holders, boolean includeHeldByOthers) {
        var held = holders.toArray(String[]::new);
        if (groups.isEmpty()) {
            return query.taskAssigneeIn(held);
        }
        var either = query.or().taskCandidateGroupIn(List.copyOf(groups)).taskAssigneeIn(held);
        return (includeHeldByOthers ? either.includeAssignedTasks() : either).endOr();
    }
}
