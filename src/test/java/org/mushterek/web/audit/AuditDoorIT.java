package org.mushterek.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.ExportCheck;
import org.mushterek.build.Browser;
import org.mushterek.build.EventLogReader;
import org.mushterek.build.NeedsChromium;
import org.mushterek.build.NeedsNode;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.FileFixture;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What auditors and commanders get, through the doors, of one case from its opening to its permit. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:audit-door;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/audit-door"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditDoorIT {

    private static final Path KEYS = Path.of("target", "audit-door", "keys");
    private static final String TUR = "tur.auditor";
    private static final String AZE = "aze.auditor";

    @LocalServerPort
    int port;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private PlatformTransactionManager transactions;

    private CaseWalk walk;
    private String number = "";
    private String permit = "";

    @BeforeEach
    void walkOnce() {
        if (walk == null) {
            walk = new CaseWalk(port, Duration.ofSeconds(30));
            number = walk.openFilled("tur", walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"));
            walk.upload("tur.planner", number, "OTHER", null, "plan.pdf", FileFixture.pdf());
            walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
            walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
            walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
            for (var desk : List.of("security", "range", "medical", "border")) {
                walk.complete("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK, answer("NO_OBJECTION"));
            }
            walk.complete("aze.authority", number, HostApprovalProcess.DECIDE_REQUEST, approval(1));
            permit = walk.permit("tur.planner", number).get("number").asText();
        }
    }

    private List<JsonNode> lines(String account, String query) {
        return StreamSupport.stream(
                        walk.read(account, "/api/audit?" + query).get("items").spliterator(), false)
                .toList();
    }

    private static Set<String> values(List<JsonNode> lines, String field) {
        return lines.stream().map(line -> line.path(field).asText()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void showsToEachSideItsOwnEntries() {
        var tur = lines(TUR, "case=" + number + "&limit=200");
        var aze = lines(AZE, "case=" + number + "&limit=200");

        assertThat(values(tur, "side")).containsExactly("TUR");
        assertThat(values(tur, "action"))
                .contains("visit.opened", "visit.certified", "visit.endorsed", "visit.permitReceived")
                .doesNotContain("visit.deskAnswered");
        assertThat(values(aze, "side")).containsExactly("AZE");
        assertThat(values(aze, "action")).contains("visit.deskAnswered", "visit.permitIssued");
        assertThat(values(tur, "chain")).containsExactly("case:" + number);
        assertThat(values(lines(TUR, "limit=200"), "side")).doesNotContain("AZE");
    }

    @Test
    void filtersAndTurnsPages() {
        var whole = lines(TUR, "case=" + number + "&limit=200");
        var paged = new ArrayList<JsonNode>();
        var query = "case=" + number + "&limit=3";
        for (var page = walk.read(TUR, "/api/audit?" + query); ; ) {
            page.get("items").forEach(paged::add);
            if (page.get("next").isNull()) {
                break;
            }
            page = walk.read(
                    TUR, "/api/audit?" + query + "&before=" + page.get("next").asLong());
        }
        assertThat(paged).hasSizeGreaterThan(6).isEqualTo(whole);
        assertThat(whole)
                .extracting(line -> Instant.parse(line.get("happenedAt").asText()))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));

        assertThat(values(lines(TUR, "by=tur.security"), "account")).containsExactly("tur.security");
        assertThat(values(lines(TUR, "action=visit.endorsed"), "account")).containsExactly("tur.authority");
        assertThat(values(lines(TUR, "action=signIn"), "action"))
                .contains("signIn.accepted")
                .allMatch(action -> action.startsWith("signIn."));
        assertThat(lines(TUR, "to=2001-01-01")).isEmpty();
        assertThat(lines(TUR, "from=2001-01-01&to=2999-01-01&case=" + number)).isNotEmpty();
        assertThat(lines(TUR, "from=2999-01-01")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        for (var query : List.of(
                "limit=0",
                "limit=201",
                "before=0",
                "before=x",
                "from=2027-02-30",
                "from=2027-02-02&to=2027-02-01",
                "acount=x")) {
            var answer = walk.client(TUR).get("/api/audit?" + query);
            assertThat(answer.statusCode()).as(query + ": " + answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tur.planner", "tur.commander", "tur.authority", "tur.admin", "tur.guard", "aze.legal"})
    void isClosedToEverybodyElse(String account) {
        for (var path : List.of("/api/audit", "/api/audit/export", "/api/audit/checkpoints/last")) {
            assertThat(walk.client(account).get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(walk.send(account, "POST", "/api/audit/checkpoints", "", "application/json", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(walk.client(account)
                        .get("/api/reports/event-logs/visit-request.xes")
                        .statusCode())
                .isEqualTo(account.endsWith(".commander") ? 200 : 403);
    }

    /** Every door that shows what identifies a person, or the papers and files of persons. */
    @Test
    void putsEveryReadingOfPersonalDataOnRecord() {
        var file = walk.read("tur.planner", "/api/visit-requests/" + number + "/attachments")
                .at("/items/0/id")
                .asText();
        record Door(String account, String path, String action) {}

        var task = walk.task("aze.registry", number, "userTask_closeVisit");
        for (var door : List.of(
                new Door("tur.planner", "/api/visit-requests/" + number, "visit.dossierRead"),
                new Door("aze.medical", "/api/host-cases/" + number, "visit.dossierRead"),
                new Door("aze.medical", "/api/visit-requests/" + number + "/revisions/1", "visit.dossierRead"),
                new Door("aze.registry", "/api/tasks/" + task, "visit.dossierRead"),
                new Door("tur.security", "/api/visit-requests/" + number + "/identities", "visit.identitiesRead"),
                new Door("aze.border", "/api/host-cases/" + number + "/identities", "visit.identitiesRead"),
                new Door(
                        "tur.planner",
                        "/api/visit-requests/" + number + "/attachments/" + file,
                        "visit.attachmentOpened"),
                new Door("tur.planner", "/api/permits/" + permit + "/paper", "visit.paperRead"),
                new Door("aze.authority", "/api/permits/" + permit + "/paper", "visit.paperRead"))) {
            var auditor = door.account().substring(0, 3) + ".auditor";
            var query = "case=" + number + "&by=" + door.account() + "&action=" + door.action() + "&limit=200";
            var before = lines(auditor, query).size();
            var answer = walk.client(door.account()).get(door.path());
            assertThat(answer.statusCode()).as(door + " " + answer.body()).isEqualTo(200);
            assertThat(lines(auditor, query)).as(door.toString()).hasSize(before + 1);
        }
    }

    @Test
    void putsTheReadingOfTheAuditOnRecord() {
        var before = lines(AZE, "by=aze.auditor&action=audit.read&limit=200").size();

        assertThat(lines(AZE, "by=aze.auditor&action=audit.read&limit=200")).hasSize(before + 1);
        walk.client(AZE).get("/api/audit/export?case=" + number);
        assertThat(lines(AZE, "action=audit.exported").get(0).get("caseNumber").asText())
                .isEqualTo(number);
    }

    /** Entries stay for ever, and whoever types a name into a field has erred. */
    @Test
    void keepsNothingOfAQuestionThatIsNoNumber() {
        assertThat(lines(AZE, "case=Kanaryanov")).isEmpty();
        assertThat(lines(AZE, "case=" + "K".repeat(500))).isEmpty();
        lines(AZE, "case=" + number);

        assertThat(lines(AZE, "by=aze.auditor&action=audit.read&limit=4"))
                .extracting(line -> line.get("detail").asText(null))
                .startsWith(number, null, null);
    }

    @Test
    void handsOutAFileThatProvesItself() throws IOException {
        var answer = walk.client(TUR).get("/api/audit/export");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(answer.body()).contains(number, "visit.endorsed").doesNotContain("aze.", "\"AZE\"", "deskAnswered");
        var outcome = ExportCheck.check(new StringReader(answer.body()), KEYS);
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.chains()).isGreaterThan(1);

        assertThat(ExportCheck.check(
                                new StringReader(answer.body().replaceFirst("visit.endorsed", "visit.endorsee")), KEYS)
                        .faults())
                .anyMatch(fault -> fault.chain().equals("case:" + number));
        assertThat(walk.client(TUR)
                        .get("/api/audit/export?case=VIS-AZE-1999-0001")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ExportCheck.check(
                                new StringReader(walk.client(AZE)
                                        .get("/api/audit/export?case=" + number)
                                        .body()),
                                KEYS)
                        .faults())
                .isEmpty();
    }

    @Test
    void takesACheckpointOnDemand() {
        walk.read(TUR, "/api/audit");
        var taken = Client.json(walk.send(TUR, "POST", "/api/audit/checkpoints", "", "application/json", null))
                .get("checkpoint");

        assertThat(taken.get("number").asLong()).isPositive();
        assertThat(walk.read(AZE, "/api/audit/checkpoints/last")
                        .at("/checkpoint/number")
                        .asLong())
                .isGreaterThanOrEqualTo(taken.get("number").asLong());
    }

    /** By a reader that others wrote. */
    @Test
    @NeedsNode
    void writesALogThatAnotherProgramReads() throws IOException {
        var log = EventLogReader.read(log(TUR, "visit-request"));

        assertThat(log.at("/log/concept:name").asText()).isEqualTo("visit-request");
        assertThat(log.get("extensions").toString())
                .isEqualTo("[\"Concept\",\"Lifecycle\",\"Organizational\",\"Time\"]");
        assertThat(log.get("classifiers").toString())
                .isEqualTo("{\"Task\":\"concept:name\",\"Task and transition\":\"concept:name lifecycle:transition\","
                        + "\"Role\":\"org:group org:role\"}");
        var trace = StreamSupport.stream(log.get("traces").spliterator(), false)
                .filter(each -> each.get("concept:name").asText().equals(number))
                .findFirst()
                .orElseThrow();
        var told = StreamSupport.stream(trace.get("events").spliterator(), false)
                .map(event -> event.get("concept:name").asText() + " "
                        + event.get("lifecycle:transition").asText())
                .toList();
        assertThat(told)
                .startsWith("Prepare visit request schedule")
                .containsSubsequence(
                        "Prepare visit request complete",
                        "Certify nominal roll schedule",
                        "Certify nominal roll complete",
                        "Endorse visit request complete");
        assertThat(trace.at("/events/0/org:role").asText()).isEqualTo("planner");
        assertThat(trace.at("/events/0/org:group").asText()).isEqualTo("TUR");
        assertThat(Instant.parse(trace.at("/events/0/time:timestamp").asText())).isAfter(Instant.EPOCH);
        assertThat(StreamSupport.stream(trace.get("events").spliterator(), false)
                        .filter(event ->
                                event.get("lifecycle:transition").asText().equals("complete"))
                        .map(event -> event.path("org:resource").asText())
                        .filter(name -> !name.isEmpty()))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("TUR-[0-9a-f]{16}"));
    }

    @Test
    void tellsLogsOfOneSideToThatSide() {
        assertThat(log(AZE, "host-approval"))
                .contains(number, "Decide visit request")
                .doesNotContain("aze.");
        assertThat(log(TUR, "host-approval")).doesNotContain(number);
        assertThat(log("tur.commander", "visit-request")).contains(number).doesNotContain("tur.planner", "Yıldırım");
        assertThat(walk.client(TUR).get("/api/reports/event-logs/visit.xes").statusCode())
                .isEqualTo(404);
    }

    @Test
    @NeedsChromium
    void isReadOnAPageInEachLanguageAndOnATelephone() throws IOException {
        var titles = Map.of("az", "Audit jurnalı", "en", "Audit", "tr", "Denetim kayıtları");
        var page = URI.create("http://127.0.0.1:" + port + "/audit");
        try (var browser = Browser.open(1440, 900)) {
            browser.signIn(port, TUR);
            for (var language : List.of("az", "en", "tr")) {
                walk.send(
                        TUR,
                        "PUT",
                        "/api/me/language",
                        "{\"language\":\"" + language + "\"}",
                        "application/json",
                        null);
                browser.show(page);
                seeRows(browser, count -> count > 10);
                assertThat(browser.driver().findElement(By.tagName("h1")).getText())
                        .isEqualTo(titles.get(language));
                browser.screenshot("audit-" + language);
            }
            // What is told in codes is filtered by them.
            browser.driver().findElement(By.name("case")).sendKeys(number);
            browser.driver().findElement(By.name("action")).sendKeys("visit.endorsed");
            seeRows(browser, count -> count == 1);
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#results tbody"))
                            .getText())
                    .contains("tur.authority", "case:" + number);
            new TransactionTemplate(transactions)
                    .executeWithoutResult(any ->
                            trail.record("system", "TUR", null, "exercise.dueDateMoved", "2027-03-01 " + number));
            browser.show(page);
            seeRows(browser, count -> count > 10);
            browser.driver().findElement(By.name("action")).sendKeys("exercise.dueDateMoved");
            seeRows(browser, count -> count == 1);
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#results tbody"))
                            .getText())
                    .as("a day as all pages write it, and the number as it is")
                    .contains("01.03.2027 " + number);
            browser.becomeTelephone();
            browser.show(page);
            seeRows(browser, count -> count > 10);
            browser.screenshot("audit-telephone");
            assertThat(browser.fitsTelephone()).isTrue();
        }
    }

    private static void seeRows(Browser browser, IntPredicate enough) {
        browser.patiently()
                .until(driver -> enough.test(
                        driver.findElements(By.cssSelector("#results tbody tr")).size()));
    }

    private String log(String account, String process) {
        var answer = walk.client(account).get("/api/reports/event-logs/" + process + ".xes");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
