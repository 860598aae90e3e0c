package org.mushterek.common;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook whose first sheet somebody filled in, or the same as CSV: a header whose columns are named by their codes or by their
 * words in any of the languages, and rows below it.
 *
 * @param <C> the columns that the sheet may have
 */
public final class FilledSheet<C extends Enum<C> & FilledSheet.Column> {

    private static final List<DateTimeFormatter> DAYS = strict("dd.MM.uuuu", "d.M.uuuu", "uuuu-MM-dd");
    private static final List<DateTimeFormatter> MOMENTS =
            strict("dd.MM.uuuu HH:mm", "d.M.uuuu H:mm", "uuuu-MM-dd HH:mm", "uuuu-MM-dd'T'HH:mm");

    private final Map<C, Integer> columns;
    private final List<Line> lines;

    private FilledSheet(Map<C, Integer> columns, List<Line> lines) {
        this.columns = columns;
        this.lines = lines;
    }

    /** A column of a sheet. */
    public interface Column {

        /** By which programs name it. */
        String code();

        /** The key of the word by which people name it. */
        String text();
    }

    /**
     * How much a sheet may hold, and what is said of one that is not taken.
     *
     * @param maxBytes of the file
     * @param maxRows below the header
     */
    public record Limits(int maxBytes, int maxRows, Message tooLarge, Message empty, Message wrongColumns) {}

    /** A row as the sheet has it. */
    private record Line(int number, List<String> cells) {}

    /**
     * A row as it is read.
     *
     * @param number as the spreadsheet counts it, from 1
     * @param cells what stands in it, by column; nothing for an empty cell
     */
    public record Row<C>(int number, Map<C, String> cells) {

        public @Nullable String get(C column) {
            return cells.get(column);
        }
    }

    /**
     * Reads a workbook.
     *
     * @param needed columns without which no row makes sense
     * @throws Refusal INVALID or TOO_LARGE for a file that is no such workbook
     */
    public static <C extends Enum<C> & Column> FilledSheet<C> read(
            byte[] workbook, Class<C> columns, Set<C> needed, Texts texts, Limits limits) {
        demandSize(workbook, limits);
        var lines = new ArrayList<Line>();
        WorkbookSheet.read(workbook, limits.tooLarge(), into(lines, limits));
        return under(lines, columns, needed, texts, limits);
    }

    /**
     * Reads a workbook or CSV in UTF-8; which of them it is shows in its first bytes.
     *
     * @param needed columns without which no row makes sense
     * @throws Refusal INVALID or TOO_LARGE for a file that is neither
     */
    public static <C extends Enum<C> & Column> FilledSheet<C> readFile(
            byte[] file, Class<C> columns, Set<C> needed, Texts texts, Limits limits) {
        if (FileText.isPacked(file)) {
            return read(file, columns, needed, texts, limits);
        }
        demandSize(file, limits);
        var lines = new ArrayList<Line>();
        CsvSheet.read(
                FileText.of(file),
                name -> column(name, columns, texts).isPresent(),
                names -> wrongColumns(columns, limits),
                into(lines, limits));
        return under(lines, columns, needed, texts, limits);
    }

    private static void demandSize(byte[] file, Limits limits) {
        if (file.length > limits.maxBytes()) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, limits.tooLarge());
        }
    }

    private static WorkbookSheet.Rows into(List<Line> lines, Limits limits) {
        return (number, cells) -> {
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                if (lines.size() > limits.maxRows()) {
                    throw Refusal.of(Refusal.Kind.TOO_LARGE, limits.tooLarge());
                }
                lines.add(new Line(number, cells));
            }
        };
    }

    private static <C extends Enum<C> & Column> FilledSheet<C> under(
            List<Line> lines, Class<C> columns, Set<C> needed, Texts texts, Limits limits) {
        if (lines.size() < 2) {
            throw Refusal.of(Refusal.Kind.INVALID, limits.empty());
        }
        var found = header(lines.get(0).cells(), columns, texts, limits);
        if (!found.keySet().containsAll(needed)) {
            throw wrongColumns(columns, limits);
        }
        return new FilledSheet<>(found, lines.subList(1, lines.size()));
    }

    private static <C extends Enum<C> & Column> Map<C, Integer> header(
            List<String> header, Class<C> columns, Texts texts, Limits limits) {
        var found = new EnumMap<C, Integer>(columns);
        for (int at = 0; at < header.size(); at++) {
            var name = header.get(at);
            var column = column(name, columns, texts);
            if (column.isPresent() ? found.putIfAbsent(column.get(), at) != null : !name.isBlank()) {
                throw wrongColumns(columns, limits);
            }
        }
        return found;
    }

    private static <C extends Enum<C> & Column> Optional<C> column(String name, Class<C> columns, Texts texts) {
        return Arrays.stream(columns.getEnumConstants())
                .filter(each -> means(texts, name, each.code(), each.text()))
                .findFirst();
    }

    private static <C extends Enum<C> & Column> Refusal wrongColumns(Class<C> columns, Limits limits) {
        return Refusal.of(
                Refusal.Kind.INVALID,
                limits.wrongColumns()
                        .with(
                                "columns",
                                Arrays.stream(columns.getEnumConstants())
                                        .map(Column::code)
                                        .collect(Collectors.joining(", "))));
    }

    /** Whether the header names a column: what it leaves out is not meant to be empty. */
    public boolean has(C column) {
        return columns.containsKey(column);
    }

    /** The rows below the header that are not empty, in order. */
    public List<Row<C>> rows() {
        return lines.stream()
                .map(line -> {
                    Map<C, String> cells = columns.entrySet().stream()
                            .filter(column -> column.getValue() < line.cells().size()
                                    && !line.cells().get(column.getValue()).isBlank())
                            .collect(Collectors.toMap(Map.Entry::getKey, column -> line.cells()
                                    .get(column.getValue())
                                    .strip()));
                    return new Row<>(line.number(), cells);
                })
                .toList();
    }

    /** Whether somebody who typed this meant that code, or its word in any of the languages. */
    public static boolean means(Texts texts, String typed, String itsCode, String text) {
        var folded = FoldedText.of(typed);
        return folded.equals(FoldedText.of(itsCode))
                || Arrays.stream(Language.values())
                        .anyMatch(language -> folded.equals(FoldedText.of(texts.say(text, language))));
    }

    /** A day in one of the ways in which days are typed; empty for anything else. */
    public static Optional<LocalDate> day(@Nullable String cell) {
        return parsed(cell, DAYS).map(LocalDate::from);
    }

    /** A day and a time of it, to the minute, in one of the ways in which they are typed; empty for anything else. */
    public static Optional<LocalDateTime> moment(@Nullable String cell) {
        return parsed(cell, MOMENTS).map(LocalDateTime::from);
    }

    /** A moment as a sheet shows it, {@code 24.05.2027 08:30}, in a form that {@link #moment} reads. */
    public static String told(LocalDateTime moment) {
        return MOMENTS.get(0).format(moment);
    }

    private static Optional<TemporalAccessor> parsed(@Nullable String cell, List<DateTimeFormatter> formats) {
        if (cell != null) {
            for (var format : formats) {
                try {
                    return Optional.of(format.parse(cell));
                } catch (DateTimeParseException anotherFormat) {
                    // The next one may read it.
                }
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> strict(String... patterns) {
        return Stream.of(patterns)
                .map(pattern ->
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }
}
