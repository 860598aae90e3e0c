package org.mushterek.visit.roster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** Rows of cells under a header, from whichever kind of file they come. */
final class RosterCells {

    private static final int MAX_NAMES_TOLD = 20;

    private final List<RosterTable.Row> rows = new ArrayList<>();
    private @Nullable List<Optional<RosterColumn>> header;

    /**
     * Takes the next row; the first that is not blank is the header.
     *
     * @param number as {@link RosterPlace#row()}
     */
    void take(int number, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        var columns = header;
        if (columns == null) {
            header = columnsOf(cells);
        } else {
            RosterTable.demandRoomAfter(rows.size());
            rows.add(row(number, columns, cells));
        }
    }

    /** What was taken; refused where nobody stands in it. */
    RosterTable table() {
        if (rows.isEmpty()) {
            throw Refusal.of(Refusal.Kind.INVALID, "roster.noPersons");
        }
        return new RosterTable(rows);
    }

    private static List<Optional<RosterColumn>> columnsOf(List<String> names) {
        if (names.stream().noneMatch(name -> RosterColumn.ofHeader(name).isPresent())) {
            throw noHeader(names);
        }
        var missing = EnumSet.allOf(RosterColumn.class);
        missing.removeIf(column -> !column.isRequired());
        var seen = EnumSet.noneOf(RosterColumn.class);
        var columns = new ArrayList<Optional<RosterColumn>>();
        var faults = new ArrayList<Finding>();
        for (var name : names) {
            var column = RosterColumn.ofHeader(name);
            columns.add(column);
            if (column.isEmpty() && !name.isBlank()) {
                faults.add(headerFault("roster.unknownColumn", Excerpt.of(name)));
            }
            if (column.isPresent()) {
                missing.remove(column.get());
                if (!seen.add(column.get())) {
                    faults.add(headerFault("roster.repeatedColumn", column.get().header()));
                }
            }
        }
        missing.forEach(column -> faults.add(headerFault("roster.missingColumn", column.header())));
        if (!faults.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, headerMessage(missing, names), faults);
        }
        return columns;
    }

    private static Message headerMessage(EnumSet<RosterColumn> missing, List<String> names) {
        if (missing.isEmpty()) {
            return Message.of("roster.wrongColumns").with("found", told(names));
        }
        return Message.of("roster.missingColumns")
                .with("missing", missing.stream().map(RosterColumn::header).collect(Collectors.joining(", ")))
                .with("found", told(names));
    }

    private static Finding headerFault(String code, String column) {
        return new Finding(
                code,
                null,
                Message.of(code + ".wrong").with("column", column),
                Message.of(code + ".cure").with("columns", String.join(", ", RosterColumn.headers())),
                null);
    }

    static Refusal noHeader(List<String> found) {
        return Refusal.of(
                Refusal.Kind.INVALID,
                Message.of("roster.noHeader")
                        .with("columns", String.join(", ", RosterColumn.headers()))
                        .with("found", told(found)));
    }

    private static String told(List<String> names) {
        return names.stream().limit(MAX_NAMES_TOLD).map(Excerpt::of).collect(Collectors.joining(", "));
    }

    private static RosterTable.Row row(int number, List<Optional<RosterColumn>> header, List<String> record) {
        Map<RosterColumn, String> cells = new EnumMap<>(RosterColumn.class);
        var faults = new ArrayList<Finding>();
        for (int at = 0; at < record.size(); at++) {
            var cell = record.get(at).strip();
            if (cell.isEmpty()) {
                continue;
            }
            var column = at < header.size() ? header.get(at) : Optional.<RosterColumn>empty();
            if (column.isPresent()) {
                cells.put(column.get(), cell);
            } else {
                faults.add(new Finding(
                        "roster.extraCell",
                        new RosterPlace(number, null).toString(),
                        Message.of("roster.extraCell.wrong")
                                .with("value", Excerpt.of(cell))
                                .with("position", at + 1),
                        Message.of("roster.extraCell.cure").with("count", header.size()),
                        null));
            }
        }
        return new RosterTable.Row(number, cells, faults);
    }
}
