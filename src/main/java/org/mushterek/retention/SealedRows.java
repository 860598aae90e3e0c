package org.mushterek.retention;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sealed texts of rows, in the place of which stands what is left of them, sealed again for the same row. */
@Component
public class SealedRows {

    private final JdbcClient database;
    private final Seals seals;

    SealedRows(JdbcClient database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    private record Row(String side, String kept, List<Object> key) {}

    /**
     * Puts {@link PersonalRecords#GONE} in the place of what was written; what nobody wrote stays so.
     *
     * @param where which rows of the column's table {@code t}, as a part of the query
     * @return of how many rows
     */
    public int erase(SealedColumn column, String where, Object... values) {
        var rows = rows(column, where, values);
        rows.forEach(row -> put(column, row, PersonalRecords.GONE));
        return rows.size();
    }

    /** As {@link #erase}, with what is left of each text. */
    public int reduce(SealedColumn column, UnaryOperator<String> left, String where, Object... values) {
        var rows = rows(column, where, values);
        rows.forEach(row -> put(
                column,
                row,
                left.apply(seals.open(column, row.side(), row.kept(), row.key().toArray()))));
        return rows.size();
    }

    private List<Row> rows(SealedColumn column, String where, Object... values) {
        return database.sql("select " + column.side() + " as whose, t." + column.column() + " as kept, "
                        + column.key().stream().map(part -> "t." + part).collect(Collectors.joining(", "))
                        + " from " + column.table() + " t where t." + column.column() + " is not null and " + where)
                .params(values)
                .query((row, n) -> {
                    var key = new Object[column.key().size()];
                    for (var part = 0; part < key.length; part++) {
                        key[part] = row.getObject(part + 3);
                    }
                    return new Row(row.getString("whose"), row.getString("kept"), List.of(key));
                })
                .list();
    }

    private void put(SealedColumn column, Row row, String left) {
        var key = row.key().toArray();
        database.sql("update " + column.table() + " set " + column.column() + " = ? where "
                        + column.key().stream().map(part -> part + " = ?").collect(Collectors.joining(" and ")))
                .param(seals.seal(column, row.side(), left, key))
                .params(key)
                .update();
    }
}
