package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;

class StartMessageIndexTest {

    private static final String DATABASE = "jdbc:h2:mem:start-message;DB_CLOSE_DELAY=-1";

    @Test
    void letsTheEngineFindWhatAMessageStartsHoweverMuchWaits() throws SQLException {
        start();
        try (var database = DriverManager.getConnection(DATABASE, "sa", "");
                var statement = database.createStatement()) {
            for (var waiting = 0; waiting < 100; waiting++) {
                statement.execute(
                        "insert into ACT_RU_EVENT_SUBSCR (ID_, REV_, EVENT_TYPE_, EVENT_NAME_, CREATED_, TENANT_ID_)"
                                + " values ('" + waiting + "', 1, 'message', 'm" + waiting + "', now(), 'tur')");
            }
            try (var plan = statement.executeQuery(
                    "explain analyze select * from ACT_RU_EVENT_SUBSCR where (EVENT_TYPE_ = 'message')"
                            + " and (EVENT_NAME_ = 'm7') and EXECUTION_ID_ is null and TENANT_ID_ = 'tur'")) {
                assertThat(plan.next()).isTrue();
                assertThat(plan.getString(1)).contains(StartMessageIndex.NAME, "scanCount: 2 ");
            }
        }
    }

    /** On a database that has it already, too. */
    @Test
    void startsTwice() {
        start();
        start();
    }

    private static void start() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl(DATABASE);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.getProcessEnginePlugins().add(new StartMessageIndex());
        configuration.buildProcessEngine().close();
    }
}
