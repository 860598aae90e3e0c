package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a side as lists: what it has asked, and what was handed to it. No names, no free text. */
@Service
public class CaseLists {

    private static final String OWN = """
            select r.number, r.revision, r.state, r.version, r.exercise_code, r.first_day, r.last_day,
                   (select count(*) from visit_person p where p.request_number = r.number) as persons,
                   r.sending_state, r.host_state, r.opened_at as since, g.group_number, g.part
            from visit_request r left join visit_group_part g on g.request_number = r.number
            where r.sending_state = ?""";
    private static final String RECEIVED = """
            select r.request_number as number, r.revision, r.state, r.version, r.exercise_code, r.first_day,
                   r.last_day, r.persons, r.sending_state, r.host_state, r.delivered_at as since, g.group_number, g.part
            from visit_transmission r left join visit_group_part g on g.request_number = r.request_number
            where r.host_state = ?
            and r.revision = (select max(l.revision) from visit_transmission l
                              where l.request_number = r.request_number)""";

    private final JdbcClient database;

    CaseLists(JdbcClient database) {
        this.database = database;
    }

    /**
     * One line of a list.
     *
     * @param state a {@link RequestState} or {@link HostState}
     * @param group number of the group that the request is part of
     * @param part which part of it, from 1
     * @param since when the request was opened or, at the host, delivered
     */
    public record Line(
            String number,
            int revision,
            String state,
            int version,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int persons,
            String sendingState,
            String hostState,
            Instant since,
            @Nullable String group,
            @Nullable Integer part) {}

    /** A page of lines, and how many there are in all. */
    public record Page(List<Line> items, long total) {}

    /**
     * What is looked for; null asks for everything.
     *
     * @param from first day of a span that the visit must touch
     * @param to last day of that span
     * @param numberPart a part of the case's number or of its group's, in either case
     * @param group number of a group
     */
    public record Search(
            @Nullable String state,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String numberPart,
            @Nullable String group,
            int offset,
            int limit) {}

    /** What the account's side has asked, newest first; empty for a role that reads no case. */
    @Transactional(readOnly = true)
    public Page requests(Account account, Search search) {
        return page(OWN, "r.number", account, search);
    }

    /** The latest revision of what was handed to the account's side, newest first. */
    @Transactional(readOnly = true)
    public Page received(Account account, Search search) {
        return page(RECEIVED, "r.request_number", account, search);
    }

    private Page page(String from, String number, Account account, Search search) {
        if (!VisitAccess.worksOnVisits(account)) {
            return new Page(List.of(), 0);
        }
        var sql = new StringBuilder(from);
        var values = new ArrayList<Object>();
        values.add(account.side().code());
        filter(sql, values, " and r.state = ?", search.state());
        filter(sql, values, " and r.exercise_code = ?", search.exerciseCode());
        filter(sql, values, " and r.last_day >= ?", search.from());
        filter(sql, values, " and r.first_day <= ?", search.to());
        filter(sql, values, " and g.group_number = ?", search.group());
        var part = search.numberPart();
        if (part != null && !part.isBlank()) {
            // What the officer typed is text to look for, not a pattern.
            var literal = part.strip()
                    .toUpperCase(Locale.ROOT)
                    .replace("!", "!!")
                    .replace("%", "!%")
                    .replace("_", "!_");
            sql.append(" and (" + number + " like ? escape '!' or g.group_number like ? escape '!')");
            values.addAll(List.of("%" + literal + "%", "%" + literal + "%"));
        }
        var total = database.sql("select count(*) from (" + sql + ") c")
                .params(values)
                .query(Long.class)
                .single();
        values.add(search.offset());
        values.add(search.limit());
        var lines = database.sql(sql + " order by since desc, number desc offset ? rows fetch first ? rows only")
                .params(values)
                .query((row, n) -> new Line(
                        row.getString("number"),
                        row.getInt("revision"),
                        row.getString("state"),
                        row.getInt("version"),
                        row.getString("exercise_code"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getInt("persons"),
                        row.getString("sending_state"),
                        row.getString("host_state"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("group_number"),
                        row.getObject("part", Integer.class)))
                .list();
        return new Page(lines, total);
    }

    private static void filter(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }
}
