package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Sides;
import org.mushterek.task.OfficerTask;
import org.mushterek.web.security.WholeProgram;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The engine is set up so that its known traps stay shut. */
@WholeProgram
class EngineIT {

    @Autowired
    private AuditTrail audit;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ProcessDeployer deployer;

    @Autowired
    private EngineOfficerTasks officerTasks;

    @Autowired
    private Sides sides;

    @Autowired
    private JdbcClient database;

    @Autowired
    private FinalWrites finalWrites;

    @Autowired
    private ListableBeanFactory beanFactory;

    @Autowired
    @Qualifier("applicationTaskExecutor")
    private Executor applicationTaskExecutor;

    @Autowired
    @Qualifier("camundaTaskExecutor")
    private Executor engineExecutor;

    @Test
    void throwsABusinessErrorThatNoDiagramCatches() {
        assertThatThrownBy(() -> start("breaking", "tur", Map.of()))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("nobodyCatchesThis");
    }

    @Test
    void deploysEachCapabilityOncePerSideAndNothingNewOnASecondStart() {
        var before = definitions();

        deployer.deploy();

        assertThat(definitions()).isEqualTo(before);
        assertThat(before)
                .isEqualTo("aze breaking 1, aze reaching 1, aze trial 1, tur breaking 1, tur reaching 1, tur trial 1");
    }

    /** PostgreSQL needs no more than one. */
    @Test
    void drawsNumbersOfRowsManyAtATimeWhereEachDrawingIsWrittenToTheFile() {
        assertThat(database.sql("select count(*) from information_schema.columns where is_identity = 'YES'")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(10);
        var oneByOne = finalWrites.isPostgresql()
                ? List.of()
                : database.sql("select table_name || '.' || column_name from information_schema.columns"
                                + " where is_identity = 'YES' and identity_cache < 1000")
                        .query(String.class)
                        .list();
        assertThat(oneByOne).isEmpty();
    }

    @Test
    void deploysNothingOfASetInWhichOneModelIsUnsound() {
        var before = definitions();

        assertThatThrownBy(
                        () -> deployerOf("classpath*:unsound-processes/", true).deploy())
                .hasMessage("The processes cannot be deployed:\n"
                        + "- trial/unsound.bpmn: knows no bean unknownDelegate for diagrams");
        assertThat(definitions()).isEqualTo(before);
    }

    @Test
    void refusesToStartWithoutProcessesUnlessATestAllowsIt() {
        assertThatThrownBy(
                        () -> deployerOf("classpath*:no-such-processes/", true).deploy())
                .hasMessageContaining("There are no processes to deploy");
        assertThatCode(() -> deployerOf("classpath*:no-such-processes/", false).deploy())
                .doesNotThrowAnyException();
    }

    /** A new version is a deployment of everything, so each task finds the form that it was deployed with. */
    @Test
    void opensOldAndNewTasksWhetherTheModelOrTheFormHasChanged() throws Exception {
        var folder = Path.of("target", "test-classes", "changing-processes", "changing");
        Files.createDirectories(folder);
        var form = folder.resolve("changing.html");
        var model = Bpmn.createExecutableProcess("changing")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask()
                .camundaFormKey("embedded:deployment:changing/changing.html")
                .endEvent()
                .done();
        var found = new ArrayList<String>();
        try {
            Files.writeString(form, "<form>first</form>");
            deploy(folder, model);
            start("changing", "tur", Map.of());
            model.getModelElementsByType(UserTask.class).iterator().next().setName("Renamed");
            deploy(folder, model);
            start("changing", "tur", Map.of());
            Files.writeString(form, "<form>second</form>");
            deploy(folder, model);
            start("changing", "tur", Map.of());
            for (var task : engine.getTaskService()
                    .createTaskQuery()
                    .processDefinitionKey("changing")
                    .orderByTaskCreateTime()
                    .asc()
                    .list()) {
                var shown = engine.getFormService().getDeployedTaskForm(task.getId());
                found.add(task.getName() + " " + new String(shown.readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder.getParent());
            engine.getRepositoryService()
                    .createDeploymentQuery()
                    .deploymentName("changing")
                    .list()
                    .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
        }
        assertThat(found)
                .containsExactly(
                        "null <form>first</form>", "Renamed <form>first</form>", "Renamed <form>second</form>");
    }

    @Test
    void refusesToStartWhileACaseRunsOnAModelWhoseBeanIsGone() {
        var model = Bpmn.createExecutableProcess("aged")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask()
                .serviceTask()
                .camundaDelegateExpression("${formerDelegate}")
                .endEvent()
                .done();
        var aged = engine.getRepositoryService()
                .createDeployment()
                .tenantId("tur")
                .addString("aged/aged.bpmn", Bpmn.convertToString(model))
                .deploy();
        try {
            var instance = start("aged", "tur", Map.of());

            assertThatThrownBy(deployer::deploy)
                    .hasMessageContaining("Cases still run on an older model")
                    .hasMessageContaining("aged/aged.bpmn: knows no bean formerDelegate for diagrams");

            runtime.deleteProcessInstance(instance, "done");
            assertThatCode(deployer::deploy).doesNotThrowAnyException();
        } finally {
            engine.getRepositoryService().deleteDeployment(aged.getId(), true);
        }
    }

    /** One row at a time is refused by the database itself, whoever of the program asks. */
    @Test
    void neverChangesNorDeletesAnEntryOfTheAudit() {
        audit.record("trial", null, null, "task.reminded", null);

        for (var change : List.of(
                "update audit_entry set account = 'another' where account = 'trial'",
                "delete from audit_entry where account = 'trial'")) {
            assertThatThrownBy(() -> database.sql(change).update())
                    .hasStackTraceContaining("appended to, never changed");
        }
        assertThat(database.sql("select count(*) from audit_entry where account = 'trial'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private void deploy(Path folder, BpmnModelInstance model) throws IOException {
        Files.writeString(folder.resolve("changing.bpmn"), Bpmn.convertToString(model));
        deployerOf("classpath*:changing-processes/", true).deploy();
    }

    /** What officers need of the past is in the audit, the stories and the reports; nobody could read this. */
    @Test
    void keepsNoHistoryOfItsOwn() {
        var instance = start("trial", "tur", Map.of("routing", true));
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getId());

        for (var table :
                List.of("PROCINST", "ACTINST", "TASKINST", "VARINST", "DETAIL", "IDENTITYLINK", "JOB_LOG", "OP_LOG")) {
            assertThat(database.sql("select count(*) from ACT_HI_" + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private ProcessDeployer deployerOf(String location, boolean required) {
        return new ProcessDeployer(engine.getRepositoryService(), runtime, sides, beanFactory, location, required);
    }

    @Test
    void keepsTheNamesOfFilesRelativeToTheirFolder() {
        var deployment = engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("trial")
                .tenantIdIn("tur")
                .singleResult();

        assertThat(engine.getRepositoryService().getDeploymentResourceNames(deployment.getId()))
                .containsExactlyInAnyOrder(
                        "trial/trial.bpmn", "trial/trial.html", "trial/breaking.bpmn", "trial/reaching.bpmn");
    }

    /** Between reading a task and reading its groups another officer may complete it. */
    @Test
    void knowsNothingOfATaskThatWasCompletedSinceItWasRead() {
        var instance = start("trial", "tur", Map.of());
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
        var before = officerTasks.toOfficerTask(task);
        engine.getTaskService().complete(task.getId());

        assertThat(before).map(OfficerTask::id).hasValue(task.getId());
        assertThat(officerTasks.toOfficerTask(task)).isEmpty();
    }

    @Test
    void letsExpressionsUseMarkedBeans() {
        assertThatCode(() -> start("reaching", "tur", Map.of("reach", "this"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${systemProperties}",
                "${dataSource}",
                "${environment.getProperty('user.home')}",
                "${breakingDelegate.getClass()}",
                "${breakingDelegate['class']}",
                "${breakingDelegate.class.classLoader}",
                "${execution.getClass().forName('java.lang.Runtime')}",
                "${execution.processEngineServices}",
                "${''.getClass()}",
                "${''['class'].name}"
            })
    void letsExpressionsReachNothingElse(String expression) {
        var id = "reach" + Integer.toHexString(expression.hashCode());
        var model = Bpmn.createExecutableProcess(id)
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask()
                .camundaExpression(expression)
                .endEvent()
                .done();
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .tenantId("tur")
                .addModelInstance(id + ".bpmn", model)
                .deploy();
        try {
            assertThatThrownBy(() -> start(id, "tur", Map.of())).isInstanceOf(ProcessEngineException.class);
        } finally {
            engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void runsNoScripts() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThatThrownBy(() -> configuration.getScriptEngineResolver().getScriptEngine("javascript", false))
                .hasMessageContaining("Scripts are not run");
    }

    @Test
    void startsNothingWithoutATenant() {
        var model = Bpmn.createExecutableProcess("homeless")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask()
                .endEvent()
                .done();
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("homeless.bpmn", model)
                .deploy();
        try {
            assertThatThrownBy(() -> runtime.startProcessInstanceByKey("homeless"))
                    .hasMessageContaining("belongs to no tenant");
        } finally {
            engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void refusesAModelWithoutTimeToLive() {
        var model =
                Bpmn.createExecutableProcess("eternal").startEvent().endEvent().done();
        model.getModelElementById("eternal")
                .removeAttributeNs("http://camunda.org/schema/1.0/bpmn", "historyTimeToLive");

        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .tenantId("tur")
                        .addModelInstance("eternal.bpmn", model)
                        .deploy())
                .hasMessageContaining("historyTimeToLive");
    }

    @Test
    void hasItsSettings() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        var softly = new SoftAssertions();
        softly.assertThat(configuration.isAuthorizationEnabled()).isTrue();
        softly.assertThat(configuration.getHistoryLevel()).isEqualTo(HistoryLevel.HISTORY_LEVEL_NONE);
        softly.assertThat(configuration.getAuthorizationCheckRevokes()).isEqualTo("never");
        softly.assertThat(configuration.isTenantCheckEnabled()).isTrue();
        softly.assertThat(configuration.isDeserializationTypeValidationEnabled())
                .isTrue();
        softly.assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
        softly.assertThat(configuration.getDefaultSerializationFormat()).isEqualTo("application/json");
        softly.assertThat(configuration.getHistoryCleanupBatchWindowStartTime()).isEqualTo("01:00");
        softly.assertThat(configuration.getFailedJobRetryTimeCycle()).isEqualTo("R5/PT5M");
        softly.assertThat(configuration.isCmmnEnabled()).isFalse();
        softly.assertThat(configuration.isStandaloneTasksEnabled()).isFalse();
        softly.assertThat(configuration.isMetricsEnabled()).isFalse();
        softly.assertThat(configuration.isTaskMetricsEnabled()).isFalse();
        softly.assertThat(configuration.isEnablePasswordPolicy()).isTrue();
        softly.assertThat(configuration.getDefaultUserPermissionNameForTask()).isEqualTo("TASK_WORK");
        softly.assertThat(configuration.getJobExecutor().getMaxWait()).isEqualTo(1000);
        softly.assertThat(configuration.isEnableExpressionsInAdhocQueries()).isFalse();
        softly.assertAll();
    }

    @Test
    void doesNotServeTheProgramsOwnAsynchronousWork() {
        assertThat(applicationTaskExecutor).isNotSameAs(engineExecutor);
    }

    private String start(String key, String tenant, Map<String, Object> variables) {
        return runtime.createProcessInstanceByKey(key)
                .processDefinitionTenantId(tenant)
                .setVariables(variables)
                .execute()
                .getId();
    }

    private String definitions() {
        return String.join(
                ", ",
                engine.getRepositoryService().createProcessDefinitionQuery().list().stream()
                        .map(found -> found.getTenantId() + " " + found.getKey() + " " + found.getVersion())
                        .sorted()
                        .toList());
    }
}
