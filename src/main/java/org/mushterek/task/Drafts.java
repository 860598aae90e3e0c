package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

    public Drafts(JdbcClient database, Seals seals, ObjectMapper json, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.json = json;
        this.clock = clock;
    }

    public Optional<JsonNode> find(String taskId, Account account) {
        return database.sql("select answer from task_draft where task_id = ? and account = ?")
                .params(taskId, account.id())
                .query(String.class)
                .optional()
                .map(kept -> parse(seals.open(DraftSeals.ANSWER, account.side().code(), kept, taskId, account.id())));
    }

    public void save(String taskId, Account account, JsonNode answer) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var kept = seals.seal(DraftSeals.ANSWER, account.side().code(), answer.toString(), taskId, account.id());
        var changed = database.sql("update task_draft set answer = ?, saved_at = ? where task_id = ? and account = ?")
                .params(kept, now, taskId, account.id())
                .update();
        if (changed == 0) {
            database.sql("insert into task_draft (task_id, account, answer, saved_at) values (?, ?, ?, ?)")
                    .params(taskId, account.id(), kept, now)
                    .update();
        }
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
