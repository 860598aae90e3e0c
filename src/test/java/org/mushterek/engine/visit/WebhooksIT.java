package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.AtOnce;
import org.mushterek.notification.EventFeed;
import org.mushterek.notification.FinishedDeliveries;
import org.mushterek.notification.WebhookDelivery;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What a receiver gets, and how often. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:webhooks;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/webhooks",
            "mushterek.webhooks.patience=3s",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class WebhooksIT {

    private static final Map<String, Client> CLIENTS = new HashMap<>();

    /** What came to the receiver. */
    private record Received(String path, Map<String, String> headers, String body) {

        String id() {
            return String.valueOf(headers.get("webhook-id"));
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile IntSupplier status = () -> 204;
    private HttpServer receiver;

    @LocalServerPort
    int port;

    @Autowired
    FinishedDeliveries finished;

    @Autowired
    PathClock clock;

    @Autowired
    WebhookDelivery delivery;

    @Autowired
    AuditTrail audit;

    @Autowired
    EventFeed feed;

    @Autowired
    VisitDriver visits;

    @Autowired
    JdbcClient database;

    @Autowired
    ObjectMapper json;

    @BeforeEach
    void listenOnAMondayMorning() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        database.sql("delete from webhook").update();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stopListening() {
        never.countDown();
        receiver.stop(0);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        CLIENTS.clear();
    }

    private void receive(HttpExchange exchange) {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(exchange.getRequestURI().getPath(), headers, body));
            var answer = status.getAsInt();
            if (answer == 0) {
                never.await();
            }
            if (answer == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(answer == 0 ? 204 : answer, -1);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void sendsWhatTheFeedSaysSignedWithTheSecret() throws Exception {
        var webhook = webhook("tur.registry", "[]");
        var secret = secret("tur.registry", webhook);
        var end = feed.end("TUR");
        var visit = visits.opened("tur");

        delivery.go();

        var told = Client.json(client("tur.planner").get("/api/events?after=" + end))
                .get("items");
        assertThat(told).hasSizeGreaterThanOrEqualTo(3);
        assertThat(received).hasSize(told.size());
        for (var n = 0; n < told.size(); n++) {
            var got = received.get(n);
            assertThat(json.readTree(got.body())).isEqualTo(told.get(n));
            assertThat(got.id()).isEqualTo(told.get(n).get("id").asText());
            assertThat(got.headers())
                    .containsEntry("content-type", "application/cloudevents+json")
                    .containsEntry("webhook-timestamp", String.valueOf(MONDAY_MORNING.getEpochSecond()))
                    .containsEntry("webhook-signature", signature(secret, got));
        }
        assertThat(received.get(0).body()).contains(visit.number);
        delivery.go();
        assertThat(received).hasSize(told.size());
    }

    @Test
    void sendsNothingOfTheOtherSideAndNothingElseThanWanted() {
        secret("tur.registry", webhook("tur.registry", "[\"visit.certified\",\"task.\"]"));

        tell("AZE", "visit.certified", "theirs");
        tell("TUR", "visit.submitted", "other");
        tell("TUR", "visit.certified", "wanted");
        delivery.go();

        assertThat(abouts()).containsExactly("wanted");
    }

    @Test
    void sendsNothingBeforeTheSecretIsDrawnAndNothingAfterItsEnd() {
        var webhook = webhook("tur.registry", "[]");
        tell("TUR", "visit.submitted", "before");
        delivery.go();
        secret("tur.registry", webhook);
        tell("TUR", "visit.submitted", "then");
        delivery.go();

        assertThat(client("tur.registry")
                        .send("DELETE", "/api/webhooks/" + webhook)
                        .statusCode())
                .isEqualTo(204);
        tell("TUR", "visit.submitted", "after");
        delivery.go();

        assertThat(abouts()).containsExactly("then");
    }

    @Test
    void forgetsADeliveryNinetyDaysAfterItEndedAndNoneThatWaits() {
        var webhook = active();
        tell("TUR", "visit.submitted", "taken");
        delivery.go();
        database.sql(
                        "insert into webhook_delivery (webhook_id, position, state, attempts, next_at) values (?, 0, 'WAITING', 0, ?),"
                                + " (?, -1, 'DEAD', 9, ?)")
                .params(
                        webhook,
                        MONDAY_MORNING.atOffset(ZoneOffset.UTC),
                        webhook,
                        MONDAY_MORNING.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(states(webhook)).containsExactly("DEAD", "SENT", "WAITING");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(90)).minusMillis(1));
        finished.go();
        assertThat(states(webhook)).containsExactly("DEAD", "SENT", "WAITING");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(90)));
        finished.go();
        assertThat(states(webhook)).containsExactly("WAITING");
    }

    private List<String> states(String webhook) {
        return database.sql("select state from webhook_delivery where webhook_id = ? order by state")
                .param(webhook)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "404, 404", "302, 302", "0, TIMEOUT"})
    void triesAgainLaterWithTheSameIdAndBody(int failure, String outcome) {
        var webhook = active();
        tell("TUR", "visit.submitted", "one");
        tell("TUR", "visit.submitted", "two");
        status = () -> failure;
        delivery.go();
        assertThat(received).extracting(Received::path).containsExactly("/hook");
        assertThat(read(webhook).get("lastOutcome").asText()).isEqualTo(outcome);
        assertThat(read(webhook).get("waiting").asLong()).isEqualTo(2);

        status = () -> 200;
        clock.moveTo(MONDAY_MORNING.plusMillis(4999));
        delivery.go();
        assertThat(abouts()).as("the second need not wait for the first").containsExactly("one", "two");
        clock.moveTo(MONDAY_MORNING.plusSeconds(5));
        delivery.go();

        assertThat(abouts()).containsExactly("one", "two", "one");
        assertThat(received.get(2).id()).isEqualTo(received.get(0).id());
        assertThat(received.get(2).body()).isEqualTo(received.get(0).body());
        assertThat(read(webhook).get("waiting").asLong()).isZero();
    }

    /** The round ends with its last address, and nobody is sent anything new before. */
    @Test
    void goesOnInTheNextRoundWhereAReceiverTakesEverythingButSlowly() {
        active();
        for (var about : List.of("one", "two", "three", "four")) {
            tell("TUR", "visit.submitted", about);
        }
        status = () -> {
            clock.moveTo(clock.instant().plusSeconds(15).plusMillis(1));
            return 204;
        };

        delivery.go();
        assertThat(abouts()).containsExactly("one", "two");
        delivery.go();
        assertThat(abouts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void givesUpAtLastAndSendsAgainWhenAsked() {
        var webhook = active();
        tell("TUR", "visit.submitted", "lost");
        status = () -> 503;
        for (var attempt = 1; attempt <= 8; attempt++) {
            assertThat(read(webhook).get("dead").asLong()).isZero();
            delivery.go();
            clock.moveTo(clock.instant().plus(Duration.ofHours(10)));
        }
        assertThat(read(webhook).get("dead").asLong()).isEqualTo(1);
        delivery.go();
        assertThat(received).hasSize(8);

        status = () -> 200;
        assertThat(post("tur.registry", "/api/webhooks/" + webhook + "/replays", "{}")
                        .statusCode())
                .isEqualTo(200);
        delivery.go();

        assertThat(received).hasSize(9);
        assertThat(received.stream().map(Received::id).distinct()).hasSize(1);
        assertThat(read(webhook).get("dead").asLong()).isZero();
    }

    @Test
    void sendsEverythingAgainFromAPosition() {
        var webhook = active();
        tell("TUR", "visit.submitted", "one");
        var end = feed.end("TUR");
        tell("TUR", "visit.submitted", "two");
        tell("TUR", "visit.submitted", "three");
        delivery.go();

        post("tur.registry", "/api/webhooks/" + webhook + "/replays", "{\"after\":" + end + "}");
        delivery.go();

        assertThat(abouts()).containsExactly("one", "two", "three", "two", "three");
        assertThat(received.get(3).id()).isEqualTo(received.get(1).id());
    }

    /** What nobody has read yet is planned by who reads it, what was read before by who asks for it again: each once. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"visit.certified\",\"task.\"]"})
    void plansEachEventOnceWhereEverythingIsSentAgainBesideARoundWithABacklog(String types) throws Exception {
        IntStream.range(0, 600).forEach(n -> tell("TUR", n % 2 == 0 ? "visit.certified" : "visit.submitted", "read"));
        var webhook = webhook("tur.registry", types);
        secret("tur.registry", webhook);
        var readUpTo = feed.end("TUR");
        IntStream.range(0, 600).forEach(n -> tell("TUR", n % 2 == 0 ? "visit.certified" : "visit.submitted", "unread"));

        assertThat(replay(webhook, "{\"after\":0}").statusCode()).isEqualTo(200);
        assertThat(planned(webhook)).isEqualTo(inFeed(types, readUpTo));
        AtOnce.times(3, n -> {
            if (n == 1) {
                delivery.go();
            } else {
                assertThat(replay(webhook, "{\"after\":0}").statusCode()).isEqualTo(200);
            }
        });

        assertThat(planned(webhook)).isEqualTo(inFeed(types, feed.end("TUR")));
    }

    private List<Long> planned(String webhook) {
        return database.sql("select position from webhook_delivery where webhook_id = ? order by position")
                .param(webhook)
                .query(Long.class)
                .list();
    }

    private List<Long> inFeed(String types, long last) {
        return database.sql("select position from outgoing_event where side = 'TUR' and position <= ?"
                        + (types.equals("[]") ? "" : " and (type = 'org.mushterek.visit.certified' or area = 'task')")
                        + " order by position")
                .param(last)
                .query(Long.class)
                .list();
    }

    /** Nothing would ever be sent, and whoever ordered it would wait. */
    @Test
    void refusesToSendAgainBeforeItsSecretIsDrawn() {
        var webhook = webhook("tur.registry", "[]");

        for (var wanted : List.of("{}", "{\"after\":0}")) {
            var refused = replay(webhook, wanted);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("henüz etkin değil", "PUT …/secret");
        }
        assertThat(read(webhook).get("waiting").asLong()).isZero();

        assertThat(put("tur.registry", "/api/webhooks/" + webhook + "/secret").statusCode())
                .isEqualTo(200);
        assertThat(replay(webhook, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesToSendAgainToAReceiverThatIsGone() {
        var webhook = active();
        status = () -> 410;
        tell("TUR", "visit.submitted", "one");
        delivery.go();

        var refused = replay(webhook, "{\"after\":0}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("410", "yeni bir gizli anahtar");
    }

    private HttpResponse<String> replay(String webhook, String wanted) {
        return post("tur.registry", "/api/webhooks/" + webhook + "/replays", wanted);
    }

    /** The machine stopped after sending and before noting it: the receiver knows the event by its id. */
    @Test
    void sendsAgainWithTheSameIdAfterACrash() {
        active();
        tell("TUR", "visit.submitted", "one");
        delivery.go();
        database.sql("update webhook_delivery set state = 'SENDING', next_at = ?")
                .param(MONDAY_MORNING.plus(Duration.ofMinutes(2)).atOffset(ZoneOffset.UTC))
                .update();

        delivery.go();
        assertThat(received).hasSize(1);
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofMinutes(2)));
        delivery.go();
        delivery.go();

        assertThat(received).hasSize(2);
        assertThat(received.get(1).id()).isEqualTo(received.get(0).id());
    }

    @Test
    void sendsEachEventOnceFromManyNodes() throws Exception {
        active();
        IntStream.range(0, 20).forEach(n -> tell("TUR", "visit.submitted", String.valueOf(n)));
        AtOnce.times(4, any -> delivery.go());

        assertThat(abouts())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(String::valueOf).toList());
    }

    @Test
    void stopsWhereTheReceiverIsGone() {
        var webhook = active();
        tell("TUR", "visit.submitted", "one");
        status = () -> 410;
        delivery.go();
        tell("TUR", "visit.submitted", "two");
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofHours(1)));
        delivery.go();

        assertThat(received).hasSize(1);
        assertThat(read(webhook).get("state").asText()).isEqualTo("GONE");
    }

    @Test
    void signsWithTheFormerSecretForADayAndKeepsNoneInTheDatabase() throws Exception {
        var webhook = webhook("tur.admin", "[]");
        var former = secret("tur.admin", webhook);
        var present = secret("tur.admin", webhook);
        assertThat(present).startsWith("whsec_").isNotEqualTo(former);
        assertThat(database.sql("select * from webhook").query().listOfRows().toString())
                .doesNotContain(present.substring(6))
                .doesNotContain(former.substring(6));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Path.of("target/webhooks/keys/webhooks.key"))))
                .isEqualTo("rw-------");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(1)).minusSeconds(1));
        tell("TUR", "visit.submitted", "one");
        delivery.go();
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(1)));
        tell("TUR", "visit.submitted", "two");
        delivery.go();

        assertThat(received.get(0).headers().get("webhook-signature"))
                .isEqualTo(signature(present, received.get(0)) + " " + signature(former, received.get(0)));
        assertThat(received.get(1).headers().get("webhook-signature")).isEqualTo(signature(present, received.get(1)));
    }

    @Test
    void isKeptByRegistryAndAdministratorOfTheSideAlone() {
        var webhook = webhook("tur.admin", "[\"visit.\"]");

        assertThat(read(webhook).get("types").toString()).isEqualTo("[\"visit.\"]");
        for (var other : List.of("tur.planner", "tur.auditor", "aze.authority")) {
            assertThat(client(other).get("/api/webhooks").statusCode()).isEqualTo(403);
            assertThat(post(other, "/api/webhooks", wanted("[]")).statusCode()).isEqualTo(403);
        }
        assertThat(client("aze.admin").get("/api/webhooks").body()).isEqualTo("[]");
        assertThat(put("aze.admin", "/api/webhooks/" + webhook + "/secret").statusCode())
                .isEqualTo(404);
        assertThat(post("aze.registry", "/api/webhooks/" + webhook + "/replays", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client("aze.registry")
                        .send("DELETE", "/api/webhooks/" + webhook)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"https://10.0.0.1/hook\"}",
                "{\"url\":\"http://8.8.8.8/hook\"}",
                "{\"url\":\"nothing\"}",
                "{\"url\":\"https://8.8.8.8/hook\",\"types\":[\"visits\"]}",
                "{\"url\":\"https://8.8.8.8/hook\",\"types\":[null]}",
                "{\"url\":\"https://8.8.8.8/hook\",\"types\":\"visit.\"}",
                "[]"
            })
    void refusesWhatIsUnusable(String wanted) {
        assertThat(post("tur.registry", "/api/webhooks", wanted).statusCode()).isEqualTo(400);
    }

    private void tell(String side, String action, String about) {
        audit.record("system", side, "VIS-" + side + "-2027-9000", action, about);
    }

    private List<String> abouts() {
        return received.stream()
                .map(got -> {
                    try {
                        return json.readTree(got.body()).at("/data/about").asText();
                    } catch (IOException notJson) {
                        throw new UncheckedIOException(notJson);
                    }
                })
                .toList();
    }

    private String wanted(String types) {
        return "{\"url\":\"http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook\",\"types\":" + types + "}";
    }

    private String webhook(String account, String types) {
        // What others left in the feed is not this test's.
        delivery.go();
        var made = post(account, "/api/webhooks", wanted(types));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Client.json(made).get("id").asText();
    }

    private String secret(String account, String webhook) {
        var drawn = put(account, "/api/webhooks/" + webhook + "/secret");
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(200);
        return Client.json(drawn).get("secret").asText();
    }

    private String active() {
        var webhook = webhook("tur.registry", "[]");
        secret("tur.registry", webhook);
        return webhook;
    }

    private JsonNode read(String webhook) {
        for (var known : Client.json(client("tur.registry").get("/api/webhooks"))) {
            if (known.get("id").asText().equals(webhook)) {
                return known;
            }
        }
        throw new AssertionError(webhook);
    }

    /** As docs/events.md tells receivers to compute it. */
    private static String signature(String secret, Received got) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = got.id() + "." + got.headers().get("webhook-timestamp") + "." + got.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(String account, String path, String body) {
        var client = client(account);
        return client.send(
                client.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String account, String path) {
        return client(account).send("PUT", path);
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }
}
