package org.mushterek.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instrument covers some days, as seen on a given day.
 *
 * @param currentTerm the term in which the day of asking lies; null where there is none or it cannot be known
 * @param certainUntil last day that is certainly covered; null where none is
 * @param noticeClosesOn last day on which notice can keep the current term from being renewed; null where unknown
 */
public record Coverage(
        State state,
        @Nullable Term currentTerm,
        @Nullable LocalDate certainUntil,
        @Nullable LocalDate noticeClosesOn) {

    public enum State {
        /** All of the days lie in the current term. */
        CERTAIN,
        /** They lie past the current term; it renews itself unless a party gives notice, which it still can. */
        RENEWABLE,
        /** They lie past the current term; no notice is recorded and the time for it is over. */
        RENEWAL_DUE,
        /** Whether the instrument renews itself so often is not known. */
        RENEWAL_UNKNOWN,
        /** Some of the days lie after the end: by notice, by termination, or by lapse of the last term. */
        ENDED,
        /** Some of the days lie before the first day in force. */
        NOT_YET,
        /** The day of entry into force is not known. */
        NO_ENTRY_INTO_FORCE,
        /** The length of a term is not known. */
        NO_TERM
    }
}
