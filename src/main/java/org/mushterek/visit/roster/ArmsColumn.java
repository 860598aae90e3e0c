package org.mushterek.visit.roster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the sheet of arms says of each kind of weapon, in the order of the template. */
enum ArmsColumn {
    TYPE,
    SERIAL_NUMBER,
    QUANTITY,
    /** Line of the person on the roll who carries it. */
    BEARER;

    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ArmsColumn> ofHeader(String header) {
        var lower = header.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.header().equals(lower))
                .findFirst();
    }
}
