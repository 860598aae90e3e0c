package org.mushterek.visit.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** Reads the rows of a CSV file; the separator is whichever of {@code , ; tab} finds most columns in the header. */
final class CsvRoster {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final int MAX_HEADER_LENGTH = 4_000;
    private static final int MAX_NAMES_TOLD = 20;

    private CsvRoster() {}

    static RosterTable read(String text) {
        var separator = separatorOf(text);
        var rows = new ArrayList<RosterTable.Row>();
        List<Optional<RosterColumn>> header = null;
        int number = 0;
        try {
            for (var cells : reader(separator, text)) {
                number++;
                if (isBlank(cells)) {
                    continue;
                }
                if (header == null) {
                    header = columnsOf(cells);
                } else {
                    RosterTable.demandRoomAfter(rows.size());
                    rows.add(row(number, header, cells));
                }
            }
        } catch (CsvParseException malformed) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("roster.malformedCsv").with("row", number + 1));
        }
        if (rows.isEmpty()) {
            throw Refusal.of(Refusal.Kind.INVALID, "roster.noPersons");
        }
        return new RosterTable(rows);
    }

    private static char separatorOf(String text) {
        var line = firstLineOf(text);
        if (line.length() > MAX_HEADER_LENGTH) {
            throw noHeader(List.of(line));
        }
        char best = SEPARATORS[0];
        long most = 0;
        for (char separator : SEPARATORS) {
            var names = headerNames(separator, line);
            var known = names.stream()
                    .filter(name -> RosterColumn.ofHeader(name).isPresent())
                    .count();
            if (known > most) {
                best = separator;
                most = known;
            }
        }
        if (most == 0) {
            throw noHeader(headerNames(best, line));
        }
        return best;
    }

    private static String firstLineOf(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static List<String> headerNames(char separator, String line) {
        try {
            for (var names : reader(separator, line)) {
                return names.getFields();
            }
        } catch (CsvParseException malformed) {
            // Not a header under this separator; whether it is one under another is for the caller to see.
        }
        return List.of(line);
    }

    private static CsvReader<CsvRecord> reader(char separator, String text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }

    private static List<Optional<RosterColumn>> columnsOf(CsvRecord header) {
        var names = header.getFields();
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

    private static Refusal noHeader(List<String> found) {
        return Refusal.of(
                Refusal.Kind.INVALID,
                Message.of("roster.noHeader")
                        .with("columns", String.join(", ", RosterColumn.headers()))
                        .with("found", told(found)));
    }

    private static String told(List<String> names) {
        return names.stream().limit(MAX_NAMES_TOLD).map(Excerpt::of).collect(Collectors.joining(", "));
    }

    private static RosterTable.Row row(int number, List<Optional<RosterColumn>> header, CsvRecord record) {
        Map<RosterColumn, String> cells = new EnumMap<>(RosterColumn.class);
        var faults = new ArrayList<Finding>();
        for (int at = 0; at < record.getFieldCount(); at++) {
            var cell = record.getField(at).strip();
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

    private static boolean isBlank(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }
}
