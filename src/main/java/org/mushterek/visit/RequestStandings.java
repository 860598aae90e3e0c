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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.FollowingSteps;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the requests of a side stand: who holds them, since when, due when, and what came back. Of the host it tells what
 * the sender may know: which desks have not answered and when its answer is due, never a remark. Asks the database as
 * often for two hundred requests as for one.
 */
@Component
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
                   d.opened_at as decision_since, d.due_at as decision_due, d.paused_at, count(*) over () as in_all
            from visit_request r
            left join visit_transmission t on t.request_number = r.number and t.revision = r.revision
            left join visit_deadline k on k.request_number = r.number and k.revision = r.revision
                 and k.side = r.host_state and k.step = 'DESK_REVIEW'
            left join visit_deadline d on d.request_number = r.number and d.revision = r.revision
                 and d.side = r.host_state and d.step = 'HOST_DECISION'
            where r.sending_state = :side and r.state in (:states)
            order by coalesce(r.first_day, date '9999-12-31'), r.number
            fetch first :most rows only""";

    /** A permit tells the sending side something once it was handed over. */
    private static final String BACK = """
            select r.number, r.state, r.host_state, r.exercise_code, r.first_day, r.last_day, r.returned_reason,
                   d.revision, d.outcome, d.reason_code, d.comment, p.number as permit_number, p.state as permit_state, p.closing_reason, p.suspensions,
                   s.reason_code as suspension_code, s.comment as suspension_comment, s.reinstatement, s.reinstated_at,
                   coalesce(p.closed_at, s.reinstated_at, s.suspended_at, p.handed_over_at, r.changed_at) as back_at
            from visit_request r
            left join visit_decision d on d.request_number = r.number and d.revision = r.revision
            left join visit_permit p on p.request_number = r.number and p.handed_over_at is not null
                 and r.state = 'APPROVED'
            left join visit_suspension s on s.request_number = p.request_number and s.no = p.suspensions
            where r.sending_state = :side and r.state in (:states)""";

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
     * A request that came back from the host or from the own side's later steps, and what became of its permit.
     *
     * @param outcome the host's, null for what the own side sent back and for what lapsed
     * @param permit where the permit stands; null where none was handed over
     * @param reasonCode why the host decided so, or why it suspended the permit, where it gave a reason
     * @param reason why the own side sent it back, or what the host told with its answer, a suspension, its end or a revocation
     * @param at when it came to stand so
     */
    public record CameBack(
            String number,
            RequestState state,
            String hostState,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Outcome outcome,
            @Nullable PermitStanding permit,
            @Nullable String reasonCode,
            @Nullable String reason,
            Instant at) {}

    /** What came back, the newest first, and how much in all. */
    public record AllBack(List<CameBack> items, long total) {}

    /** The requests of the account's side that are under way, by the first day of the visit. */
    Standings underWay(Account account, int most) {
        if (!VisitAccess.worksOnVisits(account)) {
            return new Standings(List.of(), 0);
        }
        var side = account.side().code();
        var open = Stream.of(RequestState.values())
                .filter(state -> !state.isClosed())
                .map(Enum::name)
                .toList();
        var total = new AtomicLong();
        var rows = database.sql(STANDING)
                .param("side", side)
                .param("states", open)
                .param("most", most)
                .query((row, n) -> {
                    total.set(row.getLong("in_all"));
                    return Row.of(row);
                })
                .list();
        var numbers = rows.stream().map(Row::number).toList();
        var own = tasks.ofCases(numbers, side).stream().collect(Collectors.groupingBy(OfficerTask::caseNumber));
        var desks = openDesks(numbers);
        return new Standings(
                rows.stream()
                        .map(row -> row.standing(
                                own.getOrDefault(row.number(), List.of()), desks.getOrDefault(row.key(), Set.of())))
                        .toList(),
                total.get());
    }

    /**
     * What came back to the account's side since then, or whose permit has come to stand otherwise since then, newest first, and all
     * that still waits for its correction.
     */
    AllBack cameBack(Account account, Instant since, int most) {
        if (!VisitAccess.worksOnVisits(account)) {
            return new AllBack(List.of(), 0);
        }
        var items = back(account, "b.*", since, " order by b.back_at desc, b.number desc fetch first :most rows only")
                .param("most", most)
                .query((row, n) -> cameBack(account, row))
                .list();
        return new AllBack(
                items,
                items.size() < most
                        ? items.size()
                        : back(account, "count(*)", since, "").query(Long.class).single());
    }

    private JdbcClient.StatementSpec back(Account account, String wanted, Instant since, String order) {
        return database.sql("select " + wanted + " from (" + BACK
                        + ") b where (b.back_at >= :since or b.state = 'CORRECTION')" + order)
                .param("side", account.side().code())
                .param("states", CAME_BACK.stream().map(Enum::name).toList())
                .param("since", since.atOffset(ZoneOffset.UTC));
    }

    private CameBack cameBack(Account account, ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        var state = row.getString("permit_state");
        var permit = state == null
                ? null
                : PermitStanding.of(Permit.State.valueOf(state), Row.instant(row, "reinstated_at"));
        return new CameBack(
                row.getString("number"),
                RequestState.valueOf(row.getString("state")),
                row.getString("host_state"),
                row.getString("exercise_code"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                outcome == null ? null : Outcome.valueOf(outcome),
                permit,
                reasonCode(row, permit),
                reason(account, row, permit),
                row.getObject("back_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable String reasonCode(ResultSet row, @Nullable PermitStanding permit) throws SQLException {
        if (isAsAnswered(permit)) {
            return row.getString("reason_code");
        }
        return permit == PermitStanding.SUSPENDED ? row.getString("suspension_code") : null;
    }

    /** What the host told with its answer, of a suspension, of its end, or of a revocation. */
    private @Nullable String reason(Account account, ResultSet row, @Nullable PermitStanding permit)
            throws SQLException {
        if (isAsAnswered(permit)) {
            return reason(account, row);
        }
        if (permit == PermitStanding.SUSPENDED) {
            return ofSuspension(VisitSeals.SUSPENSION_COMMENT, row, "suspension_comment");
        }
        if (permit == PermitStanding.REVOKED) {
            return seals.openIfWritten(
                    VisitSeals.CLOSING_REASON,
                    row.getString("host_state"),
                    row.getString("closing_reason"),
                    row.getString("permit_number"));
        }
        return permit == PermitStanding.REINSTATED
                ? ofSuspension(VisitSeals.REINSTATEMENT, row, "reinstatement")
                : null;
    }

    private static boolean isAsAnswered(@Nullable PermitStanding permit) {
        return permit == null || permit == PermitStanding.PERMITTED;
    }

    private @Nullable String ofSuspension(SealedColumn sealed, ResultSet row, String column) throws SQLException {
        return seals.openIfWritten(
                sealed,
                row.getString("host_state"),
                row.getString(column),
                row.getString("number"),
                row.getInt("suspensions"));
    }

    /** Why the own side sent it back counts until it is sent again. */
    private @Nullable String reason(Account account, ResultSet row) throws SQLException {
        var number = row.getString("number");
        var ofOwnSide = row.getString("state").equals(RequestState.CORRECTION.name())
                ? seals.openIfWritten(
                        VisitSeals.RETURNED_REASON, account.side().code(), row.getString("returned_reason"), number)
                : null;
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
                    .filter(task -> !FollowingSteps.followsOtherSide(task.step()))
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
