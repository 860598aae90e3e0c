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
 * are on days on which both sides work.
 *
 * @param from the new first day; null where the earlier request had none
 * @param to the new last day; null where the earlier request had none
 * @param entryMovedBy by how many days what belongs to the entry is moved
 * @param exitMovedBy by how many days what belongs to the exit is moved
 * @param remarks where an end of the visit was moved off a closed day, or no calendar knows the year
 */
record CopiedDates(
        @Nullable LocalDate from, @Nullable LocalDate to, int entryMovedBy, int exitMovedBy, List<Finding> remarks) {

    CopiedDates {
        remarks = List.copyOf(remarks);
    }

    /**
     * @param from the earlier first day
     * @param to the earlier last day
     * @param movedBy by how many days the visit moves before closed days are looked at
     * @param endsBefore the day before which the visit has to end; null where it need not
     */
    static CopiedDates of(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int movedBy,
            @Nullable LocalDate endsBefore,
            WorkingCalendar calendar) {
        var remarks = new ArrayList<Finding>();
        var entry = from == null ? null : from.plusDays(movedBy);
        var exit = to == null ? null : to.plusDays(movedBy);
        try {
            if (entry != null && !calendar.isWorkingDay(entry)) {
                // Earlier rather than later: whoever is due on a day is there on it.
                var open = calendar.latestDayFor(entry, 0);
                remarks.add(moved("dates.from", entry, open));
                entry = open;
            }
            if (exit != null && !calendar.isWorkingDay(exit)) {
                var open = calendar.sameOrNextWorkingDay(exit);
                if (endsBefore != null && !open.isBefore(endsBefore)) {
                    open = calendar.latestDayFor(exit, 0);
                }
                if (entry != null && open.isBefore(entry)) {
                    open = entry;
                }
                remarks.add(moved("dates.to", exit, open));
                exit = open;
            }
        } catch (WorkingCalendar.UnknownYear unknown) {
            remarks.add(new Finding(
                    "visit.copy.noCalendar",
                    "dates.from",
                    Message.of("visit.copy.noCalendar").with("year", unknown.year()),
                    Message.of("visit.copy.noCalendar.cure"),
                    null));
        }
        return new CopiedDates(entry, exit, days(from, entry, movedBy), days(to, exit, movedBy), remarks);
    }

    private static int days(@Nullable LocalDate before, @Nullable LocalDate after, int otherwise) {
        return before == null || after == null ? otherwise : (int) ChronoUnit.DAYS.between(before, after);
    }

    private static Finding moved(String place, LocalDate closed, LocalDate open) {
        return new Finding(
                "visit.copy.closed",
                place,
                Message.of("visit.copy.closed").with("closed", closed).with("open", open),
                Message.of("visit.copy.closed.cure"),
                null);
    }
}
