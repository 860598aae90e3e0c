package org.mushterek.visit.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.PermitSheet;
import org.mushterek.document.PermitSheetFixture;
import org.mushterek.visit.Decision;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.RequestAnnexes;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestParticulars;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.mushterek.visit.VisitDocument.FlightKind;
import org.mushterek.visit.VisitDocument.TravelMeans;
import org.mushterek.visit.Visitor;

/** Papers of a Turkish contingent that flies to an exercise in Azerbaijan with arms, as full or as empty as a test wants. */
final class PaperFixture {

    static final List<String> NAMES =
            List.of("decisionLetter", "movementOrder", "gateList", "aircraftQuestionnaire", "customsDeclaration");

    private int persons = 30;
    private boolean says = true;
    private boolean draft;
    private @Nullable String replaces;
    private List<CustomsMovement> movements = List.of(
            new CustomsMovement("TR20270305NO000001", 5, "Silah, mühimmat ve telsiz, 4 sandık"),
            new CustomsMovement("TR20270305NO000002-" + "XX", 6, null));

    private @Nullable String amends;

    private PaperFixture() {}

    static PaperFixture aVisit() {
        return new PaperFixture();
    }

    PaperFixture withPersons(int count) {
        persons = count;
        return this;
    }

    /** Nothing is said that may be left out. */
    PaperFixture sayingNothing() {
        says = false;
        return this;
    }

    PaperFixture asDraft() {
        draft = true;
        return this;
    }

    PaperFixture replacing(String number) {
        replaces = number;
        return this;
    }

    PaperFixture amending(String number) {
        amends = number;
        return this;
    }

    PaperFixture withMovements(CustomsMovement... some) {
        movements = List.of(some);
        return this;
    }

    PaperSheet sheet(String name) {
        return new PaperSheet(
                name,
                "MOV-TUR-2027-0017",
                "AZE",
                "TUR",
                "RESTRICTED",
                draft,
                true,
                Instant.parse("2027-02-11T09:42:17Z"),
                replaces,
                sections(name));
    }

    List<Section> sections(String name) {
        var visit = visit();
        return switch (name) {
            case "decisionLetter" -> DecisionLetter.of(visit, decision(), LocalDate.of(2027, 1, 12));
            case "movementOrder" -> MovementOrder.of(visit, permit());
            case "gateList" -> GateList.of(visit, permit(), java.util.Locale.forLanguageTag("az"));
            case "aircraftQuestionnaire" ->
                AircraftQuestionnaire.of(
                        visit, IntStream.rangeClosed(1, persons).boxed().toList(), 72);
            case "customsDeclaration" -> CustomsDeclaration.of(visit, 1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    VisitBasis visit() {
        return new VisitBasis(
                document(),
                says ? "Qafqaz Qartalı 2027 · Kafkas Kartalı 2027" : null,
                says ? Message.of("instrument.SF-EXERCISES-2021.title") : null,
                true,
                says ? "PER-AZE-2027-0017" : null);
    }

    PermitSheet permit() {
        return PermitSheetFixture.aSheet().withPersons(persons).build();
    }

    Decision decision() {
        var visitors = new ArrayList<Decision.VisitorVerdict>();
        for (var line = 1; line <= persons; line++) {
            visitors.add(
                    line % 7 == 0
                            ? new Decision.VisitorVerdict(line, Decision.Verdict.DENIED, "DOCUMENT_NOT_ACCEPTED")
                            : new Decision.VisitorVerdict(line, Decision.Verdict.APPROVED, null));
        }
        return new Decision(
                says ? Outcome.APPROVED_WITH_LIMITS : Outcome.DENIED,
                says ? "ARMS_NOT_ACCEPTED" : null,
                says ? "Silahlar Nasosnuda təhvil verilir." : null,
                says ? "Movement outside the sites only with the host's escort officer." : null,
                "national remark",
                says ? visitors : List.of(),
                says
                        ? List.of(
                                new Decision.SiteVerdict(1, Decision.Verdict.APPROVED, null, "07:00–19:00"),
                                new Decision.SiteVerdict(2, Decision.Verdict.DENIED, "SITE_NOT_AVAILABLE", null))
                        : List.of(),
                says ? List.of(new Decision.ExceptionAtSite(3, 1)) : List.of(),
                "aze.authority",
                Instant.parse("2027-01-20T08:00:00Z"),
                null,
                false);
    }

    VisitDocument document() {
        var annexes = says
                ? new RequestAnnexes(
                        List.of(new RequestAnnexes.Ammunition("7,62 mm × 51", "MKE-2026-114", 4800, "16.8")),
                        List.of(
                                new RequestAnnexes.Vehicle(RequestAnnexes.VehicleKind.AIRCRAFT, "A400M", "18-0094"),
                                new RequestAnnexes.Vehicle(
                                        RequestAnnexes.VehicleKind.UNMANNED_AIRCRAFT, "Bayraktar Mini", "M-17")),
                        List.of(new RequestAnnexes.Radio("PRC-9661", "225.0")),
                        List.of(new RequestAnnexes.MedicalStore("Turnike", 60)),
                        List.of(
                                new RequestAnnexes.Leg(
                                        Direction.ARRIVAL,
                                        "Kayseri Erkilet",
                                        "Nasosnu",
                                        "Nasosnu aerodromu",
                                        LocalDateTime.of(2027, 3, 8, 11, 30),
                                        TravelMeans.MILITARY_AIR,
                                        "TUAF 512"),
                                new RequestAnnexes.Leg(
                                        Direction.DEPARTURE,
                                        "Nasosnu",
                                        "Kayseri Erkilet",
                                        "Nasosnu aerodromu",
                                        LocalDateTime.of(2027, 3, 19, 15, 0),
                                        TravelMeans.MILITARY_AIR,
                                        "TUAF 513")))
                : RequestAnnexes.NONE;
        var particulars = says
                ? new RequestParticulars(
                        null,
                        null,
                        "ÖKK-2027/114",
                        LocalDate.of(2027, 1, 4),
                        new RequestParticulars.RequestingEntity(
                                RequestParticulars.EntityCategory.MILITARY,
                                "Özel Kuvvetler Komutanlığı",
                                "Gölbaşı, Ankara",
                                null,
                                null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                : RequestParticulars.NONE;
        return new VisitDocument(
                "VIS-TUR-2027-0042",
                2,
                "TUR",
                "AZE",
                says ? "QQ-2027" : null,
                VisitDocument.VisitKind.ONE_TIME,
                says ? "Dağ şəraitində birgə təlim" : null,
                null,
                says ? LocalDate.of(2027, 3, 8) : null,
                says ? LocalDate.of(2027, 3, 19) : null,
                AccessLevel.RESTRICTED,
                says
                        ? List.of(
                                new VisitDocument.Site(
                                        1, "Pirəkəşkül poliqonu", "Abşeron", VisitDocument.SiteKind.RANGE),
                                new VisitDocument.Site(2, "Nasosnu aerodromu", null, VisitDocument.SiteKind.AIRFIELD))
                        : List.of(),
                null,
                null,
                visitors(),
                says ? 1 : null,
                says ? 2 : null,
                says ? true : null,
                says
                        ? List.of(
                                new VisitDocument.Arm("MPT-76 piyade tüfeği", null, 24),
                                new VisitDocument.Arm("SAR 9 tabanca", "T1102-19AB01234", 1))
                        : List.of(),
                says ? TravelMeans.MILITARY_AIR : null,
                List.of("TUR", "AZE"),
                null,
                null,
                null,
                null,
                says
                        ? new AirMovement(
                                List.of(FlightKind.MILITARY_CARGO, FlightKind.DANGEROUS_CARGO),
                                LocalDateTime.of(2027, 3, 8, 11, 30),
                                LocalDate.of(2027, 2, 1),
                                null)
                        : null,
                movements,
                null,
                null,
                null,
                particulars,
                annexes,
                null,
                null,
                amends);
    }

    private List<Visitor> visitors() {
        return PermitSheetFixture.persons(persons).stream()
                .map(person -> new Visitor(
                        person.line(),
                        person.grade(),
                        person.surname(),
                        person.forenames(),
                        "X",
                        "X",
                        LocalDate.of(1990, 1, 1),
                        "TUR",
                        Visitor.DocumentType.PASSPORT,
                        person.documentNumber(),
                        LocalDate.of(2030, 1, 1),
                        null,
                        null,
                        Visitor.Clearance.RESTRICTED,
                        Visitor.VisitorRole.valueOf(person.role()),
                        null,
                        null,
                        null,
                        null))
                .toList();
    }
}
