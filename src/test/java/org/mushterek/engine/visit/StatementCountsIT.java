package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mushterek.build.CountedDatabase;
import org.mushterek.build.CountedDatabase.Count;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.security.Accounts;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * How often each use case speaks to the database, from the request to its answer. The numbers do not depend on the
 * machine: on PostgreSQL each is a way over the network.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:statements;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/statements",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import({CountedDatabase.class, VisitPathsIT.Hands.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatementCountsIT {

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    TaskService engineTasks;

    @Autowired
    OfficerTasks tasks;

    @Autowired
    Accounts accounts;

    private CaseWalk walk;

    /** Once before anything is counted, so that models are parsed and officers signed in. */
    @BeforeAll
    void walkOneCase() {
        walk = new CaseWalk(port, Duration.ofSeconds(10));
        cost(10);
    }

    /** What each use case costs for a group of so many. */
    private record Costs(
            Count submit,
            Count certify,
            Count endorse,
            Count transmit,
            Count review,
            Count decide,
            Count issue,
            Count verify) {}

    private Costs cost(int persons) {
        var visit = visits.opened("tur");
        visit.enroll(VisitDriver.roster("tur", persons));
        visit.write(content -> {});
        var submit = completion(visit, "tur.planner", "userTask_prepareRequest", "{\"action\":\"SUBMIT\"}");
        jobs(visit);
        var certify = completion(
                visit, "tur.security", "userTask_certifyRoster", "{\"action\":\"CERTIFY\",\"duties\":[\"DOC-05\"]}");
        jobs(visit);
        var endorse = completion(visit, "tur.authority", "userTask_endorseRequest", "{\"action\":\"ENDORSE\"}");
        var transmit = jobs(visit);
        var review = completion(visit, "aze.range", "userTask_reviewAtDesk", "{\"action\":\"NO_OBJECTION\"}");
        visit.reviewedBy("security", "border");
        if (persons >= 10) {
            visit.reviewedBy("medical");
        }
        var decide = completion(visit, "aze.authority", "userTask_decideRequest", approval(persons));
        var issue = jobs(visit);
        var token = visit.permit().orElseThrow().sheet().token();
        var verify = CountedDatabase.during(() -> assertThat(
                        walk.client("tur.planner").get("/verify/" + token).statusCode())
                .isEqualTo(200));
        return new Costs(submit, certify, endorse, transmit, review, decide, issue, verify);
    }

    private Count completion(VisitCase visit, String account, String step, String answer) {
        var task = visit.task(account, step).id();
        walk.client(account);
        return CountedDatabase.during(() -> {
            var done =
                    walk.send(account, "POST", "/api/tasks/" + task + "/completion", answer, "application/json", null);
            assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
        });
    }

    /** Does the jobs that are due and tells what they alone cost. */
    private Count jobs(VisitCase visit) {
        var cost = new Count(0, 0);
        for (var due = visit.dueJobs(); !due.isEmpty(); due = visit.dueJobs()) {
            var job = due.get(0);
            cost = cost.plus(CountedDatabase.during(() -> visits.doJob(job)));
        }
        return cost;
    }

    private static String approval(int persons) {
        return IntStream.rangeClosed(1, persons)
                .mapToObj(line -> "{\"line\":" + line + ",\"verdict\":\"APPROVED\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"action\":\"APPROVED\",\"visitors\":[",
                        "],\"sites\":[{\"site\":1,\"verdict\":\"APPROVED\"},{\"site\":2,\"verdict\":\"APPROVED\"}]}"));
    }

    /** Ten, because from ten on one desk more looks at the request. */
    @Test
    void costsAsMuchForThirtyPersonsAsForTen() {
        assertThat(cost(30)).isEqualTo(cost(10));
    }

    @Test
    void costsAsMuchAmongManyOpenCasesAsAmongFew() {
        var amongFew = cost(10);
        IntStream.range(0, 20).forEach(any -> visits.prepared("tur").transmitted());

        assertThat(cost(10)).isEqualTo(amongFew);
    }

    @Test
    void doesEachUseCaseInFewStatementsAndCommits() {
        var costs = cost(30);

        assertWithin(costs.submit(), 39, 1);
        assertWithin(costs.certify(), 37, 1);
        assertWithin(costs.endorse(), 29, 1);
        assertWithin(costs.transmit(), 42, 2);
        assertWithin(costs.review(), 24, 1);
        assertWithin(costs.decide(), 33, 1);
        assertWithin(costs.issue(), 111, 8);
        assertWithin(costs.verify(), 1, 1);
    }

    private static void assertWithin(Count cost, int statements, int commits) {
        assertThat(cost.statements()).as(cost.toString()).isBetween(1, statements);
        assertThat(cost.commits()).as(cost.toString()).isBetween(1, commits);
    }

    @Test
    void showsThirtyTasksForThePriceOfOne() {
        var shown = new ArrayList<Integer>();
        var ofOne = page(shown);
        IntStream.range(0, 29).forEach(any -> visits.opened("aze"));
        var ofThirty = page(shown);

        assertThat(shown).containsExactly(1, 30);
        assertThat(ofThirty).isEqualTo(ofOne);
        assertWithin(ofOne, 3, 2);
    }

    /** The day of an officer: tasks, what is late, what was asked and where it stands. */
    @Test
    void showsADayOfThirtyRequestsForThePriceOfOne() {
        var planner = "tur.planner";
        visits.prepared("tur").transmitted();
        visits.prepared("tur").submitted();
        var shown = new ArrayList<Integer>();
        var ofFew = day(planner, shown);
        IntStream.range(0, 15).forEach(any -> {
            visits.prepared("tur").transmitted();
            visits.prepared("tur").submitted();
        });
        var ofMany = day(planner, shown);

        assertThat(shown.get(1)).isEqualTo(shown.get(0) + 30);
        assertThat(ofMany).isEqualTo(ofFew);
        assertWithin(ofFew, 12, 6);
    }

    private Count day(String account, List<Integer> shown) {
        walk.read(account, "/api/day");
        return CountedDatabase.during(() -> shown.add(
                walk.read(account, "/api/day").get("asked").get("total").asInt()));
    }

    /** With an open task for each part: whom they wait for is asked once for all of them. */
    @Test
    void showsAGroupOfThreePartsForThePriceOfTwo() {
        var ofTwo = group(31, 2);

        assertThat(group(75, 3)).isEqualTo(ofTwo);
        assertWithin(ofTwo, 4, 2);
    }

    private Count group(int persons, int parts) {
        var visit = visits.opened("aze");
        visit.enroll(RosterFixtures.visitors(persons));
        visit.write(content -> {});
        var planner = "aze.planner";
        var split = walk.send(
                planner,
                "POST",
                "/api/visit-requests/" + visit.number + "/split",
                "",
                "application/json",
                visit.version());
        assertThat(split.statusCode()).as(split.body()).isEqualTo(201);
        var path = "/api/visit-groups/" + Client.json(split).get("number").asText();
        return CountedDatabase.during(() -> {
            var shown = walk.read(planner, path).get("parts");
            assertThat(shown).hasSize(parts).allMatch(part -> part.get("tasks").size() == 1);
        });
    }

    /** What is national in it stands in the same rows. Last, for an exercise is one more thing in an officer's day. */
    @Test
    @Order(Integer.MAX_VALUE)
    void showsASidesOwnEditionOfAReportForThePriceOfTheJointOne() {
        var report = report();
        var joint = edition(report, "JOINT");

        assertThat(edition(report, "OWN")).isEqualTo(joint);
        assertWithin(joint, 16, 2);
    }

    private Count edition(String report, String edition) {
        var path = "/api/after-action-reports/" + report + "/report?edition=" + edition;
        walk.read("aze.lessons", path);
        return CountedDatabase.during(
                () -> assertThat(walk.read("aze.lessons", path).get("draft").asBoolean())
                        .isTrue());
    }

    /** On an exercise that has just ended. */
    private String report() {
        var today = LocalDate.ofInstant(PathClock.MONDAY_MORNING, PathClock.BAKU);
        var client = walk.client("aze.planner");
        var registered = client.send(client.request("/api/exercises/COUNTED-1")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"title":"Counted","hostState":"AZE","firstDay":"%1$s","lastDay":"%1$s","parties":["AZE","TUR"]}
                        """.formatted(today))));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        HeldGate.before(port, "aze", "COUNTED-1");
        conduct(
                "startex",
                "{\"on\":\"%s\",\"objectives\":[{\"code\":\"OBJ-1\",\"title\":\"Night fires\"}]}".formatted(today));
        conduct("endex", "{\"on\":\"%s\"}".formatted(today));
        return walk.read("aze.lessons", "/api/after-action-reports")
                .at("/0/number")
                .asText();
    }

    private void conduct(String step, String body) {
        var recorded = walk.send(
                "aze.planner", "POST", "/api/exercises/COUNTED-1/conduct/" + step, body, "application/json", null);
        assertThat(recorded.statusCode()).as(recorded.body()).isBetween(200, 299);
    }

    private Count page(List<Integer> shown) {
        if (shown.isEmpty()) {
            visits.opened("aze");
            walk.read("aze.planner", "/api/tasks");
        }
        return CountedDatabase.during(() -> shown.add(
                walk.read("aze.planner", "/api/tasks?limit=200").get("items").size()));
    }

    /** Every request asks for the account that sends it. */
    @Test
    void knowsADeputyOfManyForThePriceOfADeputyOfOne() {
        standsInFor("authority");
        var ofOne = accountOf("tur.commander", 1);
        List.of("planner", "security", "registry").forEach(this::standsInFor);

        assertThat(accountOf("tur.commander", 4)).isEqualTo(ofOne);
        assertThat(ofOne.statements()).isBetween(1, 2);
    }

    private void standsInFor(String role) {
        var named = walk.send(
                "tur." + role,
                "POST",
                "/api/deputies",
                "{\"deputy\":\"tur.commander\",\"firstDay\":\"2027-04-05\",\"lastDay\":\"2027-04-09\"}",
                "application/json",
                null);
        assertThat(named.statusCode()).as(named.body()).isEqualTo(201);
    }

    private Count accountOf(String id, int steads) {
        return CountedDatabase.during(
                () -> assertThat(accounts.find(id).orElseThrow().steads()).hasSize(steads));
    }

    /** The table of the engine that a page reads by itself must say what the engine says. */
    @Test
    void tellsTheGroupsOfATaskAsTheEngineDoes() {
        var visit = visits.prepared("tur").transmitted();
        var open = tasks.ofCase(visit.number, "AZE");

        assertThat(open).hasSize(3);
        for (var task : open) {
            assertThat(task.groups())
                    .isNotEmpty()
                    .isEqualTo(engineTasks.getIdentityLinksForTask(task.id()).stream()
                            .map(IdentityLink::getGroupId)
                            .filter(group -> group != null)
                            .collect(Collectors.toSet()));
        }
    }

    /** What waits for the officer's groups and what the officer holds; not what a colleague holds. */
    @Test
    void listsTheTasksOfAnOfficerAsTheEngineDoes() {
        var planner = visits.account("tur.planner");
        var held = visits.opened("tur")
                .task("tur.planner", "userTask_prepareRequest")
                .id();
        var heldByColleague = visits.opened("tur")
                .task("tur.planner", "userTask_prepareRequest")
                .id();
        visits.opened("tur");
        tasks.claim(planner, held);
        engineTasks.setAssignee(heldByColleague, "tur.authority");
        var asked = engineTasks
                .createTaskQuery()
                .tenantIdIn("tur", "joint-aze-tur")
                .or()
                .taskCandidateGroup("tur-planner")
                .taskAssigneeIn("tur.planner")
                .endOr()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .list();

        var shown = tasks.visibleTo(planner, null, 0, 200);

        assertThat(shown).extracting(OfficerTask::id).contains(held).doesNotContain(heldByColleague);
        assertThat(shown)
                .extracting(OfficerTask::id)
                .containsExactlyInAnyOrderElementsOf(
                        asked.stream().map(Task::getId).toList());
        assertThat(shown)
                .extracting(OfficerTask::due)
                .containsExactlyElementsOf(asked.stream()
                        .map(task -> task.getDueDate() == null
                                ? null
                                : task.getDueDate().toInstant())
                        .toList());
        assertThat(tasks.visibleTo(planner, null, 1, 1)).containsExactly(shown.get(1));
    }
}
