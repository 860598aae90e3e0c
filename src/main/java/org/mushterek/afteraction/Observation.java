package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Side;
import org.mushterek.retention.PersonalRecords;

/**
 * Something that an officer of a side has observed in an exercise.
 *
 * @param number such as {@code OBS-AZE-2027-0001}
 * @param exercise code of the exercise
 * @param owner code of the side whose observation it is
 * @param decidedBy the lessons officer who accepted or rejected it; null while it waits
 * @param reason why it was rejected
 * @param settlement what became of it; null while its owner has not settled it
 * @param version counts changes, from 1
 */
public record Observation(
        String number,
        String exercise,
        String owner,
        State state,
        Release release,
        Content content,
        String writtenBy,
        Instant writtenAt,
        @Nullable String decidedBy,
        @Nullable String reason,
        @Nullable Settlement settlement,
        int version) {

    /** Where it stands. */
    public enum State {
        /** Waits for a lessons officer of its side. */
        SUBMITTED,
        ACCEPTED,
        REJECTED,
        WITHDRAWN
    }

    /** Who may read it. */
    public enum Release {
        OWN_SIDE,
        /** Every party of the exercise, from its acceptance on. */
        BOTH
    }

    /** What can become of a recommendation. */
    public enum Settled {
        ACTION,
        NOTE,
        BEST_PRACTICE
    }

    /**
     * What an officer writes.
     *
     * @param observedOn the day, on the calendar of the officer's side
     * @param objective code of the training objective; null where none is concerned
     * @param observation what was seen, with its conditions
     * @param recommendation what should be done; null where nothing is recommended
     * @param release who may read it, if it is accepted
     * @param classification its protective marking; unclassified where none is given
     */
    public record Content(
            @Nullable String title,
            @Nullable LocalDate observedOn,
            @Nullable String objective,
            @Nullable String observation,
            @Nullable String discussion,
            @Nullable String conclusion,
            @Nullable String recommendation,
            @Nullable List<Tag> tags,
            @Nullable Release release,
            @Nullable Marking classification) {

        /** The same with its title alone; day, objective, tags and marking stay. */
        Content withoutTexts() {
            return new Content(
                    title,
                    observedOn,
                    objective,
                    PersonalRecords.gone(observation),
                    PersonalRecords.gone(discussion),
                    PersonalRecords.gone(conclusion),
                    PersonalRecords.gone(recommendation),
                    tags,
                    release,
                    classification);
        }
    }

    /** @param reason why it needs no action; null for an action */
    public record Settlement(Settled kind, @Nullable String reason) {}

    /** Whether a side may read it: its own always, another one's only accepted and released. */
    public boolean isFor(Side side) {
        return side.code().equals(owner) || isJoint();
    }

    /** Whether it belongs into what every party reads. */
    public boolean isJoint() {
        return state == State.ACCEPTED && release == Release.BOTH;
    }

    /** Whether it recommends something that its owner has still to settle. */
    public boolean isUnsettled() {
        return state == State.ACCEPTED && content.recommendation() != null && settlement == null;
    }

    /** The same as another side reads it: who wrote and accepted it stays with its own. */
    public Observation asReadBy(Side side) {
        return side.code().equals(owner)
                ? this
                : new Observation(
                        number,
                        exercise,
                        owner,
                        state,
                        release,
                        content,
                        owner,
                        writtenAt,
                        null,
                        null,
                        settlement,
                        version);
    }
}
