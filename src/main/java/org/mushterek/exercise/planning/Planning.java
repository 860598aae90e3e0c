package org.mushterek.exercise.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one exercise is planned.
 *
 * @param number such as {@code PLN-AZE-2027-0001}
 * @param exercise code of the exercise; null as long as the draft names none
 * @param host code of the side that hosts and leads the planning
 * @param stage the stage at hand; null before the first and after the last
 * @param startex for which the days were computed
 * @param parametersDate by whose date's parameters the case is judged
 * @param gateRound how often the gate was judged
 * @param version counts changes, from 1
 */
public record Planning(
        String number,
        @Nullable String exercise,
        String host,
        State state,
        @Nullable Stage stage,
        @Nullable LocalDate startex,
        LocalDate parametersDate,
        int gateRound,
        Instant openedAt,
        int version) {

    /** Where the planning stands. */
    public enum State {
        /** Nobody has said yet which exercise it is. */
        DRAFT,
        /** The parties are asked whether an exercise out of plan may be planned. */
        OUT_OF_PLAN,
        /** The exercise was prepared outside; the protocol of the gate that was held there is recorded and confirmed. */
        OUTSIDE,
        /** In one of the stages. */
        STAGES,
        /** All stages have ended; the gate before STARTEX is judged. */
        GATE,
        /** The gate is open. */
        READY,
        DISCARDED,
        REFUSED,
        CANCELLED,
        /** STARTEX passed while the gate was shut. */
        LAPSED;

        public boolean isOpen() {
            return compareTo(GATE) <= 0;
        }
    }

    String code() {
        return Objects.requireNonNull(exercise, number);
    }

    LocalDate firstDay() {
        return Objects.requireNonNull(startex, number);
    }

    /**
     * A conference as it was invited.
     *
     * @param round counts its invitations, from 1
     * @param day on which it is, or was
     * @param agenda with the read-ahead
     * @param minutesVersion how often the minutes were written
     * @param recordedOn day of the minutes, in the host's zone
     */
    public record Conference(
            Stage stage,
            int round,
            ConferenceState state,
            @Nullable LocalDate day,
            @Nullable String place,
            @Nullable String agenda,
            @Nullable String minutes,
            int minutesVersion,
            @Nullable LocalDate recordedOn) {}

    /** What became of an invitation. */
    public enum ConferenceState {
        INVITED,
        /** Minutes are written and not yet confirmed by all. */
        HELD,
        CONFIRMED,
        /** Every party has agreed to do without it. */
        WAIVED,
        /** It was not held, or STARTEX moved: the parties are invited anew. */
        DROPPED
    }

    /**
     * A product as it was written.
     *
     * @param version from 1; only the last one can be approved
     */
    public record Product(
            ProductKind kind, int version, Stage stage, ProductContent content, String side, Instant writtenAt) {}

    /**
     * What a party answered.
     *
     * @param round which version or which asking it answers
     * @param level of the officer who approves a risk; null elsewhere
     */
    public record Answer(
            String subject,
            int round,
            String party,
            boolean agreed,
            @Nullable String reason,
            @Nullable String level,
            Instant answeredAt) {}

    /**
     * What the host asks the parties to let pass.
     *
     * @param subject {@code CONFERENCE:IPC} or {@code GATE:INSURANCE:TUR}
     */
    public record Waiver(String subject, int round, String reason, WaiverState state, Instant askedAt) {}

    /**
     * What the specification answers to an open corrective action of an earlier exercise.
     *
     * @param version of the specification
     * @param owner code of the side whose action it is
     * @param learnedIn code of the exercise that it was learned in
     * @param shared whether every party may read it; else its owner alone
     * @param reason how it is taken up, or why not
     */
    public record TakenAction(
            int version,
            String action,
            String owner,
            String learnedIn,
            String title,
            boolean shared,
            Taken taken,
            String reason) {}

    /** What becomes of an action in the exercise that is planned. */
    public enum Taken {
        TAKEN_UP,
        LEFT_OUT
    }

    /** What became of it. */
    public enum WaiverState {
        ASKED,
        GRANTED,
        REFUSED,
        /** The host went on without it. */
        DROPPED
    }

    /** The days as they stand: {@code CDE} to {@code FPC} and {@code MANIFEST_FREEZE}. */
    public record Milestone(String code, LocalDate day) {}

    /**
     * What happened.
     *
     * @param account who, where it was the reader's side; else the side, or {@code system}
     * @param event a code; its text is {@code ui.planning.story.<event>}
     * @param about a code: a stage, a product, an item of the gate
     * @param detail codes and days, the same in each language
     */
    public record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable String about,
            @Nullable LocalDate day,
            @Nullable String detail,
            @Nullable String reason) {}

    /** What JSON leaves out is none. */
    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
