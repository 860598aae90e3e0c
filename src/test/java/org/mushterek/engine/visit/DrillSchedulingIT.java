package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.component.VEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.CalendarReader;
import org.mushterek.build.NeedsNode;
import org.mushterek.build.StoredText;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.mushterek.common.Seals;
import org.mushterek.exercise.drill.RangeClosures;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Drills from the planner's first line to the end of the exercise, by the doors that officers and other systems use. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:drill-scheduling;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/drill-scheduling",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class DrillSchedulingIT extends CaseDoors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static int exercises;

    @Autowired
    VisitDriver visits;

    @Autowired
    RangeClosures closures;

    @Autowired
    TakenFlows flows;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Seals seals;

    @Autowired
    List<SealedColumns> sealedColumns;

    /** What officers write may name persons. */
    @AfterEach
    void logsNothingThatWasWritten(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("Unexploded shell", "Nesting season", "Only day left", "Flood");
    }

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        exercises++;
    }

    // --- Into force. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void comesIntoForceWhenEveryPartyHasAccepted(String host) {
        var other = host.equals("aze") ? "tur" : "aze";
        var exercise = exercise(host);
        var range = range(host, "A");
        var started = post(
                host + ".planner",
                "/engine-rest/process-definition/key/drill-scheduling/tenant-id/joint-aze-tur/start",
                "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var number = Client.json(started).get("businessKey").asText();
        assertThat(number).startsWith("DRL-" + host.toUpperCase(Locale.ROOT) + "-2027-");
        assertThat(schedule(other + ".planner", number).statusCode()).isEqualTo(404);

        var programme = programme(host);
        drill(programme, "D1", range, "T1");
        drill(programme, "D2", range, "T2");
        write(number, exercise, programme);
        var proposal = proposal(number);
        assertThat(proposal.get("state").asText()).isEqualTo("PLANNED");
        assertThat(proposal.at("/plan/proof/standing").asText()).isEqualTo("OPTIMAL");
        publish(number, proposal);

        assertThat(shown(other + ".planner", number).get("plan").isNull()).isTrue();
        assertThat(shown(other + ".planner", number).get("programme").isNull()).isTrue();
        assertThat(tasks(other + ".range", number)).isEmpty();
        assertThat(client(other + ".planner").get(path(number, "plan")).statusCode())
                .isEqualTo(404);
        confirmBookings(host, number);
        var offered = shown(other + ".planner", number);
        assertThat(offered.at("/plan/plan/placements").findValuesAsText("drill"))
                .containsExactly("D1", "D2");
        assertThat(offered.get("story").findValuesAsText("event"))
                .containsExactly("schedulingOpened", "bookingsConfirmed");
        assertThat(offered.toString()).doesNotContain(host + ".range");
        accept(other, number);
        assertThat(state(host, number)).isEqualTo("ACCEPTING");
        accept(host, number);

        assertThat(state(other, number)).isEqualTo("IN_FORCE");
        assertThat(workbook(other + ".planner", number)).containsExactly("D1 " + range, "D2 " + range);
        assertThat(shown(other + ".commander", number).get("answers").findValuesAsText("subject"))
                .containsExactlyInAnyOrder("AZE", "TUR");
        for (var side : List.of(host, other)) {
            assertThat(get(side + ".commander", "/api/reports/cases/" + number)
                            .get("places")
                            .findValuesAsText("name"))
                    .as("where it waits, on the diagram")
                    .containsExactly("Exercise started");
        }
    }

    /** What a foreign contingent books is confirmed by range officers, range safety, legal officer and commander (RNG-04). */
    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void isConfirmedByEveryOfficeWhereAForeignContingentIsOnARange(String host) {
        var number = opened(host, exercise(host));
        var programme = programme(host);
        drill(programme, "D1", range(host, "A"), "T2");
        write(number, shown(host + ".planner", number).get("exercise").asText(), programme);
        publish(number, proposal(number));
        var step = "userTask_confirmBookings";
        var names = get(host + ".planner", "/engine-rest/task?processInstanceBusinessKey=" + number)
                .findValuesAsText("name");
        assertThat(names).isEmpty();
        assertThat(get(host + ".range", "/engine-rest/task?processInstanceBusinessKey=" + number)
                        .findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "Confirm range bookings · " + number, "Confirm range bookings · Range safety · " + number);

        done(complete(host + ".legal", number, step, "{\"action\":\"CONFIRM\"}"));
        assertThat(state(host, number)).isEqualTo("BOOKING");
        done(complete(host + ".commander", number, step, "{\"action\":\"SEND_BACK\",\"reason\":\"Not that week\"}"));
        assertThat(state(host, number)).isEqualTo("PLANNING");
        assertThat(tasks(host + ".range", number)).isEmpty();

        publish(number, proposal(number));
        for (var office : List.of("legal", "range", "commander")) {
            done(complete(host + "." + office, number, step, "{\"action\":\"CONFIRM\"}"));
        }
        assertThat(state(host, number)).isEqualTo("BOOKING");
        done(complete(host + ".range", number, step, "{\"action\":\"CONFIRM\"}"));
        assertThat(state(host, number)).isEqualTo("ACCEPTING");
        assertThat(shown(host + ".planner", number).get("answers").findValuesAsText("subject"))
                .containsExactlyInAnyOrder("RANGE", "SAFETY", "LEGAL", "COMMANDER");
        assertThat(shown(host.equals("aze") ? "tur.planner" : "aze.planner", number)
                        .get("answers"))
                .isEmpty();
    }

    // --- What it proves at the gate. ---

    @Test
    void provesAtTheGateThatRangesAreBookedAsLongAsThePlanIsInForce() {
        var number = planned("tur");
        var exercise = shown("tur.planner", number).get("exercise").asText();
        var planning = Client.json(post("tur.planner", "/api/exercises/" + exercise + "/planning", ""))
                .get("number")
                .asText();
        database.sql("update planning set state = 'GATE' where number = ?")
                .param(planning)
                .update();
        assertThat(light(planning, "RANGE_BOOKING")).startsWith("RED").contains(number);

        throughAllAnswers("tur", number);
        assertThat(light(planning, "RANGE_BOOKING")).startsWith("GREEN").contains(number);
        assertThat(light(planning, "RANGE_SAFETY")).startsWith("GREEN").contains(number, "RNG-01");
        assertThat(light(planning, "DANGER_ZONES")).startsWith("GREEN").contains(number, "RNG-02");

        assertThat(post("tur.planner", path(number, "replanning"), "{\"reason\":\"Rain\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(light(planning, "RANGE_BOOKING")).startsWith("RED");
        assertThat(light(planning, "DANGER_ZONES")).startsWith("RED");
    }

    private String light(String planning, String item) {
        for (var each : get("aze.commander", "/api/plannings/" + planning).get("gate")) {
            if (each.get("item").asText().equals(item)) {
                return each.get("light").asText() + " " + each.get("told").asText();
            }
        }
        throw new AssertionError("No " + item);
    }

    @Test
    void closesWhenTheExerciseIsOver() {
        var number = inForce("tur");

        clock.moveTo(at("2027-06-16", "23:59", ISTANBUL));
        doJobs(number);
        assertThat(state("aze", number)).isEqualTo("IN_FORCE");
        clock.moveTo(at("2027-06-17", "00:00", ISTANBUL));
        doJobs(number);

        assertThat(state("aze", number)).isEqualTo("ENDED");
        assertEndedAt(number, "endEvent_schedulingEnded");
        assertThat(post("tur.planner", path(number, "discarding"), "").statusCode())
                .isEqualTo(409);
    }

    // --- Back to the planner. ---

    @Test
    void movesTheFewestDrillsWhenARangeIsClosed() {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var other = range("tur", "B");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1");
        drill(programme, "D2", other, "T2");
        drill(programme, "D3", range, "T2").put("notBefore", "2027-06-10T08:00");
        write(number, exercise, programme);
        throughAllAnswers("tur", number);
        var before = starts(number);

        var closed = post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"%s","to":"2027-06-09T00:00","reason":"Unexploded shell"}""".formatted(before.get("D1")));
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(201);

        assertThat(state("tur", number)).isEqualTo("PLANNING");
        assertThat(tasks("tur.planner", number)).containsExactly("userTask_planDrills");
        var proposal = proposal(number);
        assertThat(proposal.at("/plan/proof/moved").asInt()).isEqualTo(1);
        assertThat(proposal.at("/plan/proof/movedAtLeast").asInt()).isEqualTo(1);
        publish(number, proposal);
        confirmBookings("tur", number);
        accept("aze", number);
        accept("tur", number);
        var after = starts(number);
        assertThat(after.get("D1")).isEqualTo("2027-06-09T00:30:00");
        assertThat(after.get("D2")).isEqualTo(before.get("D2"));
        assertThat(after.get("D3")).isEqualTo(before.get("D3"));
        assertThat(shown("aze.planner", number).at("/plan/revision").asInt()).isEqualTo(2);
        // A closure that touches nothing of the plan leaves it alone, and one that is lifted, too.
        assertThat(post("tur.range", "/api/ranges/" + other + "/closures", """
                {"from":"2027-06-15T00:00","to":"2027-06-16T00:00","reason":"Fair"}""").statusCode())
                .isEqualTo(201);
        assertThat(state("tur", number)).isEqualTo("IN_FORCE");
    }

    @Test
    void isPlannedAnewWhenTheExerciseMoves() {
        var number = inForce("aze");
        var code = shown("aze.planner", number).get("exercise").asText();
        var known = get("aze.planner", "/api/exercises/" + code);
        var client = client("aze.planner");

        var moved = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .PUT(BodyPublishers.ofString(((ObjectNode) known)
                        .put("firstDay", "2027-06-08")
                        .put("lastDay", "2027-06-18")
                        .toString())));

        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(state("aze", number)).isEqualTo("PLANNING");
        assertThat(shown("tur.planner", number).get("story").findValuesAsText("event"))
                .endsWith("exerciseMoved");
    }

    @Test
    void isTakenUpAgainByItsPlannerWithAReason() {
        var number = inForce("tur");

        assertThat(post("aze.planner", path(number, "replanning"), "{\"reason\":\"Rain\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("tur.planner", path(number, "replanning"), "{}").statusCode())
                .isEqualTo(400);
        assertThat(post("tur.planner", path(number, "replanning"), "{\"reason\":\"Rain\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(state("tur", number)).isEqualTo("PLANNING");
        assertThat(post("tur.planner", path(number, "replanning"), "{\"reason\":\"Rain\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void goesBackWhereBookingsAreNotConfirmedOrAPartyDeclines() {
        var number = planned("tur");
        publish(number, proposal(number));
        assertThat(complete("tur.range", number, "userTask_confirmBookings", "{\"action\":\"SEND_BACK\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete(
                "tur.range",
                number,
                "userTask_confirmBookings",
                "{\"action\":\"SEND_BACK\",\"reason\":\"Maintenance\"}"));
        assertThat(state("tur", number)).isEqualTo("PLANNING");
        assertThat(shown("aze.planner", number).get("plan").isNull()).isTrue();
        assertThat(shown("aze.planner", number).toString()).doesNotContain("Maintenance");

        publish(number, proposal(number));
        confirmBookings("tur", number);
        done(complete(
                "aze.commander", number, "userTask_acceptPlan", "{\"action\":\"DECLINE\",\"reason\":\"Too late\"}"));

        assertThat(state("aze", number)).isEqualTo("PLANNING");
        assertThat(tasks("tur.planner", number)).containsExactly("userTask_planDrills");
        assertThat(shown("tur.planner", number).toString()).contains("Too late");
        assertThat(shown("tur.planner", number).at("/plan/state").asText()).isEqualTo("DECLINED");
    }

    @Test
    void usesAClosedPeriodOnlyWhereTheCommanderAllowsIt() {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var closure = Client.json(post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"2027-06-07T00:00","to":"2027-06-17T00:00","reason":"Nesting season"}"""))
                .get("id")
                .asLong();
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1");
        write(number, exercise, programme);
        var impossible = proposal(number);
        assertThat(impossible.get("state").asText()).isEqualTo("IMPOSSIBLE");
        assertThat(impossible.at("/clash/verified").asBoolean()).isTrue();
        assertThat(impossible.at("/clash/rules").findValuesAsText("en").toString())
                .contains(range)
                .contains("is closed from 07.06.2027 00:00 to 17.06.2027 00:00");

        programme.putArray("overrides").addObject().put("closure", closure).put("reason", "Only day left");
        write(number, exercise, programme);
        publish(number, proposal(number));
        assertThat(tasks("tur.range", number)).isEmpty();
        assertThat(complete("tur.commander", number, "userTask_decideOverride", "{\"action\":\"REFUSE\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete("tur.commander", number, "userTask_decideOverride", "{\"action\":\"REFUSE\",\"reason\":\"No\"}"));
        assertThat(state("tur", number)).isEqualTo("PLANNING");

        publish(number, proposal(number));
        done(complete("tur.commander", number, "userTask_decideOverride", "{\"action\":\"ALLOW\"}"));
        confirmBookings("tur", number);
        assertThat(shown("tur.planner", number).get("story").findValuesAsText("event"))
                .containsSubsequence("overrideRefused", "overrideAllowed", "bookingsConfirmed");
    }

    @Test
    void takesADeputyAndTheAbsentOfficerForOneHand() {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var closure = Client.json(post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"2027-06-07T00:00","to":"2027-06-17T00:00","reason":"Nesting season"}"""))
                .get("id")
                .asLong();
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1");
        programme.putArray("overrides").addObject().put("closure", closure).put("reason", "Only day left");
        var version = shown("tur.planner", number).get("version").asInt();
        assertThat(writing("tur.legal", number, version, exercise, programme).statusCode())
                .isEqualTo(403);
        standsIn("tur.legal", "tur.planner");
        assertThat(writing("tur.legal", number, version, exercise, programme).statusCode())
                .isEqualTo(200);
        done(complete(
                "tur.legal",
                number,
                "userTask_planDrills",
                "{\"action\":\"PUBLISH\",\"proposal\":" + proposal(number).get("id") + "}"));
        standsIn("tur.planner", "tur.commander");
        standsIn("tur.planner", "tur.range");

        var allow = "{\"action\":\"ALLOW\"}";
        assertThat(complete("tur.planner", number, "userTask_decideOverride", allow)
                        .body())
                .contains("drill.sameHand");
        done(complete("tur.commander", number, "userTask_decideOverride", allow));
        assertThat(complete("tur.planner", number, "userTask_confirmBookings", "{\"action\":\"CONFIRM\"}")
                        .body())
                .contains("drill.sameHand");
        confirmBookings("tur", number);
        assertThat(complete("tur.planner", number, "userTask_acceptPlan", "{\"action\":\"ACCEPT\"}")
                        .body())
                .contains("drill.sameHand");
        accept("tur", number);
        var story = shown("tur.planner", number).get("story");
        assertThat(hands(story, "planPublished")).containsExactly("tur.legal for tur.planner");
        assertThat(hands(story, "overrideAllowed")).containsExactly("tur.commander for null");
        assertThat(shown("aze.planner", number).toString()).doesNotContain("tur.legal", "tur.planner");
    }

    // --- Conduct. ---

    @Test
    void isConductedDrillByDrillBeforeTheExerciseCanEnd() throws IOException {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1");
        drill(programme, "D2", range, "T2");
        write(number, exercise, programme);
        throughAllAnswers("tur", number);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(409);
        clock.moveTo(at("2027-06-07", "20:00", ISTANBUL));
        holdGate("tur", exercise);
        assertThat(post("tur.commander", "/api/exercises/" + exercise + "/conduct/startex", "{\"on\":\"2027-06-07\"}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(reporting("aze.commander", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(403);
        assertThat(reporting("tur.medical", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(403);
        assertThat(reporting("tur.range", drills, "D9", "START", "2027-06-07T08:00", ""))
                .isEqualTo(404);
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T20:01", ""))
                .isEqualTo(400);
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-06T23:59", ""))
                .isEqualTo(400);
        assertThat(reporting("tur.range", drills, "D1", "FINISH", "2027-06-07T08:00", ",\"strength\":1,\"rounds\":0"))
                .isEqualTo(409);
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(201);
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(409);
        assertThat(reporting("tur.range", drills, "D1", "SUSPEND", "2027-06-07T09:00", ""))
                .isEqualTo(400);
        assertThat(reporting("tur.range", drills, "D1", "SUSPEND", "2027-06-07T09:00", ",\"remarks\":\"Fog\""))
                .isEqualTo(201);
        assertThat(reporting("tur.range", drills, "D1", "RESUME", "2027-06-07T08:59", ""))
                .isEqualTo(400);
        assertThat(reporting("tur.range", drills, "D1", "RESUME", "2027-06-07T10:00", ""))
                .isEqualTo(201);
        assertThat(reporting("tur.range", drills, "D1", "FINISH", "2027-06-07T11:00", ",\"strength\":30"))
                .isEqualTo(400);
        assertThat(reporting(
                        "tur.range", drills, "D1", "FINISH", "2027-06-07T11:00", ",\"strength\":30,\"rounds\":600"))
                .isEqualTo(201);
        // What was reported wrongly is reported again.
        assertThat(reporting(
                        "tur.range", drills, "D1", "FINISH", "2027-06-07T10:30", ",\"strength\":28,\"rounds\":600"))
                .isEqualTo(201);

        var endex = "/api/exercises/" + exercise + "/conduct/endex";
        var refused = post("tur.commander", endex, "{\"on\":\"2027-06-07\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("drills/D2");
        assertThat(reporting("tur.planner", drills, "D2", "CANCEL", "2027-06-07T12:00", ",\"remarks\":\"Flood\""))
                .isEqualTo(201);
        var ended = post("tur.commander", endex, "{\"on\":\"2027-06-07\"}");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(201);
        assertThat(reporting("tur.range", drills, "D1", "FINISH", "2027-06-07T10:30", ",\"strength\":1,\"rounds\":1"))
                .isEqualTo(409);

        var conducted = get("aze.planner", drills);
        assertThat(conducted.findValuesAsText("state")).containsExactly("FINISHED", "CANCELLED");
        assertThat(conducted.get(0).get("reports").findValuesAsText("action"))
                .containsExactly("START", "SUSPEND", "RESUME", "FINISH", "FINISH");
        assertThat(conducted.get(0).get("reports").get(4).get("strength").asInt())
                .isEqualTo(28);
        assertThat(conducted.toString()).doesNotContain("tur.range").contains("Fog");
        assertThat(get("tur.planner", drills).toString()).contains("tur.range");

        var reports = new ArrayList<JsonNode>();
        get("aze.lessons", "/api/after-action-reports").forEach(reports::add);
        var report = reports.stream()
                .filter(found -> found.get("exercise").asText().equals(exercise))
                .findFirst()
                .orElseThrow();
        clock.moveTo(at("2027-06-08", "00:00", ISTANBUL));
        doJobs(report.get("number").asText());
        var told = get(
                        "aze.lessons",
                        "/api/after-action-reports/" + report.get("number").asText()
                                + "/report?stage=FIRST&edition=JOINT")
                .get("drills");
        assertThat(told.findValuesAsText("state")).containsExactly("FINISHED", "CANCELLED");
        assertThat(told.get(0).get("rounds").asInt()).isEqualTo(600);
        assertThat(told.get(0).get("startedAt").asText()).startsWith("2027-06-07T08:00");
        assertThat(told.get(1).get("startedAt").isNull()).isTrue();
        assertThat(paper(report.get("number").asText()).replaceAll("\\s+", " "))
                .contains(
                        "Drills, planned and conducted",
                        "07.06.2027 08:00 07.06.2027 10:30",
                        "1 of 2 drills were finished; 600 rounds");
    }

    @Test
    void losesNothingThatWasReportedWhenItIsPlannedAnew() {
        var exercise = running("tur");
        var number = scheduleOf("tur", exercise);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(201);
        assertThat(reporting(
                        "tur.range", drills, "D1", "FINISH", "2027-06-07T11:00", ",\"strength\":30,\"rounds\":600"))
                .isEqualTo(201);
        assertThat(reporting("tur.range", drills, "D2", "START", "2027-06-07T12:00", ""))
                .isEqualTo(201);
        var before = starts(number);
        assertThat(post("tur.range", "/api/ranges/" + range("tur", "D3") + "/closures", """
                {"from":"%s","to":"2027-06-09T00:00","reason":"Flood"}""".formatted(before.get("D3")))
                        .statusCode())
                .isEqualTo(201);
        assertThat(state("tur", number)).isEqualTo("PLANNING");
        assertThat(post("tur.planner", path(number, "discarding"), "").statusCode())
                .isEqualTo(409);

        var known = (ObjectNode) shown("tur.planner", number).get("programme");
        var without = known.deepCopy();
        ((ArrayNode) without.get("drills")).remove(0);
        var shorter = known.deepCopy();
        ((ObjectNode) shorter.at("/drills/1")).put("minutes", 60);
        for (var programme : List.of(without, shorter)) {
            var refused = writing("tur.planner", number, version(number), exercise, programme);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                    .containsExactly("drill.reported");
        }

        // What has begun stays; the rest is put after now, and not before the plan can be confirmed and accepted.
        clock.moveTo(at("2027-06-09", "10:05", ISTANBUL));
        var proposal = proposal(number);
        assertThat(proposal.get("state").asText()).as(proposal.toString()).isEqualTo("PLANNED");
        clock.moveTo(at("2027-06-09", "11:00", ISTANBUL));
        publish(number, proposal);
        clock.moveTo(at("2027-06-09", "12:00", ISTANBUL));
        confirmBookings("tur", number);
        clock.moveTo(at("2027-06-09", "14:00", ISTANBUL));
        accept("aze", number);
        accept("tur", number);
        var after = starts(number);
        assertThat(after.get("D1")).isEqualTo(before.get("D1"));
        assertThat(after.get("D2")).isEqualTo(before.get("D2"));
        assertThat(after.get("D3")).isEqualTo("2027-06-09T14:15:00");
        var conducted = get("aze.planner", drills);
        assertThat(conducted.findValuesAsText("state")).containsExactly("FINISHED", "STARTED", "PLANNED");
        assertThat(conducted.at("/0/reports/1/rounds").asInt()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isGivenUpWithItsReportsOnceEveryDrillIsOver(boolean inItsTask) {
        var exercise = running("tur");
        var number = scheduleOf("tur", exercise);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(201);
        assertThat(reporting(
                        "tur.range", drills, "D1", "FINISH", "2027-06-07T11:00", ",\"strength\":30,\"rounds\":600"))
                .isEqualTo(201);
        assertThat(post("tur.planner", path(number, "replanning"), "{\"reason\":\"Rain\"}")
                        .statusCode())
                .isEqualTo(204);
        var discard = "{\"action\":\"DISCARD\"}";
        assertThat(complete("tur.planner", number, "userTask_planDrills", discard)
                        .statusCode())
                .isEqualTo(409);
        assertThat(reporting("tur.range", drills, "D2", "CANCEL", "2027-06-07T12:00", ",\"remarks\":\"Rain\""))
                .isEqualTo(201);
        assertThat(post("tur.planner", path(number, "discarding"), "").statusCode())
                .isEqualTo(409);
        assertThat(reporting("tur.range", drills, "D3", "CANCEL", "2027-06-07T12:00", ",\"remarks\":\"Rain\""))
                .isEqualTo(201);
        var ended = post("tur.commander", "/api/exercises/" + exercise + "/conduct/endex", "{\"on\":\"2027-06-07\"}");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(201);

        if (inItsTask) {
            done(complete("tur.planner", number, "userTask_planDrills", discard));
        } else {
            assertThat(post("tur.planner", path(number, "discarding"), "").statusCode())
                    .isEqualTo(204);
        }

        assertThat(state("aze", number)).isEqualTo("ENDED");
        assertEndedAt(number, inItsTask ? "endEvent_schedulingGivenUp" : "endEvent_schedulingDiscarded");
        assertThat(get("aze.planner", drills).findValuesAsText("state"))
                .containsExactly("FINISHED", "CANCELLED", "CANCELLED");
    }

    @Test
    void isPlannedAnewWhereWhatIsOverStandsOutsideOfTheNewDays() {
        var exercise = exercise("tur");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range("tur", "A"), "T1").put("notBefore", "2027-06-09T08:00");
        var late = drill(programme, "D2", range("tur", "B"), "T2").put("notBefore", "2027-06-15T08:00");
        write(number, exercise, programme);
        throughAllAnswers("tur", number);
        var before = starts(number);
        holdGate("tur", exercise);
        clock.moveTo(at("2027-06-07", "20:00", ISTANBUL));
        assertThat(post("tur.commander", "/api/exercises/" + exercise + "/conduct/startex", "{\"on\":\"2027-06-07\"}")
                        .statusCode())
                .isEqualTo(201);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting("tur.range", drills, "D2", "CANCEL", "2027-06-07T12:00", ",\"remarks\":\"Rain\""))
                .isEqualTo(201);
        var client = client("tur.planner");
        var known = client.send(client.request("/api/exercises/" + exercise).GET());
        var shortened = client.send(client.request("/api/exercises/" + exercise)
                .header("Content-Type", "application/json")
                .header("If-Match", known.headers().firstValue("ETag").orElseThrow())
                .PUT(BodyPublishers.ofString(((ObjectNode) Client.json(known))
                        .put("lastDay", "2027-06-11")
                        .toString())));
        assertThat(shortened.statusCode()).as(shortened.body()).isEqualTo(200);
        assertThat(state("tur", number)).isEqualTo("PLANNING");
        late.remove("notBefore");
        write(number, exercise, programme);

        throughAllAnswers("tur", number);

        assertThat(starts(number)).isEqualTo(before);
        assertThat(get("aze.planner", drills).findValuesAsText("state")).containsExactly("PLANNED", "CANCELLED");
    }

    @Test
    void leavesToOthersWhatACancelledDrillHadBooked() {
        var first = exercise("tur");
        var number = opened("tur", first);
        var programme = programme("tur");
        drill(programme, "D1", range("tur", "A"), "T1").put("notBefore", "2027-06-10T08:00");
        write(number, first, programme);
        throughAllAnswers("tur", number);
        var taken = starts(number).get("D1");
        holdGate("tur", first);
        clock.moveTo(at("2027-06-07", "20:00", ISTANBUL));
        assertThat(post("tur.commander", "/api/exercises/" + first + "/conduct/startex", "{\"on\":\"2027-06-07\"}")
                        .statusCode())
                .isEqualTo(201);
        exercises++;
        var second = exercise("tur");
        var other = opened("tur", second);
        var same = programme("tur");
        drill(same, "D1", rangeOf(exercises - 1, "tur", "A"), "T1").put("pinnedTo", taken);
        write(other, second, same);
        assertThat(proposal(other).get("state").asText()).isEqualTo("IMPOSSIBLE");

        assertThat(reporting(
                        "tur.range",
                        "/api/exercises/" + first + "/drills",
                        "D1",
                        "CANCEL",
                        "2027-06-07T12:00",
                        ",\"remarks\":\"Rain\""))
                .isEqualTo(201);

        assertThat(proposal(other).get("state").asText()).isEqualTo("PLANNED");
    }

    private String scheduleOf(String host, String exercise) {
        for (var schedule : get(host + ".planner", "/api/drill-schedules")) {
            if (schedule.get("exercise").asText().equals(exercise)) {
                return schedule.get("number").asText();
            }
        }
        throw new AssertionError("No schedule of " + exercise);
    }

    // --- Residual risk while the exercise runs (RSK-02). ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void standsStillAboveTheApprovedRiskUntilEveryPartyAgrees(String host) {
        var guest = host.equals("aze") ? "tur" : "aze";
        var exercise = running(host);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting(host + ".range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(201);
        assertThat(seeing(guest + ".guard", drills, "D1", "HIGH").statusCode()).isEqualTo(403);
        var unfinished = post(guest + ".medical", drills + "/D1/risks", "{}");
        assertThat(unfinished.statusCode()).isEqualTo(400);
        assertThat(Client.json(unfinished).get("findings").findValuesAsText("place"))
                .containsExactly("level", "hazard");

        var seen = seeing(guest + ".medical", drills, "D1", "HIGH");
        assertThat(seen.statusCode()).as(seen.body()).isEqualTo(201);
        var number = Client.json(seen).get("number").asText();
        assertThat(number).startsWith("RSK-" + guest.toUpperCase(Locale.ROOT) + "-2027-");
        var drill = get(host + ".planner", drills).get(0);
        assertThat(drill.get("state").asText()).isEqualTo("SUSPENDED");
        assertThat(drill.get("reports").get(1).get("remarks").asText()).isEqualTo("Heat");
        assertThat(drill.toString()).doesNotContain(guest + ".medical");
        assertThat(reporting(host + ".range", drills, "D1", "RESUME", "2027-06-07T20:00", ""))
                .as("before anybody has agreed")
                .isEqualTo(409);
        assertThat(seeing(host + ".range", drills, "D1", "HIGH").statusCode())
                .as("asked already")
                .isEqualTo(409);

        var step = "userTask_decideContinuation";
        assertThat(tasks(host + ".planner", number)).isEmpty();
        assertThat(due(host + ".commander", number, step)).isEqualTo(at("2027-06-09", "17:00", zone(host)));
        assertThat(complete(host + ".commander", number, step, "{\"action\":\"AGREE\"}")
                        .statusCode())
                .as("without a level")
                .isEqualTo(400);
        var tooLow = complete(host + ".commander", number, step, """
                {"action":"AGREE","authorityLevel":"MEDIUM"}""");
        assertThat(tooLow.statusCode()).isEqualTo(409);
        assertThat(Client.json(tooLow).get("findings").findValuesAsText("code")).containsExactly("RSK-01");
        done(complete(host + ".commander", number, step, """
                {"action":"AGREE","authorityLevel":"HIGH"}"""));
        assertThat(reporting(host + ".range", drills, "D1", "RESUME", "2027-06-07T20:00", ""))
                .as("before the side that saw it has agreed")
                .isEqualTo(409);
        done(complete(guest + ".commander", number, step, """
                {"action":"AGREE","authorityLevel":"EXTREMELY_HIGH","reason":"Water every hour"}"""));

        assertEndedAt(number, "endEvent_continuationAgreed");
        assertThat(reporting(host + ".range", drills, "D1", "RESUME", "2027-06-07T20:00", ""))
                .isEqualTo(201);
        var as = get(host + ".range", drills).get(0).get("risks").get(0);
        assertThat(as.get("state").asText()).isEqualTo("AGREED");
        assertThat(as.get("reportedBy").asText()).isEqualTo(guest.toUpperCase(Locale.ROOT));
        assertThat(as.get("answers").findValuesAsText("account"))
                .containsExactlyInAnyOrder(host + ".commander", guest.toUpperCase(Locale.ROOT));

        for (var side : List.of(host, guest)) {
            var told = get(side + ".commander", "/api/reports/cases/" + number);
            assertThat(told.at("/line/open").asBoolean()).isFalse();
            assertThat(told.at("/line/exercise").asText()).isEqualTo(exercise);
            assertThat(told.get("story").findValuesAsText("type"))
                    .containsSubsequence("exercise.drillRiskRisen", "exercise.drillContinuationAgreed");
            assertThat(told.get("diagrams").findValuesAsText("process")).containsExactly("drill-continuation");
            assertThat(get(side + ".planner", "/api/reports/cases?kind=RSK&exercise=" + exercise)
                            .get("items")
                            .findValuesAsText("number"))
                    .containsExactly(number);
        }

        // What the parties agreed to is approved now; above it the drill stands still again.
        assertThat(Client.json(seeing(host + ".range", drills, "D1", "HIGH"))
                        .get("state")
                        .asText())
                .isEqualTo("WITHIN");
        assertThat(get(host + ".range", drills).get(0).get("state").asText()).isEqualTo("STARTED");
        assertThat(Client.json(seeing(host + ".range", drills, "D1", "EXTREMELY_HIGH"))
                        .get("state")
                        .asText())
                .isEqualTo("OPEN");
        assertThat(get(host + ".range", drills).get(0).get("state").asText()).isEqualTo("SUSPENDED");
    }

    /** What the parties approved when they planned the exercise is the level above which a drill stands still. */
    @Test
    void standsStillAboveTheLevelThatThePlanningApproved() {
        var exercise = running("tur", this::planning);
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(201);

        for (var level : List.of("LOW", "MEDIUM", "HIGH")) {
            assertThat(Client.json(seeing("aze.medical", drills, "D1", level))
                            .get("state")
                            .asText())
                    .as(level)
                    .isEqualTo("WITHIN");
        }
        assertThat(get("tur.planner", drills).get(0).get("state").asText()).isEqualTo("STARTED");

        var above = Client.json(seeing("aze.medical", drills, "D1", "EXTREMELY_HIGH"));
        assertThat(above.get("state").asText()).isEqualTo("OPEN");
        assertThat(above.get("approved").asText()).isEqualTo("HIGH");
        assertThat(get("tur.planner", drills).get(0).get("state").asText()).isEqualTo("SUSPENDED");
        assertThat(reporting("tur.range", drills, "D1", "RESUME", "2027-06-07T20:00", ""))
                .isEqualTo(409);
    }

    /** A planning that has led to an open gate, with a risk assessment that both sides approved at a high level. */
    private void planning(String exercise) {
        var number = Client.json(post("tur.planner", "/api/exercises/" + exercise + "/planning", ""))
                .get("number")
                .asText();
        database.sql("update planning set state = 'READY' where number = ?")
                .param(number)
                .update();
        database.sql(
                        "insert into planning_product (number, kind, version, stage, content, written_by, written_side, written_at)"
                                + " values (?, 'RISK_ASSESSMENT', 1, 'FPC', ?, 'tur.planner', 'TUR', current_timestamp)")
                .params(
                        number,
                        seals.seal(
                                product(),
                                "TUR",
                                "{\"text\":\"Risk\",\"objectives\":[],\"rows\":[],\"overall\":\"HIGH\"}",
                                number,
                                "RISK_ASSESSMENT",
                                1))
                .update();
        for (var party : List.of("AZE", "TUR")) {
            database.sql(
                            "insert into planning_answer (number, subject, round, party, agreed, level, answered_by, answered_at)"
                                    + " values (?, 'PRODUCT:RISK_ASSESSMENT', 1, ?, true, 'HIGH', 'commander', current_timestamp)")
                    .params(number, party)
                    .update();
        }
    }

    private SealedColumn product() {
        return sealedColumns.stream()
                .flatMap(capability -> capability.sealedColumns().stream())
                .filter(column -> column.table().equals("planning_product"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void staysSuspendedWhereAPartyRefusesAndIsNotDecidedByWhoReported() {
        var exercise = running("tur");
        var drills = "/api/exercises/" + exercise + "/drills";
        var number = Client.json(seeing("aze.commander", drills, "D1", "LOW"))
                .get("number")
                .asText();
        var step = "userTask_decideContinuation";
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .as("of a drill that was not begun")
                .isEqualTo(409);
        assertThat(complete("aze.commander", number, step, """
                        {"action":"AGREE","authorityLevel":"HIGH"}""").statusCode())
                .as("the own report")
                .isEqualTo(403);
        assertThat(complete("tur.commander", number, step, "{\"action\":\"REFUSE\"}")
                        .statusCode())
                .as("without a reason")
                .isEqualTo(400);
        done(complete("tur.commander", number, step, "{\"action\":\"REFUSE\",\"reason\":\"Wait for rain\"}"));
        assertEndedAt(number, "endEvent_continuationRefused");
        assertThat(reporting("tur.range", drills, "D1", "START", "2027-06-07T08:00", ""))
                .isEqualTo(409);
        assertThat(Client.json(seeing("tur.range", drills, "D1", "MEDIUM"))
                        .get("state")
                        .asText())
                .as("nothing was ever approved")
                .isEqualTo("OPEN");
        var asked = get("tur.range", drills).get(0).get("risks");
        assertThat(asked.findValuesAsText("state")).containsExactly("SETTLED", "OPEN");
        var second = asked.get(1).get("number").asText();
        assertThat(Client.json(seeing("aze.range", drills, "D1", "HIGH"))
                        .get("state")
                        .asText())
                .isEqualTo("OPEN");
        assertEndedAt(second, "endEvent_riskSettled");
        var third = get("tur.range", drills)
                .get(0)
                .get("risks")
                .get(2)
                .get("number")
                .asText();
        assertThat(reporting("tur.range", drills, "D1", "CANCEL", "2027-06-07T09:00", ",\"remarks\":\"Heat\""))
                .isEqualTo(201);
        assertEndedAt(third, "endEvent_riskSettled");
        assertThat(seeing("tur.range", drills, "D1", "LOW").statusCode())
                .as("of a drill that is over")
                .isEqualTo(409);
    }

    // --- Drills recorded in Tasklist. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void asksTheHostForTheDaysDrillsUntilAllAreClosed(String host) {
        var guest = host.equals("aze") ? "tur" : "aze";
        var exercise = running(host);
        var number = database.sql("select number from drill_schedule where exercise_code = ?")
                .param(exercise)
                .query(String.class)
                .single();
        clock.moveTo(at("2027-06-07", "17:00", zone(host)));
        doJobs(number);
        assertThat(due(host + ".range", number, "userTask_recordDrills"))
                .isEqualTo(at("2027-06-07", "20:00", zone(host)));
        for (var account : List.of(host + ".planner", host + ".commander")) {
            assertThat(tasks(account, number)).containsExactly("userTask_recordDrills");
        }
        assertThat(tasks(host + ".medical", number)).isEmpty();
        assertThat(tasks(guest + ".range", number)).isEmpty();
        for (var reader : List.of(host, guest)) {
            var other = reader.equals(host) ? guest : host;
            assertThat(get(reader + ".commander", "/api/drill-schedules/" + number)
                            .get("story")
                            .findValuesAsText("account"))
                    .as("who accepted at the other side stays with that side")
                    .contains(reader + ".commander", other.toUpperCase(Locale.ROOT))
                    .noneMatch(account -> account.startsWith(other + "."));
        }
        assertThat(task(host + ".range", number, "userTask_recordDrills")
                        .at("/dossier/drills")
                        .findValuesAsText("state"))
                .containsExactly("PLANNED", "PLANNED", "PLANNED");

        var refused = complete(host + ".range", number, "userTask_recordDrills", """
                {"action":"RECORD","reports":[{"drill":"D1","action":"START","at":"2027-06-07T08:00"},
                 {"drill":"D9","action":"START","at":"2027-06-07T08:00"},
                 {"drill":"D2","action":"FINISH","at":"2027-06-07T08:00","strength":-1},
                 {"drill":"D3","action":"RESUME","at":"2027-06-07T08:00"}]}""");
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("reports/2/drill", "reports/3/strength", "reports/3/rounds", "reports/4/action");
        var drills = "/api/exercises/" + exercise + "/drills";
        assertThat(get(host + ".range", drills).findValuesAsText("state"))
                .as("all or none")
                .containsExactly("PLANNED", "PLANNED", "PLANNED");

        done(complete(host + ".range", number, "userTask_recordDrills", """
                {"action":"RECORD","reports":[{"drill":"D1","action":"START","at":"2027-06-07T08:00"},
                 {"drill":"D1","action":"FINISH","at":"2027-06-07T11:00","strength":28,"rounds":600},
                 {"drill":"D2","action":"CANCEL","at":"2027-06-07T12:00","remarks":"Flood"}]}"""));
        assertThat(get(guest + ".planner", drills).findValuesAsText("state"))
                .containsExactly("FINISHED", "CANCELLED", "PLANNED");
        clock.moveTo(at("2027-06-07", "21:00", zone(host)));
        doJobs(number);
        assertThat(get(host + ".range", "/api/tasks?caseNumber=" + number)
                        .at("/items/0/priority")
                        .asInt())
                .as("late")
                .isEqualTo(100);
        // What is told by another door counts as well: nothing is left to say.
        assertThat(reporting(host + ".planner", drills, "D3", "CANCEL", "2027-06-07T20:30", ",\"remarks\":\"Flood\""))
                .isEqualTo(201);
        done(complete(host + ".commander", number, "userTask_recordDrills", "{\"action\":\"RECORD\"}"));

        assertEndedAt(number, "endEvent_schedulingEnded");
        assertThat(state(host, number)).isEqualTo("ENDED");
        assertThat(get(guest + ".planner", drills).findValuesAsText("state"))
                .as("the plan stays")
                .containsExactly("FINISHED", "CANCELLED", "CANCELLED");
        assertThat(post(host + ".commander", "/api/exercises/" + exercise + "/conduct/endex", "{\"on\":\"2027-06-07\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    // --- The programme from a sheet. ---

    @Test
    void takesAProgrammeFromAWorkbookAndAnswersEachRow() throws IOException {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var number = opened("tur", exercise);
        var head = List.of(
                "Satır türü",
                "Kod",
                "Ad",
                "Taraf",
                "Dinlenme, saat",
                "Atış alanı",
                "Süre",
                "Timler",
                "Kişi",
                "Faaliyet",
                "Şundan sonra",
                "Şundan önce değil",
                "Emniyet subayı");
        var sheet = workbookOf(
                head,
                List.of("Tim", "t1", "Şahin", "Türkiye", "9", "", "", "", "", "", "", "", ""),
                List.of("TİM", "T2", "Qartal", "AZE", "", "", "", "", "", "", "", "", ""),
                List.of(
                        "",
                        "D1",
                        "Sızma",
                        "",
                        "",
                        range,
                        "2:30",
                        "T1, t2",
                        "30",
                        "",
                        "",
                        "07.06.2027 09:00",
                        "OR-7 Ak"),
                List.of("Eğitim", "D2", "Atış", "", "", range, "90", "T1", "12", "dry", "D1+60..600", "", "OR-5"),
                List.of("", "D3", "", "", "", "NOWHERE", "50", "T9", "many", "dance", "D1-60", "tomorrow", "Colonel"),
                List.of("", "D1", "Again", "", "", range, "60", "T1", "1", "", "", "", ""),
                List.of("", "", "No code", "", "", range, "60", "T1", "1", "", "", "", ""));

        var refused = taking("tur.planner", number, 99, XLSX, sheet);
        assertThat(refused.statusCode())
                .as("the exercise is known, the version is not")
                .isEqualTo(412);
        assertThat(taking("aze.planner", number, 1, XLSX, sheet).statusCode()).isEqualTo(404);
        assertThat(taking("tur.range", number, 1, XLSX, sheet).statusCode()).isEqualTo(403);
        var taken = Client.json(taking("tur.planner", number, version(number), XLSX, sheet));

        assertThat(taken.get("rows").findValuesAsText("row")).containsExactly("2", "3", "4", "5", "6", "7", "8");
        assertThat(taken.get("rows").findValuesAsText("outcome"))
                .containsExactly("ADDED", "ADDED", "ADDED", "ADDED", "FAULTY", "FAULTY", "FAULTY");
        assertThat(taken.at("/rows/4/findings").findValuesAsText("place"))
                .containsExactly(
                        "persons",
                        "activity",
                        "notBefore",
                        "safetyOfficer",
                        "name",
                        "range",
                        "minutes",
                        "teams",
                        "follows");
        assertThat(taken.at("/rows/5/findings").findValuesAsText("code")).containsExactly("drill.codeTwice");
        assertThat(taken.at("/rows/6/findings").findValuesAsText("place")).containsExactly("code");
        var programme = shown("tur.planner", number).get("programme");
        assertThat(taken.at("/schedule/programme")).isEqualTo(programme);
        assertThat(programme.get("teams").toString())
                .isEqualTo("[{\"code\":\"T1\",\"side\":\"TUR\",\"name\":\"Şahin\",\"restHours\":9},"
                        + "{\"code\":\"T2\",\"side\":\"AZE\",\"name\":\"Qartal\",\"restHours\":null}]");
        assertThat(programme.get("drills").findValuesAsText("name")).containsExactly("Sızma", "Ak", "Atış", "null");
        assertThat(programme.at("/drills/0/minutes").asInt()).isEqualTo(150);
        assertThat(programme.at("/drills/0/teams").toString()).isEqualTo("[\"T1\",\"T2\"]");
        assertThat(programme.at("/drills/0/notBefore").asText()).startsWith("2027-06-07T09:00");
        assertThat(programme.at("/drills/1/follows").toString())
                .isEqualTo("[{\"drill\":\"D1\",\"atLeastMinutes\":60,\"atMostMinutes\":600}]");

        // What the file does not name stays: other rows, and columns that it does not have.
        var changed = taking(
                "tur.planner",
                number,
                version(number),
                "text/csv",
                "code,minutes\nD2,2:00\nD1,150\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Client.json(changed).get("rows").findValuesAsText("outcome")).containsExactly("CHANGED", "PRESENT");
        var after = shown("tur.planner", number).get("programme");
        assertThat(after.at("/drills/1/minutes").asInt()).isEqualTo(120);
        assertThat(after.at("/drills/1/follows")).isEqualTo(programme.at("/drills/1/follows"));
        assertThat(after.at("/drills/0")).isEqualTo(programme.at("/drills/0"));
        assertThat(proposal(number).get("state").asText()).isEqualTo("PLANNED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"az", "en", "tr"})
    void givesTheSheetOfAProgrammeThatCanBeSentBack(String language) {
        var planner = client("tur.planner");
        assertThat(planner.send(planner.request("/api/me/language")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"language\":\"" + language + "\"}")))
                        .statusCode())
                .isLessThan(300);
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1").put("name", "=1+1; \"quoted\"").put("light", "DAY");
        var second = drill(programme, "D2", range, "T2")
                .put("notBefore", "2027-06-08T09:15")
                .put("airspace", "ROZ-3")
                .put("objective", "OBJ-1");
        second.putArray("follows").addObject().put("drill", "D1").put("atMostMinutes", 6000);
        second.putArray("notSameDayAs").add("D1");
        second.putObject("officerInCharge").put("grade", "OF-2").put("name", "Əliyev");
        write(number, exercise, programme);
        var before = shown("tur.planner", number);

        for (var sheet : List.of("sheet.xlsx", "sheet")) {
            var file = planner.sendForBytes(
                    planner.request(path(number, "programme/" + sheet)).GET());
            assertThat(file.statusCode()).isEqualTo(200);
            var type = sheet.equals("sheet") ? "text/csv" : XLSX;
            var taken = Client.json(taking("tur.planner", number, version(number), type, file.body()));
            assertThat(taken.get("rows").findValuesAsText("outcome"))
                    .as(taken.get("rows").toString())
                    .hasSize(4)
                    .containsOnly("PRESENT");
        }
        assertThat(shown("tur.planner", number)).isEqualTo(before);
        assertThat(read("aze.planner", path(number, "programme/sheet")).statusCode())
                .isEqualTo(404);
        for (var file : List.of("", "nonsense\n1\n", "code\n", "PK", "code\n\"D1\n")) {
            assertThat(taking("tur.planner", number, version(number), "text/csv", file.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(file)
                    .isEqualTo(400);
        }
    }

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private int version(String number) {
        return shown(hostOf(number) + ".planner", number).get("version").asInt();
    }

    private HttpResponse<String> taking(String account, String number, int version, String type, byte[] file) {
        var client = client(account);
        return client.send(client.request(path(number, "programme/sheet"))
                .header("Content-Type", type)
                .header("If-Match", "\"" + version + "\"")
                .POST(BodyPublishers.ofByteArray(file)));
    }

    // --- The sheet of a day. ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tur | Başlama zamanı | Bitiş zamanı | Sonuç | bitti | iptal edildi
            aze | Başlama vaxtı | Bitmə vaxtı | Nəticə | BITDI | ləğv edildi
            tur | startedAt | endedAt | outcome | FINISH | cancelled
            """)
    void answersEachRowOfADaysSheet(
            String host, String startedAt, String endedAt, String outcome, String finished, String cancelled)
            throws IOException {
        var exercise = running(host);
        var drills = "/api/exercises/" + exercise + "/drills";
        var head = List.of("drill", startedAt, endedAt, outcome, "strength", "rounds", "remarks");
        var sheet = workbookOf(
                head,
                List.of("d1", "07.06.2027 08:10", "07.06.2027 11:00", finished, "28", "600", ""),
                List.of("D2", "", "07.06.2027 12:00", cancelled, "", "", ""),
                List.of("D3", "", "", "", "", "", ""),
                List.of("D9", "", "", "", "", "", ""),
                List.of("D2", "8 o'clock", "", "perhaps", "some", "-1", ""));

        assertThat(sent(host + ".medical", drills, sheet).statusCode()).isEqualTo(403);
        var answers = Client.json(sent(host + ".range", drills, sheet));

        assertThat(answers.findValuesAsText("row")).containsExactly("2", "3", "4", "5", "6");
        assertThat(answers.findValuesAsText("outcome"))
                .containsExactly("REPORTED", "FAULTY", "BLANK", "FAULTY", "FAULTY");
        assertThat(answers.get(1).get("findings").findValuesAsText("place")).containsExactly("remarks");
        assertThat(answers.get(3).get("findings").findValuesAsText("place")).containsExactly("drill");
        assertThat(answers.get(4).get("findings").findValuesAsText("place"))
                .containsExactly("startedAt", "strength", "rounds", "outcome");
        var mended = workbookOf(
                head,
                List.of("D1", "07.06.2027 08:10", "07.06.2027 11:00", finished, "28", "600", ""),
                List.of("D2", "", "07.06.2027 12:00", cancelled, "", "", "Flood"),
                List.of("D3", "7.6.2027 9:00", "07.06.2027 08:00", finished, "1", "1", ""));
        var again = Client.json(sent(host + ".range", drills, mended));
        assertThat(again.findValuesAsText("outcome")).containsExactly("PRESENT", "REPORTED", "FAULTY");
        assertThat(again.get(2).get("findings").findValuesAsText("place"))
                .as("ended before it began")
                .containsExactly("endedAt");

        var conducted = get(host + ".planner", drills);
        assertThat(conducted.findValuesAsText("state"))
                .as("of a faulty row nothing is kept")
                .containsExactly("FINISHED", "CANCELLED", "PLANNED");
        assertThat(conducted.get(0).get("reports").findValuesAsText("action")).containsExactly("START", "FINISH");
        assertThat(conducted.get(0).get("reports").get(1).get("rounds").asInt()).isEqualTo(600);
        assertThat(Client.json(sent(host + ".range", drills, workbookOf(head, List.of("D1", "07.06.2027 08:00"))))
                        .get(0)
                        .get("findings")
                        .findValuesAsText("code"))
                .containsExactly("drill.sheet.startedOtherwise");
        assertThat(sent(host + ".range", drills, workbookOf(List.of("drill", "nonsense"), List.of("D1", "x")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sent(host + ".range", drills, new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(400);
    }

    @Test
    void givesTheSheetOfADayThatCanBeSentBack() throws IOException {
        var exercise = running("tur");
        var drills = "/api/exercises/" + exercise + "/drills";
        for (var account : List.of("tur.range", "aze.range")) {
            var client = client(account);
            var all = client.sendForBytes(client.request(drills + "/sheet").GET());
            assertThat(all.statusCode()).isEqualTo(200);
            assertThat(firstCells(all.body())).hasSize(4).contains("D1", "D2", "D3");
            var ofNoDay = client.sendForBytes(
                    client.request(drills + "/sheet?day=2027-07-01").GET());
            assertThat(firstCells(ofNoDay.body())).hasSize(1);
        }
        var client = client("tur.range");
        var empty = client.sendForBytes(client.request(drills + "/sheet").GET()).body();
        assertThat(Client.json(sent("tur.range", drills, empty)).findValuesAsText("outcome"))
                .containsExactly("BLANK", "BLANK", "BLANK");
    }

    private static List<String> firstCells(byte[] workbook) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                var rows = book.getFirstSheet().openStream()) {
            return rows.map(row -> row.getCellText(0))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
        }
    }

    private static byte[] workbookOf(List<?>... rows) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var workbook = new org.dhatim.fastexcel.Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("1");
            for (int row = 0; row < rows.length; row++) {
                for (int at = 0; at < rows[row].size(); at++) {
                    sheet.value(row, at, String.valueOf(rows[row].get(at)));
                }
            }
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> sent(String account, String drills, byte[] workbook) {
        var client = client(account);
        return client.send(client.request(drills + "/sheet")
                .header("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .POST(BodyPublishers.ofByteArray(workbook)));
    }

    private static java.time.ZoneId zone(String side) {
        return side.equals("aze") ? PathClock.BAKU : ISTANBUL;
    }

    /** An exercise of three drills, on the evening of its first day. */
    private String running(String host) {
        return running(host, exercise -> holdGate(host, exercise));
    }

    /** @param gate opens the gate before STARTEX */
    private String running(String host, Consumer<String> gate) {
        var exercise = exercise(host);
        var number = opened(host, exercise);
        var programme = programme(host);
        for (var code : List.of("D1", "D2", "D3")) {
            drill(programme, code, range(host, code), "T1");
        }
        write(number, exercise, programme);
        throughAllAnswers(host, number);
        gate.accept(exercise);
        clock.moveTo(at("2027-06-07", "20:00", zone(host)));
        assertThat(post(
                                host + ".commander",
                                "/api/exercises/" + exercise + "/conduct/startex",
                                "{\"on\":\"2027-06-07\"}")
                        .statusCode())
                .isEqualTo(201);
        return exercise;
    }

    private HttpResponse<String> seeing(String account, String drills, String drill, String level) {
        return post(account, drills + "/" + drill + "/risks", "{\"level\":\"" + level + "\",\"hazard\":\"Heat\"}");
    }

    private String paper(String report) throws IOException {
        var client = client("aze.lessons");
        var pdf = client.sendForBytes(
                        client.request("/api/after-action-reports/" + report + "/paper?stage=FIRST&edition=JOINT")
                                .GET())
                .body();
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve("report-with-drills.pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private int reporting(String account, String drills, String drill, String action, String at, String more) {
        return post(
                        account,
                        drills + "/" + drill + "/reports",
                        "{\"action\":\"" + action + "\",\"at\":\"" + at + "\"" + more + "}")
                .statusCode();
    }

    // --- The rules. ---

    @Test
    void isNotPublishedWithoutWhoOverseesIt() {
        var exercise = exercise("tur");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range("tur", "A"), "T1")
                .put("activity", "COMBINED_ARMS")
                .set("officerInCharge", JSON.createObjectNode().put("grade", "OR-9"));
        write(number, exercise, programme);

        var refused = publishing(number, proposal(number));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly("RNG-01", "RNG-01");
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("drills/1/safetyOfficer", "drills/1/officerInCharge");
        assertThat(refused.body())
                .contains("OR-5 rütbesi OR-7 rütbesinden düşük")
                .contains("OR-9 rütbesi OF-3 rütbesinden düşük");
    }

    @Test
    void isNotConfirmedOnARangeThatWasClosedSince() {
        var number = planned("tur");
        publish(number, proposal(number));
        var range = range("tur", "A");
        assertThat(post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"2027-06-07T00:00","to":"2027-06-08T00:00","reason":"Flood"}""").statusCode())
                .isEqualTo(201);

        var refused = complete("tur.range", number, "userTask_confirmBookings", "{\"action\":\"CONFIRM\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly("RNG-02");
        assertThat(state("tur", number)).isEqualTo("BOOKING");
    }

    @Test
    void goesBackWhereARangeIsClosedInTheVeryMomentOfPublishing() {
        var number = planned("tur");
        var proposal = proposal(number);
        var range = range("tur", "A");
        var closing = visits.account("tur.range");
        flows.atNext(
                "drill-scheduling flow_published",
                () -> closures.close(
                        closing,
                        range,
                        LocalDateTime.parse("2027-06-07T00:00"),
                        LocalDateTime.parse("2027-06-08T00:00"),
                        "Flood"));

        publish(number, proposal);

        assertThat(state("tur", number)).isEqualTo("PLANNING");
        assertThat(tasks("tur.planner", number)).containsExactly("userTask_planDrills");
        assertThat(shown("tur.planner", number).get("story").findValuesAsText("event"))
                .endsWith("planPublished", "planUnlawful");
    }

    /** In either order of the two: here the closure is first, and nobody else can see it yet. */
    @Test
    void doesNotComeIntoForceOnARangeThatIsBeingClosed() throws Exception {
        var number = planned("tur");
        publish(number, proposal(number));
        confirmBookings("tur", number);
        accept("aze", number);
        var range = range("tur", "A");
        var closing = visits.account("tur.range");
        var accepted = new CompletableFuture<HttpResponse<String>>();

        new TransactionTemplate(transactions).executeWithoutResult(open -> {
            closures.close(
                    closing,
                    range,
                    LocalDateTime.parse("2027-06-07T00:00"),
                    LocalDateTime.parse("2027-06-08T00:00"),
                    "Flood");
            accepted.completeAsync(
                    () -> complete("tur.commander", number, "userTask_acceptPlan", "{\"action\":\"ACCEPT\"}"));
            try {
                accepted.get(700, TimeUnit.MILLISECONDS);
            } catch (TimeoutException waits) {
                // It does, until the closure is seen.
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        });

        var refused = accepted.get(1, TimeUnit.MINUTES);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly("RNG-02");
        assertThat(state("tur", number)).isEqualTo("ACCEPTING");
        done(complete("tur.commander", number, "userTask_acceptPlan", "{\"action\":\"DECLINE\",\"reason\":\"Flood\"}"));
        assertThat(state("tur", number)).isEqualTo("PLANNING");
    }

    @Test
    void findsARangeTakenByAnotherExercise() {
        var first = inForce("tur");
        var taken = starts(first);
        exercises++;
        var exercise = exercise("tur");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", rangeOf(exercises - 1, "tur", "A"), "T1").put("pinnedTo", taken.get("D1"));
        write(number, exercise, programme);

        var proposal = proposal(number);

        assertThat(proposal.get("state").asText()).isEqualTo("IMPOSSIBLE");
        assertThat(proposal.at("/clash/rules").findValuesAsText("en").toString())
                .contains("is booked by another exercise from");
        // Given back, it is free.
        assertThat(post("tur.planner", path(first, "discarding"), "").statusCode())
                .isEqualTo(204);
        assertThat(proposal(number).get("state").asText()).isEqualTo("PLANNED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code        | "d 1"                | drill.code
            range       | "NOWHERE"            | drill.unknown.range
            minutes     | 20                   | drill.minutes
            minutes     | 2895                 | drill.minutes
            persons     | -1                   | drill.between
            persons     | 200                  | schedule.demandAboveCapacity
            teams       | []                   | drill.noTeam
            teams       | ["T9"]               | drill.unknown.team
            follows     | [{"drill":"D1"}]     | drill.itself
            follows     | [{"drill":"D9"}]     | drill.unknown.drill
            pinnedTo    | "2027-06-06T08:00"   | drill.moment
            pinnedTo    | "2027-06-07T08:10"   | drill.moment
            endsBy      | "2027-06-17T00:15"   | drill.moment
            objective   | "a\\u0007b"          | drill.text
            safetyOfficer | {"grade":"OR-5","name":"a\\u0007b"} | drill.text
            """)
    void tellsWhatIsWrongWithAProgramme(String field, String value, String fault) throws Exception {
        var exercise = exercise("tur");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range("tur", "A"), "T1").set(field, JSON.readTree(value));
        write(number, exercise, programme);

        var refused = post("tur.planner", path(number, "proposals"), "");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly(fault);
    }

    // --- Who may. ---

    @Test
    void isPlannedByTheHostAlone() {
        var exercise = exercise("tur");
        assertThat(post("aze.planner", "/api/drill-schedules", "{\"exercise\":\"" + exercise + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("tur.range", "/api/drill-schedules", "{\"exercise\":\"" + exercise + "\"}")
                        .statusCode())
                .isEqualTo(403);
        var number = opened("tur", exercise);
        assertThat(post("tur.planner", "/api/drill-schedules", "{\"exercise\":\"" + exercise + "\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(schedule("aze.planner", number).statusCode()).isEqualTo(200);
        assertThat(post("aze.planner", path(number, "proposals"), "").statusCode())
                .isEqualTo(404);
        assertThat(client("aze.planner").get(path(number, "proposals")).statusCode())
                .isEqualTo(404);
        assertThat(post("tur.range", path(number, "proposals"), "").statusCode())
                .isEqualTo(403);
        assertThat(writing("aze.planner", number, 1, exercise, programme("tur")).statusCode())
                .isEqualTo(404);
        assertThat(writing("tur.planner", number, 7, exercise, programme("tur")).statusCode())
                .isEqualTo(412);
        assertThat(post("aze.range", "/api/ranges/" + range("tur", "A") + "/closures", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("tur.planner", "/api/ranges/" + range("tur", "A") + "/closures", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void isGivenUpFromItsTaskOrFromAnywhere() {
        var draft = planned("tur");
        done(complete("tur.planner", draft, "userTask_planDrills", "{\"action\":\"DISCARD\"}"));
        assertThat(state("tur", draft)).isEqualTo("DISCARDED");
        assertEndedAt(draft, "endEvent_schedulingGivenUp");

        exercises++;
        var published = planned("tur");
        publish(published, proposal(published));
        assertThat(post("aze.planner", path(published, "discarding"), "").statusCode())
                .isEqualTo(404);
        assertThat(post("tur.planner", path(published, "discarding"), "").statusCode())
                .isEqualTo(204);
        assertEndedAt(published, "endEvent_schedulingDiscarded");
    }

    /** The size that the demonstration shows: proven within the search's limits. */
    @Test
    void schedulesFortyDrillsOnEightRangesForTwoContingents() {
        var exercise = exercise("tur");
        var ranges = List.of("A", "B", "C", "D", "E", "F", "G", "H").stream()
                .map(name -> range("tur", name))
                .toList();
        var number = opened("tur", exercise);
        var programme = programme("tur");
        for (var team = 3; team <= 8; team++) {
            team(programme, "T" + team, team % 2 == 0 ? "AZE" : "TUR");
        }
        for (var i = 0; i < 40; i++) {
            var drill = drill(programme, "D" + (i + 1), ranges.get(i % 8), "T" + (i * 3 % 8 + 1));
            if (i % 5 == 4) {
                drill.putArray("follows").addObject().put("drill", "D" + i);
            }
            if (i % 7 == 0) {
                drill.put("light", "DAY");
            }
        }
        write(number, exercise, programme);

        var proposal = proposal(number);

        assertThat(proposal.get("state").asText()).isEqualTo("PLANNED");
        assertThat(proposal.at("/plan/placements")).hasSize(40);
        assertThat(proposal.at("/plan/proof/standing").asText()).isEqualTo("OPTIMAL");
        publish(number, proposal);
    }

    // --- Calendar feeds. ---

    /** One test, because how often an address may read is counted on a clock that tests set back. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void feedsCalendarsWithNumberAndBusyTimeOnlyUntilTheirLinksEnd() throws Exception {
        var exercise = exercise("tur");
        var range = range("tur", "A");
        var number = opened("tur", exercise);
        var programme = programme("tur");
        drill(programme, "D1", range, "T1");
        drill(programme, "D2", range("tur", "B"), "T2").put("name", "Kanarya");
        write(number, exercise, programme);
        throughAllAnswers("tur", number);
        var before = starts(number).get("D1");

        assertThat(post("aze.range", "/api/calendar-feeds", "{\"kind\":\"RANGE\",\"subject\":\"" + range + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("aze.planner", "/api/calendar-feeds", team(number, "T1"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("tur.guard", "/api/calendar-feeds", team(number, "T1")).statusCode())
                .isEqualTo(403);
        var unsound = post("tur.range", "/api/calendar-feeds", "{\"days\":367}");
        assertThat(unsound.statusCode()).isEqualTo(400);
        assertThat(Client.json(unsound).get("findings").findValuesAsText("place"))
                .containsExactly("kind", "days");
        var ofRange = drawn("tur.range", "{\"kind\":\"RANGE\",\"subject\":\"" + range + "\"}");
        var ofTeam = drawn("aze.planner", team(number, "T2"));
        var ofOfficer = drawn("tur.planner", "{\"kind\":\"OFFICER\",\"days\":1}");
        var secret = ofRange.substring("/feeds/".length(), ofRange.length() - ".ics".length());
        assertThat(StoredText.tablesHolding(database, "CALENDAR_", List.of(secret)))
                .isEmpty();

        var stranger = new Client(port);
        var first = stranger.get(ofRange);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(first.body()).contains("SUMMARY:" + number, "SEQUENCE:0", "STATUS:CONFIRMED", "METHOD:PUBLISH");
        assertThat(stranger.get(ofTeam).body()).contains("SUMMARY:" + number).doesNotContain("Kanarya", "D2");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(stranger.send(stranger.request(ofRange)
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        var event = onlyEvent(first.body());
        assertThat(event.getDateStart().getValue().toInstant())
                .isEqualTo(LocalDateTime.parse(before).atZone(ISTANBUL).toInstant());

        done(post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"%s","to":"2027-06-09T00:00","reason":"Unexploded shell"}""".formatted(before)), 201);
        var planning = events(stranger.get(ofOfficer).body());
        assertThat(planning).anyMatch(line -> line.equals(number + " 0 CONFIRMED"));
        publish(number, proposal(number));
        assertThat(events(stranger.get(ofOfficer).body())).anyMatch(line -> line.equals(number + " 1 CANCELLED"));
        confirmBookings("tur", number);
        accept("aze", number);
        accept("tur", number);
        var moved = onlyEvent(stranger.get(ofRange).body());
        assertThat(moved.getUid().getValue()).isEqualTo(event.getUid().getValue());
        assertThat(moved.getSequence().getValue()).isEqualTo(1);
        assertThat(moved.getDateStart().getValue()).isAfter(event.getDateStart().getValue());
        assertThat(onlyEvent(stranger.get(ofTeam).body()).getSequence().getValue())
                .isZero();
        assertThat(post("tur.planner", path(number, "discarding"), "").statusCode())
                .isEqualTo(204);
        assertThat(events(stranger.get(ofRange).body())).containsExactly(number + " 2 CANCELLED");

        var unknown = stranger.get("/feeds/" + secret.substring(1) + ".ics");
        assertThat(unknown.statusCode()).isEqualTo(404);
        var feed = get("tur.range", "/api/calendar-feeds").get(0);
        assertThat(feed.get("lastReadAt").isNull()).isFalse();
        var own = "/api/calendar-feeds/" + feed.get("id").asText();
        assertThat(client("tur.legal").send("DELETE", own).statusCode()).isEqualTo(404);
        assertThat(client("tur.range").send("DELETE", own).statusCode()).isEqualTo(204);
        assertThat(stranger.get(ofRange).body()).isEqualTo(unknown.body());
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(1)));
        assertThat(stranger.get(ofOfficer).body()).isEqualTo(unknown.body());
        assertThat(stranger.get(ofTeam).statusCode()).isEqualTo(200);
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(180)));
        assertThat(stranger.get(ofTeam).body()).isEqualTo(unknown.body());
        assertThat(database.sql("select distinct action from audit_entry where action like 'feed.%' order by action")
                        .query(String.class)
                        .list())
                .containsExactly("feed.drawn", "feed.read", "feed.revoked");

        var last = 0;
        for (var tries = 0; tries < 61 && last != 429; tries++) {
            last = stranger.get("/feeds/guessed.ics").statusCode();
        }
        assertThat(last).isEqualTo(429);
    }

    private static void done(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String team(String number, String team) {
        return "{\"kind\":\"TEAM\",\"subject\":\"" + number + ":" + team + "\"}";
    }

    private String drawn(String account, String wanted) {
        var answer = post(account, "/api/calendar-feeds", wanted);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("address").asText();
    }

    /** Biweekly and ical4j read it in the other tests; ical.js is what browsers and mail programs use. */
    @Test
    @NeedsNode
    void isReadAlikeByIcalJs() throws Exception {
        var number = planned("tur");
        var feed = drawn("tur.planner", "{\"kind\":\"OFFICER\",\"days\":1}");
        assertThat(new Client(port).get(feed).statusCode()).isEqualTo(200);
        done(post("tur.planner", path(number, "discarding"), ""));
        var text = new Client(port).get(feed).body();

        var read = CalendarReader.read(text);

        var expected = Biweekly.parse(text).first().getEvents();
        assertThat(expected).isNotEmpty();
        assertThat(StreamSupport.stream(read.spliterator(), false)
                        .map(event -> event.get("summary").asText() + " "
                                + event.get("sequence").asText() + " "
                                + event.get("status").asText() + " "
                                + Instant.parse(event.get("begins").asText()) + " "
                                + Instant.parse(event.get("ends").asText())))
                .containsExactlyElementsOf(expected.stream()
                        .map(event -> event.getSummary().getValue() + " "
                                + event.getSequence().getValue() + " "
                                + event.getStatus().getValue() + " "
                                + event.getDateStart().getValue().toInstant() + " "
                                + event.getDateEnd().getValue().toInstant())
                        .toList());
    }

    /** As biweekly reads it; ical4j reads the same without a fault. */
    private static VEvent onlyEvent(String text) throws Exception {
        assertThat(new CalendarBuilder()
                        .build(new StringReader(text))
                        .validate()
                        .hasErrors())
                .isFalse();
        var calendar = Biweekly.parse(text).first();
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().get(0);
    }

    /** Number, sequence and status of each event. */
    private static List<String> events(String text) {
        return Biweekly.parse(text).first().getEvents().stream()
                .map(event -> event.getSummary().getValue() + " "
                        + event.getSequence().getValue() + " "
                        + event.getStatus().getValue())
                .toList();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void hasWalkedEveryFlowOfTheDiagram() {
        for (var process : List.of("drill-scheduling", "drill-continuation")) {
            var drawn = Bpmn.readModelFromFile(new File("processes/exercise/" + process + ".bpmn"))
                    .getModelElementsByType(SequenceFlow.class)
                    .stream()
                    .map(flow -> process + " " + flow.getId())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(flows.taken().stream().filter(flow -> flow.startsWith(process + " ")))
                    .containsExactlyInAnyOrderElementsOf(drawn);
        }
    }

    // --- Walking. ---

    private String exercise(String host) {
        var code = "DRILLS-" + exercises;
        var exercise = JSON.createObjectNode()
                .put("title", "Drills")
                .put("hostState", host.toUpperCase(Locale.ROOT))
                .put("firstDay", "2027-06-07")
                .put("lastDay", "2027-06-16");
        exercise.putArray("parties").add("AZE").add("TUR");
        var client = client(host + ".planner");
        var answer = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(exercise.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 412);
        return code;
    }

    private static String rangeOf(int exercise, String side, String name) {
        return side.toUpperCase(Locale.ROOT) + "-" + exercise + name;
    }

    /** A range of this test's exercise, registered where it is not yet. */
    private String range(String side, String name) {
        var code = rangeOf(exercises, side, name);
        var client = client(side + ".range");
        var answer = client.send(client.request("/api/ranges/" + code)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"name":"Range %s","bookings":1,"persons":120,"setUpMinutes":30,"clearUpMinutes":30,
                         "latitude":37.1,"longitude":35.2}""".formatted(name))));
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 412);
        return code;
    }

    private static ObjectNode programme(String host) {
        var programme = JSON.createObjectNode();
        programme.putArray("teams");
        programme.putArray("drills");
        team(programme, "T1", host.toUpperCase(Locale.ROOT));
        team(programme, "T2", host.equals("aze") ? "TUR" : "AZE");
        return programme;
    }

    private static void team(ObjectNode programme, String code, String side) {
        ((ArrayNode) programme.get("teams"))
                .addObject()
                .put("code", code)
                .put("side", side)
                .put("name", "Team " + code);
    }

    private static ObjectNode drill(ObjectNode programme, String code, String range, String team) {
        var drill = ((ArrayNode) programme.get("drills"))
                .addObject()
                .put("code", code)
                .put("name", "Drill " + code)
                .put("range", range)
                .put("minutes", 180)
                .put("persons", 30)
                .put("activity", "DRY");
        drill.putArray("teams").add(team);
        drill.putObject("safetyOfficer").put("grade", "OR-5");
        return drill;
    }

    private String opened(String host, String exercise) {
        var answer = post(host + ".planner", "/api/drill-schedules", "{\"exercise\":\"" + exercise + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    /** One drill of one team on one range, written and not asked for. */
    private String planned(String host) {
        var exercise = exercise(host);
        var number = opened(host, exercise);
        var programme = programme(host);
        drill(programme, "D1", range(host, "A"), "T1");
        write(number, exercise, programme);
        return number;
    }

    private String inForce(String host) {
        var number = planned(host);
        throughAllAnswers(host, number);
        return number;
    }

    private void throughAllAnswers(String host, String number) {
        publish(number, proposal(number));
        confirmBookings(host, number);
        accept(host.equals("aze") ? "tur" : "aze", number);
        accept(host, number);
        assertThat(state(host, number)).isEqualTo("IN_FORCE");
    }

    private static String hostOf(String number) {
        return number.split("-")[1].toLowerCase(Locale.ROOT);
    }

    private void write(String number, String exercise, ObjectNode programme) {
        var planner = hostOf(number) + ".planner";
        var answer =
                writing(planner, number, shown(planner, number).get("version").asInt(), exercise, programme);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> writing(
            String account, String number, int version, String exercise, ObjectNode programme) {
        var client = client(account);
        var written = JSON.createObjectNode().put("exercise", exercise);
        written.set("programme", programme);
        return client.send(client.request(path(number, "programme"))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .PUT(BodyPublishers.ofString(written.toString())));
    }

    /** Asks the scheduler and waits for its answer. */
    private JsonNode proposal(String number) {
        var planner = hostOf(number) + ".planner";
        var asked = post(planner, path(number, "proposals"), "");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var address = path(number, "proposals/" + Client.json(asked).get("id").asLong());
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var proposal = get(planner, address);
            if (!proposal.get("state").asText().equals("SEARCHING")) {
                return proposal;
            }
            pause();
        }
        throw new AssertionError("No proposal for " + number);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpResponse<String> publishing(String number, JsonNode proposal) {
        return complete(
                hostOf(number) + ".planner",
                number,
                "userTask_planDrills",
                "{\"action\":\"PUBLISH\",\"proposal\":" + proposal.get("id") + "}");
    }

    private void publish(String number, JsonNode proposal) {
        done(publishing(number, proposal));
    }

    /** By the commander, because the host's planner has published it. */
    private void accept(String side, String number) {
        done(complete(side + ".commander", number, "userTask_acceptPlan", "{\"action\":\"ACCEPT\"}"));
    }

    private Map<String, String> starts(String number) {
        var starts = new HashMap<String, String>();
        shown(hostOf(number) + ".planner", number)
                .at("/plan/plan/placements")
                .forEach(placement -> starts.put(
                        placement.get("drill").asText(),
                        placement.get("startsAt").asText()));
        return starts;
    }

    /** Code and range of each line of the workbook. */
    private List<String> workbook(String account, String number) {
        var client = client(account);
        var answer = client.sendForBytes(client.request(path(number, "plan")).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()));
                var rows = book.getFirstSheet().openStream()) {
            return rows.skip(1)
                    .map(row -> row.getCellText(0) + " " + row.getCellText(4))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String path(String number, String rest) {
        return "/api/drill-schedules/" + number + "/" + rest;
    }

    private HttpResponse<String> schedule(String account, String number) {
        return read(account, "/api/drill-schedules/" + number);
    }

    private JsonNode shown(String account, String number) {
        return get(account, "/api/drill-schedules/" + number);
    }

    private String state(String side, String number) {
        return shown(side + ".planner", number).get("state").asText();
    }
}
