package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.ByHand;
import org.mushterek.engine.FreedTasks;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.Role;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Officers who stand in for absent ones: through each door alike, for their days and processes, and never as two. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:deputies;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/deputies",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class DeputiesIT {

    private static final String ENDORSE = "userTask_endorseRequest";
    private static final String DECIDE = "userTask_decideRequest";

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    AccountRegister register;

    @Autowired
    VisitPathsIT.Hands.CorrectionTime correctionTime;

    @Autowired
    FreedTasks freed;

    private CaseWalk walk;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        walk = new CaseWalk(port, Duration.ofSeconds(10));
    }

    @AfterEach
    void endAll() {
        ByHand.change(database, "update deputyship set ended_at = current_timestamp where ended_at is null");
    }

    private HttpResponse<String> post(String account, String json) {
        return walk.send(account, "POST", "/api/deputies", json.replace('\'', '"'), "application/json", null);
    }

    /** Of this week, Monday to Friday. */
    private long standsIn(String deputy, String principal, String... processes) {
        var named = processes.length == 0 ? "" : "'" + String.join("','", processes) + "'";
        var answer = post(
                principal,
                "{'deputy':'%s','firstDay':'2027-04-05','lastDay':'2027-04-09','processes':[%s]}"
                        .formatted(deputy, named));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("id").asLong();
    }

    private static VisitCase certified(VisitCase visit) {
        return visit.submitted().certified();
    }

    private boolean sees(String account, VisitCase visit, String step) {
        return StreamSupport.stream(
                        walk.read(account, "/api/tasks?caseNumber=" + visit.number)
                                .get("items")
                                .spliterator(),
                        false)
                .anyMatch(task -> task.get("step").asText().equals(step));
    }

    private String taskId(VisitCase visit, String officer, String step) {
        return visit.task(officer, step).id();
    }

    private HttpResponse<String> complete(String account, String door, String task, String answer) {
        walk.client(account).get("/camunda/app/tasklist/default/");
        var drafted = walk.send(
                account, "PUT", "/api/tasks/" + task + "/draft", answer.replace('\'', '"'), "application/json", null);
        if (drafted.statusCode() != 204) {
            return drafted;
        }
        return switch (door) {
            case "api" ->
                walk.send(account, "POST", "/api/tasks/" + task + "/completion", "", "application/json", null);
            case "engine-rest" -> walk.client(account).post("/engine-rest/task/" + task + "/complete", "{}");
            default ->
                walk.client(account).post("/camunda/api/engine/engine/default/task/" + task + "/submit-form", "{}");
        };
    }

    private Map<String, Object> audited(VisitCase visit, String action) {
        return database.sql("select account, on_behalf_of from audit_entry where case_number = ? and action = ?"
                        + " order by id desc fetch first 1 rows only")
                .params(visit.number, action)
                .query()
                .singleRow();
    }

    private Map<String, Object> auditedOf(VisitCase visit, String action, String side) {
        return database.sql(
                        "select account, on_behalf_of from audit_entry where case_number = ? and action = ? and side = ?"
                                + " order by id desc fetch first 1 rows only")
                .params(visit.number, action, side)
                .query()
                .singleRow();
    }

    @ParameterizedTest
    @CsvSource({"api, tur, aze", "engine-rest, tur, aze", "tasklist, aze, tur"})
    void doesAnAbsentOfficersTaskThroughEachDoorUnderBothNames(String door, String side, String host) {
        var deputy = side + ".commander";
        var absent = side + ".authority";
        var visit = certified(visits.prepared(side));
        var task = taskId(visit, absent, ENDORSE);
        assertThat(sees(deputy, visit, ENDORSE)).isFalse();
        assertThat(listed(deputy, task)).isFalse();
        assertThat(complete(deputy, door, task, "{'action':'ENDORSE'}").statusCode())
                .isIn(403, 404);

        standsIn(deputy, absent);

        assertThat(sees(deputy, visit, ENDORSE)).isTrue();
        assertThat(listed(deputy, task)).isTrue();
        assertThat(listed(host + ".commander", task)).isFalse();
        var done = complete(deputy, door, task, "{'action':'ENDORSE'}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
        assertThat(audited(visit, "visit.endorsed"))
                .containsEntry("ACCOUNT", deputy)
                .containsEntry("ON_BEHALF_OF", absent);
        var story = walk.read(side + ".planner", "/api/visit-requests/" + visit.number)
                .get("story");
        assertThat(StreamSupport.stream(story.spliterator(), false)
                        .filter(entry -> entry.get("event").asText().equals("endorsed"))
                        .map(entry -> entry.get("account").asText() + " for "
                                + entry.get("onBehalfOf").asText()))
                .containsExactly(deputy + " for " + absent);
        assertThat(StreamSupport.stream(story.spliterator(), false)
                        .filter(entry -> entry.get("event").asText().equals("certified"))
                        .allMatch(entry -> entry.get("onBehalfOf").isNull()))
                .isTrue();
    }

    /** Whether the engine's own lists, of Tasklist and of its REST, show the task and count it. */
    private boolean listed(String account, String task) {
        walk.client(account).get("/camunda/app/tasklist/default/");
        var byRest = ids(account, "/engine-rest/task").contains(task);
        var filter = filterId(account);
        var inTasklist = ids(account, "/camunda/api/engine/engine/default/filter/" + filter + "/list")
                .contains(task);
        var counted = walk.read(account, "/engine-rest/task/count").get("count").asInt();
        assertThat(inTasklist).isEqualTo(byRest);
        assertThat(counted).isEqualTo(ids(account, "/engine-rest/task").size());
        assertThat(walk.client(account).get("/engine-rest/task/" + task).statusCode())
                .isEqualTo(byRest ? 200 : 404);
        return byRest;
    }

    private List<String> ids(String account, String path) {
        var answer = walk.client(account)
                .send(walk.client(account)
                        .request(path)
                        .header("Accept", "application/json")
                        .method("GET", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Client.json(answer).spliterator(), false)
                .map(line -> line.get("id").asText())
                .toList();
    }

    private String filterId(String account) {
        for (JsonNode filter : walk.read(account, "/camunda/api/engine/engine/default/filter")) {
            if (filter.get("properties").get("priority").asInt() == 10) {
                return filter.get("id").asText();
            }
        }
        throw new AssertionError("No filter of the side's tasks");
    }

    @Test
    void reachesNoFurtherThanTheProcessesThatAreNamed() {
        standsIn("aze.commander", "aze.authority", "visit-request");
        var own = certified(visits.prepared("aze"));
        var other = visits.prepared("tur").transmitted().reviewed();
        var endorse = taskId(own, "aze.authority", ENDORSE);
        var decide = taskId(other, "aze.authority", DECIDE);

        assertThat(sees("aze.commander", own, ENDORSE)).isTrue();
        assertThat(listed("aze.commander", endorse)).isTrue();
        assertThat(sees("aze.commander", other, DECIDE)).isFalse();
        assertThat(listed("aze.commander", decide)).isFalse();
        for (var door : List.of("api", "engine-rest", "tasklist")) {
            assertThat(complete("aze.commander", door, decide, other.approval()).statusCode())
                    .isIn(403, 404);
        }
        assertThat(walk.client("aze.commander")
                        .post("/engine-rest/task/" + decide + "/claim", "{\"userId\":\"aze.commander\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(complete("aze.commander", "api", endorse, "{'action':'ENDORSE'}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void holdsFromTheFirstDayToTheLastOnTheSidesCalendar() {
        var visit = certified(visits.prepared("tur"));
        clock.moveTo(at("2027-04-01", "10:00", ISTANBUL));
        assertThat(post("tur.authority", "{'deputy':'tur.commander','firstDay':'2027-04-06','lastDay':'2027-04-07'}")
                        .statusCode())
                .isEqualTo(201);

        for (var outside : List.of(at("2027-04-05", "23:59:59", ISTANBUL), at("2027-04-08", "00:00", ISTANBUL))) {
            clock.moveTo(outside);
            assertThat(sees("tur.commander", visit, ENDORSE)).isFalse();
        }
        for (var inside : List.of(at("2027-04-06", "00:00", ISTANBUL), at("2027-04-07", "23:59:59", ISTANBUL))) {
            clock.moveTo(inside);
            assertThat(sees("tur.commander", visit, ENDORSE)).isTrue();
        }
        assertThat(at("2027-04-06", "00:00", BAKU)).isBefore(at("2027-04-06", "00:00", ISTANBUL));
    }

    /** One officer with two roles has prepared; his deputy does not certify in his stead, but may by an own right. */
    @Test
    void countsDeputyAndPrincipalAsOnePairOfEyes() {
        register.create(
                visits.account("tur.admin"),
                new AccountRegister.NewAccount("tur.two", "Two", "demo", Set.of(Role.PLANNER, Role.SECURITY), null));
        var visit = visits.prepared("tur");
        assertThat(walk.send(
                                "tur.planner",
                                "DELETE",
                                "/api/tasks/" + taskId(visit, "tur.planner", "userTask_prepareRequest") + "/claim",
                                "",
                                "application/json",
                                null)
                        .statusCode())
                .isEqualTo(204);
        visit.answered("tur.two", "userTask_prepareRequest", "{'action':'SUBMIT'}");
        standsIn("tur.commander", "tur.two", "visit-request");

        var certify = taskId(visit, "tur.security", "userTask_certifyRoster");
        var refused = complete("tur.commander", "tasklist", certify, "{'action':'CERTIFY','duties':['DOC-05']}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("VIS-23");
        assertThat(sameHands(visit.number)).containsExactly("tur.commander for tur.two TUR tasklist");

        endAll();
        standsIn("tur.security", "tur.two", "visit-request");
        assertThat(complete("tur.security", "api", certify, "{'action':'CERTIFY','duties':['DOC-05']}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(audited(visit, "visit.certified"))
                .containsEntry("ACCOUNT", "tur.security")
                .containsEntry("ON_BEHALF_OF", null);
    }

    private List<String> sameHands(String number) {
        return database.sql("select account || coalesce(' for ' || on_behalf_of, '') || ' ' || side || ' ' || door"
                        + " from audit_entry where case_number = ? and action = 'fourEyes.refused' order by id")
                .param(number)
                .query(String.class)
                .list();
    }

    @Test
    void neverLetsADeputyDoTwoStepsForTwoOfficers() {
        var visit = visits.prepared("tur");
        standsIn("tur.commander", "tur.planner");
        standsIn("tur.commander", "tur.security");
        var prepare = taskId(visit, "tur.planner", "userTask_prepareRequest");
        var claimed =
                walk.send("tur.commander", "POST", "/api/tasks/" + prepare + "/claim", "", "application/json", null);
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(204);
        assertThat(complete("tur.commander", "api", prepare, "{'action':'SUBMIT'}")
                        .statusCode())
                .isEqualTo(204);
        visit.doJobs();

        var certify = taskId(visit, "tur.security", "userTask_certifyRoster");
        var refused = complete("tur.commander", "api", certify, "{'action':'CERTIFY','duties':['DOC-05']}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("VIS-23");
        var row = "{\"rows\":[{\"task\":\"" + certify + "\"}]}";
        var inBulk = walk.postOnce("tur.commander", "/api/tasks/completions", row, "same-hand", null);
        assertThat(inBulk.statusCode()).isEqualTo(200);
        assertThat(inBulk.body()).contains("VIS-23");
        assertThat(complete("tur.commander", "engine-rest", certify, "{'action':'CERTIFY','duties':['DOC-05']}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(sameHands(visit.number))
                .containsExactly(
                        "tur.commander for tur.security TUR api",
                        "tur.commander for tur.security TUR api",
                        "tur.commander for tur.security TUR engine-rest");
    }

    /** What somebody holds nobody else can take, and he himself can do it no more. */
    @ParameterizedTest
    @ValueSource(strings = {"visit-request", ""})
    void opensWhatADeputyHoldsForItsGroupAgainWhenHisDaysAreOver(String process) {
        var visit = certified(visits.prepared("tur"));
        if (process.isEmpty()) {
            standsIn("tur.commander", "tur.authority");
        } else {
            standsIn("tur.commander", "tur.authority", process);
        }
        var path = "/api/tasks/" + taskId(visit, "tur.authority", ENDORSE) + "/claim";
        assertThat(claim("tur.commander", path)).isEqualTo(204);

        clock.moveTo(at("2027-04-09", "23:59:59", ISTANBUL));
        freed.go();
        assertThat(claim("tur.authority", path)).as("on his last day").isEqualTo(409);
        assertThat(freedFrom(visit)).isEmpty();

        clock.moveTo(at("2027-04-10", "00:00", ISTANBUL));
        assertThat(claim("tur.authority", path)).isEqualTo(409);
        freed.go();
        assertThat(sees("tur.commander", visit, ENDORSE)).isFalse();
        assertThat(sees("tur.authority", visit, ENDORSE)).isTrue();
        assertThat(freedFrom(visit)).containsExactly("system tur.commander TUR");
        assertThat(claim("tur.authority", path)).isEqualTo(204);
        freed.go();
        assertThat(claim("tur.authority", path)).as("still his own").isEqualTo(204);
    }

    @Test
    void opensWhatAClosedAccountHoldsForItsGroupAgain() {
        var administrator = visits.account("tur.admin");
        register.create(
                administrator,
                new AccountRegister.NewAccount("tur.leaving", "Leaving", "demo", Set.of(Role.AUTHORITY), null));
        var visit = certified(visits.prepared("tur"));
        var path = "/api/tasks/" + taskId(visit, "tur.authority", ENDORSE) + "/claim";
        assertThat(claim("tur.leaving", path)).isEqualTo(204);
        freed.go();
        assertThat(claim("tur.authority", path)).isEqualTo(409);

        register.assignRoles(administrator, "tur.leaving", Set.of());
        freed.go();

        assertThat(claim("tur.authority", path)).isEqualTo(204);
        assertThat(freedFrom(visit)).containsExactly("system tur.leaving TUR");
    }

    private List<String> freedFrom(VisitCase visit) {
        return database.sql("select account || ' ' || detail || ' ' || side from audit_entry where case_number = ?"
                        + " and action = 'task.freed'")
                .param(visit.number)
                .query(String.class)
                .list();
    }

    private int claim(String account, String path) {
        return walk.send(account, "POST", path, "", "application/json", null).statusCode();
    }

    @Test
    void takesOverWhatTheAbsentOfficerHoldsAndWritesInItsRequest() {
        var visit = visits.prepared("aze");
        var task = taskId(visit, "aze.planner", "userTask_prepareRequest");
        var path = "/api/tasks/" + task + "/claim";
        assertThat(walk.send("aze.legal", "POST", path, "", "application/json", null)
                        .statusCode())
                .isIn(403, 404);
        standsIn("aze.legal", "aze.planner", "visit-request");

        var line = StreamSupport.stream(
                        walk.read("aze.legal", "/api/day")
                                .get("waiting")
                                .get("items")
                                .spliterator(),
                        false)
                .filter(one -> one.get("id").asText().equals(task))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("assignee").asText()).isEqualTo("aze.planner");
        assertThat(walk.send("aze.legal", "POST", path, "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(audited(visit, "task.takenOver")).containsEntry("ACCOUNT", "aze.legal");
        assertThat(walk.send("aze.planner", "POST", path, "", "application/json", null)
                        .statusCode())
                .isEqualTo(409);
        var roll = walk.send(
                "aze.legal",
                "PUT",
                "/api/visit-requests/" + visit.number + "/roster",
                VisitDriver.roster("aze", 4),
                "text/csv",
                visit.version());
        assertThat(roll.statusCode()).as(roll.body()).isEqualTo(200);
        assertThat(audited(visit, "visit.rollReplaced"))
                .containsEntry("ACCOUNT", "aze.legal")
                .containsEntry("ON_BEHALF_OF", "aze.planner");
        assertThat(complete("aze.legal", "tasklist", task, "{'action':'SUBMIT'}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(audited(visit, "visit.submitted")).containsEntry("ON_BEHALF_OF", "aze.planner");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tur.planner | 'deputy':'tur.planner','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.self
            tur.planner | 'deputy':'aze.planner','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.unknown
            tur.planner | 'deputy':'tur.nobody','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.unknown
            tur.planner | 'deputy':'tur.admin','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.withoutTasks
            tur.planner | 'deputy':'tur.guard','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.withoutTasks
            tur.auditor | 'deputy':'tur.planner','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.withoutTasks
            tur.planner | 'firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.missing
            tur.planner | 'deputy':'tur.legal' | 400 | deputy.dayMissing
            tur.planner | 'deputy':'tur.legal','firstDay':'2027-03-01','lastDay':'2027-04-04' | 400 | deputy.expired
            tur.planner | 'deputy':'tur.legal','firstDay':'2027-04-07','lastDay':'2027-04-06' | 400 | deputy.endBeforeStart
            tur.planner | 'deputy':'tur.legal','firstDay':'2027-04-05','lastDay':'2028-04-05' | 400 | deputy.tooLong
            tur.planner | 'deputy':'tur.legal','firstDay':'2027-04-05','lastDay':'2027-04-06','processes':['x'] | 400 | deputy.unknownProcess
            tur.planner | 'principal':'tur.security','deputy':'tur.legal','firstDay':'2027-04-05','lastDay':'2027-04-06' | 403 | -
            aze.admin | 'principal':'tur.security','deputy':'aze.legal','firstDay':'2027-04-05','lastDay':'2027-04-06' | 400 | deputy.unknown
            """)
    void refusesInWordsWhatIsNoDeputyship(String account, String wanted, int status, String code) {
        var answer = post(account, "{" + wanted + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(Client.json(answer).get("findings"))
                    .extracting(finding -> finding.get("code").asText())
                    .contains(code);
            assertThat(Client.json(answer).get("findings"))
                    .allMatch(finding -> !finding.get("cure").asText().isBlank());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'deputy':'tur.legal'", "'deputy':'tur.commander'"})
    void refusesASecondDeputyForTheSameDaysAndProcesses(String deputy) {
        standsIn("tur.legal", "tur.planner", "visit-request");

        var sameDay = post(
                "tur.planner",
                "{" + deputy + ",'firstDay':'2027-04-09','lastDay':'2027-04-12','processes':['visit-request']}");
        assertThat(sameDay.statusCode()).isEqualTo(409);
        assertThat(sameDay.body()).contains("tur.legal", "05.04.2027", "09.04.2027");
        assertThat(post("tur.planner", "{" + deputy + ",'firstDay':'2027-04-09','lastDay':'2027-04-12'}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("tur.planner", "{" + deputy + ",'firstDay':'2027-04-10','lastDay':'2027-04-12'}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post(
                                "tur.planner",
                                "{" + deputy
                                        + ",'firstDay':'2027-04-05','lastDay':'2027-04-09','processes':['calendar-decree']}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void recordsOneOfManyThatOverlapHoweverTheyCome() throws Exception {
        var deputies = List.of("tur.legal", "tur.commander", "tur.security", "tur.medical", "tur.range", "tur.air");
        var clients = deputies.stream()
                .map(any -> Client.withBasic(port, "tur.planner", "demo"))
                .toList();
        var start = new CountDownLatch(1);
        try (var threads = new Threads(deputies.size())) {
            var answers = IntStream.range(0, deputies.size())
                    .mapToObj(no -> threads.run(() -> {
                        start.await();
                        return clients.get(no)
                                .post(
                                        "/api/deputies",
                                        "{\"deputy\":\"%s\",\"firstDay\":\"2027-04-05\",\"lastDay\":\"2027-04-09\"}"
                                                .formatted(deputies.get(no)))
                                .statusCode();
                    }))
                    .toList();
            start.countDown();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
        assertThat(walk.read("tur.planner", "/api/deputies"))
                .filteredOn(one -> one.get("state").asText().equals("IN_EFFECT"))
                .hasSize(1);
    }

    private record Threads(ExecutorService pool) implements AutoCloseable {

        Threads(int count) {
            this(Executors.newFixedThreadPool(count));
        }

        <T> Future<T> run(Callable<T> work) {
            return pool.submit(work);
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    @Test
    void correctsTheDecisionOfTheAbsentOfficerAsHisHand() {
        correctionTime.become(Duration.ofHours(1));
        try {
            var visit = visits.prepared("tur").transmitted().reviewed().approved();
            var task = taskId(visit, "aze.authority", "userTask_correctDecision");
            assertThat(complete("aze.commander", "api", task, "{'action':'RELEASE'}")
                            .statusCode())
                    .isIn(403, 404);
            standsIn("aze.commander", "aze.authority", "visit-permit");

            assertThat(complete("aze.commander", "tasklist", task, "{'action':'RELEASE'}")
                            .statusCode())
                    .isEqualTo(204);
            visit.doJobs();

            assertThat(visit.permit()).isPresent();
            assertThat(audited(visit, "visit.permitReleased"))
                    .containsEntry("ACCOUNT", "aze.commander")
                    .containsEntry("ON_BEHALF_OF", "aze.authority");
        } finally {
            correctionTime.become(Duration.ZERO);
        }
    }

    /** He decided in the stead of one of the two for whom he stands in, whomever he names first. */
    @Test
    void correctsAsTheHandThatDecidedWhereTheDeputyStandsInForTwo() {
        var other = account("aze.second", Role.AUTHORITY);
        correctionTime.become(Duration.ofHours(1));
        try {
            var visit = visits.prepared("tur").transmitted().reviewed();
            standsIn("aze.commander", "aze.authority");
            var decide = taskId(visit, "aze.authority", DECIDE);
            assertThat(complete("aze.commander", "api", decide, visit.approval())
                            .statusCode())
                    .isEqualTo(204);
            visit.doJobs();
            endAll();
            standsIn("aze.commander", other);
            standsIn("aze.commander", "aze.authority");

            var task = taskId(visit, "aze.authority", "userTask_correctDecision");
            assertThat(complete("aze.commander", "api", task, "{'action':'RELEASE'}")
                            .statusCode())
                    .isEqualTo(204);

            assertThat(audited(visit, "visit.permitReleased"))
                    .containsEntry("ACCOUNT", "aze.commander")
                    .containsEntry("ON_BEHALF_OF", "aze.authority");
        } finally {
            correctionTime.become(Duration.ZERO);
        }
    }

    /** Whoever takes it next does it in nobody's stead, also where the deputy's days have ended meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "engine-rest"})
    void leavesNobodysNameOnATaskThatIsHandedBack(String door) {
        var visit = visits.prepared("aze");
        var task = taskId(visit, "aze.planner", "userTask_prepareRequest");
        var claim = "/api/tasks/" + task + "/claim";
        standsIn("aze.legal", "aze.planner", "visit-request");
        assertThat(walk.send("aze.legal", "POST", claim, "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(ownerOf(task)).contains("aze.planner");
        if (door.equals("api")) {
            assertThat(database.sql(
                                    "insert into act_id_membership (user_id_, group_id_) values ('aze.legal', 'aze-planner')")
                            .update())
                    .isOne();
            endAll();
        }

        var handedBack = door.equals("api")
                ? walk.send("aze.legal", "DELETE", claim, "", "application/json", null)
                : walk.client("aze.legal").post("/engine-rest/task/" + task + "/unclaim", "{}");

        assertThat(handedBack.statusCode()).as(handedBack.body()).isEqualTo(204);
        assertThat(ownerOf(task)).isEmpty();
        database.sql("delete from act_id_membership where user_id_ = 'aze.legal' and group_id_ = 'aze-planner'")
                .update();
    }

    private Optional<String> ownerOf(String task) {
        return database.sql("select coalesce(owner_, '') from act_ru_task where id_ = ?")
                .param(task)
                .query(String.class)
                .optional()
                .filter(owner -> !owner.isEmpty());
    }

    /** Lessons officers read no visits: whatever this one does there is done for the absent officer. */
    @Test
    void putsOnRecordForWhomADeputyReadsWritesAndOpensFiles() {
        var visit = certified(visits.prepared("tur"));
        var path = "/api/visit-requests/" + visit.number;
        assertThat(walk.client("tur.lessons").get(path).statusCode()).isEqualTo(404);
        standsIn("tur.lessons", "tur.security", "visit-request");

        walk.read("tur.lessons", path);
        walk.read("tur.lessons", path + "/identities");
        var written = walk.send(
                "tur.lessons",
                "POST",
                path + "/messages",
                "{\"release\":\"OWN_SIDE\",\"text\":\"Done\"}",
                "application/json",
                null);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        var added = walk.upload("tur.lessons", visit.number, "MESSAGE", null, "list.pdf", FileFixture.pdf());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var file = path + "/attachments/" + Client.json(added).get("id").asText();
        assertThat(walk.client("tur.lessons").get(file).statusCode()).isEqualTo(200);
        assertThat(walk.send("tur.lessons", "DELETE", file, "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
        walk.read("tur.security", path + "/identities");

        for (var act : List.of(
                "visit.dossierRead",
                "visit.messageWritten",
                "visit.attachmentAdded",
                "visit.attachmentOpened",
                "visit.attachmentRemoved")) {
            assertThat(audited(visit, act))
                    .as(act)
                    .containsEntry("ACCOUNT", "tur.lessons")
                    .containsEntry("ON_BEHALF_OF", "tur.security");
        }
        assertThat(database.sql("select account || ' for ' || coalesce(on_behalf_of, 'itself') from audit_entry"
                                + " where case_number = ? and action = 'visit.identitiesRead' order by id")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .containsExactly("tur.lessons for tur.security", "tur.security for itself");
    }

    /** The same of papers, which name the persons: a draft, one that was issued, and the permit. */
    @Test
    void putsOnRecordForWhomADeputyReadsPapers() {
        var visit = visits.prepared("tur", content -> content.putArray("customsMovements")
                .addObject()
                .put("serialNumber", "TR20270405NO000001")
                .put("copies", 5)
                .put("goods", "Radios"));
        var papers = "/api/visit-requests/" + visit.number + "/papers";
        standsIn("tur.lessons", "tur.border");

        readsFor("tur.border", visit, papers.replace("papers", "paper-drafts/CUSTOMS_DECLARATION"), "paperDrafted");
        visit.transmitted().reviewed().approved();
        for (var paper : walk.read("tur.lessons", papers)) {
            readsFor("tur.border", visit, paper.get("address").asText(), "paperRead");
        }
        var permit = "/api/permits/" + visit.permit().orElseThrow().number();
        assertThat(walk.read("tur.lessons", permit).get("paperReadable").asBoolean())
                .isTrue();
        readsFor("tur.border", visit, permit + "/paper", "paperRead");
    }

    private void readsFor(String principal, VisitCase visit, String path, String act) {
        var before = count(visit, act);
        assertThat(walk.client("tur.lessons").get(path).statusCode()).as(path).isEqualTo(200);
        assertThat(count(visit, act)).as(path).isEqualTo(before + 1);
        assertThat(audited(visit, "visit." + act))
                .as(path)
                .containsEntry("ACCOUNT", "tur.lessons")
                .containsEntry("ON_BEHALF_OF", principal);
    }

    private int count(VisitCase visit, String act) {
        return database.sql("select count(*) from audit_entry where case_number = ? and action = ?")
                .params(visit.number, "visit." + act)
                .query(Integer.class)
                .single();
    }

    /** The deputy is an authority himself, which does not make the decision his own. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "tasklist"})
    void correctsTheDecisionOfTheAbsentOfficerAlsoWhereTheDeputyDecidesHimself(String door) {
        var second = account("aze.second", Role.AUTHORITY);
        correctionTime.become(Duration.ofHours(1));
        try {
            var visit = visits.prepared("tur").transmitted().reviewed().approved();
            var task = taskId(visit, "aze.authority", "userTask_correctDecision");
            var refused = complete(second, door, task, "{'action':'RELEASE'}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("visit.correct.notAuthor");
            assertThat(walk.read(second, "/api/host-cases/" + visit.number).get("correctsRefusal"))
                    .isEqualTo(BooleanNode.FALSE);
            standsIn(second, "aze.authority", "visit-permit");

            var limited = complete(
                    second,
                    door,
                    task,
                    "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'By day alone','reason':'By day alone',"
                            + visit.verdicts() + "}");
            assertThat(limited.statusCode()).as(limited.body()).isEqualTo(204);

            assertThat(auditedOf(visit, "visit.decisionCorrected", "AZE"))
                    .containsEntry("ACCOUNT", second)
                    .containsEntry("ON_BEHALF_OF", "aze.authority");
            var correction = walk.read("aze.authority", "/api/host-cases/" + visit.number)
                    .get("corrections")
                    .get(0);
            assertThat(correction.get("correctedBy").asText()).isEqualTo(second);
            assertThat(correction.get("correctedFor").asText()).isEqualTo("aze.authority");
        } finally {
            correctionTime.become(Duration.ZERO);
        }
    }

    @Test
    void correctsTheRefusalOfTheAbsentOfficerAlsoWhereTheDeputyDecidesHimself() {
        var second = account("aze.second", Role.AUTHORITY);
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'DENIED','reasonCode':'NOT_IN_PLAN','comment':'Next year'}");
        var path = "/api/host-cases/" + visit.number + "/decision-corrections";
        var corrected =
                "{\"action\":\"DENIED\",\"reasonCode\":\"OTHER\",\"comment\":\"Next year\",\"reason\":\"Wrong code\"}";
        assertThat(walk.send(second, "POST", path, corrected, "application/json", null)
                        .statusCode())
                .isEqualTo(403);
        standsIn(second, "aze.authority", "host-approval");

        var answer = walk.send(second, "POST", path, corrected, "application/json", null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(auditedOf(visit, "visit.decisionCorrected", "AZE"))
                .containsEntry("ACCOUNT", second)
                .containsEntry("ON_BEHALF_OF", "aze.authority");
    }

    /** What a task of the process links to is read by its deputies, too, and by those of no other process. */
    @ParameterizedTest
    @CsvSource({"host-approval, 200", "visit-permit, 200", "visit-request, 403"})
    void readsTheReceivedCaseByTheProcessesThatAreNamed(String process, int status) {
        var visit = visits.prepared("tur").transmitted();
        var path = "/api/host-cases/" + visit.number;
        assertThat(statusOf("aze.legal", path + "/identities")).isEqualTo(403);
        standsIn("aze.legal", "aze.authority", process);
        standsIn("aze.lessons", "aze.security", process);

        assertThat(statusOf("aze.legal", path + "/identities")).isEqualTo(status);
        for (var read : List.of(path, path + "/verdicts", "/api/visit-requests/" + visit.number + "/messages")) {
            assertThat(statusOf("aze.legal", read)).as(read).isEqualTo(200);
        }
        var ofNoCases = status == 200 ? 200 : 404;
        assertThat(statusOf("aze.lessons", path)).isEqualTo(ofNoCases);
        assertThat(statusOf("aze.lessons", path + "/verdicts")).isEqualTo(ofNoCases);
    }

    private int statusOf(String account, String path) {
        return walk.client(account).get(path).statusCode();
    }

    /** Who stands in for two officers of one role acts for the one whose task it was, not for the one first recorded. */
    @Test
    void actsForTheOfficerFromWhomTheTaskWasTakenOver() {
        var other = account("tur.other", Role.PLANNER);
        var visit = visits.prepared("tur");
        standsIn("tur.legal", other, "visit-request");
        standsIn("tur.legal", "tur.planner", "visit-request");
        var task = taskId(visit, "tur.planner", "userTask_prepareRequest");

        assertThat(walk.send("tur.legal", "POST", "/api/tasks/" + task + "/claim", "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(complete("tur.legal", "tasklist", task, "{'action':'SUBMIT'}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(audited(visit, "visit.submitted"))
                .containsEntry("ACCOUNT", "tur.legal")
                .containsEntry("ON_BEHALF_OF", "tur.planner");
        assertThat(database.sql("select prepared_for from visit_request where number = ?")
                        .param(visit.number)
                        .query(String.class)
                        .single())
                .isEqualTo("tur.planner");
    }

    @Test
    void keepsThePlanAndTheExercisesOfTheAbsentPlannerInHisProcessesAlone() {
        var line = """
                {"year":2027,"title":"Deputy","parties":["AZE","TUR"],"proposedHost":"TUR","firstDay":"2027-04-01",
                 "lastDay":"2027-04-30","protocolReference":"P 1","protocolSignedOn":"2027-04-01"}""";
        var exercise = """
                {"title":"Deputy","hostState":"TUR","parties":["AZE","TUR"],"firstDay":"2027-04-05","lastDay":"2027-04-09"}""";
        standsIn("tur.legal", "tur.planner", "visit-request");
        assertThat(put("tur.legal", "/api/plan-lines/DEPUTY-1", line).statusCode())
                .isEqualTo(403);
        endAll();
        standsIn("tur.legal", "tur.planner", "exercise-planning");
        standsIn("tur.commander", "tur.authority", "exercise-planning");

        assertThat(put("tur.legal", "/api/plan-lines/DEPUTY-1", line).statusCode())
                .isEqualTo(201);
        assertThat(walk.send("tur.commander", "POST", "/api/plan-lines/DEPUTY-1/agreement", "", "application/json", 1)
                        .statusCode())
                .isEqualTo(200);
        assertThat(put("tur.legal", "/api/exercises/DEPUTY-1", exercise).statusCode())
                .isEqualTo(201);
        HeldGate.before(port, "tur", "DEPUTY-1");
        var conduct = "/api/exercises/DEPUTY-1/conduct/";
        assertThat(walk.send("tur.legal", "POST", conduct + "startex", """
                                {"on":"2027-04-05","objectives":[{"code":"OBJ-1","title":"Night"}]}""", "application/json", null)
                        .statusCode())
                .isEqualTo(201);
        endAll();
        standsIn("tur.legal", "tur.planner", "after-action-report");
        assertThat(walk.send(
                                "tur.legal",
                                "POST",
                                conduct + "endex",
                                "{\"on\":\"2027-04-05\"}",
                                "application/json",
                                null)
                        .statusCode())
                .isEqualTo(201);

        assertThat(database.sql(
                                "select action, account, on_behalf_of from audit_entry where side = 'TUR' and detail = 'DEPUTY-1'"
                                        + " and account <> 'system' and action not like 'door.%' order by id")
                        .query((row, n) -> row.getString(1) + " " + row.getString(2) + " for " + row.getString(3))
                        .list())
                .contains(
                        "planLine.proposed tur.legal for tur.planner",
                        "planLine.agreed tur.commander for tur.authority",
                        "exercise.registered tur.legal for tur.planner",
                        "exercise.startex tur.legal for tur.planner",
                        "exercise.endex tur.legal for tur.planner");
        assertThat(walk.read("tur.legal", "/api/me").get("steads").toString())
                .contains("\"principal\":\"tur.planner\"", "\"processes\":[\"after-action-report\"]", "\"PLANNER\"");
        assertThat(walk.read("tur.legal", "/api/me").get("sides").toString()).isEqualTo("[\"AZE\",\"TUR\"]");
        assertThat(walk.read("tur.legal", "/api/me").get("roles").toString()).isEqualTo("[\"LEGAL\"]");
    }

    private HttpResponse<String> put(String account, String path, String body) {
        var client = walk.client(account);
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** Made once for all tests of the class. */
    private String account(String id, Role... roles) {
        if (database.sql("select count(*) from act_id_user where id_ = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                == 0) {
            register.create(
                    visits.account(id.substring(0, 3) + ".admin"),
                    new AccountRegister.NewAccount(id, "Officer", "demo", Set.of(roles), null));
        }
        return id;
    }

    /** What the answer told may no longer be the account's to read. */
    @Test
    void repeatsAnAnswerToNobodyWhoseDaysAsADeputyAreOver() {
        standsIn("tur.legal", "tur.planner", "visit-request");
        var opened = walk.postOnce("tur.legal", "/api/visit-requests", "", "opened-for-another", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        assertThat(walk.postOnce("tur.legal", "/api/visit-requests", "", "opened-for-another", null)
                        .body())
                .isEqualTo(opened.body());

        endAll();

        assertIsOfOtherRights(walk.postOnce("tur.legal", "/api/visit-requests", "", "opened-for-another", null));
    }

    /** More rights take nothing from what was told. */
    @Test
    void repeatsAnAnswerToWhoHasBecomeADeputySince() {
        var opened = walk.postOnce("tur.planner", "/api/visit-requests", "", "opened-before-more", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);

        standsIn("tur.planner", "tur.legal", "visit-request");
        assertIsRepeated(opened, "tur.planner", "opened-before-more");

        endAll();
        assertIsRepeated(opened, "tur.planner", "opened-before-more");
    }

    @Test
    void repeatsAnAnswerWhenADeputyshipReachesFurtherThanBeforeButNotWhenLess() {
        standsIn("tur.legal", "tur.planner", "visit-request");
        var opened = walk.postOnce("tur.legal", "/api/visit-requests", "", "opened-in-one-process", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);

        endAll();
        standsIn("tur.legal", "tur.planner");
        assertIsRepeated(opened, "tur.legal", "opened-in-one-process");

        endAll();
        standsIn("tur.legal", "tur.planner", "visit-permit");
        assertIsOfOtherRights(walk.postOnce("tur.legal", "/api/visit-requests", "", "opened-in-one-process", null));
    }

    /** By what rights they were given nobody knows. */
    @Test
    void repeatsAnswersFromBeforeTheirRightsWereKept() {
        var opened = walk.postOnce("tur.planner", "/api/visit-requests", "", "opened-long-ago", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        ByHand.change(database, "update idempotent_answer set rights = '' where idempotency_key = 'opened-long-ago'");

        assertIsRepeated(opened, "tur.planner", "opened-long-ago");
    }

    private void assertIsRepeated(HttpResponse<String> first, String account, String key) {
        var again = walk.postOnce(account, "/api/visit-requests", "", key, null);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    @Test
    void repeatsAnAnswerToNobodyWhoseRolesHaveChanged() {
        var officer = account("tur.changing", Role.PLANNER);
        var administrator = visits.account("tur.admin");
        var opened = walk.postOnce(officer, "/api/visit-requests", "", "opened-as-planner", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);

        register.assignRoles(administrator, officer, Set.of(Role.RANGE));
        walk = new CaseWalk(port, Duration.ofSeconds(10));
        assertIsOfOtherRights(walk.postOnce(officer, "/api/visit-requests", "", "opened-as-planner", null));

        register.assignRoles(administrator, officer, Set.of(Role.PLANNER));
        walk = new CaseWalk(port, Duration.ofSeconds(10));
        assertThat(walk.postOnce(officer, "/api/visit-requests", "", "opened-as-planner", null)
                        .body())
                .isEqualTo(opened.body());
    }

    private static void assertIsOfOtherRights(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(Client.json(answer).get("type").asText())
                .isEqualTo("urn:mushterek:problem:problem.keyOfOtherRights");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    /** However many were recorded since, and however many there were then. */
    @Test
    void isEndedAndKeptApartFromOthersHoweverManyThereAre() {
        var officer = account("tur.often", Role.RANGE);
        var id = standsIn("tur.range", officer);
        ByHand.change(
                database,
                "insert into deputyship (side, principal, deputy, first_day, last_day, recorded_by, recorded_at)"
                        + " with recursive often (time) as (select 1 union all select time + 1 from often where time < 501)"
                        + " select 'TUR', 'tur.often', 'tur.range', date '2027-04-06', date '2027-04-06', 'tur.often',"
                        + " current_timestamp from often");
        ByHand.change(
                database,
                "update deputyship set ended_at = current_timestamp where principal = 'tur.often' and id <> " + id);

        assertThat(post(officer, "{'deputy':'tur.range','firstDay':'2027-04-09','lastDay':'2027-04-09','processes':[]}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(walk.send("tur.legal", "DELETE", "/api/deputies/" + id, "", "application/json", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(walk.send(officer, "DELETE", "/api/deputies/" + id, "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void namesBothInTheStoryOfADecreeAndTakesThemForOneHand() {
        standsIn("tur.medical", "tur.legal", "calendar-decree");
        var recorded = walk.send("tur.medical", "POST", "/api/calendars/TUR/decrees", """
                {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2027-04-05","holiday":"administrativeLeave",
                 "from":"2027-12-20","to":"2027-12-20"}""", "application/json", null);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        var number = Client.json(recorded).get("number").asText();
        var task = walk.read("tur.legal", "/api/tasks?caseNumber=" + number)
                .get("items")
                .get(0)
                .get("id")
                .asText();

        var own = complete("tur.legal", "api", task, "{'action':'CONFIRM'}");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("calendar.decree.fourEyes");
        assertThat(sameHands(number)).containsExactly("tur.legal TUR api");
        assertThat(complete("tur.authority", "api", task, "{'action':'CONFIRM'}")
                        .statusCode())
                .isEqualTo(204);

        var story =
                walk.read("tur.legal", "/api/calendars/TUR/decrees/" + number).get("story");
        assertThat(StreamSupport.stream(story.spliterator(), false)
                        .map(entry -> entry.get("event").asText() + " "
                                + entry.get("account").asText() + " for "
                                + entry.get("onBehalfOf").asText()))
                .startsWith("decreeRecorded tur.medical for tur.legal", "decreeConfirmed tur.authority for null");
    }

    @ParameterizedTest
    @CsvSource({
        "tur.planner, 'after-action-report,corrective-action,drill-scheduling,exercise-planning,host-approval,memorandum-approval,planning-conference,visit-request'",
        "tur.legal, 'calendar-decree,corrective-action,drill-scheduling,exercise-planning,host-approval,incident,memorandum-approval,visit-request'",
        "tur.admin, 'action-offer,after-action-report,calendar-decree,corrective-action,drill-continuation,drill-scheduling,exercise-planning,host-approval,incident,memorandum-approval,observation-merging,observation-review,planning-conference,visit-permit,visit-request'",
        "tur.guard, ''"
    })
    void offersTheProcessesInWhichAnOfficerMayHaveATask(String account, String processes) {
        assertThat(StreamSupport.stream(
                                walk.read(account, "/api/deputies/processes").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(",")))
                .isEqualTo(processes);
    }

    @Test
    void isEndedByTheAbsentOfficerOrTheAdministratorOfTheSideAndByNobodyElse() {
        var visit = certified(visits.prepared("tur"));
        var id = standsIn("tur.commander", "tur.authority");

        assertThat(end("tur.commander", id)).isEqualTo(403);
        assertThat(end("tur.planner", id)).isEqualTo(404);
        assertThat(end("aze.admin", id)).isEqualTo(404);
        assertThat(walk.read("aze.admin", "/api/deputies"))
                .allMatch(one -> one.get("principal").asText().startsWith("aze."));
        assertThat(walk.read("tur.planner", "/api/deputies"))
                .noneMatch(one -> one.get("id").asLong() == id);
        assertThat(walk.read("tur.commander", "/api/deputies"))
                .anyMatch(one -> one.get("id").asLong() == id
                        && one.get("state").asText().equals("IN_EFFECT"));
        assertThat(walk.read("tur.commander", "/api/me")
                        .get("standsInFor")
                        .get(0)
                        .asText())
                .isEqualTo("tur.authority");
        assertThat(sees("tur.commander", visit, ENDORSE)).isTrue();

        assertThat(end("tur.admin", id)).isEqualTo(204);
        assertThat(end("tur.authority", id)).isEqualTo(409);
        assertThat(sees("tur.commander", visit, ENDORSE)).isFalse();
        assertThat(listed("tur.commander", taskId(visit, "tur.authority", ENDORSE)))
                .isFalse();
    }

    private int end(String account, long id) {
        return walk.send(account, "DELETE", "/api/deputies/" + id, "", "application/json", null)
                .statusCode();
    }
}
