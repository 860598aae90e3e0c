package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A decree as two officers do it in Tasklist, and the calendar that everybody sees afterwards. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:decree-in-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@ActiveProfiles("demo")
@Import(InApril2027.class)
@NeedsChromium
class DecreeInTasklistIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Test
    void bringsADecreeFromItsStartIntoTheCalendar() throws Exception {
        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("aze.registry").start("Calendar decree").take("Record calendar decree");
            var number = tasklist.number();
            assertThat(number).startsWith("DEC-AZE-2027-");
            tasklist.select("kind", "CLOSED_DAYS")
                    .select("holiday", "governmentDecision")
                    .enter("from", "10.04.2027")
                    .type("reference", "Nazirlər Kabineti, 44 <img src=x onerror=\"window.hit=1\">")
                    .enter("issuedOn", "01.04.2027");
            assertThat(tasklist.refusal()).contains("10.04.2027");
            tasklist.enter("from", "09.04.2027")
                    .click(".mushterek-task .m-body > .m-button")
                    .see(".m-table", "09.04.2027")
                    .screenshot("record-decree")
                    .complete();

            tasklist.signIn("aze.authority").take("Confirm calendar decree", number);
            tasklist.see(".m-facts", "<img src=x")
                    .see(".m-table", "09.04.2027")
                    .choose("CONFIRM")
                    .screenshot("confirm-decree")
                    .complete();

            assertThat(database.sql("select state from calendar_decree where number = ?")
                            .param(number)
                            .query(String.class)
                            .single())
                    .isEqualTo("IN_EFFECT");
            tasklist.visit("/calendar?side=AZE&year=2027")
                    .see(".k-month caption", "Mart")
                    .see(".m-table", "cümə")
                    .see(".k-month .k-closed", "9")
                    .see(".m-table", "09.04.2027")
                    .see(".m-table", number)
                    .screenshot("calendar");
            var driver = tasklist.browser().driver();
            assertThat(driver.findElements(By.cssSelector(".k-month"))).hasSize(12);
            assertThat(driver.findElement(By.cssSelector(".k-month td[aria-label^='10.03.2027']"))
                            .getAttribute("aria-label"))
                    .contains("Ramazan", "təxmini");
            assertThat(driver.executeScript("return window.hit")).isNull();
            driver.manage().window().setSize(new Dimension(500, 900));
            assertThat((Boolean) driver.executeScript(
                            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("fits a telephone")
                    .isTrue();
            tasklist.screenshot("calendar-on-a-telephone");
            tasklist.visit("/calendar?side=TUR&year=2025").see("[role=status]", "yüklənməyib");
        }
    }
}
