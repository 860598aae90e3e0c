package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Seals;
import org.mushterek.common.SearchedWords;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a side as lists: what it has asked, and what was handed to it. No names of persons. */
@Service
public class CaseLists {

    private static final String OWN = """
            select r.number, r.revision, r.state, r.version, r.exercise_code, r.first_day, r.last_day,
                   (select count(*) from visit_person p where p.request_number = r.number) as persons,
                   r.sending_state, r.host_state, r.opened_at as since, coalesce(g.group_number, a.group_number) as group_number,
                   coalesce(g.part, a.part) as part,
                   a.amends, r.words, true as is_own
            from visit_request r left join visit_group_part g on g.request_number = r.number
                 left join visit_amendment a on a.request_number = r.number
            where r.sending_state = ?""";
    private static final String RECEIVED = """
            select r.request_number as number, r.revision, r.state, r.version, r.exercise_code, r.first_day,
                   r.last_day, r.persons, r.sending_state, r.host_state, r.delivered_at as since, coalesce(g.group_number, a.group_number) as group_number,
                   coalesce(g.part, a.part) as part,
                   a.amends, r.words, false as is_own
            from visit_transmission r left join visit_group_part g on g.request_number = r.request_number
                 left join visit_amendment a on a.request_number = r.request_number
            where r.host_state = ?
            and r.revision = (select max(l.revision) from visit_transmission l
                              where l.request_number = r.request_number)""";

    private static final String NEWEST_FIRST = " order by since desc, number desc";

    private final JdbcClient database;
    private final Seals seals;
    private final RecordedSearches recorded;

    CaseLists(JdbcClient database, Seals seals, RecordedSearches recorded) {
        this.database = database;
        this.seals = seals;
        this.recorded = recorded;
    }

    /**
     * One line of a list.
     *
     * @param state a {@link RequestState} or {@link HostState}
     * @param group number of the group that the request is part of
     * @param part which part of it, from 1
     * @param amends number of the request that it amends
     * @param unit that asks, as the request names it
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
            @Nullable Integer part,
            @Nullable String amends,
            @Nullable String unit) {}

    /**
     * A line and by what words it is found.
     *
     * @param nameless its numbers and its unit
     * @param all the same with its persons
     */
    private record Found(Line line, String nameless, String all) {}

    /** A page of lines, and how many there are in all. */
    public record Page(List<Line> items, long total) {}

    /**
     * What is looked for; null asks for everything.
     *
     * @param from first day of a span that the visit must touch
     * @param to last day of that span
     * @param words parts of the case's number or of its group's and of the unit that asks, and where persons are looked for also
     *     of their names, which must all be there; what is found is sorted by unit, then newest first
     * @param group number of a group
     */
    public record Search(
            @Nullable String state,
            @Nullable String exerciseCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String words,
            @Nullable String group,
            int offset,
            int limit) {}

    /** What the account's side has asked, newest first; empty for a role that reads no case. Words find no persons. */
    @Transactional(readOnly = true)
    public Page requests(Account account, Search search) {
        return page(OWN, account, search, false);
    }

    /** The latest revision of what was handed to the account's side, newest first. Words find no persons. */
    @Transactional(readOnly = true)
    public Page received(Account account, Search search) {
        return page(RECEIVED, account, search, false);
    }

    /**
     * As {@link #requests}, with words that find persons, too, for those who may read by what persons are identified. A search
     * that tells something of persons, be it that there is none, is put on record.
     */
    @Transactional
    public Page searchRequests(Account account, Search search) {
        return page(OWN, account, search, VisitAccess.mayReadIdentities(account));
    }

    /** As {@link #received}, likewise. */
    @Transactional
    public Page searchReceived(Account account, Search search) {
        return page(RECEIVED, account, search, VisitAccess.mayReadIdentities(account));
    }

    private Page page(String from, Account account, Search search, boolean findsPersons) {
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
        filter(
                sql,
                values,
                " and " + (from.equals(OWN) ? "r.number" : "r.request_number")
                        + " in (select request_number from visit_group_part where group_number = ? union all"
                        + " select request_number from visit_amendment where group_number = ?)",
                search.group(),
                search.group());
        var words = SearchedWords.of(search.words());
        return words.isEmpty() ? newest(sql, values, search) : found(sql, values, account, words, search, findsPersons);
    }

    private Page newest(StringBuilder sql, List<Object> values, Search search) {
        var total = database.sql("select count(*) from (" + sql + ") c")
                .params(values)
                .query(Long.class)
                .single();
        values.add(search.offset());
        values.add(search.limit());
        var lines = database.sql(sql + NEWEST_FIRST + " offset ? rows fetch first ? rows only")
                .params(values)
                .query((row, n) -> read(row).line())
                .list();
        return new Page(lines, total);
    }

    /** What persons and units are called is sealed in the database, so that words are looked for here. */
    private Page found(
            StringBuilder sql,
            List<Object> values,
            Account account,
            SearchedWords words,
            Search search,
            boolean findsPersons) {
        var byUnit = Comparator.nullsLast(SearchedWords.asInADictionary(account.language()));
        var all = database.sql(sql + NEWEST_FIRST).params(values).query((row, n) -> read(row)).list().stream()
                .filter(found -> words.standIn(findsPersons ? found.all() : found.nameless()))
                .toList();
        // A number that is found tells of nobody.
        if (findsPersons && (all.isEmpty() || all.stream().anyMatch(found -> !words.standIn(found.nameless())))) {
            recorded.record(account, Objects.requireNonNull(search.words()));
        }
        var lines = all.stream()
                .map(Found::line)
                .sorted((one, other) -> byUnit.compare(one.unit(), other.unit()))
                .skip(search.offset())
                .limit(search.limit())
                .toList();
        return new Page(lines, all.size());
    }

    private Found read(ResultSet row) throws SQLException {
        var number = row.getString("number");
        var group = row.getString("group_number");
        var kept = row.getString("words");
        var words =
                kept == null ? new CaseWords(null, FoldedText.of(number)) : CaseWords.read(opened(row, number, kept));
        var line = new Line(
                number,
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
                group,
                row.getObject("part", Integer.class),
                row.getString("amends"),
                words.unit());
        var ofGroup = group == null ? "" : CaseWords.PARTED + FoldedText.of(group);
        return new Found(line, words.nameless(number) + ofGroup, words.folded() + ofGroup);
    }

    private String opened(ResultSet row, String number, String kept) throws SQLException {
        return row.getBoolean("is_own")
                ? seals.open(VisitSeals.WORDS, row.getString("sending_state"), kept, number)
                : seals.open(
                        VisitSeals.WORDS_RECEIVED, row.getString("host_state"), kept, number, row.getInt("revision"));
    }

    private static void filter(StringBuilder sql, List<Object> values, String condition, @Nullable Object... given) {
        if (given[0] != null) {
            sql.append(condition);
            values.addAll(Arrays.asList(given));
        }
    }
}
