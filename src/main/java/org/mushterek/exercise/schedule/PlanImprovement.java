package org.mushterek.exercise.schedule;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for plans that end sooner than a known one, without proof: breeds plans where that is promising, and then searches
 * neighbourhoods of the best. By chance from a fixed seed and with effort counted, so that the same comes out on each run.
 */
final class PlanImprovement {

    /** Which part of the effort goes into breeding. */
    private static final double BREEDING = 0.6;

    private final ScheduleProblem problem;
    private final CompiledProblem compiled;
    private final long bound;
    private final SolverStop stop;
    private final SplittableRandom random;
    private final Consumer<long[]> found;
    private long[] best;
    private long end;
    private boolean isBest;
    private boolean isDone;

    /**
     * What comes of it.
     *
     * @param isBest whether it is proven by the way that no plan ends sooner
     * @param isDone whether nothing but the effort ended it, so that it comes out the same each time
     */
    record Outcome(long[] plan, long end, boolean isBest, boolean isDone) {}

    /**
     * @param plan the known plan
     * @param bound no plan ends sooner
     * @param seed of the chance
     * @param found is given each plan that ends sooner than all before
     */
    PlanImprovement(
            ScheduleProblem problem,
            CompiledProblem compiled,
            long[] plan,
            long bound,
            long seed,
            SolverStop stop,
            Consumer<long[]> found) {
        this.problem = problem;
        this.compiled = compiled;
        this.bound = bound;
        this.stop = stop;
        this.found = found;
        random = new SplittableRandom(seed);
        best = plan;
        end = compiled.endOf(plan);
    }

    /** The best plan within an effort, or when it was stopped or the time was up. */
    Outcome run(SearchLimits limits) {
        var began = System.nanoTime();
        var breeding = breed(new SearchLimits(limits.effort() * BREEDING, limits.seconds(), 0));
        if (end > bound) {
            var left = new SearchLimits(
                    limits.effort() - breeding, limits.seconds() - (System.nanoTime() - began) / 1e9, 0);
            var search = new NeighbourhoodSearch(problem, best, bound, random, stop);
            search.run(left, this::keep);
            isBest = search.isBest();
            isDone = isDone && search.isDone(left);
        }
        return new Outcome(best, end, isBest || end <= bound, isDone);
    }

    /** What it cost. */
    private double breed(SearchLimits limits) {
        isDone = true;
        var earliest = compiled.earliest();
        if (earliest == null || !GeneticSearch.suits(compiled)) {
            return 0;
        }
        var budget = new PlacementBudget(limits, new SearchWatch() {
            @Override
            public boolean isStopped() {
                return stop.isStopped();
            }
        });
        var search = new GeneticSearch(compiled, earliest, budget, random, plan -> {
            keep(plan);
            return end <= bound;
        });
        long @Nullable [] known = best;
        while (!search.breed(known, GeneticSearch.Patience.LONG)) {
            known = null;
        }
        isDone = end <= bound || budget.cut() == PlanEngine.Cut.EFFORT;
        return budget.effort();
    }

    private void keep(long[] plan) {
        if (compiled.endOf(plan) < end) {
            best = plan;
            end = compiled.endOf(plan);
            found.accept(plan);
        }
    }
}
