package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.VisitRequestProcess;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A whole case as the officers of both sides do it in Tasklist, each in the language of the account. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:visit-in-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@ActiveProfiles("demo")
@NeedsChromium
class VisitInTasklistIT {

    private static final String DUTY = ".m-duty input[name=duty]";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @ParameterizedTest
    @CsvSource({"tur, aze, QAFQAZ-QARTALI", "aze, tur, YILDIZ-TOROS"})
    void bringsRequestFromStartToPermit(String sender, String host, String exercise) throws Exception {
        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn(sender + ".planner").start("Visit request").take("Prepare visit request");
            var number = tasklist.number();
            var refused = tasklist.choose("SUBMIT").refusal();
            assertThat(refused).contains("VIS-01", "VIS-21", "LEG-01");

            assertTakesNoRollOverWhatIsNotKept(tasklist, sender, number);
            tasklist.upload(Path.of("src/main/resources/demo/roster-" + sender + "-30.csv"))
                    .see("#mushterek-roll .m-table", "30")
                    .select("exerciseCode", exercise)
                    .select("kind", "ONE_TIME")
                    .type("purpose", "Müştərək dağ hazırlığı {{7*7}} <img src=x onerror=\"window.hit=1\">")
                    .click("[data-add=sites]")
                    .type("siteName", "Qobustan poliqonu")
                    .select("seniorLine", "1")
                    .select("deputyLine", "2")
                    .type("pointOfContact.name", "Yüzbaşı Ərtoğrul Iğdır")
                    .type("pointOfContact.phone", "+994 12 000 00 00")
                    .type("securityOfficer.name", "Üsteğmen Çağrı Şəms")
                    .type("securityOfficer.phone", "+90 312 000 00 00")
                    .select("means", "CIVIL_AIR")
                    .select("armed", "false");
            fillBoxes(tasklist);
            tasklist.see("#mushterek-rules .m-good", "✓")
                    .screenshot("prepare-" + sender)
                    .choose("SUBMIT")
                    .complete();

            tasklist.signIn(sender + ".security").take("Certify nominal roll", number);
            assertThat(tasklist.browser().driver().findElements(By.cssSelector(".m-table tbody tr")))
                    .hasSizeGreaterThan(30);
            assertBoxesAreRead(tasklist);
            tasklist.choose("CERTIFY");
            assertThat(tasklist.refusal()).contains("DOC-05");
            tasklist.screenshot("certify-" + sender).click(DUTY).complete();
            tasklist.signIn(sender + ".authority").take("Endorse visit request", number);
            tasklist.choose("ENDORSE").complete();

            for (var desk : desksOf(number)) {
                tasklist.signIn(host + "." + desk).take("Review request", number);
                tasklist.see(".m-facts", "{{7*7}}");
                assertBoxesAreRead(tasklist);
                tasklist.choose("CONDITIONS").type("remark", "Yalnız müşayiətlə");
                if (desk.equals("medical")) {
                    assertThat(tasklist.refusal()).contains("MED-02");
                    tasklist.screenshot("duty-" + host).click(DUTY);
                }
                tasklist.complete();
            }

            tasklist.signIn(host + ".authority").take("Decide visit request", number);
            tasklist.choose("APPROVED")
                    .click(".m-people tbody tr:nth-child(30) .m-denied")
                    .click(".m-people tbody tr:nth-child(3) input[type=checkbox]");
            assertThat(tasklist.refusal()).contains("30");
            tasklist.screenshot("decide-" + host)
                    .select("reasonCode", "OTHER")
                    .click(".m-people tbody tr:nth-child(30) select")
                    .click(".m-people tbody tr:nth-child(30) option[value=DOCUMENT_NOT_ACCEPTED]")
                    .complete();

            tasklist.signIn(host + ".registry").take("Record end of visit", number);
            assertThat(tasklist.text(".m-facts")).isNotBlank();
            assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                    .isNull();
            assertThat(decisionOf(number))
                    .isEqualTo(Map.of("OUTCOME", "APPROVED_WITH_LIMITS", "DENIED", 1L, "EXCEPTIONS", 1L));
        }
    }

    /** A session ends while its officer writes: the sign-in says so, and leads back to the task and to the last words. */
    @Test
    void keepsWhatIsWrittenWhenTheSessionEnds() throws Exception {
        try (var tasklist = Tasklist.open(port)) {
            var browser = tasklist.browser();
            tasklist.signIn("tur.planner").start("Visit request").take("Prepare visit request");
            var number = tasklist.number();
            tasklist.type("purpose", "Kept").seeSaved();
            browser.driver().manage().deleteCookieNamed("JSESSIONID");
            tasklist.type("purpose", "Written when nobody heard it any more");
            await().until(() -> browser.driver().getCurrentUrl().contains("/sign-in?ended#/?task="));
            assertThat(browser.find(".notice").getText()).isNotBlank().doesNotContain("signIn.");

            browser.find("#account").sendKeys("tur.planner");
            browser.find("#password").sendKeys("demo");
            browser.find("button[type=submit]").click();
            browser.find(".mushterek-task .m-body:not([disabled])");
            assertThat(tasklist.number()).isEqualTo(number);
            await().until(() -> "Written when nobody heard it any more"
                    .equals(browser.find("[name=purpose]").getDomProperty("value")));
            assertThat(browser.driver().executeScript("return Object.keys(sessionStorage).length"))
                    .as("what is sent is not kept in the window")
                    .isEqualTo(0L);
        }
    }

    /** What was typed last has not been saved yet when the window is closed; another browser goes on with it. */
    @Test
    void keepsWhatIsWrittenWhenTheWindowIsClosedAtOnce() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var visit = walk.openFilled("tur", walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"));
        walk.complete("tur.planner", visit, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        try (var first = Tasklist.open(port)) {
            // An answer is kept as a draft, a request in itself.
            first.signIn("tur.security").take("Certify nominal roll", visit).choose("CERTIFY");
            first.browser().show(URI.create("about:blank"));
        }
        try (var second = Tasklist.open(port)) {
            second.signIn("tur.security").take("Certify nominal roll", visit);
            assertThat(second.browser()
                            .find(".m-choice[data-code=CERTIFY] input")
                            .isSelected())
                    .isTrue();
        }
        String request;
        try (var first = Tasklist.open(port)) {
            first.signIn("tur.planner").start("Visit request").take("Prepare visit request");
            request = first.number();
            first.type("purpose", "Written at the last moment");
            first.browser().show(URI.create("about:blank"));
        }
        try (var second = Tasklist.open(port)) {
            var browser = second.browser();
            second.signIn("tur.planner").take("Prepare visit request", request);
            assertThat(browser.find("[name=purpose]").getDomProperty("value")).isEqualTo("Written at the last moment");

            // The same window comes back: what it sent when it was left is no change of another's.
            second.type("purpose", "Loaded anew at once");
            browser.driver().navigate().refresh();
            browser.find(".mushterek-task .m-body:not([disabled])");
            assertThat(browser.find("[name=purpose]").getDomProperty("value")).isEqualTo("Loaded anew at once");
            assertThat(browser.driver().findElements(By.cssSelector(".m-told .m-alert")))
                    .isEmpty();
        }
    }

    /** The form asks several times whose the task is; on a slow line it must not come anew under the hands of its officer. */
    @Test
    void drawsTheFormOnceWhenItsTaskIsTakenOver() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var task = walk.task("tur.planner", walk.open("tur.planner"), "userTask_prepareRequest");
        walk.send("tur.planner", "DELETE", "/api/tasks/" + task + "/claim", "", "application/json", null);
        try (var tasklist = Tasklist.open(port)) {
            var browser = tasklist.browser();
            tasklist.signIn("tur.planner").visit("/camunda/app/tasklist/default/#/?task=" + task);
            browser.find(".mushterek-task .m-bar");
            browser.driver().executeScript("""
                const [task] = arguments;
                const quick = window.fetch;
                window.asked = 0;
                window.answered = 0;
                window.drawn = 0;
                window.fetch = async (path, options) => {
                  if (!String(path).endsWith(task)) {
                    return quick(path, options);
                  }
                  window.asked += 1;
                  await new Promise((done) => setTimeout(done, 1500));
                  const answer = await quick(path, options);
                  setTimeout(() => { window.answered += 1; }, 500);
                  return answer;
                };
                new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
                  window.drawn += node.classList && node.classList.contains('m-bar') ? 1 : 0;
                }))).observe(document.querySelector('.mushterek-task'), { childList: true, subtree: true });
                """, task);
            browser.find(".claim").click();

            // Three times whose it is, and once what it holds.
            await().atMost(Duration.ofSeconds(30)).until(() -> browser.driver()
                    .executeScript("return window.asked >= 4 && window.asked === window.answered")
                    .equals(true));
            browser.find(".mushterek-task .m-body:not([disabled])");
            assertThat(browser.driver().executeScript("return window.drawn")).isEqualTo(1L);
        }
    }

    /** What was not kept stands on the screen alone, with what was said of it: a roll would draw over it. */
    private void assertTakesNoRollOverWhatIsNotKept(Tasklist tasklist, String sender, String number) {
        var driver = tasklist.browser().driver();
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/api/visit-requests/" + number)));
        tasklist.type("purpose", "Nobody hears of it yet");
        tasklist.browser().find(".mushterek-task [data-state=notSaved]");

        tasklist.upload(Path.of("src/main/resources/demo/roster-" + sender + "-30.csv"));

        await().until(() ->
                "".equals(driver.findElement(By.id("mushterek-roster")).getDomProperty("value")));
        assertThat(database.sql("select count(*) from visit_person where request_number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
        tasklist.seeSaved();
    }

    /** What applies to this visit in the boxes and annexes that are folded while they are empty. */
    private static void fillBoxes(Tasklist tasklist) {
        for (var folded : List.of(
                "box-2", "box-4", "box-8", "box-9", "box-14", "box-15", "box-16", "annex-4", "annex-5", "annex-6")) {
            tasklist.click("#mushterek-" + folded + " > summary");
        }
        tasklist.select("particulars.occasion", "EXERCISE")
                .select("particulars.accessKind", "SECURITY_AREA")
                .type("particulars.sendingReference", "2027/118-Ğ")
                .select("particulars.requestingEntity.category", "MILITARY")
                .type("particulars.requestingEntity.name", "1-ci Komando briqadası")
                .select("particulars.initiative", "GOVERNMENT")
                .select("particulars.initiatedBy", "HOST_SIDE")
                .select("particulars.pertinentTo.kind", "PROGRAMME")
                .type("particulars.pertinentTo.name", "İllik əməkdaşlıq planı")
                .type("particulars.purposeTranslated", "Joint mountain training")
                .type("particulars.accessCaveat", "Yalnız iki tərəf üçün")
                .type("certification.authority", "Millî Savunma Bakanlığı")
                .type("certification.reference", "KB-2027/4")
                .type("certification.certifiedOn", "05.10.2026")
                .type("certification.validUntil", "31.12.2030")
                .type("particulars.requestingAuthority.name", "Genelkurmay Başkanlığı")
                .select("need.INTERPRETER", "true")
                .type("need.INTERPRETER.details", "İki nəfər, rəngli nişanla")
                .click("[data-add=vehicles]")
                .type("vehicleType", "Kirpi II")
                .type("vehicleRegistration", "ORD-1907")
                .click("[data-add=radios]")
                .type("radioEquipment", "PRC-9651")
                .type("radioFrequency", "243,125")
                .click("[data-size=stores]")
                .click("[data-add=medicalStores]")
                .type("storeItem", "Jqut (turniket)")
                .type("storeQuantity", "60")
                .click("[data-add=legs]")
                .type("legFrom", "Qars")
                .type("borderPoint", "Sədərək")
                .type("legTo", "Qobustan")
                .type("carrier", "K-17");
    }

    private static void assertBoxesAreRead(Tasklist tasklist) {
        tasklist.see("#mushterek-annex-4", "ORD-1907")
                .see("#mushterek-annex-5", "243.125")
                .see("#mushterek-annex-6", "60")
                .see("#mushterek-annex-7", "Sədərək");
        for (var written : List.of(
                "2027/118-Ğ",
                "1-ci Komando briqadası",
                "İllik əməkdaşlıq planı",
                "Joint mountain training",
                "Yalnız iki tərəf üçün",
                "Millî Savunma Bakanlığı",
                "Genelkurmay Başkanlığı",
                "İki nəfər, rəngli nişanla")) {
            tasklist.see(".m-facts", written);
        }
    }

    private List<String> desksOf(String number) throws InterruptedException {
        for (var attempt = 0; attempt < 100; attempt++) {
            var desks = database.sql("select desk from visit_desk where request_number = ? order by desk")
                    .param(number)
                    .query(String.class)
                    .list();
            if (!desks.isEmpty()) {
                return desks;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("No desk was opened for " + number);
    }

    private Map<String, Object> decisionOf(String number) {
        return database.sql("select d.outcome,"
                        + " (select count(*) from visit_decision_visitor v where v.request_number = d.request_number"
                        + " and v.verdict = 'DENIED') as denied,"
                        + " (select count(*) from visit_decision_exception e"
                        + " where e.request_number = d.request_number) as exceptions"
                        + " from visit_decision d where d.request_number = ?")
                .param(number)
                .query()
                .singleRow();
    }
}
