package org.mushterek.retention;

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
}
