package org.mushterek.web.task;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DeadlineText;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.notification.OfficerNews;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.Movements;
import org.mushterek.visit.Movements.Overdue;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.PermitStanding;
import org.mushterek.visit.PermittedVisits;
import org.mushterek.visit.RequestStandings.CameBack;
import org.mushterek.visit.RequestStandings.Holder;
import org.mushterek.visit.RequestStandings.Standing;
import org.mushterek.visit.RequestState;
import org.mushterek.visit.VisitsOfTheDay;
import org.mushterek.web.CaseKinds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The officer's day on one page: what waits, what is late, what was asked and where it stands, which visits are permitted, what
 * came back.
 */
@RestController
@RequestMapping("/api/day")
@Tag(name = "Tasks")
class DayController {

    private static final int MOST_TASKS = 50;
    private static final int MOST_LATE = 200;
    private static final int MOST_VISITS = 50;
    private static final int MOST_BACK = 200;
    private static final int MOST_AWAITED = 200;
    private static final int MOST_OVERDUE = 50;

    /** How long an answer of the host, and what becomes of its permit, is news; a house choice. */
    private static final Duration NEWS = Duration.ofDays(30);

    /** How long what was decided or has come to pass is told here after it was mailed; a house choice. */
    private static final Duration TOLD = Duration.ofDays(14);

    private static final int MOST_NEWS = 200;

    /** What a party of a shared case does before both go on. What it does with its own observations and actions is its own. */
    static final Set<String> SHARED_STEPS = Set.of(
            "userTask_recordApproval",
            "userTask_recordAnswerOnBehalf",
            "userTask_confirmAnswer",
            "userTask_confirmNotification",
            "userTask_decideOutOfPlan",
            "userTask_prepareProduct",
            "userTask_decideProduct",
            "userTask_reviseProduct",
            "userTask_decideRevision",
            "userTask_declareHealth",
            "userTask_confirmReadiness",
            "userTask_recordGateProtocol",
            "userTask_confirmGateProtocol",
            "userTask_reviewReadiness",
            "userTask_decideGateWaivers",
            "userTask_inviteParties",
            "userTask_decideConferenceWaiver",
            "userTask_recordMinutes",
            "userTask_confirmMinutes",
            "userTask_planDrills",
            "userTask_confirmBookings",
            "userTask_decideOverride",
            "userTask_acceptPlan",
            "userTask_decideContinuation",
            "userTask_recordHotWash",
            "userTask_prepareFirstReport",
            "userTask_signFirstReport",
            "userTask_recordMeeting",
            "userTask_prepareFinalReport",
            "userTask_signFinalReport",
            "userTask_acknowledgeNotice",
            "userTask_giveWrittenNotice",
            "userTask_proposeProcedure",
            "userTask_answerProposal",
            "userTask_recordProcedure",
            "userTask_handOverReport",
            "userTask_confirmReport",
            "userTask_closeIncident",
            "userTask_confirmJointText",
            "userTask_correctJointText",
            "userTask_answerOffer");

    private final OfficerTasks tasks;
    private final VisitsOfTheDay visits;
    private final Movements movements;
    private final OfficerNews news;
    private final DeadlineText deadlineText;
    private final Sides sides;
    private final Texts texts;
    private final Clock clock;

    DayController(
            OfficerTasks tasks,
            VisitsOfTheDay visits,
            Movements movements,
            OfficerNews news,
            DeadlineText deadlineText,
            Sides sides,
            Texts texts,
            Clock clock) {
        this.tasks = tasks;
        this.visits = visits;
        this.movements = movements;
        this.news = news;
        this.deadlineText = deadlineText;
        this.sides = sides;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * What an officer's day holds, in the account's language. Each total counts what is left off here, too.
     *
     * @param news what was decided or has come to pass in the last fourteen days and concerns the account, as it is mailed
     * @param overdue visits that are over with persons still in the host state, for border and registry
     */
    record Day(
            Waiting waiting,
            List<TaskLine> lateAtSide,
            long lateTotal,
            List<Overdue> overdue,
            long overdueTotal,
            Asked asked,
            Permitted permitted,
            List<AwaitedLine> awaited,
            long awaitedTotal,
            List<BackLine> cameBack,
            long cameBackTotal,
            List<OfficerNews.Item> news,
            long newsTotal) {}

    /** A step that another party has to do of a shared case which the account reads; who of it does is not told. */
    record AwaitedLine(
            String process,
            String title,
            String caseNumber,
            String side,
            Instant since,
            @Nullable Instant due,
            @Nullable String dueText,
            boolean late) {}

    /** Tasks of the account and its groups; {@code total} and {@code late} count those beyond the page, too. */
    record Waiting(List<TaskLine> items, long total, long late) {}

    record TaskLine(
            String id,
            String process,
            String step,
            String title,
            String caseNumber,
            String side,
            Set<Role> roles,
            @Nullable String assignee,
            boolean mine,
            Instant since,
            @Nullable Instant due,
            @Nullable String dueText,
            boolean late) {}

    record Asked(List<AskedLine> items, long total) {}

    /** A request that is under way, and what follows when its holders have done their part. */
    record AskedLine(
            String number,
            String state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<HolderLine> holders,
            String next,
            boolean late) {}

    record HolderLine(
            String side,
            Set<Role> roles,
            @Nullable String account,
            Instant since,
            @Nullable Instant due,
            @Nullable String dueText,
            boolean late) {}

    record Permitted(List<PermittedLine> items, long total) {}

    /** A visit that is permitted and not over, and what follows; of both sides' visits. */
    record PermittedLine(
            String number,
            PermitStanding standing,
            String sendingState,
            String hostState,
            @Nullable String exerciseCode,
            LocalDate from,
            LocalDate to,
            Instant since,
            @Nullable LocalDate reviewOn,
            String next) {}

    record BackLine(
            String number,
            RequestState state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Outcome outcome,
            @Nullable PermitStanding permit,
            @Nullable String reasonCode,
            @Nullable String reason,
            Instant at) {}

    @Operation(
            summary =
                    "Read what waits for the account, what is late, what its side asked, what is permitted, what came back and what"
                            + " else has come to pass")
    @GetMapping
    Day show(Account account) {
        var now = clock.instant();
        var waiting = tasks.byDueDate(account, MOST_TASKS);
        // A list that is not full holds all there is, and nothing is counted again.
        var isWhole = waiting.size() < MOST_TASKS;
        var seen = waiting.stream().map(OfficerTask::id).collect(Collectors.toSet());
        var read = CaseKinds.processesReadBy(account);
        var late = tasks.lateAtSide(account, read, now, MOST_LATE);
        var ofOthers = late.stream().filter(task -> !seen.contains(task.id())).toList();
        var awaited = tasks.awaitedOfOthers(account, read, SHARED_STEPS, MOST_AWAITED);
        var told = news.of(account, now.minus(TOLD), MOST_NEWS);
        var ofDay = visits.of(account, now.minus(NEWS), MOST_VISITS, MOST_BACK);
        var overdue = movements.overdue(account, MOST_OVERDUE);
        return new Day(
                new Waiting(
                        waiting.stream().map(task -> line(account, task, now)).toList(),
                        isWhole ? waiting.size() : tasks.countToDo(account),
                        isWhole
                                ? waiting.stream()
                                        .filter(task -> task.isLate(now))
                                        .count()
                                : tasks.countLate(account, now)),
                ofOthers.stream().map(task -> line(account, task, now)).toList(),
                late.size() < MOST_LATE
                        ? ofOthers.size()
                        : tasks.countLateAtSide(account, read, now)
                                - waiting.stream()
                                        .filter(task -> task.isLate(now) && read.contains(task.process()))
                                        .count(),
                overdue.items(),
                overdue.total(),
                new Asked(
                        ofDay.asked().items().stream()
                                .map(standing -> line(account, standing, now))
                                .toList(),
                        ofDay.asked().total()),
                new Permitted(
                        ofDay.permitted().items().stream()
                                .map(visit -> line(account, visit))
                                .toList(),
                        ofDay.permitted().total()),
                awaited.stream().map(task -> awaited(account, task, now)).toList(),
                awaited.size() < MOST_AWAITED
                        ? awaited.size()
                        : tasks.countAwaitedOfOthers(account, read, SHARED_STEPS),
                ofDay.cameBack().items().stream().map(DayController::line).toList(),
                ofDay.cameBack().total(),
                told.items(),
                told.total());
    }

    private AwaitedLine awaited(Account account, OfficerTask task, Instant now) {
        return new AwaitedLine(
                task.process(),
                title(account, task),
                task.caseNumber(),
                task.side(),
                task.created(),
                task.due(),
                dueText(account, task.due(), task.side()),
                task.isLate(now));
    }

    private String title(Account account, OfficerTask task) {
        return texts.sayOr("ui.task." + task.step(), task.name(), account.language());
    }

    private TaskLine line(Account account, OfficerTask task, Instant now) {
        return new TaskLine(
                task.id(),
                task.process(),
                task.step(),
                title(account, task),
                task.caseNumber(),
                task.side(),
                task.roles(),
                task.assignee(),
                account.id().equals(task.assignee()),
                task.created(),
                task.due(),
                dueText(account, task.due(), task.side()),
                task.isLate(now));
    }

    private AskedLine line(Account account, Standing standing, Instant now) {
        var holders = standing.holders().stream()
                .map(holder -> line(account, holder, now))
                .toList();
        return new AskedLine(
                standing.number(),
                standing.state(),
                standing.hostState(),
                standing.exerciseCode(),
                standing.from(),
                standing.to(),
                holders,
                texts.say(Message.of("day.next." + standing.state()), account.language()),
                holders.stream().anyMatch(HolderLine::late));
    }

    private HolderLine line(Account account, Holder holder, Instant now) {
        var due = holder.due();
        return new HolderLine(
                holder.side(),
                holder.roles(),
                holder.account(),
                holder.since(),
                due,
                dueText(account, due, holder.side()),
                due != null && due.isBefore(now));
    }

    private PermittedLine line(Account account, PermittedVisits.Line visit) {
        var stage = visit.standing() == PermitStanding.SUSPENDED ? "SUSPENDED" : visit.begun() ? "BEGUN" : "PERMITTED";
        return new PermittedLine(
                visit.number(),
                visit.standing(),
                visit.sendingState(),
                visit.hostState(),
                visit.exerciseCode(),
                visit.from(),
                visit.to(),
                visit.since(),
                visit.reviewOn(),
                texts.say(Message.of("day.next." + stage), account.language()));
    }

    private static BackLine line(CameBack back) {
        return new BackLine(
                back.number(),
                back.state(),
                back.hostState(),
                back.exerciseCode(),
                back.from(),
                back.to(),
                back.outcome(),
                back.permit(),
                back.reasonCode(),
                back.reason(),
                back.at());
    }

    private @Nullable String dueText(Account account, @Nullable Instant due, String side) {
        return due == null
                ? null
                : texts.say(deadlineText.shown(due, side, sides.otherThan(side).code()), account.language());
    }
}
