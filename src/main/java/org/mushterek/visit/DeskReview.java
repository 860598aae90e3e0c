package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one desk of the host says of a request.
 *
 * @param desk the desk's role ({@code security}, {@code range}, {@code medical}, {@code border}, {@code air})
 * @param remark for the host's eyes only
 */
public record DeskReview(
        String desk,
        @Nullable Opinion opinion,
        @Nullable String remark,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    /** An opinion advises the authority; only the authority decides. */
    public enum Opinion {
        NO_OBJECTION,
        CONDITIONS,
        NEEDS_INFORMATION,
        OBJECTION
    }
}
