package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.mushterek.common.Message;

/** The days on which both sides work. */
final class JointCalendar extends CountedCalendar {

    private final SideCalendar one;
    private final SideCalendar other;

    JointCalendar(SideCalendar one, SideCalendar other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        // Both are asked always: a day that one side does not know is unknown, even where the other is closed.
        var oneWorks = one.isWorkingDay(day);
        var otherWorks = other.isWorkingDay(day);
        return oneWorks && otherWorks;
    }

    @Override
    List<Message> remarksOn(LocalDate date) {
        return Stream.concat(one.remarksOn(date).stream(), other.remarksOn(date).stream())
                .toList();
    }
}
