package org.mushterek.exercise.drill;

import org.mushterek.common.Parties;
import org.mushterek.common.Side;

/** The process of scheduling drills, as this capability asks for it; the engine runs it. */
public interface DrillProcesses {

    /** Starts at the planning. */
    void open(String number, Parties parties, Side host);

    /** A plan in force goes back to planning. */
    void reportChange(String number, Parties parties);

    /** Ends the process from wherever it waits. */
    void discard(String number, Parties parties);

    /** The office whose confirmation a task asks for. */
    BookingOffice office(String taskId);
}
