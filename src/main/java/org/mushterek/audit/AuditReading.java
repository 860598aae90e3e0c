package org.mushterek.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the auditors of a side read: its own entries, and those that are nobody's alone. Each reading is an entry itself. */
@Component
public class AuditReading {

    private final JdbcTemplate database;
    private final AuditTrail audit;

    AuditReading(JdbcTemplate database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * What is looked for; null asks for everything.
     *
     * @param caseNumber a whole number
     * @param action a whole code, or the area before its first point
     * @param from first day, in the zone of the auditor's side
     * @param to last day
     * @param before id of the last line of the page before, null for the newest
     */
    public record Search(
            @Nullable String caseNumber,
            @Nullable String account,
            @Nullable String action,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long before,
            int limit) {}

    /**
     * One entry.
     *
     * @param id its place in time among those of the side
     * @param onBehalfOf the absent officer in whose stead a deputy acted
     * @param chain the chain that it stands in
     * @param position its place there
     */
    public record Line(
            long id,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            @Nullable String caseNumber,
            String action,
            @Nullable String detail,
            String door,
            String chain,
            long position,
            String hash) {}

    /**
     * Entries, newest first.
     *
     * @param next what to ask with as {@code before} for the next page, null where there is none
     */
    public record Page(List<Line> items, @Nullable Long next) {}

    /** @throws Refusal FORBIDDEN to everybody but auditors, INVALID where {@code before} is no entry of theirs */
    public Page read(Account auditor, Search search) {
        Checkpoints.mayAudit(auditor);
        var side = auditor.side().code();
        var sql = new StringBuilder("select * from audit_entry where (side = ? or side is null)");
        var values = new ArrayList<Object>();
        values.add(side);
        if (search.before() != null) {
            var at = timeOf(search.before(), side);
            sql.append(" and happened_at <= ? and (happened_at < ? or id < ?)");
            values.addAll(List.of(at, at, search.before()));
        }
        add(sql, values, " and case_number = ?", search.caseNumber());
        add(sql, values, " and account = ?", search.account());
        var action = search.action();
        if (action != null && action.contains(".")) {
            add(sql, values, " and action = ?", action);
        } else if (action != null) {
            // A whole area: what stands between its point and the next sign.
            sql.append(" and ((action > ? and action < ?) or action = ?)");
            values.addAll(List.of(action + ".", action + "/", action));
        }
        var zone = auditor.side().zone();
        add(sql, values, " and happened_at >= ?", start(search.from(), zone));
        add(
                sql,
                values,
                " and happened_at < ?",
                start(search.to() == null ? null : search.to().plusDays(1), zone));
        sql.append(" order by happened_at desc, id desc fetch first ? rows only");
        values.add(search.limit() + 1);
        var found = database.query(sql.toString(), (row, n) -> line(row), values.toArray());
        // Entries stay for ever: of what was typed there, nothing but a number is kept.
        var about = search.caseNumber() == null || !CaseNumbers.isOne(search.caseNumber()) ? null : search.caseNumber();
        audit.record(auditor.id(), side, null, "audit.read", about);
        var items = found.subList(0, Math.min(search.limit(), found.size()));
        return new Page(
                List.copyOf(items),
                found.size() > search.limit() ? items.get(items.size() - 1).id() : null);
    }

    private OffsetDateTime timeOf(long id, String side) {
        return database
                .query(
                        "select happened_at from audit_entry where id = ? and (side = ? or side is null)",
                        (row, n) -> row.getObject(1, OffsetDateTime.class),
                        id,
                        side)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "audit.unknownBefore"));
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("on_behalf_of"),
                row.getString("side"),
                row.getString("case_number"),
                row.getString("action"),
                row.getString("detail"),
                row.getString("door"),
                row.getString("chain"),
                row.getLong("position"),
                row.getString("hash"));
    }
}
