package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.visit.CaseWalk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** What an officer reads of the day at its start, step by step through cases of both sides. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:officer-day;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/officer-day",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class OfficerDayIT {

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    private CaseWalk walk;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
        walk = new CaseWalk(port, Duration.ofSeconds(10));
    }

    private JsonNode day(String account) {
        return walk.read(account, "/api/day");
    }

    private static JsonNode of(JsonNode lines, VisitCase visit) {
        return StreamSupport.stream(lines.spliterator(), false)
                .filter(line -> line.path("number")
                        .asText(line.path("caseNumber").asText())
                        .equals(visit.number))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing of " + visit.number + " in " + lines));
    }

    private static List<String> numbers(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> line.path("number").asText(line.path("caseNumber").asText()))
                .toList();
    }

    private void assertHeld(JsonNode line, String side, String role, Instant since, Instant due) {
        assertThat(line.get("holders")).hasSize(1);
        var holder = line.get("holders").get(0);
        assertThat(holder.get("side").asText()).isEqualTo(side);
        assertThat(holder.get("roles").get(0).asText()).isEqualTo(role);
        assertThat(holder.get("since").asText()).isEqualTo(since.toString());
        assertThat(holder.get("due").asText()).isEqualTo(due.toString());
        assertThat(holder.get("dueText").asText()).contains("Z");
    }

    @Test
    void tellsWhereARequestStandsAllTheWayToItsAnswer() {
        walk.send("tur.planner", "PUT", "/api/me/language", "{\"language\":\"en\"}", "application/json", null);
        var visit = visits.prepared("tur");
        var line = of(day("tur.planner").get("asked").get("items"), visit);
        assertThat(line.get("state").asText()).isEqualTo("PREPARATION");
        assertThat(line.get("next").asText()).isEqualTo("Next: the security officer certifies the roll");
        assertThat(line.get("holders").get(0).get("account").asText()).isEqualTo("tur.planner");

        visit.submitted();
        assertHeld(
                of(day("tur.planner").get("asked").get("items"), visit),
                "TUR",
                "SECURITY",
                MONDAY_MORNING,
                visit.due("tur.security", "userTask_certifyRoster"));

        visit.certified().endorsed();
        line = of(day("tur.planner").get("asked").get("items"), visit);
        assertThat(line.get("state").asText()).isEqualTo("AT_DESKS");
        assertThat(line.get("holders").get(0).get("roles"))
                .extracting(JsonNode::asText)
                .containsExactly("SECURITY", "BORDER", "RANGE");

        visit.reviewedBy("security", "border");
        assertHeld(
                of(day("tur.planner").get("asked").get("items"), visit),
                "AZE",
                "RANGE",
                MONDAY_MORNING,
                visit.due("aze.range", "userTask_reviewAtDesk"));

        visit.reviewedBy("range");
        assertHeld(
                of(day("tur.planner").get("asked").get("items"), visit),
                "AZE",
                "AUTHORITY",
                MONDAY_MORNING,
                visit.due("aze.authority", "userTask_decideRequest"));

        visit.asked("Who leads?");
        line = of(day("tur.planner").get("asked").get("items"), visit);
        assertThat(line.get("state").asText()).isEqualTo("QUESTION");
        assertThat(line.get("holders").get(0).get("side").asText()).isEqualTo("TUR");

        visit.answeredQuestion("The senior one.").approved();
        var whole = day("tur.planner");
        assertThat(numbers(whole.get("asked").get("items"))).doesNotContain(visit.number);
        var back = of(whole.get("cameBack"), visit);
        assertThat(back.get("state").asText()).isEqualTo("APPROVED");
        assertThat(back.get("outcome").asText()).isEqualTo("APPROVED");
    }

    @Test
    void bringsBackWhatWasReturnedAndRefusedAndNothingOfItToTheOtherSide() {
        var returned = visits.prepared("tur")
                .submitted()
                .answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 3 is wrong.'}");
        var refused = visits.prepared("tur")
                .transmitted()
                .reviewed()
                .decided(
                        "{'action':'DENIED','reasonCode':'OTHER','comment':'No range is free.','remark':'Ours alone.'}");

        var whole = day("tur.authority");
        var line = of(whole.get("cameBack"), returned);
        assertThat(line.get("state").asText()).isEqualTo("CORRECTION");
        assertThat(line.get("reason").asText()).isEqualTo("Line 3 is wrong.");
        assertThat(line.get("outcome").isNull()).isTrue();
        line = of(whole.get("cameBack"), refused);
        assertThat(line.get("state").asText()).isEqualTo("DENIED");
        assertThat(line.get("outcome").asText()).isEqualTo("DENIED");
        assertThat(line.get("reason").asText()).isEqualTo("No range is free.");
        assertThat(whole.toString()).doesNotContain("Ours alone.");

        for (var officer : List.of("aze.planner", "aze.authority", "aze.auditor")) {
            assertThat(day(officer).toString())
                    .doesNotContain(returned.number, "Line 3 is wrong.", "No range is free.");
        }
    }

    @Test
    void keepsARefusalForThirtyDaysAndAReturnUntilItIsMended() {
        var returned = visits.prepared("aze")
                .submitted()
                .answered("aze.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Again.'}");
        var refused =
                visits.prepared("aze").transmitted().reviewed().decided("{'action':'DENIED','reasonCode':'OTHER'}");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(30)));
        assertThat(numbers(day("aze.planner").get("cameBack"))).contains(returned.number, refused.number);
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(30)).plusSeconds(1));
        assertThat(numbers(day("aze.planner").get("cameBack")))
                .contains(returned.number)
                .doesNotContain(refused.number);
    }

    @Test
    void putsWhatIsLateFirstAndShowsItToTheWholeSide() {
        var late = visits.prepared("tur").submitted();
        var due = late.due("tur.security", "userTask_certifyRoster");
        clock.moveTo(due);
        assertThat(of(day("tur.security").get("waiting").get("items"), late)
                        .get("late")
                        .asBoolean())
                .isFalse();
        assertThat(numbers(day("tur.commander").get("lateAtSide"))).doesNotContain(late.number);

        clock.moveTo(due.plusSeconds(1));
        var fresh = visits.prepared("tur").submitted();
        var waiting = day("tur.security").get("waiting");
        assertThat(waiting.get("items").get(0).get("late").asBoolean()).isTrue();
        assertThat(of(waiting.get("items"), late).get("late").asBoolean()).isTrue();
        assertThat(of(waiting.get("items"), fresh).get("late").asBoolean()).isFalse();
        assertThat(waiting.get("late").asLong())
                .isPositive()
                .isLessThan(waiting.get("total").asLong());
        assertThat(numbers(day("tur.security").get("lateAtSide"))).doesNotContain(late.number);
        for (var officer : List.of("tur.commander", "tur.auditor", "tur.planner")) {
            var line = of(day(officer).get("lateAtSide"), late);
            assertThat(line.get("roles").get(0).asText()).isEqualTo("SECURITY");
            assertThat(line.get("step").asText()).isEqualTo("userTask_certifyRoster");
        }
        for (var other : List.of("aze.commander", "aze.auditor", "tur.guard", "tur.admin", "tur.lessons")) {
            assertThat(day(other).toString()).doesNotContain(late.number);
        }
    }

    /** The clock stands while the sender owes an answer: nothing of the host's is due then. */
    @Test
    void tellsThatAHostIsLate() {
        var visit = visits.prepared("aze").transmitted();
        var due = visit.due("tur.range", "userTask_reviewAtDesk");
        clock.moveTo(due.plusSeconds(1));

        var line = of(day("aze.authority").get("asked").get("items"), visit);
        assertThat(line.get("late").asBoolean()).isTrue();
        assertThat(line.get("holders").get(0).get("due").asText())
                .isEqualTo(at("2027-04-12", "17:00", ISTANBUL).toString());
        assertThat(due).isNotEqualTo(at("2027-04-12", "17:00", BAKU));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tur.guard", "tur.admin", "aze.lessons", "aze.guard"})
    void hasAnEmptyDayForWhoeverWorksOnNoVisit(String account) {
        visits.prepared("tur").submitted();
        visits.prepared("aze").submitted();

        var whole = day(account);
        assertThat(whole.get("waiting").get("total").asLong()).isZero();
        assertThat(whole.get("waiting").get("items")).isEmpty();
        assertThat(whole.get("lateAtSide")).isEmpty();
        assertThat(whole.get("asked").get("items")).isEmpty();
        assertThat(whole.get("cameBack")).isEmpty();
    }
}
