package org.mushterek.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a capability says of its cases when something happens to one, as the side may know it: ids, codes and days. */
public interface CaseFacts {

    /**
     * What is known of a case.
     *
     * @param sending code of the side that asked for it; null where the case is joint
     * @param host code of the side that answers
     * @param persons on the roll
     * @param answerDue when the host's present step is due, as both sides may know it
     * @param outcome how the host answered
     * @param reasons coded reasons of the answer
     * @param rules ids of the rules that stopped the case
     * @param drills those that the event is about
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Facts(
            @Nullable String sending,
            @Nullable String host,
            @Nullable String exercise,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable Integer persons,
            @Nullable Instant answerDue,
            @Nullable String outcome,
            List<String> reasons,
            List<String> rules,
            List<Drill> drills) {

        public Facts {
            drills = drills == null ? List.of() : List.copyOf(drills);
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            rules = rules == null ? List.of() : List.copyOf(rules);
        }

        /** What stays as it is while a case goes its way: of whom, where and when it is. */
        Facts lasting() {
            return new Facts(
                    sending, host, exercise, firstDay, lastDay, persons, null, null, List.of(), List.of(), List.of());
        }

        /** Of a case about which only its exercise is known. */
        public static Facts ofExercise(@Nullable String exercise) {
            return new Facts(null, null, exercise, null, null, null, null, null, List.of(), List.of(), List.of());
        }
    }

    /**
     * A drill as it stands on the plan in force.
     *
     * @param range code of the range
     * @param day on which it begins, at the range
     * @param minutes that it lasts
     */
    record Drill(String code, String range, LocalDate day, long minutes) {}

    /** Whether this capability knows cases of this number. */
    boolean knows(String number);

    /**
     * What is to be kept with an event; empty where it changes nothing that is reported.
     *
     * @param action as in the audit ({@code visit.submitted})
     */
    Optional<Facts> after(String action, String number, String side);

    /**
     * To which case something belongs that is told without one.
     *
     * @param detail as in the audit
     */
    default Optional<String> caseOf(String action, @Nullable String detail) {
        return Optional.empty();
    }
}
