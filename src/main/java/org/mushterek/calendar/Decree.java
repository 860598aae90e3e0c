package org.mushterek.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decree over one side's calendar. Recorded by one officer, it takes effect when a second one has confirmed it, and
 * stays on record for ever.
 *
 * @param number such as {@code DEC-AZE-2027-0003}
 * @param effectNo how many decrees of the side have taken effect with this one, null before
 * @param version counts changes, from 1
 */
public record Decree(
        String number,
        String side,
        State state,
        DecreeContent content,
        String recordedBy,
        Instant recordedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Long effectNo,
        int version) {

    /** Where a decree stands. */
    public enum State {
        /** Being written. */
        DRAFT,
        /** Waits for its second officer. */
        RECORDED,
        IN_EFFECT,
        DISCARDED
    }

    /** Where the days that it makes come from. */
    String source() {
        return number + ": " + content.reference();
    }
}
