package org.mushterek.exercise.conduct;

import java.util.List;
import java.util.Optional;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.conduct.Conduct.Objective;

/** What must be done before an exercise can begin, and what its parties have agreed that it trains. */
public interface BeforeStartex {

    /** @throws org.mushterek.common.Refusal CONFLICT with everything that stands against it, and the cure of each */
    void requireReady(Exercise exercise);

    /**
     * The training objectives that every party has approved; none as long as they are not approved, empty where the exercise is not
     * planned here and whoever records its beginning says what it trains.
     */
    Optional<List<Objective>> objectives(Exercise exercise);
}
