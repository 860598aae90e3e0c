package org.mushterek.calendar;

/** What a day is on a side's calendar. */
public enum DayKind {
    /** An ordinary working day. */
    WORKING,
    /** An ordinary day of weekly rest. */
    WEEKEND,
    /** A holiday, closed all day, whatever the weekday. */
    FULL,
    /** Worked in the morning only, such as the eve of a religious holiday in Türkiye. */
    HALF,
    /** Closed in lieu of a holiday that met a day of rest or another holiday; derived, never told by the data. */
    SUBSTITUTE,
    /** A working day that a government decision exchanged for a day of rest. */
    SWAP_OFF,
    /** A day of rest that a government decision made a working day. */
    SWAP_WORK,
    /** A day of national mourning: closed, with no substitute. */
    MOURNING,
    /** Closed by a decision for this one day, such as administrative leave; with no substitute. */
    EXTRA;

    boolean isWorked(HalfDays halfDays) {
        return switch (this) {
            case WORKING, SWAP_WORK -> true;
            case HALF -> halfDays == HalfDays.WORKED;
            case WEEKEND, FULL, SUBSTITUTE, SWAP_OFF, MOURNING, EXTRA -> false;
        };
    }
}
