package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;
import static org.mushterek.engine.visit.VisitPathsIT.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.RestingOnInstrument;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.GateEvidence;
import org.mushterek.visit.Permit;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The doors by which a host suspends a permit that is out and reinstates it, and who reads what of it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:suspensions;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/suspensions",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class SuspensionsIT extends CaseDoors {

    private static final String ORDER = "{'reasonCode':'INCIDENT_EXAMINED','text':'A shot was heard',"
            + "'remark':'Ask the range tower','reviewOn':'2027-04-12'}";

    @Autowired
    FinalWrites finalWrites;

    @Autowired
    VisitDriver visits;

    @Autowired
    List<GateEvidence> gate;

    @Autowired
    List<RestingOnInstrument> resting;

    @Autowired
    Exercises exercises;

    @Autowired
    Instruments instruments;

    @Autowired
    Texts texts;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
    }

    private VisitCase permitted() {
        return visits.prepared("tur").transmitted().reviewed().approved();
    }

    private HttpResponse<String> suspend(String account, VisitCase visit, String order) {
        return post(account, "/api/host-cases/" + visit.number + "/suspensions", order.replace('\'', '"'));
    }

    private HttpResponse<String> reinstate(String account, VisitCase visit, int no, String order) {
        return post(
                account,
                "/api/host-cases/" + visit.number + "/suspensions/" + no + "/reinstatement",
                order.replace('\'', '"'));
    }

    private JsonNode atHost(VisitCase visit, String account) {
        return get(account, "/api/host-cases/" + visit.number);
    }

    private JsonNode atSender(VisitCase visit) {
        return get("tur.planner", "/api/visit-requests/" + visit.number);
    }

    private static String typeOf(HttpResponse<String> refused) {
        var type = Client.json(refused).get("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private Permit.State state(VisitCase visit) {
        return visit.permit().orElseThrow().state();
    }

    @Test
    void isReadByBothSidesButForTheNoteAndWhoOrderedIt() {
        var visit = permitted();
        assertThat(atHost(visit, "aze.registry").get("suspensions").toString())
                .isEqualTo("{\"made\":[],\"maySuspend\":true,\"mayReinstate\":false}");
        assertThat(atHost(visit, "aze.border").at("/suspensions/maySuspend").asBoolean())
                .isFalse();

        var answer = suspend("aze.registry", visit, ORDER);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = Client.json(answer);
        assertThat(told.at("/permit/state").asText()).isEqualTo("SUSPENDED");
        assertThat(told.get("suspensions"))
                .isEqualTo(atHost(visit, "aze.registry").get("suspensions"));
        assertThat(told.at("/suspensions/mayReinstate").asBoolean()).isTrue();
        assertThat(told.at("/suspensions/maySuspend").asBoolean()).isFalse();
        var made = told.at("/suspensions/made/0");
        assertThat(made.get("reasonCode").asText()).isEqualTo("INCIDENT_EXAMINED");
        assertThat(made.get("staffNote").asText()).isEqualTo("Ask the range tower");
        assertThat(made.get("suspendedBy").asText()).isEqualTo("aze.registry");
        var sender = atSender(visit);
        assertThat(sender.at("/permit/state").asText()).isEqualTo("SUSPENDED");
        var read = sender.at("/suspensions/made/0");
        assertThat(read.get("comment").asText()).isEqualTo("A shot was heard");
        assertThat(read.get("reviewOn").asText()).isEqualTo("2027-04-12");
        assertThat(sender.at("/suspensions/maySuspend").asBoolean()).isFalse();
        assertThat(sender.at("/suspensions/mayReinstate").asBoolean()).isFalse();
        assertThat(sender.toString()).doesNotContain("Ask the range tower", "aze.registry");
        assertThat(reinstate("aze.authority", visit, 1, "{'text':'It was a blank'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(atSender(visit).at("/suspensions/made/0/reinstatement").asText())
                .isEqualTo("It was a blank");
        assertThat(atSender(visit).toString()).doesNotContain("aze.authority");
        for (var story : List.of(
                atHost(visit, "aze.authority").get("story"), atSender(visit).get("story"))) {
            assertThat(story.findValuesAsText("event")).containsSubsequence("permitSuspended", "permitReinstated");
        }
    }

    /** Where a permit is revoked the host says why to both sides, and to nobody else. */
    @Test
    void isFollowedByARevocationOfWhichBothSidesReadTheReason() {
        var visit = permitted();
        for (var before : List.of(atSender(visit), atHost(visit, "aze.registry"))) {
            assertThat(before.at("/permit/closedAt").isNull()).isTrue();
            assertThat(before.at("/permit/closingReason").isNull()).isTrue();
        }

        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burnt down'}");
        visit.doJobs();

        for (var after : List.of(atSender(visit), atHost(visit, "aze.registry"))) {
            assertThat(after.at("/permit/state").asText()).isEqualTo("REVOKED");
            assertThat(after.at("/permit/closingReason").asText()).isEqualTo("The range burnt down");
            assertThat(after.at("/permit/closedAt").asText()).isEqualTo(MONDAY_MORNING.toString());
        }
        assertThat(atSender(visit).toString()).doesNotContain("aze.registry");
        assertThat(get("tur.planner", "/api/day").get("cameBack").toString()).contains("The range burnt down");
        assertRefused(read("tur.guard", "/api/visit-requests/" + visit.number), 404);
    }

    @Test
    void isToldToOtherSystemsOfBothSides() {
        var visit = permitted();
        var ends = Stream.of("aze.registry", "tur.planner")
                .map(account -> get(account, "/api/events?limit=200").get("next"))
                .toList();

        assertThat(suspend("aze.authority", visit, ORDER).statusCode()).isEqualTo(200);
        assertThat(complete("aze.registry", visit.number, "userTask_reviewSuspension", "{\"action\":\"KEEP\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(reinstate("aze.authority", visit, 1, "{'text':'It was a blank'}")
                        .statusCode())
                .isEqualTo(200);

        var at = 0;
        for (var account : List.of("aze.registry", "tur.planner")) {
            var next = ends.get(at++);
            var events = get(account, "/api/events?limit=200" + (next == null ? "" : "&after=" + next.asText()))
                    .get("items")
                    .findValuesAsText("type");
            assertThat(events)
                    .as(account)
                    .containsSubsequence(
                            "org.mushterek.visit.permitSuspended",
                            "org.mushterek.visit.suspensionKept",
                            "org.mushterek.visit.permitReinstated");
        }
    }

    @Test
    void isOrderedByTheHostsRegistryAndAuthorityAlone() {
        var visit = permitted();

        for (var stranger : List.of("aze.planner", "aze.security", "aze.border", "aze.guard", "aze.auditor")) {
            assertRefused(suspend(stranger, visit, ORDER), 403);
        }
        assertRefused(suspend("tur.authority", visit, ORDER), 404);
        assertRefused(suspend("aze.authority", visits.known("VIS-TUR-2027-9999", "tur"), ORDER), 404);
        assertThat(state(visit)).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(suspend("aze.authority", visit, ORDER).statusCode()).isEqualTo(200);
        for (var stranger : List.of("aze.planner", "aze.security", "aze.guard")) {
            assertRefused(reinstate(stranger, visit, 1, "{'text':'Let them in'}"), 403);
        }
        assertRefused(reinstate("tur.authority", visit, 1, "{'text':'Let us in'}"), 404);
        assertThat(state(visit)).isEqualTo(Permit.State.SUSPENDED);
    }

    @Test
    void isOnRecordInTheSteadOfTheAbsentOfficer() {
        var visit = permitted();
        assertRefused(suspend("aze.planner", visit, ORDER), 403);
        standsIn("aze.planner", "aze.authority");

        assertThat(suspend("aze.planner", visit, ORDER).statusCode()).isEqualTo(200);
        assertThat(complete(
                                "aze.planner",
                                visit.number,
                                "userTask_reviewSuspension",
                                "{\"action\":\"REINSTATE\",\"text\":\"It was a blank\"}")
                        .statusCode())
                .isEqualTo(204);

        var made = atHost(visit, "aze.registry").at("/suspensions/made/0");
        assertThat(made.get("suspendedBy").asText()).isEqualTo("aze.planner");
        assertThat(made.get("suspendedFor").asText()).isEqualTo("aze.authority");
        assertThat(made.get("reinstatedFor").asText()).isEqualTo("aze.authority");
        var story = atHost(visit, "aze.registry").get("story");
        assertThat(hands(story, "permitSuspended")).containsExactly("aze.planner for aze.authority");
        assertThat(hands(story, "permitReinstated")).containsExactly("aze.planner for aze.authority");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | visit.reasonCodeMissing visit.reasonMissing
            {'reasonCode':'NOT_IN_PLAN','text':'No'}                          | visit.reasonCodeMissing
            {'reasonCode':'OTHER','text':' '}                                 | visit.reasonMissing
            {'reasonCode':'OTHER','text':'No','reviewOn':'2027-04-04'}        | visit.suspend.reviewDay
            {'reasonCode':'OTHER','text':'No','reviewOn':'2027-05-29'}        | visit.suspend.reviewDay
            {'reasonCode':'OTHER','text':'No','remark':'LONG'}                | visit.tooLong
            {'reasonCode':'OTHER','text':'LONG'}                              | visit.tooLong
            """)
    void saysWhatIsMissingInAnOrder(String order, String findings) {
        var visit = permitted();

        assertRefused(
                suspend("aze.registry", visit, order.replace("LONG", "x".repeat(4001))), 400, findings.split(" "));

        assertThat(state(visit)).isEqualTo(Permit.State.HANDED_OVER);
    }

    @ParameterizedTest
    @CsvSource({"2027-04-05", "2027-05-28"})
    void isLookedAtAgainOnAnyDayFromTodayToTheLast(String day) {
        var visit = permitted();

        var answer = suspend(
                "aze.registry",
                visit,
                "{'reasonCode':'OTHER','text':'" + "x".repeat(4000) + "','reviewOn':'" + day + "'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(due("aze.authority", visit.number, "userTask_reviewSuspension"))
                .isEqualTo(at(day, "17:00", BAKU));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2027-04-05 16:59:59 | 2027-04-05 |
            2027-04-05 17:00:00 | 2027-04-05 | visit.suspend.reviewDay.cure 2027-04-06 2027-05-28
            2027-04-05 17:00:00 | 2027-04-06 |
            2027-05-28 16:59:59 | 2027-05-28 |
            2027-05-28 17:00:00 | 2027-05-28 | visit.suspend.reviewDay.noneLeft
            """)
    void isNotLookedAtAgainAtAClosingTimeThatHasPassed(String now, String day, String cure) {
        var visit = permitted();
        clock.moveTo(at(now.substring(0, 10), now.substring(11), BAKU));
        var order = "{'reasonCode':'OTHER','text':'No','reviewOn':%s}";

        var answer = suspend("aze.registry", visit, order.formatted("'" + day + "'"));
        if (cure != null) {
            assertRefused(answer, 400, "visit.suspend.reviewDay");
            assertThat(cureOf(answer)).isEqualTo(said(cure));
            assertThat(suspend("aze.registry", visit, order.formatted("null")).statusCode())
                    .isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        var kept = complete(
                "aze.authority",
                visit.number,
                "userTask_reviewSuspension",
                "{\"action\":\"KEEP\",\"reviewOn\":\"" + day + "\"}");
        if (cure != null) {
            assertRefused(kept, 400, "visit.suspend.reviewDay");
            assertThat(cureOf(kept)).isEqualTo(said(cure));
        } else {
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(204);
        }
    }

    private static String cureOf(HttpResponse<String> refused) {
        return Client.json(refused).at("/findings/0/cure").asText();
    }

    /** @param cure key, first day and last day */
    private String said(String cure) {
        var parts = cure.split(" ");
        var message = Message.of(parts[0]);
        return texts.say(
                parts.length == 1
                        ? message
                        : message.with("from", LocalDate.parse(parts[1])).with("to", LocalDate.parse(parts[2])),
                Language.AZ);
    }

    @Test
    void isNotOrderedForAPermitThatExpiresMeanwhile() {
        var visit = permitted();
        var mark = story(visit);
        meanwhile(
                "insert on visit_suspension",
                "update visit_permit set state = 'EXPIRED' where request_number = '" + visit.number + "'",
                () -> assertThat(typeOf(suspend("aze.registry", visit, ORDER))).contains("visit.suspend.noPermit"));

        assertThat(story(visit)).isEqualTo(mark);
        assertThat(atHost(visit, "aze.registry").at("/suspensions/made")).isEmpty();
    }

    @Test
    void isNotLiftedFromAPermitThatExpiresMeanwhile() {
        var visit = permitted();
        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);
        var mark = story(visit);
        meanwhile(
                "update on visit_suspension",
                "update visit_permit set state = 'EXPIRED' where request_number = '" + visit.number + "'",
                () -> assertThat(typeOf(reinstate("aze.registry", visit, 1, "{'text':'A blank'}")))
                        .contains("visit.suspend.notSuspended"));

        assertThat(story(visit)).isEqualTo(mark);
        assertThat(state(visit)).isEqualTo(Permit.State.SUSPENDED);
    }

    @Test
    void isRefusedWhereThePermitsProcessIsMovedMeanwhile() {
        var visit = permitted();
        var moved = processesMoved(visit);

        meanwhile("update on visit_permit", moved, () -> {
            var refused = suspend("aze.registry", visit, ORDER);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(typeOf(refused)).contains("door.doneMeanwhile");
        });
        assertThat(state(visit)).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);
        meanwhile("update on visit_permit", moved, () -> {
            var refused = reinstate("aze.registry", visit, 1, "{'text':'A blank'}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(typeOf(refused)).contains("door.doneMeanwhile");
        });
        assertThat(state(visit)).isEqualTo(Permit.State.SUSPENDED);
    }

    @Test
    void recallAndWithdrawalAreRefusedWhereAProcessOfTheCaseIsMovedMeanwhile() {
        var permitted = permitted();
        meanwhile("insert on ACT_RU_JOB", processesMoved(permitted), () -> {
            var refused =
                    post("tur.planner", "/api/visit-requests/" + permitted.number + "/recalls", "{\"lines\":[2]}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(typeOf(refused)).contains("door.doneMeanwhile");
        });
        assertThat(database.sql("select count(*) from visit_recalled_person where request_number = ?")
                        .param(permitted.number)
                        .query(Integer.class)
                        .single())
                .isZero();

        var transmitted = visits.prepared("tur").transmitted();
        var before = atSender(transmitted);
        meanwhile("insert on ACT_RU_JOB", processesMoved(transmitted), () -> {
            var refused = withdraw(transmitted, transmitted.version());
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(typeOf(refused)).contains("door.doneMeanwhile");
        });
        assertThat(atSender(transmitted)).isEqualTo(before);
    }

    @Test
    void withdrawalWaitsForWhatIsOnItsWayToTheHostAtThatMoment() throws Exception {
        var visit = visits.prepared("tur").submitted();
        var version = visit.version();
        var thread = Executors.newSingleThreadExecutor();
        try {
            var withdrawn = visits.transactions().execute(writing -> {
                database.sql("update visit_request set version = version + 1 where number = ?")
                        .param(visit.number)
                        .update();
                var answer = thread.submit(() -> withdraw(visit, version));
                assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return answer;
            });
            assertThat(Objects.requireNonNull(withdrawn).get().statusCode()).isEqualTo(412);
        } finally {
            thread.shutdown();
        }
        assertThat(visit.state()).isEqualTo("CERTIFICATION");
    }

    private HttpResponse<String> withdraw(VisitCase visit, int version) {
        var planner = client("tur.planner");
        return planner.send(planner.request("/api/visit-requests/" + visit.number + "/withdrawal")
                .header("If-Match", "\"" + version + "\"")
                .header("X-MUSHTEREK-CSRF", planner.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.noBody()));
    }

    private static String processesMoved(VisitCase visit) {
        return "update ACT_RU_EXECUTION set REV_ = REV_ + 1 where PROC_INST_ID_ in (select PROC_INST_ID_ from"
                + " ACT_RU_EXECUTION where BUSINESS_KEY_ = '" + visit.number + "')";
    }

    private List<JsonNode> story(VisitCase visit) {
        return List.of(
                atHost(visit, "aze.registry").get("story"), atSender(visit).get("story"));
    }

    /** While the work goes on, whatever it does first of this kind is followed by the change of somebody else. */
    private void meanwhile(String event, String change, Runnable work) {
        var table = event.substring(event.lastIndexOf(' ') + 1);
        if (finalWrites.isPostgresql()) {
            run("create function meanwhile() returns trigger language plpgsql as $$ begin " + change
                    + "; return null; end $$");
            run("create trigger meanwhile after " + event + " for each row execute function meanwhile()");
        } else {
            Meanwhile.change = change;
            run("create trigger meanwhile after " + event + " for each row call '" + Meanwhile.class.getName() + "'");
        }
        try {
            work.run();
        } finally {
            if (finalWrites.isPostgresql()) {
                run("drop trigger meanwhile on " + table);
                run("drop function meanwhile()");
            } else {
                run("drop trigger meanwhile");
            }
        }
    }

    private void run(String statement) {
        database.sql(statement).update();
    }

    /** What somebody else writes in H2, as soon as a row is written. */
    public static final class Meanwhile implements Trigger {

        private static volatile String change = "";

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(change);
            }
        }
    }

    @Test
    void isOrderedOnceWhereTwoClickAtOnce() throws Exception {
        var visit = permitted();
        List<Callable<Integer>> clicks = Stream.of("aze.registry", "aze.authority")
                .map(account ->
                        (Callable<Integer>) () -> suspend(account, visit, ORDER).statusCode())
                .toList();
        client("aze.registry");
        client("aze.authority");

        var hands = Executors.newFixedThreadPool(2);
        var answers = new ArrayList<Integer>();
        for (var click : hands.invokeAll(clicks)) {
            answers.add(click.get());
        }
        hands.shutdown();
        assertThat(answers).containsExactlyInAnyOrder(200, 409);

        assertThat(atHost(visit, "aze.registry").at("/suspensions/made")).hasSize(1);
        assertThat(typeOf(suspend("aze.registry", visit, ORDER))).contains("visit.suspend.already");
        assertThat(reinstate("aze.registry", visit, 1, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);
        assertThat(typeOf(reinstate("aze.registry", visit, 1, "{'text':'A blank'}")))
                .contains("visit.suspend.notSuspended");
    }

    @Test
    void isOrderedOnceUnderOneIdempotencyKey() {
        var visit = permitted();
        var client = client("aze.registry");
        var key = UUID.randomUUID().toString();

        var answers = Stream.of(1, 2)
                .map(time -> client.send(client.request("/api/host-cases/" + visit.number + "/suspensions")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(ORDER.replace('\'', '"')))))
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200);
        assertThat(atHost(visit, "aze.registry").at("/suspensions/made")).hasSize(1);
    }

    @Test
    void refusesAReinstatementOfAnEarlierSuspension() {
        var visit = permitted();
        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);
        assertThat(reinstate("aze.registry", visit, 1, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);
        assertThat(suspend("aze.authority", visit, ORDER).statusCode()).isEqualTo(200);

        assertThat(typeOf(reinstate("aze.registry", visit, 1, "{'text':'A blank'}")))
                .contains("visit.suspend.anotherSince");

        assertThat(state(visit)).isEqualTo(Permit.State.SUSPENDED);
        assertRefused(reinstate("aze.registry", visit, 2, "{}"), 400, "visit.reasonMissing");
        assertThat(reinstate("aze.registry", visit, 2, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void suspendsNoPermitThatIsNotOutOrWhoseProcessIsOfAnEarlierRelease() {
        var undecided = visits.prepared("tur").transmitted().reviewed();
        assertThat(typeOf(suspend("aze.registry", undecided, ORDER))).contains("visit.suspend.noPermit");
        var visit = permitted();
        assertThat(database.sql("update ACT_RU_EVENT_SUBSCR set EVENT_NAME_ = 'none' where EVENT_NAME_ ="
                                + " 'visit.permitSuspended' and PROC_INST_ID_ in (select ID_ from ACT_RU_EXECUTION"
                                + " where BUSINESS_KEY_ = ?)")
                        .param(visit.number)
                        .update())
                .isOne();

        assertThat(typeOf(suspend("aze.registry", visit, ORDER))).contains("visit.suspend.earlierRelease");

        assertThat(state(visit)).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(atHost(visit, "aze.registry").at("/suspensions/made")).isEmpty();
    }

    @Test
    void keepsThePapersAndTakesTheGateListOffTheList() {
        var visit = permitted();
        var papers = get("tur.planner", "/api/visit-requests/" + visit.number + "/papers");
        assertThat(gateLists()).contains(visit.number);

        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);

        assertThat(gateLists()).doesNotContain(visit.number);
        assertThat(get("aze.guard", "/api/present-visits?limit=200")
                        .get("items")
                        .findValuesAsText("number"))
                .contains(visit.number);
        assertThat(get("tur.planner", "/api/visit-requests/" + visit.number + "/papers"))
                .isEqualTo(papers);
        assertThat(reinstate("aze.registry", visit, 1, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);
        assertThat(gateLists()).contains(visit.number);
    }

    private List<String> gateLists() {
        return get("aze.guard", "/api/gate-lists?limit=200").get("items").findValuesAsText("requestNumber");
    }

    /** Told of the visits of an exercise before its STARTEX: why the item of the sending side stands as it does. */
    private List<Object> suspendedAtTheReadinessGate(VisitCase visit) {
        var exercise = exercises
                .find(atHost(visit, "aze.registry").at("/document/exerciseCode").asText())
                .orElseThrow();
        return gate.stream()
                .flatMap(source -> source.of(exercise).stream())
                .filter(item ->
                        item.light() == GateEvidence.Light.RED && item.party().equals("TUR"))
                .map(GateEvidence.Evidence::told)
                .filter(told -> told.key().equals("visit.gate.permitSuspended"))
                .map(told -> told.values().get("permits"))
                .toList();
    }

    @Test
    void opensNoReadinessGateButStillRestsOnItsInstrument() {
        var visit = permitted();
        var permit = visit.permit().orElseThrow();
        var instrument =
                instruments.governing(List.of("TUR", "AZE"), permit.validFrom()).orElseThrow();
        assertThat(suspendedAtTheReadinessGate(visit))
                .noneMatch(told -> String.valueOf(told).contains(permit.number()));

        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);

        assertThat(suspendedAtTheReadinessGate(visit)).singleElement().matches(told -> String.valueOf(told)
                .contains(permit.number()));
        assertThat(resting.stream()
                        .flatMap(source -> source.reachingPast(instrument, permit.validFrom()).stream())
                        .filter(found -> found.number().equals(permit.number()))
                        .map(RestingOnInstrument.Case::side))
                .containsExactlyInAnyOrder("AZE", "TUR");
    }

    @Test
    void staysSuspendedWhereTheApprovalIsCorrected() {
        var visit = permitted();
        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);

        var corrected = post(
                "aze.authority",
                "/api/host-cases/" + visit.number + "/decision-corrections",
                ("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'East half only','reason':'Wrong box',"
                                + visit.verdicts() + "}")
                        .replace('\'', '"'));

        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(2);
        assertThat(state(visit)).isEqualTo(Permit.State.SUSPENDED);
    }

    @Test
    void letsAnAmendmentBeAskedForAndApprovedOnceThePermitIsReinstated() {
        var visit = permitted();
        assertThat(suspend("aze.registry", visit, ORDER).statusCode()).isEqualTo(200);
        var opened = post("tur.planner", "/api/visit-requests/" + visit.number + "/amendments", "{}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var amendment = visits.known(Client.json(opened).get("number").asText(), "tur");
        amendment.enroll(AmendmentsIT.withoutLine(VisitDriver.roster("tur", 4), 3));
        amendment.transmitted().reviewedBy("security", "border");

        var refused = complete(
                "aze.authority",
                amendment.number,
                "userTask_decideRequest",
                AmendmentsIT.APPROVAL_OF_THE_THIRD.replace('\'', '"'));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(typeOf(refused)).contains("visit.suspend.amends");
        assertThat(reinstate("aze.registry", visit, 1, "{'text':'A blank'}").statusCode())
                .isEqualTo(200);
        amendment.decided(AmendmentsIT.APPROVAL_OF_THE_THIRD);
        assertThat(state(visit)).isEqualTo(Permit.State.AMENDED);
        assertThat(state(amendment)).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(typeOf(suspend("aze.registry", visit, ORDER))).contains("visit.suspend.noPermit");
    }
}
