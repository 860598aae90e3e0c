package org.mushterek.visit.paper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestAnnexes.VehicleKind;
import org.mushterek.visit.RequestParticulars.AccessKind;
import org.mushterek.visit.RequestParticulars.EntityCategory;
import org.mushterek.visit.RequestParticulars.InitiatedBy;
import org.mushterek.visit.RequestParticulars.Initiative;
import org.mushterek.visit.RequestParticulars.NeedKind;
import org.mushterek.visit.RequestParticulars.Occasion;
import org.mushterek.visit.RequestParticulars.PertinenceKind;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.TravelMeans;
import org.mushterek.visit.VisitDocument.VisitKind;

/**
 * The request as an empty form for the day on which the network is down: the sixteen boxes and seven annexes in the order
 * of the form on the screen, so that it is typed in from top to bottom afterwards. It holds no data.
 */
public final class BlankRequest {

    /** Changes whenever the form does. */
    private static final Instant EDITION = Instant.parse("2026-11-25T00:00:00Z");

    private static final String NUMBER = "RFV-2026-11";
    private static final int LINE = 8;
    private static final int PARAGRAPH = 24;
    private static final int ROW = 8;
    private static final int PERSONS = 30;

    private BlankRequest() {}

    public static PaperSheet sheet() {
        return new PaperSheet("blankRequest", NUMBER, null, null, null, false, false, EDITION, null, sections());
    }

    private static List<Section> sections() {
        var sections = new ArrayList<Section>();
        sections.add(Section.headed("paper.blank.how").prose("paper.blank.told").fact("paper.blank.number", line()));
        sections.addAll(boxes());
        sections.addAll(annexes());
        return sections;
    }

    private static List<Section> boxes() {
        return List.of(
                box(1).fact("ui.exerciseCode", line())
                        .fact("ui.kind", choices("ui.", VisitKind.values()))
                        .fact("ui.occasion", choices("ui.occasion.", Occasion.values()))
                        .fact("ui.emergency", Cell.space(PARAGRAPH)),
                box(2).fact("ui.box.2", choices("ui.accessKind.", AccessKind.values())),
                box(3).fact("ui.sites", line()).fact("ui.persons", line()),
                box(4).fact("ui.requester", line())
                        .fact("ui.addressee", line())
                        .fact("ui.sendingReference", line())
                        .fact("ui.sendingDate", line()),
                box(5).fact("ui.category", choices("ui.entity.", EntityCategory.values()))
                        .fact("ui.name", line())
                        .fact("ui.postalAddress", line())
                        .fact("ui.contact.email", line())
                        .fact("ui.contact.phone", line())
                        .fact("ui.pointOfContact", line()),
                box(6).prose("paper.blank.annex1"),
                box(7).fact("ui.from", line()).fact("ui.to", line()),
                box(8).fact("ui.initiative", choices("ui.initiative.", Initiative.values()))
                        .fact("ui.initiatedBy", choices("ui.initiatedBy.", InitiatedBy.values())),
                box(9).fact("ui.pertinentTo", choices("ui.pertinence.", PertinenceKind.values()))
                        .fact("ui.fullName", line()),
                box(10).fact("ui.purpose", Cell.space(PARAGRAPH))
                        .fact("ui.purposeTranslated", Cell.space(PARAGRAPH))
                        .fact("ui.justification", Cell.space(PARAGRAPH)),
                box(11).fact("ui.accessLevel", choices("ui.", AccessLevel.values()))
                        .fact("ui.accessCaveat", line()),
                box(12).fact("ui.seniorLine", line())
                        .fact("ui.deputyLine", line())
                        .prose("paper.blank.annex2"),
                box(13).fact("ui.contact.name", line())
                        .fact("ui.contact.phone", line())
                        .fact("ui.contact.email", line())
                        .signed("paper.sign.securityOfficer"),
                box(14).fact("ui.certAuthority", line())
                        .fact("ui.reference", line())
                        .fact("ui.certifiedOn", line())
                        .fact("ui.validUntil", line())
                        .signed("paper.sign.authority", "paper.sign.stamp"),
                box(15).fact("ui.authorityName", line())
                        .fact("ui.postalAddress", line())
                        .signed("paper.sign.authority", "paper.sign.stamp"),
                needs(box(16)).fact("ui.remarks", Cell.space(PARAGRAPH)));
    }

    private static List<Section> annexes() {
        return List.of(
                Section.headed("paper.blank.annexSites")
                        .grid(Grid.of(
                                        Column.of("paper.line", 9),
                                        Column.of("ui.siteName"),
                                        Column.of("ui.kind", 26),
                                        Column.of("ui.address", 40),
                                        Column.of("ui.sitePointOfContact", 36),
                                        Column.of("ui.siteSecurityOfficer", 36))
                                .spaces(14, 12))
                        .onNewPage(),
                Section.headed("paper.blank.annexPersons")
                        .grid(persons())
                        .note("paper.blank.personCodes")
                        .onNewPage(),
                Section.headed(Written.annexTitle(3))
                        .fact("ui.armed", Cell.choice("paper.yes"), Cell.choice("paper.no"))
                        .grid(Written.arms().spaces(6, ROW))
                        .onNewPage(),
                Section.headed("ui.ammunition").grid(Written.ammunition().spaces(4, ROW)),
                Section.headed("ui.customsMovements")
                        .grid(Grid.of(
                                        Column.of("ui.serialNumber", 55),
                                        Column.of("ui.copies", 20),
                                        Column.of("ui.goods"))
                                .spaces(3, ROW)),
                Section.headed(Written.annexTitle(4))
                        .fact("ui.kind", choices("ui.vehicle.", VehicleKind.values()))
                        .fact("ui.landsAt", line())
                        .grid(Written.vehicles().spaces(5, ROW))
                        .onNewPage(),
                Section.headed(Written.annexTitle(5)).grid(Written.radios().spaces(4, ROW)),
                Section.headed(Written.annexTitle(6))
                        .fact("ui.medicalSupplies.persons", line())
                        .fact("ui.medicalSupplies.days", line())
                        .grid(Written.medicalStores().spaces(4, ROW)),
                Written.legs(
                        Section.headed(Written.annexTitle(7))
                                .fact("ui.means", choices("ui.", TravelMeans.values()))
                                .fact("ui.direction", choices("ui.direction.", Direction.values()))
                                .fact("ui.route", line())
                                .onNewPage(),
                        List.of()));
    }

    private static Grid persons() {
        var grid = Grid.of(
                Column.of("paper.line", 9),
                Column.of("ui.grade", 15),
                Column.of("paper.surname"),
                Column.of("paper.forenames"),
                Column.of("ui.birthDate", 21),
                Column.of("paper.blank.document", 34),
                Column.of("ui.clearance", 20),
                Column.of("ui.role", 21));
        for (var line = 1; line <= PERSONS; line++) {
            grid = grid.row(
                    Cell.text(line),
                    Cell.space(ROW),
                    Cell.space(ROW),
                    Cell.space(ROW),
                    Cell.space(ROW),
                    Cell.space(ROW),
                    Cell.space(ROW),
                    Cell.space(ROW));
        }
        return grid;
    }

    private static Section needs(Section section) {
        var longer = section;
        for (var need : NeedKind.values()) {
            longer =
                    longer.fact("ui.need." + need, Cell.choice("paper.yes"), Cell.choice("paper.no"), Cell.space(LINE));
        }
        return longer;
    }

    private static Section box(int no) {
        return Section.headed(Written.boxTitle(no));
    }

    private static Cell line() {
        return Cell.space(LINE);
    }

    private static Cell[] choices(String prefix, Enum<?>[] codes) {
        return Stream.of(codes).map(code -> Cell.choice(prefix + code.name())).toArray(Cell[]::new);
    }
}
