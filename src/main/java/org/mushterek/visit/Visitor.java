package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a nominal roll.
 *
 * @param line place in the roll, from 1
 * @param grade NATO grade code: {@code OF-1} to {@code OF-10}, {@code OR-1} to {@code OR-9}
 * @param surname as written nationally, NFC
 * @param forenames as written nationally, NFC
 * @param surnameMrz as in the machine-readable zone, {@code A-Z} and {@code <}; never derived from the national spelling
 * @param forenamesMrz as in the machine-readable zone
 * @param nationality three letters ({@code AZE})
 * @param documentNumber as in the machine-readable zone, without fillers
 * @param mrz the machine-readable zone, its lines joined by {@code \n}, where it was given
 * @param personalNumber FIN or Turkish identity number, where it was given
 * @param insuredFrom first day of the insurance that the sending side shows for this person, where it was given
 * @param insuredUntil last day of that insurance
 * @param fitnessCertifiedOn day of the certificate that the person is medically fit, where it was given
 * @param alias what the person is called in lists, messages and, where the request asks for it, on papers; null where the
 *     request asks for no aliases
 */
public record Visitor(
        int line,
        String grade,
        String surname,
        String forenames,
        String surnameMrz,
        String forenamesMrz,
        LocalDate birthDate,
        String nationality,
        DocumentType documentType,
        String documentNumber,
        LocalDate documentExpiry,
        @Nullable String mrz,
        @Nullable String personalNumber,
        Clearance clearance,
        VisitorRole role,
        @Nullable LocalDate insuredFrom,
        @Nullable LocalDate insuredUntil,
        @Nullable LocalDate fitnessCertifiedOn,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String alias) {

    /** The same person on another line of a roll. */
    Visitor onLine(int another) {
        return as(another, surname, forenames, alias);
    }

    /** This person with an alias, or without one. */
    Visitor called(@Nullable String given) {
        return as(line, surname, forenames, given);
    }

    /** This person as a paper names one that is known by an alias: the alias alone. */
    Visitor namedByAlias() {
        return alias == null ? this : as(line, alias, "", alias);
    }

    private Visitor as(int another, String family, String given, @Nullable String calledBy) {
        return new Visitor(
                another,
                grade,
                family,
                given,
                surnameMrz,
                forenamesMrz,
                birthDate,
                nationality,
                documentType,
                documentNumber,
                documentExpiry,
                mrz,
                personalNumber,
                clearance,
                role,
                insuredFrom,
                insuredUntil,
                fitnessCertifiedOn,
                calledBy);
    }

    /** This visitor with medical evidence. */
    public Visitor withEvidence(
            @Nullable LocalDate insuredFromDay, @Nullable LocalDate insuredUntilDay, @Nullable LocalDate fitOn) {
        return new Visitor(
                line,
                grade,
                surname,
                forenames,
                surnameMrz,
                forenamesMrz,
                birthDate,
                nationality,
                documentType,
                documentNumber,
                documentExpiry,
                mrz,
                personalNumber,
                clearance,
                role,
                insuredFromDay,
                insuredUntilDay,
                fitOn,
                alias);
    }

    /** What is shown at a border. */
    public enum DocumentType {
        PASSPORT,
        ID_CARD
    }

    /** The level to which a person is cleared. */
    public enum Clearance {
        NONE,
        RESTRICTED,
        CONFIDENTIAL,
        SECRET,
        TOP_SECRET
    }

    /** What a person does in the contingent. */
    public enum VisitorRole {
        PLANNER,
        PARTICIPANT,
        OBSERVER,
        EVALUATOR,
        MEDIC,
        AIRCREW,
        VIP,
        MEDIA
    }
}
