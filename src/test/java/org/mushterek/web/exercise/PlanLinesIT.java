package org.mushterek.web.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.CountedDatabase;
import org.mushterek.web.security.Client;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The yearly plan as both sides keep it, and what an exercise may say of it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:plan-lines;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:no-processes/",
            "mushterek.processes.required=false",
            "mushterek.data-folder=target/plan-lines"
        })
@ActiveProfiles("demo")
@Import(CountedDatabase.class)
class PlanLinesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Baku"));

    @LocalServerPort
    int port;

    private final Map<String, Client> clients = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"aze", "tur"})
    void countsALineOnceTheAuthorityOfEachPartyHasAgreed(String proposer) {
        var number = "2030-" + proposer.toUpperCase(Locale.ROOT);
        var other = proposer.equals("aze") ? "tur" : "aze";
        var proposed = put(proposer + ".planner", number, line(), null);
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        assertThat(Client.json(proposed).get("agreed").asBoolean()).isFalse();

        assertThat(agree(proposer + ".planner", number, 1).statusCode()).isEqualTo(403);
        assertThat(agree(proposer + ".authority", number, 2).statusCode()).isEqualTo(412);
        assertThat(agree(proposer + ".authority", number, 1).statusCode()).isEqualTo(200);
        assertThat(agree(proposer + ".authority", number, 2).statusCode()).isEqualTo(409);
        assertThat(get(other + ".planner", number).get("agreed").asBoolean()).isFalse();
        assertThat(exercise(number, "2030-09-01").statusCode()).isEqualTo(400);
        var agreed = agree(other + ".authority", number, 2);

        assertThat(Client.json(agreed).get("agreed").asBoolean()).isTrue();
        assertThat(Client.json(agreed).get("agreedBy")).hasSize(2);
        assertThat(exercise(number, "2030-09-01").statusCode()).isEqualTo(201);

        var changed = put(other + ".authority", number, line().put("title", "Other"), 3);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(Client.json(changed).get("agreedBy")).isEmpty();
        assertThat(put(proposer + ".planner", number, line(), 3).statusCode()).isEqualTo(412);
    }

    /** Until another hand of the side proposes it as it stands, or another authority agrees. */
    @Test
    void letsNoAuthorityAgreeToWhatItProposedItself() {
        put("aze.authority", "2036-1", line(), null);

        var refused = agree("aze.authority", "2036-1", 1);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("planLine.fourEyes", "inzibatçı");
        assertThat(get("aze.planner", "2036-1").get("agreedBy")).isEmpty();
        assertThat(agree("tur.authority", "2036-1", 1).statusCode()).isEqualTo(200);
        assertThat(put("aze.planner", "2036-1", line(), 2).statusCode()).isEqualTo(200);
        assertThat(agree("aze.authority", "2036-1", 3).statusCode()).isEqualTo(200);
    }

    @Test
    void flagsAnExerciseThatIsOutOfPlan() {
        var unplanned = exercise(null, "2031-09-01");
        assertThat(unplanned.statusCode()).as(unplanned.body()).isEqualTo(201);
        assertThat(Client.json(unplanned).get("planned").asBoolean()).isFalse();
        var planned = client("tur.planner").get("/api/exercises/YILDIZ-TOROS");
        assertThat(Client.json(planned).get("planned").asBoolean()).isTrue();
    }

    @Test
    void keepsAnExerciseInsideTheWindowOfItsLine() {
        put("aze.planner", "2032-1", line().put("firstDay", "2032-05-01").put("lastDay", "2032-05-10"), null);
        agree("aze.authority", "2032-1", 1);
        agree("tur.authority", "2032-1", 2);

        assertThat(exercise("2032-1", "2032-05-01").statusCode()).isEqualTo(201);
        var late = exercise("2032-1", "2032-05-02");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(Client.json(late).get("findings").findValuesAsText("code"))
                .containsExactly("exercise.outsideWindow");
        assertThat(exercise("NO-LINE", "2032-05-01").body()).contains("exercise.notInPlan");
    }

    @Test
    void proposesTheOtherPartyThanLastTimeAsHost() {
        var shown = Client.json(put("aze.planner", "2033-1", without(line(), "proposedHost"), null));
        var last = shown.get("hostByTurn").get("lastHost").asText();

        assertThat(shown.get("proposedHost").asText()).isNotEqualTo(last);
        assertThat(shown.get("proposedHost")).isEqualTo(shown.get("hostByTurn").get("host"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            year              | null           | planLine.yearForm
            title             | " "            | planLine.titleForm
            parties           | ["AZE"]        | planLine.partiesForm
            parties           | ["AZE", "AZE", "TUR"] | planLine.partiesForm
            proposedHost      | "GEO"          | planLine.proposedHostForm
            lastDay           | "2030-07-31"   | planLine.lastDayForm
            protocolReference | null           | planLine.protocolReferenceForm
            protocolSignedOn  | "2999-01-01"   | planLine.protocolSignedOnForm
            """)
    void saysWhatIsWrongWithALine(String place, String value, String code) throws Exception {
        var line = line();
        line.set(place, JSON.readTree(value));

        var refused = put("aze.planner", "2030-99", line, null);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .containsExactly(code);
    }

    @Test
    void isKeptByPlannersAndAuthoritiesAlone() {
        for (var account : new String[] {"aze.medical", "tur.commander", "tur.auditor"}) {
            assertThat(put(account, "2030-98", line(), null).statusCode())
                    .as(account)
                    .isEqualTo(403);
        }
        assertThat(put("aze.planner", "x", line(), null).body()).contains("planLine.numberForm");
        assertThat(client("aze.planner").get("/api/plan-lines/NONE").statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesToAgreeToALineWithoutAProtocol() {
        var open = without(without(line(), "protocolReference"), "protocolSignedOn");
        assertThat(put("aze.planner", "2034-1", open, null).statusCode()).isEqualTo(201);

        assertThat(agree("aze.authority", "2034-1", 1).statusCode()).isEqualTo(409);
    }

    @Test
    void listsTheLinesOfAYear() {
        put("aze.planner", "2035-2", line().put("year", 2035), null);
        put("aze.planner", "2035-1", line().put("year", 2035), null);

        var listed = list("?year=2035");

        assertThat(listed.at("/items").findValuesAsText("number")).containsExactly("2035-1", "2035-2");
        assertThat(listed.at("/items/0/parties").toString()).isEqualTo("[\"AZE\",\"TUR\"]");
        assertThat(listed.get("total").asInt()).isEqualTo(2);
    }

    @Test
    void listsLinesPageByPage() {
        for (var line = 1; line <= 3; line++) {
            put("aze.planner", "2038-" + line, line().put("year", 2038), null);
        }

        var second = list("?year=2038&offset=1&limit=1");

        assertThat(second.at("/items").findValuesAsText("number")).containsExactly("2038-2");
        assertThat(second.get("total").asInt()).isEqualTo(3);
        assertThat(client("tur.commander").get("/api/plan-lines?limit=100000").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsManyLinesWithAsManyStatementsAsFew() {
        for (var line = 10; line < 13; line++) {
            put("aze.planner", "2039-" + line, line().put("year", 2039), null);
        }
        list("?year=2039");
        var few = statements(() -> assertThat(list("?year=2039").get("items")).hasSize(3));
        for (var line = 13; line < 40; line++) {
            put("aze.planner", "2039-" + line, line().put("year", 2039), null);
        }

        var many = statements(() -> assertThat(list("?year=2039").get("items")).hasSize(30));

        assertThat(many).isEqualTo(few).isPositive();
    }

    /** How often something of the plan is read, whatever else the program does meanwhile. */
    private static int statements(Runnable work) {
        return CountedDatabase.statementsDuring(work).stream()
                .filter(statement -> statement.getKey().contains("plan_line")
                        || statement.getKey().contains("exercise"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private JsonNode list(String query) {
        return Client.json(client("tur.commander").get("/api/plan-lines" + query));
    }

    private static ObjectNode line() {
        var line = JSON.createObjectNode()
                .put("year", 2030)
                .put("title", "Qafqaz qartalı")
                .put("proposedHost", "AZE")
                .put("firstDay", "2030-08-01")
                .put("lastDay", "2030-10-31")
                .put("protocolReference", "Protocol 17")
                .put("protocolSignedOn", TODAY.toString());
        line.putArray("parties").add("AZE").add("TUR");
        return line;
    }

    private static ObjectNode without(ObjectNode line, String field) {
        line.remove(field);
        return line;
    }

    private HttpResponse<String> exercise(@Nullable String line, String firstDay) {
        var first = LocalDate.parse(firstDay);
        var exercise = JSON.createObjectNode()
                .put("title", "Exercise")
                .put("hostState", "AZE")
                .put("firstDay", firstDay)
                .put("lastDay", first.plusDays(9).toString())
                .put("planLine", line);
        exercise.putArray("parties").add("AZE").add("TUR");
        var client = client("aze.planner");
        return client.send(client.request("/api/exercises/E-" + (line == null ? "NONE" : line) + "-" + firstDay)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(exercise.toString())));
    }

    private HttpResponse<String> put(String account, String number, JsonNode line, @Nullable Integer version) {
        var client = client(account);
        var request = client.request("/api/plan-lines/" + number)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(line.toString()));
        return client.send(
                version == null
                        ? request.header("If-None-Match", "*")
                        : request.header("If-Match", "\"" + version + "\""));
    }

    private HttpResponse<String> agree(String account, String number, int version) {
        var client = client(account);
        return client.send(client.request("/api/plan-lines/" + number + "/agreement")
                .header("If-Match", "\"" + version + "\"")
                .POST(BodyPublishers.noBody()));
    }

    private JsonNode get(String account, String number) {
        return Client.json(client(account).get("/api/plan-lines/" + number));
    }

    private Client client(String account) {
        return clients.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }
}
