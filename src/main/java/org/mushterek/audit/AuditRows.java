package org.mushterek.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Entries as the database keeps them. */
final class AuditRows {

    private AuditRows() {}

    static LinkedEntry entry(ResultSet row) throws SQLException {
        var content = content(row, row.getString("salt"));
        return new LinkedEntry(
                row.getString("chain"),
                row.getLong("position"),
                row.getString("previous_hash"),
                row.getString("hash"),
                content,
                content.digest());
    }

    static EntryContent content(ResultSet row, String salt) throws SQLException {
        return new EntryContent(
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("on_behalf_of"),
                row.getString("side"),
                row.getString("case_number"),
                row.getString("action"),
                row.getString("detail"),
                row.getString("door"),
                salt);
    }
}
