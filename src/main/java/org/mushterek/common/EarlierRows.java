package org.mushterek.common;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** A migration that has to compute what it writes into rows of an earlier release, in the transaction of its version. */
public abstract class EarlierRows implements JavaMigration {

    private final String version;
    private final String description;

    /**
     * Belongs to a version.
     *
     * @param description as the history of the database tells it
     */
    protected EarlierRows(String version, String description) {
        this.version = version;
        this.description = description;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
