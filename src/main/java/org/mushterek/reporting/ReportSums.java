package org.mushterek.reporting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mushterek.notification.Round;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds what has just happened to the sums of days, months and years, one node at a time. Nothing waits for it: a figure adds
 * what is not added up yet.
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

    private record Key(
            String side,
            String kind,
            String grain,
            LocalDate firstDay,
            String measure,
            String sending,
            int version,
            String code,
            int amount) {}

    private record News(long id, Key day, int times) {}

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
                database.sql("insert into report_count (side, kind, measure, grain, first_day, sending, version, code,"
                                + " amount, times) select side, kind, measure, '" + grain.code()
                                + "', first_day, sending,"
                                + " version, code, amount, sum(times) from (select side, kind, measure, " + first
                                + " as first_day, sending, version, code, amount, times from report_news) n"
                                + " group by side, kind, measure, first_day, sending, version, code, amount")
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
                        new Key(
                                row.getString("side"),
                                row.getString("kind"),
                                Grain.DAY.code(),
                                row.getObject("counted_on", LocalDate.class),
                                row.getString("measure"),
                                row.getString("sending"),
                                row.getInt("version"),
                                row.getString("code"),
                                row.getInt("amount")),
                        row.getInt("times")))
                .list();
        var sums = new LinkedHashMap<Key, Integer>();
        for (var one : news) {
            for (var grain : Grain.values()) {
                sums.merge(in(grain, one.day()), one.times(), Integer::sum);
            }
        }
        add(sums);
        batches.batchUpdate(
                "delete from report_news where id = ?",
                news.stream().map(one -> new Object[] {one.id()}).toList());
        return news.size();
    }

    private static Key in(Grain grain, Key day) {
        return new Key(
                day.side(),
                day.kind(),
                grain.code(),
                grain.of(day.firstDay()),
                day.measure(),
                day.sending(),
                day.version(),
                day.code(),
                day.amount());
    }

    private void add(Map<Key, Integer> sums) {
        var keys = List.copyOf(sums.keySet());
        if (keys.isEmpty()) {
            return;
        }
        var updated = batches.batchUpdate(
                "update report_count set times = times + ? where side = ? and kind = ? and grain = ? and first_day = ?"
                        + " and measure = ? and sending = ? and version = ? and code = ? and amount = ?",
                keys.stream()
                        .map(key -> row(Objects.requireNonNull(sums.get(key)), key))
                        .toList());
        var made = new ArrayList<Object[]>();
        for (var i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                made.add(row(Objects.requireNonNull(sums.get(keys.get(i))), keys.get(i)));
            }
        }
        if (!made.isEmpty()) {
            batches.batchUpdate(
                    "insert into report_count (times, side, kind, grain, first_day, measure, sending, version, code, amount)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    made);
        }
    }

    private static Object[] row(int times, Key key) {
        return new Object[] {
            times,
            key.side(),
            key.kind(),
            key.grain(),
            Date.valueOf(key.firstDay()),
            key.measure(),
            key.sending(),
            key.version(),
            key.code(),
            key.amount()
        };
    }
}
