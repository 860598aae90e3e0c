package org.mushterek.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * One day of one side's calendar, and why it is what it is.
 *
 * @param holidays short names of the holidays behind it, empty for ordinary and exchanged days; their texts are under
 *     {@code calendar.holiday.}
 * @param estimated whether it is closed only by a date that no authority has fixed yet
 * @param closedFrom on a half-day the local time from which it is closed, otherwise null
 * @param sources where each statement behind this day comes from, empty for ordinary days
 */
public record Day(
        LocalDate date,
        DayKind kind,
        List<String> holidays,
        boolean estimated,
        @Nullable LocalTime closedFrom,
        List<String> sources) {

    public Day {
        holidays = List.copyOf(holidays);
        sources = List.copyOf(sources);
    }

    static Day ordinary(LocalDate date, DayKind kind) {
        return new Day(date, kind, List.of(), false, null, List.of());
    }

    /** The names of the holidays, for a person to read. */
    public List<Message> names() {
        return holidays.stream()
                .map(holiday -> Message.of("calendar.holiday." + holiday))
                .toList();
    }
}
