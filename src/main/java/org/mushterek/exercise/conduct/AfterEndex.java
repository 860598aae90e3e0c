package org.mushterek.exercise.conduct;

import java.time.LocalDate;
import org.mushterek.exercise.Exercise;
import org.mushterek.security.Account;

/** What follows an exercise, in the transaction that records its end. */
public interface AfterEndex {

    /** The exercise has ended on the day, as the account of its host has recorded. */
    void ended(Account account, Exercise exercise, LocalDate endex);

    /**
     * The end was recorded by mistake: the exercise goes on.
     *
     * @throws org.mushterek.common.Refusal CONFLICT where what followed has come too far
     */
    void takenBack(Account account, Exercise exercise);
}
