package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.FoldedText;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.drill.DrillProgramme.Drill;
import org.mushterek.exercise.drill.DrillProgramme.Overseer;
import org.mushterek.exercise.schedule.Activity;
import org.mushterek.exercise.schedule.DangerZone;
import org.mushterek.exercise.schedule.Demand;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.ProblemCheck;
import org.mushterek.exercise.schedule.Resource;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.mushterek.exercise.schedule.Span;
import org.mushterek.exercise.schedule.Sunlight;
import org.mushterek.exercise.schedule.TimeGrid;
import org.mushterek.retention.PersonalRecords;

/**
 * The drills of an exercise as a question to the scheduler: pure, from what is on record of exercise, programme, ranges,
 * closures, other exercises' bookings and the plan before. Times are local at the host.
 */
final class DrillQuestion {

    /** The scheduler's unit of time, in minutes. */
    static final int UNIT = 15;

    /**
     * A booking of another exercise.
     *
     * @param from with the range's set-up
     * @param to with its clear-up
     * @param munitions whether its danger zone is closed then
     * @param persons how many are on the range
     * @param overseers who oversees it, as far as known
     */
    record Taken(
            String exercise,
            String drill,
            String range,
            LocalDateTime from,
            LocalDateTime to,
            boolean munitions,
            int persons,
            List<Overseer> overseers) {

        Taken {
            overseers = List.copyOf(overseers);
        }

        /** The same, told of those who do the drill. */
        Taken by(Drill held) {
            return new Taken(
                    exercise,
                    drill,
                    range,
                    from,
                    to,
                    munitions,
                    held.persons(),
                    held.overseers().toList());
        }
    }

    /**
     * How far an exercise is.
     *
     * @param now local time at the host
     * @param held when the drills of which anything was reported begin in the plan in force, by code
     * @param finished those of them that need no range any more, while their teams have been at work
     * @param cancelled those of them that need nothing any more
     * @param staying drills that begin before now and may: nothing moved them there
     * @param leadMinutes how long after now a drill that is moved begins at the earliest, so that the plan can be confirmed and
     *     accepted until then; 0 where a plan is judged
     */
    record Progress(
            LocalDateTime now,
            Map<String, LocalDateTime> held,
            Set<String> finished,
            Set<String> cancelled,
            Set<String> staying,
            int leadMinutes) {

        Progress {
            held = Map.copyOf(held);
            finished = Set.copyOf(finished);
            cancelled = Set.copyOf(cancelled);
            staying = Set.copyOf(staying);
        }

        /** Nothing was reported yet. */
        static Progress at(LocalDateTime now) {
            return new Progress(now, Map.of(), Set.of(), Set.of(), Set.of(), 0);
        }
    }

    /**
     * Numbers of the rule book on the day of the question.
     *
     * @param restHours between any two drills of a team
     * @param zoneMinutes a danger zone is closed before and after a drill (RNG-02)
     */
    record Numbers(int restHours, int zoneMinutes) {}

    private final TimeGrid.Days grid;
    private final DrillProgramme programme;
    private final Map<String, TrainingRange> ranges;
    private final Numbers numbers;
    private final Progress progress;
    private final List<PlanRule> rules = new ArrayList<>();

    /** Those who may be asked for at two places at once, by grade and folded name. */
    private final Map<String, Resource> overseers = new LinkedHashMap<>();

    /** Whether a range lies in the danger zone of another, by both codes. */
    private final Map<String, Boolean> within = new HashMap<>();

    private DrillQuestion(
            Exercise exercise,
            ZoneId zone,
            DrillProgramme programme,
            List<TrainingRange> ranges,
            Numbers numbers,
            Progress progress) {
        var days = (int) ChronoUnit.DAYS.between(exercise.firstDay(), exercise.lastDay()) + 1;
        this.grid = new TimeGrid.Days(exercise.firstDay(), days, zone, UNIT);
        this.programme = asked(programme, grid, progress);
        this.ranges = ranges.stream().collect(Collectors.toMap(TrainingRange::code, range -> range));
        this.numbers = numbers;
        this.progress = progress;
    }

    /** Without drills that are over and stand outside of the exercise's days, which have moved since. */
    private static DrillProgramme asked(DrillProgramme programme, TimeGrid.Days grid, Progress progress) {
        return new DrillProgramme(
                programme.teams(),
                programme.drills().stream()
                        .filter(drill -> !isOver(drill, progress) || isInside(drill, grid, progress))
                        .toList(),
                programme.overrides());
    }

    private static boolean isInside(Drill drill, TimeGrid.Days grid, Progress progress) {
        var start = progress.held().get(drill.code());
        if (start == null) {
            return true;
        }
        var unit = grid.unitsUntil(start.atZone(grid.zone()));
        return unit >= 0 && unit + units(drill.minutes()) <= grid.startOfDay(grid.days());
    }

    /**
     * The question, or what keeps it from being one.
     *
     * @param problem null where there are findings
     */
    record Asked(@Nullable ScheduleProblem problem, List<Finding> findings) {

        ScheduleProblem sound() {
            return Objects.requireNonNull(problem);
        }
    }

    /**
     * @param programme that {@link DrillProgrammeCheck} finds sound
     * @param before where drills stood in the plan that is replaced, by code; empty for a first plan
     * @param progress what of the exercise is past
     */
    static Asked of(
            Exercise exercise,
            ZoneId zone,
            DrillProgramme programme,
            List<TrainingRange> ranges,
            List<RangeClosure> closures,
            List<Taken> taken,
            Map<String, LocalDateTime> before,
            Numbers numbers,
            Progress progress) {
        return new DrillQuestion(exercise, zone, programme, ranges, numbers, progress).ask(closures, taken, before);
    }

    private Asked ask(List<RangeClosure> closures, List<Taken> taken, Map<String, LocalDateTime> before) {
        overseers(taken);
        var resources = resources();
        var activities = programme.drills().stream().map(this::activity).toList();
        progress(before);
        order();
        days();
        moments();
        light();
        hours();
        rest();
        closures(closures);
        zones();
        taken(taken);
        var previous = new HashMap<String, Integer>();
        before.forEach((drill, start) -> {
            var unit = unitsUntil(start);
            if (programme.drill(drill).isPresent() && unit >= 0 && unit < end()) {
                previous.put(drill, unit);
            }
        });
        var findings = ProblemCheck.check(grid, resources, activities, rules, null, previous);
        return findings.isEmpty()
                ? new Asked(ScheduleProblem.of(grid, resources, activities, rules, null, previous), List.of())
                : new Asked(null, findings);
    }

    private List<Resource> resources() {
        var resources = new ArrayList<Resource>();
        programme.drills().stream()
                .map(Drill::range)
                .distinct()
                .map(this::range)
                .forEach(range -> resources.add(new Resource(
                        rangeId(range.code()),
                        range.code() + " " + range.name(),
                        Resource.Kind.RANGE,
                        range.bookings(),
                        range.persons(),
                        units(range.setUpMinutes()),
                        units(range.clearUpMinutes()))));
        programme.teams().stream()
                .filter(team -> programme.drills().stream()
                        .anyMatch(drill -> drill.teams().contains(team.code())))
                .forEach(team -> resources.add(new Resource(
                        teamId(team.code()), team.code() + " " + team.name(), Resource.Kind.TEAM, 1, null, 0, 0)));
        exclusive(Resource.Kind.AIRSPACE, resources);
        exclusive(Resource.Kind.FREQUENCY, resources);
        resources.addAll(overseers.values());
        return resources;
    }

    /**
     * Whoever is named for several drills, or by another exercise of the host, too, is at one of them at a time. Who is named once
     * cannot clash. Both functions of one drill may be one person's, which is one presence: RNG-01 asks for both, not for two
     * persons.
     */
    private void overseers(List<Taken> taken) {
        var named = Stream.concat(
                        programme.drills().stream().map(DrillQuestion::overseersOf),
                        taken.stream().map(booking -> named(booking.overseers())))
                .map(Map::keySet)
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
        for (var drill : programme.drills()) {
            overseersOf(drill).forEach((key, overseer) -> {
                if (named.getOrDefault(key, 0L) > 1) {
                    overseers.computeIfAbsent(
                            key,
                            first -> new Resource(
                                    Resource.Kind.OVERSEER + "/" + (overseers.size() + 1),
                                    overseer.grade() + " " + overseer.name(),
                                    Resource.Kind.OVERSEER,
                                    1,
                                    null,
                                    0,
                                    0));
                }
            });
        }
    }

    private static Map<String, Overseer> overseersOf(Drill drill) {
        return named(drill.overseers().toList());
    }

    /** Named persons by grade and folded name, in which nobody's name is one that was erased. */
    private static Map<String, Overseer> named(List<Overseer> all) {
        var named = new LinkedHashMap<String, Overseer>();
        for (var overseer : all) {
            var name = overseer.name();
            if (name != null && !name.isBlank() && !name.equals(PersonalRecords.GONE)) {
                named.putIfAbsent(overseer.grade().toUpperCase(Locale.ROOT) + " " + FoldedText.of(name), overseer);
            }
        }
        return named;
    }

    private void exclusive(Resource.Kind kind, List<Resource> resources) {
        var names = new LinkedHashSet<String>();
        programme.drills().forEach(drill -> exclusiveOf(kind, drill).ifPresent(names::add));
        names.forEach(name -> resources.add(new Resource(kind + "/" + name, name, kind, 1, null, 0, 0)));
    }

    private static Optional<String> exclusiveOf(Resource.Kind kind, Drill drill) {
        return Optional.ofNullable(kind == Resource.Kind.AIRSPACE ? drill.airspace() : drill.frequency())
                .filter(name -> !name.isBlank());
    }

    private Activity activity(Drill drill) {
        var demands = new ArrayList<Demand>();
        if (!progress.cancelled().contains(drill.code())) {
            drill.teams().forEach(team -> demands.add(new Demand(teamId(team), 1, 0)));
        }
        if (!isOver(drill)) {
            demands.add(new Demand(rangeId(drill.range()), 1, drill.persons()));
            for (var kind : List.of(Resource.Kind.AIRSPACE, Resource.Kind.FREQUENCY)) {
                exclusiveOf(kind, drill).ifPresent(name -> demands.add(new Demand(kind + "/" + name, 1, 0)));
            }
            overseersOf(drill).keySet().forEach(key -> Optional.ofNullable(overseers.get(key))
                    .ifPresent(overseer -> demands.add(new Demand(overseer.id(), 1, 0))));
        }
        var corners = range(drill.range()).dangerZone();
        var buffer = units(numbers.zoneMinutes());
        var zone = isHot(drill) ? new DangerZone(corners, buffer, buffer) : null;
        return new Activity(drill.code(), drill.name(), units(drill.minutes()), demands, zone);
    }

    /** What has begun stays, and nothing is put into the past. */
    private void progress(Map<String, LocalDateTime> before) {
        var open = new LinkedHashSet<String>();
        for (var drill : programme.drills()) {
            var start = progress.held().get(drill.code());
            if (start != null) {
                rules.add(new PlanRule.Held("held/" + drill.code(), drill.code(), unitsUntil(start)));
            } else if (!progress.staying().contains(drill.code())) {
                open.add(drill.code());
            }
        }
        var from = within(unitsAfter(progress.now().plusMinutes(progress.leadMinutes())));
        if (from > 0 && !open.isEmpty()) {
            rules.add(new PlanRule.Elapsed("elapsed", from, open, keptUntil(from, open, before)));
        }
    }

    /** Drills that the plan in force has between now and then: those who do them are on their way, and they need not move. */
    private Map<String, Integer> keptUntil(int from, Set<String> open, Map<String, LocalDateTime> before) {
        var kept = new HashMap<String, Integer>();
        open.forEach(drill -> {
            var start = before.get(drill);
            if (start != null && !start.isBefore(progress.now())) {
                var unit = unitsUntil(start);
                if (unit >= 0 && unit < from) {
                    kept.put(drill, unit);
                }
            }
        });
        return kept;
    }

    private boolean isHeld(String drill) {
        return progress.held().containsKey(drill);
    }

    private boolean isOver(Drill drill) {
        return isOver(drill, progress);
    }

    private static boolean isOver(Drill drill, Progress progress) {
        return progress.cancelled().contains(drill.code())
                || progress.finished().contains(drill.code());
    }

    /** Whether where one of two drills stands still binds the other. */
    private boolean isBound(String drill, String other) {
        // Between drills that have begun it is history, and what is cancelled or no longer asked for takes no place.
        return !(isHeld(drill) && isHeld(other))
                && !progress.cancelled().contains(drill)
                && !progress.cancelled().contains(other)
                && programme.drill(other).isPresent();
    }

    private void order() {
        for (var drill : programme.drills()) {
            for (var follow : drill.follows()) {
                if (!isBound(drill.code(), follow.drill())) {
                    continue;
                }
                var least = follow.atLeastMinutes();
                var most = follow.atMostMinutes();
                rules.add(new PlanRule.Order(
                        "follows/" + follow.drill() + "/" + drill.code(),
                        follow.drill(),
                        drill.code(),
                        PlanRule.Anchor.END,
                        least == null ? 0 : units(least),
                        most == null ? null : Integer.valueOf(most / UNIT)));
            }
        }
    }

    private void days() {
        for (var drill : programme.drills()) {
            drill.sameDayAs().stream()
                    .filter(other -> isBound(drill.code(), other))
                    .forEach(other -> rules.add(
                            new PlanRule.SameDay("sameDay/" + drill.code() + "/" + other, drill.code(), other)));
            drill.notSameDayAs().stream()
                    .filter(other -> isBound(drill.code(), other))
                    .forEach(other -> rules.add(
                            new PlanRule.NotSameDay("otherDay/" + drill.code() + "/" + other, drill.code(), other)));
        }
    }

    private void moments() {
        for (var drill : programme.drills()) {
            if (isHeld(drill.code())) {
                continue;
            }
            var from = drill.notBefore();
            var to = drill.endsBy();
            if (from != null || to != null) {
                rules.add(new PlanRule.Window(
                        "window/" + drill.code(),
                        drill.code(),
                        from == null ? null : Integer.valueOf(within(unitsAfter(from))),
                        to == null ? null : Integer.valueOf(within(unitsUntil(to)))));
            }
            var pin = drill.pinnedTo();
            if (pin != null) {
                rules.add(new PlanRule.Pin("pin/" + drill.code(), drill.code(), within(unitsUntil(pin))));
            }
        }
    }

    private void light() {
        for (var drill : programme.drills()) {
            var light = drill.light();
            if (light != null && !isHeld(drill.code())) {
                var range = range(drill.range());
                rules.add(new PlanRule.ByLight(
                        "light/" + drill.code(),
                        drill.code(),
                        light,
                        Sunlight.spans(grid, light, range.latitude(), range.longitude())));
            }
        }
    }

    private void hours() {
        for (var range : used()) {
            var opens = range.opens();
            var closes = range.closes();
            if (opens == null || closes == null) {
                continue;
            }
            var spans = new ArrayList<Span>();
            for (var day = -1; day < grid.days(); day++) {
                var date = grid.firstDay().plusDays(day);
                var from = Math.max(0, unitsAfter(date.atTime(opens)));
                // One that closes at or before the hour at which it opens is open over midnight.
                var until = date.plusDays(closes.isAfter(opens) ? 0 : 1).atTime(closes);
                var to = Math.min(end(), unitsUntil(until));
                if (from < to) {
                    spans.add(new Span(from, to));
                }
            }
            rules.add(new PlanRule.Hours("hours/" + range.code(), rangeId(range.code()), spans));
        }
    }

    private void rest() {
        for (var team : programme.teams()) {
            var hours = Optional.ofNullable(team.restHours()).orElse(numbers.restHours());
            var drills = programme.drills().stream()
                    .filter(drill -> drill.teams().contains(team.code()))
                    .count();
            if (hours > 0 && drills > 1) {
                rules.add(new PlanRule.Rest("rest/" + team.code(), teamId(team.code()), units(hours * 60)));
            }
        }
    }

    private void closures(List<RangeClosure> closures) {
        var overridden = programme.overrides().stream()
                .map(DrillProgramme.ClosureOverride::closure)
                .collect(Collectors.toSet());
        var used = used().stream().map(TrainingRange::code).collect(Collectors.toSet());
        for (var closure : closures) {
            if (used.contains(closure.range()) && !overridden.contains(closure.id())) {
                span(closure.from(), closure.to())
                        .ifPresent(span -> rules.add(
                                new PlanRule.Closure("closed/" + closure.id(), rangeId(closure.range()), span)));
            }
        }
    }

    /** Whether a danger zone is closed while the drill runs; none is for what was cancelled or is finished. */
    private boolean isHot(Drill drill) {
        return !isOver(drill)
                && drill.activity().usesMunitions()
                && !range(drill.range()).dangerZone().isEmpty();
    }

    /**
     * Nobody is in a danger zone while it is closed, with or without munitions. Where both drills close one and these meet, they
     * keep apart as zones, unless a range is set up or cleared for longer than its zone is closed.
     */
    private void zones() {
        for (var hot : programme.drills()) {
            if (!isHot(hot)) {
                continue;
            }
            var zone = range(hot.range());
            for (var other : programme.drills()) {
                var range = range(other.range());
                if (!other.code().equals(hot.code())
                        && !isOver(other)
                        && !(isHeld(hot.code()) && isHeld(other.code()))
                        && isWithin(range, zone)
                        && !isApartAnyway(range, zone)
                        && !isApartByZone(other, zone)) {
                    rules.add(new PlanRule.KeepsOut(
                            "inZone/" + hot.code() + "/" + other.code(),
                            hot.code(),
                            other.code(),
                            units(range.setUpMinutes()),
                            units(range.clearUpMinutes())));
                }
            }
        }
    }

    /** Whether one who is on the range is in the zone of the other: it is the same, lies there, or their zones meet. */
    private boolean isWithin(TrainingRange range, TrainingRange hot) {
        return within.computeIfAbsent(
                range.code() + "/" + hot.code(),
                pair -> range.code().equals(hot.code())
                        || DangerZone.holds(
                                hot.dangerZone(), new DangerZone.Corner(range.latitude(), range.longitude()))
                        || meet(range, hot));
    }

    private static boolean meet(TrainingRange range, TrainingRange other) {
        return !range.dangerZone().isEmpty()
                && !other.dangerZone().isEmpty()
                && DangerZone.meet(range.dangerZone(), other.dangerZone());
    }

    /** Whether a range that takes one booking at a time keeps its drills apart for as long as the zone is closed. */
    private boolean isApartAnyway(TrainingRange range, TrainingRange hot) {
        return range.code().equals(hot.code())
                && range.bookings() == 1
                && Math.min(range.setUpMinutes(), range.clearUpMinutes()) >= numbers.zoneMinutes();
    }

    private boolean isApartByZone(Drill drill, TrainingRange hot) {
        var range = range(drill.range());
        return isHot(drill)
                && meet(range, hot)
                && Math.max(range.setUpMinutes(), range.clearUpMinutes()) <= numbers.zoneMinutes();
    }

    private void taken(List<Taken> taken) {
        var used = used().stream().map(TrainingRange::code).collect(Collectors.toSet());
        for (var i = 0; i < taken.size(); i++) {
            var booking = taken.get(i);
            if (used.contains(booking.range())) {
                var number = i;
                span(booking.from(), booking.to())
                        .ifPresent(span -> rules.add(new PlanRule.Reserved(
                                "taken/" + number, rangeId(booking.range()), span, 1, booking.persons())));
            }
            var range = ranges.get(booking.range());
            if (range != null) {
                takenZones(booking, range, i);
                takenOverseers(booking, range, i);
            }
        }
    }

    private void takenOverseers(Taken booking, TrainingRange range, int number) {
        var there = span(
                booking.from().plusMinutes(range.setUpMinutes()), booking.to().minusMinutes(range.clearUpMinutes()));
        named(booking.overseers()).keySet().forEach(key -> {
            var overseer = overseers.get(key);
            if (overseer != null) {
                there.ifPresent(span -> rules.add(
                        new PlanRule.Reserved("takenBy/" + number + "/" + overseer.id(), overseer.id(), span, 1, 0)));
            }
        });
    }

    private void takenZones(Taken booking, TrainingRange range, int number) {
        var isHot = booking.munitions() && !range.dangerZone().isEmpty();
        var shut = span(
                booking.from().minusMinutes(numbers.zoneMinutes()), booking.to().plusMinutes(numbers.zoneMinutes()));
        var there = span(booking.from(), booking.to());
        for (var drill : programme.drills()) {
            if (isHeld(drill.code())) {
                continue;
            }
            var own = range(drill.range());
            var id = number + "/" + drill.code();
            var zonesMeet = isHot && isHot(drill) && meet(own, range);
            if (zonesMeet) {
                shut.ifPresent(span -> rules.add(new PlanRule.ZoneTaken("zone/" + id, drill.code(), span)));
            }
            if (isHot && isWithin(own, range) && !isApartByZone(drill, range)) {
                shut.ifPresent(span -> rules.add(new PlanRule.ZoneShut(
                        "inZone/" + id, drill.code(), span, units(own.setUpMinutes()), units(own.clearUpMinutes()))));
            }
            if (isHot(drill) && !zonesMeet && isWithin(range, own)) {
                there.ifPresent(span -> rules.add(new PlanRule.ZoneTaken("theirs/" + id, drill.code(), span, true)));
            }
        }
    }

    /** Whatever of the period lies in the exercise, rounded outwards. */
    private Optional<Span> span(LocalDateTime from, LocalDateTime to) {
        var first = Math.max(0, unitsUntil(from));
        var last = Math.min(end(), unitsAfter(to));
        return first < last ? Optional.of(new Span(first, last)) : Optional.empty();
    }

    private List<TrainingRange> used() {
        return programme.drills().stream()
                .map(Drill::range)
                .distinct()
                .map(this::range)
                .toList();
    }

    private TrainingRange range(String code) {
        return Objects.requireNonNull(ranges.get(code), code);
    }

    private static String rangeId(String code) {
        return "RANGE/" + code;
    }

    private static String teamId(String code) {
        return "TEAM/" + code;
    }

    private int end() {
        return grid.startOfDay(grid.days());
    }

    private int within(int unit) {
        return Math.max(0, Math.min(end(), unit));
    }

    private int unitsUntil(LocalDateTime local) {
        return grid.unitsUntil(local.atZone(grid.zone()));
    }

    private int unitsAfter(LocalDateTime local) {
        var moment = local.atZone(grid.zone());
        var unit = grid.unitsUntil(moment);
        return grid.at(unit).isBefore(moment) ? unit + 1 : unit;
    }

    /** Minutes in units, rounded up: what is occupied longer hurts nobody. */
    private static int units(int minutes) {
        return Math.floorDiv(minutes + UNIT - 1, UNIT);
    }

    /** Where the drills of a plan stand, in units of the question. */
    static Map<String, Integer> starts(ScheduleProblem problem, DrillPlan plan) {
        var grid = (TimeGrid.Days) problem.grid();
        var starts = new LinkedHashMap<String, Integer>();
        plan.placements()
                .forEach(placement -> starts.put(
                        placement.drill(), grid.unitsUntil(placement.startsAt().atZone(grid.zone()))));
        return starts;
    }

    /**
     * A plan of the scheduler in days and hours.
     *
     * @param past of drills that are over and were not asked for: they stay as they stand
     */
    static List<DrillPlan.Placement> placements(
            ScheduleProblem problem,
            DrillProgramme programme,
            Map<String, Integer> starts,
            List<DrillPlan.Placement> past) {
        var grid = (TimeGrid.Days) problem.grid();
        var asked = problem.activities().stream().map(activity -> {
            var drill = programme.drill(activity.id()).orElseThrow();
            int start = Objects.requireNonNull(starts.get(activity.id()));
            var before = problem.previous().get(activity.id());
            return new DrillPlan.Placement(
                    drill.code(),
                    drill.range(),
                    grid.tell(start),
                    grid.tell(start + activity.duration()),
                    !problem.previous().isEmpty() && (before == null || before != start),
                    drill.pinnedTo() != null);
        });
        return Stream.concat(asked, past.stream())
                .sorted(Comparator.comparing(DrillPlan.Placement::startsAt)
                        .thenComparing(DrillPlan.Placement::range)
                        .thenComparing(DrillPlan.Placement::drill))
                .toList();
    }
}
