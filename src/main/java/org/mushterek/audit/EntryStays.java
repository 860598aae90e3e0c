package org.mushterek.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Called by H2 before an entry of the audit is changed or deleted, which it never is. Named in a migration. */
public final class EntryStays implements Trigger {

    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        throw new SQLException("The audit is appended to, never changed");
    }
}
