package org.mushterek.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * When a thing counts as received by an office and when its answer is due: the office's calendar, its zone and the local
 * time at which its working day ends. All deadlines end at that time. Dates are those of the office's zone.
 *
 * <p>Serves VIS-09 (receipt sourced from the Canadian practice; the time of day is a house default, 17:00, kept as a
 * dated parameter by whoever builds this record).
 */
public record WorkingTime(WorkingCalendar calendar, ZoneId zone, LocalTime closing) {

    /**
     * The working day on which a delivery counts. At the closing time itself it still counts on that day, from the next
     * second on, and on a day that is not worked, on the next working day. Fractions of a second are cut off, so that
     * what reads 17:00:00 on paper is in time.
     */
    public LocalDate receiptDay(Instant deliveredAt) {
        return receiptDay(deliveredAt, LocalDate.MAX);
    }

    /** The closing time of the n-th working day after the day of receipt, which itself does not count. */
    public Instant due(LocalDate receiptDay, int workingDays) {
        return closingOf(calendar.workingDayAfter(receiptDay, workingDays));
    }

    /** The closing time of the day before the first day of a visit, whether that eve is worked or not. */
    public Instant eveOf(LocalDate firstDay) {
        return closingOf(firstDay.minusDays(1));
    }

    /**
     * The deadline for what was delivered at an instant: n working days after its day of receipt, but never past the eve
     * of the visit. Where the eve's closing time has passed at delivery, the deadline is the delivery itself: no time is
     * left, and the case escalates at once. Days past the eve are not asked for, so an unknown year behind it does no
     * harm.
     */
    public Instant dueByEve(Instant deliveredAt, int workingDays, LocalDate firstDay) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("A deadline has at least one working day, not " + workingDays);
        }
        var eve = firstDay.minusDays(1);
        return deliveredAt.isBefore(eveOf(firstDay))
                ? dueByEve(deliveredAt, receiptDay(deliveredAt, eve), workingDays, firstDay)
                : deliveredAt;
    }

    /**
     * The same for what is on record as received on a day: it keeps that day, even where the calendar has changed since
     * and would say another.
     */
    public Instant dueByEve(Instant deliveredAt, LocalDate received, int workingDays, LocalDate firstDay) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("A deadline has at least one working day, not " + workingDays);
        }
        if (!deliveredAt.isBefore(eveOf(firstDay))) {
            return deliveredAt;
        }
        var eve = firstDay.minusDays(1);
        return closingOf(advance(received.isAfter(eve) ? eve : received, workingDays, eve));
    }

    /** The end of the working day on which something would count that came in now. */
    public Instant nextClosing(Instant now) {
        return closingOf(receiptDay(now));
    }

    /**
     * Where an open deadline goes that would lie in the past when it is computed anew: to the next closing time, but never
     * past where it was.
     *
     * @param wanted what the calendar as it is now says
     * @param before what it was until now
     */
    public Instant notInThePast(Instant wanted, Instant before, Instant now) {
        if (wanted.isAfter(now)) {
            return wanted;
        }
        var earliest = nextClosing(now);
        return earliest.isBefore(before) ? earliest : before;
    }

    /**
     * The deadline after a pause, such as a question to the sender. Both ends of the pause count like deliveries: the
     * pause begins on the receipt day of {@code pausedAt} and ends on the receipt day of {@code resumedAt}. As many
     * working days as lay after the first one up to the old deadline lie after the second one up to the new deadline,
     * which ends at the closing time. So the rest of the day of resumption stands for the rest of the day of the
     * question, and a pause within one working day changes nothing. A deadline never becomes earlier, and one that has
     * passed when the pause begins stays.
     */
    public Instant dueAfterPause(Instant due, Instant pausedAt, Instant resumedAt) {
        return dueAfterPause(due, pausedAt, resumedAt, LocalDate.MAX);
    }

    /**
     * The deadline after a pause, but never past the eve of the visit; where the eve's closing time has passed at
     * resumption, the resumption itself.
     */
    public Instant dueAfterPauseByEve(Instant due, Instant pausedAt, Instant resumedAt, LocalDate firstDay) {
        if (!resumedAt.isBefore(eveOf(firstDay)) && pausedAt.isBefore(due)) {
            requireOrder(pausedAt, resumedAt);
            return resumedAt;
        }
        return dueAfterPause(due, pausedAt, resumedAt, firstDay.minusDays(1));
    }

    private Instant dueAfterPause(Instant due, Instant pausedAt, Instant resumedAt, LocalDate lastDay) {
        requireOrder(pausedAt, resumedAt);
        if (!pausedAt.isBefore(due)) {
            return due;
        }
        var remaining = workingDaysUpTo(due, receiptDay(pausedAt, lastDay));
        var newDue = closingOf(advance(receiptDay(resumedAt, lastDay), remaining, lastDay));
        return newDue.isBefore(due) ? due : newDue;
    }

    private LocalDate receiptDay(Instant deliveredAt, LocalDate lastDay) {
        return receiptDay(deliveredAt, zone, closing, lastDay, calendar::isWorkingDay);
    }

    /** The day of receipt, or {@code lastDay} where that comes first; nothing is asked of the days after it. */
    static LocalDate receiptDay(
            Instant deliveredAt, ZoneId zone, LocalTime closing, LocalDate lastDay, Predicate<LocalDate> isWorked) {
        var local = deliveredAt.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
        var isLate = local.toLocalTime().isAfter(closing);
        var day = isLate ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        while (day.isBefore(lastDay) && !isWorked.test(day)) {
            day = day.plusDays(1);
        }
        return day.isAfter(lastDay) ? lastDay : day;
    }

    /** Working days after {@code day} up to and including the day of the deadline. */
    private int workingDaysUpTo(Instant due, LocalDate day) {
        var dueDay = due.atZone(zone).toLocalDate();
        var lastIsWorked = dueDay.isAfter(day) && calendar.isWorkingDay(dueDay);
        return calendar.workingDaysBetween(day, dueDay) + (lastIsWorked ? 1 : 0);
    }

    private LocalDate advance(LocalDate from, int workingDays, LocalDate lastDay) {
        var left = workingDays;
        var day = from;
        while (left > 0 && day.isBefore(lastDay)) {
            day = day.plusDays(1);
            if (calendar.isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** The closing time of a day, whether it is worked or not. */
    public Instant closingOf(LocalDate day) {
        return day.atTime(closing).atZone(zone).toInstant();
    }

    private static void requireOrder(Instant pausedAt, Instant resumedAt) {
        if (resumedAt.isBefore(pausedAt)) {
            throw new IllegalArgumentException("A pause from %s cannot end at %s".formatted(pausedAt, resumedAt));
        }
    }
}
