package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.VisitPathsIT.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.engine.ForgottenDrafts;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** What an officer has begun on a page: in every browser of the same account, and in nobody else's. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:page-drafts;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/page-drafts",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@ExtendWith(OutputCaptureExtension.class)
class PageDraftsIT extends CaseDoors {

    private static final String CANARY = "Kanaryanov";

    @Autowired
    VisitDriver visits;

    @Autowired
    ForgottenDrafts forgottenDrafts;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
    }

    private VisitCase permitted() {
        return visits.prepared("tur").transmitted().reviewed().approved();
    }

    private HttpResponse<String> keep(String account, String of, String form, String draft) {
        var client = client(account);
        return client.send(client.request("/api/page-drafts/" + of + "/" + form)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(draft.replace('\'', '"'))));
    }

    private static Instant kept(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Instant.parse(Client.json(answer).get("savedAt").asText());
    }

    private HttpResponse<String> giveUp(String account, String of, String form) {
        return client(account).send("DELETE", "/api/page-drafts/" + of + "/" + form);
    }

    private JsonNode begun(String account, String of) {
        return get(account, "/api/page-drafts/" + of);
    }

    @Test
    void areReadByTheAccountThatHasWrittenThemAlone(CapturedOutput output) {
        var number = permitted().number;
        kept(keep(
                "aze.registry", number, "suspension", "{'about':'0 HANDED_OVER','written':{'text':'" + CANARY + "'}}"));
        kept(keep(
                "aze.registry",
                number,
                "suspension",
                "{'about':'0 HANDED_OVER','written':{'text':'" + CANARY + " ran'},'savedAt':'" + MONDAY_MORNING
                        + "'}"));

        var own = begun("aze.registry", number);
        assertThat(own).hasSize(1);
        assertThat(own.at("/0/form").asText()).isEqualTo("suspension");
        assertThat(own.at("/0/about").asText()).isEqualTo("0 HANDED_OVER");
        assertThat(own.at("/0/written/text").asText()).isEqualTo(CANARY + " ran");
        standsIn("aze.planner", "aze.registry");
        for (var other : List.of(
                "aze.authority",
                "aze.planner",
                "aze.auditor",
                "aze.guard",
                "tur.registry",
                "tur.planner",
                "tur.auditor")) {
            assertThat(begun(other, number)).as(other).isEmpty();
        }
        for (var stranger : List.of("tur.guard", "aze.admin", "tur.lessons")) {
            assertRefused(read(stranger, "/api/page-drafts/" + number), 404);
        }
        assertThat(begun("aze.registry", "own")).isEmpty();
        assertThat(database.sql("select content from page_draft where of_case = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .startsWith("S1.aze-")
                .doesNotContain(CANARY);
        assertThat(output.getAll()).doesNotContain(CANARY);

        done(giveUp("tur.planner", number, "suspension"));
        assertThat(begun("aze.registry", number)).hasSize(1);
        done(giveUp("aze.registry", number, "suspension"));
        assertThat(begun("aze.registry", number)).isEmpty();
    }

    /** A page that stood open while somebody else signed in in another window sends what its own officer has written. */
    @Test
    void areNeitherKeptNorGivenUpOnceAnotherAccountIsSignedIn() {
        var number = permitted().number;
        kept(keep("aze.planner", number, "message", "{'written':'Mine'}"));

        var client = client("aze.planner");
        var kept = client.send(client.request("/api/page-drafts/" + number + "/message")
                .header("Content-Type", "application/json")
                .header("X-Mushterek-Account", "aze.registry")
                .PUT(BodyPublishers.ofString("{\"written\":\"Of another\"}")));
        assertRefused(kept, 409);
        assertThat(Client.json(kept).get("type").asText()).endsWith("draft.ofAnother");
        assertRefused(
                client.send(client.request("/api/page-drafts/" + number + "/message")
                        .header("X-Mushterek-Account", "aze.registry")
                        .DELETE()),
                409);
        assertThat(begun("aze.planner", number).findValuesAsText("written")).containsExactly("Mine");

        done(client.send(client.request("/api/page-drafts/" + number + "/message")
                .header("X-Mushterek-Account", "aze.planner")
                .DELETE()));
        assertThat(begun("aze.planner", number)).isEmpty();
    }

    @Test
    @NeedsChromium
    void sayThatAnotherAccountHasSignedInInAnotherWindow() throws IOException {
        var number = permitted().number;
        try (var page = at("aze.planner", number, "textarea[name=message]")) {
            var first = page.driver().getWindowHandle();
            page.driver().switchTo().newWindow(WindowType.TAB);
            page.signIn(port, "aze.registry");
            page.driver().switchTo().window(first);
            page.find("textarea[name=message]").sendKeys("The bus is late");

            page.find(".m-status[data-state=keptOfAnother]");
            page.screenshot("kept-of-another");
            assertThat(begun("aze.registry", number)).isEmpty();
            assertThat(begun("aze.planner", number)).isEmpty();
            assertThat(valueOf(page, "textarea[name=message]")).isEqualTo("The bus is late");
        }
    }

    /** The message arrives, and the line goes down before its draft is given up. */
    @Test
    @NeedsChromium
    void doNotComeBackOnceSentThoughTheyCouldNotBeGivenUpAtOnce() throws IOException {
        var number = permitted().number;
        try (var page = at("tur.planner", number, "textarea[name=message]")) {
            page.find("textarea[name=message]").sendKeys("The bus is late");
            page.find(".m-status[data-state=saved]");
            page.driver().executeCdpCommand("Network.enable", Map.of());
            page.driver()
                    .executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/page-drafts/*/message*")));
            new Select(page.find("select[name=release]")).selectByValue("OWN_SIDE");
            page.find("[data-send=message]").click();
            page.await(() -> valueOf(page, "textarea[name=message]").isEmpty());
            assertThat(begun("tur.planner", number)).hasSize(1);

            var gone = "mushterek:tur.planner:gone:" + number + "/message";
            assertThat(page.driver().executeScript("return sessionStorage.getItem(arguments[0]) !== null", gone))
                    .isEqualTo(true);
        }
    }

    /** The page was left, and even what is sent of a page that is left did not arrive. */
    @Test
    @NeedsChromium
    void areGivenUpByTheNextPageWhereTheOneThatSentThemCouldNot() throws IOException {
        var number = permitted().number;
        try (var page = at("tur.planner", number, "textarea[name=message]")) {
            kept(keep("tur.planner", number, "message", "{'written':'The bus is late'}"));
            var gone = "mushterek:tur.planner:gone:" + number + "/message";
            page.driver().executeScript("sessionStorage.setItem(arguments[0], '{}')", gone);

            page.driver().navigate().refresh();

            assertThat(valueOf(page, "textarea[name=message]")).isEmpty();
            page.await(() -> begun("tur.planner", number).isEmpty());
            page.await(() -> Boolean.TRUE.equals(
                    page.driver().executeScript("return sessionStorage.getItem(arguments[0]) === null", gone)));
        }
    }

    @Test
    void areNotOverwrittenByAWindowThatDoesNotKnowThem() {
        var number = permitted().number;
        var first = kept(keep("tur.planner", number, "message", "{'written':'One','window':'a'}"));
        assertThat(begun("tur.planner", number).at("/0/savedAt").asText()).isEqualTo(first.toString());
        clock.moveTo(MONDAY_MORNING.plusSeconds(60));

        var newer = keep("tur.planner", number, "message", "{'written':'Two','window':'b'}");
        assertRefused(newer, 409);
        assertThat(Client.json(newer).get("type").asText()).endsWith("draft.newer");
        var second = kept(
                keep("tur.planner", number, "message", "{'written':'Two','window':'b','savedAt':'" + first + "'}"));
        assertThat(second).isEqualTo(MONDAY_MORNING.plusSeconds(60));
        assertRefused(
                keep("tur.planner", number, "message", "{'written':'Three','window':'a','savedAt':'" + first + "'}"),
                409);
        assertRefused(keep("tur.planner", number, "message", "{'written':'Three'}"), 409);
        assertThat(begun("tur.planner", number).findValuesAsText("written")).containsExactly("Two");

        kept(keep("tur.planner", number, "message", "{'written':'Two','window':'a','savedAt':'" + first + "'}"));
        // An answer that was lost on its way makes no window a stranger to its own text.
        kept(keep("tur.planner", number, "message", "{'written':'Two more','window':'a','savedAt':'" + first + "'}"));
        assertThat(begun("tur.planner", number).findValuesAsText("written")).containsExactly("Two more");
    }

    @Test
    @NeedsChromium
    void letTheOfficerChooseWhereTwoWindowsWriteInOneForm() throws IOException {
        var number = permitted().number;
        try (var page = at("tur.planner", number, "textarea[name=message]")) {
            var first = kept(keep("tur.planner", number, "message", "{'written':'Two buses','window':'other'}"));
            page.find("textarea[name=message]").sendKeys("One bus");
            page.find(".m-status[data-state=keptNewer]");
            page.screenshot("kept-newer");
            assertThat(begun("tur.planner", number).findValuesAsText("written")).containsExactly("Two buses");
            clock.moveTo(MONDAY_MORNING.plusSeconds(60));
            page.find("[data-do=keptKeepThis]").click();
            page.find(".m-status[data-state=saved]");
            assertThat(begun("tur.planner", number).findValuesAsText("written")).containsExactly("One bus");

            var second = begun("tur.planner", number).at("/0/savedAt").asText();
            assertThat(Instant.parse(second)).isAfter(first);
            clock.moveTo(MONDAY_MORNING.plusSeconds(120));
            kept(keep(
                    "tur.planner",
                    number,
                    "message",
                    "{'written':'Three buses','window':'other','savedAt':'" + second + "'}"));
            page.find("textarea[name=message]").sendKeys("!");
            page.find("[data-do=keptTakeNewer]").click();
            page.await(() -> valueOf(page, "textarea[name=message]").equals("Three buses"));
        }
    }

    @Test
    @NeedsChromium
    void sayWhyTheyAreNotSavedAndAreGivenUpWhenAllIsEmptyAgain() throws IOException {
        var number = permitted().number;
        try (var page = at("aze.registry", number, "#mushterek-suspension")) {
            page.find("#mushterek-suspension summary").click();
            page.find("textarea[name='suspension-text']").sendKeys("x");
            page.find(".m-status[data-state=saved]");
            page.find("textarea[name='suspension-text']").sendKeys(Keys.BACK_SPACE);
            page.await(() -> begun("aze.registry", number).isEmpty());

            page.driver()
                    .executeScript(
                            "const box = arguments[0]; box.value = 'ə'.repeat(30000); box.dispatchEvent(new Event('input'));"
                                    + " box.dispatchEvent(new Event('change'))",
                            page.find("textarea[name=message]"));
            assertThat(page.find(".m-status[data-state=notSaved]").getText()).contains("48000");
            page.screenshot("kept-too-long");
        }
    }

    @Test
    void areKeptBesideTheCaseOnlyByWhoMayReadItsPage() {
        var open = visits.opened("tur").number;

        kept(keep("tur.planner", open, "message", "{'written':'A note'}"));
        assertRefused(keep("aze.planner", open, "message", "{'written':'A note'}"), 404);
        assertRefused(keep("tur.admin", open, "message", "{'written':'A note'}"), 404);
        assertRefused(keep("tur.planner", "VIS-TUR-2027-9999", "message", "{'written':'A note'}"), 404);
        var permitted = permitted().number;
        kept(keep("aze.guard", permitted, "strike-1", "{'written':'Came on another permit'}"));
        assertRefused(keep("tur.guard", permitted, "strike-1", "{'written':'Came on another permit'}"), 404);
    }

    @Test
    void areBoundInLengthAndNumber() {
        assertRefused(keep("tur.legal", "own", "observation", "{'written':null}"), 400);
        assertRefused(keep("tur.legal", "own", "a%20b", "{'written':'x'}"), 400);
        assertRefused(keep("tur.legal", "own", "observation", "{'written':'" + "ə".repeat(24_000) + "'}"), 413);
        kept(keep("tur.legal", "own", "observation", "{'written':'" + "ə".repeat(23_900) + "'}"));
        done(giveUp("tur.legal", "own", "observation"));
        IntStream.rangeClosed(1, 200).forEach(no -> kept(keep("tur.legal", "own", "f" + no, "{'written':'x'}")));

        assertRefused(keep("tur.legal", "own", "observation", "{'written':'x'}"), 409);
        kept(keep("tur.legal", "own", "f7", "{'written':'y','savedAt':'" + MONDAY_MORNING + "'}"));
        done(giveUp("tur.legal", "own", "f7"));
        kept(keep("tur.legal", "own", "observation", "{'written':'x'}"));
    }

    /** What two officers have begun to answer is of no use once one of them has. */
    @Test
    void areForgottenByTheSideWhenTheFormIsAnswered() {
        var visit = permitted();
        for (var account : List.of("aze.registry", "aze.authority")) {
            kept(keep(account, visit.number, "suspension", "{'written':{'text':'A shot'}}"));
        }
        kept(keep("aze.registry", visit.number, "message", "{'written':'A note'}"));
        kept(keep("tur.planner", visit.number, "suspension", "{'written':{'text':'Of another side'}}"));
        kept(keep("aze.authority", visit.number, "correction", "{'written':{'reason':'The wrong box'}}"));

        var ordered = post(
                "aze.authority",
                "/api/host-cases/" + visit.number + "/suspensions",
                "{\"reasonCode\":\"INCIDENT_EXAMINED\",\"text\":\"A shot was heard\",\"reviewOn\":\"2027-04-12\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(200);
        assertThat(begun("aze.registry", visit.number).findValuesAsText("form")).containsExactly("message");
        assertThat(begun("aze.authority", visit.number).findValuesAsText("form"))
                .containsExactly("correction");
        assertThat(begun("tur.planner", visit.number)).hasSize(1);

        kept(keep("aze.registry", visit.number, "suspension", "{'written':{'text':'It was a blank'}}"));
        var again = post(
                "aze.authority",
                "/api/host-cases/" + visit.number + "/suspensions/1/reinstatement",
                "{\"text\":\"It was a blank\"}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(begun("aze.registry", visit.number).findValuesAsText("form")).containsExactly("message");

        var corrected = post(
                "aze.authority",
                "/api/host-cases/" + visit.number + "/decision-corrections",
                "{\"action\":\"APPROVED_WITH_LIMITS\",\"reasonCode\":\"OTHER\",\"limits\":\"East half only\",\"reason\":\"The"
                        + " wrong box\",\"duties\":[\"MED-02\"],\"visitors\":[{\"line\":1,\"verdict\":\"APPROVED\"},{\"line\":2,"
                        + "\"verdict\":\"APPROVED\"},{\"line\":3,\"verdict\":\"APPROVED\"}],\"sites\":[{\"site\":1,"
                        + "\"verdict\":\"APPROVED\"},{\"site\":2,\"verdict\":\"APPROVED\"}]}");
        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
        assertThat(begun("aze.authority", visit.number)).isEmpty();
    }

    @Test
    void areForgottenWhenNobodyWorksOnThemForAQuarterOrAFortnightWhereNoCaseHasThem() {
        var number = permitted().number;
        kept(keep("aze.border", number, "message", "{'written':'Long ago'}"));
        kept(keep("aze.border", "own", "observation", "{'written':'Long ago'}"));
        kept(keep("aze.border", "own", "deputy", "{'written':'Long ago'}"));
        clock.moveTo(MONDAY_MORNING.plusSeconds(13L * 24 * 3600));
        forgottenDrafts.go();
        assertThat(begun("aze.border", "own")).hasSize(2);
        kept(keep("aze.border", "own", "observation", "{'written':'Lately','savedAt':'" + MONDAY_MORNING + "'}"));

        clock.moveTo(MONDAY_MORNING.plusSeconds(15L * 24 * 3600));
        forgottenDrafts.go();
        assertThat(begun("aze.border", "own").findValuesAsText("written")).containsExactly("Lately");
        clock.moveTo(MONDAY_MORNING.plusSeconds(89L * 24 * 3600));
        forgottenDrafts.go();
        assertThat(begun("aze.border", number)).hasSize(1);

        clock.moveTo(MONDAY_MORNING.plusSeconds(91L * 24 * 3600));
        forgottenDrafts.go();
        assertThat(begun("aze.border", number)).isEmpty();
    }

    @Test
    @NeedsChromium
    void rememberWhereWhoeverRecordsStandsInTheTabForADay() throws IOException {
        var visit = permitted().at(PathClock.at("2027-05-24", "09:00", PathClock.BAKU));
        try (var page = at("aze.guard", visit.number, "[name='movement-place']")) {
            var ofVisit = valueOf(page, "[name='movement-place']");
            page.find("[name='movement-place']").clear();
            page.find("[name='movement-place']").sendKeys("Post 7");
            page.driver().navigate().refresh();
            assertThat(valueOf(page, "[name='movement-place']")).isEqualTo("Post 7");
            assertThat(begun("aze.guard", "own")).isEmpty();

            page.driver()
                    .executeScript(
                            "const key = Object.keys(sessionStorage).find((one) => one.endsWith('movement-place'));"
                                    + " sessionStorage.setItem(key, JSON.stringify({ value: 'Post 7', on: 'Mon Apr 05 2021' }));");
            page.driver().navigate().refresh();
            assertThat(valueOf(page, "[name='movement-place']")).isEqualTo(ofVisit);
        }
    }

    // --- In two browsers. ---

    private Browser at(String account, String number, String part) throws IOException {
        var browser = Browser.open(1440, 900);
        browser.signIn(port, account);
        browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + number));
        browser.find(part);
        return browser;
    }

    private static String valueOf(Browser browser, String field) {
        return String.valueOf(browser.find(field).getDomProperty("value"));
    }

    /** What was begun in one browser, which is closed, is in the next one, and gone from a third when it is sent. */
    private void goesOnInAnotherBrowser(
            String account, String number, String part, Consumer<Browser> begin, Consumer<Browser> goOn)
            throws IOException {
        try (var first = at(account, number, part)) {
            first.find(part + " summary").click();
            begin.accept(first);
            first.await(() -> !first.driver()
                    .findElements(By.cssSelector(".m-status[data-state=saved]"))
                    .isEmpty());
            first.screenshot("begun-" + part.substring(1));
        }
        try (var second = at(account, number, part)) {
            goOn.accept(second);
        }
        assertThat(begun(account, number)).isEmpty();
    }

    @Test
    @NeedsChromium
    void goOnWithASuspensionInAnotherBrowser() throws IOException {
        var visit = permitted();
        goesOnInAnotherBrowser(
                "aze.registry",
                visit.number,
                "#mushterek-suspension",
                first -> {
                    new Select(first.find("select[name='suspend-reasonCode']")).selectByValue("INCIDENT_EXAMINED");
                    first.find("[name='suspension-reviewOn']").sendKeys("12.04.2027");
                    first.find("textarea[name='suspension-text']").sendKeys("A shot was heard");
                },
                second -> {
                    assertThat(valueOf(second, "select[name='suspend-reasonCode']"))
                            .isEqualTo("INCIDENT_EXAMINED");
                    assertThat(valueOf(second, "textarea[name='suspension-text']"))
                            .isEqualTo("A shot was heard");
                    second.find("[data-do='suspend']").click();
                    second.find("[data-suspension='1']");
                });
        assertThat(visit.permit().orElseThrow().state().name()).isEqualTo("SUSPENDED");
        try (var colleague = at("aze.authority", visit.number, "#mushterek-suspension")) {
            assertThat(valueOf(colleague, "textarea[name='suspension-text']")).isEmpty();
        }
    }

    @Test
    @NeedsChromium
    void goOnWithACorrectionInAnotherBrowser() throws IOException {
        var visit = permitted();
        goesOnInAnotherBrowser(
                "aze.authority",
                visit.number,
                "#mushterek-correction",
                first -> {
                    first.find("[data-code='APPROVED_WITH_LIMITS'] input").click();
                    new Select(first.find("select[name='reasonCode']")).selectByValue("OTHER");
                    first.find("textarea[name='limits']").sendKeys("East half only");
                },
                second -> {
                    assertThat(valueOf(second, "textarea[name='limits']")).isEqualTo("East half only");
                    second.find("textarea[name='reason']").sendKeys("The wrong box");
                    second.find("[data-correct]").click();
                    second.find("#mushterek-corrections");
                });
        assertThat(visit.permit().orElseThrow().sheet().limits()).isEqualTo("East half only");
    }

    /** What was typed last has not been saved yet when the window is closed. */
    @Test
    @NeedsChromium
    void areNotLostWhenTheWindowIsClosedAtOnce() throws IOException {
        var visit = permitted();
        try (var first = at("tur.planner", visit.number, "textarea[name=message]")) {
            first.find("textarea[name=message]").sendKeys("The bus is late");
            first.show(URI.create("about:blank"));
        }
        try (var second = at("tur.planner", visit.number, "textarea[name=message]")) {
            assertThat(valueOf(second, "textarea[name=message]")).isEqualTo("The bus is late");
            second.find("textarea[name=message]").clear();
            second.find("textarea[name=message]").sendKeys("x", Keys.BACK_SPACE);
            second.await(() -> begun("tur.planner", visit.number).isEmpty());
        }
    }
}
