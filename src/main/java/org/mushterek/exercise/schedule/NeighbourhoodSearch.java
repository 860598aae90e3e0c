package org.mushterek.exercise.schedule;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Looks for plans that end sooner near the best one: some activities become free, the others keep the order in which they
 * use what they share and may move in time; CP-SAT solves what is left under a small limit. Which become free is a matter of
 * chance from a fixed seed, how many follows from how the last ones of that kind went.
 */
final class NeighbourhoodSearch {

    /** Of the solver's deterministic time, for each neighbourhood. */
    private static final double LIMIT = 0.03;

    /** What each costs beside that for each activity of the problem, in seconds of an ordinary machine. */
    private static final double SECONDS_FOR_MODEL = 0.000_15;

    /** How many activities become free at first, half of them at most, and how that changes with what was too easy or too hard. */
    private static final double FIRST_SIZE = 25;

    private static final double LEAST_SIZE = 5;
    private static final double GROWTH = 1.04;
    private static final double SHRINKING = 0.93;

    private final ScheduleProblem problem;
    private final long bound;
    private final SolverStop stop;
    private final SplittableRandom random;
    private final double[] sizes = new double[Kind.values().length];
    private long[] best;
    private CompiledProblem compiled;
    private double effort;
    private int tried;
    private boolean isBest;

    /** Which activities become free. */
    private enum Kind {
        /** Those about one time. */
        WINDOW,
        /** Those about one time that use one capacity. */
        CAPACITY,
        /** Any. */
        ANY,
        /** Those about two times. */
        TWO_WINDOWS
    }

    /**
     * @param bound no plan ends sooner
     * @param stop what ends the search from outside
     */
    NeighbourhoodSearch(ScheduleProblem problem, long[] plan, long bound, SplittableRandom random, SolverStop stop) {
        this.problem = problem;
        this.bound = bound;
        this.random = random;
        this.stop = stop;
        best = plan;
        compiled = better();
        Arrays.fill(sizes, Math.min(Math.max(1, plan.length / 2), FIRST_SIZE));
    }

    /** The problem with only plans that are better. */
    private CompiledProblem better() {
        var any = CompiledProblem.of(problem);
        return CompiledProblem.of(problem, any.endOf(best) - 1);
    }

    /**
     * The best plan that comes up within the limits.
     *
     * @param found is given each that is better
     */
    long[] run(SearchLimits limits, Consumer<long[]> found) {
        var began = System.nanoTime();
        while (compiled.horizon >= bound && !isBest && effort < limits.effort() && !stop.isStopped()) {
            var seconds = limits.seconds() - (System.nanoTime() - began) / 1e9;
            if (seconds <= 0) {
                break;
            }
            if (step(seconds)) {
                found.accept(best);
            }
        }
        return best;
    }

    /** Whether no plan ends sooner: one neighbourhood was the whole problem. */
    boolean isBest() {
        return isBest;
    }

    /** Whether it did all that its effort allows. */
    boolean isDone(SearchLimits limits) {
        return isBest || compiled.horizon < bound || effort >= limits.effort();
    }

    /** One neighbourhood; whether it holds a plan that ends sooner. */
    private boolean step(double seconds) {
        var k = tried++ % sizes.length;
        var free = free(Kind.values()[k], (int) Math.round(sizes[k]));
        var sub = new CpSatModel(compiled);
        keepOrder(sub, free);
        sub.model.minimize(sub.end);
        sub.hint(best);
        var solver = new CpSolver();
        var parameters = solver.getParameters();
        parameters.setRandomSeed(random.nextInt(1 << 30));
        parameters.setNumWorkers(1);
        parameters.setLinearizationLevel(0);
        parameters.setCpModelProbingLevel(0);
        parameters.setSymmetryLevel(0);
        parameters.setMaxDeterministicTime(LIMIT);
        parameters.setMaxTimeInSeconds(seconds);
        var status = stop.solve(solver, sub.model, null);
        if (stop.isStopped() && status == CpSolverStatus.UNKNOWN) {
            return false;
        }
        effort += solver.response().getDeterministicTime() * CpSatEngine.SECONDS_FOR_UNIT
                + best.length * SECONDS_FOR_MODEL;
        if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
            best = Arrays.stream(sub.starts).mapToLong(solver::value).toArray();
            compiled = better();
            return true;
        }
        if (status == CpSolverStatus.INFEASIBLE) {
            isBest = IntStream.range(0, best.length).allMatch(i -> free[i]);
            sizes[k] = Math.min(best.length, sizes[k] * GROWTH);
        } else {
            sizes[k] = Math.min(best.length, Math.max(LEAST_SIZE, sizes[k] * SHRINKING));
        }
        return false;
    }

    private boolean[] free(Kind kind, int size) {
        var free = new boolean[best.length];
        switch (kind) {
            case WINDOW -> freeNearest(free, time(), size);
            case TWO_WINDOWS -> {
                freeNearest(free, time(), size / 2);
                freeNearest(free, time(), size - size / 2);
            }
            case ANY -> {
                var all = shuffled();
                for (var k = 0; k < Math.min(size, all.length); k++) {
                    free[all[k]] = true;
                }
            }
            case CAPACITY -> {
                if (compiled.capacities.isEmpty()) {
                    freeNearest(free, time(), size);
                } else {
                    var users = compiled.capacities
                            .get(random.nextInt(compiled.capacities.size()))
                            .activities();
                    var time = time();
                    users.stream()
                            .sorted(Comparator.comparingDouble(i -> Math.abs(middle(i) - time)))
                            .limit(size)
                            .forEach(i -> free[i] = true);
                }
            }
        }
        return free;
    }

    private double time() {
        return random.nextDouble() * compiled.horizon;
    }

    private double middle(int activity) {
        return best[activity] + compiled.durations[activity] / 2.0;
    }

    private void freeNearest(boolean[] free, double time, int size) {
        var all = new ArrayList<Integer>();
        for (var i = 0; i < best.length; i++) {
            if (!free[i]) {
                all.add(i);
            }
        }
        all.sort(Comparator.comparingDouble(i -> Math.abs(middle(i) - time)));
        all.stream().limit(size).forEach(i -> free[i] = true);
    }

    private int[] shuffled() {
        var all = new int[best.length];
        for (var i = 0; i < all.length; i++) {
            var j = random.nextInt(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        return all;
    }

    private record Taking(int activity, long from, long to) {}

    /** Of two that are not free and use one thing, the earlier stays the earlier. */
    private void keepOrder(CpSatModel sub, boolean[] free) {
        for (var capacity : compiled.capacities) {
            var takings = new ArrayList<Taking>();
            for (var use : capacity.uses()) {
                var i = use.activity();
                if (!free[i]) {
                    takings.add(new Taking(i, best[i] - use.before(), best[i] + compiled.durations[i] + use.after()));
                }
            }
            keepOrder(sub, takings);
        }
        for (var rest : compiled.rests) {
            var takings = new ArrayList<Taking>();
            for (var i : rest.activities()) {
                if (!free[i]) {
                    takings.add(new Taking(i, best[i], best[i] + compiled.durations[i] + rest.length()));
                }
            }
            keepOrder(sub, takings);
        }
        for (var apart : compiled.aparts) {
            var one = apart.first();
            var other = apart.second();
            if (!free[one] && !free[other]) {
                keepOrder(
                        sub,
                        List.of(
                                new Taking(
                                        one,
                                        best[one] - apart.firstBefore(),
                                        best[one] + compiled.durations[one] + apart.firstAfter()),
                                new Taking(
                                        other,
                                        best[other] - apart.secondBefore(),
                                        best[other] + compiled.durations[other] + apart.secondAfter())));
            }
        }
    }

    /** Only between neighbours: what lies further apart follows from them. */
    private void keepOrder(CpSatModel sub, List<Taking> takings) {
        for (var later : takings) {
            var last = Long.MIN_VALUE;
            for (var earlier : takings) {
                if (earlier.to() <= later.from()) {
                    last = Math.max(last, earlier.from());
                }
            }
            for (var earlier : takings) {
                if (earlier.to() <= later.from() && earlier.to() > last && earlier != later) {
                    var i = earlier.activity();
                    var j = later.activity();
                    var lag = (earlier.to() - best[i]) + (best[j] - later.from());
                    sub.model.addGreaterOrEqual(sub.starts[j], LinearExpr.affine(sub.starts[i], 1, lag));
                }
            }
        }
    }
}
