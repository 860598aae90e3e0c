package org.mushterek.engine.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.SubProcessBuilder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.mushterek.build.CountedDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/** An engine with a database of its own, and a diagram that is walked on it. */
final class WalkedEngine implements AutoCloseable {

    /** Desks side by side with a deadline each, then a message that may come or not, and a job that can fail. */
    static BpmnModelInstance review(String key) {
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

    private static final List<String> TABLES = List.of(
            "ACT_RU_EXECUTION",
            "ACT_RU_TASK",
            "ACT_RU_IDENTITYLINK",
            "ACT_RU_VARIABLE",
            "ACT_RU_JOB",
            "ACT_RU_EVENT_SUBSCR",
            "ACT_RU_INCIDENT");

    final ProcessEngine engine;
    boolean fails;

    private final JdbcTemplate database;
    private final Runnable dispose;

    private WalkedEngine(String name, DataSource source, Runnable dispose, ProcessEnginePlugin... plugins) {
        this.database = new JdbcTemplate(source);
        this.dispose = dispose;
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setDataSource(CountedDatabase.counted(source));
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setJobExecutorActivate(false);
        configuration.setHistory("none");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(Map.of("issue", (JavaDelegate) execution -> {
            if (fails) {
                throw new IllegalStateException("no ink");
            }
        }));
        configuration.setProcessEnginePlugins(List.of(plugins));
        engine = configuration.buildProcessEngine();
        deploy(review("review"));
    }

    static WalkedEngine onH2(String name, ProcessEnginePlugin... plugins) {
        var pool = JdbcConnectionPool.create("jdbc:h2:mem:" + name, "sa", "");
        return new WalkedEngine(name, pool, pool::dispose, plugins);
    }

    static WalkedEngine on(DataSource source, String name, ProcessEnginePlugin... plugins) {
        return new WalkedEngine(name, source, () -> {}, plugins);
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
        management.executeJob(management.createJobQuery().timers().list().get(0).getId());
    }

    void tell(String message) {
        engine.getRuntimeService().correlateMessage(message);
    }

    void deleteAll() {
        engine.getRuntimeService().createProcessInstanceQuery().list().forEach(instance -> engine.getRuntimeService()
                .deleteProcessInstance(instance.getId(), "over"));
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
        dispose.run();
    }
}
