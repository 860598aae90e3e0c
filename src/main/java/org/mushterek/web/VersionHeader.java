package org.mushterek.web;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;

/** The version of a thing as it stands in {@code ETag} and, when a client has read it, in {@code If-Match}. */
public final class VersionHeader {

    private VersionHeader() {}

    /**
     * The version in {@code If-Match}.
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

    /** The version as the value of {@code ETag}. */
    public static String eTag(int version) {
        return "\"" + version + "\"";
    }
}
