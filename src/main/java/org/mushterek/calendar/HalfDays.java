package org.mushterek.calendar;

/** How half-days count when working days are counted (CAL-02; a house choice, no source demands either). */
public enum HalfDays {
    /** As closed days: the default for lead times. */
    CLOSED,
    /** As working days. */
    WORKED
}
