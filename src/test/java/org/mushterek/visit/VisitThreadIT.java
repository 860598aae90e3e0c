package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.WrittenTime;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What the sides write to each other and to themselves, beside a case that the host's desks look at. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-thread;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-thread"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitThreadIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "Kanarya-5519";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private CaseWalk walk;
    private String number;

    @BeforeAll
    void walkOneCaseToTheDesks() {
        walk = new CaseWalk(port, Duration.ofSeconds(60));
        number = transmitted();
    }

    private String transmitted() {
        var transmitted = walk.openFilled("tur", walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"));
        walk.complete("tur.planner", transmitted, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        walk.complete("tur.security", transmitted, VisitRequestProcess.CERTIFY_ROSTER, CaseWalk.answer("CERTIFY"));
        walk.complete("tur.authority", transmitted, VisitRequestProcess.ENDORSE_REQUEST, CaseWalk.answer("ENDORSE"));
        walk.task("aze.range", transmitted, HostApprovalProcess.REVIEW_AT_DESK);
        return transmitted;
    }

    private String decided(ObjectNode answer) {
        var decided = transmitted();
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, decided, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        walk.complete("aze.authority", decided, HostApprovalProcess.DECIDE_REQUEST, answer);
        return decided;
    }

    // --- Who reads what. ---

    @Test
    void showsToTheOtherSideAtOnceWhatIsForBothAndNothingElse() {
        var forOwn = written("tur.planner", number, "OWN_SIDE", "For us");
        var forBoth = written("tur.planner", number, "BOTH", "Buses or trucks?");

        assertThat(ids("tur.security")).contains(forOwn, forBoth);
        assertThat(ids("aze.border")).contains(forBoth).doesNotContain(forOwn);
        assertThat(forBoth).isNotEqualTo(forOwn);
        var read = walk.read("aze.border", messages(number) + "/" + forBoth);
        assertThat(read.get("writtenAt").asText()).isNotBlank();
        ((ObjectNode) read).remove(List.of("writtenAt"));
        assertThat(read).isEqualTo(tree("""
                {"id": "%s", "side": "TUR", "author": null, "release": "BOTH", "kind": "NOTE", "question": null,
                 "replyTo": null, "text": "Buses or trucks?"}""".formatted(forBoth)));
        assertThat(walk.read("tur.planner", messages(number) + "/" + forBoth)
                        .get("author")
                        .asText())
                .isEqualTo("tur.planner");
        assertThat(get("aze.border", messages(number) + "/" + forOwn).statusCode())
                .isEqualTo(404);
    }

    /** Two officers on the telephone speak of one moment: each page names its clocks, and the group is the same. */
    @Test
    @NeedsChromium
    void tellsBothSidesWhenSomethingWasWrittenOnNamedClocks() throws Exception {
        var id = written("tur.planner", number, "BOTH", "At what time?");
        var at = Instant.parse(walk.read("tur.planner", messages(number) + "/" + id)
                .get("writtenAt")
                .asText());

        assertThat(timeOf("tur.planner", id))
                .isEqualTo(WrittenTime.MINUTE.format(at.atZone(ZoneId.of("Europe/Istanbul"))) + " (İstanbul), "
                        + WrittenTime.dateTimeGroup(at));
        assertThat(timeOf("aze.security", id))
                .isEqualTo(WrittenTime.MINUTE.format(at.atZone(ZoneId.of("Asia/Baku"))) + " (Bakı), "
                        + WrittenTime.dateTimeGroup(at));
    }

    private String timeOf(String account, String message) throws Exception {
        try (var browser = Browser.open(390, 900)) {
            browser.signIn(port, account);
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + number));
            var shown = By.cssSelector("#mushterek-message-" + message + " time");
            browser.patiently()
                    .until(any -> !browser.driver().findElements(shown).isEmpty());
            var time = browser.driver().findElement(shown);
            assertThat(browser.fitsTelephone()).isTrue();
            browser.screenshot("moments-" + account);
            return time.getText() + ", " + time.getDomAttribute("title");
        }
    }

    /** Neither side finds the other's own words behind any address that tells of the case. */
    @Test
    void keepsWhatIsForTheOwnSideFromTheOtherThroughEveryDoor() {
        var secretOfSender = CANARY + "-tur";
        var secretOfHost = CANARY + "-aze";
        written("tur.planner", number, "OWN_SIDE", secretOfSender);
        written("aze.security", number, "OWN_SIDE", secretOfHost);

        assertThat(everythingThatSees("tur", number)).contains(secretOfSender).doesNotContain(secretOfHost);
        assertThat(everythingThatSees("aze", number)).contains(secretOfHost).doesNotContain(secretOfSender);
        assertThat(database.sql("select detail from audit_entry where case_number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .noneMatch(detail -> detail != null && detail.contains(CANARY));
    }

    @Test
    void countsOnlyWhatTheReaderMayRead() {
        var before = page("aze.planner").get("total").asInt();

        written("tur.planner", number, "OWN_SIDE", "One");
        written("tur.planner", number, "BOTH", "Two");

        assertThat(page("aze.planner").get("total").asInt()).isEqualTo(before + 1);
    }

    @Test
    void showsNothingToTheOtherSideBeforeTransmission() {
        var unsent = walk.open("tur.planner");
        var note = written("tur.planner", unsent, "OWN_SIDE", "Still ours");

        assertRefused(write("tur.planner", unsent, "BOTH", "Hello"), 409, "visit.notHandedOver");
        assertThat(page("tur.planner", unsent).get("mayRelease").asBoolean()).isFalse();
        assertThat(get("aze.authority", messages(unsent)).statusCode()).isEqualTo(404);
        assertThat(get("aze.authority", messages(unsent) + "/" + note).statusCode())
                .isEqualTo(404);
        assertRefused(write("aze.authority", unsent, "OWN_SIDE", "Hello"), 404, "visit.notFound");
        assertThat(page("tur.planner", unsent).get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "tur.auditor, 200, 403",
        "aze.auditor, 200, 403",
        "tur.admin,   404, 404",
        "aze.guard,   404, 404",
        "aze.lessons, 404, 404",
        "aze.medical, 200, 201",
        "tur.legal,   200, 201"
    })
    void letsWriteWhoWorksOnTheCaseAndAnAuditorOnlyRead(String account, int reading, int writing) {
        assertThat(get(account, messages(number)).statusCode()).isEqualTo(reading);
        assertThat(write(account, number, "OWN_SIDE", "Seen").statusCode()).isEqualTo(writing);
    }

    @Test
    void tellsAnAuditorThatThereIsNothingToWrite() {
        var page = page("tur.auditor");

        assertThat(page.get("mayWrite").asBoolean()).isFalse();
        assertThat(page("tur.planner").get("mayWrite").asBoolean()).isTrue();
    }

    // --- What is written. ---

    @Test
    void keepsTheTextInOneFormOfUnicode() {
        var id = written(
                "aze.planner", number, "OWN_SIDE", "  Gu\u0308ne\u015F \u0130\r\nsatir\u0131 \u202Egnp \uD83D\uDE00 ");

        assertThat(walk.read("aze.planner", messages(number) + "/" + id)
                        .get("text")
                        .asText())
                .isEqualTo("G\u00FCne\u015F \u0130\nsatir\u0131 \u202Egnp \uD83D\uDE00");
    }

    @Test
    void takesFourThousandCharactersAndNotOneMore() {
        written("tur.planner", number, "OWN_SIDE", "\u011F".repeat(4000));

        assertRefused(
                write("tur.planner", number, "OWN_SIDE", "\u011F".repeat(4001)), 400, "visit.messageInvalid", "text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"release":"OWN_SIDE"}                               | text
            {"release":"OWN_SIDE","text":"  \\n "}               | text
            {"release":"OWN_SIDE","text":"a\\u0000b"}            | text
            {"release":"OWN_SIDE","text":"a\\u001bb"}            | text
            {"release":"OWN_SIDE","text":"a\\ud800b"}            | text
            {"text":"Hello"}                                     | release
            {}                                                   | release text
            {"release":"BOTH","text":"Hello","replyTo":"nobody"} | replyTo
            """)
    void saysWhatIsWrongWithAMessage(String body, String places) {
        var before = page("tur.planner").get("total").asInt();

        var refused = send("tur.planner", number, body, null);

        assertRefused(refused, 400, "visit.messageInvalid", places.split(" "));
        assertThat(page("tur.planner").get("total").asInt()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"release":"ALL","text":"Hello"}       | problem.wrongChoice
            {"release":"BOTH","text":"H","x":1}    | problem.unknownField
            {"release":"BOTH","text":["Hello"]}    | problem.wrongType
            {"release":"BOTH","text":              | problem.badJson
            """)
    void saysWhatIsWrongWithItsForm(String body, String key) {
        var refused = send("tur.planner", number, body, null);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("type").asText()).isEqualTo("urn:mushterek:problem:" + key);
    }

    @Test
    void repliesToWhatBothCanReadAndToOwnWordsOnlyAmongItself() {
        var own = written("tur.planner", number, "OWN_SIDE", "Ours");
        var both = written("aze.range", number, "BOTH", "Theirs");

        var reply = reply("tur.planner", "BOTH", both);
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(Client.json(reply).get("replyTo").asText()).isEqualTo(both);
        assertThat(reply("tur.planner", "OWN_SIDE", own).statusCode()).isEqualTo(201);
        assertRefused(reply("tur.planner", "BOTH", own), 400, "visit.messageInvalid", "replyTo");
        assertRefused(reply("aze.planner", "OWN_SIDE", own), 400, "visit.messageInvalid", "replyTo");
    }

    @Test
    void writesOnceWhatIsSentTwiceWithOneKey() {
        var first = send("tur.planner", number, body("OWN_SIDE", "Once"), "thread-key-1");
        var before = page("tur.planner").get("total").asInt();

        var second = send("tur.planner", number, body("OWN_SIDE", "Once"), "thread-key-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Location"))
                .contains(messages(number) + "/" + Client.json(first).get("id").asText());
        assertThat(page("tur.planner").get("total").asInt()).isEqualTo(before);
    }

    @Test
    void tellsOfEachMessageInTheStoryOfWhoReadsIt() {
        var own = written("aze.medical", number, "OWN_SIDE", "Ours");
        var both = written("aze.medical", number, "BOTH", "For all");

        assertThat(story("aze.planner", "/api/host-cases/"))
                .contains("aze.medical messageWritten " + own, "aze.medical messageWritten " + both);
        assertThat(story("tur.planner", "/api/visit-requests/"))
                .contains("system messageReceived " + both)
                .noneMatch(entry -> entry.contains(own));
        assertThat(database.sql("select account || ' ' || side || ' ' || action from audit_entry where detail = ?"
                                + " order by id")
                        .param(both)
                        .query(String.class)
                        .list())
                .containsExactly("aze.medical AZE visit.messageWritten", "system TUR visit.messageReceived");
    }

    @Test
    void showsTheLatestWithTheCaseAndEarlierOnesWhenAsked() {
        var long_ = transmitted();
        for (int i = 1; i <= 53; i++) {
            written("tur.planner", long_, "OWN_SIDE", "Message " + i);
        }

        var shown = walk.read("tur.planner", "/api/visit-requests/" + long_).get("thread");
        assertThat(shown.get("offset").asInt()).isEqualTo(3);
        assertThat(shown.get("total").asInt()).isEqualTo(53);
        assertThat(shown.get("items").findValuesAsText("text")).hasSize(50).startsWith("Message 4");
        assertThat(walk.read("tur.planner", messages(long_) + "?offset=0&limit=3")
                        .get("items")
                        .findValuesAsText("text"))
                .containsExactly("Message 1", "Message 2", "Message 3");
    }

    // --- Questions. ---

    @Test
    void asksAndAnswersThroughTheThread() {
        var asked = transmitted();
        var question = body("BOTH", "QUESTION", "How many vehicles?");
        assertRefused(send("aze.authority", asked, question, null), 409, "visit.noQuestionNow");
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, asked, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        assertRefused(send("aze.planner", asked, question, null), 403, "visit.onlyHostAsks");
        assertRefused(send("tur.authority", asked, question, null), 403, "visit.onlyHostAsks");
        assertRefused(
                send("aze.authority", asked, body("OWN_SIDE", "QUESTION", "How many?"), null),
                400,
                "visit.messageInvalid",
                "release");
        assertRefused(
                send("aze.authority", asked, body("BOTH", "QUESTION", " "), null), 400, "visit.messageInvalid", "text");

        var told = send("aze.authority", asked, question, null);

        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
        assertThat(Client.json(told).get("kind").asText()).isEqualTo("QUESTION");
        assertThat(Client.json(told).get("question").asInt()).isEqualTo(1);
        walk.task("tur.planner", asked, VisitRequestProcess.ANSWER_QUESTION);
        var answer = body("BOTH", "ANSWER", "Four.");
        assertRefused(send("tur.security", asked, answer, null), 403, "visit.onlySenderAnswers");
        assertRefused(send("aze.planner", asked, answer, null), 403, "visit.onlySenderAnswers");
        var answered = Client.json(send("tur.planner", asked, answer, null));
        assertThat(answered.get("replyTo").asText())
                .isEqualTo(Client.json(told).get("id").asText());
        walk.task("aze.authority", asked, HostApprovalProcess.DECIDE_REQUEST);
        assertRefused(send("tur.planner", asked, answer, null), 409, "visit.noOpenQuestion");
        for (var account : List.of("tur.planner", "aze.planner")) {
            assertThat(page(account, asked).get("items"))
                    .extracting(message -> message.get("kind").asText() + " "
                            + message.get("side").asText() + " "
                            + message.get("text").asText())
                    .containsExactly("QUESTION AZE How many vehicles?", "ANSWER TUR Four.");
        }
    }

    // --- The end of a case. ---

    @Test
    void takesOnlyNotesForTheOwnSideOnceARequestIsWithdrawn() {
        var withdrawn = transmitted();
        var version = walk.read("tur.planner", "/api/visit-requests/" + withdrawn)
                .get("version")
                .asInt();
        assertThat(write("aze.planner", withdrawn, "BOTH", "Before").statusCode())
                .isEqualTo(201);
        assertThat(walk.send(
                                "tur.planner",
                                "POST",
                                "/api/visit-requests/" + withdrawn + "/withdrawal",
                                "",
                                "application/json",
                                version)
                        .statusCode())
                .isEqualTo(200);

        for (var account : List.of("tur.planner", "aze.planner")) {
            assertRefused(write(account, withdrawn, "BOTH", "After"), 409, "visit.caseIsOver");
            assertThat(write(account, withdrawn, "OWN_SIDE", "After").statusCode())
                    .isEqualTo(201);
            assertThat(page(account, withdrawn).get("mayRelease").asBoolean()).isFalse();
        }
    }

    @Test
    void goesOnBetweenTheSidesUntilThePermitIsClosed() {
        var approved = decided(CaseWalk.approval(1));
        walk.permit("tur.planner", approved);
        assertThat(write("aze.registry", approved, "BOTH", "Gate 2").statusCode())
                .isEqualTo(201);

        walk.complete(
                "aze.registry",
                approved,
                VisitPermitProcess.CLOSE_VISIT,
                CaseWalk.answer("REVOKE").put("reason", "The exercise was called off"));
        while (page("aze.registry", approved).get("mayRelease").asBoolean()) {
            Thread.onSpinWait();
        }

        assertRefused(write("tur.planner", approved, "BOTH", "Gate 3"), 409, "visit.caseIsOver");
    }

    @Test
    void endsBetweenTheSidesWithADenial() {
        var denied = decided(CaseWalk.answer("DENIED").put("reasonCode", "NOT_IN_PLAN"));
        while (page("tur.planner", denied).get("mayRelease").asBoolean()) {
            Thread.onSpinWait();
        }

        assertRefused(write("aze.planner", denied, "BOTH", "Sorry"), 409, "visit.caseIsOver");
        assertThat(write("aze.planner", denied, "OWN_SIDE", "For the file").statusCode())
                .isEqualTo(201);
    }

    // --- Doors. ---

    private static String messages(String number) {
        return "/api/visit-requests/" + number + "/messages";
    }

    private JsonNode page(String account) {
        return page(account, number);
    }

    private JsonNode page(String account, String number) {
        return walk.read(account, messages(number) + "?limit=200");
    }

    private List<String> ids(String account) {
        return page(account).get("items").findValuesAsText("id");
    }

    private List<String> story(String account, String path) {
        var entries = new ArrayList<String>();
        for (var entry : walk.read(account, path + number).get("story")) {
            entries.add(entry.get("account").asText() + " " + entry.get("event").asText() + " "
                    + entry.get("detail").asText());
        }
        return entries;
    }

    private HttpResponse<String> get(String account, String path) {
        return walk.client(account).get(path);
    }

    private String written(String account, String number, String release, String text) {
        var answer = write(account, number, release, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("id").asText();
    }

    private HttpResponse<String> write(String account, String number, String release, String text) {
        return send(account, number, body(release, text), null);
    }

    private HttpResponse<String> reply(String account, String release, String to) {
        return send(
                account,
                number,
                ((ObjectNode) tree(body(release, "A reply"))).put("replyTo", to).toString(),
                null);
    }

    private static String body(String release, String text) {
        return JSON.createObjectNode().put("release", release).put("text", text).toString();
    }

    private static String body(String release, String kind, String text) {
        return JSON.createObjectNode()
                .put("release", release)
                .put("kind", kind)
                .put("text", text)
                .toString();
    }

    private HttpResponse<String> send(String account, String number, String body, @Nullable String key) {
        var client = walk.client(account);
        var request = client.request(messages(number))
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.ofString(body));
        return client.send(key == null ? request : request.header("Idempotency-Key", key));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String key, String... places) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var problem = Client.json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:mushterek:problem:" + key);
        assertThat(problem.get("findings").findValuesAsText("place")).containsExactly(places);
        assertThat(problem.get("detail").asText()).contains(" ");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** What every role of a side gets from every address that tells of a case, the engine's doors among them. */
    private String everythingThatSees(String side, String number) {
        var seen = new StringBuilder();
        for (var role : List.of(
                "planner",
                "security",
                "authority",
                "registry",
                "medical",
                "border",
                "air",
                "range",
                "commander",
                "legal",
                "lessons",
                "auditor",
                "guard",
                "admin")) {
            var client = walk.client(side + "." + role);
            var paths = new ArrayList<>(List.of(
                    "/api/visit-requests",
                    "/api/visit-requests/" + number,
                    "/api/visit-requests/" + number + "/messages?limit=200",
                    "/api/visit-requests/" + number + "/verdicts",
                    "/api/visit-requests/" + number + "/judgement",
                    "/api/visit-requests/" + number + "/revisions/1",
                    "/api/host-cases",
                    "/api/host-cases/" + number,
                    "/api/host-cases/" + number + "/verdicts",
                    "/api/permits",
                    "/api/tasks?caseNumber=" + number,
                    "/engine-rest/task",
                    "/engine-rest/process-instance",
                    "/engine-rest/history/process-instance",
                    "/engine-rest/history/variable-instance",
                    "/engine-rest/history/detail"));
            for (var path : paths) {
                seen.append(client.get(path).body());
            }
            var tasks = client.get("/api/tasks?caseNumber=" + number);
            if (tasks.statusCode() == 200) {
                for (var task : Client.json(tasks).get("items")) {
                    seen.append(
                            client.get("/api/tasks/" + task.get("id").asText()).body());
                }
            }
        }
        return seen.toString();
    }
}
