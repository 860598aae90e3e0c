package org.mushterek.engine.reporting;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.DefinitionKey;
import org.mushterek.engine.guard.TaskWatch;
import org.mushterek.reporting.CaseEvent.Step;
import org.mushterek.reporting.CaseJournal;
import org.mushterek.security.Role;
import org.springframework.stereotype.Component;

/** Tells reports of tasks as they open and close. A task of a case of several sides is told to the side that has to do it. */
@Component
class ReportedTasks implements TaskWatch {

    private final CaseJournal journal;
    private final Sides sides;

    ReportedTasks(CaseJournal journal, Sides sides) {
        this.journal = journal;
        this.sides = sides;
    }

    @Override
    public void happened(String event, DelegateTask task) {
        switch (event) {
            case TaskListener.EVENTNAME_CREATE -> tell("created", task);
            case TaskListener.EVENTNAME_UPDATE -> tell("dueMoved", task);
            case TaskListener.EVENTNAME_COMPLETE -> tell("completed", task);
            case TaskListener.EVENTNAME_DELETE -> tell("cancelled", task);
            default -> {}
        }
    }

    private void tell(String what, DelegateTask task) {
        var number = task.getExecution().getProcessBusinessKey();
        if (number == null) {
            return;
        }
        var groups = new TreeSet<String>();
        task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null && group.contains("-"))
                .forEach(groups::add);
        sideOf(task.getTenantId(), groups)
                .ifPresent(side -> journal.step(what, side.code(), number, step(task, side, List.copyOf(groups))));
    }

    private static Step step(DelegateTask task, Side side, List<String> groups) {
        // A definition's id is its key, its version and a number, parted by colons.
        var definition = task.getProcessDefinitionId().split(":", -1);
        return new Step(
                task.getId(),
                DefinitionKey.of(task.getProcessDefinitionId()),
                definition.length < 3 ? 0 : Integer.parseInt(definition[1]),
                task.getTaskDefinitionKey(),
                groups.stream()
                        .filter(group -> group.startsWith(side.tenant() + "-"))
                        .flatMap(group -> Role.of(group.substring(side.tenant().length() + 1)).stream())
                        .map(Role::name)
                        .toList(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                null);
    }

    private Optional<Side> sideOf(String tenant, TreeSet<String> groups) {
        return sides.findByTenant(tenant).or(() -> groups.stream()
                .flatMap(group -> sides.findByTenant(group.substring(0, group.indexOf('-'))).stream())
                .findFirst());
    }
}
