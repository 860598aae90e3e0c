package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a permit that is out lets nobody in.
 *
 * @param no counts the suspensions of one permit, from 1
 * @param comment why, in words that both sides read; null once it was erased
 * @param staffNote for the host's side only
 * @param reviewOn day at the host on which it is looked at again; null where none was named
 * @param suspendedFor the absent officer in whose stead it was suspended
 * @param reinstatement why the permit lets in again, for both sides
 * @param reinstatedAt null while it is suspended, and for ever where the permit has ended meanwhile
 */
public record Suspension(
        int no,
        Reason reasonCode,
        @Nullable String comment,
        @Nullable String staffNote,
        @Nullable LocalDate reviewOn,
        Instant suspendedAt,
        @Nullable String suspendedBy,
        @Nullable String suspendedFor,
        @Nullable String reinstatement,
        @Nullable Instant reinstatedAt,
        @Nullable String reinstatedBy,
        @Nullable String reinstatedFor) {

    /** Why a permit is suspended, coded; a house list. */
    public enum Reason {
        /** Something is being looked into that happened with or around the visitors. */
        INCIDENT_EXAMINED,
        SECURITY_SITUATION,
        HEALTH_SITUATION,
        DOCUMENT_NOT_ACCEPTED,
        SITE_NOT_AVAILABLE,
        EXERCISE_HALTED,
        OTHER
    }

    /** What the sending side may read of it: that its host did so, not who. */
    Suspension withoutStaffNote() {
        return new Suspension(
                no,
                reasonCode,
                comment,
                null,
                reviewOn,
                suspendedAt,
                null,
                null,
                reinstatement,
                reinstatedAt,
                null,
                null);
    }
}
