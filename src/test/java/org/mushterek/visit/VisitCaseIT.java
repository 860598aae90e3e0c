package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.StoredText;
import org.mushterek.common.Sides;
import org.mushterek.engine.visit.JobAuthentications;
import org.mushterek.security.Account;
import org.mushterek.task.OfficerTasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A whole case through the REST door, on the real processes with the real job executor. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-case;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-case"
        })
@ActiveProfiles("demo")
@Import({JobAuthentications.Watched.class, VisitCaseIT.Crossed.class})
class VisitCaseIT {

    private static final String CERTIFIED = "{\"action\":\"CERTIFY\",\"duties\":[\"DOC-05\"]}";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    JobAuthentications authentications;

    @Autowired
    OfficerTasks tasks;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest(name = "{0} visits {1}")
    @CsvSource({"tur, aze, QAFQAZ-QARTALI", "aze, tur, YILDIZ-TOROS"})
    void endsInAPermitWhoseTokenVerifies(String sender, String host, String exercise) throws Exception {
        var number = filledRequest(sender, host, exercise);

        complete(sender + ".planner", number, "userTask_prepareRequest", "{\"action\":\"SUBMIT\"}");
        assertThat(call(host + ".security", "GET", "/api/visit-requests/" + number, null)
                        .statusCode())
                .isEqualTo(404);
        complete(sender + ".security", number, "userTask_certifyRoster", CERTIFIED);
        complete(sender + ".authority", number, "userTask_endorseRequest", "{\"action\":\"ENDORSE\"}");
        for (var desk : List.of("security", "range", "medical", "border")) {
            complete(
                    host + "." + desk,
                    number,
                    "userTask_reviewAtDesk",
                    "{\"action\":\"CONDITIONS\",\"remark\":\"canary of the desk\""
                            + (desk.equals("medical") ? ",\"duties\":[\"MED-02\"]}" : "}"));
        }
        complete(
                host + ".authority",
                number,
                "userTask_decideRequest",
                "{\"action\":\"QUESTION\",\"text\":\"How many vehicles?\"}");
        complete(sender + ".planner", number, "userTask_answerQuestion", "{\"text\":\"None.\"}");
        complete(host + ".authority", number, "userTask_decideRequest", approvalOfAllButTheLast());

        var permit = permitOf(sender + ".planner", number);
        assertThat(permit.get("state").asText()).isEqualTo("HANDED_OVER");
        var paper = call(
                sender + ".planner",
                "GET",
                "/api/permits/" + permit.get("number").asText() + "/paper",
                null);
        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.body()).startsWith("%PDF");
        var check = (ObjectNode)
                json.readTree(call(null, "GET", "/verify/" + permit.get("token").asText(), null)
                        .body());
        check.remove(List.of("checkedAt", "checkedAtHost"));
        assertThat(check).isEqualTo(json.readTree("""
                {"genuine":true,"validToday":false,"standing":"NOT_YET_VALID","inRegister":true,"hostZone":"%s"}
                """.formatted(host.equals("aze") ? "Asia/Baku" : "Europe/Istanbul")));

        var seenBySender = call(sender + ".planner", "GET", "/api/visit-requests/" + number, null)
                .body();
        assertThat(json.readTree(seenBySender).get("state").asText()).isEqualTo("APPROVED");
        assertThat(seenBySender).doesNotContain("canary of the desk");
        var secrets = new ArrayList<>(List.of("canary", "How many vehicles", "Joint drills"));
        secrets.addAll(personalDataOf(sender));
        assertThat(secrets).hasSizeGreaterThan(100);
        assertThat(StoredText.tablesHolding(database, "ACT_", secrets)).isEmpty();
    }

    @Test
    void refusesSubmissionOfAnEmptyRequestWithEveryRuleThatForbidsIt() throws Exception {
        var opened = json.readTree(
                call("tur.planner", "POST", "/api/visit-requests", null).body());
        var number = opened.get("number").asText();

        var refused = call(
                "tur.planner",
                "POST",
                "/api/tasks/" + task("tur.planner", number, "userTask_prepareRequest") + "/completion",
                "{\"action\":\"SUBMIT\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        var rules = json.readTree(refused.body()).get("findings").findValuesAsText("code");
        assertThat(rules).contains("VIS-01", "VIS-21", "LEG-01");
    }

    @Test
    void refusesVariablesPostedToTheEngineAndOfficersOfTheWrongRole() throws Exception {
        var opened = json.readTree(
                call("tur.planner", "POST", "/api/visit-requests", null).body());
        var task = task("tur.planner", opened.get("number").asText(), "userTask_prepareRequest");

        var withVariables = call(
                "tur.planner",
                "POST",
                "/engine-rest/task/" + task + "/complete",
                "{\"variables\":{\"requestSubmitted\":{\"value\":true}}}");
        var byOther = call("aze.planner", "POST", "/api/tasks/" + task + "/completion", "{\"action\":\"SUBMIT\"}");

        assertThat(withVariables.statusCode()).isEqualTo(400);
        assertThat(byOther.statusCode()).isEqualTo(404);
    }

    @Test
    void showsTheHostsTasksWithinASecondOfEndorsement() throws Exception {
        var waits = new ArrayList<Duration>();
        for (var attempt = 0; attempt < 3; attempt++) {
            var number = filledRequest("tur", "aze", "QAFQAZ-QARTALI");
            complete("tur.planner", number, "userTask_prepareRequest", "{\"action\":\"SUBMIT\"}");
            complete("tur.security", number, "userTask_certifyRoster", CERTIFIED);
            complete("tur.authority", number, "userTask_endorseRequest", "{\"action\":\"ENDORSE\"}");
            var endorsed = System.nanoTime();
            while (tasks.ofCase(number, "AZE").isEmpty()) {
                Thread.sleep(10);
            }
            waits.add(Duration.ofNanos(System.nanoTime() - endorsed));
        }

        // The one in the middle: the machine of a build does other things, too.
        assertThat(waits.stream().sorted().toList().get(1)).isLessThan(Duration.ofSeconds(1));
        assertThat(authentications.seen())
                .filteredOn(seen -> seen.step().equals("sendTask_transmitRequest"))
                .isNotEmpty()
                .allMatch(JobAuthentications.Seen::byJobExecutor)
                .allSatisfy(seen -> assertThat(seen.ofJob()).isEqualTo("null null [" + seen.tenant() + "]"));
    }

    /** What is permitted, read a moment after what is asked: time enough for somebody else's answer. */
    @Primary
    static class Crossed extends PermittedVisits {

        private Runnable meanwhile = () -> {};

        Crossed(JdbcClient database, Sides sides, Clock clock) {
            super(database, sides, clock);
        }

        @Override
        Lines of(Account account, int most) {
            CompletableFuture.runAsync(meanwhile).join();
            return super.of(account, most);
        }
    }

    @Test
    void showsAVisitInOnePartOfTheDayThoughItMovesOnMeanwhile(@Autowired Crossed crossed) throws Exception {
        var number = filledRequest("tur", "aze", "QAFQAZ-QARTALI");
        assertThat(partsOfTheDay(number)).containsExactly("asked");

        crossed.meanwhile = () -> database.sql("update visit_request set state = 'CORRECTION' where number = ?")
                .param(number)
                .update();
        try {
            assertThat(partsOfTheDay(number)).containsExactly("asked");
        } finally {
            crossed.meanwhile = () -> {};
        }
        assertThat(partsOfTheDay(number)).contains("cameBack");
    }

    private List<String> partsOfTheDay(String number) throws Exception {
        var day = json.readTree(call("tur.planner", "GET", "/api/day", null).body());
        return Stream.of("asked", "permitted", "cameBack")
                .filter(part -> day.get(part).toString().contains(number))
                .toList();
    }

    private String filledRequest(String sender, String host, String exercise) throws Exception {
        var planner = sender + ".planner";
        var opened =
                json.readTree(call(planner, "POST", "/api/visit-requests", null).body());
        var number = opened.get("number").asText();
        var roll =
                new ClassPathResource("demo/roster-" + sender + "-30.csv").getContentAsString(StandardCharsets.UTF_8);
        var enrolled = send(planner, "PUT", "/api/visit-requests/" + number + "/roster", roll, "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        var held = json.createObjectNode();
        for (var candidate : json.readTree(
                        call(planner, "GET", "/api/exercises", null).body())
                .get("items")) {
            if (candidate.get("code").asText().equals(exercise)) {
                held.setAll((com.fasterxml.jackson.databind.node.ObjectNode) candidate);
            }
        }
        assertThat(held).isNotEmpty();
        var content = """
                {"exerciseCode":"%s","kind":"ONE_TIME","purpose":"Joint drills {{7*7}} <img src=x onerror=alert(1)>",
                 "from":"%s","to":"%s","sites":[{"name":"Eğitim alanı","kind":"RANGE"},{"name":"Qərargah","kind":"HEADQUARTERS"}],
                 "pointOfContact":{"name":"A","phone":"1"},"securityOfficer":{"name":"B","phone":"2"},
                 "seniorLine":1,"deputyLine":2,"armed":false,"means":"CIVIL_AIR","route":["%s","%s"]}""".formatted(
                        exercise,
                        held.get("firstDay").asText(),
                        held.get("lastDay").asText(),
                        sender.toUpperCase(Locale.ROOT),
                        host.toUpperCase(Locale.ROOT));
        var version = json.readTree(enrolled.body()).get("version").asInt();
        var written = send(planner, "PUT", "/api/visit-requests/" + number, content, "application/json", version);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        return number;
    }

    private static String approvalOfAllButTheLast() {
        var visitors = IntStream.rangeClosed(1, 29)
                .mapToObj(line -> "{\"line\":" + line + ",\"verdict\":\"APPROVED\"}")
                .collect(Collectors.joining(","));
        return "{\"action\":\"APPROVED_WITH_LIMITS\",\"reasonCode\":\"OTHER\",\"limits\":\"Escorted\",\"visitors\":["
                + visitors
                + ",{\"line\":30,\"verdict\":\"DENIED\",\"reasonCode\":\"DOCUMENT_NOT_ACCEPTED\"}],"
                + "\"sites\":[{\"site\":1,\"verdict\":\"APPROVED\"},{\"site\":2,\"verdict\":\"APPROVED\"}],"
                + "\"exceptions\":[{\"line\":3,\"site\":2}]}";
    }

    /** Each surname, document number and birth date of the side's roll, as written and as H2 escapes it. */
    private static List<String> personalDataOf(String sender) throws IOException {
        var roll =
                new ClassPathResource("demo/roster-" + sender + "-30.csv").getContentAsString(StandardCharsets.UTF_8);
        return roll.lines()
                .skip(1)
                .map(line -> line.split(";"))
                .flatMap(fields -> Stream.of(fields[1], fields[3], fields[8], fields[5]))
                .filter(value -> value.length() > 4)
                .flatMap(value -> Stream.of(value, escaped(value)))
                .distinct()
                .toList();
    }

    private static String escaped(String value) {
        return value.chars()
                .mapToObj(letter -> letter < 128 ? String.valueOf((char) letter) : "\\%04x".formatted(letter))
                .collect(Collectors.joining());
    }

    private JsonNode permitOf(String account, String number) throws Exception {
        for (var attempt = 0; attempt < 100; attempt++) {
            for (var permit : json.readTree(
                            call(account, "GET", "/api/permits", null).body())
                    .get("items")) {
                if (permit.get("requestNumber").asText().equals(number)) {
                    return permit;
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("No permit came out of " + number);
    }

    private void complete(String account, String number, String step, String answer) throws Exception {
        var done = call(account, "POST", "/api/tasks/" + task(account, number, step) + "/completion", answer);
        assertThat(done.statusCode()).as(step + ": " + done.body()).isEqualTo(204);
    }

    private String task(String account, String number, String step) throws Exception {
        for (var attempt = 0; attempt < 100; attempt++) {
            var tasks = json.readTree(call(account, "GET", "/api/tasks?caseNumber=" + number, null)
                    .body());
            for (var task : tasks.get("items")) {
                if (task.get("step").asText().equals(step)) {
                    return task.get("id").asText();
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("No task " + step + " for " + account);
    }

    private HttpResponse<String> call(@Nullable String account, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return send(account, method, path, body, "application/json", null);
    }

    private HttpResponse<String> send(
            @Nullable String account,
            String method,
            String path,
            @Nullable String body,
            String type,
            @Nullable Integer version)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (account != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((account + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }
}
