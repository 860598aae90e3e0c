package org.mushterek.common;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Reads the rows of a CSV file; the separator is whichever of {@code , ; tab} finds most columns in the header. */
public final class CsvSheet {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final int MAX_HEADER_LENGTH = 4_000;

    private CsvSheet() {}

    /**
     * Reads a file.
     *
     * @param isColumn whether a cell of the first line names a column
     * @param noHeader what to say of a first line that names none
     * @throws Refusal INVALID where it is no CSV
     */
    public static void read(
            String text,
            Predicate<String> isColumn,
            Function<List<String>, Refusal> noHeader,
            WorkbookSheet.Rows rows) {
        read(
                text,
                isColumn,
                noHeader,
                row -> Refusal.of(
                        Refusal.Kind.INVALID, Message.of("roster.malformedCsv").with("row", row)),
                rows);
    }

    /** @param malformed what to say of the row, from 1, from which on it is no CSV */
    public static void read(
            String text,
            Predicate<String> isColumn,
            Function<List<String>, Refusal> noHeader,
            IntFunction<Refusal> malformed,
            WorkbookSheet.Rows rows) {
        int number = 0;
        try {
            for (var record : reader(separatorOf(text, isColumn, noHeader), text)) {
                number++;
                rows.take(number, record.getFields());
            }
        } catch (CsvParseException unclosed) {
            throw malformed.apply(number + 1);
        }
    }

    private static char separatorOf(String text, Predicate<String> isColumn, Function<List<String>, Refusal> noHeader) {
        var line = firstLineOf(text);
        if (line.length() > MAX_HEADER_LENGTH) {
            throw noHeader.apply(List.of(line));
        }
        char best = SEPARATORS[0];
        long most = 0;
        for (char separator : SEPARATORS) {
            var known = headerNames(separator, line).stream().filter(isColumn).count();
            if (known > most) {
                best = separator;
                most = known;
            }
        }
        if (most == 0) {
            throw noHeader.apply(headerNames(best, line));
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
