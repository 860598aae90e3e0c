package org.mushterek.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours in which an office works, to tell when a part of a deadline has passed. Deadlines themselves know closing times
 * only ({@link WorkingTime}); the hour of opening is a house choice that serves nothing but this. Past the known days Mondays
 * to Fridays count.
 */
public record OfficeHours(WorkingCalendar calendar, ZoneId zone, LocalTime opening, LocalTime closing) {

    /**
     * When so many percent of the working time of a deadline have passed. As for the deadline, the day of receipt does not
     * count: the time begins at its closing (VIS-09). Where no working time is left until the deadline, as for what is due on
     * its first day, the time by the clock is parted.
     *
     * @param opened when the step was asked for
     * @param due later than {@code opened}
     */
    public Instant afterPart(Instant opened, Instant due, int percent) {
        var start = closingOf(WorkingTime.receiptDay(opened, zone, closing, LocalDate.MAX, this::isWorked));
        var whole = workedUpTo(start, due);
        if (whole.isZero()) {
            return opened.plus(
                    Duration.between(opened, due).multipliedBy(percent).dividedBy(100));
        }
        var left = whole.multipliedBy(percent).dividedBy(100);
        for (var day = dayOf(start); ; day = day.plusDays(1)) {
            var worked = workedOn(day, start, due);
            if (worked.compareTo(left) >= 0) {
                return later(openingOf(day), start).plus(left);
            }
            left = left.minus(worked);
        }
    }

    /** The office's working time between the two; zero where the second is not later. */
    public Duration worked(Instant from, Instant to) {
        return from.isBefore(to) ? workedUpTo(from, to) : Duration.ZERO;
    }

    private Duration workedUpTo(Instant start, Instant due) {
        var sum = Duration.ZERO;
        for (var day = dayOf(start); !day.isAfter(dayOf(due)); day = day.plusDays(1)) {
            sum = sum.plus(workedOn(day, start, due));
        }
        return sum;
    }

    private Duration workedOn(LocalDate day, Instant start, Instant due) {
        if (!isWorked(day)) {
            return Duration.ZERO;
        }
        var from = later(openingOf(day), start);
        var to = closingOf(day).isBefore(due) ? closingOf(day) : due;
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    boolean isWorked(LocalDate day) {
        try {
            return calendar.isWorkingDay(day);
        } catch (WorkingCalendar.UnknownYear unknown) {
            return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private Instant openingOf(LocalDate day) {
        return day.atTime(opening).atZone(zone).toInstant();
    }

    private Instant closingOf(LocalDate day) {
        return day.atTime(closing).atZone(zone).toInstant();
    }
}
