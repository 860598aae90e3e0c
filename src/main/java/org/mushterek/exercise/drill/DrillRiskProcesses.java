package org.mushterek.exercise.drill;

import org.mushterek.common.Parties;

/** How the continuation of a suspended drill is asked about. */
public interface DrillRiskProcesses {

    void open(String number, Parties parties);

    /** Nobody has to answer any more. */
    void settle(String number, Parties parties);
}
