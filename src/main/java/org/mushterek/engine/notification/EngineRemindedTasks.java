package org.mushterek.engine.notification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.mushterek.audit.AuditTrail;
import org.mushterek.engine.DefinitionKey;
import org.mushterek.engine.EngineOfficerTasks;
import org.mushterek.engine.EngineWork;
import org.mushterek.notification.Outbox;
import org.mushterek.notification.RemindedTasks;
import org.mushterek.notification.TaskEvent;
import org.mushterek.notification.TaskStandings;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.TaskContent;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reminds of the engine's open tasks. */
@Component
class EngineRemindedTasks implements RemindedTasks, TaskStandings {

    private final TaskService tasks;
    private final EngineWork engineWork;
    private final EngineOfficerTasks officerTasks;
    private final ObjectProvider<TaskContent> contents;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final VisitRuleBook rules;

    EngineRemindedTasks(
            @Lazy TaskService tasks,
            EngineWork engineWork,
            @Lazy EngineOfficerTasks officerTasks,
            ObjectProvider<TaskContent> contents,
            Outbox outbox,
            AuditTrail audit,
            VisitRuleBook rules) {
        this.tasks = tasks;
        this.engineWork = engineWork;
        this.officerTasks = officerTasks;
        this.contents = contents;
        this.outbox = outbox;
        this.audit = audit;
        this.rules = rules;
    }

    @Override
    public List<Integer> shares(LocalDate day) {
        return rules.reminderShares(day);
    }

    @Override
    public void remind(String taskId, int share) {
        engineWork.asSystem(() -> {
            var open = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (open != null) {
                officerTasks.toOfficerTask(open).ifPresent(task -> remind(task, share));
            }
        });
    }

    @Override
    public Optional<Standing> find(String taskId) {
        return engineWork.asSystem(() -> Optional.ofNullable(
                        tasks.createTaskQuery().taskId(taskId).singleResult())
                .map(task -> new Standing(task.getAssignee(), DefinitionKey.of(task.getProcessDefinitionId()))));
    }

    private void remind(OfficerTask task, int share) {
        outbox.tell(new TaskEvent(
                "reminded",
                task.side(),
                task.caseNumber(),
                task.id(),
                task.step(),
                task.groups(),
                task.due(),
                task.process(),
                null));
        audit.record("system", task.side(), task.caseNumber(), "task.reminded", task.step() + ":" + share);
        contents.stream()
                .filter(content -> content.handles(task.process()))
                .forEach(content -> content.reminded(task, share));
    }
}
