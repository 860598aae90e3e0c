package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a permit stands that was handed over, in the words of an officer's day. */
public enum PermitStanding {
    PERMITTED,
    /** It lets nobody in until its host reinstates it. */
    SUSPENDED,
    /** Suspended before, it lets in again. */
    REINSTATED,
    USED,
    EXPIRED,
    REVOKED,
    /** The permit of an amendment has taken its place. */
    AMENDED;

    /** @param reinstatedAt when its last suspension ended, null where it never was suspended or still is */
    static PermitStanding of(Permit.State state, @Nullable Instant reinstatedAt) {
        return switch (state) {
            case ISSUED, HANDED_OVER -> reinstatedAt == null ? PERMITTED : REINSTATED;
            case SUSPENDED -> SUSPENDED;
            case USED -> USED;
            case EXPIRED -> EXPIRED;
            case REVOKED -> REVOKED;
            case AMENDED -> AMENDED;
        };
    }
}
