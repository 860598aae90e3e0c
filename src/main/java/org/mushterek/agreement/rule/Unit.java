package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** What the number of a dated parameter counts. */
public enum Unit {
    /** On the calendar that the rule names. */
    WORKING_DAYS,
    CALENDAR_DAYS,
    MONTHS,
    /** Things or persons. */
    COUNT,
    /** A time of day, {@code HH:mm}, in the zone that the rule names. */
    TIME_OF_DAY;

    public Message text() {
        return Message.of("unit." + name());
    }
}
