package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Places one activity after the other at its earliest possible time, by a row of priorities and then by chance from a fixed
 * seed, pushes each plan to its end and back to the beginning as long as that makes it shorter, and keeps the best plan. In plain Java, so it runs everywhere; it proves little: only what order and allowed times
 * show, and a plan that reaches the plainest bounds.
 */
public final class SerialEngine implements PlanEngine {

    /** How many placements make a second of an ordinary machine. */
    private static final double PLACEMENTS_PER_SECOND = 400_000;

    private static final long SEED = 20_270_510L;

    @Override
    public String name() {
        return "serial schedule generation";
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Found search(ScheduleProblem problem, SearchLimits limits, SearchWatch watch) {
        return search(CompiledProblem.of(problem), limits, watch, Integer.MAX_VALUE);
    }

    /** With at most so many passes: for a first plan that another engine improves. */
    Found search(CompiledProblem compiled, SearchLimits limits, SearchWatch watch, int passes) {
        var earliest = compiled.earliest();
        if (earliest == null) {
            return new Found(State.NONE, null, -1, 0, 0, 0, Cut.FINISHED, 0);
        }
        return new Search(compiled, earliest, limits, watch).run(passes);
    }

    private static final class Search {

        private final CompiledProblem compiled;
        private final long[] earliest;
        private final SearchLimits limits;
        private final SearchWatch watch;
        private final long bound;
        private final long began = System.nanoTime();
        private final List<List<CompiledProblem.Edge>> into = new ArrayList<>();
        private final List<List<CompiledProblem.Edge>> outOf = new ArrayList<>();
        private final List<List<int[]>> uses = new ArrayList<>();
        private final List<List<Integer>> restsOf = new ArrayList<>();
        private final List<List<CompiledProblem.Apart>> apartsOf = new ArrayList<>();
        private final List<List<CompiledProblem.DayPair>> dayPairsOf = new ArrayList<>();

        private long placements;
        private @Nullable Search backwards;
        private long @Nullable [] best;
        private long bestEnd = -1;
        private int bestMoved;

        Search(CompiledProblem compiled, long[] earliest, SearchLimits limits, SearchWatch watch) {
            this.compiled = compiled;
            this.earliest = earliest;
            this.limits = limits;
            this.watch = watch;
            bound = compiled.endBound(earliest);
            for (var i = 0; i < compiled.count; i++) {
                into.add(new ArrayList<>());
                outOf.add(new ArrayList<>());
                uses.add(new ArrayList<>());
                restsOf.add(new ArrayList<>());
                apartsOf.add(new ArrayList<>());
                dayPairsOf.add(new ArrayList<>());
            }
            compiled.edges.forEach(edge -> {
                into.get(edge.to()).add(edge);
                outOf.get(edge.from()).add(edge);
            });
            for (var c = 0; c < compiled.capacities.size(); c++) {
                var all = compiled.capacities.get(c).uses();
                for (var u = 0; u < all.size(); u++) {
                    uses.get(all.get(u).activity()).add(new int[] {c, u});
                }
            }
            for (var r = 0; r < compiled.rests.size(); r++) {
                for (var activity : compiled.rests.get(r).activities()) {
                    restsOf.get(activity).add(r);
                }
            }
            compiled.aparts.forEach(apart -> {
                apartsOf.get(apart.first()).add(apart);
                apartsOf.get(apart.second()).add(apart);
            });
            compiled.dayPairs.forEach(pair -> {
                dayPairsOf.get(pair.first()).add(pair);
                dayPairsOf.get(pair.second()).add(pair);
            });
        }

        Found run(int passes) {
            var cut = Cut.FINISHED;
            var latest = compiled.latest();
            var random = new SplittableRandom(SEED);
            var replans = !compiled.problem.previous().isEmpty();
            for (var pass = 0; pass < passes; pass++) {
                if (watch.isStopped()) {
                    cut = Cut.STOPPED;
                    break;
                }
                if (placements > limits.effort() * PLACEMENTS_PER_SECOND) {
                    cut = Cut.EFFORT;
                    break;
                }
                if (System.nanoTime() - began > limits.seconds() * 1e9) {
                    cut = Cut.TIME;
                    break;
                }
                var plan = place(priorities(pass, latest, random), replans && pass % 2 == 0);
                if (plan != null) {
                    keep(plan);
                    if (!replans) {
                        justify(plan);
                    }
                }
                if (best != null && isGoodEnough()) {
                    break;
                }
            }
            if (best == null) {
                return new Found(State.UNKNOWN, null, -1, bound, 0, 0, finished(cut), effort());
            }
            var isBest = bestMoved == 0 && bestEnd == bound;
            return new Found(
                    isBest ? State.BEST : State.SOME,
                    best,
                    bestEnd,
                    bound,
                    bestMoved,
                    0,
                    isBest ? Cut.FINISHED : finished(cut),
                    effort());
        }

        /**
         * Places everything as late as possible before the plan's end, what ends last first, and then as early as possible in
         * that order: the gaps that the first placing left close (forward-backward improvement after Li and Willis).
         */
        private void justify(long[] plan) {
            if (!compiled.dayPairs.isEmpty()) {
                return;
            }
            long[] shorter = plan;
            do {
                var end = compiled.endOf(shorter);
                var late = backwardsFrom(end);
                if (late == null) {
                    return;
                }
                var byEnd = new double[compiled.count];
                for (var i = 0; i < byEnd.length; i++) {
                    byEnd[i] = end - shorter[i] - compiled.durations[i];
                }
                var mirrored = late.place(byEnd, false);
                placements += late.placements;
                late.placements = 0;
                if (mirrored == null) {
                    return;
                }
                var byStart = new double[compiled.count];
                for (var i = 0; i < byStart.length; i++) {
                    byStart[i] = end - mirrored[i] - compiled.durations[i];
                }
                var again = place(byStart, false);
                if (again == null || compiled.endOf(again) >= end) {
                    return;
                }
                keep(again);
                shorter = again;
            } while (!isGoodEnough());
        }

        private @Nullable Search backwardsFrom(long end) {
            if (backwards == null || backwards.compiled.horizon != end) {
                var mirrored = compiled.mirrored(end);
                var first = mirrored.earliest();
                backwards = first == null ? null : new Search(mirrored, first, limits, watch);
            }
            return backwards;
        }

        /** What ran through all its passes without a proof has spent its effort. */
        private static Cut finished(Cut cut) {
            return cut == Cut.FINISHED ? Cut.EFFORT : cut;
        }

        private double effort() {
            return placements / PLACEMENTS_PER_SECOND;
        }

        private boolean isGoodEnough() {
            return bestMoved == 0 && bestEnd - bound <= limits.gap() * bestEnd;
        }

        private void keep(long[] plan) {
            var moved = compiled.movedIn(plan);
            var end = compiled.endOf(plan);
            if (best == null || moved < bestMoved || moved == bestMoved && end < bestEnd) {
                best = plan;
                bestMoved = moved;
                bestEnd = end;
                watch.progress(moved, end, 0, bound);
            }
        }

        /** The lower, the sooner it is placed. */
        private double[] priorities(int pass, long[] latest, SplittableRandom random) {
            var values = new double[compiled.count];
            for (var i = 0; i < values.length; i++) {
                double latestStart = latest[i];
                double latestEnd = latestStart + compiled.durations[i];
                values[i] = switch (pass) {
                    case 0 -> latestStart;
                    case 1 -> latestEnd;
                    case 2 -> earliest[i];
                    case 3 -> latestStart - earliest[i];
                    case 4 -> -weight(i);
                    case 5 -> -compiled.durations[i];
                    default -> latestStart + random.nextDouble() * spread(pass);
                };
            }
            return values;
        }

        private double spread(int pass) {
            var longest = Math.max(1, Arrays.stream(compiled.durations).max().orElse(1));
            return longest * (0.5 + pass % 8);
        }

        private double weight(int activity) {
            var sum = (double) compiled.durations[activity];
            for (var edge : outOf.get(activity)) {
                if (edge.lag() > 0) {
                    sum += compiled.durations[edge.to()];
                }
            }
            return sum;
        }

        /** One plan, or null; what comes too late for something placed before pushes that back and starts over. */
        private long @Nullable [] place(double[] priorities, boolean keepingPrevious) {
            var release = earliest.clone();
            var restarts = 20 + compiled.count;
            while (restarts-- > 0) {
                var attempt = new Attempt(release);
                if (keepingPrevious) {
                    attempt.placePrevious();
                }
                if (attempt.placeAll(priorities)) {
                    return attempt.plan;
                }
                if (!attempt.pushedBack || watch.isStopped() || placements > limits.effort() * PLACEMENTS_PER_SECOND) {
                    return null;
                }
            }
            return null;
        }

        private final class Attempt {

            private final long[] release;
            private final long[] plan = new long[compiled.count];
            private final StepProfile[] profiles = new StepProfile[compiled.capacities.size()];
            private boolean pushedBack;

            Attempt(long[] release) {
                this.release = release;
                Arrays.fill(plan, -1);
                Arrays.setAll(profiles, c -> new StepProfile());
            }

            /** Leaves where it was what fits there, the earlier first. */
            void placePrevious() {
                var order = new ArrayList<Integer>();
                for (var i = 0; i < compiled.count; i++) {
                    if (previousOf(i) != null) {
                        order.add(i);
                    }
                }
                order.sort((a, b) -> {
                    var first = previousOf(a);
                    var second = previousOf(b);
                    return first == null || second == null ? 0 : Integer.compare(first, second);
                });
                for (var i : order) {
                    var before = previousOf(i);
                    if (before != null
                            && before >= release[i]
                            && before <= latestFor(i)
                            && earliestFor(i) <= before
                            && nextWithout(i, before) == before) {
                        put(i, before);
                    }
                }
            }

            private @Nullable Integer previousOf(int activity) {
                return compiled.problem
                        .previous()
                        .get(compiled.problem.activities().get(activity).id());
            }

            boolean placeAll(double[] priorities) {
                var open = new ArrayList<Integer>();
                var waitsFor = new int[compiled.count];
                for (var i = 0; i < compiled.count; i++) {
                    for (var edge : into.get(i)) {
                        if (edge.lag() > 0 && plan[edge.from()] < 0) {
                            waitsFor[i]++;
                        }
                    }
                    if (plan[i] < 0 && waitsFor[i] == 0) {
                        open.add(i);
                    }
                }
                while (!open.isEmpty()) {
                    var next = 0;
                    for (var k = 1; k < open.size(); k++) {
                        if (priorities[open.get(k)] < priorities[open.get(next)]) {
                            next = k;
                        }
                    }
                    var activity = open.remove(next);
                    if (!placeOne(activity)) {
                        return false;
                    }
                    for (var edge : outOf.get(activity)) {
                        if (edge.lag() > 0 && --waitsFor[edge.to()] == 0 && plan[edge.to()] < 0) {
                            open.add(edge.to());
                        }
                    }
                }
                return Arrays.stream(plan).allMatch(start -> start >= 0);
            }

            private boolean placeOne(int activity) {
                placements++;
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
                for (var edge : into.get(activity)) {
                    if (plan[edge.from()] >= 0) {
                        least = Math.max(least, plan[edge.from()] + edge.lag());
                    }
                }
                return least;
            }

            /** By what is placed and must come after, or on the same day. */
            private long latestFor(int activity) {
                var most = Long.MAX_VALUE;
                for (var edge : outOf.get(activity)) {
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
                for (var edge : outOf.get(activity)) {
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
                var start = compiled.starts[activity].notBefore(from);
                while (start >= 0) {
                    var later = obstacle(activity, start);
                    if (later <= start) {
                        return start;
                    }
                    start = later == Long.MAX_VALUE ? -1 : compiled.starts[activity].notBefore(later);
                }
                return -1;
            }

            /** The first time after what stands in the way, or something not later than {@code start}. */
            private long obstacle(int activity, long start) {
                long duration = compiled.durations[activity];
                for (var reference : uses.get(activity)) {
                    var capacity = compiled.capacities.get(reference[0]);
                    var use = capacity.uses().get(reference[1]);
                    var free = profiles[reference[0]].lastAbove(
                            start - use.before(), start + duration + use.after(), capacity.most() - use.amount());
                    if (free >= 0) {
                        return free == Long.MAX_VALUE ? free : free + use.before();
                    }
                }
                for (var r : restsOf.get(activity)) {
                    var rest = compiled.rests.get(r);
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
                        var otherTo = plan[other]
                                + compiled.durations[other]
                                + (isFirst ? apart.secondAfter() : apart.firstAfter());
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
                for (var reference : uses.get(activity)) {
                    var use = compiled.capacities.get(reference[0]).uses().get(reference[1]);
                    profiles[reference[0]].add(
                            start - use.before(), start + compiled.durations[activity] + use.after(), use.amount());
                }
            }
        }
    }
}
