package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mushterek.build.Browser;
import org.mushterek.build.ByHand;
import org.mushterek.build.LoopbackServer;
import org.mushterek.build.NeedsChromium;
import org.mushterek.build.StoredText;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Whatever officers write stays text, and stays where it belongs: on their screens and papers, in the product's tables. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:hostile-text;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/hostile-text",
            "logging.level.org.mushterek=DEBUG",
            // By itself the engine keeps no history: here all that ever entered it can be looked for.
            "camunda.bpm.history-level=full"
        })
@ActiveProfiles("demo")
class HostileTextIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Short enough for a telephone number: AngularJS and Thymeleaf must not count it, a browser must not build it. */
    private static final String SHORT = "A{{7*7}}Z ${7*7} <img src=x onerror=window.hit=1>";

    /** Sets a header, leads a spreadsheet astray, turns the writing direction, needs four bytes. */
    private static final String TRICKS =
            "=1+1\r\nX-Hit: 1\r\n\u202Egnp.exe\u202C \uD83D\uDE00 <script>window.hit=1</script>";

    private static final String CANARY = "Kanarya-7391-";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    /** What is done where a task waits, before it is answered. */
    private interface Look {
        void at(String account, String task) throws IOException;
    }

    @Test
    @NeedsChromium
    void runsNowhereAndIsShownAsWritten() throws Exception {
        var fetched = new AtomicInteger();
        var seen = new ArrayList<String>();
        try (var elsewhere = new LoopbackServer(exchange -> {
                    fetched.incrementAndGet();
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
                var browser = Browser.open()) {
            var walk = new CaseWalk(port, PATIENCE);
            var images = "<img src='file:///etc/passwd'><img src='" + elsewhere.address("/hit.png") + "'>";
            var signedIn = new String[] {""};
            var number = walk(walk, "tur", "aze", "QAFQAZ-QARTALI", SHORT, SHORT + images + TRICKS, (account, task) -> {
                if (!signedIn[0].equals(account)) {
                    signIn(browser, account);
                    signedIn[0] = account;
                }
                seen.add(account + " " + step(walk, account, task));
                assertShownAsWritten(browser, walk, account, task);
            });

            assertPaperIsAsWritten(walk, number);
            assertThat(fetched).hasValue(0);
        }
        assertThat(new TreeSet<>(seen))
                .isEqualTo(new TreeSet<>(List.of(
                        "tur.planner " + VisitRequestProcess.PREPARE_REQUEST,
                        "tur.planner " + VisitRequestProcess.CORRECT_REQUEST,
                        "tur.commander " + VisitRequestProcess.DECIDE_WAIVER,
                        "tur.security " + VisitRequestProcess.CERTIFY_ROSTER,
                        "tur.authority " + VisitRequestProcess.ENDORSE_REQUEST,
                        "tur.planner " + VisitRequestProcess.FOLLOW_REQUEST,
                        "tur.planner " + VisitRequestProcess.ANSWER_QUESTION,
                        "aze.security " + HostApprovalProcess.REVIEW_AT_DESK,
                        "aze.range " + HostApprovalProcess.REVIEW_AT_DESK,
                        "aze.medical " + HostApprovalProcess.REVIEW_AT_DESK,
                        "aze.border " + HostApprovalProcess.REVIEW_AT_DESK,
                        "aze.authority " + HostApprovalProcess.DECIDE_REQUEST,
                        "aze.authority " + VisitPermitProcess.REVIEW_SUSPENSION,
                        "aze.registry " + VisitPermitProcess.CLOSE_VISIT)));
    }

    @Test
    void isRefusedInARollWithTheLineThatHoldsIt() {
        var walk = new CaseWalk(port, PATIENCE);
        var number = walk.open("tur.planner");
        var roll = CaseWalk.roll("tur");
        for (var name : List.of("=1+1", "{{7*7}}", "<script>", "Yıldırım\u202E", "\uD83D\uDE00")) {
            var refused = walk.send(
                    "tur.planner",
                    "PUT",
                    "/api/visit-requests/" + number + "/roster",
                    roll.replace(";Yıldırım;", ";" + name + ";"),
                    "text/csv",
                    1);

            assertThat(refused.statusCode()).as(name).isEqualTo(400);
            assertThat(Client.json(refused).get("findings")).as(name).hasSize(1);
        }
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + number)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void leavesNothingOfPersonsAndRemarksInTheLogOrTheEngine(CapturedOutput output) throws Exception {
        LoggerFactory.getLogger("org.mushterek.visit").debug("this line is captured");
        var walk = new CaseWalk(port, PATIENCE);
        var texts = CANARY + "text";
        var number = walk(walk, "aze", "tur", "YILDIZ-TOROS", CANARY + "short", texts, (account, task) -> {});
        provokeErrors(walk);

        var canaries = canariesOfRoll("aze");
        canaries.add(CANARY);
        assertThat(output.getAll()).contains("this line is captured");
        assertThat(canaries).hasSizeGreaterThan(100).noneMatch(output.getAll()::contains);
        assertThat(StoredText.tablesHolding(database, "ACT_", canaries)).isEmpty();
        // What persons are and what officers wrote is sealed wherever it is kept.
        assertThat(StoredText.tablesHolding(database, "", canaries)).isEmpty();
        assertThat(StoredText.tablesHolding(database, "ACT_", List.of(number))).contains("ACT_HI_PROCINST");
    }

    /** Walks a case with these texts in every field, back and forth, to a revoked permit. */
    private String walk(CaseWalk walk, String sender, String host, String exercise, String line, String text, Look look)
            throws Exception {
        var planner = sender + ".planner";
        var content = everyField(walk.lawfulContent(sender, host, exercise), line, text);
        content.putArray("customsMovements")
                .addObject()
                .put("serialNumber", (sender.equals("tur") ? "TR" : "AZ") + "20270118UN000001")
                .put("copies", 5)
                .put("goods", line);
        // Out of the yearly plan, so that somebody has to write why it may come all the same.
        ByHand.change(database, "update exercise set plan_line = null where code = ?", exercise);
        var number = walk.openFilled(sender, content);
        var added = walk.upload(
                planner,
                number,
                "OTHER",
                null,
                line,
                FileFixture.joined(FileFixture.text("%PDF-1.7 " + CANARY), FileFixture.text("content %%EOF")));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(Client.json(added).get("scan").asText()).isEqualTo("NOT_SCANNED");
        step(walk, look, planner, number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        step(walk, look, sender + ".commander", number, VisitRequestProcess.DECIDE_WAIVER, waiver(text));
        var opened = certificationOpened(number);
        step(
                walk,
                look,
                sender + ".security",
                number,
                VisitRequestProcess.CERTIFY_ROSTER,
                answer("RETURN").put("reason", text));
        step(walk, look, planner, number, VisitRequestProcess.CORRECT_REQUEST, answer("SUBMIT"));
        step(walk, look, sender + ".commander", number, VisitRequestProcess.DECIDE_WAIVER, waiver(text));
        assertThat(certificationOpened(number)).isAfter(opened);
        step(walk, look, sender + ".security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        step(walk, look, sender + ".authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        for (var desk : List.of("security", "range", "medical", "border")) {
            step(
                    walk,
                    look,
                    host + "." + desk,
                    number,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer("CONDITIONS").put("remark", text));
        }
        for (var writer : List.of(planner, host + ".authority")) {
            for (var release : List.of("OWN_SIDE", "BOTH")) {
                var message = JSON.createObjectNode().put("release", release).put("text", text);
                var path = "/api/visit-requests/" + number + "/messages";
                var answer = walk.send(writer, "POST", path, message.toString(), "application/json", null);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            }
        }
        look.at(planner, walk.task(planner, number, VisitRequestProcess.FOLLOW_REQUEST));
        step(
                walk,
                look,
                host + ".authority",
                number,
                HostApprovalProcess.DECIDE_REQUEST,
                answer("QUESTION").put("text", text));
        step(
                walk,
                look,
                planner,
                number,
                VisitRequestProcess.ANSWER_QUESTION,
                JSON.createObjectNode().put("text", text));
        var approval = approval(1)
                .put("action", "APPROVED_WITH_LIMITS")
                .put("reasonCode", "OTHER")
                .put("comment", text)
                .put("limits", text)
                .put("remark", text);
        ((ObjectNode) approval.get("sites").get(0)).put("limits", line);
        step(walk, look, host + ".authority", number, HostApprovalProcess.DECIDE_REQUEST, approval);
        walk.permit(planner, number);
        CaseWalk.begin(database, number);
        walk.arrived(host, number, line, text);
        walk.suspended(host + ".registry", number, text);
        step(
                walk,
                look,
                host + ".authority",
                number,
                VisitPermitProcess.REVIEW_SUSPENSION,
                answer("REINSTATE").put("text", text));
        step(
                walk,
                look,
                host + ".registry",
                number,
                VisitPermitProcess.CLOSE_VISIT,
                answer("REVOKE").put("reason", text));
        return number;
    }

    private static ObjectNode waiver(String reason) {
        var answer = JSON.createObjectNode();
        answer.putArray("waivers")
                .addObject()
                .put("rule", "LEG-05")
                .put("action", "GRANT")
                .put("reason", reason);
        return answer;
    }

    private static void step(CaseWalk walk, Look look, String account, String number, String step, ObjectNode answer)
            throws IOException {
        var task = walk.task(account, number, step);
        look.at(account, task);
        walk.completeTask(account, task, answer);
    }

    private static String step(CaseWalk walk, String account, String task) {
        return walk.read(account, "/api/tasks/" + task).get("step").asText();
    }

    private static ObjectNode everyField(ObjectNode content, String line, String text) {
        content.put("purpose", text)
                .put("justification", text)
                .put("remarks", text)
                .put("armed", true);
        var site = (ObjectNode) content.get("sites").get(0);
        site.put("name", line).put("address", line).put("phone", line);
        for (var contact : List.of("pointOfContact", "securityOfficer")) {
            site.putObject(contact).put("name", line).put("phone", line).put("email", line);
        }
        for (var contact : List.of("pointOfContact", "securityOfficer")) {
            content.putObject(contact).put("name", line).put("phone", line).put("email", line);
        }
        content.putArray("arms")
                .addObject()
                .put("type", line)
                .put("serialNumber", line)
                .put("quantity", 1);
        content.putObject("parliamentaryAuthorisation").put("state", "GRANTED").put("reference", line);
        everyBox(content.putObject("particulars"), line, text);
        everyAnnex(content.putObject("annexes"), line);
        content.putObject("certification")
                .put("authority", line)
                .put("reference", line)
                .put("certifiedOn", "2026-10-05")
                .put("validUntil", "2030-12-31");
        content.putObject("medicalSupplies").put("persons", 30).put("days", 90).put("reference", line);
        return content;
    }

    private static void everyBox(ObjectNode particulars, String line, String text) {
        particulars.put("sendingReference", line).put("purposeTranslated", text).put("accessCaveat", line);
        particulars
                .putObject("requestingEntity")
                .put("name", line)
                .put("address", line)
                .put("email", line)
                .put("phone", line);
        particulars.putObject("pertinentTo").put("name", line);
        particulars.putObject("requestingAuthority").put("name", line).put("address", line);
        particulars
                .putArray("needs")
                .addObject()
                .put("kind", "MEDICAL")
                .put("needed", true)
                .put("details", line);
    }

    private static void everyAnnex(ObjectNode annexes, String line) {
        var registration = line.substring(0, Math.min(40, line.length()));
        annexes.putArray("ammunition")
                .addObject()
                .put("type", line)
                .put("lot", line)
                .put("quantity", 1);
        annexes.putArray("vehicles").addObject().put("type", line).put("registration", registration);
        annexes.putArray("radios").addObject().put("equipment", line).put("frequencyMhz", "243.1");
        annexes.putArray("medicalStores").addObject().put("item", line).put("quantity", 1);
        annexes.putArray("legs")
                .addObject()
                .put("from", line)
                .put("to", line)
                .put("borderPoint", line)
                .put("carrier", line);
    }

    /** When the present certification was opened: a step that opens again is due anew. */
    private Instant certificationOpened(String number) {
        return database.sql("select opened_at from visit_deadline where request_number = ? and step = 'CERTIFICATION'")
                .param(number)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private void signIn(Browser browser, String account) {
        // Away from Tasklist first, which goes on asking in the name of the account before.
        browser.show(URI.create("about:blank"));
        browser.driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.signIn(port, account);
    }

    private void assertShownAsWritten(Browser browser, CaseWalk walk, String account, String task) {
        var number = walk.read(account, "/api/tasks/" + task).get("caseNumber").asText();
        // Tasklist reads the task from what follows the number sign, which alone loads no page.
        browser.show(URI.create("about:blank"));
        browser.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/#/?task=" + task));
        browser.patiently()
                .withMessage(() -> "the form of " + account + " shows " + text(browser))
                .until(driver -> text(browser).contains(number));

        assertThat(text(browser)).contains("A{{7*7}}Z", "${7*7}", "<img src=x onerror=window.hit=1>");
        assertThat(text(browser)).contains("<script>window.hit=1</script>", "<img src='file:///etc/passwd'>");
        assertThat(text(browser)).doesNotContain("A49Z");
        assertThat(browser.driver().executeScript("return window.hit === undefined"))
                .isEqualTo(true);
        assertThat(browser.driver()
                        .findElements(By.cssSelector("img[src='x'], img[src*='hit.png'], img[src^='file:']")))
                .isEmpty();
    }

    /** What the form shows, in its text and in its fields. */
    private static String text(Browser browser) {
        return String.valueOf(browser.driver().executeScript("""
            return Array.from(document.querySelectorAll('.mushterek-task')).map(function (form) {
              return form.textContent + ' ' + Array.from(form.querySelectorAll('input, textarea'))
                .map(function (field) { return field.value; }).join(' ');
            }).join(' ');\
            """));
    }

    private static void assertPaperIsAsWritten(CaseWalk walk, String number) throws Exception {
        var client = walk.client("tur.planner");
        var permit = walk.permit("tur.planner", number).get("number").asText();
        var paper = java.net.http.HttpClient.newHttpClient()
                .send(
                        Client.withBasic(client.request("/").build().uri().getPort(), "tur.planner", "demo")
                                .request("/api/permits/" + permit + "/paper")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.headers().map()).doesNotContainKey("x-hit");
        try (PDDocument document = Loader.loadPDF(paper.body())) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains("A{{7*7}}Z${7*7}<imgsrc=xonerror=window.hit=1>")
                    .contains("<imgsrc='file:///etc/passwd'>")
                    .contains("=1+1X-Hit:1")
                    .contains("<script>window.hit=1</script>")
                    .doesNotContain("A49Z", "root:x:0:0");
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
        }
    }

    /** Requests that go wrong in their form, in a name, in an answer: errors are told, not logged with their content. */
    private static void provokeErrors(CaseWalk walk) {
        var number = walk.open("aze.planner");
        var path = "/api/visit-requests/" + number;
        for (var content : List.of(
                "{\"purpose\": \"" + CANARY + "broken",
                "{\"" + CANARY + "field\": 1}",
                "{\"from\": \"" + CANARY + "day\"}",
                "{\"purpose\": \"" + CANARY + "x".repeat(5000) + "\"}")) {
            assertThat(walk.send("aze.planner", "PUT", path, content, "application/json", 1)
                            .statusCode())
                    .as(content)
                    .isBetween(400, 422);
        }
        var roll = CaseWalk.roll("aze").replace(";PASSPORT;", ";" + CANARY + "paper;");
        assertThat(walk.send("aze.planner", "PUT", path + "/roster", roll, "text/csv", 1)
                        .statusCode())
                .isEqualTo(400);
        var task = walk.task("aze.planner", number, VisitRequestProcess.PREPARE_REQUEST);
        for (var answer : List.of(
                "{\"action\": \"" + CANARY + "action\"}",
                "{\"text\": [\"" + CANARY + "\"]}",
                "{\"" + CANARY + "\": 1}")) {
            assertThat(walk.send(
                                    "aze.planner",
                                    "POST",
                                    "/api/tasks/" + task + "/completion",
                                    answer,
                                    "application/json",
                                    null)
                            .statusCode())
                    .as(answer)
                    .isBetween(400, 422);
        }
        assertThat(walk.upload("aze.planner", number, "OTHER", null, CANARY + ".exe", FileFixture.text(CANARY))
                        .statusCode())
                .isEqualTo(400);
        assertThat(walk.upload("aze.planner", number, CANARY, null, CANARY, FileFixture.pdf())
                        .statusCode())
                .isEqualTo(400);
        assertThat(walk.client("aze.planner")
                        .get("/api/visit-requests/" + CANARY)
                        .statusCode())
                .isEqualTo(404);
    }

    /** Names, document and personal numbers and birth dates of a roll; what is too short to be told from other words is left out. */
    private static List<String> canariesOfRoll(String sender) {
        var canaries = new TreeSet<String>();
        CaseWalk.roll(sender).lines().skip(1).map(line -> line.split(";", -1)).forEach(cells -> {
            for (var cell : List.of(1, 2, 3, 4, 5, 8, 11)) {
                canaries.add(cells[cell]);
            }
            var day = cells[5].split("\\.");
            canaries.add(day[2] + "-" + day[1] + "-" + day[0]);
        });
        canaries.removeIf(canary -> canary.length() < 5);
        return new ArrayList<>(canaries);
    }
}
