package org.mushterek.visit.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** Reads the rows of a CSV file; the separator is whichever of {@code , ; tab} finds most columns in the header. */
final class CsvRoster {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final int MAX_HEADER_LENGTH = 4_000;

    private CsvRoster() {}

    static RosterTable read(String text) {
        var cells = new RosterCells();
        int number = 0;
        try {
            for (var record : reader(separatorOf(text), text)) {
                number++;
                cells.take(number, record.getFields());
            }
        } catch (CsvParseException malformed) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("roster.malformedCsv").with("row", number + 1));
        }
        return cells.table();
    }

    private static char separatorOf(String text) {
        var line = firstLineOf(text);
        if (line.length() > MAX_HEADER_LENGTH) {
            throw RosterCells.noHeader(List.of(line));
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
            throw RosterCells.noHeader(headerNames(best, line));
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
}
