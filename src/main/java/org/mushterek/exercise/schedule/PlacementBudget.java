package org.mushterek.exercise.schedule;

/**
 * What searches that place activities one after the other may spend: tries of a time for an activity, which are the
 * same everywhere, and seconds.
 */
final class PlacementBudget {

    /** How many tries make a second of an ordinary machine. */
    private static final double TRIES_PER_SECOND = 8_000_000;

    private final SearchLimits limits;
    private final SearchWatch watch;
    private final long began = System.nanoTime();
    private long tries;

    PlacementBudget(SearchLimits limits, SearchWatch watch) {
        this.limits = limits;
        this.watch = watch;
    }

    void count(int more) {
        tries += more;
    }

    boolean isOver() {
        return cut() != PlanEngine.Cut.FINISHED;
    }

    /** What ends the search now; {@link PlanEngine.Cut#FINISHED} where nothing does. */
    PlanEngine.Cut cut() {
        if (watch.isStopped()) {
            return PlanEngine.Cut.STOPPED;
        }
        if (tries > limits.effort() * TRIES_PER_SECOND) {
            return PlanEngine.Cut.EFFORT;
        }
        return System.nanoTime() - began > limits.seconds() * 1e9 ? PlanEngine.Cut.TIME : PlanEngine.Cut.FINISHED;
    }

    /** In seconds of an ordinary machine. */
    double effort() {
        return tries / TRIES_PER_SECOND;
    }
}
