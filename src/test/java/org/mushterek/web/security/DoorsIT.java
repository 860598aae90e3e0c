package org.mushterek.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Language;
import org.mushterek.security.Accounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-in, sessions, forged requests, and what the doors to the engine let through. */
@WholeProgram
@ExtendWith(OutputCaptureExtension.class)
class DoorsIT {

    private static final String TASKLIST = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Accounts accounts;

    @Autowired
    private IdentityService identities;

    @Autowired
    private CamundaBpmProperties engineSettings;

    private String task = "";

    @BeforeEach
    void startATrial() {
        var trial = runtime.createProcessInstanceByKey("trial")
                .processDefinitionTenantId("tur")
                .execute();
        task = tasks.createTaskQuery()
                .processInstanceId(trial.getId())
                .singleResult()
                .getId();
    }

    @Test
    void opensEverythingWithOneSignIn() {
        var officer = Client.signedIn(port, "tur.planner");

        assertThat(officer.get(TASKLIST + "/task").statusCode()).isEqualTo(200);
        assertThat(officer.get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(officer.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void servesEachPageOfTasklistWithTheNonceOfItsOwnPolicy() {
        var officer = Client.signedIn(port, "tur.planner");

        var nonces = IntStream.range(0, 200)
                .parallel()
                .mapToObj(any -> officer.get("/camunda/app/tasklist/default/"))
                .map(page -> {
                    var policy =
                            page.headers().firstValue("Content-Security-Policy").orElse("none");
                    var nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
                    assertThat(Pattern.compile("nonce=\"([^\"]*)\"")
                                    .matcher(page.body())
                                    .results()
                                    .map(found -> found.group(1)))
                            .isNotEmpty()
                            .containsOnly(nonce);
                    return nonce;
                })
                .toList();

        assertThat(nonces).hasSize(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/page.js",
                "/camunda/lib/deps.js?bust=7.24.0",
                "/camunda/app/tasklist/scripts/config.js",
                "/camunda/app/tasklist/locales/az.json"
            })
    void letsBrowsersKeepItsOwnFilesAsLongAsTheyAreTheSame(String file) {
        var officer = Client.signedIn(port, "tur.planner");

        var first = officer.get(file);
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again = officer.send(officer.request(file).header("If-None-Match", tag));
        var ofAnEarlierRelease = officer.send(officer.request(file)
                .header("If-None-Match", "\"0-0-0-0-0\"")
                .header("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT"));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(ofAnEarlierRelease.statusCode()).isEqualTo(200);
        assertThat(ofAnEarlierRelease.body()).isEqualTo(first.body());
        assertThat(List.of(first, again, ofAnEarlierRelease)).allSatisfy(answer -> {
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
            assertThat(answer.headers().allValues("ETag")).containsExactly(tag);
        });
    }

    @Test
    void letsNobodyKeepAnythingElse() {
        var officer = Client.signedIn(port, "tur.planner");
        var tag =
                officer.get("/camunda/lib/deps.js").headers().firstValue("ETag").orElseThrow();

        for (var path : List.of(
                "/start",
                "/api/me",
                "/camunda/app/tasklist/default/",
                TASKLIST + "/task",
                "/engine-rest/task",
                "/ui/none.js",
                "/camunda/app/tasklist/none.js")) {
            var answer = officer.send(officer.request(path).header("If-None-Match", tag));
            assertThat(answer.statusCode()).as(path).isNotEqualTo(304);
            assertThat(answer.headers().firstValue("ETag")).as(path).isEmpty();
            assertThat(answer.headers().allValues("Cache-Control"))
                    .as(path)
                    .isNotEmpty()
                    // The engine says so of its own answers.
                    .allMatch(value -> value.contains("no-store") || value.equals("no-cache"));
        }
        var stranger = new Client(port);
        assertThat(stranger.send(stranger.request("/camunda/lib/deps.js").header("If-None-Match", tag))
                        .statusCode())
                .as("of somebody who is not signed in")
                .isEqualTo(401);
    }

    @Test
    void changesTheSessionAtSignIn() {
        var officer = new Client(port);
        officer.get("/camunda/app/tasklist/default/");
        var before = officer.cookie("JSESSIONID");

        officer.signIn("tur.legal", "demo");

        assertThat(officer.cookie("JSESSIONID")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void hidesTheSessionFromScriptsAndOtherSites() {
        var officer = new Client(port);
        var answer = officer.signIn("tur.legal", "demo");

        assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("JSESSIONID=")
                .contains("HttpOnly")
                .contains("SameSite=Lax"));
    }

    /** The demonstration's address has no TLS; {@link BehindProxyIT} tries one that has. */
    @Test
    void sendsItsCookiesWithoutTlsWhereItsAddressHasNoneAndBelievesNobodysForwarding() {
        var officer = new Client(port);
        assertThat(officer.signIn("tur.legal", "demo").headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(officer.get("/camunda/app/tasklist/default/").headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .noneMatch(cookie -> cookie.contains("Secure"));

        var stranger = new Client(port);
        assertThat(stranger.send(stranger.request("/")
                                .header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-Host", "elsewhere.example.org")
                                .GET())
                        .headers()
                        .firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/sign-in");
    }

    @Test
    void takesBasicWithoutASessionAndMakesNone() {
        var program = Client.withBasic(port, "tur.planner", "demo");

        assertThat(program.get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(program.postForged("/engine-rest/task", "{}").statusCode()).isEqualTo(200);
        assertThat(program.cookie("JSESSIONID")).isEmpty();
    }

    @Test
    void asksNoBrowserForABasicPassword() {
        assertThat(new Client(port).get("/engine-rest/task").headers().allValues("WWW-Authenticate"))
                .containsExactly("Session realm=\"mushterek\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", TASKLIST})
    void refusesForgedRequests(String door) {
        for (var deed : List.of("/task/" + task + "/claim", "/task/" + task + "/complete", "/task")) {
            var officer = Client.signedIn(port, "tur.planner");
            assertThat(officer.postForged(door + deed, "{}").statusCode())
                    .as(deed)
                    .isEqualTo(403);
        }
        assertThat(tasks.createTaskQuery().taskId(task).taskUnassigned().count())
                .isOne();
    }

    @Test
    void refusesAForgedSignInAndSignOut() {
        var stranger = new Client(port);
        assertThat(stranger.postForged("/sign-in", "{}").statusCode()).isEqualTo(403);
        assertThat(Client.signedIn(port, "tur.planner")
                        .postForged("/sign-out", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void makesAnAccountWaitAfterAWrongPassword() {
        assertThat(new Client(port).signIn("aze.air", "wrong").headers().firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).contains("refused"));

        assertThat(new Client(port).signIn("aze.air", "demo").headers().firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).contains("refused"));
        assertThat(audited("aze.air")).endsWith("signIn.refused password", "signIn.refused waiting");
    }

    @ParameterizedTest
    @CsvSource({"/api/me, tur.air", "/engine-rest/task, tur.medical"})
    void makesAProgramWaitAfterAWrongPassword(String path, String account) {
        assertThat(Client.withBasic(port, account, "demo").get(path).statusCode())
                .isEqualTo(200);

        assertThat(Client.withBasic(port, account, "wrong").get(path).statusCode())
                .isEqualTo(401);
        assertThat(Client.withBasic(port, account, "demo").get(path).statusCode())
                .isEqualTo(401);

        assertThat(audited(account)).endsWith("signIn.refused password", "signIn.refused waiting");
    }

    /** What an account may do is read anew for each deed; Tasklist's own memory of groups is short. */
    @Test
    void takesARightAwayAtOnceForDeedsAndSoonForLists() throws Exception {
        identities.createMembership("tur.range", "tur-planner");
        try {
            var officer = Client.signedIn(port, "tur.range");
            assertThat(officer.get(TASKLIST + "/task").body()).contains(task);

            identities.deleteMembership("tur.range", "tur-planner");

            assertThat(officer.post(TASKLIST + "/task/" + task + "/claim", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(officer.get("/engine-rest/task").body()).doesNotContain(task);
            // The default of the web applications is five minutes.
            assertThat(engineSettings.getWebapp().getAuth().getCache().getTimeToLive())
                    .isLessThanOrEqualTo(10_000);
            var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (officer.get(TASKLIST + "/task").body().contains(task)) {
                assertThat(System.nanoTime()).as("still listed").isLessThan(end);
                Thread.sleep(200);
            }
        } finally {
            identities.deleteMembership("tur.range", "tur-planner");
        }
    }

    @Test
    void writesNoUnknownNameDown() {
        new Client(port).signIn("secret typed in the wrong field", "demo");

        assertThat(database.sql(
                                "select count(*) from audit_entry where account like '%secret%' or detail like '%secret%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(audited("unknown")).endsWith("signIn.refused unknown");
    }

    @Test
    void endsTheSessionWhenTasklistSignsOut() {
        var officer = Client.signedIn(port, "aze.legal");
        assertThat(officer.post("/camunda/api/admin/auth/user/default/logout", "{}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(officer.get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(audited("aze.legal")).endsWith("signIn.accepted null", "signOut null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", TASKLIST})
    void claimsPutsBackAndCompletes(String door) {
        var officer = Client.signedIn(port, "tur.planner");
        var path = door + "/task/" + task;

        assertThat(officer.post(path + "/claim", "{\"userId\":\"tur.planner\"}").statusCode())
                .isEqualTo(204);
        assertThat(officer.post(path + "/unclaim", "").statusCode()).isEqualTo(204);
        assertThat(officer.post(path + "/claim", "{\"userId\":\"tur.planner\"}").statusCode())
                .isEqualTo(204);
        assertThat(officer.post(path + "/submit-form", "{\"variables\":{}}").statusCode())
                .isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
        var late = officer.post(path + "/complete", "{}");
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(Client.json(late).get("type").asText()).isEqualTo("urn:mushterek:problem:door.noSuchTask");
    }

    @Test
    void startsACaseAndAnswersAsTheEngineWould() {
        var program = Client.withBasic(port, "tur.planner", "demo");
        var answer = program.postForged("/engine-rest/process-definition/key/trial/tenant-id/tur/start", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var started = Client.json(answer);
        assertThat(started.get("businessKey").asText()).isEqualTo("TRIAL-1");
        assertThat(started.get("definitionId").asText()).startsWith("trial:1:");
        assertThat(started.get("tenantId").asText()).isEqualTo("tur");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"variables":{"approved":{"value":true}}} | 400 | door.variablesPosted
            {"variables":[]}                          | 400 | door.variablesPosted
            {"variables":"x"}                         | 400 | door.variablesPosted
            {"variables":{},"variables":{"a":1}}      | 400 | problem.badJson
            {"other":1}                               | 400 | problem.unknownField
            {"withVariablesInReturn":true}            | 400 | problem.unknownField
            {} {}                                     | 400 | problem.unreadable
            []                                        | 400 | problem.notAnObject
            {nonsense                                 | 400 | problem.badJson
            """)
    void refusesACompletionThatBringsSomething(String body, int status, String problem) {
        var answer = Client.withBasic(port, "tur.planner", "demo")
                .postForged("/engine-rest/task/" + task + "/complete", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Client.json(answer).get("type").asText()).isEqualTo("urn:mushterek:problem:" + problem);
        assertThat(Client.json(answer).get("message"))
                .isEqualTo(Client.json(answer).get("detail"));
        assertThat(tasks.createTaskQuery().taskId(task).count()).isOne();
    }

    @Test
    void knowsNothingOfATaskThatIsGoneAndRefusesImpossiblePages() {
        var program = Client.withBasic(port, "tur.planner", "demo");

        for (var part : List.of("", "/identity-links", "/deployed-form", "/form")) {
            var answer = program.get("/engine-rest/task/no-such-task" + part);
            assertThat(answer.statusCode()).as(part + answer.body()).isEqualTo(404);
            assertThat(Client.json(answer).get("type").asText()).endsWith(":door.noSuchTask");
        }
        for (var page : List.of("firstResult=-5", "maxResults=-1", "firstResult=many", "maxResults=")) {
            var answer = program.get("/engine-rest/task?" + page);
            assertThat(answer.statusCode()).as(page + answer.body()).isEqualTo(400);
        }
        assertThat(program.get("/engine-rest/task?firstResult=0&maxResults=5").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /task?nameLiek=a                     |                                          | nameLiek
            GET  | /task/count?proccessInstanceId=a     |                                          | proccessInstanceId
            GET  | /filter?resourceTyp=Task             |                                          | resourceTyp
            GET  | /process-definition?newest=true      |                                          | newest
            POST | /task                                | {"nameLiek":"a"}                         | nameLiek
            POST | /task/count                          | {"orQueries":[{"nameLiek":"a"}]}         | nameLiek
            POST | /task                                | {"sorting":[{"sortBy":"name","order":1}]} | order
            """)
    void refusesAQueryByWhatTheEngineDoesNotKnow(String method, String path, String body, String unknown) {
        var program = Client.withBasic(port, "tur.planner", "demo");

        var answer = method.equals("GET")
                ? program.get("/engine-rest" + path)
                : program.postForged("/engine-rest" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Client.json(answer).get("detail").asText()).contains(unknown);
    }

    @Test
    void answersAQueryByWhatTheEngineKnows() {
        var program = Client.withBasic(port, "tur.planner", "demo");

        assertThat(program.get("/engine-rest/task?nameLike=%25&sortBy=created&sortOrder=asc&firstResult=0")
                        .statusCode())
                .isEqualTo(200);
        var answer = program.postForged(
                "/engine-rest/task",
                "{\"nameLike\":\"%\",\"orQueries\":[{\"unassigned\":true,\"assigned\":true}],"
                        + "\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void refusesAHugeCompletionAndANumberForACase() {
        var program = Client.withBasic(port, "tur.planner", "demo");
        var huge = "{\"variables\":{\"a\":\"" + "x".repeat(64 * 1024) + "\"}}";

        assertThat(program.postForged("/engine-rest/task/" + task + "/complete", huge)
                        .statusCode())
                .isEqualTo(413);
        assertThat(program.postForged(
                                "/engine-rest/process-definition/key/trial/tenant-id/tur/start",
                                "{\"businessKey\":\"MINE\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {nonsense                                              | 400 | problem.badJson      | 1
            {"name":"a","name":"b"}                                | 400 | problem.badJson      | 1
            {} {}                                                  | 400 | problem.unreadable   | body
            ''                                                     | 400 | problem.unreadable   | body
            []                                                     | 400 | problem.notAnObject  | braces
            "text"                                                 | 400 | problem.notAnObject  | braces
            {"priority":"high"}                                    | 400 | door.badQuery        | plain values
            {"createdAfter":"yesterday"}                           | 400 | door.badQuery        | plain values
            {"candidateGroup":{"a":1}}                             | 400 | door.badQuery        | plain values
            {"sorting":[{"sortBy":"nothing","sortOrder":"asc"}]}   | 400 | door.badQuery        | plain values
            {"dueAfterExpression":"${now()}"}                      | 400 | door.badQuery        | expressions
            {"orQueries":[{"dueAfterExpression":"${now()}"}]}      | 400 | door.badQuery        | expressions
            """)
    void tellsInWordsWhatIsWrongWithAQuery(String query, int status, String problem, String named) {
        var program = Client.withBasic(port, "aze.planner", "demo");
        accounts.chooseLanguage("aze.planner", Language.EN);
        for (var path : List.of("/engine-rest/task", "/engine-rest/task/count")) {
            var answer = program.postForged(path, query);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(Client.json(answer).get("type").asText()).isEqualTo("urn:mushterek:problem:" + problem);
            assertThat(Client.json(answer).get("detail").asText()).contains(named);
            assertThat(answer.body())
                    .doesNotContain("camunda.bpm")
                    .doesNotContain("jackson")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void tellsInWordsWhatIsWrongWithAFilteredQueryAndWithAnAddress() {
        var program = Client.withBasic(port, "tur.planner", "demo");
        var filter =
                Client.json(program.get("/engine-rest/filter")).get(0).get("id").asText();
        for (var answer : List.of(
                program.postForged("/engine-rest/filter/" + filter + "/list", "{nonsense"),
                program.postForged("/engine-rest/filter/" + filter + "/list", "{\"priority\":\"high\"}"),
                program.postForged("/engine-rest/filter/" + filter + "/count", "[]"),
                program.get("/engine-rest/task?priority=high"),
                program.get("/engine-rest/task?createdAfter=yesterday"),
                program.get("/engine-rest/task?sortBy=nothing&sortOrder=asc"),
                program.get("/engine-rest/task?sortBy=dueDate"))) {
            assertThat(answer.statusCode()).as(answer.uri() + answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.body()).doesNotContain("camunda.bpm").doesNotContain("Exception");
        }
    }

    @Test
    void takesNoQueryThatIsTooLargeOrNoJson() {
        var program = Client.withBasic(port, "tur.planner", "demo");
        var huge = ("{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(UTF_8);

        assertThat(program.postForged("/engine-rest/task", new String(huge, UTF_8))
                        .statusCode())
                .isEqualTo(413);
        var inPieces = program.send(program.request("/engine-rest/task")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge))));
        assertThat(inPieces.statusCode()).isEqualTo(413);
        assertThat(Client.json(inPieces).get("type").asText()).isEqualTo("urn:mushterek:problem:problem.tooLarge");
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
            var other = program.send(program.request("/engine-rest/task")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(other.statusCode()).as(type).isEqualTo(415);
            assertThat(other.body()).contains("application/json");
        }
        assertThat(program.postForged("/engine-rest/task", "{\"name\":\"" + "x".repeat(60_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/engine-rest/task/x/claim"})
    void saysNothingOfAClientThatHangsUpWhileItAsks(String path, CapturedOutput output) throws IOException {
        var before = output.getAll().length();
        var who = Base64.getEncoder().encodeToString("tur.planner:demo".getBytes(UTF_8));
        for (var length : List.of("Content-Length: 5000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n3\r\n{")) {
            try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
                connection
                        .getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + who
                                        + "\r\nContent-Type: application/json\r\n" + length)
                                .getBytes(UTF_8));
                connection.shutdownOutput();
                assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 400");
            }
        }
        assertThat(output.getAll().substring(before))
                .doesNotContain("WARN")
                .doesNotContain("ERROR")
                .doesNotContain("\tat ");
    }

    @Test
    void keepsTheOtherSideAndOtherDesksOut() {
        var other = Client.withBasic(port, "aze.planner", "demo");
        assertThat(other.get("/engine-rest/task").body()).doesNotContain(task);
        assertThat(other.get("/engine-rest/task/" + task).statusCode()).isIn(403, 404);
        assertThat(other.get("/engine-rest/task/" + task + "/form").statusCode())
                .isIn(400, 403, 404);
        assertThat(other.postForged("/engine-rest/task/" + task + "/claim", "{}")
                        .statusCode())
                .isEqualTo(404);

        var desk = Client.withBasic(port, "tur.security", "demo");
        assertThat(desk.get("/engine-rest/task").body()).doesNotContain(task);
        assertThat(desk.postForged("/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void showsNobodysProfileButOnesOwn() {
        var officer = Client.withBasic(port, "tur.planner", "demo");

        assertThat(officer.get("/engine-rest/user/tur.planner/profile").statusCode())
                .isEqualTo(200);
        assertThat(officer.get("/engine-rest/user/aze.planner/profile").statusCode())
                .isIn(403, 404);
    }

    @Test
    void showsNoCaseToWhoeverAdministersAccounts() {
        assertThat(Client.withBasic(port, "tur.admin", "demo")
                        .get("/engine-rest/task")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/",
                "/camunda/app/welcome/default/",
                "/camunda/api/cockpit/plugin/cockpitPlugins/static/app/plugin.js",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/welcome/plugin/x",
                "/camunda/app/tasklist/%2e%2e/admin/index.html",
                "/engine-rest/schema/log",
                "/engine-rest/user",
                "/engine-rest/Task"
            })
    void knowsNothingBesidesTasklist(String path) {
        assertThat(Client.signedIn(port, "tur.planner").get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void servesTheProductsOwnConfigurationOfTasklist() {
        var officer = Client.signedIn(port, "tur.planner");

        assertThat(officer.get("/camunda/app/tasklist/scripts/config.js").body())
                .contains("vendor: 'Mushterek'");
        assertThat(officer.get("/camunda/app/tasklist/styles/user-styles.css").body())
                .contains(".ce-eol-banner");
    }

    @Test
    void leadsToThePageThatWasAskedForOnceSignedIn() {
        var officer = new Client(port);
        officer.get("/reports?from=2027-05-01");

        assertThat(officer.signIn("tur.air", "demo").headers().firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/reports?from=2027-05-01");
        assertThat(officer.signIn("tur.air", "demo").headers().firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/");
    }

    @Test
    void showsABrowserThePageOfARefusalAndProgramsTheProblem() {
        var address = "/api/visit-requests/VIS-TUR-2027-9999";
        var officer = Client.signedIn(port, "tur.planner");
        var shown = officer.send(officer.request(address).header("Accept", "text/html,*/*;q=0.8"));
        var told = officer.get(address);

        assertThat(shown.statusCode()).isEqualTo(404);
        assertThat(shown.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(shown.body())
                .contains(
                        "lang=\"tr\"",
                        "Bulunamadı",
                        Client.json(told).get("detail").asText(),
                        "Başlangıca dön")
                .doesNotContain("urn:mushterek");
        assertThat(told.statusCode()).isEqualTo(404);
        assertThat(told.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(officer.send(officer.request("/nowhere/%3Cb%3E").header("Accept", "text/html"))
                        .body())
                .contains("Bulunamadı")
                .doesNotContain("<b>");

        var stranger = new Client(port);
        assertThat(stranger.send(stranger.request(address).header("Accept", "text/html"))
                        .headers()
                        .firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/sign-in");
        assertThat(stranger.get(address).statusCode()).isEqualTo(401);
    }

    @Test
    void signsInInThreeLanguages() {
        var stranger = new Client(port);

        assertThat(stranger.get("/sign-in?lang=az").body()).contains("Parol").contains("lang=\"az\"");
        assertThat(stranger.get("/sign-in?lang=tr").body()).contains("Oturum aç");
        assertThat(stranger.get("/sign-in?lang=en").body()).contains("Password");
        assertThat(stranger.get("/actuator/health").body())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"scheduler\",\"steps\"]}");
    }

    private List<String> audited(String account) {
        return database.sql(
                        "select action || ' ' || coalesce(detail, 'null') from audit_entry where account = ? order by id")
                .param(account)
                .query(String.class)
                .list();
    }
}
