package org.mushterek.engine.guard;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Lets the engine find which process a message starts without looking through whatever waits at that side: of the indexes that
 * it brings, only that of the tenant fits its question, so that each open case made the next one slower.
 */
@Component
class StartMessageIndex extends AbstractProcessEnginePlugin {

    static final String NAME = "MUSHTEREK_IDX_START_MESSAGE";

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        var source = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource();
        try {
            index(source);
        } catch (SQLException madeMeanwhile) {
            // By another node that starts for the first time at this moment: then there is nothing left to do.
            try {
                index(source);
            } catch (SQLException refused) {
                throw new IllegalStateException("The messages that start processes cannot be indexed", refused);
            }
        }
    }

    private static void index(DataSource source) throws SQLException {
        try (var database = source.getConnection();
                var statement = database.createStatement()) {
            statement.execute("create index if not exists " + NAME
                    + " on ACT_RU_EVENT_SUBSCR (EVENT_NAME_, TENANT_ID_, EXECUTION_ID_)");
            if (!database.getAutoCommit()) {
                database.commit();
            }
        }
    }
}
