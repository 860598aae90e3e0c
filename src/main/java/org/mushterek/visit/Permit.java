package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.document.PermitSheet;

/**
 * A permit for a visit, with the snapshot from which its paper is printed.
 *
 * @param suspensions how often it was suspended, see {@link Suspension}
 */
public record Permit(
        String number,
        int revision,
        String requestNumber,
        String hostState,
        String sendingState,
        State state,
        LocalDate validFrom,
        LocalDate validTo,
        String checkCode,
        PermitSheet sheet,
        Instant issuedAt,
        @Nullable Instant handedOverAt,
        @Nullable Instant closedAt,
        @Nullable String closingReason,
        int suspensions,
        int version) {

    /** Whether it was handed over and has not ended: it lets somebody in, or may do so again. */
    boolean isOut() {
        return state == State.HANDED_OVER || state == State.SUSPENDED;
    }

    public enum State {
        ISSUED,
        HANDED_OVER,
        /** It lets nobody in until the host reinstates it. */
        SUSPENDED,
        USED,
        EXPIRED,
        REVOKED,
        /** The permit of an amendment has taken its place. */
        AMENDED;

        /** Whether the permit has not ended. */
        public boolean isOpen() {
            return this == ISSUED || this == HANDED_OVER || this == SUSPENDED;
        }
    }
}
