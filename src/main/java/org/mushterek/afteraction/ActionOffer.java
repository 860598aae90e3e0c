package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A corrective action that its side asks another one to take over; both read it. What stands in it rests on a released observation.
 *
 * @param number such as {@code OFR-AZE-2027-0001}, which names the side that offers
 * @param action number of the action that is offered
 * @param from code of the side that offers it
 * @param to code of the side that is asked
 * @param observation number of the released observation that led to it
 * @param organisation which unit or office should do it, as the offering side sees it
 * @param dueOn last day for it, as the offering side sees it
 * @param reason why it was refused
 * @param takenAs number of the action that it became at the side that took it over
 * @param offeredBy the account, or the code of its side for others
 * @param version counts changes, from 1
 */
public record ActionOffer(
        String number,
        String action,
        String from,
        String to,
        String exercise,
        String observation,
        State state,
        String title,
        String task,
        String organisation,
        LocalDate dueOn,
        @Nullable String reason,
        @Nullable String takenAs,
        String offeredBy,
        Instant offeredAt,
        int version) {

    /** Where it stands. */
    public enum State {
        /** Waits for the side that is asked. */
        OFFERED,
        /** The other side has an action of its own for it; that of the offering side is closed. */
        TAKEN_OVER,
        REFUSED,
        /** Taken back, or done or given up by its own side meanwhile. */
        WITHDRAWN
    }
}
