package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Message;

/** The working days of one side. */
public final class SideCalendar extends CountedCalendar {

    private final String side;
    private final DayBook book;
    private final HalfDays halfDays;

    SideCalendar(String side, DayBook book, HalfDays halfDays) {
        this.side = side;
        this.book = book;
        this.halfDays = halfDays;
    }

    /** What the day is and why; {@link WorkingCalendar.UnknownYear} outside the loaded days. */
    public Day day(LocalDate date) {
        return book.on(date);
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return book.on(day).kind().isWorked(halfDays);
    }

    /** A holiday on a weekend is not told: the day is closed without it. */
    @Override
    List<Message> remarksOn(LocalDate date) {
        var day = book.on(date);
        var isOrdinary = day.kind() == DayKind.WORKING || day.kind() == DayKind.WEEKEND;
        if (isOrdinary || (book.isRest(date) && day.kind() != DayKind.SWAP_WORK)) {
            return List.of();
        }
        var remark = remark(day);
        return List.of(day.estimated() ? Message.of("calendar.estimated").with("remark", remark) : remark);
    }

    private Message remark(Day day) {
        var name = day.kind() == DayKind.HALF ? "HALF." + halfDays : day.kind().name();
        var remark = Message.of("calendar.day." + name)
                .with("side", Message.of("side." + side))
                .with("date", day.date());
        var withTime = day.closedFrom() == null
                ? remark
                : remark.with("time", day.closedFrom().toString());
        return day.names().stream()
                .reduce((first, second) ->
                        Message.of("calendar.and").with("first", first).with("second", second))
                .map(names -> withTime.with("holiday", names))
                .orElse(withTime);
    }
}
