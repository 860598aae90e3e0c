package org.mushterek.visit;

import org.mushterek.common.Side;

/** What this capability asks of whatever runs its processes. */
public interface VisitProcesses {

    /** Starts the sending side's process of a new request; the number is its business key. */
    void open(String number, Side sendingSide);

    /**
     * Ends the sending side's process from wherever it waits.
     *
     * @param hostHasRequest whether the host must be told
     */
    void withdraw(String number, Side sendingSide, boolean hostHasRequest);

    /** Tells the host's permit process of the newest recall, and of the end of the visit where nobody is left. */
    void recall(String number, boolean everybody);

    /** Whether any process of this case still runs on that side. */
    boolean isRunning(String number, Side side);
}
