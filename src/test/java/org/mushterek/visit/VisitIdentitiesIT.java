package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.build.StoredText;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** By what persons are identified: masked wherever a roll is shown, open to those who check or sign, and on record. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-identities;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-identities"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitIdentitiesIT {

    private static final String FIRST = "U77405903";
    private static final List<String> IDENTITY_OF_FIRST =
            List.of(FIRST, "10017964042", "1977-12-19", "19.12.1977", "P<TURYILDIRIM");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    private CaseWalk walk;
    private String prepared = "";
    private String transmitted = "";

    @BeforeEach
    void openOnce() {
        if (walk == null) {
            walk = new CaseWalk(port, Duration.ofSeconds(30));
            var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
            prepared = walk.openFilled("tur", content);
            transmitted = walk.openFilled("tur", content);
            walk.complete("tur.planner", transmitted, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
            walk.complete("tur.security", transmitted, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
            walk.complete("tur.authority", transmitted, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
            walk.task("aze.security", transmitted, HostApprovalProcess.REVIEW_AT_DESK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tur.planner,  /api/visit-requests/, visit-requests",
        "tur.auditor,  /api/visit-requests/, ",
        "tur.medical,  /api/visit-requests/, ",
        "aze.security, /api/host-cases/, host-cases",
        "aze.range,    /api/host-cases/, "
    })
    void areMaskedInDossiers(String account, String path, String among) {
        var shown = walk.read(account, path + transmitted);

        assertThat(shown.path("identities").textValue()).isEqualTo(among);
        assertThat(IDENTITY_OF_FIRST).noneMatch(shown.toString()::contains);
        var first = shown.at("/document/visitors/0");
        assertThat(first.get("surname").asText()).isEqualTo("Yıldırım");
        assertThat(first.get("documentNumber").asText()).isEqualTo("•••••903");
        assertThat(first.get("personalNumber").asText()).isEqualTo("•••••042");
        assertThat(first.get("birthDate").isNull()).isTrue();
        assertThat(first.get("mrz").isNull()).isTrue();
    }

    /** What an officer looks for may be a name, which stands in no address. */
    @ParameterizedTest
    @CsvSource({"tur.planner, true", "tur.range, false"})
    @NeedsChromium
    void areFoundOnThePageOfTheCasesByThoseWhoMay(String account, boolean finds) throws Exception {
        try (var browser = Browser.open(390, 900)) {
            var driver = browser.driver();
            browser.signIn(port, account);
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases"));
            browser.patiently().until(shown -> driver.findElements(By.name("q")).size() == 1);
            browser.screenshot("cases-search-" + account);
            driver.findElement(By.name("q")).sendKeys("yildirim", Keys.ENTER);
            browser.patiently().until(shown -> driver.executeScript(
                            "return performance.getEntriesByName(location.origin + '/api/visit-requests/search').length")
                    .equals(1L));
            browser.patiently()
                    .until(shown ->
                            driver.findElements(By.linkText(transmitted)).isEmpty() != finds);
            assertThat(driver.executeScript("return performance.getEntries().map((one) => one.name).join(' ')")
                            .toString())
                    .contains("/api/visit-requests/search")
                    .doesNotContain("yildirim");
        }
    }

    /** Likewise in reports, and in the table of them that is taken away. */
    @Test
    @NeedsChromium
    void areFoundInReportsAndStandInNoAddress() throws Exception {
        try (var browser = Browser.open(1440, 900)) {
            var driver = browser.driver();
            browser.signIn(port, "tur.planner");
            browser.show(URI.create("http://127.0.0.1:" + port + "/reports"));
            browser.patiently()
                    .until(shown -> driver.findElements(By.name("person")).size() == 1);
            driver.findElement(By.name("person")).sendKeys("yildirim", Keys.ENTER);
            untilAsked(browser, "/api/reports/cases/search");
            browser.patiently().until(shown -> !driver.findElements(By.linkText(transmitted))
                    .isEmpty());
            driver.executeScript("HTMLAnchorElement.prototype.click = function () { window.named = this.download; };");
            driver.findElement(By.cssSelector(".r-exports button")).click();
            untilAsked(browser, "/api/reports/exports/cases/search?format=CSV");
            browser.patiently().until(shown -> "cases.csv".equals(driver.executeScript("return window.named")));

            // With more than words: what is asked for has its type in a body.
            new Select(driver.findElement(By.name("standing"))).selectByValue("onlyOpen");
            driver.findElement(By.name("person")).sendKeys(Keys.ENTER);
            untilAsked(browser, "/api/reports/cases/search", 2);
            browser.patiently()
                    .until(shown ->
                            driver.findElements(By.linkText(transmitted)).size() == 1);
            driver.executeScript("window.named = null;");
            driver.findElement(By.cssSelector(".r-exports button")).click();
            untilAsked(browser, "/api/reports/exports/cases/search?format=CSV", 2);
            assertThat(driver.executeScript("return performance.getEntriesByType('resource')"
                            + ".filter((one) => one.responseStatus >= 400).map((one) => one.name).join(' ')"))
                    .isEqualTo("");
            browser.patiently().until(shown -> "cases.csv".equals(driver.executeScript("return window.named")));
            assertThat(driver.executeScript("return performance.getEntries().map((one) => one.name).join(' ')")
                            .toString())
                    .doesNotContain("yildirim");
        }
    }

    private static void untilAsked(Browser browser, String address) {
        untilAsked(browser, address, 1);
    }

    private static void untilAsked(Browser browser, String address, long times) {
        browser.patiently().until(shown -> browser.driver()
                .executeScript("return performance.getEntriesByName(location.origin + arguments[0]).length", address)
                .equals(times));
    }

    @Test
    void areMaskedInTasks() {
        for (var task : List.of(
                walk.task("tur.planner", prepared, VisitRequestProcess.PREPARE_REQUEST),
                walk.task("tur.authority", transmitted, VisitRequestProcess.FOLLOW_REQUEST))) {
            var account = walk.client("tur.planner").get("/api/tasks/" + task).statusCode() == 200
                    ? "tur.planner"
                    : "tur.authority";
            var shown = walk.read(account, "/api/tasks/" + task).toString();
            assertThat(IDENTITY_OF_FIRST).noneMatch(shown::contains);
            assertThat(shown).contains("•••••903");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tur.planner,   /api/visit-requests/, 200",
        "tur.security,  /api/visit-requests/, 200",
        "tur.authority, /api/visit-requests/, 200",
        "tur.registry,  /api/visit-requests/, 200",
        "tur.border,    /api/visit-requests/, 200",
        "tur.medical,   /api/visit-requests/, 403",
        "tur.air,       /api/visit-requests/, 403",
        "tur.range,     /api/visit-requests/, 403",
        "tur.commander, /api/visit-requests/, 403",
        "tur.legal,     /api/visit-requests/, 403",
        "tur.auditor,   /api/visit-requests/, 403",
        "tur.lessons,   /api/visit-requests/, 404",
        "tur.guard,     /api/visit-requests/, 404",
        "tur.admin,     /api/visit-requests/, 404",
        "aze.security,  /api/visit-requests/, 404",
        "aze.planner,   /api/host-cases/,     200",
        "aze.security,  /api/host-cases/,     200",
        "aze.authority, /api/host-cases/,     200",
        "aze.registry,  /api/host-cases/,     200",
        "aze.border,    /api/host-cases/,     200",
        "aze.medical,   /api/host-cases/,     403",
        "aze.air,       /api/host-cases/,     403",
        "aze.range,     /api/host-cases/,     403",
        "aze.commander, /api/host-cases/,     403",
        "aze.legal,     /api/host-cases/,     403",
        "aze.auditor,   /api/host-cases/,     403",
        "aze.guard,     /api/host-cases/,     404",
        "tur.security,  /api/host-cases/,     404"
    })
    void areReadByThoseWhoCheckOrSign(String account, String path, int status) {
        var before = readings(account, transmitted);
        var answer = walk.client(account).get(path + transmitted + "/identities");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body().contains(FIRST)).isEqualTo(status == 200);
        assertThat(readings(account, transmitted)).isEqualTo(before + (status == 200 ? 1 : 0));
    }

    @Test
    void areNotReadByTheHostBeforeTheyWereHandedOver() {
        assertThat(walk.client("aze.security")
                        .get("/api/host-cases/" + prepared + "/identities")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void areWholeForEachPersonOfTheRoll() {
        var read = walk.read("aze.border", "/api/host-cases/" + transmitted + "/identities");

        assertThat(read.get("number").asText()).isEqualTo(transmitted);
        assertThat(read.get("revision").asInt()).isEqualTo(1);
        assertThat(lines(read)).hasSize(30).startsWith(1, 2).endsWith(30);
        assertThat(read.at("/persons/0").toString())
                .isEqualTo("{\"line\":1,\"surname\":\"Yıldırım\",\"forenames\":\"Mehmet\",\"birthDate\":\"1977-12-19\","
                        + "\"nationality\":\"TUR\",\"documentType\":\"PASSPORT\",\"documentNumber\":\"U77405903\","
                        + "\"documentExpiry\":\"2030-07-23\",\"mrz\":\"P<TURYILDIRIM<<MEHMET<<<<<<<<<<<<<<<<<<<<<<<\\n"
                        + "U774059037TUR7712197M300723910017964042<<<28\",\"personalNumber\":\"10017964042\"}");
    }

    /** The hash is that of the whole document, which those read who may read identities. */
    @Test
    void areInTheRevisionThatWasHandedOverForThoseAlone() {
        var path = "/api/visit-requests/" + transmitted + "/revisions/1";
        var before = readings("aze.border", transmitted);

        assertThat(walk.read("aze.border", path)
                        .at("/document/visitors/0/documentNumber")
                        .asText())
                .isEqualTo(FIRST);
        assertThat(readings("aze.border", transmitted)).isEqualTo(before + 1);
        assertThat(IDENTITY_OF_FIRST).noneMatch(walk.read("aze.medical", path).toString()::contains);
        assertThat(readings("aze.medical", transmitted)).isZero();
    }

    @Test
    void areNotInTheRecordOfWhoReadThem() {
        walk.read("aze.registry", "/api/host-cases/" + transmitted + "/identities");

        assertThat(StoredText.tablesHolding(database, "AUDIT_", List.of("Yıldırım", FIRST)))
                .isEmpty();
    }

    private int readings(String account, String number) {
        return database.sql("select count(*) from audit_entry where account = ? and side = ? and case_number = ?"
                        + " and action = 'visit.identitiesRead' and detail = '1' and door = 'api'")
                .params(account, account.substring(0, 3).toUpperCase(java.util.Locale.ROOT), number)
                .query(Integer.class)
                .single();
    }

    private static List<Integer> lines(JsonNode read) {
        return StreamSupport.stream(read.get("persons").spliterator(), false)
                .map(person -> person.get("line").asInt())
                .toList();
    }
}
