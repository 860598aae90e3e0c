package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.SubProcessBuilder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mushterek.build.CountedDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known is not asked for; everything else is as the engine does it by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparedQueriesTest {

    /** Desks side by side with a deadline each, then a message that may come or not, and a job that can fail. */
    private static BpmnModelInstance review(String key) {
        return Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .subProcess("desks")
                .multiInstance()
                .cardinality("3")
                .<SubProcessBuilder>multiInstanceDone()
                .embeddedSubProcess()
                .startEvent()
                .userTask("desk")
                .camundaCandidateGroups("aze-range")
                .boundaryEvent("late")
                .cancelActivity(false)
                .timerWithDuration("P1D")
                .userTask("told")
                .endEvent()
                .moveToActivity("desk")
                .endEvent()
                .subProcessDone()
                .boundaryEvent("withdrawn")
                .cancelActivity(true)
                .message("withdrawn")
                .endEvent()
                .moveToActivity("desks")
                .serviceTask("issue")
                .camundaAsyncBefore()
                .camundaDelegateExpression("${issue}")
                .userTask("close")
                .boundaryEvent("asked")
                .cancelActivity(false)
                .message("asked")
                .userTask("answer")
                .endEvent()
                .moveToActivity("close")
                .endEvent()
                .done();
    }

    private Engine spared;

    @BeforeAll
    void build() {
        spared = new Engine("spared", true);
    }

    @AfterEach
    void deleteAll() {
        spared.deleteAll();
    }

    @AfterAll
    void close() {
        spared.close();
    }

    @Test
    void leavesBehindWhatTheEngineLeavesAtEachStep() {
        try (var plain = new Engine("plain", false)) {
            assertThat(spared.walk()).isEqualTo(plain.walk());
            // Once more with definitions that are known.
            assertThat(spared.walk()).isEqualTo(plain.walk());
        }
    }

    @Test
    void keepsTheIncidentOfAJobUntilItIsTriedAgainWithSuccess() {
        spared.start("review");
        spared.completeAll("desk");
        spared.fails = true;
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
            assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        }
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();

        assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();
        var management = spared.engine.getManagementService();
        management.setJobRetries(
                management.createJobQuery().messages().singleResult().getId(), 1);
        assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
        assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();

        spared.fails = false;
        spared.doJob();
        assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
        assertThat(spared.count("ACT_RU_JOB")).isZero();
    }

    @Test
    void asksForNoDefinitionAgainAndForExecutionsOnce() {
        spared.start("review");
        spared.complete("desk");
        var task = spared.task("desk").getId();

        var asked = spared.askedBy(() -> spared.engine.getTaskService().complete(task));

        assertThat(asked)
                .noneMatch(text -> text.contains("ACT_RE_PROCDEF") || text.contains("ACT_RU_JOBDEF"))
                .noneMatch(text -> text.contains("ACT_RU_INCIDENT"))
                .noneMatch(text -> text.contains("T.EXECUTION_ID_ ="));
        assertThat(asked)
                .filteredOn(text -> text.startsWith("select") && text.contains("from ACT_RU_EXECUTION"))
                .hasSize(1);
    }

    @Test
    void startsTheNewestVersionAndGoesOnWithEachByItsOwn() {
        spared.deploy(review("renewed"));
        spared.start("renewed");
        spared.deploy(Bpmn.createExecutableProcess("renewed")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("rewritten")
                .endEvent()
                .done());
        spared.start("renewed");

        assertThat(spared.steps()).containsExactly("desk", "desk", "desk", "rewritten");
        spared.completeAll("rewritten");
        spared.completeAll("desk");
        spared.doJob();
        assertThat(spared.steps()).containsExactly("close");
    }

    /** An engine with a database of its own. */
    private static final class Engine implements AutoCloseable {

        private static final List<String> TABLES = List.of(
                "ACT_RU_EXECUTION",
                "ACT_RU_TASK",
                "ACT_RU_IDENTITYLINK",
                "ACT_RU_VARIABLE",
                "ACT_RU_JOB",
                "ACT_RU_EVENT_SUBSCR",
                "ACT_RU_INCIDENT");

        private final JdbcConnectionPool pool;
        private final JdbcTemplate database;
        private final ProcessEngine engine;
        private boolean fails;

        Engine(String name, boolean spared) {
            pool = JdbcConnectionPool.create("jdbc:h2:mem:" + name, "sa", "");
            database = new JdbcTemplate(pool);
            var configuration = new StandaloneProcessEngineConfiguration();
            configuration.setProcessEngineName(name);
            configuration.setDataSource(CountedDatabase.counted(pool));
            configuration.setDatabaseSchemaUpdate("create-drop");
            configuration.setJobExecutorActivate(false);
            configuration.setHistory("none");
            configuration.setEnforceHistoryTimeToLive(false);
            configuration.setBeans(Map.of("issue", (JavaDelegate) execution -> {
                if (fails) {
                    throw new IllegalStateException("no ink");
                }
            }));
            if (spared) {
                configuration.setProcessEnginePlugins(List.<ProcessEnginePlugin>of(new SparedQueries()));
            }
            engine = configuration.buildProcessEngine();
            deploy(review("review"));
        }

        void deploy(BpmnModelInstance model) {
            engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance("process.bpmn", model)
                    .deploy();
        }

        void start(String key) {
            engine.getRuntimeService().startProcessInstanceByKey(key);
        }

        /** Every way through the diagram, with what stands in the tables after each step. */
        List<Map<String, Integer>> walk() {
            var stands = new ArrayList<Map<String, Integer>>();
            for (Runnable step : Arrays.<Runnable>asList(
                    () -> start("review"),
                    () -> complete("desk"),
                    this::doTimer,
                    () -> complete("told"),
                    this::doTimer,
                    () -> tell("withdrawn"),
                    () -> start("review"),
                    this::doTimer,
                    () -> completeAll("desk"),
                    () -> completeAll("told"),
                    this::doJob,
                    () -> tell("asked"),
                    () -> tell("asked"),
                    () -> complete("answer"),
                    () -> complete("close"),
                    () -> complete("answer"),
                    () -> start("review"),
                    this::deleteAll)) {
                step.run();
                var stand = new LinkedHashMap<String, Integer>();
                TABLES.forEach(table -> stand.put(table, count(table)));
                steps().forEach(open -> stand.merge(open, 1, Integer::sum));
                stands.add(stand);
            }
            return stands;
        }

        List<String> steps() {
            return engine.getTaskService().createTaskQuery().list().stream()
                    .map(Task::getTaskDefinitionKey)
                    .sorted()
                    .toList();
        }

        Task task(String step) {
            return engine.getTaskService().createTaskQuery().taskDefinitionKey(step).list().stream()
                    .findFirst()
                    .orElseThrow();
        }

        void complete(String step) {
            engine.getTaskService().complete(task(step).getId());
        }

        void completeAll(String step) {
            while (steps().contains(step)) {
                complete(step);
            }
        }

        void doJob() {
            var management = engine.getManagementService();
            management.executeJob(
                    management.createJobQuery().messages().singleResult().getId());
        }

        void doTimer() {
            var management = engine.getManagementService();
            management.executeJob(
                    management.createJobQuery().timers().list().get(0).getId());
        }

        void tell(String message) {
            engine.getRuntimeService().correlateMessage(message);
        }

        void deleteAll() {
            engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .list()
                    .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "over"));
        }

        int count(String table) {
            return database.queryForObject("select count(*) from " + table, Integer.class);
        }

        List<String> askedBy(Runnable work) {
            return CountedDatabase.statementsDuring(work).stream()
                    .map(Map.Entry::getKey)
                    .map(text -> text.replaceAll("\\s+", " ").strip())
                    .filter(Predicate.not(String::isEmpty))
                    .toList();
        }

        @Override
        public void close() {
            engine.close();
            pool.dispose();
        }
    }
}
