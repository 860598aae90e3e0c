package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Unfinished answers, one for each task and account, kept until the task is done: a closed browser loses nothing. */
@Repository
public class Drafts {

    private final JdbcClient database;
    private final ObjectMapper json;
    private final Clock clock;

    public Drafts(JdbcClient database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    public Optional<JsonNode> find(String taskId, String account) {
        return database.sql("select answer from task_draft where task_id = ? and account = ?")
                .params(taskId, account)
                .query(String.class)
                .optional()
                .map(this::parse);
    }

    public void save(String taskId, String account, JsonNode answer) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var text = answer.toString();
        var changed = database.sql("update task_draft set answer = ?, saved_at = ? where task_id = ? and account = ?")
                .params(text, now, taskId, account)
                .update();
        if (changed == 0) {
            database.sql("insert into task_draft (task_id, account, answer, saved_at) values (?, ?, ?, ?)")
                    .params(taskId, account, text, now)
                    .update();
        }
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
