package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One permitted person's arrival in the host state, or departure from it, as it was recorded.
 *
 * @param no counts the entries of one permit, from 1, in the order in which they were recorded
 * @param line place in the roll of the permitted revision
 * @param at when it happened
 * @param place where: a crossing point, airfield or port; null once it was erased
 * @param recordedBy null for a reader of the sending side
 * @param recordedFor the absent officer in whose stead it was recorded
 * @param struck null where it stands
 */
public record Movement(
        int no,
        int line,
        Kind kind,
        Instant at,
        @Nullable String place,
        Instant recordedAt,
        @Nullable String recordedBy,
        @Nullable String recordedFor,
        @Nullable Struck struck) {

    public enum Kind {
        /** Has entered the host state. */
        ARRIVED,
        /** Has left it. */
        DEPARTED
    }

    /**
     * That the entry was made by mistake.
     *
     * @param reason why it was struck out, for both sides; null once it was erased
     * @param onBehalfOf the absent officer in whose stead that was done
     */
    public record Struck(
            Instant at,
            @Nullable String reason,
            @Nullable String by,
            @Nullable String onBehalfOf) {}

    boolean stands() {
        return struck == null;
    }

    /** What the sending side may read of it: that its host recorded so, not who. */
    Movement withoutHands() {
        return new Movement(
                no,
                line,
                kind,
                at,
                place,
                recordedAt,
                null,
                null,
                struck == null ? null : new Struck(struck.at(), struck.reason(), null, null));
    }
}
