package org.mushterek.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.incident.rule.IncidentFacts.Kind;

/**
 * Something that happened to guests of a host.
 *
 * @param number such as {@code INC-AZE-2027-0001}, which names the host
 * @param sending code of the side whose persons they are; null while it is a draft
 * @param exercise its code; null while it is a draft
 * @param content what was written of it; null while it is a draft, in lists, and to who does not work on it
 * @param openedBy account, or the code of its side for others
 * @param openedAt when its draft was begun; for the other side when it was told
 * @param recordedAt when the sending side was told by this case
 * @param agreedAt when the sending side agreed to what the host has proposed to do; of a death alone
 * @param version counts changes, from 1
 */
public record Incident(
        String number,
        State state,
        String host,
        @Nullable String sending,
        @Nullable String exercise,
        @Nullable Kind kind,
        @Nullable IncidentContent content,
        String openedBy,
        Instant openedAt,
        @Nullable Instant recordedAt,
        @Nullable Instant agreedAt,
        @Nullable Instant closedAt,
        int version) {

    /** Where it stands. */
    public enum State {
        DRAFT,
        /** Given up before the other side was told. */
        DISCARDED,
        /** The sending side was told. */
        NOTIFIED,
        /** Of a death: nothing may be done to the dead person before the sending side has agreed (MEM-09). */
        AWAITS_COORDINATION,
        /** Of a death: the sending side has agreed to what is to be done. */
        COORDINATED,
        CLOSED,
        /** It was recorded in error. */
        WITHDRAWN;

        /** Whether something is still to be done. */
        public boolean isOpen() {
            return this == DRAFT || this == NOTIFIED || this == AWAITS_COORDINATION || this == COORDINATED;
        }
    }

    /** What the host intends for a dead person. */
    public enum Procedure {
        NONE,
        AUTOPSY,
        OTHER
    }

    /** Who attends for the sending side. */
    public record Representative(
            @Nullable String grade,
            @Nullable String name,
            @Nullable Boolean physician) {}

    /**
     * What an officer writes in a step.
     *
     * @param text the account, the reason, the conditions or the outcome
     * @param reference number of a letter or of a report
     * @param day of the report, or on which the dead person was handed over to the sending side
     * @param at when a procedure is to begin or began, by the host's clock
     * @param place where it is done, or where the dead person was handed over
     * @param representative whom the sending side names to attend
     * @param attended whether that person was there
     * @param absence why not
     * @param removed whether the person's part in the exercise has ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Words(
            @Nullable String text,
            @Nullable String reference,
            @Nullable LocalDate day,
            @Nullable LocalDateTime at,
            @Nullable Procedure procedure,
            @Nullable String place,
            @Nullable Representative representative,
            @Nullable Boolean attended,
            @Nullable String absence,
            @Nullable Boolean removed) {

        static final Words NONE = new Words(null, null, null, null, null, null, null, null, null, null);

        static Words of(@Nullable String text) {
            return new Words(text, null, null, null, null, null, null, null, null, null);
        }

        /** What is left once persons are erased. */
        Words withoutTexts() {
            return new Words(null, null, day, at, procedure, null, null, attended, null, removed);
        }
    }

    /**
     * A step that was taken.
     *
     * @param account who took it: an account of the reader's side, or the code of the other side; {@code system} for the program
     * @param event such as {@code noticeAcknowledged}
     * @param words what was written; null where nothing was
     */
    public record Event(
            int no,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            String side,
            String event,
            @Nullable Words words) {

        private static final Set<String> OWN = Set.of("opened", "reminded", "dueDateMoved");

        /** Who was reminded, whose step a decree has moved, and when a draft was begun is of no concern to the other side. */
        boolean isFor(String reader) {
            return side.equals(reader) || !OWN.contains(event);
        }

        Event withoutWords() {
            return new Event(no, happenedAt, account, onBehalfOf, side, event, null);
        }

        /** Who did it at the other side stays with that side. */
        Event asReadBy(String reader) {
            return side.equals(reader) || account.equals("system")
                    ? this
                    : new Event(no, happenedAt, side, null, side, event, words);
        }
    }

    /** A page of incidents, latest first, and how many there are in all. */
    public record Page(List<Incident> items, long total) {}

    /** By whose date's parameters the case is judged: of the day on which it was opened, in Zulu. */
    LocalDate parametersDate() {
        return LocalDate.ofInstant(openedAt, ZoneOffset.UTC);
    }

    /** Of what kind it is, and where it stands, for whoever does not work on it; and for lists. */
    Incident withoutWords() {
        return new Incident(
                number,
                state,
                host,
                sending,
                exercise,
                kind,
                null,
                openedBy,
                openedAt,
                recordedAt,
                agreedAt,
                closedAt,
                version);
    }

    Incident asReadBy(String reader) {
        return host.equals(reader)
                ? this
                : new Incident(
                        number,
                        state,
                        host,
                        sending,
                        exercise,
                        kind,
                        content,
                        host,
                        Objects.requireNonNullElse(recordedAt, openedAt),
                        recordedAt,
                        agreedAt,
                        closedAt,
                        version);
    }
}
