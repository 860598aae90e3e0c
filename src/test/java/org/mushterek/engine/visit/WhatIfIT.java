package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.rule.VisitRuleBook;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.convention.TestBean;

/** A case around a day on which every number of the rule book changes: 1 March 2027, a Monday. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:what-if;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/what-if",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
class WhatIfIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");

    @TestConfiguration(proxyBeanMethods = false)
    static class Changing {

        @Bean
        @Primary
        PathClock pathClock() {
            var clock = new PathClock();
            clock.moveTo(at("2027-02-26T10:00"));
            return clock;
        }
    }

    /** In the place of the shipped book, so that the pages show its numbers, too. */
    @TestBean
    @Nullable
    VisitRuleBook changingBook;

    static VisitRuleBook changingBook() {
        return new VisitRuleBook(DatedParameters.read("/rulebook/visit-with-changes.yaml"));
    }

    @LocalServerPort
    int port;

    @Autowired
    PathClock clock;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void startOnTheLastWorkingDayBeforeTheChange() {
        clock.moveTo(at("2027-02-26T10:00"));
        database.sql("update exercise set plan_line = 'DEMO-1'").update();
    }

    @Test
    void tellsWhatIsNewWhatChangedAndWhatIsGone() {
        var walk = new CaseWalk(port, PATIENCE);
        var number = walk.openFilled("tur", nextWeek(walk));

        var asOfCase = judged(walk, number, "2027-02-28");
        assertThat(changes(asOfCase, "findings")).containsExactly("VIS-07 SAME");
        assertThat(asOfCase.get("gone")).isEmpty();

        var changed = judged(walk, number, "2027-03-01");
        assertThat(changed.get("parametersOf").asText()).isEqualTo("2027-03-01");
        assertThat(changed.get("parametersOfCase").asText()).isEqualTo("2027-02-26");
        assertThat(changes(changed, "findings")).containsExactly("VIS-05 NEW", "VIS-07 CHANGED");
        assertThat(changed.get("findings").get(0).get("changeText").asText()).isEqualTo("yeni");
        assertThat(changed.get("findings").get(1).get("wrong").asText()).contains("25");
        assertThat(changed.get("earliestStart").asText())
                .isGreaterThan(changed.get("earliestStartByOwnDay").asText());

        clock.moveTo(at("2027-03-01T10:00"));
        var back = judged(walk, number, "2027-02-28");
        assertThat(changes(back, "findings")).containsExactly("VIS-07 CHANGED");
        assertThat(changes(back, "gone")).containsExactly("VIS-05 GONE");
        assertThat(back.get("gone").get(0).get("changeText").asText()).isEqualTo("ortadan kalktı");
    }

    @Test
    @NeedsChromium
    void marksTheChangesOnThePageOfTheCase() throws IOException {
        var walk = new CaseWalk(port, PATIENCE);
        var number = walk.openFilled("tur", nextWeek(walk));
        var address = "http://127.0.0.1:" + port;
        try (var browser = Browser.open()) {
            var driver = browser.driver();
            var wait = browser.patiently();
            browser.signIn(port, "tur.planner");
            browser.show(URI.create(address + "/cases#" + number));
            wait.until(shown -> shown.findElement(By.xpath("//summary[contains(., 'Başka bir günün sayılarıyla')]")))
                    .click();
            driver.findElement(By.cssSelector("[data-place=parametersOf] input.m-control"))
                    .sendKeys(Keys.chord(Keys.CONTROL, "a"), "01.03.2027");
            driver.findElement(By.xpath("//button[. = 'Denetle']")).click();

            wait.until(shown -> shown.findElement(By.cssSelector(".m-change-new")));
            browser.screenshot("what-if");
            assertThat(driver.findElement(By.cssSelector(".m-change-new")).getText())
                    .isEqualTo("yeni");
            assertThat(driver.findElement(By.cssSelector("li:has(.m-change-new) .m-rule"))
                            .getText())
                    .isEqualTo("VIS-05");
            assertThat(driver.findElement(By.cssSelector("li:has(.m-change-changed) .m-rule"))
                            .getText())
                    .isEqualTo("VIS-07");
        }
    }

    @Test
    void flipsAVerdictWithTheDayAndSaysSo() {
        var walk = new CaseWalk(port, PATIENCE);
        var number = walk.openFilled("tur", inTime(walk));

        var before = judged(walk, number, "2027-02-28");
        assertThat(before.get("passes").asBoolean()).as(before.toString()).isTrue();
        var after = judged(walk, number, "2027-03-01");
        assertThat(after.get("passes").asBoolean()).isFalse();
        assertThat(after.get("passesByOwnDay").asBoolean()).isTrue();
        assertThat(changes(after, "findings")).containsExactly("VIS-05 NEW", "VIS-06 NEW");
    }

    /** Ten working days after Friday the 26th, twelve after Monday the 1st, which end an hour earlier. */
    @Test
    void givesEachStepTheTimeOfTheDayOnWhichItOpens() {
        var walk = new CaseWalk(port, PATIENCE);
        var before = preparationDue(walk);
        clock.moveTo(at("2027-03-01T10:00"));
        var after = preparationDue(walk);

        assertThat(before).isEqualTo(Instant.parse("2027-03-18T14:00:00Z"));
        assertThat(after).isEqualTo(Instant.parse("2027-03-23T13:00:00Z"));
    }

    /** Before the change the plan line is the commander's to waive and an emergency the authority's. */
    @Test
    void offersEachWaiverToWhomTheRuleBookNames() {
        database.sql("update exercise set plan_line = null").update();
        var walk = new CaseWalk(port, PATIENCE);
        var number = walk.openFilled("tur", nextWeek(walk));
        var content = nextWeek(walk);
        content.putObject("emergency").put("justification", "A landslide");
        walk.write("tur.planner", number, content, 3);
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));

        assertThat(asked(walk, "tur.commander", number)).containsExactly("LEG-05");
        assertThat(asked(walk, "tur.authority", number)).containsExactly("VIS-08");
        assertThat(walk.read("tur.legal", "/api/tasks?caseNumber=" + number)
                        .get("total")
                        .asInt())
                .isZero();
        var first = due(walk, "tur.commander", number);
        // After the office's day the authority that is asked next begins to count on Monday.
        clock.moveTo(at("2027-02-26T22:00"));
        walk.complete("tur.commander", number, VisitRequestProcess.DECIDE_WAIVER, waiver("LEG-05"));
        assertThat(due(walk, "tur.authority", number)).isAfter(first);
        assertThat(walk.read("tur.commander", "/api/tasks?caseNumber=" + number)
                        .get("total")
                        .asInt())
                .as("what is left is another authority's")
                .isZero();
        walk.complete("tur.authority", number, VisitRequestProcess.DECIDE_WAIVER, waiver("VIS-08"));

        var told = walk.read("tur.planner", "/api/visit-requests/" + number);
        assertThat(told.get("state").asText()).isEqualTo("CERTIFICATION");
        assertThat(told.get("waivers").findValuesAsText("rule")).containsExactly("LEG-05", "VIS-08");
        assertThat(told.get("waivers").findValuesAsText("authorityText")).containsExactly("komutan", "yetkili makam");
    }

    @Test
    void tellsOnTheRulesPageWhoMayWaiveItSinceWhen() {
        var history = new CaseWalk(port, PATIENCE)
                .read("tur.planner", "/api/rules/LEG-05")
                .at("/parameters/0/history");

        assertThat(history.findValuesAsText("from")).containsExactly("2026-01-01", "2027-03-01");
        assertThat(history.findValuesAsText("text")).containsExactly("komutan", "hukuk subayı");
    }

    private static List<String> asked(CaseWalk walk, String account, String number) {
        var task = walk.task(account, number, VisitRequestProcess.DECIDE_WAIVER);
        var asked = new ArrayList<String>();
        walk.read(account, "/api/tasks/" + task).at("/dossier/waivers").forEach(waiver -> {
            if (waiver.get("asked").asBoolean()) {
                asked.add(waiver.get("rule").asText());
            }
        });
        return asked;
    }

    private static ObjectNode waiver(String rule) {
        var answer = new ObjectMapper().createObjectNode();
        answer.putArray("waivers")
                .addObject()
                .put("rule", rule)
                .put("action", "GRANT")
                .put("reason", "Ordered");
        return answer;
    }

    private static Instant due(CaseWalk walk, String account, String number) {
        var task = walk.task(account, number, VisitRequestProcess.DECIDE_WAIVER);
        return OffsetDateTime.parse(
                        walk.read(account, "/api/tasks/" + task).get("due").asText())
                .toInstant();
    }

    private static Instant preparationDue(CaseWalk walk) {
        var task = walk.task("tur.planner", walk.open("tur.planner"), VisitRequestProcess.PREPARE_REQUEST);
        return OffsetDateTime.parse(walk.read("tur.planner", "/api/tasks/" + task)
                        .get("due")
                        .asText())
                .toInstant();
    }

    private static ObjectNode inTime(CaseWalk walk) {
        return walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI")
                .put("from", "2027-04-26")
                .put("to", "2027-04-30");
    }

    private static ObjectNode nextWeek(CaseWalk walk) {
        return inTime(walk).put("from", "2027-03-08").put("to", "2027-03-12");
    }

    private static JsonNode judged(CaseWalk walk, String number, String parametersOf) {
        return walk.read("tur.planner", "/api/visit-requests/" + number + "/judgement?parametersOf=" + parametersOf);
    }

    private static List<String> changes(JsonNode judged, String list) {
        var changes = new ArrayList<String>();
        judged.get(list)
                .forEach(finding -> changes.add(finding.get("code").asText() + " "
                        + finding.get("change").asText()));
        return changes;
    }

    private static Instant at(String bakuTime) {
        return LocalDateTime.parse(bakuTime).atZone(BAKU).toInstant();
    }
}
