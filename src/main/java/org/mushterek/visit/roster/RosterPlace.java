package org.mushterek.visit.roster;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * Where in a file of persons something is wrong. Findings carry it as text, {@code 8/document_number}.
 *
 * @param row in a CSV file the row as a spreadsheet numbers it: the header is row 1, blank rows count, a quoted cell of
 *     several lines is one row. In JSON the person's place in the list, from 1
 * @param column the header of the column; null where the whole row is meant
 */
public record RosterPlace(int row, @Nullable String column) {

    /** The place of a finding of this room. */
    public static RosterPlace of(String place) {
        var slash = place.indexOf('/');
        return slash < 0
                ? new RosterPlace(Integer.parseInt(place), null)
                : new RosterPlace(Integer.parseInt(place.substring(0, slash)), place.substring(slash + 1));
    }

    /** For a person: row and column in words. */
    public Message spoken() {
        return column == null
                ? Message.of("roster.place.row").with("row", row)
                : Message.of("roster.place.cell").with("row", row).with("column", column);
    }

    /** As findings carry it. */
    @Override
    public String toString() {
        return column == null ? String.valueOf(row) : row + "/" + column;
    }
}
