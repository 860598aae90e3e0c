package org.mushterek.incident.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules on incidents look at. A part that is null is not at hand, so that its rules have nothing to judge.
 *
 * @param parametersDate by whose date's parameters the case is judged
 */
public record IncidentFacts(
        LocalDate parametersDate,
        @Nullable NoticeFacts notice,
        @Nullable ProcedureFacts procedure) {

    /** What it is about. */
    public enum Kind {
        INJURY,
        DEATH,
        ARREST
    }

    /**
     * The first notice to the sending side.
     *
     * @param learnedAt when the host's officers learned of it
     * @param toldAt when the sending side was told first: by this case, or by telephone before
     */
    public record NoticeFacts(Kind kind, Instant learnedAt, Instant toldAt) {}

    /**
     * A procedure on a dead person that is about to be recorded.
     *
     * @param agreedAt when the sending side agreed to what the host has proposed; null while it has not
     * @param plannedAt when it was to begin, as the sending side has agreed
     * @param doneAt when the procedure began; null where the officer has not said
     * @param representatives whom the sending side has named to attend, and what became of that
     */
    public record ProcedureFacts(
            @Nullable Instant agreedAt,
            @Nullable Instant plannedAt,
            @Nullable Instant doneAt,
            List<Attendance> representatives) {

        public ProcedureFacts {
            representatives = List.copyOf(representatives);
        }
    }

    /**
     * Whether the sending side's representative was there.
     *
     * @param attended null where the officer has not said
     * @param absence why not
     */
    public record Attendance(
            @Nullable Boolean attended, @Nullable String absence) {}

    public static IncidentFacts of(LocalDate parametersDate, NoticeFacts notice) {
        return new IncidentFacts(parametersDate, notice, null);
    }

    public static IncidentFacts of(LocalDate parametersDate, ProcedureFacts procedure) {
        return new IncidentFacts(parametersDate, null, procedure);
    }
}
