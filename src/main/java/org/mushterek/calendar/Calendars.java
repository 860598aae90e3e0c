package org.mushterek.calendar;

/** The calendars of all sides. */
public interface Calendars {

    /** The working days of one side, half-days closed. */
    WorkingCalendar of(String sideCode);

    /** How many decrees have taken effect on the side's calendar; nothing computed by an earlier one may still hold. */
    long version(String sideCode);

    /** The days on which both sides work. */
    WorkingCalendar both(String oneSide, String otherSide);
}
