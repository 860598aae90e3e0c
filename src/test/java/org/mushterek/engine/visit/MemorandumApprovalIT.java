package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.TermWatch;
import org.mushterek.build.ByHand;
import org.mushterek.common.Sha256;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * An instrument from its signature to its lapse, by the doors that officers and other systems use, with cases open at each
 * point. What ends the demonstration's memorandum ends its world, because an instrument concerns every case.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:memorandum-approval-${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/memorandum-approval",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class MemorandumApprovalIT extends CaseDoors {

    private static final String MEMORANDUM = "SF-EXERCISES-2021";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTE = FileFixture.pdf(300, 1);

    @Autowired
    VisitDriver visits;

    @Autowired
    TermWatch watch;

    private static int signed;

    private String code = "";

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        signed++;
        code = "SF-2027-" + signed;
    }

    // --- From signature into force. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void entersIntoForceWhenTheLastNotificationIsReceived(String opener) {
        var other = opener.equals("aze") ? "tur" : "aze";
        var number = recorded(opener, memorandum("LAST_NOTIFICATION"));
        assertThat(state(number)).isEqualTo("APPROVAL");
        assertThat(instrument(code).get("enteredIntoForceOn").isNull()).isTrue();

        approve(opener, number, "2027-03-10", "2027-03-12");
        assertThat(tasks(opener + ".legal", number)).isEmpty();
        assertThat(tasks(other + ".legal", number))
                .containsExactly("userTask_confirmNotification", "userTask_recordApproval");
        assertThat(awaited(opener + ".legal", number)).hasSize(2).allSatisfy(line -> {
            assertThat(line.get("side").asText()).isEqualTo(other.toUpperCase(Locale.ROOT));
            assertThat(line.get("process").asText()).isEqualTo("memorandum-approval");
            assertThat(line.get("title").asText()).isNotBlank().doesNotContain("Record", "Confirm");
            assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "process", "title", "caseNumber", "side", "since", "due", "dueText", "late");
        });
        assertThat(awaited(other + ".legal", number)).isEmpty();
        for (var blind : List.of("medical", "range", "lessons", "guard", "admin")) {
            assertThat(awaited(opener + "." + blind, number)).as(blind).isEmpty();
        }
        done(complete(other + ".legal", number, "userTask_confirmNotification", """
            {"action":"CONFIRM","receivedOn":"2027-03-15","reference":"Note 7"}\
            """));
        approve(other, number, "2027-04-01", "2027-04-02");
        done(complete(opener + ".legal", number, "userTask_confirmNotification", """
            {"action":"CONFIRM","receivedOn":"2027-04-05","reference":"Note 9"}\
            """));

        assertThat(get(other + ".legal", "/api/instrument-cases/" + number)
                        .get("instrumentCase")
                        .get("inForceOn")
                        .asText())
                .isEqualTo("2027-04-05");
        doJobs(number);
        assertThat(state(number)).isEqualTo("IN_FORCE");
        var known = instrument(code);
        assertThat(known.get("enteredIntoForceOn").asText()).isEqualTo("2027-04-05");
        assertThat(known.get("approvals")).hasSize(2);
        var ahead = get("aze.legal", "/api/instruments/" + code + "/history")
                .get("watch")
                .get("ahead");
        assertThat(ahead.get("lastDay").asText()).isEqualTo("2028-04-04");
        assertThat(ahead.get("closesOn").asText()).isEqualTo("2028-01-05");
        assertThat(ahead.get("opensOn").asText()).isEqualTo("2027-12-06");
        assertThat(ahead.get("remindsOn").asText()).isEqualTo("2027-12-26");
    }

    @Test
    void isLateBeforeThoseOfTheSideAloneWhoReadInstruments() {
        var number = recorded("tur", memorandum("LAST_NOTIFICATION"));
        clock.moveTo(due("aze.legal", number, "userTask_recordApproval").plusSeconds(1));

        for (var reader : List.of("aze.authority", "aze.commander", "aze.auditor")) {
            assertThat(lateAtSide(reader)).as(reader).contains(number);
        }
        for (var blind : List.of("aze.medical", "aze.range", "aze.lessons", "aze.guard", "aze.admin")) {
            assertThat(lateAtSide(blind)).as(blind).doesNotContain(number);
        }
    }

    private List<String> lateAtSide(String account) {
        return get(account, "/api/day").get("lateAtSide").findValuesAsText("caseNumber");
    }

    @Test
    void tellsTheDeputyAndTheAbsentOfficerToTheirOwnSideAlone() {
        standsIn("aze.medical", "aze.legal");
        var answer = post(
                "aze.medical",
                "/api/instrument-cases",
                memorandum("LAST_NOTIFICATION").toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var number = Client.json(answer).get("number").asText();
        done(complete("aze.medical", number, "userTask_recordApproval", """
            {"action":"DECLINE","reason":"Not now"}\
            """));

        var path = "/api/instrument-cases/" + number;
        assertThat(hands(get("aze.legal", path).get("story"), "recorded")).containsExactly("aze.medical for aze.legal");
        assertThat(hands(get("aze.legal", path).get("story"), "declined")).containsExactly("aze.medical for aze.legal");
        assertThat(hands(get("tur.legal", path).get("story"), "declined")).containsExactly("AZE for null");
        assertThat(get("tur.legal", path).get("story").toString()).doesNotContain("aze.medical", "aze.legal");
    }

    @Test
    void waitsForADayThatTheTextNames() {
        var content = memorandum("FIXED_DAY").put("entersIntoForceOn", "2027-06-01");
        var number = recorded("tur", content);
        approve("aze", number, "2027-04-01", null);
        approve("tur", number, "2027-04-02", null);

        clock.moveTo(at("2027-05-31", "23:59", BAKU));
        doJobs(number);
        assertThat(state(number)).isEqualTo("APPROVED");
        clock.moveTo(at("2027-06-01", "00:00", BAKU));
        doJobs(number);
        assertThat(state(number)).isEqualTo("IN_FORCE");
        assertThat(instrument(code).get("enteredIntoForceOn").asText()).isEqualTo("2027-06-01");
    }

    @Test
    void takesARecordingInTasklistFromItsStart() {
        var started = post(
                "aze.legal",
                "/engine-rest/process-definition/key/memorandum-approval/tenant-id/joint-aze-tur/start",
                "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var number = Client.json(started).get("businessKey").asText();
        assertThat(number).startsWith("INS-AZE-2027-");
        assertThat(tasks("tur.legal", number)).isEmpty();
        var refused = complete("aze.legal", number, "userTask_recordInstrument", "{\"action\":\"RECORD\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly(
                        "agreement.case.act",
                        "agreement.case.signedOn",
                        "agreement.case.entryIntoForce",
                        "agreement.case.text");

        var content = memorandum("SIGNATURE");
        content.putArray("approvals");
        done(complete(
                "aze.legal",
                number,
                "userTask_recordInstrument",
                "{\"action\":\"RECORD\",\"instrument\":" + content + "}"));
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".legal", number, "userTask_recordApproval", "{\"action\":\"APPROVE\"}"));
        }
        doJobs(number);
        assertThat(state(number)).isEqualTo("IN_FORCE");
        assertThat(instrument(code).get("enteredIntoForceOn").asText()).isEqualTo("2027-03-01");
    }

    @Test
    void forgetsADraftThatIsDiscarded() {
        var started = Client.json(post(
                "tur.legal",
                "/engine-rest/process-definition/key/memorandum-approval/tenant-id/joint-aze-tur/start",
                "{}"));
        var number = started.get("businessKey").asText();
        done(complete("tur.legal", number, "userTask_recordInstrument", "{\"action\":\"DISCARD\"}"));
        assertThat(state(number)).isEqualTo("DISCARDED");
        assertEndedAt(number, "endEvent_draftDiscarded");
    }

    @Test
    void endsWhereAPartyDeclines() {
        var number = recorded("tur", memorandum("SIGNATURE"));
        assertThat(complete("aze.legal", number, "userTask_recordApproval", "{\"action\":\"DECLINE\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete(
                "aze.legal", number, "userTask_recordApproval", "{\"action\":\"DECLINE\",\"reason\":\"Article 3\"}"));

        assertThat(state(number)).isEqualTo("DECLINED");
        assertThat(tasks("tur.legal", number)).isEmpty();
        assertEndedAt(number, "endEvent_instrumentDeclined");
        assertThat(read("tur.legal", "/api/instruments/" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void isDiscardedByItsOpenerOnlyWhileThePartiesApprove() {
        var number = recorded("tur", memorandum("SIGNATURE"));
        var path = "/api/instrument-cases/" + number + "/discarding";
        assertThat(post("aze.legal", path, "").statusCode()).isEqualTo(403);
        assertThat(post("tur.planner", path, "").statusCode()).isEqualTo(403);
        assertThat(post("tur.legal", path, "").statusCode()).isEqualTo(204);
        assertEndedAt(number, "endEvent_instrumentDiscarded");
        assertThat(post("tur.legal", path, "").statusCode()).isEqualTo(409);
    }

    // --- Parties without officers here. ---

    /** Georgia is no side here: Azerbaijan, which records the instrument, records with two hands what Georgia has written. */
    @Test
    void recordsWhatAPartyWithoutOfficersAnswersByTwoHands() throws Exception {
        roles("aze.registry", "[\"REGISTRY\",\"LEGAL\"]");
        var number = recorded("aze", withGeorgia("LAST_NOTIFICATION"));
        var path = "/api/instrument-cases/" + number;
        assertThat(get("tur.legal", path).at("/instrumentCase/represented").toString())
                .isEqualTo("[\"GEO\"]");
        assertThat(tasks("aze.legal", number))
                .containsExactly("userTask_recordAnswerOnBehalf", "userTask_recordApproval");
        assertThat(tasks("tur.legal", number)).containsExactly("userTask_recordApproval");

        var step = "userTask_recordAnswerOnBehalf";
        assertThat(places(complete("aze.legal", number, step, "{\"action\":\"APPROVE\"}")))
                .containsExactly("steps/PARLIAMENT", "steps", "notifiedOn", "note", "reference", "documents");
        assertThat(attach("tur.legal", number, "GEO").statusCode()).isEqualTo(403);
        assertThat(attach("aze.planner", number, "GEO").statusCode()).isEqualTo(403);
        assertThat(places(attach("aze.legal", number, "TUR"))).containsExactly("party");
        assertThat(attach("aze.legal", number, "GEO").statusCode()).isEqualTo(201);
        assertThat(attach("aze.legal", number, "GEO").statusCode()).isEqualTo(200);
        done(complete("aze.legal", number, step, GEORGIA_APPROVES));
        assertThat(Client.json(attach("aze.legal", number, "GEO")).get("type").asText())
                .endsWith("agreement.case.answerRecorded");

        // It does not count yet: nobody is asked for a receipt.
        assertThat(tasks("tur.legal", number)).containsExactly("userTask_recordApproval");
        assertThat(complete("aze.legal", number, "userTask_confirmAnswer", "{\"action\":\"CONFIRM\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(places(complete("aze.authority", number, "userTask_confirmAnswer", "{\"action\":\"GIVE_BACK\"}")))
                .containsExactly("reason");
        done(complete(
                "aze.authority", number, "userTask_confirmAnswer", "{\"action\":\"GIVE_BACK\",\"reason\":\"Page 2\"}"));
        assertThat(get("aze.legal", path).at("/instrumentCase/answers")).isEmpty();
        done(complete("aze.legal", number, step, GEORGIA_APPROVES));
        done(complete("aze.authority", number, "userTask_confirmAnswer", "{\"action\":\"CONFIRM\"}"));

        approve("aze", number, "2027-03-10", "2027-03-12");
        approve("tur", number, "2027-03-10", "2027-03-12");
        for (var receipt : List.of(
                "aze.legal GEO AZE 2027-03-20",
                "tur.legal GEO TUR 2027-03-21",
                "aze.legal TUR AZE 2027-03-15",
                "tur.legal AZE TUR 2027-03-15",
                "aze.legal TUR GEO 2027-03-16")) {
            done(receive(number, receipt));
        }
        assertThat(receive(number, "aze.legal AZE GEO 2027-04-05").statusCode()).isEqualTo(403);
        done(receive(number, "aze.registry AZE GEO 2027-04-05"));
        roles("aze.registry", "[\"REGISTRY\"]");
        doJobs(number);

        assertThat(state(number)).isEqualTo("IN_FORCE");
        assertThat(instrument(code).get("enteredIntoForceOn").asText()).isEqualTo("2027-04-05");
        assertThat(get("tur.legal", path).toString()).doesNotContain("aze.legal", "aze.authority");
        assertThat(StreamSupport.stream(get("tur.legal", path).get("story").spliterator(), false)
                        .filter(told -> told.get("party").asText().equals("GEO"))
                        .map(told -> told.get("side").asText() + " "
                                + told.get("event").asText()))
                .containsExactly(
                        "AZE approvalRecorded",
                        "AZE answerReturned",
                        "AZE approvalRecorded",
                        "AZE approved",
                        "AZE notificationReceived",
                        "AZE notificationReceived");
        var written = client("tur.legal")
                .sendForBytes(client("tur.legal")
                        .request(path + "/attachments/"
                                + get("tur.legal", path).at("/documents/0/id").asText())
                        .GET());
        assertThat(written.body()).isEqualTo(NOTE);
        try (var document = Loader.loadPDF(paper("tur.legal", code))) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains(
                            "Recorded on behalf of parties without officers here",
                            "Note 55-G",
                            Sha256.of(NOTE).substring(0, 8));
        }
    }

    /** Where a side's last legal officer is gone, the other side records what it has written; its refusal ends the case. */
    @Test
    @DirtiesContext
    void endsWhereASideWithoutOfficersDeclinesInWriting() {
        roles("tur.legal", "[]");
        var number = recorded("aze", memorandum("SIGNATURE"));
        assertThat(attach("aze.legal", number, "TUR").statusCode()).isEqualTo(201);
        done(complete("aze.legal", number, "userTask_recordAnswerOnBehalf", """
            {"action":"DECLINE","reason":"Article 3","reference":"Note 9"}\
            """));
        assertThat(state(number)).isEqualTo("APPROVAL");

        done(complete("aze.authority", number, "userTask_confirmAnswer", "{\"action\":\"CONFIRM\"}"));

        assertThat(state(number)).isEqualTo("DECLINED");
        assertThat(tasks("aze.legal", number)).isEmpty();
        assertEndedAt(number, "endEvent_instrumentDeclined");
    }

    private static final String GEORGIA_APPROVES = """
        {"action":"APPROVE","steps":[{"step":"PARLIAMENT","on":"2027-03-10","reference":"Gazette"}],
         "notifiedOn":"2027-03-14","note":"Note 3","reference":"Note 55-G"}\
        """;

    private ObjectNode withGeorgia(String clause) {
        var content = memorandum(clause);
        content.withArray("parties").add("GEO");
        content.withArray("approvals").addObject().put("party", "GEO").put("step", "PARLIAMENT");
        return content;
    }

    private void roles(String account, String roles) {
        var admin = client(account.substring(0, 3) + ".admin");
        var answer = admin.send(admin.request("/api/accounts/" + account + "/roles")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"roles\":" + roles + "}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> attach(String account, String number, String party) {
        var client = client(account);
        var form = "--mark\r\nContent-Disposition: form-data; name=\"party\"\r\n\r\n" + party + "\r\n";
        return client.send(client.request("/api/instrument-cases/" + number + "/attachments")
                .header("Content-Type", "multipart/form-data; boundary=mark")
                .POST(BodyPublishers.ofByteArray(
                        FileFixture.joined(FileFixture.text(form), FileFixture.form(null, null, "note.pdf", NOTE)))));
    }

    /** Account, notifier, receiver and day of a receipt. */
    private HttpResponse<String> receive(String number, String receipt) {
        var told = receipt.split(" ", -1);
        return complete(
                told[0],
                number,
                "userTask_confirmNotification",
                "{\"action\":\"CONFIRM\",\"party\":\"%s\",\"receiver\":\"%s\",\"receivedOn\":\"%s\",\"reference\":\"N 7\"}"
                        .formatted(told[1], told[2], told[3]));
    }

    private static List<String> places(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        return Client.json(refused).get("findings").findValuesAsText("place");
    }

    private byte[] paper(String account, String instrument) {
        var answer = client(account)
                .sendForBytes(client(account)
                        .request("/api/instruments/" + instrument + "/paper")
                        .GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        code          | "sf 2027"       | agreement.case.code
        code          | "SF-EXERCISES-2021" | agreement.case.codeTaken
        kind          | null            | agreement.case.kind
        parties       | ["AZE"]         | agreement.case.parties
        parties       | ["AZE","GEO"]   | agreement.case.parties
        parties       | ["AZE","TUR","USA"] | agreement.case.parties
        parties       | ["AZE","TUR","GEO","GEO"] | agreement.case.parties
        titleAz       | " "             | agreement.case.text
        signedOn      | "2027-04-06"    | agreement.case.signedInFuture
        term          | "P0D"           | agreement.case.term
        term          | null            | agreement.case.renewsNoTerm
        noticeDays    | 3651            | agreement.case.noticeDays
        entersIntoForceOn | "2027-05-01" | agreement.case.noFixedDay
        approvals     | [{"party":"GEO","step":"DECREE"}] | agreement.case.approvals
        reference     | null            | agreement.case.text
        """)
    void refusesARecordingThatCannotBe(String place, String value, String code) throws Exception {
        var content = memorandum("SIGNATURE");
        content.set(place, JSON.readTree(value));

        var refused = post("tur.legal", "/api/instrument-cases", content.toString());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly(code);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly(place);
    }

    @Test
    void refusesAnApprovalThatLeavesAStepOut() {
        var number = recorded("tur", memorandum("LAST_NOTIFICATION"));

        var refused = complete("tur.legal", number, "userTask_recordApproval", "{\"action\":\"APPROVE\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("steps/PARLIAMENT", "steps", "notifiedOn", "note");

        refused = complete("tur.legal", number, "userTask_recordApproval", """
            {"action":"APPROVE","steps":[{"step":"PARLIAMENT"}],"notifiedOn":"2027-03-12","note":"Note 3"}\
            """);

        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("steps/PARLIAMENT", "steps/PARLIAMENT/reference");
    }

    /** An approval has 60 working days of its side, a confirmation 5; a decree of one side leaves the other's alone. */
    @Test
    @DirtiesContext
    void movesTheDueDatesOfItsStepsByADecree() {
        var number = recorded("tur", memorandum("LAST_NOTIFICATION"));
        approve("tur", number, "2027-03-10", "2027-03-12");
        var ofAzerbaijan = due("aze.legal", number, "userTask_confirmNotification");
        var approvalBefore = due("aze.legal", number, "userTask_recordApproval");
        var other = recorded("aze", memorandum("SIGNATURE").put("code", code + "-B"));
        var ofTuerkiye = due("tur.legal", other, "userTask_recordApproval");

        var decree = inEffect("""
            {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2027-04-05","holiday":"administrativeLeave",
             "from":"2027-04-08","to":"2027-04-09"}\
            """);

        assertThat(due("aze.legal", number, "userTask_confirmNotification"))
                .isEqualTo(ofAzerbaijan.plus(2, ChronoUnit.DAYS));
        assertThat(due("aze.legal", number, "userTask_recordApproval")).isAfter(approvalBefore);
        assertThat(due("tur.legal", other, "userTask_recordApproval")).isEqualTo(ofTuerkiye);
        var told = get("aze.legal", "/api/instrument-cases/" + number).get("story");
        assertThat(told.findValuesAsText("event")).contains("dueDateMoved");
        assertThat(told.toString()).contains(decree + ": 12.04.2027 → 14.04.2027");
        assertThat(get("aze.legal", "/api/calendars/AZE/decrees/" + decree)
                        .get("story")
                        .findValuesAsText("event"))
                .endsWith("decreeDueDatesMoved");
    }

    /** Four days less would have ended the step yesterday; what was over before the decree stays over. */
    @Test
    @DirtiesContext
    void shortensAStepToTheNextClosingTimeAndLeavesWhatHasPassed() {
        var number = recorded("tur", memorandum("LAST_NOTIFICATION"));
        approve("tur", number, "2027-03-10", "2027-03-12");
        var closing = inEffect("""
            {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2027-04-05","holiday":"administrativeLeave",
             "from":"2027-04-08","to":"2027-04-13"}\
            """);
        assertThat(due("aze.legal", number, "userTask_confirmNotification")).isEqualTo(at("2027-04-16", "17:00", BAKU));

        clock.moveTo(at("2027-04-13", "10:00", BAKU));
        inEffect("{\"kind\":\"WITHDRAWAL\",\"reference\":\"NK 13\",\"issuedOn\":\"2027-04-12\",\"withdraws\":\""
                + closing + "\"}");

        var shortened = at("2027-04-13", "17:00", BAKU);
        assertThat(due("aze.legal", number, "userTask_confirmNotification")).isEqualTo(shortened);
        clock.moveTo(at("2027-04-14", "10:00", BAKU));
        inEffect("""
            {"kind":"CLOSED_DAYS","reference":"NK 14","issuedOn":"2027-04-14","holiday":"administrativeLeave",
             "from":"2027-04-15","to":"2027-04-15"}\
            """);
        assertThat(due("aze.legal", number, "userTask_confirmNotification")).isEqualTo(shortened);
    }

    private String inEffect(String content) {
        var recorded = post("aze.legal", "/api/calendars/AZE/decrees", content);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        var decree = Client.json(recorded).get("number").asText();
        done(complete("aze.authority", decree, "userTask_confirmDecree", "{\"action\":\"CONFIRM\"}"));
        doJobs(decree);
        return decree;
    }

    @Test
    @DirtiesContext
    void changesAnInstrumentByAnAmendmentInForce() {
        var amendment = JSON.createObjectNode()
                .put("act", "AMENDMENT")
                .put("code", MEMORANDUM)
                .put("signedOn", "2027-04-01")
                .put("noticeDays", 60)
                .put("entryIntoForce", "SIGNATURE")
                .put("reference", "Protocol 2");
        var number = recorded("aze", amendment);
        assertThat(instrument(MEMORANDUM).get("noticeDays").asInt()).isEqualTo(90);
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".legal", number, "userTask_recordApproval", "{\"action\":\"APPROVE\"}"));
        }
        doJobs(number);

        assertThat(state(number)).isEqualTo("APPLIED");
        assertEndedAt(number, "endEvent_amendmentApplied");
        assertThat(instrument(MEMORANDUM).get("noticeDays").asInt()).isEqualTo(60);
        assertThat(ahead().get("closesOn").asText()).isEqualTo("2027-08-20");
    }

    // --- The term. ---

    @Test
    @DirtiesContext
    void asksAt120DaysRemindsAt100AndClosesAt90() {
        // In the demonstration it is in force since 20 October 2021 and renews itself each year.
        assertThat(ahead().get("lastDay").asText()).isEqualTo("2027-10-19");
        var number = watching();
        clock.moveTo(at("2027-06-20", "23:59", BAKU));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).isEmpty();

        clock.moveTo(at("2027-06-21", "00:00", BAKU));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).containsExactly("userTask_decideRenewal");
        assertThat(tasks("tur.legal", number)).containsExactly("userTask_decideRenewal");
        assertThat(tasks("tur.planner", number)).isEmpty();
        done(complete("tur.legal", number, "userTask_decideRenewal", "{\"action\":\"RENEW\"}"));
        assertThat(priority("aze.legal", number)).isEqualTo(50);

        clock.moveTo(at("2027-07-11", "00:00", BAKU));
        doJobs(number);
        assertThat(priority("aze.legal", number)).isEqualTo(100);
        clock.moveTo(at("2027-07-21", "23:59", ISTANBUL));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).containsExactly("userTask_decideRenewal");

        clock.moveTo(at("2027-07-22", "00:00", ISTANBUL));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).isEmpty();
        assertThat(story()).contains("casesJudged");
        clock.moveTo(at("2027-10-20", "00:00", ISTANBUL));
        doJobs(number);
        assertThat(story()).contains("renewed");
        assertThat(ahead().get("lastDay").asText()).isEqualTo("2028-10-19");
        assertThat(tasks("aze.legal", number)).as("the next window").isEmpty();
    }

    @Test
    @DirtiesContext
    void waitsForTheEndOfTheWindowThoughEveryPartyRenews() {
        var number = watching();
        clock.moveTo(at("2027-06-21", "10:00", BAKU));
        doJobs(number);
        for (var party : List.of("aze", "tur")) {
            done(complete(party + ".legal", number, "userTask_decideRenewal", "{\"action\":\"RENEW\"}"));
        }
        assertThat(tasks("aze.legal", number)).isEmpty();

        // Until then either may still give notice.
        clock.moveTo(at("2027-07-21", "23:59", ISTANBUL));
        doJobs(number);
        assertThat(story()).doesNotContain("casesJudged");
        clock.moveTo(at("2027-07-22", "00:00", ISTANBUL));
        doJobs(number);

        assertThat(story()).contains("casesJudged");
        assertThat(effects()).isEmpty();
        assertThat(state(number)).isEqualTo("IN_FORCE");
    }

    @ParameterizedTest(name = "{0} gives notice")
    @ValueSource(strings = {"aze", "tur"})
    @DirtiesContext
    void judgesAgainWhatReachesPastTheEndWhenNoticeIsGivenAndLapses(String side) {
        exercise("AZE", "SON-QARTAL", "2027-10-15", "2027-10-25");
        var visit = visits.prepared("tur", content -> content.put("exerciseCode", "SON-QARTAL")
                .put("from", "2027-10-15")
                .put("to", "2027-10-25"));
        var covered = visits.prepared("aze");
        var number = watching();
        clock.moveTo(at("2027-06-21", "10:00", BAKU));
        doJobs(number);

        assertThat(complete(side + ".legal", number, "userTask_decideRenewal", "{\"action\":\"GIVE_NOTICE\"}")
                        .statusCode())
                .isEqualTo(400);
        done(complete(side + ".legal", number, "userTask_decideRenewal", """
            {"action":"GIVE_NOTICE","noticeOn":"2027-06-21","reference":"Note 44"}\
            """));
        doJobs(number);

        assertThat(instrument(MEMORANDUM).get("noticeGiven").get("on").asText()).isEqualTo("2027-06-21");
        assertThat(effects())
                .containsExactly(
                        "EXERCISE SON-QARTAL AZE NOT_COVERED",
                        "EXERCISE SON-QARTAL TUR NOT_COVERED",
                        "VISIT_REQUEST " + visit.number + " TUR NOT_COVERED");
        assertThat(get("tur.planner", "/api/visit-requests/" + visit.number)
                        .get("story")
                        .toString())
                .contains("judgedAgain", "NOT_COVERED");
        assertThat(get("aze.planner", "/api/visit-requests/" + covered.number)
                        .get("story")
                        .toString())
                .doesNotContain("judgedAgain");
        assertThat(verdictsOf(visit.number)).contains("LEG-01 BREACHED");
        // Each side's planner sees its own alone.
        for (var planner : List.of("aze.planner", "tur.planner")) {
            var dossier = task(planner, number, "userTask_reviewCases").get("dossier");
            assertThat(dossier.get("effects").findValuesAsText("side"))
                    .containsOnly(planner.substring(0, 3).toUpperCase(Locale.ROOT));
            done(complete(planner, number, "userTask_reviewCases", "{\"action\":\"REVIEW\"}"));
        }

        clock.moveTo(at("2027-10-19", "23:59", ISTANBUL));
        doJobs(number);
        assertThat(state(number)).isEqualTo("IN_FORCE");
        clock.moveTo(at("2027-10-20", "00:00", ISTANBUL));
        doJobs(number);
        assertThat(state(number)).isEqualTo("LAPSED");
        assertEndedAt(number, "endEvent_instrumentLapsed");
        assertThat(story()).endsWith("termEnded", "lapsed");
    }

    /** One instrument from its signature to its lapse. At each point something is asked for, held or permitted under it. */
    @Test
    @DirtiesContext
    void carriesCasesFromItsSignatureToItsLapse() {
        // What the demonstration knows of the other memorandum would cover the visits, too.
        ByHand.change(
                database, "update instrument_entry set instrument = 'SET-ASIDE' where instrument = ?", MEMORANDUM);
        exercise("TUR", "EYLUL", "2027-09-06", "2027-09-10");
        exercise("AZE", "SON-QARTAL", "2027-10-15", "2027-10-25");
        exercise("AZE", "QIS-QARTALI", "2027-12-06", "2027-12-10");
        var number = recorded("tur", memorandum("LAST_NOTIFICATION").put("signedOn", "2026-09-01"));

        // Signed: nothing can be submitted, and nothing is lost.
        var early = visits.prepared("tur");
        assertHeldByInstrument(early);
        approve("aze", number, "2026-10-01", "2026-10-02");
        approve("tur", number, "2026-10-01", "2026-10-02");
        assertHeldByInstrument(early);
        done(receive(number, "tur.legal AZE TUR 2026-10-10"));
        assertHeldByInstrument(early);

        // In force with the last notification: the same request passes, to a permit.
        done(receive(number, "aze.legal TUR AZE 2026-10-20"));
        doJobs(number);
        assertThat(state(number)).isEqualTo("IN_FORCE");
        early.transmitted().reviewed().approved();
        assertThat(early.permit()).isPresent();

        // The time for notice is open: what reaches past the term may still be permitted, with a warning.
        clock.moveTo(at("2027-06-21", "10:00", BAKU));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).containsExactly("userTask_decideRenewal");
        clock.moveTo(at("2027-07-19", "10:00", BAKU));
        var permitted =
                visits.prepared("tur", pastTheEnd()).transmitted().reviewed().approved();
        var received = visits.prepared("tur", pastTheEnd()).transmitted().reviewed();
        var prepared = visits.prepared("tur", pastTheEnd());
        var within = visits.prepared("aze", of("EYLUL", "2027-09-06", "2027-09-10"));
        var permit = permitted.permit().orElseThrow().sheet();

        // Notice: all that reaches past the end is judged again, and its owners are told.
        clock.moveTo(at("2027-07-20", "10:00", BAKU));
        done(complete("aze.legal", number, "userTask_decideRenewal", """
            {"action":"GIVE_NOTICE","noticeOn":"2027-07-20","reference":"Note 44"}\
            """));
        doJobs(number);
        assertThat(effects())
                .containsExactlyInAnyOrder(
                        "EXERCISE QIS-QARTALI AZE NOT_COVERED",
                        "EXERCISE QIS-QARTALI TUR NOT_COVERED",
                        "EXERCISE SON-QARTAL AZE NOT_COVERED",
                        "EXERCISE SON-QARTAL TUR NOT_COVERED",
                        "PERMIT " + permit.number() + " AZE NOT_COVERED",
                        "PERMIT " + permit.number() + " TUR NOT_COVERED",
                        "RECEIVED_REQUEST " + received.number + " AZE NOT_COVERED",
                        "VISIT_REQUEST " + received.number + " TUR NOT_COVERED",
                        "VISIT_REQUEST " + prepared.number + " TUR NOT_COVERED");
        for (var path : List.of(
                "tur.planner /api/visit-requests/" + permitted.number,
                "aze.authority /api/host-cases/" + permitted.number,
                "aze.authority /api/host-cases/" + received.number,
                "tur.planner /api/visit-requests/" + prepared.number)) {
            var asked = path.split(" ");
            assertThat(get(asked[0], asked[1]).get("story").toString()).as(path).contains("judgedAgain", "NOT_COVERED");
        }
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".planner", number, "userTask_reviewCases", "{\"action\":\"REVIEW\"}"));
        }
        assertHeldByInstrument(prepared);
        var approval = complete(
                "aze.authority",
                received.number,
                "userTask_decideRequest",
                received.approval().replace('\'', '"'));
        assertThat(approval.statusCode()).isEqualTo(409);
        assertThat(Client.json(approval).get("findings").findValuesAsText("code"))
                .containsExactly("LEG-01");
        assertThat(get("aze.planner", "/api/visit-requests/" + within.number)
                        .get("judgement")
                        .toString())
                .as("within the term nothing changes")
                .doesNotContain("LEG-01");

        // Lapsed: nothing more can be asked for.
        clock.moveTo(at("2027-10-20", "00:00", ISTANBUL));
        doJobs(number);
        assertThat(state(number)).isEqualTo("LAPSED");
        clock.moveTo(at("2027-10-20", "10:00", BAKU));
        assertHeldByInstrument(visits.prepared("tur", of("QIS-QARTALI", "2027-12-06", "2027-12-10")));
    }

    private static Consumer<ObjectNode> pastTheEnd() {
        return of("SON-QARTAL", "2027-10-17", "2027-10-21");
    }

    private static Consumer<ObjectNode> of(String exercise, String from, String to) {
        return VisitPathsIT.dates(from, to).andThen(content -> content.put("exerciseCode", exercise));
    }

    private void assertHeldByInstrument(VisitDriver.VisitCase visit) {
        var refused =
                complete(visit.sender + ".planner", visit.number, "userTask_prepareRequest", "{\"action\":\"SUBMIT\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsOnly("LEG-01");
        assertThat(visit.state()).isEqualTo("PREPARATION");
    }

    @Test
    @DirtiesContext
    void givesAnInstrumentOfAnEarlierDatabaseItsWatchAtTheStart() {
        var number = watching();
        database.sql("delete from instrument_watch").update();
        assertThat(get("aze.legal", "/api/instruments/" + MEMORANDUM + "/history")
                        .path("watch")
                        .isEmpty())
                .isTrue();

        watch.watchAll();
        var begun = watching();
        watch.watchAll();

        assertThat(begun).isNotEqualTo(number);
        assertThat(watching()).isEqualTo(begun);
        assertThat(ahead().get("lastDay").asText()).isEqualTo("2027-10-19");
    }

    /** Sixty exercises of two parties are more than a step takes; each step after the first lists nothing again. */
    @Test
    @DirtiesContext
    void judgesManyInStepsThatCostTheSame() {
        for (int exercise = 1; exercise <= 60; exercise++) {
            exercise("AZE", "SON-" + exercise, "2027-10-15", "2027-10-25");
        }
        var number = watching();
        enter("aze.legal", "NOTICE_GIVEN", "AZE", "2027-04-02");
        doJobs(number);

        assertThat(effects()).hasSize(120).allMatch(effect -> effect.endsWith(" NOT_COVERED"));
        assertThat(database.sql("select count(*) from instrument_effect where result is null")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(story().stream().filter("casesJudged"::equals)).hasSize(1);
    }

    @Test
    @DirtiesContext
    void lapsesUnreviewedAndUnasked() {
        exercise("AZE", "SON-QARTAL", "2027-10-15", "2027-10-25");
        var number = watching();
        enter("aze.legal", "NOTICE_GIVEN", "AZE", "2027-04-02");
        doJobs(number);
        assertThat(tasks("aze.planner", number)).containsExactly("userTask_reviewCases");
        assertThat(tasks("aze.legal", number)).isEmpty();

        clock.moveTo(at("2027-10-20", "00:00", ISTANBUL));
        doJobs(number);

        assertThat(tasks("aze.planner", number)).isEmpty();
        assertThat(state(number)).isEqualTo("LAPSED");
    }

    @Test
    @DirtiesContext
    void endsTheNextTermByNoticeThatComesTooLate() {
        var number = watching();
        clock.moveTo(at("2027-08-02", "10:00", BAKU));
        doJobs(number);

        enter("tur.legal", "NOTICE_GIVEN", "TUR", "2027-08-02");
        doJobs(number);
        assertThat(ahead().get("endsOn").asText()).isEqualTo("2028-10-19");
        clock.moveTo(at("2027-10-20", "00:00", ISTANBUL));
        doJobs(number);

        assertThat(state(number)).isEqualTo("IN_FORCE");
        assertThat(ahead().get("lastDay").asText()).isEqualTo("2028-10-19");
        clock.moveTo(at("2028-06-25", "10:00", BAKU));
        doJobs(number);
        assertThat(tasks("aze.legal", number)).as("nothing is left to decide").isEmpty();
        clock.moveTo(at("2028-10-20", "00:00", ISTANBUL));
        doJobs(number);
        assertThat(state(number)).isEqualTo("LAPSED");
    }

    @Test
    @DirtiesContext
    void givesUpTheWatchWhereTheNextTermCannotBeKnownAndTakesItUpAgain() {
        var number = watching();
        enter("aze.legal", "RENEWAL", null, "UNKNOWN");
        doJobs(number);
        assertEndedAt(number, "endEvent_watchEnded");
        assertThat(get("aze.legal", "/api/instruments/" + MEMORANDUM + "/history")
                        .get("watch")
                        .get("active")
                        .asBoolean())
                .isFalse();

        enter("aze.legal", "RENEWAL", null, "EACH_TERM");

        assertThat(watching()).isNotEqualTo(number);
        assertThat(ahead().get("lastDay").asText()).isEqualTo("2027-10-19");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORANDUM, "CAUCASIAN-EAGLE", "MILITARY-EDUCATION-1992"})
    void printsTheHistoryOfAnInstrument(String printed) throws Exception {
        var answer = client("tur.legal")
                .sendForBytes(client("tur.legal")
                        .request("/api/instruments/" + printed + "/paper")
                        .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        VeraGreenfieldFoundryProvider.initialise();
        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
            try (var parser =
                            Foundries.defaultInstance().createParser(new ByteArrayInputStream(answer.body()), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                assertThat(validator.validate(parser).isCompliant())
                        .as(flavour.toString())
                        .isTrue();
            }
        }
        try (var document = Loader.loadPDF(answer.body())) {
            var text = new PDFTextStripper().getText(document);
            assertThat(text).contains(printed, "History of an instrument");
            if (printed.equals(MEMORANDUM)) {
                assertThat(text)
                        .contains("02.07.2021", "30.09.2021", "20.10.2021", "MEM-04", "demo assumption", "19.10.2027");
            } else {
                assertThat(text).contains("unknown").doesNotContain("demo assumption");
            }
        }
    }

    // --- Doors. ---

    @Test
    void showsACaseToItsPartiesOnlyInTheRolesThatWorkOnIt() {
        var number = recorded("tur", memorandum("SIGNATURE"));
        for (var account : List.of("tur.legal", "aze.legal", "aze.auditor", "tur.authority")) {
            assertThat(read(account, "/api/instrument-cases/" + number).statusCode())
                    .as(account)
                    .isEqualTo(200);
        }
        for (var account : List.of("tur.medical", "aze.guard", "aze.admin")) {
            assertThat(read(account, "/api/instrument-cases/" + number).statusCode())
                    .as(account)
                    .isIn(403, 404);
        }
        assertThat(post(
                                "aze.planner",
                                "/api/instrument-cases",
                                memorandum("SIGNATURE").toString())
                        .statusCode())
                .isEqualTo(403);
        // The other side's part of a joint case is nobody else's.
        var foreign = taskId("aze.legal", number, "userTask_recordApproval");
        assertThat(read("tur.legal", "/api/tasks/" + foreign).statusCode()).isEqualTo(404);
        assertThat(post("tur.legal", "/engine-rest/task/" + foreign + "/complete", "{}")
                        .statusCode())
                .isIn(403, 404);
        assertThat(get("tur.legal", "/engine-rest/task?processInstanceBusinessKey=" + number))
                .hasSize(1);
        assertThat(get("tur.legal", "/api/instrument-cases/" + number)
                        .get("story")
                        .toString())
                .contains("tur.legal");
        assertThat(get("aze.legal", "/api/instrument-cases/" + number)
                        .get("story")
                        .toString())
                .doesNotContain("tur.legal");
    }

    @Test
    void offersItsStartToLegalOfficersAlone() {
        var path = "/engine-rest/process-definition/key/memorandum-approval/tenant-id/joint-aze-tur/start";
        assertThat(post("tur.planner", path, "{}").statusCode()).isEqualTo(403);
        var startable =
                "/engine-rest/process-definition?startableInTasklist=true&startablePermissionCheck=true&latest=true";
        assertThat(get("tur.legal", startable).findValuesAsText("key"))
                .containsExactlyInAnyOrder("calendar-decree", "incident", "memorandum-approval");
        assertThat(get("tur.planner", startable).findValuesAsText("key"))
                .containsExactlyInAnyOrder("drill-scheduling", "exercise-planning", "visit-request");
    }

    // --- Walking. ---

    private ObjectNode memorandum(String clause) {
        var content = JSON.createObjectNode()
                .put("act", "NEW")
                .put("code", code)
                .put("kind", "MEMORANDUM")
                .put("governsVisits", true)
                .put("titleAz", "Yeni memorandum")
                .put("titleTr", "Yeni mutabakat muhtırası")
                .put("titleEn", "New memorandum")
                .put("place", "Ankara")
                .put("signedOn", "2027-03-01")
                .put("term", "P1Y")
                .put("renewal", "EACH_TERM")
                .put("noticeDays", 90)
                .put("entryIntoForce", clause)
                .put("reference", "Original no. 1");
        content.putArray("parties").add("AZE").add("TUR");
        var approvals = content.putArray("approvals");
        approvals.addObject().put("party", "AZE").put("step", "PARLIAMENT");
        approvals.addObject().put("party", "TUR").put("step", "PARLIAMENT");
        return content;
    }

    private String recorded(String side, ObjectNode content) {
        var answer = post(side + ".legal", "/api/instrument-cases", content.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    private void approve(String side, String number, String on, @Nullable String notifiedOn) {
        var answer = JSON.createObjectNode().put("action", "APPROVE");
        answer.putArray("steps")
                .addObject()
                .put("step", "PARLIAMENT")
                .put("on", on)
                .put("reference", "Gazette");
        if (notifiedOn != null) {
            answer.put("notifiedOn", notifiedOn).put("note", "Note 1");
        }
        done(complete(side + ".legal", number, "userTask_recordApproval", answer.toString()));
    }

    private void enter(String account, String field, @Nullable String party, String value) {
        var entry = JSON.createObjectNode()
                .put("field", field)
                .put("party", party)
                .put("value", value)
                .put("reference", "Note 3");
        var client = client(account);
        var version = instrument(MEMORANDUM).get("version").asInt();
        var answer = client.send(client.request("/api/instruments/" + MEMORANDUM + "/entries")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .POST(BodyPublishers.ofString(entry.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void exercise(String host, String code, String from, String to) {
        var exercise = JSON.createObjectNode()
                .put("title", "Last")
                .put("hostState", host)
                .put("firstDay", from)
                .put("lastDay", to)
                .put("planLine", "DEMO-1");
        exercise.putArray("parties").add("AZE").add("TUR");
        database.sql("update plan_line set last_day = ? where number = 'DEMO-1'")
                .param(LocalDate.parse(to))
                .update();
        var client = client(host.toLowerCase(Locale.ROOT) + ".planner");
        var answer = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(exercise.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private String watching() {
        return get("aze.legal", "/api/instruments/" + MEMORANDUM + "/history")
                .get("watch")
                .get("number")
                .asText();
    }

    private JsonNode ahead() {
        return get("aze.legal", "/api/instruments/" + MEMORANDUM + "/history")
                .get("watch")
                .get("ahead");
    }

    private List<String> story() {
        return get("aze.legal", "/api/instruments/" + MEMORANDUM + "/history")
                .get("story")
                .findValuesAsText("event");
    }

    private JsonNode instrument(String code) {
        return get("aze.legal", "/api/instruments/" + code);
    }

    private String state(String number) {
        return get("aze.legal", "/api/instrument-cases/" + number)
                .get("instrumentCase")
                .get("state")
                .asText();
    }

    private List<String> effects() {
        return database.sql("select kind, case_number, side, result from instrument_effect order by kind, case_number,"
                        + " side")
                .query((row, n) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
    }

    private List<String> verdictsOf(String number) {
        return database.sql("select rule_id, result from visit_verdict where request_number = ? and point = 'TERM'")
                .param(number)
                .query((row, n) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private int priority(String account, String number) {
        return get(account, "/api/tasks?caseNumber=" + number)
                .get("items")
                .get(0)
                .get("priority")
                .asInt();
    }
}
