package org.mushterek.exercise.drill;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.calendar.Calendars;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.drill.DrillRecords.PlanState;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.exercise.drill.rule.DrillFacts;
import org.mushterek.exercise.drill.rule.DrillRuleBook;
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
    private final DrillRuleBook book;
    private final Calendars calendars;
    private final Sides sides;
    private final Clock clock;

    DrillQuestions(
            DrillRecords records,
            TrainingRanges ranges,
            Exercises exercises,
            DrillRuleBook book,
            Calendars calendars,
            Sides sides,
            Clock clock) {
        this.records = records;
        this.ranges = ranges;
        this.exercises = exercises;
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
        var exercise = exercise(schedule);
        var host = sides.get(schedule.side());
        var known = ranges(schedule);
        var closures = closures(known, exercise);
        var findings = check(exercise, known, closures).findings(programme);
        if (findings.isEmpty()) {
            var today = today(host);
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
                    before(schedule),
                    new DrillQuestion.Numbers(book.restHours(today), book.zoneMinutes(today)));
            if (asked.findings().isEmpty()) {
                return asked.sound();
            }
            findings = asked.findings();
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

    /** Where the drills stand in the plan in force, from which as few as possible are moved. */
    private Map<String, LocalDateTime> before(DrillSchedule schedule) {
        var starts = new HashMap<String, LocalDateTime>();
        inForce(schedule).ifPresent(plan -> plan.plan()
                .placements()
                .forEach(placement -> starts.put(placement.drill(), placement.startsAt())));
        return starts;
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
        var problem = ask(schedule, programme);
        var starts = DrillQuestion.starts(problem, plan);
        var words = new RuleWords(problem);
        var exercise = exercise(schedule);
        var host = sides.get(schedule.side());
        var clashes = fits(problem, starts)
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

    private static boolean fits(ScheduleProblem problem, Map<String, Integer> starts) {
        return starts.size() == problem.activities().size()
                && problem.activities().stream().allMatch(activity -> starts.containsKey(activity.id()))
                && starts.values().stream().allMatch(start -> start >= 0);
    }

    private LocalDate today(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone());
    }
}
