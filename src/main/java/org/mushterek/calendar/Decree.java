package org.mushterek.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Hand;

/**
 * A decree over one side's calendar. Recorded by one officer, it takes effect when a second one has confirmed it, and
 * stays on record for ever.
 *
 * @param number such as {@code DEC-AZE-2027-0003}
 * @param effectNo how many decrees of the side have taken effect with this one, null before
 * @param version counts changes, from 1
 * @param recordedFor the absent officer in whose stead it was recorded
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
        int version,
        @Nullable String recordedFor) {

    /** Where a decree stands. */
    public enum State {
        /** Being written. */
        DRAFT,
        /** Waits for its second officer. */
        RECORDED,
        IN_EFFECT,
        DISCARDED
    }

    Hand recorded() {
        return new Hand(recordedBy, recordedFor);
    }

    /** Where the days that it makes come from. */
    String source() {
        return number + ": " + content.reference();
    }
}
