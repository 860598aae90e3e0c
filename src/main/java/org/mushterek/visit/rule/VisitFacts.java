package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;
import org.mushterek.security.Account;
import org.mushterek.visit.VisitDocument;

/**
 * All that the rules on visits read of a case at one moment.
 *
 * @param judgedAt the moment of judging, in the host's zone
 * @param deliveredAt when the request reached the host, in the host's zone; null before that, when the rules judge as if
 *     it were delivered at {@code judgedAt}
 * @param parametersDate the day whose dated parameters judge the case
 * @param hostCalendar working days of the host's authorities
 * @param sendingCalendar working days of the sending side's authorities
 * @param sendingCountry two letters of the sending state, as in the serial numbers of customs forms
 * @param instrument what governs visits between the two states; null when none does
 * @param exercise the registered exercise; null while unknown
 * @param hands who did which step
 * @param decision what the host has decided on; null before the decision
 * @param amended the permitted visit that the request would change; null for a first request
 */
public record VisitFacts(
        VisitDocument document,
        ZonedDateTime judgedAt,
        @Nullable ZonedDateTime deliveredAt,
        LocalDate parametersDate,
        WorkingCalendar hostCalendar,
        WorkingCalendar sendingCalendar,
        String sendingCountry,
        @Nullable GoverningInstrument instrument,
        @Nullable ExerciseFacts exercise,
        Hands hands,
        @Nullable DecisionFacts decision,
        @Nullable AmendedVisit amended) {

    /** Today at the host. */
    public LocalDate today() {
        return judgedAt.toLocalDate();
    }

    /** When the request reached the host, or would if it were delivered now. */
    public ZonedDateTime delivery() {
        return deliveredAt == null ? judgedAt : deliveredAt;
    }

    /** The instrument that the visit rests on, with what LEG-01 needs of it. */
    public record GoverningInstrument(String code, Message title, List<String> parties, InstrumentTerms terms) {

        public GoverningInstrument {
            parties = List.copyOf(parties);
        }

        public static GoverningInstrument of(Instrument instrument) {
            return new GoverningInstrument(
                    instrument.code(), instrument.title(), instrument.parties(), instrument.terms());
        }
    }

    /**
     * A registered exercise.
     *
     * @param host the state on whose ground it is held
     * @param from first day
     * @param to last day
     * @param planLine line of the yearly plan of cooperation; null when it is out of plan
     */
    public record ExerciseFacts(
            String code,
            String host,
            List<String> parties,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String planLine) {

        public ExerciseFacts {
            parties = List.copyOf(parties);
        }
    }

    /** Whose hand did which step: the account's id and its side. Null for a step that nobody has done. */
    public record Hands(
            @Nullable Hand preparedBy,
            @Nullable Hand certifiedBy,
            @Nullable Hand endorsedBy,
            @Nullable Hand decidedBy) {

        public static Hands preparedBy(Account account) {
            return new Hands(Hand.of(account), null, null, null);
        }
    }

    /**
     * A hand, and its side.
     *
     * @param person the account, and the absent officer in whose stead it acted
     * @param side code of the side that the account belongs to
     */
    public record Hand(org.mushterek.security.Hand person, String side) {

        /** Somebody who acts for nobody else. */
        public Hand(String account, String side) {
            this(new org.mushterek.security.Hand(account, null), side);
        }

        public static Hand of(Account account) {
            return new Hand(account.id(), account.side().code());
        }
    }

    /**
     * Which visitors and sites have a verdict of the host.
     *
     * @param decidedLines roster lines
     * @param decidedSites numbers of sites
     */
    public record DecisionFacts(Set<Integer> decidedLines, Set<Integer> decidedSites) {

        public DecisionFacts {
            decidedLines = Set.copyOf(decidedLines);
            decidedSites = Set.copyOf(decidedSites);
        }
    }

    /**
     * A visit that is permitted and would be changed.
     *
     * @param permitted the request as the host approved it: with the persons and sites of its permit and no others
     * @param permit number of the permit
     * @param isInForce whether the permit still stands
     * @param amendments how often this visit was amended before, from its first permit on
     */
    public record AmendedVisit(VisitDocument permitted, String permit, boolean isInForce, int amendments) {

        /** First day of the visit as it is permitted; nothing is permitted without one (VIS-01). */
        public LocalDate firstDay() {
            return Objects.requireNonNull(permitted.from());
        }
    }
}
