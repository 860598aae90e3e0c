package org.mushterek.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says, and the salt that keeps its digest from being guessed.
 *
 * @param happenedAt in whole microseconds, as databases keep it
 * @param onBehalfOf the absent officer in whose stead the account acted
 */
record EntryContent(
        Instant happenedAt,
        String account,
        @Nullable String onBehalfOf,
        @Nullable String side,
        @Nullable String caseNumber,
        String action,
        @Nullable String detail,
        String door,
        String salt) {

    /**
     * The chain that it belongs to: of its case, else of its side, else nobody's. What was refused at a door tells of who tried
     * and not of the case that was named: by trying, nobody gets into the chain of a case of the other side.
     */
    String chain() {
        if (caseNumber != null && !action.startsWith("door.")) {
            return "case:" + caseNumber;
        }
        return side == null ? "nobody" : "side:" + side;
    }

    String digest() {
        return ChainHash.of(
                "mushterek-audit-entry-1",
                happenedAt,
                account,
                onBehalfOf,
                side,
                caseNumber,
                action,
                detail,
                door,
                salt);
    }
}
