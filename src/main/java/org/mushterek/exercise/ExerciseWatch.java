package org.mushterek.exercise;

/** Hears of changes of a registered exercise, in the transaction that makes them. */
public interface ExerciseWatch {

    /** The exercise was registered anew with other days, title or line. */
    void changed(Exercise before, Exercise after);
}
