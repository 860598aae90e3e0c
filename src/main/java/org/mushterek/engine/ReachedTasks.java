package org.mushterek.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.engine.guard.DeputyReach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A page of the tasks that an account reaches, with their cases and groups, in one statement. The engine's own query needs two,
 * and puts its text together from a hundred conditions at each call, which takes longer than the database does.
 */
@Component
class ReachedTasks {

    private static final String PAGE = """
            select T.ID_, T.NAME_, T.TASK_DEF_KEY_, T.PROC_DEF_ID_, T.TENANT_ID_, T.ASSIGNEE_, T.CREATE_TIME_, T.DUE_DATE_,
                   T.PRIORITY_, I.BUSINESS_KEY_,
                   (select array_agg(L.GROUP_ID_) from ACT_RU_IDENTITYLINK L
                    where L.TASK_ID_ = T.ID_ and L.TYPE_ = 'candidate' and L.GROUP_ID_ is not null) as CANDIDATES
            from ACT_RU_TASK T join ACT_RU_EXECUTION I on I.ID_ = T.PROC_INST_ID_
            where T.TENANT_ID_ in (:tenants)
              and (T.ASSIGNEE_ in (:holders)
                   or T.ASSIGNEE_ is null and exists (
                      select 1 from ACT_RU_IDENTITYLINK C
                      where C.TASK_ID_ = T.ID_ and C.TYPE_ = 'candidate' and C.GROUP_ID_ in (:groups)))""";
    private static final String OF_CASE = " and I.BUSINESS_KEY_ = :number";
    private static final String IN_ORDER = " order by T.PRIORITY_ desc, T.DUE_DATE_, T.CREATE_TIME_, T.ID_"
            + " offset :offset rows fetch first :limit rows only";

    /** A list of none cannot be asked for; no group has this id. */
    private static final Set<String> NO_GROUP = Set.of("");

    private final JdbcClient database;

    ReachedTasks(JdbcClient database) {
        this.database = database;
    }

    /** A task as its rows say. */
    record Row(
            String id,
            String name,
            String step,
            String definition,
            @Nullable String tenant,
            @Nullable String assignee,
            Instant created,
            @Nullable Instant due,
            int priority,
            String caseNumber,
            Set<String> groups) {}

    /**
     * What the account may take and what it holds itself, the urgent first, then what is due first; in one order from page to page.
     *
     * @param reach not limited to single processes
     * @param caseNumber null for all cases
     */
    List<Row> page(DeputyReach reach, @Nullable String caseNumber, int offset, int limit) {
        var groups = reach.groups();
        return database.sql(caseNumber == null ? PAGE + IN_ORDER : PAGE + OF_CASE + IN_ORDER)
                .param("tenants", reach.tenants())
                .param("holders", reach.holders())
                .param("groups", groups.isEmpty() ? NO_GROUP : groups)
                .param("number", caseNumber)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("ID_"),
                row.getString("NAME_"),
                row.getString("TASK_DEF_KEY_"),
                row.getString("PROC_DEF_ID_"),
                row.getString("TENANT_ID_"),
                row.getString("ASSIGNEE_"),
                row.getTimestamp("CREATE_TIME_").toInstant(),
                Optional.ofNullable(row.getTimestamp("DUE_DATE_"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getInt("PRIORITY_"),
                row.getString("BUSINESS_KEY_"),
                groups(row.getArray("CANDIDATES")));
    }

    private static Set<String> groups(@Nullable Array kept) throws SQLException {
        return kept == null
                ? Set.of()
                : Stream.of((Object[]) kept.getArray()).map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
