package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** A permitted visit that its planner changes from the page of the case, and of which the host decides only what changes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:amendment-in-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@ActiveProfiles("demo")
@NeedsChromium
class AmendmentInTasklistIT {

    private static final String PLANNER = "tur.planner";
    private static final String AUTHORITY = "aze.authority";
    private static final String DECIDE = "userTask_decideRequest";
    private static final String JSON = "application/json";
    private static final String CHOSEN = ".m-choice input:checked";

    @LocalServerPort
    private int port;

    private CaseWalk walk;

    @BeforeEach
    void begin() {
        walk = new CaseWalk(port, Duration.ofSeconds(30));
    }

    /** These lines of the demonstration's roll, which are counted from 1. */
    private static String roll(int... lines) {
        var rows = CaseWalk.roll("tur").lines().toList();
        return IntStream.concat(IntStream.of(0), IntStream.of(lines))
                .mapToObj(rows::get)
                .collect(Collectors.joining("\n"));
    }

    /** Five persons at one site, approved as the answer says. */
    private String permitted(ObjectNode decision) {
        var number = walk.open(PLANNER);
        var enrolled = walk.send(PLANNER, "PUT", path(number) + "/roster", roll(1, 2, 3, 4, 5), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        walk.write(PLANNER, number, walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"), 2);
        bringToDecision(number);
        walk.complete(AUTHORITY, number, DECIDE, decision);
        walk.permit(PLANNER, number);
        return number;
    }

    private void bringToDecision(String number) {
        walk.complete(PLANNER, number, "userTask_prepareRequest", CaseWalk.answer("SUBMIT"));
        walk.complete("tur.security", number, "userTask_certifyRoster", CaseWalk.answer("CERTIFY"));
        walk.complete("tur.authority", number, "userTask_endorseRequest", CaseWalk.answer("ENDORSE"));
        walk.task("aze.security", number, "userTask_reviewAtDesk");
        review(number, List.of());
    }

    private void review(String number, List<String> done) {
        for (var desk : desksOf(number)) {
            if (!done.contains(desk)) {
                walk.complete("aze." + desk, number, "userTask_reviewAtDesk", CaseWalk.answer("NO_OBJECTION"));
            }
        }
    }

    private List<String> desksOf(String number) {
        return walk.read(AUTHORITY, "/api/host-cases/" + number).get("desks").findValuesAsText("desk").stream()
                .map(desk -> desk.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String path(String number) {
        return "/api/visit-requests/" + number;
    }

    private static ObjectNode approvalOfFive() {
        var answer = CaseWalk.approval(1);
        var visitors = answer.withArray("visitors");
        while (visitors.size() > 5) {
            visitors.remove(5);
        }
        return answer;
    }

    private static ObjectNode limited() {
        return approvalOfFive().put("action", "APPROVED_WITH_LIMITS").put("reasonCode", "OTHER");
    }

    private String amendmentOf(String number) {
        var opened = walk.send(PLANNER, "POST", path(number) + "/amendments", "{}", JSON, null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return Client.json(opened).get("number").asText();
    }

    private int version(String number) {
        return walk.read(PLANNER, path(number)).get("version").asInt();
    }

    @Test
    void bringsAnAmendmentFromThePageOfTheCaseToThePermitThatTakesThePlace(@TempDir Path folder) throws Exception {
        var decision = limited().put("limits", "Foto çəkmək olmaz");
        decision.putArray("exceptions").addObject().put("line", 2).put("site", 1);
        var earlier = permitted(decision);
        var permit = walk.permit(PLANNER, earlier).get("number").asText();
        var sixth = Files.writeString(folder.resolve("sixth.csv"), roll(6));

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn(PLANNER).visit("/cases#" + earlier).click("#mushterek-amend > summary");
            var number = beginUnlessAnotherIsUnderWay(tasklist, earlier);
            tasklist.see("#mushterek-changes", earlier)
                    .see("#mushterek-changes", permit)
                    .see("[data-amend=nothing]", "izindeki gibi")
                    .screenshot("amend-page-begun");

            tasklist.take("Prepare visit request", number);
            assertPurposeIsFixed(tasklist);
            tasklist.click("[name=leaves-3]")
                    .click("[data-do=take-off]")
                    .see("#mushterek-changes .m-amend-removed", "çıkarılıyor")
                    .attach("#mushterek-roster-added", sixth)
                    .see("#mushterek-changes .m-amend-added", "ekleniyor")
                    .see("#mushterek-roll .m-amend-added", "ekleniyor")
                    .type("pointOfContact.phone", "+90 312 000 00 01")
                    .see("[data-amend=lines]", "İrtibat")
                    .see("[data-amend=lines]", "+90 312 000 00 01")
                    .see("#mushterek-rules .m-good", "✓")
                    .screenshot("amend-prepare")
                    .choose("SUBMIT")
                    .complete();

            tasklist.signIn("tur.security").take("Certify nominal roll", number);
            tasklist.see("#mushterek-changes .m-amend-added", "ekleniyor")
                    .choose("CERTIFY")
                    .click(".m-duty input[name=duty]")
                    .screenshot("amend-certify")
                    .complete();
            tasklist.signIn("tur.authority").take("Endorse visit request", number);
            tasklist.see("#mushterek-changes .m-amend-removed", "çıkarılıyor")
                    .screenshot("amend-endorse")
                    .choose("ENDORSE")
                    .complete();
            tasklist.signIn("aze.security").take("Review request", number);
            tasklist.see("#mushterek-changes .m-amend-added", "əlavə olunur")
                    .choose("NO_OBJECTION")
                    .screenshot("amend-desk")
                    .complete();
            review(number, List.of("security"));

            tasklist.signIn(AUTHORITY).take("Decide visit request", number);
            decideOnTheNewPersonAlone(tasklist);

            walk.permit(PLANNER, number);
            tasklist.signIn("aze.registry").take("Record end of visit", number);
            tasklist.see("#mushterek-changes", "nömrəli icazəni əvəz edib")
                    .see(".m-facts", permit + " əvəzinə")
                    .screenshot("amend-close");
            tasklist.signIn(PLANNER)
                    .visit("/cases#" + earlier)
                    .see(".m-facts", "yerini değişikliğin izni aldı")
                    .see("#mushterek-amend", number)
                    .screenshot("amend-page-replaced")
                    .click("#mushterek-amend a[href$='" + number + "']")
                    .see("#mushterek-changes", "sayılı iznin yerine geçti");
            tasklist.signIn(AUTHORITY)
                    .visit("/cases#" + earlier)
                    .see(".m-facts", "dəyişikliklə əvəz olunub")
                    .see("#mushterek-amend", number);
        }
    }

    /** The planner is told in words what forbids it, and begins when nothing does any more. */
    private String beginUnlessAnotherIsUnderWay(Tasklist tasklist, String earlier) {
        var other = amendmentOf(earlier);
        tasklist.click("[data-do=amend]").see("#mushterek-amend [role=alert]", other);
        var withdrawn = walk.send(PLANNER, "POST", path(other) + "/withdrawal", "", JSON, version(other));
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isLessThan(300);

        tasklist.click("[data-do=amend]");

        var number = tasklist.browser().find("[data-amended]").getDomAttribute("data-amended");
        assertThat(number).isNotBlank().isNotEqualTo(other);
        tasklist.click("[data-amended] a");
        return String.valueOf(number);
    }

    private static void assertPurposeIsFixed(Tasklist tasklist) {
        for (var name :
                List.of("exerciseCode", "kind", "particulars.occasion", "purpose", "accessLevel", "isEmergency")) {
            assertThat(tasklist.browser().driver().findElement(By.name(name)).isEnabled())
                    .as(name)
                    .isFalse();
        }
        assertThat(tasklist.browser()
                        .find("[name='dates.from'], [data-place='dates.from'] input")
                        .isEnabled())
                .isTrue();
    }

    private static void decideOnTheNewPersonAlone(Tasklist tasklist) throws Exception {
        var browser = tasklist.browser();
        var driver = browser.driver();
        tasklist.see("#mushterek-changes .m-amend-added", "əlavə olunur").click(".m-choice[data-code=APPROVED] input");

        // The permit is limited: what it lets in stays so.
        assertThat(browser.find(CHOSEN).getDomProperty("value")).isEqualTo("APPROVED_WITH_LIMITS");
        assertThat(browser.find("[name=limits]").getDomProperty("value")).isEqualTo("Foto çəkmək olmaz");
        tasklist.see("[data-amend=settled]", "4 şəxs, 1 obyekt").see("[data-amend=limited]", "məhdudiyyətli");
        assertThat(driver.findElements(By.cssSelector(".m-settled"))).hasSize(5);
        assertThat(driver.findElements(By.cssSelector(".m-verdict"))).hasSize(1);
        assertThat(browser.find(".m-people tbody tr:first-child").getText()).startsWith("5");
        tasklist.see(".m-tools", "5 nəfərdən 5 nəfər");
        assertThat(browser.find("[data-key=place-2-1]").isSelected()).isFalse();
        assertThat(browser.find("[data-key=place-2-1]").isEnabled()).isFalse();
        assertThat(browser.find("[data-key=place-5-1]").isSelected()).isTrue();
        assertThat(browser.find("[data-key=place-5-1]").isEnabled()).isTrue();

        // By keyboard, and the draft comes back as it was left.
        browser.find("[data-key=person-5-DENIED]").sendKeys(Keys.ENTER);
        assertThat(driver.switchTo().activeElement().getDomAttribute("data-key"))
                .isEqualTo("person-5-DENIED");
        tasklist.see(".m-tools", "5 nəfərdən 4 nəfər").seeSaved();
        driver.navigate().refresh();
        browser.find(".mushterek-task .m-body:not([disabled])");
        assertThat(browser.find("[data-key=person-5-DENIED]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.find("[data-key=person-5-APPROVED]").sendKeys(Keys.ENTER);
        tasklist.see(".m-tools", "5 nəfərdən 5 nəfər").seeSaved();
        assertThat(tasklist.refusal()).isNotBlank();
        tasklist.screenshot("amend-decide").select("reasonCode", "OTHER");
        for (var duty : driver.findElements(By.cssSelector(".m-duty input[name=duty]"))) {
            duty.click();
        }
        tasklist.complete();
    }

    @Test
    void decidesTheSitesAnewWhereTheDatesChange() throws Exception {
        var decision = limited();
        ((ObjectNode) decision.withArray("sites").get(0)).put("limits", "Şərq yarısı");
        var earlier = permitted(decision);
        var number = amendmentOf(earlier);
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        var last = LocalDate.parse(content.get("to").asText()).minusDays(1);
        walk.write(PLANNER, number, content.put("to", last.toString()), version(number));
        bringToDecision(number);

        try (var tasklist = Tasklist.open(port)) {
            var browser = tasklist.browser();
            var limit = ".m-table input[type=text]";
            tasklist.signIn(AUTHORITY).take("Decide visit request", number);
            tasklist.see("[data-amend=days]", last.getDayOfMonth() + ".").choose("APPROVED");
            assertThat(browser.find(CHOSEN).getDomProperty("value")).isEqualTo("APPROVED_WITH_LIMITS");
            tasklist.see("[data-amend=again]", "yenidən");
            assertThat(browser.driver().findElements(By.cssSelector(".m-settled")))
                    .hasSize(5);
            assertThat(browser.find(limit).getDomProperty("value")).isEqualTo("Şərq yarısı");

            // What is refused is not limited; approved again it is as the permit has it.
            tasklist.click("[data-key=site-1-DENIED]");
            assertThat(browser.driver().findElements(By.cssSelector(limit))).isEmpty();
            tasklist.click("[data-key=site-1-APPROVED]");
            assertThat(browser.find(limit).getDomProperty("value")).isEqualTo("Şərq yarısı");
            tasklist.screenshot("amend-decide-dates");

            // The host may take the limit away, and then nothing is limited.
            browser.find(limit).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            tasklist.choose("APPROVED").seeSaved();
            assertThat(browser.find(CHOSEN).getDomProperty("value")).isEqualTo("APPROVED");
            for (var duty : browser.driver().findElements(By.cssSelector(".m-duty input[name=duty]"))) {
                duty.click();
            }
            tasklist.complete();
        }

        await().untilAsserted(() ->
                assertThat(walk.permit(PLANNER, number).get("validTo").asText()).isEqualTo(last.toString()));
        assertThat(walk.permit(PLANNER, earlier).get("state").asText()).isEqualTo("AMENDED");
    }
}
