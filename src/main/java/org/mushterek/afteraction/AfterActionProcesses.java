package org.mushterek.afteraction;

import org.mushterek.common.Parties;
import org.mushterek.common.Side;

/** The processes of this capability, as it asks for them; the engine runs them. */
public interface AfterActionProcesses {

    /** Starts the reports of an exercise that has ended. */
    void openReport(String number, Parties parties, Side host);

    /** Ends the reports of an exercise that goes on. */
    void stopReport(String number, Parties parties);

    /** Starts the review of an observation at its owner. */
    void openReview(String number, Side owner);

    /** Ends the review of an observation that was taken back. */
    void stopReview(String number, Side owner);

    /**
     * Starts a corrective action.
     *
     * @param body the group that has to do it ({@code aze-medical})
     */
    void openAction(String number, Side owner, String body);

    /** Ends a corrective action that was given up. */
    void stopAction(String number, Side owner);

    /**
     * A side is asked to take an action over.
     *
     * @param asked the side whose lessons officers answer
     */
    void openOffer(String number, Parties parties, Side asked);

    /** An offer is taken back. */
    void stopOffer(String number, Parties parties);

    /** The other parties are asked to agree to a joint text. */
    void openMerging(String number, Parties parties, Side opener);

    /** The side that proposed a joint text gives it up. */
    void stopMerging(String number, Parties parties);
}
