package org.mushterek.exercise.schedule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/** What a unit of time is, and where days begin. */
public sealed interface TimeGrid {

    /** When a day begins; {@code day} counts from 0 and may be the one after the last. */
    int startOfDay(int day);

    /** Whether there are days at all. */
    boolean hasDays();

    /** The end of the grid in units; null where it has none. */
    @Nullable
    Integer end();

    /** A point in time as it is told: a {@link LocalDateTime} or a number. */
    Object tell(int time);

    /** A length as it is told. */
    Message tellLength(int units);

    /** The day in which a time lies, from 0. */
    default int dayOf(int time) {
        var day = 0;
        while (startOfDay(day + 1) <= time) {
            day++;
        }
        return day;
    }

    /**
     * Units without a calendar.
     *
     * @param unitsPerDay how many make a day; null where there are no days
     */
    record Units(@Nullable Integer unitsPerDay) implements TimeGrid {

        @Override
        public int startOfDay(int day) {
            if (unitsPerDay == null) {
                throw new IllegalStateException("These units know no days");
            }
            return Math.multiplyExact(day, unitsPerDay);
        }

        @Override
        public int dayOf(int time) {
            if (unitsPerDay == null) {
                throw new IllegalStateException("These units know no days");
            }
            return Math.floorDiv(time, unitsPerDay);
        }

        @Override
        public boolean hasDays() {
            return unitsPerDay != null;
        }

        @Override
        public @Nullable Integer end() {
            return null;
        }

        @Override
        public Object tell(int time) {
            return time;
        }

        @Override
        public Message tellLength(int units) {
            return Message.of("schedule.length.units").with("n", units);
        }
    }

    /**
     * Days of a calendar, from midnight to midnight in a zone; a day on which clocks change is as long as it is.
     *
     * @param minutesPerUnit divides an hour, or is a number of whole hours that divides a day
     */
    record Days(LocalDate firstDay, int days, ZoneId zone, int minutesPerUnit) implements TimeGrid {

        private ZonedDateTime start() {
            return firstDay.atStartOfDay(zone);
        }

        @Override
        public int startOfDay(int day) {
            return unitsUntil(firstDay.plusDays(day).atStartOfDay(zone));
        }

        @Override
        public boolean hasDays() {
            return true;
        }

        @Override
        public @Nullable Integer end() {
            return startOfDay(days);
        }

        @Override
        public LocalDateTime tell(int time) {
            return at(time).toLocalDateTime();
        }

        /** The moment in which a unit begins. */
        public ZonedDateTime at(int time) {
            return start().plusMinutes((long) time * minutesPerUnit);
        }

        /** How many units begin before the moment, negative where it lies before the first day. */
        public int unitsUntil(ZonedDateTime moment) {
            return Math.toIntExact(
                    Math.floorDiv(Duration.between(start(), moment).toMinutes(), minutesPerUnit));
        }

        /** Whether a unit begins exactly then. */
        public boolean beginsUnit(ZonedDateTime moment) {
            return Duration.between(start(), moment).toSeconds() % (60L * minutesPerUnit) == 0;
        }

        @Override
        public Message tellLength(int units) {
            var minutes = (long) units * minutesPerUnit;
            if (minutes % 60 == 0) {
                return Message.of("schedule.length.hours").with("n", minutes / 60);
            }
            return Message.of("schedule.length.minutes").with("n", minutes);
        }
    }
}
