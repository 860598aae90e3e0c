package org.mushterek.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * Reads a year that an officer loads, row by row, and tells everything that is wrong, each fault with its row. Rows are
 * the statements under {@code days}, counted from 1. Pure.
 */
final class YearReading {

    /** How far ahead a year can be told: Türkiye's tables reach years, and nothing is gained by more. */
    private static final int FARTHEST_YEAR = 5;

    private static final Set<String> HEAD =
            Set.of("side", "year", "weekend", "substitution", "saturdayAfterFriday", "covers", "days");
    private static final Set<String> ROW =
            Set.of("on", "from", "to", "kind", "holiday", "religious", "estimated", "closedFrom", "source");
    private static final Set<DayKind> TOLD =
            Set.of(DayKind.FULL, DayKind.HALF, DayKind.MOURNING, DayKind.EXTRA, DayKind.SWAP_OFF, DayKind.SWAP_WORK);

    private final String side;
    private final int thisYear;
    private final Predicate<String> knowsHoliday;
    private final List<Finding> findings = new ArrayList<>();

    YearReading(String side, int thisYear, Predicate<String> knowsHoliday) {
        this.side = side;
        this.thisYear = thisYear;
        this.knowsHoliday = knowsHoliday;
    }

    List<Finding> findings(String file) {
        JsonNode tree;
        try {
            tree = YearFile.MAPPER.readTree(file);
        } catch (JsonProcessingException unreadable) {
            var place = unreadable.getLocation();
            add("file", "unreadable", "line", place == null ? 1 : Math.max(1, place.getLineNr()));
            return findings;
        }
        if (tree == null || !tree.isObject()) {
            add("file", "unreadable", "line", 1);
            return findings;
        }
        readHead(tree);
        var year = tree.path("year").asInt();
        var days = tree.path("days");
        if (!days.isArray() || days.isEmpty()) {
            add("days", "noRows");
        }
        var told = new HashSet<String>();
        for (var row = 0; row < days.size(); row++) {
            readRow("row " + (row + 1), days.get(row), year, told);
        }
        if (findings.isEmpty()) {
            tryWhole(file);
        }
        return List.copyOf(findings);
    }

    private void readHead(JsonNode tree) {
        refuseUnknown("file", tree, HEAD);
        if (!side.equals(tree.path("side").asText())) {
            add("side", "otherSide", "side", side);
        }
        var year = tree.path("year");
        if (!year.isInt() || year.asInt() < thisYear || year.asInt() > thisYear + FARTHEST_YEAR) {
            add("year", "otherYear", "years", thisYear + "–" + (thisYear + FARTHEST_YEAR));
        }
        for (var flag : List.of("substitution", "saturdayAfterFriday")) {
            if (!tree.path(flag).isBoolean()) {
                add(flag, "flag", "field", flag);
            }
        }
        var weekend = tree.path("weekend");
        var known = Arrays.stream(java.time.DayOfWeek.values()).map(Enum::name).collect(Collectors.toSet());
        var named = new ArrayList<String>();
        weekend.forEach(day -> named.add(day.asText()));
        if (!weekend.isArray() || named.isEmpty() || !known.containsAll(named)) {
            add("weekend", "weekend");
        }
        var covers = tree.path("covers");
        var whole = covers.isArray()
                && covers.size() == 1
                && covers.get(0).path("from").asText().equals(year.asText() + "-01-01")
                && covers.get(0).path("to").asText().equals(year.asText() + "-12-31");
        if (!whole) {
            add("covers", "covers", "year", year.asText());
        }
    }

    private void readRow(String place, JsonNode row, int year, Set<String> told) {
        if (!row.isObject()) {
            add(place, "rowForm");
            return;
        }
        refuseUnknown(place, row, ROW);
        var from = day(place, row, row.has("on") ? "on" : "from");
        var to = row.has("on") ? from : day(place, row, "to");
        if (row.has("on") && (row.has("from") || row.has("to"))) {
            add(place, "rowForm");
        }
        if (from != null && to != null) {
            if (from.getYear() != year || to.getYear() != year || to.isBefore(from)) {
                add(place, "rowDates", "year", year);
            } else {
                refuseRepetition(place, row, from, to, told);
            }
        }
        readKind(place, row);
        var source = row.path("source");
        if (!source.isTextual() || source.asText().isBlank()) {
            add(place, "rowSource");
        }
        for (var flag : List.of("religious", "estimated")) {
            if (row.has(flag) && !row.path(flag).isBoolean()) {
                add(place, "flag", "field", flag);
            }
        }
    }

    private void readKind(String place, JsonNode row) {
        var kind = TOLD.stream()
                .filter(candidate -> candidate.name().equals(row.path("kind").asText()))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            add(
                    place,
                    "rowKind",
                    "known",
                    TOLD.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
            return;
        }
        var isExchange = kind == DayKind.SWAP_OFF || kind == DayKind.SWAP_WORK;
        var holiday = row.path("holiday").asText();
        if (isExchange == row.has("holiday") || (!isExchange && !knowsHoliday.test(holiday))) {
            add(place, "rowHoliday", "holiday", holiday);
        }
        if ((kind == DayKind.HALF) != row.has("closedFrom") || (row.has("closedFrom") && !isTime(row))) {
            add(place, "rowClosedFrom");
        }
    }

    private static boolean isTime(JsonNode row) {
        try {
            return LocalTime.parse(row.path("closedFrom").asText()).isAfter(LocalTime.MIDNIGHT);
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private void refuseRepetition(String place, JsonNode row, LocalDate from, LocalDate to, Set<String> told) {
        var repeated = from.datesUntil(to.plusDays(1))
                .filter(day -> !told.add(day + " " + row.path("kind").asText() + " "
                        + row.path("holiday").asText()))
                .findFirst();
        repeated.ifPresent(day -> add(place, "rowRepeated", "date", day));
    }

    private @Nullable LocalDate day(String place, JsonNode row, String field) {
        try {
            return LocalDate.parse(row.path(field).asText());
        } catch (DateTimeException unreadable) {
            add(place, "rowDay", "field", field);
            return null;
        }
    }

    private void refuseUnknown(String place, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(place, "unknownField", "field", name.length() > 40 ? name.substring(0, 40) : name);
            }
        });
    }

    /** What the rows hold was read loosely; the reader of the program has the last word. */
    private void tryWhole(String file) {
        try {
            YearFile.parse(file);
        } catch (IllegalStateException | UncheckedIOException unsound) {
            add("file", "rowForm");
        }
    }

    private void add(String place, String key) {
        findings.add(new Finding(
                "calendar." + key,
                place,
                Message.of("calendar.year." + key),
                Message.of("calendar.year." + key + ".cure"),
                null));
    }

    private void add(String place, String key, String name, Object value) {
        findings.add(new Finding(
                "calendar." + key,
                place,
                Message.of("calendar.year." + key).with(name, value),
                Message.of("calendar.year." + key + ".cure").with(name, value),
                null));
    }
}
