package org.mushterek.engine.exercise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.planning.PlanningProcesses;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The processes of planning, run by the engine for the parties together. */
@Component
class EnginePlanningProcesses implements PlanningProcesses {

    private static final String LAPSE = "startEvent_startexPassed";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final ObjectProvider<PlanningDueDates> dueDates;
    private final EngineWork engineWork;

    EnginePlanningProcesses(
            @Lazy RuntimeService runtime,
            @Lazy TaskService tasks,
            @Lazy ManagementService management,
            ObjectProvider<PlanningDueDates> dueDates,
            EngineWork engineWork) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.dueDates = dueDates;
        this.engineWork = engineWork;
    }

    @Override
    public void open(String number, Parties parties, Side host) {
        engineWork.asSystem(() -> {
            runtime.createProcessInstanceByKey(ExercisePlanningProcess.ID)
                    .processDefinitionTenantId(parties.tenant())
                    .businessKey(number)
                    .setVariable(ExercisePlanningProcess.HOST, host.tenant())
                    .execute();
        });
    }

    @Override
    public void begin(String number, Parties parties, Side host) {
        start(ExercisePlanningProcess.PLANNING_REQUESTED, number, parties, host);
    }

    @Override
    public void beginOutside(String number, Parties parties, Side host) {
        start(ExercisePlanningProcess.PROTOCOL_RECORDED, number, parties, host);
    }

    private void start(String message, String number, Parties parties, Side host) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .setVariable(ExercisePlanningProcess.HOST, host.tenant())
                    .correlateStartMessage();
        });
    }

    @Override
    public void cancel(String number, Parties parties) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(ExercisePlanningProcess.PLANNING_CANCELLED)
                    .tenantId(parties.tenant())
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }

    /** Due dates first: what is asked anew afterwards begins with the new ones. */
    @Override
    public void startexMoved(String number, Parties parties, boolean anew) {
        engineWork.asSystem(() -> {
            moveDueDates(number);
            if (anew) {
                runtime.createMessageCorrelation(ExercisePlanningProcess.STARTEX_MOVED)
                        .tenantId(parties.tenant())
                        .processInstanceBusinessKey(number)
                        .correlateAll();
            }
        });
    }

    @Override
    public List<MovedDue> daysMoved(String number) {
        return engineWork.asSystem(() -> moveDueDates(number));
    }

    private List<MovedDue> moveDueDates(String number) {
        var moved = new ArrayList<MovedDue>();
        for (var task :
                tasks.createTaskQuery().processInstanceBusinessKey(number).list()) {
            var stage = text(task, ExercisePlanningProcess.STAGE);
            var party = text(task, ExercisePlanningProcess.PARTY);
            dueDates.getObject()
                    .byTheDays(task.getTaskDefinitionKey(), number, stage, party)
                    .flatMap(due -> move(task, due))
                    .map(before -> new MovedDue(
                            dueDates.getObject().office(number, party),
                            before,
                            task.getDueDate().toInstant()))
                    .ifPresent(moved::add);
        }
        watchStartex(number);
        return moved;
    }

    @Override
    public void watchStartex(String number) {
        var lapse = Date.from(dueDates.getObject().startexPassed(number));
        engineWork.asSystem(() -> instancesOf(number).forEach(instance -> management
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(LAPSE)
                .list()
                .forEach(job -> management.setJobDuedate(job.getId(), lapse))));
    }

    /** The due date that it had, where it has moved. */
    private Optional<Instant> move(Task task, Instant due) {
        var before = task.getDueDate();
        if (before == null || before.toInstant().equals(due)) {
            return Optional.empty();
        }
        task.setDueDate(Date.from(due));
        tasks.saveTask(task);
        management
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .activityId(task.getTaskDefinitionKey())
                .timers()
                .list()
                .stream()
                .filter(job -> before.equals(job.getDuedate()))
                .forEach(job -> management.setJobDuedate(job.getId(), Date.from(due)));
        return Optional.of(before.toInstant());
    }

    private List<String> instancesOf(String number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                .map(instance -> instance.getId())
                .toList();
    }

    @Override
    public About about(String taskId) {
        return engineWork.asSystem(() -> {
            var task = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task == null) {
                // Somebody has completed it since this officer's page found it.
                throw Refusal.of(Refusal.Kind.NOT_FOUND, "visit.taskUnknown");
            }
            return new About(text(task, ExercisePlanningProcess.STAGE), text(task, ExercisePlanningProcess.PRODUCT));
        });
    }

    private @Nullable String text(Task task, String variable) {
        var value = tasks.getVariable(task.getId(), variable);
        return value == null ? null : String.valueOf(value);
    }
}
