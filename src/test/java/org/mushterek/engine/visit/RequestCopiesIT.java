package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Sides;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterReader;
import org.mushterek.visit.roster.RosterReading;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** A request that begins as an earlier one: on the days of another exercise, with what no longer holds named. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:request-copies;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/request-copies",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class RequestCopiesIT {

    /** Twenty weeks after the demonstration's exercise, so that a Monday stays one. */
    private static final String LATER = "QARTAL-2";

    private static final String WEEK = "QARTAL-WEEK";

    private static final int DAYS = 140;
    private static boolean registered;

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
        if (!registered) {
            var known = walk.read("aze.planner", "/api/exercises/QAFQAZ-QARTALI");
            register(
                    "aze",
                    LATER,
                    LocalDate.parse(known.get("firstDay").asText()).plusDays(DAYS),
                    LocalDate.parse(known.get("lastDay").asText()).plusDays(DAYS));
            register("aze", WEEK, LocalDate.of(2027, 5, 24), LocalDate.of(2027, 5, 28));
            registered = true;
        }
    }

    private void register(String host, String code, LocalDate first, LocalDate last) {
        var client = walk.client(host + ".planner");
        var answer = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                        """
                        {"title":"Qafqaz qartalı 2","hostState":"%s","firstDay":"%s","lastDay":"%s","parties":["AZE","TUR"]}
                        """.formatted(host.toUpperCase(java.util.Locale.ROOT), first, last))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpResponse<String> copy(String account, String number, String wanted) {
        return walk.send(
                account,
                "POST",
                "/api/visit-requests/" + number + "/copies",
                wanted.replace('\'', '"'),
                "application/json",
                null);
    }

    private JsonNode dossier(String account, String number) {
        return walk.read(account, "/api/visit-requests/" + number);
    }

    /** Insured until a week after the visit, with a passport until autumn, fit by a certificate of last year. */
    private static List<Visitor> roll() {
        var lines = VisitDriver.roster("tur", 3).split("\n");
        var second = lines[2].split(";");
        second[9] = "20.10.2027";
        second[10] = "";
        lines[2] = String.join(";", second);
        var read = (RosterReading.Sound) new RosterReader()
                .read(
                        Arrays.stream(lines)
                                .collect(Collectors.joining("\n"))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        LocalDate.of(2027, 4, 5));
        var visitors = read.visitors();
        return List.of(
                visitors.get(0).withEvidence(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 6, 4), null),
                visitors.get(1).withEvidence(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31), null),
                visitors.get(2).withEvidence(null, null, LocalDate.of(2026, 6, 1)));
    }

    private static void written(ObjectNode content) {
        content.putObject("certification")
                .put("authority", "MSB")
                .put("reference", "C-1")
                .put("certifiedOn", "2027-03-01")
                .put("validUntil", "2027-06-30");
        content.putObject("particulars").put("sendingReference", "S-1").put("sendingDate", "2027-04-01");
        content.putObject("annexes")
                .putArray("legs")
                .addObject()
                .put("direction", "ARRIVAL")
                .put("from", "Ankara")
                .put("to", "Bakı")
                .put("borderPoint", "GYD")
                .put("crossesAt", "2027-05-24T09:00:00")
                .put("means", "CIVIL_AIR")
                .put("carrier", "TK 332");
    }

    private VisitCase earlier() {
        var visit = visits.prepared("tur", RequestCopiesIT::written);
        visit.enroll(roll());
        return visit.submitted();
    }

    /** A request from the first to the last day of its exercise, 24 to 28 May 2027. */
    private String ofWholeExercise() {
        return visits.prepared("tur", content -> content.put("exerciseCode", WEEK))
                .submitted()
                .number;
    }

    /** Of 24 to 28 May the last is Azerbaijan's Independence Day: who asks on the 27th has no day left. */
    @ParameterizedTest
    @CsvSource({"2027-05-26, QARTAL-WEEK, 2027-05-27", "2027-05-27, , 2028-05-22"})
    void leavesAnExerciseInWhichNoOpenDayIsLeft(String today, String exercise, String from) {
        var number = ofWholeExercise();
        clock.moveTo(PathClock.at(today, "10:00", ZoneId.of("Europe/Istanbul")));

        var answer = copy("tur.planner", number, "{}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var copied = Client.json(answer);
        assertThat(dossier("tur.planner", copied.get("number").asText())
                        .at("/document/exerciseCode")
                        .asText(null))
                .isEqualTo(exercise);
        assertThat(copied.get("from").asText()).isEqualTo(from);
        assertThat(told(copied.get("findings")).contains("visit.copy.exerciseOver exerciseCode"))
                .isEqualTo(exercise == null);
    }

    private static List<String> told(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.get("code").asText() + " "
                        + finding.path("place").asText())
                .toList();
    }

    @Test
    void keepsTheDistanceFromTheExerciseAndNamesWhatNoLongerHolds() {
        var visit = earlier();
        var before = dossier("tur.planner", visit.number);

        var answer = copy("tur.planner", visit.number, "{'exerciseCode':'" + LATER + "'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var told = Client.json(answer);
        assertThat(told.get("movedByDays").asInt()).isEqualTo(DAYS);
        assertThat(told.get("from").asText()).isEqualTo("2027-10-11");
        assertThat(told.get("to").asText()).isEqualTo("2027-10-15");
        assertThat(told.get("emptied").toString())
                .isEqualTo("[\"annexes/legs/1/carrier\",\"certification\",\"sendingDate\",\"sendingReference\"]");
        assertThat(told(told.get("findings")))
                .contains(
                        "DOC-02 line 2, document_expiry",
                        "MED-03 line 1, insured_until",
                        "MED-04 line 3, fitness_certified_on",
                        "VIS-10 certification.validUntil");
        assertThat(told.get("findings"))
                .allMatch(finding -> !finding.get("cure").asText().isBlank());

        var number = told.get("number").asText();
        assertThat(answer.headers().firstValue("Location")).contains("/api/visit-requests/" + number);
        var copied = dossier("tur.planner", number);
        assertThat(copied.get("state").asText()).isEqualTo("PREPARATION");
        assertThat(copied.at("/document/exerciseCode").asText()).isEqualTo(LATER);
        for (var same :
                List.of("purpose", "kind", "sites", "route", "means", "seniorLine", "deputyLine", "pointOfContact")) {
            assertThat(copied.at("/document/" + same)).as(same).isEqualTo(before.at("/document/" + same));
        }
        assertThat(copied.at("/document/certification").isNull()).isTrue();
        assertThat(copied.at("/document/annexes/legs/0/crossesAt").asText()).startsWith("2027-10-11T09:00");
        var persons = copied.at("/document/visitors");
        assertThat(persons.findValuesAsText("documentExpiry"))
                .isEqualTo(before.at("/document/visitors").findValuesAsText("documentExpiry"));
        assertThat(persons.at("/0/insuredUntil").isNull()).isTrue();
        assertThat(persons.at("/1/insuredUntil").asText()).isEqualTo("2027-12-31");
        assertThat(persons.at("/2/fitnessCertifiedOn").isNull()).isTrue();
        assertThat(copied.get("story").findValuesAsText("event")).containsExactly("opened", "copied");
        assertThat(copied.get("story").get(1).get("detail").asText()).isEqualTo(visit.number);
        var task = walk.read("tur.planner", "/api/tasks?caseNumber=" + number)
                .get("items")
                .get(0);
        assertThat(task.get("step").asText()).isEqualTo("userTask_prepareRequest");
        var origin = walk.read("tur.planner", "/api/tasks/" + task.get("id").asText())
                .at("/dossier/copyOf");
        assertThat(origin.get("earlier").asText()).isEqualTo(visit.number);
        assertThat(origin.get("emptied")).isEqualTo(told.get("emptied"));
        assertThat(dossier("tur.planner", visit.number).get("document")).isEqualTo(before.get("document"));
    }

    /** The visit would end on Saturday, 16 October 2027. */
    @ParameterizedTest
    @CsvSource({
        "QARTAL-SAT, 2027-10-16, 2027-10-15, visit.copy.closed dates.to",
        "QARTAL-SUN, 2027-10-17, 2027-10-15, visit.copy.closed dates.to",
        "QARTAL-MON, 2027-10-18, 2027-10-18, visit.copy.closed dates.to",
        "QARTAL-FRI, 2027-10-15, 2027-10-15, visit.copy.tooLate dates.to",
        "QARTAL-WED, 2027-10-13, 2027-10-13, visit.copy.tooLate dates.to"
    })
    void endsNoLaterThanTheExercise(String code, LocalDate last, LocalDate ends, String told) {
        register("aze", code, LocalDate.of(2027, 10, 12), last);

        var copy = Client.json(copy("tur.planner", ofWholeExercise(), "{'exerciseCode':'" + code + "'}"));

        assertThat(copy.get("from").asText()).isEqualTo("2027-10-12");
        assertThat(copy.get("to").asText()).isEqualTo(ends.toString());
        assertThat(told(copy.get("findings"))).contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "RETURNED"})
    void beginsFromWhatWasRefusedOrReturned(String outcome) {
        var visit = visits.prepared("tur").transmitted().reviewed();
        visit.decided("{'action':'" + outcome + "','reasonCode':'NOT_IN_PLAN','comment':'Next year'}");

        var answer = copy("tur.planner", visit.number, "{}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        // A year later, on the same weekday; the earlier exercise is still to come, but its days have nothing to do
        // with it.
        assertThat(Client.json(answer).get("state").asText()).isEqualTo("PREPARATION");
        assertThat(Client.json(answer).get("persons").asInt()).isEqualTo(VisitDriver.PERSONS);
    }

    @Test
    void beginsOnTheDayThatIsWishedOrOnTheOpenDayBefore() {
        var number = earlier().number;

        var monday = Client.json(copy("tur.planner", number, "{'firstDay':'2027-09-06'}"));
        assertThat(monday.get("from").asText()).isEqualTo("2027-09-06");
        assertThat(monday.get("to").asText()).isEqualTo("2027-09-10");
        assertThat(told(monday.get("findings"))).contains("visit.copy.afterExercise dates.from");
        // 28 May is a holiday of the host.
        var inTime = Client.json(copy("tur.planner", ofWholeExercise(), "{'firstDay':'2027-05-26'}"));
        assertThat(inTime.get("to").asText()).isEqualTo("2027-05-27");
        assertThat(told(inTime.get("findings")))
                .contains("visit.copy.tooLate dates.to")
                .doesNotContain("visit.copy.afterExercise dates.from");
        var sunday = Client.json(copy("tur.planner", number, "{'firstDay':'2027-09-05'}"));
        assertThat(sunday.get("from").asText()).isEqualTo("2027-09-03");
        assertThat(sunday.get("to").asText()).isEqualTo("2027-09-09");
        assertThat(told(sunday.get("findings"))).contains("visit.copy.closed dates.from");
    }

    /** The exercise begins on Saturday, 5 June 2027, before which whoever is due on it would be there on the Friday. */
    @ParameterizedTest
    @CsvSource({
        "2027-06-03, 10:00, 2027-06-04",
        "2027-06-03, 23:30, 2027-06-04",
        "2027-06-04, 00:30, 2027-06-07",
        "2027-06-04, 10:00, 2027-06-07"
    })
    void proposesNoDayThatIsNotAfterTheSendersToday(String today, String time, String from) {
        var code = "QARTAL-" + today.substring(8) + time.substring(0, 2);
        register("aze", code, LocalDate.of(2027, 6, 5), LocalDate.of(2027, 6, 11));
        var number = ofWholeExercise();
        clock.moveTo(PathClock.at(today, time, ZoneId.of("Europe/Istanbul")));

        var copied = Client.json(copy("tur.planner", number, "{'exerciseCode':'" + code + "'}"));

        assertThat(copied.get("from").asText()).isEqualTo(from);
        assertThat(told(copied.get("findings"))).contains("visit.copy.closed dates.from", "VIS-07 dates.from");
    }

    /** Counted from Monday, 5 April 2027, on which the request would be received, on the host's calendar. */
    @Test
    void tellsThatADayLeavesTooLittleTime() {
        var calendars = new YearFileCalendars(new Sides());
        var both = calendars.both("AZE", "TUR");
        var earliest = calendars.of("AZE").earliestStartAfter(LocalDate.of(2027, 4, 5), 21);
        var inTime = both.sameOrNextWorkingDay(earliest);
        var tooSoon = both.latestDayFor(earliest, 0);
        var number = ofWholeExercise();

        var copied = Client.json(copy("tur.planner", number, "{'firstDay':'" + inTime + "'}"));
        assertThat(copied.get("from").asText()).isEqualTo(inTime.toString());
        assertThat(told(copied.get("findings"))).doesNotContain("VIS-07 dates.from");

        copied = Client.json(copy("tur.planner", number, "{'firstDay':'" + tooSoon + "'}"));
        assertThat(copied.get("from").asText()).isEqualTo(tooSoon.toString());
        assertThat(told(copied.get("findings"))).contains("VIS-07 dates.from");
    }

    @Test
    void neverBeginsFromADraftOrFromAnotherSidesRequest() {
        var draft = visits.prepared("tur");
        assertThat(copy("tur.planner", draft.number, "{}").statusCode()).isEqualTo(409);
        var number = earlier().number;
        var opened =
                walk.read("tur.planner", "/api/visit-requests").get("total").asInt();
        assertThat(copy("aze.planner", number, "{}").statusCode()).isEqualTo(404);
        assertThat(copy("tur.security", number, "{}").statusCode()).isEqualTo(403);
        assertThat(copy("tur.planner", "VIS-TUR-2027-9999", "{}").statusCode()).isEqualTo(404);
        assertThat(walk.read("tur.planner", "/api/visit-requests").get("total").asInt())
                .isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource({
        "'firstDay':'2027-04-05', visit.copy.dayPassed",
        "'exerciseCode':'NONE', visit.exerciseUnknown",
        "'exerciseCode':'YILDIZ-TOROS', visit.ownSideHosts"
    })
    void tellsWhatCannotBeWished(String wanted, String code) {
        var refused = copy("tur.planner", earlier().number, "{" + wanted + "}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly(code);
    }
}
