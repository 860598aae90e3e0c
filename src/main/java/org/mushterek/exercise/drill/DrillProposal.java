package org.mushterek.exercise.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.ScheduleRun;

/**
 * What the scheduler answers to a programme.
 *
 * @param engine what has searched; null while it waits
 * @param plan null where there is none
 * @param clash why there is none; null otherwise
 * @param progress how far a search is that runs here; null otherwise
 */
public record DrillProposal(
        long id,
        State state,
        @Nullable String engine,
        @Nullable DrillPlan plan,
        DrillPlan.@Nullable Clash clash,
        Instant askedAt,
        ScheduleRun.@Nullable Progress progress) {

    /** Where a search stands. */
    public enum State {
        SEARCHING,
        PLANNED,
        IMPOSSIBLE,
        /** Its time ended before there was a plan, or a proof that there is none. */
        NOTHING_FOUND,
        /** By a fault of the program. */
        FAILED,
        /** The program ended while it ran. */
        LOST
    }
}
