package org.mushterek.visit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.Certification;
import org.mushterek.visit.VisitDocument.Contact;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.mushterek.visit.VisitDocument.Emergency;
import org.mushterek.visit.VisitDocument.MedicalSupplies;
import org.mushterek.visit.VisitDocument.ParliamentaryAuthorisation;
import org.mushterek.visit.VisitDocument.SiteKind;
import org.mushterek.visit.VisitDocument.TravelMeans;
import org.mushterek.visit.VisitDocument.VisitKind;

/** What the sending side writes into a request, all but the nominal roll. Everything may be missing while it is written. */
public record VisitContent(
        @Nullable String exerciseCode,
        @Nullable VisitKind kind,
        @Nullable String purpose,
        @Nullable String justification,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable AccessLevel accessLevel,
        @Nullable List<SiteEntry> sites,
        @Nullable Contact pointOfContact,
        @Nullable Contact securityOfficer,
        @Nullable Integer seniorLine,
        @Nullable Integer deputyLine,
        @Nullable Boolean armed,
        @Nullable List<Arm> arms,
        @Nullable TravelMeans means,
        @Nullable List<String> route,
        @Nullable String remarks,
        @Nullable Emergency emergency,
        @Nullable Certification certification,
        @Nullable MedicalSupplies medicalSupplies,
        @Nullable AirMovement airMovement,
        @Nullable List<CustomsMovement> customsMovements,
        @Nullable ParliamentaryAuthorisation parliamentaryAuthorisation,
        @Nullable Boolean registrationExempt,
        @Nullable RequestParticulars particulars,
        @Nullable RequestAnnexes annexes) {

    /** A site as it is entered; the program numbers it. */
    public record SiteEntry(
            String name,
            @Nullable String address,
            SiteKind kind,
            @Nullable String phone,
            @Nullable Contact pointOfContact,
            @Nullable Contact securityOfficer) {}
}
