package org.mushterek.exercise.schedule;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Places one activity after the other at its earliest possible time, by a row of priorities and then by chance from a fixed
 * seed, pushes each plan to its end and back to the beginning as long as that makes it shorter, and keeps the best plan. In plain Java, so it runs everywhere; it proves little: only what order and allowed times
 * show, and a plan that reaches the plainest bounds.
 */
public final class SerialEngine implements PlanEngine {

    private static final long SEED = 20_270_510L;

    /** So many passes before plans are bred from their best. */
    private static final int FIRST_PASSES = 24;

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
        var compiled = CompiledProblem.of(problem);
        return breeds(compiled)
                ? search(compiled, limits, watch, FIRST_PASSES, Integer.MAX_VALUE)
                : search(compiled, limits, watch, Integer.MAX_VALUE, 0);
    }

    private static boolean breeds(CompiledProblem compiled) {
        return compiled.problem.previous().isEmpty() && GeneticSearch.suits(compiled);
    }

    /** With at most so many passes, and populations bred from their best plan: for a plan that another engine improves. */
    Found search(CompiledProblem compiled, SearchLimits limits, SearchWatch watch, int passes, int populations) {
        var earliest = compiled.earliest();
        if (earliest == null) {
            return new Found(State.NONE, null, -1, 0, 0, 0, Cut.FINISHED, 0);
        }
        return new Search(compiled, earliest, limits, watch).run(passes, populations);
    }

    private static final class Search {

        private final CompiledProblem compiled;
        private final long[] earliest;
        private final SearchLimits limits;
        private final SearchWatch watch;
        private final long bound;
        private final PlacementBudget budget;
        private final SerialPlacement forwards;

        private @Nullable SerialPlacement backwards;
        private long backwardsFrom = -1;
        private long @Nullable [] best;
        private long bestEnd = -1;
        private int bestMoved;

        Search(CompiledProblem compiled, long[] earliest, SearchLimits limits, SearchWatch watch) {
            this.compiled = compiled;
            this.earliest = earliest;
            this.limits = limits;
            this.watch = watch;
            bound = compiled.endBound(earliest);
            budget = new PlacementBudget(limits, watch);
            forwards = new SerialPlacement(compiled, earliest, budget);
        }

        Found run(int passes, int populations) {
            var cut = Cut.FINISHED;
            var latest = compiled.latest();
            var random = new SplittableRandom(SEED);
            var replans = !compiled.problem.previous().isEmpty();
            for (var pass = 0; pass < passes || best == null && populations == Integer.MAX_VALUE; pass++) {
                cut = budget.cut();
                if (cut != Cut.FINISHED) {
                    break;
                }
                var plan = forwards.place(priorities(pass, latest, random), replans && pass % 2 == 0);
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
            if (cut == Cut.FINISHED && best != null && breeds(compiled)) {
                breed(best, populations, random);
                cut = budget.cut();
            }
            if (best == null) {
                return new Found(State.UNKNOWN, null, -1, bound, 0, 0, finished(cut), budget.effort());
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
                    budget.effort());
        }

        private void breed(long[] first, int populations, SplittableRandom random) {
            if (isGoodEnough()) {
                return;
            }
            var search = new GeneticSearch(compiled, earliest, budget, random, plan -> {
                keep(plan);
                return isGoodEnough();
            });
            for (var p = 0; p < populations; p++) {
                var patience = p == 0 ? GeneticSearch.Patience.SHORT : GeneticSearch.Patience.LONG;
                if (search.breed(p == 0 ? first : null, patience)) {
                    return;
                }
            }
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
                if (mirrored == null) {
                    return;
                }
                var byStart = new double[compiled.count];
                for (var i = 0; i < byStart.length; i++) {
                    byStart[i] = end - mirrored[i] - compiled.durations[i];
                }
                var again = forwards.place(byStart, false);
                if (again == null || compiled.endOf(again) >= end) {
                    return;
                }
                keep(again);
                shorter = again;
            } while (!isGoodEnough());
        }

        private @Nullable SerialPlacement backwardsFrom(long end) {
            if (backwards == null || backwardsFrom != end) {
                var mirrored = compiled.mirrored(end);
                var first = mirrored.earliest();
                backwards = first == null ? null : new SerialPlacement(mirrored, first, budget);
                backwardsFrom = end;
            }
            return backwards;
        }

        /** What ran through all its passes without a proof has spent its effort. */
        private static Cut finished(Cut cut) {
            return cut == Cut.FINISHED ? Cut.EFFORT : cut;
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
            for (var edge : compiled.edges) {
                if (edge.from() == activity && edge.lag() > 0) {
                    sum += compiled.durations[edge.to()];
                }
            }
            return sum;
        }
    }
}
