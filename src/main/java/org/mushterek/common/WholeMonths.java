package org.mushterek.common;

import java.time.LocalDate;
import java.time.Period;

/**
 * Periods of whole months or years that begin with a day and include it: from 20 October a year lasts until 19 October, from 29
 * February until 28 February, and a month from 31 January until the last day of February.
 *
 * <p>House interpretation, as in § 188 of the German civil code: the period ends with the day before the one of the same number;
 * where the last month has no such day, with the last day of that month. Without it a period that begins on such a day would lack
 * its last day.
 */
public final class WholeMonths {

    private WholeMonths() {}

    /** Last day of a period, included in it. */
    public static LocalDate lastDay(LocalDate first, Period length) {
        return dayAfter(first, length).minusDays(1);
    }

    /** First day after a period, on which the next one begins. */
    public static LocalDate dayAfter(LocalDate first, Period length) {
        var same = first.plusMonths(length.toTotalMonths());
        var next = same.getDayOfMonth() == first.getDayOfMonth() ? same : same.plusDays(1);
        return next.plusDays(length.getDays());
    }
}
