package org.mushterek.exercise.drill;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.BeforeEndex;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of the drills of a plan in force while the exercise runs: begun, suspended, finished or cancelled, with
 * strength and ammunition. The host's planners, commanders and range officers report; every party reads. An exercise ends only
 * when each of its drills is finished or cancelled.
 */
@Service
public class DrillConduct implements BeforeEndex {

    private static final int LONGEST_REMARKS = 1000;
    private static final int MOST_PERSONS = 5_000;
    private static final int MOST_ROUNDS = 10_000_000;

    private final JdbcClient database;
    private final DrillRecords records;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final Sides sides;
    private final AuditTrail audit;
    private final Clock clock;

    DrillConduct(
            JdbcClient database,
            DrillRecords records,
            Exercises exercises,
            ExerciseConduct conduct,
            Sides sides,
            AuditTrail audit,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.exercises = exercises;
        this.conduct = conduct;
        this.sides = sides;
        this.audit = audit;
        this.clock = clock;
    }

    /** What can be reported of a drill. */
    public enum Action {
        START(State.STARTED, "drillStarted"),
        SUSPEND(State.SUSPENDED, "drillSuspended"),
        RESUME(State.STARTED, "drillResumed"),
        /** Also to correct what was reported of a drill that is finished. */
        FINISH(State.FINISHED, "drillFinished"),
        CANCEL(State.CANCELLED, "drillCancelled");

        private final State leadsTo;
        private final String event;

        Action(State leadsTo, String event) {
            this.leadsTo = leadsTo;
            this.event = event;
        }
    }

    /** Where a drill stands. */
    public enum State {
        PLANNED,
        STARTED,
        SUSPENDED,
        FINISHED,
        CANCELLED;

        boolean isOver() {
            return this == FINISHED || this == CANCELLED;
        }
    }

    private static final Map<Action, Set<State>> POSSIBLE = Map.of(
            Action.START, Set.of(State.PLANNED),
            Action.SUSPEND, Set.of(State.STARTED),
            Action.RESUME, Set.of(State.SUSPENDED),
            Action.FINISH, Set.of(State.STARTED, State.FINISHED),
            Action.CANCEL, Set.of(State.PLANNED, State.STARTED, State.SUSPENDED));

    /**
     * A report of a drill.
     *
     * @param at when it happened, local time at the host
     * @param strength how many took part; for FINISH
     * @param rounds of ammunition expended; for FINISH
     * @param remarks needed for SUSPEND and CANCEL; every party reads them
     */
    public record Report(
            @Nullable Action action,
            @Nullable LocalDateTime at,
            @Nullable Integer strength,
            @Nullable Integer rounds,
            @Nullable String remarks) {}

    /** A report as it is kept; of the other side is told which side made it, not who. */
    public record Kept(
            Action action,
            LocalDateTime at,
            @Nullable Integer strength,
            @Nullable Integer rounds,
            @Nullable String remarks,
            String reportedBy,
            Instant reportedAt) {}

    /**
     * A drill as planned and as it went.
     *
     * @param startsAt as planned, local time at the host
     */
    public record Conducted(
            String drill,
            String name,
            String range,
            LocalDateTime startsAt,
            LocalDateTime endsAt,
            State state,
            List<Kept> reports) {}

    /**
     * The drills of the exercise's plan in force, with what was reported of each.
     *
     * @throws Refusal NOT_FOUND where the account's side is no party of the exercise; none where no plan is in force
     */
    @Transactional(readOnly = true)
    public List<Conducted> list(Account account, String code) {
        var exercise = exercises.get(account, code);
        return of(exercise).stream()
                .map(drill -> new Conducted(
                        drill.drill(),
                        drill.name(),
                        drill.range(),
                        drill.startsAt(),
                        drill.endsAt(),
                        drill.state(),
                        drill.reports().stream()
                                .map(report -> account.isOf(exercise.hostState())
                                        ? report
                                        : new Kept(
                                                report.action(),
                                                report.at(),
                                                report.strength(),
                                                report.rounds(),
                                                report.remarks(),
                                                exercise.hostState(),
                                                report.reportedAt()))
                                .toList()))
                .toList();
    }

    /**
     * How a drill went against its plan; no person in it. Times are local at the host.
     *
     * @param startedAt null where it never began
     * @param endedAt when it was finished or cancelled
     */
    public record Figure(
            String drill,
            String name,
            LocalDateTime plannedAt,
            State state,
            @Nullable LocalDateTime startedAt,
            @Nullable LocalDateTime endedAt,
            @Nullable Integer strength,
            @Nullable Integer rounds) {}

    /** How the drills of an exercise's plan in force went, in the order of the plan; none where there is no such plan. */
    @Transactional(readOnly = true)
    public List<Figure> figuresOf(String code) {
        return exercises.find(code).map(this::of).orElse(List.of()).stream()
                .map(drill -> {
                    var reports = drill.reports();
                    var last = reports.isEmpty() ? null : reports.get(reports.size() - 1);
                    return new Figure(
                            drill.drill(),
                            drill.name(),
                            drill.startsAt(),
                            drill.state(),
                            reports.stream()
                                    .filter(report -> report.action() == Action.START)
                                    .map(Kept::at)
                                    .findFirst()
                                    .orElse(null),
                            last == null || !drill.state().isOver() ? null : last.at(),
                            last == null ? null : last.strength(),
                            last == null ? null : last.rounds());
                })
                .toList();
    }

    private List<Conducted> of(Exercise exercise) {
        var plan = plan(exercise.code()).orElse(null);
        if (plan == null) {
            return List.of();
        }
        var reports = reports(exercise.code());
        return plan.plan().placements().stream()
                .map(placement -> {
                    var told = reports.getOrDefault(placement.drill(), List.of());
                    return new Conducted(
                            placement.drill(),
                            plan.programme()
                                    .drill(placement.drill())
                                    .map(DrillProgramme.Drill::name)
                                    .orElse(""),
                            placement.range(),
                            placement.startsAt(),
                            placement.endsAt(),
                            told.isEmpty()
                                    ? State.PLANNED
                                    : told.get(told.size() - 1).action().leadsTo,
                            told);
                })
                .toList();
    }

    private Optional<Published> plan(String exercise) {
        return records.ofExercise(exercise).stream()
                .flatMap(schedule -> records.plans(schedule.number()).stream())
                .filter(plan -> plan.state() == DrillRecords.PlanState.IN_FORCE)
                .reduce((earlier, later) -> later);
    }

    private Map<String, List<Kept>> reports(String exercise) {
        record Line(String drill, Kept report) {}
        return database
                .sql("select * from drill_report where exercise_code = ? order by drill, report_no")
                .param(exercise)
                .query((row, n) -> new Line(
                        row.getString("drill"),
                        new Kept(
                                Action.valueOf(row.getString("action")),
                                row.getObject("happened_at", LocalDateTime.class),
                                row.getObject("strength", Integer.class),
                                row.getObject("rounds", Integer.class),
                                row.getString("remarks"),
                                row.getString("reported_by"),
                                row.getObject("reported_at", OffsetDateTime.class)
                                        .toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::drill, Collectors.mapping(Line::report, Collectors.toList())));
    }

    /**
     * Keeps a report of a drill.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN but to planners, commanders and range officers of the host, INVALID with all that is
     *     wrong, CONFLICT before STARTEX, after ENDEX, or where the drill stands otherwise
     */
    @Transactional
    public Conducted report(Account account, String code, String drill, Report report) {
        var exercise = exercises.get(account, code);
        if (!account.isOf(exercise.hostState()) || !account.hasAny(Role.PLANNER, Role.COMMANDER, Role.RANGE)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.conduct.onlyHost");
        }
        OnBehalf.note(
                account.id(),
                account.principalFor(List.of(Role.PLANNER, Role.COMMANDER, Role.RANGE))
                        .orElse(null));
        var ran = conduct.of(code);
        var startex = ran.startexOn();
        if (startex == null || ran.endexOn() != null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.conduct.notRunning");
        }
        var before = get(exercise, drill);
        var findings = check(exercise, before, report, startex.atStartOfDay());
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.conduct.invalid"), findings);
        }
        var action = Objects.requireNonNull(report.action());
        if (!POSSIBLE.getOrDefault(action, Set.of()).contains(before.state())) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("drill.conduct.otherState")
                            .with("drill", drill)
                            .with("state", Message.of("ui.drill.conduct." + before.state())));
        }
        var isFinish = action == Action.FINISH;
        try {
            database.sql("insert into drill_report (exercise_code, drill, report_no, action, happened_at, strength,"
                            + " rounds, remarks, reported_by, reported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            code,
                            drill,
                            before.reports().size() + 1,
                            action.name(),
                            report.at(),
                            isFinish ? report.strength() : null,
                            isFinish ? report.rounds() : null,
                            report.remarks(),
                            account.id(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException reportedMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
        audit.record(account.id(), account.side().code(), null, "exercise." + action.event, code + "/" + drill);
        return get(exercise, drill);
    }

    private Conducted get(Exercise exercise, String drill) {
        return of(exercise).stream()
                .filter(candidate -> candidate.drill().equals(drill))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "drill.conduct.unknown"));
    }

    private List<Finding> check(Exercise exercise, Conducted before, Report report, LocalDateTime startex) {
        var findings = new ArrayList<Finding>();
        if (report.action() == null) {
            findings.add(fault("action", "action"));
        }
        var at = report.at();
        var now = LocalDateTime.ofInstant(
                clock.instant(), sides.get(exercise.hostState()).zone());
        var earliest = before.reports().isEmpty()
                ? startex
                : before.reports().get(before.reports().size() - 1).at();
        // What is corrected may have ended before it was first said to.
        if (report.action() == Action.FINISH && before.state() == State.FINISHED) {
            earliest = before.reports().get(0).at();
        }
        if (at == null || at.isAfter(now) || at.isBefore(earliest)) {
            findings.add(new Finding(
                    "drill.conduct.at",
                    "at",
                    Message.of("drill.conduct.wrong.at"),
                    Message.of("drill.conduct.wrong.at.cure")
                            .with("earliest", earliest)
                            .with("latest", now),
                    null));
        }
        if (report.action() == Action.FINISH) {
            number(findings, "strength", report.strength(), MOST_PERSONS);
            number(findings, "rounds", report.rounds(), MOST_ROUNDS);
        }
        var remarks = report.remarks();
        var mustSayWhy = report.action() == Action.SUSPEND || report.action() == Action.CANCEL;
        if (mustSayWhy && (remarks == null || remarks.isBlank())
                || remarks != null && remarks.length() > LONGEST_REMARKS) {
            findings.add(new Finding(
                    "drill.reason",
                    "remarks",
                    Message.of("drill.wrong.reason"),
                    Message.of("drill.wrong.reason.cure").with("most", LONGEST_REMARKS),
                    null));
        }
        return findings;
    }

    private static void number(List<Finding> findings, String place, @Nullable Integer value, int most) {
        if (value == null || value < 0 || value > most) {
            findings.add(new Finding(
                    "drill.between",
                    place,
                    Message.of("drill.wrong.between").with("least", 0).with("most", most),
                    Message.of("drill.wrong.between.cure").with("least", 0).with("most", most),
                    null));
        }
    }

    private static Finding fault(String place, String name) {
        return new Finding(
                "drill.conduct." + name,
                place,
                Message.of("drill.conduct.wrong." + name),
                Message.of("drill.conduct.wrong." + name + ".cure"),
                null);
    }

    @Override
    public void requireDone(Exercise exercise) {
        var open = of(exercise).stream()
                .filter(drill -> !drill.state().isOver())
                .map(drill -> new Finding(
                        "drill.conduct.open",
                        "drills/" + drill.drill(),
                        Message.of("drill.conduct.open")
                                .with("drill", drill.drill())
                                .with("state", Message.of("ui.drill.conduct." + drill.state())),
                        Message.of("drill.conduct.open.cure"),
                        null))
                .toList();
        if (!open.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("drill.conduct.someOpen"), open);
        }
    }
}
