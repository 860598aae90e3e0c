package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.security.Role;
import org.mushterek.task.OfficerTasks;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** The page of the officer's day: for each role, in each language, on a desk and on a telephone, without a mouse. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:day-page;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/day-page",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsChromium
class DayPageIT {

    private static final int MOST_TABS = 60;

    /** What waits for whom in the cases with which these tests begin. */
    private static final Map<String, String> WAITING = Map.of(
            "tur.planner", "ui.task.userTask_correctRequest",
            "tur.security", "ui.task.userTask_certifyRoster",
            "aze.security", "ui.task.userTask_reviewAtDesk",
            "aze.border", "ui.task.userTask_reviewAtDesk",
            "aze.range", "ui.task.userTask_reviewAtDesk",
            "tur.auditor", "ui.day.ofAuditor",
            "aze.auditor", "ui.day.ofAuditor",
            "aze.lessons", "ui.day.nothingWaits");

    private static final Map<String, String> NEWS = Map.of(
            "tur.planner", "mail.answered",
            "tur.authority", "mail.answered",
            "aze.registry", "mail.decided");

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    Texts texts;

    @Autowired
    JdbcClient database;

    @Autowired
    ManagementService management;

    @Autowired
    OfficerTasks tasks;

    private VisitCase late;
    private VisitCase fresh;
    private VisitCase atDesks;
    private VisitCase returned;
    private VisitCase permitted;

    /** Of the test that runs. */
    private @Nullable Browser opened;

    /** A side with something of everything. */
    @BeforeAll
    void letOfficersWork() {
        clock.moveTo(MONDAY_MORNING);
        late = visits.prepared("tur").submitted();
        clock.moveTo(late.due("tur.security", "userTask_certifyRoster").plusSeconds(60));
        fresh = visits.prepared("tur").submitted();
        atDesks = visits.prepared("tur").transmitted();
        returned = visits.prepared("tur")
                .submitted()
                .answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 3 is wrong.'}");
        permitted = visits.prepared("tur").transmitted().reviewed().approved();
        visits.opened("tur");
    }

    @AfterEach
    void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private Browser browser() {
        return Objects.requireNonNull(opened);
    }

    private void open(String account, int width) throws IOException {
        opened = Browser.open(width, 900);
        browser().signIn(port, account);
        browser().show(URI.create("http://127.0.0.1:" + port + "/start"));
        find("h1");
    }

    private void speak(Language language) {
        var chosen = ".m-languages button[lang=" + language.code() + "]";
        find(chosen).click();
        // The head of the page is called alike in two of the languages.
        await(() -> shows(chosen + "[aria-pressed=true]")
                && find("h1").getText().equals(texts.say("ui.myDay", language))
                && shows("section, .m-lead"));
    }

    /** A reminder here, which failed at each of its tries. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void showsWhatTheProgramCouldNotDoAndHasItTriedAgain(Language language) throws IOException {
        management.setJobRetries(returned.jobs().get(0).getId(), 0);
        open("tur.security", 1440);
        speak(language);

        assertThat(find("#cases").getText())
                .contains(texts.say("ui.day.stuck", language), returned.number)
                .doesNotContain("ui.", "userTask_", "undefined", "null");
        browser().screenshot("day-stuck-" + language.code());
        browser().becomeTelephone();
        assertThat(browser().fitsTelephone()).isTrue();
        browser().screenshot("day-stuck-" + language.code() + "-telephone");

        var again = "section[aria-label='" + texts.say("ui.day.stuck", language) + "'] button";
        assertThat(find(again).getText()).isEqualTo(texts.say("ui.day.tryAgain", language));
        find(again).click();
        await(() -> !shows(again));
        await(() -> find("#cases")
                .getText()
                .contains(texts.say(Message.of("ui.day.triedAgain").with("number", returned.number), language)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void showsTheWholeDayInEachLanguageAndFitsATelephone(Language language) throws IOException {
        open("tur.security", 1440);
        speak(language);

        var shown = find("#cases").getText();
        assertThat(shown)
                .contains(
                        texts.say("ui.day.waiting", language),
                        texts.say("ui.day.late", language),
                        texts.say("ui.day.asked", language),
                        texts.say("ui.day.cameBack", language),
                        texts.say("ui.day.news", language),
                        texts.say("ui.task.userTask_certifyRoster", language),
                        texts.say("day.next.AT_DESKS", language),
                        late.number,
                        fresh.number,
                        atDesks.number,
                        returned.number,
                        "Line 3 is wrong.")
                .doesNotContain("ui.", "day.", "userTask_", "undefined", "null");
        assertThat(shown.indexOf(late.number)).isLessThan(shown.indexOf(fresh.number));
        browser().screenshot("day-" + language.code());

        browser().becomeTelephone();

        assertThat(browser().fitsTelephone()).isTrue();
        browser().screenshot("day-narrow-" + language.code());
    }

    @ParameterizedTest
    @CsvSource({
        "tur.guard, ui.day.ofGuard",
        "tur.admin, ui.day.ofAdmin",
        "aze.auditor, ui.day.ofAuditor",
        "aze.lessons, ui.day.nothingWaits"
    })
    void saysASentenceWhereNothingIs(String account, String sentence) throws IOException {
        open(account, 1440);
        speak(Language.EN);

        assertThat(find("#cases").getText())
                .contains(texts.say(sentence, Language.EN))
                .doesNotContain("ui.", "day.", late.number);
        browser().screenshot("day-" + account.substring(account.indexOf('.') + 1));
        browser().becomeTelephone();
        assertThat(browser().fitsTelephone()).isTrue();
    }

    /** Each role of both sides, with the parts of its day and nothing of the other side's alone. */
    @ParameterizedTest
    @MethodSource("everybody")
    void hasForEachRoleItsOwnDayThatIsAccessibleOnADeskAndOnATelephone(String side, Role role) throws IOException {
        open(side + "." + role.code(), 1440);
        speak(Language.EN);

        assertThat(parts()).containsExactlyElementsOf(partsOf(role));
        var whole = find("#cases").getText();
        assertThat(whole).doesNotContain("ui.", "day.", "userTask_", "mail.", "undefined", "null");
        var ofSender = List.of(late.number, returned.number);
        if (side.equals("tur") && readsCases(role)) {
            assertThat(whole).contains(ofSender).contains(atDesks.number, permitted.number);
        } else {
            assertThat(whole).doesNotContain(ofSender);
            assertThat(whole.contains(permitted.number)).isEqualTo(readsCases(role));
        }
        var waits = WAITING.get(side + "." + role.code());
        if (waits != null) {
            assertThat(find(part("ui.day.waiting")).getText()).contains(texts.say(waits, Language.EN));
        }
        var told = NEWS.get(side + "." + role.code());
        if (told != null) {
            assertThat(find(part("ui.day.news")).getText())
                    .contains(permitted.number + " · " + texts.say(told, Language.EN));
            assertThat(find(part("ui.day.news") + " a.d-number[href='/cases#" + permitted.number + "']")
                            .isDisplayed())
                    .isTrue();
        }
        var name = "day-of-" + side + "-" + role.code();
        browser().screenshot(name);
        browser().becomeTelephone();
        assertThat(browser().fitsTelephone()).isTrue();
        browser().screenshot(name + "-telephone");
    }

    static Stream<Arguments> everybody() {
        return Stream.of("tur", "aze").flatMap(side -> Stream.of(Role.values()).map(role -> Arguments.of(side, role)));
    }

    private static boolean readsCases(Role role) {
        return !Set.of(Role.GUARD, Role.LESSONS, Role.ADMIN).contains(role);
    }

    /** But for what comes only where something went wrong. */
    private List<String> parts() {
        var seldom = Stream.of("ui.day.stuck", "ui.day.overdue")
                .map(key -> texts.say(key, Language.EN))
                .toList();
        return browser().driver().findElements(By.cssSelector("section.d-part")).stream()
                .map(part -> String.valueOf(part.getDomAttribute("aria-label")))
                .filter(title -> !seldom.contains(title))
                .toList();
    }

    private List<String> partsOf(Role role) {
        var keys =
                switch (role) {
                    case ADMIN, GUARD -> Stream.<String>of();
                    case LESSONS -> Stream.of("waiting", "news", "awaited");
                    case AUDITOR -> Stream.of("waiting", "lateAtSide", "cameBack", "asked", "permitted", "awaited");
                    default -> Stream.of("waiting", "lateAtSide", "cameBack", "news", "asked", "permitted", "awaited");
                };
        return keys.map(key -> texts.say("ui.day." + key, Language.EN)).toList();
    }

    private String part(String title) {
        return "section[aria-label='" + texts.say(title, Language.EN) + "']";
    }

    /** The sending side reads there why, and its day says so, too. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void showsBothSidesWhyAPermitWasRevoked(Language language) throws IOException {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burnt down'}");
        visit.doJobs();
        for (var account : List.of("tur.planner", "aze.registry")) {
            open(account, 1440);
            speak(language);
            if (account.startsWith("tur")) {
                assertThat(find("#cases").getText())
                        .contains(visit.number + " · " + texts.say("mail.permitRevoked", language))
                        .contains("The range burnt down");
            }
            browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + visit.number));
            await(() -> shows("#mushterek-papers"));
            assertThat(find("#cases").getText())
                    .contains(texts.say("ui.permit.closingReason", language), "The range burnt down")
                    .doesNotContain("ui.", "permit.", "undefined", "null");
            browser().screenshot("revoked-" + account + "-" + language.code());
            close();
        }
    }

    /** What is drawn is counted with what is not, and the rest comes without a new page. */
    @Test
    void drawsTwentyLinesOfAPartAndTheOthersOnRequest() throws IOException {
        for (var n = 0; n < 20; n++) {
            visits.prepared("aze").transmitted().reviewed().approved();
        }
        var all = database.sql("select count(*) from visit_permit where state = 'HANDED_OVER'")
                .query(Integer.class)
                .single();
        assertThat(all).isGreaterThan(20);
        open("aze.planner", 1440);
        speak(Language.EN);
        var part = "section[aria-label='" + texts.say("ui.day.permitted", Language.EN) + "']";
        assertThat(find(part).getText()).contains(all + " in all");
        assertThat(lines(part)).isEqualTo(21);

        find(part + " [data-do=others]").sendKeys(Keys.ENTER);

        assertThat(lines(part)).isEqualTo(all);
        assertThat(browser().driver().switchTo().activeElement().getDomAttribute("class"))
                .isEqualTo("d-number");
        browser().screenshot("day-others-en");
    }

    private int lines(String part) {
        return browser()
                .driver()
                .findElements(By.cssSelector(part + " .d-line"))
                .size();
    }

    /** A case that is no visit stands in the reports. */
    @Test
    void leadsFromEachNumberToItsCase() throws IOException {
        var number =
                tasks.open(visits.account("tur.planner"), "drill-scheduling").caseNumber();
        open("tur.planner", 1440);
        speak(Language.EN);
        assertThat(find("a.d-number[href='/cases#" + fresh.number + "']").getText())
                .isEqualTo(fresh.number);

        find("a.d-number[href='/reports#case/" + number + "']").click();

        await(() -> find("h1").getText().equals(number));
        assertThat(find("#cases").getText()).contains(texts.say("ui.report.openWhole", Language.EN));
    }

    @Test
    void leadsToTheTaskWithoutAMouseAndFromTasklistBack() throws IOException {
        open("tur.security", 1440);
        speak(Language.EN);
        var task = late.task("tur.security", "userTask_certifyRoster").id();
        tabTo("a[href$='task=" + task + "']");
        type(Keys.ENTER);
        await(() -> String.valueOf(browser().driver().getCurrentUrl()).contains("/camunda/app/tasklist/"));

        find(".mushterek-start a").click();
        await(() -> find("h1").getText().equals(texts.say("ui.myDay", Language.EN)));
    }

    /** Without the duty confirmed the roll stays open, and the page says why. */
    @Test
    void certifiesTickedRollsTogetherWithoutAMouseAndTellsOfEach() throws IOException {
        var lawful = visits.prepared("aze").submitted();
        open("aze.security", 1440);
        speak(Language.EN);
        tabTo("input[value='"
                + lawful.task("aze.security", "userTask_certifyRoster").id() + "']");
        type(Keys.SPACE);
        await(() -> shows(".d-bench .m-button"));
        assertThat(find(".d-bench").getText()).contains(texts.say("ui.day.claim", Language.EN));
        browser().screenshot("day-ticked-en");
        find(".d-bench .m-button:last-child").sendKeys(Keys.ENTER);
        await(() -> shows(".d-bench .m-claim input"));
        assertThat(find(".d-bench").getText()).contains(lawful.number, "DOC-05", texts.say("ui.day.look", Language.EN));
        browser().screenshot("day-look-en");
        find(".d-bench .m-claim .m-button").sendKeys(Keys.ENTER);
        await(() -> shows(".d-results"));
        assertThat(find(".d-results").getText()).contains(texts.say("ui.day.refused", Language.EN), lawful.number);
        browser().screenshot("day-refused-en");

        find("input[value='"
                        + lawful.task("aze.security", "userTask_certifyRoster").id() + "']")
                .sendKeys(Keys.SPACE);
        await(() -> shows(".d-bench .m-button"));
        find(".d-bench .m-button:last-child").sendKeys(Keys.ENTER);
        await(() -> shows(".d-bench .m-claim input"));
        find(".d-bench .m-claim input").sendKeys(Keys.SPACE);
        find(".d-bench .m-claim .m-button").sendKeys(Keys.ENTER);
        await(() -> shows(".d-results .m-quiet"));
        assertThat(find(".d-results").getText()).contains(texts.say("ui.day.done", Language.EN), lawful.number);
        lawful.doJobs();
        assertThat(lawful.state()).isEqualTo("ENDORSEMENT");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void namesADeputyOnItsPageInEachLanguage(Language language) throws IOException {
        var officer = Map.of(Language.AZ, "tur.range", Language.TR, "tur.border", Language.EN, "tur.air");
        open(Objects.requireNonNull(officer.get(language)), 1440);
        speak(language);
        browser().show(URI.create("http://127.0.0.1:" + port + "/deputies"));
        await(() -> find("h1").getText().equals(texts.say("ui.deputies", language)));

        find("input[name=deputy]").sendKeys("aze.legal");
        find("input[name=firstDay]").sendKeys("07.04.2027");
        find("input[name=lastDay]").sendKeys("16.04.2027");
        find("input[value=host-approval]").click();
        find(".m-inside .m-button").click();
        await(() -> shows("[data-wrong=deputy]:not(:empty)"));
        assertThat(find("[data-wrong=deputy]").getText()).contains(texts.say("deputy.unknown", language));
        find("input[name=deputy]").clear();
        find("input[name=deputy]").sendKeys("tur.legal", Keys.ENTER);
        find(".m-inside .m-button").sendKeys(Keys.ENTER);
        await(() -> shows("tbody tr"));

        assertThat(find("tbody tr").getText())
                .contains(
                        "tur.legal",
                        "07.04.2027 – 16.04.2027",
                        texts.say("ui.process.host-approval", language),
                        texts.say("ui.deputy.state.IN_EFFECT", language));
        assertThat(find("#cases").getText()).doesNotContain("ui.", "deputy.", "undefined");
        browser().screenshot("deputies-" + language.code());
        browser().becomeTelephone();
        assertThat(browser().fitsTelephone()).isTrue();
        browser().screenshot("deputies-narrow-" + language.code());
    }

    private boolean shows(String selector) {
        return browser().driver().findElements(By.cssSelector(selector)).stream()
                .anyMatch(WebElement::isDisplayed);
    }

    @Test
    void beginsARequestFromAnEarlierOneAndShowsItAsItWasSubmitted() throws IOException {
        open("tur.planner", 1440);
        speak(Language.EN);
        browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + returned.number));
        await(() -> shows("#mushterek-copy"));
        find("#mushterek-copy summary").click();
        await(() -> shows("select[name='copy-exercise'] option[value='QAFQAZ-QARTALI']"));
        find("[data-copy]").click();
        await(() -> shows("[data-copied]"));
        assertThat(find("#mushterek-copy").getText())
                .contains("is open:")
                .doesNotContain("ui.", "copy.", "undefined", "null");
        browser().screenshot("copy-en");
        find("#mushterek-submissions summary").click();
        await(() -> shows("[data-submission='1']"));
        find("[data-submission='1']").click();
        await(() -> find("#mushterek-submissions").getText().contains("SHA-256"));
        browser().screenshot("submission-en");
    }

    @Test
    void correctsWhyARequestWasRefused() throws IOException {
        var denied = visits.prepared("tur").transmitted().reviewed();
        denied.decided("{'action':'DENIED','reasonCode':'NOT_IN_PLAN','comment':'Next year'}");
        open("aze.authority", 1440);
        speak(Language.EN);
        browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + denied.number));
        await(() -> shows("#mushterek-correction"));
        find("#mushterek-correction summary").click();
        await(() -> shows("textarea[name='correct-reason']"));
        find("textarea[name='correct-comment']").sendKeys(" again");
        find("textarea[name='correct-reason']").sendKeys("Wrong words");
        browser().driver().navigate().refresh();
        await(() -> shows("textarea[name='correct-reason']"));
        assertThat(find("textarea[name='correct-reason']").getDomProperty("value"))
                .isEqualTo("Wrong words");
        find("[data-correct]").click();
        await(() -> shows("#mushterek-corrections"));
        find("[data-correction='1'] summary").click();
        assertThat(find("#mushterek-corrections").getText())
                .contains("Wrong words", "aze.authority")
                .doesNotContain("ui.", "correction.", "undefined", "null");
        browser().screenshot("correction-en");
    }

    @Test
    void correctsAnApprovalWhosePermitIsOut() throws IOException {
        var permitted = visits.prepared("tur").transmitted().reviewed().approved();
        open("aze.authority", 1440);
        speak(Language.EN);
        browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + permitted.number));
        await(() -> shows("#mushterek-correction"));
        find("#mushterek-correction summary").click();
        find("[data-code='APPROVED_WITH_LIMITS'] input").click();
        await(() -> shows("textarea[name='limits']"));
        new Select(find("select[name='reasonCode']")).selectByValue("OTHER");
        find("textarea[name='limits']").sendKeys("East half only");
        find("[data-correct]").click();
        await(() -> shows("#mushterek-correction [role='alert']"));
        assertThat(permitted.permit().orElseThrow().revision()).isEqualTo(1);
        browser().driver().navigate().refresh();
        await(() -> shows("textarea[name='reason']"));
        assertThat(find("textarea[name='limits']").getDomProperty("value")).isEqualTo("East half only");
        find("textarea[name='reason']").sendKeys("The wrong box");
        browser().screenshot("permit-correction-en");
        find("[data-correct]").click();
        await(() -> shows("#mushterek-corrections"));

        assertThat(find("#mushterek-corrections").getText()).doesNotContain("ui.", "correction.", "undefined", "null");
        var permit = permitted.permit().orElseThrow();
        assertThat(permit.revision()).isEqualTo(2);
        assertThat(permit.sheet().limits()).isEqualTo("East half only");
    }

    /** Who presses a button on a page whose session is over reads so, and has what was written. */
    @Test
    void saysOnAPageThatTheSessionIsOver() throws IOException {
        open("tur.planner", 1440);
        speak(Language.EN);
        browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + fresh.number));
        await(() -> shows("textarea[name=message]"));
        find("textarea[name=message]").sendKeys("The bus is late");
        new Select(find("select[name=release]")).selectByIndex(1);
        browser().driver().manage().deleteCookieNamed("JSESSIONID");
        find("[data-send=message]").click();

        await(() -> shows(".m-alert"));
        assertThat(find(".m-alert").getText()).isEqualTo(texts.say("ui.sessionEnded", Language.EN));
        assertThat(find("textarea[name=message]").getDomProperty("value")).isEqualTo("The bus is late");
    }

    /** A page asks at the door of its own side: what is asked for in vain is on record as an attempt. */
    @Test
    void tellsTheHostHowAMistakeInAnIssuedPermitIsMendedAndTriesNoDoorInVain() throws IOException {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        for (var account : List.of("aze.authority", "tur.planner")) {
            open(account, 1440);
            speak(Language.EN);
            browser().show(URI.create("http://127.0.0.1:" + port + "/cases#" + visit.number));
            await(() -> shows("#mushterek-papers"));
            assertThat(find("#cases").getText().contains(texts.say("ui.permit.final", Language.EN)))
                    .as(account)
                    .isEqualTo(account.startsWith("aze"));
            browser().show(URI.create("http://127.0.0.1:" + port + "/reports#case/" + visit.number));
            await(() -> shows("#mushterek-papers"));
            close();
        }

        assertThat(database.sql("select detail from audit_entry where case_number = ? and action = 'door.notFound'")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private void tabTo(String selector) {
        var wanted = find(selector);
        IntStream.range(0, MOST_TABS)
                .peek(tab -> type(Keys.TAB))
                .filter(tab -> browser().driver().switchTo().activeElement().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The keyboard does not reach " + selector));
    }

    private void type(CharSequence... keys) {
        new Actions(browser().driver()).sendKeys(keys).perform();
    }

    private WebElement find(String selector) {
        return browser().find(selector);
    }

    private void await(BooleanSupplier condition) {
        browser().await(condition);
    }
}
