package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was written in a case.
 *
 * @param id says nothing of how many there are
 * @param side whose message it is
 * @param author who wrote it; null for a reader of the other side, which does not know this side's accounts
 * @param question number of the question that it asks or answers, null for a note
 * @param replyTo id of the message that it replies to
 */
public record ThreadMessage(
        String id,
        String side,
        @Nullable String author,
        Instant writtenAt,
        Release release,
        Kind kind,
        @Nullable Integer question,
        @Nullable String replyTo,
        String text) {

    /** Who reads it. */
    public enum Release {
        /** The officers of the side that wrote it. */
        OWN_SIDE,
        BOTH
    }

    /** What it does to the case. */
    public enum Kind {
        /** Nothing: it is read. */
        NOTE,
        /** It stops the host's clock. */
        QUESTION,
        /** It starts the host's clock again. */
        ANSWER
    }
}
