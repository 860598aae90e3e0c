package org.mushterek.reporting;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.ReportedCases.Behind;
import org.mushterek.reporting.ReportedCases.Search;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each page and figure of reports takes on PostgreSQL, with ten years of made-up cases of several numbers, while
 * another thread works on cases: {@code ./mvnw -q -Pbenchmark test-compile -Dbenchmark=reports}. Times are those of the use
 * cases, without the way over HTTP.
 */
public final class ReportBenchmark {

    private static final int DAYS = 3650;
    private static final Instant FIRST = Instant.parse("2017-08-01T00:00:00Z");
    private static final Instant NOW = FIRST.plus(Duration.ofDays(DAYS));
    private static final int WARM_UP = 10;
    private static final int MEASURED = 100;
    /** One event for each pause: more in a minute than two armies cause in a day. */
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** One open case for so many that are finished. */
    private static final int OPEN_PART = 20;
    private static final int OPEN_DAYS = 12;
    /** No history takes as many days. */
    private static final int FINISHED_BEFORE = 150;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long BYTES_PER_MEGABYTE = 1_000_000;
    private static final String DESK = "host-approval/userTask_reviewAtDesk/";
    private static final int CASES_OF_AN_EXERCISE = 250;

    private final ReportWorld world;
    private final DataSource source;
    private final int cases;
    private final Random chance = new Random(7);
    private final List<String> numbers = new ArrayList<>();
    private final Account account =
            new Account("commander", new Sides().get("TUR"), Set.of(Role.COMMANDER), Language.EN);

    private ReportBenchmark(DataSource source, int cases) {
        this.source = source;
        this.cases = cases;
        this.world = new ReportWorld(source, NOW);
    }

    public static void main(String[] arguments) throws Exception {
        var sizes = Arrays.stream(System.getProperty("benchmark.sizes", "10000,100000")
                        .split(",", -1))
                .map(size -> Integer.valueOf(size.strip()))
                .toList();
        var table = new LinkedHashMap<String, List<String>>();
        var url = System.getProperty("benchmark.url");
        if (url != null) {
            // A server of one's own: a database that is filled already is measured as it is.
            measure(table, url, sizes.get(0));
        } else {
            try (var server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "1GB")
                    .setServerConfig("work_mem", "32MB")
                    .setServerConfig("maintenance_work_mem", "512MB")
                    .setServerConfig("max_wal_size", "8GB")
                    .start()) {
                for (var size : sizes) {
                    var name = "reports" + size;
                    try (var connection = server.getPostgresDatabase().getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("create database " + name);
                    }
                    measure(table, server.getJdbcUrl("postgres", name), size);
                }
            }
        }
        table.forEach((what, times) -> System.out.println("| " + what + " | " + String.join(" | ", times) + " |"));
    }

    private static void measure(Map<String, List<String>> table, String url, int size) throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setReWriteBatchedInserts(true);
        try (var pool = new HikariDataSource()) {
            pool.setDataSource(source);
            new ReportBenchmark(pool, size).measure(table);
        }
    }

    private void measure(Map<String, List<String>> table) throws Exception {
        if (world.isEmpty()) {
            var begun = System.nanoTime();
            fill();
            var filled = System.nanoTime();
            row(table, "events written, s", String.valueOf((filled - begun) / NANOS_PER_SECOND));
            world.rebuild.rebuild();
            row(
                    table,
                    "all tables made anew, s",
                    String.valueOf((System.nanoTime() - filled) / NANOS_PER_SECOND));
            world.database.execute("vacuum analyze");
        }
        numbers.addAll(world.database.queryForList(
                "select number from report_case tablesample bernoulli (1) where side = 'TUR' and kind = 'VIS' limit 2000",
                String.class));
        row(table, "events", String.valueOf(count("report_event")));
        row(table, "cases, of both sides", String.valueOf(count("report_case")));
        row(table, "of them open", String.valueOf(count("report_case where is_open")));
        row(
                table,
                "size of the database, MB",
                String.valueOf(Objects.requireNonNull(world.database.queryForObject(
                                "select pg_database_size(current_database())", Long.class))
                        / BYTES_PER_MEGABYTE));
        var stop = new AtomicBoolean();
        var worked = new AtomicLong();
        var worker = new Thread(() -> work(stop, worked));
        worker.start();
        var wanted = System.getProperty("benchmark.pages", "");
        for (var page : pages().entrySet()) {
            if (!page.getKey().contains(wanted)) {
                continue;
            }
            var times = new long[MEASURED];
            for (var turn = -WARM_UP; turn < MEASURED; turn++) {
                var from = System.nanoTime();
                page.getValue().run();
                if (turn >= 0) {
                    times[turn] = System.nanoTime() - from;
                }
            }
            Arrays.sort(times);
            row(
                    table,
                    page.getKey(),
                    String.format(
                            Locale.ROOT,
                            "%d / %d / %d",
                            times[MEASURED / 2] / NANOS_PER_MILLI,
                            times[MEASURED * 95 / 100 - 1] / NANOS_PER_MILLI,
                            times[MEASURED - 1] / NANOS_PER_MILLI));
        }
        stop.set(true);
        worker.join();
        row(table, "events kept meanwhile", String.valueOf(worked.get()));
    }

    private static void row(Map<String, List<String>> table, String what, String value) {
        table.computeIfAbsent(what, any -> new ArrayList<>()).add(value);
        System.out.println(what + ": " + value);
    }

    private long count(String name) {
        return Objects.requireNonNull(
                world.database.queryForObject("select count(*) from " + name, Long.class));
    }

    /** Writes the events of all histories, both sides of each, as fast as the server takes them. */
    private void fill() throws SQLException, IOException {
        var made = new Random(1);
        var telling = new HistoryEvents(world.hours);
        try (var connection = source.getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
                    "copy report_event (side, number, happened_at, type, detail, data) from stdin");
            for (var n = 1; n <= cases + cases / OPEN_PART; n++) {
                var isOpen = n > cases;
                var history = History.of(
                        made,
                        n,
                        isOpen ? NOW.minus(Duration.ofDays(OPEN_DAYS)) : FIRST,
                        isOpen ? OPEN_DAYS : DAYS - FINISHED_BEFORE,
                        Math.max(1, cases / CASES_OF_AN_EXERCISE));
                for (var event : telling.of(history, NOW)) {
                    var line = Arrays.stream(world.tables.row(event))
                            .map(ReportBenchmark::copied)
                            .reduce((one, other) -> one + "\t" + other)
                            .orElseThrow() + "\n";
                    var bytes = line.getBytes(StandardCharsets.UTF_8);
                    copy.writeToCopy(bytes, 0, bytes.length);
                }
            }
            copy.endCopy();
        }
    }

    private static String copied(@Nullable Object value) {
        return value == null ? "\\N" : value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /** Another visit is opened, submitted and handed over, again and again, as the journal keeps it. */
    private void work(AtomicBoolean stop, AtomicLong worked) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        var telling = new HistoryEvents(world.hours);
        var made = new Random(2);
        for (var n = 0; !stop.get(); n++) {
            var history = History.of(made, 5_000_000 + n, NOW.minus(Duration.ofDays(30)), 20, 20);
            for (var event : telling.of(history, NOW)) {
                transaction.executeWithoutResult(any -> {
                    var key = new ReportTables.CaseKey(event.side(), event.number());
                    var changes = world.tables.lock(new TreeSet<>(Set.of(key)));
                    changes.values().forEach(change -> change.now().add(event));
                    world.tables.insert(List.of(event));
                    world.tables.save(changes.values());
                });
                worked.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            world.sums.addUp();
        }
    }

    private Map<String, Runnable> pages() {
        var pages = new LinkedHashMap<String, Runnable>();
        pages.put("list, first page", () -> find(null, null, null, null, null, false, null));
        pages.put("list, open", () -> find(null, null, null, null, true, false, null));
        pages.put("list, overdue", () -> find(null, null, null, null, null, true, null));
        pages.put("list, by number", () -> find(any(), null, null, null, null, false, null));
        pages.put("list, by last digits", () -> find(String.valueOf(1 + chance.nextInt(cases)), null, null, null, null, false, null));
        pages.put("list, by exercise", () -> find(null, exercise(), null, null, null, false, null));
        pages.put("list, by days", () -> {
            var day = day();
            find(null, null, day, day.plusDays(6), null, false, null);
        });
        pages.put("list, by the days of a year", () -> {
            var day = day();
            find(null, null, day, day.plusDays(364), null, false, null);
        });
        pages.put("list, by the days of eight years", () -> find(null, null, LocalDate.of(2018, 1, 1), LocalDate.of(2025, 12, 31), null, false, null));
        pages.put("list, until a day", () -> find(null, null, null, day(), null, false, null));
        pages.put("list, from a day on", () -> find(null, null, day(), null, null, false, null));
        pages.put("list, behind a figure", () -> {
            var day = day();
            behind(Measure.DECIDED, "DENIED", day, day.plusDays(90));
        });
        pages.put("list, behind all answers of ten years", () -> behind(Measure.DECIDED, null, LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20)));
        pages.put("list, behind refusals of the first version in ten years", () -> behind(Measure.DECIDED, "DENIED", LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20), null, 1));
        pages.put("list, behind refusals of what was sent in ten years", () -> behind(Measure.DECIDED, "DENIED", LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20), Direction.SENT, null));
        pages.put("list, behind a step", () -> {
            var day = day();
            behind(Measure.STEP, DESK + "RANGE", day, day.plusDays(90));
        });
        pages.put("list, behind late steps of ten years", () -> behind(Measure.STEP_LATE, DESK + "BORDER", LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20)));
        pages.put("list, behind what was open", () -> {
            var day = day();
            behind(Measure.OPEN, null, day, day);
        });
        pages.put("list, behind what is overdue", () -> behind(Measure.OVERDUE, "RANGE", LocalDate.of(2027, 7, 1), LocalDate.of(2027, 7, 20)));
        pages.put("one case", () -> world.cases.show(account, any()));
        pages.put("figures, a month", () -> {
            var day = day().withDayOfMonth(1);
            figures(day, day.plusMonths(1).minusDays(1), null, null);
        });
        pages.put("figures, 100 days", () -> {
            var day = day();
            figures(day, day.plusDays(99), null, null);
        });
        pages.put("figures, ten years", () -> figures(LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20), null, null));
        pages.put("figures, sent, a year", () -> {
            var day = day();
            figures(day, day.plusDays(365), Direction.SENT, null);
        });
        pages.put("figures, one exercise", () -> figures(LocalDate.of(2017, 8, 3), LocalDate.of(2027, 7, 20), null, exercise()));
        pages.put("heat map, a year", () -> {
            var day = day();
            world.figures.steps(account, "host-approval", new Asked("VIS", day, day.plusDays(365), null, null, null, null));
        });
        return pages;
    }

    private void find(
            @Nullable String number,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean open,
            boolean late,
            @Nullable Behind figure) {
        world.cases.find(account, new Search(number, figure == null ? null : "VIS", exercise, from, to, null, null, open, late, figure, null, 50));
    }

    private void behind(Measure measure, @Nullable String code, LocalDate from, LocalDate to) {
        behind(measure, code, from, to, null, null);
    }

    private void behind(
            Measure measure,
            @Nullable String code,
            LocalDate from,
            LocalDate to,
            @Nullable Direction direction,
            @Nullable Integer version) {
        find(null, null, null, null, null, false, new Behind(measure, code, from, to, direction, version));
    }

    private void figures(LocalDate from, LocalDate to, @Nullable Direction direction, @Nullable String exercise) {
        world.figures.of(account, new Asked("VIS", from, to, direction, exercise, null, null));
    }

    private String any() {
        return numbers.get(chance.nextInt(numbers.size()));
    }

    private String exercise() {
        return "EX-" + chance.nextInt(Math.max(1, cases / CASES_OF_AN_EXERCISE));
    }

    private LocalDate day() {
        return LocalDate.of(2017, 9, 1).plusDays(chance.nextInt(DAYS - 500));
    }
}
