package org.mushterek.reporting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.notification.Round;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds what has just happened to the sums of days, months and years and marks the cases behind it, one node at a time. Nothing
 * waits for it: a figure adds what is not added up yet, and opens its cases.
 */
@Component
class ReportSums implements Round {

    private static final int AT_ONCE = 5000;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    ReportSums(JdbcClient database, JdbcTemplate batches, PlatformTransactionManager transactions) {
        this.database = database;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A span that is added up as one. */
    enum Grain {
        DAY("D"),
        MONTH("M"),
        YEAR("Y");

        private final String code;

        Grain(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** The first day of the span that a day lies in. */
        LocalDate of(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    /** Days, or months, or years of a kind of case that have the same first day. */
    private record Span(String side, String kind, Grain grain, LocalDate firstDay) {}

    /** What is counted in a span. */
    private record Key(Span span, String measure, String sending, int version, String code) {}

    private record News(
            long id,
            Span day,
            String measure,
            String sending,
            int version,
            String code,
            int amount,
            int times,
            @Nullable String number) {

        Key in(Grain grain) {
            return new Key(
                    new Span(day.side(), day.kind(), grain, grain.of(day.firstDay())), measure, sending, version, code);
        }
    }

    @Override
    public void go() {
        addUp();
    }

    /** Adds up everything that was committed. */
    void addUp() {
        while (Objects.requireNonNull(transaction.execute(any -> addSome())) == AT_ONCE) {
            // The rest.
        }
    }

    /** Adds up everything at once, where nothing was added up yet and nobody writes. */
    void addUpAnew() {
        transaction.executeWithoutResult(any -> {
            for (var grain : Grain.values()) {
                var first = grain == Grain.DAY ? "counted_on" : "cast(date_trunc('" + grain + "', counted_on) as date)";
                database.sql("insert into report_sum (side, kind, measure, grain, first_day, sending, version, code,"
                                + " amounts) select side, kind, measure, '" + grain.code()
                                + "', first_day, sending, version, code,"
                                + " string_agg(cast(amount as varchar(12)) || ':' || cast(times as varchar(20)), ' '"
                                + " order by amount) from (select side, kind, measure, first_day, sending, version,"
                                + " code, amount, sum(times) as times from (select side, kind, measure, " + first
                                + " as first_day, sending, version, code, amount, times from report_news) n"
                                + " group by side, kind, measure, first_day, sending, version, code, amount"
                                + " having sum(times) <> 0) s"
                                + " group by side, kind, measure, first_day, sending, version, code")
                        .update();
            }
            database.sql("delete from report_news").update();
        });
    }

    private int addSome() {
        if (database.sql("select count(*) from (select id from report_news fetch first 1 rows only) n")
                        .query(Integer.class)
                        .single()
                == 0) {
            return 0;
        }
        database.sql("select id from report_adding where id = 1 for update")
                .query(Integer.class)
                .single();
        var news = database.sql("select * from report_news order by id fetch first ? rows only")
                .param(AT_ONCE)
                .query((row, n) -> new News(
                        row.getLong("id"),
                        new Span(
                                row.getString("side"),
                                row.getString("kind"),
                                Grain.DAY,
                                row.getObject("counted_on", LocalDate.class)),
                        row.getString("measure"),
                        row.getString("sending"),
                        row.getInt("version"),
                        row.getString("code"),
                        row.getInt("amount"),
                        row.getInt("times"),
                        row.getString("number")))
                .list();
        var sums = new LinkedHashMap<Span, Map<Key, Amounts>>();
        for (var one : news) {
            for (var grain : Grain.values()) {
                var key = one.in(grain);
                sums.computeIfAbsent(key.span(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(key, any -> new Amounts())
                        .add(one.amount(), one.times());
            }
        }
        add(sums);
        mark(news);
        batches.batchUpdate(
                "delete from report_news where id = ?",
                news.stream().map(one -> new Object[] {one.id()}).toList());
        return news.size();
    }

    /** Marks the cases that were counted, so that a figure opens them. */
    private void mark(List<News> news) {
        var marks = new ArrayList<Object[]>();
        for (var one : news) {
            if (one.number() != null) {
                var day = one.day();
                marks.add(new Object[] {
                    day.side(), day.kind(), one.measure(), Date.valueOf(day.firstDay()), one.number(), one.code()
                });
            }
        }
        if (!marks.isEmpty()) {
            batches.batchUpdate(ReportTables.INSERT_MARK, marks);
        }
    }

    /** One statement for each span, and two for all that is written: officers work on few days at a time. */
    private void add(Map<Span, Map<Key, Amounts>> sums) {
        var changed = new ArrayList<Object[]>();
        var made = new ArrayList<Object[]>();
        sums.forEach((span, more) -> {
            var kept = kept(span);
            more.forEach((key, amounts) -> {
                var before = kept.get(key);
                if (before != null) {
                    amounts.add(before);
                }
                (before == null ? made : changed).add(row(amounts, key));
            });
        });
        if (!changed.isEmpty()) {
            batches.batchUpdate(
                    "update report_sum set amounts = ? where side = ? and kind = ? and grain = ? and first_day = ?"
                            + " and measure = ? and sending = ? and version = ? and code = ?",
                    changed);
        }
        if (!made.isEmpty()) {
            batches.batchUpdate(
                    "insert into report_sum (amounts, side, kind, grain, first_day, measure, sending, version, code)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    made);
        }
    }

    private Map<Key, Amounts> kept(Span span) {
        var kept = new HashMap<Key, Amounts>();
        database.sql("select measure, sending, version, code, amounts from report_sum where side = ? and kind = ?"
                        + " and grain = ? and first_day = ?")
                .params(span.side(), span.kind(), span.grain().code(), span.firstDay())
                .query(row -> {
                    kept.put(
                            new Key(
                                    span,
                                    row.getString("measure"),
                                    row.getString("sending"),
                                    row.getInt("version"),
                                    row.getString("code")),
                            Amounts.read(row.getString("amounts")));
                });
        return kept;
    }

    private static Object[] row(Amounts amounts, Key key) {
        var span = key.span();
        return new Object[] {
            amounts.write(),
            span.side(),
            span.kind(),
            span.grain().code(),
            Date.valueOf(span.firstDay()),
            key.measure(),
            key.sending(),
            key.version(),
            key.code()
        };
    }
}
