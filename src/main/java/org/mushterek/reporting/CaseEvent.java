package org.mushterek.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case, as one side may know it. With the events before it, it says all that is reported of
 * the case, so that a report never has to ask what a calendar or a rule said in the past.
 *
 * @param side code of the side whose view of the case this is
 * @param type as in the audit ({@code visit.submitted}), or {@code task.created} and its like
 * @param detail a code or id, never free text
 */
public record CaseEvent(
        String side,
        String number,
        Instant at,
        String type,
        @Nullable String detail,
        Data data) {

    /**
     * What belongs to an event.
     *
     * @param day of the event in the zone of {@code side}
     * @param facts what the case is from now on
     * @param step the step of a process that the event is about
     * @param held working minutes since the last hand-over, by the side that has held the case and on its calendar
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Data(
            LocalDate day,
            CaseFacts.@Nullable Facts facts,
            @Nullable Step step,
            @Nullable Map<String, Long> held) {}

    /**
     * A step of a process, as its task is.
     *
     * @param roles codes of the roles that may do it
     * @param version of the process's diagram
     * @param minutes working minutes from when it was opened, on the calendar of its side; null while it is open
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Step(
            String task,
            String process,
            int version,
            String step,
            List<String> roles,
            @Nullable Instant due,
            @Nullable Long minutes) {

        public Step {
            // None is left out where an event is written down.
            roles = roles == null ? List.of() : List.copyOf(roles);
        }

        Step after(long worked) {
            return new Step(task, process, version, step, roles, due, worked);
        }
    }
}
