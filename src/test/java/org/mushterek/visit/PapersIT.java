package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Seals;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** The papers of a case as they appear on its way, for those who read them and those who do not. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:papers;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/papers"
        })
@ActiveProfiles("demo")
class PapersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    VisitPapers papers;

    @Autowired
    Permits permits;

    @Autowired
    Seals seals;

    @Autowired
    ObjectMapper json;

    @Autowired
    TransactionTemplate transactions;

    private CaseWalk walk;

    @BeforeEach
    void signIn() {
        walk = new CaseWalk(port, PATIENCE);
    }

    @Test
    void followTheCaseFromDraftToRevocation() throws IOException {
        var number = armedFlight();
        assertDraftsOfTheSender(number);

        transmit(number);
        assertThat(lines("aze.border", number))
                .containsExactly("AIRCRAFT_QUESTIONNAIRE 1 DRAFT", "CUSTOMS_DECLARATION 1 DRAFT");
        assertThat(text(pdf("aze.border", address("aze.border", number, "CUSTOMS_DECLARATION"))))
                .contains("DRAFT, NOT VALID", number + "/CUS-1/r1");

        approve(number);
        var all = new String[] {
            "DECISION_LETTER 1 CURRENT",
            "AIRCRAFT_QUESTIONNAIRE 1 CURRENT",
            "CUSTOMS_DECLARATION 1 CURRENT",
            "GATE_LIST 1 CURRENT",
            "MOVEMENT_ORDER 1 CURRENT"
        };
        assertThat(lines("tur.planner", number)).containsExactlyInAnyOrder(all);
        assertThat(lines("aze.border", number)).containsExactlyInAnyOrder(all);
        assertThat(lines("aze.guard", number))
                .containsExactlyInAnyOrder("GATE_LIST 1 CURRENT", "MOVEMENT_ORDER 1 CURRENT");
        assertThat(lines("aze.medical", number)).containsExactly("DECISION_LETTER 1 CURRENT");
        assertFoundAtTheGate(number);
        assertFinal(number);
        var permit = walk.permit("aze.registry", number).get("number").asText();
        assertThat(text(pdf("aze.registry", "/api/permits/" + permit + "/paper")))
                .contains("MƏXFİ DEYİL · TASNİF DIŞI · UNCLASSIFIED", "mutabakat muhtırası", "anlaşma memorandumu");
        assertClosedToOthers(number);

        assertReplacedWhenTheRollChanges(number);

        walk.complete(
                "aze.registry", number, "userTask_closeVisit", answer("REVOKE").put("reason", "Epidemic"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines("tur.planner", number))
                .filteredOn(line -> line.endsWith("CURRENT"))
                .containsExactly("DECISION_LETTER 1 CURRENT"));
        assertThat(text(pdf(
                        "aze.guard",
                        latest("aze.guard", number, "GATE_LIST").get("address").asText())))
                .contains("VOID")
                .doesNotContain("replaced by");
    }

    @Test
    void tellBothSidesOfARefusalAndOfNothingElse() throws IOException {
        var number = walk.openFilled("aze", walk.lawfulContent("aze", "tur", "YILDIZ-TOROS"));
        walk.complete("aze.planner", number, "userTask_prepareRequest", answer("SUBMIT"));
        walk.complete("aze.security", number, "userTask_certifyRoster", answer("CERTIFY"));
        walk.complete("aze.authority", number, "userTask_endorseRequest", answer("ENDORSE"));
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("tur." + desk, number, "userTask_reviewAtDesk", answer("NO_OBJECTION"));
        }
        walk.complete(
                "tur.authority",
                number,
                "userTask_decideRequest",
                answer("DENIED").put("reasonCode", "NOT_IN_PLAN").put("remark", "canary of the staff"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines("aze.planner", number))
                .containsExactly("DECISION_LETTER 1 CURRENT"));

        assertThat(lines("tur.registry", number)).containsExactly("DECISION_LETTER 1 CURRENT");
        assertThat(text(pdf("aze.planner", address("aze.planner", number, "DECISION_LETTER"))))
                .contains("The host country denies the visit.", "Not in the plan", "Azərbaycan", number + " / 1")
                .doesNotContain("canary");
    }

    @Test
    void drawSerialNumbersForARequestThatIsWritten() {
        var number = walk.open("tur.planner");
        var path = "/api/visit-requests/" + number + "/customs-serials";
        var first = draw("tur.planner", path);
        var second = draw("tur.planner", path);

        var year = Year.now(ZoneId.of("Europe/Istanbul"));
        assertThat(first).matches("TR" + year + "[0-9]{4}NO[0-9]{6}-[0-9]{2}");
        assertThat(CustomsSerial.parse(first)).isPresent();
        assertThat(Integer.parseInt(second.substring(12, 18))).isEqualTo(Integer.parseInt(first.substring(12, 18)) + 1);
        assertThat(post("tur.security", path).statusCode()).isEqualTo(403);
        assertThat(post("aze.planner", path).statusCode()).isEqualTo(404);

        var closed = Client.json(walk.send(
                "tur.planner", "POST", "/api/visit-requests/" + number + "/withdrawal", "", "application/json", 1));
        assertThat(closed.get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(post("tur.planner", path).statusCode()).isEqualTo(409);
    }

    /** On the page of the case, wide and narrow; and where guards look. */
    @Test
    @NeedsChromium
    void areFoundOnThePages() throws IOException {
        var number = armedFlight();
        transmit(number);
        approve(number);
        try (var browser = Browser.open(1440, 1000)) {
            browser.signIn(port, "tur.planner");
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + number));
            var rows = await(browser, "#mushterek-papers tbody tr", 5);
            assertThat(rows.stream().map(WebElement::getText).collect(Collectors.joining("\n")))
                    .contains("Karar yaz\u0131s\u0131", "Toplu intikal emri", "Nizamiye listesi", "PDF");
            for (var row : rows) {
                var address =
                        String.valueOf(row.findElement(By.cssSelector("a")).getDomProperty("href"));
                assertThat(text(pdf("tur.planner", URI.create(address).getPath())))
                        .isNotBlank();
            }
            lookAtPapers(browser);
            browser.screenshot("papers-tr");
            narrow(browser);
            lookAtPapers(browser);
            browser.screenshot("papers-narrow-tr");
            recall(browser);
        }
        try (var browser = Browser.open(1440, 1000)) {
            browser.signIn(port, "aze.registry");
            var task = walk.task("aze.registry", number, "userTask_arrangeReturn");
            assertThat(post("aze.registry", "/api/tasks/" + task + "/claim").statusCode())
                    .isBetween(200, 204);
            browser.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/#/?task=" + task));
            assertThat(await(browser, "[name=return-5] option", 3).get(1).getText())
                    .isEqualTo("ölkədən çıxıb");
            browser.screenshot("record-return-az");
        }
        try (var browser = Browser.open(1440, 1000)) {
            browser.signIn(port, "aze.guard");
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases"));
            var lines = await(browser, "tbody tr", 1);
            assertThat(lines.get(0).getText()).contains("GAT-", "PDF");
            browser.screenshot("gate-lists-az");
            narrow(browser);
            browser.screenshot("gate-lists-narrow-az");
        }
    }

    private static List<WebElement> await(Browser browser, String selector, int atLeast) {
        return browser.patiently().until(shown -> {
            var found = shown.findElements(By.cssSelector(selector));
            return found.size() >= atLeast ? found : null;
        });
    }

    /** From the page of the case, in two steps; then the page tells who is called back. */
    private static void recall(Browser browser) throws IOException {
        await(browser, "#mushterek-recall > summary", 1).get(0).click();
        await(browser, "[name=recall-5]", 1).get(0).click();
        await(browser, "[data-do=recall]", 1).get(0).click();
        browser.driver().executeScript("document.getElementById('mushterek-recall').scrollIntoView()");
        browser.screenshot("recall-narrow-tr");
        await(browser, "[data-do=confirm-recall]", 1).get(0).click();
        var called = await(browser, "#mushterek-recall tbody tr", 1);
        assertThat(called.get(0).getText()).contains("5.", "dönüşü henüz kaydedilmedi");
        browser.driver().executeScript("document.getElementById('mushterek-recall').scrollIntoView()");
        browser.screenshot("recalled-narrow-tr");
    }

    private static void lookAtPapers(Browser browser) {
        browser.driver().executeScript("document.getElementById('mushterek-papers').scrollIntoView()");
    }

    private static void narrow(Browser browser) {
        browser.becomeTelephone();
        assertThat(browser.fitsTelephone()).isTrue();
    }

    @Test
    void giveTheEmptyFormToEverybodyWhoSignsIn() throws IOException {
        for (var account : List.of("tur.admin", "aze.guard", "tur.planner")) {
            assertThat(text(pdf(account, "/api/blank-request-form"))).contains("RFV-2026-11", "Annex 7.");
        }
    }

    private void assertDraftsOfTheSender(String number) throws IOException {
        assertThat(lines("tur.planner", number))
                .containsExactly("AIRCRAFT_QUESTIONNAIRE 1 DRAFT", "CUSTOMS_DECLARATION 1 DRAFT");
        assertThat(text(pdf("tur.planner", address("tur.planner", number, "CUSTOMS_DECLARATION"))))
                .contains("DRAFT, NOT VALID", "Radios", "TR20270215NO000001-", "demo assumption");
        assertThat(text(pdf("tur.air", address("tur.air", number, "AIRCRAFT_QUESTIONNAIRE"))))
                .contains("DRAFT, NOT VALID", "A400M");
        var drafts = "/api/visit-requests/" + number + "/paper-drafts/";
        assertThat(status("tur.medical", drafts + "CUSTOMS_DECLARATION")).isEqualTo(403);
        assertThat(status("tur.planner", drafts + "CUSTOMS_DECLARATION?part=2")).isEqualTo(404);
        assertThat(status("tur.planner", drafts + "CUSTOMS_DECLARATION?part=0")).isEqualTo(404);
        assertThat(status("tur.planner", drafts + "MOVEMENT_ORDER")).isEqualTo(404);
        assertThat(status("tur.planner", drafts + "NOTHING")).isEqualTo(400);
        assertThat(status("aze.border", drafts + "CUSTOMS_DECLARATION")).isEqualTo(404);
        assertThat(status("aze.border", "/api/visit-requests/" + number + "/papers"))
                .isEqualTo(404);
    }

    private void assertFinal(String number) throws IOException {
        for (var line : walk.read("tur.planner", "/api/visit-requests/" + number + "/papers")) {
            var address = line.get("address").asText();
            var first = pdf("tur.planner", address);
            var again = pdf("aze.border", address);

            assertThat(text(first))
                    .contains(line.get("number").asText(), "UNCLASSIFIED", "demo assumption")
                    .doesNotContain("DRAFT", "VOID");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(first.headers().firstValue("Content-Disposition"))
                    .contains("inline; filename=\"" + line.get("number").asText() + ".pdf\"");
            var eTag = first.headers().firstValue("ETag").orElseThrow();
            var client = walk.client("tur.planner");
            assertThat(client.send(client.request(address)
                                    .header("If-None-Match", eTag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(304);
        }
        assertThat(text(pdf("aze.guard", address("aze.guard", number, "MOVEMENT_ORDER"))))
                .contains("24 × MPT-76", "MOV-TUR-")
                .containsPattern("PER-AZE-\\d{4}-\\d{4} / 1");
        assertThat(status("tur.planner", "/api/visit-requests/" + number + "/paper-drafts/CUSTOMS_DECLARATION"))
                .isEqualTo(409);
        assertThat(database.sql("select count(*) from audit_entry where action = 'visit.paperRead' and account ="
                                + " 'aze.guard' and case_number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + number)
                        .get("story")
                        .findValuesAsText("event"))
                .filteredOn("paperIssued"::equals)
                .hasSize(5);
    }

    private void assertFoundAtTheGate(String number) {
        assertThat(gateLists("aze.guard")).contains(number);
        assertThat(gateLists("aze.registry")).contains(number);
        assertThat(gateLists("aze.medical")).isEmpty();
        assertThat(gateLists("tur.guard")).isEmpty();
        assertThat(gateLists("tur.planner")).isEmpty();
        for (var line : walk.read("aze.guard", "/api/gate-lists").get("items")) {
            assertThat(status("aze.guard", line.get("address").asText())).isEqualTo(200);
        }
    }

    private List<String> gateLists(String account) {
        return walk.read(account, "/api/gate-lists").get("items").findValuesAsText("requestNumber");
    }

    private String draw(String account, String path) {
        var drawn = post(account, path);
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(200);
        return Client.json(drawn).get("serialNumber").asText();
    }

    private HttpResponse<String> post(String account, String path) {
        return walk.send(account, "POST", path, "", "application/json", null);
    }

    private void assertClosedToOthers(String number) {
        var customs = address("aze.border", number, "CUSTOMS_DECLARATION");
        assertThat(status("aze.medical", customs)).isEqualTo(403);
        assertThat(status("aze.guard", customs)).isEqualTo(403);
        assertThat(status("tur.medical", address("tur.planner", number, "GATE_LIST")))
                .isEqualTo(403);
        assertThat(status("tur.guard", customs)).isEqualTo(404);
        assertThat(status("aze.admin", customs)).isEqualTo(404);
        assertThat(status("aze.border", "/api/visit-requests/" + number + "/papers/MOV-TUR-1999-0001"))
                .isEqualTo(404);
        var other = walk.open("tur.planner");
        assertThat(status("tur.planner", customs.replace(number, other))).isEqualTo(404);
        assertPermitsPaperClosedToOthers(number);
    }

    /** It shows numbers of passports, which others see masked; what is said of the permit beside it they all read. */
    private void assertPermitsPaperClosedToOthers(String number) {
        var permit = "/api/permits/"
                + walk.permit("aze.registry", number).get("number").asText();
        for (var officer :
                List.of("aze.medical", "aze.air", "aze.range", "aze.legal", "aze.commander", "tur.medical")) {
            var refused = walk.client(officer).get(permit + "/paper");
            assertThat(refused.statusCode()).as(officer).isEqualTo(403);
            assertThat(Client.json(refused).get("type").asText()).endsWith("visit.permitPaperForOthers");
            assertOffersPaper(officer, number, permit, false);
        }
        for (var officer : List.of("aze.planner", "aze.border", "aze.auditor", "tur.planner", "tur.commander")) {
            assertThat(status(officer, permit + "/paper")).as(officer).isEqualTo(200);
            assertOffersPaper(officer, number, permit, true);
        }
    }

    private void assertOffersPaper(String officer, String number, String permit, boolean offered) {
        var ofCase = officer.startsWith("aze") ? "/api/host-cases/" : "/api/visit-requests/";
        assertThat(List.of(
                        walk.read(officer, permit).get("paperReadable").asBoolean(),
                        walk.read(officer, "/api/permits")
                                .at("/items/0/paperReadable")
                                .asBoolean(),
                        walk.read(officer, ofCase + number)
                                .at("/permit/paperReadable")
                                .asBoolean()))
                .as(officer)
                .containsOnly(offered);
    }

    /** As an amended permit does it: one person less, and the same a second time. */
    private void assertReplacedWhenTheRollChanges(String number) throws IOException {
        var order =
                latest("tur.planner", number, "MOVEMENT_ORDER").get("number").asText();
        var declaration = latest("tur.planner", number, "CUSTOMS_DECLARATION")
                .get("number")
                .asText();
        var removed = permits.ofRequest(number).orElseThrow().sheet().persons().get(4);
        assertThat(walk.send(
                                "tur.planner",
                                "POST",
                                "/api/visit-requests/" + number + "/recalls",
                                "{\"lines\":[" + removed.line() + "]}",
                                "application/json",
                                null)
                        .statusCode())
                .isEqualTo(200);

        // What says the same as before is not issued twice.
        transactions.executeWithoutResult(
                transaction -> papers.handedOver(permits.ofRequest(number).orElseThrow()));

        assertThat(lines("aze.guard", number))
                .containsExactlyInAnyOrder(
                        "GATE_LIST 1 VOIDED",
                        "MOVEMENT_ORDER 1 VOIDED",
                        "GATE_LIST 1 CURRENT",
                        "MOVEMENT_ORDER 1 CURRENT");
        assertThat(latest("tur.planner", number, "CUSTOMS_DECLARATION")
                        .get("number")
                        .asText())
                .isEqualTo(declaration);
        var next = latest("tur.planner", number, "MOVEMENT_ORDER");
        assertThat(next.get("replaces").asText()).isEqualTo(order);
        assertThat(text(pdf("tur.planner", next.get("address").asText())))
                .contains(order, "Replaces and voids")
                .doesNotContain(removed.documentNumber(), "VOID");
        assertThat(text(pdf("tur.planner", "/api/visit-requests/" + number + "/papers/" + order)))
                .contains("VOID", next.get("number").asText(), removed.documentNumber());
    }

    /** An armed contingent of the Turkish side that flies itself and brings radios. */
    private String armedFlight() {
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        content.put("armed", true);
        content.putArray("arms").addObject().put("type", "MPT-76").put("quantity", 24);
        content.putObject("parliamentaryAuthorisation").put("state", "NOT_REQUIRED_BY_TREATY");
        return walk.openFilled("tur", CaseWalk.flying("tur", content));
    }

    private void transmit(String number) {
        walk.complete("tur.planner", number, "userTask_prepareRequest", answer("SUBMIT"));
        walk.complete("tur.security", number, "userTask_certifyRoster", answer("CERTIFY"));
        walk.complete("tur.authority", number, "userTask_endorseRequest", answer("ENDORSE"));
        walk.task("aze.security", number, "userTask_reviewAtDesk");
    }

    private void approve(String number) {
        for (var desk : List.of("security", "range", "medical", "border", "air")) {
            walk.complete("aze." + desk, number, "userTask_reviewAtDesk", answer("NO_OBJECTION"));
        }
        walk.complete("aze.authority", number, "userTask_decideRequest", approval(1));
        walk.permit("tur.planner", number);
    }

    private List<String> lines(String account, String number) {
        return StreamSupport.stream(
                        walk.read(account, "/api/visit-requests/" + number + "/papers")
                                .spliterator(),
                        false)
                .map(line -> line.get("kind").asText() + " " + line.get("part") + " "
                        + line.get("state").asText())
                .toList();
    }

    private JsonNode latest(String account, String number, String kind) {
        return StreamSupport.stream(
                        walk.read(account, "/api/visit-requests/" + number + "/papers")
                                .spliterator(),
                        false)
                .filter(line -> line.get("kind").asText().equals(kind))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private String address(String account, String number, String kind) {
        return latest(account, number, kind).get("address").asText();
    }

    private int status(String account, String path) {
        return walk.client(account).get(path).statusCode();
    }

    private HttpResponse<byte[]> pdf(String account, String path) {
        Client client = walk.client(account);
        var answer = client.sendForBytes(client.request(path).GET());
        assertThat(answer.statusCode()).as(account + " " + path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        return answer;
    }

    private static String text(HttpResponse<byte[]> file) throws IOException {
        try (var pdf = Loader.loadPDF(file.body())) {
            return new PDFTextStripper().getText(pdf);
        }
    }
}
