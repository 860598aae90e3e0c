package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.AtOnce;
import org.mushterek.build.FormPictures;
import org.mushterek.calendar.CalendarDecrees;
import org.mushterek.common.Finding;
import org.mushterek.common.Refusal;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.Reminders;
import org.mushterek.security.Accounts;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** A decree from its recording to the due dates that it moves, by the doors that officers and other systems use. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:calendar-decree;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/calendar-decree",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class CalendarDecreeIT {

    private static final String RECORD = "userTask_recordDecree";
    private static final String CONFIRM = "userTask_confirmDecree";
    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    Reminders reminders;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient database;

    @Autowired
    CalendarDecrees decrees;

    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        CLIENTS.clear();
    }

    // --- Due dates. ---

    @ParameterizedTest(name = "{0} asks, the host closes {1}: desks {2}, decision {3}")
    @CsvSource({
        "tur, 2027-04-09, 2027-04-13, 2027-04-16",
        "tur, 2027-04-12, 2027-04-13, 2027-04-16",
        "tur, 2027-04-13, 2027-04-12, 2027-04-16",
        "tur, 2027-04-15, 2027-04-12, 2027-04-16",
        "tur, 2027-04-16, 2027-04-12, 2027-04-15",
        "aze, 2027-04-09, 2027-04-13, 2027-04-16",
        "aze, 2027-04-12, 2027-04-13, 2027-04-16",
        "aze, 2027-04-13, 2027-04-12, 2027-04-16",
        "aze, 2027-04-16, 2027-04-12, 2027-04-15",
    })
    void movesTheTasksAndTimersOfOpenCasesAndBack(String sender, String closed, String desks, String decision) {
        var zone = sender.equals("tur") ? BAKU : ISTANBUL;
        var visit = visits.prepared(sender).transmitted();
        var desksBefore = at("2027-04-12", "17:00", zone);
        var decisionBefore = at("2027-04-15", "17:00", zone);
        assertDue(visit, desksBefore, decisionBefore);

        var closing = inEffect(visit.host, closedDay(closed));

        assertDue(visit, at(desks, "17:00", zone), at(decision, "17:00", zone));
        assertMoved(visit, closing, "DESK_REVIEW", desksBefore, at(desks, "17:00", zone));
        assertMoved(visit, closing, "HOST_DECISION", decisionBefore, at(decision, "17:00", zone));

        var withdrawal = inEffect(visit.host, withdrawalOf(closing));

        assertDue(visit, desksBefore, decisionBefore);
        assertMoved(visit, withdrawal, "HOST_DECISION", at(decision, "17:00", zone), decisionBefore);
        assertMoved(visit, closing, "HOST_DECISION", decisionBefore, at(decision, "17:00", zone));
        visit.at(desksBefore.minusSeconds(1));
        assertThat(visit.task(visit.host + ".range", "userTask_reviewAtDesk").priority())
                .isEqualTo(50);
        visit.at(desksBefore);
        assertThat(visit.task(visit.host + ".range", "userTask_reviewAtDesk").priority())
                .isEqualTo(100);
        end(visit);
    }

    /** The desks have five working days from Tuesday on: four fifths have passed on Friday at 17:00, without it on Monday. */
    @Test
    void movesTheRemindersOfOpenTasks() {
        var visit = visits.prepared("tur").transmitted();
        var task = visit.task("aze.range", "userTask_reviewAtDesk").id();
        var half = at("2027-04-08", "13:00", BAKU);
        var friday = at("2027-04-09", "17:00", BAKU);
        reminders.go();
        assertThat(remindersOf(task)).containsExactly(half, friday);

        var closing = inEffect("aze", closedDay("2027-04-09"));
        reminders.go();

        assertThat(visit.due("aze.range", "userTask_reviewAtDesk")).isEqualTo(at("2027-04-13", "17:00", BAKU));
        assertThat(remindersOf(task)).containsExactly(half, at("2027-04-12", "17:00", BAKU));
        assertRemindedLastAt(visit, half.minusSeconds(1), task, null);
        assertRemindedLastAt(visit, half, task, half);
        assertRemindedLastAt(visit, friday.minusSeconds(1), task, half);

        inEffect("aze", withdrawalOf(closing));

        assertRemindedLastAt(visit, friday.minusSeconds(1), task, half);
        assertRemindedLastAt(visit, friday, task, friday);
        end(visit);
    }

    private List<Instant> remindersOf(String task) {
        return database.sql("select remind_at from task_reminder where task_id = ? order by share")
                .param(task)
                .query((row, n) ->
                        row.getObject("remind_at", OffsetDateTime.class).toInstant())
                .list();
    }

    private void assertRemindedLastAt(VisitCase visit, Instant now, String task, @Nullable Instant last) {
        visit.at(now);
        reminders.go();
        assertThat(reminders.last(task)).isEqualTo(Optional.ofNullable(last));
    }

    @Test
    void movesDueDatesBothWaysByAnExchange() {
        var visit = visits.prepared("tur").transmitted();

        var exchange = inEffect("aze", """
            {"kind":"SWAP","reference":"NK 44","issuedOn":"2027-04-05","restDay":"2027-04-13","workDay":"2027-04-10"}\
            """);

        // Saturday 10 April is the fifth working day now; the eighth stays 15 April.
        assertDue(visit, at("2027-04-10", "17:00", BAKU), at("2027-04-15", "17:00", BAKU));
        inEffect("aze", withdrawalOf(exchange));
        end(visit);
    }

    @Test
    void leavesTheCasesOfTheOtherSideAlone() {
        var visit = visits.prepared("tur").transmitted();

        var closing = inEffect("tur", closedDay("2027-04-12"));

        assertDue(visit, at("2027-04-12", "17:00", BAKU), at("2027-04-15", "17:00", BAKU));
        assertThat(moves(visit)).isEmpty();
        inEffect("tur", withdrawalOf(closing));
        end(visit);
    }

    @Test
    void movesTheSendersDueDatesWithItsReminder() {
        var visit = visits.prepared("tur").submitted();
        assertThat(visit.due("tur.security", "userTask_certifyRoster")).isEqualTo(at("2027-04-07", "17:00", ISTANBUL));

        var closing = inEffect("tur", closedDay("2027-04-06"));

        var due = at("2027-04-08", "17:00", ISTANBUL);
        assertThat(visit.due("tur.security", "userTask_certifyRoster")).isEqualTo(due);
        assertThat(timersOf(visit, "event_certificationOverdue")).containsExactly(due);
        inEffect("tur", withdrawalOf(closing));
        var draft = visits.prepared("tur");
        var before = draft.due("tur.planner", "userTask_prepareRequest");
        var other = inEffect("tur", closedDay("2027-04-07"));
        var after = draft.due("tur.planner", "userTask_prepareRequest");
        assertThat(after).isAfter(before);
        assertThat(timersOf(draft, "userTask_prepareRequest")).containsExactly(after);
        inEffect("tur", withdrawalOf(other));
        visit.withdrawn();
        draft.withdrawn();
    }

    @Test
    void keepsTheReceiptDayOfWhatWasReceived() {
        var visit = visits.prepared("tur").transmitted();

        var closing = inEffect("aze", closedDay("2027-04-05"));

        var seen = get("aze.authority", "/api/host-cases/" + visit.number);
        assertThat(seen.get("receiptDay").asText()).isEqualTo("2027-04-05");
        assertDue(visit, at("2027-04-12", "17:00", BAKU), at("2027-04-15", "17:00", BAKU));
        inEffect("aze", withdrawalOf(closing));
        end(visit);
    }

    @Test
    void movesAPausedDecisionAndCountsItsPauseByTheNewCalendar() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.at(at("2027-04-07", "10:00", BAKU)).asked("How many vehicles?");

        var closing = inEffect("aze", closedDay("2027-04-12"));

        assertMoved(visit, closing, "HOST_DECISION", at("2027-04-15", "17:00", BAKU), at("2027-04-16", "17:00", BAKU));
        visit.at(at("2027-04-09", "10:00", BAKU)).answeredQuestion("None.");
        // Six working days were left on 7 April: 13 to 16, 19 and 20 April.
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-20", "17:00", BAKU));

        clock.moveTo(at("2027-04-09", "11:00", BAKU));
        inEffect("aze", withdrawalOf(closing));
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-19", "17:00", BAKU));
        assertThat(timersOf(visit, "event_decisionOverdue")).containsExactly(at("2027-04-19", "17:00", BAKU));
        end(visit);
    }

    @Test
    void bringsADeadlineForwardButLeavesWhatHasPassed() {
        var closing = inEffect("aze", closedDay("2027-04-14"));
        var visit = visits.prepared("tur").transmitted().reviewed();
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-16", "17:00", BAKU));
        clock.moveTo(at("2027-04-14", "10:00", BAKU));
        // By the changed calendar 15 April is the last day; that is still to come.
        var withdrawal = inEffect("aze", withdrawalOf(closing));
        assertThat(visit.due("aze.authority", "userTask_decideRequest")).isEqualTo(at("2027-04-15", "17:00", BAKU));
        assertThat(text(visit, "HOST_DECISION", withdrawal))
                .contains("16.04.2027 17:00", "15.04.2027 17:00", withdrawal);

        clock.moveTo(at("2027-04-15", "18:00", BAKU));
        visit.doJobs();
        var late = inEffect("aze", closedDay("2027-04-15"));
        assertThat(visit.due("aze.authority", "userTask_decideRequest"))
                .as("what has passed stays passed")
                .isEqualTo(at("2027-04-15", "17:00", BAKU));
        inEffect("aze", withdrawalOf(late));
        end(visit);
    }

    @Test
    void shortensToTheNextClosingTimeWhatWouldHaveEnded() {
        var closing = inEffect("aze", closedDays("2027-04-06", "2027-04-12"));
        var visit = visits.prepared("tur").transmitted();
        assertDue(visit, at("2027-04-19", "17:00", BAKU), at("2027-04-22", "17:00", BAKU));
        clock.moveTo(at("2027-04-12", "18:00", BAKU));

        var withdrawal = inEffect("aze", withdrawalOf(closing));

        // The desks' fifth working day was 12 April until 17:00; the next closing time is a day later.
        assertDue(visit, at("2027-04-13", "17:00", BAKU), at("2027-04-15", "17:00", BAKU));
        assertThat(text(visit, "DESK_REVIEW", withdrawal))
                .contains("qısaldılıb", "19.04.2027 17:00", "13.04.2027 17:00");
        end(visit);
    }

    @Test
    void refusesToConfirmWhatHasBecomeUnsound() {
        var closing = inEffect("aze", closedDay("2027-04-06"));
        var withdrawal = recorded("aze", withdrawalOf(closing));
        clock.moveTo(at("2027-04-07", "10:00", BAKU));

        var refused = complete("aze.authority", withdrawal, CONFIRM, "{\"action\":\"CONFIRM\"}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly("calendar.past");
        assertThat(kindOf("AZE", "2027-04-06")).isEqualTo("EXTRA");
        clock.moveTo(MONDAY_MORNING);
        done(complete("aze.authority", withdrawal, CONFIRM, "{\"action\":\"CONFIRM\"}"));
        doJobs(withdrawal);
        assertThat(kindOf("AZE", "2027-04-06")).isEqualTo("WORKING");
    }

    /** Each of the two is sound as long as the other is not in effect. */
    @Test
    void putsOneOfTwoContradictingDecreesIntoEffectThatAreConfirmedAtOnce() throws Exception {
        // The very first decrees of a side would refuse each other anyhow.
        inEffect("aze", closedDay("2027-11-02"));
        var exchange = recorded("aze", """
            {"kind":"SWAP","reference":"NK 44","issuedOn":"2027-04-05","restDay":"2027-10-13","workDay":"2027-10-09"}\
            """);
        var closing = recorded("aze", closedDays("2027-10-08", "2027-10-11"));
        var confirmed = new CyclicBarrier(2);
        var refused = new CopyOnWriteArrayList<Refusal>();

        AtOnce.times(2, which -> {
            var number = which == 0 ? exchange : closing;
            try {
                transactions.executeWithoutResult(transaction -> {
                    decrees.confirm(accounts.find("aze.authority").orElseThrow(), number);
                    await(confirmed);
                    decrees.takeEffect(number);
                });
            } catch (Refusal refusal) {
                refused.add(refusal);
            }
        });

        assertThat(refused).singleElement().satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal.findings()).extracting(Finding::code).containsExactly("calendar.contradicts");
        });
        var states = new TreeSet<String>();
        for (var decree : get("aze.legal", "/api/calendars/AZE/decrees")) {
            if (List.of(exchange, closing).contains(decree.get("number").asText())) {
                states.add(decree.get("state").asText());
            }
        }
        assertThat(states).containsExactly("IN_EFFECT", "RECORDED");
        assertThat(List.of(kindOf("AZE", "2027-10-09"), kindOf("AZE", "2027-10-11")))
                .isIn(List.of("SWAP_WORK", "WORKING"), List.of("EXTRA", "EXTRA"));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }

    @Test
    void movesMoreCasesThanFitIntoOneTransaction() {
        var cases = IntStream.range(0, 30)
                .mapToObj(number -> visits.prepared("tur").submitted())
                .toList();

        var closing = inEffect("tur", closedDay("2027-04-06"));

        for (var visit : cases) {
            assertThat(visit.due("tur.security", "userTask_certifyRoster"))
                    .isEqualTo(at("2027-04-08", "17:00", ISTANBUL));
            assertThat(timersOf(visit, "event_certificationOverdue"))
                    .containsExactly(at("2027-04-08", "17:00", ISTANBUL));
        }
        inEffect("tur", withdrawalOf(closing));
        cases.forEach(VisitCase::withdrawn);
    }

    @Test
    void judgesWhatIsNotReceivedByTheNewCalendar() {
        var visit = visits.prepared("tur");
        var before = earliestStart(visit);

        var closing = inEffect("aze", closedDay("2027-04-07"));

        assertThat(earliestStart(visit)).isGreaterThan(before);
        inEffect("aze", withdrawalOf(closing));
        assertThat(earliestStart(visit)).isEqualTo(before);
        visit.withdrawn();
    }

    @Test
    void tellsTheMoveAndTheHolidaysInTheDossierOfBothSides() {
        var visit = visits.prepared("tur").transmitted();
        var closing = inEffect("aze", closedDay("2027-04-12"));

        for (var seen : List.of(
                get("tur.planner", "/api/visit-requests/" + visit.number),
                get("aze.authority", "/api/host-cases/" + visit.number))) {
            var decision = deadline(seen, "HOST_DECISION");
            assertThat(decision.get("moves")).hasSize(1);
            assertThat(decision.get("moves").get(0).get("decree").asText()).isEqualTo(closing);
            assertThat(decision.get("moves").get(0).get("text").asText())
                    .contains("15.04.2027 17:00", "16.04.2027 17:00", closing);
            assertThat(decision.get("remarks").toString()).contains("12.04.2027");
            assertThat(seen.get("story").toString()).contains("dueDateMoved", "HOST_DECISION:" + closing);
        }
        inEffect("aze", withdrawalOf(closing));
        end(visit);
    }

    // --- The decree's own way. ---

    @Test
    void takesADecreeInTasklistFromOneOfficerBackAndToAnother() {
        var started =
                post("aze.registry", "/engine-rest/process-definition/key/calendar-decree/tenant-id/aze/start", "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var number = Client.json(started).get("businessKey").asText();
        assertThat(number).startsWith("DEC-AZE-2027-");
        assertThat(complete("aze.registry", number, RECORD, "{\"action\":\"RECORD\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete(
                "aze.registry", number, RECORD, "{\"action\":\"RECORD\",\"decree\":" + closedDay("2027-06-01") + "}"));
        assertThat(complete("aze.authority", number, CONFIRM, "{\"action\":\"RETURN\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete("aze.authority", number, CONFIRM, "{\"action\":\"RETURN\",\"reason\":\"2 June\"}"));
        assertThat(kindOf("AZE", "2027-06-01")).isEqualTo("WORKING");
        done(complete(
                "aze.legal", number, RECORD, "{\"action\":\"RECORD\",\"decree\":" + closedDay("2027-06-02") + "}"));
        assertThat(complete("aze.legal", number, CONFIRM, "{\"action\":\"CONFIRM\"}")
                        .statusCode())
                .as("whoever recorded it does not confirm it")
                .isEqualTo(403);
        assertThat(kindOf("AZE", "2027-06-02")).isEqualTo("WORKING");
        done(complete("aze.authority", number, CONFIRM, "{\"action\":\"CONFIRM\"}"));
        doJobs(number);

        assertThat(kindOf("AZE", "2027-06-02")).isEqualTo("EXTRA");
        assertThat(kindOf("AZE", "2027-06-01")).isEqualTo("WORKING");
        var own = get("aze.auditor", "/api/calendars/AZE/decrees/" + number);
        assertThat(own.get("state").asText()).isEqualTo("IN_EFFECT");
        assertThat(own.get("story").findValuesAsText("event"))
                .containsExactly(
                        "decreeOpened",
                        "decreeRecorded",
                        "decreeReturned",
                        "decreeRecorded",
                        "decreeConfirmed",
                        "decreeInEffect",
                        "decreeDueDatesMoved");
        assertThat(get("tur.planner", "/api/calendars/AZE/decrees/" + number).get("story"))
                .isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }

    @Test
    void endsADraftThatIsGivenUp() {
        var number = Client.json(post(
                        "tur.legal", "/engine-rest/process-definition/key/calendar-decree/tenant-id/tur/start", "{}"))
                .get("businessKey")
                .asText();

        done(complete("tur.legal", number, RECORD, "{\"action\":\"DISCARD\"}"));

        assertThat(get("tur.legal", "/api/calendars/TUR/decrees/" + number)
                        .get("state")
                        .asText())
                .isEqualTo("DISCARDED");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }

    @Test
    void endsWhatItsSideDiscardsBeforeItTakesEffect() {
        var number = recorded("tur", closedDay("2027-06-03"));

        assertThat(post("aze.legal", "/api/calendars/TUR/decrees/" + number + "/discarding", "")
                        .statusCode())
                .isEqualTo(403);
        discard("tur", number);

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
        assertThat(post("tur.legal", "/api/calendars/TUR/decrees/" + number + "/discarding", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(kindOf("TUR", "2027-06-03")).isEqualTo("WORKING");
    }

    @Test
    void remindsOfARecordingAndAConfirmationThatAreLate() {
        var number = Client.json(post(
                        "aze.legal", "/engine-rest/process-definition/key/calendar-decree/tenant-id/aze/start", "{}"))
                .get("businessKey")
                .asText();
        assertThat(task("aze.legal", number, RECORD).get("due").asText())
                .isEqualTo(at("2027-04-08", "17:00", BAKU).toString());
        clock.moveTo(at("2027-04-08", "17:00", BAKU));
        doJobs(number);
        assertThat(task("aze.legal", number, RECORD).get("priority").asInt()).isEqualTo(100);
        done(complete(
                "aze.legal", number, RECORD, "{\"action\":\"RECORD\",\"decree\":" + closedDay("2027-06-04") + "}"));
        assertThat(task("aze.authority", number, CONFIRM).get("due").asText())
                .isEqualTo(at("2027-04-09", "17:00", BAKU).toString());
        clock.moveTo(at("2027-04-09", "17:00", BAKU));
        doJobs(number);
        assertThat(task("aze.authority", number, CONFIRM).get("priority").asInt())
                .isEqualTo(100);
        discard("aze", number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aze.planner", "aze.authority", "aze.guard", "tur.legal"})
    void recordsNothingForOtherRolesAndSides(String account) {
        assertThat(post(account, "/api/calendars/AZE/decrees", closedDay("2027-06-07"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(account, "/engine-rest/process-definition/key/calendar-decree/tenant-id/aze/start", "{}")
                        .statusCode())
                .isIn(403, 404);
    }

    @Test
    void previewsAndRefusesWithEverythingThatIsWrong() {
        var preview = post("aze.authority", "/api/calendars/AZE/decree-previews", """
            {"kind":"FEAST_DATE","reference":"NK 1","issuedOn":"2027-04-05","holiday":"qurban","from":"2027-05-17",
             "to":"2027-05-18"}\
            """);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(Client.json(preview).get("changes").findValuesAsText("date"))
                .containsExactly("2027-05-16", "2027-05-17", "2027-05-18");
        var refused = post("aze.legal", "/api/calendars/AZE/decrees", """
            {"kind":"SWAP","reference":"","issuedOn":"2027-04-06","restDay":"2027-04-10","workDay":"2027-04-12"}\
            """);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("reference", "issuedOn", "restDay", "workDay");
        assertThat(kindOf("AZE", "2027-05-16")).isEqualTo("FULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{\"kind\":\"NONE\"}", "{\"kind\":\"SWAP\",\"x\":1}", "{\"from\":\"soon\"}"})
    void refusesWhatIsNoDecree(String body) {
        assertThat(post("aze.legal", "/api/calendars/AZE/decrees", body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void loadsTheComingYearFromAFileAfterItsSecondOfficer() {
        var file = """
            side: TUR
            year: 2028
            weekend: [SATURDAY, SUNDAY]
            substitution: false
            saturdayAfterFriday: true
            covers: [{from: 2028-01-01, to: 2028-12-31}]
            days:
              - {on: 2028-01-01, kind: FULL, holiday: newYear, source: "Law 2429"}
              - {on: 2028-04-23, kind: FULL, holiday: nationalSovereignty, source: "Law 2429"}
            """;
        var address = "/api/calendars/TUR/years?issuedOn=2027-04-05&reference=Diyanet%202028";
        var wrong = postFile(
                "tur.legal", address, file.replace("newYear", "nowhere").replace("2028-04-23", "soon"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Client.json(wrong).get("findings").findValuesAsText("place")).containsExactly("row 1", "row 2");
        var preview = postFile("tur.legal", "/api/calendars/TUR/year-previews", file);
        assertThat(Client.json(preview).get("changes").findValuesAsText("date"))
                .containsExactly("2028-01-01", "2028-04-23");
        assertThat(client("tur.legal")
                        .get("/api/calendars/TUR?from=2028-01-01&to=2028-01-02")
                        .statusCode())
                .isEqualTo(404);

        var loaded = postFile("tur.legal", address, file);

        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
        var number = Client.json(loaded).get("number").asText();
        done(complete("tur.authority", number, CONFIRM, "{\"action\":\"CONFIRM\"}"));
        doJobs(number);
        assertThat(kindOf("TUR", "2028-01-01")).isEqualTo("FULL");
        assertThat(kindOf("TUR", "2028-01-03")).isEqualTo("WORKING");
    }

    /** The registry keeps a table, the ministry sends a calendar: both are read, and each fault names its own row. */
    @Test
    void takesATableOrAnICalendarFileAsAYear() {
        var previews = "/api/calendars/TUR/year-previews";
        var table = """
            from;to;kind;holiday;source
            01.01.2029;;FULL;Yılbaşı;Law 2429
            23.04.2029;;FULL;nationalSovereignty;Law 2429
            """;
        var calendar = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20290101
            SUMMARY:Yılbaşı
            DESCRIPTION:Law 2429
            END:VEVENT
            END:VCALENDAR
            """;
        for (var file : List.of(table, calendar)) {
            var told = Client.json(postFile("tur.legal", previews, file));
            assertThat(told.get("findings")).isEmpty();
            assertThat(told.at("/changes/0/date").asText()).isEqualTo("2029-01-01");
            assertThat(told.get("file").asText()).contains("holiday: \"newYear\"");
            // What it gives back is what the form of a decree takes.
            assertThat(Client.json(postFile(
                                    "tur.legal", previews, told.get("file").asText()))
                            .get("changes"))
                    .isEqualTo(told.get("changes"));
        }
        var faulty = table.replace("23.04.2029", "31.04.2029").replace("Yılbaşı", "Yarın");
        assertThat(Client.json(postFile("tur.legal", previews, faulty))
                        .get("findings")
                        .findValuesAsText("place"))
                .containsExactly("row 2", "row 3", "row 3");
        var address = "/api/calendars/TUR/years?issuedOn=2027-04-05&reference=Table%202029";
        assertThat(postFile("tur.planner", address, table).statusCode()).isEqualTo(403);
        assertThat(postFile("aze.legal", previews, table).statusCode()).isEqualTo(403);
        var refused = postFile("tur.legal", address, faulty);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("row 2", "row 3", "row 3");
        var loaded = postFile("tur.legal", address, table);
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
        discard("tur", Client.json(loaded).get("number").asText());
    }

    // --- Doors. ---

    private String inEffect(String side, String content) {
        var number = recorded(side, content);
        done(complete(side + ".authority", number, CONFIRM, "{\"action\":\"CONFIRM\"}"));
        doJobs(number);
        return number;
    }

    private String recorded(String side, String content) {
        var answer = post(side + ".legal", "/api/calendars/" + side.toUpperCase(Locale.ROOT) + "/decrees", content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    private void discard(String side, String number) {
        done(post(
                side + ".legal",
                "/api/calendars/" + side.toUpperCase(Locale.ROOT) + "/decrees/" + number + "/discarding",
                ""));
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String closedDay(String day) {
        return closedDays(day, day);
    }

    private static String closedDays(String from, String to) {
        return """
            {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2027-04-05","holiday":"administrativeLeave",
             "from":"%s","to":"%s"}\
            """.formatted(from, to);
    }

    private static String withdrawalOf(String number) {
        return """
            {"kind":"WITHDRAWAL","reference":"NK 13","issuedOn":"2027-04-05","withdraws":"%s"}\
            """.formatted(number);
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.signedIn(port, id));
    }

    private JsonNode get(String account, String path) {
        var answer = client(account).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> post(String account, String path, String json) {
        return client(account).post(path, json);
    }

    private HttpResponse<String> postFile(String account, String path, String file) {
        var client = client(account);
        return client.send(client.request(path)
                .header("Content-Type", "application/yaml")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.ofString(file)));
    }

    private JsonNode task(String account, String number, String step) {
        for (var task : get(account, "/api/tasks?caseNumber=" + number).get("items")) {
            if (task.get("step").asText().equals(step)) {
                return task;
            }
        }
        throw new AssertionError("No task " + step + " of " + number + " for " + account);
    }

    private HttpResponse<String> complete(String account, String number, String step, String answer) {
        var task = task(account, number, step).get("id").asText();
        FormPictures.comeBy(account, task, "calendar-decree", step);
        return post(account, "/api/tasks/" + task + "/completion", answer);
    }

    private void doJobs(String number) {
        while (true) {
            var jobs = new ArrayList<String>();
            runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                    .flatMap(
                            instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                    .filter(job -> job.getDuedate() == null
                            || !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .forEach(job -> jobs.add(job.getId()));
            if (jobs.isEmpty()) {
                return;
            }
            Context.setJobExecutorContext(new JobExecutorContext());
            try {
                management.executeJob(jobs.get(0));
            } finally {
                Context.removeJobExecutorContext();
            }
        }
    }

    private String kindOf(String side, String day) {
        return get("aze.planner", "/api/calendars/" + side + "?from=" + day + "&to=" + day)
                .get(0)
                .get("kind")
                .asText();
    }

    private String earliestStart(VisitCase visit) {
        var judged = post("tur.planner", "/api/visit-requests/" + visit.number + "/judgement", "");
        assertThat(judged.statusCode()).as(judged.body()).isEqualTo(200);
        return Client.json(judged).get("earliestStart").asText();
    }

    // --- What there is to see. ---

    private void assertDue(VisitCase visit, Instant desks, Instant decision) {
        assertThat(visit.due(visit.host + ".range", "userTask_reviewAtDesk")).isEqualTo(desks);
        assertThat(visit.due(visit.host + ".security", "userTask_reviewAtDesk")).isEqualTo(desks);
        assertThat(timersOf(visit, "event_reviewOverdue")).containsExactly(desks);
        assertThat(visit.due(visit.sender + ".planner", "userTask_followRequest"))
                .isEqualTo(decision);
        assertThat(timersOf(visit, "userTask_followRequest")).containsExactly(decision);
        assertThat(kept(visit, "DESK_REVIEW")).isEqualTo(desks);
        assertThat(kept(visit, "HOST_DECISION")).isEqualTo(decision);
    }

    private List<Instant> timersOf(VisitCase visit, String activity) {
        return visit.jobs().stream()
                .filter(job -> activity.equals(visit.activityOf(job)) && job.getDuedate() != null)
                .map(job -> job.getDuedate().toInstant())
                .toList();
    }

    private Instant kept(VisitCase visit, String step) {
        return database.sql("select due_at from visit_deadline where request_number = ? and step = ?")
                .params(visit.number, step)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private List<String> moves(VisitCase visit) {
        return database.sql("select decree from visit_deadline_move where request_number = ?")
                .param(visit.number)
                .query(String.class)
                .list();
    }

    /** The old date and the new one are on record, or nothing where they are the same. */
    private void assertMoved(VisitCase visit, String decree, String step, Instant before, Instant after) {
        var kept = database.sql("select old_due, new_due from visit_deadline_move where request_number = ? and step = ?"
                        + " and decree = ?")
                .params(visit.number, step, decree)
                .query((row, n) -> List.of(
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant(),
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant()))
                .list();
        assertThat(kept).isEqualTo(before.equals(after) ? List.of() : List.of(List.of(before, after)));
    }

    private String text(VisitCase visit, String step, String decree) {
        for (var move : deadline(get("aze.authority", "/api/host-cases/" + visit.number), step)
                .get("moves")) {
            if (move.get("decree").asText().equals(decree)) {
                return move.get("text").asText();
            }
        }
        throw new AssertionError("No move by " + decree);
    }

    private static JsonNode deadline(JsonNode dossier, String step) {
        for (var deadline : dossier.get("deadlines")) {
            if (deadline.get("step").asText().equals(step)) {
                return deadline;
            }
        }
        throw new AssertionError("No deadline " + step);
    }

    private static void end(VisitCase visit) {
        visit.withdrawn();
    }
}
