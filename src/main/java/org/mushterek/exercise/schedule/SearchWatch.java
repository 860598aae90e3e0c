package org.mushterek.exercise.schedule;

/** Who watches a search and may end it. Called from the engine's threads; must answer at once. */
public interface SearchWatch {

    /** Nobody watches. */
    SearchWatch NONE = new SearchWatch() {};

    /**
     * A plan or a bound is better than before.
     *
     * @param moved activities that the best plan moves, -1 before the first plan
     * @param end when the best plan ends, -1 before the first plan
     * @param movedBound no plan moves fewer
     * @param endBound no plan ends sooner
     */
    default void progress(int moved, long end, int movedBound, long endBound) {}

    /** Asked often; true ends the search with what it has. */
    default boolean isStopped() {
        return false;
    }

    /** The engine gives here what ends it at once. */
    default void stopBy(Runnable stop) {}
}
