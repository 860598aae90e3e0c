package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;
import static org.mushterek.engine.visit.VisitDriver.roster;
import static org.mushterek.visit.roster.RosterFixtures.aVisitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.ByHand;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.common.SharedVersions;
import org.mushterek.document.PermitSheet;
import org.mushterek.engine.ReachedNodes;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.EventFeed;
import org.mushterek.security.Accounts;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.AbandonedRequests;
import org.mushterek.visit.CorrectionWindow;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.Permit;
import org.mushterek.visit.PermitCheck;
import org.mushterek.visit.Permits;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.VisitMessage;
import org.mushterek.visit.VisitTasks;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every path of the three processes of a visit, on the whole program: time and jobs are moved by hand. The last test
 * holds that no node and no flow of a diagram is left out.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-paths;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-paths",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class VisitPathsIT {

    @TestConfiguration(proxyBeanMethods = false)
    static class Hands {

        @Bean
        @Primary
        PathClock pathClock() {
            var clock = new PathClock();
            clock.moveTo(MONDAY_MORNING);
            return clock;
        }

        /** Permits are issued at once, but where a test gives time to correct the decision. */
        static final class CorrectionTime implements CorrectionWindow {

            private volatile Duration length = Duration.ZERO;

            @Override
            public Duration length() {
                return length;
            }

            void become(Duration other) {
                length = other;
            }
        }

        @Bean
        @Primary
        CorrectionTime timeToCorrect() {
            return new CorrectionTime();
        }

        @Bean
        TakenFlows takenFlows() {
            return new TakenFlows();
        }

        @Bean
        VisitDriver visitDriver(
                SendingSide sendingSide,
                HostSide hostSide,
                Permits permits,
                OfficerTasks tasks,
                Drafts drafts,
                Accounts accounts,
                @Lazy ManagementService management,
                @Lazy RuntimeService runtime,
                PlatformTransactionManager transactions,
                ObjectMapper json,
                PathClock clock) {
            return new VisitDriver(
                    sendingSide,
                    hostSide,
                    permits,
                    tasks,
                    drafts,
                    accounts,
                    management,
                    runtime,
                    new TransactionTemplate(transactions),
                    json,
                    clock);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    AbandonedRequests abandonedRequests;

    @Autowired
    Seals seals;

    @Autowired
    PathClock clock;

    @Autowired
    TakenFlows flows;

    @Autowired
    Hands.CorrectionTime correctionTime;

    @Autowired
    EventFeed feed;

    @Autowired
    Permits permits;

    @Autowired
    HostSide hostSide;

    @Autowired
    VisitTasks visitTasks;

    @Autowired
    SideMail mail;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ReachedNodes reached;

    @Autowired
    IdentityService identities;

    @Autowired
    JdbcClient database;

    @Autowired
    SharedVersions versions;

    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        correctionTime.become(Duration.ZERO);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        CLIENTS.clear();
    }

    // --- Doors. ---

    Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.signedIn(port, id));
    }

    JsonNode get(String account, String path) {
        var answer = client(account).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    HttpResponse<String> complete(VisitCase visit, String account, String step, String answer) {
        var task = visit.task(account, step).id();
        return client(account).post("/api/tasks/" + task + "/completion", answer.replace('\'', '"'));
    }

    HttpResponse<String> put(VisitCase visit, String path, String type, String body) {
        var planner = client(visit.sender + ".planner");
        return planner.send(planner.request("/api/visit-requests/" + visit.number + path)
                .header("Content-Type", type)
                .header("If-Match", "\"" + visit.version() + "\"")
                .header("X-MUSHTEREK-CSRF", planner.cookie("MUSHTEREK-CSRF"))
                .PUT(BodyPublishers.ofString(body)));
    }

    static List<String> codes(HttpResponse<String> refused) {
        return Client.json(refused).get("findings").findValuesAsText("code").stream()
                .distinct()
                .toList();
    }

    static void assertRefused(HttpResponse<String> answer, int status, String... rules) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(codes(answer)).as(answer.body()).containsExactly(rules);
        assertThat(Client.json(answer).get("detail").asText()).contains(" ");
    }

    List<String> audit(VisitCase visit, String action) {
        return database.sql("select detail from audit_entry where case_number = ? and action = ? order by id")
                .params(visit.number, action)
                .query(String.class)
                .list();
    }

    List<String> stepsMarkedEscalated(VisitCase visit) {
        return database.sql("select step from visit_deadline where request_number = ? and escalated_at is not null"
                        + " order by step")
                .param(visit.number)
                .query(String.class)
                .list();
    }

    /** Somebody with more than one role, whom no demonstration has. */
    void account(String id, String... groups) {
        var user = identities.newUser(id);
        user.setPassword("demo");
        identities.saveUser(user);
        for (var group : groups) {
            identities.createMembership(id, group);
        }
    }

    /** As long as this runs it is not known whether the memorandum is in force. */
    void withoutEntryIntoForce(Runnable work) {
        setEntriesAside("SF-EXERCISES-2021", "SET-ASIDE");
        try {
            work.run();
        } finally {
            setEntriesAside("SET-ASIDE", "SF-EXERCISES-2021");
        }
    }

    /** Also for the transaction at hand, which has read them already. */
    void setEntriesAside(String from, String to) {
        versions.change(SharedVersions.INSTRUMENTS);
        ByHand.change(database, "update instrument_entry set instrument = ? where instrument = ?", to, from);
    }

    static Consumer<ObjectNode> dates(String from, String to) {
        return content -> content.put("from", from).put("to", to);
    }

    void assertNothingIsOpen(VisitCase visit) {
        assertThat(visit.steps("tur")).isEmpty();
        assertThat(visit.steps("aze")).isEmpty();
        assertThat(visit.jobs()).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(visit.number)
                        .count())
                .isZero();
    }

    // --- Withdrawal. ---

    @Test
    void withdrawsAPreparedRequestByItsTask() {
        var visit = visits.prepared("tur");

        visit.answered("tur.planner", "userTask_prepareRequest", "{'action':'WITHDRAW'}");

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertNothingIsOpen(visit);
    }

    @Test
    void withdrawsARequestInCorrectionByItsTask() {
        var visit = visits.prepared("tur").submitted();
        visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");

        visit.answered("tur.planner", "userTask_correctRequest", "{'action':'WITHDRAW'}");

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertNothingIsOpen(visit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PREPARATION", "CORRECTION", "CERTIFICATION", "ENDORSEMENT", "TRANSMISSION"})
    void withdrawsARequestThatTheHostHasNotSeen(String state) {
        var visit = visits.prepared("tur");
        if (!state.equals("PREPARATION")) {
            visit.submitted();
        }
        if (state.equals("CORRECTION")) {
            visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");
        }
        if (state.equals("ENDORSEMENT") || state.equals("TRANSMISSION")) {
            visit.certified();
        }
        if (state.equals("TRANSMISSION")) {
            visit.answer("tur.authority", "userTask_endorseRequest", "{'action':'ENDORSE'}");
        }
        assertThat(visit.state()).isEqualTo(state);

        visit.withdrawn();

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertNothingIsOpen(visit);
        assertThat(client("aze.authority")
                        .get("/api/host-cases/" + visit.number)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesTheTasksFromTheDesksAtWithdrawal() {
        var visit = visits.prepared("tur").transmitted();
        assertThat(visit.steps("aze"))
                .containsExactly("userTask_reviewAtDesk", "userTask_reviewAtDesk", "userTask_reviewAtDesk");

        visit.answered("tur.planner", "userTask_followRequest", "{'action':'WITHDRAW'}");

        assertWithdrawnAtBothSides(visit);
    }

    @Test
    void takesTheLastDeskAndTheDecisionAwayAtWithdrawal() {
        var atLastDesk = visits.prepared("aze").transmitted().reviewedBy("security", "border");
        var atDecision = visits.prepared("aze").transmitted().reviewed();

        atLastDesk.withdrawn();
        atDecision.withdrawn();

        assertWithdrawnAtBothSides(atLastDesk);
        assertWithdrawnAtBothSides(atDecision);
    }

    @Test
    void withdrawsARequestWhileAQuestionIsOpen() {
        var visit = visits.prepared("tur").transmitted().reviewed().asked("How many vehicles?");
        assertThat(visit.state()).isEqualTo("QUESTION");

        visit.withdrawn();

        assertWithdrawnAtBothSides(visit);
    }

    private void assertWithdrawnAtBothSides(VisitCase visit) {
        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertThat(visit.hostState()).isEqualTo("WITHDRAWN");
        assertNothingIsOpen(visit);
        assertThat(visit.permit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"APPROVED, təsdiq edilib", "DENIED, imtina edilib", "NOT_SPONSORED, dəstəklənmir"})
    void refusesWithdrawalInWordsOnceTheHostHasDecided(String outcome, String words) {
        var visit = visits.prepared("aze").transmitted().reviewed();
        visit.decided(
                outcome.equals("APPROVED")
                        ? visit.approval()
                        : "{'action':'" + outcome + "','reasonCode':'NOT_IN_PLAN'}");

        var planner = client("aze.planner");
        var refused = planner.send(planner.request("/api/visit-requests/" + visit.number + "/withdrawal")
                .header("If-Match", "\"" + visit.version() + "\"")
                .header("X-MUSHTEREK-CSRF", planner.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("type").asText()).endsWith("visit.alreadyClosed");
        assertThat(Client.json(refused).get("detail").asText()).isEqualTo("Sorğu artıq bağlanıb: " + words + ".");
        assertThat(visit.state()).isEqualTo(outcome);
    }

    @Test
    void revokesThePermitWhenAWithdrawalCrossesTheApproval() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.answer("aze.authority", "userTask_decideRequest", visit.approval());
        visit.answer("tur.planner", "userTask_followRequest", "{'action':'WITHDRAW'}");
        visit.doJobAt("sendTask_sendAnswer");
        visit.doJobAt("sendTask_orderPermit");

        // The host does not wait for the withdrawal until the permit is out; it is not lost on the way.
        assertThatThrownBy(() -> visit.doJobAt("sendTask_sendWithdrawal"))
                .hasMessageContaining("comes before the recipient waits for it");
        visit.doJobAt("serviceTask_issuePermit");
        visit.doJobAt("sendTask_handOverPermit");
        visit.doJobAt("sendTask_sendWithdrawal");

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertThat(visit.hostState()).isEqualTo("ANSWERED");
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.REVOKED);
        assertNothingIsOpen(visit);
    }

    @Test
    void issuesNoPermitWhenAWithdrawalComesBeforeItIsOrdered() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.answer("aze.authority", "userTask_decideRequest", visit.approval());
        visit.answer("tur.planner", "userTask_followRequest", "{'action':'WITHDRAW'}");
        visit.doJobAt("sendTask_sendAnswer");

        visit.doJobAt("sendTask_sendWithdrawal");
        visit.doJobs();

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertThat(visit.hostState()).isEqualTo("WITHDRAWN");
        assertThat(visit.permit()).isEmpty();
        assertNothingIsOpen(visit);
    }

    // --- Corrections of decisions. ---

    private static final String LIMITED = """
            {'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'Escorted','remark':'Canary','comment':'See limits',
             'reason':'Line 3 was overlooked','visitors':[{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},
             {'line':3,'verdict':'DENIED','reasonCode':'DOCUMENT_NOT_ACCEPTED'}],
             'sites':[{'site':1,'verdict':'APPROVED','limits':'By day'},{'site':2,'verdict':'APPROVED'}],
             'exceptions':[{'line':2,'site':2}]}""";

    private VisitCase approvedWithTimeToCorrect() {
        correctionTime.become(Duration.ofHours(1));
        return visits.prepared("tur").transmitted().reviewed().approved();
    }

    private HttpResponse<String> correct(String account, VisitCase visit, String answer) {
        return client(account)
                .post("/api/host-cases/" + visit.number + "/decision-corrections", answer.replace('\'', '"'));
    }

    private JsonNode atSender(VisitCase visit) {
        return get(visit.sender + ".planner", "/api/visit-requests/" + visit.number);
    }

    private JsonNode atHost(VisitCase visit) {
        return get(visit.host + ".planner", "/api/host-cases/" + visit.number);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsTheAuthorCorrectAnApprovalUntilThePermitIsIssuedAndKeepsBoth(boolean byRest) {
        var visit = approvedWithTimeToCorrect();
        assertThat(visit.state()).isEqualTo("APPROVED");
        assertThat(visit.steps("aze")).containsExactly("userTask_correctDecision");
        assertThat(visit.due("aze.authority", "userTask_correctDecision"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        var before = atHost(visit).get("decision");
        var toldBefore = atSender(visit).get("decision");
        var end = feed.end("TUR");

        clock.moveTo(clock.instant().plus(Duration.ofMinutes(20)));
        var corrected = byRest
                ? correct("aze.authority", visit, LIMITED)
                : complete(visit, "aze.authority", "userTask_correctDecision", LIMITED);
        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(byRest ? 200 : 204);
        visit.doJobs();

        assertThat(visit.permit()).isEmpty();
        assertThat(visit.due("aze.authority", "userTask_correctDecision"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        var host = atHost(visit);
        assertThat(host.at("/decision/outcome").asText()).isEqualTo("APPROVED_WITH_LIMITS");
        assertThat(host.get("corrections")).hasSize(1);
        var kept = host.get("corrections").get(0);
        assertThat(kept.get("before")).isEqualTo(before);
        assertThat(kept.get("after")).isEqualTo(host.get("decision"));
        assertThat(kept.get("reason").asText()).isEqualTo("Line 3 was overlooked");
        assertThat(kept.get("correctedBy").asText()).isEqualTo("aze.authority");
        assertThat(kept.get("correctedAt").asText()).isEqualTo(clock.instant().toString());
        var sender = atSender(visit);
        assertThat(sender.get("corrections").get(0).get("before")).isEqualTo(toldBefore);
        assertThat(sender.get("corrections").get(0).get("after")).isEqualTo(sender.get("decision"));
        assertThat(sender.toString())
                .contains("Line 3 was overlooked", "By day")
                .doesNotContain("Canary");
        assertThat(sender.get("story").findValuesAsText("event"))
                .containsSubsequence("answered", "decisionCorrected", "messageReceived");
        assertThat(host.get("story").findValuesAsText("event"))
                .containsSubsequence("decided", "decisionCorrected", "messageWritten");
        assertThat(get("tur.planner", "/api/events?limit=200&after=" + end)
                        .get("items")
                        .findValuesAsText("type"))
                .contains("org.mushterek.visit.decisionCorrected");
        var letters = get("tur.planner", "/api/visit-requests/" + visit.number + "/papers");
        assertThat(letters.findValuesAsText("state")).containsExactlyInAnyOrder("VOIDED", "CURRENT");

        visit.at(clock.instant().plus(Duration.ofHours(1)));
        var sheet = visit.permit().orElseThrow().sheet();
        assertThat(sheet.persons())
                .extracting(person -> person.line() + " " + person.exceptedSites())
                .containsExactly("1 []", "2 [2]");
        assertThat(sheet.limits()).isEqualTo("Escorted");
        assertRefused(correct("aze.authority", visit, LIMITED), 400, "visit.correct.same");
        assertThat(audit(visit, "visit.decisionCorrected")).hasSize(2);
    }

    @Test
    void issuesThePermitAtOnceWhereTheAuthorLetsItGo() {
        var visit = approvedWithTimeToCorrect();
        var later = visits.prepared("tur").transmitted().reviewed();
        later.answer("aze.authority", "userTask_decideRequest", later.approval());

        visit.answered("aze.authority", "userTask_correctDecision", "{'action':'RELEASE'}");
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        later.doJobs();

        assertThat(visit.permit()).isPresent();
        assertThat(atHost(visit).get("story").findValuesAsText("event")).contains("permitReleased");
        assertThat(atHost(visit).get("corrections")).isEmpty();
        assertThat(later.permit()).as("whose time was over before it began").isPresent();
        assertThat(later.steps("aze")).containsExactly("userTask_closeVisit");
    }

    @Test
    void neverLetsAnotherAccountCorrectADecision() {
        account("aze.authority2", "aze-authority");
        var visit = approvedWithTimeToCorrect();
        var before = atHost(visit).get("decision");
        var task = visit.task("aze.authority2", "userTask_correctDecision").id();
        var other = client("aze.authority2");

        assertThat(complete(visit, "aze.authority2", "userTask_correctDecision", LIMITED)
                        .statusCode())
                .isEqualTo(403);
        assertThat(complete(visit, "aze.authority2", "userTask_correctDecision", "{'action':'RELEASE'}")
                        .statusCode())
                .isEqualTo(403);
        saveDraft(other, task, "{'action':'RELEASE'}");
        assertThat(other.post("/engine-rest/task/" + task + "/complete", "{}").statusCode())
                .isEqualTo(403);
        assertThat(correct("aze.authority2", visit, LIMITED).statusCode()).isEqualTo(403);
        assertThat(audit(visit, "visit.correctionRefused")).hasSize(4);
        assertThat(correct("aze.security", visit, LIMITED).statusCode()).isEqualTo(403);
        assertThat(correct("tur.authority", visit, LIMITED).statusCode()).isEqualTo(404);

        assertThat(atHost(visit).get("decision")).isEqualTo(before);
        assertThat(atHost(visit).get("corrections")).isEmpty();
        assertThat(visit.permit()).isEmpty();
    }

    @Test
    void refusesACorrectionThatSaysNothingNewOrBreaksARule() {
        var visit = approvedWithTimeToCorrect();

        assertThat(codes(
                        correct("aze.authority", visit, "{'action':'APPROVED','reason':'x'," + visit.verdicts() + "}")))
                .containsExactly("visit.correct.same");
        assertThat(codes(correct("aze.authority", visit, LIMITED.replace("'reason':'Line 3 was overlooked',", ""))))
                .containsExactly("visit.reasonMissing");
        assertThat(codes(correct("aze.authority", visit, "{'action':'APPROVED_WITH_LIMITS'," + visit.verdicts() + "}")))
                .as("all at once")
                .containsExactly("visit.reasonMissing", "visit.reasonCodeMissing", "visit.limitsMissing");
        var tooLong = correct("aze.authority", visit, LIMITED.replace("Line 3 was overlooked", "x".repeat(4001)));
        assertThat(codes(tooLong)).containsExactly("visit.tooLong");
        assertThat(Client.json(tooLong).at("/findings/0/place").asText()).isEqualTo("reason");
        assertThat(correct("aze.authority", visit, "{'action':'DENIED','reason':'x','reasonCode':'OTHER'}")
                        .statusCode())
                .isEqualTo(400);
        // The senior person stays at home: no contingent without (VIS-04).
        var headless = correct(
                "aze.authority",
                visit,
                LIMITED.replace(
                        "{'line':1,'verdict':'APPROVED'}", "{'line':1,'verdict':'DENIED','reasonCode':'OTHER'}"));
        assertThat(headless.statusCode()).as(headless.body()).isEqualTo(409);
        assertThat(atHost(visit).get("corrections")).isEmpty();
        assertThat(visit.steps("aze")).containsExactly("userTask_correctDecision");
    }

    @Test
    void issuesNoPermitWhenAWithdrawalComesWhileThereIsTimeToCorrect() {
        correctionTime.become(Duration.ofHours(1));
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.answer("aze.authority", "userTask_decideRequest", visit.approval());
        visit.answer("tur.planner", "userTask_followRequest", "{'action':'WITHDRAW'}");
        visit.doJobAt("sendTask_sendAnswer");
        visit.doJobAt("sendTask_orderPermit");
        visit.doJobAt("sendTask_sendWithdrawal");
        visit.doJobs();

        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        assertThat(visit.permit()).isEmpty();
        assertNothingIsOpen(visit);
    }

    @Test
    void letsTheAuthorCorrectWhyARequestWasRefusedOrReturned() {
        var denied = visits.prepared("tur").transmitted().reviewed();
        denied.decided("{'action':'DENIED','reasonCode':'NOT_IN_PLAN','comment':'Next year'}");
        var again =
                "{'action':'NOT_SPONSORED','reasonCode':'OTHER','comment':'No sponsor','reason':'Wrong box','remark':'Canary'}";
        assertThat(atHost(denied).get("correctsRefusal").asBoolean()).isFalse();
        assertThat(get("aze.authority", "/api/host-cases/" + denied.number)
                        .get("correctsRefusal")
                        .asBoolean())
                .isTrue();
        assertThat(correct("aze.authority", denied, "{'action':'APPROVED','reason':'x'," + denied.verdicts() + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(correct("aze.authority", denied, again).statusCode()).isEqualTo(200);
        assertThat(denied.state()).isEqualTo("NOT_SPONSORED");
        var told = atSender(denied);
        assertThat(told.at("/decision/comment").asText()).isEqualTo("No sponsor");
        assertThat(told.at("/corrections/0/before/comment").asText()).isEqualTo("Next year");
        assertThat(told.toString()).doesNotContain("Canary");

        var returned = visits.prepared("tur").transmitted().reviewed();
        returned.decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Line 2'}");
        assertThat(correct(
                                "aze.authority",
                                returned,
                                "{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Line 3','reason':'Typing error'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(atSender(returned).get("returnedReason").asText()).isEqualTo("Line 3");
        returned.submitted();
        var late = correct(
                "aze.authority",
                returned,
                "{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Line 4','reason':'Typing error'}");
        assertThat(Client.json(late).get("type").asText()).endsWith("visit.correct.submittedAnew");
        assertThat(correct("aze.authority", visits.prepared("tur").transmitted(), again)
                        .statusCode())
                .isEqualTo(409);
    }

    // --- What was submitted stays. ---

    @ParameterizedTest
    @ValueSource(strings = {"RETURNED", "NOT_CERTIFIED"})
    void staysReadableExactlyAsItWasSubmittedWhateverIsChangedAfterwards(String how) {
        var visit = visits.prepared("tur").submitted();
        var submission = "/api/visit-requests/" + visit.number + "/submissions/1";
        var asSubmitted = client("tur.planner").get(submission).body();
        var document = Client.json(client("tur.planner").get(submission)).get("document");
        assertThat(document.get("visitors")).hasSize(VisitDriver.PERSONS);
        assertThat(document.at("/visitors/0/birthDate").isNull()).isFalse();
        var handedOver = "/api/visit-requests/" + visit.number + "/revisions/1";
        if (how.equals("RETURNED")) {
            visit.certified().endorsed().reviewed();
            visit.decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Line 2'}");
        } else {
            visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");
        }
        var asHandedOver = client("aze.authority").get(handedOver).body();

        visit.enroll(VisitDriver.roster("tur", 5));
        visit.write(content -> {
            content.put("purpose", "Something else").put("from", "2027-05-25").put("to", "2027-05-27");
            content.withArray("sites").removeAll();
            content.withArray("sites").addObject().put("name", "Liman").put("kind", "PORT");
            content.putObject("pointOfContact").put("name", "Z").put("phone", "9");
        });
        visit.submitted();
        assertThat(visit.state()).isEqualTo("CERTIFICATION");

        assertThat(client("tur.planner").get(submission).body()).isEqualTo(asSubmitted);
        assertThat(client("aze.authority").get(handedOver).body()).isEqualTo(asHandedOver);
        var all = get("tur.security", "/api/visit-requests/" + visit.number + "/submissions");
        assertThat(all.findValuesAsText("no")).containsExactly("1", "2");
        assertThat(all.findValuesAsText("revision")).containsExactly("1", how.equals("RETURNED") ? "2" : "1");
        assertThat(all.findValuesAsText("sha256")).doesNotHaveDuplicates();
        var second = get("tur.planner", "/api/visit-requests/" + visit.number + "/submissions/2");
        assertThat(second.at("/document/purpose").asText()).isEqualTo("Something else");
        assertThat(second.at("/document/visitors")).hasSize(5);
        var masked = get("tur.medical", submission).get("document");
        assertThat(masked.at("/visitors/0/birthDate").isNull()).isTrue();
        assertThat(client("aze.authority").get(submission).statusCode()).isEqualTo(404);
        assertThat(client("tur.planner")
                        .get("/api/visit-requests/" + visit.number + "/submissions/3")
                        .statusCode())
                .isEqualTo(404);
    }

    // --- Returns and corrections. ---

    @Test
    void startsOverAfterTheCertifierTheEndorserAndTheHost() {
        var visit = visits.prepared("tur").submitted();
        visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");
        assertThat(visit.state()).isEqualTo("CORRECTION");
        visit.submitted().certified();
        visit.answered("tur.authority", "userTask_endorseRequest", "{'action':'RETURN','reason':'Too long'}");
        assertThat(visit.state()).isEqualTo("CORRECTION");
        visit.transmitted().reviewed();
        visit.decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Name the vehicles.'}");
        assertThat(visit.state()).isEqualTo("CORRECTION");
        assertThat(visit.steps("aze")).isEmpty();
        assertThat(get("tur.planner", "/api/visit-requests/" + visit.number)
                        .get("returnedReason")
                        .asText())
                .isEqualTo("Name the vehicles.");

        visit.write(content -> content.put("remarks", "Two lorries"));
        visit.transmitted().reviewed().approved();

        assertThat(visit.state()).isEqualTo("APPROVED");
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.HANDED_OVER);
        for (var account : List.of("tur.planner", "aze.authority")) {
            var first = get(account, "/api/visit-requests/" + visit.number + "/revisions/1");
            var second = get(account, "/api/visit-requests/" + visit.number + "/revisions/2");
            assertThat(first.get("document").get("remarks").isNull()).isTrue();
            assertThat(second.get("document").get("remarks").asText()).isEqualTo("Two lorries");
            assertThat(withoutWhatChanged(first)).isEqualTo(withoutWhatChanged(second));
        }
        assertThat(client("aze.authority")
                        .get("/api/visit-requests/" + visit.number + "/revisions/3")
                        .statusCode())
                .isEqualTo(404);
    }

    private static JsonNode withoutWhatChanged(JsonNode revision) {
        var document = (ObjectNode) revision.get("document");
        document.remove(List.of("remarks", "revision"));
        return document;
    }

    @Test
    void givesTheWholeTimeAgainToWhoCertifiesAndEndorsesAgain() {
        var visit = visits.prepared("tur").submitted();
        assertThat(visit.due("tur.security", "userTask_certifyRoster")).isEqualTo(at("2027-04-07", "17:00", ISTANBUL));
        visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");

        visit.at(at("2027-04-12", "09:00", ISTANBUL)).submitted();

        assertThat(visit.due("tur.security", "userTask_certifyRoster")).isEqualTo(at("2027-04-14", "17:00", ISTANBUL));
        visit.certified();
        assertThat(visit.due("tur.authority", "userTask_endorseRequest"))
                .isEqualTo(at("2027-04-14", "17:00", ISTANBUL));
        visit.answered("tur.authority", "userTask_endorseRequest", "{'action':'RETURN','reason':'Too long'}");
        visit.at(at("2027-04-13", "09:00", ISTANBUL)).submitted().certified();
        assertThat(visit.due("tur.authority", "userTask_endorseRequest"))
                .isEqualTo(at("2027-04-15", "17:00", ISTANBUL));
    }

    @Test
    void goesBackToCorrectionWhenTheRulesTurnBetweenAnswerAndJudgement() {
        // At this notice a delivery until 17:00 is in time, and one a second later is not.
        var visit = visits.prepared("tur", dates("2027-05-05", "2027-05-06"));
        clock.moveTo(at("2027-04-05", "17:00", BAKU));
        Runnable aSecondLater = () -> clock.moveTo(at("2027-04-05", "17:00:01", BAKU));
        flows.atNext("visit-request flow_submitted", aSecondLater);
        visit.submitted();
        assertThat(visit.state()).isEqualTo("CORRECTION");
        assertThat(visit.steps("tur")).containsExactly("userTask_correctRequest");

        clock.moveTo(at("2027-04-05", "17:00", BAKU));
        visit.submitted().certified();
        flows.atNext("visit-request flow_endorsed", aSecondLater);
        visit.endorsed();

        assertThat(visit.state()).isEqualTo("CORRECTION");
        assertThat(visit.steps("tur")).containsExactly("userTask_correctRequest");
        assertThat(visit.steps("aze")).isEmpty();
    }

    // --- Decisions. ---

    @Test
    void approvesEverybodyEverywhere() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();

        assertThat(visit.state()).isEqualTo("APPROVED");
        assertThat(visit.hostState()).isEqualTo("ANSWERED");
        var sheet = visit.permit().orElseThrow().sheet();
        assertThat(sheet.persons()).extracting(person -> person.line()).containsExactly(1, 2, 3);
        assertThat(sheet.persons()).allMatch(person -> person.exceptedSites().isEmpty());
        assertThat(sheet.sites()).extracting(site -> site.no()).containsExactly(1, 2);
    }

    @Test
    void permitsOnlyWhatTheLimitsLeave() {
        var visit = visits.prepared("tur", content -> content.withArray("sites")
                        .addObject()
                        .put("name", "Liman")
                        .put("kind", "PORT"))
                .transmitted()
                .reviewed();

        visit.decided("""
                {'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'Escorted','remark':'Canary','duties':['MED-02'],
                 'visitors':[{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},
                 {'line':3,'verdict':'DENIED','reasonCode':'DOCUMENT_NOT_ACCEPTED'}],
                 'sites':[{'site':1,'verdict':'APPROVED','limits':'By day'},
                 {'site':2,'verdict':'DENIED','reasonCode':'SITE_NOT_AVAILABLE'},{'site':3,'verdict':'APPROVED'}],
                 'exceptions':[{'line':2,'site':3}]}""");

        assertThat(visit.state()).isEqualTo("APPROVED");
        var sheet = visit.permit().orElseThrow().sheet();
        assertThat(sheet.persons())
                .extracting(person -> person.line() + " " + person.exceptedSites())
                .containsExactly("1 []", "2 [3]");
        assertThat(sheet.sites())
                .extracting(site -> site.no() + " " + site.name() + " " + site.limits())
                .containsExactly("1 Poliqon By day", "3 Liman null");
        assertThat(sheet.limits()).isEqualTo("Escorted");
        var told = get("tur.planner", "/api/visit-requests/" + visit.number).get("decision");
        assertThat(told.get("visitors").get(2).get("reasonCode").asText()).isEqualTo("DOCUMENT_NOT_ACCEPTED");
        assertThat(told.get("staffNote").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "NOT_SPONSORED"})
    void refusesWithAReason(String outcome) {
        var visit = visits.prepared("aze").transmitted().reviewed();

        visit.decided("{'action':'" + outcome + "','reasonCode':'NOT_IN_PLAN','comment':'Ask next year'}");

        assertThat(visit.state()).isEqualTo(outcome);
        assertThat(visit.hostState()).isEqualTo("ANSWERED");
        assertThat(visit.permit()).isEmpty();
        assertNothingIsOpen(visit);
        var told = get("aze.planner", "/api/visit-requests/" + visit.number).get("decision");
        assertThat(told.get("outcome").asText()).isEqualTo(outcome);
        assertThat(told.get("comment").asText()).isEqualTo("Ask next year");
    }

    @Test
    void decidesAgainWhenTheRulesForbidWhatWasDecided() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        flows.atNext("host-approval flow_decided", () -> setEntriesAside("SF-EXERCISES-2021", "SET-ASIDE"));
        try {
            visit.approved();
        } finally {
            setEntriesAside("SET-ASIDE", "SF-EXERCISES-2021");
        }
        assertThat(visit.steps("aze")).containsExactly("userTask_decideRequest");
        assertThat(visit.state()).isEqualTo("AT_HOST");
        assertThat(visit.permit()).isEmpty();

        visit.approved();

        assertThat(visit.state()).isEqualTo("APPROVED");
    }

    @Test
    void refusesToLetAContingentInWithoutItsSeniorPerson() {
        var visit = visits.prepared("tur").transmitted().reviewed();

        var refused = complete(
                visit,
                "aze.authority",
                "userTask_decideRequest",
                "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER',"
                        + visit.verdicts()
                                .replace(
                                        "{'line':1,'verdict':'APPROVED'}",
                                        "{'line':1,'verdict':'DENIED','reasonCode':'OTHER'}")
                        + "}");

        assertRefused(refused, 409, "VIS-21");
        assertThat(visit.steps("aze")).containsExactly("userTask_decideRequest");
    }

    @Test
    void noticesWhenWhatWasTransmittedIsChangedInTheDatabase() {
        var visit = visits.prepared("tur").transmitted();
        var column = SealedColumn.text("visit_transmission", "document", "t.host_state", "request_number", "revision");
        var kept = database.sql("select document from visit_transmission where request_number = ?")
                .param(visit.number)
                .query(String.class)
                .single();
        var changed = seals.open(column, "AZE", kept, visit.number, 1).replace("Joint drills", "A holiday");
        database.sql("update visit_transmission set document = ? where request_number = ?")
                .params(seals.seal(column, "AZE", changed, visit.number, 1), visit.number)
                .update();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(visit::hostState)
                .withMessageStartingWith(
                        "What was transmitted of " + visit.number + ", revision 1, is not what is kept of it");
    }

    // --- Left by everybody. ---

    @ParameterizedTest
    @ValueSource(strings = {"PREPARATION", "ENDORSEMENT", "CORRECTION"})
    void isWithdrawnWhenItsVisitIsLongPast(String left) {
        var visit = visits.prepared("tur");
        switch (left) {
            case "CORRECTION" ->
                visit.transmitted()
                        .reviewed()
                        .decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Which route?'}");
            case "ENDORSEMENT" -> visit.submitted().certified();
            default -> {}
        }
        var lastOfThirtyDays = at("2027-06-27", "23:59:59", ISTANBUL);

        clock.moveTo(lastOfThirtyDays);
        abandonedRequests.go();
        assertThat(visit.state()).isEqualTo(left);

        clock.moveTo(lastOfThirtyDays.plusSeconds(1));
        abandonedRequests.go();
        assertWithdrawnByTheProgram(visit);
        if (left.equals("CORRECTION")) {
            assertThat(visit.hostState()).isEqualTo("ANSWERED");
        }
    }

    /** A year may be mistyped. */
    @Test
    void isNotWithdrawnWhileSomebodyWritesInItWhateverItsDays() {
        var visit = visits.opened("tur");
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(400)));
        var touched = clock.instant();
        visit.write(content -> {});
        abandonedRequests.go();
        assertThat(visit.state()).isEqualTo("PREPARATION");

        clock.moveTo(touched.plus(Duration.ofDays(30)));
        abandonedRequests.go();
        assertThat(visit.state()).isEqualTo("PREPARATION");

        clock.moveTo(touched.plus(Duration.ofDays(30)).plusSeconds(1));
        abandonedRequests.go();
        assertWithdrawnByTheProgram(visit);
    }

    @Test
    void isWithdrawnWhereItNamesNoDaysAndNobodyHasTouchedItForLong() {
        var visit = visits.opened("tur");
        var touched = MONDAY_MORNING.plus(Duration.ofDays(10));
        clock.moveTo(touched);
        visit.write(content -> content.remove(List.of("from", "to")));
        var talked = touched.plus(Duration.ofDays(5));
        clock.moveTo(talked);
        client("tur.planner")
                .post(
                        "/api/visit-requests/" + visit.number + "/messages",
                        "{\"release\":\"OWN_SIDE\",\"text\":\"Perhaps next year\"}");

        clock.moveTo(talked.plus(Duration.ofDays(180)));
        abandonedRequests.go();
        assertThat(visit.state()).isEqualTo("PREPARATION");

        clock.moveTo(talked.plus(Duration.ofDays(180)).plusSeconds(1));
        abandonedRequests.go();
        assertWithdrawnByTheProgram(visit);
    }

    private void assertWithdrawnByTheProgram(VisitCase visit) {
        assertThat(visit.state()).isEqualTo("WITHDRAWN");
        var story = get("tur.planner", "/api/visit-requests/" + visit.number).get("story");
        var last = story.get(story.size() - 1);
        assertThat(last.get("event").asText() + " " + last.get("account").asText())
                .isEqualTo("abandoned system");
        assertThat(audit(visit, "visit.abandoned")).hasSize(1);
        assertNothingIsOpen(visit);
    }

    // --- Silence. ---

    @ParameterizedTest
    @ValueSource(strings = {"desks", "decision", "question"})
    void lapsesUnansweredWhenTheEveHasPassedAndApprovesNothing(String where) {
        var visit = visits.prepared("tur").transmitted();
        if (!where.equals("desks")) {
            visit.reviewed();
        }
        if (where.equals("question")) {
            visit.asked("How many vehicles?");
        }
        var firstDay = at("2027-05-24", "00:00", BAKU);

        visit.at(firstDay.minusSeconds(1));
        assertThat(visit.hostState())
                .isEqualTo(Map.of("desks", "AT_DESKS", "decision", "DECISION", "question", "QUESTION")
                        .get(where));
        visit.at(firstDay);

        assertLapsed(visit);
    }

    @Test
    void tellsOfTheLapseASenderWhoseAnswerIsOnItsWay() {
        var visit = visits.prepared("tur").transmitted().reviewed().asked("How many vehicles?");
        visit.answer("tur.planner", "userTask_answerQuestion", "{'text':'None.'}");
        clock.moveTo(at("2027-05-24", "00:00", BAKU));
        visit.doJobAt("startEvent_eveOfVisitPassed");
        assertThatThrownBy(() -> visit.doJobAt("sendTask_sendLapse"))
                .hasMessageContaining("comes before the recipient waits for it");

        visit.doJobAt("sendTask_sendAnswerToQuestion");
        visit.doJobAt("sendTask_sendLapse");

        assertLapsed(visit);
    }

    private void assertLapsed(VisitCase visit) {
        assertThat(visit.state()).isEqualTo("LAPSED_UNANSWERED");
        assertThat(visit.hostState()).isEqualTo("LAPSED_UNANSWERED");
        assertThat(visit.permit()).isEmpty();
        assertNothingIsOpen(visit);
        assertThat(audit(visit, "visit.answered")).containsExactly("LAPSED_UNANSWERED");
        var seen = get("tur.planner", "/api/visit-requests/" + visit.number);
        assertThat(seen.get("state").asText()).isEqualTo("LAPSED_UNANSWERED");
        assertThat(seen.get("decision").isNull()).isTrue();
    }

    // --- Deadlines. ---

    @ParameterizedTest(name = "{0}, submitted on {1} at {2}, is due on {3}")
    @CsvSource({
        // 23 April is a holiday in Türkiye and a working day in Azerbaijan.
        "tur, 2027-04-22, 17:00:00, 2027-04-27",
        "tur, 2027-04-22, 17:00:01, 2027-04-28",
        "aze, 2027-04-22, 17:00:00, 2027-04-26",
        "aze, 2027-04-22, 17:00:01, 2027-04-27",
    })
    void countsTheWorkingDaysOfTheSideThatHasToAct(String sender, String day, String time, String due) {
        var zone = sender.equals("tur") ? ISTANBUL : BAKU;
        var visit = visits.prepared(sender, dates("2027-06-02", "2027-06-03"));
        clock.moveTo(at(day, time, zone));

        visit.submitted();
        assertThat(visit.due(sender + ".security", "userTask_certifyRoster")).isEqualTo(at(due, "17:00", zone));
        visit.certified();
        assertThat(visit.due(sender + ".authority", "userTask_endorseRequest")).isEqualTo(at(due, "17:00", zone));
    }

    @ParameterizedTest(name = "from {0}, delivered on {1} at {2}: desks {3}, decision {4}")
    @CsvSource({
        "tur, 2027-04-05, 17:00:00, 2027-04-12, 2027-04-15",
        "tur, 2027-04-05, 17:00:01, 2027-04-13, 2027-04-16",
        "aze, 2027-04-20, 17:00:00, 2027-04-28, 2027-05-03",
        "aze, 2027-04-20, 17:00:01, 2027-04-29, 2027-05-04",
    })
    void countsTheWorkingDaysOfTheHostFromDelivery(
            String sender, String day, String time, String desks, String decision) {
        var zone = sender.equals("tur") ? BAKU : ISTANBUL;
        var visit = visits.prepared(sender, dates("2027-06-02", "2027-06-03"));
        clock.moveTo(at(day, time, zone));

        visit.transmitted();

        assertThat(visit.due(visit.host + ".border", "userTask_reviewAtDesk")).isEqualTo(at(desks, "17:00", zone));
        assertThat(visit.due(sender + ".planner", "userTask_followRequest")).isEqualTo(at(decision, "17:00", zone));
        visit.reviewed();
        assertThat(visit.due(visit.host + ".authority", "userTask_decideRequest"))
                .isEqualTo(at(decision, "17:00", zone));
    }

    @Test
    void countsNoHalfDayAsAWorkingDay() {
        // Thursday 28 October 2027 is half worked in Türkiye, and Friday is Republic Day.
        var lastDay = database.sql("select last_day from exercise where code = 'QAFQAZ-QARTALI'")
                .query(LocalDate.class)
                .single();
        ByHand.change(database, "update exercise set last_day = date '2027-12-31' where code = 'QAFQAZ-QARTALI'");
        try {
            clock.moveTo(at("2027-10-27", "17:00", ISTANBUL));
            var visit = visits.prepared("tur", dates("2027-12-06", "2027-12-07"));
            visit.submitted();

            assertThat(visit.due("tur.security", "userTask_certifyRoster"))
                    .isEqualTo(at("2027-11-02", "17:00", ISTANBUL));
            visit.withdrawn();
        } finally {
            ByHand.change(database, "update exercise set last_day = ? where code = 'QAFQAZ-QARTALI'", lastDay);
        }
    }

    @Test
    void escalatesCertificationAndEndorsementWhenDueAndNotASecondEarlier() {
        var visit = visits.prepared("tur").submitted();
        assertEscalates(visit, "tur.security", "userTask_certifyRoster", at("2027-04-07", "17:00", ISTANBUL));
        assertThat(stepsMarkedEscalated(visit)).containsExactly("CERTIFICATION");

        visit.certified();
        assertEscalates(visit, "tur.authority", "userTask_endorseRequest", at("2027-04-09", "17:00", ISTANBUL));

        assertThat(stepsMarkedEscalated(visit)).containsExactly("CERTIFICATION", "ENDORSEMENT");
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_certifyRoster", "userTask_endorseRequest");
        assertThat(visit.state()).isEqualTo("ENDORSEMENT");
    }

    @Test
    void escalatesTheDesksThatAreOpenAndTheDecision() {
        var visit = visits.prepared("tur").transmitted().reviewedBy("border");
        assertEscalates(visit, "aze.range", "userTask_reviewAtDesk", at("2027-04-12", "17:00", BAKU));
        assertThat(visit.task("aze.security", "userTask_reviewAtDesk").priority())
                .isEqualTo(100);
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_reviewAtDesk", "userTask_reviewAtDesk");

        visit.reviewedBy("range", "security");
        assertEscalates(visit, "aze.authority", "userTask_decideRequest", at("2027-04-15", "17:00", BAKU));

        assertThat(stepsMarkedEscalated(visit)).containsExactly("DESK_REVIEW", "HOST_DECISION");
        assertThat(visit.hostState()).isEqualTo("DECISION");
        assertThat(visit.permit()).isEmpty();
        for (var seen : List.of(
                get("tur.planner", "/api/visit-requests/" + visit.number),
                get("aze.authority", "/api/host-cases/" + visit.number))) {
            assertThat(seen.get("deadlines"))
                    .filteredOn(deadline -> deadline.get("escalated").asBoolean())
                    .extracting(deadline -> deadline.get("step").asText())
                    .containsExactly("DESK_REVIEW", "HOST_DECISION");
        }
        visit.approved();
        assertThat(visit.state()).isEqualTo("APPROVED");
    }

    @Test
    void escalatesAQuestionThatStaysUnanswered() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.at(at("2027-04-07", "10:00", BAKU)).asked("How many vehicles?");
        assertEscalates(visit, "tur.planner", "userTask_answerQuestion", at("2027-04-12", "17:00", ISTANBUL));

        assertThat(stepsMarkedEscalated(visit)).containsExactly("QUESTION_ANSWER");
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_answerQuestion");
        assertThat(visit.state()).isEqualTo("QUESTION");

        visit.answeredQuestion("None.");
        assertThat(visit.state()).isEqualTo("AT_HOST");
    }

    /** The task stays where it is, with those who had it, at the top of every list. */
    private void assertEscalates(VisitCase visit, String account, String step, Instant due) {
        assertThat(visit.due(account, step)).isEqualTo(due);
        visit.at(due.minusSeconds(1));
        assertThat(visit.task(account, step).priority()).isEqualTo(50);
        visit.at(due);
        var late = visit.task(account, step);
        assertThat(late.priority()).isEqualTo(100);
        assertThat(late.groups()).containsExactly(account.replace('.', '-'));
        assertThat(late.due()).isEqualTo(due);
    }

    // --- Questions. ---

    @Test
    void pausesTheDecisionForTheWorkingDaysThatAQuestionTook() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-15", "17:00", BAKU));
        visit.at(at("2027-04-07", "10:00", BAKU)).asked("How many vehicles?");
        assertThat(visit.state()).isEqualTo("QUESTION");
        assertThat(visit.hostState()).isEqualTo("QUESTION");
        assertThat(visit.steps("aze")).isEmpty();
        assertThat(visit.due("tur.planner", "userTask_answerQuestion")).isEqualTo(at("2027-04-12", "17:00", ISTANBUL));

        visit.at(at("2027-04-09", "10:00", BAKU)).answeredQuestion("None.");

        assertThat(visit.state()).isEqualTo("AT_HOST");
        var due = at("2027-04-19", "17:00", BAKU);
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(due);
        assertThat(visit.due("tur.planner", "userTask_followRequest")).isEqualTo(due);
        visit.at(due.minusSeconds(1));
        assertThat(audit(visit, "task.escalated")).isEmpty();
        visit.at(due);
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_decideRequest");
    }

    /** What comes in at the closing time counts on that day, what comes a second later on the next working day. */
    @ParameterizedTest
    @CsvSource({
        "2027-04-07T17:00:00, 2027-04-09T17:00:00, 2027-04-19T17:00",
        "2027-04-07T17:00:00, 2027-04-09T17:00:01, 2027-04-20T17:00",
        "2027-04-07T17:00:01, 2027-04-09T17:00:00, 2027-04-16T17:00",
        "2027-04-09T17:00:01, 2027-04-12T17:00:00, 2027-04-15T17:00"
    })
    void stopsAndStartsTheClockByMessagesOfTheThread(LocalDateTime asked, LocalDateTime answered, LocalDateTime due) {
        var visit = visits.prepared("tur").transmitted().reviewed();
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-15", "17:00", BAKU));

        visit.at(asked.atZone(BAKU).toInstant());
        say(visit, "aze.authority", "QUESTION");
        visit.doJobs();
        assertThat(stepsPaused(visit)).containsExactly("HOST_DECISION");
        visit.at(answered.atZone(BAKU).toInstant());
        say(visit, "tur.planner", "ANSWER");
        visit.doJobs();

        assertThat(stepsPaused(visit)).isEmpty();
        assertThat(visit.due("aze.authority", "userTask_decideRequest"))
                .isEqualTo(due.atZone(BAKU).toInstant());
    }

    @Test
    void letsTheClockRunOnBesideNotes() {
        var visit = visits.prepared("tur").transmitted().reviewed();

        say(visit, "aze.authority", "NOTE");

        assertThat(stepsPaused(visit)).isEmpty();
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-15", "17:00", BAKU));
    }

    private void say(VisitCase visit, String account, String kind) {
        var answer = client(account)
                .post(
                        "/api/visit-requests/" + visit.number + "/messages",
                        "{\"release\":\"BOTH\",\"kind\":\"" + kind + "\",\"text\":\"How many vehicles\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private List<String> stepsPaused(VisitCase visit) {
        return database.sql("select step from visit_deadline where request_number = ? and paused_at is not null")
                .param(visit.number)
                .query(String.class)
                .list();
    }

    @Test
    void asksTwiceInARow() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.at(at("2027-04-07", "10:00", BAKU)).asked("How many vehicles?");
        visit.at(at("2027-04-08", "10:00", BAKU)).answeredQuestion("None.");
        visit.at(at("2027-04-12", "10:00", BAKU)).asked("How many trailers?");
        assertThat(visit.due("tur.planner", "userTask_answerQuestion")).isEqualTo(at("2027-04-15", "17:00", ISTANBUL));

        visit.at(at("2027-04-13", "10:00", BAKU)).answeredQuestion("None, too.");

        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-19", "17:00", BAKU));
        for (var seen : List.of(
                get("tur.planner", "/api/visit-requests/" + visit.number),
                get("aze.authority", "/api/host-cases/" + visit.number))) {
            assertThat(seen.get("questions"))
                    .extracting(question -> question.get("question").asText() + " "
                            + question.get("answer").asText())
                    .containsExactly("How many vehicles? None.", "How many trailers? None, too.");
        }
        visit.approved();
        assertThat(visit.state()).isEqualTo("APPROVED");
    }

    @Test
    void neverMovesTheDecisionPastTheEveOfTheVisit() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.at(at("2027-04-07", "10:00", BAKU)).asked("How many vehicles?");

        visit.at(at("2027-05-20", "10:00", BAKU)).answeredQuestion("None.");

        var eve = at("2027-05-23", "17:00", BAKU);
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(eve);
        visit.at(eve);
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_answerQuestion", "userTask_decideRequest");
        assertThat(visit.hostState()).isEqualTo("DECISION");
    }

    @Test
    void escalatesAtOnceWhatIsAnsweredAfterTheEveHasClosed() {
        var visit = visits.prepared("tur").transmitted().reviewed().asked("How many vehicles?");

        var late = at("2027-05-23", "18:00", BAKU);
        visit.at(late).answeredQuestion("None.");

        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(late);
        assertThat(audit(visit, "task.escalated")).containsExactly("userTask_answerQuestion", "userTask_decideRequest");
    }

    @Test
    void offersNoQuestionBeforeTheDesksHaveAnswered() {
        var visit = visits.prepared("tur").transmitted().reviewedBy("security", "border");

        assertThat(visit.steps("aze")).containsExactly("userTask_reviewAtDesk");
    }

    // --- Permits. ---

    @Test
    void tellsOfficersThatAnApprovalIsForHearingAndSeeing() {
        var classified = visits.prepared("tur", content -> content.put("accessLevel", "RESTRICTED"));
        var open = visits.prepared("tur", content -> content.put("accessLevel", "UNCLASSIFIED"));
        var told = "Onay yalnız sözlü ve görsel erişim içindir";

        assertThat(remarks(classified)).anyMatch(remark -> remark.startsWith(told));
        assertThat(remarks(open)).isNotEmpty().noneMatch(remark -> remark.startsWith(told));
    }

    private List<String> remarks(VisitCase visit) {
        var remarks = new ArrayList<String>();
        get("tur.planner", "/api/visit-requests/" + visit.number)
                .get("judgement")
                .get("remarks")
                .forEach(remark -> remarks.add(remark.asText()));
        return remarks;
    }

    @Test
    void issuesAPermitAndHandsItOver() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.answer("aze.authority", "userTask_decideRequest", visit.approval());
        visit.doJobAt("sendTask_sendAnswer");
        assertThat(visit.state()).isEqualTo("APPROVED");
        visit.doJobAt("sendTask_orderPermit");
        visit.doJobAt("serviceTask_issuePermit");
        var number = visit.permit().orElseThrow().number();
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.ISSUED);
        assertThat(client("tur.planner").get("/api/permits/" + number).statusCode())
                .isEqualTo(404);
        assertThat(Client.json(correct("aze.authority", visit, LIMITED))
                        .get("type")
                        .asText())
                .endsWith("visit.correct.tooLate");

        visit.doJobAt("sendTask_handOverPermit");

        assertThat(get("tur.planner", "/api/permits/" + number).get("state").asText())
                .isEqualTo("HANDED_OVER");
        assertThat(visit.steps("tur")).isEmpty();
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        assertThat(visit.due("aze.registry", "userTask_closeVisit")).isEqualTo(at("2027-05-29", "00:00", BAKU));
    }

    @Test
    void letsAPermitHoldOnItsDaysAndExpireAtTheEndOfTheLast() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();

        assertThat(checkAt(visit, "2027-05-23", "23:59:59")).isEqualTo("genuine, not today, HANDED_OVER");
        assertThat(checkAt(visit, "2027-05-24", "00:00")).isEqualTo("genuine, today, HANDED_OVER");
        assertThat(checkAt(visit, "2027-05-28", "23:59:59")).isEqualTo("genuine, today, HANDED_OVER");
        assertThat(checkAt(visit, "2027-05-29", "00:00")).isEqualTo("genuine, not today, EXPIRED");
        assertNothingIsOpen(visit);
    }

    @Test
    void closesAPermitAsUsedWhenTheVisitTookPlace() {
        var visit = visits.prepared("aze").transmitted().reviewed().approved();
        assertThat(checkAt(visit, "2027-05-27", "12:00")).isEqualTo("genuine, today, HANDED_OVER");

        visit.answered("tur.registry", "userTask_closeVisit", "{'action':'TOOK_PLACE'}");

        assertThat(checkAt(visit, "2027-05-27", "12:00")).isEqualTo("genuine, not today, USED");
        assertNothingIsOpen(visit);
    }

    /** The task is offered to the registry, and what it records is refused from anybody else as well. */
    @ParameterizedTest
    @ValueSource(strings = {"{'action':'TOOK_PLACE'}", "{'action':'REVOKE','reason':'Called off'}"})
    void letsTheRegistryAloneRecordHowAVisitEnded(String answer) throws Exception {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(checkAt(visit, "2027-05-27", "12:00")).isEqualTo("genuine, today, HANDED_OVER");
        var task = visit.task("aze.registry", "userTask_closeVisit");
        var authority = visits.account("aze.authority");
        var written = new ObjectMapper().readTree(answer.replace('\'', '"'));

        assertThatThrownBy(() -> visitTasks.complete(authority, task, written))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        for (var door :
                List.of("/api/tasks/" + task.id() + "/completion", "/engine-rest/task/" + task.id() + "/complete")) {
            assertThat(client("aze.authority")
                            .post(door, door.startsWith("/api") ? written.toString() : "{}")
                            .statusCode())
                    .as(door)
                    .isIn(403, 404);
        }

        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        assertThat(checkAt(visit, "2027-05-27", "12:00")).isEqualTo("genuine, today, HANDED_OVER");
    }

    @Test
    void revokesAPermitWithAReason() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(checkAt(visit, "2027-05-24", "12:00")).isEqualTo("genuine, today, HANDED_OVER");
        assertRefused(
                complete(visit, "aze.registry", "userTask_closeVisit", "{'action':'REVOKE'}"),
                400,
                "visit.reasonMissing");

        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'Exercise called off'}");

        assertThat(checkAt(visit, "2027-05-24", "12:00")).isEqualTo("genuine, not today, REVOKED");
        var token = visit.permit().orElseThrow().sheet().token();
        assertThat(permits.check(token).standing()).isEqualTo(PermitCheck.Standing.REVOKED);
        assertNothingIsOpen(visit);
    }

    // --- Suspension. ---

    private static final String EXAMINED =
            "{'reasonCode':'INCIDENT_EXAMINED','text':'A shot was heard','reviewOn':'2027-04-12'}";

    private HttpResponse<String> suspend(String account, VisitCase visit, String order) {
        return client(account).post("/api/host-cases/" + visit.number + "/suspensions", order.replace('\'', '"'));
    }

    private HttpResponse<String> reinstate(String account, VisitCase visit, int no, String order) {
        return client(account)
                .post(
                        "/api/host-cases/" + visit.number + "/suspensions/" + no + "/reinstatement",
                        order.replace('\'', '"'));
    }

    @Test
    void suspendsAPermitLooksAtItAgainAndReinstatesIt() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var before = visit.permit().orElseThrow();

        assertThat(suspend("aze.registry", visit, EXAMINED).statusCode()).isEqualTo(200);

        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.SUSPENDED);
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit", "userTask_reviewSuspension");
        assertThat(visit.due("aze.authority", "userTask_reviewSuspension")).isEqualTo(at("2027-04-12", "17:00", BAKU));
        visit.at(at("2027-04-12", "17:00", BAKU).plusSeconds(1));
        assertThat(audit(visit, "task.overdue")).containsExactly("userTask_reviewSuspension");
        assertRefused(
                complete(
                        visit,
                        "aze.authority",
                        "userTask_reviewSuspension",
                        "{'action':'KEEP','reviewOn':'2027-04-11'}"),
                400,
                "visit.suspend.reviewDay");
        visit.answered("aze.authority", "userTask_reviewSuspension", "{'action':'KEEP','reviewOn':'2027-05-24'}");
        assertThat(visit.due("aze.registry", "userTask_reviewSuspension")).isEqualTo(at("2027-05-24", "17:00", BAKU));
        assertThat(checkAt(visit, "2027-05-24", "12:00")).isEqualTo("genuine, not today, SUSPENDED");
        assertRefused(
                complete(visit, "aze.registry", "userTask_reviewSuspension", "{'action':'REINSTATE'}"),
                400,
                "visit.reasonMissing");

        visit.answered("aze.registry", "userTask_reviewSuspension", "{'action':'REINSTATE','text':'A blank'}");

        assertThat(checkAt(visit, "2027-05-24", "12:00")).isEqualTo("genuine, today, HANDED_OVER");
        var after = visit.permit().orElseThrow();
        assertThat(after.sheet()).isEqualTo(before.sheet());
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        assertThat(audit(visit, "visit.permitReinstated")).containsExactly(before.number(), before.number());
    }

    @Test
    void suspendsAgainWhatWasReinstatedWithoutWaitingForTheTask() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(suspend("aze.registry", visit, EXAMINED).statusCode()).isEqualTo(200);
        visits.tasks()
                .claim(
                        visits.account("aze.registry"),
                        visit.task("aze.registry", "userTask_reviewSuspension").id());

        assertThat(reinstate("aze.authority", visit, 1, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);

        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        assertThat(suspend("aze.authority", visit, "{'reasonCode':'OTHER','text':'Again'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.SUSPENDED);
        assertThat(visit.due("aze.authority", "userTask_reviewSuspension")).isEqualTo(at("2027-05-29", "00:00", BAKU));
        assertRefused(reinstate("aze.authority", visit, 1, "{'text':'A blank'}"), 409);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.SUSPENDED);
    }

    @ParameterizedTest
    @CsvSource({"'{''action'':''REVOKE'',''reason'':''Called off''}', REVOKED", "'{''action'':''TOOK_PLACE''}', USED"})
    void closesASuspendedPermitAndAsksNobodyToLookAtItAgain(String answer, Permit.State state) {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        visit.at(at("2027-05-25", "12:00", BAKU));
        assertThat(suspend("aze.registry", visit, "{'reasonCode':'OTHER','text':'Wait'}")
                        .statusCode())
                .isEqualTo(200);

        visit.answered("aze.registry", "userTask_closeVisit", answer);

        assertThat(visit.permit().orElseThrow().state()).isEqualTo(state);
        assertNothingIsOpen(visit);
    }

    @Test
    void expiresASuspendedPermitWhenItsLastDayHasPassed() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(suspend("aze.registry", visit, EXAMINED).statusCode()).isEqualTo(200);

        visit.at(at("2027-05-28", "23:59", BAKU));
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.SUSPENDED);
        visit.at(at("2027-05-29", "00:00", BAKU));

        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.EXPIRED);
        assertNothingIsOpen(visit);
        assertRefused(reinstate("aze.authority", visit, 1, "{'text':'A blank'}"), 409);
        assertRefused(suspend("aze.authority", visit, EXAMINED), 409);
    }

    @Test
    void isLateWithNoSuspensionThatEndsWithItsPermit() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(suspend("aze.registry", visit, "{'reasonCode':'OTHER','text':'Wait'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(visit.due("aze.registry", "userTask_reviewSuspension")).isEqualTo(at("2027-05-29", "00:00", BAKU));
        // Of two timers of one instant either may come first.
        assertThat(database.sql("select count(*) from ACT_RU_JOB late join ACT_RU_JOB ended"
                                + " on ended.PROCESS_INSTANCE_ID_ = late.PROCESS_INSTANCE_ID_"
                                + " where late.HANDLER_CFG_ like '%timeout_suspensionReviewDue'"
                                + " and ended.HANDLER_CFG_ like 'event_suspensionOutlived%'"
                                + " and ended.DUEDATE_ < late.DUEDATE_ and late.PROCESS_INSTANCE_ID_ in"
                                + " (select PROC_INST_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)")
                        .param(visit.number)
                        .query(Integer.class)
                        .single())
                .isOne();

        visit.at(at("2027-05-29", "00:00", BAKU));

        assertNothingIsOpen(visit);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.EXPIRED);
        assertThat(audit(visit, "task.overdue")).isEmpty();
    }

    @Test
    void revokesASuspendedPermitWhenEverybodyIsRecalled() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(suspend("aze.registry", visit, EXAMINED).statusCode()).isEqualTo(200);
        var admitted = lines(visit.permit().orElseThrow());
        assertThat(recall("tur.planner", visit, "[3]").statusCode()).isEqualTo(200);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.SUSPENDED);
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(2);

        assertThat(recall(
                                "tur.planner",
                                visit,
                                lines(visit.permit().orElseThrow()).toString())
                        .statusCode())
                .isEqualTo(200);

        assertThat(admitted).contains(3);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.REVOKED);
        assertThat(visit.steps("aze")).containsExactly("userTask_arrangeReturn");
    }

    // --- Correction of an approval whose permit is out. ---

    @Test
    void replacesThePermitByItsNextRevisionWhereTheAuthorCorrectsTheApproval() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var before = visit.permit().orElseThrow();
        assertThat(atHost(visit).get("correctsApproval").asBoolean()).isFalse();
        assertThat(get("aze.authority", "/api/host-cases/" + visit.number)
                        .get("correctsApproval")
                        .asBoolean())
                .isTrue();
        assertThat(recall("tur.planner", visit, "[1]").statusCode()).isEqualTo(200);
        visit.answered("aze.registry", "userTask_arrangeReturn", "{'visitors':[{'line':1,'verdict':'NEVER_ENTERED'}]}");
        var corrected =
                "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'East half only','reason':'Wrong box',"
                        + visit.verdicts() + "}";
        assertThat(correct("aze.authority", visit, corrected.replace("'reason':'Wrong box',", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(correct("aze.authority", visit, "{'action':'DENIED','reasonCode':'OTHER','reason':'Wrong box'}")
                        .statusCode())
                .isEqualTo(400);

        var answer = correct("aze.authority", visit, corrected);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var after = visit.permit().orElseThrow();
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.revision()).isEqualTo(3);
        assertThat(after.state()).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(after.sheet().limits()).isEqualTo("East half only");
        assertThat(lines(after)).containsExactly(2, 3);
        assertThat(after.sheet().seniorLine()).isEqualTo(2);
        clock.moveTo(at("2027-05-24", "12:00", BAKU));
        assertThat(permits.check(before.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.SUPERSEDED);
        assertThat(permits.check(after.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.VALID);
        clock.moveTo(MONDAY_MORNING);
        var told = atSender(visit);
        assertThat(told.at("/decision/limits").asText()).isEqualTo("East half only");
        assertThat(told.at("/corrections/0/reason").asText()).isEqualTo("Wrong box");
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        assertThat(audit(visit, "visit.permitReplaced").get(2)).isEqualTo(before.number() + ":3");
    }

    @Test
    void correctsNoApprovalForAnotherNorOfAPermitThatNobodyWouldBeLeftOnNorAfterItsEnd() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        account("aze.second-authority", "aze-authority");
        var corrected =
                "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'East half only','reason':'Wrong box',"
                        + visit.verdicts() + "}";

        assertThat(correct("aze.second-authority", visit, corrected).statusCode())
                .isEqualTo(403);
        assertThat(correct("tur.authority", visit, corrected).statusCode()).isEqualTo(404);
        var number = visit.permit().orElseThrow();
        var forOurEyes = "{'action':'APPROVED','remark':'Ask the range','reason':'A note'," + visit.verdicts() + "}";
        assertThat(correct("aze.authority", visit, forOurEyes).statusCode()).isEqualTo(200);
        assertThat(visit.permit().orElseThrow())
                .as("papers that say the same stay good")
                .isEqualTo(number);
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'Called off'}");
        assertRefused(correct("aze.authority", visit, corrected), 409);
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(number.revision());
    }

    // --- Who is not let in carries nothing and travels by nothing. ---

    private static final String THIRD_DENIED = """
            {'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'Escorted','reason':'Line 3 was overlooked',
             'visitors':[{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},
             {'line':3,'verdict':'DENIED','reasonCode':'DOCUMENT_NOT_ACCEPTED'}],
             'sites':[{'site':1,'verdict':'APPROVED'},{'site':2,'verdict':'APPROVED'}],'duties':['MED-02']}""";

    /** The first and the third carry a pistol each; they fly together, and the third leaves alone. */
    private VisitCase armed() {
        return visits.prepared("tur", content -> {
                    content.put("armed", true);
                    content.putObject("parliamentaryAuthorisation").put("state", "NOT_REQUIRED_BY_TREATY");
                    var arms = content.putArray("arms");
                    arms.addObject()
                            .put("type", "SAR 9")
                            .put("serialNumber", "T1102-FIRST")
                            .put("quantity", 1)
                            .put("bearer", 1);
                    arms.addObject()
                            .put("type", "SAR 9")
                            .put("serialNumber", "T1102-THIRD")
                            .put("quantity", 1)
                            .put("bearer", 3);
                    content.putArray("customsMovements")
                            .addObject()
                            .put("serialNumber", "TR20270405NO000001")
                            .put("copies", 5)
                            .put("goods", "Pistols");
                    var legs = content.putObject("annexes").putArray("legs");
                    leg(legs.addObject().put("direction", "ARRIVAL").put("carrier", "TK 332"), 1, 2, 3);
                    leg(legs.addObject().put("direction", "DEPARTURE").put("carrier", "TK 335"), 1, 2);
                    leg(legs.addObject().put("direction", "DEPARTURE").put("carrier", "TK 337"), 3);
                })
                .transmitted()
                .reviewed();
    }

    private static void leg(ObjectNode leg, int... travellers) {
        var lines = leg.put("means", "CIVIL_AIR").putArray("travellers");
        for (var line : travellers) {
            lines.add(line);
        }
    }

    /** All that the papers in force say, and the permit. */
    private String papersInForce(VisitCase visit) throws IOException {
        var addresses = new ArrayList<String>();
        get("tur.planner", "/api/visit-requests/" + visit.number + "/papers").forEach(paper -> {
            if (paper.get("state").asText().equals("CURRENT")) {
                addresses.add(paper.get("address").asText());
            }
        });
        addresses.add("/api/permits/" + visit.permit().orElseThrow().number() + "/paper");
        var said = new StringBuilder();
        for (var address : addresses) {
            var file = client("tur.planner")
                    .sendForBytes(client("tur.planner").request(address).GET());
            try (var pdf = Loader.loadPDF(file.body())) {
                said.append(new PDFTextStripper().getText(pdf));
            }
        }
        return said.toString();
    }

    private void assertOnlyTheThirdIsLeftOut(VisitCase visit, int revision) throws IOException {
        var permit = visit.permit().orElseThrow();
        assertThat(permit.revision()).isEqualTo(revision);
        assertThat(lines(permit)).containsExactly(1, 2);
        assertThat(permit.sheet().armed()).isTrue();
        assertThat(permit.sheet().arms())
                .extracting(PermitSheet.Arm::serialNumber)
                .containsExactly("T1102-FIRST");
        assertThat(papersInForce(visit))
                .contains("T1102-FIRST", "TK 332", "TK 335")
                .doesNotContain("T1102-THIRD", "TK 337");
    }

    @Test
    void deniesOneWhoCarriesAWeaponAndLetsTheOthersIn() throws IOException {
        var visit = armed().decided(THIRD_DENIED);

        assertOnlyTheThirdIsLeftOut(visit, 1);
    }

    @Test
    void deniesTheOnlyOneWhoCarriesAWeaponAndPermitsAnUnarmedVisit() {
        var visit = visits.prepared("tur", content -> {
                    content.put("armed", true);
                    content.putObject("parliamentaryAuthorisation").put("state", "NOT_REQUIRED_BY_TREATY");
                    content.putArray("arms")
                            .addObject()
                            .put("type", "SAR 9")
                            .put("serialNumber", "T1102-THIRD")
                            .put("quantity", 1)
                            .put("bearer", 3);
                })
                .transmitted()
                .reviewed()
                .decided(THIRD_DENIED);

        var sheet = visit.permit().orElseThrow().sheet();
        assertThat(sheet.armed()).isFalse();
        assertThat(sheet.arms()).isEmpty();
    }

    @Test
    void deniesOneWhoCarriesAWeaponWhenTheDecisionIsCorrected() throws IOException {
        correctionTime.become(Duration.ofHours(1));
        var early = armed();
        early.decided(early.approval());
        var corrected = correct("aze.authority", early, THIRD_DENIED);
        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
        early.at(clock.instant().plus(Duration.ofHours(2)));
        assertOnlyTheThirdIsLeftOut(early, 1);

        correctionTime.become(Duration.ZERO);
        clock.moveTo(MONDAY_MORNING);
        var late = armed();
        late.decided(late.approval());
        assertThat(late.permit().orElseThrow().sheet().arms()).hasSize(2);
        var again = correct("aze.authority", late, THIRD_DENIED);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertOnlyTheThirdIsLeftOut(late, 2);
    }

    @Test
    void takesTheWeaponOfWhoIsRecalledOffThePapersAndOutOfAnAmendment() throws IOException {
        var visit = armed();
        visit.decided(visit.approval());
        assertThat(papersInForce(visit)).contains("T1102-THIRD", "TK 337");

        assertThat(recall("tur.planner", visit, "[3]").statusCode()).isEqualTo(200);

        assertOnlyTheThirdIsLeftOut(visit, 2);
        var opened = client("tur.planner").post("/api/visit-requests/" + visit.number + "/amendments", "{}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var amendment = get(
                        "tur.planner",
                        "/api/visit-requests/"
                                + Client.json(opened).get("number").asText())
                .get("document");
        assertThat(amendment.get("arms").findValuesAsText("serialNumber")).containsExactly("T1102-FIRST");
        assertThat(amendment.at("/annexes/legs").findValuesAsText("carrier")).containsExactly("TK 332", "TK 335");
        assertThat(amendment.at("/annexes/legs/0/travellers").toString()).isEqualTo("[1,2]");
    }

    // --- Amendment. ---

    @Test
    void replacesThePermitByThatOfAnAmendmentAndAsksOnlyForWhatChanges() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var before = visit.permit().orElseThrow();
        var opened = client("tur.planner").post("/api/visit-requests/" + visit.number + "/amendments", "{}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var amendment = visits.known(Client.json(opened).get("number").asText(), "tur");
        amendment.enroll(AmendmentsIT.withoutLine(VisitDriver.roster("tur", 4), 3));

        amendment.transmitted();
        assertThat(amendment.steps("aze")).containsExactly("userTask_reviewAtDesk", "userTask_reviewAtDesk");
        amendment.reviewedBy("security", "border").decided(AmendmentsIT.APPROVAL_OF_THE_THIRD);

        var after = amendment.permit().orElseThrow();
        assertThat(after.state()).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(after.sheet().inPlaceOf()).isEqualTo(before.number());
        assertThat(lines(after)).containsExactly(1, 2, 3);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.AMENDED);
        assertNothingIsOpen(visit);
        assertThat(amendment.steps("tur")).isEmpty();
        assertThat(amendment.steps("aze")).containsExactly("userTask_closeVisit");
        clock.moveTo(at("2027-05-24", "12:00", BAKU));
        assertThat(permits.check(before.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.SUPERSEDED);
        assertThat(permits.check(after.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.VALID);
    }

    // --- Recall. ---

    @Test
    void takesRecalledPersonsOffThePermitAtOnceAndRecordsTheirReturn() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var before = visit.permit().orElseThrow();
        assertThat(before.sheet().seniorLine()).isEqualTo(1);

        var answer = recall("tur.planner", visit, "[1]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var after = visit.permit().orElseThrow();
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.revision()).isEqualTo(2);
        assertThat(lines(after))
                .isEqualTo(
                        IntStream.rangeClosed(2, lines(before).size()).boxed().toList());
        assertThat(after.sheet().seniorLine()).isEqualTo(2);
        assertThat(after.sheet().deputyLine()).isNotNull().isNotEqualTo(2);
        clock.moveTo(at("2027-05-24", "12:00", BAKU));
        assertThat(permits.check(before.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.SUPERSEDED);
        assertThat(permits.check(after.sheet().token()).standing()).isEqualTo(PermitCheck.Standing.VALID);

        clock.moveTo(MONDAY_MORNING);
        assertThat(visit.steps("aze")).containsExactly("userTask_arrangeReturn", "userTask_closeVisit");
        assertThat(visit.due("aze.registry", "userTask_arrangeReturn")).isEqualTo(at("2027-04-06", "17:00", BAKU));
        assertRefused(
                complete(visit, "aze.registry", "userTask_arrangeReturn", "{'visitors':[{'line':2,'verdict':'LEFT'}]}"),
                400,
                "visit.returnMissing");
        visit.answered("aze.registry", "userTask_arrangeReturn", "{'visitors':[{'line':1,'verdict':'NEVER_ENTERED'}]}");

        var read = get("tur.planner", "/api/visit-requests/" + visit.number).get("recalls");
        assertThat(read.get("recalled").findValuesAsText("ending")).containsExactly("NEVER_ENTERED");
        assertThat(read.get("admitted").toString())
                .isEqualTo(lines(after).toString().replace(" ", ""));
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
        visit.at(at("2027-05-29", "00:00", BAKU));
        assertNothingIsOpen(visit);
    }

    @Test
    void addsAFurtherRecallToTheOpenTaskAndLeavesItOpenWhenTheVisitIsOver() {
        var visit = visits.prepared("aze").transmitted().reviewed().approved();
        assertThat(recall("aze.authority", visit, "[3]").statusCode()).isEqualTo(200);
        assertThat(recall("aze.planner", visit, "[2]").statusCode()).isEqualTo(200);

        assertThat(visit.steps("tur")).containsExactly("userTask_arrangeReturn", "userTask_closeVisit");
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(3);
        assertRefused(
                complete(visit, "tur.registry", "userTask_arrangeReturn", "{'visitors':[{'line':3,'verdict':'LEFT'}]}"),
                400,
                "visit.returnMissing");

        visit.at(at("2027-04-06", "17:00", ISTANBUL).plusSeconds(1));
        assertThat(audit(visit, "task.overdue")).containsExactly("userTask_arrangeReturn");

        visit.at(at("2027-05-29", "00:00", ISTANBUL));
        assertThat(audit(visit, "visit.returnLeftOpen")).hasSize(2);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.EXPIRED);
        assertNothingIsOpen(visit);
    }

    @Test
    void revokesThePermitWhenEverybodyIsRecalled() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var all = lines(visit.permit().orElseThrow());

        assertThat(recall("tur.planner", visit, all.toString()).statusCode()).isEqualTo(200);

        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.REVOKED);
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(1);
        assertThat(visit.steps("aze")).containsExactly("userTask_arrangeReturn");
        assertRefused(recall("tur.planner", visit, "[1]"), 409);
        var ended = all.stream()
                .map(line -> "{'line':" + line + ",'verdict':'LEFT'}")
                .collect(Collectors.joining(",", "{'visitors':[", "]}"));
        visit.answered("aze.registry", "userTask_arrangeReturn", ended);
        assertNothingIsOpen(visit);
    }

    @Test
    void recallsNobodyWhomThePermitDoesNotLetIn() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        assertRefused(recall("tur.planner", visit, "[1]"), 409);
        visit.approved();

        assertRefused(recall("tur.planner", visit, "[]"), 400);
        assertRefused(recall("tur.planner", visit, "[1,99]"), 400, "visit.recallNotAdmitted");
        assertRefused(recall("tur.planner", visit, "[null]"), 400, "visit.recallNotAdmitted");
        assertRefused(recall("tur.medical", visit, "[1]"), 403);
        assertRefused(recall("aze.planner", visit, "[1]"), 404);
        assertThat(recall("tur.planner", visit, "[2]").statusCode()).isEqualTo(200);
        assertRefused(recall("tur.planner", visit, "[2]"), 400, "visit.recallNotAdmitted");
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(2);
    }

    private HttpResponse<String> recall(String account, VisitCase visit, String lines) {
        return client(account).post("/api/visit-requests/" + visit.number + "/recalls", "{\"lines\":" + lines + "}");
    }

    private static List<Integer> lines(Permit permit) {
        return permit.sheet().persons().stream().map(person -> person.line()).toList();
    }

    private String checkAt(VisitCase visit, String day, String time) {
        visit.at(at(day, time, visit.host.equals("aze") ? BAKU : ISTANBUL));
        var check = permits.check(visit.permit().orElseThrow().sheet().token());
        return (check.genuine() ? "genuine, " : "forged, ")
                + (check.validToday() ? "today, " : "not today, ")
                + visit.permit().orElseThrow().state();
    }

    // --- Duties. ---

    /** The duties as the account sees them in the case: rule, who confirmed, whether this task asks for it. */
    private List<String> duties(String account, String path) {
        var shown = get(account, path);
        var told = new ArrayList<String>();
        shown.path("dossier")
                .path("duties")
                .forEach(duty -> told.add(duty.get("rule").asText() + " "
                        + (duty.get("asked").asBoolean()
                                ? "asked"
                                : duty.get("confirmedBy").asText("open"))));
        shown.path("duties")
                .forEach(duty -> told.add(duty.get("rule").asText() + " "
                        + duty.get("confirmedBy").asText("open")));
        return told;
    }

    private String task(VisitCase visit, String account, String step) {
        return "/api/tasks/" + visit.task(account, step).id();
    }

    @Test
    void certifiesNoRollWithoutItsMovementOrder() {
        var visit = visits.prepared("tur").submitted();
        assertThat(duties("tur.security", task(visit, "tur.security", "userTask_certifyRoster")))
                .containsExactly("DOC-05 asked");

        var refused = complete(visit, "tur.security", "userTask_certifyRoster", "{'action':'CERTIFY'}");
        assertRefused(refused, 400, "DOC-05");
        assertThat(Client.json(refused).at("/findings/0/wrong").asText())
                .isEqualTo("Teyit edilmedi: Gönderen taraf, silahsız 3 yolcu için toplu intikal emri düzenlemelidir.");
        assertRefused(
                complete(visit, "tur.security", "userTask_certifyRoster", "{'action':'CERTIFY','duties':['MED-02']}"),
                400,
                "DOC-05",
                "visit.dutyUnknown");
        assertRefused(
                complete(visit, "tur.security", "userTask_certifyRoster", "{'action':'CERTIFY','duties':[null]}"),
                400,
                "DOC-05",
                "visit.dutyUnknown");
        for (var nothing : List.of("visitors", "sites", "exceptions", "attachments")) {
            assertRefused(
                    complete(
                            visit,
                            "tur.security",
                            "userTask_certifyRoster",
                            "{'action':'CERTIFY','duties':['DOC-05'],'" + nothing + "':[null]}"),
                    400);
            assertRefused(
                    complete(
                            visit,
                            "tur.security",
                            "userTask_certifyRoster",
                            "{'action':'CERTIFY','duties':['DOC-05'],'parts':{'x':{'visitors':[null]}}}"),
                    400);
        }
        assertThat(visit.state()).isEqualTo("CERTIFICATION");
        assertThat(audit(visit, "visit.dutyConfirmed")).isEmpty();

        visit.certified();

        assertThat(visit.state()).isEqualTo("ENDORSEMENT");
        assertThat(duties("tur.planner", "/api/visit-requests/" + visit.number)).containsExactly("DOC-05 tur.security");
        assertThat(audit(visit, "visit.dutyConfirmed")).containsExactly("DOC-05");

        // Another roll may come back: it makes a new movement order.
        visit.answered("tur.authority", "userTask_endorseRequest", "{'action':'RETURN','reason':'Line 2'}");
        assertThat(duties("tur.planner", "/api/visit-requests/" + visit.number)).containsExactly("DOC-05 tur.security");
        visit.submitted();
        assertThat(duties("tur.planner", "/api/visit-requests/" + visit.number)).containsExactly("DOC-05 open");
        visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'No order yet'}");
        assertThat(visit.state()).isEqualTo("CORRECTION");
    }

    @Test
    void holdsTheDutyAtTheDoorOfTheEngineToo() {
        var visit = visits.prepared("tur").submitted();
        var task = visit.task("tur.security", "userTask_certifyRoster").id();
        var security = client("tur.security");
        saveDraft(security, task, "{'action':'CERTIFY'}");

        assertRefused(security.post("/engine-rest/task/" + task + "/complete", "{}"), 400, "DOC-05");

        saveDraft(security, task, "{'action':'CERTIFY','duties':['DOC-05']}");
        assertThat(security.post("/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(visit.state()).isEqualTo("ENDORSEMENT");
    }

    private static void saveDraft(Client officer, String task, String answer) {
        var saved = officer.send(officer.request("/api/tasks/" + task + "/draft")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", officer.cookie("MUSHTEREK-CSRF"))
                .PUT(BodyPublishers.ofString(answer.replace('\'', '"'))));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(204);
    }

    @Test
    void letsTheMedicalDeskConfirmTheEmergencyCare() {
        var visit = visits.prepared("tur", dates("2027-05-24", "2027-05-31")).transmitted();
        assertThat(duties("aze.medical", task(visit, "aze.medical", "userTask_reviewAtDesk")))
                .containsExactly("MED-02 asked");
        assertThat(duties("aze.border", task(visit, "aze.border", "userTask_reviewAtDesk")))
                .containsExactly("MED-02 open");

        assertRefused(
                complete(visit, "aze.medical", "userTask_reviewAtDesk", "{'action':'NO_OBJECTION'}"), 400, "MED-02");
        assertRefused(
                complete(visit, "aze.border", "userTask_reviewAtDesk", "{'action':'NO_OBJECTION','duties':['MED-02']}"),
                400,
                "visit.dutyUnknown");
        visit.reviewedBy("medical", "security", "border", "range");
        assertThat(duties("aze.authority", task(visit, "aze.authority", "userTask_decideRequest")))
                .containsExactly("MED-02 aze.medical");
        assertThat(duties("tur.planner", "/api/visit-requests/" + visit.number))
                .as("neither side sees the other's")
                .containsExactly("DOC-05 tur.security");

        visit.decided(visit.approval().replace(",'duties':['MED-02']", ""));

        assertThat(visit.state()).isEqualTo("APPROVED");
        assertThat(duties("aze.registry", "/api/host-cases/" + visit.number)).containsExactly("MED-02 aze.medical");
    }

    @Test
    void leavesToTheAuthorityWhatNoDeskHasConfirmed() {
        var visit = visits.prepared("tur", dates("2027-05-24", "2027-05-31")).transmitted();
        visit.answered("aze.medical", "userTask_reviewAtDesk", "{'action':'OBJECTION','remark':'No ambulance'}");
        visit.reviewed();
        var without = visit.approval().replace(",'duties':['MED-02']", "");

        assertRefused(complete(visit, "aze.authority", "userTask_decideRequest", without), 400, "MED-02");
        assertThat(visit.hostState()).isEqualTo("DECISION");
        visit.approved();

        assertThat(visit.state()).isEqualTo("APPROVED");
        assertThat(duties("aze.registry", "/api/host-cases/" + visit.number)).containsExactly("MED-02 aze.authority");
    }

    @ParameterizedTest(name = "from {0}, until {1}: {2}")
    @CsvSource({"tur, 2027-06-07, false", "tur, 2027-06-08, true", "aze, 2027-06-08, false"})
    void letsTheBorderDeskConfirmTheRegistrationOfALongStayInAzerbaijan(String sender, String to, boolean asked) {
        var visit = visits.prepared(sender, dates("2027-05-24", to)).transmitted();

        var border = complete(visit, visit.host + ".border", "userTask_reviewAtDesk", "{'action':'NO_OBJECTION'}");

        if (asked) {
            assertRefused(border, 400, "DOC-04");
            visit.answered(
                    visit.host + ".border", "userTask_reviewAtDesk", "{'action':'NO_OBJECTION','duties':['DOC-04']}");
            visit.reviewedBy("medical", "security", "range").approved();
            assertThat(visit.state()).isEqualTo("APPROVED");
        } else {
            assertThat(border.statusCode()).as(border.body()).isEqualTo(204);
        }
    }

    // --- Waivers and emergencies. ---

    /** As long as this runs the two exercises of the tests stand on no line of the yearly plan. */
    void outOfPlan(Runnable work) {
        ByHand.change(database, "update exercise set plan_line = null");
        try {
            work.run();
        } finally {
            ByHand.change(database, "update exercise set plan_line = 'DEMO-1'");
        }
    }

    static Consumer<ObjectNode> emergency(String from, String to) {
        return dates(from, to).andThen(content -> content.putObject("emergency").put("justification", "A landslide"));
    }

    List<String> resultsOf(VisitCase visit, String rule, String side) {
        return database.sql("select point || ' ' || result from visit_verdict where request_number = ? and rule_id = ?"
                        + " and side = ? order by 1")
                .params(visit.number, rule, side)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tur", "aze"})
    void bringsARequestThroughByAWaiverThatStandsOnThePermit(String sender) {
        outOfPlan(() -> {
            var visit = visits.prepared(sender).submitted();
            var own = sender.toUpperCase(Locale.ROOT);
            assertThat(visit.state()).isEqualTo("WAIVER");
            assertThat(visit.steps(sender)).containsExactly("userTask_decideWaiver");
            assertThat(get(sender + ".commander", "/api/visit-requests/" + visit.number)
                            .get("judgement")
                            .get("waivable")
                            .findValuesAsText("code"))
                    .containsExactly("LEG-05");
            assertRefused(
                    complete(visit, sender + ".commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", " ")),
                    400,
                    "visit.reasonMissing");
            assertRefused(
                    complete(visit, sender + ".commander", "userTask_decideWaiver", "{'action':'GRANT'}"),
                    400,
                    "LEG-05");
            assertRefused(
                    complete(
                            visit,
                            sender + ".commander",
                            "userTask_decideWaiver",
                            waiver("VIS-08", "GRANT", "Not asked")),
                    400,
                    "visit.waiverUnknown",
                    "LEG-05");
            assertRefused(
                    complete(
                            visit,
                            sender + ".commander",
                            "userTask_decideWaiver",
                            waiver("LEG-05", "PERHAPS", "Ordered")),
                    400,
                    "visit.actionMissing");

            visit.answered(
                    sender + ".commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "Ordered by both"));
            assertThat(visit.state()).isEqualTo("CERTIFICATION");
            visit.certified().endorsed().reviewed().approved();

            assertThat(resultsOf(visit, "LEG-05", own))
                    .containsExactly(
                            "CERTIFICATION WAIVED",
                            "ENDORSEMENT WAIVED",
                            "SUBMISSION BREACHED",
                            "SUBMISSION WAIVED",
                            "TRANSMISSION WAIVED");
            assertThat(resultsOf(visit, "LEG-05", visit.host.toUpperCase(Locale.ROOT)))
                    .containsExactly("DECISION WAIVED", "RECEIPT WAIVED");
            assertThat(visit.permit().orElseThrow().sheet().waivers())
                    .containsExactly(new PermitSheet.Waiver(
                            "LEG-05", "Ordered by both", own + ": komandir · komutan · commander"));
        });
    }

    @Test
    void sendsARequestBackWhoseWaiverIsRefusedAndAsksAnewAfterTheCorrection() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur").submitted();
            visit.answered("tur.commander", "userTask_decideWaiver", waiver("LEG-05", "REFUSE", "Put it on the plan"));

            assertThat(visit.state()).isEqualTo("CORRECTION");
            assertThat(get("tur.planner", "/api/visit-requests/" + visit.number)
                            .get("returnedReason")
                            .asText())
                    .isEqualTo("LEG-05: Put it on the plan");

            visit.submitted();
            assertThat(visit.state()).isEqualTo("WAIVER");
            visit.answered("tur.commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "For once"));
            assertThat(visit.state()).isEqualTo("CERTIFICATION");

            // What comes back from certification is another content: the waiver is dead.
            visit.answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 2'}");
            visit.submitted();
            assertThat(visit.state()).isEqualTo("WAIVER");
        });
    }

    /** What the host has returned comes again as a revision of its own, to which nobody has granted anything. */
    @Test
    void asksForTheWaiverAnewForTheRevisionAfterTheHostHasReturnedTheRequest() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur").submitted();
            visit.answered("tur.commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "Once"));
            visit.certified()
                    .endorsed()
                    .reviewed()
                    .decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Line 2'}");
            assertThat(visit.state()).isEqualTo("CORRECTION");

            visit.submitted();

            assertThat(visit.state()).isEqualTo("WAIVER");
            assertThat(waivers("tur.planner", "/api/visit-requests/" + visit.number))
                    .containsExactly("LEG-05 OPEN ");
            visit.answered("tur.commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "Twice"));
            visit.certified().endorsed();
            assertThat(waivers("aze.authority", "/api/host-cases/" + visit.number))
                    .containsExactly("LEG-05 GRANTED Twice");
            visit.reviewed().approved();
            assertThat(visit.permit().orElseThrow().sheet().waivers())
                    .containsExactly(new PermitSheet.Waiver("LEG-05", "Twice", "TUR: komandir · komutan · commander"));
        });
    }

    /** One answer to one rule. */
    private static String waiver(String rule, String action, String reason) {
        return "{'waivers':[" + one(rule, action, reason) + "]}";
    }

    private static String one(String rule, String action, String reason) {
        return "{'rule':'" + rule + "','action':'" + action + "','reason':'" + reason + "'}";
    }

    private List<String> waivers(String account, String path) {
        var shown = get(account, path);
        var told = new ArrayList<String>();
        shown.path("waivers")
                .forEach(waiver -> told.add(
                        waiver.get("rule").asText() + " " + waiver.get("state").asText() + " "
                                + waiver.path("reason").asText()));
        return told;
    }

    @Test
    void answersEachWaiverByItselfAndKeepsWhatWasGrantedWhenAnotherIsRefused() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur", emergency("2027-04-13", "2027-04-14"))
                    .submitted();
            var path = "/api/visit-requests/" + visit.number;
            assertThat(waivers("tur.planner", path)).containsExactly("LEG-05 OPEN ", "VIS-08 OPEN ");
            assertRefused(
                    complete(visit, "tur.commander", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "Ordered")),
                    400,
                    "VIS-08");
            assertThat(waivers("tur.planner", path)).containsExactly("LEG-05 OPEN ", "VIS-08 OPEN ");

            visit.answered(
                    "tur.commander",
                    "userTask_decideWaiver",
                    "{'waivers':[" + one("LEG-05", "GRANT", "Ordered") + "," + one("VIS-08", "REFUSE", "No helicopter")
                            + "]}");

            assertThat(visit.state()).isEqualTo("CORRECTION");
            assertThat(get("tur.planner", path).get("returnedReason").asText()).isEqualTo("VIS-08: No helicopter");
            assertThat(waivers("tur.planner", path))
                    .containsExactly("LEG-05 GRANTED Ordered", "VIS-08 REFUSED No helicopter");
            assertThat(audit(visit, "visit.waiverGranted")).containsExactly("LEG-05");
            assertThat(audit(visit, "visit.waiverRefused")).containsExactly("VIS-08");

            visit.write(emergency("2027-04-13", "2027-04-14")
                    .andThen(content -> content.putObject("emergency").put("justification", "A landslide, by road")));
            visit.submitted();
            assertThat(visit.state()).isEqualTo("WAIVER");
            assertThat(waivers("tur.planner", path)).containsExactly("LEG-05 GRANTED Ordered", "VIS-08 OPEN ");
            visit.answered("tur.commander", "userTask_decideWaiver", waiver("VIS-08", "GRANT", "By road then"));

            visit.certified().endorsed();
            assertThat(waivers("aze.authority", "/api/host-cases/" + visit.number))
                    .containsExactly("LEG-05 GRANTED Ordered", "VIS-08 GRANTED By road then");
            visit.reviewed().approved();
            assertThat(visit.permit().orElseThrow().sheet().waivers())
                    .containsExactly(
                            new PermitSheet.Waiver("LEG-05", "Ordered", "TUR: komandir · komutan · commander"),
                            new PermitSheet.Waiver("VIS-08", "By road then", "TUR: komandir · komutan · commander"));
        });
    }

    @Test
    void asksAgainForAWaiverThatWasForSomethingElse() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur", emergency("2027-04-13", "2027-04-14"))
                    .submitted();
            visit.answered(
                    "tur.commander",
                    "userTask_decideWaiver",
                    "{'waivers':[" + one("LEG-05", "REFUSE", "Put it on the plan") + ","
                            + one("VIS-08", "GRANT", "Rescue first") + "]}");

            visit.write(emergency("2027-04-14", "2027-04-15"));
            visit.submitted();

            assertThat(waivers("tur.planner", "/api/visit-requests/" + visit.number))
                    .containsExactly("LEG-05 OPEN ", "VIS-08 OPEN ");
        });
    }

    @Test
    void keepsNoWaiverOfWhoSubmitsTheRequestThen() {
        account("tur.turning", "tur-planner", "tur-commander");
        outOfPlan(() -> {
            var visit = visits.prepared("tur", emergency("2027-04-13", "2027-04-14"))
                    .submitted();
            visit.answered(
                    "tur.turning",
                    "userTask_decideWaiver",
                    "{'waivers':[" + one("LEG-05", "GRANT", "Ordered") + "," + one("VIS-08", "REFUSE", "No") + "]}");

            visit.answered("tur.turning", "userTask_correctRequest", "{'action':'SUBMIT'}");

            assertThat(waivers("tur.planner", "/api/visit-requests/" + visit.number))
                    .containsExactly("LEG-05 OPEN ", "VIS-08 OPEN ");
        });
    }

    @Test
    void takesAWaiverAtTheDoorOfTheEngineToo() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur").submitted();
            var task = visit.task("tur.commander", "userTask_decideWaiver").id();
            var commander = client("tur.commander");
            assertThat(commander
                            .post(
                                    "/engine-rest/task/" + task + "/complete",
                                    "{\"variables\":{\"requestIsLawful\":{\"value\":true}}}")
                            .statusCode())
                    .isEqualTo(400);
            saveDraft(commander, task, "{'waivers':[{'rule':'LEG-05','action':'GRANT'}]}");
            assertRefused(commander.post("/engine-rest/task/" + task + "/complete", "{}"), 400, "visit.reasonMissing");

            saveDraft(commander, task, waiver("LEG-05", "GRANT", "Ordered"));
            assertThat(commander
                            .post("/engine-rest/task/" + task + "/complete", "{}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(visit.state()).isEqualTo("CERTIFICATION");
        });
    }

    @Test
    void needsNoWaiverOnceTheExerciseIsOnThePlan() {
        var visit = visits.prepared("tur").submitted();

        assertThat(visit.state()).isEqualTo("CERTIFICATION");
        assertThat(resultsOf(visit, "LEG-05", "TUR")).containsExactly("SUBMISSION SATISFIED");
    }

    @Test
    void escalatesAWaiverWhenDueAndNotASecondEarlier() {
        outOfPlan(() -> {
            var visit = visits.prepared("tur").submitted();
            assertEscalates(visit, "tur.commander", "userTask_decideWaiver", at("2027-04-07", "17:00", ISTANBUL));

            assertThat(stepsMarkedEscalated(visit)).containsExactly("WAIVER");
            assertThat(visit.state()).isEqualTo("WAIVER");
            visit.withdrawn();
            assertNothingIsOpen(visit);
        });
    }

    @Test
    void takesAWaiverFromNoOtherHandThanAnotherCommandersOfTheSendingSide() {
        account("tur.both", "tur-planner", "tur-commander", "tur-security", "tur-authority");
        outOfPlan(() -> {
            var visit = visits.prepared("tur");
            visits.tasks()
                    .unclaim(
                            visits.account("tur.planner"),
                            visit.task("tur.planner", "userTask_prepareRequest").id());
            visit.answered("tur.both", "userTask_prepareRequest", "{'action':'SUBMIT'}");
            var granted = waiver("LEG-05", "GRANT", "Ordered by both");

            assertRefused(complete(visit, "tur.both", "userTask_decideWaiver", granted), 409, "VIS-23");
            var task = visit.task("tur.commander", "userTask_decideWaiver").id();
            for (var stranger : List.of("aze.commander", "tur.authority")) {
                assertThat(client(stranger)
                                .post("/api/tasks/" + task + "/completion", granted.replace('\'', '"'))
                                .statusCode())
                        .isEqualTo(404);
            }
            visit.answered("tur.commander", "userTask_decideWaiver", granted);
            assertThat(visit.state()).isEqualTo("CERTIFICATION");
        });
    }

    @Test
    void keepsWhoGaveTheWaiverFromCertifyingAndEndorsing() {
        account("tur.chief", "tur-commander", "tur-security", "tur-authority");
        outOfPlan(() -> {
            var visit = visits.prepared("tur").submitted();
            visit.answered("tur.chief", "userTask_decideWaiver", waiver("LEG-05", "GRANT", "Ordered by both"));

            assertRefused(
                    complete(visit, "tur.chief", "userTask_certifyRoster", "{'action':'CERTIFY'}"), 409, "VIS-23");
            visit.certified();
            assertRefused(
                    complete(visit, "tur.chief", "userTask_endorseRequest", "{'action':'ENDORSE'}"), 409, "VIS-23");
        });
    }

    @ParameterizedTest
    @CsvSource({"tur, 2027-04-13, 2027-04-14", "aze, 2027-04-13, 2027-04-14"})
    void bringsAnEmergencyThroughByTheCommandersApproval(String sender, String from, String to) {
        var visit = visits.prepared(sender, emergency(from, to)).submitted();
        assertThat(visit.state()).isEqualTo("WAIVER");

        visit.answered(sender + ".commander", "userTask_decideWaiver", waiver("VIS-08", "GRANT", "Rescue first"));
        visit.certified().endorsed().reviewed().approved();

        assertThat(visit.permit().orElseThrow().sheet().waivers())
                .containsExactly(new PermitSheet.Waiver(
                        "VIS-08",
                        "Rescue first",
                        sender.toUpperCase(Locale.ROOT) + ": komandir · komutan · commander"));
        assertThat(resultsOf(visit, "VIS-07", visit.host.toUpperCase(Locale.ROOT)))
                .containsExactly("DECISION NOT_APPLICABLE", "RECEIPT NOT_APPLICABLE");
    }

    @Test
    void refusesAnEmergencyThatNoCommanderCouldApprove() {
        var tooLate = visits.prepared("tur", emergency("2027-04-08", "2027-04-09"));
        assertRefused(
                complete(tooLate, "tur.planner", "userTask_prepareRequest", "{'action':'SUBMIT'}"), 409, "VIS-08");

        var withoutReason = visits.prepared(
                "tur", dates("2027-04-13", "2027-04-14").andThen(content -> content.putObject("emergency")
                        .putNull("justification")));
        assertRefused(
                complete(withoutReason, "tur.planner", "userTask_prepareRequest", "{'action':'SUBMIT'}"),
                409,
                "VIS-08");
    }

    // --- Four eyes. ---

    @Test
    void keepsWhoPreparedFromCertifyingAndEndorsing() {
        account("tur.everything", "tur-planner", "tur-security", "tur-authority");
        var visit = visits.prepared("tur");
        // Whoever submits is who prepared; the planner who opened it gives the task back first.
        visits.tasks()
                .unclaim(
                        visits.account("tur.planner"),
                        visit.task("tur.planner", "userTask_prepareRequest").id());
        visit.answered("tur.everything", "userTask_prepareRequest", "{'action':'SUBMIT'}");

        assertRefused(
                complete(visit, "tur.everything", "userTask_certifyRoster", "{'action':'CERTIFY'}"), 409, "VIS-23");
        visit.certified();
        assertRefused(
                complete(visit, "tur.everything", "userTask_endorseRequest", "{'action':'ENDORSE'}"), 409, "VIS-23");
        visit.endorsed();
        assertThat(visit.state()).isEqualTo("AT_HOST");
    }

    @Test
    void keepsWhoCertifiedFromEndorsing() {
        account("tur.two", "tur-security", "tur-authority");
        var visit = visits.prepared("tur").submitted();
        visit.answered("tur.two", "userTask_certifyRoster", "{'action':'CERTIFY','duties':['DOC-05']}");

        assertRefused(complete(visit, "tur.two", "userTask_endorseRequest", "{'action':'ENDORSE'}"), 409, "VIS-23");
    }

    @Test
    void keepsWhoPreparedFromDecidingAfterAChangeOfSides() {
        account("moving", "tur-planner");
        var visit = visits.prepared("tur");
        visits.tasks()
                .unclaim(
                        visits.account("tur.planner"),
                        visit.task("tur.planner", "userTask_prepareRequest").id());
        visit.answered("moving", "userTask_prepareRequest", "{'action':'SUBMIT'}");
        visit.certified().endorsed().reviewed();
        identities.deleteMembership("moving", "tur-planner");
        identities.createMembership("moving", "aze-authority");

        assertRefused(complete(visit, "moving", "userTask_decideRequest", visit.approval()), 409, "VIS-23");
        visit.approved();
        assertThat(visit.state()).isEqualTo("APPROVED");
    }

    /** The rule is about four steps; the opinion of a desk is none of them. */
    @Test
    void letsOneOfficerOfTheHostReviewAndDecide() {
        account("aze.two", "aze-security", "aze-authority");
        var visit = visits.prepared("tur").transmitted().reviewedBy("border", "range");
        visit.answered("aze.two", "userTask_reviewAtDesk", "{'action':'NO_OBJECTION'}");

        visit.answered("aze.two", "userTask_decideRequest", visit.approval());

        assertThat(visit.state()).isEqualTo("APPROVED");
    }

    // --- Refusals. ---

    private HttpResponse<String> submit(VisitCase visit) {
        return complete(visit, visit.sender + ".planner", "userTask_prepareRequest", "{'action':'SUBMIT'}");
    }

    @Test
    void namesTheOneWrongCheckDigitOfARoll() {
        var visit = visits.opened("tur");
        var roll = roster("tur", 3);
        assertThat(roll).contains("U774059037TUR");

        var refused = put(visit, "/roster", "text/csv", roll.replace("U774059037TUR", "U774059038TUR"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(codes(refused)).containsExactly("DOC-06");
        assertThat(put(visit, "/roster", "text/csv", roll).statusCode()).isEqualTo(200);
    }

    @Test
    void namesTheRuleOnCheckDigitsWhereAZoneGotInAnotherWay() {
        var visit = visits.prepared("tur");
        var sound = people();
        var zone = Objects.requireNonNull(sound.get(0).mrz());
        var digit = zone.length() - 1;
        var wrong = zone.substring(0, digit) + (zone.charAt(digit) - '0' + 1) % 10;
        visit.enroll(List.of(turkish(1).withZone(wrong).build(), sound.get(1), sound.get(2)));
        visit.write(content -> {});

        assertRefused(submit(visit), 409, "DOC-06");
    }

    @Test
    void refusesNoticeADayOrASecondShort() {
        var early = visits.prepared("tur", dates("2027-05-04", "2027-05-06"));
        var inTime = visits.prepared("tur", dates("2027-05-05", "2027-05-06"));

        assertRefused(submit(early), 409, "VIS-07");
        clock.moveTo(at("2027-04-05", "17:00:01", BAKU));
        assertRefused(submit(inTime), 409, "VIS-07");
        clock.moveTo(at("2027-04-05", "17:00:00", BAKU));
        assertThat(submit(inTime).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesWhileNoInstrumentIsInForce() {
        var visit = visits.prepared("tur");

        withoutEntryIntoForce(() -> assertRefused(submit(visit), 409, "LEG-01"));

        assertThat(submit(visit).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesADocumentThatExpiresADayTooSoon() {
        var visit = visits.prepared("tur");
        visit.enroll(people(line -> turkish(line).withDocumentUntil(LocalDate.of(2027, 6, line == 2 ? 22 : 23))));
        visit.write(content -> {});
        assertRefused(submit(visit), 409, "DOC-02");

        visit.enroll(people(line -> turkish(line).withDocumentUntil(LocalDate.of(2027, 6, 23))));
        assertThat(submit(visit).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesAnIdCardOnARouteThroughAThirdCountry() {
        var visit = visits.prepared(
                "tur",
                content -> content.putArray("route").add("TUR").add("GEO").add("AZE"));
        visit.enroll(people(line ->
                line == 3 ? turkish(line).withDocument(Visitor.DocumentType.ID_CARD, "A12B34567") : turkish(line)));
        visit.write(content -> content.putArray("route").add("TUR").add("GEO").add("AZE"));
        assertRefused(submit(visit), 409, "DOC-01");

        visit.write(content -> {});
        assertThat(submit(visit).statusCode()).isEqualTo(204);
    }

    @Test
    void hidesTheTaskFromOfficersOfTheOtherSideAndOfOtherRoles() {
        var visit = visits.prepared("tur").submitted();
        var task = visit.task("tur.security", "userTask_certifyRoster").id();

        for (var other : List.of("aze.security", "tur.planner")) {
            var refused = client(other).post("/api/tasks/" + task + "/completion", "{\"action\":\"CERTIFY\"}");
            assertThat(refused.statusCode()).as(other).isEqualTo(404);
            assertThat(Client.json(refused).get("type").asText()).endsWith("visit.taskUnknown");
        }
        assertThat(visit.state()).isEqualTo("CERTIFICATION");
    }

    @Test
    void logsNoErrorForARefusal(CapturedOutput output) {
        var visit = visits.prepared("tur", content -> content.putNull("purpose"));
        client("tur.planner");
        var before = output.getAll().length();

        assertRefused(submit(visit), 409, "VIS-01");

        var told = output.getAll().substring(before);
        assertThat(told).doesNotContain("ENGINE-", "Exception", "Refusal", "\tat ", "ERROR");
        assertThat(told.lines().count()).isLessThanOrEqualTo(1);
    }

    private List<Visitor> people() {
        return people(VisitPathsIT::turkish);
    }

    private static List<Visitor> people(Function<Integer, RosterFixtures.VisitorBuilder> person) {
        return List.of(
                person.apply(1).build(),
                person.apply(2).build(),
                person.apply(3).build());
    }

    private static RosterFixtures.VisitorBuilder turkish(int line) {
        return aVisitor(line).turkish();
    }

    // --- Twice at once. ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userTask_prepareRequest",
                "userTask_certifyRoster",
                "userTask_endorseRequest",
                "userTask_reviewAtDesk",
                "userTask_decideRequest",
                "userTask_answerQuestion",
                "userTask_followRequest"
            })
    void takesOneOfTwoCompletionsAtOnce(String step) throws Exception {
        var visit = visits.prepared("tur");
        var account = "tur.planner";
        var answer = "{'action':'SUBMIT'}";
        switch (step) {
            case "userTask_certifyRoster" -> {
                visit.submitted();
                account = "tur.security";
                answer = "{'action':'CERTIFY','duties':['DOC-05']}";
            }
            case "userTask_endorseRequest" -> {
                visit.submitted().certified();
                account = "tur.authority";
                answer = "{'action':'ENDORSE'}";
            }
            case "userTask_reviewAtDesk" -> {
                visit.transmitted();
                account = "aze.security";
                answer = "{'action':'NO_OBJECTION'}";
            }
            case "userTask_decideRequest" -> {
                visit.transmitted().reviewed();
                account = "aze.authority";
                answer = visit.approval();
            }
            case "userTask_answerQuestion" -> {
                visit.transmitted().reviewed().asked("How many vehicles?");
                answer = "{'text':'None.'}";
            }
            case "userTask_followRequest" -> {
                visit.transmitted();
                answer = "{'action':'WITHDRAW'}";
            }
            default -> {}
        }
        var officer = account;
        var body = answer.replace('\'', '"');
        var task = visit.task(officer, step).id();
        client(officer);

        var answers = atOnce(() -> client(officer).post("/api/tasks/" + task + "/completion", body));

        var took = answers.stream().filter(one -> one.statusCode() == 204).count();
        assertThat(took)
                .as(answers.stream().map(HttpResponse::body).collect(Collectors.joining()))
                .isEqualTo(1);
        assertThat(answers).filteredOn(one -> one.statusCode() != 204).allSatisfy(one -> {
            assertThat(one.statusCode()).as(one.body()).isIn(404, 409);
            assertThat(Client.json(one).get("detail").asText()).contains(" ");
        });
        visit.doJobs();
        assertThat(database.sql("select count(*) from outgoing_event where task_id = ? and about = ?"
                                + " and type like '%task.completed'")
                        .params(task, step)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** Each has written an answer of its own; what the first has decided is there when the second does. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/tasks/%s/completion", "/engine-rest/task/%s/complete"})
    void takesOneOfTwoOfficersAnswersAtOnce(String door) throws Exception {
        var first = client("aze.authority");
        var second = secondAuthority();
        for (int round = 0; round < 4; round++) {
            var visit = visits.prepared("tur").transmitted().reviewed();
            var task = visit.task("aze.authority", "userTask_decideRequest").id();
            saveDraft(first, task, visit.approval());
            saveDraft(second, task, "{'action':'DENIED','reasonCode':'OTHER'}");

            var answers = atOnce(
                    () -> first.post(door.formatted(task), door.startsWith("/api") ? "" : "{}"),
                    () -> second.post(door.formatted(task), door.startsWith("/api") ? "" : "{}"));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(204);
            assertThat(answers)
                    .filteredOn(one -> one.statusCode() != 204)
                    .allSatisfy(
                            one -> assertThat(one.statusCode()).as(one.body()).isIn(404, 409));
            visit.doJobs();
            assertThat(audit(visit, "visit.decided")).hasSize(1);
        }
    }

    private Client secondAuthority() {
        if (identities.createUserQuery().userId("aze.authority3").count() == 0) {
            account("aze.authority3", "aze-authority");
        }
        return client("aze.authority3");
    }

    /** Whoever presses twice has corrected once. */
    @Test
    void takesOneOfTwoCorrectionsOfARefusalAtOnce() throws Exception {
        client("aze.authority");
        for (int round = 0; round < 4; round++) {
            var denied = visits.prepared("tur").transmitted().reviewed();
            denied.decided("{'action':'DENIED','reasonCode':'NOT_IN_PLAN','comment':'Next year'}");

            var answers = atOnce(() -> correct(
                    "aze.authority",
                    denied,
                    "{'action':'DENIED','reasonCode':'OTHER','comment':'No sponsor','reason':'Wrong box'}"));

            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
            assertThat(atHost(denied).get("corrections")).hasSize(1);
        }
    }

    @Test
    void transmitsOnceWhenItsJobRunsTwice() throws Exception {
        var visit = visits.prepared("tur").submitted().certified();
        visit.answer("tur.authority", "userTask_endorseRequest", "{'action':'ENDORSE'}");
        var job = visit.jobs().stream()
                .filter(candidate -> "sendTask_transmitRequest".equals(visit.activityOf(candidate)))
                .findFirst()
                .orElseThrow();

        atOnce(() -> {
            try {
                visits.doJob(job);
                return true;
            } catch (RuntimeException theOtherWasFirst) {
                return false;
            }
        });
        visit.doJobs();

        assertTransmittedOnce(visit);
    }

    @Test
    void appliesOnceAMessageThatComesAgain() {
        var visit = visits.prepared("tur").transmitted();

        mail.deliver(VisitMessage.Type.REQUEST_TRANSMITTED, visit.number, Map.of());

        assertTransmittedOnce(visit);
    }

    private void assertTransmittedOnce(VisitCase visit) {
        assertThat(database.sql("select type from visit_message where request_number = ?")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .containsExactly("REQUEST_TRANSMITTED");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(visit.number, "host-approval")
                        .count())
                .isEqualTo(1);
        assertThat(visit.steps("aze")).hasSize(3);
        assertThat(visit.state()).isEqualTo("AT_HOST");
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        return atOnce(work, work);
    }

    private static <T> List<T> atOnce(Callable<T> work, Callable<T> other) throws Exception {
        var start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var both = new ArrayList<T>();
            for (var one : threads.invokeAll(List.of(started(start, work), started(start, other)))) {
                both.add(one.get());
            }
            return both;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Callable<T> started(CyclicBarrier start, Callable<T> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }

    // --- Coverage. ---

    /** Runs after all others, and fails where a diagram has gained what no test above goes through. */
    @Order(Integer.MAX_VALUE)
    @ParameterizedTest
    @ValueSource(strings = {"visit-request", "host-approval", "visit-permit"})
    void goesThroughEveryNodeAndFlow(String process) throws Exception {
        var expected = new TreeSet<String>();
        try (var content = new ClassPathResource("processes/visit/" + process + ".bpmn").getInputStream()) {
            var model = Bpmn.readModelFromStream(content);
            var elements = new ArrayList<BaseElement>(model.getModelElementsByType(FlowNode.class));
            elements.addAll(model.getModelElementsByType(SequenceFlow.class));
            elements.forEach(element -> expected.add(element.getId()));
        }
        assertThat(expected).hasSizeGreaterThan(20);

        var taken = new TreeSet<>(reached.of(process));
        flows.taken().stream()
                .filter(flow -> flow.startsWith(process + " "))
                .forEach(flow -> taken.add(flow.substring(process.length() + 1)));
        expected.removeAll(taken);

        assertThat(expected)
                .as("nodes and flows of " + process + " that no test takes")
                .isEmpty();
    }
}
