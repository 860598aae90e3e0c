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

    /** An open task's case and who may claim it. */
    record OfCase(String caseNumber, Set<String> groups) {}

    /** The same with the number of each task's case. */
    Map<String, OfCase> withCases(Collection<String> taskIds) {
        var open = new HashMap<String, OfCase>();
        database.sql("select T.ID_, I.BUSINESS_KEY_, L.GROUP_ID_ from ACT_RU_TASK T"
                        + " join ACT_RU_EXECUTION I on I.ID_ = T.PROC_INST_ID_"
                        + " join ACT_RU_IDENTITYLINK L on L.TASK_ID_ = T.ID_"
                        + " where T.ID_ in (:tasks) and L.TYPE_ = 'candidate' and L.GROUP_ID_ is not null")
                .param("tasks", taskIds)
                .query(row -> {
                    var number = row.getString("BUSINESS_KEY_");
                    open.computeIfAbsent(row.getString("ID_"), task -> new OfCase(number, new HashSet<>()))
                            .groups()
                            .add(row.getString("GROUP_ID_"));
                });
        return open;
    }
}
