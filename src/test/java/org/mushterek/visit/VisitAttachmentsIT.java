package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.FileFixture.cut;
import static org.mushterek.visit.FileFixture.form;
import static org.mushterek.visit.FileFixture.pdf;
import static org.mushterek.visit.FileFixture.picture;
import static org.mushterek.visit.FileFixture.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Sha256;
import org.mushterek.file.VirusScan;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Evidence and files of messages, from the sender's upload to the host's desk, with less room than usual. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-attachments;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-attachments",
            "mushterek.attachments.largest-case=12MB",
            "mushterek.attachments.most-files=6"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitAttachmentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MIB = 1024 * 1024;
    private static volatile VirusScan scanner = VirusScan.NONE;

    @TestConfiguration(proxyBeanMethods = false)
    static class Scanner {

        @Bean
        VirusScan virusScan() {
            return content -> scanner.scan(content);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private CaseWalk walk;

    /** At the host's desks, with evidence of both kinds that was handed over. */
    private String number;

    private String insurance;
    private String fitness;

    @BeforeAll
    void walkOneCaseToTheDesks() {
        walk = new CaseWalk(port, Duration.ofSeconds(60));
        number = prepared();
        insurance = added("tur.planner", number, "INSURANCE", 1, "Poli\u00E7e.pdf", pdf());
        fitness = added("tur.medical", number, "FITNESS", 1, "Sa\u011Fl\u0131k raporu.pdf", pdf());
        transmit(number);
    }

    @BeforeEach
    void withoutScanner() {
        scanner = VirusScan.NONE;
    }

    private String prepared() {
        return walk.openFilled("tur", walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"));
    }

    private void transmit(String request) {
        walk.complete("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        sign(request);
    }

    private void sign(String request) {
        walk.complete("tur.security", request, VisitRequestProcess.CERTIFY_ROSTER, CaseWalk.answer("CERTIFY"));
        walk.complete("tur.authority", request, VisitRequestProcess.ENDORSE_REQUEST, CaseWalk.answer("ENDORSE"));
        walk.task("aze.range", request, HostApprovalProcess.REVIEW_AT_DESK);
    }

    // --- What is kept, and how it comes back. ---

    @Test
    void keepsAFileAsItWasAndTellsOfIt() {
        var request = prepared();
        var file = picture("jpg");

        var answer = add("tur.planner", request, "INSURANCE", 3, "Poli\u00E7e \u0130mran.jpg", file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var added = (ObjectNode) Client.json(answer);
        var id = added.get("id").asText();
        assertThat(answer.headers().firstValue("Location")).contains(files(request) + "/" + id);
        var page = walk.read("tur.planner", files(request));
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("items").get(0)).isEqualTo(added);
        assertThat(page.get("usedBytes").asInt()).isEqualTo(file.length);
        assertThat(page.get("limits"))
                .isEqualTo(tree("{\"largestFile\":5242880,\"largestCase\":12582912,\"mostFiles\":6}"));
        added.remove(List.of("id", "addedAt", "sha256"));
        assertThat(added).isEqualTo(tree("""
            {"side":"TUR","kind":"INSURANCE","line":3,"name":"Poli\u00E7e \u0130mran.jpg","mediaType":"image/jpeg",
             "size":%d,"scan":"NOT_SCANNED","addedBy":"tur.planner","messageId":null,"revision":null,
             "releasedAt":null,"mayOpen":true,"mayRemove":true,"wholeRoll":false,"validFrom":null,"validUntil":null}\
            """.formatted(file.length)));
        var opened = open("tur.security", request, id);
        assertThat(opened.body()).isEqualTo(file);
        assertThat(header(opened, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(opened, "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"attachment.jpg\";" + " filename*=UTF-8''Poli%C3%A7e%20%C4%B0mran.jpg");
        assertThat(header(opened, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(opened, "Content-Security-Policy"))
                .isEqualTo("sandbox; default-src 'none'; frame-ancestors 'none'");
        assertThat(header(opened, "Cache-Control")).contains("no-store");
        assertThat(audit(request, "visit.attachmentOpened")).containsExactly("tur.security TUR " + id);
        assertThat(audit(request, "visit.attachmentAdded")).containsExactly("tur.planner TUR INSURANCE:" + id);
        assertThat(story("tur.planner", "/api/visit-requests/" + request))
                .contains("tur.planner attachmentAdded INSURANCE:" + id);
    }

    @Test
    void keepsTheSameFileOnce() {
        var request = prepared();
        var first = add("tur.planner", request, "INSURANCE", 3, "a.pdf", pdf(2000, 1));
        var again = add("tur.planner", request, "INSURANCE", 3, "b.pdf", pdf(2000, 1));
        var ofAnother = add("tur.planner", request, "INSURANCE", 4, "a.pdf", pdf(2000, 1));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(ofAnother.statusCode()).isEqualTo(201);
        assertThat(walk.read("tur.planner", files(request)).get("items")).hasSize(2);
    }

    @Test
    void staysWithThePersonWhenTheRollMoves() {
        var request = prepared();
        added("tur.planner", request, "INSURANCE", 3, "a.pdf", pdf(2000, 1));
        var lines = CaseWalk.roll("tur").lines().toList();

        var shorter = new ArrayList<>(lines);
        shorter.remove(2);
        enroll(request, shorter);
        assertThat(linesOfFiles(request)).containsExactly("2");
        shorter.remove(2);
        enroll(request, shorter);
        assertThat(linesOfFiles(request)).containsExactly("null");
        enroll(request, lines);
        assertThat(linesOfFiles(request)).containsExactly("3");
    }

    private void enroll(String request, List<String> lines) {
        var path = "/api/visit-requests/" + request;
        var version = walk.read("tur.planner", path).get("version").asInt();
        var answer =
                walk.send("tur.planner", "PUT", path + "/roster", String.join("\n", lines) + "\n", "text/csv", version);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private List<String> linesOfFiles(String request) {
        return Stream.of(walk.read("tur.planner", files(request)).get("items"))
                .flatMap(items -> {
                    var lines = new ArrayList<String>();
                    items.forEach(item -> lines.add(item.get("line").asText()));
                    return lines.stream();
                })
                .toList();
    }

    // --- What is refused. ---

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of(
                        "report.pdf", text("MZ\u0090\0\u0003This program cannot be run in DOS mode"), "visit.fileType"),
                Arguments.of("report.pdf", text("<html><script>alert(1)</script>"), "visit.fileType"),
                Arguments.of("report.pdf", new byte[0], "visit.fileEmpty"),
                Arguments.of("report.pdf", cut(pdf()), "visit.fileCutOff"),
                Arguments.of("photo.jpg", cut(picture("jpg")), "visit.fileCutOff"),
                Arguments.of("photo.png", cut(picture("png")), "visit.fileCutOff"),
                Arguments.of("photo.svg", text("<svg onload='alert(1)'/>"), "visit.fileType"),
                Arguments.of("n".repeat(197) + ".pdf", pdf(), "visit.tooLong"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void saysWhatIsWrongWithAFile(String name, byte[] content, String code) {
        var before = rows();

        var refused = add("tur.planner", number, "OTHER", null, name, content);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        var problem = Client.json(refused);
        assertThat(problem.get("type").asText()).isEqualTo("urn:mushterek:problem:visit.fileInvalid");
        assertThat(problem.get("findings").findValuesAsText("code")).containsExactly(code);
        assertThat(problem.get("findings").findValuesAsText("place")).containsExactly("file");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        -         | -  | kind
        INSURANCE | -  | line
        INSURANCE | 31 | line
        FITNESS   | 0  | line
        OTHER     | 1  | line
        MESSAGE   | 1  | line
        """)
    void saysWhatIsWrongWithWhatIsSaidOfAFile(@Nullable String kind, @Nullable Integer line, String place) {
        var refused = add("tur.planner", number, kind, line, "a.pdf", pdf());

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly(place);
    }

    @Test
    void saysWhatIsWrongWithTheFormOfAnUpload() {
        assertThat(key(add("tur.planner", number, "PASSPORT", 1, "a.pdf", pdf()), 400))
                .isEqualTo("problem.wrongChoice");
        assertThat(key(walk.send("tur.planner", "POST", files(number), "{}", "application/json", null), 415))
                .isEqualTo("problem.wrongMediaType");
        var empty = send("tur.planner", files(number), "--mark--\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(Client.json(empty).get("findings").findValuesAsText("place")).containsExactly("kind", "file");
        var broken = send("tur.planner", files(number), "--mark\r\nContent-Disp".getBytes(StandardCharsets.US_ASCII));
        assertThat(broken.statusCode()).as(broken.body()).isBetween(400, 422);
    }

    @Test
    void takesFiveMebibytesAndNotOneByteMore() {
        var request = prepared();

        assertThat(add("tur.planner", request, "OTHER", null, "a.pdf", pdf(5 * MIB, 1))
                        .statusCode())
                .isEqualTo(201);
        for (var size : List.of(5 * MIB + 1, 5200 * 1024, 9 * MIB)) {
            var refused = add("tur.planner", request, "OTHER", null, "b.pdf", pdf(size, 2));
            assertThat(key(refused, 413)).as("%s bytes", size).isEqualTo("visit.fileTooLarge");
            assertThat(Client.json(refused).get("detail").asText()).contains("5 MiB");
        }
    }

    @Test
    void countsWhatDoesNotSayItsLength() {
        var form = form("OTHER", null, "b.pdf", pdf(9 * MIB, 2));

        var refused =
                send("tur.planner", files(number), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
        var elsewhere = send(
                "tur.planner",
                "/api/visit-requests/" + number + "/judgement",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));
        assertThat(elsewhere.statusCode()).as(elsewhere.body()).isEqualTo(413);
        var chunked = form("OTHER", null, "c.pdf", pdf(3 * MIB, 3));
        var taken = send(
                "tur.planner",
                files(prepared()),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    }

    @Test
    void takesMoreThanTwoMebibytesNowhereElse() {
        var body = "{\"text\":\"" + "x".repeat(2 * MIB) + "\"}";
        assertThat(walk.send(
                                "tur.planner",
                                "POST",
                                "/api/visit-requests/" + number + "/messages",
                                body,
                                "application/json",
                                null)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void limitsAllFilesOfASideInACase() {
        var request = prepared();
        added("tur.planner", request, "OTHER", null, "a.pdf", pdf(5 * MIB, 1));
        added("tur.planner", request, "OTHER", null, "b.pdf", pdf(5 * MIB, 2));

        assertThat(key(add("tur.planner", request, "OTHER", null, "c.pdf", pdf(2 * MIB + 1, 3)), 413))
                .isEqualTo("visit.caseFilesTooLarge");
        added("tur.planner", request, "OTHER", null, "c.pdf", pdf(2 * MIB, 3));
        assertThat(key(add("tur.planner", request, "OTHER", null, "d.pdf", pdf(100, 4)), 413))
                .isEqualTo("visit.caseFilesTooLarge");
    }

    @Test
    void limitsTheNumberOfFilesOfASideInACase() {
        var request = prepared();
        for (int file = 1; file <= 6; file++) {
            added("tur.planner", request, "OTHER", null, "a.pdf", pdf(200, file));
        }

        assertThat(key(add("tur.planner", request, "OTHER", null, "a.pdf", pdf(200, 7)), 409))
                .isEqualTo("visit.tooManyFiles");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ../../etc/passwd              | passwd.pdf
        C:\\Temp\\polis.pdf           | polis.pdf
        abc\u202Efdp.exe              | abcfdp.exe.pdf
        \u015Eahin \u0259.pdf         | \u015Eahin \u0259.pdf
        """)
    void keepsASafeName(String given, String kept) {
        var request = prepared();

        var id = added("tur.planner", request, "OTHER", null, given, pdf());

        assertThat(walk.read("tur.planner", files(request))
                        .get("items")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo(kept);
        assertThat(open("tur.planner", request, id).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsANameOfTwoHundredCharacters() {
        var name = "n".repeat(196) + ".pdf";
        var request = prepared();

        added("tur.planner", request, "OTHER", null, name, pdf());

        assertThat(walk.read("tur.planner", files(request))
                        .get("items")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo(name);
    }

    // --- The scanner. ---

    @Test
    void keepsNothingThatAScannerRefuses() {
        var request = prepared();
        scanner = content -> VirusScan.Verdict.INFECTED;

        assertThat(key(add("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 1)), 422))
                .isEqualTo("visit.fileInfected");

        assertThat(walk.read("tur.planner", files(request)).get("items")).isEmpty();
        assertThat(audit(request, "visit.attachmentInfected"))
                .containsExactly("tur.planner TUR " + Sha256.of(pdf(300, 1)));
    }

    @Test
    void tellsWhatAScannerHasFoundAndThatOneHasFailed() {
        var request = prepared();
        scanner = content -> VirusScan.Verdict.CLEAN;
        var clean = add("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 1));
        scanner = content -> {
            throw new IllegalStateException("No line to the scanner");
        };
        var unknown = add("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 2));

        assertThat(Client.json(clean).get("scan").asText()).isEqualTo("CLEAN");
        assertThat(Client.json(unknown).get("scan").asText()).isEqualTo("NOT_SCANNED");
    }

    @Test
    void scansAgainWhenAnUnscannedFileIsOpened() {
        var request = prepared();
        var kept = added("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 1));
        var harmful = added("tur.planner", request, "OTHER", null, "b.pdf", pdf(300, 2));
        transmit(request);
        scanner = content -> {
            throw new IllegalStateException("No line to the scanner");
        };
        assertThat(refusal("aze.medical", request, kept, 409)).isEqualTo("visit.fileNotScanned");
        assertThat(open("tur.planner", request, kept).statusCode()).isEqualTo(200);
        assertThat(file("aze.medical", request, kept).get("scan").asText()).isEqualTo("NOT_SCANNED");

        scanner = content -> Arrays.equals(content, pdf(300, 2)) ? VirusScan.Verdict.INFECTED : VirusScan.Verdict.CLEAN;
        assertThat(open("aze.medical", request, kept).statusCode()).isEqualTo(200);
        assertThat(file("tur.planner", request, kept).get("scan").asText()).isEqualTo("CLEAN");
        assertThat(refusal("aze.medical", request, harmful, 422)).isEqualTo("visit.keptFileInfected");

        scanner = VirusScan.NONE;
        assertThat(refusal("tur.planner", request, harmful, 422)).isEqualTo("visit.keptFileInfected");
        assertThat(audit(request, "visit.attachmentInfected"))
                .containsExactly("aze.medical AZE " + harmful, "tur.planner TUR " + harmful);
    }

    // --- What was handed over is under the document's hash. ---

    @Test
    void listsItsFilesInTheTransmittedDocument() {
        var document = walk.read("aze.border", "/api/visit-requests/" + number + "/revisions/1")
                .get("document");

        assertThat(document.get("files")).hasSize(2);
        var listed = (ObjectNode) document.get("files").get(0);
        var content = open("aze.medical", number, insurance).body();
        assertThat(listed.get("sha256").asText()).isEqualTo(Sha256.of(content));
        assertThat(listed.remove(List.of("sha256")).toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"kind\":\"INSURANCE\",\"revision\":1,\"mediaType\":\"application/pdf\",\"size\":%d,\"line\":1}"
                                .formatted(insurance, content.length));
        assertThat(document.get("files").get(1).get("id").asText()).isEqualTo(fitness);
    }

    @Test
    void opensNothingButWhatWasHandedOver() {
        var request = prepared();
        var exchanged = added("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 1));
        var changed = added("tur.planner", request, "OTHER", null, "b.pdf", pdf(300, 2));
        transmit(request);
        assertThat(open("aze.medical", request, exchanged).statusCode()).isEqualTo(200);
        database.sql("update visit_attachment_piece set content = ? where attachment_id in (?, ?)")
                .params(pdf(300, 3), exchanged, changed)
                .update();
        database.sql("update visit_attachment set sha256 = ? where id = ?")
                .params(Sha256.of(pdf(300, 3)), exchanged)
                .update();

        assertThat(refusal("aze.medical", request, exchanged, 409)).isEqualTo("visit.fileIsNotAsKept");
        assertThat(refusal("aze.medical", request, changed, 409)).isEqualTo("visit.fileIsNotAsKept");
        assertThat(refusal("tur.planner", request, changed, 409)).isEqualTo("visit.fileIsNotAsKept");
    }

    // --- Who sees and opens what. ---

    @ParameterizedTest
    @CsvSource({
        "tur.planner,   200, 200",
        "tur.authority, 200, 200",
        "tur.medical,   200, 200",
        "tur.security,  200, 403",
        "tur.commander, 200, 403",
        "tur.auditor,   200, 403",
        "tur.admin,     404, 404",
        "tur.guard,     404, 404",
        "tur.lessons,   404, 404",
        "aze.medical,   200, 200",
        "aze.planner,   200, 403",
        "aze.authority, 200, 403",
        "aze.border,    200, 403",
        "aze.auditor,   200, 403",
        "aze.admin,     404, 404",
        "aze.guard,     404, 404"
    })
    void opensEvidenceOnlyForTheRolesThatMay(String account, int ofInsurance, int ofFitness) {
        assertThat(open(account, number, insurance).statusCode()).isEqualTo(ofInsurance);
        assertThat(open(account, number, fitness).statusCode()).isEqualTo(ofFitness);
    }

    @Test
    void tellsNoNameOfWhatOneMayNotOpen() {
        var seen = file("aze.border", number, fitness);

        assertThat(seen.get("name").isNull()).isTrue();
        assertThat(seen.get("sha256").isNull()).isTrue();
        assertThat(seen.get("addedBy").isNull()).isTrue();
        assertThat(seen.get("mayOpen").asBoolean()).isFalse();
        assertThat(seen.get("line").asInt()).isEqualTo(1);
        assertThat(seen.get("revision").asInt()).isEqualTo(1);
        assertThat(file("aze.medical", number, fitness).get("name").asText()).isEqualTo("Sa\u011Fl\u0131k raporu.pdf");
        assertThat(walk.read("aze.border", "/api/host-cases/" + number).toString())
                .doesNotContain("raporu")
                .contains("Poli\u00E7e.pdf");
    }

    @Test
    void showsTheHostNothingBeforeTransmissionAndNothingThatCameAfterIt() {
        var request = prepared();
        var before = added("tur.planner", request, "OTHER", null, "before.pdf", pdf(300, 1));
        assertThat(open("aze.medical", request, before).statusCode()).isEqualTo(404);
        assertThat(get("aze.medical", files(request)).statusCode()).isEqualTo(404);
        transmit(request);
        var after = added("tur.planner", request, "OTHER", null, "after.pdf", pdf(300, 2));

        assertThat(open("aze.medical", request, before).statusCode()).isEqualTo(200);
        assertThat(open("aze.medical", request, after).statusCode()).isEqualTo(404);
        for (var role : List.of("planner", "medical", "authority", "auditor", "border")) {
            assertThat(get("aze." + role, "/api/host-cases/" + request).body()
                            + get("aze." + role, files(request)).body())
                    .as(role)
                    .contains("before.pdf")
                    .doesNotContain("after.pdf", after);
        }
        assertThat(story("aze.planner", "/api/host-cases/" + request)).contains("system attachmentsReceived 1");
    }

    @Test
    void handsOverWithTheNextRevisionWhatCameAfterTheFirst() {
        var request = prepared();
        transmit(request);
        var late = added("tur.planner", request, "INSURANCE", 2, "late.pdf", pdf(300, 1));
        returnByHost(request, "Line 2 is not insured");
        walk.complete("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST, CaseWalk.answer("SUBMIT"));
        assertThat(open("aze.medical", request, late).statusCode()).isEqualTo(404);
        sign(request);

        assertThat(open("aze.medical", request, late).statusCode()).isEqualTo(200);
        assertThat(file("aze.planner", request, late).get("revision").asInt()).isEqualTo(2);
    }

    @Test
    void letsOnlyTheSenderAddToTheRequestAndOnlyTheMedicalRolesEvidenceOfFitness() {
        assertThat(key(add("aze.medical", number, "FITNESS", 1, "a.pdf", pdf(300, 9)), 403))
                .isEqualTo("visit.fileOfSender");
        assertThat(key(add("tur.security", number, "FITNESS", 1, "a.pdf", pdf(300, 9)), 403))
                .isEqualTo("visit.medicalOnly");
        assertThat(key(add("tur.auditor", number, "OTHER", null, "a.pdf", pdf(300, 9)), 403))
                .isEqualTo("visit.readsOnly");
        assertThat(key(add("tur.admin", number, "OTHER", null, "a.pdf", pdf(300, 9)), 404))
                .isEqualTo("visit.notFound");
        assertThat(walk.read("tur.security", files(number)).get("mayAdd"))
                .isEqualTo(tree("[\"INSURANCE\",\"MESSAGE\",\"OTHER\"]"));
        assertThat(walk.read("aze.medical", files(number)).get("mayAdd")).isEqualTo(tree("[\"MESSAGE\"]"));
        assertThat(walk.read("tur.auditor", files(number)).get("mayAdd")).isEmpty();
    }

    // --- Signatures and removal. ---

    @Test
    void changesNothingUnderSignature() {
        var request = prepared();
        var file = added("tur.planner", request, "OTHER", null, "a.pdf", pdf(300, 1));
        walk.complete("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        walk.task("tur.security", request, VisitRequestProcess.CERTIFY_ROSTER);

        assertThat(key(add("tur.planner", request, "OTHER", null, "b.pdf", pdf(300, 2)), 409))
                .isEqualTo("visit.filesAreSigned");
        assertThat(key(remove("tur.planner", request, file), 409)).isEqualTo("visit.filesAreSigned");
        assertThat(file("tur.planner", request, file).get("mayRemove").asBoolean())
                .isFalse();
        walk.complete(
                "tur.security",
                request,
                VisitRequestProcess.CERTIFY_ROSTER,
                CaseWalk.answer("RETURN").put("reason", "Wrong file"));
        assertThat(remove("tur.planner", request, file).statusCode()).isEqualTo(204);
    }

    @Test
    void removesWhatNobodyElseHasSeenAndNothingElse() {
        var request = prepared();
        var file = added("tur.medical", request, "FITNESS", 2, "a.pdf", pdf(300, 1));
        assertThat(key(remove("tur.security", request, file), 403)).isEqualTo("visit.medicalOnly");
        assertThat(key(remove("aze.medical", request, file), 404)).isEqualTo("visit.notFound");
        assertThat(remove("tur.medical", request, file).statusCode()).isEqualTo(204);
        assertThat(key(remove("tur.medical", request, file), 404)).isEqualTo("visit.fileUnknown");
        assertThat(open("tur.medical", request, file).statusCode()).isEqualTo(404);
        assertThat(database.sql("select count(*) from visit_attachment_piece where attachment_id = ?")
                        .param(file)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(audit(request, "visit.attachmentRemoved")).containsExactly("tur.medical TUR FITNESS:" + file);

        assertThat(key(remove("tur.planner", number, insurance), 409)).isEqualTo("visit.fileIsHandedOver");
        assertThat(key(remove("aze.medical", number, fitness), 403)).isEqualTo("visit.fileOfOtherSide");
        assertThat(key(remove("tur.planner", "VIS-TUR-1999-0001", insurance), 404))
                .isEqualTo("visit.notFound");
    }

    // --- What was submitted stays readable with its files. ---

    @Test
    void keepsTheFilesOfASubmissionWhateverIsRemovedAfterwards() {
        var request = prepared();
        var policy = added("tur.planner", request, "INSURANCE", 1, "police.pdf", pdf(300, 1));
        var health = added("tur.medical", request, "FITNESS", 2, "rapor.pdf", pdf(300, 2));
        var plan = added("tur.planner", request, "OTHER", null, "plan.pdf", pdf(300, 3));
        var mine = added("tur.planner", request, "MESSAGE", null, "own.pdf", pdf(300, 4));
        walk.complete("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        var first = "/api/visit-requests/" + request + "/submissions/1";
        var asSubmitted = get("tur.planner", first).body();
        returnToSender(request);
        assertThat(filesOf("tur.planner", first))
                .containsExactly("1 police.pdf " + policy, "2 rapor.pdf " + health, "null plan.pdf " + plan);
        assertThat(filesOf("tur.security", first))
                .containsExactly("1 police.pdf " + policy, "2 null " + health, "null plan.pdf " + plan);

        for (var file : List.of(policy, health, plan, mine)) {
            assertThat(remove("tur.planner", request, file).statusCode()).isEqualTo(204);
            assertThat(key(remove("tur.planner", request, file), 404)).isEqualTo("visit.fileUnknown");
        }
        var page = walk.read("tur.planner", files(request));
        assertThat(page.get("items")).isEmpty();
        assertThat(page.get("usedBytes").asInt()).isZero();
        var again = added("tur.planner", request, "INSURANCE", 1, "police.pdf", pdf(300, 1));
        walk.complete("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST, CaseWalk.answer("SUBMIT"));
        sign(request);

        assertThat(get("tur.planner", first).body()).isEqualTo(asSubmitted);
        assertThat(open("tur.planner", request, policy).body()).isEqualTo(pdf(300, 1));
        assertThat(open("tur.medical", request, health).body()).isEqualTo(pdf(300, 2));
        assertThat(open("tur.auditor", request, plan).body()).isEqualTo(pdf(300, 3));
        assertThat(refusal("tur.security", request, health, 403)).isEqualTo("visit.medicalOnly");
        assertThat(refusal("tur.planner", request, mine, 404)).isEqualTo("visit.fileUnknown");
        assertThat(refusal("aze.medical", request, health, 404)).isEqualTo("visit.fileUnknown");
        assertThat(audit(request, "visit.attachmentOpened"))
                .containsExactly("tur.planner TUR " + policy, "tur.medical TUR " + health, "tur.auditor TUR " + plan);
        assertThat(filesOf("tur.planner", "/api/visit-requests/" + request + "/submissions/2"))
                .containsExactly("1 police.pdf " + again);
        assertThat(filesOf("aze.security", "/api/visit-requests/" + request + "/revisions/1"))
                .containsExactly("1 police.pdf " + again);
        assertThat(manifest("aze.security", request)).hasSize(1);
    }

    @Test
    void setsAFileAsideWhileTheRequestIsBackAndLeavesItWithWhatWasReceived() {
        var request = prepared();
        var wrong = added("tur.planner", request, "OTHER", null, "wrong.pdf", pdf(300, 1));
        var plan = added("tur.planner", request, "OTHER", null, "plan.pdf", pdf(300, 2));
        var both = List.of("null wrong.pdf " + wrong, "null plan.pdf " + plan);
        var received = "/api/visit-requests/" + request + "/revisions/";
        transmit(request);
        assertThat(file("tur.planner", request, wrong).get("mayRemove").asBoolean())
                .isFalse();
        assertThat(key(remove("tur.planner", request, wrong), 409)).isEqualTo("visit.fileIsHandedOver");
        var first = "/api/visit-requests/" + request + "/submissions/1";
        var asSubmitted = get("tur.planner", first).body();
        var asReceived = walk.read("aze.security", received + 1).get("document");

        returnByHost(request, "Wrong file");
        walk.task("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST);
        assertThat(file("tur.planner", request, wrong).get("mayRemove").asBoolean())
                .isTrue();
        assertThat(file("aze.security", request, wrong).get("mayRemove").asBoolean())
                .isFalse();
        assertThat(key(remove("aze.security", request, wrong), 403)).isEqualTo("visit.fileOfOtherSide");
        assertThat(key(remove("tur.auditor", request, wrong), 403)).isEqualTo("visit.readsOnly");
        assertThat(remove("tur.planner", request, wrong).statusCode()).isEqualTo(204);

        assertThat(key(remove("tur.planner", request, wrong), 404)).isEqualTo("visit.fileUnknown");
        assertThat(ids("tur.planner", request)).containsExactly(plan);
        assertThat(ids("aze.security", request)).as("what the host received").containsExactly(wrong, plan);
        assertThat(open("aze.authority", request, wrong).body()).isEqualTo(pdf(300, 1));
        walk.complete("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST, CaseWalk.answer("SUBMIT"));
        sign(request);

        assertThat(ids("aze.security", request)).containsExactly(plan);
        assertThat(filesOf("aze.security", received + 1)).containsExactlyElementsOf(both);
        assertThat(filesOf("aze.security", received + 2)).containsExactly("null plan.pdf " + plan);
        assertThat(walk.read("aze.security", received + 1).get("document")).isEqualTo(asReceived);
        assertThat(get("tur.planner", first).body()).isEqualTo(asSubmitted);
        assertThat(open("aze.authority", request, wrong).body()).isEqualTo(pdf(300, 1));
        assertThat(open("tur.planner", request, wrong).body()).isEqualTo(pdf(300, 1));
        for (var account : List.of("tur.planner", "aze.security")) {
            assertThat(manifest(account, request)).as(account).hasSize(2);
        }
        assertThat(audit(request, "visit.attachmentRemoved")).containsExactly("tur.planner TUR OTHER:" + wrong);
        assertThat(key(remove("tur.planner", request, plan), 409)).isEqualTo("visit.fileIsHandedOver");
    }

    /** What goes without the file then is an amendment, or nothing any more. */
    @Test
    void saysWhenAFileOfAnAnsweredRequestCanBeLeftOut() {
        var permitted = prepared();
        var evidence = added("tur.planner", permitted, "INSURANCE", 1, "police.pdf", pdf(300, 1));
        transmit(permitted);
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete(
                    "aze." + desk, permitted, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        walk.complete("aze.authority", permitted, HostApprovalProcess.DECIDE_REQUEST, CaseWalk.approval(1));
        walk.permit("tur.planner", permitted);

        assertThat(key(remove("tur.planner", permitted, evidence), 409)).isEqualTo("visit.fileIsPermitted");

        walk.complete(
                "aze.registry",
                permitted,
                "userTask_closeVisit",
                CaseWalk.answer("REVOKE").put("reason", "Storm"));
        Awaitility.await().untilAsserted(() -> assertThat(key(remove("tur.planner", permitted, evidence), 409))
                .isEqualTo("visit.caseIsOver"));
        assertThat(file("tur.planner", permitted, evidence).get("mayRemove").asBoolean())
                .isFalse();
    }

    private List<String> ids(String account, String request) {
        return walk.read(account, files(request)).get("items").findValuesAsText("id");
    }

    /** What earlier releases kept of a submission lists no files: none is set aside for it. */
    @Test
    void removesForGoodWhatNoSubmissionLists() {
        var request = prepared();
        walk.complete("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        returnToSender(request);
        var late = added("tur.planner", request, "OTHER", null, "late.pdf", pdf(300, 1));
        var before = rows();
        var more = added("tur.planner", request, "OTHER", null, "more.pdf", pdf(300, 2));

        assertThat(remove("tur.planner", request, more).statusCode()).isEqualTo(204);

        assertThat(rows()).isEqualTo(before);
        assertThat(open("tur.planner", request, late).statusCode()).isEqualTo(200);
    }

    @Test
    @NeedsChromium
    void areShownToBothSidesWithWhatWasSubmittedAndReceivedEarlier() throws Exception {
        var request = prepared();
        var policy = added("tur.planner", request, "INSURANCE", 1, "police.pdf", pdf(300, 1));
        walk.complete("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        returnToSender(request);
        remove("tur.planner", request, policy);
        var plan = added("tur.planner", request, "OTHER", null, "plan.pdf", pdf(300, 2));
        walk.complete("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST, CaseWalk.answer("SUBMIT"));
        sign(request);
        returnByHostAndSubmitAgain(request);
        try (var browser = Browser.open(1440, 1000)) {
            assertThat(shownThen(browser, "tur.planner", request, "#mushterek-submissions", "[data-submission='1']"))
                    .contains("police.pdf", Sha256.of(pdf(300, 1)))
                    .doesNotContain("plan.pdf");
            assertThat(browser.driver().findElement(By.linkText("police.pdf")).getDomProperty("href"))
                    .endsWith(files(request) + "/" + policy);
            browser.wholePicture("submitted-own");
            browser.becomeTelephone();
            assertThat(browser.fitsTelephone()).isTrue();
            browser.wholePicture("submitted-own-narrow");
            browser.becomeWindow();
            assertThat(shownThen(browser, "aze.authority", request, "#mushterek-received", "[data-revision='1']"))
                    .contains("plan.pdf", Sha256.of(pdf(300, 2)))
                    .doesNotContain("police.pdf");
            assertThat(browser.driver().findElements(By.cssSelector("[data-revision]")))
                    .hasSize(2);
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#mushterek-received [data-then] a"))
                            .getDomProperty("href"))
                    .endsWith(files(request) + "/" + plan);
            browser.wholePicture("received-each");
            browser.becomeTelephone();
            assertThat(browser.fitsTelephone()).isTrue();
            browser.wholePicture("received-each-narrow");
        }
    }

    private String shownThen(Browser browser, String account, String request, String section, String button)
            throws Exception {
        browser.signIn(port, account);
        browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + request));
        until(browser, "document.querySelector('" + section + "')");
        browser.driver().findElement(By.cssSelector(section + " summary")).click();
        until(browser, "document.querySelector(\"" + section + " " + button + "\")");
        browser.driver().findElement(By.cssSelector(section + " " + button)).click();
        until(browser, "document.querySelector('" + section + " [data-then] h5')");
        return browser.driver()
                .findElement(By.cssSelector(section + " [data-then]"))
                .getText();
    }

    private void returnByHost(String request, String comment) {
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, request, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        walk.complete(
                "aze.authority",
                request,
                HostApprovalProcess.DECIDE_REQUEST,
                CaseWalk.answer("RETURNED").put("reasonCode", "INCOMPLETE").put("comment", comment));
    }

    private void returnByHostAndSubmitAgain(String request) {
        returnByHost(request, "Route");
        walk.complete("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST, CaseWalk.answer("SUBMIT"));
        sign(request);
    }

    private void returnToSender(String request) {
        walk.complete(
                "tur.security",
                request,
                VisitRequestProcess.CERTIFY_ROSTER,
                CaseWalk.answer("RETURN").put("reason", "Line 2"));
    }

    private List<String> filesOf(String account, String document) {
        var told = new ArrayList<String>();
        for (var file : walk.read(account, document).get("files")) {
            told.add(file.get("line").asText() + " " + file.get("name").asText() + " "
                    + file.get("id").asText());
        }
        return told;
    }

    // --- Evidence and its days. ---

    /** The demonstration's roll says nothing of insurance: what is attached decides. */
    @Test
    void judgesByTheDaysOfAttachedEvidence() {
        var request = prepared();
        assertThat(insuranceTold(request)).containsExactly("visitors");
        var visit = walk.read("tur.planner", "/api/visit-requests/" + request).get("document");
        var first = LocalDate.parse(visit.get("from").asText());
        var last = LocalDate.parse(visit.get("to").asText());

        var tooShort = evidence(request, "wholeRoll=true", first, last.minusDays(1));
        assertThat(insuranceTold(request)).hasSize(30).startsWith("line 1, attachments");
        assertThat(evidence(request, "wholeRoll=true", first, last)).isNotEqualTo(tooShort);
        assertThat(insuranceTold(request)).isEmpty();

        transmit(request);
        var listed = walk.read("aze.border", "/api/visit-requests/" + request + "/revisions/1")
                .at("/document/files");
        assertThat(listed.findValuesAsText("validUntil"))
                .containsExactly(last.minusDays(1).toString(), last.toString());
        assertThat(walk.read("aze.medical", "/api/host-cases/" + request).toString())
                .doesNotContain("MED-03\",\"result\":\"BREACHED");
    }

    @Test
    void saysWhatIsWrongWithTheDaysOfEvidence() {
        var request = prepared();
        var day = LocalDate.of(2027, 1, 1);
        assertThat(placesOf(request, "INSURANCE", "line=1", day, day.minusDays(1)))
                .containsExactly("validUntil");
        assertThat(placesOf(request, "INSURANCE", "line=1", null, day)).containsExactly("validFrom");
        assertThat(placesOf(request, "OTHER", null, day, day)).containsExactly("validFrom");
        assertThat(placesOf(request, "FITNESS", "line=1&wholeRoll=true", day, day))
                .containsExactly("line");
        assertThat(placesOf(request, "OTHER", "wholeRoll=true", null, null)).containsExactly("line");
    }

    private List<String> insuranceTold(String request) {
        var judged = walk.send(
                "tur.planner", "POST", "/api/visit-requests/" + request + "/judgement", "", "application/json", null);
        var places = new ArrayList<String>();
        for (var list : List.of("findings", "warnings")) {
            for (var finding : Client.json(judged).get(list)) {
                if (finding.get("code").asText().equals("MED-03")) {
                    places.add(finding.get("place").asText());
                }
            }
        }
        return places;
    }

    private String evidence(String request, String whose, LocalDate from, LocalDate until) {
        var added = dated(request, "INSURANCE", whose, from, until);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Client.json(added).get("id").asText();
    }

    private List<String> placesOf(
            String request, String kind, @Nullable String whose, @Nullable LocalDate from, @Nullable LocalDate until) {
        var refused = dated(request, kind, whose, from, until);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        return Client.json(refused).get("findings").findValuesAsText("place");
    }

    /** The same file each time; what is said of it stands in the address. */
    private HttpResponse<String> dated(
            String request, String kind, @Nullable String whose, @Nullable LocalDate from, @Nullable LocalDate until) {
        var query = Stream.of(
                        whose, from == null ? null : "validFrom=" + from, until == null ? null : "validUntil=" + until)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("&", "?kind=" + kind + "&", ""));
        return send("tur.planner", files(request) + query, FileFixture.form(null, null, "a.pdf", pdf(300, 1)));
    }

    // --- Files of messages. ---

    @Test
    void listsFilesOfMessagesInTheManifestAndInTheNextDocument() {
        var request = prepared();
        var evidence = added("tur.planner", request, "OTHER", null, "plan.pdf", pdf(300, 1));
        transmit(request);
        var ofHost = added("aze.border", request, "MESSAGE", null, "route.pdf", pdf(300, 2));
        assertThat(say("aze.border", request, "BOTH", ofHost).statusCode()).isEqualTo(201);
        var ofSender = added("tur.planner", request, "MESSAGE", null, "answer.pdf", pdf(300, 3));
        var message = Client.json(say("tur.planner", request, "BOTH", ofSender))
                .get("id")
                .asText();
        var national = added("tur.planner", request, "MESSAGE", null, "own.pdf", pdf(300, 4));
        assertThat(say("tur.planner", request, "OWN_SIDE", national).statusCode())
                .isEqualTo(201);

        for (var account : List.of("tur.security", "aze.registry")) {
            assertThat(manifest(account, request))
                    .containsExactly(
                            "TUR OTHER 1 " + evidence + " " + Sha256.of(pdf(300, 1)),
                            "AZE MESSAGE null " + ofHost + " " + Sha256.of(pdf(300, 2)),
                            "TUR MESSAGE null " + ofSender + " " + Sha256.of(pdf(300, 3)));
        }
        assertThat(get("aze.guard", files(request) + "/manifest").statusCode()).isEqualTo(404);
        returnByHostAndSubmitAgain(request);
        var listed = walk.read("aze.border", "/api/visit-requests/" + request + "/revisions/2")
                .at("/document/files");
        assertThat(listed.findValuesAsText("id")).containsExactly(evidence, ofSender);
        assertThat(listed.get(1).get("messageId").asText()).isEqualTo(message);

        // What a message brought is what is opened, or nothing is.
        assertThat(open("tur.planner", request, ofHost).statusCode()).isEqualTo(200);
        database.sql("update visit_thread_message set files_sha256 = ? where id ="
                        + " (select message_id from visit_attachment where id = ?)")
                .params("0".repeat(64), ofHost)
                .update();
        assertThat(refusal("tur.planner", request, ofHost, 409)).isEqualTo("visit.fileIsNotAsKept");
    }

    private List<String> manifest(String account, String request) {
        var lines = new ArrayList<String>();
        for (var line : walk.read(account, files(request) + "/manifest")) {
            lines.add("%s %s %s %s %s"
                    .formatted(
                            line.get("side").asText(),
                            line.get("kind").asText(),
                            line.get("revision").asText(),
                            line.get("id").asText(),
                            line.get("sha256").asText()));
        }
        return lines;
    }

    @Test
    void goesWithAMessageToWhoReadsIt() {
        var request = prepared();
        transmit(request);
        var shared = added("aze.border", request, "MESSAGE", null, "route.pdf", pdf(300, 1));
        var own = added("aze.border", request, "MESSAGE", null, "own.pdf", pdf(300, 2));
        assertThat(open("aze.border", request, shared).statusCode()).isEqualTo(200);
        assertThat(open("aze.planner", request, shared).statusCode()).isEqualTo(404);

        assertThat(say("aze.planner", request, "BOTH", shared).statusCode()).isEqualTo(400);
        assertThat(say("aze.border", request, "BOTH", shared, shared).statusCode())
                .isEqualTo(400);
        var message = say("aze.border", request, "BOTH", shared);
        assertThat(message.statusCode()).as(message.body()).isEqualTo(201);
        assertThat(say("aze.border", request, "OWN_SIDE", own).statusCode()).isEqualTo(201);

        assertThat(open("tur.planner", request, shared).statusCode()).isEqualTo(200);
        assertThat(open("tur.planner", request, own).statusCode()).isEqualTo(404);
        assertThat(open("aze.planner", request, own).statusCode()).isEqualTo(200);
        assertThat(file("tur.planner", request, shared).get("messageId").asText())
                .isEqualTo(Client.json(message).get("id").asText());
        assertThat(get("tur.planner", "/api/visit-requests/" + request).body()).doesNotContain("own.pdf", own);
        assertThat(say("aze.border", request, "BOTH", own).statusCode()).isEqualTo(400);
        assertThat(key(remove("aze.border", request, own), 409)).isEqualTo("visit.fileIsOfMessage");
        assertThat(key(remove("aze.border", request, shared), 409)).isEqualTo("visit.fileIsOfMessage");
    }

    @Test
    void givesEvidenceWithAnAnswerAndStillOnlyToMedicalOfficers() {
        var request = prepared();
        transmit(request);
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, request, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        walk.complete(
                "aze.authority",
                request,
                HostApprovalProcess.DECIDE_REQUEST,
                CaseWalk.answer("QUESTION").put("text", "Is line 2 fit?"));
        walk.task("tur.planner", request, VisitRequestProcess.ANSWER_QUESTION);
        var evidence = added("tur.planner", request, "FITNESS", 2, "fit.pdf", pdf(300, 1));
        assertThat(open("aze.medical", request, evidence).statusCode()).isEqualTo(404);

        assertThat(say("tur.planner", request, "OWN_SIDE", evidence).statusCode())
                .isEqualTo(400);
        var answer = message("BOTH", evidence).put("kind", "ANSWER");
        var told = walk.send("tur.planner", "POST", messages(request), answer.toString(), "application/json", null);

        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
        assertThat(open("aze.medical", request, evidence).statusCode()).isEqualTo(200);
        assertThat(open("aze.authority", request, evidence).statusCode()).isEqualTo(403);
    }

    @Test
    void goWithAQuestionAndItsAnswerInTheTaskItself() {
        var request = prepared();
        transmit(request);
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, request, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        var map = added("aze.authority", request, "MESSAGE", null, "map.pdf", pdf(300, 1));
        var ofAnother = added("aze.border", request, "MESSAGE", null, "own.pdf", pdf(300, 2));
        var question = CaseWalk.answer("QUESTION").put("text", "Which of these ranges?");
        question.putArray("attachments").add(map).add(ofAnother);
        var task = walk.task("aze.authority", request, HostApprovalProcess.DECIDE_REQUEST);
        walk.send("aze.authority", "POST", "/api/tasks/" + task + "/claim", "{}", "application/json", null);
        var refused = walk.send(
                "aze.authority",
                "POST",
                "/api/tasks/" + task + "/completion",
                question.toString(),
                "application/json",
                null);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("place"))
                .containsExactly("attachments[1]");

        question.putArray("attachments").add(map);
        walk.complete("aze.authority", request, HostApprovalProcess.DECIDE_REQUEST, question);
        walk.task("tur.planner", request, VisitRequestProcess.ANSWER_QUESTION);
        assertThat(open("tur.planner", request, map).statusCode()).isEqualTo(200);
        assertThat(open("tur.planner", request, ofAnother).statusCode()).isEqualTo(404);

        var drawn = added("tur.planner", request, "MESSAGE", null, "drawn.pdf", pdf(300, 4));
        var answer = JSON.createObjectNode().put("text", "The second");
        answer.putArray("attachments").add(drawn);
        walk.complete("tur.planner", request, VisitRequestProcess.ANSWER_QUESTION, answer);
        assertThat(open("aze.planner", request, drawn).statusCode()).isEqualTo(200);
        assertThat(file("aze.planner", request, drawn).get("messageId").isNull())
                .isFalse();
    }

    // --- The page. ---

    @Test
    @NeedsChromium
    void areAddedAndSentOnThePageOfTheCase(@TempDir Path folder) throws Exception {
        var request = prepared();
        var policy = Files.write(folder.resolve("Poli\u00E7e.pdf"), pdf());
        var program = Files.write(folder.resolve("program.pdf"), text("MZ\u0090"));
        var large = Files.write(folder.resolve("large.pdf"), pdf(5 * MIB + 1, 1));
        try (var browser = Browser.open(390, 900)) {
            var driver = browser.driver();
            var address = "http://127.0.0.1:" + port;
            browser.signIn(port, "tur.planner");
            browser.show(URI.create(address + "/cases#" + request));
            until(browser, "document.querySelector('[data-files=addFiles]')");

            var files = driver.findElement(By.cssSelector("[data-files=addFiles]"));
            files.sendKeys(policy.toString());
            until(browser, "document.body.textContent.includes('\u00D6nce neyi g\u00F6sterdi\u011Fini se\u00E7in.')");
            new Select(driver.findElement(By.name("file-kind"))).selectByValue("INSURANCE");
            new Select(driver.findElement(By.name("file-line"))).selectByValue("2");
            files.sendKeys(policy + "\n" + program + "\n" + large);
            until(browser, "document.querySelectorAll('.m-files li.m-bad').length === 2");
            var faults = driver.findElements(By.cssSelector(".m-files li.m-bad"));
            assertThat(faults.get(0).getText()).contains("program.pdf", "PDF, JPEG veya PNG");
            assertThat(faults.get(1).getText()).contains("large.pdf", "5,1 MiB");
            assertThat(driver.findElement(By.id("cases")).getText()).contains("Poli\u00E7e.pdf", "Sigorta 1");

            driver.findElement(By.cssSelector("[data-files=attachFiles]")).sendKeys(policy.toString());
            until(browser, "document.querySelector('.m-writes .m-files a')");
            driver.findElement(By.name("message")).sendKeys("Ekte");
            driver.findElement(By.cssSelector("[data-send=message]")).click();
            until(browser, "document.querySelector('.m-writes .m-alert')");
            new Select(driver.findElement(By.name("release"))).selectByValue("OWN_SIDE");
            driver.findElement(By.cssSelector("[data-send=message]")).click();
            until(browser, "document.querySelector('.m-message .m-files a')");
            assertThat(driver.findElement(By.cssSelector(".m-message")).getText())
                    .contains("Ekte", "Poli\u00E7e.pdf");
            assertThat(driver.findElements(By.cssSelector(".m-writes .m-alert")))
                    .isEmpty();
            assertThat(driver.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
            browser.screenshot("attachments");
        }
        var kept = walk.read("tur.planner", files(request)).get("items");
        assertThat(kept.findValuesAsText("kind")).containsExactly("INSURANCE", "MESSAGE");
        assertThat(kept.get(0).get("line").asInt()).isEqualTo(2);
    }

    @Test
    @NeedsChromium
    void areSetAsideOnThePageOfACaseThatIsBack() throws Exception {
        var request = prepared();
        var wrong = added("tur.planner", request, "OTHER", null, "yanl\u0131\u015F.pdf", pdf(300, 1));
        transmit(request);
        returnByHost(request, "Wrong file");
        walk.task("tur.planner", request, VisitRequestProcess.CORRECT_REQUEST);
        try (var browser = Browser.open(1440, 1000)) {
            browser.signIn(port, "tur.planner");
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + request));
            var button = "[data-remove='" + wrong + "']";
            until(browser, "document.querySelector(\"" + button + "\")");
            browser.driver()
                    .executeScript("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
            assertThat(browser.find(button).getText()).isEqualTo("Dosyay\u0131 ay\u0131r");
            assertThat(browser.driver().findElement(By.id("cases")).getText())
                    .contains("Ayr\u0131lan dosya sonraki revizyonla gitmez.");
            browser.assertAccessible("a file to set aside");
            browser.wholePicture("file-to-set-aside");
            browser.becomeTelephone();
            assertThat(browser.fitsTelephone()).isTrue();
            browser.wholePicture("file-to-set-aside-narrow");
            browser.becomeWindow();

            browser.find(button).click();
            until(browser, "!document.querySelector(\"" + button + "\")");
        }
        assertThat(ids("tur.planner", request)).isEmpty();
        assertThat(ids("aze.security", request)).containsExactly(wrong);
    }

    private static void until(Browser browser, String condition) {
        browser.patiently().withMessage(condition).until(shown -> browser.driver()
                .executeScript("return Boolean(" + condition + ")"));
    }

    // --- Doors. ---

    private static String files(String number) {
        return "/api/visit-requests/" + number + "/attachments";
    }

    private static String messages(String number) {
        return "/api/visit-requests/" + number + "/messages";
    }

    private HttpResponse<String> say(String account, String request, String release, String... files) {
        return walk.send(
                account, "POST", messages(request), message(release, files).toString(), "application/json", null);
    }

    private static ObjectNode message(String release, String... files) {
        var message = JSON.createObjectNode().put("release", release).put("text", "See the file");
        List.of(files).forEach(message.putArray("attachments")::add);
        return message;
    }

    private String added(
            String account, String request, String kind, @Nullable Integer line, String name, byte[] content) {
        var answer = add(account, request, kind, line, name, content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).get("id").asText();
    }

    private HttpResponse<String> add(
            String account,
            String request,
            @Nullable String kind,
            @Nullable Integer line,
            String name,
            byte[] content) {
        return walk.upload(account, request, kind, line, name, content);
    }

    private HttpResponse<String> send(String account, String path, byte[] form) {
        return send(account, path, BodyPublishers.ofByteArray(form));
    }

    private HttpResponse<String> send(String account, String path, BodyPublisher form) {
        return walk.upload(account, path, form);
    }

    private HttpResponse<byte[]> open(String account, String request, String id) {
        var client = walk.client(account);
        return client.sendForBytes(client.request(files(request) + "/" + id).GET());
    }

    private HttpResponse<String> remove(String account, String request, String id) {
        return walk.send(account, "DELETE", files(request) + "/" + id, "", "application/json", null);
    }

    private HttpResponse<String> get(String account, String path) {
        return walk.client(account).get(path);
    }

    private JsonNode file(String account, String request, String id) {
        for (var item : walk.read(account, files(request)).get("items")) {
            if (item.get("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError(account + " sees no " + id);
    }

    private List<String> story(String account, String path) {
        var entries = new ArrayList<String>();
        for (var entry : walk.read(account, path).get("story")) {
            entries.add(entry.get("account").asText() + " " + entry.get("event").asText() + " "
                    + entry.get("detail").asText());
        }
        return entries;
    }

    private List<String> audit(String request, String action) {
        return database.sql("select account || ' ' || side || ' ' || detail from audit_entry where case_number = ?"
                        + " and action = ? order by id")
                .params(request, action)
                .query(String.class)
                .list();
    }

    private String rows() {
        return Stream.of("visit_attachment", "visit_attachment_piece")
                .map(table -> database.sql("select count(*) from " + table)
                        .query(String.class)
                        .single())
                .collect(Collectors.joining(" "));
    }

    private String refusal(String account, String request, String file, int status) {
        var answer = open(account, request, file);
        assertThat(answer.statusCode()).isEqualTo(status);
        return tree(new String(answer.body(), StandardCharsets.UTF_8))
                .get("type")
                .asText()
                .replace("urn:mushterek:problem:", "");
    }

    private static String key(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        return Client.json(answer).get("type").asText().replace("urn:mushterek:problem:", "");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(" | ", answer.headers().allValues(name));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
