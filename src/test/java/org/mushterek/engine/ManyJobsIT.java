package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mushterek.web.security.WholeProgram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the engine's own job executor does with many jobs at once. */
@WholeProgram
@ExtendWith(OutputCaptureExtension.class)
class ManyJobsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private ReachedNodes reached;

    /** As after a long downtime: all that fell due meanwhile is done, each once. */
    @Test
    void doesThousandsOfTimersThatAreDueAtOnce() throws Exception {
        deploy(
                "belated",
                Bpmn.createExecutableProcess("belated")
                        .camundaHistoryTimeToLive(1)
                        .startEvent()
                        .intermediateCatchEvent()
                        .timerWithDate("${due}")
                        .intermediateThrowEvent("after")
                        .endEvent()
                        .done());
        var due = Date.from(Instant.now().plusSeconds(3600));
        for (var i = 0; i < 2000; i++) {
            start("belated", due);
        }

        management.createJobQuery().processDefinitionKey("belated").list().stream()
                .map(Job::getId)
                .forEach(job -> management.setJobDuedate(job, new Date(0)));

        await(() -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey("belated")
                        .count()
                == 0);
        assertThat(reached.times("after")).isEqualTo(2000);
    }

    @Test
    void doesNewWorkWhileManyJobsFail(CapturedOutput output) throws Exception {
        deploy(
                "failing",
                Bpmn.createExecutableProcess("failing")
                        .camundaHistoryTimeToLive(1)
                        .startEvent()
                        .serviceTask()
                        .camundaAsyncBefore()
                        .camundaExpression("${nobodyKnowsThis}")
                        .endEvent()
                        .done());
        deploy(
                "fresh",
                Bpmn.createExecutableProcess("fresh")
                        .camundaHistoryTimeToLive(1)
                        .startEvent()
                        .userTask()
                        .camundaAsyncBefore()
                        .camundaCandidateGroups("tur-planner")
                        .endEvent()
                        .done());
        for (var i = 0; i < 200; i++) {
            start("failing", new Date());
        }

        start("fresh", new Date());

        await(() -> tasks.createTaskQuery().processDefinitionKey("fresh").count() == 1);
        // Each is tried again later, none at once and none given up.
        await(() -> management.createJobQuery().processDefinitionKey("failing").list().stream()
                .allMatch(job -> job.getRetries() == 4 && job.getDuedate() != null));
        assertThat(management.createJobQuery().processDefinitionKey("failing").count())
                .isEqualTo(200);
        // What an expression says of itself is the engine's; what a fault quotes may be a person's.
        assertThat(output.getOut())
                .contains(" failed with org.camunda.bpm.engine.ProcessEngineException")
                .doesNotContain("nobodyKnowsThis");
    }

    private void deploy(String key, BpmnModelInstance model) {
        repository
                .createDeployment()
                .tenantId("tur")
                .addModelInstance(key + ".bpmn", model)
                .deploy();
    }

    private void start(String key, Date due) {
        runtime.createProcessInstanceByKey(key)
                .processDefinitionTenantId("tur")
                .setVariable("due", due)
                .execute();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
