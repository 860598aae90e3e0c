package org.mushterek.calendar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data of one side and one year, as a legal officer keeps them: {@code calendars/<side>-<year>.yaml}. What follows
 * from the law (substitutes, the Saturday after a Friday holiday) is not in the file but derived from it.
 *
 * @param substitution whether a holiday on a day of rest, or a religious holiday on another one, moves to a working day
 * @param saturdayAfterFriday whether the Saturday after a holiday that ends on a Friday is a holiday too
 * @param covers the days of which the file tells all; every other day of the year is unknown
 */
record YearFile(
        String side,
        int year,
        Set<DayOfWeek> weekend,
        boolean substitution,
        boolean saturdayAfterFriday,
        List<Span> covers,
        List<Entry> days) {

    static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    /** Both days included. */
    record Span(LocalDate from, LocalDate to) {
        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /**
     * One statement about a day ({@code on}) or a row of days ({@code from}, {@code to}).
     *
     * @param holiday its short name, absent only for exchanged days
     * @param religious whether it moves with the moon: it is substituted where it meets another holiday
     * @param estimated whether no authority has fixed the date yet
     * @param closedFrom local time, on half-days only
     * @param source who says so
     */
    record Entry(
            @Nullable LocalDate on,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            DayKind kind,
            @Nullable String holiday,
            boolean religious,
            boolean estimated,
            @Nullable LocalTime closedFrom,
            @Nullable String source) {

        LocalDate firstDay() {
            return known(on != null ? on : from);
        }

        LocalDate lastDay() {
            return known(on != null ? on : to);
        }

        Stream<LocalDate> dates() {
            return firstDay().datesUntil(lastDay().plusDays(1));
        }

        private LocalDate known(@Nullable LocalDate day) {
            if (day == null) {
                throw new IllegalStateException(
                        "A calendar entry has neither \"on\" nor both \"from\" and \"to\": " + this);
            }
            return day;
        }

        private void verify(int year) {
            require(firstDay().getYear() == year && lastDay().getYear() == year, "lies outside its year");
            require(!lastDay().isBefore(firstDay()), "ends before it begins");
            require(source != null && !source.isBlank(), "has no source");
            require(
                    (kind == DayKind.HALF) == (closedFrom != null),
                    "has \"closedFrom\" without being a half-day, or lacks it");
            switch (kind) {
                case FULL, HALF, MOURNING, EXTRA -> require(holiday != null, "has no holiday");
                case SWAP_OFF, SWAP_WORK -> require(holiday == null, "is an exchanged day and no holiday");
                case WORKING, WEEKEND, SUBSTITUTE -> require(false, "is of a kind that is derived, not told");
            }
        }

        private void require(boolean sound, String fault) {
            if (!sound) {
                throw new IllegalStateException("A calendar entry " + fault + ": " + this);
            }
        }
    }

    /** Reads and verifies one file; a fault in it stops the start. */
    static YearFile read(String fileName, InputStream content) throws IOException {
        var file = MAPPER.readValue(content, YearFile.class);
        var rightName = file.side.toLowerCase(Locale.ROOT) + "-" + file.year + ".yaml";
        if (!rightName.equals(fileName)) {
            throw new IllegalStateException("The calendar in %s should be called %s".formatted(fileName, rightName));
        }
        file.days.forEach(entry -> entry.verify(file.year));
        return file;
    }

    /** Reads a file whose name nobody knows, such as one that an officer has loaded; it was found sound before. */
    static YearFile parse(String content) {
        try {
            var file = MAPPER.readValue(content, YearFile.class);
            file.days.forEach(entry -> entry.verify(file.year));
            return file;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same year with other statements. */
    YearFile withDays(List<Entry> others) {
        return new YearFile(side, year, weekend, substitution, saturdayAfterFriday, covers, List.copyOf(others));
    }

    boolean covers(LocalDate day) {
        return day.getYear() == year && covers.stream().anyMatch(span -> span.contains(day));
    }
}
