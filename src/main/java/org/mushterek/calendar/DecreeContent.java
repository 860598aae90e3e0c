package org.mushterek.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a decree says, as far as it has been written; which fields count depends on the kind.
 *
 * @param reference what the decree is: who gave it and under which number
 * @param issuedOn the date the decree bears
 * @param holiday of closed days why they are closed, of a religious date which feast: a name under
 *     {@code calendar.holiday.}
 * @param from first closed day, or first day of the feast
 * @param to last day, included; {@code from} itself where it is left out
 * @param restDay the working day that becomes a day of rest
 * @param workDay the day of rest that becomes a working day
 * @param withdraws number of the decree that is withdrawn
 * @param file a whole year, as in {@code calendars/<side>-<year>.yaml}
 */
public record DecreeContent(
        @Nullable Kind kind,
        @Nullable String reference,
        @Nullable LocalDate issuedOn,
        @Nullable String holiday,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate restDay,
        @Nullable LocalDate workDay,
        @Nullable String withdraws,
        @Nullable String file) {

    /** What kinds of decrees change a calendar. */
    public enum Kind {
        /** Working days are closed: administrative leave, mourning. */
        CLOSED_DAYS,
        /** A working day and a day of rest change places. */
        SWAP,
        /** The date of a feast is confirmed or moved. */
        FEAST_DATE,
        /** An earlier decree no longer holds. */
        WITHDRAWAL,
        /** A whole year is told anew. */
        YEAR
    }

    static final DecreeContent BLANK = new DecreeContent(null, null, null, null, null, null, null, null, null, null);

    /** The last of the days from {@code from} on. */
    @Nullable
    LocalDate lastDay() {
        return to == null ? from : to;
    }
}
