package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An earlier release kept the engine's history; a database of it goes on without, and is rid of it in time. */
@Tag(TestDatabase.TAG)
class EndedHistoryTest {

    private final DataSource database = TestDatabase.fresh();

    private static final Instant START = Instant.parse("2027-04-05T06:00:00Z");

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    @Test
    void startsWithADatabaseOfAnotherLevelAndGivesWhatItKeptAnEnd() {
        ClockUtil.setCurrentTime(Date.from(START));
        String instance;
        try (var earlier = new Engine(database, "audit")) {
            instance = earlier.start();
        }
        try (var later = new Engine(database, "none")) {
            assertThat(later.kept(instance)).isOne();

            later.complete(instance);
            assertThat(later.engine
                            .getRuntimeService()
                            .createProcessInstanceQuery()
                            .count())
                    .isZero();
            later.cleanUpAt(START.plus(Duration.ofDays(3649)));
            assertThat(later.kept(instance)).isOne();
            later.cleanUpAt(START.plus(Duration.ofDays(3651)));
            assertThat(later.kept(instance)).isZero();
        }
    }

    @Test
    void keepsHistoryAgainWhereThatIsConfigured() {
        ClockUtil.setCurrentTime(Date.from(START));
        try (var earlier = new Engine(database, "none")) {
            assertThat(earlier.kept(earlier.start())).isZero();
        }
        try (var later = new Engine(database, "activity")) {
            assertThat(later.kept(later.start())).isOne();
        }
    }

    /** An engine on the one database of this test, as one release after the other starts it. */
    private static final class Engine implements AutoCloseable {

        private final ProcessEngine engine;

        Engine(DataSource database, String level) {
            var configuration = new StandaloneProcessEngineConfiguration();
            configuration.setProcessEngineName("history-" + level);
            configuration.setDataSource(database);
            configuration.setDatabaseSchemaUpdate("true");
            configuration.setHistory(level);
            configuration.setJobExecutorActivate(false);
            configuration.setHistoryCleanupBatchWindowStartTime("00:00");
            configuration.setHistoryCleanupBatchWindowEndTime("23:59");
            configuration.setProcessEnginePlugins(
                    List.<ProcessEnginePlugin>of(new EndedHistory(Clock.fixed(START, ZoneOffset.UTC))));
            engine = configuration.buildProcessEngine();
            engine.getRepositoryService()
                    .createDeployment()
                    .enableDuplicateFiltering(true)
                    .addModelInstance(
                            "waiting.bpmn",
                            Bpmn.createExecutableProcess("waiting")
                                    .camundaHistoryTimeToLive(30)
                                    .startEvent()
                                    .userTask("wait")
                                    .endEvent()
                                    .done())
                    .deploy();
        }

        String start() {
            return engine.getRuntimeService()
                    .startProcessInstanceByKey("waiting")
                    .getId();
        }

        void complete(String instance) {
            var tasks = engine.getTaskService();
            tasks.complete(tasks.createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId());
        }

        /** Asked of the table, because at level none the engine does not look there. */
        int kept(String instance) {
            return JdbcClient.create(engine.getProcessEngineConfiguration().getDataSource())
                    .sql("select count(*) from ACT_HI_PROCINST where ID_ = ?")
                    .param(instance)
                    .query(Integer.class)
                    .single();
        }

        void cleanUpAt(Instant moment) {
            ClockUtil.setCurrentTime(Date.from(moment));
            engine.getHistoryService().cleanUpHistoryAsync(true);
            engine.getHistoryService().findHistoryCleanupJobs().forEach(job -> engine.getManagementService()
                    .executeJob(job.getId()));
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
