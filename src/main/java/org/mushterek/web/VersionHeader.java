package org.mushterek.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;

/** The version of a thing as it stands in {@code ETag} and, when a client has read it, in {@code If-Match}. */
public final class VersionHeader {

    private VersionHeader() {}

    private static final Pattern VERSION = Pattern.compile("(?:W/)?(\"?)(?<version>\\d{1,9})\\1");

    /**
     * The version in {@code If-Match}.
     *
     * @throws Refusal {@code UNCONDITIONAL} where the header is missing, {@code INVALID} where it is no version
     */
    public static int version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Refusal.of(Refusal.Kind.UNCONDITIONAL, "visit.ifMatchMissing");
        }
        var version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw Refusal.of(Refusal.Kind.INVALID, "problem.badVersion");
        }
        return Integer.parseInt(version.group("version"));
    }

    /** The version as the value of {@code ETag}. */
    public static String eTag(int version) {
        return "\"" + version + "\"";
    }
}
