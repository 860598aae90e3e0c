package org.mushterek.web;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;

/** The version that a client has read, as it stands in {@code If-Match}. */
public final class VersionHeader {

    private VersionHeader() {}

    /**
     * The version in the header.
     *
     * @throws Refusal {@code UNCONDITIONAL} where the header is missing or holds no version
     */
    public static int version(@Nullable String ifMatch) {
        if (ifMatch != null) {
            try {
                return Integer.parseInt(
                        ifMatch.replace("W/", "").replace("\"", "").strip());
            } catch (NumberFormatException unreadable) {
                throw Refusal.of(Refusal.Kind.UNCONDITIONAL, "visit.ifMatchMissing");
            }
        }
        throw Refusal.of(Refusal.Kind.UNCONDITIONAL, "visit.ifMatchMissing");
    }
}
