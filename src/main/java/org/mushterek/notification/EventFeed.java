package org.mushterek.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events of each side in one order that never changes, to be read from any place again and again. An event gets its
 * position only after its transaction has ended, so nobody who reads on from a position ever misses one.
 */
@Component
public class EventFeed implements SmartInitializingSingleton {

    private static final int AT_ONCE = 500;

    private static final String AFTER = "select * from outgoing_event where side = ? and position > ? order by position"
            + " fetch first ? rows only";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Sides sides;
    private final TransactionTemplate transaction;

    EventFeed(JdbcClient database, JdbcTemplate batches, Sides sides, PlatformTransactionManager transactions) {
        this.database = database;
        this.batches = batches;
        this.sides = sides;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A part of a feed.
     *
     * @param next from where to read on
     * @param more whether something stands there already
     */
    public record Page(List<OutgoingEvent> items, long next, boolean more) {}

    /** Makes the feed of a side that is new here, before anything asks for it. */
    @Override
    public void afterSingletonsInstantiated() {
        for (var side : sides.all()) {
            try {
                transaction.executeWithoutResult(any -> {
                    if (last(side.code()).isEmpty()) {
                        database.sql("insert into event_feed (side, last_position) values (?, 0)")
                                .param(side.code())
                                .update();
                    }
                });
            } catch (DuplicateKeyException anotherNodeDid) {
                // It is there, which is what was wanted.
            }
        }
    }

    private Optional<Long> last(String side) {
        return database.sql("select last_position from event_feed where side = ?")
                .param(side)
                .query(Long.class)
                .optional();
    }

    /**
     * The events of the account's side after a position, oldest first, as far as its roles may hear of them.
     *
     * @param after the position of the last event that was read, 0 for all
     * @throws Refusal FORBIDDEN for an account that sees no case
     */
    public Page read(Account account, long after, int limit) {
        var areas = areasOf(account);
        settle(account.side().code());
        var offered = offeredTo(account);
        var found = database.sql(
                        "select * from outgoing_event where side = :side and position > :after and (area in (:areas)"
                                // What is told of tasks is told of their cases, too.
                                + " and (area <> 'task' or case_number is null or substring(case_number from 1 for 3) in (:kinds))"
                                + " or area = 'task' and (" + offered.sql()
                                + ")) order by position fetch first :limit rows only")
                .param("side", account.side().code())
                .param("after", after)
                .param("areas", areas)
                .param("kinds", Readers.kindsReadBy(account))
                .params(offered.values())
                .param("limit", limit + 1)
                .query((row, n) -> event(row))
                .list();
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = items.isEmpty() ? after : items.get(items.size() - 1).position();
        return new Page(List.copyOf(items), next, found.size() > limit);
    }

    /** A condition on the events of tasks, with its values by name. */
    private record Condition(String sql, Map<String, Object> values) {}

    /** The tasks that stand in the account's own list, for its roles or in somebody's stead. */
    private static Condition offeredTo(Account account) {
        var any = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        offer(account, account.own(), Set.of(), any, values);
        account.steads().forEach(stead -> offer(account, stead.roles(), stead.processes(), any, values));
        return new Condition(any.isEmpty() ? "false" : String.join(" or ", any), values);
    }

    private static void offer(
            Account account, Set<Role> roles, Set<String> processes, List<String> any, Map<String, Object> values) {
        for (var role : roles) {
            var name = "group" + values.size();
            values.put(name, "%," + role.groupOf(account.side().tenant()) + ",%");
            var isOffered = "',' || audience || ',' like :" + name;
            if (processes.isEmpty()) {
                any.add(isOffered);
            } else {
                var within = "within" + values.size();
                values.put(within, processes);
                any.add(isOffered + " and process in (:" + within + ")");
            }
        }
    }

    /** The position of the last event of the account's side. */
    public long end(Account account) {
        areasOf(account);
        return end(account.side().code());
    }

    /** The position of the last event of a side. */
    public long end(String side) {
        settle(side);
        return last(side).orElse(0L);
    }

    /** The events of tasks of the account's groups after a position, oldest first. */
    public Page ofTasks(Account account, long after, int limit) {
        settle(account.side().code());
        var read = database.sql(AFTER)
                .params(account.side().code(), after, limit)
                .query((row, n) -> new OfProcess(event(row), row.getString("process")))
                .list();
        var next = read.isEmpty() ? after : read.get(read.size() - 1).event().position();
        var own = read.stream()
                .filter(told -> told.isFor(account))
                .map(OfProcess::event)
                .toList();
        return new Page(own, next, read.size() == limit);
    }

    /** @param process id of the process that a task is in, null for what happens to no task */
    private record OfProcess(OutgoingEvent event, @Nullable String process) {

        boolean isFor(Account account) {
            return process != null
                    && account.within(process).roles().stream().anyMatch(role -> event.audience()
                            .contains(role.groupOf(account.side().tenant())));
        }
    }

    /** The groups whose tasks the case of an event has had on the event's side. */
    Set<String> audienceOf(OutgoingEvent event) {
        return database
                .sql(
                        "select distinct audience from outgoing_event where case_number = ? and side = ? and area = 'task'")
                .params(event.caseNumber(), event.side())
                .query(String.class)
                .list()
                .stream()
                .flatMap(audience -> groups(audience).stream())
                .collect(Collectors.toSet());
    }

    /** All events of a side after a position, for those who pass them on. */
    List<OutgoingEvent> after(String side, long after, int limit) {
        settle(side);
        return database.sql(AFTER)
                .params(side, after, limit)
                .query((row, n) -> event(row))
                .list();
    }

    private static Set<String> areasOf(Account account) {
        var areas = new TreeSet<String>();
        if (account.hasAny(Readers.OF_CASES)) {
            areas.addAll(
                    Set.of("visit", "exercise", "planLine", "planning", "incident", "afteraction", "calendar", "task"));
        }
        if (account.hasAny(Readers.OF_INSTRUMENTS)) {
            areas.addAll(Set.of("agreement"));
        }
        if (account.has(Role.LESSONS)) {
            areas.addAll(Set.of("exercise", "afteraction"));
        }
        if (areas.isEmpty()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "notification.seesNoCase");
        }
        return areas;
    }

    /** Gives a position to what was committed and has none; one node at a time, in the order of writing. */
    void settle(String side) {
        var waits = database.sql("select count(*) from outgoing_event where side = ? and position is null")
                .param(side)
                .query(Long.class)
                .single();
        if (waits > 0) {
            while (Objects.requireNonNull(transaction.execute(any -> settleSome(side))) == AT_ONCE) {
                // The rest.
            }
        }
    }

    private int settleSome(String side) {
        var last = database.sql("select last_position from event_feed where side = ? for update")
                .param(side)
                .query(Long.class)
                .single();
        var ids = database.sql("select id from outgoing_event where side = ? and position is null order by id"
                        + " fetch first ? rows only")
                .params(side, AT_ONCE)
                .query(Long.class)
                .list();
        if (ids.isEmpty()) {
            return 0;
        }
        var placed = new ArrayList<Object[]>();
        for (var id : ids) {
            placed.add(new Object[] {last + placed.size() + 1, id});
        }
        batches.batchUpdate("update outgoing_event set position = ? where id = ?", placed);
        database.sql("update event_feed set last_position = ? where side = ?")
                .params(last + ids.size(), side)
                .update();
        return ids.size();
    }

    private static OutgoingEvent event(ResultSet row) throws SQLException {
        var audience = row.getString("audience");
        var due = row.getObject("due_at", OffsetDateTime.class);
        return new OutgoingEvent(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("side"),
                Release.valueOf(row.getString("release")),
                row.getString("type"),
                row.getString("case_number"),
                row.getString("about"),
                row.getString("task_id"),
                groups(audience),
                due == null ? null : due.toInstant(),
                row.getObject("happened_at", OffsetDateTime.class).toInstant());
    }

    private static Set<String> groups(@Nullable String audience) {
        return audience == null || audience.isEmpty() ? Set.of() : Set.of(audience.split(",", -1));
    }
}
