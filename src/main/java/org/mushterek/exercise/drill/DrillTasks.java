package org.mushterek.exercise.drill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks of a schedule show, and which use case their answers reach. */
@Component
class DrillTasks extends AnsweredTasks<DrillTasks.Answer> {

    private final DrillScheduling schedules;
    private final DrillProposals proposals;
    private final DrillConduct conduct;
    private final DrillProcesses processes;
    private final Texts texts;

    DrillTasks(
            DrillScheduling schedules,
            DrillProposals proposals,
            DrillConduct conduct,
            DrillProcesses processes,
            Texts texts,
            Answers answers) {
        super(Set.of(DrillSchedulingProcess.ID), Answer.class, answers);
        this.conduct = conduct;
        this.processes = processes;
        this.schedules = schedules;
        this.proposals = proposals;
        this.texts = texts;
    }

    /**
     * The answer to a task of a schedule.
     *
     * @param action {@code PUBLISH} or {@code DISCARD} of the planner; {@code ALLOW} or {@code REFUSE} of the commander; {@code
     *     CONFIRM} or {@code SEND_BACK} of an office that confirms bookings; {@code ACCEPT} or {@code DECLINE} of a party
     *     {@code RECORD} of the host while the exercise runs
     * @param reports what became of which drills, for {@code RECORD}
     * @param proposal number of the proposal that is published
     * @param reason why not
     */
    record Answer(
            @Nullable String action,
            @Nullable Long proposal,
            @Nullable String reason,
            @Nullable List<DrillConduct.OfDrill> reports) {}

    @Override
    public void reminded(OfficerTask task, int share) {
        schedules.reminded(task.caseNumber(), task.side());
    }

    @Override
    public String open(Account account, String process) {
        return schedules.open(account);
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        var action = answer.action() == null ? "" : answer.action();
        return switch (task.step() + " " + action) {
            case DrillSchedulingProcess.PLAN_DRILLS + " PUBLISH" -> {
                var proposal = answer.proposal();
                schedules.publish(account, number, proposal == null ? -1 : proposal);
                yield Map.of(DrillSchedulingProcess.PLAN_PUBLISHED, true, DrillSchedulingProcess.PLAN_DECLINED, false);
            }
            case DrillSchedulingProcess.PLAN_DRILLS + " DISCARD" -> {
                schedules.abandon(account, number);
                yield Map.of(DrillSchedulingProcess.PLAN_PUBLISHED, false);
            }
            case DrillSchedulingProcess.DECIDE_OVERRIDE + " ALLOW" -> {
                schedules.decideOverride(account, number, true, answer.reason());
                yield Map.of(DrillSchedulingProcess.OVERRIDE_APPROVED, true);
            }
            case DrillSchedulingProcess.DECIDE_OVERRIDE + " REFUSE" -> {
                schedules.decideOverride(account, number, false, answer.reason());
                yield Map.of(DrillSchedulingProcess.OVERRIDE_APPROVED, false);
            }
            case DrillSchedulingProcess.CONFIRM_BOOKINGS + " CONFIRM" -> {
                schedules.confirm(account, number, processes.office(task.id()), true, answer.reason());
                yield Map.of(DrillSchedulingProcess.BOOKINGS_CONFIRMED, true);
            }
            case DrillSchedulingProcess.CONFIRM_BOOKINGS + " SEND_BACK" -> {
                schedules.confirm(account, number, processes.office(task.id()), false, answer.reason());
                yield Map.of(DrillSchedulingProcess.BOOKINGS_CONFIRMED, false);
            }
            case DrillSchedulingProcess.ACCEPT_PLAN + " ACCEPT" -> {
                schedules.accept(account, number, true, answer.reason());
                yield Map.of();
            }
            case DrillSchedulingProcess.ACCEPT_PLAN + " DECLINE" -> {
                schedules.accept(account, number, false, answer.reason());
                yield Map.of(DrillSchedulingProcess.PLAN_DECLINED, true);
            }
            case DrillSchedulingProcess.RECORD_DRILLS + " RECORD" -> {
                var exercise = schedules.exerciseOf(number).orElseThrow().code();
                var reports = answer.reports() == null ? List.<DrillConduct.OfDrill>of() : answer.reports();
                yield Map.of(DrillSchedulingProcess.DRILLS_CLOSED, conduct.record(account, exercise, reports));
            }
            default -> throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        };
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var number = task.caseNumber();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        var schedule = schedules.read(account, number);
        shown.put("schedule", schedule);
        shown.put("exercise", schedules.exerciseOf(number).orElse(null));
        if (task.step().equals(DrillSchedulingProcess.PLAN_DRILLS)) {
            shown.put("choices", schedules.planningFacts(account, number));
            shown.put("proposals", proposals.list(account, number));
        } else if (task.step().equals(DrillSchedulingProcess.RECORD_DRILLS)) {
            shown.put("choices", schedules.bookingFacts(number));
            shown.put(
                    "drills",
                    conduct.list(
                            account, schedules.exerciseOf(number).orElseThrow().code()));
        } else {
            if (task.step().equals(DrillSchedulingProcess.CONFIRM_BOOKINGS)) {
                shown.put("office", processes.office(task.id()));
            }
            var isHost = account.isOf(schedule.side());
            shown.put("choices", isHost ? schedules.bookingFacts(number) : null);
            shown.put(
                    "findings",
                    schedules.findings(number).stream()
                            .map(finding -> texts.say(finding, account.language()))
                            .toList());
        }
        return shown;
    }
}
