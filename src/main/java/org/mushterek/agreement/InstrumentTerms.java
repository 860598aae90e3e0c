package org.mushterek.agreement;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.WholeMonths;

/**
 * The terms of an instrument, computed: which term covers a day, when notice closes, whether days are covered (LEG-02,
 * LEG-03, LEG-04). Reads no clock; days are legal days without a zone.
 *
 * <p>Interpretation: a term of one year that begins on 20 October ends with 19 October of the next year, one that
 * begins on 29 February with 28 February ({@link WholeMonths}), and that last day is the expiry from which notice is counted back. Notice that comes too late for one term ends the next.
 */
public record InstrumentTerms(
        @Nullable LocalDate enteredIntoForceOn,
        @Nullable Period term,
        Instrument.Renewal renewal,
        @Nullable Integer noticeDays,
        Instrument.@Nullable Notice noticeGiven,
        @Nullable LocalDate terminatedOn) {

    public static InstrumentTerms of(Instrument instrument) {
        return new InstrumentTerms(
                instrument.enteredIntoForceOn(),
                instrument.term(),
                instrument.renewal(),
                instrument.noticeDays(),
                instrument.noticeGiven(),
                instrument.terminatedOn());
    }

    /** The term that a day would lie in if every renewal took place; empty before entry into force or where unknown. */
    public Optional<Term> termCovering(LocalDate day) {
        if (enteredIntoForceOn == null || term == null || day.isBefore(enteredIntoForceOn)) {
            return Optional.empty();
        }
        int number = 1;
        while (lastDayOf(number, enteredIntoForceOn, term).isBefore(day)) {
            number++;
        }
        return Optional.of(termOf(number, enteredIntoForceOn, term));
    }

    /** Last day in force as far as it is settled: by termination, notice, or the last term; empty while it renews. */
    public Optional<LocalDate> endsOn() {
        LocalDate end = terminatedOn;
        if (enteredIntoForceOn != null && term != null) {
            var lastTerm = lastTermNumber(enteredIntoForceOn, term);
            if (lastTerm != null) {
                var lapse = lastDayOf(lastTerm, enteredIntoForceOn, term);
                end = end == null || lapse.isBefore(end) ? lapse : end;
            }
        }
        return Optional.ofNullable(end);
    }

    /** When notice closes for the term in which {@code today} lies; empty where a fact is missing or it has ended. */
    public Optional<NoticeWindow> noticeWindow(LocalDate today) {
        var end = endsOn();
        if (noticeDays == null || end.isPresent() && today.isAfter(end.get())) {
            return Optional.empty();
        }
        int days = noticeDays;
        return termCovering(today).map(current -> {
            var closes = current.last().minusDays(days);
            return new NoticeWindow(current, closes, !today.isAfter(closes));
        });
    }

    /**
     * Whether every day from {@code from} to {@code to} is covered, as seen on {@code today}.
     *
     * @throws IllegalArgumentException where the days are in the wrong order
     */
    public Coverage coverage(LocalDate from, LocalDate to, LocalDate today) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The last day " + to + " lies before the first day " + from);
        }
        if (enteredIntoForceOn == null) {
            return new Coverage(Coverage.State.NO_ENTRY_INTO_FORCE, null, null, null);
        }
        var ends = endsOn().orElse(null);
        if (ends != null && (to.isAfter(ends) || from.isAfter(ends))) {
            return new Coverage(Coverage.State.ENDED, currentTerm(today, ends), ends, null);
        }
        if (term == null) {
            return new Coverage(Coverage.State.NO_TERM, null, null, null);
        }
        if (from.isBefore(enteredIntoForceOn)) {
            return new Coverage(Coverage.State.NOT_YET, currentTerm(today, ends), null, null);
        }
        // Before entry into force the first term is the one to count from.
        var askedOn = today.isBefore(enteredIntoForceOn) ? enteredIntoForceOn : today;
        var current = termCovering(askedOn).orElseThrow();
        if (isRenewalUnknownFor(current.number())) {
            return new Coverage(Coverage.State.RENEWAL_UNKNOWN, null, null, null);
        }
        var closes = noticeDays == null ? null : current.last().minusDays(noticeDays);
        var certainUntil = ends == null ? current.last() : ends;
        if (!to.isAfter(certainUntil)) {
            return new Coverage(Coverage.State.CERTAIN, current, certainUntil, closes);
        }
        if (isRenewalUnknownFor(termCovering(to).orElseThrow().number())) {
            return new Coverage(Coverage.State.RENEWAL_UNKNOWN, current, certainUntil, closes);
        }
        var state = closes != null && askedOn.isAfter(closes) ? Coverage.State.RENEWAL_DUE : Coverage.State.RENEWABLE;
        return new Coverage(state, current, certainUntil, closes);
    }

    private @Nullable Term currentTerm(LocalDate today, @Nullable LocalDate ends) {
        if (ends != null && today.isAfter(ends)) {
            return null;
        }
        return termCovering(today).orElse(null);
    }

    /** Number of the last term, where it is settled that there is one. */
    private @Nullable Integer lastTermNumber(LocalDate inForce, Period length) {
        var byNotice = noticeGiven == null ? null : termEndedByNotice(noticeGiven.on(), inForce, length);
        var byText = renewal == Instrument.Renewal.NONE
                ? Integer.valueOf(1)
                : renewal == Instrument.Renewal.ONCE ? Integer.valueOf(2) : null;
        if (byNotice == null || byText == null) {
            return byNotice == null ? byText : byNotice;
        }
        return Math.min(byNotice, byText);
    }

    private int termEndedByNotice(LocalDate given, LocalDate inForce, Period length) {
        int number = 1;
        // With an unknown notice period notice is taken to be in time: the reading that lets fewer visits pass.
        int days = noticeDays == null ? 0 : noticeDays;
        while (lastDayOf(number, inForce, length).minusDays(days).isBefore(given)) {
            number++;
        }
        return number;
    }

    private boolean isRenewalUnknownFor(int termNumber) {
        return switch (renewal) {
            case UNKNOWN -> termNumber > 1;
            case AUTOMATIC_EXTENT_UNKNOWN -> termNumber > 2;
            case NONE, ONCE, EACH_TERM -> false;
        };
    }

    private static Term termOf(int number, LocalDate inForce, Period length) {
        return new Term(
                number,
                WholeMonths.dayAfter(inForce, length.multipliedBy(number - 1)),
                lastDayOf(number, inForce, length));
    }

    // Counted from the first day each time: steps from term to term would lose 29 February for good.
    private static LocalDate lastDayOf(int number, LocalDate inForce, Period length) {
        return WholeMonths.lastDay(inForce, length.multipliedBy(number));
    }
}
