package org.mushterek.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTasks;
import org.mushterek.task.TaskContent;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.mushterek.web.security.RefusedRows;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Several tasks in one call. Each is judged by itself, as if it had come alone, and has a result of its own. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
class TaskBatchController {

    private static final int MOST_ROWS = 50;

    private final OfficerTasks tasks;
    private final List<TaskContent> contents;
    private final Drafts drafts;
    private final Problems problems;
    private final TransactionTemplate rowTransaction;

    TaskBatchController(
            OfficerTasks tasks,
            List<TaskContent> contents,
            Drafts drafts,
            Problems problems,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.contents = contents;
        this.drafts = drafts;
        this.problems = problems;
        this.rowTransaction = new TransactionTemplate(transactions);
        // A request with an idempotency key is one transaction: there, a row that fails takes back itself alone.
        this.rowTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** @param tasks ids of the tasks to take, at most 50 */
    record Claims(@Nullable List<@Nullable String> tasks) {}

    /** @param rows tasks and their answers, at most 50 */
    record Completions(@Nullable List<@Nullable Row> rows) {}

    /**
     * One task and its answer.
     *
     * @param answer as for the task alone; without one the saved draft is taken
     */
    record Row(@Nullable String task, @Nullable JsonNode answer) {}

    enum Outcome {
        DONE,
        REFUSED
    }

    /**
     * What became of one row.
     *
     * @param task the id as it was sent
     * @param problem why it was refused
     */
    record RowResult(
            @Nullable String task,
            Outcome outcome,
            @Nullable Problem problem) {}

    /** The results in the order of the rows. */
    record Results(List<RowResult> results) {}

    @Operation(summary = "Claim up to 50 tasks, with a result for each")
    @PostMapping("/claims")
    Results claim(Account account, @RequestBody Claims wanted, HttpServletRequest request) {
        return new Results(each(wanted.tasks()).stream()
                .map(id -> done(id, request, () -> tasks.claim(account, known(id))))
                .toList());
    }

    @Operation(summary = "Complete up to 50 tasks with an answer or the saved draft each, with a result for each")
    @PostMapping("/completions")
    Results complete(Account account, @RequestBody Completions wanted, HttpServletRequest request) {
        return new Results(each(wanted.rows()).stream()
                .map(row -> done(row == null ? null : row.task(), request, () -> complete(account, row)))
                .toList());
    }

    private void complete(Account account, @Nullable Row row) {
        var id = known(row == null ? null : row.task());
        var answer = row == null ? null : row.answer();
        if (answer != null && !answer.isNull()) {
            var task = tasks.find(account, id).orElseThrow(TaskBatchController::unknown);
            contents.stream()
                    .filter(content -> content.handles(task.process()))
                    .findFirst()
                    .orElseThrow(TaskBatchController::unknown)
                    .checkDraft(task, answer);
            drafts.save(id, account, answer);
        }
        tasks.complete(account, id);
    }

    private RowResult done(@Nullable String task, HttpServletRequest request, Runnable deed) {
        try {
            rowTransaction.executeWithoutResult(transaction -> deed.run());
            return new RowResult(task, Outcome.DONE, null);
        } catch (RuntimeException refused) {
            var problem = problems.told(refused, request);
            RefusedRows.note(request, problem.status(), null);
            return new RowResult(task, Outcome.REFUSED, problem);
        }
    }

    private static <T> List<@Nullable T> each(@Nullable List<@Nullable T> rows) {
        if (rows == null || rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("task.wrongNumberOfRows")
                            .with("rows", rows == null ? 0 : rows.size())
                            .with("most", MOST_ROWS));
        }
        return new ArrayList<>(rows);
    }

    private static String known(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw unknown();
        }
        return id;
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.taskUnknown");
    }
}
