package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.AtCommit;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Unfinished answers, one for each task and account, kept until the task is done: a closed browser loses nothing. */
@Repository
public class Drafts {

    private final JdbcClient database;
    private final FinalWrites finalWrites;
    private final Seals seals;
    private final ObjectMapper json;
    private final Clock clock;
    private final OncePerTransaction<Of, Optional<JsonNode>> kept = new OncePerTransaction<>(this::read);
    private final AtCommit<Change> unwritten = new AtCommit<>(AtCommit.LAST, this::write);

    public Drafts(JdbcClient database, FinalWrites finalWrites, Seals seals, ObjectMapper json, Clock clock) {
        this.database = database;
        this.finalWrites = finalWrites;
        this.seals = seals;
        this.json = json;
        this.clock = clock;
    }

    private record Of(String taskId, String account, String side) {

        static Of by(String taskId, Account account) {
            return new Of(taskId, account.id(), account.side().code());
        }
    }

    public Optional<JsonNode> find(String taskId, Account account) {
        return kept.get(Of.by(taskId, account));
    }

    private Optional<JsonNode> read(Of of) {
        unwritten.writeNow();
        return database.sql("select answer from task_draft where task_id = ? and account = ?")
                .params(of.taskId(), of.account())
                .query(String.class)
                .optional()
                .map(written -> parse(seals.open(DraftSeals.ANSWER, of.side(), written, of.taskId(), of.account())));
    }

    /** Written when the transaction commits: an answer is mostly saved and sent at once, and then it never is. */
    public void save(String taskId, Account account, JsonNode answer) {
        var of = Of.by(taskId, account);
        kept.know(of, Optional.of(answer.deepCopy()));
        unwritten.add(new Change(taskId, new Draft(of, answer.deepCopy())));
    }

    /** @param draft null where all drafts of the task are forgotten */
    private record Change(String taskId, @Nullable Draft draft) {}

    private record Draft(Of of, JsonNode answer) {}

    /** What was forgotten afterwards is not written first. */
    private void write(List<Change> changes) {
        var forgotten = new LinkedHashSet<String>();
        var saved = new LinkedHashMap<Of, Draft>();
        for (var change : changes) {
            var draft = change.draft();
            if (draft == null) {
                forgotten.add(change.taskId());
                saved.keySet().removeIf(of -> of.taskId().equals(change.taskId()));
            } else {
                saved.put(draft.of(), draft);
            }
        }
        forgotten.forEach(taskId -> finalWrites.run("delete from task_draft where task_id = ?", taskId));
        saved.values().forEach(this::write);
    }

    private void write(Draft draft) {
        var of = draft.of();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var written = seals.seal(DraftSeals.ANSWER, of.side(), draft.answer().toString(), of.taskId(), of.account());
        var isNew = database.sql("insert into task_draft (task_id, account, answer, saved_at)"
                                + " select ?, ?, ?, cast(? as timestamp with time zone)"
                                + " where not exists (select 1 from task_draft where task_id = ? and account = ?)")
                        .params(of.taskId(), of.account(), written, now, of.taskId(), of.account())
                        .update()
                > 0;
        if (!isNew) {
            database.sql("update task_draft set answer = ?, saved_at = ? where task_id = ? and account = ?")
                    .params(written, now, of.taskId(), of.account())
                    .update();
        }
    }

    /**
     * A task that drafts are kept of.
     *
     * @param savedAt when the first of them was last saved
     */
    public record Begun(String taskId, Instant savedAt) {}

    /**
     * The tasks that drafts are kept of, the first saved first.
     *
     * @param after the last one of the page before; null for the first page
     * @param most as many at the most
     */
    public List<Begun> begun(@Nullable Begun after, int most) {
        unwritten.writeNow();
        var from = (after == null ? Instant.EPOCH : after.savedAt()).atOffset(ZoneOffset.UTC);
        return database.sql("select task_id, min(saved_at) as first_saved from task_draft group by task_id"
                        + " having min(saved_at) > :from or min(saved_at) = :from and task_id > :task"
                        + " order by 2, 1 fetch first :most rows only")
                .param("from", from)
                .param("task", after == null ? "" : after.taskId())
                .param("most", most)
                .query((row, n) -> new Begun(
                        row.getString("task_id"),
                        row.getObject("first_saved", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Forgets all drafts of a task that is done or gone. */
    public void forget(String taskId) {
        kept.forget();
        unwritten.add(new Change(taskId, null));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A stored draft is not JSON", unreadable);
        }
    }
}
