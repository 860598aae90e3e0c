package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;
import static org.mushterek.engine.visit.VisitPathsIT.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.document.PermitSheet;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.visit.FileFixture;
import org.mushterek.visit.Permit;
import org.mushterek.visit.VisitFigures;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A permitted visit that is changed before it begins: only what changes is asked for, and the permit holds until then. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:amendments;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/amendments",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class AmendmentsIT {

    /** The first two persons of the roll are permitted already, and so are both sites. */
    static final String APPROVAL_OF_THE_THIRD =
            "{'action':'APPROVED','visitors':[{'line':3,'verdict':'APPROVED'}],'duties':['MED-02']}";

    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    VisitFigures figures;

    @Autowired
    VisitPathsIT.Hands.CorrectionTime correctionTime;

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

    /** A roll without one of its lines, which are counted from 1. */
    static String withoutLine(String csv, int line) {
        var lines = new ArrayList<>(Arrays.asList(csv.split("\n")));
        lines.remove(line);
        return String.join("\n", lines);
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.signedIn(port, id));
    }

    private JsonNode get(String account, String path) {
        var answer = client(account).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> amend(String account, VisitCase visit) {
        return client(account).post("/api/visit-requests/" + visit.number + "/amendments", "{}");
    }

    private VisitCase amendmentOf(VisitCase visit) {
        var opened = amend(visit.sender + ".planner", visit);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        assertThat(Client.json(opened).get("amends").asText()).isEqualTo(visit.number);
        return visits.known(Client.json(opened).get("number").asText(), visit.sender);
    }

    private VisitCase permitted() {
        return visits.prepared("tur").transmitted().reviewed().approved();
    }

    /** An amendment that puts another person in the place of the third. */
    private VisitCase withAnotherThird(VisitCase visit) {
        var amendment = amendmentOf(visit);
        amendment.enroll(withoutLine(VisitDriver.roster("tur", 4), 3));
        return amendment;
    }

    private HttpResponse<String> decide(VisitCase amendment, String answer) {
        return complete(amendment, "aze.authority", "userTask_decideRequest", answer);
    }

    private HttpResponse<String> complete(VisitCase visit, String account, String step, String answer) {
        var task = visit.task(account, step).id();
        return client(account).post("/api/tasks/" + task + "/completion", answer.replace('\'', '"'));
    }

    private static List<Integer> lines(Permit permit) {
        return permit.sheet().persons().stream().map(PermitSheet.Person::line).toList();
    }

    @Test
    void beginsAsWhatThePermitLetsIn() {
        var visit = visits.prepared("tur", content -> content.put("deputyLine", 3))
                .transmitted()
                .reviewed();
        visit.decided("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'No photographs','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'DENIED','reasonCode':'OTHER'},"
                + "{'line':3,'verdict':'APPROVED'}],'sites':[{'site':1,'verdict':'DENIED','reasonCode':'OTHER'},"
                + "{'site':2,'verdict':'APPROVED','limits':'Hall only'}],'duties':['MED-02']}");
        assertThat(visit.state()).isEqualTo("APPROVED");
        var permit = visit.permit().orElseThrow();

        var amendment = amendmentOf(visit);

        var shown = get("tur.planner", "/api/visit-requests/" + amendment.number);
        var document = shown.get("document");
        assertThat(document.get("amends").asText()).isEqualTo(visit.number);
        assertThat(document.get("visitors").findValuesAsText("line")).containsExactly("1", "2");
        assertThat(document.get("visitors").findValuesAsText("surname"))
                .isEqualTo(permit.sheet().persons().stream()
                        .map(PermitSheet.Person::surname)
                        .toList());
        assertThat(document.get("sites").findValuesAsText("name")).containsExactly("Qərargah");
        assertThat(document.get("seniorLine").asInt()).isEqualTo(1);
        assertThat(document.get("deputyLine").asInt()).isEqualTo(2);
        assertThat(document.get("from").asText()).isEqualTo("2027-05-24");
        assertThat(document.get("purpose").asText()).isEqualTo("Joint drills");
        var amended = shown.get("amendment");
        assertThat(amended.get("permit").asText()).isEqualTo(permit.number());
        assertThat(amended.get("limits").asText()).isEqualTo("No photographs");
        assertThat(amended.get("siteLimits").toString()).isEqualTo("{\"1\":\"Hall only\"}");
        assertThat(amended.get("changes").get("reasons")).isEmpty();
        assertThat(amended.get("changes").get("settledLines").toString()).isEqualTo("{\"1\":1,\"2\":3}");
    }

    @Test
    void tellsBothSidesOfAnAmendmentNoMoreThanTheyMayKnow() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        var path = "/api/visit-requests/" + visit.number;

        assertThat(get("tur.authority", path).get("amendments").toString())
                .isEqualTo("[{\"number\":\"%s\",\"state\":\"PREPARATION\"}]".formatted(amendment.number));
        assertThat(get("tur.planner", path).get("mayAmend").asBoolean()).isFalse();
        assertThat(get("aze.authority", "/api/host-cases/" + visit.number).get("amendments"))
                .isEmpty();

        amendment.enroll(withoutLine(VisitDriver.roster("tur", 4), 3));
        amendment.transmitted();

        var shown = get("aze.authority", "/api/host-cases/" + visit.number);
        assertThat(shown.get("amendments").findValuesAsText("state")).containsExactly("AT_DESKS");
        var changes = get("aze.authority", "/api/host-cases/" + amendment.number)
                .get("amendment")
                .get("changes");
        assertThat(changes.get("reasons").toString()).isEqualTo("[\"VISITORS\"]");
        assertThat(changes.get("persons").toString())
                .isEqualTo("[{\"change\":\"ADDED\",\"line\":3,\"earlier\":null},"
                        + "{\"change\":\"REMOVED\",\"line\":null,\"earlier\":3}]");
        assertThat(changes.get("settledSites").toString()).isEqualTo("{\"1\":1,\"2\":2}");
    }

    /** Whoever reads what changes reads persons of the earlier case, too; a judgement tells of lines alone. */
    @Test
    void putsTheReadingOfThePermittedVisitOnRecord() {
        var visit = permitted();
        var amendment = withAnotherThird(visit);
        var before = readings(visit);

        var judged = client("tur.planner").post("/api/visit-requests/" + amendment.number + "/judgement", "{}");
        assertThat(Client.json(judged).at("/amendment/changes/reasons").toString())
                .isEqualTo("[\"VISITORS\"]");
        assertThat(Client.json(judged).get("amendment").has("permitted")).isFalse();
        assertThat(readings(visit)).isEqualTo(before);

        assertThat(get("tur.planner", "/api/visit-requests/" + amendment.number).at("/amendment/permitted/visitors"))
                .hasSize(VisitDriver.PERSONS);
        assertThat(readings(visit)).isEqualTo(before + 1);
    }

    /** Equipment, contacts and evidence are no new decision; what was and what is stands in the two documents that a line names. */
    @Test
    void tellsBothSidesWhatElseWasAndIs() {
        var visit = visits.prepared("tur", content -> content.putObject("annexes")
                        .putArray("radios")
                        .addObject()
                        .put("equipment", "PRC")
                        .put("frequencyMhz", "243.100"))
                .transmitted()
                .reviewed()
                .approved();
        var amendment = amendmentOf(visit);
        amendment.write(content -> {
            var radios = content.putObject("annexes").putArray("radios");
            radios.addObject().put("equipment", "ASELSAN").put("frequencyMhz", "30.000");
            radios.addObject().put("equipment", "PRC").put("frequencyMhz", "251.000");
            content.putObject("pointOfContact").put("name", "Ataşe").put("phone", "+90 312 000 00 01");
        });
        var planner = client("tur.planner");
        var sent = planner.send(planner.request("/api/visit-requests/" + amendment.number + "/attachments")
                .header("Content-Type", "multipart/form-data; boundary=mark")
                .header("X-MUSHTEREK-CSRF", planner.cookie("MUSHTEREK-CSRF"))
                .POST(BodyPublishers.ofByteArray(FileFixture.form("INSURANCE", 2, "policy.pdf", FileFixture.pdf()))));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        amendment.enroll(withoutLine(VisitDriver.roster("tur", 4), 3));

        var prepared = get("tur.planner", "/api/visit-requests/" + amendment.number);
        var judged =
                Client.json(client("tur.planner").post("/api/visit-requests/" + amendment.number + "/judgement", "{}"));
        assertThat(judged.at("/amendment/lines")).isEqualTo(prepared.at("/amendment/lines"));
        assertThat(judged.at("/amendment").toString()).doesNotContain("Ataşe", "PRC");
        var told = "nothing → ASELSAN 30.000; PRC 243.100 → PRC 251.000";
        assertThat(radios(prepared)).isEqualTo(told);

        amendment.transmitted();

        for (var account : List.of("aze.authority", "aze.security")) {
            var shown = get(account, "/api/host-cases/" + amendment.number);
            assertThat(shown.at("/amendment/files").isMissingNode()).isTrue();
            assertThat(radios(shown)).isEqualTo(told);
            assertThat(shown.at("/amendment/lines").findValuesAsText("part"))
                    .containsExactly("RADIO", "RADIO", "POINT_OF_CONTACT", "FILE");
            assertThat(shown.at(line(shown, "FILE", "after")).get("line").asInt())
                    .isEqualTo(2);
            assertThat(shown.at(line(shown, "POINT_OF_CONTACT", "after"))
                            .get("phone")
                            .asText())
                    .isEqualTo("+90 312 000 00 01");
        }
    }

    private static String line(JsonNode shown, String part, String which) {
        for (var line : shown.at("/amendment/lines")) {
            if (line.get("part").asText().equals(part)) {
                return "/document" + line.get(which).asText();
            }
        }
        throw new AssertionError(part);
    }

    /** What was and is of each radio, read where its line says. */
    private static String radios(JsonNode shown) {
        var told = new ArrayList<String>();
        for (var line : shown.at("/amendment/lines")) {
            if (line.get("part").asText().equals("RADIO")) {
                told.add(radio(shown.at("/amendment/permitted"), line.get("before")) + " → "
                        + radio(shown.get("document"), line.get("after")));
            }
        }
        return String.join("; ", told);
    }

    private static String radio(JsonNode document, JsonNode place) {
        var held = place.isNull() ? null : document.at(place.asText());
        return held == null
                ? "nothing"
                : held.get("equipment").asText() + " "
                        + held.get("frequencyMhz").asText();
    }

    private int readings(VisitCase visit) {
        return database.sql("select count(*) from audit_entry where case_number = ? and action = 'visit.dossierRead'")
                .param(visit.number)
                .query(Integer.class)
                .single();
    }

    @Test
    void callsPersonsByTheirNamesAgainWhereAliasesAreNoLongerAskedFor() {
        var amendment = amendmentOf(permitted());
        amendment.write(content -> content.putObject("particulars").put("aliases", "LISTS"));
        assertThat(roll(amendment, "DELETE", "?lines=3", "").statusCode()).isEqualTo(200);
        var path = "/api/visit-requests/" + amendment.number;
        assertThat(get("tur.planner", path).at("/document/visitors/0/alias").asText())
                .isNotBlank();

        amendment.write(content -> {});

        var visitor = get("tur.planner", path).at("/document/visitors/0");
        assertThat(visitor.has("alias")).isFalse();
        assertThat(visitor.get("surname").asText()).isEqualTo("Yıldırım");
    }

    @Test
    void showsInListsWhatIsAmended() {
        var visit = permitted();
        var amendment = withAnotherThird(visit).transmitted();

        for (var list : List.of("tur.planner /api/visit-requests", "aze.authority /api/host-cases")) {
            var words = list.split(" ");
            for (var one : List.of(visit, amendment)) {
                var found = get(words[0], words[1] + "?q=" + one.number).get("items");
                assertThat(found).hasSize(1);
                assertThat(found.get(0).get("amends").asText("nothing"))
                        .isEqualTo(one == visit ? "nothing" : visit.number);
            }
        }
        amendment.reviewedBy("security", "border").decided(APPROVAL_OF_THE_THIRD);
        var permit = amendment.permit().orElseThrow().number();
        assertThat(get("tur.planner", "/api/permits/" + permit).get("inPlaceOf").asText())
                .isEqualTo(visit.permit().orElseThrow().number());
    }

    @Test
    void opensNoAmendmentWithoutAPermitNorBesideAnotherNorForAnybodyElse() {
        var visit = visits.prepared("tur").transmitted();
        assertRefused(amend("tur.planner", visit), 409);
        visit.reviewed().approved();

        assertRefused(amend("tur.authority", visit), 403);
        assertRefused(amend("aze.planner", visit), 404);
        assertThat(get("tur.planner", "/api/visit-requests/" + visit.number)
                        .get("mayAmend")
                        .asBoolean())
                .isTrue();
        var amendment = amendmentOf(visit);
        var other = amend("tur.planner", visit);
        assertRefused(other, 409);
        assertThat(Client.json(other).get("detail").asText()).contains(amendment.number);

        amendment.withdrawn();
        assertThat(amendmentOf(visit).number).isNotEqualTo(amendment.number);
    }

    /** What was approved before is not asked again while the amendment is decided, but can be corrected with its permit. */
    @Test
    void letsTheAuthorCorrectAllOfThePermitOfAnAmendment() {
        var visit = permitted();
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");
        amendment.decided(APPROVAL_OF_THE_THIRD);

        var answer = "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','reason':'Wrong box','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},"
                + "{'line':3,'verdict':'DENIED','reasonCode':'OTHER'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED','limits':'East'},{'site':2,'verdict':'APPROVED'}]}";

        var corrected = client("aze.authority")
                .post("/api/host-cases/" + amendment.number + "/decision-corrections", answer.replace('\'', '"'));

        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
        var permit = amendment.permit().orElseThrow();
        assertThat(lines(permit)).containsExactly(1, 2);
        assertThat(permit.sheet().sites().get(0).limits()).isEqualTo("East");
        assertThat(permit.sheet().inPlaceOf())
                .isEqualTo(visit.permit().orElseThrow().number());
    }

    /** A process that began on an earlier version of its diagram waits for neither message. */
    @Test
    void neitherAmendsNorCorrectsAPermitWhoseProcessIsOfAnEarlierRelease() {
        var visit = permitted();
        assertThat(database.sql("update ACT_RU_EVENT_SUBSCR set EVENT_NAME_ = 'none' where EVENT_NAME_ ="
                                + " 'visit.permitAmended' and PROC_INST_ID_ in (select ID_ from ACT_RU_EXECUTION"
                                + " where BUSINESS_KEY_ = ?)")
                        .param(visit.number)
                        .update())
                .isOne();

        var opened = amend("tur.planner", visit);
        var corrected = client("aze.authority")
                .post("/api/host-cases/" + visit.number + "/decision-corrections", "{\"action\":\"APPROVED\"}");

        for (var refused : List.of(opened, corrected)) {
            assertRefused(refused, 409);
            assertThat(Client.json(refused).get("type").asText()).endsWith("visit.amend.earlierRelease");
        }
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(1);
    }

    // --- The rules. ---

    @Test
    void opensNoAmendmentThatWouldComeTooLateAndSaysWhatCanStillBeDone() {
        var visit = permitted();
        clock.moveTo(at("2027-05-20", "10:00", BAKU));

        var late = amend("tur.planner", visit);

        assertRefused(late, 409, "VIS-13");
        assertThat(Client.json(late).at("/findings/0/cure").asText()).isNotBlank();
        clock.moveTo(at("2027-04-26", "10:00", BAKU));
        amendmentOf(visit).withdrawn();
    }

    @Test
    void opensNoAmendmentOfAnEmergency() {
        var visit = visits.prepared("tur", VisitPathsIT.emergency("2027-04-13", "2027-04-14"))
                .submitted();
        visit.answered(
                "tur.commander",
                "userTask_decideWaiver",
                "{'waivers':[{'rule':'VIS-08','action':'GRANT','reason':'Rescue first'}]}");
        visit.certified().endorsed().reviewed().approved();

        assertRefused(amend("tur.planner", visit), 409, "VIS-13", "VIS-15");
    }

    @Test
    void submitsNoAmendmentThatChangesNothingOrWhatTheVisitIsFor() {
        var amendment = amendmentOf(permitted());

        assertRefused(submit(amendment), 409, "VIS-11");
        amendment.enroll(withoutLine(VisitDriver.roster("tur", 4), 3));
        amendment.write(content -> content.put("purpose", "Something else"));
        assertRefused(submit(amendment), 409, "VIS-11");
        amendment.write(content -> content.putObject("particulars").put("purposeTranslated", "Başqa bir iş"));
        assertRefused(submit(amendment), 409, "VIS-11");
        amendment.write(VisitPathsIT.dates("2027-04-12", "2027-04-16"));
        assertRefused(submit(amendment), 409, "VIS-12");

        amendment.write(content -> {});
        assertThat(submit(amendment).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> submit(VisitCase amendment) {
        return complete(amendment, "tur.planner", "userTask_prepareRequest", "{'action':'SUBMIT'}");
    }

    @Test
    void amendsAVisitThreeTimesAndNoMore() {
        var visit = permitted();
        for (int time = 1; time <= 3; time++) {
            var amendment = amendmentOf(visit);
            amendment.enroll(
                    time % 2 == 0 ? VisitDriver.roster("tur", 3) : withoutLine(VisitDriver.roster("tur", 4), 3));
            amendment.transmitted().reviewedBy("security", "border").decided(APPROVAL_OF_THE_THIRD);
            assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.AMENDED);
            visit = amendment;
        }

        assertRefused(amend("tur.planner", visit), 409, "VIS-14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "NOT_SPONSORED", "WITHDRAWN", "LAPSED"})
    void leavesThePermitAsItIsWhereTheAmendmentComesToNothing(String ending) {
        var visit = permitted();
        var before = visit.permit().orElseThrow();
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");

        switch (ending) {
            case "WITHDRAWN" -> amendment.withdrawn();
            case "LAPSED" -> amendment.at(at("2027-05-24", "00:00", BAKU));
            default -> amendment.decided("{'action':'" + ending + "','reasonCode':'OTHER'}");
        }

        assertThat(amendment.state()).isEqualTo(ending.equals("LAPSED") ? "LAPSED_UNANSWERED" : ending);
        assertThat(amendment.permit()).isEmpty();
        assertThat(visit.permit().orElseThrow()).isEqualTo(before);
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
    }

    @Test
    void asksForNothingThatIsApprovedAlready() {
        var amendment = withAnotherThird(permitted()).transmitted().reviewedBy("security", "border");

        assertRefused(decide(amendment, "{'action':'APPROVED','duties':['MED-02']}"), 400, "visit.verdictMissing");
        assertRefused(
                decide(
                        amendment,
                        "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'East','duties':['MED-02'],'visitors':["
                                + "{'line':1,'verdict':'DENIED','reasonCode':'OTHER'},{'line':3,'verdict':'APPROVED'}],"
                                + "'sites':[{'site':2,'verdict':'DENIED','reasonCode':'OTHER'}],"
                                + "'exceptions':[{'line':2,'site':1}]}"),
                400,
                "visit.amend.settled");

        amendment.decided("{'action':'APPROVED','visitors':[{'line':1,'verdict':'APPROVED'},"
                + "{'line':3,'verdict':'APPROVED'}],'sites':[{'site':2,'verdict':'APPROVED'}],'duties':['MED-02']}");
        assertThat(lines(amendment.permit().orElseThrow())).containsExactly(1, 2, 3);
    }

    @Test
    void countsAnAmendedVisitOnceAndAnAmendmentThatCameToNothingNever() {
        var visit = permitted();
        withAnotherThird(visit)
                .transmitted()
                .reviewedBy("security", "border")
                .decided("{'action':'DENIED','reasonCode':'OTHER'}");
        assertThat(counted()).contains(visit.number);
        var before = counted().size();

        var amendment = withAnotherThird(visit).transmitted();
        assertThat(counted()).hasSize(before);
        amendment.reviewedBy("security", "border").decided(APPROVAL_OF_THE_THIRD);

        assertThat(counted()).hasSize(before).contains(amendment.number).doesNotContain(visit.number);
    }

    private List<String> counted() {
        return figures.ofExercise("QAFQAZ-QARTALI").stream()
                .map(VisitFigures.Figure::number)
                .toList();
    }

    // --- The roll, person by person. ---

    @Test
    void takesPersonsOffTheRollAndAddsOthersWhoeverStaysKeepingWhatIsTheirs() {
        var amendment = amendmentOf(permitted());
        var path = "/api/visit-requests/" + amendment.number;
        var lines = VisitDriver.roster("tur", 4).split("\n");

        var without = roll(amendment, "DELETE", "?lines=1", "");
        assertThat(without.statusCode()).as(without.body()).isEqualTo(200);
        assertThat(Client.json(without).get("persons").asInt()).isEqualTo(2);
        assertThat(Client.json(without).get("notes")).hasSize(1);
        var document = get("tur.planner", path).get("document");
        assertThat(document.get("visitors").findValuesAsText("line")).containsExactly("1", "2");
        assertThat(document.get("seniorLine").isNull()).isTrue();
        assertThat(document.get("deputyLine").asInt()).isEqualTo(1);

        // The third of the file is on the roll as its second, now with another grade.
        var again = lines[3].split(";", 2)[1];
        var added = roll(amendment, "POST", "", lines[0] + "\nOF-5;" + again + "\n" + lines[4]);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(Client.json(added).get("notes")).isEmpty();
        var visitors = get("tur.planner", path).get("document").get("visitors");
        assertThat(visitors.findValuesAsText("line")).containsExactly("1", "2", "3");
        assertThat(visitors.get(1).get("grade").asText()).isEqualTo("OF-5");
        assertThat(get("tur.planner", path)
                        .get("amendment")
                        .get("changes")
                        .get("persons")
                        .toString())
                .isEqualTo("[{\"change\":\"CHANGED\",\"line\":2,\"earlier\":3},"
                        + "{\"change\":\"ADDED\",\"line\":3,\"earlier\":null},"
                        + "{\"change\":\"REMOVED\",\"line\":null,\"earlier\":1}]");
    }

    @Test
    void takesNobodyOffTheRollWhoIsNotOnIt() {
        var amendment = amendmentOf(permitted());
        var before = get("tur.planner", "/api/visit-requests/" + amendment.number);

        assertRefused(roll(amendment, "DELETE", "?lines=1,4,5", ""), 400, "visit.lineUnknown");
        assertThat(roll(amendment, "DELETE", "?lines=", "").statusCode()).isEqualTo(400);
        assertThat(roll(amendment, "DELETE", "", "").statusCode()).isEqualTo(400);
        assertThat(roll(amendment, "POST", "", "no roll").statusCode()).isEqualTo(400);

        assertThat(get("tur.planner", "/api/visit-requests/" + amendment.number))
                .isEqualTo(before);
        amendment.enroll(VisitDriver.roster("tur", 4));
        amendment.transmitted();
        assertRefused(roll(amendment, "DELETE", "?lines=1", ""), 409);
    }

    private HttpResponse<String> roll(VisitCase visit, String method, String query, String csv) {
        var planner = client("tur.planner");
        return planner.send(planner.request("/api/visit-requests/" + visit.number + "/roster/persons" + query)
                .header("Content-Type", "text/csv")
                .header("If-Match", "\"" + visit.version() + "\"")
                .header("X-MUSHTEREK-CSRF", planner.cookie("MUSHTEREK-CSRF"))
                .method(method, BodyPublishers.ofString(csv)));
    }

    @Test
    void approvesNoAmendmentOfWhichNothingIsApproved() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        amendment.enroll(VisitDriver.roster("tur", 4));
        amendment.transmitted().reviewedBy("security", "border");

        assertRefused(
                decide(
                        amendment,
                        "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','duties':['MED-02'],'visitors':["
                                + "{'line':4,'verdict':'DENIED','reasonCode':'OTHER'}]}"),
                400,
                "visit.amend.nothingApproved");
    }

    @Test
    void decidesEverySiteAgainWhereTheDaysChange() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        amendment.write(VisitPathsIT.dates("2027-05-31", "2027-06-04"));
        amendment.transmitted();

        assertThat(amendment.steps("aze")).hasSize(3);
        amendment.reviewed();
        assertRefused(decide(amendment, "{'action':'APPROVED','duties':['MED-02']}"), 400, "visit.verdictMissing");
        amendment.decided("{'action':'APPROVED','sites':[{'site':1,'verdict':'APPROVED'},"
                + "{'site':2,'verdict':'APPROVED'}],'duties':['MED-02']}");

        var permit = amendment.permit().orElseThrow();
        assertThat(permit.validFrom()).isEqualTo("2027-05-31");
        assertThat(permit.validTo()).isEqualTo("2027-06-04");
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.AMENDED);
    }

    /** Two desks look at every request; the others at what is theirs among what changes. */
    @Test
    void asksTheDesksWhomTheChangeConcerns() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var armed = amendmentOf(visit);
        armed.enroll(VisitDriver.roster("tur", 4));
        armed.write(content -> {
            content.put("armed", true);
            content.putArray("arms").addObject().put("type", "MPT-76").put("quantity", 4);
            content.putObject("parliamentaryAuthorisation").put("state", "NOT_REQUIRED_BY_TREATY");
        });

        armed.transmitted();

        assertThat(desks(armed)).containsExactly("border", "range", "security");
        armed.withdrawn();
        var anotherPlace = amendmentOf(visit);
        anotherPlace.write(content ->
                content.withArray("sites").addObject().put("name", "Aerodrom").put("kind", "AIRFIELD"));

        anotherPlace.transmitted();

        assertThat(desks(anotherPlace)).containsExactly("air", "border", "security");
    }

    private List<String> desks(VisitCase amendment) {
        return get("aze.authority", "/api/host-cases/" + amendment.number)
                .get("desks")
                .findValuesAsText("desk");
    }

    @Test
    void lapsesAtTheEveOfThePermittedVisitWhereTheDaysWouldMoveLater() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        amendment.write(VisitPathsIT.dates("2027-05-31", "2027-06-04"));
        amendment.transmitted();

        amendment.at(at("2027-05-23", "23:59:59", BAKU));
        assertThat(amendment.hostState()).isEqualTo("AT_DESKS");
        amendment.at(at("2027-05-24", "00:00", BAKU));

        assertThat(amendment.state()).isEqualTo("LAPSED_UNANSWERED");
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.HANDED_OVER);
    }

    @Test
    void keepsLimitsAndExceptionsOfWhatStays() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'No photographs','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED','limits':'East half'},{'site':2,'verdict':'APPROVED'}],"
                + "'exceptions':[{'line':2,'site':1},{'line':3,'site':1}],'duties':['MED-02']}");
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");
        assertRefused(decide(amendment, APPROVAL_OF_THE_THIRD), 400, "visit.approvalHasLimits");

        amendment.decided(APPROVAL_OF_THE_THIRD.replace(
                "'APPROVED','visitors'", "'APPROVED_WITH_LIMITS','reasonCode':'OTHER','visitors'"));

        var sheet = amendment.permit().orElseThrow().sheet();
        assertThat(sheet.limits()).isEqualTo("No photographs");
        assertThat(sheet.sites().get(0).limits()).isEqualTo("East half");
        assertThat(sheet.persons().stream().map(PermitSheet.Person::exceptedSites))
                .containsExactly(List.of(), List.of(1), List.of());
    }

    /** Neither other days nor a new grade opens a place to whom it was closed, and its limits stay. */
    @Test
    void keepsClosedWhatWasClosedWhateverElseChanges() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED','limits':'East half'},{'site':2,'verdict':'APPROVED'}],"
                + "'exceptions':[{'line':2,'site':1},{'line':3,'site':2}],'duties':['MED-02']}");
        var amendment = amendmentOf(visit);
        amendment.enroll(VisitDriver.roster("tur", 3).replace("OF-4;", "OF-5;"));
        amendment.write(VisitPathsIT.dates("2027-05-31", "2027-06-04"));
        amendment.transmitted().reviewed();
        var approval = "{'action':'APPROVED','reasonCode':'OTHER','duties':['MED-02'],'visitors':["
                + "{'line':2,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED'},{'site':2,'verdict':'APPROVED'}],"
                + "'exceptions':[{'line':2,'site':1}]}";
        var open = new TreeSet<Integer>();
        get("aze.authority", "/api/host-cases/" + amendment.number)
                .at("/amendment/changes/persons")
                .forEach(change -> open.add(change.get("line").asInt()));
        assertThat(open).contains(2);
        var asked = open.contains(3) ? approval : approval.replace(",{'line':3,'verdict':'APPROVED'}", "");
        assertRefused(decide(amendment, asked), 400, "visit.approvalHasLimits");

        amendment.decided(asked.replace("'APPROVED','reasonCode'", "'APPROVED_WITH_LIMITS','reasonCode'"));

        var sheet = amendment.permit().orElseThrow().sheet();
        assertThat(sheet.persons().stream().map(PermitSheet.Person::exceptedSites))
                .containsExactly(List.of(), List.of(1), List.of(2));
        assertThat(sheet.sites().get(0).limits()).isEqualTo("East half");
    }

    @Test
    void liftsTheLimitOfAPlaceThatIsDecidedAnewWhereTheHostSaysSo() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'APPROVED','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED','limits':'East half'},"
                + "{'site':2,'verdict':'APPROVED','limits':'Hall only'}],'duties':['MED-02']}");
        var amendment = amendmentOf(visit);
        amendment.write(VisitPathsIT.dates("2027-05-31", "2027-06-04"));
        amendment.transmitted().reviewed();

        amendment.decided("{'action':'APPROVED','duties':['MED-02'],'sites':["
                + "{'site':1,'verdict':'APPROVED','limits':''},{'site':2,'verdict':'APPROVED'}]}");

        assertThat(amendment.permit().orElseThrow().sheet().sites())
                .extracting(PermitSheet.Site::limits)
                .containsExactly(null, "Hall only");
    }

    /** The sending side withdraws while the approval is on its way: nothing takes the permit's place. */
    @Test
    void leavesThePermitWhereAWithdrawalCrossesTheApprovalOfTheAmendment() {
        var visit = permitted();
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");
        amendment.answer("aze.authority", "userTask_decideRequest", APPROVAL_OF_THE_THIRD);
        amendment.answer("tur.planner", "userTask_followRequest", "{'action':'WITHDRAW'}");
        for (var step : List.of(
                "sendTask_sendAnswer", "sendTask_orderPermit", "serviceTask_issuePermit", "sendTask_handOverPermit")) {
            amendment.doJobAt(step);
        }
        amendment.doJobs();

        assertThat(amendment.state()).isEqualTo("WITHDRAWN");
        assertThat(amendment.permit().map(Permit::state)).contains(Permit.State.REVOKED);
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.HANDED_OVER);
        assertThat(visit.steps("aze")).containsExactly("userTask_closeVisit");
    }

    @Test
    void asksAgainForWhoWasRecalledInTheMeantime() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        amendment.enroll(VisitDriver.roster("tur", 4));
        amendment.transmitted().reviewedBy("security", "border");
        assertThat(recall(visit, "[3]").statusCode()).isEqualTo(200);

        assertRefused(
                decide(
                        amendment,
                        "{'action':'APPROVED','visitors':[{'line':4,'verdict':'APPROVED'}],'duties':['MED-02']}"),
                400,
                "visit.verdictMissing");
        amendment.decided(
                "{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','visitors':["
                        + "{'line':4,'verdict':'APPROVED'},{'line':3,'verdict':'DENIED','reasonCode':'OTHER'}],'duties':['MED-02']}");

        assertThat(lines(amendment.permit().orElseThrow())).containsExactly(1, 2, 4);
    }

    /** A page that was opened before the recall sees by it that it has to be read anew. */
    @Test
    void tellsBesideAJudgementWhomThePermitLetsInByNow() {
        var visit = permitted();
        var amendment = amendmentOf(visit);
        assertThat(permittedNow(amendment)).isEqualTo("[1,2,3] [1,2]");
        assertThat(recall(visit, "[2]").statusCode()).isEqualTo(200);

        assertThat(permittedNow(amendment)).isEqualTo("[1,3] [1,2]");
    }

    private String permittedNow(VisitCase amendment) {
        var told = Client.json(
                        client("tur.planner").post("/api/visit-requests/" + amendment.number + "/judgement", "{}"))
                .get("amendment");
        return told.get("permittedLines") + " " + told.get("permittedSites");
    }

    private HttpResponse<String> recall(VisitCase visit, String lines) {
        return client("tur.planner")
                .post("/api/visit-requests/" + visit.number + "/recalls", "{\"lines\":" + lines + "}");
    }

    @Test
    void takesNothingFromThePermitWhileThatOfAnApprovedAmendmentIsBeingIssued() {
        correctionTime.become(Duration.ofHours(1));
        var visit = permitted().at(at("2027-04-05", "11:30", BAKU));
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");
        amendment.decided(APPROVAL_OF_THE_THIRD);
        assertThat(amendment.steps("aze")).containsExactly("userTask_correctDecision");

        assertRefused(recall(visit, "[1]"), 409);
        assertRefused(
                complete(visit, "aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'Called off'}"),
                409);
        assertRefused(
                client("aze.authority")
                        .post(
                                "/api/host-cases/" + visit.number + "/suspensions",
                                "{\"reasonCode\":\"OTHER\",\"text\":\"Wait\"}"),
                409);
        clock.moveTo(at("2027-05-24", "09:00", BAKU));
        assertRefused(complete(visit, "aze.registry", "userTask_closeVisit", "{'action':'TOOK_PLACE'}"), 409);
        assertRefused(
                client("aze.authority")
                        .post("/api/host-cases/" + visit.number + "/decision-corrections", "{\"action\":\"APPROVED\"}"),
                409);
        clock.moveTo(at("2027-04-05", "11:40", BAKU));
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.HANDED_OVER);

        amendment.answered("aze.authority", "userTask_correctDecision", "{'action':'RELEASE'}");
        assertThat(visit.permit().orElseThrow().state()).isEqualTo(Permit.State.AMENDED);
        assertRefused(recall(visit, "[1]"), 409);
        assertThat(recall(amendment, "[1]").statusCode()).isEqualTo(200);
    }

    @Test
    void putsThePapersOfTheAmendmentInThePlaceOfTheEarlierOnes() {
        var visit = permitted();
        var amendment = withAnotherThird(visit).transmitted().reviewedBy("security", "border");
        amendment.decided(APPROVAL_OF_THE_THIRD);

        var earlier = get("tur.planner", "/api/visit-requests/" + visit.number + "/papers");
        var own = get("tur.planner", "/api/visit-requests/" + amendment.number + "/papers");
        for (var kind : List.of("MOVEMENT_ORDER", "GATE_LIST")) {
            var voided = ofKind(earlier, kind);
            var current = ofKind(own, kind);
            assertThat(voided.get("state").asText()).isEqualTo("VOIDED");
            assertThat(voided.get("replacedBy").asText())
                    .isEqualTo(current.get("number").asText());
            assertThat(current.get("state").asText()).isEqualTo("CURRENT");
            assertThat(current.get("replaces").asText())
                    .isEqualTo(voided.get("number").asText());
        }
        assertThat(ofKind(earlier, "DECISION_LETTER").get("state").asText()).isEqualTo("CURRENT");
    }

    private static JsonNode ofKind(JsonNode papers, String kind) {
        for (var paper : papers) {
            if (paper.get("kind").asText().equals(kind)) {
                return paper;
            }
        }
        throw new AssertionError("No " + kind + " among " + papers);
    }
}
