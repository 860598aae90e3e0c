package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The visits that are permitted and not over: what a side has sent and what it is host to. Each stands here from the hand-over
 * of its permit until that has ended, suspended or not. No persons.
 */
@Component
public class PermittedVisits {

    private static final String OPEN = " from visit_permit p left join visit_suspension s"
            + " on s.request_number = p.request_number and s.no = p.suspensions"
            + " where p.state in ('HANDED_OVER', 'SUSPENDED') and (p.host_state = :side or p.sending_state = :side)";

    private static final String LINES = "select p.request_number, p.state, p.valid_from, p.valid_to, p.host_state,"
            + " p.sending_state, p.handed_over_at, s.suspended_at, s.reinstated_at, s.review_on,"
            + " (select t.exercise_code from visit_transmission t where t.request_number = p.request_number"
            + " and t.revision = p.request_revision) as exercise_code" + OPEN
            + " order by p.valid_from, p.request_number fetch first :most rows only";

    private final JdbcClient database;
    private final Sides sides;
    private final Clock clock;

    PermittedVisits(JdbcClient database, Sides sides, Clock clock) {
        this.database = database;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * One permitted visit.
     *
     * @param standing PERMITTED, SUSPENDED or REINSTATED
     * @param since when it came to stand so
     * @param reviewOn day at the host on which its suspension is looked at again, where one was named
     * @param begun whether its first day has come at the host
     */
    public record Line(
            String number,
            PermitStanding standing,
            String sendingState,
            String hostState,
            @Nullable String exerciseCode,
            LocalDate from,
            LocalDate to,
            Instant since,
            @Nullable LocalDate reviewOn,
            boolean begun) {}

    /** A page of lines, and how many there are in all. */
    public record Lines(List<Line> items, long total) {}

    /** Those of the account's side, by their first day. */
    Lines of(Account account, int most) {
        if (!VisitAccess.worksOnVisits(account)) {
            return new Lines(List.of(), 0);
        }
        var side = account.side().code();
        var items = database.sql(LINES)
                .param("side", side)
                .param("most", most)
                .query((row, n) -> line(row))
                .list();
        return new Lines(
                items,
                items.size() < most
                        ? items.size()
                        : database.sql("select count(*)" + OPEN)
                                .param("side", side)
                                .query(Long.class)
                                .single());
    }

    private Line line(ResultSet row) throws SQLException {
        var reinstatedAt = instant(row, "reinstated_at");
        var standing = PermitStanding.of(Permit.State.valueOf(row.getString("state")), reinstatedAt);
        var host = row.getString("host_state");
        var from = row.getObject("valid_from", LocalDate.class);
        var since =
                switch (standing) {
                    case SUSPENDED -> instant(row, "suspended_at");
                    case REINSTATED -> reinstatedAt;
                    default -> null;
                };
        return new Line(
                row.getString("request_number"),
                standing,
                row.getString("sending_state"),
                host,
                row.getString("exercise_code"),
                from,
                row.getObject("valid_to", LocalDate.class),
                since == null
                        ? row.getObject("handed_over_at", OffsetDateTime.class).toInstant()
                        : since,
                standing == PermitStanding.SUSPENDED ? row.getObject("review_on", LocalDate.class) : null,
                !from.isAfter(
                        LocalDate.ofInstant(clock.instant(), sides.get(host).zone())));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
