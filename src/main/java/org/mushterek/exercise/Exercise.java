package org.mushterek.exercise;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered exercise.
 *
 * @param code short and sayable, such as {@code TURAN-YILDIZI-2027}
 * @param hostState who hosts this exercise; the other parties send
 * @param parties codes of all sides that take part, the host among them
 * @param firstDay STARTEX
 * @param lastDay ENDEX
 * @param planLine line of the yearly plan of military cooperation; null when the exercise is out of plan
 * @param version counts changes, from 1
 */
public record Exercise(
        String code,
        String title,
        String hostState,
        List<String> parties,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable String planLine,
        int version) {

    public Exercise {
        parties = List.copyOf(parties);
    }
}
