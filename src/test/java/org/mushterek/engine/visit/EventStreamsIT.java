package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.ByHand;
import org.mushterek.common.Language;
import org.mushterek.notification.EventFeed;
import org.mushterek.security.Account;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.Role;
import org.mushterek.task.OfficerTasks;
import org.mushterek.web.HeldConnections;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What comes over an open connection. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:event-streams;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/event-streams",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class EventStreamsIT {

    private static final String FEED = "/api/events/stream";
    private static final String TASKS = "/api/task-changes";

    private final List<Stream> open = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    AuditTrail audit;

    @Autowired
    EventFeed feed;

    @Autowired
    OfficerTasks tasks;

    @Autowired
    AccountRegister register;

    @Autowired
    List<HeldConnections> held;

    @Autowired
    JdbcClient database;

    @AfterEach
    void hangUp() {
        open.forEach(Stream::close);
    }

    /** One connection, read event by event. */
    private final class Stream implements AutoCloseable {

        private final InputStream body;
        private final BufferedReader lines;

        Stream(String account, String password, String path, @Nullable String last) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Basic " + basic(account, password));
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            try {
                var answer = http.send(request.build(), BodyHandlers.ofInputStream());
                assertThat(answer.statusCode()).isEqualTo(200);
                body = answer.body();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertThat(next()).isEqualTo(":following");
            open.add(this);
        }

        /** The lines of the next event; empty at the end of the stream. */
        String next() {
            try {
                return CompletableFuture.supplyAsync(this::read).get(30, TimeUnit.SECONDS);
            } catch (Exception nothingCame) {
                throw new AssertionError(nothingCame);
            }
        }

        private String read() {
            var event = new ArrayList<String>();
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.isEmpty()) {
                        return String.join("\n", event);
                    }
                    event.add(line);
                }
                return "";
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static String basic(String account, String password) {
        return Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Stream stream(String account, String path, @Nullable String last) {
        return new Stream(account, "demo", path, last);
    }

    @Test
    void tellsBothSidesTheirOwnAsItHappens() {
        var turkish = stream("tur.planner", FEED, null);
        var azerbaijani = stream("aze.planner", FEED, null);
        var end = feed.end("TUR");

        audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "theirs");
        audit.record("system", "AZE", "VIS-AZE-2027-9001", "visit.submitted", "ours");

        assertThat(turkish.next())
                .startsWith("id:" + (end + 1) + "\ndata:{\"specversion\":\"1.0\"")
                .contains("\"about\":\"theirs\"");
        assertThat(azerbaijani.next()).contains("\"about\":\"ours\"");
    }

    @Test
    void tellsWhatWasMissedToWhoComesBack() {
        var end = feed.end("TUR");
        audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "one");
        audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "two");

        var back = stream("tur.planner", FEED, String.valueOf(end + 1));

        assertThat(back.next()).startsWith("id:" + (end + 2) + "\n").contains("\"about\":\"two\"");
        audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "three");
        assertThat(back.next()).startsWith("id:" + (end + 3) + "\n").contains("\"about\":\"three\"");
    }

    @Test
    void tellsAGroupThatItsTasksHaveChangedAndNoOther() {
        var security = stream("tur.security", TASKS, null);
        var otherSide = stream("aze.security", TASKS, null);
        var visit = visits.prepared("tur").submitted();
        var task = visit.task("tur.security", "userTask_certifyRoster").id();

        assertThat(security.next()).contains("event:tasks").contains("data:{\"tasks\":[\"" + task + "\"]}");
        tasks.claim(visits.account("tur.security"), task);
        assertThat(security.next()).contains(task);
        visit.certified();
        assertThat(security.next()).contains(task);

        visit.endorsed();
        var desk = visits.account("aze.security");
        var deskTask = tasks.visibleTo(desk, visit.number, 0, 10).get(0).id();
        assertThat(otherSide.next())
                .as("the first that the host's officer hears of")
                .contains("data:{\"tasks\":[\"" + deskTask + "\"]}");
    }

    @Test
    void tellsADeputyOfTheTasksOfTheProcessesThatHeStandsInForAndOfNoOthers() {
        for (var deputy : List.of("tur.commander", "tur.legal")) {
            ByHand.change(
                    database,
                    "insert into deputyship (side, principal, deputy, first_day, last_day, recorded_by, recorded_at)"
                            + " values ('TUR', 'tur.security', ?, date '2027-04-05', date '2027-04-05', 'tur.security',"
                            + " current_timestamp)",
                    deputy);
        }
        ByHand.change(
                database,
                "insert into deputyship_process (deputyship, process) select id, case deputy"
                        + " when 'tur.commander' then 'visit-request' else 'host-approval' end from deputyship");
        var ofRequests = stream("tur.commander", TASKS, null);
        var ofApprovals = stream("tur.legal", TASKS, null);

        var sent = visits.prepared("tur").submitted();
        var roll = sent.task("tur.security", "userTask_certifyRoster").id();
        assertThat(ofRequests.next()).contains("data:{\"tasks\":[\"" + roll + "\"]}");

        var received = visits.prepared("aze").transmitted();
        var desk = received.task("tur.security", "userTask_reviewAtDesk").id();
        assertThat(ofApprovals.next())
                .as("the first that the deputy in another process hears of")
                .contains("data:{\"tasks\":[\"" + desk + "\"]}");
        ByHand.change(database, "update deputyship set ended_at = current_timestamp");
    }

    /** A laptop that was closed takes no more, and the web server waits for it. */
    @Test
    void tellsOthersWhileWhoeverIsFarBehindReadsNothing() throws IOException {
        var end = feed.end("TUR");
        tellOfTenThousand();
        var prompt = stream("tur.planner", FEED, String.valueOf(feed.end("TUR")));
        try (var silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            silent.getOutputStream().write("""
                    GET %s HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Basic %s\r
                    Last-Event-ID: %d\r
                    \r
                    """.formatted(FEED, basic("tur.authority", "demo"), end)
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(silent.getInputStream().read()).isEqualTo('H');

            var asked = System.nanoTime();
            audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "prompt");
            assertThat(prompt.next()).contains("\"about\":\"prompt\"");

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** More than the web server and the machine keep for who does not read. */
    private void tellOfTenThousand() {
        var digits = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        ByHand.change(
                database,
                "insert into outgoing_event (side, event_id, release, type, area, case_number, about, happened_at)"
                        + " select 'TUR', concat('far-', a.n, b.n, c.n, d.n), 'BOTH', 'org.mushterek.visit.submitted', 'visit',"
                        + " 'VIS-TUR-2027-9001', ?, current_timestamp"
                        + " from " + digits + " a(n), " + digits + " b(n), " + digits + " c(n), " + digits + " d(n)",
                "x".repeat(200));
    }

    @Test
    void leavesRoomForOthers() {
        for (var n = 0; n < 5; n++) {
            stream("tur.range", TASKS, null);
        }
        var client = Client.withBasic(port, "tur.range", "demo");

        assertThat(client.get(TASKS).statusCode()).isEqualTo(429);
        assertThat(client.get(FEED).statusCode()).isEqualTo(429);
        assertThat(stream("aze.range", TASKS, null)).isNotNull();
    }

    @Test
    void endsForAnAccountThatIsClosed() {
        endsAfter("tur.short", administrator -> register.assignRoles(administrator, "tur.short", Set.of()));
    }

    @Test
    void endsForAnAccountThatHasAnotherPassword() {
        endsAfter(
                "tur.robbed",
                administrator -> register.setPassword(administrator, "tur.robbed", "a-long-enough-password-8"));
    }

    /** What a new account follows ends before it hears of what comes next. */
    private void endsAfter(String account, Consumer<Account> deed) {
        var administrator = visits.account("tur.admin");
        register.create(
                administrator,
                new AccountRegister.NewAccount(
                        account, "New", "a-long-enough-password-7", Set.of(Role.PLANNER), Language.EN));
        var stream = new Stream(account, "a-long-enough-password-7", FEED, null);

        deed.accept(administrator);
        audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "secret");

        assertThat(stream.next()).isEmpty();
    }

    /** Before the web server waits for who is still answered. */
    @Test
    void endWhenTheProgramStopsAndBeforeItWaits() {
        var streams = List.of(stream("tur.planner", FEED, null), stream("aze.planner", TASKS, null));
        assertThat(held)
                .hasSize(2)
                .allMatch(part -> part.getPhase() > WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);

        held.forEach(HeldConnections::stop);

        assertThat(streams).extracting(Stream::next).containsOnly("");
        var late = new Stream("tur.planner", "demo", FEED, null);
        assertThat(late.next()).isEmpty();
        held.forEach(HeldConnections::start);
    }

    @Test
    void refusesWhoeverSeesNoCaseAndWhatIsNoPosition() {
        assertThat(Client.withBasic(port, "tur.admin", "demo").get(FEED).statusCode())
                .isEqualTo(403);
        var client = Client.withBasic(port, "tur.planner", "demo");
        for (var wrong : List.of("x", "-1", "1.5", "9999999999999999999")) {
            var refused = client.send(
                    client.request(FEED).header("Last-Event-ID", wrong).GET());
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
        }
    }
}
