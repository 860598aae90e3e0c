package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the requests of a side stand: who holds them, since when, due when, and what came back. Of the host it tells what
 * the sender may know: which desks have not answered and when its answer is due, never a remark. Asks the database as
 * often for two hundred requests as for one.
 */
@Service
public class RequestStandings {

    private static final Set<RequestState> CAME_BACK = Set.of(
            RequestState.CORRECTION,
            RequestState.APPROVED,
            RequestState.DENIED,
            RequestState.NOT_SPONSORED,
            RequestState.LAPSED_UNANSWERED);

    private static final String STANDING = """
            select r.number, r.state, r.sending_state, r.host_state, r.exercise_code, r.first_day, r.last_day, r.revision,
                   t.state as at_host, t.delivered_at, k.opened_at as desk_since, k.due_at as desk_due,
                   d.opened_at as decision_since, d.due_at as decision_due, d.paused_at
            from visit_request r
            left join visit_transmission t on t.request_number = r.number and t.revision = r.revision
            left join visit_deadline k on k.request_number = r.number and k.revision = r.revision
                 and k.side = r.host_state and k.step = 'DESK_REVIEW'
            left join visit_deadline d on d.request_number = r.number and d.revision = r.revision
                 and d.side = r.host_state and d.step = 'HOST_DECISION'
            where r.sending_state = :side and r.state in (:states)
            order by coalesce(r.first_day, date '9999-12-31'), r.number
            fetch first :most rows only""";

    private final JdbcClient database;
    private final Seals seals;
    private final OfficerTasks tasks;

    RequestStandings(JdbcClient database, Seals seals, OfficerTasks tasks) {
        this.database = database;
        this.seals = seals;
        this.tasks = tasks;
    }

    /**
     * One request that has no answer yet.
     *
     * @param state a {@link RequestState}; at the host its {@link HostState}
     * @param holders who has to act; none for the moments in which the program does
     */
    public record Standing(
            String number,
            String state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<Holder> holders) {}

    /**
     * Who has a request in hand.
     *
     * @param side code of the side that has to act
     * @param roles one of which does it
     * @param account who of them has taken it, only ever of the own side
     * @param due null while a question stops the clock
     */
    public record Holder(
            String side,
            Set<Role> roles,
            @Nullable String account,
            Instant since,
            @Nullable Instant due) {}

    /** A page of standings, and how many there are in all. */
    public record Standings(List<Standing> items, long total) {}

    /**
     * A request that came back from the host or from the own side's later steps.
     *
     * @param outcome the host's, null for what the own side sent back and for what lapsed
     * @param reasonCode the host's reason, where it gave one
     * @param reason why the own side sent it back, or what the host told with its answer
     */
    public record CameBack(
            String number,
            RequestState state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable Outcome outcome,
            @Nullable String reasonCode,
            @Nullable String reason,
            Instant at) {}

    /** The requests of the account's side that are under way, by the first day of the visit. */
    @Transactional(readOnly = true)
    public Standings underWay(Account account, int most) {
        if (!VisitAccess.worksOnVisits(account)) {
            return new Standings(List.of(), 0);
        }
        var side = account.side().code();
        var open = Stream.of(RequestState.values())
                .filter(state -> !state.isClosed())
                .map(Enum::name)
                .toList();
        var total = database.sql(
                        "select count(*) from visit_request where sending_state = :side and state in (:states)")
                .param("side", side)
                .param("states", open)
                .query(Long.class)
                .single();
        var rows = database.sql(STANDING)
                .param("side", side)
                .param("states", open)
                .param("most", most)
                .query((row, n) -> Row.of(row))
                .list();
        var numbers = rows.stream().map(Row::number).toList();
        var own = tasks.ofCases(numbers, side).stream().collect(Collectors.groupingBy(OfficerTask::caseNumber));
        var desks = openDesks(numbers);
        return new Standings(
                rows.stream()
                        .map(row -> row.standing(
                                own.getOrDefault(row.number(), List.of()), desks.getOrDefault(row.key(), Set.of())))
                        .toList(),
                total);
    }

    /** What came back to the account's side since then, newest first, and all that still waits for its correction. */
    @Transactional(readOnly = true)
    public List<CameBack> cameBack(Account account, Instant since, int most) {
        if (!VisitAccess.worksOnVisits(account)) {
            return List.of();
        }
        return database.sql("select r.number, r.state, r.host_state, r.exercise_code, r.changed_at, r.returned_reason,"
                        + " d.revision, d.outcome, d.reason_code, d.comment from visit_request r left join visit_decision d"
                        + " on d.request_number = r.number and d.revision = r.revision"
                        + " where r.sending_state = :side and r.state in (:states)"
                        + " and (r.changed_at >= :since or r.state = 'CORRECTION')"
                        + " order by r.changed_at desc, r.number desc fetch first :most rows only")
                .param("side", account.side().code())
                .param("states", CAME_BACK.stream().map(Enum::name).toList())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, n) -> new CameBack(
                        row.getString("number"),
                        RequestState.valueOf(row.getString("state")),
                        row.getString("host_state"),
                        row.getString("exercise_code"),
                        row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                        row.getString("reason_code"),
                        reason(account, row),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private @Nullable String reason(Account account, ResultSet row) throws SQLException {
        var number = row.getString("number");
        var ofOwnSide = seals.openIfWritten(
                VisitSeals.RETURNED_REASON, account.side().code(), row.getString("returned_reason"), number);
        return ofOwnSide != null
                ? ofOwnSide
                : seals.openIfWritten(
                        VisitSeals.DECISION_COMMENT,
                        row.getString("host_state"),
                        row.getString("comment"),
                        number,
                        row.getInt("revision"));
    }

    /** The roles whose desks have not answered, by case and revision. */
    private Map<String, Set<Role>> openDesks(List<String> numbers) {
        var desks = new HashMap<String, Set<Role>>();
        if (!numbers.isEmpty()) {
            database.sql("select request_number, revision, desk from visit_desk where request_number in (:numbers)"
                            + " and opinion is null")
                    .param("numbers", numbers)
                    .query(row -> {
                        var role = Role.of(row.getString("desk"));
                        if (role.isPresent()) {
                            desks.computeIfAbsent(
                                            key(row.getString("request_number"), row.getInt("revision")),
                                            any -> new TreeSet<>())
                                    .add(role.get());
                        }
                    });
        }
        return desks;
    }

    private static String key(String number, int revision) {
        return number + "/" + revision;
    }

    private record Row(
            String number,
            int revision,
            RequestState state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable HostState atHost,
            @Nullable Instant delivered,
            @Nullable Instant deskDue,
            @Nullable Instant decisionSince,
            @Nullable Instant decisionDue,
            boolean paused) {

        static Row of(ResultSet row) throws SQLException {
            var atHost = row.getString("at_host");
            return new Row(
                    row.getString("number"),
                    row.getInt("revision"),
                    RequestState.valueOf(row.getString("state")),
                    row.getString("host_state"),
                    row.getString("exercise_code"),
                    row.getObject("first_day", LocalDate.class),
                    row.getObject("last_day", LocalDate.class),
                    atHost == null ? null : HostState.valueOf(atHost),
                    instant(row, "delivered_at"),
                    instant(row, "desk_due"),
                    instant(row, "decision_since"),
                    instant(row, "decision_due"),
                    row.getObject("paused_at", OffsetDateTime.class) != null);
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            var value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }

        String key() {
            return RequestStandings.key(number, revision);
        }

        Standing standing(List<OfficerTask> own, Set<Role> desks) {
            var isAtHost = state == RequestState.AT_HOST && atHost != null && delivered != null;
            return new Standing(
                    number,
                    isAtHost ? String.valueOf(atHost) : state.name(),
                    hostState,
                    exerciseCode,
                    from,
                    to,
                    isAtHost ? atHost(desks) : atHome(own));
        }

        /** Following a request at the host holds nothing up. */
        private static List<Holder> atHome(List<OfficerTask> own) {
            return own.stream()
                    .filter(task -> !task.step().equals(VisitRequestProcess.FOLLOW_REQUEST))
                    .map(task -> new Holder(task.side(), task.roles(), task.assignee(), task.created(), task.due()))
                    .toList();
        }

        private List<Holder> atHost(Set<Role> desks) {
            var holders = new ArrayList<Holder>();
            var since = delivered;
            if (since != null && atHost == HostState.AT_DESKS && !desks.isEmpty()) {
                holders.add(new Holder(hostState, desks, null, since, deskDue));
            } else if (since != null && atHost == HostState.DECISION) {
                holders.add(new Holder(
                        hostState,
                        Set.of(Role.AUTHORITY),
                        null,
                        decisionSince == null ? since : decisionSince,
                        paused ? null : decisionDue));
            }
            return List.copyOf(holders);
        }
    }
}
