package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.visit.CaseWalk;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Many tasks in one call: each judged by itself, none spoiling another. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:task-batches;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/task-batches",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class TaskBatchesIT {

    private static final String CERTIFY = "userTask_certifyRoster";

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    JdbcClient database;

    private CaseWalk walk;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        walk = new CaseWalk(port, Duration.ofSeconds(10));
    }

    private List<String> certifications(int count) {
        return IntStream.range(0, count)
                .mapToObj(any -> visits.prepared("tur").submitted())
                .map(visit -> visit.task("tur.security", CERTIFY).id())
                .toList();
    }

    private HttpResponse<String> claims(String account, List<String> tasks) {
        var body = JsonNodeFactory.instance.objectNode();
        tasks.forEach(body.putArray("tasks")::add);
        return walk.send(account, "POST", "/api/tasks/claims", body.toString(), "application/json", null);
    }

    private static String completions(List<String> tasks, Map<String, String> otherActions) {
        var body = JsonNodeFactory.instance.objectNode();
        var rows = body.putArray("rows");
        for (var task : tasks) {
            var answer = rows.addObject().put("task", task).putObject("answer");
            answer.put("action", otherActions.getOrDefault(task, "CERTIFY"));
            answer.putArray("duties").add("DOC-05");
        }
        return body.toString();
    }

    private static List<String> outcomes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Client.json(answer).get("results").spliterator(), false)
                .map(row -> row.get("outcome").asText())
                .toList();
    }

    private static JsonNode problem(HttpResponse<String> answer, int row) {
        return Client.json(answer).get("results").get(row).get("problem");
    }

    /** How many attempts are on record, of a side and no case, since nobody named one. */
    private int recorded(String account, String action, String door) {
        return database.sql(
                        "select count(*) from audit_entry where account = ? and action = ? and detail = ? and side = 'TUR'"
                                + " and case_number is null")
                .params(account, action, door)
                .query(Integer.class)
                .single();
    }

    private boolean isOpen(String task) {
        return walk.client("tur.security").get("/api/tasks/" + task).statusCode() == 200;
    }

    @Test
    void claimsTwentyTasksAndTellsWhichAreAnothersOrNobodys() {
        var tasks = certifications(20);
        var other =
                visits.prepared("aze").submitted().task("aze.security", CERTIFY).id();

        assertThat(outcomes(claims("tur.security", tasks))).containsOnly("DONE").hasSize(20);
        assertThat(tasks).allMatch(task -> walk.read("tur.security", "/api/tasks/" + task)
                .get("mine")
                .asBoolean());

        var notThere = recorded("tur.security", "door.notFound", "POST /api/tasks/claims");
        var mixed = claims("tur.security", List.of(tasks.get(0), other, "no-such-task", ""));
        assertThat(outcomes(mixed)).containsExactly("DONE", "REFUSED", "REFUSED", "REFUSED");
        assertThat(IntStream.of(1, 2, 3)
                        .mapToObj(row -> problem(mixed, row).get("status").asInt()))
                .containsExactly(404, 404, 404);
        assertThat(outcomes(claims("tur.planner", tasks.subList(0, 2)))).containsOnly("REFUSED");
        assertThat(recorded("tur.security", "door.notFound", "POST /api/tasks/claims") - notThere)
                .isEqualTo(3);
        assertThat(recorded("tur.planner", "door.refused", "POST /api/tasks/claims"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void certifiesTenRollsAndLeavesOpenWhatIsRefused(boolean withKey) {
        var tasks = certifications(10);
        var unlawful = tasks.get(3);
        var body = completions(tasks, Map.of(unlawful, "ENDORSE"));
        var client = walk.client("tur.security");
        var request = client.request("/api/tasks/completions")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.ofString(body));
        if (withKey) {
            request.header("Idempotency-Key", "ten-rolls");
        }

        var answer = client.send(request);

        assertThat(outcomes(answer))
                .containsExactly("DONE", "DONE", "DONE", "REFUSED", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE");
        assertThat(problem(answer, 3).get("status").asInt()).isEqualTo(400);
        assertThat(problem(answer, 3).get("findings").get(0).get("code").asText())
                .isEqualTo("visit.actionMissing");
        assertThat(tasks).filteredOn(this::isOpen).containsExactly(unlawful);
        // What was refused was not begun either.
        assertThat(walk.read("tur.security", "/api/tasks/" + unlawful)
                        .get("draft")
                        .isNull())
                .isTrue();

        var before = recorded("tur.security", "door.notFound", "POST /api/tasks/completions");
        var again = client.send(request);
        if (withKey) {
            assertThat(again.body()).isEqualTo(answer.body());
        } else {
            assertThat(outcomes(again)).containsOnly("REFUSED");
        }
        // An answer that is repeated is no second attempt; the nine that are done do not exist any more.
        assertThat(recorded("tur.security", "door.notFound", "POST /api/tasks/completions") - before)
                .isEqualTo(withKey ? 0 : 9);
        assertThat(tasks).filteredOn(this::isOpen).containsExactly(unlawful);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsWhichRulesRefusedARowThoughTheOthersAreDone(boolean withKey) {
        var hasty = visits.prepared(
                "tur", content -> content.put("from", "2027-04-08").put("to", "2027-04-10"));
        var lawful = visits.prepared("tur");
        var body = JsonNodeFactory.instance.objectNode();
        for (var visit : List.of(hasty, lawful)) {
            body.withArray("rows")
                    .addObject()
                    .put(
                            "task",
                            visit.task("tur.planner", "userTask_prepareRequest").id())
                    .putObject("answer")
                    .put("action", "SUBMIT");
        }

        var answer = withKey
                ? walk.postOnce("tur.planner", "/api/tasks/completions", body.toString(), "two-requests", null)
                : walk.send("tur.planner", "POST", "/api/tasks/completions", body.toString(), "application/json", null);

        assertThat(outcomes(answer)).containsExactly("REFUSED", "DONE");
        assertThat(refusals("visit_story where request_number = ? and event = 'submissionRefused'", hasty.number))
                .isEqualTo(1);
        assertThat(refusals("audit_entry where case_number = ? and action = 'visit.submissionRefused'", hasty.number))
                .isEqualTo(1);
        assertThat(refusals("visit_story where request_number = ? and event = 'submissionRefused'", lawful.number))
                .isZero();
    }

    private int refusals(String where, String number) {
        return database.sql("select count(*) from " + where)
                .param(number)
                .query(Integer.class)
                .single();
    }

    @Test
    void judgesEachRowByItsOwnRulesAndTakesTheDraftWhereNoAnswerIs() {
        var drafted = certifications(1).get(0);
        walk.send(
                "tur.security",
                "PUT",
                "/api/tasks/" + drafted + "/draft",
                "{\"action\":\"CERTIFY\",\"duties\":[\"DOC-05\"]}",
                "application/json",
                null);
        var lacking = certifications(1).get(0);

        var answer = walk.send(
                "tur.security",
                "POST",
                "/api/tasks/completions",
                "{\"rows\":[{\"task\":\"" + drafted + "\"},{\"task\":\"" + lacking + "\"},null]}",
                "application/json",
                null);

        assertThat(outcomes(answer)).containsExactly("DONE", "REFUSED", "REFUSED");
        assertThat(problem(answer, 1).get("type").asText()).isEqualTo("urn:mushterek:problem:visit.noDraft");
        assertThat(isOpen(drafted)).isFalse();
        assertThat(isOpen(lacking)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"claims, tasks", "completions, rows"})
    void takesOneToFiftyRows(String path, String member) {
        for (var body : List.of(
                "{}",
                "{\"" + member + "\":[]}",
                "{\"" + member + "\":[" + String.join(",", Collections.nCopies(51, "null")) + "]}")) {
            var refused = walk.send("tur.security", "POST", "/api/tasks/" + path, body, "application/json", null);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("50");
        }
        var fifty = walk.send(
                "tur.security",
                "POST",
                "/api/tasks/" + path,
                "{\"" + member + "\":[" + String.join(",", Collections.nCopies(50, "null")) + "]}",
                "application/json",
                null);
        assertThat(outcomes(fifty)).containsOnly("REFUSED").hasSize(50);
    }
}
