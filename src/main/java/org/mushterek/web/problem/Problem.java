package org.mushterek.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457).
 *
 * @param type stable, for programs: {@code urn:mushterek:problem:<key of the text>}
 * @param title a few words on the kind
 * @param detail what is wrong here, in the reader's language
 * @param message the same as {@code detail}: Tasklist shows this member
 * @param incident under which the program's log tells more, only where the fault is the program's
 * @param findings all that is wrong, empty where {@code detail} says everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String message,
        @Nullable String incident,
        List<Fault> findings) {

    static final String TYPE_PREFIX = "urn:mushterek:problem:";

    /** One {@link org.mushterek.common.Finding} in words. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String code,
            @Nullable String place,
            String wrong,
            @Nullable String cure,
            @Nullable String source) {}
}
