package org.mushterek.calendar;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CsvSheet;
import org.mushterek.common.FileText;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.WorkbookSheet;

/**
 * Reads the days of a year from a table or a calendar that an officer keeps, and tells them as the file that is kept
 * ({@link YearFile}): a CSV file in UTF-8 or the first sheet of a workbook with the columns {@code from, to, kind, holiday,
 * religious, estimated, closed_from, source} in any order, or an iCalendar file with an event for each statement. The weekend
 * and what the law does with holidays are taken from the side's latest year. Nothing is judged here: what is wrong stays as it
 * was written, for {@link YearReading} to find. Pure.
 */
final class YearTable {

    /** The largest file, in bytes. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_ROWS = 1000;
    private static final Set<String> COLUMNS =
            Set.of("from", "to", "kind", "holiday", "religious", "estimated", "closed_from", "source");
    private static final Map<String, String> FIELDS = Map.of("closed_from", "closedFrom");
    private static final Set<String> RELIGIOUS = Set.of("ramazan", "qurban");
    private static final Set<String> YES = Set.of("true", "yes", "1", "x", "bəli", "hə", "evet");
    private static final Set<String> NO = Set.of("false", "no", "0", "xeyr", "yox", "hayır");
    private static final DateTimeFormatter DOTTED =
            DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final UnaryOperator<String> holidayCalled;
    private final List<Map<String, String>> statements = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();
    private @Nullable List<String> header;

    /**
     * A year as it is kept.
     *
     * @param file in the form of {@code calendars/<side>-<year>.yaml}
     * @param rows for each statement the row of the table, or the number of the event; empty where the file came as it is kept
     */
    record Told(String file, List<Integer> rows) {

        Told {
            rows = List.copyOf(rows);
        }

        /** The same findings with the rows of the officer's own file. */
        List<Finding> placed(List<Finding> findings) {
            return findings.stream().map(this::placed).toList();
        }

        private Finding placed(Finding finding) {
            var place = finding.place();
            if (place == null || !place.startsWith("row ")) {
                return finding;
            }
            int statement = Integer.parseInt(place.substring("row ".length()));
            return statement > rows.size()
                    ? finding
                    : new Finding(
                            finding.code(),
                            "row " + rows.get(statement - 1),
                            finding.wrong(),
                            finding.cure(),
                            finding.source());
        }
    }

    private YearTable(UnaryOperator<String> holidayCalled) {
        this.holidayCalled = holidayCalled;
    }

    /**
     * Reads a file of any of the kinds.
     *
     * @param latest the side's latest year, whose weekend and law the table's year takes over; null where there is none
     * @param holidayCalled gives the short name of a holiday that is called so in one of the languages, or the text itself
     * @throws Refusal TOO_LARGE, or INVALID where it is none of these files
     */
    static Told read(byte[] content, String side, @Nullable YearFile latest, UnaryOperator<String> holidayCalled) {
        var tooLarge = Message.of("calendar.year.tooLarge").with("limitKib", MOST_BYTES / 1024);
        if (content.length > MOST_BYTES) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, tooLarge);
        }
        var table = new YearTable(holidayCalled);
        if (FileText.isPacked(content)) {
            WorkbookSheet.read(content, tooLarge, table::takeRow);
        } else {
            var text = FileText.of(content);
            if (text.stripLeading().startsWith("BEGIN:VCALENDAR")) {
                table.takeEvents(text);
            } else if (isTable(text)) {
                CsvSheet.read(
                        text,
                        name -> COLUMNS.contains(column(name)),
                        names -> unreadable(1),
                        YearTable::unreadable,
                        table::takeRow);
            } else {
                return new Told(text, List.of());
            }
        }
        return new Told(table.file(side, latest), table.rows);
    }

    // --- Tables. ---

    /** Whether the first line names the columns of such a table. */
    private static boolean isTable(String text) {
        var line = text.lines().filter(some -> !some.isBlank()).findFirst().orElse("");
        return hasNeeded(
                Stream.of(line.split("[,;\t]", -1)).map(YearTable::column).toList());
    }

    private static boolean hasNeeded(List<String> columns) {
        return columns.contains("from") && columns.contains("kind");
    }

    private static String column(String name) {
        var plain = name.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        return plain.equals("closedfrom") ? "closed_from" : plain;
    }

    private void takeRow(int number, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        var columns = header;
        if (columns == null) {
            header = cells.stream().map(YearTable::column).toList();
            if (!hasNeeded(header)) {
                throw unreadable(number);
            }
            return;
        }
        var values = new LinkedHashMap<String, String>();
        for (int at = 0; at < cells.size(); at++) {
            var cell = cells.get(at).strip();
            if (!cell.isEmpty()) {
                var name = at < columns.size() ? columns.get(at) : "";
                values.put(
                        COLUMNS.contains(name) ? FIELDS.getOrDefault(name, name) : name.isEmpty() ? "?" : name, cell);
            }
        }
        take(number, values);
    }

    private void take(int row, Map<String, String> values) {
        if (statements.size() >= MOST_ROWS) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE,
                    Message.of("calendar.year.tooManyRows").with("most", MOST_ROWS));
        }
        statements.add(values);
        rows.add(row);
    }

    // --- iCalendar. ---

    private void takeEvents(String text) {
        int number = 0;
        for (var calendar : Biweekly.parse(text).all()) {
            var name = calendar.getExperimentalProperty("X-WR-CALNAME");
            var product = calendar.getProductId();
            var called = name != null
                    ? VObjectPropertyValues.unescape(name.getValue())
                    : product != null ? product.getValue() : "";
            for (var event : calendar.getEvents()) {
                take(++number, statement(event, called == null ? "" : called));
            }
        }
    }

    /** An event of whole days closes them; one that begins within a day makes it a half-day from then on. */
    private static Map<String, String> statement(VEvent event, String calendarName) {
        var values = new LinkedHashMap<String, String>();
        var start = event.getDateStart();
        var first = start == null ? asWritten(event, "DTSTART") : day(start.getValue());
        var time = start == null ? null : timeOf(start.getValue());
        values.put("from", first);
        values.put("to", time == null ? lastDay(event, first) : first);
        var categories = event.getCategories().stream()
                .flatMap(listed -> listed.getValues().stream())
                .map(category -> category.strip().toUpperCase(Locale.ROOT))
                .toList();
        var kind = Stream.of(DayKind.values())
                .map(Enum::name)
                .filter(categories::contains)
                .findFirst();
        values.put("kind", kind.orElse(time == null ? "FULL" : "HALF"));
        if (time != null) {
            values.put("closedFrom", time);
        }
        var summary = event.getSummary();
        if (summary != null && !values.get("kind").startsWith("SWAP")) {
            values.put("holiday", line(summary.getValue()));
        }
        if (event.getStatus() != null && event.getStatus().isTentative()) {
            values.put("estimated", "true");
        }
        var url = event.getUrl();
        var description = event.getDescription();
        values.put(
                "source",
                line(url != null ? url.getValue() : description != null ? description.getValue() : calendarName));
        // A rule of repetition tells days that no row shows.
        if (event.getRecurrenceRule() != null || event.getExperimentalProperty("RRULE") != null) {
            values.put("RRULE", "");
        }
        if (!event.getRecurrenceDates().isEmpty() || event.getExperimentalProperty("RDATE") != null) {
            values.put("RDATE", "");
        }
        return values;
    }

    /** The day as it is written, in whatever zone; a moment of universal time is of no day of a side. */
    private static String day(ICalDate moment) {
        var written = moment.getRawComponents();
        return written.isUtc()
                ? written.toString()
                : String.format(
                        Locale.ROOT, "%04d-%02d-%02d", written.getYear(), written.getMonth(), written.getDate());
    }

    private static @Nullable String timeOf(ICalDate moment) {
        var written = moment.getRawComponents();
        return moment.hasTime() && !written.isUtc()
                ? String.format(Locale.ROOT, "%02d:%02d", written.getHour(), written.getMinute())
                : null;
    }

    /** The end of an event of whole days is the day after its last. */
    private static String lastDay(VEvent event, String first) {
        var end = event.getDateEnd();
        var length = event.getDuration();
        try {
            if (end != null) {
                return LocalDate.parse(day(end.getValue())).minusDays(1).toString();
            }
            if (length != null) {
                var days = Duration.ofMillis(length.getValue().toMillis()).toDays();
                return LocalDate.parse(first).plusDays(days - 1).toString();
            }
        } catch (DateTimeException unreadable) {
            return end == null ? first : day(end.getValue());
        }
        var unreadable = asWritten(event, "DTEND");
        return unreadable.isEmpty() ? first : unreadable;
    }

    /** What stands where the standard asks for something else; empty where nothing does. */
    private static String asWritten(VEvent event, String property) {
        var raw = event.getExperimentalProperty(property);
        return raw == null || raw.getValue() == null ? "" : raw.getValue();
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }

    // --- The file that is kept. ---

    private String file(String side, @Nullable YearFile latest) {
        var file = YearFile.MAPPER.createObjectNode();
        int year = statements.stream()
                .map(statement -> day(statement.getOrDefault("from", "")))
                .filter(day -> day.matches("\\d{4}-\\d{2}-\\d{2}"))
                .mapToInt(day -> Integer.parseInt(day.substring(0, 4)))
                .findFirst()
                .orElse(0);
        file.put("side", side).put("year", year);
        var weekend = file.putArray("weekend");
        if (latest == null) {
            weekend.add("SATURDAY").add("SUNDAY");
        } else {
            latest.weekend().stream().sorted().forEach(day -> weekend.add(day.name()));
        }
        file.put("substitution", latest != null && latest.substitution())
                .put("saturdayAfterFriday", latest != null && latest.saturdayAfterFriday());
        file.putArray("covers").addObject().put("from", year + "-01-01").put("to", year + "-12-31");
        var days = file.putArray("days");
        statements.forEach(statement -> entry(days.addObject(), statement));
        try {
            return YearFile.MAPPER.writeValueAsString(file);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void entry(ObjectNode entry, Map<String, String> statement) {
        statement.forEach((name, value) -> {
            switch (name) {
                case "from", "to" -> entry.put(name, day(value));
                case "kind" -> entry.put(name, value.toUpperCase(Locale.ROOT));
                case "holiday" -> entry.put(name, holidayCalled.apply(value));
                case "religious", "estimated" -> flag(entry, name, value);
                default -> entry.put(name, value);
            }
        });
        if (!statement.containsKey("to")) {
            entry.put("to", entry.path("from").asText());
        }
        if (!statement.containsKey("religious")
                && RELIGIOUS.contains(entry.path("holiday").asText())) {
            entry.put("religious", true);
        }
    }

    private static void flag(ObjectNode entry, String name, String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        if (YES.contains(lower)) {
            entry.put(name, true);
        } else if (NO.contains(lower)) {
            entry.put(name, false);
        } else {
            entry.put(name, value);
        }
    }

    private static String day(String written) {
        try {
            return LocalDate.parse(written, DOTTED).toString();
        } catch (DateTimeException otherForm) {
            return written;
        }
    }

    private static Refusal unreadable(int line) {
        var wrong = Message.of("calendar.year.unreadable").with("line", line);
        return new Refusal(
                Refusal.Kind.INVALID,
                wrong,
                List.of(new Finding(
                        "calendar.unreadable",
                        "file",
                        wrong,
                        Message.of("calendar.year.unreadable.cure").with("line", line),
                        null)));
    }
}
