package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Message;

/**
 * The working days of one side, or the days on which both sides work. Half-days count as closed unless a calendar was
 * asked for otherwise. Asking for a date outside the loaded years throws {@link UnknownYear}: an unknown day never
 * counts as a working day by silence.
 */
public interface WorkingCalendar {

    boolean isWorkingDay(LocalDate day);

    /**
     * The latest working day D before {@code start} with at least {@code workingDays} working days strictly between D
     * and {@code start}; neither end counts.
     */
    LocalDate latestDayFor(LocalDate start, int workingDays);

    /** The earliest date S with at least {@code workingDays} working days strictly between {@code day} and S. */
    LocalDate earliestStartAfter(LocalDate day, int workingDays);

    /** Working days strictly between the two dates. */
    int workingDaysBetween(LocalDate from, LocalDate to);

    /** The n-th working day after {@code day}; {@code day} itself does not count. */
    LocalDate workingDayAfter(LocalDate day, int n);

    /** {@code day} itself where it is a working day, else the next one. */
    LocalDate sameOrNextWorkingDay(LocalDate day);

    /**
     * What a person should know of the days between the two dates (both included): each closed weekday with its name,
     * half-days, and which of them rest on estimated religious dates.
     */
    List<Message> remarksOn(LocalDate from, LocalDate to);

    /** A date lies outside the years that are loaded for a side. */
    final class UnknownYear extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int year;

        public UnknownYear(int year) {
            super("No calendar is loaded for the year " + year);
            this.year = year;
        }

        public int year() {
            return year;
        }
    }
}
