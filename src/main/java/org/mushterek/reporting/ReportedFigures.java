package org.mushterek.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Figures.Figure;
import org.mushterek.reporting.Figures.Row;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.ReportSums.Grain;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The figures of a side, for any period: read from sums of years, months and days, so that ten years cost about as much as
 * one; of one exercise, from its own cases.
 */
@Service
public class ReportedFigures {

    /** Before the first event of any case. */
    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private final ReportTables tables;
    private final JdbcClient database;
    private final Clock clock;

    ReportedFigures(ReportTables tables, JdbcClient database, Clock clock) {
        this.tables = tables;
        this.database = database;
        this.clock = clock;
    }

    /** Days that are summed up in one grain. */
    record Span(Grain grain, LocalDate from, LocalDate to) {}

    /**
     * The figures that are asked for.
     *
     * @throws Refusal FORBIDDEN for an account that sees no case, NOT_FOUND for a kind that it does not see
     * @throws Refusal INVALID for a period outside the years 2000 to 2199
     */
    @Transactional(readOnly = true)
    public Figures of(Account account, Asked asked) {
        mayRead(account, asked.kind());
        mayBeAsked(asked);
        var side = account.side().code();
        var exercise = asked.exercise();
        var facts = exercise == null ? List.<Fact>of() : facts(side, asked, exercise);
        var period =
                exercise == null ? fromSums(side, asked, asked.from()) : fromCases(facts, asked.from(), asked.to());
        var until = exercise == null ? fromSums(side, asked, BEGINNING) : fromCases(facts, BEGINNING, asked.to());
        var figures = new ArrayList<>(FigureBook.of(
                period,
                until.count(Measure.OPENED) + until.count(Measure.REOPENED) - until.count(Measure.CLOSED),
                asked.role()));
        figures.add(overdue(side, asked));
        if (asked.kind().equals("OBS") || asked.kind().equals("ACT")) {
            figures.add(ages(side, asked));
        }
        return new Figures(asked, List.copyOf(figures));
    }

    /**
     * How often each step of a process was done in a period, and in how many working hours.
     *
     * @throws Refusal as for {@link #of}
     */
    @Transactional(readOnly = true)
    public SortedMap<String, Times> steps(Account account, String process, Asked asked) {
        mayRead(account, asked.kind());
        mayBeAsked(asked);
        var counts = counts(account.side().code(), asked, asked.from());
        var amounts = new TreeMap<String, SortedMap<Integer, Long>>();
        counts.of(Measure.STEP).forEach((code, some) -> {
            var parts = code.split("/", -1);
            if (parts[0].equals(process)) {
                var all = amounts.computeIfAbsent(parts[1], any -> new TreeMap<>());
                some.forEach((amount, times) -> all.merge(amount, times, Long::sum));
            }
        });
        var steps = new TreeMap<String, Times>();
        amounts.forEach((step, some) -> {
            var times = FigureBook.times(some);
            if (times != null) {
                steps.put(step, times);
            }
        });
        return steps;
    }

    private static void mayBeAsked(Asked asked) {
        if (asked.from().isBefore(BEGINNING) || asked.to().isAfter(LAST_DAY)) {
            throw Refusal.of(Refusal.Kind.INVALID, Message.of("report.periodTooFar"));
        }
    }

    static void mayRead(Account account, String kind) {
        if (!ReportAccess.kinds(account).contains(kind)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "report.unknownKind");
        }
    }

    private FigureCounts counts(String side, Asked asked, LocalDate from) {
        var exercise = asked.exercise();
        return exercise == null
                ? fromSums(side, asked, from)
                : fromCases(facts(side, asked, exercise), from, asked.to());
    }

    private FigureCounts fromSums(String side, Asked asked, LocalDate from) {
        var onlyOpen = from.equals(BEGINNING) && !asked.from().equals(BEGINNING);
        var spans = spans(from, asked.to());
        var values = new ArrayList<Object>();
        var sums = new StringBuilder();
        for (var span : spans) {
            if (!sums.isEmpty()) {
                sums.append(" union all ");
            }
            sums.append("select measure, code, amounts from report_sum where side = ? and kind = ? and grain = ?"
                    + " and first_day between ? and ?");
            values.addAll(List.of(side, asked.kind(), span.grain().code(), span.from(), span.to()));
            narrow(sums, values, side, asked, onlyOpen);
        }
        // In one statement with the sums: what is added up meanwhile is counted once.
        sums.append(
                " union all select measure, code, cast(amount as varchar(12)) || ':' || cast(sum(times) as varchar(20))"
                        + " from report_news where side = ? and kind = ? and counted_on between ? and ?");
        values.addAll(List.of(side, asked.kind(), from, asked.to()));
        narrow(sums, values, side, asked, onlyOpen);
        sums.append(" group by measure, code, amount");
        var counts = new FigureCounts();
        database.sql(sums.toString()).params(values).query(row -> {
            counts.add(Measure.valueOf(row.getString("measure")), row.getString("code"), row.getString("amounts"));
        });
        return counts;
    }

    private static void narrow(
            StringBuilder sql, List<Object> values, String side, Asked asked, boolean onlyOpenedAndClosed) {
        if (onlyOpenedAndClosed) {
            sql.append(" and measure in ('OPENED', 'REOPENED', 'CLOSED')");
        }
        narrow(sql, values, side, asked.direction(), asked.version());
    }

    /** Of what was counted, that of cases which the side sent or received, and of those that began by a version. */
    static void narrow(
            StringBuilder sql,
            List<Object> values,
            String side,
            @Nullable Direction direction,
            @Nullable Integer version) {
        if (direction != null) {
            sql.append(direction == Direction.SENT ? " and sending = ?" : " and sending <> ?");
            values.add(side);
        }
        if (version != null) {
            sql.append(" and version = ?");
            values.add(version);
        }
    }

    /** The period as whole years, whole months and the days that are left. */
    static List<Span> spans(LocalDate from, LocalDate to) {
        var spans = new ArrayList<Span>();
        var day = from;
        while (!day.isAfter(to)) {
            var grain = Arrays.stream(Grain.values())
                    .sorted(Comparator.reverseOrder())
                    .filter(fits(day, to))
                    .findFirst()
                    .orElseThrow();
            var next = next(grain, day);
            var last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.grain() == grain) {
                spans.set(spans.size() - 1, new Span(grain, last.from(), day));
            } else {
                spans.add(new Span(grain, day, day));
            }
            day = next;
        }
        return spans;
    }

    private static Predicate<Grain> fits(LocalDate day, LocalDate to) {
        return grain ->
                grain.of(day).equals(day) && !next(grain, day).minusDays(1).isAfter(to);
    }

    private static LocalDate next(Grain grain, LocalDate day) {
        return switch (grain) {
            case DAY -> day.plusDays(1);
            case MONTH -> day.plusMonths(1);
            case YEAR -> day.plusYears(1);
        };
    }

    /** What was counted of the cases of an exercise. */
    private List<Fact> facts(String side, Asked asked, String exercise) {
        return database
                .sql("select fold from report_case where side = ? and kind = ? and exercise = ?")
                .params(side, asked.kind(), exercise)
                .query((row, n) -> tables.fold(row.getString("fold")))
                .list()
                .stream()
                .filter(fold -> isWanted(fold, side, asked))
                .flatMap(fold -> fold.facts.stream())
                .toList();
    }

    private static FigureCounts fromCases(List<Fact> facts, LocalDate from, LocalDate to) {
        var counts = new FigureCounts();
        facts.stream()
                .filter(fact -> !fact.day().isBefore(from) && !fact.day().isAfter(to))
                .forEach(fact -> counts.add(fact.measure(), fact.code(), fact.value(), 1));
        return counts;
    }

    private static boolean isWanted(CaseFold fold, String side, Asked asked) {
        var rightWay = asked.direction() == null || (asked.direction() == Direction.SENT) == side.equals(fold.sending);
        return rightWay && (asked.version() == null || asked.version() == fold.version);
    }

    /** What is overdue now, whatever the period: by the roles that have it. */
    private Figure overdue(String side, Asked asked) {
        var now = clock.instant();
        var byRoles = new TreeMap<String, Long>();
        database.sql("select waits, exercise, sending, version from report_case where side = ? and kind = ?"
                        + " and is_open = true and due_at < ?")
                .params(side, asked.kind(), now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    if (isWanted(side, asked, row)) {
                        for (var wait : row.getString("waits").split(" ", -1)) {
                            var at = wait.indexOf('@');
                            if (at >= 0 && Long.parseLong(wait.substring(at + 1)) < now.getEpochSecond()) {
                                byRoles.merge(wait.substring(0, at), 1L, Long::sum);
                            }
                        }
                    }
                });
        var rows = byRoles.entrySet().stream()
                .filter(entry -> asked.role() == null
                        || List.of(entry.getKey().split(",", -1)).contains(asked.role()))
                .map(entry -> new Row(entry.getKey(), entry.getValue(), null))
                .sorted(Comparator.comparingLong(Row::count).reversed().thenComparing(Row::code))
                .toList();
        return new Figure(
                "overdue", Measure.OVERDUE, rows.stream().mapToLong(Row::count).sum(), null, null, rows);
    }

    private static boolean isWanted(String side, Asked asked, ResultSet row) throws SQLException {
        var rightWay = asked.direction() == null
                || (asked.direction() == Direction.SENT) == side.equals(row.getString("sending"));
        return rightWay
                && (asked.exercise() == null || asked.exercise().equals(row.getString("exercise")))
                && (asked.version() == null || asked.version() == row.getInt("version"));
    }

    /** How many are open now in each state, and for how many days they have been. */
    private Figure ages(String side, Asked asked) {
        var now = clock.instant();
        var byState = new TreeMap<String, SortedMap<Integer, Long>>();
        database.sql(
                        "select state, opened_at, exercise from report_case where side = ? and kind = ? and is_open = true")
                .params(side, asked.kind())
                .query(row -> {
                    if (asked.exercise() == null || asked.exercise().equals(row.getString("exercise"))) {
                        byState.computeIfAbsent(row.getString("state"), any -> new TreeMap<>())
                                .merge(
                                        days(
                                                row.getObject("opened_at", OffsetDateTime.class)
                                                        .toInstant(),
                                                now),
                                        1L,
                                        Long::sum);
                    }
                });
        var rows = byState.entrySet().stream()
                .map(entry -> {
                    var times = inDays(entry.getValue());
                    return new Row(entry.getKey(), times == null ? 0 : times.count(), times);
                })
                .sorted(Comparator.comparingLong(Row::count).reversed().thenComparing(Row::code))
                .toList();
        return new Figure(
                "ages", Measure.STATE, rows.stream().mapToLong(Row::count).sum(), null, null, rows);
    }

    private static int days(Instant opened, Instant now) {
        return Math.toIntExact(ChronoUnit.DAYS.between(opened, now));
    }

    private static @Nullable Times inDays(SortedMap<Integer, Long> days) {
        var halves = FigureBook.times(days);
        return halves == null
                ? null
                : new Times(halves.count(), halves.median() * 2, halves.ninetieth() * 2, halves.sum() * 2);
    }
}
