package org.mushterek.calendar;

import org.mushterek.common.Side;

/** What keeps days that follow from a side's calendar; it hears of a decree in the transaction that moves due dates (CAL-03). */
public interface CalendarWatch {

    /**
     * The side's calendar has changed.
     *
     * @param decree its number, told with every old and new day
     */
    void calendarChanged(Side side, String decree);
}
