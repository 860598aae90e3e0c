package org.mushterek.calendar;

import org.mushterek.common.Side;

/** What this capability asks of whatever runs its process; a decree's number is the process's business key. */
public interface CalendarProcesses {

    /** Starts with an empty decree. */
    void open(String number, Side side);

    /** Starts with a decree that is written already and waits for its second officer. */
    void receive(String number, Side side);

    /** Ends the process of a decree that has not taken effect. */
    void discard(String number, Side side);
}
