package org.mushterek.exercise.conduct;

import org.mushterek.exercise.Exercise;

/** What must be done before an exercise can end. */
public interface BeforeEndex {

    /** @throws org.mushterek.common.Refusal CONFLICT with everything that is still open */
    void requireDone(Exercise exercise);
}
