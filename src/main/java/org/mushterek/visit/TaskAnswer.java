package org.mushterek.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.Decision.ExceptionAtSite;

/**
 * The answer of an officer to a task, as it is drafted in a form or posted by a client; each step reads what it asks for
 * and refuses what is missing.
 *
 * @param action the answer itself, such as {@code SUBMIT}, {@code CERTIFY}, {@code RETURN}, or an outcome
 * @param reason why, for whoever gets the case back
 * @param text the answer to a question, or the question itself
 * @param remark for the own side only
 * @param attachments ids of files that go with a question or its answer
 * @param reviewOn the day on which a suspended permit is looked at next, on the host's calendar
 * @param parts verdicts on the other parts of a group, by the number of their request; kept for the form, which gives each
 *     to its part
 * @param waivers an answer for each rule that the officer may waive
 * @param duties codes of the rules whose duties the officer confirms ({@code MED-02})
 */
public record TaskAnswer(
        @Nullable String action,
        @Nullable String reason,
        @Nullable String reasonCode,
        @Nullable String text,
        @Nullable String remark,
        @Nullable String comment,
        @Nullable String limits,
        @Nullable List<VisitorAnswer> visitors,
        @Nullable List<SiteAnswer> sites,
        @Nullable List<ExceptionAtSite> exceptions,
        @Nullable List<@Nullable String> duties,
        @Nullable List<@Nullable WaiverAnswer> waivers,
        @Nullable List<String> attachments,
        @Nullable LocalDate reviewOn,
        @Nullable Map<String, PartAnswer> parts) {

    /** A list that has nothing where a line should be is no answer of this form. */
    public TaskAnswer {
        visitors = whole(visitors);
        sites = whole(sites);
        exceptions = whole(exceptions);
        attachments = whole(attachments);
    }

    /** @throws NullPointerException where a line is missing */
    private static <T> @Nullable List<T> whole(@Nullable List<T> lines) {
        return lines == null ? null : List.copyOf(lines);
    }

    /** The verdicts on another part of a group, as far as they have been given. */
    public record PartAnswer(
            @Nullable String reasonCode,
            @Nullable List<VisitorAnswer> visitors,
            @Nullable List<SiteAnswer> sites,
            @Nullable List<ExceptionAtSite> exceptions) {

        public PartAnswer {
            visitors = whole(visitors);
            sites = whole(sites);
            exceptions = whole(exceptions);
        }
    }

    /**
     * The verdict on one person, as far as it has been given.
     *
     * @param at when a recalled person left the host state, {@code 2027-05-24T08:15} by the host's clock
     * @param place where that was: a crossing point, airfield or port
     */
    public record VisitorAnswer(
            int line,
            @Nullable String verdict,
            @Nullable String reasonCode,
            @Nullable String at,
            @Nullable String place) {}

    /** The verdict on one place, as far as it has been given. */
    public record SiteAnswer(
            int site,
            @Nullable String verdict,
            @Nullable String reasonCode,
            @Nullable String limits) {}

    /**
     * Whether one rule is waived, as far as it has been said.
     *
     * @param rule its code ({@code LEG-05})
     * @param action {@code GRANT} or {@code REFUSE}
     * @param reason for both sides
     */
    public record WaiverAnswer(
            @Nullable String rule,
            @Nullable String action,
            @Nullable String reason) {}

    static final TaskAnswer EMPTY =
            new TaskAnswer(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    static final int LONGEST_TEXT = 4000;
}
