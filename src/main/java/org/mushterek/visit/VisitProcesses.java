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

    /**
     * Whether the host's permit process lets its permit be replaced by a corrected one and by that of an amendment. One that
     * began before there was either ends as it began.
     */
    boolean letsPermitBeReplaced(String number, Side host);

    /** Tells the host's permit process that the decision on which the permit rests was corrected. */
    void replacePermit(String number);

    /** Whether the host's permit process lets its permit be suspended. One that began before there was suspension does not. */
    boolean letsPermitBeSuspended(String number, Side host);

    /** Tells the host's permit process of the newest suspension. */
    void suspendPermit(String number);

    /** Tells the host's permit process that the suspended permit holds again. */
    void reinstatePermit(String number);

    /** Takes the task from whoever looks at the suspension again, because the permit is about to end. */
    void endSuspension(String number);

    /** Whether any process of this case still runs on that side. */
    boolean isRunning(String number, Side side);
}
