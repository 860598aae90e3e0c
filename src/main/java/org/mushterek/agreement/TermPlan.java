package org.mushterek.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What lies ahead in the current term of an instrument. Days are legal days of the instrument.
 *
 * @param opensOn day from which the parties are asked whether it is to be renewed
 * @param remindsOn day on which those who have not answered are reminded
 * @param closesOn last day for notice
 * @param lastDay last day of the term, or of the instrument where that comes first
 * @param endsOn last day of the instrument where it is settled
 */
public record TermPlan(
        Term term,
        LocalDate opensOn,
        LocalDate remindsOn,
        LocalDate closesOn,
        LocalDate lastDay,
        @Nullable LocalDate endsOn) {

    /** Days before the end of a term: the first warning and the second (LEG-03, a proposal of the house). */
    static final int FIRST_WARNING = 120;

    static final int SECOND_WARNING = 100;

    /** Where notice is due earlier than that, so long before its last day. */
    private static final int FIRST_WARNING_BEFORE_CLOSING = 30;

    private static final int SECOND_WARNING_BEFORE_CLOSING = 10;

    /**
     * The plan for the term in which a day lies; null where no term is known, or whether it was renewed so often. Where it is not known how long before the end notice is due, it is taken to be
     * possible up to the last day.
     */
    static @Nullable TermPlan of(InstrumentTerms terms, LocalDate today) {
        var inForce = terms.enteredIntoForceOn();
        if (inForce == null) {
            return null;
        }
        var askedOn = today.isBefore(inForce) ? inForce : today;
        var found = terms.termCovering(askedOn);
        var isUnknown = terms.coverage(askedOn, askedOn, askedOn).state() == Coverage.State.RENEWAL_UNKNOWN;
        if (found.isEmpty() || isUnknown) {
            return null;
        }
        var term = found.get();
        var noticeDays = terms.noticeDays() == null ? 0 : terms.noticeDays();
        var ends = terms.endsOn().orElse(null);
        return new TermPlan(
                term,
                term.last().minusDays(Math.max(FIRST_WARNING, noticeDays + FIRST_WARNING_BEFORE_CLOSING)),
                term.last().minusDays(Math.max(SECOND_WARNING, noticeDays + SECOND_WARNING_BEFORE_CLOSING)),
                term.last().minusDays(noticeDays),
                ends != null && ends.isBefore(term.last()) ? ends : term.last(),
                ends);
    }
}
