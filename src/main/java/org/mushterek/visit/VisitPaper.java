package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mushterek.document.PaperSheet;

/**
 * A paper that was issued, with the snapshot from which it is printed.
 *
 * @param part which of several: the movement of a customs declaration, the revision that a letter answers; else 1
 * @param requestRevision what it was made from
 * @param permitNumber the permit that it rests on; null for a letter
 * @param replaces number of the paper that it voided
 * @param replacedBy number of the paper that voided it; null for one that fell with its permit
 * @param issuedBy {@code system}: papers follow from decisions
 */
public record VisitPaper(
        String number,
        String requestNumber,
        PaperKind kind,
        int part,
        String hostState,
        String sendingState,
        int requestRevision,
        @Nullable String permitNumber,
        @Nullable Integer permitRevision,
        State state,
        PaperSheet sheet,
        @Nullable String replaces,
        @Nullable String replacedBy,
        Instant issuedAt,
        String issuedBy,
        @Nullable Instant voidedAt) {

    public enum State {
        CURRENT,
        /** It holds no more; its print says so. */
        VOIDED
    }
}
