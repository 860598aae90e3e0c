package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Unfinished answers, one for each task and account, kept until the task is done: a closed browser loses nothing. */
@Repository
public class Drafts {

    private final JdbcClient database;
    private final Seals seals;
    private final ObjectMapper json;
    private final Clock clock;
    private final OncePerTransaction<Of, Optional<JsonNode>> kept = new OncePerTransaction<>(this::read);

    public Drafts(JdbcClient database, Seals seals, ObjectMapper json, Clock clock) {
        this.database = database;
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
        return database.sql("select answer from task_draft where task_id = ? and account = ?")
                .params(of.taskId(), of.account())
                .query(String.class)
                .optional()
                .map(written -> parse(seals.open(DraftSeals.ANSWER, of.side(), written, of.taskId(), of.account())));
    }

    /** The row of the draft is locked from now on, so that two completions by one account wait for each other. */
    public void save(String taskId, Account account, JsonNode answer) {
        var of = Of.by(taskId, account);
        kept.forget();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var written = seals.seal(DraftSeals.ANSWER, of.side(), answer.toString(), taskId, account.id());
        // An answer is mostly saved and sent at once: there is no draft of it yet.
        var isNew = database.sql("insert into task_draft (task_id, account, answer, saved_at)"
                                + " select ?, ?, ?, cast(? as timestamp with time zone)"
                                + " where not exists (select 1 from task_draft where task_id = ? and account = ?)")
                        .params(taskId, account.id(), written, now, taskId, account.id())
                        .update()
                > 0;
        if (!isNew) {
            database.sql("update task_draft set answer = ?, saved_at = ? where task_id = ? and account = ?")
                    .params(written, now, taskId, account.id())
                    .update();
        }
        kept.know(of, Optional.of(answer.deepCopy()));
    }

    /** The tasks that drafts are kept of, the first saved first; some, where there are very many. */
    public List<String> taskIds() {
        return database.sql("select task_id from task_draft group by task_id order by min(saved_at), task_id"
                        + " fetch first 1000 rows only")
                .query(String.class)
                .list();
    }

    /** Forgets all drafts of a task that is done or gone. */
    public void forget(String taskId) {
        kept.forget();
        database.sql("delete from task_draft where task_id = ?").param(taskId).update();
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A stored draft is not JSON", unreadable);
        }
    }
}
