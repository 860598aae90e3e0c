package org.mushterek.visit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.RequestAnnexes.Ammunition;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestAnnexes.Leg;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.AuthorisationState;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.mushterek.visit.VisitDocument.MedicalSupplies;
import org.mushterek.visit.VisitDocument.ParliamentaryAuthorisation;

/**
 * What an earlier request holds, as the content of a new one: all that people wrote, with its times on the new days. What
 * holds once only is left empty and named: numbers of papers, lots and journeys, notes, clearances and permissions.
 *
 * @param emptied the places that have to be filled anew, in their order ({@code annexes/ammunition/2/lot})
 */
record CopiedContent(VisitContent content, Set<String> emptied) {

    CopiedContent {
        emptied = Collections.unmodifiableSet(new TreeSet<>(emptied));
    }

    /** @param keepsCertification whether the certification of clearances still holds on the new days */
    static CopiedContent of(
            VisitDocument earlier, @Nullable String exerciseCode, CopiedDates dates, boolean keepsCertification) {
        var emptied = new TreeSet<String>();
        var particulars = earlier.particulars();
        clear(particulars.sendingReference(), "sendingReference", emptied);
        clear(particulars.sendingDate(), "sendingDate", emptied);
        clear(earlier.emergency(), "emergency", emptied);
        if (!keepsCertification) {
            clear(earlier.certification(), "certification", emptied);
        }
        var content = new VisitContent(
                exerciseCode,
                earlier.kind(),
                earlier.purpose(),
                earlier.justification(),
                dates.from(),
                dates.to(),
                earlier.accessLevel(),
                earlier.sites().stream()
                        .map(site -> new VisitContent.SiteEntry(
                                site.name(),
                                site.address(),
                                site.kind(),
                                site.phone(),
                                site.pointOfContact(),
                                site.securityOfficer()))
                        .toList(),
                earlier.pointOfContact(),
                earlier.securityOfficer(),
                earlier.seniorLine(),
                earlier.deputyLine(),
                earlier.armed(),
                earlier.arms(),
                earlier.means(),
                earlier.route(),
                earlier.remarks(),
                null,
                keepsCertification ? earlier.certification() : null,
                supplies(earlier.medicalSupplies(), emptied),
                flight(earlier.airMovement(), dates, emptied),
                customs(earlier.customsMovements(), emptied),
                authorisation(earlier.parliamentaryAuthorisation(), emptied),
                earlier.registrationExempt(),
                particulars.onAnotherPaper(),
                annexes(earlier.annexes(), dates, emptied));
        return new CopiedContent(content, emptied);
    }

    private static @Nullable MedicalSupplies supplies(@Nullable MedicalSupplies earlier, Set<String> emptied) {
        if (earlier == null) {
            return null;
        }
        clear(earlier.reference(), "medicalSupplies/reference", emptied);
        return new MedicalSupplies(earlier.persons(), earlier.days(), null);
    }

    private static @Nullable AirMovement flight(@Nullable AirMovement earlier, CopiedDates dates, Set<String> emptied) {
        if (earlier == null) {
            return null;
        }
        clear(earlier.notifiedOn(), "airMovement/notifiedOn", emptied);
        clear(earlier.clearedFor(), "airMovement/clearedFor", emptied);
        var arrivesAt = earlier.arrivesAt();
        return new AirMovement(
                earlier.kinds(), arrivesAt == null ? null : arrivesAt.plusDays(dates.entryMovedBy()), null, null);
    }

    private static @Nullable List<CustomsMovement> customs(
            @Nullable List<CustomsMovement> earlier, Set<String> emptied) {
        return each(earlier, "customsMovements", (movement, place) -> {
            clear(movement.serialNumber(), place + "/serialNumber", emptied);
            return new CustomsMovement(null, movement.copies(), movement.goods());
        });
    }

    private static @Nullable ParliamentaryAuthorisation authorisation(
            @Nullable ParliamentaryAuthorisation earlier, Set<String> emptied) {
        if (earlier == null || earlier.state() != AuthorisationState.GRANTED) {
            return earlier == null ? null : new ParliamentaryAuthorisation(earlier.state(), null);
        }
        // Granted for one entry; the next one needs it again.
        emptied.add("parliamentaryAuthorisation/reference");
        return new ParliamentaryAuthorisation(AuthorisationState.REQUIRED, null);
    }

    private static RequestAnnexes annexes(RequestAnnexes earlier, CopiedDates dates, Set<String> emptied) {
        return new RequestAnnexes(
                each(earlier.ammunition(), "annexes/ammunition", (lot, place) -> {
                    clear(lot.lot(), place + "/lot", emptied);
                    return new Ammunition(lot.type(), null, lot.quantity(), lot.netExplosiveKg());
                }),
                earlier.vehicles(),
                earlier.radios(),
                earlier.medicalStores(),
                each(earlier.legs(), "annexes/legs", (leg, place) -> {
                    clear(leg.carrier(), place + "/carrier", emptied);
                    var days = leg.direction() == Direction.DEPARTURE ? dates.exitMovedBy() : dates.entryMovedBy();
                    return new Leg(
                            leg.direction(),
                            leg.from(),
                            leg.to(),
                            leg.borderPoint(),
                            leg.crossesAt() == null ? null : leg.crossesAt().plusDays(days),
                            leg.means(),
                            null,
                            leg.travellers());
                }));
    }

    private interface Copy<T> {
        T of(T entry, String place);
    }

    private static <T> @Nullable List<T> each(@Nullable List<T> entries, String place, Copy<T> copy) {
        if (entries == null) {
            return null;
        }
        var copied = new ArrayList<T>();
        for (var entry : entries) {
            // A line in which nothing was written is no line of the new request.
            if (entry != null) {
                copied.add(copy.of(entry, place + "/" + (copied.size() + 1)));
            }
        }
        return copied;
    }

    private static void clear(@Nullable Object earlier, String place, Set<String> emptied) {
        if (earlier != null) {
            emptied.add(place);
        }
    }
}
