package org.mushterek.exercise.drill;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.mushterek.common.Seals;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.BeforeEndex;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Seals seals;
    private final DrillRecords records;
    private final DrillRiskRows risks;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final Sides sides;
    private final AuditTrail audit;
    private final ObjectProvider<DrillWatch> watchers;
    private final Clock clock;

    DrillConduct(
            JdbcClient database,
            Seals seals,
            DrillRecords records,
            DrillRiskRows risks,
            Exercises exercises,
            ExerciseConduct conduct,
            Sides sides,
            AuditTrail audit,
            ObjectProvider<DrillWatch> watchers,
            Clock clock) {
        this.database = database;
        this.seals = seals;
        this.records = records;
        this.risks = risks;
        this.exercises = exercises;
        this.conduct = conduct;
        this.sides = sides;
        this.audit = audit;
        this.watchers = watchers;
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
     * @param risks residual risks that were seen in it, in order
     */
    public record Conducted(
            String exercise,
            String drill,
            String name,
            String range,
            LocalDateTime startsAt,
            LocalDateTime endsAt,
            State state,
            List<Kept> reports,
            List<DrillRisk> risks) {

        public Conducted {
            reports = List.copyOf(reports);
            risks = List.copyOf(risks);
        }

        /** Whether a residual risk holds it up (RSK-02). */
        boolean isHeldUp() {
            return risks.stream().anyMatch(risk -> risk.state().suspends());
        }

        /** The same with one more report. */
        Conducted with(Kept report) {
            var more = new ArrayList<>(reports);
            more.add(report);
            return new Conducted(exercise, drill, name, range, startsAt, endsAt, report.action().leadsTo, more, risks);
        }
    }

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
                        code,
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
                                .toList(),
                        drill.risks().stream()
                                .map(risk -> risk.asReadBy(account.side().code()))
                                .toList()))
                .toList();
    }

    /**
     * How a drill went against its plan; no person in it. Times are local at the host.
     *
     * @param persons how many were planned; null in reports of an earlier release
     * @param startedAt null where it never began
     * @param endedAt when it was finished or cancelled
     */
    public record Figure(
            String drill,
            String name,
            LocalDateTime plannedAt,
            @Nullable Integer persons,
            State state,
            @Nullable LocalDateTime startedAt,
            @Nullable LocalDateTime endedAt,
            @Nullable Integer strength,
            @Nullable Integer rounds) {}

    /** How the drills of an exercise's plan in force went, in the order of the plan; none where there is no such plan. */
    @Transactional(readOnly = true)
    public List<Figure> figuresOf(String code) {
        var exercise = exercises.find(code).orElse(null);
        var plan = planned(code).orElse(null);
        if (exercise == null || plan == null) {
            return List.of();
        }
        return of(exercise, plan).stream()
                .map(drill -> {
                    var reports = drill.reports();
                    var last = reports.isEmpty() ? null : reports.get(reports.size() - 1);
                    return new Figure(
                            drill.drill(),
                            drill.name(),
                            drill.startsAt(),
                            plan.drill(drill.drill())
                                    .map(DrillProgramme.Drill::persons)
                                    .orElse(null),
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

    List<Conducted> of(Exercise exercise) {
        return planned(exercise.code()).map(planned -> of(exercise, planned)).orElse(List.of());
    }

    private List<Conducted> of(Exercise exercise, Planned plan) {
        var seen = risks.ofExercise(exercise.code());
        return plan.placements().stream()
                .map(placement -> {
                    var told = plan.reports().getOrDefault(placement.drill(), List.of());
                    return new Conducted(
                            exercise.code(),
                            placement.drill(),
                            plan.drill(placement.drill())
                                    .map(DrillProgramme.Drill::name)
                                    .orElse(""),
                            placement.range(),
                            placement.startsAt(),
                            placement.endsAt(),
                            told.isEmpty()
                                    ? State.PLANNED
                                    : told.get(told.size() - 1).action().leadsTo,
                            told,
                            seen.stream()
                                    .filter(risk -> risk.drill().equals(placement.drill()))
                                    .toList());
                })
                .toList();
    }

    /**
     * The plan in force, and from those that it has replaced what was reported and stands in it no more.
     *
     * @param drills as they were planned, by code
     */
    private record Planned(
            List<DrillPlan.Placement> placements,
            Map<String, DrillProgramme.Drill> drills,
            Map<String, List<Kept>> reports) {

        Optional<DrillProgramme.Drill> drill(String code) {
            return Optional.ofNullable(drills.get(code));
        }
    }

    private Optional<Planned> planned(String exercise) {
        var plans = records.ofExercise(exercise).stream()
                .flatMap(schedule -> records.plans(schedule.number()).stream())
                .filter(plan -> plan.state() == DrillRecords.PlanState.IN_FORCE
                        || plan.state() == DrillRecords.PlanState.REPLACED)
                .toList();
        return plans.stream()
                .filter(plan -> plan.state() == DrillRecords.PlanState.IN_FORCE)
                .reduce((earlier, later) -> later)
                .map(inForce -> planned(inForce, plans, reports(exercise)));
    }

    private static Planned planned(Published inForce, List<Published> plans, Map<String, List<Kept>> reports) {
        var placements = new LinkedHashMap<String, DrillPlan.Placement>();
        var drills = new HashMap<String, DrillProgramme.Drill>();
        for (var plan : plans) {
            plan.plan().placements().stream()
                    .filter(placement -> reports.containsKey(placement.drill()))
                    .forEach(placement -> placements.put(placement.drill(), placement));
            plan.programme().drills().forEach(drill -> drills.put(drill.code(), drill));
        }
        inForce.plan().placements().forEach(placement -> placements.put(placement.drill(), placement));
        inForce.programme().drills().forEach(drill -> drills.put(drill.code(), drill));
        return new Planned(
                placements.values().stream()
                        .sorted(Comparator.comparing(DrillPlan.Placement::startsAt)
                                .thenComparing(DrillPlan.Placement::range)
                                .thenComparing(DrillPlan.Placement::drill))
                        .toList(),
                drills,
                reports);
    }

    /** An account's id begins with its side. */
    private static String side(String account) {
        return account.substring(0, "TUR".length()).toUpperCase(Locale.ROOT);
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
                                seals.openIfWritten(
                                        DrillSeals.REMARKS,
                                        side(row.getString("reported_by")),
                                        row.getString("remarks"),
                                        exercise,
                                        row.getString("drill"),
                                        row.getInt("report_no")),
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
        var running = reportedBy(account, code);
        var before = get(running.exercise(), drill);
        var findings = check(running, before, report);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.conduct.invalid"), findings);
        }
        forbidden(before, Objects.requireNonNull(report.action())).ifPresent(refusal -> {
            throw refusal;
        });
        keep(account, running.exercise(), before, report, account.id());
        return get(running.exercise(), drill);
    }

    /** @param drill its code */
    record OfDrill(
            @Nullable String drill,
            @Nullable Action action,
            @Nullable LocalDateTime at,
            @Nullable Integer strength,
            @Nullable Integer rounds,
            @Nullable String remarks) {

        Report report() {
            return new Report(action, at, strength, rounds, remarks);
        }
    }

    /**
     * Keeps reports of several drills in their order, all or none.
     *
     * @return whether every drill of the plan in force is finished or cancelled now
     * @throws Refusal as {@link #report}, its findings with the place of the report that they are about
     */
    boolean record(Account account, String code, List<OfDrill> reports) {
        var running = reportedBy(account, code);
        var drills = new LinkedHashMap<String, Conducted>();
        of(running.exercise()).forEach(drill -> drills.put(drill.drill(), drill));
        var findings = new ArrayList<Finding>();
        for (int at = 0; at < reports.size(); at++) {
            var report = reports.get(at);
            var place = "reports/" + (at + 1) + "/";
            var before = drills.get(String.valueOf(report.drill()));
            if (before == null) {
                findings.add(fault(place + "drill", "unknown"));
                continue;
            }
            var wrong = new ArrayList<>(check(running, before, report.report()));
            if (wrong.isEmpty()) {
                forbidden(before, Objects.requireNonNull(report.action()))
                        .ifPresent(refusal -> wrong.add(new Finding(
                                refusal.reason().key(),
                                "action",
                                refusal.reason(),
                                Message.of("drill.sheet.stateCure"),
                                null)));
            }
            wrong.forEach(finding -> findings.add(new Finding(
                    finding.code(), place + finding.place(), finding.wrong(), finding.cure(), finding.source())));
            if (wrong.isEmpty()) {
                drills.put(before.drill(), keep(account, running.exercise(), before, report.report(), account.id()));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.conduct.invalid"), findings);
        }
        return drills.values().stream().allMatch(drill -> drill.state().isOver());
    }

    /** An exercise between STARTEX and ENDEX. */
    record Running(Exercise exercise, LocalDateTime startex) {}

    /** The running exercise, whose drills the account may report. */
    Running reportedBy(Account account, String code) {
        var exercise = exercises.get(account, code);
        if (!account.isOf(exercise.hostState()) || !account.hasAny(Role.PLANNER, Role.COMMANDER, Role.RANGE)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.conduct.onlyHost");
        }
        OnBehalf.note(
                account.id(),
                account.principalFor(List.of(Role.PLANNER, Role.COMMANDER, Role.RANGE))
                        .orElse(null));
        return running(account, code);
    }

    /** @throws Refusal NOT_FOUND where the account's side is no party, CONFLICT before STARTEX and after ENDEX */
    Running running(Account account, String code) {
        var exercise = exercises.get(account, code);
        var ran = conduct.of(code);
        var startex = ran.startexOn();
        if (startex == null || ran.endexOn() != null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.conduct.notRunning");
        }
        return new Running(exercise, startex.atStartOfDay());
    }

    /** Why a drill cannot be reported so as it stands; empty where it can. */
    static Optional<Refusal> forbidden(Conducted before, Action action) {
        if (!POSSIBLE.getOrDefault(action, Set.of()).contains(before.state())) {
            return Optional.of(otherState(before));
        }
        // Nobody starts or resumes what a risk holds up (RSK-02).
        return (action == Action.START || action == Action.RESUME) && before.isHeldUp()
                ? Optional.of(Refusal.of(
                        Refusal.Kind.CONFLICT, Message.of("drill.risk.heldUp").with("drill", before.drill())))
                : Optional.empty();
    }

    static Refusal otherState(Conducted before) {
        return Refusal.of(
                Refusal.Kind.CONFLICT,
                Message.of("drill.conduct.otherState")
                        .with("drill", before.drill())
                        .with("state", Message.of("ui.drill.conduct." + before.state())));
    }

    /** A risk stops a running drill at once, whoever of the parties saw it; an officer of another side is not named. */
    void suspend(Account account, Exercise exercise, Conducted before, LocalDateTime at, String hazard) {
        keep(
                account,
                exercise,
                before,
                new Report(Action.SUSPEND, at, null, null, hazard),
                account.isOf(exercise.hostState())
                        ? account.id()
                        : account.side().code());
    }

    /** Keeps what has been checked; the drill as it stands then. */
    Conducted keep(Account account, Exercise exercise, Conducted before, Report report, String reporter) {
        var action = Objects.requireNonNull(report.action());
        var isFinish = action == Action.FINISH;
        var kept = new Kept(
                action,
                Objects.requireNonNull(report.at()),
                isFinish ? report.strength() : null,
                isFinish ? report.rounds() : null,
                report.remarks(),
                reporter,
                clock.instant());
        var no = before.reports().size() + 1;
        try {
            database.sql("insert into drill_report (exercise_code, drill, report_no, action, happened_at, strength,"
                            + " rounds, remarks, reported_by, reported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            exercise.code(),
                            before.drill(),
                            no,
                            action.name(),
                            kept.at(),
                            kept.strength(),
                            kept.rounds(),
                            seals.sealIfWritten(
                                    DrillSeals.REMARKS,
                                    side(reporter),
                                    kept.remarks(),
                                    exercise.code(),
                                    before.drill(),
                                    no),
                            kept.reportedBy(),
                            kept.reportedAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException reportedMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
        audit.record(
                account.id(),
                account.side().code(),
                null,
                "exercise." + action.event,
                exercise.code() + "/" + before.drill());
        if (action == Action.CANCEL) {
            watchers.stream().forEach(watcher -> watcher.cancelled(account, exercise, before.drill()));
        }
        return before.with(kept);
    }

    /** @throws Refusal NOT_FOUND where the plan in force has no such drill */
    Conducted get(Exercise exercise, String drill) {
        return of(exercise).stream()
                .filter(candidate -> candidate.drill().equals(drill))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "drill.conduct.unknown"));
    }

    /** All that is wrong with a report, whatever the drill's state allows. */
    List<Finding> check(Running running, Conducted before, Report report) {
        var findings = new ArrayList<Finding>();
        if (report.action() == null) {
            findings.add(fault("action", "action"));
        }
        var at = report.at();
        var now = LocalDateTime.ofInstant(
                clock.instant(), sides.get(running.exercise().hostState()).zone());
        var earliest = before.reports().isEmpty()
                ? running.startex()
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
