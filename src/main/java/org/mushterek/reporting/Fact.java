package org.mushterek.reporting;

import java.time.LocalDate;

/**
 * One thing that counts in a figure, once.
 *
 * @param day in the zone of the side whose figure it is
 * @param code what of the measure: an outcome, a rule, a step; empty where the measure has no parts
 * @param value a time in half-hours worked, rounded up; 0 for what is only counted
 */
public record Fact(LocalDate day, Measure measure, String code, int value) {

    private static final int MINUTES = 30;

    static Fact count(LocalDate day, Measure measure, String code) {
        return new Fact(day, measure, code, 0);
    }

    static Fact time(LocalDate day, Measure measure, String code, long minutes) {
        return new Fact(day, measure, code, halfHours(minutes));
    }

    static int halfHours(long minutes) {
        return Math.toIntExact((minutes + MINUTES - 1) / MINUTES);
    }
}
