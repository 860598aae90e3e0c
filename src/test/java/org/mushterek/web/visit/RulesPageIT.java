package org.mushterek.web.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The rule book as an officer reads it: the list and one rule, in each language, on a telephone, without a mouse. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:rules-page;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/rules-page"
        })
@ActiveProfiles("demo")
@NeedsChromium
class RulesPageIT {

    /** More stops than the page has before what is looked for. */
    private static final int MOST_TABS = 80;

    @LocalServerPort
    int port;

    @Autowired
    List<ShownRuleBook> books;

    @Autowired
    Texts texts;

    private Browser browser;

    @BeforeEach
    void signIn() throws IOException {
        browser = Browser.open();
        browser.signIn(port, "tur.legal");
        show("/rules");
        find(".r-list li");
    }

    @AfterEach
    void close() throws IOException {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void listsEveryRuleInTheReadersLanguage(Language language) throws IOException {
        readIn(language);

        assertThat(browser.driver().findElements(By.cssSelector(".r-list a")))
                .extracting(WebElement::getText)
                .containsExactlyInAnyOrderElementsOf(rules().stream()
                        .map(rule -> texts.say(rule.title(), language))
                        .toList());
        assertThat(browser.driver().findElements(By.cssSelector(".r-list p")))
                .extracting(WebElement::getText)
                .containsExactlyInAnyOrderElementsOf(rules().stream()
                        .map(rule -> texts.say(rule.requirement().text(), language))
                        .toList());
        assertThat(find("#rules").getText()).doesNotContain("{", "ui.", "rule.");
        browser.screenshot("rules-" + language.code());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void showsOneRuleWithItsSourceAndItsNumbers(Language language) throws IOException {
        readIn(language);
        var rule = rule("VIS-07");

        find(".r-list a[href='#VIS-07']").click();

        awaitTitle("VIS-07 · " + texts.say(rule.title(), language));
        assertThat(find(".m-facts").getText())
                .contains(
                        texts.say(rule.requirement().text(), language),
                        texts.say(rule.kind().text(), language),
                        texts.say(rule.severity().text(), language))
                .doesNotContain("{", "ui.", "rule.");
        var clause = rule.clause();
        if (clause != null) {
            assertThat(find(".m-facts").getText()).contains(texts.say(clause.text(), language), clause.source());
        }
        var number = rule.parameters().get(0);
        assertThat(find(".r-group").getText()).isEqualTo(texts.say(number.label(), language));
        assertThat(find(".m-table tbody").getText())
                .contains(
                        "02.07.2021",
                        "21 " + texts.say(number.history().get(0).unit().text(), language),
                        number.history().get(0).source());
        browser.screenshot("rule-" + language.code());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void fitsATelephone(Language language) throws IOException {
        readIn(language);
        browser.becomeTelephone();

        assertFitsWidth();
        browser.screenshot("rules-narrow-" + language.code());
        show("/rules#VIS-16");
        awaitTitle("VIS-16 · " + texts.say(rule("VIS-16").title(), language));
        assertFitsWidth();
        browser.screenshot("rule-narrow-" + language.code());
    }

    @Test
    void isReadWithoutAMouse() {
        readIn(Language.TR);
        tabTo("input[name=q]");
        // Nobody types the letters of the other language: case, dots and the e of Azerbaijani do not count.
        type("SESSIZLIK");
        await(() -> browser.driver().findElements(By.cssSelector(".r-list li")).size() == 1);

        tabTo(".r-list a[href='#VIS-16']");
        assertThat(browser.driver()
                        .executeScript("return getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                                + " || getComputedStyle(document.activeElement).textDecorationLine !== 'none'"))
                .as("whether the focus can be seen")
                .isEqualTo(true);
        type(Keys.ENTER);
        awaitTitle("VIS-16 · " + texts.say(rule("VIS-16").title(), Language.TR));

        tabTo("#rules > p > a[href='#']");
        type(Keys.ENTER);
        awaitTitle(texts.say(Message.of("ui.ruleBook"), Language.TR));
        assertThat(browser.driver().findElements(By.cssSelector(".r-list li"))).hasSize(rules().size());
    }

    private List<RuleBookPage.Line> rules() {
        return books.stream().flatMap(book -> book.page().rules().stream()).toList();
    }

    private RuleBookPage.Line rule(String id) {
        return rules().stream().filter(line -> line.id().equals(id)).findFirst().orElseThrow();
    }

    private void readIn(Language language) {
        find(".m-languages button[lang=" + language.code() + "]").click();
        awaitTitle(texts.say(Message.of("ui.ruleBook"), language));
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo(language.code());
    }

    private void assertFitsWidth() {
        assertThat(browser.fitsTelephone()).isTrue();
    }

    private void tabTo(String selector) {
        for (int tab = 0; tab < MOST_TABS; tab++) {
            type(Keys.TAB);
            if (browser.driver().switchTo().activeElement().equals(find(selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    private void type(CharSequence... keys) {
        new org.openqa.selenium.interactions.Actions(browser.driver())
                .sendKeys(keys)
                .perform();
    }

    private void show(String path) {
        browser.show(URI.create("http://127.0.0.1:" + port + path));
    }

    private void awaitTitle(String title) {
        await(() -> browser.driver().findElements(By.cssSelector(".c-title")).stream()
                .anyMatch(heading -> heading.getText().equals(title)));
    }

    private WebElement find(String selector) {
        return browser.find(selector);
    }

    private void await(java.util.function.BooleanSupplier condition) {
        browser.await(condition);
    }
}
