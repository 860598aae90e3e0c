package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.afteraction.Mergings;
import org.mushterek.build.AtOnce;
import org.mushterek.build.StoredText;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** From STARTEX to a lesson learned, by the doors that officers and other systems use, with either side as the host. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:after-action-${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/after-action",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@ExtendWith(OutputCaptureExtension.class)
class AfterActionIT extends CaseDoors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIDES = List.of("aze", "tur");

    @Autowired
    Mergings mergings;

    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ObjectMapper springJson;

    private static int exercises;

    private String code = "";

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        exercises++;
        code = "AAR-2027-" + exercises;
    }

    /** What officers write may name persons. */
    @AfterEach
    void logsNothingThatWasWritten(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain(canary(), "Captain Z", "Tried at night", "Not tried");
    }

    // --- STARTEX and ENDEX. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void recordsTheConductOfAnExerciseByItsHostAlone(String host) {
        var sender = other(host);
        exercise(host);
        assertThat(get(sender + ".medical", conduct()).get("startexOn").isNull())
                .isTrue();
        var begin = "{\"on\":\"2027-04-05\",\"objectives\":[{\"code\":\"OBJ-1\",\"title\":\"Night fires\"}]}";
        assertThat(post(sender + ".planner", conduct() + "/startex", begin).statusCode())
                .isEqualTo(403);
        assertThat(post(host + ".lessons", conduct() + "/startex", begin).statusCode())
                .isEqualTo(403);
        assertThat(post(host + ".planner", conduct() + "/endex", "{\"on\":\"2027-04-05\"}")
                        .statusCode())
                .as("before STARTEX")
                .isEqualTo(409);
        assertThat(codes(post(host + ".planner", conduct() + "/startex", "{\"on\":\"2027-04-06\"}")))
                .containsExactly("exercise.conduct.dayAhead");
        assertThat(codes(post(host + ".planner", conduct() + "/startex", """
                        {"objectives":[{"code":"obj 1","title":"x"},{"code":"A","title":" "}]}""")))
                .containsExactly("exercise.conduct.dayMissing", "exercise.conduct.objectiveCode", "exercise.titleForm");
        assertThat(codes(post(host + ".planner", conduct() + "/startex", begin)))
                .containsExactly("PLN-07");

        holdGate(host, code);
        var begun = post(host + ".planner", conduct() + "/startex", begin);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(post(host + ".commander", conduct() + "/startex", begin).statusCode())
                .isEqualTo(409);
        assertThat(post(sender + ".commander", conduct() + "/endex", "{\"on\":\"2027-04-05\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(codes(post(host + ".commander", conduct() + "/endex", "{\"on\":\"2027-04-04\"}")))
                .containsExactly("exercise.conduct.beforeStartex");
        var ended = post(host + ".commander", conduct() + "/endex", "{\"on\":\"2027-04-05\"}");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(201);
        assertThat(post(host + ".commander", conduct() + "/endex", "{\"on\":\"2027-04-05\"}")
                        .statusCode())
                .isEqualTo(409);

        var read = get(sender + ".auditor", conduct());
        assertThat(read.get("startexOn").asText()).isEqualTo("2027-04-05");
        assertThat(read.get("endexOn").asText()).isEqualTo("2027-04-05");
        assertThat(read.get("objectives").findValuesAsText("code")).containsExactly("OBJ-1");
        assertThat(report().get("host").asText()).isEqualTo(host.toUpperCase(Locale.ROOT));
        assertThat(database.sql("select side, account from audit_entry where action = 'exercise.endex' and detail = ?"
                                + " order by side")
                        .param(code)
                        .query((row, n) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactlyInAnyOrder(
                        host.toUpperCase(Locale.ROOT) + " " + host + ".commander",
                        sender.toUpperCase(Locale.ROOT) + " " + host.toUpperCase(Locale.ROOT));
    }

    @Test
    void stopsTheReportWhenEndexIsTakenBack() {
        ended("tur");
        var number = number();
        assertThat(delete("aze.planner", conduct() + "/endex").statusCode()).isEqualTo(403);
        assertThat(delete("tur.planner", conduct() + "/endex").statusCode()).isEqualTo(200);
        assertThat(delete("tur.planner", conduct() + "/endex").statusCode()).isEqualTo(409);
        assertEndedAt(number, "endEvent_reportStopped");
        assertThat(get("aze.lessons", "/api/after-action-reports/" + number)
                        .get("reportCase")
                        .get("state")
                        .asText())
                .isEqualTo("STOPPED");

        end("tur");
        var again = number();
        assertThat(again).isNotEqualTo(number);
        hotWashAndObservations(again);
        submit("tur", again, "First");
        assertThat(delete("tur.planner", conduct() + "/endex").statusCode())
                .as("once it is submitted for signature")
                .isEqualTo(409);
    }

    // --- Observations. ---

    @Test
    void takesObservationsFromStartexOn() {
        exercise("tur");
        var refused = post("aze.medical", observations(), observation("BOTH").toString());
        assertThat(refused.statusCode()).isEqualTo(409);
        begin("tur");
        for (var role : List.of("admin", "auditor")) {
            assertThat(post("aze." + role, observations(), observation("BOTH").toString())
                            .statusCode())
                    .as(role)
                    .isEqualTo(403);
        }
        var number = observed("aze.medical", observation("BOTH"));
        assertThat(number).startsWith("OBS-AZE-2027-");
        assertThat(numbers("aze.guard")).containsExactly(number);
        assertThat(numbers("tur.lessons")).isEmpty();
        assertThat(read("tur.lessons", "/api/observations/" + number).statusCode())
                .isEqualTo(404);
        assertThat(tasks("tur.lessons", number)).isEmpty();
        // 10 working days of Azerbaijan from Monday 5 April, its working week without holidays.
        assertThat(due("aze.lessons", number, "userTask_decideObservation")).isEqualTo(at("2027-04-19", "17:00", BAKU));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title       | " "            | afteraction.textMissing
            observedOn  | "2027-04-04"   | afteraction.observedOn
            observedOn  | "2027-04-06"   | afteraction.observedOn
            objective   | "OBJ-9"        | afteraction.objective
            observation | null           | afteraction.textMissing
            tags        | []             | afteraction.tags
            release     | null           | afteraction.release
            """)
    void refusesAnObservationThatNobodyWouldUnderstand(String place, String value, String fault) throws IOException {
        exercise("aze");
        begin("aze");
        var content = observation("BOTH");
        content.set(place, JSON.readTree(value));

        var refused = post("tur.range", observations(), content.toString());

        assertThat(codes(refused)).containsExactly(fault);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly(place);
        assertThat(numbers("tur.range")).isEmpty();
    }

    @Test
    void acceptsOrRejectsAnObservationAndTellsTheReason() {
        exercise("tur");
        begin("tur");
        var number = observed("aze.medical", observation("BOTH"));
        assertThat(codes(complete("aze.lessons", number, "userTask_decideObservation", "{\"action\":\"REJECT\"}")))
                .containsExactly("afteraction.reason");
        done(complete(
                "aze.lessons",
                number,
                "userTask_decideObservation",
                "{\"action\":\"REJECT\",\"reason\":\"Known since 2025\"}"));
        assertEndedAt(number, "endEvent_observationRejected");
        var shown = get("aze.medical", "/api/observations/" + number);
        assertThat(shown.get("observation").get("state").asText()).isEqualTo("REJECTED");
        assertThat(shown.get("story").findValuesAsText("event"))
                .containsExactly("observationSubmitted", "observationRejected");
        assertThat(shown.get("observation").get("reason").asText()).isEqualTo("Known since 2025");
        assertThat(read("tur.lessons", "/api/observations/" + number).statusCode())
                .isEqualTo(404);

        var own = observed("aze.lessons", observation("OWN_SIDE"));
        assertThat(complete(
                                "aze.lessons",
                                own,
                                "userTask_decideObservation",
                                "{\"action\":\"ACCEPT\",\"release\":\"BOTH\"}")
                        .statusCode())
                .as("an own one")
                .isEqualTo(403);

        var kept = accepted("aze", "OWN_SIDE");
        assertThat(numbers("tur.lessons")).isEmpty();
        assertThat(post("aze.planner", "/api/observations/" + kept + "/release", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("tur.lessons", "/api/observations/" + kept + "/release", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("aze.lessons", "/api/observations/" + kept + "/release", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("aze.lessons", "/api/observations/" + kept + "/release", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(numbers("tur.lessons")).containsExactly(kept);
        var foreign = get("tur.lessons", "/api/observations/" + kept);
        assertThat(foreign.get("story")).isEmpty();
        assertThat(foreign.toString()).doesNotContain("aze.medical", "aze.lessons");
    }

    @Test
    void letsItsWriterTakeAnObservationBack() {
        exercise("tur");
        begin("tur");
        var number = observed("aze.medical", observation("BOTH"));
        var path = "/api/observations/" + number + "/withdrawal";
        assertThat(post("aze.lessons", path, "").statusCode()).isEqualTo(403);
        assertThat(post("tur.medical", path, "").statusCode()).isEqualTo(404);
        assertThat(post("aze.medical", path, "").statusCode()).isEqualTo(200);
        assertThat(post("aze.medical", path, "").statusCode()).isEqualTo(409);
        assertEndedAt(number, "endEvent_observationWithdrawn");
    }

    @Test
    void putsALateDecisionOnTopAndDecidesNothing() {
        exercise("tur");
        begin("tur");
        var number = observed("tur.range", observation("BOTH"));
        clock.moveTo(at("2027-04-30", "09:00", ISTANBUL));
        doJobs(number);

        assertThat(get("tur.lessons", "/api/tasks?caseNumber=" + number)
                        .get("items")
                        .get(0)
                        .get("priority")
                        .asInt())
                .isEqualTo(100);
        assertThat(get("tur.range", "/api/observations/" + number)
                        .get("observation")
                        .get("state")
                        .asText())
                .isEqualTo("SUBMITTED");
    }

    // --- What both sides saw. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void mergesWhatBothSidesSawIntoOneTextThatBothAgreeTo(String opener) throws Exception {
        var other = other(opener);
        ended("tur");
        var released = accepted(opener, "BOTH", "The nets could not be joined");
        var secret = accepted(other, "OWN_SIDE", canary());
        var merged = "/api/exercises/" + code + "/merged-observations";
        var proposal = JSON.createObjectNode();
        proposal.set("content", observation("OWN_SIDE").put("title", "Nets stood apart"));
        proposal.putArray("originals").add(secret);
        assertThat(post(opener + ".planner", merged, proposal.toString()).statusCode())
                .isEqualTo(403);
        assertThat(codes(post(opener + ".lessons", merged, proposal.toString())))
                .as("of another side's national one nothing is known")
                .containsExactly("afteraction.originalUnknown");
        proposal.putArray("originals");
        assertThat(codes(post(opener + ".lessons", merged, proposal.toString())))
                .containsExactly("afteraction.noOwnOriginal");
        proposal.putArray("originals").add(released);
        var proposed = post(opener + ".lessons", merged, proposal.toString());
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        var number = Client.json(proposed).get("number").asText();
        assertThat(codes(post(opener + ".lessons", merged, proposal.toString())))
                .containsExactly("afteraction.originalTaken");
        assertThat(get(other + ".range", merged)).as("not agreed yet").isEmpty();
        assertThat(tasks(opener + ".lessons", number)).isEmpty();
        assertThat(tasks(other + ".lessons", number)).containsExactly("userTask_confirmJointText");
        for (var reader : List.of("lessons", "commander", "auditor")) {
            assertThat(awaited(opener + "." + reader, number)).as(reader).hasSize(1);
        }
        for (var blind : List.of("planner", "legal", "guard")) {
            assertThat(awaited(opener + "." + blind, number)).as(blind).isEmpty();
        }

        assertThat(codes(complete(other + ".lessons", number, "userTask_confirmJointText", "{\"action\":\"AGREE\"}")))
                .containsExactly("afteraction.noOwnOriginal");
        done(complete(other + ".lessons", number, "userTask_confirmJointText", """
                {"action":"RETURN","reason":"Say when"}"""));
        proposal.put("action", "SUBMIT");
        ((ObjectNode) proposal.get("content")).put("observation", "At 02:00 the two nets stood apart");
        done(complete(opener + ".lessons", number, "userTask_correctJointText", proposal.toString()));
        done(complete(other + ".lessons", number, "userTask_confirmJointText", """
                {"action":"AGREE","originals":["%s"]}""".formatted(secret)));
        assertEndedAt(number, "endEvent_jointTextAgreed");

        var path = "/api/merged-observations/" + number;
        var read = get(opener + ".range", path);
        assertThat(read.at("/merging/state").asText()).isEqualTo("AGREED");
        assertThat(read.at("/merging/originals").findValuesAsText("owner")).containsExactlyInAnyOrder("AZE", "TUR");
        assertThat(read.toString()).contains(released).doesNotContain(secret, canary(), other + ".lessons");
        assertThat(get(other + ".range", path).toString()).contains(released, secret);
        assertThat(read.get("story").findValuesAsText("event"))
                .containsExactly(
                        "mergingProposed", "mergingReturned", "mergingCorrected", "mergingAgreed", "mergingRecorded");
        assertThat(post(opener + ".lessons", path + "/withdrawal", "").statusCode())
                .isEqualTo(409);
        var paper = paper(opener + ".lessons", number(), "FIRST", "JOINT");
        assertThat(paper).contains("Nets stood apart", number, released).doesNotContain(secret, canary());
        for (var account : List.of(opener + ".range", other + ".guard")) {
            assertThat(found(account, "q=NETS+stood&tag=MATERIEL&objective=OBJ-1&state=AGREED"))
                    .as("found by " + account)
                    .containsExactly(number);
            assertThat(found(account, "kind=JOINT_TEXT&objective=OBJ-2")).isEmpty();
        }
        assertThat(cells(bytes(opener + ".range", observations() + ".xlsx")))
                .contains(number, "Nets stood apart", released)
                .doesNotContain(secret);
        var items = get(
                        opener + ".lessons",
                        "/api/after-action-reports/" + number() + "/report?stage=FIRST&edition=JOINT")
                .get("observations");
        assertThat(items.findValuesAsText("title"))
                .as("in place of what it rests on")
                .containsExactly("Nets stood apart");
        for (var side : List.of(opener, other)) {
            var told = get(side + ".commander", "/api/reports/cases/" + number);
            assertThat(told.at("/line/open").asBoolean()).isFalse();
            assertThat(told.at("/line/exercise").asText()).isEqualTo(code);
            assertThat(told.get("story").findValuesAsText("type"))
                    .containsSubsequence("afteraction.mergingProposed", "afteraction.mergingRecorded");
            assertThat(read(side + ".planner", "/api/reports/cases/" + number).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void givesAJointTextUpBeforeAllHaveAgreed() {
        ended("tur");
        var released = accepted("aze", "BOTH");
        var silent = observed("aze.medical", observation("BOTH").put("recommendation", " "));
        done(complete("aze.lessons", silent, "userTask_decideObservation", """
                {"action":"ACCEPT","release":"BOTH"}"""));
        var proposal = JSON.createObjectNode();
        proposal.set("content", observation("BOTH"));
        proposal.putArray("originals").add(silent);
        var merged = "/api/exercises/" + code + "/merged-observations";
        assertThat(codes(post("aze.lessons", merged, proposal.toString())))
                .as("nobody would have to settle what it recommends")
                .containsExactly("afteraction.recommendedByNone");
        proposal.putArray("originals").add(released).add(silent);
        var number = Client.json(post("aze.lessons", merged, proposal.toString()))
                .get("number")
                .asText();
        var path = "/api/merged-observations/" + number;
        assertThat(post("tur.lessons", path + "/withdrawal", "").statusCode()).isEqualTo(403);
        assertThat(read("tur.range", path).statusCode()).isEqualTo(404);
        assertThat(post("aze.lessons", path + "/withdrawal", "").statusCode()).isEqualTo(200);
        assertEndedAt(number, "endEvent_mergingWithdrawn");
        assertThat(post("aze.lessons", merged, proposal.toString()).statusCode())
                .as("what it rested on is free again")
                .isEqualTo(201);
    }

    /** Of two that are proposed at one moment the later one waits, and finds what it rests on taken. */
    @Test
    void takesAnObservationIntoOneOfTwoJointTextsThatAreProposedAtOnce() throws Exception {
        ended("tur");
        var proposal = JSON.createObjectNode();
        proposal.set("content", observation("BOTH"));
        proposal.putArray("originals").add(accepted("aze", "BOTH"));
        var read = springJson.treeToValue(proposal, Mergings.Proposal.class);
        var officer = accounts.find("aze.lessons").orElseThrow();
        var merged = "/api/exercises/" + code + "/merged-observations";
        var other = Executors.newSingleThreadExecutor();
        try {
            var later = new ArrayList<Future<HttpResponse<String>>>();
            transactions.executeWithoutResult(uncommitted -> {
                mergings.propose(officer, code, read);
                later.add(other.submit(() -> post("aze.lessons", merged, proposal.toString())));
                assertThatThrownBy(() -> later.get(0).get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            });

            assertThat(codes(later.get(0).get())).containsExactly("afteraction.originalTaken");
        } finally {
            other.shutdownNow();
        }
    }

    // --- Files. ---

    @Test
    void keepsFilesWithAnObservationAndReleasesThemWithIt() {
        exercise("tur");
        begin("tur");
        var number = observed("aze.medical", observation("BOTH").put("classification", "RESTRICTED"));
        var files = "/api/observations/" + number + "/attachments";
        var pdf = FileFixture.pdf();
        assertThat(sentFile("aze.range", files, "a.pdf", pdf).statusCode()).isEqualTo(403);
        assertThat(sentFile("tur.lessons", files, "a.pdf", pdf).statusCode()).isEqualTo(404);
        assertThat(codes(sentFile("aze.medical", files, "a.pdf", FileFixture.cut(pdf))))
                .containsExactly("visit.fileCutOff");
        assertThat(codes(sentFile("aze.medical", files, "a.pdf", FileFixture.text("words"))))
                .containsExactly("visit.fileType");
        var added = sentFile("aze.medical", files, "../" + canary() + ".pdf", pdf);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(sentFile("aze.medical", files, "again.pdf", pdf).statusCode())
                .as("the same file again")
                .isEqualTo(200);
        var id = Client.json(added).get("id").asText();
        var second = Client.json(sentFile("aze.lessons", files, "b.png", FileFixture.picture("png")))
                .get("id")
                .asText();
        assertThat(get("aze.guard", files).get("items").findValuesAsText("name"))
                .containsExactly(canary() + ".pdf", "b.png");
        assertThat(get("aze.guard", files).get("mayChange").asBoolean()).isFalse();
        assertThat(delete("aze.range", files + "/" + second).statusCode()).isEqualTo(403);
        assertThat(delete("aze.medical", files + "/" + second).statusCode()).isEqualTo(204);
        assertThat(read("tur.lessons", files).statusCode()).isEqualTo(404);
        assertThat(read("tur.lessons", files + "/" + id).statusCode()).isEqualTo(404);
        assertThat(StoredText.tablesHolding(database, "AAR_", List.of(canary())))
                .as("sealed")
                .isEmpty();

        done(complete("aze.lessons", number, "userTask_decideObservation", """
                {"action":"ACCEPT","release":"OWN_SIDE"}"""));
        assertThat(read("tur.lessons", files + "/" + id).statusCode()).isEqualTo(404);
        assertThat(sentFile("aze.medical", files, "c.pdf", FileFixture.pdf(900, 7))
                        .statusCode())
                .as("its writer, after the decision")
                .isEqualTo(403);
        assertThat(post("aze.lessons", "/api/observations/" + number + "/release", "")
                        .statusCode())
                .isEqualTo(200);
        var opened = client("tur.guard")
                .sendForBytes(client("tur.guard").request(files + "/" + id).GET());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).isEqualTo(pdf);
        assertThat(get("tur.guard", files).toString()).doesNotContain("aze.medical");
        assertThat(delete("aze.lessons", files + "/" + id).statusCode())
                .as("what others have read")
                .isEqualTo(409);
        assertThat(get("tur.guard", "/api/observations/" + number)
                        .at("/observation/content/classification")
                        .asText())
                .isEqualTo("RESTRICTED");
        assertThat(database.sql("select account from audit_entry where action = 'afteraction.observationFileOpened'"
                                + " and detail = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("tur.guard");
    }

    private HttpResponse<String> sentFile(String account, String path, String name, byte[] content) {
        var client = client(account);
        return client.send(client.request(path)
                .header("Content-Type", "multipart/form-data; boundary=mark")
                .POST(BodyPublishers.ofByteArray(FileFixture.form(null, null, name, content))));
    }

    // --- Many at once, and finding them. ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aze | Başlıq | Müşahidə günü | Müşahidə | Aiddir | Kim oxuya bilər | hazırlıq, texnika və əmlak | təlimin bütün tərəfləri
            tur | Başlık | Gözlem günü | Gözlem | İlgili olduğu alan | Kim okuyabilir | eğitim; malzeme | tatbikatın bütün tarafları
            tur | TITLE | observedon | observation | TAGS | release | TRAINING,MATERIEL | BOTH
            """)
    void answersEachRowOfAWorkbook(
            String side, String title, String day, String seen, String tags, String release, String words, String both)
            throws IOException {
        exercise("tur");
        begin("tur");
        var sheet = workbook(
                List.of(title, day, seen, tags, release),
                List.of("Sound", "05.04.2027", "Seen once", words, both),
                List.of(),
                List.of("", "2027-04-05", "Seen twice", "nonsense", "perhaps"),
                List.of("Sound", "2027-04-05", "Seen once", words, ""),
                List.of("National", "5.4.2027", "Seen thrice", words, ""));

        var answers = Client.json(sent(side + ".medical", sheet));

        assertThat(answers.findValuesAsText("row")).containsExactly("2", "4", "5", "6");
        assertThat(answers.findValuesAsText("outcome")).containsExactly("SUBMITTED", "FAULTY", "PRESENT", "SUBMITTED");
        assertThat(answers.get(1).get("findings").findValuesAsText("place"))
                .containsExactly("tags", "release", "title");
        assertThat(answers.get(2).get("number")).isEqualTo(answers.get(0).get("number"));
        assertThat(get(side + ".lessons", observations()).findValuesAsText("release"))
                .containsSubsequence("BOTH", "OWN_SIDE");
        var first = get(
                side + ".medical",
                "/api/observations/" + answers.get(0).get("number").asText());
        assertThat(first.get("observation").get("content").get("tags").toString())
                .isEqualTo("[\"TRAINING\",\"MATERIEL\"]");
        assertThat(tasks(side + ".lessons", answers.get(3).get("number").asText()))
                .containsExactly("userTask_decideObservation");

        var again = Client.json(sent(side + ".medical", sheet));
        assertThat(again.findValuesAsText("outcome")).containsExactly("PRESENT", "FAULTY", "PRESENT", "PRESENT");
        assertThat(numbers(side + ".lessons")).hasSize(2);
        assertThat(numbers(other(side) + ".lessons")).isEmpty();
    }

    /** Who sees nothing happen sends it again, while the first is still on its way. */
    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void submitsEachRowOnceWhereAWorkbookIsSentTwiceAtOneMoment(String side) throws Exception {
        exercise("tur");
        begin("tur");
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("title", "observedOn", "observation", "tags"));
        for (var n = 0; n < 20; n++) {
            rows.add(List.of("Sound " + n, "05.04.2027", "Seen once", "TRAINING"));
        }
        var sheet = workbook(rows.toArray(List[]::new));
        client(side + ".medical");
        var outcomes = new CopyOnWriteArrayList<Set<String>>();

        AtOnce.times(
                2,
                any -> outcomes.add(
                        Set.copyOf(Client.json(sent(side + ".medical", sheet)).findValuesAsText("outcome"))));

        assertThat(outcomes).containsExactlyInAnyOrder(Set.of("SUBMITTED"), Set.of("PRESENT"));
        assertThat(numbers(side + ".lessons")).hasSize(20);
    }

    @Test
    void refusesAFileThatIsNoSuchWorkbook() throws IOException {
        exercise("tur");
        begin("tur");
        for (var file : List.of(
                "no workbook".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                workbook(List.of("title", "observedOn", "observation", "tags")),
                workbook(List.of("title", "title", "observedOn", "observation", "tags"), List.of("x")),
                workbook(List.of("title", "observedOn", "observation"), List.of("x")),
                workbook(List.of("title", "observedOn", "observation", "tags", "grade"), List.of("x")))) {
            assertThat(sent("aze.medical", file).statusCode()).isEqualTo(400);
        }
        assertThat(sent("aze.medical", new byte[1024 * 1024 + 1]).statusCode()).isEqualTo(413);
        assertThat(sent("aze.auditor", workbook(List.of("title"), List.of("x"))).statusCode())
                .isEqualTo(403);
        assertThat(numbers("aze.medical")).isEmpty();
    }

    /** What the program hands out can be filled in and sent back. */
    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void handsOutAWorkbookThatItTakes(String side) throws IOException {
        var columns = new ArrayList<String>();
        try (var read =
                new ReadableWorkbook(new ByteArrayInputStream(bytes(side + ".range", "/api/observation-sheet")))) {
            read.getFirstSheet().read().get(0).forEach(cell -> columns.add(cell.getText()));
        }
        exercise(side);
        begin(side);
        var row = new ArrayList<>(
                List.of("Sound", "05.04.2027", "OBJ-1", "Seen", "Why", "So", "Do", "POLICY", "BOTH", "SECRET"));

        assertThat(columns).hasSameSizeAs(row);
        assertThat(Client.json(sent(side + ".range", workbook(columns, row))).findValuesAsText("outcome"))
                .containsExactly("SUBMITTED");
    }

    @Test
    void findsWordsWhicheverWayTheyAreTyped() {
        ended("aze");
        var light = accepted("aze", "BOTH", "Işıq siqnalı görünmədi");
        var contact = accepted("tur", "BOTH", "ƏLAQƏ kəsildi, 100% of it_all");
        var national = accepted("tur", "OWN_SIDE", "Işıq yoktu");
        assertThat(post("aze.lessons", "/api/observations/" + light + "/settlement", order("MEDICAL", "2027-06-01"))
                        .statusCode())
                .isEqualTo(200);

        for (var typed : List.of("işıq", "ISIQ", "İŞİQ", "isiq siqnali")) {
            assertThat(found("aze.range", "q=" + typed)).as(typed).containsExactly(light);
        }
        assertThat(found("tur.range", "q=isiq")).containsExactlyInAnyOrder(light, national);
        assertThat(found("aze.range", "q=elaqe")).containsExactly(contact);
        assertThat(found("aze.range", "q=100%25 it_all")).containsExactly(contact);
        assertThat(found("aze.range", "q=it!all")).isEmpty();
        assertThat(found("aze.range", "q=" + national)).isEmpty();
        assertThat(found("aze.range", "kind=ACTION")).containsExactly(action("aze"));
        assertThat(found("tur.range", "kind=ACTION&q=waveform")).containsExactly(action("aze"));
        assertThat(found("aze.range", "kind=LESSON")).isEmpty();
        assertThat(found("aze.range", "kind=OBSERVATION&tag=MATERIEL&objective=OBJ-1&state=ACCEPTED"))
                .containsExactlyInAnyOrder(light, contact);
        assertThat(found("aze.range", "state=ACCEPTED&q=isiq")).containsExactly(light);
        assertThat(found("aze.range", "state=SUBMITTED&kind=OBSERVATION")).isEmpty();
        assertThat(found("aze.range", "state=IMPLEMENTATION")).containsExactly(action("aze"));
        assertThat(get("aze.range", "/api/lessons?exercise=NONE&q=isiq")
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(get("tur.range", "/api/lessons?q=isiq&tag=INTEROPERABILITY&exercise=" + code)
                        .get("items")
                        .findValuesAsText("number"))
                .containsExactlyInAnyOrder(light, national);
        assertThat(found("aze.range", "tag=POLICY")).isEmpty();
        assertThat(found("aze.range", "objective=OBJ-2")).isEmpty();
        assertThat(read("aze.range", "/api/lessons?kind=NOTHING").statusCode()).isEqualTo(400);
        assertThat(read("aze.range", "/api/lessons?word=x").statusCode()).isEqualTo(400);
        assertThat(read("aze.admin", "/api/lessons").statusCode()).isEqualTo(403);
    }

    @Test
    void sortsWhatIsFoundAsTheReadersLanguageSorts() {
        exercise("aze");
        begin("aze");
        for (var title : List.of("zal", "ışıq", "xal", "ə", "e", "f", "h")) {
            observed("aze.range", observation("OWN_SIDE").put("title", title));
        }
        assertThat(get("aze.range", "/api/lessons?exercise=" + code)
                        .get("items")
                        .findValuesAsText("title"))
                .containsExactly("e", "ə", "f", "h", "xal", "ışıq", "zal");
        var page = get("aze.range", "/api/lessons?exercise=" + code + "&offset=1&limit=2");
        assertThat(page.get("items").findValuesAsText("title")).containsExactly("ə", "f");
        assertThat(page.get("total").asInt()).isEqualTo(7);

        for (var title : List.of("şal", "su", "öz", "on", "iz", "ır", "çam", "cam", "dal")) {
            observed("tur.range", observation("OWN_SIDE").put("title", title));
        }
        assertThat(get("tur.range", "/api/lessons?exercise=" + code)
                        .get("items")
                        .findValuesAsText("title"))
                .containsExactly("cam", "çam", "dal", "ır", "iz", "on", "öz", "su", "şal");
    }

    private List<String> found(String account, String query) {
        return get(account, "/api/lessons?exercise=" + code + "&" + query.replace(" ", "%20"))
                .get("items")
                .findValuesAsText("number");
    }

    private static byte[] workbook(List<?>... rows) throws IOException {
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

    private HttpResponse<String> sent(String account, byte[] workbook) {
        var client = client(account);
        return client.send(client.request(observations() + "/import")
                .header("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .POST(BodyPublishers.ofByteArray(workbook)));
    }

    // --- The reports. ---

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void walksFromEndexToTheFinalReport(String host) throws Exception {
        var sender = other(host);
        ended(host);
        var number = number();
        var joint = accepted(host, "BOTH");
        var best = accepted(sender, "BOTH");
        var national = accepted(sender, "OWN_SIDE", canary());

        assertThat(due(host + ".lessons", number, "userTask_recordHotWash"))
                .isEqualTo(at("2027-04-06", "00:00", zone(host)));
        assertThat(codes(complete(host + ".lessons", number, "userTask_recordHotWash", "{\"action\":\"RECORD\"}")))
                .containsExactlyInAnyOrder("afteraction.attendance", "afteraction.nothingSaid", "afteraction.notRated");
        hotWashAndObservations(number);

        assertThat(due(host + ".lessons", number, "userTask_prepareFirstReport"))
                .isEqualTo(at("2027-04-19", "17:00", zone(host)));
        assertThat(tasks(sender + ".lessons", number)).isEmpty();
        var dossier =
                task(host + ".lessons", number, "userTask_prepareFirstReport").get("dossier");
        assertThat(dossier.get("suggestedSummary").asText()).contains(code, "2");
        submit(host, number, "First words");
        done(complete(sender + ".commander", number, "userTask_signFirstReport", """
                {"action":"RETURN","reason":"The night is missing"}"""));
        assertThat(tasks(host + ".commander", number)).isEmpty();
        assertThat(paper(sender + ".auditor", number, "FIRST", "JOINT")).contains("DRAFT");
        submit(host, number, "Second words");
        done(complete(host + ".commander", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}"));
        assertThat(paper(host + ".auditor", number, "FIRST", "JOINT")).contains("DRAFT");
        done(complete(sender + ".commander", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}"));
        assertThat(paper(sender + ".auditor", number, "FIRST", "JOINT"))
                .contains("First report on the exercise", joint, best, "Second words", "Night fires")
                .doesNotContain("DRAFT", canary(), national);

        clock.moveTo(at("2027-05-06", "10:00", BAKU));
        assertThat(due(host + ".lessons", number, "userTask_recordMeeting"))
                .isEqualTo(at("2027-05-05", "17:00", zone(host)));
        assertThat(codes(complete(host + ".lessons", number, "userTask_recordMeeting", """
                        {"action":"RECORD","meetingOn":"2027-05-07","minutes":"Agreed"}""")))
                .containsExactly("afteraction.meetingDay");
        done(complete(host + ".lessons", number, "userTask_recordMeeting", """
                {"action":"RECORD","meetingOn":"2027-05-05","minutes":"Agreed on radios"}"""));

        var undecided = observed(host + ".range", observation("OWN_SIDE").put("observedOn", "2027-04-05"));
        var left = complete(host + ".lessons", number, "userTask_settleRecommendations", "{\"action\":\"SETTLE\"}");
        assertThat(left.statusCode()).isEqualTo(409);
        assertThat(codes(left)).containsExactly("afteraction.undecided", "afteraction.unsettled");
        done(complete(
                host + ".lessons",
                undecided,
                "userTask_decideObservation",
                "{\"action\":\"REJECT\",\"reason\":\"No\"}"));
        var unlawful = complete(host + ".lessons", number, "userTask_settleRecommendations", """
                {"action":"SETTLE","settlements":{"%s":{"kind":"ACTION","action":{"title":"Radios"}}}}""".formatted(joint));
        assertThat(codes(unlawful)).hasSize(5).contains("afteraction.actionDue", "afteraction.actionBody");
        assertThat(get(host + ".lessons", "/api/corrective-actions?exercise=" + code))
                .isEmpty();
        done(complete(host + ".lessons", number, "userTask_settleRecommendations", """
                {"action":"SETTLE","settlements":{"%s":%s}}""".formatted(
                        joint, order("MEDICAL", "2027-06-01"))));
        done(complete(sender + ".lessons", number, "userTask_settleRecommendations", """
                {"action":"SETTLE","settlements":{"%s":{"kind":"BEST_PRACTICE","reason":"Keep it"},
                 "%s":%s}}""".formatted(
                        best, national, order("PLANNER", "2027-06-02", canary()))));

        submit(host, number, "Final words");
        done(complete(host + ".authority", number, "userTask_signFinalReport", "{\"action\":\"SIGN\"}"));
        done(complete(sender + ".authority", number, "userTask_signFinalReport", """
                {"action":"RETURN","reason":"One word"}"""));
        submit(host, number, "Final words again");
        for (var side : SIDES) {
            assertThat(due(side + ".authority", number, "userTask_signFinalReport"))
                    .isEqualTo(at("2027-06-04", "17:00", zone(side)));
            done(complete(side + ".authority", number, "userTask_signFinalReport", "{\"action\":\"SIGN\"}"));
        }
        assertEndedAt(number, "endEvent_finalReportIssued");
        assertThat(state(number)).isEqualTo("FINAL");

        assertThat(paper(sender + ".lessons", number, "FINAL", "JOINT"))
                .contains(
                        "Final report on the exercise",
                        "Final words again",
                        "Agreed on radios",
                        joint,
                        best,
                        "Keep it",
                        "Radios · Signals · 01.06.2027")
                .doesNotContain("DRAFT", canary(), national, "02.06.2027", "Captain Z");
        assertThat(paper(sender + ".lessons", number, "FINAL", "OWN"))
                .contains(canary(), national, "Edition of one side", "Radios · Signals · 02.06.2027");
        assertThat(paper(host + ".lessons", number, "FINAL", "OWN")).doesNotContain(canary(), national);
        assertThat(get(host + ".lessons", "/api/after-action-reports/" + number)
                        .get("story")
                        .findValuesAsText("event"))
                .containsSequence("opened", "hotWash", "hotWash", "observationsRecorded", "observationsRecorded")
                .containsSequence("firstSubmitted", "firstReturned", "firstSubmitted", "firstSigned", "firstSigned")
                .endsWith("finalSubmitted", "finalSigned", "finalSigned", "finalIssued");

        assertKeptAsSigned(host, number);

        assertThat(open(host, "2027-07-01")).as("of both sides, for the host").containsExactly("Radios " + host);
        assertThat(open(sender, "2027-07-01")).hasSize(2);
        assertThat(open(sender, "2027-04-05")).as("of no earlier exercise").isEmpty();
        assertNothingNationalReaches(host, number, national);
    }

    /** Both reports of a case are printed once in each edition, and what comes later changes none of them. */
    private void assertKeptAsSigned(String host, String number) throws Exception {
        assertThat(database.sql("select stage, edition from aar_report_print where number = ? order by stage, edition")
                        .param(number)
                        .query((row, n) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactly("FINAL AZE", "FINAL JOINT", "FINAL TUR", "FIRST AZE", "FIRST JOINT", "FIRST TUR");
        var joint = "/api/after-action-reports/" + number + "/paper?stage=FINAL&edition=JOINT";
        var own = "/api/after-action-reports/" + number + "/paper?stage=FINAL&edition=OWN";
        var signed = bytes(host + ".lessons", joint);
        var edition = bytes(host + ".lessons", own);
        accepted(host, "OWN_SIDE", "Seen after the last signature");
        assertThat(bytes(other(host) + ".auditor", joint)).isEqualTo(signed);
        assertThat(bytes(host + ".lessons", own)).isEqualTo(edition);
        assertThat(read(host + ".lessons", joint).headers().firstValue("ETag").orElse(""))
                .isEqualTo("\"" + sha256(signed) + "\"");
        assertThat(get(host + ".lessons", own.replace("/paper", "/report")).toString())
                .doesNotContain("Seen after the last signature");
    }

    private static String sha256(byte[] content) throws java.security.NoSuchAlgorithmException {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void keepsTheFinalReportOpenWhileARecommendationIsNotSettled() {
        ended("tur");
        var number = number();
        hotWashAndObservations(number);
        submit("tur", number, "First");
        sign("signFirstReport", "commander", number);
        done(complete("tur.lessons", number, "userTask_recordMeeting", """
                {"action":"RECORD","meetingOn":"2027-04-05","minutes":"Agreed"}"""));
        for (var side : SIDES) {
            done(complete(side + ".lessons", number, "userTask_settleRecommendations", "{\"action\":\"SETTLE\"}"));
        }
        var late = accepted("aze", "BOTH");

        var refused = complete("tur.lessons", number, "userTask_prepareFinalReport", """
                {"action":"SUBMIT","summary":"Final"}""");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(codes(refused)).containsExactly("afteraction.unsettled");
        assertThat(post(
                                "tur.lessons",
                                "/api/observations/" + late + "/settlement",
                                "{\"kind\":\"NOTE\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(
                                "aze.planner",
                                "/api/observations/" + late + "/settlement",
                                "{\"kind\":\"NOTE\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "aze.lessons",
                                "/api/observations/" + late + "/settlement",
                                "{\"kind\":\"NOTE\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        submit("tur", number, "Final");
        assertThat(tasks("aze.authority", number)).containsExactly("userTask_signFinalReport");
    }

    @Test
    void takesObservationsWithTheTaskOfAParty() {
        ended("aze");
        var number = number();
        hotWash(number);
        var answer = JSON.createObjectNode().put("action", "RECORD");
        answer.putArray("observations")
                .add(observation("BOTH"))
                .add(observation("BOTH").put("title", " "));
        var refused = complete("tur.planner", number, "userTask_recordObservations", answer.toString());
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("observations/2/title");
        answer.putArray("observations").add(observation("BOTH")).add(observation("OWN_SIDE"));
        done(complete("tur.commander", number, "userTask_recordObservations", answer.toString()));
        assertThat(numbers("tur.planner")).hasSize(2);
        assertThat(numbers("aze.planner")).isEmpty();
    }

    @Test
    void printsAReportForArchivesAndReaders() throws IOException {
        ended("tur");
        var number = number();
        accepted("aze", "BOTH");
        hotWash(number);
        for (var edition : List.of("JOINT", "OWN")) {
            var pdf = bytes(
                    "aze.lessons", "/api/after-action-reports/" + number + "/paper?stage=FINAL&edition=" + edition);
            VeraGreenfieldFoundryProvider.initialise();
            for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
                try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                        var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    assertThat(validator.validate(parser).isCompliant())
                            .as(edition + " " + flavour)
                            .isTrue();
                } catch (Exception unreadable) {
                    throw new IllegalStateException(unreadable);
                }
            }
        }
    }

    // --- Corrective actions. ---

    @Test
    void closesAnActionOnlyWhenSomebodyElseHasValidatedIt() throws IOException {
        ended("tur");
        var from = accepted("aze", "BOTH");
        assertThat(post("aze.lessons", "/api/observations/" + from + "/settlement", order("MEDICAL", "2027-05-03"))
                        .statusCode())
                .isEqualTo(200);
        var number = action("aze");
        assertThat(due("aze.medical", number, "userTask_implementAction")).isEqualTo(at("2027-05-03", "17:00", BAKU));
        assertThat(tasks("tur.medical", number)).isEmpty();

        clock.moveTo(at("2027-05-04", "09:00", BAKU));
        doJobs(number);
        assertThat(get("aze.medical", "/api/tasks?caseNumber=" + number)
                        .get("items")
                        .get(0)
                        .get("priority")
                        .asInt())
                .as("overdue")
                .isEqualTo(100);
        assertThat(database.sql(
                                "select audience from outgoing_event where type like '%task.escalated' and case_number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .as("who ordered it and the commander hear of it, too")
                .containsExactly("aze-commander,aze-lessons,aze-medical");
        assertThat(get("tur.planner", "/api/corrective-actions/" + number)
                        .get("action")
                        .get("overdue")
                        .asBoolean())
                .isTrue();
        assertThat(codes(complete("aze.medical", number, "userTask_implementAction", "{\"action\":\"DONE\"}")))
                .containsExactly("afteraction.textMissing", "afteraction.textMissing");
        done(complete("aze.medical", number, "userTask_implementAction", """
                {"action":"DONE","done":"Bought","reference":"File 7"}"""));
        done(complete("aze.lessons", number, "userTask_validateAction", """
                {"action":"RETURN","reason":"Not tried at night"}"""));
        done(complete("aze.medical", number, "userTask_implementAction", """
                {"action":"DONE","done":"Tried at night","reference":"File 8"}"""));
        done(complete("aze.lessons", number, "userTask_validateAction", """
                {"action":"VALIDATE","reason":"Works"}"""));

        assertEndedAt(number, "endEvent_lessonLearned");
        var learned = get("aze.planner", "/api/corrective-actions/" + number).get("action");
        assertThat(learned.get("state").asText()).isEqualTo("LEARNED");
        assertThat(learned.get("rounds").findValuesAsText("finding")).containsExactly("Not tried at night", "Works");
        var foreign = get("tur.lessons", "/api/corrective-actions/" + number);
        assertThat(foreign.toString()).doesNotContain("File 7", "Captain", "aze.medical", "Works");
        assertThat(foreign.get("action").get("order").get("title").asText()).isEqualTo("Radios");
        assertThat(learned.toString()).contains("Captain Z", "Tried at night", "Works");
        assertThat(StoredText.tablesHolding(database, "AAR_", List.of("Captain Z", "Tried at night", "Not tried")))
                .as("sealed")
                .isEmpty();
        assertThat(get("aze.planner", "/api/corrective-actions/" + number)
                        .get("story")
                        .findValuesAsText("reason"))
                .contains("Not tried at night");
        assertThat(actionRow("aze.planner"))
                .containsExactly(
                        entry("Nömrə", number),
                        entry("Tərəf", "Azərbaycan"),
                        entry("Müşahidədən", from),
                        entry("Vəziyyət", "dərs çıxarılıb"),
                        entry("Başlıq", "Radios"),
                        entry("Görüləcək iş", "Agree on one waveform"),
                        entry("Hissə və ya idarə", "Signals"),
                        entry("Cavabdeh vəzifə", "tibb"),
                        entry("Məsul şəxs", "Captain Z"),
                        entry("Son müddət", "03.05.2027"),
                        entry("Gecikir", ""),
                        entry("Resurslar", ""),
                        entry("Nə edilib", "Tried at night"),
                        entry("Sübuta harada baxmaq olar", "File 8"),
                        entry("Yoxlamanın nəticəsi", "Works"),
                        entry("Səbəb", ""));
        assertThat(actionRow("tur.lessons"))
                .as("what is told to the other side")
                .containsEntry("Numara", number)
                .containsEntry("Sorumlu kişi", "")
                .containsEntry("Ne yapıldı", "")
                .containsEntry("Kanıt nerede görülebilir", "")
                .containsEntry("Doğrulama sonucu", "");
    }

    /** The one line of the workbook's sheet of actions, by the names of its columns in the account's language. */
    private Map<String, String> actionRow(String account) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes(account, observations() + ".xlsx")))) {
            var rows = workbook.getSheet(1).orElseThrow().read();
            assertThat(rows).hasSize(2);
            var row = new LinkedHashMap<String, String>();
            for (int at = 0; at < rows.get(0).getCellCount(); at++) {
                row.put(
                        rows.get(0).getCellText(at),
                        at < rows.get(1).getCellCount() ? rows.get(1).getCellText(at) : "");
            }
            return row;
        }
    }

    @Test
    void letsNobodyValidateTheOwnWorkAndGivesAnActionUpWithAReason() {
        ended("tur");
        var from = accepted("tur", "OWN_SIDE");
        assertThat(post("tur.lessons", "/api/observations/" + from + "/settlement", order("LESSONS", "2027-05-03"))
                        .statusCode())
                .isEqualTo(200);
        var number = action("tur");
        done(complete("tur.lessons", number, "userTask_implementAction", """
                {"action":"DONE","done":"Written","reference":"File 1"}"""));
        assertThat(due("tur.lessons", number, "userTask_validateAction"))
                .as("five working days from a Monday on (afteraction.validationWorkingDays)")
                .isEqualTo(at("2027-04-12", "17:00", ISTANBUL));
        assertThat(complete("tur.lessons", number, "userTask_validateAction", """
                        {"action":"VALIDATE","reason":"Works"}""")
                        .statusCode())
                .isEqualTo(403);
        assertThat(read("aze.lessons", "/api/corrective-actions/" + number).statusCode())
                .isEqualTo(404);
        var path = "/api/corrective-actions/" + number + "/cancelling";
        assertThat(post("tur.planner", path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(post("aze.lessons", path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(404);
        assertThat(post("tur.lessons", path, "{}").statusCode()).isEqualTo(400);
        assertThat(post("tur.lessons", path, "{\"reason\":\"Unit dissolved\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("tur.lessons", path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(409);
        assertEndedAt(number, "endEvent_actionCancelled");
        assertThat(get("tur.auditor", "/api/corrective-actions/" + number)
                        .get("action")
                        .get("closingReason")
                        .asText())
                .isEqualTo("Unit dissolved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void handsAnActionOverOnlyToASideThatTakesIt(String side) {
        var asked = other(side);
        ended("tur");
        var national = accepted(side, "OWN_SIDE", canary());
        settle(side, national, order("PLANNER", "2027-06-02", canary()));
        var secret = action(side);
        var to = "{\"to\":\"" + asked.toUpperCase(Locale.ROOT) + "\"}";
        assertThat(offering(side + ".lessons", secret, to).statusCode())
                .as("rests on what is not released")
                .isEqualTo(409);
        done(complete(side + ".planner", secret, "userTask_implementAction", """
                {"action":"DONE","done":"Done","reference":"File 1"}"""));
        done(complete(side + ".lessons", secret, "userTask_validateAction", """
                {"action":"VALIDATE","reason":"Works"}"""));

        var released = accepted(side, "BOTH");
        settle(side, released, order("MEDICAL", "2027-06-01"));
        var number = action(side, released);
        assertThat(offering(side + ".planner", number, to).statusCode()).isEqualTo(403);
        assertThat(offering(asked + ".lessons", number, to).statusCode()).isEqualTo(404);
        assertThat(codes(offering(side + ".lessons", number, "{\"to\":\"" + side.toUpperCase(Locale.ROOT) + "\"}")))
                .containsExactly("afteraction.offerTo");
        var refused = offered(side, number, to);
        assertThat(offering(side + ".lessons", number, to).statusCode()).isEqualTo(409);
        assertThat(tasks(side + ".lessons", refused)).isEmpty();
        assertThat(task(asked + ".lessons", refused, "userTask_answerOffer").toString())
                .contains(released, "Radios")
                .doesNotContain("Captain Z", canary(), national, side + ".lessons");
        assertThat(codes(complete(asked + ".lessons", refused, "userTask_answerOffer", "{\"action\":\"REFUSE\"}")))
                .containsExactly("afteraction.reason");
        done(complete(asked + ".lessons", refused, "userTask_answerOffer", """
                {"action":"REFUSE","reason":"Not tried by us"}"""));
        assertEndedAt(refused, "endEvent_offerRefused");
        assertThat(tasks(side + ".medical", number))
                .as("it stays with its side")
                .containsExactly("userTask_implementAction");
        assertThat(get(side + ".lessons", "/api/action-offers/" + refused)
                        .at("/offer/reason")
                        .asText())
                .isEqualTo("Not tried by us");

        var offer = offered(side, number, to);
        assertThat(codes(complete(asked + ".lessons", offer, "userTask_answerOffer", "{\"action\":\"TAKE_OVER\"}")))
                .containsExactly(
                        "afteraction.textMissing",
                        "afteraction.textMissing",
                        "afteraction.actionBody",
                        "afteraction.actionDue");
        assertThat(get(side + ".lessons", "/api/corrective-actions/" + number)
                        .at("/action/state")
                        .asText())
                .isEqualTo("IMPLEMENTATION");
        done(complete(asked + ".lessons", offer, "userTask_answerOffer", """
                {"action":"TAKE_OVER","order":{"organisation":"Signal battalion","body":"PLANNER","person":"Captain Z",
                 "dueOn":"2027-07-01"}}"""));
        assertEndedAt(offer, "endEvent_actionTakenOver");
        assertEndedAt(number, "endEvent_actionCancelled");
        var taken = get(asked + ".lessons", "/api/action-offers/" + offer)
                .at("/offer/takenAs")
                .asText();
        var begun = get(asked + ".lessons", "/api/corrective-actions/" + taken).get("action");
        assertThat(begun.get("owner").asText()).isEqualTo(asked.toUpperCase(Locale.ROOT));
        assertThat(begun.get("observation").asText()).isEqualTo(released);
        assertThat(begun.at("/order/title").asText()).isEqualTo("Radios");
        assertThat(begun.at("/order/dueOn").asText()).isEqualTo("2027-07-01");
        assertThat(get(side + ".lessons", "/api/corrective-actions/" + number)
                        .at("/action/state")
                        .asText())
                .isEqualTo("HANDED_OVER");
        assertThat(get(side + ".lessons", "/api/corrective-actions/" + taken).toString())
                .contains("Signal battalion")
                .doesNotContain("Captain Z");
        for (var reader : List.of(side, asked)) {
            for (var ended : List.of(refused, offer)) {
                assertThat(get(reader + ".commander", "/api/reports/cases/" + ended)
                                .at("/line/open")
                                .asBoolean())
                        .as(reader + " " + ended)
                        .isFalse();
            }
        }
        assertThat(get(side + ".commander", "/api/reports/cases/" + number)
                        .at("/line/open")
                        .asBoolean())
                .as("handed over")
                .isFalse();
        assertThat(get(asked + ".commander", "/api/reports/cases/" + taken)
                        .at("/line/open")
                        .asBoolean())
                .as("taken over")
                .isTrue();
        assertThat(open(side, "2027-07-01")).as("one action, not two").containsExactly("Radios " + asked);
        done(complete(asked + ".planner", taken, "userTask_implementAction", """
                {"action":"DONE","done":"Tried at night","reference":"File 9"}"""));
        done(complete(asked + ".lessons", taken, "userTask_validateAction", """
                {"action":"VALIDATE","reason":"Works"}"""));
        assertEndedAt(taken, "endEvent_lessonLearned");
        assertThat(StoredText.tablesHolding(database, "AAR_", List.of("Captain Z", "Not tried by us")))
                .as("sealed")
                .isEmpty();
    }

    @Test
    void takesAnOfferBackWhenItsActionIsOverOrItsSideWantsIt() {
        ended("tur");
        var from = accepted("aze", "BOTH");
        settle("aze", from, order("MEDICAL", "2027-06-01"));
        var number = action("aze", from);
        var first = offered("aze", number, "{\"to\":\"TUR\"}");
        var path = "/api/action-offers/" + first + "/withdrawal";
        assertThat(post("tur.lessons", path, "").statusCode()).isEqualTo(403);
        assertThat(post("aze.planner", path, "").statusCode()).isEqualTo(403);
        assertThat(post("aze.lessons", path, "").statusCode()).isEqualTo(200);
        assertEndedAt(first, "endEvent_offerWithdrawn");
        assertThat(post("aze.lessons", path, "").statusCode()).isEqualTo(409);

        var second = offered("aze", number, "{\"to\":\"TUR\"}");
        assertThat(due("tur.lessons", second, "userTask_answerOffer")).isEqualTo(at("2027-04-19", "17:00", ISTANBUL));
        clock.moveTo(at("2027-04-21", "09:00", ISTANBUL));
        doJobs(second);
        assertThat(get("tur.lessons", "/api/tasks?caseNumber=" + second)
                        .at("/items/0/priority")
                        .asInt())
                .as("late, and nothing is taken over by it")
                .isEqualTo(100);
        assertThat(post("aze.lessons", "/api/corrective-actions/" + number + "/cancelling", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        assertEndedAt(second, "endEvent_offerWithdrawn");
        assertThat(offering("aze.lessons", number, "{\"to\":\"TUR\"}").statusCode())
                .isEqualTo(409);
        assertThat(get("tur.auditor", "/api/action-offers").findValuesAsText("number"))
                .contains(first, second);
        assertThat(get("tur.lessons", "/api/action-offers/" + second)
                        .get("story")
                        .findValuesAsText("account"))
                .doesNotContain("aze.lessons");
    }

    private HttpResponse<String> offering(String account, String action, String to) {
        return post(account, "/api/corrective-actions/" + action + "/offers", to);
    }

    private String offered(String side, String action, String to) {
        var answer = offering(side + ".lessons", action, to);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    private void settle(String side, String observation, String settling) {
        assertThat(post(side + ".lessons", "/api/observations/" + observation + "/settlement", settling)
                        .statusCode())
                .isEqualTo(200);
    }

    /** The number of the side's action that an observation has led to. */
    private String action(String side, String observation) {
        for (var action : get(side + ".lessons", "/api/corrective-actions?exercise=" + code)) {
            if (action.get("observation").asText().equals(observation)) {
                return action.get("number").asText();
            }
        }
        throw new AssertionError("No action of " + observation);
    }

    @Test
    void takesADeputyAndTheAbsentOfficerForOneHand() {
        ended("tur");
        var number = number();
        standsIn("tur.legal", "tur.lessons");
        standsIn("tur.medical", "tur.planner");
        standsIn("tur.lessons", "tur.commander");
        hotWash(number);
        var answer = JSON.createObjectNode().put("action", "RECORD");
        answer.putArray("observations").add(observation("OWN_SIDE"));
        done(complete("tur.medical", number, "userTask_recordObservations", answer.toString()));
        done(complete("aze.planner", number, "userTask_recordObservations", "{\"action\":\"RECORD\"}"));
        var observation = numbers("tur.lessons").get(0);

        done(complete(
                "tur.legal", number, "userTask_prepareFirstReport", "{\"action\":\"SUBMIT\",\"summary\":\"Words\"}"));
        assertThat(complete("tur.lessons", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}")
                        .body())
                .contains("afteraction.ownReport");
        done(complete("tur.commander", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}"));
        assertThat(hands(
                        get("tur.planner", "/api/after-action-reports/" + number)
                                .get("story"),
                        "firstSubmitted"))
                .containsExactly("tur.legal for tur.lessons");
        assertThat(get("aze.planner", "/api/after-action-reports/" + number).toString())
                .doesNotContain("tur.legal", "tur.lessons");

        endDeputyships();
        standsIn("tur.planner", "tur.lessons");
        var accept = "{\"action\":\"ACCEPT\",\"release\":\"OWN_SIDE\"}";
        assertThat(complete("tur.planner", observation, "userTask_decideObservation", accept)
                        .body())
                .contains("afteraction.ownObservation");
        done(complete("tur.lessons", observation, "userTask_decideObservation", accept));

        assertThat(post(
                                "tur.planner",
                                "/api/observations/" + observation + "/settlement",
                                order("MEDICAL", "2027-05-03"))
                        .statusCode())
                .as("as a deputy, by REST")
                .isEqualTo(200);
        var action = action("tur");
        endDeputyships();
        standsIn("tur.range", "tur.medical");
        standsIn("tur.medical", "tur.lessons");
        done(complete("tur.range", action, "userTask_implementAction", """
                {"action":"DONE","done":"Bought","reference":"File 7"}"""));
        var validate = "{\"action\":\"VALIDATE\",\"reason\":\"Works\"}";
        assertThat(complete("tur.medical", action, "userTask_validateAction", validate)
                        .body())
                .contains("afteraction.notTheDoer");
        done(complete("tur.lessons", action, "userTask_validateAction", validate));
        assertThat(hands(get("tur.planner", "/api/corrective-actions/" + action).get("story"), "actionImplemented"))
                .containsExactly("tur.range for tur.medical");
    }

    @Test
    void offersNoneOfItsProcessesForStarting() {
        for (var process : List.of("after-action-report", "observation-review", "corrective-action")) {
            assertThat(post("tur.lessons", "/engine-rest/process-definition/key/" + process + "/start", "{}")
                            .statusCode())
                    .as(process)
                    .isIn(403, 404);
        }
    }

    // --- Doors. ---

    /** Every door that tells something of the exercise, as every role of the side that may not know of it. */
    private void assertNothingNationalReaches(String side, String number, String national) throws IOException {
        var addresses = List.of(
                observations(),
                "/api/observations/" + national,
                "/api/corrective-actions",
                "/api/lessons",
                "/api/lessons?q=" + canary(),
                "/api/lessons?q=" + national,
                "/api/exercises/" + code + "/open-actions",
                "/api/after-action-reports",
                "/api/after-action-reports/" + number,
                "/api/after-action-reports/" + number + "/report?stage=FIRST&edition=OWN",
                "/api/after-action-reports/" + number + "/report?stage=FINAL&edition=OWN",
                "/api/tasks",
                "/api/events",
                "/engine-rest/task",
                "/engine-rest/process-definition");
        for (var role : Role.values()) {
            var account = side + "." + role.code();
            for (var address : addresses) {
                assertThat(read(account, address).body())
                        .as(account + " " + address)
                        .doesNotContain(canary(), national);
            }
            var sheet = client(account)
                    .sendForBytes(client(account)
                            .request("/api/exercises/" + code + "/observations.xlsx")
                            .GET());
            if (sheet.statusCode() == 200) {
                assertThat(cells(sheet.body())).as(account).isNotEmpty().noneMatch(cell -> cell.contains(canary()));
            }
        }
        assertThat(cells(bytes(other(side) + ".lessons", "/api/exercises/" + code + "/observations.xlsx")))
                .as("its own side reads it")
                .anyMatch(cell -> cell.contains(canary()));
        for (var prefix : List.of("ACT_", "AUDIT_", "OUTGOING_", "MAIL", "IDEMPOTENCY")) {
            assertThat(StoredText.tablesHolding(database, prefix, List.of(canary())))
                    .as(prefix)
                    .isEmpty();
        }
        assertThat(StoredText.tablesHolding(database, "AAR_", List.of(canary())))
                .as("sealed")
                .isEmpty();
        assertThat(database.sql("select count(*) from outgoing_event where case_number = ? and side = ?")
                        .params(national, side.toUpperCase(Locale.ROOT))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static List<String> cells(byte[] workbook) throws IOException {
        var cells = new ArrayList<String>();
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            for (var sheet : read.getSheets().toList()) {
                for (var row : sheet.read()) {
                    row.forEach(cell -> cells.add(cell == null ? "" : cell.getText()));
                }
            }
        }
        return cells;
    }

    // --- Walking. ---

    /** What must never leave its side; another one in each test, because a side reads its own of all exercises. */
    private String canary() {
        return "CANARY-" + code + "-NATIONAL";
    }

    private static String other(String side) {
        return side.equals("aze") ? "tur" : "aze";
    }

    private static java.time.ZoneId zone(String side) {
        return side.equals("aze") ? BAKU : ISTANBUL;
    }

    private String conduct() {
        return "/api/exercises/" + code + "/conduct";
    }

    private String observations() {
        return "/api/exercises/" + code + "/observations";
    }

    private void exercise(String host) {
        var exercise = JSON.createObjectNode()
                .put("title", "Qış gecəsi")
                .put("hostState", host.toUpperCase(Locale.ROOT))
                .put("firstDay", "2027-04-05")
                .put("lastDay", "2027-04-08");
        exercise.putArray("parties").add("AZE").add("TUR");
        var client = client(host + ".planner");
        var answer = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(exercise.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void begin(String host) {
        holdGate(host, code);
        var begun = post(host + ".planner", conduct() + "/startex", """
                {"on":"2027-04-05","objectives":[{"code":"OBJ-1","title":"Night fires"}]}""");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    }

    private void end(String host) {
        var ended = post(host + ".planner", conduct() + "/endex", "{\"on\":\"2027-04-05\"}");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(201);
    }

    private void ended(String host) {
        exercise(host);
        begin(host);
        end(host);
    }

    private JsonNode report() {
        for (var found : get("aze.auditor", "/api/after-action-reports")) {
            if (found.get("exercise").asText().equals(code)
                    && !found.get("state").asText().equals("STOPPED")) {
                return found;
            }
        }
        throw new AssertionError("No report on " + code);
    }

    private String number() {
        return report().get("number").asText();
    }

    private String state(String number) {
        return get("tur.auditor", "/api/after-action-reports/" + number)
                .get("reportCase")
                .get("state")
                .asText();
    }

    private static ObjectNode observation(String release) {
        var content = JSON.createObjectNode()
                .put("title", "Radios did not speak to each other")
                .put("observedOn", "2027-04-05")
                .put("objective", "OBJ-1")
                .put("observation", "At 02:00 the two nets could not be joined.")
                .put("recommendation", "Agree on one waveform before STARTEX.")
                .put("release", release);
        content.putArray("tags").add("MATERIEL").add("INTEROPERABILITY");
        return content;
    }

    private String observed(String account, ObjectNode content) {
        var answer = post(account, observations(), content.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("number").asText();
    }

    private String accepted(String side, String release) {
        return accepted(side, release, "At 02:00 the two nets could not be joined.");
    }

    private String accepted(String side, String release, String text) {
        var number = observed(side + ".medical", observation(release).put("observation", text));
        done(complete(
                side + ".lessons",
                number,
                "userTask_decideObservation",
                "{\"action\":\"ACCEPT\",\"release\":\"" + release + "\"}"));
        assertEndedAt(number, "endEvent_observationAccepted");
        return number;
    }

    private List<String> numbers(String account) {
        return get(account, observations()).findValuesAsText("number");
    }

    private void hotWash(String number) {
        for (var side : SIDES) {
            done(complete(side + ".lessons", number, "userTask_recordHotWash", """
                    {"action":"RECORD","hotWash":{"attendance":40,"wentWell":["Medevac"],"wentBadly":["Radios",null],
                     "ratings":{"OBJ-1":"S"}}}"""));
        }
    }

    private void hotWashAndObservations(String number) {
        hotWash(number);
        for (var side : SIDES) {
            done(complete(side + ".planner", number, "userTask_recordObservations", "{\"action\":\"RECORD\"}"));
        }
    }

    /** Whichever report the host has to prepare now. */
    private void submit(String host, String number, String summary) {
        var step = tasks(host + ".lessons", number).get(0);
        done(complete(host + ".lessons", number, step, "{\"action\":\"SUBMIT\",\"summary\":\"" + summary + "\"}"));
    }

    private void sign(String step, String role, String number) {
        for (var side : SIDES) {
            done(complete(side + "." + role, number, "userTask_" + step, "{\"action\":\"SIGN\"}"));
        }
    }

    private static String order(String body, String dueOn) {
        return order(body, dueOn, "Agree on one waveform");
    }

    private static String order(String body, String dueOn, String task) {
        var order = JSON.createObjectNode().put("kind", "ACTION");
        order.putObject("action")
                .put("title", "Radios")
                .put("task", task)
                .put("organisation", "Signals")
                .put("body", body)
                .put("person", "Captain Z")
                .put("dueOn", dueOn);
        return order.toString();
    }

    private String action(String side) {
        return get(side + ".lessons", "/api/corrective-actions?exercise=" + code)
                .get(0)
                .get("number")
                .asText();
    }

    /** The open actions that a side sees when it plans an exercise that begins on the day. */
    private List<String> open(String side, String firstDay) {
        var before = code;
        exercises++;
        code = "AAR-2027-" + exercises;
        var exercise = JSON.createObjectNode()
                .put("title", "Next")
                .put("hostState", "AZE")
                .put("firstDay", firstDay)
                .put("lastDay", firstDay);
        exercise.putArray("parties").add("AZE").add("TUR");
        var client = client("aze.planner");
        var registered = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(exercise.toString())));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        var found = new ArrayList<String>();
        for (var open : get(side + ".planner", "/api/exercises/" + code + "/open-actions")) {
            if (open.get("exercise").asText().equals(before)) {
                found.add(open.get("title").asText()
                        + " "
                        + open.get("owner").asText().toLowerCase(Locale.ROOT));
            }
        }
        code = before;
        return found;
    }

    private byte[] bytes(String account, String path) {
        var answer = client(account).sendForBytes(client(account).request(path).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private String paper(String account, String number, String stage, String edition) throws IOException {
        var pdf =
                bytes(account, "/api/after-action-reports/" + number + "/paper?stage=" + stage + "&edition=" + edition);
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private HttpResponse<String> delete(String account, String path) {
        return client(account).send("DELETE", path);
    }

    private static List<String> codes(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 409);
        return Client.json(refused).get("findings").findValuesAsText("code");
    }
}
