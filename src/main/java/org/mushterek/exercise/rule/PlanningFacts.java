package org.mushterek.exercise.rule;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules on planning look at. A part that is null is not at hand, so that its rules have nothing to judge.
 *
 * @param parametersDate by whose date's parameters the case is judged
 */
public record PlanningFacts(
        LocalDate parametersDate,
        @Nullable ConferenceFacts conference,
        @Nullable MinutesFacts minutes,
        @Nullable RiskFacts risk) {

    /**
     * A conference that is about to be invited. Days are those of the host.
     *
     * @param day on which it is to be held
     * @param plannedDay on which it would be by the offset before STARTEX
     * @param invitedOn day of the invitation
     * @param earlierOpen codes of earlier stages whose conference was neither held nor waived
     * @param lastEarlier day of the last earlier conference; null where there is none
     */
    public record ConferenceFacts(
            LocalDate day,
            LocalDate plannedDay,
            LocalDate invitedOn,
            LocalDate startex,
            List<String> earlierOpen,
            @Nullable LocalDate lastEarlier) {

        public ConferenceFacts {
            earlierOpen = List.copyOf(earlierOpen);
        }
    }

    /** Minutes that are about to be recorded. */
    public record MinutesFacts(LocalDate conferenceDay, LocalDate recordedOn) {}

    /**
     * A risk assessment that is about to be approved, or was.
     *
     * @param rows residual level of each row
     * @param overall residual level of the whole, as it was written
     * @param authority level of the officer who approves; null while nobody does
     */
    public record RiskFacts(
            List<RiskLevel> rows,
            RiskLevel overall,
            @Nullable RiskLevel authority) {

        public RiskFacts {
            rows = List.copyOf(rows);
        }
    }

    static PlanningFacts of(LocalDate parametersDate, ConferenceFacts conference) {
        return new PlanningFacts(parametersDate, conference, null, null);
    }
}
