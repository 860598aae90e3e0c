package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Problems small enough to try every plan. */
final class SmallProblems {

    private static final int END = 9;
    private static final int DAY = 4;

    private SmallProblems() {}

    /** Four activities under rules of every kind, from a seed; about a third have no plan. */
    static ScheduleProblem random(long seed, boolean replans) {
        var random = new SplittableRandom(seed);
        var resources = List.of(
                new Resource("A", "A", Resource.Kind.RANGE, 2, 5, random.nextInt(2), random.nextInt(2)),
                new Resource("T", "T", Resource.Kind.TEAM, 1, null, 0, 0));
        var activities = new ArrayList<Activity>();
        for (var i = 0; i < 4; i++) {
            var demands = new ArrayList<Demand>();
            if (random.nextBoolean()) {
                demands.add(new Demand("A", random.nextInt(1, 3), random.nextInt(0, 4)));
            }
            if (random.nextBoolean()) {
                demands.add(new Demand("T", 1, 0));
            }
            activities.add(new Activity(
                    "" + i,
                    "" + i,
                    random.nextInt(0, 4),
                    demands,
                    random.nextInt(3) == 0 ? zone(i, random.nextInt(2), random.nextInt(2)) : null));
        }
        var rules = new ArrayList<PlanRule>();
        var count = random.nextInt(2, 6);
        for (var k = 0; k < count; k++) {
            rules.add(rule("r" + k, activities, random));
        }
        var previous = new HashMap<String, Integer>();
        if (replans) {
            activities.forEach(activity -> previous.put(activity.id(), random.nextInt(0, END)));
        }
        return ScheduleProblem.of(new TimeGrid.Units(DAY), resources, activities, rules, END, previous);
    }

    private static DangerZone zone(int shift, int before, int after) {
        var west = 49 + shift * 0.02;
        return new DangerZone(
                List.of(
                        new DangerZone.Corner(40, west),
                        new DangerZone.Corner(40, west + 0.03),
                        new DangerZone.Corner(40.1, west)),
                before,
                after);
    }

    private static PlanRule rule(String id, List<Activity> activities, SplittableRandom random) {
        var one = activities.get(random.nextInt(2));
        var other = activities.get(random.nextInt(2, 4));
        var from = random.nextInt(0, END - 3);
        return switch (random.nextInt(15)) {
            case 0 -> PlanRule.Order.follows(id, one.id(), other.id());
            case 1 -> new PlanRule.Order(id, one.id(), other.id(), PlanRule.Anchor.START, -1, random.nextInt(0, 3));
            case 2 -> new PlanRule.Order(id, other.id(), one.id(), PlanRule.Anchor.END, 1, 2);
            case 3 -> new PlanRule.Window(id, one.id(), from, from + 3);
            case 4 -> new PlanRule.Pin(id, other.id(), from);
            case 5 -> new PlanRule.Closure(id, "A", new Span(from, from + 2));
            case 6 ->
                random.nextBoolean()
                        ? new PlanRule.SameDay(id, one.id(), other.id())
                        : new PlanRule.NotSameDay(id, one.id(), other.id());
            case 7 -> new PlanRule.Rest(id, "T", random.nextInt(1, 3));
            case 8 -> new PlanRule.Hours(id, "A", List.of(new Span(0, 4), new Span(from + 2, from + 5)));
            case 9 -> new PlanRule.KeepsOut(id, one.id(), other.id(), random.nextInt(0, 2), random.nextInt(0, 2));
            case 10 ->
                new PlanRule.ZoneShut(
                        id, other.id(), new Span(from, from + 2), random.nextInt(0, 2), random.nextInt(0, 2));
            case 13 ->
                random.nextBoolean()
                        ? new PlanRule.Held(id, other.id(), from)
                        : new PlanRule.Elapsed(
                                id,
                                random.nextInt(0, 3),
                                Set.of(one.id(), other.id()),
                                Map.of(one.id(), random.nextInt(0, 3)));
            case 11, 12 ->
                new PlanRule.Reserved(
                        id,
                        "A",
                        new Span(from, from + random.nextInt(1, 4)),
                        random.nextInt(0, 3),
                        random.nextInt(0, 5));
            default ->
                new PlanRule.ByLight(
                        id,
                        one.id(),
                        PlanRule.Light.NIGHT,
                        List.of(new Span(0, 2), new Span(3, 3 + random.nextInt(1, 5))));
        };
    }

    /** How many a plan moves, and when it ends; the smaller the better, in this order. */
    record Worth(int moved, int end) {}

    /** The best of all plans, found by trying each. */
    static Optional<Worth> bestOfAll(ScheduleProblem problem) {
        var best = new Worth[1];
        tryAll(problem, 0, new HashMap<>(), best);
        return Optional.ofNullable(best[0]);
    }

    private static void tryAll(ScheduleProblem problem, int index, Map<String, Integer> plan, Worth[] best) {
        if (index == problem.activities().size()) {
            if (PlanCheck.broken(problem, plan).isEmpty()) {
                var worth = worth(problem, plan);
                if (best[0] == null
                        || worth.moved() < best[0].moved()
                        || worth.moved() == best[0].moved() && worth.end() < best[0].end()) {
                    best[0] = worth;
                }
            }
            return;
        }
        var activity = problem.activities().get(index);
        for (var start = 0; start + activity.duration() <= END; start++) {
            plan.put(activity.id(), start);
            tryAll(problem, index + 1, plan, best);
        }
        plan.remove(activity.id());
    }

    static Worth worth(ScheduleProblem problem, Map<String, Integer> plan) {
        var moved = 0;
        var end = 0;
        for (var activity : problem.activities()) {
            var start = plan.getOrDefault(activity.id(), 0);
            var before = problem.previous().get(activity.id());
            moved += before != null && !before.equals(start) ? 1 : 0;
            end = Math.max(end, start + activity.duration());
        }
        return new Worth(moved, end);
    }

    /** Whether any plan keeps these rules within the end, by trying each. */
    static boolean fits(ScheduleProblem problem, List<PlanRule> rules) {
        return bestOfAll(problem.keeping(rules)).isPresent();
    }
}
