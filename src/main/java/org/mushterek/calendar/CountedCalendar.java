package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Message;

/** The counting of working days, the same for one side and for two. */
abstract sealed class CountedCalendar implements WorkingCalendar permits SideCalendar, JointCalendar {

    /** What a person should know of this one day, empty for ordinary days. */
    abstract List<Message> remarksOn(LocalDate day);

    @Override
    public final LocalDate latestDayFor(LocalDate start, int workingDays) {
        requireAtLeast(0, workingDays);
        requireKnown(start);
        var left = workingDays;
        var day = start.minusDays(1);
        while (true) {
            if (isWorkingDay(day)) {
                if (left == 0) {
                    return day;
                }
                left--;
            }
            day = day.minusDays(1);
        }
    }

    @Override
    public final LocalDate earliestStartAfter(LocalDate day, int workingDays) {
        requireAtLeast(0, workingDays);
        requireKnown(day);
        var lastCounted = workingDays == 0 ? day : workingDayAfter(day, workingDays);
        var start = lastCounted.plusDays(1);
        requireKnown(start);
        return start;
    }

    /** {@inheritDoc} None where {@code to} is not after {@code from}. */
    @Override
    public final int workingDaysBetween(LocalDate from, LocalDate to) {
        requireKnown(from);
        requireKnown(to);
        var count = 0;
        for (var day = from.plusDays(1); day.isBefore(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public final LocalDate workingDayAfter(LocalDate day, int n) {
        requireAtLeast(1, n);
        requireKnown(day);
        var left = n;
        var next = day;
        while (left > 0) {
            next = next.plusDays(1);
            if (isWorkingDay(next)) {
                left--;
            }
        }
        return next;
    }

    @Override
    public final LocalDate sameOrNextWorkingDay(LocalDate day) {
        var next = day;
        while (!isWorkingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    @Override
    public final List<Message> remarksOn(LocalDate from, LocalDate to) {
        requireKnown(from);
        requireKnown(to);
        return to.isBefore(from)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .flatMap(day -> remarksOn(day).stream())
                        .toList();
    }

    private void requireKnown(LocalDate day) {
        var unused = isWorkingDay(day);
    }

    private static void requireAtLeast(int least, int number) {
        if (number < least) {
            throw new IllegalArgumentException("At least %d working days are counted, not %d".formatted(least, number));
        }
    }
}
