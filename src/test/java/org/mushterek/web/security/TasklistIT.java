package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.Accessibility;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The list before the engine lets Tasklist do its work, seen where officers see it. */
@WholeProgram
@NeedsChromium
class TasklistIT {

    /** Where criteria of the search offer the due date. */
    private static final int DUE_DATE = 25;

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Test
    void servesAnOfficerFromSignInToSignOut() throws Exception {
        var trial = runtime.createProcessInstanceByKey("trial")
                .processDefinitionTenantId("aze")
                .execute();
        try (var browser = Browser.open()) {
            browser.show(URI.create("http://127.0.0.1:" + port + "/"));
            browser.screenshot("sign-in");
            find(browser, "#account").sendKeys("aze.planner");
            find(browser, "#password").sendKeys("demo");
            find(browser, "button[type=submit]").click();

            assertThat(filters(browser))
                    .containsExactly(
                            "Tapşırıqlarım", "Tərəfimin tapşırıqları", "Müddəti yaxınlaşanlar", "Müddəti keçmişlər");
            speaksTheLanguageOfTheAccount(browser);
            browser.driver().findElements(By.cssSelector("[cam-tasklist-filters] a")).stream()
                    .filter(link -> link.getText().startsWith("Tərəfimin"))
                    .findFirst()
                    .orElseThrow()
                    .click();
            keepsCountAndLinkInsideTheSearchField(browser);
            find(browser, ".tasks-list li.task, .tasks-list ol li[ng-repeat*=task]")
                    .click();
            find(browser, ".claim").click();
            find(browser, ".form-actions .btn-primary, button[ng-click*=complete]");
            browser.picture("tasklist-trial");
            waitFor(
                    browser,
                    () -> tasks.createTaskQuery()
                                    .processInstanceId(trial.getId())
                                    .taskAssignee("aze.planner")
                                    .count()
                            == 1);
            waitFor(browser, () -> {
                // The button goes with the task: once it was pressed in time there is none to wait for.
                browser
                        .driver()
                        .findElements(By.cssSelector(".form-actions .btn-primary, button[ng-click*=complete]"))
                        .stream()
                        .filter(button -> button.isDisplayed() && button.isEnabled())
                        .findFirst()
                        .ifPresent(WebElement::click);
                return tasks.createTaskQuery().processInstanceId(trial.getId()).count() == 0;
            });

            browser.driver().executeScript("document.querySelector('.logout a').click()");
            waitFor(browser, () -> browser.driver().getCurrentUrl().endsWith("/sign-in?signedOut"));
            browser.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/"));
            assertThat(browser.driver().getCurrentUrl()).endsWith("/sign-in");
        }
    }

    private static void speaksTheLanguageOfTheAccount(Browser browser) {
        waitFor(browser, () -> "Mushterek · Tapşırıqlar".equals(browser.driver().getTitle()));
        assertThat(browser.driver().executeScript("return document.documentElement.lang"))
                .isEqualTo("az");
        assertThat(browser.driver().findElements(By.cssSelector(".ce-eol-banner")))
                .noneMatch(WebElement::isDisplayed);
        find(browser, "a.showShortcutHelp").click();
        assertThat(find(browser, ".shortcut-modal table").getText())
                .contains("ctrl+alt+c seçilmiş tapşırığı götürür", "ctrl+alt+p prosesə başlama pəncərəsini açır");
        find(browser, ".shortcut-modal .modal-footer button").click();
        waitFor(browser, () -> browser.driver()
                .findElements(By.cssSelector(".shortcut-modal"))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "aze.planner, az, yanvar, dekabr, 'BE ÇA Ç CA C Ş B'",
        "tur.planner, tr, Ocak, Aralık, 'Pt Sa Ça Pe Cu Ct Pz'",
        "tur.auditor, en, January, December, 'Mo Tu We Th Fr Sa Su'"
    })
    void picksADayFromACalendarInTheLanguageOfTheAccount(
            String account, String language, String first, String last, String weekdays) throws Exception {
        var spoken = new CaseWalk(port, Duration.ofSeconds(10))
                .send(
                        account,
                        "PUT",
                        "/api/me/language",
                        "{\"language\":\"" + language + "\"}",
                        "application/json",
                        null);
        assertThat(spoken.statusCode()).as(spoken.body()).isLessThan(300);
        try (var browser = Browser.open()) {
            browser.signIn(port, account);
            browser.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/"));
            find(browser, ".tasks-list input.main-field").click();
            find(browser, "[cam-widget-search] .dropdown-menu li:nth-child(" + DUE_DATE + ")")
                    .click();

            find(browser, ".uib-daypicker .uib-title");
            assertThat(String.join(" ", texts(browser, ".uib-daypicker thead th small")))
                    .isEqualTo(weekdays);
            assertThat(Accessibility.findingsOfWhole(browser.driver())).isEmpty();
            find(browser, ".uib-daypicker .uib-title").click();
            assertThat(texts(browser, ".uib-monthpicker .uib-month button"))
                    .startsWith(first)
                    .endsWith(last);
        }
    }

    private static List<String> texts(Browser browser, String selector) {
        find(browser, selector);
        return browser.driver().findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static void keepsCountAndLinkInsideTheSearchField(Browser browser) {
        var field = find(browser, ".tasks-list .search-field").getRect();
        var typing = find(browser, ".tasks-list .search-field input.main-field").getRect();
        for (var part : List.of(".total-results", ".controls .glyphicon-link")) {
            var shown = find(browser, ".tasks-list .search-field " + part).getRect();
            assertThat(shown.getY()).as(part).isGreaterThanOrEqualTo(field.getY());
            assertThat(shown.getY() + shown.getHeight()).as(part).isLessThanOrEqualTo(field.getY() + field.getHeight());
            assertThat(shown.getX()).as(part).isGreaterThanOrEqualTo(typing.getX() + typing.getWidth());
            assertThat(shown.getX() + shown.getWidth()).as(part).isLessThanOrEqualTo(field.getX() + field.getWidth());
        }
    }

    private static List<String> filters(Browser browser) {
        find(browser, "[cam-tasklist-filters] a");
        return browser.driver().findElements(By.cssSelector("[cam-tasklist-filters] a")).stream()
                .map(WebElement::getText)
                // The count comes a moment after the name, at first without its brackets.
                .map(text -> text.replaceAll(" *\\(?\\d+\\)?$", ""))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static WebElement find(Browser browser, String selector) {
        return browser.patiently().until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                .filter(element -> element.isDisplayed() && element.isEnabled())
                .findFirst()
                .orElse(null));
    }

    private static void waitFor(Browser browser, java.util.function.BooleanSupplier condition) {
        browser.patiently().ignoring(RuntimeException.class).until(driver -> condition.getAsBoolean());
    }
}
