package org.mushterek.incident;

import java.util.Map;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;

/** How the processes of incidents are started and told something, in the words of this capability. */
public interface IncidentProcesses {

    /** Opens the process at its first task. */
    void open(String number, Parties parties, Side host);

    /** Starts the process with an incident that is recorded already. */
    void report(String number, Parties parties, Map<String, Object> answers);

    /** Ends the process of an incident that was recorded in error. */
    void withdraw(String number, Parties parties);
}
