package org.mushterek.exercise.schedule;

/** How much of a capacity is taken over time. */
interface Occupancy {

    /** Takes so much more within {@code [from, to)}. */
    void add(long from, long to, long amount);

    /**
     * The end of a stretch within {@code [from, to)} on which more than {@code most} is taken, before which nothing that is
     * as long fits; {@link Long#MAX_VALUE} where that never ends, -1 where there is no such stretch.
     */
    long lastAbove(long from, long to, long most);

    /** Takes nothing any more. */
    void clear();
}
