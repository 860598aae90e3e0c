package org.mushterek.exercise.schedule;

import org.jspecify.annotations.Nullable;

/** What looks for a plan. The same problem with the same limits gives the same answer, unless it was cut from outside. */
public interface PlanEngine {

    /** What it is called on a plan and in the program's health. */
    String name();

    /** Whether it can prove that a plan is the best, or that there is none. */
    boolean proves();

    /** Looks for the plan that moves the fewest activities of a previous one, and among those ends soonest. */
    Found search(ScheduleProblem problem, SearchLimits limits, SearchWatch watch);

    /** What an engine says. */
    enum State {
        /** No plan is better. */
        BEST,
        /** A plan, perhaps not the best. */
        SOME,
        /** There is none. */
        NONE,
        /** Neither a plan nor a proof. */
        UNKNOWN
    }

    /** What ended the search. */
    enum Cut {
        /** It was done. */
        FINISHED,
        /** The limit that is the same on every machine. */
        EFFORT,
        /** The limit of time, which is not. */
        TIME,
        /** Somebody stopped it. */
        STOPPED
    }

    /**
     * The end of a search.
     *
     * @param plan the beginnings in the order of the problem's activities; null where none was found
     * @param end when the plan ends; -1 without one
     * @param endBound no plan as near to the previous one ends sooner
     * @param moved how many activities the plan moves; 0 without a previous plan
     * @param movedBound no plan moves fewer
     * @param effort how much of the limit it took, in seconds of an ordinary machine
     */
    record Found(
            State state,
            long @Nullable [] plan,
            long end,
            long endBound,
            int moved,
            int movedBound,
            Cut cut,
            double effort) {}
}
