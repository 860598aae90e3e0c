package org.mushterek.common;

import java.util.ArrayList;

/** What may be kept and logged of a fault. */
public final class Faults {

    private static final int MOST_LINES = 60;

    private Faults() {}

    /** Classes and lines only: an exception's message may quote what a person wrote. */
    public static String whereOf(Throwable fault) {
        var lines = new ArrayList<String>();
        for (var cause = fault; cause != null && lines.size() < MOST_LINES; cause = cause.getCause()) {
            lines.add(cause.getClass().getName());
            for (var frame : cause.getStackTrace()) {
                if (lines.size() < MOST_LINES) {
                    lines.add("    at " + frame);
                }
            }
        }
        return String.join("\n", lines);
    }
}
