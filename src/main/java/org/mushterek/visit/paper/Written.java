package org.mushterek.visit.paper;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.PermitSheet;
import org.mushterek.visit.RequestAnnexes;
import org.mushterek.visit.VisitDocument;

/** How the papers write what they have in common: days, leaders, and the annexes of the request. */
final class Written {

    private Written() {}

    static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : WrittenTime.DAY.format(day);
    }

    static @Nullable String moment(@Nullable LocalDateTime moment) {
        return moment == null ? null : WrittenTime.MINUTE.format(moment);
    }

    static Cell days(@Nullable LocalDate from, @Nullable LocalDate to) {
        return Cell.text(
                from == null || to == null ? null : WrittenTime.DAY.format(from) + " – " + WrittenTime.DAY.format(to));
    }

    static Cell yesOrNo(@Nullable Boolean answer) {
        return answer == null ? Cell.text(null) : Cell.said(answer ? "paper.yes" : "paper.no");
    }

    static Cell route(List<String> route) {
        return Cell.text(String.join(" → ", route));
    }

    /** What is known, with commas between. */
    static @Nullable String joined(@Nullable Object... known) {
        var text =
                Stream.of(known).filter(Objects::nonNull).map(String::valueOf).collect(Collectors.joining(", "));
        return text.isBlank() ? null : text;
    }

    static Cell leader(List<PermitSheet.Person> persons, @Nullable Integer line) {
        return persons.stream()
                .filter(person -> Objects.equals(person.line(), line))
                .findFirst()
                .map(person -> Cell.text(person.grade() + " " + person.surname() + " " + person.forenames() + " (№ "
                        + person.line() + ")"))
                .orElseGet(() -> Cell.text(null));
    }

    /** The movement legs of one means of travel, or of all of them. */
    static List<RequestAnnexes.Leg> legs(VisitDocument document, VisitDocument.@Nullable TravelMeans means) {
        return listed(document.annexes().legs()).stream()
                .filter(leg -> means == null || leg.means() == means)
                .toList();
    }

    static Section legs(Section section, List<RequestAnnexes.Leg> legs) {
        var grid = Grid.of(
                Column.of("ui.direction", 22),
                Column.of("ui.legFrom"),
                Column.of("ui.borderPoint"),
                Column.of("ui.legTo"),
                Column.of("ui.crossesAt", 28),
                Column.of("ui.means", 24),
                Column.of("ui.carrier", 24));
        for (var leg : legs) {
            grid = grid.row(
                    code("ui.direction.", leg.direction()),
                    Cell.text(leg.from()),
                    Cell.text(leg.borderPoint()),
                    Cell.text(leg.to()),
                    Cell.text(moment(leg.crossesAt())),
                    code("ui.", leg.means()),
                    Cell.text(leg.carrier()));
        }
        return section.grid(legs.isEmpty() ? grid.spaces(2, 9) : grid);
    }

    static Cell code(String prefix, @Nullable Enum<?> code) {
        return code == null ? Cell.text(null) : Cell.said(prefix + code.name());
    }

    /** Annex 3 to 6, each with the entries that it has; an annex without any is left out. */
    static Stream<Section> goods(VisitDocument document) {
        var annexes = document.annexes();
        return Stream.of(
                        section(
                                "ui.arms",
                                document.arms(),
                                arms(),
                                (grid, arm) -> grid.row(
                                        Cell.text(arm.type()),
                                        Cell.text(arm.serialNumber()),
                                        Cell.text(arm.quantity()))),
                        section(
                                "ui.ammunition",
                                listed(annexes.ammunition()),
                                ammunition(),
                                (grid, lot) -> grid.row(
                                        Cell.text(lot.type()),
                                        Cell.text(lot.lot()),
                                        Cell.text(lot.quantity()),
                                        Cell.text(lot.netExplosiveKg()))),
                        section(
                                "ui.annex.4",
                                listed(annexes.vehicles()),
                                vehicles(),
                                (grid, vehicle) -> grid.row(
                                        code("ui.vehicle.", vehicle.kind()),
                                        Cell.text(vehicle.type()),
                                        Cell.text(vehicle.registration()))),
                        section(
                                "ui.annex.5",
                                listed(annexes.radios()),
                                radios(),
                                (grid, radio) ->
                                        grid.row(Cell.text(radio.equipment()), Cell.text(radio.frequencyMhz()))),
                        section(
                                "ui.annex.6",
                                listed(annexes.medicalStores()),
                                medicalStores(),
                                (grid, store) -> grid.row(Cell.text(store.item()), Cell.text(store.quantity()))))
                .flatMap(section -> section.grid() == null ? Stream.empty() : Stream.of(section));
    }

    static Grid arms() {
        return Grid.of(Column.of("ui.armType"), Column.of("ui.serialNumber", 55), Column.of("ui.quantity", 24));
    }

    static Grid ammunition() {
        return Grid.of(
                Column.of("ui.armType"),
                Column.of("ui.lot", 45),
                Column.of("ui.quantity", 24),
                Column.of("ui.netExplosiveKg", 36));
    }

    static Grid vehicles() {
        return Grid.of(Column.of("ui.kind", 45), Column.of("ui.armType"), Column.of("ui.registration", 55));
    }

    static Grid radios() {
        return Grid.of(Column.of("ui.equipment"), Column.of("ui.frequencyMhz", 55));
    }

    static Grid medicalStores() {
        return Grid.of(Column.of("ui.item"), Column.of("ui.quantity", 30));
    }

    private interface OneMore<T> {
        Grid row(Grid grid, T entry);
    }

    private static <T> Section section(String heading, List<T> entries, Grid empty, OneMore<T> oneMore) {
        var grid = empty;
        for (var entry : entries) {
            grid = oneMore.row(grid, entry);
        }
        var section = Section.headed(heading);
        return entries.isEmpty() ? section : section.grid(grid);
    }

    /** Entries that say something; a list that was never opened has none. */
    static <T> List<T> listed(@Nullable List<T> entries) {
        return entries == null
                ? List.of()
                : entries.stream().filter(Objects::nonNull).toList();
    }

    static Message boxTitle(int no) {
        return Message.of("ui.boxTitle").with("no", no).with("title", Message.of("ui.box." + no));
    }

    static Message annexTitle(int no) {
        return Message.of("ui.annexTitle").with("no", no).with("title", Message.of("ui.annex." + no));
    }
}
