package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.StoredText;
import org.mushterek.calendar.Calendars;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** An injury, a death and an arrest of guests, from the first notice to the end, by the doors that officers use. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:incident;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/incident",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@ExtendWith(OutputCaptureExtension.class)
class IncidentIT extends CaseDoors {

    private static final String SECRET = "Fell from the rope at Xinaliq";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, VisitCase> VISITS = new HashMap<>();

    @Autowired
    VisitDriver visits;

    @Autowired
    Calendars calendars;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        VISITS.clear();
    }

    /** What officers write may name persons. */
    @AfterEach
    void logsNothingThatWasWritten(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain(SECRET, "Dr. Aydın");
    }

    // --- An injury. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void tellsTheSendingSideOfAnInjuryAndClosesIt(String host) {
        var sender = other(host);
        var visit = permitted(sender);
        beDuringTheVisit(host, "09:00");
        var number = opened(host + ".medical");
        assertThat(number).startsWith("INC-" + code(host) + "-2027-");
        assertThat(read(sender + ".commander", "/api/incidents/" + number).statusCode())
                .as("a draft")
                .isEqualTo(404);
        assertThat(due(host + ".medical", number, IncidentProcess.RECORD_INCIDENT))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));

        done(complete(host + ".medical", number, IncidentProcess.RECORD_INCIDENT, recorded(visit, "INJURY", "08:30")));

        assertThat(tasks(sender + ".legal", number)).containsExactly(IncidentProcess.ACKNOWLEDGE_NOTICE);
        assertThat(tasks(host + ".legal", number)).containsExactly(IncidentProcess.GIVE_WRITTEN_NOTICE);
        assertThat(tasks(sender + ".planner", number)).isEmpty();
        assertThat(due(sender + ".medical", number, IncidentProcess.ACKNOWLEDGE_NOTICE))
                .isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(due(host + ".medical", number, IncidentProcess.GIVE_WRITTEN_NOTICE))
                .as("24 hours from when the host learned of it")
                .isEqualTo(at("2027-05-25", "08:30", zone(host)));
        var told = task(sender + ".commander", number, IncidentProcess.ACKNOWLEDGE_NOTICE);
        assertThat(told.at("/dossier/incident/content/account").asText()).isEqualTo(SECRET);
        assertThat(told.at("/dossier/incident/content/persons/0/visit").asText())
                .isEqualTo(visit.number);
        assertThat(told.at("/dossier/incident/content/persons/0/name").asText()).isNotEmpty();
        assertThat(told.at("/dossier/warnings")).isEmpty();
        assertThat(told.toString()).doesNotContain(host + ".medical");

        done(complete(sender + ".commander", number, IncidentProcess.ACKNOWLEDGE_NOTICE, """
                {"action":"ACKNOWLEDGE","words":{"text":"Family is told"}}"""));
        assertThat(tasks(host + ".commander", number)).containsExactly(IncidentProcess.GIVE_WRITTEN_NOTICE);
        done(complete(host + ".legal", number, IncidentProcess.GIVE_WRITTEN_NOTICE, """
                {"action":"WRITE","words":{"text":"Broken arm, treated","reference":"L-7"}}"""));

        assertThat(tasks(host + ".medical", number)).isEmpty();
        assertThat(codes(complete(host + ".commander", number, IncidentProcess.CLOSE_INCIDENT, """
                        {"action":"CLOSE","words":{}}""")))
                .containsExactlyInAnyOrder("incident.text", "incident.removed");
        done(complete(host + ".commander", number, IncidentProcess.CLOSE_INCIDENT, """
                {"action":"CLOSE","words":{"text":"Back on duty","removed":false}}"""));

        assertEndedAt(number, "endEvent_incidentClosed");
        assertReached(number, "endEvent_nothingCoordinated");
        var read = get(sender + ".auditor", "/api/incidents/" + number);
        assertThat(read.at("/incident/state").asText()).isEqualTo("CLOSED");
        assertThat(events(read)).containsExactly("notified", "noticeAcknowledged", "writtenNoticeGiven", "closed");
        for (var side : List.of(host, sender)) {
            var line = get(side + ".range", "/api/incidents/" + number);
            assertThat(line.at("/incident/kind").asText()).isEqualTo("INJURY");
            assertThat(line.toString())
                    .as("of another desk")
                    .doesNotContain(SECRET, "Broken arm", "Family", visit.number);
            assertThat(get(side + ".medical", "/api/incidents").toString())
                    .as("a list")
                    .contains(number)
                    .doesNotContain(SECRET, visit.number);
        }
        assertThat(database.sql("select account from audit_entry where case_number = ? and action = 'incident.read'")
                        .param(number)
                        .query(String.class)
                        .list())
                .contains(sender + ".commander", sender + ".auditor")
                .doesNotContain(sender + ".range");
        assertThat(StoredText.tablesHolding(database, "INCIDENT", List.of(SECRET, "Broken arm")))
                .as("sealed")
                .isEmpty();
        for (var side : List.of(host, sender)) {
            var line = get(side + ".commander", "/api/reports/cases/" + number).get("line");
            assertThat(line.get("open").asBoolean()).isFalse();
            assertThat(line.get("exercise").asText()).isEqualTo(exercise(host));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INJURY, 07:59, , INC-01",
        "INJURY, 08:00, , ''",
        "INJURY, 06:00, 07:00, ''",
        "DEATH, 06:00, 07:01, INC-01",
        "ARREST, 06:59, , INC-04",
        "ARREST, 07:00, , ''"
    })
    void sendsALateNoticeAndKeepsThatItWasLate(String kind, String learned, @Nullable String toldAt, String expected) {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        var answer = post("aze.legal", "/api/incidents", content(visit, kind, learned, toldAt));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var number = Client.json(answer).at("/incident/number").asText();
        assertThat(answer.headers().firstValue("Location")).contains("/api/incidents/" + number);

        var read = get("tur.medical", "/api/incidents/" + number);
        assertThat(String.join(" ", read.get("warnings").findValuesAsText("code")))
                .isEqualTo(expected);
        assertThat(events(read).contains("noticeLate")).isEqualTo(!expected.isEmpty());
        withdrawn("aze", number);
    }

    // --- A death. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void doesNothingToADeadPersonBeforeTheSendingSideHasAgreed(String host) {
        var sender = other(host);
        var visit = permitted(sender);
        beDuringTheVisit(host, "09:00");
        var number = reported(host + ".medical", visit, "DEATH");
        assertThat(get(sender + ".medical", "/api/incidents/" + number)
                        .at("/incident/state")
                        .asText())
                .isEqualTo("AWAITS_COORDINATION");
        assertThat(due(host + ".medical", number, IncidentProcess.PROPOSE_PROCEDURE))
                .isEqualTo(clock.instant().plus(Duration.ofHours(12)));
        assertThat(tasks(host + ".legal", number)).doesNotContain(IncidentProcess.PROPOSE_PROCEDURE);
        assertThat(codes(complete(host + ".medical", number, IncidentProcess.PROPOSE_PROCEDURE, """
                        {"action":"PROPOSE","words":{"procedure":"AUTOPSY","at":"2027-05-24T08:59","text":"Cause unknown"}}""")))
                .containsExactlyInAnyOrder("incident.place", "incident.at");

        propose(host, number, "AUTOPSY", "2027-05-25T10:00");
        assertThat(codes(complete(sender + ".commander", number, IncidentProcess.ANSWER_PROPOSAL, """
                        {"action":"OBJECT","words":{}}""")))
                .containsExactly("incident.text");
        done(complete(sender + ".commander", number, IncidentProcess.ANSWER_PROPOSAL, """
                {"action":"OBJECT","words":{"text":"Not before our physician is there"}}"""));
        propose(host, number, "AUTOPSY", "2027-05-26T10:00");
        assertThat(codes(complete(sender + ".medical", number, IncidentProcess.ANSWER_PROPOSAL, """
                        {"action":"AGREE","words":{"representative":{"grade":"OF-4"}}}""")))
                .containsExactlyInAnyOrder("incident.representative/name", "incident.representative/physician");
        clock.moveTo(at("2027-05-24", "11:00", zone(host)));
        done(complete(sender + ".medical", number, IncidentProcess.ANSWER_PROPOSAL, """
                {"action":"AGREE","words":{"text":"No photographs",
                 "representative":{"grade":"OF-4","name":"Dr. Aydın","physician":true}}}"""));
        assertThat(get(host + ".medical", "/api/incidents/" + number)
                        .at("/incident/state")
                        .asText())
                .isEqualTo("COORDINATED");
        assertThat(due(host + ".medical", number, IncidentProcess.RECORD_PROCEDURE))
                .as("a day after it was to begin")
                .isEqualTo(at("2027-05-27", "10:00", zone(host)));

        clock.moveTo(at("2027-05-26", "15:00", zone(host)));
        assertThat(codes(complete(host + ".medical", number, IncidentProcess.RECORD_PROCEDURE, """
                        {"action":"DONE","words":{"at":"2027-05-24T10:59","text":"Heart","attended":true}}""")))
                .as("before it was agreed")
                .containsExactly("INC-02");
        assertThat(codes(complete(host + ".medical", number, IncidentProcess.RECORD_PROCEDURE, """
                        {"action":"DONE","words":{"text":"Heart","attended":false}}""")))
                .containsExactly("INC-02", "INC-03");
        done(complete(host + ".medical", number, IncidentProcess.RECORD_PROCEDURE, """
                {"action":"DONE","words":{"at":"2027-05-26T10:05","text":"Heart","attended":false,"absence":"Flight late"}}"""));

        assertThat(LocalDate.ofInstant(due(host + ".medical", number, IncidentProcess.HAND_OVER_REPORT), zone(host)))
                .as("30 working days of the host")
                .isEqualTo(workingDay(host, LocalDate.of(2027, 5, 26), 30));
        handOver(host, number, "P-1");
        done(complete(sender + ".medical", number, IncidentProcess.CONFIRM_REPORT, """
                {"action":"MISSING","words":{"text":"Page 3 is missing"}}"""));
        handOver(host, number, "P-1, whole");
        done(complete(sender + ".commander", number, IncidentProcess.CONFIRM_REPORT, """
                {"action":"RECEIVED"}"""));
        noticed(host, sender, number);
        assertThat(codes(complete(host + ".commander", number, IncidentProcess.CLOSE_INCIDENT, """
                        {"action":"CLOSE","words":{"text":"Handed over"}}""")))
                .containsExactlyInAnyOrder("incident.day", "incident.place");
        done(complete(host + ".commander", number, IncidentProcess.CLOSE_INCIDENT, """
                {"action":"CLOSE","words":{"text":"Handed over","day":"2027-05-26","place":"Airport, to the attaché"}}"""));

        assertEndedAt(number, "endEvent_incidentClosed");
        assertReached(number, "endEvent_reportReceived");
        var read = get(host + ".auditor", "/api/incidents/" + number);
        assertThat(events(read))
                .containsExactly(
                        "opened",
                        "notified",
                        "procedureProposed",
                        "procedureObjected",
                        "procedureProposed",
                        "procedureAgreed",
                        "procedureDone",
                        "reportHandedOver",
                        "reportMissing",
                        "reportHandedOver",
                        "reportReceived",
                        "noticeAcknowledged",
                        "writtenNoticeGiven",
                        "closed");
        assertThat(read.toString()).doesNotContain(sender + ".medical", sender + ".commander");
        assertThat(events(get(sender + ".auditor", "/api/incidents/" + number))).doesNotContain("opened");

        // Five years later its persons are erased, its figures stay.
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(365 * 6)));
        assertThat(post(host + ".admin", "/api/retention/rounds", "").statusCode())
                .isEqualTo(200);
        var erased = get(host + ".auditor", "/api/incidents/" + number);
        assertThat(erased.at("/incident/kind").asText()).isEqualTo("DEATH");
        assertThat(erased.at("/incident/content/happenedAt").asText()).startsWith("2027-05-24");
        assertThat(erased.at("/incident/content/persons")).isEmpty();
        assertThat(erased.toString()).doesNotContain(SECRET, "Dr. Aydın", "Page 3", "Heart", visit.number);
    }

    @Test
    void endsCoordinationWhereNothingIsDone() {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        var nothing = reported("aze.medical", visit, "DEATH");
        propose("aze", nothing, "NONE", null);
        done(complete("tur.medical", nothing, IncidentProcess.ANSWER_PROPOSAL, """
                {"action":"AGREE","words":{"representative":{"name":"Dr. Aydın","physician":true}}}"""));
        assertReached(nothing, "endEvent_nothingPlanned");
        assertThat(tasks("aze.medical", nothing)).containsExactly(IncidentProcess.GIVE_WRITTEN_NOTICE);

        var other = reported("aze.medical", visit, "DEATH");
        propose("aze", other, "OTHER", "2027-05-24T10:00");
        done(complete("tur.medical", other, IncidentProcess.ANSWER_PROPOSAL, "{\"action\":\"AGREE\"}"));
        beDuringTheVisit("aze", "11:00");
        done(complete("aze.medical", other, IncidentProcess.RECORD_PROCEDURE, """
                {"action":"DONE","words":{"at":"2027-05-24T10:00","text":"Embalmed"}}"""));
        assertReached(other, "endEvent_procedureRecorded");

        var left = reported("aze.medical", visit, "DEATH");
        propose("aze", left, "AUTOPSY", "2027-05-24T12:00");
        done(complete("tur.medical", left, IncidentProcess.ANSWER_PROPOSAL, "{\"action\":\"AGREE\"}"));
        assertThat(codes(complete("aze.medical", left, IncidentProcess.RECORD_PROCEDURE, """
                        {"action":"NOT_DONE","words":{}}""")))
                .containsExactly("incident.text");
        done(complete("aze.medical", left, IncidentProcess.RECORD_PROCEDURE, """
                {"action":"NOT_DONE","words":{"text":"The family asks for none"}}"""));
        assertThat(get("tur.medical", "/api/incidents/" + left)
                        .at("/incident/state")
                        .asText())
                .as("whatever is intended now is asked anew")
                .isEqualTo("AWAITS_COORDINATION");
        propose("aze", left, "AUTOPSY", "2027-05-24T11:30");
        beDuringTheVisit("aze", "11:31");
        assertThat(codes(complete("tur.medical", left, IncidentProcess.ANSWER_PROPOSAL, "{\"action\":\"AGREE\"}")))
                .as("the time has passed")
                .containsExactly("incident.action");
        done(complete("tur.medical", left, IncidentProcess.ANSWER_PROPOSAL, """
                {"action":"OBJECT","words":{"text":"Too late"}}"""));
        propose("aze", left, "NONE", null);
        done(complete("tur.medical", left, IncidentProcess.ANSWER_PROPOSAL, "{\"action\":\"AGREE\"}"));
        assertReached(left, "endEvent_nothingPlanned");
        for (var number : List.of(nothing, other, left)) {
            withdrawn("aze", number);
        }
    }

    // --- Who may do what, and what is refused. ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exercise   | null                                        | incident.exercise
            exercise   | "YILDIZ-TOROS"                              | incident.exercise
            kind       | null                                        | incident.kind
            happenedAt | null                                        | incident.happenedAt
            happenedAt | "2027-05-24T09:01"                          | incident.happenedAt
            happenedAt | "2026-05-24T08:30"                          | incident.happenedAt
            persons    | [{"line":1}]                                | incident.persons
            persons    | [{"visit":"VIS-TUR-2027-9998","line":1},{"visit":"VIS-TUR-2027-9998","line":1}] | incident.persons
            learnedAt  | "2027-05-24T08:29"                          | incident.learnedAt
            toldAt     | "2027-05-24T08:29"                          | incident.toldAt incident.toldTo
            place      | " "                                         | incident.place
            account    | null                                        | incident.account
            persons    | []                                          | incident.persons
            persons    | [{"visit":"VIS-TUR-2027-9999","line":1}]    | incident.persons
            """)
    void refusesARecordThatTellsTooLittle(String place, String value, String expected) throws Exception {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        var content = (ObjectNode) JSON.readTree(content(visit, "INJURY", "08:30", null));
        content.set(place, JSON.readTree(value));

        var refused = post("aze.medical", "/api/incidents", content.toString());

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(String.join(" ", codes(refused))).isEqualTo(expected);
    }

    @Test
    void keepsEachStepToTheOfficersOfItsSide() {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        var content = content(visit, "ARREST", "08:30", null);
        for (var account : List.of("aze.planner", "aze.auditor", "aze.admin", "aze.guard")) {
            assertThat(post(account, "/api/incidents", content).statusCode())
                    .as(account)
                    .isEqualTo(403);
        }
        assertThat(codes(post("tur.medical", "/api/incidents", content)))
                .as("the sending side records nothing at the host's")
                .contains("incident.exercise");
        var number = reported("aze.legal", visit, "ARREST");
        assertThat(read("tur.lessons", "/api/incidents/" + number).statusCode()).isEqualTo(403);
        assertThat(post("tur.legal", "/api/incidents/" + number + "/withdrawal", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("aze.planner", "/api/incidents/" + number + "/withdrawal", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(codes(post("aze.legal", "/api/incidents/" + number + "/withdrawal", "{}")))
                .containsExactly("incident.text");
        withdrawn("aze", number);
        assertThat(post("aze.legal", "/api/incidents/" + number + "/withdrawal", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(read("aze.planner", "/api/exercises/QAFQAZ-QARTALI/guests").statusCode())
                .isEqualTo(403);
        assertThat(read("tur.medical", "/api/exercises/QAFQAZ-QARTALI/guests").statusCode())
                .isEqualTo(404);
        var guests = get("aze.medical", "/api/exercises/QAFQAZ-QARTALI/guests");
        assertThat(guests.findValuesAsText("visit")).contains(visit.number);
        assertThat(guests.toString()).doesNotContain("documentNumber", "birthDate");
    }

    /** Late steps of doctors reach the commander, those of commanders the authority; of a draft the other side hears nothing. */
    @Test
    void tellsTheSuperiorsOfItsSideWhatIsLate() {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        var draft = opened("aze.legal");
        var death = reported("aze.medical", visit, "DEATH");
        clock.moveTo(at("2027-05-25", "09:01", BAKU));
        doJobs(draft);
        doJobs(death);

        assertThat(database.sql(
                                "select distinct side from audit_entry where action = 'task.overdue' and case_number = ?")
                        .param(draft)
                        .query(String.class)
                        .list())
                .containsExactly("AZE");
        assertThat(escalated(death, IncidentProcess.PROPOSE_PROCEDURE)).contains("aze-medical", "aze-commander");
        assertThat(escalated(death, IncidentProcess.ACKNOWLEDGE_NOTICE)).contains("tur-authority");
        withdrawn("aze", death);
        done(complete("aze.legal", draft, IncidentProcess.RECORD_INCIDENT, "{\"action\":\"DISCARD\"}"));
    }

    private String escalated(String number, String step) {
        return database.sql(
                        "select audience from outgoing_event where case_number = ? and type = 'org.mushterek.task.escalated'"
                                + " and about like ?")
                .params(number, step + "%")
                .query(String.class)
                .list()
                .toString();
    }

    @Test
    void discardsADraftOfWhichNobodyIsTold() {
        var number = opened("aze.commander");
        done(complete("aze.commander", number, IncidentProcess.RECORD_INCIDENT, "{\"action\":\"DISCARD\"}"));
        assertEndedAt(number, "endEvent_draftDiscarded");
        assertThat(get("aze.auditor", "/api/incidents/" + number)
                        .at("/incident/state")
                        .asText())
                .isEqualTo("DISCARDED");
        assertThat(get("tur.auditor", "/api/incidents").toString()).doesNotContain(number);
    }

    @Test
    void tellsWhoStoodInForWhom() {
        var visit = permitted("tur");
        beDuringTheVisit("aze", "09:00");
        standsIn("aze.planner", "aze.medical");
        var number = reported("aze.planner", visit, "INJURY");
        assertThat(hands(get("aze.auditor", "/api/incidents/" + number).get("story"), "notified"))
                .containsExactly("aze.planner for aze.medical");
        withdrawn("aze", number);
    }

    // --- Helpers. ---

    /** A visit of the side that is permitted, one for all tests: nothing happens to it here. */
    private VisitCase permitted(String sender) {
        return VISITS.computeIfAbsent(
                sender, side -> visits.prepared(side).transmitted().reviewed().approved());
    }

    private void beDuringTheVisit(String host, String time) {
        clock.moveTo(at("2027-05-24", time, zone(host)));
    }

    private String opened(String account) {
        var opened = post(account, "/engine-rest/process-definition/key/incident/tenant-id/joint-aze-tur/start", "{}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        return Client.json(opened).get("businessKey").asText();
    }

    private String reported(String account, VisitCase visit, String kind) {
        var answer = post(account, "/api/incidents", content(visit, kind, "08:30", null));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).at("/incident/number").asText();
    }

    private static String recorded(VisitCase visit, String kind, String learned) {
        return "{\"action\":\"RECORD\",\"incident\":" + content(visit, kind, learned, null) + "}";
    }

    private static String content(VisitCase visit, String kind, String learned, @Nullable String toldAt) {
        return """
                {"exercise":"%s","kind":"%s","happenedAt":"2027-05-24T%s",%s"place":"Range 4","account":"%s",
                 "firstSteps":"First aid","authority":"Police, 12/7","persons":[{"visit":"%s","line":1}]}""".formatted(
                        exercise(visit.host),
                        kind,
                        learned,
                        toldAt == null ? "" : "\"toldAt\":\"2027-05-24T" + toldAt + "\",\"toldTo\":\"Duty officer\",",
                        SECRET,
                        visit.number);
    }

    private void propose(String host, String number, String procedure, @Nullable String at) {
        done(complete(
                host + ".medical",
                number,
                IncidentProcess.PROPOSE_PROCEDURE,
                "{\"action\":\"PROPOSE\",\"words\":{\"procedure\":\"" + procedure + "\",\"text\":\"Cause unknown\""
                        + (at == null ? "" : ",\"at\":\"" + at + "\",\"place\":\"Military hospital\"") + "}}"));
    }

    private void handOver(String host, String number, String report) {
        done(complete(
                host + ".medical",
                number,
                IncidentProcess.HAND_OVER_REPORT,
                "{\"action\":\"HAND_OVER\",\"words\":{\"reference\":\"" + report + "\",\"day\":\"2027-05-26\"}}"));
    }

    private void noticed(String host, String sender, String number) {
        done(complete(sender + ".legal", number, IncidentProcess.ACKNOWLEDGE_NOTICE, "{\"action\":\"ACKNOWLEDGE\"}"));
        done(complete(host + ".legal", number, IncidentProcess.GIVE_WRITTEN_NOTICE, """
                {"action":"WRITE","words":{"text":"As told"}}"""));
    }

    private void withdrawn(String host, String number) {
        var answer = post(host + ".legal", "/api/incidents/" + number + "/withdrawal", "{\"reason\":\"In error\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertEndedAt(number, "endEvent_incidentWithdrawn");
    }

    private LocalDate workingDay(String side, LocalDate from, int days) {
        var calendar = calendars.of(code(side));
        var day = from;
        for (var left = days; left > 0; left--) {
            do {
                day = day.plusDays(1);
            } while (!calendar.isWorkingDay(day));
        }
        return day;
    }

    private static List<String> events(JsonNode read) {
        return StreamSupport.stream(read.get("story").spliterator(), false)
                .map(event -> event.get("event").asText())
                .filter(event -> !event.equals("reminded"))
                .toList();
    }

    private static List<String> codes(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 409);
        return Client.json(refused).get("findings").findValuesAsText("code");
    }

    private static String exercise(String host) {
        return host.equals("aze") ? "QAFQAZ-QARTALI" : "YILDIZ-TOROS";
    }

    private static String other(String side) {
        return side.equals("aze") ? "tur" : "aze";
    }

    private static String code(String side) {
        return side.toUpperCase(Locale.ROOT);
    }

    private static ZoneId zone(String side) {
        return side.equals("aze") ? BAKU : ISTANBUL;
    }
}
