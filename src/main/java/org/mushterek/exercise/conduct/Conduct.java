package org.mushterek.exercise.conduct;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an exercise is conducted.
 *
 * @param exercise its code
 * @param startexOn the day on which it really began, in the host's zone; null before STARTEX
 * @param endexOn the day on which it really ended, in the host's zone; null before ENDEX
 * @param objectives what it is to train, by code
 */
public record Conduct(
        String exercise,
        @Nullable LocalDate startexOn,
        @Nullable LocalDate endexOn,
        List<Objective> objectives) {

    /**
     * A training objective.
     *
     * @param code short and sayable ({@code OBJ-1})
     */
    public record Objective(String code, String title) {}

    public Conduct {
        objectives = List.copyOf(objectives);
    }

    static Conduct notBegun(String exercise) {
        return new Conduct(exercise, null, null, List.of());
    }

    public boolean hasBegun() {
        return startexOn != null;
    }

    public boolean hasEnded() {
        return endexOn != null;
    }
}
