package org.mushterek.visit.roster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the sheet of arms says of each kind of weapon, in the order of the template. */
enum ArmsColumn {
    TYPE,
    SERIAL_NUMBER,
    QUANTITY,
    /** Who carries it: the number of a travel document on the roll, or the line. */
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
