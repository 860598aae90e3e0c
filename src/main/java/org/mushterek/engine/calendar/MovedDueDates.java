package org.mushterek.engine.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.mushterek.calendar.CalendarDecrees;
import org.mushterek.calendar.CalendarWatch;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.WrittenTime;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.TaskGroups;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitDeadlines;
import org.mushterek.visit.VisitDeadlines.Behind;
import org.mushterek.visit.VisitDeadlines.Move;
import org.mushterek.visit.VisitDeadlines.Step;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Moves open due dates after a decree: the deadline on record, the task that shows it and the timer that watches it, all
 * in one transaction. A few at a time, so that many cases hold up nobody; what was moved is not moved again.
 */
@Component
class MovedDueDates {

    /** Deadlines in one transaction. */
    private static final int AT_ONCE = 50;

    private final CalendarDecrees decrees;
    private final VisitDeadlines deadlines;
    private final List<OfficeSteps> officeSteps;
    private final List<CalendarWatch> watches;
    private final OfficeDeadlines officeDeadlines;
    private final TaskGroups taskGroups;
    private final Sides sides;
    private final EngineWork engineWork;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;

    MovedDueDates(
            CalendarDecrees decrees,
            VisitDeadlines deadlines,
            List<OfficeSteps> officeSteps,
            List<CalendarWatch> watches,
            OfficeDeadlines officeDeadlines,
            TaskGroups taskGroups,
            Sides sides,
            EngineWork engineWork,
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            @Lazy ManagementService management,
            @Lazy RepositoryService repository) {
        this.decrees = decrees;
        this.deadlines = deadlines;
        this.officeSteps = officeSteps;
        this.watches = watches;
        this.officeDeadlines = officeDeadlines;
        this.taskGroups = taskGroups;
        this.sides = sides;
        this.engineWork = engineWork;
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
    }

    /** Moves what is left, at most a few; whether nothing was left. */
    boolean moveSome(String number) {
        var decree = decrees.inEffect(number);
        var version = Objects.requireNonNull(decree.effectNo(), number);
        return engineWork.asSystem(() -> {
            var behind = deadlines.behind(decree.side(), version, AT_ONCE);
            for (var deadline : behind) {
                deadlines.follow(deadline, isOpen(deadline), number).ifPresent(move -> tasksOf(deadline.step())
                        .forEach(step -> moveTasks(deadline.number(), step, move)));
            }
            var done = behind.size() < AT_ONCE;
            if (done) {
                var side = sides.get(decree.side());
                officeSteps.forEach(steps -> moveOffice(side, steps, number));
                watches.forEach(watch -> watch.calendarChanged(side, number));
            }
            return done;
        });
    }

    /** Of what the two sides do together and of decrees few are open at once: no need to take them in parts. */
    private void moveOffice(Side side, OfficeSteps steps, String decree) {
        var open = tasks.createTaskQuery()
                .processDefinitionKey(steps.process())
                .taskDefinitionKeyIn(steps.workingDays().keySet().toArray(String[]::new))
                .list();
        var groups = taskGroups.of(open.stream().map(Task::getId).toList());
        for (var task : open) {
            var isOfSide = groups.getOrDefault(task.getId(), Set.of()).stream()
                    .anyMatch(group -> group.startsWith(side.tenant() + "-"));
            var days = steps.workingDays().get(task.getTaskDefinitionKey());
            var before = task.getDueDate();
            if (!isOfSide || days == null || before == null) {
                continue;
            }
            var after = officeDeadlines.moved(side, days, task.getCreateTime().toInstant(), before.toInstant());
            if (!after.equals(before.toInstant())) {
                task.setDueDate(Date.from(after));
                tasks.saveTask(task);
                moveTimers(task, before.toInstant(), after);
                var instance = runtime.createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult();
                var day = LocalDate.ofInstant(after, side.zone());
                var told = decree + ": " + WrittenTime.DAY.format(LocalDate.ofInstant(before.toInstant(), side.zone()))
                        + " → " + WrittenTime.DAY.format(day);
                steps.moved(instance.getBusinessKey(), side, day, told);
            }
        }
    }

    /** The host's decision is due from receipt on, before its task is there; every other deadline is its task's. */
    private boolean isOpen(Behind deadline) {
        if (deadline.step() == Step.HOST_DECISION) {
            return runtime.createProcessInstanceQuery()
                            .processDefinitionKey(HostApprovalProcess.ID)
                            .processInstanceBusinessKey(deadline.number())
                            .tenantIdIn(sides.get(deadline.side()).tenant())
                            .count()
                    > 0;
        }
        return tasks.createTaskQuery()
                        .processInstanceBusinessKey(deadline.number())
                        .taskDefinitionKeyIn(tasksOf(deadline.step()).toArray(String[]::new))
                        .count()
                > 0;
    }

    /** The tasks that show a step's deadline, on whichever side they are. */
    private static Set<String> tasksOf(Step step) {
        return switch (step) {
            case PREPARATION -> Set.of(VisitRequestProcess.PREPARE_REQUEST);
            case CORRECTION -> Set.of(VisitRequestProcess.CORRECT_REQUEST);
            case WAIVER -> Set.of(VisitRequestProcess.DECIDE_WAIVER);
            case CERTIFICATION -> Set.of(VisitRequestProcess.CERTIFY_ROSTER);
            case ENDORSEMENT -> Set.of(VisitRequestProcess.ENDORSE_REQUEST);
            case QUESTION_ANSWER -> Set.of(VisitRequestProcess.ANSWER_QUESTION);
            case DESK_REVIEW -> Set.of(HostApprovalProcess.REVIEW_AT_DESK);
            case RETURN_OF_RECALLED -> Set.of(VisitPermitProcess.ARRANGE_RETURN);
            case HOST_DECISION -> Set.of(HostApprovalProcess.DECIDE_REQUEST, VisitRequestProcess.FOLLOW_REQUEST);
        };
    }

    private void moveTasks(String number, String step, Move move) {
        var due = Date.from(move.after());
        for (var task : tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(step)
                .list()) {
            task.setDueDate(due);
            tasks.saveTask(task);
            moveTimers(task, move.before(), move.after());
        }
    }

    /** The reminder of the task itself, and the timers at its border that were set to the same instant. */
    private void moveTimers(Task task, Instant before, Instant after) {
        var watchers =
                new HashSet<>(repository
                        .getBpmnModelInstance(task.getProcessDefinitionId())
                        .getModelElementsByType(BoundaryEvent.class)
                        .stream()
                        .filter(event -> event.getAttachedTo().getId().equals(task.getTaskDefinitionKey()))
                        .map(BoundaryEvent::getId)
                        .collect(Collectors.toSet()));
        watchers.add(task.getTaskDefinitionKey());
        var old = Date.from(before);
        for (var watcher : watchers) {
            management
                    .createJobQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .activityId(watcher)
                    .timers()
                    .list()
                    .stream()
                    .filter(job -> old.equals(job.getDuedate()))
                    .forEach(job -> management.setJobDuedate(job.getId(), Date.from(after)));
        }
    }
}
