package org.mushterek.web.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.web.security.Client;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What other systems read before and beside a case: lists, judgements, calendars, instruments, texts. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:readings;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@ActiveProfiles("demo")
class ReadingsIT {

    @LocalServerPort
    private int port;

    @Test
    void listsCasesOfTheOwnSideOnly() {
        var first = opened("tur.planner");
        var second = opened("tur.planner");
        var foreign = opened("aze.planner");

        assertThat(numbers(get("tur.security", "/api/visit-requests")))
                .contains(first, second)
                .doesNotContain(foreign);
        assertThat(numbers(get("aze.planner", "/api/visit-requests")))
                .contains(foreign)
                .doesNotContain(first, second);
        assertThat(numbers(get("aze.planner", "/api/host-cases"))).isEmpty();
        assertThat(get("tur.admin", "/api/visit-requests").get("total").asInt()).isZero();
    }

    @Test
    void filtersAndPagesItsLists() {
        var first = opened("tur.planner");
        var second = opened("tur.planner");

        var newest = get("tur.planner", "/api/visit-requests?limit=1");
        var part = second.substring(4).toLowerCase(java.util.Locale.ROOT);

        assertThat(numbers(newest)).containsExactly(second);
        assertThat(newest.get("total").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(numbers(get("tur.planner", "/api/visit-requests?limit=1&offset=1")))
                .containsExactly(first);
        assertThat(numbers(get("tur.planner", "/api/visit-requests?q=" + part))).containsExactly(second);
        assertThat(numbers(get("tur.planner", "/api/visit-requests?q=%25"))).isEmpty();
        assertThat(numbers(get("tur.planner", "/api/visit-requests?state=APPROVED")))
                .isEmpty();
        assertThat(numbers(get("tur.planner", "/api/visit-requests?from=2027-01-01")))
                .isEmpty();
        assertThat(get("tur.planner", "/api/visit-requests?q=" + second)
                        .get("items")
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly(
                        "number",
                        "revision",
                        "state",
                        "version",
                        "exerciseCode",
                        "from",
                        "to",
                        "persons",
                        "sendingState",
                        "hostState",
                        "since");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/visit-requests?state=LOST                              | problem.wrongChoice    | APPROVED",
                "/api/visit-requests?from=tomorrow                           | problem.wrongDate      | 2027-03-01",
                "/api/visit-requests?offset=many                             | problem.wrongNumber    | offset",
                "/api/host-cases?from=2027-02-01&to=2027-01-31               | problem.badFilter      | 2027",
                "/api/calendars/AZE?from=2027-02-01&to=2027-01-31            | calendar.badSpan       | 400",
                "/api/calendars/AZE?from=2027-02-01                          | problem.missing        | to",
                "/api/working-days?sides=AZE&after=2027-01-01&days=0         | calendar.badCount      | 500",
                "/api/working-days?sides=AZE,TUR,AZE&after=2027-01-01&days=1 | calendar.oneOrTwoSides | AZE"
            })
    void saysWhatWouldBeRightWhenItIsAskedWrongly(String path, String problem, String hint) {
        choose("tur.planner", "en");

        var refused = answer("tur.planner", path.strip());

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("type").asText()).isEqualTo("urn:mushterek:problem:" + problem);
        assertThat(refused.body()).contains(hint);
    }

    @Test
    void countsWorkingDaysOfOneSideAndOfBoth() {
        // 31.12.2026, 01.01. and 04.01.2027 are closed in Azerbaijan, 01.01.2027 in Türkiye.
        var azerbaijan = get("tur.planner", "/api/working-days?sides=AZE&after=2026-12-30&days=1");
        var turkiye = get("tur.planner", "/api/working-days?sides=TUR&after=2026-12-30&days=1");
        var both = get("tur.planner", "/api/working-days?sides=AZE,TUR&after=2026-12-30&days=1");

        assertThat(azerbaijan.get("date").asText())
                .isEqualTo(both.get("date").asText())
                .isGreaterThanOrEqualTo("2027-01-05");
        assertThat(turkiye.get("date").asText()).isEqualTo("2026-12-31");
        assertThat(azerbaijan.get("remarks")).isNotEmpty();
    }

    @Test
    void showsTheDaysOfASideWithTheirReasons() {
        var days = get("tur.planner", "/api/calendars/TUR?from=2026-12-31&to=2027-01-03");

        assertThat(days).hasSize(4);
        assertThat(days.get(0).get("working").asBoolean()).isTrue();
        assertThat(days.get(1).get("kind").asText()).isEqualTo("FULL");
        assertThat(days.get(1).get("holidays")).hasSize(1);
        // The Saturday after a holiday on a Friday is a holiday by the same law.
        assertThat(days.get(2).get("kind").asText()).isEqualTo("FULL");
        assertThat(days.get(3).get("kind").asText()).isEqualTo("WEEKEND");
        assertThat(answer("tur.planner", "/api/calendars/GEO?from=2027-01-01&to=2027-01-02")
                        .statusCode())
                .isEqualTo(404);
        assertThat(answer("tur.planner", "/api/calendars/TUR?from=2035-01-01&to=2035-01-02")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void judgesWhatIsNoCaseYet() {
        var before = get("tur.planner", "/api/visit-requests").get("total").asInt();

        var judged = post("tur.planner", "/api/visit-judgements", """
                {"content": {"exerciseCode": "QAFQAZ-QARTALI", "kind": "ONE_TIME", "purpose": "Drills",
                             "from": "2027-01-18", "to": "2027-01-27"}, "roster": []}""", null);

        assertThat(judged.statusCode()).as(judged.body()).isEqualTo(200);
        var told = Client.json(judged);
        assertThat(told.get("passes").asBoolean()).isFalse();
        assertThat(told.get("findings").findValuesAsText("code"))
                .contains("VIS-01", "VIS-21")
                .doesNotContain("LEG-01");
        assertThat(told.get("earliestStart").asText()).isNotBlank();
        assertThat(get("tur.planner", "/api/visit-requests").get("total").asInt())
                .isEqualTo(before);
        assertThat(post("tur.security", "/api/visit-judgements", "{\"content\":{}}", null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void letsOnlyLegalOfficersEnterWhatIsKnownOfAnInstrument() {
        var path = "/api/instruments/SF-EXERCISES-2021";
        var version = version(answer("tur.legal", path));
        var entry = "{\"field\":\"NOTICE_GIVEN\",\"party\":\"TUR\",\"value\":\"2026-11-20\",\"reference\":\"Note 1\"}";

        assertThat(post("tur.planner", path + "/entries", entry, version).statusCode())
                .isEqualTo(403);
        assertThat(post("tur.legal", path + "/entries", entry, null).statusCode())
                .isEqualTo(428);
        assertThat(post("tur.legal", path + "/entries", entry, version - 1).statusCode())
                .isEqualTo(412);
        var wrong = post("tur.legal", path + "/entries", entry.replace("2026-11-20", "yesterday"), version);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Client.json(wrong).get("findings")).isNotEmpty();

        var entered = post("tur.legal", path + "/entries", entry, version);

        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        assertThat(version(entered)).isEqualTo(version + 1);
        assertThat(get("aze.planner", path + "/entries").findValuesAsText("enteredBy"))
                .contains("tur.legal");
    }

    @Test
    void servesTheCasesPageToOfficersOnly() {
        assertThat(Client.signedIn(port, "tur.planner").get("/cases").body()).contains("/ui/cases.js");
        assertThat(new Client(port).get("/cases").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/sign-in"));
        choose("tur.planner", "tr");
        assertThat(get("tur.planner", "/api/texts").get("ui.cases").asText()).isEqualTo("Dosyalar");
        choose("tur.planner", "az");
        assertThat(get("tur.planner", "/api/texts").get("ui.cases").asText()).isEqualTo("İşlər");
    }

    private void choose(String account, String language) {
        client(account)
                .send(client(account)
                        .request("/api/me/language")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"language\":\"" + language + "\"}")));
    }

    private String opened(String planner) {
        return Client.json(client(planner).post("/api/visit-requests", ""))
                .get("number")
                .asText();
    }

    private Client client(String account) {
        return Client.withBasic(port, account, "demo");
    }

    private HttpResponse<String> answer(String account, String path) {
        return client(account).get(path);
    }

    private JsonNode get(String account, String path) {
        var answer = answer(account, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> post(
            String account, String path, String body, @org.jspecify.annotations.Nullable Integer version) {
        var request = client(account).request(path).header("Content-Type", "application/json");
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return client(account).send(request.POST(BodyPublishers.ofString(body)));
    }

    private static int version(HttpResponse<String> answer) {
        return Integer.parseInt(
                answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }

    private static List<String> numbers(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("number").asText())
                .toList();
    }
}
