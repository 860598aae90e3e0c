package org.mushterek.web.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.notification.MailPreferences;
import org.mushterek.notification.MailPreferences.Pace;
import org.mushterek.notification.MailPreferences.Wish;
import org.mushterek.security.Accounts;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The page on which an account chooses its mail: in each language, on a telephone, without a mouse. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:mail-page;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/mail-page"
        })
@ActiveProfiles("demo")
@NeedsChromium
class MailPageIT {

    private static final int MOST_TABS = 40;

    @LocalServerPort
    int port;

    @Autowired
    Texts texts;

    @Autowired
    Accounts accounts;

    @Autowired
    MailPreferences preferences;

    private Browser browser;

    @BeforeEach
    void signIn() throws IOException {
        preferences.choose(accounts.find("tur.medical").orElseThrow(), new Wish(null, Pace.NONE));
        browser = Browser.open();
        browser.signIn(port, "tur.medical");
        show();
    }

    @AfterEach
    void close() throws IOException {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void readsInEachLanguageAndFitsATelephone(Language language) throws IOException {
        find(".m-languages button[lang=" + language.code() + "]").click();
        await(() -> find("h1").getText().equals(texts.say("ui.mail", language)));
        assertThat(find("#cases").getText())
                .contains(
                        texts.say("ui.mail.off", language),
                        texts.say("ui.mail.hint", language),
                        texts.say("ui.mail.pace.DIGEST", language))
                .doesNotContain("ui.", "mail.");
        browser.screenshot("mail-" + language.code());

        browser.becomeTelephone();

        assertThat(browser.fitsTelephone()).isTrue();
        browser.screenshot("mail-narrow-" + language.code());
    }

    @Test
    void keepsWhatIsChosenWithoutAMouseAndSaysWhatIsWrong() throws IOException {
        find(".m-languages button[lang=en]").click();
        await(() -> find("h1").getText().equals(texts.say("ui.mail", Language.EN)));
        tabTo("input[name=address]");
        type("medical@hq");
        type(Keys.TAB, Keys.ARROW_UP);
        await(() -> find("input[value=DIGEST]").isSelected());
        type(Keys.TAB, Keys.ENTER);
        await(() -> find("[aria-live=polite]").getText().equals("Saved."));
        assertThat(wish()).isEqualTo(new Wish("medical@hq", Pace.DIGEST));

        find("input[name=address]").sendKeys(", x");
        find("section button, details button").click();
        await(() -> !find("[data-wrong=address]").getText().isEmpty());
        assertThat(find("[data-wrong=address]").getText()).contains(texts.say("notification.badAddress", Language.EN));
        browser.screenshot("mail-refused-en");
        assertThat(wish()).isEqualTo(new Wish("medical@hq", Pace.DIGEST));

        show();
        assertThat(find("input[name=address]").getDomProperty("value")).isEqualTo("medical@hq");
        assertThat(find("input[value=DIGEST]").isSelected()).isTrue();
    }

    /** Mails name a case after the sharp, which the server never sees. */
    @Test
    void leadsFromAMailsLinkThroughTheSignInToTheCase() {
        var link = URI.create("http://127.0.0.1:" + port + "/cases#VIS-TUR-2027-0001");
        browser.driver().manage().deleteAllCookies();
        browser.show(link);
        await(() -> browser.driver().getCurrentUrl().contains("/sign-in"));
        find("nav a[lang=tr]").click();
        await(() -> find("button").getText().equals(texts.say("signIn.enter", Language.TR)));

        find("#account").sendKeys("tur.medical");
        find("#password").sendKeys("demo" + Keys.ENTER);

        await(() -> browser.driver().getCurrentUrl().equals(link.toString()));
    }

    private Wish wish() {
        return preferences.of(accounts.find("tur.medical").orElseThrow());
    }

    private void show() {
        browser.show(URI.create("http://127.0.0.1:" + port + "/mail"));
        find("input[name=address]");
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
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private WebElement find(String selector) {
        return browser.find(selector);
    }

    private void await(BooleanSupplier condition) {
        browser.await(condition);
    }
}
