package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mushterek.web.security.Client;
import org.springframework.util.FileSystemUtils;

/**
 * The program as a process of its own: killed in the midst of its work without warning, and started again on a machine
 * that speaks Turkish, where it must not lower-case by Turkish letters.
 */
class RestartIT {

    private static final Path FOLDER = Path.of("target", "restart").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WRITES_BEFORE_THE_END = 30;

    private static final List<String> TURKISH = List.of("-Duser.language=tr", "-Duser.country=TR");

    /** A machine that speaks Turkish in the zone whose day begins first of all. */
    private static final List<String> FAR_AWAY =
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Kiritimati");

    @Test
    void keepsWhatItAcknowledgedAndAppliesEachMessageOnce() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        var file = "jdbc:h2:file:" + FOLDER + "/data/mushterek";
        isKilledAndGoesOn(new Database(file, "sa"), "h2");
    }

    @Test
    void doesTheSameOnPostgresql() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        try (var server = EmbeddedPostgres.start()) {
            var database = new Database(server.getJdbcUrl("postgres", "postgres"), "postgres");
            isKilledAndGoesOn(
                    database,
                    "postgresql",
                    "--spring.datasource.url=" + database.url(),
                    "--spring.datasource.username=" + database.user());
        }
    }

    /** Where the program keeps its data, as a test reads it. */
    private record Database(String url, String user) {

        void change(String sql) throws Exception {
            try (var connection = DriverManager.getConnection(url, user, "");
                    var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }

        List<String> query(String sql) throws Exception {
            try (var connection = DriverManager.getConnection(url, user, "");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    private static void isKilledAndGoesOn(Database database, String name, String... settings) throws Exception {
        String atDesks;
        String inTransmission;
        String withFile;
        String file;
        Writer writer;
        String due;
        try (var program = Running.start(name + "-first", Running.fromClasses(), TURKISH, settings)) {
            var walk = new CaseWalk(program.port, PATIENCE);
            var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
            atDesks = endorsed(walk, content);
            review(walk, atDesks, "security");
            inTransmission = walk.openFilled("tur", content);
            certify(walk, inTransmission);
            withFile = walk.open("tur.planner");
            file = Client.json(walk.upload(
                            "tur.planner", withFile, "OTHER", null, "Poli\u00E7e.pdf", FileFixture.pdf(3_000_000, 1)))
                    .get("id")
                    .asText();
            writer = new Writer(walk, walk.open("tur.planner"), content.deepCopy());
            writer.start();
            writer.awaitWrites(WRITES_BEFORE_THE_END);

            review(walk, atDesks, "range");
            due = due(walk, atDesks, "medical");
            walk.complete("tur.authority", inTransmission, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
            program.kill();
            writer.stop();
        }

        try (var program = Running.start(name + "-second", Running.fromJar(), FAR_AWAY, settings)) {
            var walk = new CaseWalk(program.port, PATIENCE);
            assertThat(due(walk, atDesks, "medical")).isEqualTo(due);
            var kept = walk.read("tur.planner", "/api/visit-requests/" + writer.number);
            assertThat(kept.get("document").get("remarks").asInt())
                    .isBetween(writer.acknowledged.get(), writer.attempted.get());
            assertThat(walk.read("aze.security", "/api/tasks?caseNumber=" + atDesks)
                            .get("total")
                            .asInt())
                    .isZero();
            assertThat(walk.read("aze.range", "/api/tasks?caseNumber=" + atDesks)
                            .get("total")
                            .asInt())
                    .isZero();
            speaksAsEverywhere(walk, program.port);
            // The solver's native library comes out of the jar, too.
            assertThat(walk.client("tur.planner")
                            .get("/actuator/health/scheduler")
                            .body())
                    .contains("OR-Tools CP-SAT");
            var client = walk.client("tur.authority");
            assertThat(client.sendForBytes(client.request("/api/visit-requests/" + withFile + "/attachments/" + file)
                                    .GET())
                            .body())
                    .isEqualTo(FileFixture.pdf(3_000_000, 1));

            // Each is due at the same hour in Baku, whatever zone the machine is in.
            assertThat(timeOf(due(walk, inTransmission, "medical"))).isEqualTo(timeOf(due));
            review(walk, atDesks, "medical");
            review(walk, atDesks, "border");
            walk.complete("aze.authority", atDesks, HostApprovalProcess.DECIDE_REQUEST, approval(1));
            assertThat(walk.permit("tur.planner", atDesks).get("state").asText())
                    .isEqualTo("HANDED_OVER");
            for (var desk : List.of("security", "range", "medical", "border")) {
                review(walk, inTransmission, desk);
            }
            walk.complete("aze.authority", inTransmission, HostApprovalProcess.DECIDE_REQUEST, approval(1));
            assertThat(walk.permit("tur.planner", inTransmission).get("state").asText())
                    .isEqualTo("HANDED_OVER");
            program.stop();
        }
        // The jar names the models as the class folder does, so nothing was deployed a second time.
        assertThat(database.query("select distinct version_ from act_re_procdef"))
                .containsExactly("1");
        assertThat(database.query("select distinct name_ from act_ge_bytearray where name_ like '%.bpmn' order by 1"))
                .contains("visit/visit-request.bpmn")
                .allSatisfy(resource -> assertThat(resource).matches("[a-z]+/[a-z-]+\\.bpmn"));
        assertThat(messages(database)).isEqualTo(expectedMessages(atDesks, inTransmission));
        assertThatThrownBy(() -> database.change("delete from audit_entry")).hasStackTraceContaining("never changed");
        assertThat(told(database, atDesks)).isEqualTo(told(database, inTransmission));
        assertThat(told(database, atDesks))
                .contains(
                        "TUR transmitted 1",
                        "AZE received 1",
                        "AZE answered 1",
                        "TUR answered 1",
                        "AZE permitIssued 1",
                        "TUR permitReceived 1");
        assertThat(steps(database, atDesks))
                .containsExactly(
                        "host-approval userTask_decideRequest 1",
                        "host-approval userTask_reviewAtDesk 4",
                        "visit-permit userTask_closeVisit 1",
                        "visit-request userTask_certifyRoster 1",
                        "visit-request userTask_endorseRequest 1",
                        "visit-request userTask_followRequest 1",
                        "visit-request userTask_prepareRequest 1")
                .isEqualTo(steps(database, inTransmission));
    }

    /** When the task of a desk is late, as its officer reads it. */
    private static String due(CaseWalk walk, String number, String desk) {
        var task = walk.task("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK);
        return walk.read("aze." + desk, "/api/tasks/" + task).get("dueText").asText();
    }

    private static String timeOf(String due) {
        return Pattern.compile("\\d{2}:\\d{2}")
                .matcher(due)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    private static String endorsed(CaseWalk walk, ObjectNode content) {
        var number = walk.openFilled("tur", content);
        certify(walk, number);
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        return number;
    }

    private static void certify(CaseWalk walk, String number) {
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
    }

    private static void review(CaseWalk walk, String number, String desk) {
        walk.complete("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK, answer("NO_OBJECTION"));
    }

    /** Keys, codes and texts are the same on a Turkish machine. */
    private static void speaksAsEverywhere(CaseWalk walk, int port) {
        var number = walk.open("tur.planner");
        assertThat(number).startsWith("VIS-TUR-");
        var judged = Client.json(walk.send(
                "tur.planner", "POST", "/api/visit-requests/" + number + "/judgement", "", "application/json", null));
        assertThat(judged.get("passes").asBoolean()).isFalse();
        assertThat(judged.get("findings").findValuesAsText("code")).contains("VIS-01", "VIS-21", "LEG-01");
        assertThat(judged.get("findings").findValuesAsText("wrong"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains(" ").doesNotStartWith("rule."));
        var engine = Client.withBasic(port, "tur.planner", "demo").get("/engine-rest/task/count");
        assertThat(engine.statusCode()).as(engine.body()).isEqualTo(200);
    }

    private static List<String> expectedMessages(String... numbers) {
        return Arrays.stream(numbers)
                .flatMap(number ->
                        List.of("PERMIT_HANDED_OVER", "PERMIT_ORDERED", "REQUEST_ANSWERED", "REQUEST_TRANSMITTED")
                                .stream()
                                .map(type -> number + " " + type + " 1"))
                .sorted()
                .toList();
    }

    private static List<String> messages(Database database) throws Exception {
        return database.query("select request_number || ' ' || type || ' ' || count(*) from visit_message"
                + " where not undeliverable group by request_number, type order by 1");
    }

    private static List<String> told(Database database, String number) throws Exception {
        return database.query("select side || ' ' || event || ' ' || count(*) from visit_story where request_number = '"
                + number + "' group by side, event order by 1");
    }

    /** How often each step of each process was opened: a process that ran twice would open its own twice. */
    private static List<String> steps(Database database, String number) throws Exception {
        return database.query(
                "select process || ' ' || about || ' ' || count(*) from outgoing_event where case_number = '" + number
                        + "' and type like '%task.created' group by process, about order by 1");
    }

    /** Writes a rising number into one request and notes the last that was acknowledged. */
    private static final class Writer {

        final String number;
        final AtomicInteger attempted = new AtomicInteger();
        final AtomicInteger acknowledged = new AtomicInteger();
        private final CaseWalk walk;
        private final ObjectNode content;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread = new Thread(this::write, "writer");

        Writer(CaseWalk walk, String number, ObjectNode content) {
            this.walk = walk;
            this.number = number;
            this.content = content;
        }

        void start() {
            thread.start();
        }

        private void write() {
            var version = walk.read("tur.planner", "/api/visit-requests/" + number)
                    .get("version")
                    .asInt();
            while (!stopped.get()) {
                content.put("remarks", String.valueOf(attempted.incrementAndGet()));
                try {
                    version = walk.write("tur.planner", number, content, version);
                } catch (IllegalStateException killed) {
                    return;
                }
                acknowledged.set(attempted.get());
            }
        }

        void awaitWrites(int wanted) throws InterruptedException {
            while (acknowledged.get() < wanted) {
                assertThat(thread.isAlive()).as("the writer").isTrue();
                Thread.sleep(20);
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** The program in a JVM of its own. */
    private static final class Running implements AutoCloseable {

        final int port;
        private final Process process;

        private Running(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        /** @param program what to hand to the JVM for the program itself */
        static Running start(String name, List<String> program, List<String> options, String... settings)
                throws Exception {
            Files.createDirectories(FOLDER);
            var port = freePort();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dfile.encoding=UTF-8"));
            command.addAll(options);
            command.addAll(program);
            command.addAll(List.of(
                    "--spring.profiles.active=demo",
                    "--server.port=" + port,
                    "--mushterek.correction-time=PT0S",
                    // What was on its way when it was killed is taken up again after so long: less than a start takes.
                    "--camunda.bpm.job-execution.lock-time-in-millis=8000",
                    "--mushterek.data-folder=" + FOLDER.resolve("data")));
            command.addAll(List.of(settings));
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve(name + ".log").toFile());
            builder.environment().put("CLASSPATH", classPath());
            var running = new Running(builder.start(), port);
            try {
                running.awaitHealth(name);
            } catch (Throwable notStarted) {
                running.close();
                throw notStarted;
            }
            return running;
        }

        /** As a developer runs it. */
        static List<String> fromClasses() {
            return List.of("org.mushterek.Mushterek");
        }

        /** As an installation runs it: the one file that the build makes. */
        static List<String> fromJar() throws IOException {
            try (var files = Files.newDirectoryStream(Path.of("target"), "mushterek-*.jar")) {
                return List.of("-jar", files.iterator().next().toString());
            }
        }

        /** What the tests run on, but for the tests themselves. */
        private static String classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry ->
                            !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private void awaitHealth(String name) throws Exception {
            var client = HttpClient.newHttpClient();
            var health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .build();
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // Nothing listens before everything is ready.
                }
                Thread.sleep(200);
            }
            throw new AssertionError("The program did not start:\n" + Files.readString(FOLDER.resolve(name + ".log")));
        }

        /** Ends it as a power cut would: nothing in it runs any more. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** Ends it as a service manager would. */
        void stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("stopped").isTrue();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }
}
