package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;
import static org.mushterek.engine.visit.VisitPathsIT.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Finding;
import org.mushterek.common.Refusal;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.EventFeed;
import org.mushterek.visit.Movements;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The doors by which a host records arrivals and departures, and who reads what of them. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:movements;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/movements",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class MovementsIT extends CaseDoors {

    private static final String FIRST_DAY = "2027-05-24";

    /** Of a decision, with the verdict on the person of line 3 to fill in. */
    private static final String CORRECTION = """
            {'action':'APPROVED_WITH_LIMITS','reasonCode':'OTHER','limits':'Escorted','reason':'Line 3 was overlooked',
             'visitors':[{'line':1,'verdict':'APPROVED'},{'line':2,'verdict':'APPROVED'},%s],
             'sites':[{'site':1,'verdict':'APPROVED'},{'site':2,'verdict':'APPROVED'}]}""";

    @Autowired
    VisitDriver visits;

    @Autowired
    Movements movements;

    @Autowired
    EventFeed feed;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
    }

    private VisitCase permitted() {
        return visits.prepared("tur").transmitted().reviewed().approved();
    }

    /** It is nine in the morning of the first day in Baku. */
    private VisitCase begun() {
        return permitted().at(at(FIRST_DAY, "09:00", BAKU));
    }

    private static String path(VisitCase visit) {
        return "/api/host-cases/" + visit.number + "/movements";
    }

    private HttpResponse<String> send(String account, VisitCase visit, String... rows) {
        return post(account, path(visit), ("{'rows':[" + String.join(",", rows) + "]}").replace('\'', '"'));
    }

    private static String row(int line, String kind) {
        return "{'line':%d,'kind':'%s','place':'Balakən'}".formatted(line, kind);
    }

    private static String row(int line, String kind, String at) {
        return "{'line':%d,'kind':'%s','at':'%s','place':'Balakən'}".formatted(line, kind, at);
    }

    /** What became of each row: its number, or the rules that were broken. */
    private List<String> recorded(String account, VisitCase visit, String... rows) {
        var answer = send(account, visit, rows);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = new ArrayList<String>();
        for (var result : Client.json(answer).get("results")) {
            told.add(
                    result.get("outcome").asText().equals("DONE")
                            ? result.get("no").asText()
                            : String.join(" ", result.get("findings").findValuesAsText("code")));
        }
        return told;
    }

    private HttpResponse<String> strike(String account, VisitCase visit, int no, String text) {
        return post(account, path(visit) + "/" + no + "/strike", "{\"text\":\"" + text + "\"}");
    }

    private JsonNode atHost(VisitCase visit) {
        return get("aze.border", path(visit));
    }

    private JsonNode atSender(VisitCase visit) {
        return get("tur.planner", "/api/visit-requests/" + visit.number + "/movements");
    }

    private static List<String> inside(JsonNode standing) {
        var lines = new ArrayList<String>();
        for (var person : standing.get("persons")) {
            if (person.get("inside").asBoolean()) {
                lines.add(person.get("line").asText());
            }
        }
        assertThat(standing.get("inside").asInt()).isEqualTo(lines.size());
        return lines;
    }

    private static String typeOf(HttpResponse<String> refused) {
        var type = Client.json(refused).get("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    @Test
    void tellsBothSidesWhoIsInTheCountry() {
        var visit = begun();
        assertThat(atHost(visit).get("persons")).hasSize(3);
        assertThat(inside(atHost(visit))).isEmpty();

        assertThat(recorded("aze.border", visit, row(1, "ARRIVED"), row(3, "ARRIVED", "2027-05-24T08:15")))
                .containsExactly("1", "2");

        for (var standing : List.of(atHost(visit), atSender(visit))) {
            assertThat(inside(standing)).containsExactly("1", "3");
            assertThat(standing.get("permitted").asInt()).isEqualTo(3);
            assertThat(standing.get("late").asInt()).isZero();
            assertThat(standing.get("zone").asText()).isEqualTo("Asia/Baku");
            assertThat(standing.at("/entries/1/at").asText())
                    .isEqualTo(at(FIRST_DAY, "09:00", BAKU).toString());
            assertThat(standing.at("/entries/0/at").asText())
                    .isEqualTo(at(FIRST_DAY, "08:15", BAKU).toString());
            assertThat(standing.at("/entries/0/place").asText()).isEqualTo("Balakən");
        }
        assertThat(atHost(visit).at("/entries/0/recordedBy").asText()).isEqualTo("aze.border");
        assertThat(atHost(visit).get("mayRecord").asBoolean()).isTrue();
        assertThat(atSender(visit).get("mayRecord").asBoolean()).isFalse();
        assertThat(atSender(visit).toString()).doesNotContain("aze.border");
    }

    @Test
    void masksWhatIdentifiesAPerson() {
        var visit = begun();

        var first = atHost(visit).at("/persons/0");

        assertThat(first.get("surname").asText()).isNotBlank();
        assertThat(first.get("documentNumber").asText()).startsWith("\u2022").hasSize(8);
    }

    @Test
    void takesTheGoodRowsOfABatchAndSaysWhatStandsAgainstTheOthers() {
        var visit = begun();

        var answer = send(
                "aze.guard",
                visit,
                row(1, "ARRIVED"),
                row(9, "ARRIVED"),
                "null",
                row(2, "FLOWN"),
                row(2, "ARRIVED", "tomorrow"),
                "{'line':2,'kind':'ARRIVED'}",
                "{'line':2,'kind':'ARRIVED','place':'" + "x".repeat(121) + "'}",
                row(2, "ARRIVED", "2027-05-24T09:01"),
                row(2, "DEPARTED"),
                row(3, "arrived"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var results = Client.json(answer).get("results");
        var told = new ArrayList<String>();
        results.forEach(result -> told.add(result.get("outcome").asText() + " "
                + String.join(" ", result.get("findings").findValuesAsText("code"))));
        assertThat(told)
                .containsExactly(
                        "DONE ",
                        "REFUSED MOV-01",
                        "REFUSED visit.movement.placeMissing visit.movement.lineMissing visit.movement.kindMissing",
                        "REFUSED visit.movement.kindMissing",
                        "REFUSED visit.movement.timeUnreadable",
                        "REFUSED visit.movement.placeMissing",
                        "REFUSED visit.tooLong",
                        "REFUSED MOV-03",
                        "REFUSED MOV-02",
                        "DONE ");
        var refused = results.get(1).get("findings").get(0);
        assertThat(refused.get("cure").asText()).isNotBlank();
        assertThat(refused.get("source").asText()).isNotBlank();
        assertThat(inside(Client.json(answer).get("standing"))).containsExactly("1", "3");
        assertThat(atHost(visit).get("entries")).hasSize(2);
    }

    /** Who is there is told of everybody, whichever part of the entries is asked for. */
    @Test
    void tellsOfManyEntriesAPartTheLatestFirst() {
        var visit = begun();
        recorded("aze.border", visit, row(2, "ARRIVED", "2027-05-24T07:00"));
        var rows = IntStream.range(0, 60)
                .mapToObj(no -> row(1, no % 2 == 0 ? "ARRIVED" : "DEPARTED", "2027-05-24T08:%02d".formatted(no)))
                .toArray(String[]::new);
        assertThat(recorded("aze.guard", visit, rows)).endsWith("61");

        assertThat(entryNumbers(visit, "")).hasSize(50).startsWith(61, 60).endsWith(12);
        assertThat(entryNumbers(visit, "?before=12")).hasSize(11).startsWith(11).endsWith(1);
        assertThat(entryNumbers(visit, "?before=1")).isEmpty();
        assertThat(entryNumbers(visit, "?before=61&limit=2")).containsExactly(60, 59);
        for (var standing : List.of(get("aze.border", path(visit) + "?limit=1"), atSender(visit))) {
            assertThat(standing.get("total").asInt()).isEqualTo(61);
            assertThat(inside(standing)).containsExactly("2");
            assertThat(standing.at("/persons/0/last/no").asInt()).isEqualTo(61);
            assertThat(standing.at("/persons/1/last/no").asInt()).isEqualTo(1);
            assertThat(standing.at("/persons/2/last").isNull()).isTrue();
        }
        assertThat(get("aze.border", path(visit))
                        .at("/persons/0/last/recordedBy")
                        .asText())
                .isEqualTo("aze.guard");
        assertThat(atSender(visit).toString()).doesNotContain("aze.guard", "aze.border");

        var struck = Client.json(strike("aze.border", visit, 61, "Mistyped"));
        assertThat(inside(struck)).containsExactly("1", "2");
        assertThat(struck.at("/persons/0/last/no").asInt()).isEqualTo(60);
        assertThat(struck.get("total").asInt()).isEqualTo(61);
        assertRefused(read("aze.border", path(visit) + "?limit=201"), 400);
    }

    /** Where more than a part of the entries came while somebody looked at the latest. */
    @Test
    @NeedsChromium
    void readsOnToOlderEntriesHoweverManyCameMeanwhile() throws IOException {
        var visit = begun();
        recorded("aze.border", visit, comingAndGoing(7));
        try (var browser = Browser.open(1440, 900)) {
            browser.signIn(port, "aze.border");
            browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + visit.number));
            browser.await(() -> entriesShown(browser) == 50);
            recorded("aze.border", visit, comingAndGoing(8));

            browser.driver().executeScript("document.querySelector('.m-movements > .m-more').open = true");
            browser.find("[data-do='older']").click();
            browser.await(() -> entriesShown(browser) == 60);
        }
    }

    /** Sixty entries of the person of line 1 within an hour, of which nobody stays. */
    private static String[] comingAndGoing(int hour) {
        return IntStream.range(0, 60)
                .mapToObj(
                        no -> row(1, no % 2 == 0 ? "ARRIVED" : "DEPARTED", "2027-05-24T%02d:%02d".formatted(hour, no)))
                .toArray(String[]::new);
    }

    private static int entriesShown(Browser browser) {
        return browser.driver()
                .findElements(By.cssSelector(".m-movements > .m-more tbody tr"))
                .size();
    }

    private List<Integer> entryNumbers(VisitCase visit, String part) {
        var numbers = new ArrayList<Integer>();
        get("aze.border", path(visit) + part)
                .get("entries")
                .forEach(entry -> numbers.add(entry.get("no").asInt()));
        return numbers;
    }

    @Test
    void takesATimeAloneOnTheHostsToday() {
        var visit = permitted().at(at("2027-05-25", "00:30", BAKU));

        assertThat(recorded("aze.border", visit, row(1, "ARRIVED", "00:15"), row(2, "ARRIVED", "00:45")))
                .containsExactly("1", "MOV-03");

        assertThat(atHost(visit).at("/entries/0/at").asText())
                .isEqualTo(at("2027-05-25", "00:15", BAKU).toString());
    }

    @Test
    void takesABlankTimeForNone() {
        var visit = begun();

        var first = recorded("aze.border", visit, row(1, "ARRIVED", " "));
        assertThat(recorded("aze.border", visit, row(1, "ARRIVED", ""))).isEqualTo(first);
        assertThat(atHost(visit).get("entries")).hasSize(1);
    }

    @Test
    void takesFromOneToAHundredRows() {
        var visit = begun();

        assertThat(typeOf(send("aze.border", visit))).contains("visit.movement.rows");
        assertThat(typeOf(post("aze.border", path(visit), "{}"))).contains("visit.movement.rows");
        var many = Stream.generate(() -> row(9, "ARRIVED")).limit(101).toArray(String[]::new);
        assertThat(typeOf(send("aze.border", visit, many))).contains("visit.movement.rows");
        assertThat(recorded("aze.border", visit, Stream.of(many).limit(100).toArray(String[]::new)))
                .hasSize(100)
                .containsOnly("MOV-01");
    }

    @Test
    void recordsWhatIsSentTwiceOnce() throws Exception {
        var visit = begun();
        List<Callable<List<String>>> clicks = Stream.of(1, 2)
                .map(time -> (Callable<List<String>>) () -> recorded("aze.border", visit, row(1, "ARRIVED")))
                .toList();
        client("aze.border");

        var hands = Executors.newFixedThreadPool(2);
        for (var click : hands.invokeAll(clicks)) {
            assertThat(click.get()).containsExactly("1");
        }
        hands.shutdown();

        assertThat(recorded("aze.border", visit, row(2, "ARRIVED", "2027-05-24T08:00")))
                .containsExactly("2");
        assertThat(recorded("aze.registry", visit, row(2, "ARRIVED", "2027-05-24T08:00")))
                .containsExactly("2");
        // Somebody else's without a time, or a later one, is another.
        assertThat(recorded("aze.registry", visit, row(1, "ARRIVED"))).containsExactly("MOV-02");
        clock.moveTo(at(FIRST_DAY, "09:02", BAKU));
        assertThat(recorded("aze.border", visit, row(1, "ARRIVED"))).containsExactly("MOV-02");
        assertThat(atHost(visit).get("entries")).hasSize(2);
    }

    @Test
    void takesTheSameAtAnotherPlaceForAnotherAndSaysHowToMendIt() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED", "2027-05-24T08:00"), row(2, "ARRIVED"));

        var answer = send(
                "aze.border",
                visit,
                row(1, "ARRIVED", "2027-05-24T08:00").replace("Balakən", "Qazax"),
                row(2, "ARRIVED").replace("Balakən", "Qazax"));

        for (var result : Client.json(answer).get("results")) {
            assertThat(result.at("/findings/0/code").asText()).isEqualTo("MOV-02");
            assertThat(result.at("/findings/0/wrong").asText()).matches(".*24\\.05\\.2027 0[89]:00 \\(B[^)]+\\).*");
        }
        recorded("aze.border", visit, row(1, "DEPARTED", "2027-05-24T08:30"));
        assertThat(recorded(
                        "aze.border",
                        visit,
                        row(1, "DEPARTED", "2027-05-24T08:30").replace("Balakən", "Qazax")))
                .containsExactly("MOV-02");
    }

    @Test
    void recordsOnceUnderOneIdempotencyKey() {
        var visit = begun();
        var client = client("aze.border");
        var key = UUID.randomUUID().toString();

        var answers = Stream.of(1, 2)
                .map(time -> client.send(client.request(path(visit))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(("{'rows':[" + row(1, "ARRIVED") + "]}").replace('\'', '"')))))
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200);
        assertThat(answers.get(1).body()).isEqualTo(answers.get(0).body());
        assertThat(atHost(visit).get("entries")).hasSize(1);
    }

    @Test
    void isRecordedByBorderRegistryAndGuardsOfTheHostAlone() {
        var visit = begun();

        for (var stranger : List.of("aze.planner", "aze.security", "aze.authority", "aze.auditor", "aze.admin")) {
            assertRefused(send(stranger, visit, row(1, "ARRIVED")), 403);
        }
        for (var stranger : List.of("tur.border", "tur.registry", "tur.guard")) {
            assertRefused(send(stranger, visit, row(1, "ARRIVED")), 404);
            assertRefused(read(stranger, path(visit)), 404);
        }
        assertRefused(read("aze.admin", path(visit)), 404);
        assertRefused(read("aze.border", "/api/visit-requests/" + visit.number + "/movements"), 404);
        assertRefused(read("tur.guard", "/api/visit-requests/" + visit.number + "/movements"), 404);
        assertThat(atHost(visit).get("entries")).isEmpty();
        var line = 1;
        for (var officer : List.of("aze.border", "aze.registry", "aze.guard")) {
            assertThat(recorded(officer, visit, row(line, "ARRIVED"))).containsExactly(String.valueOf(line));
            line++;
        }
        assertThat(get("aze.guard", path(visit)).get("inside").asInt()).isEqualTo(3);
        assertRefused(read("aze.guard", "/api/host-cases/" + visit.number), 404);
    }

    @Test
    void isOnRecordInTheSteadOfTheAbsentOfficer() {
        var visit = begun();
        standsIn("aze.planner", "aze.border");

        assertThat(recorded("aze.planner", visit, row(1, "ARRIVED"))).containsExactly("1");

        assertThat(atHost(visit).at("/entries/0/recordedBy").asText()).isEqualTo("aze.planner");
        assertThat(atHost(visit).at("/entries/0/recordedFor").asText()).isEqualTo("aze.border");
        var story = get("aze.border", "/api/host-cases/" + visit.number).get("story");
        assertThat(hands(story, "personsArrived")).containsExactly("aze.planner for aze.border");
    }

    @Test
    void tellsStoriesAndOtherSystemsHowManyAndNobodysName() {
        var visit = begun();
        var ends = List.of(feed.end("AZE"), feed.end("TUR"));

        recorded("aze.border", visit, row(1, "ARRIVED"), row(2, "ARRIVED"), row(9, "ARRIVED"));
        recorded("aze.border", visit, row(1, "DEPARTED"), row(3, "ARRIVED"));
        assertThat(strike("aze.border", visit, 4, "It was another").statusCode())
                .isEqualTo(200);

        var at = 0;
        for (var account : List.of("aze.registry", "tur.planner")) {
            var events = get(account, "/api/events?limit=200&after=" + ends.get(at++));
            var told = new ArrayList<String>();
            for (var event : events.get("items")) {
                if (event.get("subject").asText("").equals(visit.number)
                        && event.get("type").asText().matches(".*(persons|movement).*")) {
                    told.add(event.get("type").asText().replace("org.mushterek.visit.", "") + " "
                            + event.at("/data/about").asText());
                }
            }
            assertThat(told)
                    .as(account)
                    .containsExactly(
                            "personsArrived 2", "personsArrived 1", "personsDeparted 1", "movementStruck ARRIVED");
        }
        assertThat(get("tur.planner", "/api/visit-requests/" + visit.number)
                        .get("story")
                        .findValuesAsText("event"))
                .containsSubsequence("personsArrived", "personsArrived", "personsDeparted", "movementStruck");
    }

    @Test
    void strikesOutWhatWasAMistakeAndKeepsBothHands() {
        var visit = begun();
        recorded("aze.guard", visit, row(1, "ARRIVED", "2027-05-24T08:00"), row(1, "DEPARTED", "2027-05-24T08:30"));

        assertThat(typeOf(strike("aze.border", visit, 1, "Mistyped"))).contains("visit.movement.notLast");
        assertRefused(strike("aze.border", visit, 2, " "), 400, "visit.reasonMissing");
        assertRefused(strike("aze.border", visit, 3, "Mistyped"), 404);
        assertRefused(strike("aze.planner", visit, 2, "Mistyped"), 403);
        assertRefused(strike("tur.border", visit, 2, "Mistyped"), 404);
        assertThat(inside(atHost(visit))).isEmpty();
        assertThat(strike("aze.border", visit, 2, "Only looked out").statusCode())
                .isEqualTo(200);
        assertThat(typeOf(strike("aze.border", visit, 2, "Again"))).contains("visit.movement.struckAlready");

        assertThat(inside(atHost(visit))).containsExactly("1");
        var entry = atHost(visit).at("/entries/0");
        assertThat(entry.get("recordedBy").asText()).isEqualTo("aze.guard");
        assertThat(entry.at("/struck/by").asText()).isEqualTo("aze.border");
        assertThat(entry.at("/struck/reason").asText()).isEqualTo("Only looked out");
        assertThat(atSender(visit).at("/entries/0/struck/reason").asText()).isEqualTo("Only looked out");
        assertThat(atSender(visit).toString()).doesNotContain("aze.");
        assertThat(strike("aze.border", visit, 1, "Another contingent").statusCode())
                .isEqualTo(200);
        assertThat(inside(atHost(visit))).isEmpty();
        assertThat(recorded("aze.border", visit, row(1, "ARRIVED"))).containsExactly("3");
    }

    @Test
    void takesADepartureAfterTheLastDayAndNoArrival() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"), row(2, "ARRIVED"));
        assertThat(atHost(visit).get("late").asInt()).isZero();

        assertThat(overdue("aze.border", visit)).isZero();

        visit.at(at("2027-05-29", "00:00", BAKU));

        for (var officer : List.of("aze.border", "aze.registry", "tur.registry")) {
            assertThat(overdue(officer, visit)).as(officer).isEqualTo(2);
        }
        for (var other : List.of("aze.security", "tur.planner", "aze.guard")) {
            assertThat(overdue(other, visit)).as(other).isZero();
        }
        for (var story : List.of(
                get("aze.border", "/api/host-cases/" + visit.number).get("story"),
                get("tur.planner", "/api/visit-requests/" + visit.number).get("story"))) {
            assertThat(story.findValuesAsText("event"))
                    .containsSubsequence("permitExpired", "stayOverdue")
                    .containsOnlyOnce("stayOverdue");
        }
        assertThat(visit.permit().orElseThrow().state().name()).isEqualTo("EXPIRED");
        assertThat(atHost(visit).get("late").asInt()).isEqualTo(2);
        assertThat(atSender(visit).get("late").asInt()).isEqualTo(2);
        assertThat(recorded("aze.border", visit, row(1, "DEPARTED"), row(3, "ARRIVED")))
                .containsExactly("3", "MOV-01 MOV-01");
        // What happened before is recorded late.
        assertThat(recorded("aze.border", visit, row(3, "ARRIVED", "2027-05-28T23:59")))
                .containsExactly("4");
        assertThat(atHost(visit).get("late").asInt()).isEqualTo(2);
        recorded("aze.border", visit, row(2, "DEPARTED"), row(3, "DEPARTED"));
        assertThat(atHost(visit).get("late").asInt()).isZero();
        assertThat(overdue("aze.border", visit)).isZero();
    }

    /** How many of the visit are there too long, as the account's day tells it. */
    private int overdue(String account, VisitCase visit) {
        for (var line : get(account, "/api/day").get("overdue")) {
            if (line.get("number").asText().equals(visit.number)) {
                return line.get("persons").asInt();
            }
        }
        return 0;
    }

    @Test
    void tellsWhoStaysTooLongByTheDayOfEachHostWhoeverReads() {
        var inAnkara = visits.prepared("aze").transmitted().reviewed().approved();
        var inBaku = begun();
        recorded("aze.border", inBaku, row(1, "ARRIVED"));
        recorded("tur.border", inAnkara, row(1, "ARRIVED", FIRST_DAY + "T07:30"));

        // In Istanbul it is still half past eleven in the evening of the last day. No job has closed either permit.
        clock.moveTo(at("2027-05-29", "00:30", BAKU));

        for (var officer : List.of("aze.border", "tur.border")) {
            assertThat(overdue(officer, inBaku)).as(officer).isEqualTo(1);
            assertThat(overdue(officer, inAnkara)).as(officer).isZero();
        }
        clock.moveTo(at("2027-05-29", "01:00", BAKU));
        for (var officer : List.of("aze.border", "tur.border")) {
            assertThat(overdue(officer, inAnkara)).as(officer).isEqualTo(1);
        }
    }

    @Test
    void tellsADeputyOfTheBorderWhoStaysTooLongAndHowManyVisitsThatAreInAll() {
        var earlier = permitted();
        var visit = begun();
        recorded("aze.border", earlier, row(1, "ARRIVED"));
        recorded("aze.border", visit, row(1, "ARRIVED"));
        visit.at(at("2027-05-29", "00:00", BAKU));
        assertThat(overdue("aze.air", visit)).isZero();
        standsIn("aze.air", "aze.border");
        assertThat(overdue("aze.air", visit)).isEqualTo(1);

        var first = movements.overdue(visits.account("aze.border"), 1);

        assertThat(first.items()).hasSize(1);
        assertThat(first.total()).isGreaterThan(1);
        assertThat(get("aze.border", "/api/day").get("overdueTotal").asLong()).isEqualTo(first.total());
    }

    @Test
    void tellsAVisitThatEndedEarlyByTheDayOfItsEnd() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burns'}");

        for (var line : get("aze.border", "/api/day").get("overdue")) {
            if (line.get("number").asText().equals(visit.number)) {
                assertThat(line.get("lastDay").asText()).isEqualTo(FIRST_DAY);
                return;
            }
        }
        throw new AssertionError("Not told");
    }

    @Test
    void tellsNothingOfAVisitThatEverybodyHasLeft() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));
        recorded("aze.border", visit, row(1, "DEPARTED"));

        visit.at(at("2027-05-29", "00:00", BAKU));

        assertThat(get("aze.border", "/api/host-cases/" + visit.number)
                        .get("story")
                        .findValuesAsText("event"))
                .contains("permitExpired")
                .doesNotContain("stayOverdue");
        assertThat(overdue("aze.registry", visit)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"08:59, true", "09:00, false"})
    void takesArrivalsUntilARevocationAndDeparturesAfterIt(String time, boolean passes) {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED", "2027-05-24T08:00"));
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burns'}");
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));

        assertThat(atHost(visit).get("late").asInt()).isEqualTo(1);
        assertThat(recorded("aze.border", visit, row(2, "ARRIVED", FIRST_DAY + "T" + time)))
                .containsExactly(passes ? "2" : "MOV-01");
        assertThat(recorded("aze.border", visit, row(1, "DEPARTED"))).containsExactly(passes ? "3" : "2");
    }

    @Test
    void letsNobodyArriveWhileSuspendedAndEverybodyDepart() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        var suspensions = "/api/host-cases/" + visit.number + "/suspensions";
        assertThat(post("aze.registry", suspensions, "{\"reasonCode\":\"OTHER\",\"text\":\"Wait\"}")
                        .statusCode())
                .isEqualTo(200);
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));

        assertThat(recorded("aze.border", visit, row(1, "DEPARTED"), row(2, "ARRIVED")))
                .containsExactly("2", "MOV-01");
        assertThat(recorded("aze.border", visit, row(2, "ARRIVED", "2027-05-24T08:59")))
                .containsExactly("3");
        assertThat(post("aze.registry", suspensions + "/1/reinstatement", "{\"text\":\"On\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(recorded("aze.border", visit, row(3, "ARRIVED"))).containsExactly("4");
        assertThat(recorded("aze.border", visit, row(1, "ARRIVED", "2027-05-24T09:30")))
                .containsExactly("MOV-01 MOV-03");
    }

    @Test
    void letsInWhomTheSendingSideRecallsUntilItDoesAndKeepsEntriesOverRevisions() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"), row(2, "ARRIVED"));
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));
        assertThat(post("tur.planner", "/api/visit-requests/" + visit.number + "/recalls", "{\"lines\":[2,3]}")
                        .statusCode())
                .isEqualTo(200);
        visit.doJobs();
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(2);

        assertThat(inside(atHost(visit))).containsExactly("1", "2");
        assertThat(atHost(visit).get("persons").findValuesAsText("admitted")).containsExactly("true", "false", "false");
        assertThat(recorded(
                        "aze.border",
                        visit,
                        row(3, "ARRIVED"),
                        row(3, "ARRIVED", "2027-05-24T09:59"),
                        row(2, "DEPARTED")))
                .containsExactly("MOV-01", "3", "4");
    }

    @Test
    void judgesAnArrivalByTheRevisionOfThePermitThatHeldAtItsTime() {
        var visit = begun();
        correct(visit, "{'line':3,'verdict':'DENIED','reasonCode':'DOCUMENT_NOT_ACCEPTED'}");
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));
        assertThat(visit.permit().orElseThrow().revision()).isEqualTo(2);

        assertThat(recorded(
                        "aze.border",
                        visit,
                        row(3, "ARRIVED", FIRST_DAY + "T09:00"),
                        row(3, "ARRIVED", FIRST_DAY + "T08:59")))
                .containsExactly("MOV-01", "1");
        recorded("aze.border", visit, row(3, "DEPARTED", FIRST_DAY + "T09:30"));
        correct(visit, "{'line':3,'verdict':'APPROVED'}");
        clock.moveTo(at(FIRST_DAY, "11:00", BAKU));

        assertThat(recorded(
                        "aze.border",
                        visit,
                        row(3, "ARRIVED", FIRST_DAY + "T09:59"),
                        row(3, "ARRIVED", FIRST_DAY + "T10:00")))
                .containsExactly("MOV-01", "3");
    }

    @Test
    void showsWhomAPermitLetsInNoMore() {
        var visit = begun();
        correct(visit, "{'line':3,'verdict':'DENIED','reasonCode':'DOCUMENT_NOT_ACCEPTED'}");

        assertThat(atHost(visit).get("persons").findValuesAsText("admitted")).containsExactly("true", "true", "false");
    }

    /** @param third the verdict on the person of line 3 */
    private void correct(VisitCase visit, String third) {
        var answer = post(
                "aze.authority",
                "/api/host-cases/" + visit.number + "/decision-corrections",
                CORRECTION.formatted(third).replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        visit.doJobs();
    }

    private void recall(VisitCase visit, String lines) {
        assertThat(post("tur.planner", "/api/visit-requests/" + visit.number + "/recalls", "{\"lines\":" + lines + "}")
                        .statusCode())
                .isEqualTo(200);
        visit.doJobs();
    }

    @Test
    void takesTheReturnOfARecalledPersonForTheDeparture() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"), row(2, "ARRIVED"), row(3, "ARRIVED"));
        clock.moveTo(at(FIRST_DAY, "10:00", BAKU));
        recorded("aze.border", visit, row(3, "DEPARTED", FIRST_DAY + "T09:30"));
        recall(visit, "[2,3]");
        var third = "{'line':3,'verdict':'LEFT'}";

        for (var wrong : List.of(
                "{'line':2,'verdict':'NEVER_ENTERED'}",
                "{'line':2,'verdict':'LEFT'}",
                "{'line':2,'verdict':'LEFT','at':'2027-05-24T09:45'}",
                "{'line':2,'verdict':'LEFT','at':'2027-05-24T08:45','place':'Qazax'}")) {
            var refused = refused(visit, "{'visitors':[" + wrong + "," + third + "]}");
            assertThat(refused).as(wrong).extracting(Finding::place).allMatch(place -> place.startsWith("visitors/2"));
        }
        assertThat(refused(visit, "{'visitors':[{'line':3,'verdict':'NEVER_ENTERED'}]}"))
                .extracting(Finding::code)
                .containsExactly("visit.returnMissing", "visit.returnOfArrived");
        assertThat(inside(atHost(visit))).containsExactly("1", "2");

        visit.answered(
                "aze.registry",
                "userTask_arrangeReturn",
                "{'visitors':[{'line':2,'verdict':'LEFT','at':'2027-05-24T09:45','place':'Qazax'}," + third + "]}");

        assertThat(inside(atHost(visit))).containsExactly("1");
        var entries = atHost(visit).get("entries");
        assertThat(entries).hasSize(5);
        assertThat(entries.get(0).get("place").asText()).isEqualTo("Qazax");
        assertThat(entries.get(0).get("recordedBy").asText()).isEqualTo("aze.registry");
        assertThat(entries.get(0).get("at").asText())
                .isEqualTo(at(FIRST_DAY, "09:45", BAKU).toString());
        visit.at(at("2027-05-29", "00:00", BAKU));
        assertThat(overdue("aze.border", visit)).isEqualTo(1);
    }

    private static List<Finding> refused(VisitCase visit, String answer) {
        return catchThrowableOfType(Refusal.class, () -> visit.answer("aze.registry", "userTask_arrangeReturn", answer))
                .findings();
    }

    @Test
    void tellsOfNobodyWhoseReturnIsStillInTimeThatTheyStayTooLong() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        recall(visit, "[1,2,3]");
        assertThat(visit.permit().orElseThrow().state().name()).isEqualTo("REVOKED");

        assertThat(stays(visit)).isEmpty();
        assertThat(overdue("aze.border", visit)).isZero();
        assertThat(atHost(visit).get("late").asInt()).isZero();

        clock.moveTo(visit.due("aze.registry", "userTask_arrangeReturn"));
        assertThat(overdue("aze.border", visit)).isEqualTo(1);
        assertThat(atHost(visit).get("late").asInt()).isEqualTo(1);
        visit.at(at("2027-05-29", "00:00", BAKU));
        assertThat(stays(visit)).containsExactly("1");
    }

    @Test
    void tellsOnceOfWhoStaysThoughTheReturnOfOthersIsLeftOpen() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        recall(visit, "[2,3]");
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burns'}");
        assertThat(stays(visit)).containsExactly("1");

        visit.at(at("2027-05-29", "00:00", BAKU));
        assertThat(stays(visit)).containsExactly("1");
    }

    @Test
    void tellsOfWhoIsFoundToHaveComeBeforeTheEnd() {
        var visit = begun();
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burns'}");
        assertThat(stays(visit)).isEmpty();

        recorded("aze.border", visit, row(1, "ARRIVED", FIRST_DAY + "T08:00"));
        recorded("aze.border", visit, row(1, "DEPARTED", FIRST_DAY + "T08:30"));
        assertThat(stays(visit)).containsExactly("1");

        strike("aze.border", visit, 2, "Another");
        assertThat(stays(visit)).containsExactly("1", "1");
    }

    @Test
    void countsAnArrivalThatIsBeingRecordedWhileThePermitIsClosed() throws Exception {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));
        clock.moveTo(at("2027-05-29", "00:00", BAKU));
        var hands = Executors.newSingleThreadExecutor();

        var closing = new TransactionTemplate(transactions).execute(recording -> {
            var late = new Movements.Row(2, "ARRIVED", "2027-05-28T23:50", "Balakən");
            assertThat(movements.record(visits.account("aze.border"), visit.number, List.of(late)))
                    .extracting(Movements.RowResult::no)
                    .containsExactly(2);
            var expiry = hands.submit(visit::doJobs);
            // Longer than the closing takes where nothing holds it up.
            assertThatThrownBy(() -> expiry.get(600, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return expiry;
        });
        Objects.requireNonNull(closing).get();
        hands.shutdown();

        assertThat(stays(visit)).containsExactly("2");
    }

    /** How many stayed too long each time that the host's story tells it. */
    private List<String> stays(VisitCase visit) {
        var told = new ArrayList<String>();
        for (var entry : get("aze.border", "/api/host-cases/" + visit.number).get("story")) {
            if (entry.get("event").asText().equals("stayOverdue")) {
                told.add(entry.get("detail").asText());
            }
        }
        return told;
    }

    @Test
    void leadsAGuardToWhoIsThereWhateverHasBecomeOfThePermit() {
        var visit = begun();
        assertThat(presentOf("aze.guard", visit)).isEqualTo("none");
        recorded("aze.border", visit, row(1, "ARRIVED"), row(2, "ARRIVED"));
        assertThat(presentOf("aze.guard", visit)).isEqualTo("HANDED_OVER 2");

        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'The range burns'}");

        for (var office : List.of("aze.guard", "aze.border", "aze.registry")) {
            assertThat(presentOf(office, visit)).as(office).isEqualTo("REVOKED 2");
        }
        for (var other : List.of("aze.security", "tur.guard", "tur.registry")) {
            assertThat(presentOf(other, visit)).as(other).isEqualTo("none");
        }
        assertThat(get("aze.guard", "/api/gate-lists?limit=200").get("items").findValuesAsText("requestNumber"))
                .doesNotContain(visit.number);
        recorded("aze.guard", visit, row(1, "DEPARTED"), row(2, "DEPARTED"));
        assertThat(presentOf("aze.guard", visit)).isEqualTo("none");
    }

    @Test
    void countsAllVisitsWithSomebodyThereBehindTheirEnd() {
        var visit = begun();
        recorded("aze.border", visit, row(1, "ARRIVED"));

        var all = get("aze.guard", "/api/present-visits?limit=200").get("total").asInt();
        var behind = get("aze.guard", "/api/present-visits?offset=200&limit=200");
        assertThat(all).isPositive();
        assertThat(behind.get("items")).isEmpty();
        assertThat(behind.get("total").asInt()).isEqualTo(all);
    }

    private String presentOf(String account, VisitCase visit) {
        for (var line : get(account, "/api/present-visits?limit=200").get("items")) {
            if (line.get("number").asText().equals(visit.number)) {
                return line.get("state").asText() + " " + line.get("inside").asText();
            }
        }
        return "none";
    }

    @Test
    void recordsNothingBeforeThePermitIsOutAndNamesNobody() {
        var visit = visits.prepared("tur").transmitted().reviewed();

        assertThat(typeOf(send("aze.border", visit, row(1, "ARRIVED")))).contains("visit.movement.noPermit");
        assertThat(atHost(visit).get("persons")).isEmpty();
        assertThat(atSender(visit).get("persons")).isEmpty();
    }

    @Test
    void putsEachOpeningOnRecordOnceWhateverIsRecordedThen() {
        var visit = begun();
        var before = readings(visit);

        get("aze.guard", path(visit));
        assertThat(readings(visit)).isEqualTo(before + 1);
        get("aze.border", "/api/host-cases/" + visit.number);
        get("aze.border", path(visit));
        recorded("aze.border", visit, row(1, "ARRIVED"));
        strike("aze.border", visit, 1, "Mistyped");
        assertThat(readings(visit)).isEqualTo(before + 2);

        clock.moveTo(at(FIRST_DAY, "09:11", BAKU));
        recorded("aze.border", visit, row(1, "ARRIVED"));
        assertThat(readings(visit)).isEqualTo(before + 3);
    }

    @Test
    void notesInWhoseSteadADeputyOfAGuardReads() {
        var visit = begun();
        standsIn("aze.lessons", "aze.border");
        // Of nobody who is a guard and nothing else: of whoever is one beside another office.
        database.sql("update deputyship set principal = 'aze.guard' where deputy = 'aze.lessons'")
                .update();

        get("aze.lessons", path(visit));

        assertThat(database.sql(
                                "select on_behalf_of from audit_entry where case_number = ? and account = 'aze.lessons'")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .containsExactly("aze.guard");
    }

    @Test
    void letsInNobodyAtAGlanceWhileThePermitIsSuspended() {
        var visit = begun();
        post(
                "aze.registry",
                "/api/host-cases/" + visit.number + "/suspensions",
                "{\"reasonCode\":\"OTHER\",\"text\":\"Wait\"}");

        var standing = get("aze.guard", path(visit));

        assertThat(standing.get("permit").asText()).isEqualTo("SUSPENDED");
        assertThat(standing.get("persons").findValuesAsText("admitted")).containsOnly("false");
    }

    private int readings(VisitCase visit) {
        return database.sql("select count(*) from audit_entry where case_number = ? and action = 'visit.dossierRead'")
                .param(visit.number)
                .query(Integer.class)
                .single();
    }
}
