package org.mushterek.engine.visit;

import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.DefinitionKey;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.notification.ToldTasks;
import org.mushterek.task.TaskContent;
import org.mushterek.visit.VisitDeadlines;
import org.mushterek.visit.VisitDeadlines.Step;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Escalates what is late: it goes to the top of every list and into the audit. Nothing is decided by lateness. */
@Component
class OverdueTasks {

    private static final int URGENT = 100;

    /** Every task at whose border a diagram draws an escalation, and its deadline. */
    static final Map<String, Step> STEPS = Map.of(
            "userTask_decideWaiver", Step.WAIVER,
            "userTask_certifyRoster", Step.CERTIFICATION,
            "userTask_endorseRequest", Step.ENDORSEMENT,
            "userTask_answerQuestion", Step.QUESTION_ANSWER,
            "userTask_reviewAtDesk", Step.DESK_REVIEW,
            "userTask_decideRequest", Step.HOST_DECISION);

    private final TaskService tasks;
    private final EngineWork engineWork;
    private final AuditTrail audit;
    private final Sides sides;
    private final VisitDeadlines deadlines;
    private final ToldTasks told;
    private final ObjectProvider<TaskContent> contents;
    private final Clock clock;

    OverdueTasks(
            @Lazy TaskService tasks,
            EngineWork engineWork,
            AuditTrail audit,
            Sides sides,
            VisitDeadlines deadlines,
            ToldTasks told,
            ObjectProvider<TaskContent> contents,
            Clock clock) {
        this.tasks = tasks;
        this.engineWork = engineWork;
        this.audit = audit;
        this.sides = sides;
        this.deadlines = deadlines;
        this.told = told;
        this.contents = contents;
        this.clock = clock;
    }

    /** Puts a task on top of every list at its due date, where nobody else has to hear of the delay. */
    void remind(DelegateTask task) {
        task.setPriority(URGENT);
        var side = told.sideOf(task);
        var number = task.getExecution().getProcessBusinessKey();
        audit.record("system", side.map(Side::code).orElse(null), number, "task.overdue", task.getTaskDefinitionKey());
        var process = DefinitionKey.of(task.getProcessDefinitionId());
        told.escalated(
                task,
                contents.stream()
                        .filter(content -> content.handles(process))
                        .flatMap(content -> content.superiorsOf(task.getTaskDefinitionKey()).stream())
                        .flatMap(role -> side.map(whose -> role.groupOf(whose.tenant())).stream())
                        .collect(Collectors.toSet()));
    }

    void escalate(String processInstanceId, String number) {
        engineWork.asSystem(() -> tasks.createTaskQuery()
                .processInstanceId(processInstanceId)
                .taskDefinitionKeyIn(STEPS.keySet().toArray(String[]::new))
                .dueBefore(Date.from(clock.instant().plusSeconds(1)))
                .list()
                .forEach(task -> {
                    tasks.setPriority(task.getId(), URGENT);
                    var side = sides.findByTenant(task.getTenantId()).orElseThrow();
                    audit.record("system", side.code(), number, "task.escalated", task.getTaskDefinitionKey());
                    told.escalated(task, side.code(), number);
                    deadlines.escalated(number, Objects.requireNonNull(STEPS.get(task.getTaskDefinitionKey())));
                }));
    }
}
