package org.mushterek.engine.notification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.DefinitionKey;
import org.mushterek.engine.TaskGroups;
import org.mushterek.engine.guard.TaskWatch;
import org.mushterek.notification.Outbox;
import org.mushterek.notification.TaskEvent;
import org.springframework.stereotype.Component;

/** Tells the outbox what happens to tasks. A task of a case of several sides is told to the side that has to do it. */
@Component
public class ToldTasks implements TaskWatch {

    private final Outbox outbox;
    private final TaskGroups taskGroups;
    private final Sides sides;

    ToldTasks(Outbox outbox, TaskGroups taskGroups, Sides sides) {
        this.outbox = outbox;
        this.taskGroups = taskGroups;
        this.sides = sides;
    }

    @Override
    public void happened(String event, DelegateTask task) {
        switch (event) {
            case TaskListener.EVENTNAME_CREATE -> tell("created", task);
            case TaskListener.EVENTNAME_ASSIGNMENT -> tell(task.getAssignee() == null ? "returned" : "claimed", task);
            case TaskListener.EVENTNAME_UPDATE -> tell("dueMoved", task);
            case TaskListener.EVENTNAME_COMPLETE -> tell("completed", task);
            case TaskListener.EVENTNAME_DELETE -> tell("cancelled", task);
            default -> {}
        }
    }

    /**
     * Tells that the task is late, and that it now stands on top of every list.
     *
     * @param superiors groups of the same side that hear of it beside those whose task it is
     */
    public void escalated(DelegateTask task, Set<String> superiors) {
        tell("escalated", task, superiors);
    }

    /** The same for a task that a step of its process found late. */
    public void escalated(Task task, String side, String caseNumber) {
        outbox.tell(new TaskEvent(
                "escalated",
                side,
                caseNumber,
                task.getId(),
                task.getTaskDefinitionKey(),
                taskGroups.of(List.of(task.getId())).getOrDefault(task.getId(), Set.of()),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                DefinitionKey.of(task.getProcessDefinitionId()),
                null));
    }

    private void tell(String what, DelegateTask task) {
        tell(what, task, Set.of());
    }

    private void tell(String what, DelegateTask task, Set<String> superiors) {
        var groups = groupsOf(task);
        groups.addAll(superiors);
        sideOf(task.getTenantId(), groups)
                .ifPresent(side -> outbox.tell(new TaskEvent(
                        what,
                        side.code(),
                        task.getExecution().getProcessBusinessKey(),
                        task.getId(),
                        task.getTaskDefinitionKey(),
                        groups,
                        task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                        DefinitionKey.of(task.getProcessDefinitionId()),
                        what.equals("claimed") || what.equals("completed") ? task.getAssignee() : null)));
    }

    /** The side whose task it is: of its tenant, or in a case that several sides share, of those to whom it is offered. */
    public Optional<Side> sideOf(DelegateTask task) {
        return sideOf(task.getTenantId(), groupsOf(task));
    }

    private static Set<String> groupsOf(DelegateTask task) {
        return task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Side> sideOf(String tenant, Set<String> groups) {
        return sides.findByTenant(tenant).or(() -> groups.stream()
                .filter(group -> group.contains("-"))
                .flatMap(group -> sides.findByTenant(group.substring(0, group.indexOf('-'))).stream())
                .findFirst());
    }
}
