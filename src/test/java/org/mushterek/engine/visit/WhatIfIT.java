package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.mushterek.build.ByHand;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.rule.VisitRuleBook;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
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
@Import(VisitPathsIT.Hands.class)
class WhatIfIT extends CaseDoors {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");

    /** In the place of the shipped book, so that the pages show its numbers, too. */
    @TestBean
    @Nullable
    VisitRuleBook changingBook;

    static VisitRuleBook changingBook() {
        return new VisitRuleBook(DatedParameters.read("/rulebook/visit-with-changes.yaml"));
    }

    @Autowired
    VisitDriver visits;

    @BeforeEach
    void startOnTheLastWorkingDayBeforeTheChange() {
        clock.moveTo(at("2027-02-26T10:00"));
        ByHand.change(database, "update exercise set plan_line = 'DEMO-1'");
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

    /**
     * Submitted on Friday, received, returned and decided after the numbers changed on Monday, while a decree closes a day of
     * the host: every step counts and judges by Friday's numbers, and the case says so. What is submitted on Monday does not.
     */
    @Test
    void judgesACaseToItsEndByTheNumbersOfItsSubmission() {
        var visit = visits.prepared("tur").submitted();
        var path = "/api/visit-requests/" + visit.number;
        assertThat(numbers(get("tur.planner", path)))
                .containsExactly(
                        "Bu dosya sonuna kadar ilk sunulduğu günün, 26.02.2027 tarihinin sayılarıyla denetlenir.");

        clock.moveTo(at("2027-03-01T10:00"));
        assertThat(numbers(get("tur.planner", path)))
                .contains(
                        "Bir talepteki ziyaretçi sayısı: 01.03.2027 tarihinden itibaren en fazla 25; bu dosyayı değiştirmez.");
        visit.certified();
        assertThat(visit.due("tur.authority", "userTask_endorseRequest"))
                .as("two working days until five, not four until four")
                .isEqualTo(Instant.parse("2027-03-03T14:00:00Z"));
        visit.endorsed();
        assertThat(get("aze.authority", "/api/host-cases/" + visit.number)
                        .get("parametersDate")
                        .asText())
                .isEqualTo("2027-02-26");
        var decision = visit.due("tur.planner", "userTask_followRequest");
        assertThat(decision).isEqualTo(at("2027-03-16T17:00"));

        closed("2027-03-15");
        assertThat(visit.due("tur.planner", "userTask_followRequest")).isEqualTo(at("2027-03-17T17:00"));
        visit.reviewed()
                .decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'Blurred'}")
                .submitted()
                .certified()
                .endorsed()
                .reviewed()
                .approved();

        assertThat(visit.permit().orElseThrow().sheet().rulesDate()).isEqualTo(LocalDate.of(2027, 2, 26));
        assertThat(database.sql("select distinct revision || ' ' || point || ' ' || parameters_date from visit_verdict"
                                + " where request_number = ? and point in ('RECEIPT', 'DECISION') order by 1")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .containsExactly("1 RECEIPT 2027-02-26", "2 DECISION 2027-02-26", "2 RECEIPT 2027-02-26");

        var later = visits.prepared("tur");
        var refused =
                complete("tur.planner", later.number, VisitRequestProcess.PREPARE_REQUEST, "{\"action\":\"SUBMIT\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly("VIS-06");
    }

    private void closed(String day) {
        var decreed = post("aze.legal", "/api/calendars/AZE/decrees", """
            {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"2027-03-01","holiday":"administrativeLeave",
             "from":"%s","to":"%s"}\
            """.formatted(day, day));
        assertThat(decreed.statusCode()).as(decreed.body()).isEqualTo(201);
        var number = Client.json(decreed).get("number").asText();
        done(complete("aze.authority", number, "userTask_confirmDecree", "{\"action\":\"CONFIRM\"}"));
        doJobs(number);
    }

    private static List<String> numbers(JsonNode dossier) {
        var told = new ArrayList<String>();
        dossier.get("keepsParameters").forEach(line -> told.add(line.asText()));
        return told;
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
        ByHand.change(database, "update exercise set plan_line = null");
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
