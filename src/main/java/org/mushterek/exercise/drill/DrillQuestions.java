package org.mushterek.exercise.drill;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.calendar.Calendars;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.exercise.drill.DrillRecords.PlanState;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.exercise.drill.rule.DrillFacts;
import org.mushterek.exercise.drill.rule.DrillRuleBook;
import org.mushterek.exercise.schedule.Activity;
import org.mushterek.exercise.schedule.PlanCheck;
import org.mushterek.exercise.schedule.RuleWords;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.springframework.stereotype.Component;

/** Reads from the record what a schedule asks of the scheduler and of the rules, as it stands now. */
@Component
class DrillQuestions {

    private final DrillRecords records;
    private final TrainingRanges ranges;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final DrillRuleBook book;
    private final Calendars calendars;
    private final Sides sides;
    private final Clock clock;

    DrillQuestions(
            DrillRecords records,
            TrainingRanges ranges,
            Exercises exercises,
            ExerciseConduct conduct,
            DrillRuleBook book,
            Calendars calendars,
            Sides sides,
            Clock clock) {
        this.records = records;
        this.ranges = ranges;
        this.exercises = exercises;
        this.conduct = conduct;
        this.book = book;
        this.calendars = calendars;
        this.sides = sides;
        this.clock = clock;
    }

    /** The exercise that the schedule is of. */
    Exercise exercise(DrillSchedule schedule) {
        var code = schedule.exercise();
        return Optional.ofNullable(code)
                .flatMap(exercises::find)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        Message.of("drill.unsound"),
                        List.of(new Finding(
                                "drill.exercise",
                                "exercise",
                                Message.of("drill.wrong.exercise"),
                                Message.of("drill.wrong.exercise.cure"),
                                null))));
    }

    /** The ranges that the host has. */
    List<TrainingRange> ranges(DrillSchedule schedule) {
        return ranges.ofSide(schedule.side());
    }

    /** Keeps the ranges of a plan from being closed until the transaction ends. */
    void lock(DrillPlan plan) {
        ranges.lock(plan.placements().stream()
                .map(DrillPlan.Placement::range)
                .distinct()
                .sorted()
                .toList());
    }

    /** Closures of these ranges that are in force and reach into the exercise. */
    List<RangeClosure> closures(List<TrainingRange> among, Exercise exercise) {
        var from = exercise.firstDay().atStartOfDay();
        var to = exercise.lastDay().plusDays(1).atStartOfDay();
        return ranges.closures(among.stream().map(TrainingRange::code).toList()).stream()
                .filter(closure -> closure.to().isAfter(from) && closure.from().isBefore(to))
                .toList();
    }

    /**
     * The schedule's programme as a problem.
     *
     * @throws Refusal INVALID with all that keeps it from being one
     */
    ScheduleProblem ask(DrillSchedule schedule, DrillProgramme programme) {
        return ask(schedule, programme, null);
    }

    /** @param judged where drills may stand in the past as long as the plan in force has them there; null for a new question */
    private ScheduleProblem ask(DrillSchedule schedule, DrillProgramme programme, @Nullable DrillPlan judged) {
        var exercise = exercise(schedule);
        var host = sides.get(schedule.side());
        var known = ranges(schedule);
        var closures = closures(known, exercise);
        var inForce = inForce(schedule).orElse(null);
        var reported = records.reported(exercise.code());
        var findings = new ArrayList<>(check(exercise, known, closures).findings(programme));
        findings.addAll(lost(programme, inForce, reported.keySet()));
        if (findings.isEmpty()) {
            var today = today(host);
            var before = inForce == null ? Map.<String, LocalDateTime>of() : starts(inForce.plan());
            var asked = DrillQuestion.of(
                    exercise,
                    host.zone(),
                    programme,
                    known,
                    closures,
                    records.taken(
                            host.code(),
                            exercise.code(),
                            exercise.firstDay().minusDays(2).atStartOfDay(),
                            exercise.lastDay().plusDays(3).atStartOfDay()),
                    before,
                    new DrillQuestion.Numbers(book.restHours(today), book.zoneMinutes(today)),
                    progress(
                            LocalDateTime.ofInstant(clock.instant(), host.zone()),
                            reported,
                            before,
                            judged,
                            book.replanLeadMinutes(today)));
            if (asked.findings().isEmpty()) {
                return asked.sound();
            }
            findings.addAll(asked.findings());
        }
        throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.unsound"), findings);
    }

    /**
     * The check of what the schedule's planner writes, as things stand now; good for one programme.
     *
     * @throws Refusal INVALID where no exercise is chosen
     */
    DrillProgrammeCheck check(DrillSchedule schedule) {
        var exercise = exercise(schedule);
        var known = ranges(schedule);
        return check(exercise, known, closures(known, exercise));
    }

    private static DrillProgrammeCheck check(
            Exercise exercise, List<TrainingRange> known, List<RangeClosure> closures) {
        return new DrillProgrammeCheck(
                exercise,
                known.stream().map(TrainingRange::code).collect(Collectors.toSet()),
                closures.stream().map(RangeClosure::id).collect(Collectors.toSet()));
    }

    /** The codes of all sides. */
    Stream<String> sides() {
        return sides.all().stream().map(Side::code);
    }

    /** What is past: drills that were reported stay where the plan in force has them, the others are still to come. */
    private static DrillQuestion.Progress progress(
            LocalDateTime now,
            Map<String, DrillConduct.Action> reported,
            Map<String, LocalDateTime> before,
            @Nullable DrillPlan judged,
            int leadMinutes) {
        var held = new HashMap<>(before);
        held.keySet().retainAll(reported.keySet());
        var staying = new HashSet<String>();
        if (judged != null) {
            starts(judged).forEach((drill, start) -> {
                if (start.equals(before.get(drill))) {
                    staying.add(drill);
                }
            });
        }
        return new DrillQuestion.Progress(
                now,
                held,
                last(reported, DrillConduct.Action.FINISH),
                last(reported, DrillConduct.Action.CANCEL),
                staying,
                judged == null ? leadMinutes : 0);
    }

    private static Set<String> last(Map<String, DrillConduct.Action> reported, DrillConduct.Action action) {
        return reported.entrySet().stream()
                .filter(drill -> drill.getValue() == action)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * What of the drills that were reported a programme has lost or changed: one finding each, none before the exercise runs.
     *
     * @param programme that would take the place of the one in force
     */
    List<Finding> lost(DrillSchedule schedule, DrillProgramme programme) {
        var exercise = schedule.exercise();
        return exercise == null
                ? List.of()
                : lost(
                        programme,
                        inForce(schedule).orElse(null),
                        records.reported(exercise).keySet());
    }

    private static List<Finding> lost(
            DrillProgramme programme, @Nullable Published inForce, Collection<String> reported) {
        return inForce == null || reported.isEmpty()
                ? List.of()
                : inForce.programme().drills().stream()
                        .filter(drill -> reported.contains(drill.code()))
                        .filter(drill -> programme
                                .drill(drill.code())
                                .filter(drill::isHeldAlike)
                                .isEmpty())
                        .map(drill -> new Finding(
                                "drill.reported",
                                "drills",
                                Message.of("drill.wrong.reported").with("drill", drill.code()),
                                Message.of("drill.wrong.reported.cure").with("drill", drill.code()),
                                null))
                        .toList();
    }

    private static Map<String, LocalDateTime> starts(DrillPlan plan) {
        var starts = new HashMap<String, LocalDateTime>();
        plan.placements().forEach(placement -> starts.put(placement.drill(), placement.startsAt()));
        return starts;
    }

    /** Whether anything was reported of the drills of the schedule's plan in force. */
    boolean isReported(DrillSchedule schedule) {
        var exercise = schedule.exercise();
        return exercise != null
                && !records.reported(exercise).isEmpty()
                && inForce(schedule).isPresent();
    }

    /** Whether nothing is left to be reported: every drill of the plan in force is over, or the exercise is. */
    boolean isDone(DrillSchedule schedule) {
        var exercise = exercise(schedule).code();
        var reported = records.reported(exercise);
        return conduct.of(exercise).endexOn() != null
                || inForce(schedule).stream()
                        .flatMap(plan -> plan.plan().placements().stream())
                        .allMatch(placement -> isOver(reported.get(placement.drill())));
    }

    private static boolean isOver(DrillConduct.@Nullable Action last) {
        return last == DrillConduct.Action.FINISH || last == DrillConduct.Action.CANCEL;
    }

    Optional<Published> inForce(DrillSchedule schedule) {
        return records.plans(schedule.number()).stream()
                .filter(plan -> plan.state() == PlanState.IN_FORCE)
                .findFirst();
    }

    /**
     * Judges a plan by every rule as things stand now.
     *
     * @param programme whose drills the plan places
     */
    Judgement judge(DrillSchedule schedule, DrillProgramme programme, DrillPlan plan) {
        var problem = ask(schedule, programme, plan);
        var starts = DrillQuestion.starts(problem, plan);
        var past = past(schedule, programme, problem);
        var placed = starts(plan);
        var keepsPast = past.stream().allMatch(placement -> placement.startsAt().equals(placed.get(placement.drill())));
        past.forEach(placement -> starts.remove(placement.drill()));
        var words = new RuleWords(problem);
        var exercise = exercise(schedule);
        var host = sides.get(schedule.side());
        var clashes = keepsPast && fits(problem, starts)
                ? PlanCheck.broken(problem, starts).stream().map(words::of).toList()
                : List.of(Message.of("drill.otherProgramme"));
        return book.judge(new DrillFacts(
                programme.drills().stream()
                        .map(drill -> new DrillFacts.Drill(
                                drill.code(),
                                drill.activity().name(),
                                drill.activity().usesMunitions(),
                                drill.safetyOfficer() == null
                                        ? null
                                        : drill.safetyOfficer().grade(),
                                drill.officerInCharge() == null
                                        ? null
                                        : drill.officerInCharge().grade()))
                        .toList(),
                clashes,
                exercise.firstDay(),
                today(host),
                today(host),
                calendars.of(host.code())));
    }

    /**
     * What is over and stands outside of the exercise's days, which have moved since: the plan in force has it, no question asks
     * for it, and each later plan keeps it as it stands.
     */
    List<DrillPlan.Placement> past(DrillSchedule schedule, DrillProgramme programme, ScheduleProblem problem) {
        if (problem.activities().size() == programme.drills().size()) {
            return List.of();
        }
        var asked = problem.activities().stream().map(Activity::id).collect(Collectors.toSet());
        return inForce(schedule).map(Published::plan).map(DrillPlan::placements).orElse(List.of()).stream()
                .filter(placement -> programme.drill(placement.drill()).isPresent())
                .filter(placement -> !asked.contains(placement.drill()))
                .map(placement -> new DrillPlan.Placement(
                        placement.drill(),
                        placement.range(),
                        placement.startsAt(),
                        placement.endsAt(),
                        false,
                        placement.pinned()))
                .toList();
    }

    private static boolean fits(ScheduleProblem problem, Map<String, Integer> starts) {
        return starts.size() == problem.activities().size()
                && problem.activities().stream().allMatch(activity -> starts.containsKey(activity.id()))
                && starts.values().stream().allMatch(start -> start >= 0);
    }

    private LocalDate today(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone());
    }
}
