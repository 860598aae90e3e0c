package org.mushterek.build;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for texts in every column of every row, on H2 as on PostgreSQL. */
public final class StoredText {

    private StoredText() {}

    /** The tables, in capitals, whose name begins with the prefix and which hold one of the texts anywhere. */
    public static List<String> tablesHolding(JdbcClient database, String prefix, Collection<String> texts) {
        return database
                .sql("select table_name from information_schema.tables where upper(table_schema) = 'PUBLIC'"
                        + " and upper(table_name) like ? order by 1")
                .param(prefix + "%")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> database.sql("select * from \"" + table + "\"").query().listOfRows().stream()
                        .flatMap(row -> row.values().stream())
                        .map(StoredText::written)
                        .anyMatch(value -> texts.stream().anyMatch(value::contains)))
                .map(table -> table.toUpperCase(Locale.ROOT))
                .toList();
    }

    /** How many sessions wait for what another one holds. */
    public static int waitingSessions(JdbcClient database) {
        return database.sql(
                        TestDatabase.isAskedFor()
                                ? "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                : "select count(*) from information_schema.sessions where blocker_id is not null")
                .query(Integer.class)
                .single();
    }

    private static String written(@Nullable Object value) {
        try {
            if (value instanceof byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            if (value instanceof Clob clob) {
                return clob.getSubString(1, (int) clob.length());
            }
            if (value instanceof Blob blob) {
                return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return String.valueOf(value);
    }
}
