package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mushterek.build.ByHand;
import org.mushterek.web.security.Client;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drives cases of the demonstration through the REST door, as its officers: one session for each account. */
public final class CaseWalk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> LETS_GO_ON =
            Set.of("CERTIFY", "NO_OBJECTION", "CONDITIONS", "APPROVED", "APPROVED_WITH_LIMITS");

    private final int port;
    private final Duration patience;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    /** @param patience how long the next task may take to appear */
    public CaseWalk(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** The account's session, signed in at its first use. */
    public Client client(String account) {
        return clients.computeIfAbsent(account, id -> {
            var client = new Client(port);
            var answer = client.signIn(id, "demo");
            assertThat(answer.headers().firstValue("Location").orElse("/")).doesNotContain("error");
            return client;
        });
    }

    public JsonNode read(String account, String path) {
        var answer = client(account).get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    public HttpResponse<String> send(
            String account, String method, String path, String body, String type, @Nullable Integer version) {
        var client = client(account);
        var request = client.request(path)
                .header("Content-Type", type)
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .method(method, BodyPublishers.ofString(body));
        return client.send(version == null ? request : request.header("If-Match", "\"" + version + "\""));
    }

    /** Posts JSON that is done once, however often it is sent with this key. */
    public HttpResponse<String> postOnce(
            String account, String path, String body, String key, @Nullable Integer version) {
        var client = client(account);
        var request = client.request(path)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        return client.send(version == null ? request : request.header("If-Match", "\"" + version + "\""));
    }

    /** Adds a file to a case, as a form of a browser does. */
    public HttpResponse<String> upload(
            String account, String number, @Nullable String kind, @Nullable Integer line, String name, byte[] content) {
        return upload(
                account,
                "/api/visit-requests/" + number + "/attachments",
                BodyPublishers.ofByteArray(FileFixture.form(kind, line, name, content)));
    }

    /** Posts a form with a file, whose parts are set apart by "mark". */
    public HttpResponse<String> upload(String account, String path, BodyPublisher form) {
        var client = client(account);
        return client.send(client.request(path)
                .header("Content-Type", "multipart/form-data; boundary=mark")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .POST(form));
    }

    /** Opens an empty request and returns its number. */
    public String open(String planner) {
        var answer = send(planner, "POST", "/api/visit-requests", "", "application/json", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    /** Opens a request of the side with this content and the demonstration's roll of thirty. */
    public String openFilled(String sender, ObjectNode content) {
        var planner = sender + ".planner";
        var number = open(planner);
        var enrolled = send(planner, "PUT", "/api/visit-requests/" + number + "/roster", roll(sender), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        write(planner, number, content, Client.json(enrolled).get("version").asInt());
        return number;
    }

    /** Writes the content and returns the new version. */
    public int write(String planner, String number, ObjectNode content, int version) {
        var written =
                send(planner, "PUT", "/api/visit-requests/" + number, content.toString(), "application/json", version);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        return Client.json(written).get("version").asInt();
    }

    /** The demonstration's roll of a side, as a file. */
    public static String roll(String sender) {
        try {
            return new ClassPathResource("demo/roster-" + sender + "-30.csv")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The content of a contingent that flies itself and brings radios. */
    public static ObjectNode flying(String side, ObjectNode content) {
        content.put("means", "MILITARY_AIR");
        content.putObject("airMovement")
                .put("arrivesAt", content.get("from").asText() + "T11:30")
                .put("notifiedOn", LocalDate.now(Clock.systemUTC()).toString())
                .putArray("kinds")
                .add("OTHER");
        content.putArray("customsMovements")
                .addObject()
                .put("serialNumber", (side.equals("tur") ? "TR" : "AZ") + "20270215NO000001")
                .put("copies", 5)
                .put("goods", "Radios");
        content.putObject("annexes")
                .putArray("vehicles")
                .addObject()
                .put("kind", "AIRCRAFT")
                .put("type", "A400M")
                .put("registration", "18-0094");
        return content;
    }

    /** What a lawful request of the sender to the host holds for one of the demonstration's exercises. */
    public ObjectNode lawfulContent(String sender, String host, String exercise) {
        var content = JSON.createObjectNode();
        for (var held : read(sender + ".planner", "/api/exercises?limit=200").get("items")) {
            if (held.get("code").asText().equals(exercise)) {
                content.put("from", held.get("firstDay").asText());
                content.put("to", held.get("lastDay").asText());
            }
        }
        assertThat(content.has("from")).as("exercise " + exercise).isTrue();
        content.put("exerciseCode", exercise)
                .put("kind", "ONE_TIME")
                .put("purpose", "Joint drills")
                .put("seniorLine", 1)
                .put("deputyLine", 2)
                .put("armed", false)
                .put("means", "CIVIL_AIR");
        content.putArray("sites")
                .add(JSON.createObjectNode().put("name", "Poliqon").put("kind", "RANGE"));
        content.putObject("pointOfContact").put("name", "A").put("phone", "1");
        content.putObject("securityOfficer").put("name", "B").put("phone", "2");
        content.putArray("route").add(sender.toUpperCase(Locale.ROOT)).add(host.toUpperCase(Locale.ROOT));
        return content;
    }

    /** An approval of the whole roll and of so many sites. */
    public static ObjectNode approval(int sites) {
        var answer = JSON.createObjectNode().put("action", "APPROVED");
        var visitors = answer.putArray("visitors");
        IntStream.rangeClosed(1, 30)
                .forEach(line -> visitors.addObject().put("line", line).put("verdict", "APPROVED"));
        var verdicts = answer.putArray("sites");
        IntStream.rangeClosed(1, sites)
                .forEach(site -> verdicts.addObject().put("site", site).put("verdict", "APPROVED"));
        return answer;
    }

    public static ObjectNode answer(String action) {
        return JSON.createObjectNode().put("action", action);
    }

    /** The id of the account's task at this step, as soon as it is there. */
    public String task(String account, String number, String step) {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            for (var task : read(account, "/api/tasks?caseNumber=" + number).get("items")) {
                if (task.get("step").asText().equals(step)) {
                    return task.get("id").asText();
                }
            }
            pause();
        }
        throw new AssertionError("No task " + step + " of " + number + " for " + account);
    }

    public void complete(String account, String number, String step, JsonNode answer) {
        completeTask(account, task(account, number, step), answer);
    }

    /** Where the answer says nothing of the duties that the task asks for, all of them are confirmed. */
    public void completeTask(String account, String task, JsonNode answer) {
        var given = answer.deepCopy();
        if (given instanceof ObjectNode whole
                && !whole.has("duties")
                && LETS_GO_ON.contains(whole.path("action").asText())) {
            var confirmed = whole.putArray("duties");
            for (var duty : read(account, "/api/tasks/" + task).get("dossier").get("duties")) {
                if (duty.get("asked").asBoolean()) {
                    confirmed.add(duty.get("rule").asText());
                }
            }
        }
        var done =
                send(account, "POST", "/api/tasks/" + task + "/completion", given.toString(), "application/json", null);
        assertThat(done.statusCode()).as(answer + ": " + done.body()).isEqualTo(204);
    }

    /** The permit of the request, as soon as the account can see it. */
    public JsonNode permit(String account, String number) {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            for (var permit : read(account, "/api/permits").get("items")) {
                if (permit.get("requestNumber").asText().equals(number)) {
                    return permit;
                }
            }
            pause();
        }
        throw new AssertionError("No permit came out of " + number);
    }

    /** An officer of the host suspends the permit with these words, which are also its note. */
    void suspended(String account, String number, String words) {
        var answer = suspend(account, number, words, words);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The permit is suspended with these words, and reinstated with them by whoever looks at it again. */
    void suspendedForAWhile(String host, String number, String words) {
        suspended(host + ".registry", number, words);
        complete(
                host + ".authority",
                number,
                VisitPermitProcess.REVIEW_SUSPENSION,
                answer("REINSTATE").put("text", words));
    }

    /** The visit has begun; officers could only wait for it. */
    static void begin(JdbcClient database, String number) {
        ByHand.change(
                database,
                "update visit_permit set valid_from = ? where request_number = ?",
                LocalDate.now(ZoneOffset.UTC).minusDays(1),
                number);
    }

    /** A guard of the host records that one has arrived there, twice, and strikes out the second entry with these words. */
    void arrived(String host, String number, String place, String words) {
        var rows = JSON.createObjectNode();
        for (var line : List.of(1, 2)) {
            rows.withArray("rows")
                    .addObject()
                    .put("line", line)
                    .put("kind", "ARRIVED")
                    .put("place", place);
        }
        var recorded = move(host + ".guard", number, "", rows);
        assertThat(recorded.body()).doesNotContain("REFUSED");
        var struck = move(
                host + ".guard", number, "/2/strike", JSON.createObjectNode().put("text", words));
        assertThat(struck.statusCode()).as(struck.body()).isEqualTo(200);
    }

    HttpResponse<String> move(String account, String number, String door, ObjectNode sent) {
        return send(
                account,
                "POST",
                "/api/host-cases/" + number + "/movements" + door,
                sent.toString(),
                "application/json",
                null);
    }

    HttpResponse<String> suspend(String account, String number, String text, @Nullable String remark) {
        var order = JSON.createObjectNode()
                .put("reasonCode", "OTHER")
                .put("text", text)
                .put("remark", remark);
        return send(
                account,
                "POST",
                "/api/host-cases/" + number + "/suspensions",
                order.toString(),
                "application/json",
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
