package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Role;

/**
 * A decision that its author has corrected.
 *
 * @param no counts the corrections of one decision, from 1
 * @param correctedFor the absent officer in whose stead it was corrected
 * @param reason why, for both sides
 * @param before what was decided until then
 * @param after what was decided instead
 */
public record DecisionCorrection(
        int no,
        Instant correctedAt,
        String correctedBy,
        @Nullable String correctedFor,
        String reason,
        Decision before,
        Decision after) {

    /** What the sending side may read of it: which office corrected it, not who. */
    DecisionCorrection withoutStaffNote() {
        return new DecisionCorrection(
                no,
                correctedAt,
                Role.AUTHORITY.name(),
                null,
                reason,
                before.withoutStaffNote(),
                after.withoutStaffNote());
    }
}
