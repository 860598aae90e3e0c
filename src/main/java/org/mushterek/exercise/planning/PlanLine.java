package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the yearly plan of military cooperation.
 *
 * @param number as in the plan, such as {@code 2027-014}
 * @param year of the plan
 * @param parties codes of the sides that agree on the line
 * @param proposedHost the party that is to host; the exercise itself settles it
 * @param firstDay first day of the window in which the exercise lies
 * @param lastDay last day of that window
 * @param protocolReference number of the signed protocol that holds the line; null until it is signed
 * @param agreedBy the parties that have agreed to the line as it stands
 * @param version counts changes and agreements, from 1
 */
public record PlanLine(
        String number,
        int year,
        String title,
        List<String> parties,
        String proposedHost,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable String protocolReference,
        @Nullable LocalDate protocolSignedOn,
        List<String> agreedBy,
        int version) {

    public PlanLine {
        parties = List.copyOf(parties);
        agreedBy = List.copyOf(agreedBy);
    }

    /** Whether every party has agreed to the line as it stands. */
    public boolean isAgreed() {
        return new HashSet<>(agreedBy).equals(new HashSet<>(parties));
    }

    /** Whether the window holds all these days. */
    boolean covers(LocalDate first, LocalDate last) {
        return !first.isBefore(firstDay) && !last.isAfter(lastDay);
    }
}
