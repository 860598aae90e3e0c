package org.mushterek.visit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.visit.VisitDocument.Contact;

/** Limits of size and form of what a sending side writes; whether the content is lawful is for the rules. */
final class VisitContentCheck {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);

    /** Enough for every radio band in megahertz and every lot in kilograms. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

    private final List<Finding> findings = new ArrayList<>();

    private VisitContentCheck() {}

    /**
     * Refuses content that is too long or has a form that nobody could read, with a finding at each field.
     *
     * @throws Refusal of kind INVALID
     */
    static void check(VisitContent content) {
        var check = new VisitContentCheck();
        check.visit(content);
        check.arms(content);
        check.evidence(content);
        if (content.particulars() != null) {
            check.particulars(content.particulars());
        }
        if (content.annexes() != null) {
            check.annexes(content.annexes());
        }
        if (!check.findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.invalid"), check.findings);
        }
    }

    private void visit(VisitContent content) {
        limit("purpose", content.purpose(), TaskAnswer.LONGEST_TEXT);
        limit("justification", content.justification(), TaskAnswer.LONGEST_TEXT);
        limit("remarks", content.remarks(), TaskAnswer.LONGEST_TEXT);
        entries("sites", content.sites(), 200, (place, site) -> {
            required(place + ".name", site.name(), 200);
            limit(place + ".address", site.address(), 400);
            limit(place + ".phone", site.phone(), 60);
            contact(place + ".pointOfContact", site.pointOfContact());
            contact(place + ".securityOfficer", site.securityOfficer());
        });
        contact("pointOfContact", content.pointOfContact());
        contact("securityOfficer", content.securityOfficer());
        var route = content.route() == null ? List.<String>of() : content.route();
        if (route.size() > 20 || !route.stream().allMatch(state -> state != null && COUNTRIES.contains(state))) {
            findings.add(fault("route", "visit.routeForm"));
        }
    }

    /** A serial number is that of one weapon, and no weapon is counted twice. */
    private void arms(VisitContent content) {
        var serials = new HashSet<String>();
        entries("arms", content.arms(), 500, (place, arm) -> {
            required(place + ".type", arm.type(), 100);
            var serial = arm.serialNumber();
            limit(place + ".serialNumber", serial, 60);
            quantity(place + ".quantity", arm.quantity());
            line(place + ".bearer", arm.bearer());
            if (serial == null || serial.isBlank()) {
                return;
            }
            if (arm.quantity() > 1) {
                findings.add(fault(place + ".quantity", "visit.serialIsOfOne"));
            }
            if (!serials.add(arm.type() + "\n" + serial)) {
                findings.add(fault(place + ".serialNumber", "visit.serialTwice"));
            }
        });
    }

    private void evidence(VisitContent content) {
        var emergency = content.emergency();
        if (emergency != null) {
            limit("emergency.justification", emergency.justification(), TaskAnswer.LONGEST_TEXT);
        }
        var certification = content.certification();
        if (certification != null) {
            limit("certification.authority", certification.authority(), 200);
            limit("certification.reference", certification.reference(), 100);
        }
        var supplies = content.medicalSupplies();
        if (supplies != null) {
            limit("medicalSupplies.reference", supplies.reference(), 100);
            quantity("medicalSupplies.persons", supplies.persons());
            quantity("medicalSupplies.days", supplies.days());
        }
        entries("customsMovements", content.customsMovements(), 100, (place, movement) -> {
            limit(place + ".serialNumber", movement.serialNumber(), 60);
            limit(place + ".goods", movement.goods(), 400);
            quantity(place + ".copies", movement.copies());
        });
        var authorisation = content.parliamentaryAuthorisation();
        if (authorisation != null) {
            limit("parliamentaryAuthorisation.reference", authorisation.reference(), 100);
        }
    }

    private void particulars(RequestParticulars particulars) {
        limit("particulars.sendingReference", particulars.sendingReference(), 100);
        var entity = particulars.requestingEntity();
        if (entity != null) {
            limit("particulars.requestingEntity.name", entity.name(), 200);
            limit("particulars.requestingEntity.address", entity.address(), 400);
            limit("particulars.requestingEntity.email", entity.email(), 200);
            limit("particulars.requestingEntity.phone", entity.phone(), 60);
        }
        if (particulars.pertinentTo() != null) {
            limit("particulars.pertinentTo.name", particulars.pertinentTo().name(), 400);
        }
        limit("particulars.purposeTranslated", particulars.purposeTranslated(), TaskAnswer.LONGEST_TEXT);
        limit("particulars.accessCaveat", particulars.accessCaveat(), 200);
        var authority = particulars.requestingAuthority();
        if (authority != null) {
            limit("particulars.requestingAuthority.name", authority.name(), 200);
            limit("particulars.requestingAuthority.address", authority.address(), 400);
        }
        var asked = new HashSet<RequestParticulars.NeedKind>();
        entries("particulars.needs", particulars.needs(), 10, (place, need) -> {
            if (need.kind() == null || !asked.add(need.kind())) {
                findings.add(fault(place + ".kind", "visit.needKind"));
            }
            limit(place + ".details", need.details(), 1000);
        });
    }

    private void annexes(RequestAnnexes annexes) {
        var lots = new HashSet<String>();
        entries("annexes.ammunition", annexes.ammunition(), 200, (place, lot) -> {
            required(place + ".type", lot.type(), 100);
            required(place + ".lot", lot.lot(), 60);
            needed(place + ".quantity", lot.quantity(), 10_000_000);
            decimal(place + ".netExplosiveKg", lot.netExplosiveKg());
            if (lot.type() != null && lot.lot() != null && !lots.add(lot.type() + "\n" + lot.lot())) {
                findings.add(fault(place + ".lot", "visit.lotTwice"));
            }
        });
        entries("annexes.vehicles", annexes.vehicles(), 200, (place, vehicle) -> {
            required(place + ".type", vehicle.type(), 100);
            limit(place + ".registration", vehicle.registration(), 40);
        });
        entries("annexes.radios", annexes.radios(), 200, (place, radio) -> {
            required(place + ".equipment", radio.equipment(), 200);
            decimal(place + ".frequencyMhz", radio.frequencyMhz());
        });
        entries("annexes.medicalStores", annexes.medicalStores(), 500, (place, store) -> {
            required(place + ".item", store.item(), 200);
            needed(place + ".quantity", store.quantity(), 100_000);
        });
        entries("annexes.legs", annexes.legs(), 50, (place, leg) -> {
            limit(place + ".from", leg.from(), 200);
            limit(place + ".to", leg.to(), 200);
            limit(place + ".borderPoint", leg.borderPoint(), 200);
            limit(place + ".carrier", leg.carrier(), 60);
            var travellers = leg.travellers() == null ? List.<Integer>of() : leg.travellers();
            if (travellers.size() > 1000 || new HashSet<>(travellers).size() < travellers.size()) {
                findings.add(fault(place + ".travellers", "visit.linesTwice"));
            } else {
                travellers.forEach(line -> line(place + ".travellers", line == null ? 0 : line));
            }
        });
    }

    /** Whether somebody stands on the line is for the rules: the roll may come later. */
    private void line(String place, @Nullable Integer line) {
        if (line != null && line < 1) {
            findings.add(fault(place, "visit.lineForm"));
        }
    }

    /** Asks of each entry of a list what has to be asked, under its place {@code list[0]}. */
    private <T> void entries(String list, @Nullable List<T> entries, int most, BiConsumer<String, T> asks) {
        if (entries == null) {
            return;
        }
        if (entries.size() > most) {
            findings.add(fault(list, "visit.tooManyEntries"));
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            var place = list + "[" + i + "]";
            var entry = entries.get(i);
            if (entry == null) {
                findings.add(fault(place, "visit.fieldMissing"));
            } else {
                asks.accept(place, entry);
            }
        }
    }

    private void needed(String place, @Nullable Integer quantity, int most) {
        if (quantity == null || quantity < 1 || quantity > most) {
            findings.add(new Finding(
                    "visit.quantityForm",
                    place,
                    Message.of("visit.quantityForm"),
                    Message.of("visit.quantityForm.cure").with("most", most),
                    null));
        }
    }

    private void quantity(String place, @Nullable Integer quantity) {
        if (quantity != null) {
            needed(place, quantity, 100_000);
        }
    }

    private void decimal(String place, @Nullable String number) {
        if (number != null && !DECIMAL.matcher(number).matches()) {
            findings.add(fault(place, "visit.decimalForm"));
        }
    }

    private void contact(String place, @Nullable Contact contact) {
        if (contact != null) {
            required(place + ".name", contact.name(), 200);
            limit(place + ".phone", contact.phone(), 60);
            limit(place + ".email", contact.email(), 200);
        }
    }

    private void required(String place, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            findings.add(fault(place, "visit.fieldMissing"));
        } else {
            limit(place, text, longest);
        }
    }

    private void limit(String place, @Nullable String text, int longest) {
        limit(findings, place, text, longest);
    }

    static void limit(List<Finding> findings, String place, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            findings.add(new Finding(
                    "visit.tooLong",
                    place,
                    Message.of("visit.tooLong").with("length", text.length()),
                    Message.of("visit.tooLong.cure").with("longest", longest),
                    null));
        }
    }

    static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }
}
