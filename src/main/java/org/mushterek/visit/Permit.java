package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.document.PermitSheet;

/** A permit for a visit, with the snapshot from which its paper is printed. */
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
        int version) {

    /** Whether it was handed over and still lets somebody in. */
    boolean isOut() {
        return state == State.HANDED_OVER;
    }

    public enum State {
        ISSUED,
        HANDED_OVER,
        USED,
        EXPIRED,
        REVOKED,
        /** The permit of an amendment has taken its place. */
        AMENDED;

        /** Whether the permit still lets anybody in, on its days. */
        public boolean isOpen() {
            return this == ISSUED || this == HANDED_OVER;
        }
    }
}
