package org.mushterek.exercise.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A calendar feed that an officer has drawn. Its link is told once and stored nowhere.
 *
 * @param subject what it is of: code of a range; number of a drill schedule and code of a team, with a colon between; the officer's
 *     account
 * @param expiresAt from when on nobody can read it any more
 * @param revokedAt when the officer ended it before; null otherwise
 * @param lastReadAt null as long as nobody has read it
 */
public record CalendarFeed(
        String id,
        Kind kind,
        String subject,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastReadAt) {

    /** What a feed is of. */
    public enum Kind {
        /** When a range is taken. */
        RANGE,
        /** When a team drills. */
        TEAM,
        /** When an officer's own tasks are due. */
        OFFICER
    }
}
