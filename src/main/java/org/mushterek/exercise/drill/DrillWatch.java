package org.mushterek.exercise.drill;

import org.mushterek.exercise.Exercise;
import org.mushterek.security.Account;

/** Hears of drills that do not go on, in the transaction that says so. */
interface DrillWatch {

    void cancelled(Account account, Exercise exercise, String drill);
}
