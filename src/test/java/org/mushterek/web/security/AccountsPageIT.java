package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.notification.MailPreferences;
import org.mushterek.notification.MailPreferences.Pace;
import org.mushterek.notification.MailPreferences.Wish;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** The page on which an administrator gives the accounts of the side their roles. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:mail-page;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/mail-page"
        })
@ActiveProfiles("demo")
@NeedsChromium
class AccountsPageIT {

    private static final Wish WISH = new Wish("clerk@hq", Pace.DIGEST);

    @LocalServerPort
    int port;

    @Autowired
    Texts texts;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountRegister register;

    @Autowired
    MailPreferences preferences;

    @Autowired
    JdbcClient database;

    private Browser browser;

    @BeforeEach
    void signIn() throws IOException {
        browser = Browser.open(1440, 1000);
        browser.signIn(port, "tur.admin");
    }

    @AfterEach
    void close() throws IOException {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void givesAnAccountOtherRolesAtOnceAndClosesItOnlyWhenAskedTwice(Language language) throws IOException {
        var clerk = "tur.clerk-" + language.code();
        register.create(
                accounts.find("tur.admin").orElseThrow(),
                new AccountRegister.NewAccount(clerk, "Clerk", "yedi renkli kus", Set.of(Role.MEDICAL), language));
        preferences.choose(accounts.find(clerk).orElseThrow(), WISH);
        browser.show(URI.create("http://127.0.0.1:" + port + "/accounts"));
        browser.find(".m-languages button[lang=" + language.code() + "]").click();
        browser.await(() -> browser.find("h1").getText().equals(texts.say("ui.accounts", language)));

        tick(clerk, Role.MEDICAL, language);
        tick(clerk, Role.LEGAL, language);
        assertThat(rolesOf(clerk)).as("before they are saved").containsExactly(Role.MEDICAL);
        press(clerk, "save-roles");

        browser.await(() -> row(clerk).getText().contains(texts.say("ui.saved", language)));
        assertThat(rolesOf(clerk)).containsExactly(Role.LEGAL);
        assertThat(ticked(clerk)).containsExactly(texts.say("ui.role.LEGAL", language));
        assertThat(deeds(clerk)).containsExactly("account.created", "account.rolesAssigned");
        assertThat(preferences.of(accounts.find(clerk).orElseThrow())).isEqualTo(WISH);

        tick(clerk, Role.ADMIN, language);
        press(clerk, "save-roles");
        browser.await(() -> row(clerk).getText().contains(texts.say("account.adminAlone", language)));
        assertThat(ticked(clerk))
                .as("what was refused is put back")
                .containsExactly(texts.say("ui.role.LEGAL", language));

        tick(clerk, Role.LEGAL, language);
        press(clerk, "save-roles");
        assertThat(row(clerk).getText())
                .contains(texts.say("ui.closeAccount", language))
                .doesNotContain("ui.", "{account}");
        browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", row(clerk));
        browser.screenshot("accounts-" + language.code());
        browser.becomeTelephone();
        browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", row(clerk));
        browser.screenshot("accounts-narrow-" + language.code());
        assertThat(browser.fitsTelephone()).isTrue();
        browser.becomeWindow();
        press(clerk, "put-back");
        assertThat(ticked(clerk)).containsExactly(texts.say("ui.role.LEGAL", language));
        assertThat(rolesOf(clerk)).containsExactly(Role.LEGAL);

        tick(clerk, Role.LEGAL, language);
        press(clerk, "save-roles");
        press(clerk, "close-account");
        browser.await(() -> row(clerk).findElements(By.cssSelector(".m-chip.m-quiet")).stream()
                .anyMatch(chip -> chip.getText().equals(texts.say("ui.closed", language))));
        assertThat(accounts.find(clerk)).isEmpty();
        assertThat(deeds(clerk)).endsWith("account.closed");
    }

    private WebElement row(String account) {
        return browser.driver().findElement(By.xpath("//tr[td[text()='" + account + "']]"));
    }

    private void tick(String account, Role role, Language language) {
        box(account, texts.say("ui.role." + role, language)).click();
    }

    private WebElement box(String account, String role) {
        return row(account).findElement(By.xpath(".//label[normalize-space()='" + role + "']/input"));
    }

    private List<String> ticked(String account) {
        return row(account).findElements(By.cssSelector("label:has(:checked)")).stream()
                .map(label -> label.getText().strip())
                .toList();
    }

    private void press(String account, String deed) {
        row(account).findElement(By.cssSelector("[data-do=" + deed + "]")).click();
    }

    private Set<Role> rolesOf(String account) {
        return accounts.find(account).orElseThrow().roles();
    }

    private List<String> deeds(String account) {
        return database.sql("select action from audit_entry where detail = ? order by id")
                .param(account)
                .query(String.class)
                .list();
    }
}
