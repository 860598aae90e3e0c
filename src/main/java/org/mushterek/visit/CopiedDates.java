package org.mushterek.visit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * The days of a request that begins as a copy. A visit keeps its distance from the first day of its exercise; entry and exit
 * are on days on which both sides work and that are still to come, and neither is later than the exercise allows.
 *
 * @param from the new first day; null where the earlier request had none
 * @param to the new last day; null where the earlier request had none
 * @param entryMovedBy by how many days what belongs to the entry is moved
 * @param exitMovedBy by how many days what belongs to the exit is moved
 * @param remarks where an end of the visit was moved off a closed day or back into time, or no calendar knows the year
 */
record CopiedDates(
        @Nullable LocalDate from, @Nullable LocalDate to, int entryMovedBy, int exitMovedBy, List<Finding> remarks) {

    CopiedDates {
        remarks = List.copyOf(remarks);
    }

    /**
     * @param from the earlier first day
     * @param to the earlier last day
     * @param movedBy by how many days the visit moves before closed days are looked at, to days after today
     * @param endsBefore the day before which the visit has to end, which leaves a day after today; null where it need not
     * @param today the day that the sending side has
     */
    static CopiedDates of(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int movedBy,
            @Nullable LocalDate endsBefore,
            LocalDate today,
            WorkingCalendar calendar) {
        var last = endsBefore == null ? LocalDate.MAX : endsBefore.minusDays(1);
        var wishedEntry = from == null ? null : from.plusDays(movedBy);
        var wishedExit = to == null ? null : to.plusDays(movedBy);
        var entry = earlier(wishedEntry, last);
        var exit = earlier(wishedExit, last);
        var remarks = new ArrayList<Finding>();
        Finding unknownYear = null;
        try {
            if (entry != null && !calendar.isWorkingDay(entry)) {
                // Earlier rather than later: whoever is due on a day is there on it.
                var open = calendar.latestDayFor(entry, 0);
                entry = open.isAfter(today) ? open : calendar.sameOrNextWorkingDay(entry);
                if (entry.isAfter(last)) {
                    // Every day that is left is closed: the wished one stays, to be seen.
                    entry = earlier(wishedEntry, last);
                    remarks.add(noOpenDay("dates.from", last));
                }
            }
            if (exit != null && !calendar.isWorkingDay(exit)) {
                var open = calendar.sameOrNextWorkingDay(exit);
                if (open.isAfter(last)) {
                    open = calendar.latestDayFor(exit, 0);
                }
                if (open.isAfter(today)) {
                    exit = entry != null && open.isBefore(entry) ? entry : open;
                } else {
                    remarks.add(noOpenDay("dates.to", last));
                }
            }
        } catch (WorkingCalendar.UnknownYear unknown) {
            unknownYear = new Finding(
                    "visit.copy.noCalendar",
                    "dates.from",
                    Message.of("visit.copy.noCalendar").with("year", unknown.year()),
                    Message.of("visit.copy.noCalendar.cure"),
                    null);
        }
        remark(remarks, "dates.from", wishedEntry, entry, last);
        remark(remarks, "dates.to", wishedExit, exit, last);
        if (unknownYear != null) {
            remarks.add(unknownYear);
        }
        return new CopiedDates(entry, exit, days(from, entry, movedBy), days(to, exit, movedBy), remarks);
    }

    private static Finding noOpenDay(String place, LocalDate last) {
        return new Finding(
                "visit.copy.noOpenDay",
                place,
                Message.of("visit.copy.noOpenDay").with("last", last),
                Message.of("visit.copy.noOpenDay.cure"),
                null);
    }

    private static int days(@Nullable LocalDate before, @Nullable LocalDate after, int otherwise) {
        return before == null || after == null ? otherwise : (int) ChronoUnit.DAYS.between(before, after);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate day, LocalDate last) {
        return day != null && day.isAfter(last) ? last : day;
    }

    private static void remark(
            List<Finding> remarks, String place, @Nullable LocalDate wished, @Nullable LocalDate day, LocalDate last) {
        if (wished == null || day == null || wished.equals(day)) {
            return;
        }
        var code = wished.isAfter(last) ? "visit.copy.tooLate" : "visit.copy.closed";
        remarks.add(new Finding(
                code,
                place,
                Message.of(code).with("wished", wished).with("open", day),
                Message.of("visit.copy.closed.cure"),
                null));
    }
}
