package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** What the number of a dated parameter counts. */
public enum Unit {
    /** On the calendar that the rule names. */
    WORKING_DAYS,
    CALENDAR_DAYS,
    MONTHS,
    HOURS,
    MINUTES,
    /** Things or persons, at most. */
    COUNT,
    /** Things, at least. */
    MINIMUM,
    /** Of the time that a step has. */
    PERCENT,
    /** A time of day, {@code HH:mm}, in the zone that the rule names. */
    TIME_OF_DAY,
    /** Nothing: a NATO grade ({@code OR-7}, {@code OF-3}). */
    GRADE,
    /** Nothing: the code of a role ({@code commander}). */
    ROLE;

    public Message text() {
        return Message.of("unit." + name());
    }
}
