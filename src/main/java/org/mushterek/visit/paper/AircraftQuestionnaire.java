package org.mushterek.visit.paper;

import static org.mushterek.visit.paper.Written.code;
import static org.mushterek.visit.paper.Written.listed;
import static org.mushterek.visit.paper.Written.moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestAnnexes.Leg;
import org.mushterek.visit.RequestAnnexes.Vehicle;
import org.mushterek.visit.RequestAnnexes.VehicleKind;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitDocument.FlightKind;
import org.mushterek.visit.VisitDocument.TravelMeans;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.VisitorRole;

/**
 * The questionnaire on a state aircraft and the draft of the note that carries it. House format: Azerbaijan's ministry of
 * foreign affairs asks for a note with type, purpose and date and for a questionnaire with the main passengers, the cargo
 * and the flight plan; the other fields are those of public clearance forms.
 */
public final class AircraftQuestionnaire {

    private static final String AZERBAIJAN = "AZE";
    private static final int ROOM_TO_WRITE = 8;

    private AircraftQuestionnaire() {}

    /** Whether the contingent comes by an aircraft that needs a clearance. */
    public static boolean isFor(VisitDocument document) {
        return document.airMovement() != null
                || document.means() == TravelMeans.MILITARY_AIR
                || !Written.legs(document, TravelMeans.MILITARY_AIR).isEmpty();
    }

    /**
     * @param travels lines of the roll that travel
     * @param clearanceHours how long Azerbaijan's clearance is valid
     */
    public static List<Section> of(VisitBasis visit, List<Integer> travels, int clearanceHours) {
        var document = visit.document();
        var travellers = document.visitors().stream()
                .filter(visitor -> travels.contains(visitor.line()))
                .toList();
        var flight = document.airMovement();
        List<FlightKind> kinds = flight == null ? List.of() : listed(flight.kinds());
        var sections = new ArrayList<Section>();
        sections.add(note(visit, clearanceHours));
        sections.add(aircraft(document).onNewPage());
        sections.add(flight(document));
        sections.add(aboard(document, travellers));
        sections.add(Section.headed("paper.aircraft.cargo")
                .fact("ui.flightKinds", kinds.isEmpty() ? new Cell[] {Cell.text(null)} : said(kinds))
                .fact("paper.arms", armed(document))
                .fact("ui.goods", goods(document))
                .fact("paper.aircraft.dangerous", ammunition(document))
                .fact("paper.aircraft.services", Cell.space(ROOM_TO_WRITE)));
        sections.add(Section.headed("paper.aircraft.declaration")
                .signed("paper.sign.operator", "paper.sign.authority")
                .note("paper.aircraft.form"));
        return sections;
    }

    private static Section note(VisitBasis visit, int clearanceHours) {
        var document = visit.document();
        var flight = document.airMovement();
        var types = aircraftOf(document).stream()
                .map(Vehicle::type)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var lands = flight == null ? null : moment(flight.arrivesAt());
        var section = Section.headed("paper.aircraft.note")
                .prose("paper.aircraft.noteText")
                .fact("paper.aircraft.noteNumber", Cell.space(ROOM_TO_WRITE))
                .fact("ui.notifiedOn", Cell.text(Written.day(flight == null ? null : flight.notifiedOn())))
                .fact("paper.letter.request", Cell.text(visit.request()))
                .fact("paper.exercise", Cell.text(visit.exercise()))
                .fact(
                        "paper.aircraft.type",
                        types.isEmpty() ? Cell.space(ROOM_TO_WRITE) : Cell.text(String.join(", ", types)))
                .fact("ui.purpose", Cell.text(document.purpose()))
                .fact("paper.aircraft.lands", lands == null ? Cell.space(ROOM_TO_WRITE) : Cell.text(lands))
                .fact("paper.aircraft.enclosed", Cell.said("paper.aircraftQuestionnaire.title"));
        if (document.hostState().equals(AZERBAIJAN)) {
            section =
                    section.note(Message.of("paper.aircraft.clearance").with("hours", String.valueOf(clearanceHours)));
        }
        return section.signed("paper.sign.mission", "paper.sign.stamp").note("paper.aircraft.noteForm");
    }

    private static Section aircraft(VisitDocument document) {
        Grid grid = Written.vehicles();
        for (var aircraft : aircraftOf(document)) {
            grid = grid.row(
                    code("ui.vehicle.", aircraft.kind()),
                    Cell.text(aircraft.type()),
                    Cell.text(aircraft.registration()));
        }
        var entity = document.particulars().requestingEntity();
        return Section.headed("paper.aircraft.aircraft")
                .fact("paper.aircraft.operator", Cell.text(entity == null ? null : entity.name()))
                .fact("paper.aircraft.callSign", orRoom(callSigns(document)))
                .grid(grid.rows().isEmpty() ? grid.spaces(2, ROOM_TO_WRITE) : grid);
    }

    private static Section flight(VisitDocument document) {
        var flight = document.airMovement();
        var arrival = leg(document, Direction.ARRIVAL);
        var departure = leg(document, Direction.DEPARTURE);
        return Section.headed("paper.aircraft.flight")
                .fact("paper.aircraft.previous", orRoom(arrival.map(Leg::from)))
                .fact("paper.aircraft.landing", orRoom(arrival.map(Leg::borderPoint)))
                .fact(
                        "paper.aircraft.lands",
                        orRoom(Optional.ofNullable(moment(flight == null ? null : flight.arrivesAt()))))
                .fact("paper.aircraft.leaves", orRoom(departure.map(leg -> moment(leg.crossesAt()))))
                .fact("paper.aircraft.next", orRoom(departure.map(Leg::to)))
                .fact("paper.route", Written.route(document.route()))
                .fact("ui.clearedFor", Cell.text(moment(flight == null ? null : flight.clearedFor())))
                .fact("paper.aircraft.plan", Cell.space(ROOM_TO_WRITE));
    }

    private static Section aboard(VisitDocument document, List<Visitor> travellers) {
        var crew = travellers.stream()
                .filter(visitor -> visitor.role() == VisitorRole.AIRCREW)
                .count();
        var main = travellers.stream()
                .filter(visitor -> visitor.role() == VisitorRole.VIP
                        || Objects.equals(visitor.line(), document.seniorLine())
                        || Objects.equals(visitor.line(), document.deputyLine()))
                .map(visitor -> Cell.text(visitor.grade() + " " + visitor.surname() + " " + visitor.forenames()))
                .toArray(Cell[]::new);
        return Section.headed("paper.aircraft.aboard")
                .fact("paper.aircraft.captain", Cell.space(ROOM_TO_WRITE))
                .fact("paper.aircraft.crew", crew == 0 ? Cell.space(ROOM_TO_WRITE) : Cell.text(crew))
                .fact("paper.aircraft.passengers", Cell.text(travellers.size() - crew))
                .fact("paper.aircraft.mainPassengers", main.length == 0 ? new Cell[] {Cell.text(null)} : main);
    }

    private static Cell[] said(List<FlightKind> kinds) {
        return kinds.stream().map(kind -> code("ui.flight.", kind)).toArray(Cell[]::new);
    }

    private static Cell[] armed(VisitDocument document) {
        return Stream.concat(
                        Stream.of(Written.yesOrNo(document.armed())),
                        document.arms().stream().map(arm -> Cell.text(arm.quantity() + " × " + arm.type())))
                .toArray(Cell[]::new);
    }

    private static Cell[] goods(VisitDocument document) {
        var goods = listed(document.customsMovements()).stream()
                .map(movement -> Cell.text(Written.joined(movement.goods(), movement.serialNumber())))
                .toArray(Cell[]::new);
        return goods.length == 0 ? new Cell[] {Cell.text(null)} : goods;
    }

    private static Cell[] ammunition(VisitDocument document) {
        var lots = listed(document.annexes().ammunition()).stream()
                .map(lot -> Cell.text(Written.joined(
                        lot.type(),
                        lot.quantity(),
                        lot.netExplosiveKg() == null ? null : lot.netExplosiveKg() + " kg NEQ")))
                .toArray(Cell[]::new);
        return lots.length == 0 ? new Cell[] {Cell.text(null)} : lots;
    }

    private static List<Vehicle> aircraftOf(VisitDocument document) {
        return listed(document.annexes().vehicles()).stream()
                .filter(vehicle ->
                        vehicle.kind() == VehicleKind.AIRCRAFT || vehicle.kind() == VehicleKind.UNMANNED_AIRCRAFT)
                .toList();
    }

    private static Optional<String> callSigns(VisitDocument document) {
        var signs = Written.legs(document, TravelMeans.MILITARY_AIR).stream()
                .map(Leg::carrier)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return signs.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", signs));
    }

    private static Optional<Leg> leg(VisitDocument document, Direction direction) {
        return Written.legs(document, TravelMeans.MILITARY_AIR).stream()
                .filter(leg -> leg.direction() == direction)
                .findFirst();
    }

    private static Cell orRoom(Optional<@Nullable String> known) {
        return known.map(Cell::text).orElseGet(() -> Cell.space(ROOM_TO_WRITE));
    }
}
