package org.mushterek.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.MigrationContext;
import org.mushterek.build.TestDatabase;
import org.mushterek.calendar.SideCalendar;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.document.CasePaper;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Figures.Figure;
import org.mushterek.reporting.Figures.Row;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.ReportSums.Grain;
import org.mushterek.reporting.ReportedCases.Behind;
import org.mushterek.reporting.ReportedCases.Search;
import org.mushterek.reporting.ReportedFigures.Span;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Each figure against a count by hand over histories that chance has made: over ends of months, zones and holidays. */
@Tag(TestDatabase.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

    private static final Instant FIRST = Instant.parse("2026-01-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2027-07-10T09:30:00Z");

    private final Sides sides = new Sides();
    private final YearFileCalendars calendars = new YearFileCalendars(sides);
    private final Map<String, Boolean> workedDays = new HashMap<>();
    private final List<History> histories = new ArrayList<>();
    private final ReportWorld world = world();

    private static ReportWorld world() {
        return new ReportWorld(TestDatabase.fresh(), NOW);
    }

    @BeforeAll
    void makeHistories() {
        var chance = new Random(20270118);
        var events = new HistoryEvents(world.hours);
        for (var n = 1; n <= 400; n++) {
            var history = History.of(chance, n, FIRST, 520, 5);
            histories.add(history);
            world.keep(events.of(history, NOW));
        }
        world.rebuild.rebuild();
    }

    /** The first day of Novruz at the end of a period, both ends of a month, of a year and of the night between the zones. */
    @ParameterizedTest
    @CsvSource({
        "TUR, 2026-01-01, 2027-12-31, , , ",
        "AZE, 2026-01-01, 2027-12-31, , , ",
        "TUR, 2026-02-01, 2026-02-28, SENT, , ",
        "AZE, 2026-02-01, 2026-02-28, RECEIVED, , ",
        "TUR, 2026-03-19, 2026-03-31, RECEIVED, , ",
        "AZE, 2026-03-20, 2026-03-20, , , ",
        "AZE, 2026-03-31, 2026-04-01, SENT, , ",
        "TUR, 2026-12-31, 2027-01-01, , , ",
        "AZE, 2026-05-28, 2027-05-28, , 2, ",
        "TUR, 2026-06-15, 2027-02-14, SENT, 1, ",
        "AZE, 2026-02-10, 2027-06-20, , , EX-3",
        "TUR, 2026-02-10, 2027-06-20, RECEIVED, 3, EX-1"
    })
    void areWhatACountByHandGives(
            String side,
            LocalDate from,
            LocalDate to,
            @Nullable Direction direction,
            @Nullable Integer version,
            @Nullable String exercise) {
        var asked = new Asked("VIS", from, to, direction, exercise, null, version);
        var figures = world.figures.of(commander(side), asked).figures().stream()
                .collect(Collectors.toMap(Figure::name, figure -> figure));

        var hand = new Hand(side, asked);

        assertThat(figure(figures, "opened").count()).isEqualTo(hand.count("opened"));
        assertThat(figure(figures, "open").count()).isEqualTo(hand.open());
        for (var name : List.of("closed", "decided", "rules", "returned", "reasons")) {
            assertThat(counts(figure(figures, name))).as(name).isEqualTo(hand.counts(name));
        }
        for (var name : List.of("lead", "leadSending", "leadHost")) {
            assertThat(figure(figures, name).times()).as(name).isEqualTo(hand.times(name));
        }
        assertThat(figure(figures, "inTime").percent()).isEqualTo(hand.share("inTime", "late"));
        assertThat(figure(figures, "firstRight").percent()).isEqualTo(hand.share("firstRight", "firstWrong"));
        assertThat(figure(figures, "steps").rows().stream().collect(Collectors.toMap(Row::code, Row::times)))
                .isEqualTo(hand.timesByCode());
        assertThat(counts(figure(figures, "stepsLate"))).isEqualTo(hand.counts("stepsLate"));
        assertThat(behind(world, side, asked, figure(figures, "open"), null)).isEqualTo(hand.openCases);
        assertThat(behind(world, side, asked, figure(figures, "lead"), null)).isEqualTo(hand.answeredCases);
        for (var name : List.of("closed", "decided", "rules", "returned", "reasons")) {
            assertThat(behind(world, side, asked, figure(figures, name), null))
                    .as(name)
                    .isEqualTo(hand.behindAll(name));
        }
        for (var name : List.of("closed", "decided", "rules", "returned", "reasons", "steps", "stepsLate")) {
            for (var row : figure(figures, name).rows()) {
                assertThat(behind(world, side, asked, figure(figures, name), row.code()))
                        .as(name + " " + row.code())
                        .isEqualTo(hand.behind.get(name + " " + row.code()));
            }
        }
    }

    /**
     * The numbers of the cases that a figure opens, a few at a time; more at a time of a year and longer, whose lists are
     * parted often enough, and each part costs what the whole does.
     */
    private Set<String> behind(ReportWorld world, String side, Asked asked, Figure figure, @Nullable String code) {
        var measure = Objects.requireNonNull(figure.measure());
        var search = new Search(
                null,
                asked.kind(),
                asked.exercise(),
                null,
                null,
                null,
                null,
                null,
                false,
                new Behind(measure, code, asked.from(), asked.to(), asked.direction(), asked.version()),
                null,
                code == null && asked.to().isBefore(asked.from().plusYears(1)) ? 17 : 97);
        var numbers = new ArrayList<String>();
        var reader = commander(side);
        world.cases.eachOf(reader, search, world.cases.find(reader, search), line -> numbers.add(line.number()));
        assertThat(numbers).as(measure + " " + code).doesNotHaveDuplicates();
        world.cases.count(reader, search).ifPresent(count -> assertThat(count).isEqualTo(numbers.size()));
        return new TreeSet<>(numbers);
    }

    /**
     * What is overdue and open now, and what became of drills: of cases of other kinds, some of them at the moment itself, on
     * both sides of midnight, and with drills that are placed twice.
     */
    @ParameterizedTest
    @CsvSource({"TUR, 2027-05-31, 2027-06-30", "AZE, 2027-06-01, 2027-06-01", "TUR, 2026-01-01, 2027-12-31"})
    void ofDesksAgesAndDrillsAreWhatACountByHandGives(String side, LocalDate from, LocalDate to) {
        var others = new ReportWorld(TestDatabase.fresh(), NOW);
        var samples = Samples.of(new Random(5), side, sides.get(side).zone(), NOW);
        samples.events().forEach(events -> others.keep(events));
        others.rebuild.rebuild();
        for (var kind : List.of("OBS", "ACT", "DRL")) {
            var asked = new Asked(kind, from, to, null, null, null, null);
            var figures = others.figures.of(commander(side), asked).figures().stream()
                    .collect(Collectors.toMap(Figure::name, figure -> figure));
            var names = kind.equals("DRL")
                    ? List.of("overdue", "drillsPlanned", "drillsDone", "drillsCancelled")
                    : List.of("overdue", "ages");
            for (var name : names) {
                var figure = figure(figures, name);
                var hand = samples.counted(kind, name, from, to);
                assertThat(counts(figure))
                        .as(kind + " " + name)
                        .isNotEmpty()
                        .isEqualTo(hand.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                                (long) entry.getValue().size())));
                for (var row : figure.rows()) {
                    var ofRow = Objects.requireNonNull(hand.get(row.code()));
                    if (row.times() != null) {
                        var unit = name.equals("ages") ? 1.0 : 0.5;
                        var sorted =
                                ofRow.stream().map(Samples.One::amount).sorted().toList();
                        assertThat(row.times())
                                .as(kind + " " + name + " " + row.code())
                                .isEqualTo(new Times(
                                        sorted.size(),
                                        sorted.get((int) Math.ceil(sorted.size() * 0.5) - 1) * unit,
                                        sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1) * unit,
                                        sorted.stream()
                                                        .mapToLong(Long::longValue)
                                                        .sum()
                                                * unit));
                    }
                    assertThat(behind(others, side, asked, figure, row.code()))
                            .as(kind + " " + name + " " + row.code())
                            .isEqualTo(ofRow.stream().map(Samples.One::number).collect(Collectors.toSet()));
                }
            }
        }
    }

    private static Figure figure(Map<String, Figure> figures, String name) {
        return Objects.requireNonNull(figures.get(name));
    }

    private static Map<String, Long> counts(Figure figure) {
        return figure.rows().stream().collect(Collectors.toMap(Row::code, Row::count));
    }

    @Test
    void ofOneRoleAreThoseOfItsSteps() {
        var asked = new Asked("VIS", LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31), null, null, "RANGE", null);
        var steps = world.figures.of(commander("AZE"), asked).figures().stream()
                .filter(figure -> figure.name().equals("steps"))
                .findFirst()
                .orElseThrow();

        assertThat(steps.rows()).extracting(Row::code).containsExactly("host-approval/userTask_reviewAtDesk/RANGE");
    }

    @Test
    void countWhatIsNotAddedUpYetAsWell() {
        var asked = new Asked("VIS", LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31), null, null, null, null);
        var before = world.figures.of(commander("TUR"), asked);
        world.database.query(
                "select side, kind, measure, first_day, sending, version, code, amounts from report_sum"
                        + " where side = 'TUR' and grain = 'D'",
                row -> {
                    var sum = List.<Object>of(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, LocalDate.class),
                            row.getString(5),
                            row.getInt(6),
                            row.getString(7));
                    Amounts.each(
                            row.getString(8),
                            (amount, times) -> world.database.update(
                                    "insert into report_news (side, kind, measure, counted_on, sending, version, code, amount,"
                                            + " times) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    Stream.concat(sum.stream(), Stream.of(amount, -times))
                                            .toArray()));
                });

        assertThat(world.figures.of(commander("TUR"), asked).figures().get(0).count())
                .isZero();
        world.sums.addUp();
        assertThat(world.figures.of(commander("TUR"), asked).figures().get(0).count())
                .isZero();
        world.rebuild.rebuild();
        assertThat(world.figures.of(commander("TUR"), asked)).isEqualTo(before);
    }

    /** As officers work: what was counted opens its cases before and after it is added up. */
    @Test
    void openTheCasesOfWhatIsNotAddedUpYetAsWell() {
        var working = new ReportWorld(TestDatabase.fresh(), NOW);
        var asked = new Asked("VIS", LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31), null, null, null, null);
        var events = new HistoryEvents(working.hours);
        histories.subList(0, 40).stream()
                .flatMap(history -> events.of(history, NOW).stream())
                .forEach(event -> {
                    var key = new ReportTables.CaseKey(event.side(), event.number());
                    var changes = working.tables.lock(new TreeSet<>(Set.of(key)));
                    changes.values().forEach(change -> change.now().add(event));
                    working.tables.insert(List.of(event));
                    working.tables.save(changes.values());
                });

        var opened = opened(working, asked);
        working.sums.addUp();

        assertThat(opened).containsKeys("STEP", "RETURNED").isEqualTo(opened(working, asked));
        assertThat(working.database.queryForObject("select count(*) from report_news", Integer.class))
                .isZero();
        working.rebuild.rebuild();
        assertThat(opened(working, asked)).isEqualTo(opened);
    }

    @Test
    void openTheCasesOfStepsThatWereDoneBeforeTheyWereMarked() {
        var marks = "select * from report_mark order by side, kind, measure, counted_on, number, code";
        var made = world.database.queryForList(marks);
        assertThat(world.database.update("delete from report_mark where measure in ('STEP', 'STEP_LATE')"))
                .isGreaterThan(1000);

        MigrationContext.run(new MarkedEarlierSteps(world.stored), world.database);

        assertThat(world.database.queryForList(marks)).isEqualTo(made);
    }

    private Map<String, Set<String>> opened(ReportWorld world, Asked asked) {
        var opened = new HashMap<String, Set<String>>();
        for (var figure : world.figures.of(commander("AZE"), asked).figures()) {
            if (figure.count() > 0) {
                opened.put(Objects.requireNonNull(figure.measure()).name(), behind(world, "AZE", asked, figure, null));
            }
        }
        return opened;
    }

    @Test
    void areAPaperForTheArchiveAndForReadersOfScreens() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var texts = new Texts();
        var paper =
                new MonthlyPaper(world.figures, new CasePaper(texts, sides), texts, Clock.fixed(NOW, ZoneOffset.UTC));

        var content = paper.of(commander("AZE"), YearMonth.of(2027, 2)).content();

        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(content), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                assertThat(validator.validate(parser).isCompliant())
                        .as(flavour.toString())
                        .isTrue();
            }
        }
    }

    /** Whoever takes a long list away costs no more memory than one page of it, and nothing once they have broken off. */
    @Test
    void readALongListSomeAtATime() {
        var read = new AtomicInteger();
        var counting = world.casesWith(fold -> read.incrementAndGet());
        var search = new Search(null, "VIS", null, null, null, null, null, null, false, null, null, 50);
        var taken = new AtomicInteger();

        counting.eachOf(commander("TUR"), search, counting.find(commander("TUR"), search), line -> {
            taken.incrementAndGet();
            assertThat(read.get() - taken.get()).isLessThanOrEqualTo(51 + taken.get() / 50);
        });

        assertThat(taken.get()).isGreaterThan(300);
        read.set(0);
        assertThatThrownBy(() ->
                        counting.eachOf(commander("TUR"), search, counting.find(commander("TUR"), search), line -> {
                            throw new IllegalStateException("broken off");
                        }))
                .hasMessage("broken off");
        assertThat(read).hasValue(51);
    }

    /** At the limits of each length, to the second. */
    @ParameterizedTest
    @CsvSource({"PT0S, 0", "P1D, 0", "PT24H1S, 1", "P2D, 1", "PT48H1S, 2", "P4096D, 12", "PT98304H1S, 13"})
    void knowHowLongACaseLasted(Duration length, int lasted) {
        var fold = new CaseFold();
        fold.openedAt = FIRST;
        assertThat(fold.lasted()).isNull();
        fold.closedAt = FIRST.plus(length);
        assertThat(fold.lasted()).isEqualTo(lasted);
    }

    /** At both limits of what is short, and of the days that are asked for. */
    @ParameterizedTest
    @CsvSource({"0, false", "31, false", "32, true", "399, true"})
    void listTheCasesOfSomeDaysHoweverLongTheyLast(int days, boolean isLong) {
        var first = LocalDate.of(2031, 3, 1);
        var fold = new CaseFold();
        fold.firstDay = first;
        fold.lastDay = first.plusDays(days);
        assertThat(fold.isLong()).isEqualTo(isLong);
        var number = world.database.queryForObject(
                "select min(number) from report_case where side = 'TUR' and kind = 'VIS'", String.class);
        var before = world.database.queryForMap(
                "select first_day, last_day, is_long from report_case where side = 'TUR' and number = ?", number);
        world.database.update(
                "update report_case set first_day = ?, last_day = ?, is_long = ? where side = 'TUR' and number = ?",
                first,
                fold.lastDay,
                fold.isLong(),
                number);

        assertThat(numbersOf(first.minusDays(9), first.minusDays(1))).isEmpty();
        assertThat(numbersOf(first.minusDays(9), first)).containsExactly(number);
        assertThat(numbersOf(null, first)).contains(number);
        assertThat(numbersOf(fold.lastDay, fold.lastDay)).containsExactly(number);
        assertThat(numbersOf(fold.lastDay, null)).containsExactly(number);
        assertThat(numbersOf(fold.lastDay.plusDays(1), fold.lastDay.plusDays(40)))
                .isEmpty();

        world.database.update(
                "update report_case set first_day = ?, last_day = ?, is_long = ? where side = 'TUR' and number = ?",
                before.get("first_day"),
                before.get("last_day"),
                before.get("is_long"),
                number);
    }

    /** On both sides of what are few days, and with a case that was opened when its visit was over. */
    @ParameterizedTest
    @CsvSource({
        "2026-05-01, 2026-05-01",
        "2026-06-01, 2026-09-08",
        "2026-06-01, 2026-09-09",
        "2020-01-01, 2026-09-30",
        ", 2026-08-31",
        ", 2026-07-14",
        "2026-12-01, ",
        "2020-01-01, ",
        "2031-01-01, "
    })
    void listTheCasesOfAnyDaysNewestFirst(@Nullable LocalDate from, @Nullable LocalDate to) {
        var opened = Instant.parse("2027-01-12T09:00:00Z");
        var number = "VIS-TUR-2027-9";
        var fold = new CaseFold();
        fold.side = "TUR";
        fold.kind = "VIS";
        fold.number = number;
        fold.openedAt = opened;
        fold.since = opened;
        fold.firstDay = LocalDate.of(2026, 7, 14);
        fold.lastDay = LocalDate.of(2026, 7, 15);
        world.tables.saveCases(List.of(new ReportTables.Change(null, 0, ReportTables.Counted.as(fold), fold)));
        try {
            var listed = new ArrayList<String>();
            var search = new Search(null, "VIS", null, from, to, null, null, null, false, null, null, 17);
            var reader = commander("TUR");
            world.cases.eachOf(reader, search, world.cases.find(reader, search), line -> listed.add(line.number()));

            assertThat(listed)
                    .isEqualTo(world.database.queryForList(
                            "select number from report_case where side = 'TUR' and kind = 'VIS' and last_day >= ?"
                                    + " and first_day <= ? order by opened_at desc, number desc",
                            String.class,
                            Objects.requireNonNullElse(from, LocalDate.of(2000, 1, 1)),
                            Objects.requireNonNullElse(to, LocalDate.of(2100, 1, 1))));
            if (to != null && to.getYear() == 2026 && to.getMonthValue() > 6) {
                assertThat(listed).contains(number);
            }
        } finally {
            world.database.update("delete from report_case where number = ?", number);
        }
    }

    /** At both ends of the day of its opening, in whatever zone. */
    @ParameterizedTest
    @CsvSource({"2027-01-11, true", "2027-01-12, true", "2027-01-13, false", ", false"})
    void knowACaseThatWasOpenedWhenItsVisitHadBegun(@Nullable LocalDate firstDay, boolean isBackdated) {
        var fold = new CaseFold();
        fold.openedAt = Instant.parse("2027-01-12T23:59:59Z");
        fold.firstDay = firstDay;
        assertThat(fold.isBackdated()).isEqualTo(isBackdated);
    }

    private List<String> numbersOf(@Nullable LocalDate from, @Nullable LocalDate to) {
        var search = new Search(null, "VIS", null, from, to, null, null, null, false, null, null, 1000);
        return world.cases.find(commander("TUR"), search).items().stream()
                .map(ReportedCases.Line::number)
                .toList();
    }

    @Test
    void takeAPeriodApartIntoYearsMonthsAndDays() {
        assertThat(ReportedFigures.spans(LocalDate.of(2025, 11, 30), LocalDate.of(2028, 2, 2)))
                .containsExactly(
                        new Span(Grain.DAY, LocalDate.of(2025, 11, 30), LocalDate.of(2025, 11, 30)),
                        new Span(Grain.MONTH, LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 1)),
                        new Span(Grain.YEAR, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)),
                        new Span(Grain.MONTH, LocalDate.of(2028, 1, 1), LocalDate.of(2028, 1, 1)),
                        new Span(Grain.DAY, LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 2)));
        assertThat(ReportedFigures.spans(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 28)))
                .containsExactly(new Span(Grain.DAY, LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 28)));
        assertThat(ReportedFigures.spans(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 29)))
                .containsExactly(new Span(Grain.MONTH, LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 1)));
    }

    private Account commander(String side) {
        return new Account("c", sides.get(side), Set.of(Role.COMMANDER), Language.EN);
    }

    /** A count that knows nothing of events, folds and sums. */
    private final class Hand {

        private final String side;
        private final Asked asked;
        private final ZoneId zone;
        private final Map<String, Map<String, Long>> counted = new HashMap<>();
        private final Map<String, List<Long>> timed = new TreeMap<>();
        private final Map<String, Set<String>> behind = new HashMap<>();
        private final Set<String> openCases = new TreeSet<>();
        private final Set<String> answeredCases = new TreeSet<>();
        private String counting = "";
        private long open;

        Hand(String side, Asked asked) {
            this.side = side;
            this.asked = asked;
            this.zone = sides.get(side).zone();
            histories.stream().filter(wanted()).forEach(history -> {
                var before = open;
                counting = history.number();
                count(history);
                if (open > before) {
                    openCases.add(counting);
                }
            });
        }

        private Predicate<History> wanted() {
            return history -> (asked.exercise() == null || asked.exercise().equals(history.exercise()))
                    && (asked.version() == null || asked.version() == history.version())
                    && (asked.direction() == null
                            || (asked.direction() == Direction.SENT)
                                    == history.sending().equals(side));
        }

        private boolean happened(@Nullable Instant at) {
            return at != null && !at.isAfter(NOW);
        }

        private LocalDate day(Instant at) {
            return at.atZone(zone).toLocalDate();
        }

        private boolean in(Instant at) {
            return happened(at) && !day(at).isBefore(asked.from()) && !day(at).isAfter(asked.to());
        }

        private boolean until(@Nullable Instant at) {
            return at != null && happened(at) && !day(at).isAfter(asked.to());
        }

        private void add(String name, String code) {
            counted.computeIfAbsent(name, any -> new TreeMap<>()).merge(code, 1L, Long::sum);
            behind.computeIfAbsent(name + " " + code, any -> new TreeSet<>()).add(counting);
        }

        /** The cases that a figure counted at all, whatever of it. */
        private Set<String> behindAll(String name) {
            return behind.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(name + " "))
                    .flatMap(entry -> entry.getValue().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private void time(String name, long minutes) {
            timed.computeIfAbsent(name, any -> new ArrayList<>()).add((minutes + 29) / 30);
        }

        private void count(History history) {
            var sent = history.sending().equals(side);
            var firstSent = history.rounds().stream()
                    .map(History.Round::sent)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            var opened = sent ? history.opened() : firstSent;
            if (opened == null || !happened(opened)) {
                return;
            }
            if (in(opened)) {
                add("opened", "");
            }
            if (until(opened)) {
                open++;
            }
            var first = true;
            var judged = false;
            var firstSubmitted = sent ? history.rounds().get(0).submitted() : firstSent;
            var rounds = history.rounds();
            for (var round : rounds) {
                if (sent) {
                    step(
                            round.begun(),
                            round.submitted(),
                            "visit-request/userTask_" + (first ? "prepare" : "correct") + "Request/PLANNER");
                    first = false;
                    var stopped = round.stoppedAt();
                    if (stopped != null) {
                        var how = String.valueOf(round.stopped());
                        if (how.equals("notCertified")) {
                            step(round.submitted(), stopped, "visit-request/userTask_certifyRoster/SECURITY");
                        }
                        if (in(stopped)) {
                            add("returned", how);
                            round.rules().forEach(rule -> add("rules", rule));
                        }
                        if (!judged && happened(stopped)) {
                            judged = true;
                            judge(Objects.requireNonNull(firstSubmitted), false);
                        }
                        continue;
                    }
                    step(round.submitted(), round.certified(), "visit-request/userTask_certifyRoster/SECURITY");
                    step(
                            round.certified(),
                            Objects.requireNonNull(round.sent()),
                            "visit-request/userTask_endorseRequest/AUTHORITY");
                } else if (round.sent() == null) {
                    continue;
                }
                atHost(history, round, sent);
                var answered = round.answered();
                if (answered == null || !happened(answered)) {
                    continue;
                }
                if (!judged) {
                    judged = true;
                    judge(Objects.requireNonNull(firstSubmitted), !"RETURNED".equals(round.outcome()));
                }
                if (in(answered)) {
                    answered(history, round);
                }
                var over = !String.valueOf(round.outcome()).startsWith("APPROVED")
                        && !(sent && "RETURNED".equals(round.outcome()));
                if (over) {
                    close(answered, String.valueOf(round.outcome()));
                }
            }
            reopenings(rounds, sent);
            ended(history, sent);
        }

        private void reopenings(List<History.Round> rounds, boolean sent) {
            var handed = rounds.stream().filter(round -> round.sent() != null).toList();
            for (var n = 1; n < handed.size() && !sent; n++) {
                if (until(handed.get(n).sent())) {
                    open++;
                }
            }
        }

        private void ended(History history, boolean sent) {
            var ended = history.endedAt();
            if (ended == null || !happened(ended)) {
                return;
            }
            var last = history.rounds().get(history.rounds().size() - 1);
            if (!"withdrawn".equals(history.ending())) {
                close(ended, String.valueOf(history.ending()));
            } else if (sent || (last.sent() != null && last.answered() == null)) {
                close(ended, "WITHDRAWN");
            }
        }

        private void close(Instant at, String how) {
            if (in(at)) {
                add("closed", how);
            }
            if (until(at)) {
                open--;
            }
        }

        private void judge(Instant submitted, boolean right) {
            if (in(submitted)) {
                add(right ? "firstRight" : "firstWrong", "");
            }
        }

        private void atHost(History history, History.Round round, boolean sent) {
            var handed = Objects.requireNonNull(round.sent());
            if (!happened(handed)) {
                return;
            }
            if (sent) {
                for (var question : round.questions()) {
                    step(question.asked(), question.answered(), "visit-request/userTask_answerQuestion/PLANNER");
                }
                return;
            }
            for (var desk = 0; desk < 3; desk++) {
                step(
                        handed,
                        round.reviewed().get(desk),
                        "host-approval/userTask_reviewAtDesk/"
                                + History.Round.desks().get(desk));
            }
            var since = round.reviewed().stream().max(Instant::compareTo).orElseThrow();
            for (var question : round.questions()) {
                step(since, question.asked(), "host-approval/userTask_decideRequest/AUTHORITY");
                since = question.answered();
            }
            if (round.answered() != null) {
                step(since, round.answered(), "host-approval/userTask_decideRequest/AUTHORITY");
            }
        }

        private void answered(History history, History.Round round) {
            add("decided", String.valueOf(round.outcome()));
            answeredCases.add(counting);
            var ofHost = 0L;
            var ofSender = 0L;
            var from = Objects.requireNonNull(round.sent());
            for (var question : round.questions()) {
                ofHost += worked(history.host(), from, question.asked());
                ofSender += worked(history.sending(), question.asked(), question.answered());
                from = question.answered();
            }
            var answered = Objects.requireNonNull(round.answered());
            ofHost += worked(history.host(), from, answered);
            time("lead", ofHost + ofSender);
            time("leadHost", ofHost);
            time("leadSending", ofSender);
            add(answered.isAfter(Objects.requireNonNull(round.due())) ? "late" : "inTime", "");
            if (round.reason() != null) {
                add("reasons", round.reason());
            }
            if ("RETURNED".equals(round.outcome())) {
                add("returned", "host");
            }
        }

        private void step(Instant from, Instant to, String code) {
            if (in(to)) {
                time("step " + code, worked(side, from, to));
                behind.computeIfAbsent("steps " + code, any -> new TreeSet<>()).add(counting);
                if (to.isAfter(from.plus(72, ChronoUnit.HOURS))) {
                    add("stepsLate", code);
                }
            }
        }

        /** Minute by minute. */
        private long worked(String office, Instant from, Instant to) {
            var minutes = 0L;
            var here = sides.get(office).zone();
            for (var at = from; at.isBefore(to); at = at.plus(1, ChronoUnit.MINUTES)) {
                var local = at.atZone(here);
                if (!local.toLocalTime().isBefore(LocalTime.of(9, 0))
                        && local.toLocalTime().isBefore(LocalTime.of(17, 0))
                        && isWorked(office, local.toLocalDate())) {
                    minutes++;
                }
            }
            return minutes;
        }

        private boolean isWorked(String office, LocalDate day) {
            return workedDays.computeIfAbsent(office + day, any -> {
                SideCalendar calendar = calendars.of(office);
                try {
                    return calendar.isWorkingDay(day);
                } catch (WorkingCalendar.UnknownYear unknown) {
                    return day.getDayOfWeek().getValue() <= 5;
                }
            });
        }

        long count(String name) {
            return counts(name).values().stream().mapToLong(Long::longValue).sum();
        }

        Map<String, Long> counts(String name) {
            return counted.getOrDefault(name, Map.of());
        }

        long open() {
            return open;
        }

        @Nullable
        Double share(String good, String bad) {
            var all = count(good) + count(bad);
            return all == 0 ? null : Math.round(count(good) * 1000.0 / all) / 10.0;
        }

        @Nullable
        Times times(String name) {
            var sorted = timed.getOrDefault(name, List.of()).stream().sorted().toList();
            if (sorted.isEmpty()) {
                return null;
            }
            return new Times(
                    sorted.size(),
                    sorted.get((int) Math.ceil(sorted.size() * 0.5) - 1) / 2.0,
                    sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1) / 2.0,
                    sorted.stream().mapToLong(Long::longValue).sum() / 2.0);
        }

        Map<String, Times> timesByCode() {
            return timed.keySet().stream()
                    .filter(name -> name.startsWith("step "))
                    .collect(Collectors.toMap(
                            name -> name.substring("step ".length()), name -> Objects.requireNonNull(times(name))));
        }
    }
}
