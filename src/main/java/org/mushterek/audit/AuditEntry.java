package org.mushterek.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit, as it was just written.
 *
 * @param account who, or {@code system}
 * @param side code of the side whose record it is, null where it is nobody's alone
 * @param action a stable code such as {@code visit.endorsed}
 * @param detail a code or id, never free text
 */
public record AuditEntry(
        Instant happenedAt,
        String account,
        @Nullable String side,
        @Nullable String caseNumber,
        String action,
        @Nullable String detail) {}
