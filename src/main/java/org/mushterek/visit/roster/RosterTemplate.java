package org.mushterek.visit.roster;

import java.nio.charset.StandardCharsets;

/**
 * An empty roll to start from: the header and one person as an example, to be replaced. It is CSV in UTF-8 with a byte
 * order mark and semicolons, which spreadsheets in both countries open with all letters and columns in place.
 */
public final class RosterTemplate {

    private static final String EXAMPLE = String.join(
            ";",
            "OF-3",
            "Nümunəyev",
            "Rəşad",
            "NUMUNAYEV",
            "RASHAD",
            "12.08.1990",
            "AZE",
            "PASSPORT",
            "C01234567",
            "15.04.2032",
            "P<AZENUMUNAYEV<<RASHAD<<<<<<<<<<<<<<<<<<<<<< C012345672AZE9008124M32041535ABC123<<<<<<<62",
            "5ABC123",
            "SECRET",
            "PARTICIPANT");

    private RosterTemplate() {}

    /** The file as it is handed out. */
    public static byte[] csv() {
        var text = "\uFEFF" + String.join(";", RosterColumn.headers()) + "\r\n" + EXAMPLE + "\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
