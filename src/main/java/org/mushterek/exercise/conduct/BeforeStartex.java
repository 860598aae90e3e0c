package org.mushterek.exercise.conduct;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** The gate through which the exercise may begin, or began; empty where none has opened. */
    Optional<Gate> gate(Exercise exercise);

    /**
     * A gate that has opened.
     *
     * @param number of its case
     * @param protocol under which both sides file what they signed; null where the gate was held here
     * @param signedOn day of that protocol; null where the gate was held here
     * @param confirmed when the commander of each party confirmed it, by the code of the party
     * @param waived how many of its items were let pass
     */
    record Gate(
            String number,
            @Nullable String protocol,
            @Nullable LocalDate signedOn,
            List<Confirmation> confirmed,
            int waived) {

        public Gate {
            confirmed = List.copyOf(confirmed);
        }
    }

    /** That a party's commander confirmed a gate. */
    record Confirmation(String party, Instant confirmedAt) {}
}
