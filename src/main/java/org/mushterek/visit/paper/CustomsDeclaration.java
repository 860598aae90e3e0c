package org.mushterek.visit.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.visit.CustomsSerial;

/**
 * The customs declaration of one movement of goods (CUS-01). House format after the customs form 302; whether the two
 * states use that form under the memorandum is not known.
 */
public final class CustomsDeclaration {

    private CustomsDeclaration() {}

    /** @param no of the movement, from 1, as it stands in the request */
    public static List<Section> of(VisitBasis visit, int no) {
        var document = visit.document();
        var movements = Written.listed(document.customsMovements());
        var movement = movements.get(no - 1);
        var serial = Optional.ofNullable(movement.serialNumber()).flatMap(CustomsSerial::parse);
        var entity = document.particulars().requestingEntity();
        var sections = new ArrayList<Section>();
        sections.add(Section.headed("paper.customs.form")
                .strong(
                        "paper.customs.serial",
                        serial.map(CustomsSerial::checked).map(Cell::text).orElseGet(() -> Cell.space(8)))
                .fact("paper.customs.movement", Cell.text(no + " / " + movements.size()))
                .fact("paper.customs.copies", Cell.text(movement.copies()))
                .fact("paper.customs.force", Cell.said("side." + document.sendingState()))
                .fact(
                        "paper.customs.consignor",
                        Cell.text(entity == null ? null : Written.joined(entity.name(), entity.address())))
                .fact("paper.customs.destination", Cell.said("side." + document.hostState()))
                .fact("paper.customs.occasion", Cell.text(visit.exercise()))
                .fact("paper.letter.request", Cell.text(visit.request()))
                .fact("paper.number", Cell.text(visit.permitNumber()))
                .fact("ui.means", Written.code("ui.", document.means()))
                .fact("paper.route", Written.route(document.route()))
                .strong("paper.customs.goods", Cell.text(movement.goods())));
        sections.add(Written.legs(Section.headed("ui.annex.7"), Written.legs(document, null)));
        if (movements.size() > 1) {
            sections.add(Section.headed("paper.customs.allMovements").prose("paper.customs.allMovementsTold"));
        }
        Written.goods(document).forEach(sections::add);
        sections.add(Section.headed("paper.customs.statement")
                .prose("paper.customs.stated")
                .signed(
                        "paper.sign.responsible",
                        "paper.sign.customsOut",
                        "paper.sign.customsIn",
                        "paper.sign.customsBack")
                .note("paper.customs.checkDigits")
                .note("paper.customs.houseForm"));
        return sections;
    }
}
