package org.mushterek.exercise.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The scheduling of an exercise's drills: one case, led by the host, shared by all parties.
 *
 * @param side the host's code
 * @param exercise its code; null until the host's planner has chosen it
 * @param revision of the latest published plan; 0 before the first
 * @param version counts changes, from 1
 */
public record DrillSchedule(
        String number,
        String side,
        @Nullable String exercise,
        State state,
        DrillProgramme programme,
        Instant openedAt,
        int revision,
        int version) {

    /** Where it stands. */
    public enum State {
        /** The host's planner works on it. */
        PLANNING,
        /** A plan is published; the host's commander or range officers answer. */
        BOOKING,
        /** The bookings are confirmed; the parties answer. */
        ACCEPTING,
        /** Every party has accepted. */
        IN_FORCE,
        DISCARDED,
        /** The exercise's last day has passed, or it was given up when every drill of its plan in force was over. */
        ENDED;

        public boolean isOpen() {
            return this != DISCARDED && this != ENDED;
        }
    }
}
