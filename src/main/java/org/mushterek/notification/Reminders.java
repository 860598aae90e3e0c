package org.mushterek.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.Sides;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds officers when a part of the time for a task has passed, counted on their side's working calendar (VIS-16). A
 * moved due date moves what is still to be told; each part is told once, and only the last of several that are due at once.
 * Nobody is reminded of a step that only follows.
 */
@Component
public class Reminders implements Round {

    private static final int AT_ONCE = 50;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final EventReaders readers;
    private final RemindedTasks tasks;
    private final OfficeDeadlines deadlines;
    private final Sides sides;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Reminders(
            JdbcClient database,
            JdbcTemplate batches,
            EventReaders readers,
            RemindedTasks tasks,
            OfficeDeadlines deadlines,
            Sides sides,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.batches = batches;
        this.readers = readers;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.sides = sides;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Planned(String taskId, Instant due) {}

    /** When officers were last reminded of a task. */
    public Optional<Instant> last(String taskId) {
        return database.sql("select max(told_at) as told_at from task_reminder where task_id = ?")
                .param(taskId)
                .query((row, n) -> Optional.ofNullable(row.getObject("told_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    @Override
    public void go() {
        readers.readOn("reminders", this::plan);
        List<Planned> due;
        do {
            due = dueNow();
            due.forEach(planned -> transaction.executeWithoutResult(any -> tell(planned)));
        } while (due.size() == AT_ONCE);
    }

    private void plan(OutgoingEvent event) {
        var task = event.taskId();
        if (task == null || event.isOfFollowingStep()) {
            return;
        }
        switch (event.action()) {
            case "task.created" -> plan(task, event, event.happenedAt());
            case "task.dueMoved" -> plan(task, event, openedAt(task).orElse(event.happenedAt()));
            case "task.completed", "task.cancelled" -> drop(task);
            default -> {}
        }
    }

    private Optional<Instant> openedAt(String task) {
        return database.sql("select min(opened_at) from task_reminder where task_id = ?")
                .param(task)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private void drop(String task) {
        database.sql("delete from task_reminder where task_id = ? and told_at is null")
                .param(task)
                .update();
    }

    private void plan(String task, OutgoingEvent event, Instant opened) {
        drop(task);
        var due = event.due();
        if (due == null || !due.isAfter(opened)) {
            return;
        }
        var side = sides.get(event.side());
        var told = database.sql("select share from task_reminder where task_id = ?")
                .param(task)
                .query(Integer.class)
                .list();
        var planned = tasks.shares(LocalDate.ofInstant(opened, side.zone())).stream()
                .filter(share -> !told.contains(share))
                .map(share -> new Object[] {
                    task,
                    share,
                    event.side(),
                    opened.atOffset(ZoneOffset.UTC),
                    due.atOffset(ZoneOffset.UTC),
                    deadlines.afterPart(side, opened, due, share).atOffset(ZoneOffset.UTC)
                })
                .toList();
        batches.batchUpdate(
                "insert into task_reminder (task_id, share, side, opened_at, due_at, remind_at) values (?, ?, ?, ?, ?, ?)",
                planned);
    }

    private List<Planned> dueNow() {
        return database.sql("select task_id, max(due_at) as due_at from task_reminder where told_at is null"
                        + " and remind_at <= ? group by task_id order by min(remind_at), task_id"
                        + " fetch first ? rows only")
                .params(clock.instant().atOffset(ZoneOffset.UTC), AT_ONCE)
                .query((row, n) -> new Planned(
                        row.getString("task_id"),
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Only the node that changes the rows tells; the other one finds none left. */
    private void tell(Planned planned) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        if (!planned.due().isAfter(now.toInstant())) {
            // What is late has been escalated, which says more.
            drop(planned.taskId());
            return;
        }
        var shares = database.sql("select share from task_reminder where task_id = ? and told_at is null"
                        + " and remind_at <= ? order by share desc")
                .params(planned.taskId(), now)
                .query(Integer.class)
                .list();
        var changed = database.sql("update task_reminder set told_at = ? where task_id = ? and told_at is null"
                        + " and remind_at <= ?")
                .params(now, planned.taskId(), now)
                .update();
        if (changed > 0) {
            tasks.remind(planned.taskId(), shares.get(0));
        }
    }
}
