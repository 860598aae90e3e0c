package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.Browser;
import org.mushterek.build.FormPictures;
import org.mushterek.build.NeedsChromium;
import org.openqa.selenium.By;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The dialog in which a process is started, and the form of each start. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:starts-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/starts-tasklist"
        })
@ActiveProfiles("demo")
@NeedsChromium
class StartsInTasklistIT {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"tur.planner, 3", "tur.legal, 3"})
    void offersEachProcessAlsoOnATelephone(String account, int processes) throws IOException {
        try (var browser = Browser.open(1440, 1000)) {
            browser.signIn(port, account);
            for (var at = 0; at < processes; at++) {
                browser.becomeTelephone();
                browser.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/"));
                browser.driver().navigate().refresh();
                browser.find(".navbar-toggle").click();
                browser.find(".start-process-action a").click();
                browser.find(".modal-content .modal-body a");
                assertThat(browser.fitsTelephone())
                        .as("what %s can start fits a telephone", account)
                        .isTrue();
                var offered = browser.driver().findElements(By.cssSelector(".modal-content .modal-body a"));
                assertThat(offered).hasSize(processes);
                var name = offered.get(at).getText();
                offered.get(at).click();
                browser.await(() ->
                        browser.find(".modal-body form[name=shell]").getText().contains("AZ: "));
                assertThat(browser.find(".modal[role=dialog]").getAccessibleName())
                        .contains(name);
                browser.assertAccessible("the start of " + name);
                assertThat(browser.fitsTelephone())
                        .as("the start of %s fits a telephone", name)
                        .isTrue();
                browser.becomeWindow();
                browser.assertAccessible("the start of " + name + " in a window");
                FormPictures.keepStart(browser, name);
            }
        }
    }
}
