package org.mushterek.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.mushterek.common.Side;
import org.springframework.stereotype.Component;

/** When a step that an office of a side is asked for now is due, on that side's working calendar. */
@Component
public class OfficeDeadlines {

    /** When an office's day ends; a house choice, as for visits. */
    private static final LocalTime CLOSING = LocalTime.of(17, 0);

    /** When it begins; a house choice, for parts of a deadline only. */
    private static final LocalTime OPENING = LocalTime.of(9, 0);

    private final Calendars calendars;
    private final Clock clock;

    OfficeDeadlines(Calendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The closing time of the n-th working day from now. Past the known days, which is just when the next year's file is due,
     * Mondays to Fridays count.
     */
    public Instant due(Side side, int workingDays) {
        return due(side, workingDays, clock.instant());
    }

    /** The same, counted from when the step was opened. */
    public Instant due(Side side, int workingDays, Instant opened) {
        try {
            var time = time(side);
            return time.due(time.receiptDay(opened), workingDays);
        } catch (WorkingCalendar.UnknownYear unknown) {
            var day = LocalDate.ofInstant(opened, side.zone());
            for (var left = workingDays; left > 0; left--) {
                do {
                    day = day.plusDays(1);
                } while (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0);
            }
            return day.atTime(CLOSING).atZone(side.zone()).toInstant();
        }
    }

    /**
     * When an open step is due by the calendar as it is now: as {@link #due(Side, int, Instant)}, but what has passed stays
     * passed, and nothing comes to end in the past: it ends at the next closing time instead.
     *
     * @param before when it was due until now
     */
    public Instant moved(Side side, int workingDays, Instant opened, Instant before) {
        var now = clock.instant();
        if (!before.isAfter(now)) {
            return before;
        }
        try {
            return time(side).notInThePast(due(side, workingDays, opened), before, now);
        } catch (WorkingCalendar.UnknownYear unknown) {
            return before;
        }
    }

    /** When so many percent of the side's working time between the two have passed ({@link OfficeHours#afterPart}). */
    public Instant afterPart(Side side, Instant opened, Instant due, int percent) {
        return hours(side).afterPart(opened, due, percent);
    }

    /** The working time of the side's offices between the two; zero where the second is not later. */
    public Duration worked(Side side, Instant from, Instant to) {
        return hours(side).worked(from, to);
    }

    /** Whether the side works on the day; past the known days Mondays to Fridays count. */
    public boolean isWorkingDay(Side side, LocalDate day) {
        return hours(side).isWorked(day);
    }

    private WorkingTime time(Side side) {
        return new WorkingTime(calendars.of(side.code()), side.zone(), CLOSING);
    }

    private OfficeHours hours(Side side) {
        return new OfficeHours(calendars.of(side.code()), side.zone(), OPENING, CLOSING);
    }
}
