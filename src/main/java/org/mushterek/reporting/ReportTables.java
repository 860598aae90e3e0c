package org.mushterek.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.LastWritten;
import org.mushterek.common.StoredJson;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where events are kept, and the tables that reports read, which are made of them. */
@Repository
class ReportTables {

    private static final String INSERT_EVENT =
            "insert into report_event (side, number, happened_at, type, detail, data)";
    private static final String INSERT_EVENT_BEFORE =
            "insert into report_event (side, number, happened_at, type, detail, data, id) overriding system value"
                    + " values (?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_CASE =
            "insert into report_case (sending, host, exercise, state, is_open, version,"
                    + " first_day, last_day, is_long, is_backdated, opened_at, since, due_at, waits, closed_at, lasted, fold, writing, side, number, kind, opener,"
                    + " number_year, number_sequence)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_CASE = "update report_case set sending = ?, host = ?, exercise = ?, state = ?,"
            + " is_open = ?, version = ?, first_day = ?, last_day = ?, is_long = ?, is_backdated = ?, opened_at = ?, since = ?, due_at = ?, waits = ?, closed_at = ?,"
            + " lasted = ?, fold = ?, writing = ? where side = ? and number = ? and writing = ?";
    static final String INSERT_MARK =
            "insert into report_mark (side, kind, measure, counted_on, number, code) values (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_NEWS =
            "insert into report_news (side, kind, measure, counted_on, sending, version,"
                    + " code, amount, times, number)";

    /** More than there are cases at work at one time. */
    private static final int MOST_REMEMBERED = 1000;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final FinalWrites finalWrites;
    private final StoredJson json;
    private final LastWritten<CaseKey, Kept> remembered = new LastWritten<>(MOST_REMEMBERED);

    ReportTables(JdbcClient database, JdbcTemplate batches, FinalWrites finalWrites, StoredJson json) {
        this.database = database;
        this.batches = batches;
        this.finalWrites = finalWrites;
        this.json = json;
    }

    /** Names a case of a side. */
    record CaseKey(String side, String number) implements Comparable<CaseKey> {

        @Override
        public int compareTo(CaseKey other) {
            var bySide = side.compareTo(other.side);
            return bySide == 0 ? number.compareTo(other.number) : bySide;
        }
    }

    /**
     * A case before and while events are added.
     *
     * @param writing of the row from which it comes; null where the table does not have it
     * @param countedAs by what its facts were counted until now
     */
    record Change(@Nullable Long writing, int factsBefore, Counted countedAs, CaseFold now) {

        static Change ofKept(CaseFold fold, long writing) {
            return new Change(writing, fold.facts.size(), Counted.as(fold), fold);
        }

        static Change ofNew() {
            var fold = new CaseFold();
            return new Change(null, 0, Counted.as(fold), fold);
        }

        CaseKey key() {
            return new CaseKey(now.side, now.number);
        }
    }

    /** A case as a row has it. */
    private record Kept(CaseFold fold, long writing) {}

    /**
     * What came of writing cases.
     *
     * @param news what was counted
     * @param outdated cases that another node has written since this one did; nothing of them was written
     */
    record Saved(List<News> news, SortedSet<CaseKey> outdated) {}

    /** What a case's facts are counted by, beside themselves. */
    record Counted(String sending, int version) {

        static Counted as(CaseFold fold) {
            return new Counted(fold.sending == null ? "" : fold.sending, fold.version);
        }
    }

    /**
     * Something that was counted.
     *
     * @param times how often; negative where it is counted elsewhere from now on
     * @param number the case that is to be marked by it; null where none is, or it is already
     */
    record News(
            String side,
            String kind,
            Measure measure,
            LocalDate day,
            Counted countedAs,
            String code,
            int amount,
            int times,
            @Nullable String number) {

        static News of(CaseFold fold, Counted countedAs, Fact fact, int times, boolean isMark) {
            return new News(
                    fold.side,
                    fold.kind,
                    fact.measure(),
                    fact.day(),
                    countedAs,
                    fact.code(),
                    fact.value(),
                    times,
                    isMark ? fold.number : null);
        }

        /** The same thing of other cases is the same. */
        News withoutCase() {
            return new News(side, kind, measure, day, countedAs, code, amount, 0, null);
        }

        News times(int often) {
            return new News(side, kind, measure, day, countedAs, code, amount, often, null);
        }

        @Nullable
        Object[] row() {
            return new @Nullable Object[] {
                side, kind, measure.name(), day, countedAs.sending(), countedAs.version(), code, amount, times, number
            };
        }

        /** As a row of marks. */
        Optional<Object[]> mark() {
            return Optional.ofNullable(number).map(of -> new Object[] {side, kind, measure.name(), day, of, code});
        }
    }

    /**
     * The cases as they are, for whoever writes them at once: remembered where this node has written all of them last, else
     * locked. {@link #saveCases} tells which of them were written since by another.
     */
    Map<CaseKey, Change> open(SortedSet<CaseKey> cases) {
        var found = new TreeMap<CaseKey, Change>();
        for (var key : cases) {
            remembered.take(key).ifPresent(kept -> found.put(key, Change.ofKept(kept.fold(), kept.writing())));
        }
        // Of several the locks are taken in one order, so that nobody waits in a circle.
        return found.size() == cases.size() ? found : lock(cases);
    }

    /** The cases as they are, locked until the transaction ends; those that are new here are empty. */
    Map<CaseKey, Change> lock(SortedSet<CaseKey> cases) {
        var found = new TreeMap<CaseKey, Change>();
        var values = cases.stream()
                .flatMap(key -> List.of(key.side(), key.number()).stream())
                .toList();
        database.sql(locking(cases.size()))
                .params(values)
                .query((row, n) -> Change.ofKept(fold(row.getString("fold")), row.getLong("writing")))
                .list()
                .forEach(change -> found.put(change.key(), change));
        cases.forEach(key -> found.putIfAbsent(key, Change.ofNew()));
        return found;
    }

    /** By the pair: of two conditions joined by "or", H2 reads the whole table. */
    static String locking(int cases) {
        return "select side, number, fold, writing from report_case where (side, number) in ("
                + String.join(", ", Collections.nCopies(cases, "(?, ?)")) + ") order by side, number for update";
    }

    void insert(List<CaseEvent> events) {
        finalWrites.insert(INSERT_EVENT, events.stream().map(this::row).toList());
    }

    /** Keeps events, in their order, before all that are kept: of a case that has some these come first. */
    void insertBefore(List<CaseEvent> events) {
        var first = database.sql("select coalesce(min(id), 0) from report_event")
                .query(Long.class)
                .single();
        var rows = new ArrayList<Object[]>();
        var id = Math.min(first, 0) - events.size();
        for (var event : events) {
            var row = new ArrayList<@Nullable Object>(Arrays.asList(row(event)));
            row.add(id++);
            rows.add(row.toArray());
        }
        batch(INSERT_EVENT_BEFORE, rows);
    }

    /** An event as its row has it. */
    Object[] row(CaseEvent event) {
        return new @Nullable Object[] {
            event.side(), event.number(), time(event.at()), event.type(), event.detail(), json.write(event.data())
        };
    }

    CaseEvent event(ResultSet row) throws SQLException {
        return new CaseEvent(
                row.getString("side"),
                row.getString("number"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("detail"),
                json.read(row.getString("data"), CaseEvent.Data.class));
    }

    CaseFold fold(String kept) {
        return json.read(kept, CaseFold.class);
    }

    /** Writes what the events made of locked cases. */
    void save(Collection<Change> changes) {
        saveNews(saveCases(changes).news());
    }

    /** Writes what the events made of the cases, and nothing yet of what was counted. */
    Saved saveCases(Collection<Change> changes) {
        var made = new ArrayList<Object[]>();
        var changed = new ArrayList<Object[]>();
        var keys = new ArrayList<CaseKey>();
        var written = new HashMap<CaseKey, Kept>();
        for (var change : changes) {
            var writing = ThreadLocalRandom.current().nextLong();
            written.put(change.key(), new Kept(change.now(), writing));
            if (change.writing() == null) {
                made.add(caseRow(change, writing));
            } else {
                changed.add(caseRow(change, writing));
                keys.add(change.key());
            }
        }
        batch(INSERT_CASE, made);
        var outdated = new TreeSet<CaseKey>();
        var rows = batch(UPDATE_CASE, changed);
        for (var at = 0; at < rows.length; at++) {
            if (rows[at] == 0) {
                outdated.add(keys.get(at));
            }
        }
        var saved = changes.stream()
                .filter(change -> !outdated.contains(change.key()))
                .toList();
        saved.forEach(change -> remembered.written(change.key(), Objects.requireNonNull(written.get(change.key()))));
        return new Saved(newsOf(saved), outdated);
    }

    private static List<News> newsOf(Collection<Change> changes) {
        var news = new ArrayList<News>();
        for (var change : changes) {
            var fold = change.now();
            var counted = Counted.as(fold);
            if (!counted.equals(change.countedAs())) {
                // What was counted before more was known of the case moves to where it belongs.
                for (var fact : fold.facts.subList(0, change.factsBefore())) {
                    news.add(News.of(fold, change.countedAs(), fact, -1, false));
                    news.add(News.of(fold, counted, fact, 1, false));
                }
            }
            for (var at = change.factsBefore(); at < fold.facts.size(); at++) {
                var fact = fold.facts.get(at);
                // A case stands behind a figure once, however often it was counted in it on that day.
                var isMark = fact.measure().isMarked() && !isMarked(fold.facts.subList(0, at), fact);
                news.add(News.of(fold, counted, fact, 1, isMark));
            }
        }
        return news;
    }

    /** Keeps what was counted until it is added up and its cases are marked. */
    void saveNews(List<News> news) {
        finalWrites.insert(INSERT_NEWS, news.stream().map(News::row).toList());
    }

    /** Marks the cases that were counted. */
    void saveMarks(List<News> news) {
        batch(INSERT_MARK, news.stream().flatMap(one -> one.mark().stream()).toList());
    }

    private static boolean isMarked(List<Fact> before, Fact fact) {
        return before.stream()
                .anyMatch(earlier -> earlier.measure() == fact.measure()
                        && earlier.day().equals(fact.day())
                        && earlier.code().equals(fact.code()));
    }

    private Object[] caseRow(Change change, long writing) {
        var fold = change.now();
        var row = new ArrayList<@Nullable Object>(Arrays.asList(
                fold.sending,
                fold.host,
                fold.exercise,
                fold.state,
                fold.isOpen(),
                fold.version,
                fold.firstDay,
                fold.lastDay,
                fold.isLong(),
                fold.isBackdated(),
                time(fold.openedAt),
                time(fold.since),
                time(fold.due()),
                fold.waits(),
                time(fold.closedAt),
                fold.lasted(),
                json.write(fold),
                writing,
                fold.side,
                fold.number));
        if (change.writing() == null) {
            var said = CaseNumber.read(fold.number);
            row.add(fold.kind);
            row.add(said.map(CaseNumber::side).orElse(null));
            row.add(said.map(CaseNumber::year).orElse(null));
            row.add(said.map(CaseNumber::sequence).orElse(null));
        } else {
            row.add(change.writing());
        }
        return row.toArray();
    }

    /** Puts the keys of a case in the place of those it had. */
    void saveKeys(String number, Map<String, CaseKeys.Keys> keys) {
        var sides = List.copyOf(keys.keySet());
        var rows = new ArrayList<Object[]>();
        keys.forEach((side, found) -> {
            found.persons().stream()
                    .distinct()
                    .forEach(digest -> rows.add(new Object[] {side, "PERSON", digest, number}));
            found.units().stream().distinct().forEach(digest -> rows.add(new Object[] {side, "UNIT", digest, number}));
        });
        batch(
                "delete from report_key where side = ? and number = ?",
                sides.stream().map(side -> new Object[] {side, number}).toList());
        batch("insert into report_key (side, purpose, digest, number) values (?, ?, ?, ?)", rows);
    }

    /** A side that has erased the people of a case finds it by them no more. */
    void forgetKeys(String side, String number) {
        database.sql("delete from report_key where side = ? and number = ?")
                .params(side, number)
                .update();
    }

    /** Forgets the keys of all cases whose people a side has erased. */
    void forgetErased() {
        database.sql("delete from report_key where exists (select 1 from report_event e where e.side = report_key.side"
                        + " and e.number = report_key.number and e.type = ?)")
                .param(CaseJournal.ERASED)
                .update();
    }

    /** @return how many rows each changed; a driver need not tell it of those that were added */
    private int[] batch(String sql, List<Object[]> rows) {
        return rows.isEmpty() ? new int[0] : batches.batchUpdate(sql, rows);
    }

    /** Empties everything that is made of the events. */
    void clear() {
        for (var table : List.of("report_case", "report_mark", "report_key", "report_sum", "report_news")) {
            database.sql(String.format(Locale.ROOT, "delete from %s", table)).update();
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
