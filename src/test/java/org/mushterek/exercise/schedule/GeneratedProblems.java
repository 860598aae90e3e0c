package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Problems of the kinds that the field measures itself with, made from a seed: projects with scarce resources as in PSPLIB,
 * the same with maximum lags, projects whose best plan is known because they were cut out of it, and drills on ranges.
 */
final class GeneratedProblems {

    private GeneratedProblems() {}

    /**
     * A project in the way of ProGen: activities of 1 to 10 units, four resources, a network of about {@code complexity} arcs
     * for each activity.
     *
     * @param factor which part of the resources an activity needs, 0 to 1
     * @param strength how plentiful they are: 0 is the largest single demand, 1 is what never binds
     */
    static ScheduleProblem project(int activities, double complexity, double factor, double strength, long seed) {
        var random = new SplittableRandom(seed);
        var durations = new int[activities];
        var demands = new int[activities][4];
        for (var i = 0; i < activities; i++) {
            durations[i] = random.nextInt(1, 11);
            for (var r = 0; r < 4; r++) {
                if (random.nextDouble() < factor) {
                    demands[i][r] = random.nextInt(1, 11);
                }
            }
            if (sum(demands[i]) == 0) {
                demands[i][random.nextInt(4)] = random.nextInt(1, 11);
            }
        }
        var rules = new ArrayList<PlanRule>();
        var arcs = new HashMap<Long, Boolean>();
        var width = Math.max(3, activities / 10);
        for (var j = width; j < activities; j++) {
            addArc(rules, arcs, random.nextInt(Math.max(0, j - 4 * width), j), j);
        }
        while (rules.size() < complexity * activities) {
            var i = random.nextInt(0, activities - 1);
            addArc(rules, arcs, i, random.nextInt(i + 1, Math.min(activities, i + 5 * width)));
        }
        var start = earliest(durations, rules);
        var resources = new ArrayList<Resource>();
        for (var r = 0; r < 4; r++) {
            var most = 0;
            var peak = 0;
            for (var i = 0; i < activities; i++) {
                most = Math.max(most, demands[i][r]);
                var level = 0;
                for (var j = 0; j < activities; j++) {
                    if (start[j] <= start[i] && start[i] < start[j] + durations[j]) {
                        level += demands[j][r];
                    }
                }
                peak = Math.max(peak, level);
            }
            resources.add(Resource.of("R" + (r + 1), Math.max(1, most + (int) Math.round(strength * (peak - most)))));
        }
        return ScheduleProblem.of(
                new TimeGrid.Units(null), resources, activities(durations, demands), rules, null, Map.of());
    }

    /** The same with maximum lags, by which an activity may not begin too long after one that it follows. */
    static ScheduleProblem projectWithMaximumLags(
            int activities, double factor, double strength, double slack, long seed) {
        var plain = project(activities, 1.5, factor, strength, seed);
        var random = new SplittableRandom(seed + 1);
        var rules = new ArrayList<PlanRule>();
        for (var rule : plain.rules()) {
            if (rule instanceof PlanRule.Order order && random.nextDouble() < 0.35) {
                var least = random.nextInt(0, 4);
                rules.add(new PlanRule.Order(
                        order.id(),
                        order.before(),
                        order.after(),
                        PlanRule.Anchor.END,
                        least,
                        least + random.nextInt(0, Math.max(1, (int) (slack * activities)))));
            } else {
                rules.add(rule);
            }
        }
        return plain.keeping(rules);
    }

    /**
     * A project cut out of its own best plan: every resource is full from 0 to {@code end}, so none ends sooner, and the
     * order is that of the plan.
     */
    static ScheduleProblem cutFromPlan(int end, int resources, int capacity, long seed) {
        var random = new SplittableRandom(seed);
        var activities = new ArrayList<Activity>();
        var starts = new HashMap<String, Integer>();
        for (var r = 0; r < resources; r++) {
            var resource = "R" + (r + 1);
            for (var lane = 0; lane < capacity; lane++) {
                var time = 0;
                while (time < end) {
                    var duration = Math.min(end - time, random.nextInt(2, 9));
                    if (end - time - duration == 1) {
                        duration++;
                    }
                    var id = "a" + (activities.size() + 1);
                    activities.add(Activity.of(id, duration, new Demand(resource, 1, 0)));
                    starts.put(id, time);
                    time += duration;
                }
            }
        }
        var rules = new ArrayList<PlanRule>();
        for (var k = 0; k < activities.size(); k++) {
            var before = activities.get(random.nextInt(activities.size()));
            var after = activities.get(random.nextInt(activities.size()));
            if (start(starts, before) + before.duration() <= start(starts, after)) {
                rules.add(PlanRule.Order.follows("o" + k, before.id(), after.id()));
            }
        }
        var shared = new ArrayList<Resource>();
        for (var r = 0; r < resources; r++) {
            shared.add(Resource.of("R" + (r + 1), capacity));
        }
        return ScheduleProblem.of(new TimeGrid.Units(null), shared, activities, rules, null, Map.of());
    }

    /** Drills of two to six hours on ranges that are open from 7 to 19, with teams that rest eight hours; units of 15 minutes. */
    static ScheduleProblem drills(int drills, int ranges, int days, long seed) {
        var random = new SplittableRandom(seed);
        var resources = new ArrayList<Resource>();
        var rules = new ArrayList<PlanRule>();
        var open = new ArrayList<Span>();
        for (var day = 0; day < days; day++) {
            open.add(new Span(day * 96 + 28, day * 96 + 76));
        }
        for (var r = 0; r < ranges; r++) {
            var id = "range" + r;
            resources.add(new Resource(id, id, Resource.Kind.RANGE, r % 4 == 0 ? 2 : 1, 120, 2, 2));
            rules.add(new PlanRule.Hours("hours/" + id, id, open));
            if (r % 5 == 0) {
                var day = random.nextInt(days);
                rules.add(new PlanRule.Closure("closed/" + id, id, new Span(day * 96, day * 96 + 96)));
            }
        }
        var teams = Math.max(2, drills / 12);
        for (var t = 0; t < teams; t++) {
            var id = "team" + t;
            resources.add(new Resource(id, id, Resource.Kind.TEAM, 1, null, 0, 0));
            rules.add(new PlanRule.Rest("rest/" + id, id, 32));
        }
        var activities = new ArrayList<Activity>();
        for (var d = 0; d < drills; d++) {
            var duration = random.nextInt(8, 25);
            activities.add(Activity.of(
                    "d" + d,
                    duration,
                    new Demand("range" + random.nextInt(ranges), 1, random.nextInt(10, 60)),
                    new Demand("team" + d % teams, 1, 0)));
            if (d >= teams && random.nextInt(3) == 0) {
                rules.add(PlanRule.Order.follows("o" + d, "d" + (d - teams), "d" + d));
            }
        }
        return ScheduleProblem.of(
                new TimeGrid.Days(java.time.LocalDate.of(2027, 5, 10), days, java.time.ZoneId.of("Asia/Baku"), 15),
                resources,
                activities,
                rules,
                null,
                Map.of());
    }

    private static int start(Map<String, Integer> starts, Activity activity) {
        return starts.getOrDefault(activity.id(), 0);
    }

    private static void addArc(List<PlanRule> rules, Map<Long, Boolean> arcs, int before, int after) {
        if (arcs.putIfAbsent(before * 100_000L + after, true) == null) {
            rules.add(PlanRule.Order.follows(
                    "o" + (before + 1) + "-" + (after + 1), "a" + (before + 1), "a" + (after + 1)));
        }
    }

    private static int[] earliest(int[] durations, List<PlanRule> rules) {
        var start = new int[durations.length];
        for (var round = 0; round < durations.length; round++) {
            for (var rule : rules) {
                if (rule instanceof PlanRule.Order order) {
                    var before = Integer.parseInt(order.before().substring(1)) - 1;
                    var after = Integer.parseInt(order.after().substring(1)) - 1;
                    start[after] = Math.max(start[after], start[before] + durations[before]);
                }
            }
        }
        return start;
    }

    private static int sum(int[] values) {
        var sum = 0;
        for (var value : values) {
            sum += value;
        }
        return sum;
    }

    private static List<Activity> activities(int[] durations, int[][] demands) {
        var activities = new ArrayList<Activity>();
        for (var i = 0; i < durations.length; i++) {
            var needs = new ArrayList<Demand>();
            for (var r = 0; r < demands[i].length; r++) {
                if (demands[i][r] > 0) {
                    needs.add(new Demand("R" + (r + 1), demands[i][r], 0));
                }
            }
            activities.add(new Activity("a" + (i + 1), "a" + (i + 1), durations[i], needs, null));
        }
        return activities;
    }
}
