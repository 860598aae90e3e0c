package org.mushterek.reporting;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.security.Account;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a side, with what was handed to it: who holds them, since when, due when. Costs what it shows. */
@Service
public class ReportedCases {

    /** How many cases an export reads at once. */
    public static final int AT_ONCE = 500;

    /** How many cases are read at most for one page, of which the database could not leave out those that are not wanted. */
    private static final int MOST_READ = 5000;

    /** Of so many days all cases are looked through, and the newest of them shown. */
    static final int FEW_DAYS = 100;

    /** No visit lasts as long; so a search by few days ends somewhere. */
    private static final int LONGEST_VISIT = 400;

    /** What was counted of which case, whether or not it is added up: in one statement, so that each is read once. */
    private static final String MARKS =
            " join (select side, kind, number, measure, counted_on, code from report_mark union all"
                    + " select side, kind, number, measure, counted_on, code from report_news) m"
                    + " on m.side = c.side and m.kind = c.kind and m.number = c.number";

    private final ReportTables tables;
    private final ObjectProvider<CaseKeys> keys;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final Clock clock;

    ReportedCases(
            ReportTables tables, ObjectProvider<CaseKeys> keys, AuditTrail audit, JdbcClient database, Clock clock) {
        this.tables = tables;
        this.keys = keys;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is looked for; null asks for everything.
     *
     * @param number the number or any parts of it in their order, such as {@code 2027-0042} or {@code 42}
     * @param kind what its number begins with
     * @param from first day of a span that the visit must touch
     * @param to last day of that span
     * @param person a name or the number of a document, exactly but for marks and capitals
     * @param unit the name of a unit, likewise
     * @param open whether the case is still open
     * @param late whether something in it is overdue
     * @param figure the cases that stand behind a figure
     * @param after where the page before ended
     */
    public record Search(
            @Nullable String number,
            @Nullable String kind,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String person,
            @Nullable String unit,
            @Nullable Boolean open,
            boolean late,
            @Nullable Behind figure,
            @Nullable String after,
            int limit) {

        private Search behind(Behind other) {
            return new Search(number, kind, exercise, from, to, person, unit, open, late, other, after, limit);
        }
    }

    /** What a figure counted: a measure in a period, whole or by one of its codes, as far as it was narrowed. */
    public record Behind(
            Measure measure,
            @Nullable String code,
            LocalDate from,
            LocalDate to,
            @Nullable Direction direction,
            @Nullable Integer version) {

        private boolean isNarrowed() {
            return direction != null || version != null;
        }

        private Behind within(LocalDate first, LocalDate last) {
            return new Behind(measure, code, first, last, direction, version);
        }
    }

    /**
     * One case.
     *
     * @param sending code of the side that asked, null where the case is joint
     * @param state of a visit as the side knows it; of another case, the last that happened
     * @param since since when it is so
     * @param ending how it ended, null while it is open
     */
    public record Line(
            String number,
            String kind,
            @Nullable String sending,
            @Nullable String host,
            @Nullable String exercise,
            String state,
            Instant since,
            boolean open,
            boolean late,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable Integer persons,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String ending,
            @Nullable Instant due,
            List<Holder> holders) {}

    /**
     * In whose hands it is.
     *
     * @param roles codes of the roles, empty where the other side has it and does not say at which desk
     * @param step of the process, null likewise
     */
    public record Holder(
            String side,
            List<String> roles,
            @Nullable String step,
            Instant since,
            @Nullable Instant due,
            boolean late) {}

    /** Some cases, fewer than asked for where many had to be left out, and where to read on; null at the end. */
    public record Page(List<Line> items, @Nullable String next) {}

    /** Something that happened in a case. */
    public record Happened(
            Instant at, String type, @Nullable String detail, CaseEvent.@Nullable Step step) {}

    /**
     * How often a step was done in a case, and in how many hours worked on the median.
     *
     * @param waiting how many of it wait now
     */
    public record StepSum(String process, String step, int done, double hours, int waiting) {}

    /** A case as a whole. */
    public record Whole(Line line, List<Happened> story, List<StepSum> steps, List<Diagram> diagrams) {}

    /** A diagram that the case follows on this side. */
    public record Diagram(String process, int version) {}

    /**
     * The cases that are looked for, newest first.
     *
     * @throws Refusal FORBIDDEN for an account that sees no case, or looks for a person and may not
     * @throws Refusal INVALID for a place to read on that is none
     */
    @Transactional
    public Page find(Account account, Search search) {
        if (search.person() != null) {
            ReportAccess.mayLookForPersons(account);
            audit.record(account.id(), account.side().code(), null, "report.personSearched", null);
        }
        return page(account, search, search.after());
    }

    /**
     * What is read stands behind the figure but for few: a case that was counted on two days, or that was closed for a while.
     * Of these so many are read at most for one page, which may then be a short one.
     */
    private Page page(Account account, Search search, @Nullable String after) {
        var first = after == null ? null : Place.read(after, isMarked(search.figure()));
        var reading = new Reading(search, clock.instant(), first);
        if (kinds(account, search).isEmpty()) {
            return reading.page(false);
        }
        for (var part : parts(account, search, first)) {
            if (reading.isFull() || read(account, part, reading)) {
                return reading.page(true);
            }
        }
        return reading.page(false);
    }

    /**
     * What is read by itself, one after the other, of what is looked for.
     *
     * @param opened when the cases of this part were opened, null where it does not matter
     */
    private record Part(Search search, @Nullable Near opened) {}

    private List<Part> parts(Account account, Search search, @Nullable Place after) {
        var figure = search.figure();
        if (figure != null) {
            return isMarked(figure) && figure.isNarrowed()
                    ? counted(account, search, figure, after)
                    : List.of(new Part(search, null));
        }
        var zone = account.side().zone();
        if (!isOfDays(search) || isOfFewDays(search, zone)) {
            return List.of(new Part(search, null));
        }
        if (search.to() == null) {
            return List.of(new Part(search, new Near("true", List.of())));
        }
        // Hardly any case that touches the days was opened after them.
        var end = start(search.to().plusDays(1), zone);
        return List.of(
                new Part(search, new Near("c.is_backdated = true and c.opened_at >= ?", List.of(end))),
                new Part(search, new Near("c.opened_at < ?", List.of(end))));
    }

    /** @return whether the page ended before what is looked for did */
    private boolean read(Account account, Part part, Reading reading) {
        var limit = part.search().limit();
        while (reading.read < MOST_READ) {
            var found = rows(account, part, reading.place, limit + 1);
            for (var at = 0; at < Math.min(found.size(), limit); at++) {
                reading.take(found.get(at));
                if (reading.isFull() && at + 1 < found.size()) {
                    return true;
                }
            }
            if (found.size() <= limit) {
                return false;
            }
        }
        return true;
    }

    /** A page while it is read. */
    private static final class Reading {

        private final Search search;
        private final Instant now;
        private final List<Line> lines = new ArrayList<>();
        private @Nullable Place place;
        private int read;

        Reading(Search search, Instant now, @Nullable Place place) {
            this.search = search;
            this.now = now;
            this.place = place;
        }

        void take(Row row) {
            read++;
            // A case that was counted twice on one day follows itself.
            var isOther = !row.place().equals(place);
            place = row.place();
            var figure = search.figure();
            if (isOther && (figure == null || FigureCases.isBehind(row.fold(), figure, row.countedOn(), now))) {
                lines.add(line(row.fold(), now));
            }
        }

        boolean isFull() {
            return lines.size() == search.limit();
        }

        Page page(boolean isMore) {
            return new Page(List.copyOf(lines), isMore && place != null ? place.write() : null);
        }
    }

    /**
     * The figure in the months in which something was counted for it, the last first. What it is narrowed to may be rare, or long
     * ago: the sums know where, and the marks between need not be read.
     */
    private List<Part> counted(Account account, Search search, Behind figure, @Nullable Place after) {
        var last = after != null && after.value() instanceof LocalDate day ? day : figure.to();
        var first = figure.from();
        var values = new ArrayList<Object>();
        var sql = new StringBuilder("select first_day from report_sum where grain = 'M' and first_day between ? and ?");
        Collections.addAll(values, first.withDayOfMonth(1), last);
        counted(sql, values, account, search, figure);
        // What is not added up yet was counted as well.
        sql.append(" union select cast(date_trunc('MONTH', counted_on) as date) from report_news"
                + " where counted_on between ? and ?");
        Collections.addAll(values, first, last);
        counted(sql, values, account, search, figure);
        var spans = new ArrayList<Behind>();
        database.sql(sql + " order by 1 desc")
                .params(values)
                .query(LocalDate.class)
                .list()
                .forEach(month -> {
                    var from = month.isBefore(first) ? first : month;
                    var to = month.plusMonths(1).minusDays(1);
                    var later = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                    if (later != null && later.from().equals(to.plusDays(1))) {
                        spans.set(spans.size() - 1, figure.within(from, later.to()));
                    } else {
                        spans.add(figure.within(from, to.isAfter(last) ? last : to));
                    }
                });
        return spans.stream().map(span -> new Part(search.behind(span), null)).toList();
    }

    private static void counted(StringBuilder sql, List<Object> values, Account account, Search search, Behind figure) {
        var side = account.side().code();
        var kinds = kinds(account, search);
        sql.append(" and side = ? and ").append(ofKinds(kinds)).append(" and measure = ?");
        values.add(side);
        values.addAll(kinds);
        values.add(figure.measure().name());
        add(sql, values, " and code = ?", figure.code());
        ReportedFigures.narrow(sql, values, side, figure.direction(), figure.version());
    }

    private static boolean isMarked(@Nullable Behind figure) {
        return figure != null && figure.measure().isMarked();
    }

    private List<Row> rows(Account account, Part part, @Nullable Place after, int limit) {
        var search = part.search();
        var values = new ArrayList<Object>();
        var from = from(account, search, values);
        if (from.isEmpty()) {
            return List.of();
        }
        var isMarked = isMarked(search.figure());
        var by = isMarked ? "m" : isOfFewDays(search, account.side().zone()) || isOfOpen(search) ? "n" : "c";
        var order = by + (isMarked ? ".counted_on" : ".opened_at");
        var number = by + ".number";
        var sql = new StringBuilder(from);
        if (part.opened() != null) {
            sql.append(" and ").append(part.opened().where());
            values.addAll(part.opened().values());
        }
        if (after != null) {
            sql.append(String.format(Locale.ROOT, " and (%1$s < ? or (%1$s = ? and %2$s < ?))", order, number));
            Collections.addAll(values, after.value(), after.value(), after.number());
        }
        sql.append(String.format(Locale.ROOT, " order by %s desc, %s desc fetch first ? rows only", order, number));
        values.add(limit);
        var columns = "select c.fold, c.opened_at" + (isMarked ? ", m.counted_on" : "");
        // The index tells which cases are shown, so that of those before them nothing else is read.
        var whole = part.opened() == null
                ? columns + sql
                : columns + " from report_case c join (select c.side, c.number, c.opened_at" + sql
                        + ") n on n.side = c.side and n.number = c.number order by n.opened_at desc, n.number desc";
        return database.sql(whole)
                .params(values)
                .query((row, n) -> Row.of(tables.fold(row.getString("fold")), row, isMarked))
                .list();
    }

    /** The tables and the conditions of a search; empty where nothing can match. */
    private String from(Account account, Search search, List<Object> values) {
        var kinds = kinds(account, search);
        if (kinds.isEmpty()) {
            return "";
        }
        var figure = search.figure();
        var side = account.side().code();
        var ofKinds = ofKinds(kinds);
        var sql = new StringBuilder(" from report_case c");
        if (isMarked(figure)) {
            sql.append(MARKS);
        } else if (isOfFewDays(search, account.side().zone())) {
            near(sql, values, side, kinds, ofKinds, daysOf(search));
        } else if (figure != null && isOfOpen(search)) {
            near(
                    sql,
                    values,
                    side,
                    kinds,
                    ofKinds,
                    openAfter(figure.to(), account.side().zone()));
        }
        sql.append(" where c.side = ? and c.").append(ofKinds);
        values.add(side);
        values.addAll(kinds);
        if (figure != null) {
            behind(sql, values, figure);
            if (figure.direction() != null) {
                sql.append(
                        figure.direction() == Direction.SENT
                                ? " and c.sending = ?"
                                : " and (c.sending <> ? or c.sending is null)");
                values.add(side);
            }
            add(sql, values, " and c.version = ?", figure.version());
        }
        return filter(sql, values, account, search) ? sql.toString() : "";
    }

    /** The kinds that are looked for and may be read. */
    private static Set<String> kinds(Account account, Search search) {
        var kinds = ReportAccess.kinds(account);
        if (search.kind() == null) {
            return kinds;
        }
        return kinds.contains(search.kind()) ? Set.of(search.kind()) : Set.of();
    }

    private static String ofKinds(Set<String> kinds) {
        return "kind in (" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")";
    }

    private static boolean isOfDays(Search search) {
        return (search.from() != null || search.to() != null) && search.figure() == null;
    }

    /** Of days to come there are few cases. */
    private boolean isOfFewDays(Search search, ZoneId zone) {
        var last = search.to() == null ? LocalDate.ofInstant(clock.instant(), zone) : search.to();
        return isOfDays(search) && search.from() != null && ChronoUnit.DAYS.between(search.from(), last) < FEW_DAYS;
    }

    private static boolean isOfOpen(Search search) {
        return search.figure() != null && search.figure().measure() == Measure.OPEN;
    }

    /** A question that an index answers by itself. */
    private record Near(String where, List<Object> values) {}

    /**
     * Joins the cases that some questions find together. The index knows in which order they are shown, and only what is shown
     * is read; left to themselves the databases read all cases in that order until enough of them are wanted.
     */
    private static void near(
            StringBuilder sql,
            List<Object> values,
            String side,
            Set<String> kinds,
            String ofKinds,
            List<Near> questions) {
        sql.append(" join (")
                .append(questions.stream()
                        .map(question -> "select side, number, opened_at from report_case where side = ? and " + ofKinds
                                + " and " + question.where())
                        .collect(Collectors.joining(" union all ")))
                .append(" order by opened_at desc, number desc) n on n.side = c.side and n.number = c.number");
        questions.forEach(question -> {
            values.add(side);
            values.addAll(kinds);
            values.addAll(question.values());
        });
    }

    /** Cases of which a day lies within these, found by their last day, which for a short one is not long after. */
    private static List<Near> daysOf(Search search) {
        var from = Objects.requireNonNull(search.from());
        var to = search.to();
        if (to == null) {
            return List.of(new Near("last_day >= ?", List.of(from)));
        }
        return Stream.of(false, true)
                .map(isLong -> new Near(
                        "is_long = ? and last_day between ? and ? and first_day <= ?",
                        List.of(isLong, from, to.plusDays(isLong ? LONGEST_VISIT : CaseFold.SHORT), to)))
                .toList();
    }

    /** Cases that are open, or were closed later: these were opened no longer before than they lasted. */
    private static List<Near> openAfter(LocalDate day, ZoneId zone) {
        var end = start(day.plusDays(1), zone);
        var questions = new ArrayList<Near>();
        questions.add(new Near("lasted is null and opened_at < ?", List.of(end)));
        for (var lasted = 0; lasted < CaseFold.LASTED_LONGER; lasted++) {
            questions.add(new Near(
                    "lasted = ? and opened_at >= ? and opened_at < ? and closed_at >= ?",
                    List.of(lasted, end.minusDays(CaseFold.days(lasted)), end, end)));
        }
        questions.add(
                new Near("lasted = ? and opened_at < ? and closed_at >= ?", List.of(CaseFold.LASTED_LONGER, end, end)));
        return questions;
    }

    /** What the cases behind a figure have in common, beside how they are found. */
    private void behind(StringBuilder sql, List<Object> values, Behind figure) {
        switch (figure.measure()) {
            case OPEN -> {
                // By when they were opened and closed.
            }
            case OVERDUE -> {
                sql.append(" and c.is_open = true and c.due_at < ?");
                values.add(clock.instant().atOffset(ZoneOffset.UTC));
                if (figure.code() != null) {
                    sql.append(" and ' ' || c.waits like ?");
                    values.add("% " + figure.code() + "@%");
                }
            }
            case STATE -> {
                sql.append(" and c.is_open = true");
                add(sql, values, " and c.state = ?", figure.code());
            }
            default -> {
                sql.append(" and m.measure = ? and m.counted_on between ? and ?");
                Collections.addAll(values, figure.measure().name(), figure.from(), figure.to());
                add(sql, values, " and m.code = ?", figure.code());
            }
        }
    }

    private static OffsetDateTime start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }

    /**
     * How many cases are looked for; empty where only reading them all would tell. Costs as much as there are: a page of
     * them does not.
     */
    @Transactional(readOnly = true)
    public OptionalLong count(Account account, Search search) {
        var figure = search.figure();
        var isMarked = isMarked(figure);
        if (figure != null && !isMarked) {
            return OptionalLong.empty();
        }
        var values = new ArrayList<Object>();
        var from = from(account, search, values);
        return OptionalLong.of(
                from.isEmpty()
                        ? 0
                        : database.sql("select count(" + (isMarked ? "distinct m.number" : "*") + ")" + from)
                                .params(values)
                                .query(Long.class)
                                .single());
    }

    /**
     * Begins to take the cases away that are looked for, which is on record: the first of them.
     *
     * @throws Refusal as for {@link #find}
     */
    @Transactional
    public Page export(Account account, Search search) {
        audit.record(account.id(), account.side().code(), null, "report.exported", null);
        return find(account, search);
    }

    /**
     * Goes through all cases that are looked for, some at a time, so that many need no more memory than few. It is no one
     * transaction: what is opened meanwhile is newer than what was read and left out.
     *
     * @param first where it begins, from {@link #export}
     */
    public void eachOf(Account account, Search search, Page first, Consumer<Line> taker) {
        var page = first;
        page.items().forEach(taker);
        while (page.next() != null) {
            page = page(account, search, page.next());
            page.items().forEach(taker);
        }
    }

    /** @param countedOn the day of the mark that led to the case; null where none did */
    private record Row(CaseFold fold, Place place, @Nullable LocalDate countedOn) {

        static Row of(CaseFold fold, ResultSet row, boolean isMarked) throws SQLException {
            if (!isMarked) {
                return new Row(fold, new Place(row.getObject("opened_at", OffsetDateTime.class), fold.number), null);
            }
            var day = row.getObject("counted_on", LocalDate.class);
            return new Row(fold, new Place(day, fold.number), day);
        }
    }

    /** Where a page ends. */
    private record Place(Temporal value, String number) {

        String write() {
            var said = value instanceof OffsetDateTime moment ? moment.toInstant() : value;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((said + " " + number).getBytes(StandardCharsets.UTF_8));
        }

        static Place read(String written, boolean isDay) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.UTF_8).split(" ", 2);
                return new Place(
                        isDay
                                ? LocalDate.parse(parts[0])
                                : Instant.parse(parts[0]).atOffset(ZoneOffset.UTC),
                        parts[1]);
            } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException unreadable) {
                throw Refusal.of(Refusal.Kind.INVALID, Message.of("report.badPlace"));
            }
        }
    }

    /** @return false where nothing can match */
    private boolean filter(StringBuilder sql, List<Object> values, Account account, Search search) {
        if (search.number() != null) {
            var typed = search.number().strip().toUpperCase(Locale.ROOT);
            var said = CaseNumber.read(typed);
            if (CaseNumber.isWhole(typed)) {
                add(sql, values, " and c.number = ?", typed);
            } else if (said.isEmpty()) {
                return false;
            } else {
                add(sql, values, " and c.kind = ?", said.get().kind());
                add(sql, values, " and c.opener = ?", said.get().side());
                add(sql, values, " and c.number_year = ?", said.get().year());
                add(sql, values, " and c.number_sequence = ?", said.get().sequence());
            }
        }
        add(sql, values, " and c.exercise = ?", search.exercise());
        if (!isOfFewDays(search, account.side().zone())) {
            add(sql, values, " and c.last_day >= ?", search.from());
            add(sql, values, " and c.first_day <= ?", search.to());
        }
        add(sql, values, " and c.is_open = ?", search.late() ? Boolean.TRUE : search.open());
        if (search.late()) {
            add(sql, values, " and c.due_at < ?", clock.instant().atOffset(ZoneOffset.UTC));
        }
        var side = account.side().code();
        if (search.person() != null) {
            key(sql, values, side, "PERSON", keys.getObject().person(side, search.person()));
        }
        if (search.unit() != null) {
            key(sql, values, side, "UNIT", keys.getObject().unit(side, search.unit()));
        }
        return true;
    }

    private static void key(StringBuilder sql, List<Object> values, String side, String purpose, String digest) {
        sql.append(" and c.number in (select k.number from report_key k where k.side = ? and k.purpose = ?"
                + " and k.digest = ?)");
        Collections.addAll(values, side, purpose, digest);
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    /**
     * A case with its story.
     *
     * @throws Refusal NOT_FOUND where the account's side or role does not know of it
     */
    @Transactional(readOnly = true)
    public Whole show(Account account, String number) {
        var side = account.side().code();
        var fold = fold(account, number);
        var story = database.sql("select * from report_event where side = ? and number = ? order by id")
                .params(side, number)
                .query((row, n) -> tables.event(row))
                .list();
        return new Whole(
                line(fold, clock.instant()),
                story.stream()
                        .map(event -> new Happened(
                                event.at(),
                                event.type(),
                                event.detail(),
                                event.data().step()))
                        .toList(),
                steps(fold),
                story.stream()
                        .flatMap(event -> Optional.ofNullable(event.data().step()).stream())
                        .map(step -> new Diagram(step.process(), step.version()))
                        .distinct()
                        .toList());
    }

    private CaseFold fold(Account account, String number) {
        var kinds = ReportAccess.kinds(account);
        return database.sql("select fold from report_case where side = ? and number = ?")
                .params(account.side().code(), number)
                .query(String.class)
                .optional()
                .map(tables::fold)
                .filter(found -> kinds.contains(found.kind))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.notFound"));
    }

    private static List<StepSum> steps(CaseFold fold) {
        var done = new TreeMap<String, List<Integer>>();
        fold.facts.stream().filter(fact -> fact.measure() == Measure.STEP).forEach(fact -> {
            var parts = fact.code().split("/", -1);
            done.computeIfAbsent(parts[0] + "/" + parts[1], any -> new ArrayList<>())
                    .add(fact.value());
        });
        var waiting = new TreeMap<String, Integer>();
        fold.steps.values().forEach(step -> waiting.merge(step.process() + "/" + step.step(), 1, Integer::sum));
        return Stream.concat(done.keySet().stream(), waiting.keySet().stream())
                .distinct()
                .sorted()
                .map(code -> {
                    var times =
                            done.getOrDefault(code, List.of()).stream().sorted().toList();
                    var parts = code.split("/", -1);
                    return new StepSum(
                            parts[0],
                            parts[1],
                            times.size(),
                            times.isEmpty() ? 0 : times.get((times.size() - 1) / 2) / 2.0,
                            waiting.getOrDefault(code, 0));
                })
                .toList();
    }

    private static Line line(CaseFold fold, Instant now) {
        var due = fold.due();
        return new Line(
                fold.number,
                fold.kind,
                fold.sending,
                fold.host,
                fold.exercise,
                fold.state,
                fold.since,
                fold.isOpen(),
                fold.isOpen() && due != null && due.isBefore(now),
                fold.firstDay,
                fold.lastDay,
                fold.persons,
                fold.openedAt,
                fold.closedAt,
                fold.ending,
                due,
                holders(fold, now));
    }

    private static List<Holder> holders(CaseFold fold, Instant now) {
        var holders = new ArrayList<Holder>();
        var other = fold.holder;
        var since = fold.heldSince;
        if (fold.isHeldByOther() && other != null && since != null) {
            var due = other.equals(fold.host) ? fold.answerDue : null;
            holders.add(new Holder(other, List.of(), null, since, due, due != null && due.isBefore(now)));
        }
        fold.steps.values().stream()
                .filter(step -> !CaseFold.isFollowing(step))
                .map(step -> new Holder(
                        fold.side,
                        step.roles(),
                        step.step(),
                        step.since(),
                        step.due(),
                        step.due() != null && step.due().isBefore(now) && CaseFold.canBeLate(step)))
                .forEach(holders::add);
        return List.copyOf(holders);
    }
}
