package org.mushterek.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.mushterek.common.Side;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the cases of a kind stand, each with its {@code number}, one side that its copy belongs to, and when that was erased
 * ({@code erased_at}).
 *
 * @param owner the column with the code of that side
 */
public record KeptCases(String table, String owner) {

    /** Whether the side has a case of this number, closed or not. */
    public boolean know(JdbcClient database, Side side, String number) {
        return database.sql("select count(*) from " + table + " where " + owner + " = ? and number = ?")
                        .params(side.code(), number)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Those that were closed ({@code closed_at}) and not erased, the first closed first.
     *
     * @param holds a condition on the column {@code k.number}, as {@link PersonalRecords#holds} gives it
     */
    public List<PersonalRecords.Closed> closed(JdbcClient database, Side side, String holds, int limit) {
        return database.sql("select k.number, k.closed_at from " + table + " k where k." + owner + " = :side"
                        + " and k.closed_at is not null and k.erased_at is null and " + holds
                        + " order by k.closed_at, k.number fetch first :limit rows only")
                .param("side", side.code())
                .param("limit", limit)
                .query((row, n) -> new PersonalRecords.Closed(
                        row.getString("number"),
                        LocalDate.ofInstant(
                                row.getObject("closed_at", OffsetDateTime.class).toInstant(), side.zone())))
                .list();
    }
}
