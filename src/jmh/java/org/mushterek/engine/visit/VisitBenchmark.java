package org.mushterek.engine.visit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mushterek.Mushterek;
import org.mushterek.build.CountedDatabase;
import org.mushterek.build.CountedDatabase.Count;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Prints how many visits a second go from an opened request to a permit that is handed over, through the product's use
 * cases, guards and tables, beside the same tasks and jobs of the same diagrams on {@link BareEngine}; and what each step
 * of both costs: statements, commits, processor time of the program, and time on the clock. Both are driven by
 * one thread, in turns, each on a database of its own of one kind: a file of H2 as the product uses it, and a PostgreSQL
 * that belongs to the benchmark, whose processor time is told apart.
 */
public final class VisitBenchmark {

    static final List<String> DESKS = List.of("security", "border", "range", "medical");
    private static final int PERSONS = Integer.getInteger("benchmark.persons", 10);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int CASES = Integer.getInteger("benchmark.cases", 30);

    /** Before anything is measured: a program that has run for an hour is compiled, and so is what is measured. */
    private static final int WARM_CASES = Integer.getInteger("benchmark.warm", 300);

    /** Connections that count what they do while somebody asks, and cost nothing otherwise. */
    private static final class Measured extends DelegatingDataSource {

        private static volatile boolean counts;
        private final DataSource plain;

        Measured(DataSource plain) {
            super(CountedDatabase.counted(plain));
            this.plain = plain;
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            return counts ? super.getConnection() : plain.getConnection();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Measuring {

        @Bean
        static BeanPostProcessor measuredDatabase() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new Measured(source) : bean;
                }
            };
        }
    }

    /** What a case goes through, told to whoever measures it. */
    private interface Steps {

        void step(String name, Runnable work);
    }

    private interface Walk {

        void oneCase(Steps steps);
    }

    private VisitBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("visit-benchmark");
        var data = folder.resolve("postgresql");
        try (var server =
                EmbeddedPostgres.builder().setDataDirectory(data).start()) {
            if (!"postgresql".equals(System.getProperty("benchmark.database"))) {
                measure("H2", folder, () -> 0, name -> database(
                        "jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=512", "sa"));
            }
            if (!"h2".equals(System.getProperty("benchmark.database"))) {
                measure("PostgreSQL", folder, processorOf(data), name -> {
                    try (var connection = server.getPostgresDatabase().getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("create database " + name);
                    } catch (java.sql.SQLException refused) {
                        throw new IllegalStateException(refused);
                    }
                    return database(server.getJdbcUrl("postgres", name), "postgres");
                });
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private record Database(String url, String user) {

        DataSource source() {
            return DataSourceBuilder.create().url(url).username(user).password("").build();
        }
    }

    private static Database database(String url, String user) {
        return new Database(url, user);
    }

    /** Nanoseconds that the processes of the server have computed. */
    private static LongSupplier processorOf(Path data) throws IOException {
        var postmaster = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        return () -> Stream.concat(Stream.of(postmaster), postmaster.children())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private static void measure(
            String kind, Path folder, LongSupplier server, Function<String, Database> databases) {
        var ours = databases.apply("ours");
        var bareDatabase = new Measured(databases.apply("bare").source());
        try (var program = new SpringApplicationBuilder(Mushterek.class, VisitPathsIT.Hands.class, Measuring.class)
                        .profiles("demo")
                        .properties(Map.of())
                        .run(
                                "--spring.datasource.url=" + ours.url(),
                                "--spring.datasource.username=" + ours.user(),
                                "--mushterek.data-folder=" + folder.resolve("data-" + kind),
                                "--camunda.bpm.job-execution.enabled=false",
                                "--server.port=0",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=WARN");
                var bare = new BareEngine(bareDatabase)) {
            var visits = program.getBean(VisitDriver.class);
            var numbers = new int[1];
            Walk product = steps -> walkProduct(visits, steps);
            Walk engine = steps -> walkBare(bare, "BARE-" + numbers[0]++, steps);
            print("%n%s, %d persons, %d processors", kind, PERSONS, Runtime.getRuntime().availableProcessors());
            warm(product);
            warm(engine);
            if (Boolean.getBoolean("benchmark.statements")) {
                printStatements(product);
            }
            var measured = new Measure(product, server);
            var beside = new Measure(engine, server);
            var speeds = speeds(measured, beside);
            printSteps(measured, beside);
            printSpeed(speeds);
        }
    }

    private static void warm(Walk walk) {
        for (var i = 0; i < WARM_CASES; i++) {
            walk.oneCase((name, work) -> work.run());
        }
    }

    /** What the steps of one of the two have cost so far. */
    private static final class Measure {

        private final Walk walk;
        private final LongSupplier server;
        private final Map<String, Step> steps = new LinkedHashMap<>();
        private long serverNanos;
        private int cases;

        /** Counts one case; time is taken by {@link #round}. */
        Measure(Walk walk, LongSupplier server) {
            this.walk = walk;
            this.server = server;
            Measured.counts = true;
            try {
                walk.oneCase((name, work) -> {
                    var step = step(name);
                    step.count = step.count.plus(CountedDatabase.during(work));
                });
            } finally {
                Measured.counts = false;
            }
        }

        Step step(String name) {
            return steps.computeIfAbsent(name, any -> new Step());
        }

        /** @return cases a second: as many as their steps take time */
        double round() {
            var before = all().wallNanos;
            var serverBefore = server.getAsLong();
            for (var i = 0; i < CASES; i++) {
                Step.findWorkers();
                walk.oneCase((name, work) -> step(name).time(work));
            }
            serverNanos += server.getAsLong() - serverBefore;
            cases += CASES;
            return CASES / ((all().wallNanos - before) / 1e9);
        }

        Step all() {
            var all = new Step();
            steps.values().forEach(all::add);
            return all;
        }

        double milliseconds(long nanos) {
            return nanos / 1e6 / cases;
        }
    }

    private static final class Step {

        private static long[] workers = {};

        private Count count = new Count(0, 0);
        private long processorNanos;
        private long wallNanos;

        void time(Runnable work) {
            var began = System.nanoTime();
            var computed = processor();
            work.run();
            processorNanos += processor() - computed;
            wallNanos += System.nanoTime() - began;
        }

        void add(Step other) {
            count = count.plus(other.count);
            processorNanos += other.processorNanos;
            wallNanos += other.wallNanos;
        }

        /** What this thread has computed, and those to which it hands over what can be done side by side. */
        private static long processor() {
            var threads = ManagementFactory.getThreadMXBean();
            return threads.getCurrentThreadCpuTime()
                    + LongStream.of(workers)
                            .map(threads::getThreadCpuTime)
                            .filter(nanos -> nanos > 0)
                            .sum();
        }

        /** Between cases: a pool makes its threads when it first needs them. */
        static void findWorkers() {
            workers = Thread.getAllStackTraces().keySet().stream()
                    .filter(ForkJoinWorkerThread.class::isInstance)
                    .mapToLong(Thread::getId)
                    .toArray();
        }
    }

    /** Which statements each step repeats: where to look for what can be saved. */
    private static void printStatements(Walk walk) {
        Measured.counts = true;
        try {
            walk.oneCase((name, work) -> {
                print("%n%s", name);
                CountedDatabase.statementsDuring(work)
                        .forEach(one -> print("%4d %s", one.getValue(), one.getKey().replaceAll("\\s+", " ")));
            });
        } finally {
            Measured.counts = false;
        }
    }

    private static void printSteps(Measure ours, Measure bare) {
        print(
                "%-26s %10s %8s %8s %8s   %10s %8s %8s %8s",
                "step", "statements", "commits", "proc. ms", "ms", "bare: stat.", "commits", "proc. ms", "ms");
        ours.steps.forEach((name, step) -> printCosts(name, ours, step, bare, bare.step(name)));
        printCosts("all", ours, ours.all(), bare, bare.all());
        print(
                "%-26s %10s %8s %8.1f %8s   %10s %8s %8.1f",
                "database's processor",
                "",
                "",
                ours.milliseconds(ours.serverNanos),
                "",
                "",
                "",
                bare.milliseconds(bare.serverNanos));
    }

    private static void printCosts(String name, Measure ours, Step one, Measure bare, Step other) {
        print(
                "%-26s %10d %8d %8.1f %8.1f   %10d %8d %8.1f %8.1f",
                name,
                one.count.statements(),
                one.count.commits(),
                ours.milliseconds(one.processorNanos),
                ours.milliseconds(one.wallNanos),
                other.count.statements(),
                other.count.commits(),
                bare.milliseconds(other.processorNanos),
                bare.milliseconds(other.wallNanos));
    }

    /** Cases a second of both in one round. */
    private record Speed(double ours, double bare) {

        double ratio() {
            return ours / bare;
        }
    }

    private static List<Speed> speeds(Measure ours, Measure bare) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> new Speed(ours.round(), bare.round()))
                .toList();
    }

    private static void printSpeed(List<Speed> speeds) {
        print("%-26s %12s %10s %10s", "round", "cases a sec.", "bare", "ratio");
        for (var round = 1; round <= speeds.size(); round++) {
            var speed = speeds.get(round - 1);
            print("%-26d %12.1f %10.1f %10.2f", round, speed.ours(), speed.bare(), speed.ratio());
        }
        print(
                "%-26s %12.1f %10.1f %10.2f",
                "median",
                middle(speeds.stream().map(Speed::ours).toList()),
                middle(speeds.stream().map(Speed::bare).toList()),
                middle(speeds.stream().map(Speed::ratio).toList()));
    }

    private static double middle(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Each step of an officer is one transaction, as a request is that a door has let in. */
    private static void walkProduct(VisitDriver visits, Steps measured) {
        Steps steps = (name, work) ->
                measured.step(name, () -> visits.transactions().executeWithoutResult(transaction -> work.run()));
        var sender = BareEngine.SENDER;
        var host = BareEngine.HOST;
        var visit = given(steps, "open", () -> visits.opened(sender));
        steps.step("write content and roll", () -> {
            visit.enroll(VisitDriver.roster(sender, PERSONS));
            visit.write(content -> {});
        });
        steps.step("submit", () -> visit.answer(sender + ".planner", "userTask_prepareRequest", "{'action':'SUBMIT'}"));
        steps.step(
                "certify",
                () -> visit.answer(
                        sender + ".security", "userTask_certifyRoster", "{'action':'CERTIFY','duties':['DOC-05']}"));
        steps.step(
                "endorse", () -> visit.answer(sender + ".authority", "userTask_endorseRequest", "{'action':'ENDORSE'}"));
        jobs(measured, "transmit", visit::dueJobs, visits::doJob);
        for (var desk : DESKS) {
            steps.step(
                    "review at four desks",
                    () -> visit.answer(
                            host + "." + desk,
                            "userTask_reviewAtDesk",
                            desk.equals("medical")
                                    ? "{'action':'NO_OBJECTION','duties':['MED-02']}"
                                    : "{'action':'NO_OBJECTION'}"));
        }
        steps.step("decide", () -> visit.answer(host + ".authority", "userTask_decideRequest", approval()));
        jobs(measured, "answer, issue, hand over", visit::dueJobs, visits::doJob);
        if (!visit.state().equals("APPROVED")) {
            throw new IllegalStateException(visit.number + " is " + visit.state());
        }
    }

    private static String approval() {
        return IntStream.rangeClosed(1, PERSONS)
                .mapToObj(line -> "{'line':" + line + ",'verdict':'APPROVED'}")
                .collect(Collectors.joining(
                        ",",
                        "{'action':'APPROVED','visitors':[",
                        "],'sites':[{'site':1,'verdict':'APPROVED'},{'site':2,'verdict':'APPROVED'}]}"));
    }

    private static void walkBare(BareEngine bare, String number, Steps steps) {
        var sender = BareEngine.SENDER;
        var host = BareEngine.HOST;
        steps.step("open", () -> bare.open(number));
        steps.step("submit", () -> bare.complete(
                number, "userTask_prepareRequest", sender + "-planner", Map.of("requestSubmitted", true)));
        steps.step("certify", () -> bare.complete(
                number, "userTask_certifyRoster", sender + "-security", Map.of("rosterCertified", true)));
        steps.step("endorse", () -> bare.complete(
                number, "userTask_endorseRequest", sender + "-authority", Map.of("requestEndorsed", true)));
        jobs(steps, "transmit", () -> bare.jobs(number), bare::doJob);
        for (var desk : DESKS) {
            steps.step("review at four desks", () -> bare.complete(
                    number, "userTask_reviewAtDesk", host + "-" + desk, Map.of()));
        }
        steps.step("decide", () -> bare.complete(
                number, "userTask_decideRequest", host + "-authority", Map.of("hostDecision", "APPROVED")));
        jobs(steps, "answer, issue, hand over", () -> bare.jobs(number), bare::doJob);
        if (!bare.isPermitHeld(number)) {
            throw new IllegalStateException(number + " has no permit");
        }
    }

    /** Does the jobs one after the other; looking for them is nobody's step. */
    private static <T> void jobs(Steps steps, String name, Supplier<List<T>> due, Consumer<T> work) {
        for (var jobs = due.get(); !jobs.isEmpty(); jobs = due.get()) {
            var job = jobs.get(0);
            steps.step(name, () -> work.accept(job));
        }
    }

    private static <T> T given(Steps steps, String name, Supplier<T> work) {
        var result = new ArrayList<T>();
        steps.step(name, () -> result.add(work.get()));
        return result.get(0);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
