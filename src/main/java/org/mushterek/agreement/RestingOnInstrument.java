package org.mushterek.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What rests on an instrument, told by the capability that keeps it; each is judged again when the instrument's end moves. */
public interface RestingOnInstrument {

    /** What this capability keeps. */
    Set<Kind> kinds();

    /** Everything open that rests on the instrument and has days after this one, by number. */
    List<Case> reachingPast(Instrument instrument, LocalDate day);

    /** Judges one of these again, keeps what was found, and tells it in its story. */
    Result judgeAgain(Case resting, Instrument instrument);

    /**
     * A case that rests on an instrument.
     *
     * @param side whose it is; what both own is told once for each
     * @param lastDay of the visit, the permit or the exercise
     */
    record Case(Kind kind, String number, String side, LocalDate lastDay) {}

    /** What rests. */
    enum Kind {
        VISIT_REQUEST,
        RECEIVED_REQUEST,
        PERMIT,
        EXERCISE
    }

    /** What LEG-01 says of it now. */
    enum Result {
        COVERED,
        /** Covered while no notice is given, which still can be. */
        WARNED,
        NOT_COVERED,
        UNDETERMINED;

        /** Whether its owner has to do something about it. */
        public boolean isTrouble() {
            return this == NOT_COVERED || this == UNDETERMINED;
        }

        /** By the coverage alone, for what has no rules of its own. */
        public static Result of(Coverage coverage) {
            return switch (coverage.state()) {
                case CERTAIN, RENEWAL_DUE -> COVERED;
                case RENEWABLE -> WARNED;
                case ENDED, NOT_YET -> NOT_COVERED;
                case RENEWAL_UNKNOWN, NO_ENTRY_INTO_FORCE, NO_TERM -> UNDETERMINED;
            };
        }
    }
}
