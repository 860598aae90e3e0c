package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mushterek.build.Accessibility;
import org.mushterek.build.Browser;
import org.mushterek.build.ByHand;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page, found by itself, in each language, in a window of 1440 pixels and on a telephone: accessible, and nothing
 * beside the screen; with nothing to show, with much, with what is very long, with a door that does not answer, and in
 * print. And one task done without a mouse, from the sign-in to its end.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:every-page;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/every-page",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageIT {

    private static final int MOST_TABS = 80;
    private static final int MANY = 200;
    private static final int FIRST_PART = 20;
    private static final int MOST_IN_A_REQUEST = 30;

    private static final String[] LOADING = {"Yüklənir…", "Yükleniyor…", "Loading…"};

    private static final Map<Language, String> FILTERS =
            Map.of(Language.AZ, "Süzgəclər", Language.TR, "Süzgeçler", Language.EN, "Filters");
    private static final Map<Language, String> BACK = Map.of(
            Language.AZ,
            "Tapşırıqların siyahısına qayıt",
            Language.TR,
            "Görev listesine dön",
            Language.EN,
            "Back to the list of tasks");

    /** Counts the calls that a page waits for: it is drawn when none is left. */
    private static final String COUNT_CALLS = """
        window.waitsFor = 0;
        const ask = window.fetch;
        window.fetch = async (...call) => {
          window.waitsFor++;
          try { return await ask(...call); } finally { setTimeout(() => window.waitsFor--, 60); }
        };
        """;

    /** Holds back what a page asks for beside its texts and who is signed in, until it is let go. */
    private static final String HOLD_DOORS = """
        const askDoor = window.fetch;
        let letGo;
        const held = new Promise((done) => { letGo = done; });
        window.letGo = letGo;
        window.fetch = async (path, ...rest) => {
          if (!/^\\/api\\/(texts|me)$/.test(path)) { await held; }
          return askDoor(path, ...rest);
        };
        """;

    /** Puts a word that no line holds into all that officers may have written, other than what the program names itself. */
    private static final String LENGTHEN = """
        const [word] = arguments;
        const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) { texts.push(walker.currentNode); }
        const told = texts.filter((text) => text.data.trim() && !text.parentElement.closest('header, h1, th, time, a, button, label, legend, select, option, svg, summary, .m-chip, .d-count, .k-key, .k-month, .r-exports'));
        told.forEach((text) => { text.data += ' ' + word; });
        return told.length;\
        """;

    /** Repeats what an answer lists until there is as much of it as is asked for, each with a number of its own. */
    private static final String MULTIPLY = """
        const askForMany = window.fetch;
        window.grown = 0;
        const counted = (one, at) => at === 0 ? one : Object.fromEntries(Object.entries(one).map(([key, value]) =>
          [key, typeof value === 'string' && /^(id|number|caseNumber|code|taskId)$/.test(key) ? value + '.' + at : value]));
        const grow = (value, depth) => {
          if (Array.isArray(value)) {
            const rows = value.filter((one) => one && typeof one === 'object' && !Array.isArray(one));
            if (!rows.length || rows.length !== value.length || depth > 2) { return value; }
            window.grown++;
            return Array.from({ length: Math.max(MANY, rows.length) }, (any, at) => at < rows.length ? rows[at] : counted(rows[at % rows.length], at));
          }
          return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, grow(one, depth + 1)])) : value;
        };
        window.fetch = async (path, ...rest) => {
          const answer = await askForMany(path, ...rest);
          if (/^\\/api\\/(texts|me)/.test(path) || answer.status !== 200 || !/json/.test(answer.headers.get('Content-Type') || '')) { return answer; }
          const told = JSON.stringify(grow(await answer.json(), 0));
          return new Response(told, { status: answer.status, headers: answer.headers });
        };
        """;

    /** What they list is what the law and the program name, never more with time. */
    private static final Set<String> OF_FIXED_LENGTH = Set.of("/calendar", "/mail", "/rules");

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    VisitPathsIT.Hands.CorrectionTime correctionTime;

    @Autowired
    List<RequestMappingHandlerMapping> addresses;

    @Autowired
    JdbcClient database;

    private Browser browser;

    @BeforeAll
    void startOnAMonday() {
        clock.moveTo(MONDAY_MORNING);
    }

    @BeforeEach
    void open() throws IOException {
        browser = Browser.open(1440, 1000);
        browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", COUNT_CALLS));
    }

    /** Whatever a test shows of a page, nothing on it is refused by its policy of contents. */
    @AfterEach
    void close() throws IOException {
        try {
            assertThat(browser.refusedByPolicy()).isEmpty();
        } finally {
            browser.close();
        }
    }

    /** Of pages that somebody signed in may open. */
    private Set<String> pages() {
        var pages = new TreeSet<String>();
        addresses.forEach(mapping -> mapping.getHandlerMethods().forEach((address, handler) -> {
            if (handler.getBeanType().getPackageName().equals("org.mushterek.web.page")) {
                address.getDirectPaths().stream()
                        .filter(path -> !path.startsWith("/api/"))
                        .forEach(pages::add);
            }
        }));
        assertThat(pages).contains("/start", "/cases", "/rules", "/accounts").hasSizeGreaterThan(8);
        return pages;
    }

    private static String readerOf(String page) {
        return switch (page) {
            case "/accounts" -> "tur.admin";
            case "/audit" -> "tur.auditor";
            case "/retention" -> "tur.legal";
            default -> "tur.planner";
        };
    }

    @Test
    @Order(1)
    void isAccessibleWhereThereIsNothingYet() {
        for (var page : pages()) {
            show(readerOf(page), page);
            assertThat(browser.driver().findElements(By.cssSelector("main [role=alert]:not(:empty)")))
                    .as("what %s is refused at %s", readerOf(page), page)
                    .isEmpty();
            assertFine(page + " with nothing on it");
        }
    }

    @Test
    @Order(2)
    void isAccessibleToStrangers() {
        for (var page : List.of("/sign-in", "/verify")) {
            browser.show(address(page));
            browser.assertAccessible(page);
            browser.becomeTelephone();
            browser.assertAccessible(page + " on a telephone");
            assertThat(browser.fitsTelephone()).as(page).isTrue();
            browser.becomeWindow();
        }
    }

    @Test
    @Order(3)
    void isAccessibleInEachLanguageOnEachScreen() throws IOException {
        visits.prepared("tur").transmitted().reviewed().approved();
        visits.prepared("tur").transmitted();
        visits.prepared("aze").transmitted();
        int at = 0;
        for (var page : pages()) {
            show(readerOf(page), page);
            browser.assertWorksByKeyboard(page, "body");
            // The rules of axe-core hardly ask for the language: each page is looked at in one, and laid out in all.
            var lookedAt = Language.values()[at++ % Language.values().length];
            for (var language : Language.values()) {
                speak(language);
                var name = "pages/" + language.code() + page.replace('/', '-');
                var isLookedAt = language == lookedAt || Browser.takesAllPictures();
                browser.picture(name);
                if (isLookedAt) {
                    browser.assertAccessible(name);
                }
                browser.becomeTelephone();
                browser.picture(name + "-narrow");
                if (isLookedAt) {
                    browser.assertAccessible(name + "-narrow");
                }
                assertThat(browser.fitsTelephone()).as(name).isTrue();
                assertNoTableLiesBesideTheScreen(name);
                browser.becomeWindow();
            }
            var heads = browser.driver().findElements(By.cssSelector("main h1"));
            assertHeaded(page);
            var signOut = find(".c-who > .m-button:last-child").getText();
            assertThat(browser.printed().replaceAll("\\s+", " "))
                    .as("%s in print", page)
                    .isNotBlank()
                    .doesNotContain(signOut)
                    .satisfies(paper -> heads.forEach(head -> assertThat(paper).contains(head.getText())));
        }
    }

    /** Whoever does not see a page hears by its one first heading where they are. */
    private void assertHeaded(String page) {
        assertThat(browser.driver().findElements(By.tagName("h1")))
                .as("first heading of " + page)
                .hasSize(1)
                .allMatch(head -> head.isDisplayed() && !head.getText().isBlank());
    }

    /** A chart, and what stands in a folded part, may be moved sideways; a table is read as blocks. */
    private void assertNoTableLiesBesideTheScreen(String name) {
        assertThat(browser.driver().executeScript("""
                return [...document.querySelectorAll('.m-scroll:has(.m-table)')].filter((box) => !box.closest('.r-figure')
                  && box.scrollWidth > box.clientWidth).map((box) => box.getAttribute('aria-label'))"""))
                .as("tables beside the screen in " + name)
                .isEqualTo(List.of());
    }

    /** Each part of the reports, drawn of a month in which a visit was decided and another waits. */
    @Test
    @Order(4)
    void drawsTheReportsInEachLanguageOnEachScreen() throws IOException {
        var decided = visits.prepared("tur").transmitted().reviewed().approved();
        var april = "from=2027-04-01&to=2027-04-30";
        var parts = Map.of(
                "cases", "#cases",
                "case", "#case/" + decided.number,
                "figures", "#figures?" + april,
                "heat", "#heat?process=visit-request&" + april,
                "calendar", "#calendar?month=2027-05");
        int at = 0;
        for (var part : new TreeMap<>(parts).entrySet()) {
            show("tur.commander", "/reports" + part.getValue());
            assertThat(browser.driver().findElements(By.cssSelector("[role=alert]:not(:empty)")))
                    .as(part.getKey())
                    .isEmpty();
            assertHeaded("reports, " + part.getKey());
            browser.assertWorksByKeyboard("reports, " + part.getKey(), "body");
            var lookedAt = Language.values()[at++ % Language.values().length];
            for (var language : Language.values()) {
                speak(language);
                var name = "pages/" + language.code() + "-reports-" + part.getKey();
                browser.picture(name);
                if (language == lookedAt) {
                    browser.assertAccessible(name);
                }
                browser.becomeTelephone();
                browser.picture(name + "-narrow");
                if (language == lookedAt) {
                    browser.assertAccessible(name + "-narrow");
                }
                assertThat(browser.fitsTelephone()).as(name).isTrue();
                assertNoTableLiesBesideTheScreen(name);
                browser.becomeWindow();
            }
        }
        show("tur.commander", "/reports#case/" + decided.number);
        if (Browser.takesAllPictures()) {
            browser.wholePicture("pages/reports-whole-case");
        }
        assertThat(browser.printed()).contains(decided.number);
    }

    @Test
    @Order(5)
    void saysInAnAlertThatADoorDoesNotAnswer() {
        for (var page : pages()) {
            show(readerOf(page), page);
            block(doorsOfPages());

            browser.driver().navigate().refresh();
            settle();

            assertThat(find("main [role=alert]").getText()).as(page).isNotBlank();
            if (page.equals("/cases")) {
                assertFine(page + " without an answer");
            }
            block(List.of("*/api/*"));

            browser.driver().navigate().refresh();

            assertThat(find("main [role=alert]").getText())
                    .as("%s without a line", page)
                    .isNotBlank();
            assertThat(url()).endsWith(page);
            block(List.of());
        }
    }

    /** What pages ask for beside their texts and who is signed in. */
    private List<String> doorsOfPages() {
        var doors = new TreeSet<String>();
        addresses.forEach(
                mapping -> mapping.getHandlerMethods().keySet().forEach(address -> address.getPatternValues().stream()
                        .filter(path ->
                                path.startsWith("/api/") && !path.equals("/api/texts") && !path.startsWith("/api/me"))
                        .map(path -> "*" + path.replaceFirst("^(/api/[^/]+).*", "$1") + "*")
                        .forEach(doors::add)));
        doors.add("*/api/me/*");
        return List.copyOf(doors);
    }

    private void block(List<String> addressesToBlock) {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", addressesToBlock));
    }

    @Test
    @Order(5)
    void saysThatItLoadsUntilItIsDrawn() {
        show("tur.planner", "/cases");
        speak(Language.AZ);
        block(List.of("*/ui/cases.js"));

        browser.driver().navigate().refresh();

        assertThat(find("main [role=status]").getText()).isEqualTo("Yüklənir…");
        assertThat(browser.driver().executeScript("return document.documentElement.lang"))
                .isEqualTo("az");
        assertFine("a page that still loads");
        block(List.of());
        show("tur.planner", "/cases");
        speak(Language.EN);
    }

    @Test
    @Order(5)
    void saysThatItLoadsUntilItsDoorsAnswer() {
        browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", HOLD_DOORS));
        for (var page : pages()) {
            var reader = readerOf(page);
            if (!reader.equals(signedIn())) {
                browser.driver().manage().deleteAllCookies();
                browser.signIn(port, reader);
            }
            browser.show(address(page));

            assertThat(find("main [role=status], main [aria-live=polite]").getText())
                    .as(page)
                    .containsAnyOf(LOADING);
            browser.becomeTelephone();
            browser.assertAccessible(page + " that still loads");
            assertThat(browser.fitsTelephone()).as(page).isTrue();
            browser.becomeWindow();

            browser.driver().executeScript("window.letGo()");
            settle();
            assertThat(find("main").getText()).as(page).doesNotContain(LOADING);
        }
    }

    @Test
    @Order(5)
    void saysThatATaskLoadsOrCannotBeOpenedAndTriesAgain() {
        var visit = visits.prepared("tur");
        browser.driver().manage().deleteAllCookies();
        browser.signIn(port, "tur.planner");
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of("source", HOLD_DOORS.replace("texts|me", "(?!tasks\\/).*")));
        browser.show(address("/camunda/app/tasklist/default/#/?task="
                + visit.task("tur.planner", "userTask_prepareRequest").id()));

        assertThat(find(".mushterek-task [role=status]").getText()).isIn((Object[]) LOADING);
        browser.assertAccessible("a task that still loads");

        block(List.of("*/api/tasks/*"));
        browser.driver().executeScript("window.letGo()");
        assertThat(find(".mushterek-task [role=alert]").getText()).contains("The program cannot be reached");
        browser.assertAccessible("a task that cannot be opened");
        browser.assertFormFitsTelephone("a task that cannot be opened");

        block(List.of());
        browser.driver().manage().deleteAllCookies();
        find(".mushterek-task .m-alert + .m-button").click();
        await(() -> find(".mushterek-task [role=alert]").getText().contains("Your session has ended"));
        assertThat(find(".mushterek-task a.m-button").getAttribute("href")).endsWith("/sign-in");
    }

    @Test
    @Order(5)
    void opensATaskThatCouldNotBeOpened() {
        var visit = visits.prepared("tur");
        browser.driver().manage().deleteAllCookies();
        browser.signIn(port, "tur.planner");
        block(List.of("*/api/tasks/*"));
        browser.show(address("/camunda/app/tasklist/default/#/?task="
                + visit.task("tur.planner", "userTask_prepareRequest").id()));
        var again = find(".mushterek-task .m-alert + .m-button");

        block(List.of());
        again.click();

        assertThat(find(".mushterek-task .m-number").getText()).isEqualTo(visit.number);
        block(List.of());
    }

    @Test
    @Order(5)
    void holdsVeryLongWordsOnEachPage() {
        var word = "Çəkilməzuzunluqdabirsöz".repeat(12);
        var beside = new TreeMap<String, List<?>>();
        for (var page : pages()) {
            show(readerOf(page), page);
            assertThat((Long) browser.driver().executeScript(LENGTHEN, word))
                    .as(page)
                    .isPositive();
            beside.put(page, besideTheScreen());
            browser.becomeTelephone();
            beside.put(page + " on a telephone", besideTheScreen());
            browser.becomeWindow();
        }
        beside.values().removeIf(List::isEmpty);
        assertThat(beside).isEmpty();
    }

    /** What a page that can be moved sideways shows there; and the tables that can, where they should stand as blocks. */
    private List<?> besideTheScreen() {
        return (List<?>) Objects.requireNonNull(browser.driver().executeScript("""
            const html = document.documentElement;
            const tables = innerWidth > 720 ? [] : [...document.querySelectorAll('.m-scroll:has(.m-table)')].filter((box) => !box.closest('.r-figure') && box.scrollWidth > box.clientWidth);
            const wide = html.scrollWidth > innerWidth ? [...document.querySelectorAll('main *')].filter((part) => part.getBoundingClientRect().right > innerWidth) : [];
            const inTables = tables.flatMap((box) => [box, ...[...box.querySelectorAll('td, td *')].filter((part) => part.getBoundingClientRect().right > box.getBoundingClientRect().right)]);
            return [...inTables, ...wide].slice(0, 3).map((part) => `${part.parentElement.className} > ${part.outerHTML.slice(0, 60)}`);\
            """));
    }

    @Test
    @Order(5)
    void namesTheTasksOfACaseInEachLanguage() {
        show("tur.planner", "/cases#" + visits.prepared("tur").number);
        var named = Arrays.stream(Language.values())
                .map(language -> {
                    speak(language);
                    return find("#cases a[href*='#/?task=']").getText();
                })
                .toList();

        assertThat(named)
                .containsExactly("Səfər sorğusunu hazırlamaq", "Ziyaret talebini hazırla", "Prepare visit request");
    }

    @Test
    @Order(5)
    void headsThePageOfACaseByItsNumber() {
        var number = visits.prepared("tur").transmitted().number;
        for (var page : List.of(
                "/cases#" + number,
                "/reports#case/" + number,
                "/cases#VIS-TUR-2027-9999",
                "/reports#case/VIS-TUR-2027-9999")) {
            show("tur.planner", page);
            browser.await(() -> !browser.driver().findElements(By.tagName("h1")).isEmpty());
            assertHeaded(page);
            assertThat(find("h1").getText()).as(page).isEqualTo(page.replaceAll(".*(?=VIS-)", ""));
        }
        assertFine("a case that is not there");
    }

    @Test
    @Order(6)
    void doesATaskWithoutAMouse() {
        var visit = visits.prepared("tur").submitted();
        browser.show(address("/sign-in"));
        tabTo("#account");
        type("tur.security", Keys.TAB, "demo", Keys.ENTER);
        await(() -> !url().contains("/sign-in"));
        browser.show(address("/start"));
        settle();

        tabTo("a[href$='task="
                + visit.task("tur.security", "userTask_certifyRoster").id() + "']");
        type(Keys.ENTER);
        await(() -> url().contains("/camunda/app/tasklist/"));
        find(".mushterek-task .m-bar");
        tabTo(".claim");
        type(Keys.ENTER);
        find(".mushterek-task .m-body:not([disabled]) .m-choice");
        tabTo(".m-choice[data-code=CERTIFY] input");
        type(Keys.SPACE);
        tabTo(".m-duty input[name=duty]");
        type(Keys.SPACE);
        find(".mushterek-task [data-state=saved]");
        tabTo(".form-actions .btn-primary");
        type(Keys.ENTER);

        await(() -> visit.steps("tur").contains("userTask_endorseRequest"));
        assertThat(visit.state()).isEqualTo("ENDORSEMENT");
    }

    @Test
    @Order(6)
    void isAccessibleInTasklistAroundTheFormAsWell() {
        var visit = visits.prepared("tur").submitted();
        browser.driver().manage().deleteAllCookies();
        browser.signIn(port, "tur.security");
        browser.show(address("/camunda/app/tasklist/default/#/?task="
                + visit.task("tur.security", "userTask_certifyRoster").id()));
        find(".claim").click();
        find(".mushterek-task .m-body:not([disabled]) .m-choice");

        assertThat(Accessibility.findingsOfWhole(browser.driver())).isEmpty();
    }

    /** The list, its filters folded away, or the task, with a way back: in Tasklist itself, as an officer has it. */
    @Test
    @Order(6)
    void showsOneThingAtATimeInTasklistOnATelephone() {
        var visit = visits.prepared("tur").submitted();
        var certification = visit.task("tur.security", "userTask_certifyRoster").id();
        browser.becomeTelephone();
        for (var language : Language.values()) {
            new CaseWalk(port, Duration.ofSeconds(10))
                    .send(
                            "tur.security",
                            "PUT",
                            "/api/me/language",
                            "{\"language\":\"" + language.code() + "\"}",
                            "application/json",
                            null);
            browser.signIn(port, "tur.security");
            browser.show(address("/camunda/app/tasklist/default/"));

            await(() -> find(".mushterek-filters").getText().startsWith(FILTERS.get(language) + ": "));
            assertIsNotShown(".task-filter", ".mushterek-back", ".small-screen-warning");
            assertFitsTelephone("the list");
            find(".mushterek-filters").sendKeys(Keys.ENTER);
            find(".task-filter:nth-of-type(3) a").sendKeys(Keys.ENTER);
            await(() -> browser.driver().switchTo().activeElement().equals(find(".mushterek-filters")));
            assertIsNotShown(".task-filter");

            await(() -> {
                // The list may just be drawn anew.
                find(".tasks-list a[href$='" + certification + "']").sendKeys(Keys.ENTER);
                return true;
            });
            find(".mushterek-task .m-bar");
            await(() -> browser.driver().switchTo().activeElement().equals(find(".mushterek-back")));
            browser.driver().findElements(By.cssSelector(".claim")).stream()
                    .filter(WebElement::isDisplayed)
                    .forEach(WebElement::click);
            find(".mushterek-task .m-body:not([disabled])");
            assertThat(find(".mushterek-back").getText()).isEqualTo(BACK.get(language));
            assertIsNotShown(".task-filter", ".mushterek-filters", ".tasks-list li.task");
            assertFitsTelephone("the task");
            assertThat(browser.driver().executeScript("""
                    const button = document.querySelector('.form-actions .btn-primary').getBoundingClientRect();
                    return button.top > 0 && button.bottom <= innerHeight;"""))
                    .as("the button is at hand")
                    .isEqualTo(true);

            find(".mushterek-back").sendKeys(Keys.ENTER);
            await(() -> browser.driver()
                    .switchTo()
                    .activeElement()
                    .equals(find(".tasks-list a[href$='" + certification + "']")));
            assertIsNotShown(".mushterek-back");
        }
    }

    private void assertIsNotShown(String... selectors) {
        assertThat(browser.driver().findElements(By.cssSelector(String.join(", ", selectors))))
                .noneMatch(WebElement::isDisplayed);
    }

    private void assertFitsTelephone(String what) {
        assertThat(browser.fitsTelephone()).as("%s fits a telephone", what).isTrue();
        assertThat(Accessibility.findingsOfWhole(browser.driver())).as(what).isEmpty();
    }

    @Test
    @Order(7)
    void holdsWhatIsVeryLong() throws IOException {
        var word = "Uzunsözcük".repeat(30);
        var visit = visits.prepared("tur", content -> {
            content.put("purpose", (word + " ").repeat(3));
            ((ObjectNode) content.at("/sites/0")).put("name", word.substring(0, 100));
            ((ObjectNode) content.at("/pointOfContact")).put("name", word.substring(0, 60));
        });
        visit.submitted();

        show("tur.planner", "/cases#" + visit.number);

        await(() -> find("#cases").getText().contains(word));
        browser.picture("pages/very-long");
        assertFine("a very long case");
        hold(visit.number, word);
        show("tur.legal", "/retention");
        assertThat(find("#cases").getText()).contains(word);
        assertFine("a very long reason");
        openForm("tur.security", visit, "userTask_certifyRoster");
        await(() -> find(".mushterek-task").getText().contains(word));
        browser.assertAccessible("a very long form of a roll");
        browser.assertFormFitsTelephone("a very long form of a roll");
        visit.answered("tur.security", "userTask_certifyRoster", "{'action':'CERTIFY','duties':['DOC-05']}")
                .answered("tur.authority", "userTask_endorseRequest", "{'action':'ENDORSE'}")
                .reviewed();
        openForm("aze.authority", visit, "userTask_decideRequest");
        await(() -> find(".mushterek-task").getText().contains(word));
        browser.assertAccessible("a very long form");
        browser.assertFormFitsTelephone("a very long form");
    }

    private void hold(String number, String reason) {
        var held = new CaseWalk(port, Duration.ofSeconds(10))
                .send("tur.legal", "POST", "/api/legal-holds", """
                {"number":"%s","reason":"%s"}""".formatted(number, reason), "application/json", null);
        assertThat(held.statusCode()).as(held.body()).isLessThan(300);
    }

    private void openForm(String account, VisitCase visit, String step) {
        browser.driver().manage().deleteAllCookies();
        browser.signIn(port, account);
        browser.show(address("/camunda/app/tasklist/default/#/?task="
                + visit.task(account, step).id()));
        browser.driver().navigate().refresh();
        find(".mushterek-task .m-bar");
        browser.driver().findElements(By.cssSelector(".claim")).stream()
                .filter(WebElement::isDisplayed)
                .forEach(WebElement::click);
        find(".mushterek-task .m-body:not([disabled])");
    }

    /** Persons and sites come, go and change; what stays is limited, and is not decided again. */
    @Test
    @Order(7)
    void showsAnAmendmentInEachFormAndOnThePagesOfBothCases() throws IOException {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'Foto çəkmək olmaz','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':1,'verdict':'APPROVED','limits':'Şərq yarısı'},{'site':2,'verdict':'APPROVED'}],"
                + "'exceptions':[{'line':2,'site':1}],'duties':['MED-02']}");
        lookAtPage("tur.planner", visit, "permitted");
        var opened = new CaseWalk(port, Duration.ofSeconds(10))
                .send(
                        "tur.planner",
                        "POST",
                        "/api/visit-requests/" + visit.number + "/amendments",
                        "{}",
                        "application/json",
                        null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var amendment = visits.known(Client.json(opened).get("number").asText(), "tur");
        lookAtForm("tur.planner", amendment, "userTask_prepareRequest", null, "begun");
        amendment.enroll(
                AmendmentsIT.withoutLine(VisitDriver.roster("tur", 4), 3).replace("OF-5;", "OF-6;"));
        amendment.write(content -> {
            ((ObjectNode) content.at("/sites/1")).put("address", "Bakı, Parlament prospekti 3");
            content.withArray("sites").addObject().put("name", "2-ci kazarma").put("kind", "BARRACKS");
            ((ObjectNode) content.at("/pointOfContact")).put("phone", "+90 312 000 00 00");
        });
        lookAtForm("tur.planner", amendment, "userTask_prepareRequest", null, "prepare");
        amendment.submitted();
        lookAtForm("tur.security", amendment, "userTask_certifyRoster", "CERTIFY", "certify");
        amendment.certified();
        lookAtForm("tur.authority", amendment, "userTask_endorseRequest", "ENDORSE", "endorse");
        amendment.endorsed();
        lookAtForm("tur.planner", amendment, "userTask_followRequest", null, "follow");
        lookAtForm("aze.security", amendment, "userTask_reviewAtDesk", "NO_OBJECTION", "desk");
        amendment.reviewedBy("security", "border");
        lookAtForm("aze.authority", amendment, "userTask_decideRequest", "APPROVED", "decide");
        correctionTime.become(Duration.ofHours(1));
        amendment.decided("{'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','visitors':["
                + "{'line':1,'verdict':'APPROVED'},{'line':3,'verdict':'APPROVED'}],"
                + "'sites':[{'site':2,'verdict':'APPROVED'},{'site':3,'verdict':'APPROVED'}],'duties':['MED-02']}");
        lookAtForm("aze.authority", amendment, "userTask_correctDecision", "APPROVED_WITH_LIMITS", "correct");
        amendment.answered("aze.authority", "userTask_correctDecision", "{'action':'RELEASE'}");
        correctionTime.become(Duration.ZERO);
        lookAtForm("aze.registry", amendment, "userTask_closeVisit", null, "close");
        lookAtPage("tur.planner", visit, "replaced");
        lookAtPage("tur.planner", amendment, "own");
        lookAtPage("aze.authority", amendment, "received");
    }

    @Test
    void showASuspendedPermitAndItsReinstatement() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        lookAtSuspension("aze.registry", visit, "to be suspended");
        var walk = new CaseWalk(port, Duration.ofSeconds(10));
        var path = "/api/host-cases/" + visit.number + "/suspensions";
        var order = "{\"reasonCode\":\"INCIDENT_EXAMINED\",\"text\":\"A shot was heard at the eastern gate\","
                + "\"remark\":\"Ask the range tower\",\"reviewOn\":\"2027-04-12\"}";
        assertThat(walk.send("aze.registry", "POST", path, order, "application/json", null)
                        .statusCode())
                .isEqualTo(200);
        lookAtForm("aze.registry", visit, "userTask_reviewSuspension", "KEEP", "suspension", "#mushterek-suspension");
        lookAtForm("aze.registry", visit, "userTask_closeVisit", null, "close-suspended", "#mushterek-suspension");
        lookAtSuspension("aze.authority", visit, "suspended");
        lookAtSuspension("tur.planner", visit, "suspended");
        var again = "{\"text\":\"It was a blank\"}";
        assertThat(walk.send("aze.authority", "POST", path + "/1/reinstatement", again, "application/json", null)
                        .statusCode())
                .isEqualTo(200);
        lookAtSuspension("tur.planner", visit, "reinstated");
    }

    @Test
    void showArrivalsAndDepartures() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        var visit = visits.prepared("tur").transmitted().reviewed().approved().at(at("2027-05-24", "09:00", BAKU));
        lookAtMovements("aze.border", visit, "nobody yet");
        lookAtMovements("aze.guard", visit, "at the gate");

        browser.find("[data-tick='movement.all']").click();
        browser.find("[name='movement-place']").sendKeys("Balakən");
        browser.find("[data-do='ARRIVED']").click();
        browser.await(() -> !browser.driver()
                .findElements(By.cssSelector("[data-inside='3']"))
                .isEmpty());
        assertThat(find("[data-told]").getText()).contains("3");
        browser.driver().executeScript("document.querySelector('.m-movements > .m-more').open = true");
        browser.find("[data-strike='2']").click();
        browser.find("[name='strike-2']").sendKeys("Came on another permit");
        browser.find("[data-do='strike']").click();
        browser.await(() -> !browser.driver()
                .findElements(By.cssSelector("[data-struck='2']"))
                .isEmpty());
        browser.find("[name='movement-1']").click();
        browser.find("[name='movement-2']").click();
        browser.find("[data-do='DEPARTED']").click();
        browser.await(() -> find("[data-told]").getText().contains("MOV-02"));
        assertThat(browser.driver().findElements(By.cssSelector("[data-inside='1']")))
                .hasSize(1);
        assertFine("what a guard has recorded");

        visit.at(at("2027-05-29", "08:00", BAKU));
        show("aze.guard", "/cases");
        browser.find("[data-list='present']").click();
        browser.await(() -> find("#cases table").getText().contains(visit.number));
        browser.picture("movements/present");
        assertFine("who is in the country, for a guard");
        browser.find("#cases table a[href='#" + visit.number + "']").click();
        find("[data-permit='EXPIRED']");
        lookAtMovements("aze.guard", visit, "after the end");
        lookAtMovements("aze.registry", visit, "late");
        lookAtMovements("tur.planner", visit, "of the sending side");
    }

    @Test
    void readsOnToOlderMovements() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        var visit = visits.prepared("tur").transmitted().reviewed().approved().at(at("2027-05-24", "09:00", BAKU));
        var rows = IntStream.range(0, 60)
                .mapToObj(no -> "{\"line\":1,\"kind\":\"%s\",\"at\":\"08:%02d\",\"place\":\"Balakən\"}"
                        .formatted(no % 2 == 0 ? "ARRIVED" : "DEPARTED", no))
                .collect(Collectors.joining(","));
        var recorded = new CaseWalk(port, Duration.ofSeconds(10))
                .send(
                        "aze.border",
                        "POST",
                        "/api/host-cases/" + visit.number + "/movements",
                        "{\"rows\":[" + rows + "]}",
                        "application/json",
                        null);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);

        show("aze.border", "/cases#" + visit.number);
        browser.await(() -> entriesShown() == 50);
        browser.driver().executeScript("document.querySelector('.m-movements > .m-more').open = true");
        assertThat(find(".m-movements > .m-more").getText()).contains("60", "50");
        if (Browser.takesAllPictures()) {
            browser.wholePicture("movements/older");
            browser.becomeTelephone();
            browser.wholePicture("movements/older-narrow");
            browser.becomeWindow();
        }
        assertFine("the latest movements");
        browser.find("[data-do='older']").click();
        browser.await(() -> entriesShown() == 60);
        assertThat(browser.driver().findElements(By.cssSelector("[data-do='older']")))
                .isEmpty();

        browser.find("[data-strike='60']").click();
        browser.find("[name='strike-60']").sendKeys("Counted twice");
        browser.find("[data-do='strike']").click();
        browser.await(() -> !browser.driver()
                .findElements(By.cssSelector("[data-struck='60']"))
                .isEmpty());
        assertThat(entriesShown()).as("whoever had read on has them still").isEqualTo(60);
    }

    private int entriesShown() {
        return browser.driver()
                .findElements(By.cssSelector(".m-movements > .m-more tbody tr"))
                .size();
    }

    @Test
    void recordsAtTheTimeThatIsTypedAndNothingAtOneThatCannotBeRead() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        var visit = visits.prepared("tur").transmitted().reviewed().approved().at(at("2027-05-25", "09:00", BAKU));
        show("aze.guard", "/cases#" + visit.number);
        browser.find("[name='movement-1']").click();
        browser.find("[name='movement-place']").sendKeys("Balakən");

        for (var typed : List.of(
                List.of("", "8 o'c"),
                List.of("24.05.2027", ""),
                List.of("31.06.2027", "08:15"),
                List.of("31.06.2027", ""))) {
            typeTime(typed.get(0), typed.get(1));
            browser.find("[data-do='ARRIVED']").click();
            browser.await(
                    () -> find("[data-place='at'] [data-misread]").getText().contains("24.05.2027"));
        }
        if (Browser.takesAllPictures()) {
            browser.wholePicture("movements/unreadable");
            browser.becomeTelephone();
            browser.wholePicture("movements/unreadable-narrow");
            browser.becomeWindow();
        }
        typeTime("24.05.2027", "08:15");
        assertThat(browser.driver()
                        .findElement(By.cssSelector("[data-place='at'] [data-misread]"))
                        .getText())
                .isEmpty();
        browser.find("[data-do='ARRIVED']").click();
        browser.await(() -> "1".equals(find("[data-inside]").getDomAttribute("data-inside")));
        browser.find("[name='movement-1']").click();
        typeTime("", "8:30");
        browser.find("[data-do='DEPARTED']").click();
        browser.await(() -> "0".equals(find("[data-inside]").getDomAttribute("data-inside")));

        assertThat(database.sql("select happened_at from visit_movement where request_number = ? order by no")
                        .param(visit.number)
                        .query(OffsetDateTime.class)
                        .list())
                .extracting(OffsetDateTime::toInstant)
                .containsExactly(at("2027-05-24", "08:15", BAKU), at("2027-05-25", "08:30", BAKU));
    }

    @Test
    void asksWhenAndWhereARecalledPersonLeftWhoIsInTheCountryOnRecord() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        var visit = visits.prepared("tur").transmitted().reviewed().approved().at(at("2027-05-25", "09:00", BAKU));
        var walk = new CaseWalk(port, Duration.ofSeconds(10));
        var arrived = walk.send(
                "aze.border",
                "POST",
                "/api/host-cases/" + visit.number + "/movements",
                "{\"rows\":[{\"line\":2,\"kind\":\"ARRIVED\",\"at\":\"08:00\",\"place\":\"Balakən\"}]}",
                "application/json",
                null);
        assertThat(arrived.body()).contains("DONE");
        var recalled = walk.send(
                "tur.planner",
                "POST",
                "/api/visit-requests/" + visit.number + "/recalls",
                "{\"lines\":[2,3]}",
                "application/json",
                null);
        assertThat(recalled.statusCode()).as(recalled.body()).isEqualTo(200);
        visit.doJobs();
        openForm("aze.registry", visit, "userTask_arrangeReturn");

        new Select(find("[name='return-3']")).selectByValue("LEFT");
        assertThat(browser.driver().findElements(By.name("left-3"))).isEmpty();
        new Select(find("[name='return-2']")).selectByValue("LEFT");
        find("[name='left-2']").sendKeys("25.05.2027");
        find("[name='left-2-time']").sendKeys("8:45");
        find("[name='left-place-2']").sendKeys("Qazax");
        find(".mushterek-task [data-state=saved]");
        browser.assertAccessible("the return of recalled persons");
        browser.assertFormFitsTelephone("the return of recalled persons");
        if (Browser.takesAllPictures()) {
            browser.wholePicture("movements/return");
            browser.telephonePicture("movements/return-narrow");
        }
        find(".form-actions .btn-primary").click();
        browser.await(
                () -> database.sql("select count(*) from visit_movement where request_number = ? and kind = 'DEPARTED'")
                                .param(visit.number)
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private void typeTime(String day, String time) {
        for (var typed : Map.of("movement-at", day, "movement-at-time", time).entrySet()) {
            var field = browser.find("[name='" + typed.getKey() + "']");
            field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            field.sendKeys(typed.getValue());
        }
    }

    private void lookAtSuspension(String account, VisitCase visit, String look) throws IOException {
        lookAtCase(account, visit, look, "suspension", "#mushterek-suspension");
    }

    private void lookAtMovements(String account, VisitCase visit, String look) throws IOException {
        lookAtCase(account, visit, look, "movements", "#mushterek-movements [data-inside]");
    }

    /** @param part of the page, which comes within a section that can be folded */
    private void lookAtCase(String account, VisitCase visit, String look, String pictures, String part)
            throws IOException {
        show(account, "/cases#" + visit.number);
        for (var language : languagesOf(look)) {
            speak(language);
            find(part);
            browser.driver()
                    .executeScript("document.querySelectorAll('" + part.split(" ")[0]
                            + ", .m-movements details').forEach((fold) => { fold.open = true; })");
            assertFine("a case's page, " + look);
            if (Browser.takesAllPictures()) {
                var name = pictures + "/" + language.code() + "-page-" + account + "-" + look.replace(' ', '-');
                browser.wholePicture(name);
                browser.becomeTelephone();
                browser.wholePicture(name + "-narrow");
                browser.becomeWindow();
            }
        }
    }

    /** Each in one language, and in all where all pictures are taken. */
    private static Set<Language> languagesOf(String look) {
        var languages = Language.values();
        return Browser.takesAllPictures()
                ? EnumSet.allOf(Language.class)
                : EnumSet.of(languages[Math.floorMod(look.hashCode(), languages.length)]);
    }

    private void lookAtPage(String account, VisitCase visit, String look) throws IOException {
        show(account, "/cases#" + visit.number);
        for (var language : languagesOf(look)) {
            speak(language);
            browser.driver()
                    .executeScript(
                            "document.querySelectorAll('#mushterek-amend').forEach((part) => { part.open = true; })");
            assertFine("an amendment's page, " + look);
            if (Browser.takesAllPictures()) {
                var name = "amend/" + language.code() + "-page-" + look;
                browser.wholePicture(name);
                browser.becomeTelephone();
                browser.wholePicture(name + "-narrow");
                browser.becomeWindow();
            }
        }
    }

    /** @param action what is chosen before the form is looked at; null where nothing is */
    private void lookAtForm(String account, VisitCase visit, String step, @Nullable String action, String look)
            throws IOException {
        lookAtForm(account, visit, step, action, look, "#mushterek-changes");
    }

    /** @param part of the form, which says something in each language */
    private void lookAtForm(
            String account, VisitCase visit, String step, @Nullable String action, String look, String part)
            throws IOException {
        var walk = new CaseWalk(port, Duration.ofSeconds(10));
        openForm(account, visit, step);
        if (action != null) {
            find(".m-choice[data-code=" + action + "] input").click();
            find(".mushterek-task [data-state=saved]");
        }
        for (var language : languagesOf(look)) {
            // The button of a language loads Tasklist anew when its answer is there: nobody would know when.
            var spoken = walk.send(
                    account,
                    "PUT",
                    "/api/me/language",
                    "{\"language\":\"" + language.code() + "\"}",
                    "application/json",
                    null);
            assertThat(spoken.statusCode()).as(spoken.body()).isLessThan(300);
            browser.driver().navigate().refresh();
            find(".mushterek-task[lang=" + language.code() + "] .m-body:not([disabled])");
            assertThat(find(part).getText()).isNotBlank().doesNotContain("amend.", "suspension.");
            browser.assertAccessible("a form of a visit, " + look);
            browser.assertFormFitsTelephone("a form of a visit, " + look);
            if (Browser.takesAllPictures()) {
                var name = "amend/" + language.code() + "-" + look;
                browser.wholePicture(name);
                browser.telephonePicture(name + "-narrow");
            }
        }
    }

    /** Both sides read all of it; what an officer has written may be long. */
    @Test
    @Order(7)
    void showsAnIncidentWithAllThatWasWrittenOfIt() throws IOException {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var word = "Uzunsözcük".repeat(20);
        var recorded =
                Client.withBasic(port, "aze.medical", "demo").post("/api/incidents", """
                        {"exercise":"QAFQAZ-QARTALI","kind":"DEATH","happenedAt":"2027-04-05T06:00","place":"Poliqon 4",
                         "account":"%s","firstSteps":"İlk yardım","persons":[{"visit":"%s","line":1}]}
                        """.formatted(word, visit.number));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        var number = Client.json(recorded).at("/incident/number").asText();
        for (var reader : List.of("tur.legal", "aze.commander")) {
            show(reader, "/incidents#" + number);
            for (var language : Language.values()) {
                speak(language);
                await(() -> find("#cases").getText().contains(word));
                assertThat(find("#cases").getText()).contains("INC-01").doesNotContain("ui.", "incident.", "undefined");
                browser.picture("pages/" + language.code() + "-incident-" + reader);
            }
            assertFine("an incident for " + reader);
        }
        find("#" + number + " details summary").click();
        find("#" + number + " [data-do=withdraw]").click();
        await(() -> !find("#" + number + " [role=alert]").getText().isBlank());
        find("#" + number + " [name=reason]").sendKeys("Twice");
        find("#" + number + " [data-do=withdraw]").click();
        await(() -> database.sql("select state from incident where number = ?")
                .param(number)
                .query(String.class)
                .single()
                .equals("WITHDRAWN"));
    }

    @Test
    @Order(8)
    void holdsTwoHundredRows() throws IOException {
        IntStream.range(0, MANY).forEach(any -> visits.opened("tur"));
        for (var page : List.of("/start", "/reports", "/cases")) {
            show("tur.planner", page);
            browser.picture("pages/many" + page.replace('/', '-'));
            assertFine(page + " with " + MANY + " rows");
        }
        assertThat(find(".c-pages").getText()).contains("50");
    }

    /** As if whatever a page lists had been going on for years. That many of one kind tell axe-core nothing that one does not. */
    @Test
    @Order(8)
    void holdsTwoHundredOfWhateverAPageLists() {
        var held = visits.prepared("tur").transmitted();
        visits.opened("tur");
        assertThat(Client.withBasic(port, "tur.legal", "demo")
                        .post("/api/legal-holds", "{\"number\":\"" + held.number + "\",\"reason\":\"Inquiry\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(Client.withBasic(port, "tur.planner", "demo")
                        .post(
                                "/api/deputies",
                                "{\"deputy\":\"tur.legal\",\"firstDay\":\"%s\",\"lastDay\":\"%1$s\"}"
                                        .formatted(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                        .statusCode())
                .isEqualTo(201);
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of("source", MULTIPLY.replace("MANY", String.valueOf(MANY))));
        var few = new TreeMap<String, Object>();
        for (var page : pages()) {
            if (!OF_FIXED_LENGTH.contains(page)) {
                show(readerOf(page), page);
                assertThat(browser.driver().findElements(By.cssSelector("main [role=alert]:not(:empty)")))
                        .as(page)
                        .isEmpty();
                var isDrawnInParts = page.equals("/start");
                var rows = (Long)
                        browser.driver()
                                .executeScript(
                                        "return document.querySelectorAll('main tr, main li, main option, main details, main article').length");
                if (rows < (isDrawnInParts ? FIRST_PART : MANY)) {
                    few.put(page, rows + " of " + browser.driver().executeScript("return window.grown"));
                }
                assertThat(besideTheScreen()).as(page).isEmpty();
                browser.becomeTelephone();
                assertThat(besideTheScreen()).as(page + " on a telephone").isEmpty();
                browser.becomeWindow();
            }
        }
        ByHand.change(database, "update deputyship set ended_at = current_timestamp where ended_at is null");
        assertThat(few).isEmpty();
    }

    /** A roll before it is split; and the most that a decision is made of: each person and each site of a request. */
    @Test
    @Order(8)
    void holdsTwoHundredPersonsInAForm() {
        var whole = visits.opened("tur");
        whole.enroll(persons(MANY));
        whole.write(content -> {});
        openForm("tur.planner", whole, "userTask_prepareRequest");
        assertThat(browser.driver().findElements(By.cssSelector(".mushterek-task tbody tr")))
                .hasSizeGreaterThanOrEqualTo(MANY);
        browser.assertAccessible("a roll of " + MANY);
        browser.assertFormFitsTelephone("a roll of " + MANY);

        var most = visits.opened("tur");
        most.enroll(persons(MOST_IN_A_REQUEST));
        most.write(content -> {
            for (var site = 3; site <= MOST_IN_A_REQUEST; site++) {
                content.withArray("sites")
                        .addObject()
                        .put("name", "Poliqon " + site)
                        .put("kind", "RANGE");
            }
        });
        most.submitted();
        openForm("tur.security", most, "userTask_certifyRoster");
        browser.assertAccessible("a certification of " + MOST_IN_A_REQUEST);
        browser.assertFormFitsTelephone("a certification of " + MOST_IN_A_REQUEST);
        most.certified().endorsed().reviewedBy("security", "border", "range", "medical");
        openForm("aze.authority", most, "userTask_decideRequest");
        find(".m-choice[data-code=APPROVED_WITH_LIMITS] input").click();
        find(".mushterek-task [data-state=saved]");
        var lines = browser.driver().findElements(By.cssSelector(".mushterek-task tr .m-verdict"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(2 * MOST_IN_A_REQUEST);
        lines.get(lines.size() - 1).findElement(By.cssSelector(".m-denied")).sendKeys(Keys.SPACE);
        await(() -> browser.driver()
                        .findElements(By.cssSelector(".m-denied[aria-pressed=true]"))
                        .size()
                == 1);
        browser.assertAccessible("a decision on " + MOST_IN_A_REQUEST);
        browser.assertFormFitsTelephone("a decision on " + MOST_IN_A_REQUEST);
    }

    private static List<Visitor> persons(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> RosterFixtures.aVisitor(line).turkish().build())
                .toList();
    }

    @Test
    @Order(9)
    void printsWhatIsReadAndNotWhatIsPressed() throws IOException {
        var visit = visits.prepared("tur").submitted();
        show("tur.planner", "/cases#" + visit.number);
        await(() -> find("#cases").getText().contains(visit.number));

        assertThat(browser.printed()).contains(visit.number, "Poliqon").doesNotContain("Mushterek", "Sign out");

        browser.driver().manage().deleteAllCookies();
        browser.signIn(port, "tur.security");
        browser.show(address("/camunda/app/tasklist/default/#/?task="
                + visit.task("tur.security", "userTask_certifyRoster").id()));
        find(".mushterek-task .m-bar");
        assertThat(browser.printed()).contains(visit.number, "Poliqon", "Qərargah");
    }

    /** On a slow line: how far it is, and that it can be broken off; on a quick one the whole of it. */
    @Test
    @Order(10)
    void tellsHowFarAnExportIsAndBreaksItOff() {
        var texts = new Texts();
        show("tur.planner", "/reports");
        var spoken =
                Language.of(String.valueOf(browser.driver().executeScript("return document.documentElement.lang")));
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        line(1500);
        find(".r-exports button").click();

        await(() ->
                find(".r-exports").getText().matches("(?s).*[1-9][0-9]* .*2[0-9]{2}.*|(?s).*2[0-9]{2} .*[1-9][0-9]*.*")
                        && (Boolean) browser.driver()
                                .executeScript("const bar = document.querySelector('.r-exports progress');"
                                        + " return bar.value > 0 && bar.value < bar.max"));
        browser.assertAccessible("an export on its way");
        find(".r-exports [aria-live] button").click();
        await(() -> find(".r-exports").getText().contains(texts.say("ui.report.brokenOff", spoken)));

        line(-1);
        browser.driver().executeScript("""
            URL.createObjectURL = (blob) => { window.made = blob; return '#'; };
            HTMLAnchorElement.prototype.click = function () { window.named = this.download; };\
            """);
        find(".r-exports button").click();
        await(() -> "cases.csv".equals(browser.driver().executeScript("return window.named")));
        assertThat((Long) browser.driver()
                        .executeAsyncScript("const tell = arguments[0];"
                                + " window.made.text().then((text) => tell(text.trim().split('\\n').length))"))
                .as("heads and each case")
                .isGreaterThan(MANY);
        await(() -> browser.driver()
                .findElements(By.cssSelector(".r-exports progress"))
                .isEmpty());
    }

    /** @param bytes so many of an answer come in a second; -1 for as many as there are */
    private void line(int bytes) {
        browser.driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", false, "latency", 0, "downloadThroughput", bytes, "uploadThroughput", -1));
    }

    /** In another language, elsewhere and back, and after a reload; but not for whoever signs in next. */
    @Test
    @Order(11)
    void keepsWhatIsBegunAndNotSent() {
        show("tur.planner", "/deputies");
        find("[name=deputy]").sendKeys("tur.legal");
        find("[name=firstDay]").sendKeys("05.04.2027");
        find("input[value='visit-request']").click();
        for (var language : Language.values()) {
            speak(language);
            assertBegun("[name=deputy]", "tur.legal");
            assertBegun("[name=firstDay]", "05.04.2027");
            assertThat(find("input[value='visit-request']").isSelected()).isTrue();
        }
        show("tur.planner", "/exercises");
        find("#add-line summary").click();
        find("#add-line [name=title]").sendKeys("Qafqaz");
        speak(Language.AZ);
        assertBegun("#add-line [name=title]", "Qafqaz");
        assertThat(find("#add-line").getDomAttribute("open")).isNotNull();

        show("tur.planner", "/deputies");
        assertBegun("[name=deputy]", "tur.legal");
        show("tur.security", "/deputies");
        assertBegun("[name=deputy]", "");
        show("tur.planner", "/deputies");
        assertBegun("[name=deputy]", "tur.legal");
    }

    @Test
    @Order(11)
    void keepsWhatIsBegunWhereNobodyHearsOfTheSigningOut() {
        show("tur.commander", "/deputies");
        find("[name=deputy]").sendKeys("tur.legal");
        block(List.of("*/sign-out"));

        find(".c-who > .m-button:last-child").click();

        assertThat(find(".c-head [role=alert]").getText()).isNotBlank();
        assertFine("a page that cannot be left");
        assertThat(url()).endsWith("/deputies");
        block(List.of());
        browser.driver().navigate().refresh();
        settle();
        assertBegun("[name=deputy]", "tur.legal");

        find(".c-who > .m-button:last-child").click();

        await(() -> url().contains("/sign-in"));
        assertThat(browser.driver()
                        .executeScript(
                                "return Object.keys(sessionStorage).filter((key) => key.startsWith('mushterek:'))"))
                .as("what is left in the tab")
                .isEqualTo(List.of());
        show("tur.commander", "/deputies");
        assertBegun("[name=deputy]", "tur.legal");
    }

    /** Who may not read plannings still finds what was learned. */
    @Test
    @Order(11)
    void showsAGuardWhatWasLearned() {
        show("tur.guard", "/lessons");

        assertThat(browser.driver().findElements(By.cssSelector("main [role=alert]:not(:empty)")))
                .isEmpty();
        assertThat(find("#results").getText()).isNotBlank();
    }

    @Test
    @Order(11)
    void asksForMoreLessonsOnceAndKeepsThoseThatAreThere() {
        show("tur.planner", "/lessons");
        browser.driver().executeScript("""
            const ask = window.fetch;
            const hit = (number) => ({ number, title: number, kind: 'OBSERVATION', owner: 'TUR', state: 'ACCEPTED' });
            const answer = (status, body) => new Response(JSON.stringify(body), { status });
            window.asked = 0;
            window.fetch = (path, options) => {
              if (!String(path).startsWith('/api/lessons?')) {
                return ask(path, options);
              }
              if (!/offset=[1-9]/.test(path)) {
                return Promise.resolve(answer(200, { items: [hit('OBS-1')], total: 2 }));
              }
              window.asked++;
              return new Promise((done) => {
                window.refuse = () => done(answer(503, { detail: 'Later' }));
                window.bring = () => done(answer(200, { items: [hit('OBS-2')], total: 2 }));
              });
            };\
            """);
        find("[name=q]").sendKeys("x");
        var more = find("#results [data-do=more]");

        browser.driver().executeScript("arguments[0].click(); arguments[0].click();", more);

        assertThat(browser.driver().executeScript("return window.asked")).isEqualTo(1L);
        browser.driver().executeScript("window.refuse()");
        assertThat(find("#results [role=alert]").getText()).contains("Later");
        assertThat(find("#results").getText()).contains("OBS-1");
        more.click();
        browser.driver().executeScript("window.bring()");
        await(() -> find("#results").getText().contains("OBS-2"));
        assertThat(browser.driver().findElements(By.cssSelector("#results [role=alert], #results [data-do=more]")))
                .isEmpty();
    }

    private void assertBegun(String selector, String value) {
        assertThat(find(selector).getDomProperty("value")).as(selector).isEqualTo(value);
    }

    @Test
    @Order(12)
    void offersADeputyWhatTheProgramLetsHimDo() {
        show("tur.legal", "/exercises");
        assertThat(browser.driver().findElements(By.cssSelector("#register"))).isEmpty();
        var recorded = new CaseWalk(port, Duration.ofSeconds(10))
                .send("tur.planner", "POST", "/api/deputies", """
                {"deputy":"tur.legal","firstDay":"2027-04-05","lastDay":"2027-04-09","processes":["exercise-planning"]}""", "application/json", null);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);

        show("tur.legal", "/exercises");

        assertThat(browser.driver().findElements(By.cssSelector("#register, #add-line")))
                .hasSize(2);
        show("tur.medical", "/exercises");
        assertThat(browser.driver().findElements(By.cssSelector("#register, #add-line")))
                .isEmpty();
    }

    /** More than are answered at once: the earliest of them comes last. */
    @Test
    @Order(12)
    void listsEveryExerciseThereIs() {
        try {
            IntStream.rangeClosed(1, 201).forEach(no -> register("MANY-" + no, "1999-06-01"));
            register("MANY-0", "1998-06-01");
            show("tur.planner", "/exercises");
            browser.await(() -> !browser.driver()
                    .findElements(By.cssSelector("[name='year'] option[value='1998']"))
                    .isEmpty());

            new Select(browser.find("[name='year']")).selectByValue("1998");
            browser.await(() -> !browser.driver()
                    .findElements(By.cssSelector("#out-of-plan a[href='#MANY-0']"))
                    .isEmpty());
            assertFine("the earliest of many exercises");
        } finally {
            database.sql("delete from exercise_party where exercise_code like 'MANY-%'")
                    .update();
            database.sql("delete from exercise where code like 'MANY-%'").update();
        }
    }

    private void register(String code, String day) {
        database.sql("insert into exercise (code, title, host_state, first_day, last_day, registered_by, registered_at,"
                        + " version) values (?, ?, 'AZE', cast(? as date), cast(? as date), 'aze.planner',"
                        + " current_timestamp, 1)")
                .params(code, code, day, day)
                .update();
        for (var side : List.of("AZE", "TUR")) {
            database.sql("insert into exercise_party (exercise_code, state) values (?, ?)")
                    .params(code, side)
                    .update();
        }
    }

    /** What the law has run out for, before whoever may erase it. */
    @Test
    @Order(12)
    void isAccessibleWhereSomethingIsDueToBeErased() {
        var visit = visits.prepared("tur").withdrawn();
        try {
            clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(3 * 365)));
            show("tur.admin", "/retention");

            assertThat(find("#cases").getText()).contains(visit.number);
            assertThat(find("button[name=erase]").isEnabled()).isTrue();
            assertFine("what is due to be erased");
        } finally {
            clock.moveTo(MONDAY_MORNING);
        }
    }

    // --- Going about. ---

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String url() {
        return String.valueOf(browser.driver().getCurrentUrl());
    }

    private void show(String account, String page) {
        if (!account.equals(signedIn())) {
            browser.driver().manage().deleteAllCookies();
            browser.signIn(port, account);
        }
        // To another part of the same page a browser goes without loading it.
        var isLoaded = !url().split("#", 2)[0].equals(address(page).toString().split("#", 2)[0]);
        browser.show(address(page));
        if (!isLoaded) {
            browser.driver().navigate().refresh();
        }
        settle();
    }

    /** Who is signed in, as the head of a page says; nobody elsewhere. */
    private String signedIn() {
        return browser.driver().findElements(By.cssSelector(".c-head > .m-small")).stream()
                .map(WebElement::getText)
                .findFirst()
                .orElse("");
    }

    private void settle() {
        await(() -> (Boolean) browser.driver()
                .executeScript("const main = document.querySelector('main');"
                        + " return window.waitsFor === 0 && main !== null && main.children.length > 0"
                        + " && !main.querySelector('[aria-busy=true]')"));
    }

    private void speak(Language language) {
        find(".m-languages button[lang=" + language.code() + "]").click();
        await(() -> language.code().equals(browser.driver().executeScript("return document.documentElement.lang")));
        settle();
    }

    private void assertFine(String what) {
        browser.assertAccessible(what);
        browser.becomeTelephone();
        browser.assertAccessible(what + ", on a telephone");
        assertThat(browser.fitsTelephone()).as("%s fits a telephone", what).isTrue();
        browser.becomeWindow();
    }

    private void tabTo(String selector) {
        var wanted = find(selector);
        for (var tab = 0; tab < MOST_TABS; tab++) {
            type(Keys.TAB);
            if (browser.driver().switchTo().activeElement().equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    private void type(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private WebElement find(String selector) {
        return browser.find(selector);
    }

    private void await(BooleanSupplier condition) {
        browser.await(condition);
    }
}
