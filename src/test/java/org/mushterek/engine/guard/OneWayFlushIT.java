package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes to PostgreSQL in one way is what the engine by itself sends in many; and so is what comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneWayFlushIT {

    private EmbeddedPostgres server;
    private WalkedEngine together;
    private WalkedEngine plain;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        together = engine("together", new OneWayFlush());
        plain = engine("plain");
    }

    private WalkedEngine engine(String name, OneWayFlush... plugins) throws IOException {
        try (var admin = server.getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
        return WalkedEngine.on(server.getDatabase("postgres", name), name, plugins);
    }

    @AfterEach
    void deleteAll() {
        together.deleteAll();
        plain.deleteAll();
    }

    @AfterAll
    void stop() throws IOException {
        together.close();
        plain.close();
        server.close();
    }

    @Test
    void leavesBehindWhatTheEngineLeavesAtEachStep() {
        assertThat(together.walk()).isEqualTo(plain.walk());
    }

    @Test
    void speaksToTheDatabaseOnceAtTheEndOfAStep() {
        assertThat(writesOfAStep(plain)).hasSizeGreaterThan(5);
        assertThat(writesOfAStep(together)).hasSize(1);
    }

    private static List<String> writesOfAStep(WalkedEngine walked) {
        walked.start("review");
        var task = walked.task("desk").getId();
        return walked.askedBy(() -> walked.engine.getTaskService().complete(task)).stream()
                .filter(text -> !text.regionMatches(true, 0, "select", 0, "select".length()))
                .toList();
    }

    @Test
    void saysThatARowWasChangedMeanwhile() {
        for (var walked : List.of(together, plain)) {
            walked.start("review");
            var task = walked.task("desk").getId();

            assertThat(failure(walked, engine -> {
                        var read = engine.getTaskManager().findTaskById(task);
                        read.setPriority(1);
                        read.getProcessInstance().setVariableLocal("one", 1);
                        meanwhile(() -> walked.engine.getTaskService().complete(task));
                    }))
                    .as(walked.engine.getName())
                    .isExactlyInstanceOf(OptimisticLockingException.class)
                    .hasMessageContaining("UPDATE TaskEntity");
            assertThat(walked.count("ACT_RU_TASK")).isEqualTo(2);
        }
    }

    @Test
    void takesARowThatPointsToADeletedOneForAConcurrentChange() {
        for (var walked : List.of(together, plain)) {
            walked.start("review");
            var process = walked.task("desk").getProcessInstanceId();

            assertThat(failure(walked, engine -> {
                        var execution = engine.getExecutionManager().findExecutionById(process);
                        execution.setVariableLocal("one", 1);
                        execution.setVariableLocal("two", 2);
                        meanwhile(walked::deleteAll);
                    }))
                    .as(walked.engine.getName())
                    .isExactlyInstanceOf(OptimisticLockingException.class)
                    .hasMessageContaining("INSERT VariableInstanceEntity");
            assertThat(walked.count("ACT_RU_VARIABLE")).isZero();
        }
    }

    @Test
    void takesADeletedRowToWhichOthersPointForAFault() {
        for (var walked : List.of(together, plain)) {
            walked.start("review");
            var task = walked.task("desk");
            var before = walked.count("ACT_RU_VARIABLE");

            assertThat(failure(walked, engine -> {
                        var parent = engine.getExecutionManager().findExecutionById(task.getProcessInstanceId());
                        parent.setVariableLocal("one", 1);
                        engine.getDbEntityManager().delete(parent);
                    }))
                    .as(walked.engine.getName())
                    .isExactlyInstanceOf(ProcessEnginePersistenceException.class)
                    .hasStackTraceContaining("DELETE ExecutionEntity");
            assertThat(walked.count("ACT_RU_VARIABLE")).isEqualTo(before);
        }
    }

    @Test
    void tellsWhatTheDatabaseRefused() {
        for (var walked : List.of(together, plain)) {
            walked.start("review");
            var process = walked.task("desk").getProcessInstanceId();
            var before = walked.count("ACT_RU_VARIABLE");

            assertThat(failure(walked, engine -> {
                        var execution = engine.getExecutionManager().findExecutionById(process);
                        execution.setVariableLocal("one", 1);
                        execution.setVariableLocal("x".repeat(300), 2);
                    }))
                    .as(walked.engine.getName())
                    .isExactlyInstanceOf(ProcessEnginePersistenceException.class)
                    .hasStackTraceContaining("value too long");
            assertThat(walked.count("ACT_RU_VARIABLE")).isEqualTo(before);
        }
    }

    @Test
    void readsAnewWhatItHasWritten() {
        together.start("review");
        var process = together.task("desk").getProcessInstanceId();

        var counts = new ArrayList<Integer>();

        // The engine would write it all again at the end of a command that goes on.
        failure(together, engine -> {
            counts.add(variables(engine, process));
            var execution = engine.getExecutionManager().findExecutionById(process);
            execution.setVariableLocal("one", 1);
            execution.setVariableLocal("two", 2);
            engine.getDbEntityManager().flush();
            counts.add(variables(engine, process));
            throw new IllegalStateException("over");
        });

        assertThat(counts.get(1)).isEqualTo(counts.get(0) + 2);
    }

    private static int variables(CommandContext engine, String process) {
        return engine.getDbEntityManager()
                .selectList("selectVariablesByProcessInstanceId", process)
                .size();
    }

    private interface Work {

        void with(CommandContext engine);
    }

    private static Throwable failure(WalkedEngine walked, Work work) {
        return catchThrowable(() -> command(walked, engine -> {
            work.with(engine);
            return "";
        }));
    }

    private static <T> T command(WalkedEngine walked, Command<T> command) {
        return ((ProcessEngineConfigurationImpl) walked.engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }

    private static void meanwhile(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }
}
