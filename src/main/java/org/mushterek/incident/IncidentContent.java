package org.mushterek.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.incident.rule.IncidentFacts.Kind;
import org.mushterek.retention.PersonalRecords;

/**
 * What an officer of the host writes of an incident. Times are by the host's clock, as {@code 2027-05-24T08:15}.
 *
 * @param exercise code of the exercise whose guests it happened to
 * @param learnedAt when the host's officers learned of it; when it happened, where nothing else is written
 * @param toldAt when the sending side was told by telephone or in person; null where this notice is the first
 * @param toldTo whom of the sending side, where it was told so
 * @param place where it happened
 * @param account what happened
 * @param firstSteps first care, evacuation, or where the arrested person is held
 * @param authority who has arrested, under which number; of an arrest alone
 * @param persons to whom it happened, on rolls of permitted visits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentContent(
        @Nullable String exercise,
        @Nullable Kind kind,
        @Nullable LocalDateTime happenedAt,
        @Nullable LocalDateTime learnedAt,
        @Nullable LocalDateTime toldAt,
        @Nullable String toldTo,
        @Nullable String place,
        @Nullable String account,
        @Nullable String firstSteps,
        @Nullable String authority,
        @Nullable List<PersonOnRoll> persons) {

    /** As an officer's form is before anything is written. */
    static final IncidentContent BLANK =
            new IncidentContent(null, null, null, null, null, null, null, null, null, null, null);

    public IncidentContent {
        persons = persons == null ? null : List.copyOf(persons);
    }

    /**
     * A person, named by the roll of a visit.
     *
     * @param visit number of the request ({@code VIS-TUR-2027-0042})
     * @param line of its roll
     * @param grade as on the roll; what is sent is not read
     * @param name the alias where the visit asks for one, else the name, as on the roll when it was recorded: kept here as long as
     *     the incident is, which is longer than the roll; what is sent is not read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PersonOnRoll(
            @Nullable String visit,
            int line,
            @Nullable String grade,
            @Nullable String name) {}

    /** The same with these persons. */
    IncidentContent of(List<PersonOnRoll> known) {
        return new IncidentContent(
                exercise, kind, happenedAt, learnedAt, toldAt, toldTo, place, account, firstSteps, authority, known);
    }

    /** What is left once its persons are erased: when, of what kind and at which exercise. */
    IncidentContent withoutTexts() {
        return new IncidentContent(
                exercise,
                kind,
                happenedAt,
                learnedAt,
                toldAt,
                PersonalRecords.gone(toldTo),
                PersonalRecords.gone(place),
                PersonalRecords.gone(account),
                PersonalRecords.gone(firstSteps),
                PersonalRecords.gone(authority),
                List.of());
    }
}
