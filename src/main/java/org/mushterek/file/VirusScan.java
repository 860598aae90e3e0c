package org.mushterek.file;

/**
 * Looks for harmful code in a file before it is kept. An installation that has a scanner gives a bean of this type; without
 * one every file is marked as not scanned, and its readers see that.
 */
@FunctionalInterface
public interface VirusScan {

    /** What a scan has found. */
    enum Verdict {
        CLEAN,
        /** A new file is refused and not kept; one that was kept unscanned is opened by nobody any more. */
        INFECTED,
        /** Nobody has looked, or the scanner could not be reached. */
        NOT_SCANNED
    }

    /** What stands where no scanner is installed. */
    VirusScan NONE = content -> Verdict.NOT_SCANNED;

    /**
     * Scans a whole file. Called outside any transaction; may take its time. A failure counts as {@code NOT_SCANNED}; the
     * file is scanned again when somebody opens it.
     */
    Verdict scan(byte[] content);
}
