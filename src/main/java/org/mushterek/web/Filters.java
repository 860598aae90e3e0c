package org.mushterek.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** How the parameters are read by which lists are narrowed. */
public final class Filters {

    private Filters() {}

    /** What was typed, null where it is nothing but blanks. */
    public static @Nullable String written(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /**
     * Demands that a period does not end before it begins; either end may be open.
     *
     * @param last the name of the parameter that ends it
     * @throws Refusal INVALID, with a finding at that parameter
     */
    public static void demandOrder(String last, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("problem.badFilter"),
                    List.of(new Finding(
                            "problem.endBeforeStart",
                            last,
                            Message.of("problem.endBeforeStart")
                                    .with("from", from)
                                    .with("to", to),
                            Message.of("problem.endBeforeStart.cure"),
                            null)));
        }
    }
}
