package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.ByHand;
import org.mushterek.build.StoredText;
import org.mushterek.common.Language;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.planning.PlanningProcesses;
import org.mushterek.exercise.planning.Stage;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The planning of an exercise by both sides, from its line in the yearly plan to the gate before STARTEX, by the doors. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:exercise-planning-${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/exercise-planning",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@ExtendWith(OutputCaptureExtension.class)
class ExercisePlanningIT extends PlanningWalk {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A Wednesday, forty weeks before the STARTEX of these tests. */
    private static final Instant MORNING = at("2026-11-25", "10:00", BAKU);

    private static final String STARTEX = "2027-09-01";
    private static final String CANARY = TEXT;

    @Autowired
    VisitDriver visits;

    @Autowired
    PlanningProcesses processes;

    private static int begun;

    private String host = "aze";
    private String guest = "tur";
    private String code = "";

    @BeforeEach
    void startOnAMorning() {
        clock.moveTo(MORNING);
        begun++;
        code = "PLAN-" + begun;
    }

    /** What officers write may name persons. */
    @AfterEach
    void logsNothingThatWasWritten(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain(CANARY);
    }

    // --- The whole way. ---

    @ParameterizedTest
    @CsvSource({"aze, tur", "tur, aze"})
    void leadsFromTheLineOfThePlanToAnOpenGate(String hosting, String sending) {
        host = hosting;
        guest = sending;
        var number = planned();
        assertThat(planning(number).get("state").asText()).isEqualTo("STAGES");
        assertThat(days(number))
                .containsEntry("CDE", "2026-12-23")
                .containsEntry("IPC", "2027-02-03")
                .containsEntry("MPC", "2027-04-28")
                .containsEntry("FPC", "2027-07-21")
                .containsKey("MANIFEST_FREEZE");

        for (var stage : Stage.values()) {
            hold(number, stage);
            approveProducts(host, guest, number, stage);
        }
        assertThat(planning(number).get("state").asText()).isEqualTo("GATE");
        for (var side : List.of(host, guest)) {
            done(answered(side + ".medical", number, "userTask_declareHealth", "{'action':'CLEAR'}"));
        }
        // No visit is permitted and no range is booked: the gate shows what is red, and who let it pass.
        var red = red(number);
        assertThat(red)
                .contains("VISIT_APPROVAL:" + upper(guest), "RANGE_BOOKING:" + upper(host), "INSURANCE:" + upper(guest))
                .doesNotContain("INSTRUMENT:" + upper(host), "HEALTH:" + upper(host));
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_reviewReadiness");
        waive(number, red, true);
        assertThat(red(number)).isEmpty();
        assertThat(planning(number).get("gate").findValuesAsText("light")).contains("GREEN", "WAIVED");

        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        for (var side : List.of(guest, host)) {
            done(answered(side + ".commander", number, "userTask_confirmReadiness", "{'action':'AGREE'}"));
        }
        assertThat(planning(number).get("state").asText()).isEqualTo("READY");
        assertEndedAt(number, "endEvent_gateOpened");
        assertThat(story(number)).contains("gateOpened");
        assertThat(post(host + ".planner", "/api/exercises/" + code + "/planning", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void tellsThatATaskIsNoMore() {
        assertThatThrownBy(() -> processes.about("completed-meanwhile"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void keepsSealedWhatIsWrittenAndNothingOfItInTheEngine() {
        var number = planned();
        hold(number, Stage.CDE);
        approveProducts(host, guest, number, Stage.CDE);
        hold(number, Stage.IPC);

        assertThat(planning(number).toString()).contains(CANARY);
        assertThat(StoredText.tablesHolding(database, "", List.of(CANARY))).isEmpty();
    }

    /** Lists to choose from end nowhere before what is looked for. */
    @Test
    void isChosenFromAsManyExercisesAsThereAre() {
        exercise(host, "DEMO-1");
        var drills = Client.json(post(host + ".planner", "/api/drill-schedules", "{\"exercise\":\"" + code + "\"}"))
                .get("number")
                .asText();
        var request = visits.prepared(guest).number;
        var started = post(
                host + ".planner",
                "/engine-rest/process-definition/key/exercise-planning/tenant-id/joint-aze-tur/start",
                "{}");
        var planning = Client.json(started).get("businessKey").asText();
        try {
            for (var hosting : List.of("AZE", "TUR")) {
                IntStream.rangeClosed(1, 120).forEach(no -> register("MANY-" + hosting + no, hosting));
            }

            var choices =
                    task(host + ".planner", planning, "userTask_chooseExercise").get("dossier");
            assertThat(choices.get("plannable").findValuesAsText("code"))
                    .contains(code)
                    .doesNotContain("MANY-TUR1");
            assertThat(choices.get("outside").findValuesAsText("code"))
                    .contains(code)
                    .doesNotContain("MANY-TUR1");
            assertThat(task(host + ".planner", drills, "userTask_planDrills")
                            .at("/dossier/choices/exercises")
                            .findValuesAsText("code"))
                    .contains(code)
                    .doesNotContain("MANY-TUR1");
            assertThat(task(guest + ".planner", request, "userTask_prepareRequest")
                            .at("/dossier/exercises")
                            .findValuesAsText("code"))
                    .contains(code);
        } finally {
            database.sql("delete from exercise_party where exercise_code like 'MANY-%'")
                    .update();
            database.sql("delete from exercise where code like 'MANY-%'").update();
        }
    }

    private void register(String named, String hosting) {
        database.sql("insert into exercise (code, title, host_state, first_day, last_day, registered_by, registered_at,"
                        + " version) values (?, ?, ?, date '2090-06-01', date '2090-06-09', 'aze.planner',"
                        + " current_timestamp, 1)")
                .params(named, named, hosting)
                .update();
        for (var party : List.of("AZE", "TUR")) {
            database.sql("insert into exercise_party (exercise_code, state) values (?, ?)")
                    .params(named, party)
                    .update();
        }
    }

    @Test
    void isChosenInTasklistAmongTheExercisesOfTheHost() {
        exercise(host, "DEMO-1");
        var started = post(
                host + ".planner",
                "/engine-rest/process-definition/key/exercise-planning/tenant-id/joint-aze-tur/start",
                "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var number = Client.json(started).get("businessKey").asText();
        assertThat(number).startsWith("PLN-AZE-2026-");
        assertThat(tasks(guest + ".planner", number)).isEmpty();
        assertThat(task(host + ".planner", number, "userTask_chooseExercise")
                        .get("dossier")
                        .get("plannable")
                        .findValuesAsText("code"))
                .contains(code)
                .doesNotContain("YILDIZ-TOROS");
        var refused = answered(host + ".planner", number, "userTask_chooseExercise", "{'action':'CHOOSE'}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(answered(
                                host + ".planner",
                                number,
                                "userTask_chooseExercise",
                                "{'action':'CHOOSE','exercise':'YILDIZ-TOROS'}")
                        .statusCode())
                .isEqualTo(403);

        done(answered(
                host + ".planner", number, "userTask_chooseExercise", "{'action':'CHOOSE','exercise':'" + code + "'}"));

        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_inviteParties");
        assertThat(get(host + ".planner", "/engine-rest/task?processInstanceBusinessKey=" + number)
                        .findValuesAsText("name"))
                .containsExactly("Send invitation · CDE · " + number);
    }

    @Test
    void forgetsADraftThatIsDiscarded() {
        var started = Client.json(post(
                host + ".planner",
                "/engine-rest/process-definition/key/exercise-planning/tenant-id/joint-aze-tur/start",
                "{}"));
        var number = started.get("businessKey").asText();

        done(answered(host + ".planner", number, "userTask_chooseExercise", "{'action':'DISCARD'}"));

        assertThat(planning(number).get("state").asText()).isEqualTo("DISCARDED");
        assertEndedAt(number, "endEvent_draftDiscarded");
    }

    // --- Out of plan. ---

    @ParameterizedTest
    @CsvSource({"aze, tur", "tur, aze"})
    void asksTheAuthoritiesOfBothSidesWhereAnExerciseIsOutOfPlan(String hosting, String sending) {
        host = hosting;
        guest = sending;
        exercise(host, null);
        var number = begin();
        assertThat(planning(number).get("state").asText()).isEqualTo("OUT_OF_PLAN");
        assertThat(tasks(host + ".planner", number)).isEmpty();
        assertThat(answered(host + ".authority", number, "userTask_decideOutOfPlan", "{'action':'AGREE'}")
                        .statusCode())
                .isEqualTo(400);

        for (var side : List.of(host, guest)) {
            done(answered(
                    side + ".authority", number, "userTask_decideOutOfPlan", "{'action':'AGREE','reason':'Ordered'}"));
        }

        assertThat(planning(number).get("state").asText()).isEqualTo("STAGES");
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_inviteParties");
    }

    /** Neither the deputy who opened it nor the planner in whose stead that was, now that each stands in for the authority. */
    @Test
    void letsNobodyWhoAskedForAnExerciseOutOfPlanAllowIt() {
        exercise(host, null);
        standsIn("aze.legal", "aze.planner");
        var begun = post("aze.legal", "/api/exercises/" + code + "/planning", "");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        var number = Client.json(begun).get("number").asText();
        var agree = "{'action':'AGREE','reason':'Ordered'}";
        endDeputyships();

        standsIn("aze.legal", "aze.authority");
        assertThat(answered("aze.legal", number, "userTask_decideOutOfPlan", agree))
                .satisfies(ExercisePlanningIT::isRefusedToWhoAsked);
        endDeputyships();
        standsIn("aze.planner", "aze.authority");
        assertThat(answered("aze.planner", number, "userTask_decideOutOfPlan", agree))
                .satisfies(ExercisePlanningIT::isRefusedToWhoAsked);
        endDeputyships();
        done(answered("aze.authority", number, "userTask_decideOutOfPlan", agree));
        done(answered("tur.authority", number, "userTask_decideOutOfPlan", agree));

        assertThat(planning(number).get("state").asText()).isEqualTo("STAGES");
    }

    private static void isRefusedToWhoAsked(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("planning.fourEyesOutOfPlan");
    }

    @Test
    void endsWhereAPartyRefusesAnExerciseOutOfPlan() {
        exercise(host, null);
        var number = begin();

        done(answered(
                guest + ".authority", number, "userTask_decideOutOfPlan", "{'action':'REFUSE','reason':'Not now'}"));

        assertThat(planning(number).get("state").asText()).isEqualTo("REFUSED");
        assertThat(tasks(host + ".authority", number)).isEmpty();
        assertEndedAt(number, "endEvent_exerciseRefused");
    }

    // --- Conferences. ---

    @Test
    void keepsTheConferencesInOrderAndTheInvitationsInTime() {
        var number = planned();
        assertThat(invite(number, "2026-12-08", "Baku").body()).contains("PLN-03", "09.12.2026");
        assertThat(invite(number, STARTEX, "Baku").body()).contains("PLN-01");
        assertThat(Client.json(invite(number, null, " ")).get("findings").findValuesAsText("place"))
                .containsExactly("day", "place");
        done(invite(number, "2026-12-09", "Baku"));
        var early = answered(
                host + ".planner", number, "userTask_recordMinutes", "{'action':'RECORD','minutes':'Too early'}");
        assertThat(early.statusCode()).isEqualTo(400);
        clock.moveTo(at("2026-12-09", "18:00", BAKU));
        record(number);
        confirmMinutes(number);
        approveProducts(host, guest, number, Stage.CDE);

        // The next one is after it, and the day that is late is told.
        assertThat(invite(number, "2026-12-08", "Ankara").body()).contains("PLN-01", "PLN-03");
        done(invite(number, "2027-02-04", "Ankara"));
        assertThat(planning(number).get("story").toString()).contains("PLN-02");
    }

    @Test
    void leavesAConferenceOutOnlyWithTheWaiverOfBothSides() {
        var number = planned();
        done(answered(
                host + ".planner", number, "userTask_inviteParties", "{'action':'WAIVE','reason':'As last year'}"));
        assertThat(tasks(host + ".planner", number)).isEmpty();
        done(answered(
                host + ".commander",
                number,
                "userTask_decideConferenceWaiver",
                "{'action':'AGREE','reason':'Known ground'}"));
        done(answered(
                guest + ".commander", number, "userTask_decideConferenceWaiver", "{'action':'REFUSE','reason':'New'}"));
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_inviteParties");

        done(answered(host + ".planner", number, "userTask_inviteParties", "{'action':'WAIVE','reason':'Once more'}"));
        for (var side : List.of(guest, host)) {
            done(answered(
                    side + ".commander",
                    number,
                    "userTask_decideConferenceWaiver",
                    "{'action':'AGREE','reason':'Agreed'}"));
        }

        assertThat(planning(number).get("conferences").findValuesAsText("state"))
                .containsExactly("WAIVED");
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_prepareProduct");
        assertReached(number, "endEvent_conferenceWaived");
    }

    @Test
    void invitesAnewWhereAConferenceWasNotHeld() {
        var number = planned();
        done(invite(number, "2026-12-23", "Baku"));
        done(answered(
                host + ".planner", number, "userTask_recordMinutes", "{'action':'NOT_HELD','reason':'Snow at Baku'}"));

        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_inviteParties");
        assertThat(planning(number).get("conferences").findValuesAsText("state"))
                .containsExactly("DROPPED");
    }

    @Test
    void writesTheMinutesAnewAfterAnObjectionAndTellsWhereTheyAreLate() {
        var number = planned();
        done(invite(number, "2026-12-23", "Baku"));
        clock.moveTo(at("2026-12-31", "10:00", BAKU));
        record(number);
        assertThat(planning(number).get("story").toString()).contains("PLN-04");
        done(answered(host + ".authority", number, "userTask_confirmMinutes", "{'action':'REFUSE','reason':'Item 4'}"));
        assertThat(tasks(guest + ".authority", number)).isEmpty();
        assertThat(answered(
                                host + ".planner",
                                number,
                                "userTask_recordMinutes",
                                "{'action':'NOT_HELD','reason':'It was'}")
                        .statusCode())
                .isEqualTo(409);

        record(number);
        confirmMinutes(number);

        assertThat(planning(number).get("conferences").findValuesAsText("state"))
                .containsExactly("CONFIRMED");
    }

    @Test
    void takesADeputyAndTheAbsentOfficerForOneHand() {
        var number = planned();
        standsIn("aze.legal", "aze.planner");
        standsIn("aze.planner", "aze.commander");
        standsIn("aze.planner", "aze.authority");
        done(answered("aze.legal", number, "userTask_inviteParties", "{'action':'WAIVE','reason':'As last year'}"));
        var grant = "{'action':'AGREE','reason':'Known ground'}";
        assertThat(answered("aze.planner", number, "userTask_decideConferenceWaiver", grant)
                        .body())
                .contains("planning.fourEyes");
        done(answered("aze.commander", number, "userTask_decideConferenceWaiver", grant));
        done(answered("tur.commander", number, "userTask_decideConferenceWaiver", "{'action':'REFUSE','reason':'No'}"));

        done(invite(number, "2026-12-23", "Baku"));
        clock.moveTo(at("2026-12-23", "18:00", BAKU));
        endDeputyships();
        standsIn("aze.legal", "aze.planner");
        standsIn("aze.planner", "aze.authority");
        done(answered("aze.legal", number, "userTask_recordMinutes", "{'action':'RECORD','minutes':'Agreed'}"));
        assertThat(answered("aze.planner", number, "userTask_confirmMinutes", "{'action':'AGREE'}")
                        .body())
                .contains("planning.fourEyes");
        confirmMinutes(number);
        done(answered("aze.legal", number, "userTask_prepareProduct", specification()));
        assertThat(answered("aze.planner", number, "userTask_decideProduct", "{'action':'AGREE'}")
                        .body())
                .contains("planning.fourEyes");
        done(answered("aze.authority", number, "userTask_decideProduct", "{'action':'AGREE'}"));

        assertThat(hands(planning(number).get("story"), "productWritten")).containsExactly("aze.legal for aze.planner");
        assertThat(hands(planning(number).get("story"), "waiverAsked")).containsExactly("aze.legal for aze.planner");
        assertThat(get("tur.planner", "/api/plannings/" + number).toString())
                .doesNotContain("aze.legal", "aze.planner", "aze.authority");
    }

    @Test
    void letsNoDeputyAnswerTheWaiverAtTheGateThatHeAskedForHimself() {
        var number = atTheGate();
        var asked = JSON.createObjectNode().put("action", "WAIVE").put("reason", "Shown on paper");
        var items = red(number);
        items.forEach(asked.putArray("items")::add);
        done(answered(host + ".planner", number, "userTask_reviewReadiness", asked.toString()));
        standsIn(host + ".planner", host + ".commander");
        var grant = waivers(items, true);
        assertThat(answered(host + ".planner", number, "userTask_decideGateWaivers", grant)
                        .body())
                .contains("planning.fourEyes");
        done(answered(host + ".commander", number, "userTask_decideGateWaivers", grant));
    }

    // --- Products. ---

    @Test
    void endsAStageByItsProductsAndNotByItsConference() {
        var number = planned();
        hold(number, Stage.CDE);
        assertThat(planning(number).get("stage").asText()).isEqualTo("CDE");
        var empty = answered(host + ".planner", number, "userTask_prepareProduct", "{'action':'WRITE'}");
        assertThat(Client.json(empty).get("findings").findValuesAsText("place")).containsExactly("text", "objectives");
        done(answered(host + ".planner", number, "userTask_prepareProduct", specification()));
        assertThat(tasks(host + ".authority", number)).containsExactly("userTask_decideProduct");
        done(answered(host + ".authority", number, "userTask_decideProduct", "{'action':'AGREE'}"));
        done(answered(
                guest + ".authority", number, "userTask_decideProduct", "{'action':'REFUSE','reason':'Objective 2'}"));
        assertThat(planning(number).get("stage").asText()).isEqualTo("CDE");

        // The new version is approved by both again, whoever approved the last one.
        done(answered(host + ".planner", number, "userTask_prepareProduct", specification()));
        for (var side : List.of(guest, host)) {
            done(answered(side + ".authority", number, "userTask_decideProduct", "{'action':'AGREE'}"));
        }

        assertThat(planning(number).get("stage").asText()).isEqualTo("IPC");
        assertThat(planning(number).get("products").findValuesAsText("approved"))
                .containsExactly("false", "true");
    }

    /** The overall risk is not below the worst row, and is approved at its level by each side (RSK-01). */
    @Test
    void holdsARiskToItsWorstRowAndItsAuthority() {
        var number = finalPlanning();
        var low = risk("LOW", "HIGH");
        assertThat(answered(host + ".range", number, "userTask_prepareProduct", low)
                        .body())
                .contains("RSK-01");
        assertThat(answered(
                                host + ".range",
                                number,
                                "userTask_prepareProduct",
                                risk("EXTREMELY_HIGH", "EXTREMELY_HIGH"))
                        .body())
                .contains("planning.fault.residualAboveInitial");
        done(answered(host + ".range", number, "userTask_prepareProduct", risk("HIGH", "HIGH")));
        assertThat(answered(host + ".commander", number, "userTask_decideProduct", "{'action':'AGREE'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(answered(
                                guest + ".commander",
                                number,
                                "userTask_decideProduct",
                                "{'action':'AGREE','authorityLevel':'MEDIUM'}")
                        .body())
                .contains("RSK-01");
        for (var side : List.of(guest, host)) {
            done(answered(
                    side + ".commander",
                    number,
                    "userTask_decideProduct",
                    "{'action':'AGREE','authorityLevel':'HIGH'}"));
        }
        assertThat(tasks(host + ".range", number)).isEmpty();
    }

    // --- The gate. ---

    @Test
    void asksForEachApprovalAnewWhereARiskIsWrittenAnewAtTheGate() {
        var number = atTheGate();
        done(answered(
                host + ".planner",
                number,
                "userTask_reviewReadiness",
                "{'action':'REVISE','product':'RISK_ASSESSMENT'}"));
        done(answered(host + ".range", number, "userTask_reviseProduct", risk("HIGH", "HIGH")));
        assertThat(red(number)).contains("RISK_ASSESSMENT:" + upper(host));
        done(answered(
                guest + ".commander", number, "userTask_decideRevision", "{'action':'REFUSE','reason':'Too high'}"));
        assertThat(tasks(host + ".commander", number)).isEmpty();
        done(answered(host + ".range", number, "userTask_reviseProduct", risk("MEDIUM", "MEDIUM")));
        for (var side : List.of(guest, host)) {
            done(answered(
                    side + ".commander",
                    number,
                    "userTask_decideRevision",
                    "{'action':'AGREE','authorityLevel':'HIGH'}"));
        }

        assertThat(red(number)).doesNotContain("RISK_ASSESSMENT:" + upper(host));
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_reviewReadiness");
    }

    @Test
    void staysShutWhereAPartyRefusesAWaiverOrADiseaseStandsAgainstIt() {
        var number = atTheGate();
        assertThat(answered(
                                host + ".planner",
                                number,
                                "userTask_reviewReadiness",
                                "{'action':'WAIVE','items':['INSTRUMENT:" + upper(host) + "'],'reason':'It is green'}")
                        .statusCode())
                .isEqualTo(400);
        waive(number, List.of("RANGE_BOOKING:" + upper(host)), false);
        assertThat(red(number)).contains("RANGE_BOOKING:" + upper(host));

        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'HEALTH'}"));
        done(answered(host + ".medical", number, "userTask_declareHealth", "{'action':'CLEAR'}"));
        assertThat(answered(guest + ".medical", number, "userTask_declareHealth", "{'action':'ALERT'}")
                        .statusCode())
                .isEqualTo(400);
        done(answered(guest + ".medical", number, "userTask_declareHealth", "{'action':'ALERT','reason':'WHO 17'}"));

        assertThat(red(number)).contains("HEALTH:" + upper(guest)).doesNotContain("HEALTH:" + upper(host));
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_reviewReadiness");
    }

    /** What was green when the commanders were asked may be red when they answer. */
    @Test
    void isJudgedAgainInTheMomentOfTheConfirmation() {
        var number = atTheGate();
        waive(number, red(number), true);
        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        database.sql("update plan_line set last_day = ? where number = 'DEMO-1'")
                .param(LocalDate.parse(STARTEX))
                .update();
        try {
            var refused = answered(guest + ".commander", number, "userTask_confirmReadiness", "{'action':'AGREE'}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                    .containsExactly("PLAN_LINE:" + upper(host));
            done(answered(
                    guest + ".commander",
                    number,
                    "userTask_confirmReadiness",
                    "{'action':'REFUSE','reason':'Agree the line again'}"));
        } finally {
            openTheLine();
        }
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_reviewReadiness");
        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        for (var side : List.of(guest, host)) {
            done(answered(side + ".commander", number, "userTask_confirmReadiness", "{'action':'AGREE'}"));
        }
        assertThat(planning(number).get("state").asText()).isEqualTo("READY");
    }

    /** The evidence comes from the visit itself: its permit, and its rules judged again. */
    @Test
    void readsTheEvidenceFromTheVisitsThemselves() {
        host = "aze";
        guest = "tur";
        clock.moveTo(PathClock.MONDAY_MORNING);
        code = "QAFQAZ-QARTALI";
        var visit = visits.prepared(guest).transmitted().reviewed().approved();
        var number = begin();

        var gate = gateOf(number);

        assertThat(gate.get("VISIT_APPROVAL:TUR")).startsWith("RED").contains(permit(visit.number));
        ByHand.change(
                database,
                "update exercise set first_day = ?, last_day = ? where code = ?",
                LocalDate.of(2027, 5, 24),
                LocalDate.of(2027, 5, 28),
                code);
        assertThat(gateOf(number).get("VISIT_APPROVAL:TUR")).startsWith("GREEN").contains(permit(visit.number));
        assertThat(gateOf(number).get("TRAVEL_DOCUMENTS:TUR")).startsWith("GREEN");
        assertThat(gateOf(number).get("INSURANCE:TUR")).startsWith("RED").contains("MED-03");
        assertThat(gateOf(number).get("HOST_CARE:TUR")).startsWith("GREEN");
    }

    @Test
    void answersEachWaiverByItself() {
        var number = atTheGate();
        var insurance = "INSURANCE:" + upper(guest);
        var ranges = "RANGE_BOOKING:" + upper(host);
        var step = "userTask_decideGateWaivers";
        done(answered(
                host + ".planner",
                number,
                "userTask_reviewReadiness",
                "{'action':'WAIVE','items':['" + insurance + "','" + ranges + "'],'reason':'On paper'}"));
        var half = answered(
                host + ".commander",
                number,
                step,
                "{'action':'ANSWER','waivers':[null,{'item':'" + insurance + "','granted':true,'reason':' '},"
                        + "{'item':'FITNESS:TUR','granted':true,'reason':'Seen'}]}");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(Client.json(half).get("findings").findValuesAsText("place"))
                .containsExactly("waivers/FITNESS:TUR", "waivers/" + insurance, "waivers/" + ranges);

        done(answered(host + ".commander", number, step, waivers(List.of(insurance, ranges), true)));
        done(answered(
                guest + ".commander",
                number,
                step,
                "{'action':'ANSWER','waivers':[{'item':'" + insurance + "','granted':true,'reason':'Covered'},{'item':'"
                        + ranges + "','granted':false,'reason':'Book them'}]}"));

        assertThat(red(number)).contains(ranges).doesNotContain(insurance);
        assertThat(planning(number).get("story").toString()).contains("Covered", "Book them");
    }

    // --- STARTEX. ---

    @Test
    void opensStartexOnlyThroughTheGate() {
        var startex = "/api/exercises/" + code + "/conduct/startex";
        var number = planned();
        clock.moveTo(at("2026-11-26", "10:00", BAKU));
        var early = post(host + ".commander", startex, "{\"on\":\"2026-11-26\"}");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains(number, "CDE");
        for (var stage : Stage.values()) {
            hold(number, stage);
            approveProducts(host, guest, number, stage);
        }
        for (var side : List.of(host, guest)) {
            done(answered(side + ".medical", number, "userTask_declareHealth", "{'action':'CLEAR'}"));
        }
        assertThat(get(guest + ".lessons", "/api/exercises/" + code + "/conduct")
                        .get("objectives")
                        .toString())
                .isEqualTo("[{\"code\":\"TO-1\",\"title\":\"Fast-rope\"}]");
        clock.moveTo(at(STARTEX, "08:00", BAKU));
        var begins = "{\"on\":\"" + STARTEX + "\"}";
        var red = red(number);

        var shut = post(host + ".commander", startex, begins);

        assertThat(shut.statusCode()).isEqualTo(409);
        var findings = Client.json(shut).get("findings");
        assertThat(findings.findValuesAsText("place")).containsAll(red).endsWith(number);
        assertThat(findings.findValuesAsText("cure")).noneMatch(String::isBlank);
        waive(number, red, true);
        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        assertThat(post(host + ".commander", startex, begins).statusCode()).isEqualTo(409);
        for (var side : List.of(guest, host)) {
            done(answered(side + ".commander", number, "userTask_confirmReadiness", "{'action':'AGREE'}"));
        }
        var typed = post(
                host + ".commander",
                startex,
                "{\"on\":\"" + STARTEX + "\",\"objectives\":[{\"code\":\"X\",\"title\":\"Y\"}]}");
        assertThat(typed.statusCode()).isEqualTo(400);
        assertThat(Client.json(typed).get("findings").findValuesAsText("place")).containsExactly("objectives");
        var begun = post(host + ".commander", startex, begins);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(Client.json(begun).get("objectives").findValuesAsText("title"))
                .containsExactly("Fast-rope");
    }

    /** Else giving up the planning would be the way around the gate. */
    @Test
    void keepsStartexShutWhereThePlanningWasGivenUp() {
        var number = planned();
        post(host + ".planner", "/api/plannings/" + number + "/cancelling", "{\"reason\":\"Ordered\"}");

        var refused = post(host + ".planner", "/api/exercises/" + code + "/conduct/startex", "{\"on\":\"2026-11-25\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly(number);
    }

    // --- An exercise that was prepared outside. ---

    @ParameterizedTest
    @CsvSource({"aze, tur", "tur, aze"})
    void opensStartexOfAnExercisePreparedOutsideByTheProtocolOfItsGateAlone(String hosting, String sending) {
        host = hosting;
        guest = sending;
        put(host, code, "2026-11-25", "2026-11-28", null, null);
        var startex = "/api/exercises/" + code + "/conduct/startex";
        var begins = "{\"on\":\"2026-11-25\",\"objectives\":[{\"code\":\"OBJ-1\",\"title\":\"Night fires\"}]}";

        var without = post(host + ".commander", startex, begins);

        assertThat(without.statusCode()).isEqualTo(409);
        var finding = Client.json(without).at("/findings/0");
        assertThat(finding.get("code").asText()).isEqualTo("PLN-07");
        assertThat(finding.get("place").asText()).isEqualTo(code);
        assertThat(finding.get("source").asText()).isNotBlank();
        assertThat(finding.get("cure").asText())
                .as("in the officer's language")
                .isEqualTo(new Texts()
                        .say("planning.startex.neither.cure", Language.of(host.equals("aze") ? "az" : "tr")));

        var path = "/api/exercises/" + code + "/gate-protocol";
        var protocol = HeldGate.protocol(host).toString();
        for (var other : List.of(guest + ".planner", host + ".commander", host + ".authority")) {
            assertThat(post(other, path, protocol).statusCode()).as(other).isEqualTo(403);
        }
        var empty = post(host + ".planner", path, "{}");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(Client.json(empty).get("findings").findValuesAsText("place"))
                .contains("reference", "signedOn", "signatures/AZE", "items/INSURANCE:" + upper(guest));
        var brought = post(host + ".planner", path, protocol);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(201);
        var number = Client.json(brought).get("number").asText();
        assertThat(post(host + ".planner", path, protocol).statusCode()).isEqualTo(409);
        assertThat(post(host + ".planner", "/api/exercises/" + code + "/planning", "")
                        .statusCode())
                .isEqualTo(409);

        var unconfirmed = post(host + ".commander", startex, begins);
        assertThat(unconfirmed.statusCode()).isEqualTo(409);
        assertThat(Client.json(unconfirmed).get("findings").findValuesAsText("place"))
                .containsExactly(number);
        done(answered(host + ".commander", number, "userTask_confirmGateProtocol", "{'action':'AGREE'}"));
        assertThat(post(host + ".commander", startex, begins).statusCode())
                .as("confirmed by the host alone")
                .isEqualTo(409);
        done(answered(
                guest + ".commander",
                number,
                "userTask_confirmGateProtocol",
                "{'action':'REFUSE','reason':'Customs is open'}"));
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_recordGateProtocol");
        done(rewritten(number, HeldGate.protocol(host).put("reference", "HQ-2026/15")));
        for (var side : List.of(host, guest)) {
            done(answered(side + ".commander", number, "userTask_confirmGateProtocol", "{'action':'AGREE'}"));
        }

        assertEndedAt(number, "endEvent_gateOpenedByProtocol");
        var shown = get(guest + ".lessons", "/api/plannings/" + number);
        assertThat(shown.get("state").asText()).isEqualTo("READY");
        assertThat(shown.get("gate").findValuesAsText("light"))
                .hasSize(17)
                .containsOnlyOnce("WAIVED")
                .doesNotContain("RED");
        assertThat(shown.get("gate").toString()).contains("HQ-2026/15", "Land Forces Command");
        assertThat(shown.at("/products/1/product/content/protocol/signatures").findValuesAsText("name"))
                .contains("Albay K. Işık, tugay komutanı");
        assertThat(story(number)).contains("heldOutside", "productWritten", "productRefused", "gateOpened");
        var begun = post(host + ".commander", startex, begins);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(Client.json(begun).get("objectives").findValuesAsText("title"))
                .containsExactly("Night fires");
    }

    /** The answer to the task in which the protocol is recorded. */
    private HttpResponse<String> rewritten(String number, JsonNode protocol) {
        return answered(
                host + ".planner",
                number,
                "userTask_recordGateProtocol",
                "{'action':'WRITE','content':{'protocol':" + protocol + "}}");
    }

    /** In Tasklist's way: the draft is opened, the exercise chosen as one whose gate was held outside. */
    private String openedOutside() {
        put(host, code, STARTEX, "2027-09-10", null, null);
        var started = post(
                host + ".planner",
                "/engine-rest/process-definition/key/exercise-planning/tenant-id/joint-aze-tur/start",
                "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var number = Client.json(started).get("businessKey").asText();
        var choices = task(host + ".planner", number, "userTask_chooseExercise").get("dossier");
        assertThat(choices.get("outside").findValuesAsText("code")).contains(code);
        done(answered(
                host + ".planner",
                number,
                "userTask_chooseExercise",
                "{'action':'OUTSIDE','exercise':'" + code + "'}"));
        return number;
    }

    @Test
    void recordsTheProtocolInATaskAndTakesItAnewWhereStartexMoves() {
        var number = openedOutside();
        assertThat(planning(number).get("state").asText()).isEqualTo("OUTSIDE");
        assertThat(days(number)).isEmpty();
        assertThat(planning(number).get("gate")).isEmpty();
        assertThat(task(host + ".planner", number, "userTask_recordGateProtocol")
                        .at("/dossier/protocolItems"))
                .hasSize(17);
        var without = answered(
                host + ".planner",
                number,
                "userTask_recordGateProtocol",
                "{'action':'WRITE','content':{'text':'Ready'}}");
        assertThat(Client.json(without).get("findings").findValuesAsText("place"))
                .containsExactly("protocol");
        done(rewritten(number, HeldGate.protocol(host)));
        assertThat(planning(number).get("gate")).hasSize(17);
        done(answered(guest + ".commander", number, "userTask_confirmGateProtocol", "{'action':'AGREE'}"));

        moveOutside("2027-09-02", "2027-09-11");

        assertThat(tasks(host + ".commander", number)).isEmpty();
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_recordGateProtocol");
        done(rewritten(number, HeldGate.protocol(host)));
        for (var side : List.of(host, guest)) {
            done(answered(side + ".commander", number, "userTask_confirmGateProtocol", "{'action':'AGREE'}"));
        }
        assertThat(planning(number).get("state").asText()).isEqualTo("READY");

        // It was opened for just this day.
        moveOutside("2027-09-03", "2027-09-11");
        clock.moveTo(at("2027-09-03", "08:00", BAKU));
        assertThat(post(host + ".planner", "/api/exercises/" + code + "/conduct/startex", "{\"on\":\"2027-09-03\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    private void moveOutside(String firstDay, String lastDay) {
        var version =
                get(host + ".planner", "/api/exercises/" + code).get("version").asInt();
        put(host, code, firstDay, lastDay, null, version);
    }

    @Test
    void takesTheProtocolUntilThirtyDaysAfterTheLastDay() {
        var number = openedOutside();
        moveOutside(STARTEX, "2027-09-11");
        clock.moveTo(at("2027-10-11", "23:59", BAKU));
        doJobs(number);
        assertThat(planning(number).get("state").asText()).isEqualTo("OUTSIDE");
        clock.moveTo(at("2027-10-12", "00:00", BAKU));
        doJobs(number);
        assertThat(planning(number).get("state").asText()).isEqualTo("LAPSED");
        var path = "/api/exercises/" + code + "/gate-protocol";
        assertThat(post(host + ".planner", path, HeldGate.protocol(host).toString())
                        .body())
                .contains("11.10.2027");

        clock.moveTo(at("2027-10-11", "23:59", BAKU));
        var late = post(
                host + ".planner",
                path,
                HeldGate.protocol(host).put("signedOn", "2027-09-02").toString());
        assertThat(Client.json(late).get("findings").findValuesAsText("place"))
                .as("no gate before STARTEX")
                .containsExactly("signedOn");
        assertThat(post(
                                host + ".planner",
                                path,
                                HeldGate.protocol(host).put("signedOn", STARTEX).toString())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void takesNoProtocolOfAnExerciseThatWasPlannedHere() {
        var number = planned();
        var path = "/api/exercises/" + code + "/gate-protocol";
        var protocol = HeldGate.protocol(host).toString();
        assertThat(post(host + ".planner", path, protocol).statusCode()).isEqualTo(409);
        post(host + ".planner", "/api/plannings/" + number + "/cancelling", "{\"reason\":\"Ordered\"}");

        assertThat(post(host + ".planner", path, protocol).statusCode()).isEqualTo(409);
    }

    @Test
    void takesAProtocolAgainWhereAnEarlierOneWasGivenUp() {
        var number = openedOutside();
        post(host + ".planner", "/api/plannings/" + number + "/cancelling", "{\"reason\":\"Wrong exercise\"}");
        assertEndedAt(number, "endEvent_planningCancelled");

        holdGate(host, code);
    }

    /** What is known here not to be in force no protocol finds in order; the named authority may let it pass. */
    @Test
    void findsNoInstrumentInForceThatIsNotSoHere() {
        put(host, code, STARTEX, "2027-09-10", null, null);
        var path = "/api/exercises/" + code + "/gate-protocol";
        var protocol = HeldGate.protocol(host);
        ByHand.change(
                database,
                "update instrument_entry set instrument = 'SET-ASIDE' where instrument = 'SF-EXERCISES-2021'");
        try {
            var refused = post(host + ".planner", path, protocol.toString());

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                    .containsExactly("INSTRUMENT:" + upper(host));
            ((ObjectNode) protocol.at("/items/0"))
                    .put("light", "WAIVED")
                    .put("waivedBy", "Ministry of Defence")
                    .put("reason", "Extended by exchange of notes");
            assertThat(post(host + ".planner", path, protocol.toString()).statusCode())
                    .isEqualTo(201);
        } finally {
            ByHand.change(
                    database,
                    "update instrument_entry set instrument = 'SF-EXERCISES-2021' where instrument = 'SET-ASIDE'");
        }
    }

    @Test
    void isNotConfirmedByWhoRecordedTheProtocol() {
        put(host, code, STARTEX, "2027-09-10", null, null);
        standsIn(host + ".commander", host + ".planner");
        var brought = post(
                host + ".commander",
                "/api/exercises/" + code + "/gate-protocol",
                HeldGate.protocol(host).toString());
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(201);
        var number = Client.json(brought).get("number").asText();

        assertThat(answered(host + ".commander", number, "userTask_confirmGateProtocol", "{'action':'AGREE'}")
                        .statusCode())
                .isEqualTo(403);
    }

    // --- What earlier exercises have left open. ---

    /** Each side answers what it can read; what a side learned for itself stays with it. */
    @Test
    void answersTheOpenActionsOfEarlierExercisesBeforeTheSpecificationIsApproved() {
        var shared = openAction(guest, "BOTH");
        var own = openAction(guest, "OWN_SIDE");
        try {
            var number = planned();
            hold(number, Stage.CDE);
            var writing = task(host + ".planner", number, "userTask_prepareProduct")
                    .get("dossier")
                    .get("actions");
            assertThat(writing.findValuesAsText("number")).containsExactly(shared);
            var silent = answered(host + ".planner", number, "userTask_prepareProduct", specification());
            assertThat(Client.json(silent).get("findings").findValuesAsText("place"))
                    .containsExactly("actions/" + shared);
            var answering = specification().replace("'action':'WRITE'", "'action':'WRITE','actions':[%s]");
            var foreign = answering.formatted(action(shared, "TAKEN_UP", "Kept") + "," + action(own, "LEFT_OUT", "No"));
            assertThat(answered(host + ".planner", number, "userTask_prepareProduct", foreign)
                            .statusCode())
                    .isEqualTo(400);
            done(answered(
                    host + ".planner",
                    number,
                    "userTask_prepareProduct",
                    answering.formatted(action(shared, "TAKEN_UP", "One waveform from day 1"))));

            done(answered(host + ".authority", number, "userTask_decideProduct", "{'action':'AGREE'}"));
            assertThat(answered(guest + ".authority", number, "userTask_decideProduct", "{'action':'AGREE'}")
                            .statusCode())
                    .isEqualTo(400);
            done(answered(
                    guest + ".authority",
                    number,
                    "userTask_decideProduct",
                    "{'action':'AGREE','actions':[" + action(own, "LEFT_OUT", "Not before spring") + "]}"));

            assertThat(planning(number).get("stage").asText()).isEqualTo("IPC");
            assertThat(planning(number).at("/products/0/actions").findValuesAsText("action"))
                    .containsExactly(shared);
            assertThat(planning(number).toString())
                    .contains("One waveform from day 1")
                    .doesNotContain(own)
                    .doesNotContain("Not before spring");
            assertThat(get(guest + ".planner", "/api/plannings/" + number)
                            .at("/products/0/actions")
                            .findValuesAsText("taken"))
                    .containsExactlyInAnyOrder("TAKEN_UP", "LEFT_OUT");
        } finally {
            database.sql("update aar_action set state = 'CANCELLED'").update();
        }
    }

    /** What was ordered when the specification was approved already comes back at the gate; what a side keeps to itself does not. */
    @Test
    void asksAtTheGateForWhatWasOrderedAfterTheSpecificationWasApproved() {
        var observation = accepted(guest, "BOTH");
        var national = accepted(guest, "OWN_SIDE");
        var number = atTheGate();
        var item = "EARLIER_ACTIONS:" + upper(host);
        assertThat(red(number)).doesNotContain(item);
        try {
            var kept = settled(guest, national, "2027-12-01");
            assertThat(red(number)).doesNotContain(item);
            var ordered = settled(guest, observation, "2027-12-01");

            assertThat(red(number)).contains(item);
            waive(number, List.of(item), false);
            assertThat(red(number)).contains(item);
            done(answered(
                    host + ".planner",
                    number,
                    "userTask_reviewReadiness",
                    "{'action':'REVISE','product':'EXERCISE_SPECIFICATION'}"));
            assertThat(task(host + ".planner", number, "userTask_reviseProduct")
                            .get("dossier")
                            .get("actions")
                            .findValuesAsText("number"))
                    .containsExactly(ordered);
            done(answered(
                    host + ".planner",
                    number,
                    "userTask_reviseProduct",
                    specification()
                            .replace(
                                    "'action':'WRITE'",
                                    "'action':'WRITE','actions':[" + action(ordered, "TAKEN_UP", "From day 1") + "]")));
            assertThat(red(number)).as("not approved yet").contains(item);
            done(answered(host + ".authority", number, "userTask_decideRevision", "{'action':'AGREE'}"));
            done(answered(
                    guest + ".authority",
                    number,
                    "userTask_decideRevision",
                    "{'action':'AGREE','actions':[" + action(kept, "LEFT_OUT", "Not before spring") + "]}"));

            assertThat(red(number)).doesNotContain(item);
        } finally {
            database.sql("update aar_action set state = 'CANCELLED'").update();
        }
    }

    @Test
    void letsWhatIsNotAnsweredPassWithTheWaiverOfEveryCommander() {
        var observation = accepted(guest, "BOTH");
        var number = atTheGate();
        var item = "EARLIER_ACTIONS:" + upper(host);
        try {
            settled(guest, observation, "2027-12-01");
            assertThat(red(number)).contains(item);

            waive(number, List.of(item), true);

            assertThat(red(number)).doesNotContain(item);
        } finally {
            database.sql("update aar_action set state = 'CANCELLED'").update();
        }
    }

    @Test
    void letsPassByAWaiverNoActionThatWasOrderedAfterIt() {
        var observation = accepted(guest, "BOTH");
        var another = acceptedOf(code + "-B", guest, "BOTH");
        var number = atTheGate();
        var item = "EARLIER_ACTIONS:" + upper(host);
        try {
            settled(guest, observation, "2027-12-01");
            waive(number, List.of(item), true);
            clock.moveTo(clock.instant().plusSeconds(60));
            assertThat(red(number)).doesNotContain(item);

            settled(guest, another, "2027-12-01");

            assertThat(red(number)).contains(item);
            waive(number, List.of(item), true);
            assertThat(red(number)).doesNotContain(item);
        } finally {
            database.sql("update aar_action set state = 'CANCELLED'").update();
        }
    }

    private static String action(String number, String taken, String reason) {
        return "{'action':'" + number + "','taken':'" + taken + "','reason':'" + reason + "'}";
    }

    /** A corrective action of the side, learned in an exercise that has ended; its observation is released so. */
    private String openAction(String side, String release) {
        return settled(side, accepted(side, release), "2027-03-01");
    }

    private String accepted(String side, String release) {
        var earlier = code + "-" + release.charAt(0);
        put(host, earlier, "2026-11-24", "2026-11-25", null, null);
        holdGate(host, earlier);
        var conduct = "/api/exercises/" + earlier + "/conduct/";
        assertThat(post(host + ".planner", conduct + "startex", "{\"on\":\"2026-11-24\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post(host + ".planner", conduct + "endex", "{\"on\":\"2026-11-24\"}")
                        .statusCode())
                .isEqualTo(201);
        return acceptedOf(earlier, side, release);
    }

    private String acceptedOf(String earlier, String side, String release) {
        var observed = post(side + ".medical", "/api/exercises/" + earlier + "/observations", """
                {"title":"Radios","observedOn":"2026-11-24","observation":"The nets could not be joined.",
                 "recommendation":"Agree on one waveform.","release":"%s","tags":["MATERIEL"]}""".formatted(release));
        assertThat(observed.statusCode()).as(observed.body()).isEqualTo(201);
        var observation = Client.json(observed).get("number").asText();
        done(answered(
                side + ".lessons",
                observation,
                "userTask_decideObservation",
                "{'action':'ACCEPT','release':'" + release + "'}"));
        return observation;
    }

    /** @return the action that is ordered */
    private String settled(String side, String observation, String dueOn) {
        var settled = post(side + ".lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"Agree on one waveform","organisation":"Signals",
                 "body":"MEDICAL","person":"Captain Z","dueOn":"%s"}}""".formatted(dueOn));
        assertThat(settled.statusCode()).as(settled.body()).isIn(200, 201);
        for (var action : get(side + ".lessons", "/api/corrective-actions")) {
            if (action.get("observation").asText().equals(observation)) {
                return action.get("number").asText();
            }
        }
        throw new AssertionError("No action for " + observation);
    }

    // --- A calendar changes. ---

    @Test
    void movesItsDaysAndDueDatesWithADecreeAndBackWithItsWithdrawal() {
        var number = planned();
        var invitation = due(host + ".planner", number, "userTask_inviteParties");
        assertThat(days(number)).containsEntry("CDE", "2026-12-23").containsEntry("FPC", "2027-07-21");

        var decree = inEffect(guest, """
                {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2026-11-25","holiday":"administrativeLeave",
                 "from":"2026-12-23","to":"2026-12-23"}""");

        assertThat(days(number)).containsEntry("CDE", "2026-12-22").containsEntry("FPC", "2027-07-21");
        assertThat(due(host + ".planner", number, "userTask_inviteParties")).isBefore(invitation);
        assertThat(planning(number).get("story").toString())
                .contains(decree + ": 23.12.2026 → 22.12.2026", decree + ": 09.12.2026 → 08.12.2026");

        inEffect(guest, """
                {"kind":"WITHDRAWAL","reference":"NK 13","issuedOn":"2026-11-25","withdraws":"%s"}""".formatted(decree));
        assertThat(days(number)).containsEntry("CDE", "2026-12-23");
        assertThat(due(host + ".planner", number, "userTask_inviteParties")).isEqualTo(invitation);
    }

    private String inEffect(String side, String decree) {
        var answer = post(side + ".legal", "/api/calendars/" + upper(side) + "/decrees", decree);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var number = Client.json(answer).get("number").asText();
        done(answered(side + ".authority", number, "userTask_confirmDecree", "{'action':'CONFIRM'}"));
        doJobs(number);
        return number;
    }

    // --- STARTEX moves; cancelling; lapse. ---

    @Test
    void movesItsDaysTogetherWithStartexAndKeepsTheOldOnesOnRecord() {
        var number = planned();
        var before = due(host + ".planner", number, "userTask_inviteParties");
        move("2027-09-15", "2027-09-24");

        assertThat(days(number)).containsEntry("CDE", "2027-01-06").containsEntry("FPC", "2027-08-04");
        var story = planning(number).get("story").toString();
        assertThat(story)
                .contains("01.09.2027 → 15.09.2027", "23.12.2026 → 06.01.2027", "21.07.2027 → 04.08.2027")
                .contains("MANIFEST_FREEZE");
        assertThat(due(host + ".planner", number, "userTask_inviteParties")).isAfter(before);
    }

    @Test
    void invitesAnewWhereStartexMovesWhileAnInvitationIsOut() {
        var number = planned();
        hold(number, Stage.CDE);
        approveProducts(host, guest, number, Stage.CDE);
        done(invite(number, "2027-02-03", "Ankara"));
        move("2027-09-15", "2027-09-24");

        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_inviteParties");
        assertThat(days(number)).containsEntry("CDE", "2026-12-23").containsEntry("IPC", "2027-02-17");
        assertThat(planning(number).get("conferences").findValuesAsText("state"))
                .containsExactly("CONFIRMED", "DROPPED");
    }

    @Test
    void confirmsTheGateAnewWhereStartexMoves() {
        var number = atTheGate();
        waive(number, red(number), true);
        done(answered(host + ".planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        done(answered(guest + ".commander", number, "userTask_confirmReadiness", "{'action':'AGREE'}"));

        move("2027-09-02", "2027-09-11");

        // What was let pass was let pass for the old STARTEX.
        assertThat(tasks(guest + ".commander", number)).isEmpty();
        assertThat(tasks(host + ".planner", number)).containsExactly("userTask_reviewReadiness");
        assertThat(red(number)).contains("RANGE_BOOKING:" + upper(host));
    }

    @Test
    void isCancelledByTheHostAlone() {
        var number = planned();
        hold(number, Stage.CDE);
        var path = "/api/plannings/" + number + "/cancelling";
        var why = "{\"reason\":\"Ordered\"}";
        assertThat(post(guest + ".planner", path, why).statusCode()).isEqualTo(403);
        assertThat(post(host + ".authority", path, why).statusCode()).isEqualTo(403);
        assertThat(post(host + ".planner", path, "{}").statusCode()).isEqualTo(400);
        assertThat(post(host + ".planner", path, why).statusCode()).isEqualTo(204);
        assertThat(planning(number).get("state").asText()).isEqualTo("CANCELLED");
        assertEndedAt(number, "endEvent_planningCancelled");
        assertThat(tasks(host + ".planner", number)).isEmpty();
        assertThat(post(host + ".planner", path, why).statusCode()).isEqualTo(409);
        // The exercise can be planned once more.
        assertThat(begin()).isNotEqualTo(number);
    }

    /** A conference that is being called ends with its planning. */
    @Test
    void endsAConferenceWithItsPlanning() {
        var number = planned();
        done(invite(number, "2026-12-23", "Baku"));
        post(host + ".planner", "/api/plannings/" + number + "/cancelling", "{\"reason\":\"Ordered\"}");

        assertThat(tasks(host + ".planner", number)).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }

    @Test
    void neverOpensByItselfAndLapsesWhenStartexHasPassed() {
        var number = planned();
        clock.moveTo(at(STARTEX, "23:59", BAKU));
        doJobs(number);
        assertThat(planning(number).get("state").asText()).isEqualTo("STAGES");

        clock.moveTo(at("2027-09-02", "00:00", BAKU));
        doJobs(number);

        assertThat(planning(number).get("state").asText()).isEqualTo("LAPSED");
        assertEndedAt(number, "endEvent_planningLapsed");
    }

    @Test
    void movesTheLapseWithStartex() {
        var number = planned();
        move("2027-09-15", "2027-09-24");
        clock.moveTo(at("2027-09-15", "12:00", BAKU));
        doJobs(number);
        assertThat(planning(number).get("state").asText()).isEqualTo("STAGES");
    }

    // --- Doors. ---

    @Test
    void showsAPlanningToItsPartiesInTheRolesThatWorkOnIt() {
        var number = planned();
        var path = "/api/plannings/" + number;
        for (var account : List.of("aze.planner", "tur.planner", "tur.range", "aze.auditor")) {
            assertThat(read(account, path).statusCode()).as(account).isEqualTo(200);
        }
        for (var account : List.of("aze.guard", "tur.admin")) {
            assertThat(read(account, path).statusCode()).as(account).isIn(403, 404);
        }
        assertThat(get(host + ".planner", path).get("story").toString()).contains(host + ".planner");
        assertThat(get(guest + ".planner", path).get("story").toString()).doesNotContain(host + ".planner");
        assertThat(get(guest + ".planner", "/api/plannings").findValuesAsText("number"))
                .contains(number);
        // A task of one side is nobody else's, and a guest's planner begins nothing.
        var foreign = taskId(host + ".planner", number, "userTask_inviteParties");
        assertThat(read(guest + ".planner", "/api/tasks/" + foreign).statusCode())
                .isEqualTo(404);
        assertThat(post(guest + ".planner", "/engine-rest/task/" + foreign + "/complete", "{}")
                        .statusCode())
                .isIn(403, 404);
        exercise(host, null, code + "-B");
        assertThat(post(guest + ".planner", "/api/exercises/" + code + "-B/planning", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(host + ".authority", "/api/exercises/" + code + "-B/planning", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(host + ".planner", "/api/exercises/NOWHERE/planning", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void startsNoConferenceByItself() {
        var path = "/engine-rest/process-definition/key/planning-conference/tenant-id/joint-aze-tur/start";
        assertThat(post(host + ".planner", path, "{}").statusCode()).isIn(403, 404, 409);
        assertThat(post(
                                host + ".legal",
                                "/engine-rest/process-definition/key/exercise-planning/tenant-id/joint-aze-tur/start",
                                "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    // --- Walking. ---

    /** A planning of an exercise on the plan, at the invitation to its first conference. */
    private String planned() {
        exercise(host, "DEMO-1");
        return begin();
    }

    private String begin() {
        var answer = post(host + ".planner", "/api/exercises/" + code + "/planning", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    private void exercise(String hosting, @Nullable String line) {
        exercise(hosting, line, code);
    }

    private void exercise(String hosting, @Nullable String line, String named) {
        openTheLine();
        put(hosting, named, STARTEX, "2027-09-10", line, null);
    }

    private void openTheLine() {
        database.sql("update plan_line set first_day = ?, last_day = ? where number = 'DEMO-1'")
                .params(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31))
                .update();
    }

    private void move(String firstDay, String lastDay) {
        var version =
                get(host + ".planner", "/api/exercises/" + code).get("version").asInt();
        put(host, code, firstDay, lastDay, "DEMO-1", version);
    }

    private void put(
            String hosting,
            String named,
            String firstDay,
            String lastDay,
            @Nullable String line,
            @Nullable Integer version) {
        var exercise = JSON.createObjectNode()
                .put("title", "Qafqaz qartalı")
                .put("hostState", upper(hosting))
                .put("firstDay", firstDay)
                .put("lastDay", lastDay)
                .put("planLine", line);
        exercise.putArray("parties").add("AZE").add("TUR");
        var client = client(hosting + ".planner");
        var request = client.request("/api/exercises/" + named)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(exercise.toString()));
        var answer = client.send(
                version == null
                        ? request.header("If-None-Match", "*")
                        : request.header("If-Match", "\"" + version + "\""));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private HttpResponse<String> invite(String number, @Nullable String day, String place) {
        var answer = JSON.createObjectNode()
                .put("action", "INVITE")
                .put("day", day)
                .put("place", place)
                .put("agenda", CANARY);
        return answered(host + ".planner", number, "userTask_inviteParties", answer.toString());
    }

    private void record(String number) {
        done(answered(
                host + ".planner",
                number,
                "userTask_recordMinutes",
                "{'action':'RECORD','minutes':'" + CANARY + " agreed'}"));
    }

    private void confirmMinutes(String number) {
        for (var side : List.of(host, guest)) {
            done(answered(side + ".authority", number, "userTask_confirmMinutes", "{'action':'AGREE'}"));
        }
    }

    /** Invited, held on the planned day, minutes confirmed. */
    private void hold(String number, Stage stage) {
        var day = days(number).get(stage.name());
        done(invite(number, day, "Baku"));
        clock.moveTo(at(String.valueOf(day), "18:00", BAKU));
        record(number);
        confirmMinutes(number);
    }

    /** At the risk assessment of the last stage, with everything before it approved. */
    private String finalPlanning() {
        var number = planned();
        for (var stage : List.of(Stage.CDE, Stage.IPC, Stage.MPC)) {
            hold(number, stage);
            approveProducts(host, guest, number, stage);
        }
        hold(number, Stage.FPC);
        return number;
    }

    private String atTheGate() {
        var number = finalPlanning();
        approveProducts(host, guest, number, Stage.FPC);
        for (var side : List.of(host, guest)) {
            done(answered(side + ".medical", number, "userTask_declareHealth", "{'action':'CLEAR'}"));
        }
        return number;
    }

    private void waive(String number, List<String> items, boolean granted) {
        waive(host, guest, number, items, granted);
    }

    private JsonNode planning(String number) {
        return get(host + ".planner", "/api/plannings/" + number);
    }

    private List<String> story(String number) {
        return planning(number).get("story").findValuesAsText("event");
    }

    private Map<String, String> days(String number) {
        var days = new HashMap<String, String>();
        planning(number)
                .get("days")
                .forEach(each ->
                        days.put(each.get("code").asText(), each.get("day").asText()));
        return days;
    }

    private List<String> red(String number) {
        return StreamSupport.stream(planning(number).get("gate").spliterator(), false)
                .filter(item -> item.get("light").asText().equals("RED"))
                .map(item -> item.get("item").asText() + ":" + item.get("party").asText())
                .toList();
    }

    /** The gate of a planning that is not there yet, by item and party. */
    private Map<String, String> gateOf(String number) {
        database.sql("update planning set state = 'GATE' where number = ?")
                .param(number)
                .update();
        var found = new HashMap<String, String>();
        planning(number)
                .get("gate")
                .forEach(item -> found.put(
                        item.get("item").asText() + ":" + item.get("party").asText(),
                        item.get("light").asText() + " " + item.get("told").asText()));
        return found;
    }

    private String permit(String request) {
        return database.sql("select number from visit_permit where request_number = ?")
                .param(request)
                .query(String.class)
                .single();
    }

    private static String upper(String side) {
        return side.toUpperCase(Locale.ROOT);
    }
}
