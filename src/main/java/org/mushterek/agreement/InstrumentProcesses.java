package org.mushterek.agreement;

import org.mushterek.common.Parties;
import org.mushterek.common.Side;

/** The process of an instrument, as this capability asks for it; the engine runs it. */
public interface InstrumentProcesses {

    /** Starts at the recording. */
    void open(String number, Parties parties, Side opener);

    /** Starts at the approvals: the content came whole. */
    void receive(String number, Parties parties, Side opener);

    /** Starts at the term of an instrument that is in force. */
    void watch(String number, Parties parties, Side opener);

    /** The term is to be planned anew, where it is being watched. */
    void planAnew(String number, Parties parties);

    /** Ends the process while its parties approve. */
    void discard(String number, Parties parties);
}
