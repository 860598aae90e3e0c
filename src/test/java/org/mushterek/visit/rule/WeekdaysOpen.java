package org.mushterek.visit.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;

/** Monday to Friday, without holidays, in the years 2026 and 2027. */
final class WeekdaysOpen implements WorkingCalendar {

    @Override
    public boolean isWorkingDay(LocalDate day) {
        if (day.getYear() < 2026 || day.getYear() > 2027) {
            throw new UnknownYear(day.getYear());
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    @Override
    public LocalDate latestDayFor(LocalDate start, int workingDays) {
        var day = start.minusDays(1);
        int between = 0;
        while (!isWorkingDay(day) || between < workingDays) {
            if (isWorkingDay(day)) {
                between++;
            }
            day = day.minusDays(1);
        }
        return day;
    }

    @Override
    public LocalDate earliestStartAfter(LocalDate day, int workingDays) {
        var start = day.plusDays(1);
        int between = 0;
        while (between < workingDays) {
            if (isWorkingDay(start)) {
                between++;
            }
            start = start.plusDays(1);
        }
        return start;
    }

    @Override
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        return (int) from.plusDays(1).datesUntil(to).filter(this::isWorkingDay).count();
    }

    @Override
    public LocalDate workingDayAfter(LocalDate day, int n) {
        var found = day;
        for (int i = 0; i < n; i++) {
            found = sameOrNextWorkingDay(found.plusDays(1));
        }
        return found;
    }

    @Override
    public LocalDate sameOrNextWorkingDay(LocalDate day) {
        var found = day;
        while (!isWorkingDay(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    @Override
    public List<Message> remarksOn(LocalDate from, LocalDate to) {
        return List.of(Message.of("test.days").with("from", from).with("to", to));
    }
}
