package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Role;

/**
 * A corrective action. Its own side reads all of it; another side reads of one that rests on a released observation what is to
 * be done, by which side, until when, and where it stands.
 *
 * @param number such as {@code ACT-AZE-2027-0001}
 * @param owner code of the side that has to do it
 * @param observation number of the observation that led to it
 * @param exercise code of its exercise
 * @param order what was ordered
 * @param rounds what was done and found, in order; only for the own side
 * @param closingReason why it was given up; null otherwise
 * @param overdue whether its due date has passed, on the owner's clock, while it is open
 */
public record CorrectiveAction(
        String number,
        String owner,
        String observation,
        String exercise,
        State state,
        Order order,
        List<Round> rounds,
        String taskedBy,
        Instant taskedAt,
        @Nullable String closingReason,
        boolean overdue,
        int version) {

    public CorrectiveAction {
        rounds = List.copyOf(rounds);
    }

    /** Where it stands. */
    public enum State {
        IMPLEMENTATION,
        VALIDATION,
        /** Validated: a lesson learned. */
        LEARNED,
        CANCELLED,
        /** Another side has taken it over, as an action of its own. */
        HANDED_OVER;

        public boolean isOpen() {
            return this == IMPLEMENTATION || this == VALIDATION;
        }
    }

    /**
     * What an action needs to be one (AAR-05).
     *
     * @param task what is to be done
     * @param organisation which unit or office has to do it
     * @param body the role whose officers answer for it in the program
     * @param person who is in charge
     * @param dueOn last day for it, on the calendar of the owner's side
     * @param resources what it takes; null where nothing is needed
     */
    public record Order(
            @Nullable String title,
            @Nullable String task,
            @Nullable String organisation,
            @Nullable Role body,
            @Nullable String person,
            @Nullable LocalDate dueOn,
            @Nullable String resources) {}

    /**
     * One round of doing and looking.
     *
     * @param reference where the evidence can be seen
     * @param validated what somebody else found; null while it waits
     */
    public record Round(
            int no,
            String done,
            String reference,
            String doneBy,
            Instant doneAt,
            @Nullable Boolean validated,
            @Nullable String finding,
            @Nullable String validatedBy) {}
}
