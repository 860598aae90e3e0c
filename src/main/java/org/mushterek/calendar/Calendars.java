package org.mushterek.calendar;

/** The calendars of all sides. */
public interface Calendars {

    /** The working days of one side, half-days closed. */
    WorkingCalendar of(String sideCode);

    /** The days on which both sides work. */
    WorkingCalendar both(String oneSide, String otherSide);
}
