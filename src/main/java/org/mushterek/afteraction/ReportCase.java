package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The reports on an exercise, from ENDEX to the last signature.
 *
 * @param number such as {@code AAR-AZE-2027-0001}, which names the host
 * @param exercise its code
 * @param host code of the side that hosted it, whose lessons officers write the reports
 * @param endexOn from which all days are counted
 * @param meetingOn the day of the after-action meeting; null before it
 * @param meetingMinutes what was agreed there
 * @param version counts changes, from 1
 */
public record ReportCase(
        String number,
        String exercise,
        String host,
        State state,
        LocalDate endexOn,
        Instant openedAt,
        @Nullable LocalDate meetingOn,
        @Nullable String meetingMinutes,
        int version) {

    /** Where the reports stand. */
    public enum State {
        /** Hot wash and observations. */
        COLLECTION,
        FIRST_REPORT,
        FIRST_SIGNATURES,
        MEETING,
        SETTLEMENT,
        FINAL_REPORT,
        FINAL_SIGNATURES,
        /** Every party has signed the final report. */
        FINAL,
        /** ENDEX was recorded by mistake. */
        STOPPED
    }

    /** Which report. */
    public enum Stage {
        FIRST,
        FINAL
    }
}
