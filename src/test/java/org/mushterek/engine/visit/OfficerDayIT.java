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
        assertThat(back.get("permit").asText()).isEqualTo("PERMITTED");
        assertThat(of(whole.get("permitted").get("items"), visit).get("next").asText())
                .isEqualTo("Next: the visit begins");
    }

    /** A permit is told of as it stands now, not as it was answered. */
    @Test
    void tellsBothSidesWhatBecomesOfAPermitAndTheSenderWhy() {
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        clock.moveTo(MONDAY_MORNING.plusSeconds(60));
        var other = visits.prepared("tur").transmitted().reviewed().approved();
        assertThat(numbers(day("tur.planner").get("cameBack"))).containsSubsequence(other.number, visit.number);
        assertPermitted(visit, "PERMITTED", MONDAY_MORNING);

        var suspended = MONDAY_MORNING.plus(Duration.ofDays(1));
        clock.moveTo(suspended);
        order(
                "aze.authority",
                visit,
                "",
                "{'reasonCode':'INCIDENT_EXAMINED','text':'A shot was heard','remark':'Ours alone.','reviewOn':'2027-04-12'}");
        assertThat(numbers(day("tur.planner").get("cameBack"))).containsSubsequence(visit.number, other.number);
        var line = assertBack(visit, "SUSPENDED", suspended);
        assertThat(line.get("reasonCode").asText()).isEqualTo("INCIDENT_EXAMINED");
        assertThat(line.get("reason").asText()).isEqualTo("A shot was heard");
        assertThat(assertPermitted(visit, "SUSPENDED", suspended)
                        .get("reviewOn")
                        .asText())
                .isEqualTo("2027-04-12");
        assertThat(day("tur.authority").toString()).doesNotContain("Ours alone.");

        var reinstated = MONDAY_MORNING.plus(Duration.ofDays(2));
        clock.moveTo(reinstated);
        order("aze.authority", visit, "/1/reinstatement", "{'text':'A blank'}");
        line = assertBack(visit, "REINSTATED", reinstated);
        assertThat(line.get("reasonCode").isNull()).isTrue();
        assertThat(line.get("reason").asText()).isEqualTo("A blank");
        assertThat(assertPermitted(visit, "REINSTATED", reinstated)
                        .get("reviewOn")
                        .isNull())
                .isTrue();

        var revoked = MONDAY_MORNING.plus(Duration.ofDays(3));
        clock.moveTo(revoked);
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'Called off'}");
        line = assertBack(visit, "REVOKED", revoked);
        assertThat(line.get("reason").asText()).isEqualTo("Called off");
        for (var officer : List.of("tur.planner", "aze.registry")) {
            assertThat(numbers(day(officer).get("permitted").get("items")))
                    .contains(other.number)
                    .doesNotContain(visit.number);
        }
        assertThat(numbers(day("aze.registry").get("cameBack"))).doesNotContain(visit.number);
    }

    private void order(String account, VisitCase visit, String path, String body) {
        var answer = walk.send(
                account,
                "POST",
                "/api/host-cases/" + visit.number + "/suspensions" + path,
                body.replace('\'', '"'),
                "application/json",
                null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode assertBack(VisitCase visit, String permit, Instant at) {
        var line = of(day("tur.planner").get("cameBack"), visit);
        assertThat(line.get("permit").asText()).isEqualTo(permit);
        assertThat(line.get("at").asText()).isEqualTo(at.toString());
        return line;
    }

    /** The same line for both sides. */
    private JsonNode assertPermitted(VisitCase visit, String standing, Instant since) {
        var line = of(day("tur.auditor").get("permitted").get("items"), visit);
        var ofHost = of(day("aze.border").get("permitted").get("items"), visit);
        for (var field : List.of("standing", "sendingState", "hostState", "exerciseCode", "from", "to", "since")) {
            assertThat(ofHost.get(field)).as(field).isEqualTo(line.get(field));
        }
        assertThat(line.get("standing").asText()).isEqualTo(standing);
        assertThat(line.get("since").asText()).isEqualTo(since.toString());
        assertThat(line.get("sendingState").asText()).isEqualTo("TUR");
        assertThat(line.get("from").asText() + " " + line.get("to").asText()).isEqualTo("2027-05-24 2027-05-28");
        return line;
    }

    /** A permit is news for thirty days after it has come to stand otherwise, and stays in sight until its last day is over. */
    @Test
    void keepsAPermittedVisitInSightUntilItsLastDayIsOver() {
        walk.send("aze.registry", "PUT", "/api/me/language", "{\"language\":\"en\"}", "application/json", null);
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        var news = MONDAY_MORNING.plus(Duration.ofDays(30));
        clock.moveTo(news);
        assertThat(numbers(day("tur.planner").get("cameBack"))).contains(visit.number);
        clock.moveTo(news.plusSeconds(1));
        assertThat(numbers(day("tur.planner").get("cameBack"))).doesNotContain(visit.number);
        assertPermitted(visit, "PERMITTED", MONDAY_MORNING);

        clock.moveTo(at("2027-05-23", "23:59:59", BAKU));
        assertThat(next(visit)).isEqualTo("Next: the visit begins");
        clock.moveTo(at("2027-05-24", "00:00", BAKU));
        assertThat(next(visit)).startsWith("Next: the host's registry records the end");

        visit.at(at("2027-05-28", "23:59:59", BAKU));
        assertPermitted(visit, "PERMITTED", MONDAY_MORNING);
        var over = at("2027-05-29", "00:00", BAKU);
        visit.at(over);
        for (var officer : List.of("tur.planner", "aze.registry")) {
            assertThat(numbers(day(officer).get("permitted").get("items"))).doesNotContain(visit.number);
        }
        assertBack(visit, "EXPIRED", over);
        clock.moveTo(over.plus(Duration.ofDays(30)));
        assertBack(visit, "EXPIRED", over);
        clock.moveTo(over.plus(Duration.ofDays(30)).plusSeconds(1));
        assertThat(numbers(day("tur.planner").get("cameBack"))).doesNotContain(visit.number);
    }

    private String next(VisitCase visit) {
        return of(day("aze.registry").get("permitted").get("items"), visit)
                .get("next")
                .asText();
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

    /** What was mended is no reason of the host's answer. */
    @Test
    void forgetsWhyARequestWasSentBackOnceItIsSentAgain() {
        var visit = visits.prepared("tur")
                .submitted()
                .answered("tur.security", "userTask_certifyRoster", "{'action':'RETURN','reason':'Line 3 is wrong.'}")
                .answered("tur.planner", "userTask_correctRequest", "{'action':'SUBMIT'}")
                .certified()
                .endorsed()
                .reviewed()
                .approved();

        assertThat(of(day("tur.planner").get("cameBack"), visit).get("reason").isNull())
                .isTrue();
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

    /** To follow a request or a permitted visit nothing needs to be done: where it stands is told, and that its host is late. */
    @Test
    void countsNoStepThatOnlyFollowsAmongWhatWaitsOrIsLate() {
        var visit = visits.prepared("tur").transmitted().reviewed();
        var before = day("tur.planner").get("waiting");
        assertThat(numbers(before.get("items"))).doesNotContain(visit.number);
        assertThat(before.get("total").asInt()).isEqualTo(before.get("items").size());
        assertThat(visit.task("tur.planner", "userTask_followRequest").id()).isNotEmpty();

        clock.moveTo(visit.due("aze.authority", "userTask_decideRequest").plusSeconds(1));
        for (var officer : List.of("tur.planner", "tur.commander")) {
            var whole = day(officer);
            assertThat(numbers(whole.get("waiting").get("items"))).doesNotContain(visit.number);
            assertThat(numbers(whole.get("lateAtSide"))).doesNotContain(visit.number);
            assertThat(of(whole.get("asked").get("items"), visit).get("late").asBoolean())
                    .isTrue();
        }
        assertThat(numbers(day("aze.authority").get("waiting").get("items"))).contains(visit.number);

        visit.approved();
        var registry = day("aze.registry");
        assertThat(numbers(registry.get("waiting").get("items"))).doesNotContain(visit.number);
        assertThat(numbers(registry.get("permitted").get("items"))).contains(visit.number);
        assertThat(visit.task("aze.registry", "userTask_closeVisit").id()).isNotEmpty();
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
        assertThat(whole.get("permitted").get("items")).isEmpty();
    }
}
