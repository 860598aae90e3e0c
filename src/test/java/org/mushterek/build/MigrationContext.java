package org.mushterek.build;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a migration in Java is given, without the rest of Flyway. */
public final class MigrationContext implements Context {

    private final Connection connection;

    private MigrationContext(Connection connection) {
        this.connection = connection;
    }

    /** Does what the migration does, on this database. */
    public static void run(JavaMigration migration, JdbcTemplate database) {
        Objects.requireNonNull(database.execute((ConnectionCallback<Boolean>) connection -> {
            try {
                migration.migrate(new MigrationContext(connection));
            } catch (SQLException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
            return true;
        }));
    }

    @Override
    @SuppressWarnings("NullAway") // nothing asks for it
    public Configuration getConfiguration() {
        return null;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }
}
