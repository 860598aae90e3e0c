package org.mushterek.common;

import java.util.List;

/**
 * A column whose values are sealed: who reads the database alone cannot read them.
 *
 * @param kind whether it holds text or bytes
 * @param side SQL that tells the code of the side whose key seals a row, the table being {@code t}
 * @param key the columns that name a row; a value that is moved to another row does not open there
 */
public record SealedColumn(String table, String column, Kind kind, String side, List<String> key) {

    public enum Kind {
        TEXT,
        BYTES
    }

    public SealedColumn {
        key = List.copyOf(key);
    }

    public static SealedColumn text(String table, String column, String side, String... key) {
        return new SealedColumn(table, column, Kind.TEXT, side, List.of(key));
    }

    public static SealedColumn bytes(String table, String column, String side, String... key) {
        return new SealedColumn(table, column, Kind.BYTES, side, List.of(key));
    }

    /** The place of one value, which is sealed with it. */
    String place(Object... row) {
        if (row.length != key.size()) {
            throw new IllegalArgumentException(name() + " is named by " + key);
        }
        var place = new StringBuilder(name());
        for (var value : row) {
            place.append('/').append(value);
        }
        return place.toString();
    }

    String name() {
        return table + "." + column;
    }
}
