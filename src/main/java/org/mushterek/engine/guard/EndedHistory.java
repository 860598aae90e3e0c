package org.mushterek.engine.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a database follow the history level that is configured, where the engine by itself would not start with another
 * than the one that the database was made with. What an earlier level kept of cases that still run would be kept for ever
 * once nothing is noted any more of how they end: it is given an end.
 */
@Component
class EndedHistory extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(EndedHistory.class);

    /** As long as the processes let their history live. */
    private static final Period KEPT = Period.ofDays(3650);

    private static final List<String> TABLES = List.of(
            "ACT_HI_PROCINST",
            "ACT_HI_ACTINST",
            "ACT_HI_TASKINST",
            "ACT_HI_VARINST",
            "ACT_HI_DETAIL",
            "ACT_HI_IDENTITYLINK",
            "ACT_HI_INCIDENT",
            "ACT_HI_JOB_LOG",
            "ACT_HI_DECINST");

    private final Clock clock;

    EndedHistory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        var configured = engine.getHistoryLevel();
        if (configured == null) {
            // The engine takes what the database says.
            return;
        }
        try (var database = engine.getDataSource().getConnection()) {
            if (isThere(database)) {
                follow(database, configured);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("The history level of the database cannot be set", refused);
        }
    }

    /** A new database has no tables yet. */
    private static boolean isThere(Connection database) throws SQLException {
        for (var name : List.of("ACT_GE_PROPERTY", "act_ge_property")) {
            try (var tables = database.getMetaData()
                    .getTables(
                            database.getCatalog(), database.getSchema(), name, new String[] {"TABLE", "BASE TABLE"})) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void follow(Connection database, HistoryLevel configured) throws SQLException {
        var level = String.valueOf(configured.getId());
        try (var change = database.prepareStatement(
                "update ACT_GE_PROPERTY set VALUE_ = ?, REV_ = REV_ + 1 where NAME_ = 'historyLevel' and VALUE_ <> ?")) {
            change.setString(1, level);
            change.setString(2, level);
            if (change.executeUpdate() == 0) {
                return;
            }
        }
        if (configured.getId() == HistoryLevel.HISTORY_LEVEL_NONE.getId()) {
            end(database);
        }
        if (!database.getAutoCommit()) {
            database.commit();
        }
        LOG.info("The engine's history is kept at level {} from now on", configured.getName());
    }

    private void end(Connection database) throws SQLException {
        var end = Timestamp.from(
                clock.instant().atOffset(ZoneOffset.UTC).plus(KEPT).toInstant());
        for (var table : TABLES) {
            try (var removal = database.prepareStatement(
                    "update " + table + " set REMOVAL_TIME_ = ? where REMOVAL_TIME_ is null")) {
                removal.setTimestamp(1, end);
                removal.executeUpdate();
            }
        }
    }
}
