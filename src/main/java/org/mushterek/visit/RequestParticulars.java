package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the boxes of the request form hold beside the visit itself. Structure after the request form of allied ministries
 * (Canada RFV form, boxes 2, 4, 5, 8 to 11, 15 and 16); everything may be missing.
 *
 * @param occasion what the visit is for; null stands for the exercise itself, as older requests never said it
 * @param accessKind box 2
 * @param sendingReference box 4: under which the sending authority keeps the request
 * @param sendingDate box 4: the day of that paper
 * @param requestingEntity box 5
 * @param initiative box 8: government or commercial
 * @param initiatedBy box 8: whose idea the visit is
 * @param pertinentTo box 9
 * @param purposeTranslated box 10: the purpose once more, in the host's language or in English
 * @param accessCaveat box 11: what the level alone does not say
 * @param requestingAuthority box 15
 * @param needs box 16: one entry for each need that was asked about
 * @param aliases where the persons of the roll are called by aliases; null where they are called by their names
 */
public record RequestParticulars(
        @Nullable Occasion occasion,
        @Nullable AccessKind accessKind,
        @Nullable String sendingReference,
        @Nullable LocalDate sendingDate,
        @Nullable RequestingEntity requestingEntity,
        @Nullable Initiative initiative,
        @Nullable InitiatedBy initiatedBy,
        @Nullable Pertinence pertinentTo,
        @Nullable String purposeTranslated,
        @Nullable String accessCaveat,
        @Nullable Office requestingAuthority,
        @Nullable List<SpecialNeed> needs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AliasUse aliases) {

    /** Nothing is said. */
    public static final RequestParticulars NONE =
            new RequestParticulars(null, null, null, null, null, null, null, null, null, null, null, null, null);

    public RequestParticulars {
        needs = RequestAnnexes.kept(needs);
    }

    /** Where the persons of a roll are called by aliases. */
    public enum AliasUse {
        /** In lists, forms and messages; papers name them. */
        LISTS,
        /** On papers as well. */
        PAPERS
    }

    /** The same for another request, which has a paper of its own. */
    RequestParticulars onAnotherPaper() {
        return new RequestParticulars(
                occasion,
                accessKind,
                null,
                null,
                requestingEntity,
                initiative,
                initiatedBy,
                pertinentTo,
                purposeTranslated,
                accessCaveat,
                requestingAuthority,
                needs,
                aliases);
    }

    /** Why people travel: for the exercise, or before it. */
    public enum Occasion {
        EXERCISE,
        PLANNING_CONFERENCE,
        SITE_SURVEY;

        /** Whether the visit has to end before the exercise begins. */
        public boolean precedesExercise() {
            return this != EXERCISE;
        }
    }

    /** What the visitors come near to. */
    public enum AccessKind {
        CONFIDENTIAL_OR_ABOVE,
        /** Into a security area, without classified information. */
        SECURITY_AREA,
        UNCLASSIFIED_OR_RESTRICTED
    }

    public record RequestingEntity(
            @Nullable EntityCategory category,
            @Nullable String name,
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {}

    public enum EntityCategory {
        MILITARY,
        GOVERNMENT,
        INDUSTRY,
        INTERNATIONAL,
        OTHER
    }

    public enum Initiative {
        GOVERNMENT,
        COMMERCIAL
    }

    public enum InitiatedBy {
        REQUESTING_SIDE,
        HOST_SIDE
    }

    /** @param name of the equipment, programme or agreement, in full */
    public record Pertinence(
            @Nullable PertinenceKind kind, @Nullable String name) {}

    public enum PertinenceKind {
        EQUIPMENT,
        SALE_OR_LICENCE,
        PROGRAMME,
        ACQUISITION,
        OTHER
    }

    public record Office(@Nullable String name, @Nullable String address) {}

    /** @param needed null while nobody has said so */
    public record SpecialNeed(
            @Nullable NeedKind kind,
            @Nullable Boolean needed,
            @Nullable String details) {}

    public enum NeedKind {
        HAND_CARRY,
        INTERPRETER,
        DIETARY,
        MEDICAL
    }
}
