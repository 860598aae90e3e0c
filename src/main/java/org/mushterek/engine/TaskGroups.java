package org.mushterek.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which groups may claim tasks. The engine's public interface tells them for one task only, so that a page of tasks
 * would ask the database once for each line; this reads its table, and asks once for all.
 */
@Component
public class TaskGroups {

    private final JdbcClient database;

    TaskGroups(JdbcClient database) {
        this.database = database;
    }

    /** The candidate groups of these tasks by the task's id; nothing for a task that is done meanwhile. */
    public Map<String, Set<String>> of(Collection<String> taskIds) {
        var groups = new HashMap<String, Set<String>>();
        if (!taskIds.isEmpty()) {
            database.sql("select TASK_ID_, GROUP_ID_ from ACT_RU_IDENTITYLINK"
                            + " where TASK_ID_ in (:tasks) and TYPE_ = 'candidate' and GROUP_ID_ is not null")
                    .param("tasks", taskIds)
                    .query(row -> {
                        groups.computeIfAbsent(row.getString("TASK_ID_"), task -> new HashSet<>())
                                .add(row.getString("GROUP_ID_"));
                    });
        }
        return groups;
    }
}
