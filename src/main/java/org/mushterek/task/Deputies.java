package org.mushterek.task;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.SharedVersions;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom, for which days and processes. Recorded by the absent officer or by the administrator of the
 * side; a deputy holds nothing of the deputies of others, and nobody administers accounts by standing in.
 */
@Service
public class Deputies {

    /** Roles that do no task, and so neither need a deputy nor can be one. */
    private static final Set<Role> WITHOUT_TASKS = Set.of(Role.ADMIN, Role.AUDITOR, Role.GUARD);

    private static final int LONGEST_ID = 60;
    private static final int MOST_PROCESSES = 20;

    /** How long a deputyship may be recorded for at once; a house rule, so that none is forgotten. */
    private static final int MOST_DAYS = 366;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Accounts accounts;
    private final ObjectProvider<TaskContent> contents;
    private final AuditTrail audit;
    private final Clock clock;
    private final SharedVersions versions;

    Deputies(
            JdbcClient database,
            JdbcTemplate batches,
            Accounts accounts,
            ObjectProvider<TaskContent> contents,
            AuditTrail audit,
            Clock clock,
            SharedVersions versions) {
        this.database = database;
        this.batches = batches;
        this.accounts = accounts;
        this.contents = contents;
        this.audit = audit;
        this.clock = clock;
        this.versions = versions;
    }

    /** Where a deputyship stands today. */
    public enum State {
        COMING,
        IN_EFFECT,
        OVER
    }

    /**
     * One deputyship.
     *
     * @param principal the absent officer
     * @param processes ids of the processes that it is for; none for all
     * @param endedAt when it was ended before its last day
     */
    public record Deputyship(
            long id,
            String principal,
            String deputy,
            LocalDate firstDay,
            LocalDate lastDay,
            Set<String> processes,
            String recordedBy,
            @Nullable Instant endedAt,
            State state) {}

    /**
     * A deputyship to be recorded.
     *
     * @param principal the absent officer; the account itself where it is not said
     * @param processes ids of the processes that it is for; none for all
     */
    public record Wanted(
            @Nullable String principal,
            @Nullable String deputy,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable List<@Nullable String> processes) {}

    /** Those that concern the account, as absent officer or deputy; for an administrator all of the side. Newest first. */
    @Transactional(readOnly = true)
    public List<Deputyship> visibleTo(Account account) {
        return read(account, visible(account), Map.of("account", account.id()));
    }

    private static String visible(Account account) {
        return account.has(Role.ADMIN) ? "true" : "(principal = :account or deputy = :account)";
    }

    /**
     * Records a deputyship of the own side.
     *
     * @throws Refusal FORBIDDEN for an officer who names a deputy for somebody else, INVALID with every fault, CONFLICT
     *     where the absent officer has a deputy for these days and processes already
     */
    @Transactional
    public Deputyship record(Account account, Wanted wanted) {
        var principal = wanted.principal() == null ? account.id() : wanted.principal();
        mayRecordFor(account, principal);
        var findings = new ArrayList<Finding>();
        checkHolder(account, "principal", principal, findings);
        var deputy = wanted.deputy();
        if (deputy == null || deputy.isBlank()) {
            findings.add(fault("deputy", "deputy.missing"));
        } else if (deputy.equals(principal)) {
            findings.add(fault("deputy", "deputy.self"));
        } else {
            checkHolder(account, "deputy", deputy, findings);
        }
        var first = wanted.firstDay();
        var last = wanted.lastDay();
        checkDays(account, first, last, findings);
        var processes = processes(wanted, findings);
        if (!findings.isEmpty() || deputy == null || first == null || last == null) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("deputy.invalid"), findings);
        }
        takeTurn();
        refuseOverlap(account, principal, first, last, processes);
        var id = insert(account, principal, deputy, first, last, processes);
        audit.record(account.id(), account.side().code(), null, "deputy.recorded", principal + ">" + deputy);
        return find(account, id);
    }

    /**
     * Ends a deputyship now. What the deputy did stays done.
     *
     * @throws Refusal NOT_FOUND for what the account may not end, CONFLICT where it is over
     */
    @Transactional
    public void end(Account account, long id) {
        var found = find(account, id);
        if (!account.has(Role.ADMIN) && !found.principal().equals(account.id())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "deputy.notYours");
        }
        if (found.state() == State.OVER) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "deputy.over");
        }
        versions.change(SharedVersions.ACCOUNTS);
        database.sql("update deputyship set ended_by = ?, ended_at = ? where id = ?")
                .params(account.id(), clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        audit.record(
                account.id(), account.side().code(), null, "deputy.ended", found.principal() + ">" + found.deputy());
    }

    /** Waits until nobody else is recording, so that what is read next stays true. */
    private void takeTurn() {
        database.sql("select id from deputyship_turn for update")
                .query(Integer.class)
                .single();
    }

    private static void mayRecordFor(Account account, String principal) {
        if (!principal.equals(account.id()) && !account.has(Role.ADMIN)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "deputy.notYours");
        }
    }

    /** An id of the other side is answered like one that nobody has. */
    private void checkHolder(Account account, String place, String id, List<Finding> findings) {
        var found = id.length() > LONGEST_ID
                ? null
                : accounts.find(id)
                        .filter(other -> other.isOf(account.side().code()))
                        .orElse(null);
        if (found == null) {
            findings.add(fault(place, "deputy.unknown"));
        } else if (WITHOUT_TASKS.containsAll(found.own())) {
            findings.add(fault(place, "deputy.withoutTasks"));
        }
    }

    private void checkDays(
            Account account, @Nullable LocalDate first, @Nullable LocalDate last, List<Finding> findings) {
        var today = today(account);
        if (first == null) {
            findings.add(fault("firstDay", "deputy.dayMissing"));
        }
        if (last == null) {
            findings.add(fault("lastDay", "deputy.dayMissing"));
        } else if (last.isBefore(today)) {
            findings.add(fault("lastDay", "deputy.expired"));
        } else if (first != null && last.isBefore(first)) {
            findings.add(fault("lastDay", "deputy.endBeforeStart"));
        } else if (first != null && last.isAfter(first.plusDays(MOST_DAYS - 1L))) {
            findings.add(fault("lastDay", "deputy.tooLong"));
        }
    }

    private Set<String> processes(Wanted wanted, List<Finding> findings) {
        var named = new TreeSet<String>();
        var asked = wanted.processes() == null ? List.<@Nullable String>of() : wanted.processes();
        for (var process : asked.size() > MOST_PROCESSES ? asked.subList(0, MOST_PROCESSES + 1) : asked) {
            if (process == null || contents.stream().noneMatch(content -> content.handles(process))) {
                findings.add(fault("processes", "deputy.unknownProcess"));
                break;
            }
            named.add(process);
        }
        return named;
    }

    private void refuseOverlap(
            Account account, String principal, LocalDate first, LocalDate last, Set<String> processes) {
        read(
                        account,
                        "principal = :principal and ended_at is null and last_day >= :first and first_day <= :last",
                        Map.of("principal", principal, "first", first, "last", last))
                .stream()
                .filter(other -> other.processes().isEmpty()
                        || processes.isEmpty()
                        || !Collections.disjoint(other.processes(), processes))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.of(
                            Refusal.Kind.CONFLICT,
                            Message.of("deputy.overlaps")
                                    .with("deputy", other.deputy())
                                    .with("from", other.firstDay())
                                    .with("to", other.lastDay()));
                });
    }

    private long insert(
            Account account, String principal, String deputy, LocalDate first, LocalDate last, Set<String> processes) {
        versions.change(SharedVersions.ACCOUNTS);
        database.sql("insert into deputyship (side, principal, deputy, first_day, last_day, recorded_by, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        account.side().code(),
                        principal,
                        deputy,
                        first,
                        last,
                        account.id(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var id = database.sql("select max(id) from deputyship where principal = ?")
                .param(principal)
                .query(Long.class)
                .single();
        batches.batchUpdate(
                "insert into deputyship_process (deputyship, process) values (?, ?)",
                processes.stream().map(process -> new Object[] {id, process}).toList());
        return id;
    }

    private Deputyship find(Account account, long id) {
        return read(account, "id = :id and " + visible(account), Map.of("id", id, "account", account.id())).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "deputy.noSuch"));
    }

    private record Row(
            long id,
            String principal,
            String deputy,
            LocalDate firstDay,
            LocalDate lastDay,
            String recordedBy,
            @Nullable Instant endedAt) {}

    /** @param condition on the deputyships of the account's side */
    private List<Deputyship> read(Account account, String condition, Map<String, Object> values) {
        var rows = database.sql("select * from deputyship where side = :side and " + condition
                        + " order by first_day desc, id desc fetch first 500 rows only")
                .param("side", account.side().code())
                .params(values)
                .query((row, n) -> {
                    var ended = row.getObject("ended_at", OffsetDateTime.class);
                    return new Row(
                            row.getLong("id"),
                            row.getString("principal"),
                            row.getString("deputy"),
                            row.getObject("first_day", LocalDate.class),
                            row.getObject("last_day", LocalDate.class),
                            row.getString("recorded_by"),
                            ended == null ? null : ended.toInstant());
                })
                .list();
        var processes = processesOf(rows.stream().map(Row::id).toList());
        var today = today(account);
        return rows.stream()
                .map(row -> new Deputyship(
                        row.id(),
                        row.principal(),
                        row.deputy(),
                        row.firstDay(),
                        row.lastDay(),
                        processes.getOrDefault(row.id(), Set.of()),
                        row.recordedBy(),
                        row.endedAt(),
                        row.endedAt() != null || row.lastDay().isBefore(today)
                                ? State.OVER
                                : row.firstDay().isAfter(today) ? State.COMING : State.IN_EFFECT))
                .toList();
    }

    private Map<Long, Set<String>> processesOf(List<Long> ids) {
        var processes = new HashMap<Long, Set<String>>();
        if (!ids.isEmpty()) {
            database.sql("select deputyship, process from deputyship_process where deputyship in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        processes
                                .computeIfAbsent(row.getLong("deputyship"), any -> new TreeSet<>())
                                .add(row.getString("process"));
                    });
        }
        return processes;
    }

    private LocalDate today(Account account) {
        return LocalDate.ofInstant(clock.instant(), account.side().zone());
    }

    private static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }
}
