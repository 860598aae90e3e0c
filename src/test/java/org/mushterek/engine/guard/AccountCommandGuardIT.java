package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.common.Refusal;
import org.mushterek.engine.EngineWork;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.web.security.WholeProgram;
import org.springframework.beans.factory.annotation.Autowired;

/** What an account may have the engine do, were there no list before the doors. */
@WholeProgram
class AccountCommandGuardIT {

    /** Something that an account might try on a task of its own group. */
    interface Attempt {
        void on(String taskId, Engine engine);
    }

    record Engine(TaskService tasks, RuntimeService runtime, FilterService filters, RepositoryService repository) {}

    @Autowired
    private EngineWork engineWork;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private FilterService filters;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Accounts accounts;

    private String task = "";

    @BeforeEach
    void startATrial() {
        var trial = runtime.createProcessInstanceByKey("trial")
                .processDefinitionTenantId("tur")
                .execute();
        task = tasks.createTaskQuery()
                .processInstanceId(trial.getId())
                .singleResult()
                .getId();
    }

    static Stream<Arguments> closedCommands() {
        return Stream.of(
                closed("set a variable", (task, engine) -> engine.tasks.setVariable(task, "a", "b")),
                closed("remove a variable", (task, engine) -> engine.tasks.removeVariable(task, "a")),
                closed("delegate", (task, engine) -> engine.tasks.delegateTask(task, "tur.security")),
                closed("resolve", (task, engine) -> engine.tasks.resolveTask(task)),
                closed("assign to another", (task, engine) -> engine.tasks.setAssignee(task, "tur.security")),
                closed("assign to itself", (task, engine) -> engine.tasks.setAssignee(task, "tur.planner")),
                closed("change the owner", (task, engine) -> engine.tasks.setOwner(task, "tur.planner")),
                closed("add a group", (task, engine) -> engine.tasks.addCandidateGroup(task, "tur-legal")),
                closed("comment", (task, engine) -> engine.tasks.createComment(task, null, "text")),
                closed("attach", (task, engine) -> engine.tasks.createAttachment("t", task, null, "n", "d", "u")),
                closed("raise an error", (task, engine) -> engine.tasks.handleBpmnError(task, "code")),
                closed("escalate", (task, engine) -> engine.tasks.handleEscalation(task, "code")),
                closed("set a date", (task, engine) -> engine.tasks.setPriority(task, 1)),
                closed("make a task", (task, engine) -> engine.tasks.saveTask(engine.tasks.newTask())),
                closed("start", (task, engine) -> engine.runtime.startProcessInstanceByKey("trial")),
                closed("correlate", (task, engine) -> engine.runtime.correlateMessage("any")),
                closed("signal", (task, engine) -> engine.runtime.signalEventReceived("any")),
                closed("modify", (task, engine) -> engine.runtime
                        .createProcessInstanceModification("any")
                        .cancelAllForActivity("userTask_tryIt")
                        .execute()),
                closed("delete", (task, engine) -> engine.runtime.deleteProcessInstance("any", "reason")),
                closed(
                        "save a filter",
                        (task, engine) -> engine.filters.saveFilter(engine.filters.newTaskFilter("mine"))),
                closed("deploy", (task, engine) -> engine.repository
                        .createDeployment()
                        .addString("a.html", "a")
                        .deploy()));
    }

    private static Arguments closed(String name, Attempt attempt) {
        return Arguments.of(name, attempt);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedCommands")
    void keepsAnAccountFrom(String name, Attempt attempt) {
        assertThatThrownBy(() -> as("tur.planner", () -> attempt.on(task, engine())))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason().key()).isEqualTo("door.closed"));
    }

    @Test
    void letsAnOfficerOfTheGroupClaimPutBackAndComplete() {
        as("tur.planner", () -> tasks.claim(task, "tur.planner"));
        as("tur.planner", () -> tasks.setAssignee(task, null));
        as("tur.planner", () -> tasks.claim(task, "tur.planner"));
        as("tur.planner", () -> tasks.complete(task));

        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
    }

    @Test
    void refusesPostedVariables() {
        assertRefused("tur.planner", () -> tasks.complete(task, Map.of("approved", true)), "door.variablesPosted");
        assertThat(tasks.createTaskQuery().taskId(task).count()).isOne();
    }

    @Test
    void refusesAnotherDeskOfTheSameSide() {
        assertRefused("tur.security", () -> tasks.claim(task, "tur.security"), "door.notYourTask");
        assertRefused("tur.security", () -> tasks.complete(task), "door.notYourTask");
    }

    @Test
    void showsTheOtherSideNoTask() {
        assertRefused("aze.planner", () -> tasks.claim(task, "aze.planner"), "door.noSuchTask");
        assertRefused("aze.planner", () -> tasks.complete(task), "door.noSuchTask");
        assertThat(engineWork.as(
                        account("aze.planner"),
                        () -> tasks.createTaskQuery().taskId(task).count()))
                .isZero();
        assertThat(engineWork.as(
                        account("tur.planner"),
                        () -> tasks.createTaskQuery().taskId(task).count()))
                .isOne();
    }

    @Test
    void refusesToClaimForSomebodyElse() {
        assertRefused("tur.planner", () -> tasks.claim(task, "tur.security"), "door.claimForAnother");
    }

    @Test
    void refusesToCompleteWhatAnotherHolds() {
        tasks.setAssignee(task, "tur.authority");

        assertRefused("tur.planner", () -> tasks.complete(task), "door.heldByAnother");
        assertRefused("tur.planner", () -> tasks.claim(task, "tur.planner"), "door.heldByAnother");
        assertRefused("tur.planner", () -> tasks.setAssignee(task, null), "door.notHeld");
    }

    @Test
    void tellsWhoComesTooLate() {
        as("tur.planner", () -> tasks.complete(task));

        assertRefused("tur.planner", () -> tasks.complete(task), "door.noSuchTask");
    }

    private Account account(String id) {
        return accounts.find(id).orElseThrow();
    }

    private Engine engine() {
        return new Engine(tasks, runtime, filters, repository);
    }

    private void assertRefused(String account, Runnable attempt, String key) {
        assertThatThrownBy(() -> as(account, attempt)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        refusal.reason().key())
                .isEqualTo(key));
    }

    private void as(String account, Runnable attempt) {
        engineWork.as(account(account), () -> {
            attempt.run();
            return true;
        });
    }
}
