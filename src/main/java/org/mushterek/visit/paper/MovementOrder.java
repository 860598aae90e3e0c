package org.mushterek.visit.paper;

import java.util.List;
import java.util.stream.Stream;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Row;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.PermitSheet;
import org.mushterek.visit.RequestAnnexes;

/**
 * The collective movement order of an approved contingent (DOC-05). House format, its fields after NATO's travel order:
 * order number, bearer and group, from, to, via, means, days, arms, sealed dispatches, certification.
 */
public final class MovementOrder {

    private static final int ROOM_TO_WRITE = 8;

    private MovementOrder() {}

    /** @param permit whose approved persons travel */
    public static List<Section> of(VisitBasis visit, PermitSheet permit) {
        return List.of(
                movement(visit, permit),
                Written.legs(Section.headed("ui.annex.7"), Written.legs(visit.document(), null)),
                Section.headed("paper.persons")
                        .fact("paper.order.count", Cell.text(permit.persons().size()))
                        .grid(persons(permit)),
                Section.headed("paper.order.certification")
                        .prose("paper.order.certified")
                        .signed("paper.sign.issuing", "paper.sign.hostCountersigned")
                        .note("paper.order.form"));
    }

    private static Section movement(VisitBasis visit, PermitSheet permit) {
        var document = visit.document();
        var arms = Stream.concat(
                        Stream.of(Written.yesOrNo(permit.armed())),
                        permit.arms().stream()
                                .map(arm -> Cell.text(arm.quantity() + " × " + arm.type()
                                        + (arm.serialNumber() == null ? "" : ", № " + arm.serialNumber()))))
                .toArray(Cell[]::new);
        return Section.headed("paper.order.movement")
                .fact("paper.order.origin", Cell.said("side." + permit.sendingState()))
                .fact("paper.number", Cell.text(visit.permit(permit)))
                .fact("paper.exercise", Cell.text(visit.exercise()))
                .fact("paper.instrument", visit.instrument() == null ? Cell.text(null) : Cell.said(visit.instrument()))
                .fact("paper.order.bearer", Written.leader(permit.persons(), permit.seniorLine()))
                .fact("paper.deputy", Written.leader(permit.persons(), permit.deputyLine()))
                .fact("paper.order.route", Written.route(permit.route()))
                .fact("ui.means", Written.code("ui.", document.means()))
                .fact("paper.order.departs", crossing(visit, RequestAnnexes.Direction.ARRIVAL))
                .fact("paper.order.returns", crossing(visit, RequestAnnexes.Direction.DEPARTURE))
                .fact("paper.order.stay", Written.days(permit.validFrom(), permit.validTo()))
                .strong("paper.order.arms", arms)
                .fact("paper.order.dispatches", Cell.space(ROOM_TO_WRITE));
    }

    private static Cell crossing(VisitBasis visit, RequestAnnexes.Direction direction) {
        return Written.legs(visit.document(), null).stream()
                .filter(leg -> leg.direction() == direction && leg.crossesAt() != null)
                .findFirst()
                .map(leg -> Cell.text(Written.moment(leg.crossesAt())))
                .orElseGet(() -> Cell.space(ROOM_TO_WRITE));
    }

    private static Grid persons(PermitSheet permit) {
        var grid = Grid.of(
                Column.of("paper.line", 9),
                Column.of("paper.grade", 14),
                Column.of("paper.surname", 45),
                Column.of("paper.forenames"),
                Column.of("paper.documentNumber", 32),
                Column.of("paper.role", 38));
        for (var person : permit.persons()) {
            grid = grid.row(Row.of(
                    Integer.valueOf(person.line()).equals(permit.seniorLine())
                            || Integer.valueOf(person.line()).equals(permit.deputyLine()),
                    Cell.text(person.line()),
                    Cell.text(person.grade()),
                    Cell.text(person.surname()),
                    Cell.text(person.forenames()),
                    Cell.text(person.documentNumber()),
                    Cell.said("paper.role." + person.role())));
        }
        return grid;
    }
}
