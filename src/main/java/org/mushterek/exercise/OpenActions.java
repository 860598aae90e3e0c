package org.mushterek.exercise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.mushterek.security.Account;

/** Corrective actions of earlier exercises that are not settled yet; an exercise that is planned has to answer them. */
public interface OpenActions {

    /**
     * An open corrective action, as the asking account may see it.
     *
     * @param number such as {@code ACT-AZE-2027-0001}
     * @param owner code of the side whose action it is
     * @param exercise code of the exercise that it was learned in
     * @param state where it stands ({@code IMPLEMENTATION}, {@code VALIDATION})
     * @param overdue whether its due date has passed at its owner
     * @param shared whether every party of that exercise may read it; else its owner alone
     */
    record OpenAction(
            String number,
            String owner,
            String exercise,
            String title,
            LocalDate dueOn,
            String state,
            boolean overdue,
            boolean shared) {}

    /**
     * The open actions of exercises of just these parties that ended before the day, earliest due first: all of the account's
     * own side, and of the others those that rest on an observation which they released.
     *
     * @param parties codes of all sides of the exercise that is planned
     * @param before its first day
     */
    List<OpenAction> ofEarlierExercises(Account account, Collection<String> parties, LocalDate before);

    /** Those of them that every party may read. */
    List<OpenAction> sharedOfEarlierExercises(Collection<String> parties, LocalDate before);

    /** When an action was ordered. */
    Instant orderedAt(String number);
}
