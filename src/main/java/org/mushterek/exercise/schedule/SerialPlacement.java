package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places one activity after the other at its earliest possible time beside what is placed already, in an order that is given
 * by priorities (serial schedule generation). What comes too late for something that is placed pushes that back and starts
 * over. For one thread.
 */
final class SerialPlacement {

    /** Up to so many units it is faster to count each of them than to keep steps. */
    private static final int FEW_UNITS = 2_000;

    private final CompiledProblem compiled;
    private final int count;
    private final long[] earliest;
    private final PlacementBudget budget;
    private final CompiledProblem.Edge[][] into;
    private final CompiledProblem.Edge[][] outOf;
    private final int[] predecessors;
    private final int[][] capacityOf;
    private final CompiledProblem.Use[][] useOf;
    private final Occupancy[] occupancies;
    private final List<List<CompiledProblem.Rest>> restsOf = new ArrayList<>();
    private final List<List<CompiledProblem.Apart>> apartsOf = new ArrayList<>();
    private final List<List<CompiledProblem.DayPair>> dayPairsOf = new ArrayList<>();

    private long[] plan;
    private long[] release;
    private boolean pushedBack;

    SerialPlacement(CompiledProblem compiled, long[] earliest, PlacementBudget budget) {
        this.compiled = compiled;
        this.earliest = earliest;
        this.budget = budget;
        count = compiled.count;
        plan = new long[count];
        release = earliest;
        into = new CompiledProblem.Edge[count][];
        outOf = new CompiledProblem.Edge[count][];
        predecessors = new int[count];
        capacityOf = new int[count][];
        useOf = new CompiledProblem.Use[count][];
        var incoming = lists();
        var outgoing = lists();
        for (var edge : compiled.edges) {
            incoming.get(edge.to()).add(edge);
            outgoing.get(edge.from()).add(edge);
            if (edge.lag() > 0) {
                predecessors[edge.to()]++;
            }
        }
        for (var i = 0; i < count; i++) {
            into[i] = incoming.get(i).toArray(CompiledProblem.Edge[]::new);
            outOf[i] = outgoing.get(i).toArray(CompiledProblem.Edge[]::new);
            restsOf.add(new ArrayList<>());
            apartsOf.add(new ArrayList<>());
            dayPairsOf.add(new ArrayList<>());
        }
        occupancies = new Occupancy[compiled.capacities.size()];
        readCapacities();
        for (var rest : compiled.rests) {
            rest.activities().forEach(activity -> restsOf.get(activity).add(rest));
        }
        for (var apart : compiled.aparts) {
            apartsOf.get(apart.first()).add(apart);
            apartsOf.get(apart.second()).add(apart);
        }
        for (var pair : compiled.dayPairs) {
            dayPairsOf.get(pair.first()).add(pair);
            dayPairsOf.get(pair.second()).add(pair);
        }
    }

    private List<List<CompiledProblem.Edge>> lists() {
        var lists = new ArrayList<List<CompiledProblem.Edge>>();
        for (var i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private void readCapacities() {
        for (var i = 0; i < count; i++) {
            capacityOf[i] = new int[0];
            useOf[i] = new CompiledProblem.Use[0];
        }
        for (var c = 0; c < occupancies.length; c++) {
            var before = 0;
            var after = 0;
            for (var use : compiled.capacities.get(c).uses()) {
                var i = use.activity();
                capacityOf[i] = Arrays.copyOf(capacityOf[i], capacityOf[i].length + 1);
                useOf[i] = Arrays.copyOf(useOf[i], useOf[i].length + 1);
                capacityOf[i][capacityOf[i].length - 1] = c;
                useOf[i][useOf[i].length - 1] = use;
                before = Math.max(before, use.before());
                after = Math.max(after, use.after());
            }
            var units = compiled.horizon + before + after;
            occupancies[c] =
                    units <= FEW_UNITS ? new UnitProfile(before, (int) compiled.horizon + after) : new StepProfile();
        }
    }

    /**
     * A plan; null where none comes out in this order.
     *
     * @param priorities the lower, the sooner an activity is placed
     * @param keepingPrevious whether what fits where it stood in the previous plan is left there first
     */
    long @Nullable [] place(double[] priorities, boolean keepingPrevious) {
        release = earliest.clone();
        var restarts = 20 + count;
        while (restarts-- > 0) {
            begin();
            if (keepingPrevious) {
                placePrevious();
            }
            if (placeAll(priorities)) {
                return plan;
            }
            if (!pushedBack || budget.isOver()) {
                return null;
            }
        }
        return null;
    }

    private void begin() {
        plan = new long[count];
        Arrays.fill(plan, -1);
        for (var c = 0; c < occupancies.length; c++) {
            var occupancy = occupancies[c];
            occupancy.clear();
            compiled.capacities
                    .get(c)
                    .fixed()
                    .forEach(taken -> occupancy.add(taken.from(), taken.to(), taken.amount()));
        }
        pushedBack = false;
    }

    /** Leaves where it was what fits there, the earlier first. */
    private void placePrevious() {
        record Standing(int activity, int start) {}
        var order = new ArrayList<Standing>();
        for (var i = 0; i < count; i++) {
            var before = compiled.problem
                    .previous()
                    .get(compiled.problem.activities().get(i).id());
            if (before != null) {
                order.add(new Standing(i, before));
            }
        }
        order.sort(Comparator.comparingInt(Standing::start));
        for (var standing : order) {
            var i = standing.activity();
            long before = standing.start();
            if (before >= release[i]
                    && before <= latestFor(i)
                    && earliestFor(i) <= before
                    && nextWithout(i, before) == before) {
                put(i, before);
            }
        }
    }

    private boolean placeAll(double[] priorities) {
        var open = new int[count];
        var size = 0;
        var placed = 0;
        var waitsFor = predecessors.clone();
        for (var i = 0; i < count; i++) {
            if (plan[i] >= 0) {
                placed++;
                for (var edge : outOf[i]) {
                    if (edge.lag() > 0) {
                        waitsFor[edge.to()]--;
                    }
                }
            }
        }
        for (var i = 0; i < count; i++) {
            if (plan[i] < 0 && waitsFor[i] == 0) {
                open[size++] = i;
            }
        }
        while (size > 0) {
            var next = 0;
            for (var k = 1; k < size; k++) {
                if (priorities[open[k]] < priorities[open[next]]) {
                    next = k;
                }
            }
            // To look through many costs as much as to try some times.
            budget.count(size / 32);
            var activity = open[next];
            size--;
            System.arraycopy(open, next + 1, open, next, size - next);
            if (!placeOne(activity)) {
                return false;
            }
            placed++;
            for (var edge : outOf[activity]) {
                if (edge.lag() > 0 && --waitsFor[edge.to()] == 0 && plan[edge.to()] < 0) {
                    open[size++] = edge.to();
                }
            }
        }
        return placed == count;
    }

    private boolean placeOne(int activity) {
        var start = nextWithout(activity, Math.max(release[activity], earliestFor(activity)));
        if (start < 0) {
            return false;
        }
        if (start > latestFor(activity)) {
            pushBack(activity, start);
            return false;
        }
        put(activity, start);
        return true;
    }

    /** By what is placed and must come before. */
    private long earliestFor(int activity) {
        long least = 0;
        for (var edge : into[activity]) {
            if (plan[edge.from()] >= 0) {
                least = Math.max(least, plan[edge.from()] + edge.lag());
            }
        }
        return least;
    }

    /** By what is placed and must come after, or on the same day. */
    private long latestFor(int activity) {
        var most = Long.MAX_VALUE;
        for (var edge : outOf[activity]) {
            if (plan[edge.to()] >= 0) {
                most = Math.min(most, plan[edge.to()] - edge.lag());
            }
        }
        for (var pair : dayPairsOf.get(activity)) {
            var other = pair.first() == activity ? pair.second() : pair.first();
            if (pair.same() && plan[other] >= 0) {
                most = Math.min(most, endOfDay(plan[other]) - 1);
            }
        }
        return most;
    }

    private void pushBack(int activity, long start) {
        for (var edge : outOf[activity]) {
            if (plan[edge.to()] >= 0 && start + edge.lag() > plan[edge.to()]) {
                release[edge.to()] = Math.max(release[edge.to()], start + edge.lag());
                pushedBack = true;
            }
        }
        for (var pair : dayPairsOf.get(activity)) {
            var other = pair.first() == activity ? pair.second() : pair.first();
            if (pair.same() && plan[other] >= 0 && endOfDay(plan[other]) <= start) {
                release[other] = Math.max(release[other], startOfDay(start));
                pushedBack = true;
            }
        }
    }

    /** The first time from {@code from} on at which nothing that is placed stands in the way; -1 where there is none. */
    private long nextWithout(int activity, long from) {
        var allowed = compiled.starts[activity];
        var start = allowed.notBefore(from);
        while (start >= 0) {
            var later = obstacle(activity, start);
            if (later <= start) {
                return start;
            }
            start = later == Long.MAX_VALUE ? -1 : allowed.notBefore(later);
        }
        return -1;
    }

    /** The first time after what stands in the way, or something not later than {@code start}. */
    private long obstacle(int activity, long start) {
        budget.count(1);
        long duration = compiled.durations[activity];
        for (var u = 0; u < useOf[activity].length; u++) {
            var use = useOf[activity][u];
            var c = capacityOf[activity][u];
            var free = occupancies[c].lastAbove(
                    start - use.before(),
                    start + duration + use.after(),
                    compiled.capacities.get(c).most() - use.amount());
            if (free >= 0) {
                return free == Long.MAX_VALUE ? free : free + use.before();
            }
        }
        for (var rest : restsOf.get(activity)) {
            for (var other : rest.activities()) {
                if (other != activity && plan[other] >= 0) {
                    var free = plan[other] + compiled.durations[other] + rest.length();
                    if (start < free && start + duration + rest.length() > plan[other]) {
                        return free;
                    }
                }
            }
        }
        for (var apart : apartsOf.get(activity)) {
            var isFirst = apart.first() == activity;
            var other = isFirst ? apart.second() : apart.first();
            if (plan[other] >= 0) {
                var before = isFirst ? apart.firstBefore() : apart.secondBefore();
                var after = isFirst ? apart.firstAfter() : apart.secondAfter();
                var otherFrom = plan[other] - (isFirst ? apart.secondBefore() : apart.firstBefore());
                var otherTo =
                        plan[other] + compiled.durations[other] + (isFirst ? apart.secondAfter() : apart.firstAfter());
                if (start - before < otherTo && start + duration + after > otherFrom) {
                    return otherTo + before;
                }
            }
        }
        for (var pair : dayPairsOf.get(activity)) {
            var other = pair.first() == activity ? pair.second() : pair.first();
            if (plan[other] >= 0) {
                if (pair.same() && start < startOfDay(plan[other])) {
                    return startOfDay(plan[other]);
                }
                if (!pair.same() && startOfDay(start) == startOfDay(plan[other])) {
                    return endOfDay(start);
                }
            }
        }
        return start;
    }

    private long startOfDay(long time) {
        var grid = compiled.problem.grid();
        return grid.startOfDay(grid.dayOf(Math.toIntExact(time)));
    }

    private long endOfDay(long time) {
        var grid = compiled.problem.grid();
        return grid.startOfDay(grid.dayOf(Math.toIntExact(time)) + 1);
    }

    private void put(int activity, long start) {
        plan[activity] = start;
        for (var u = 0; u < useOf[activity].length; u++) {
            var use = useOf[activity][u];
            occupancies[capacityOf[activity][u]].add(
                    start - use.before(), start + compiled.durations[activity] + use.after(), use.amount());
        }
    }
}
