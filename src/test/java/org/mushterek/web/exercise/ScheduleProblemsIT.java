package org.mushterek.web.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.WholeProgram;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Problems by REST, from post to answer. */
@WholeProgram
class ScheduleProblemsIT {

    private static final String ADDRESS = "/api/schedule-problems";

    @LocalServerPort
    private int port;

    private Client planner = new Client(0);

    @BeforeEach
    void signIn() {
        planner = Client.withBasic(port, "tur.planner", "demo");
    }

    @Test
    void answersAProjectWithProof() {
        var posted = planner.post(ADDRESS, """
                {"resources": [{"id": "R", "bookings": 4}],
                 "activities": [{"id": "a", "duration": 3, "demands": [{"resource": "R", "bookings": 2}]},
                                {"id": "b", "duration": 4, "demands": [{"resource": "R", "bookings": 3}]},
                                {"id": "c", "duration": 2, "demands": [{"resource": "R", "bookings": 2}]}],
                 "rules": [{"type": "ORDER", "before": "a", "after": "c"}]}""");
        assertThat(posted.statusCode()).isEqualTo(202);
        var address = posted.headers().firstValue("Location").orElseThrow();

        var answer = answerAt(planner, address);

        assertThat(answer.path("state").asText()).isEqualTo("OPTIMAL");
        assertThat(answer.path("engine").asText()).isEqualTo("OR-Tools CP-SAT");
        assertThat(answer.path("reproducible").asBoolean()).isTrue();
        assertThat(answer.at("/plan/end").asInt()).isEqualTo(9);
        assertThat(answer.path("endBound").asInt()).isEqualTo(9);
        assertThat(answer.at("/plan/activities")).hasSize(3);
    }

    @Test
    void explainsAnImpossiblePinInTheReadersLanguage() {
        var posted = planner.post(ADDRESS, """
                {"calendar": {"firstDay": "2027-05-11", "days": 3, "zone": "Asia/Baku", "minutesPerUnit": 30},
                 "resources": [{"id": "B", "kind": "RANGE", "bookings": 1, "setUp": "PT1H"}],
                 "activities": [{"id": "4", "duration": "PT3H", "demands": [{"resource": "B"}]},
                                {"id": "7", "duration": "PT2H", "demands": [{"resource": "B"}]}],
                 "rules": [{"type": "CLOSURE", "resource": "B", "from": "2027-05-12T00:00", "to": "2027-05-13T00:00"},
                           {"type": "PIN", "activity": "7", "start": "2027-05-12T09:00"},
                           {"type": "HOURS", "resource": "B", "opens": "08:00", "closes": "18:00"}]}""");
        assertThat(posted.statusCode()).isEqualTo(202);

        var answer = answerAt(planner, posted.headers().firstValue("Location").orElseThrow());

        assertThat(answer.path("state").asText()).isEqualTo("IMPOSSIBLE");
        assertThat(answer.at("/clash/verified").asBoolean()).isTrue();
        assertThat(answer.at("/clash/rules").findValuesAsText("said"))
                .containsExactly(
                        "atış alanı B: 12.05.2027 kapalıdır",
                        "7 eğitimi: başlangıcı 12.05.2027 09:00 olarak sabitlenmiştir");
        assertThat(answer.at("/clash/cures").findValuesAsText("rule")).containsExactly("CLOSURE-1", "PIN-2");
    }

    @Test
    void refusesWhatIsNoProblemAtOnceAndNamesTheCulprit() {
        assertRefused("""
                {"resources": [{"id": "R", "bookings": 2}],
                 "activities": [{"id": "a", "duration": 3, "demands": [{"resource": "R", "bookings": 3}]}]}""", "schedule.demandAboveCapacity", "activities[0].demands[0].bookings");
        assertRefused("""
                {"activities": [{"id": "a", "duration": -3}]}""", "schedule.negative", "activities[0].duration");
        assertRefused("""
                {"activities": [{"id": "a", "duration": 1}, {"id": "b", "duration": 1}],
                 "rules": [{"type": "ORDER", "before": "a", "after": "b"},
                           {"type": "ORDER", "before": "b", "after": "a"}]}""", "schedule.circle", "rules");
        assertRefused("{}", "schedule.noActivities", "activities");
        assertRefused("""
                {"activities": [{"id": "a", "duration": "PT8H"}]}""", "schedule.length", "activities[0].duration");
        assertRefused("""
                {"activities": [{"id": "a", "duration": 1}, null], "rules": [null, {"type": "PIN"}]}""", "schedule.missing", "activities[1]");
        assertThat(planner.post(ADDRESS, "{\"activities\": 7}").statusCode()).isEqualTo(400);
        assertThat(planner.post(ADDRESS, "{\"what\": 7}").statusCode()).isEqualTo(400);

        var huge = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"id\":\"a" + i + "\",\"duration\":1}")
                .collect(Collectors.joining(",", "{\"activities\":[", "]}"));
        var tooLarge = planner.post(ADDRESS, huge);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(Client.json(tooLarge).path("detail").asText()).contains("2000 activities");
        assertRefused(
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "{\"id\":\"a" + i + "\",\"duration\":1}")
                        .collect(Collectors.joining(",", "{\"activities\":[", "]}")),
                "schedule.tooMany",
                "activities");
    }

    private void assertRefused(String problem, String code, String place) {
        var answer = planner.post(ADDRESS, problem);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var finding = Client.json(answer).path("findings").path(0);
        assertThat(finding.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(finding.path("place").asText()).isEqualTo(place);
        assertThat(finding.path("wrong").asText()).doesNotContain("{");
    }

    @Test
    void followsStopsAndLimitsSearchesAndHidesThemFromOthers() {
        var first = planner.post(ADDRESS, hard());
        var second = planner.post(ADDRESS, hard());
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(planner.post(ADDRESS, hard()).statusCode()).isEqualTo(429);
        var address = first.headers().firstValue("Location").orElseThrow();

        assertThat(Client.withBasic(port, "aze.planner", "demo").get(address).statusCode())
                .isEqualTo(404);
        assertThat(Client.withBasic(port, "aze.planner", "demo")
                        .send("DELETE", address)
                        .statusCode())
                .isEqualTo(404);
        assertThat(Client.withBasic(port, "tur.medical", "demo").get(address).statusCode())
                .isEqualTo(404);
        assertThat(Client.withBasic(port, "tur.medical", "demo")
                        .post(ADDRESS, hard())
                        .statusCode())
                .isEqualTo(403);
        assertThat(Client.withBasic(port, "tur.range", "demo").get(address).statusCode())
                .isEqualTo(200);

        assertThat(planner.send(
                                "DELETE",
                                second.headers().firstValue("Location").orElseThrow())
                        .statusCode())
                .isEqualTo(204);
        assertThat(planner.send("DELETE", address).statusCode()).isEqualTo(204);
        var events = planner.get(address + "/progress");
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(events.body()).contains("event:progress", "\"bound\":", "event:answer", "\"state\":\"OUT_OF_TIME\"");
        assertThat(answerAt(planner, address).path("reproducible").asBoolean(true))
                .isFalse();
    }

    @Test
    void startsOnceWhatIsPostedWithAKey() {
        var request = "{\"activities\": [{\"id\": \"a\", \"duration\": 1}]}";
        var first = keyed(request);
        var again = keyed(request);

        assertThat(first).isEqualTo(again);
        assertThat(answerAt(planner, ADDRESS + "/" + first).path("state").asText())
                .isEqualTo("OPTIMAL");
    }

    private String keyed(String body) {
        var answer = planner.send(planner.request(ADDRESS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "schedule-once")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(202);
        return Client.json(answer).path("id").asText();
    }

    @Test
    void tellsWhichEngineIsActive() {
        assertThat(planner.get("/actuator/health/scheduler").body()).contains("OR-Tools CP-SAT");
        assertThat(new Client(port).get("/actuator/health/scheduler").statusCode())
                .isEqualTo(401);
        assertThat(new Client(port).get("/actuator/health").body())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"scheduler\",\"steps\"]}");
    }

    /** The stream of events ends when the search does. */
    private JsonNode answerAt(Client client, String address) {
        assertThat(client.get(address + "/progress").body()).contains("event:answer");
        return Client.json(client.get(address));
    }

    /** One that is not over in the time that this test takes, if nobody stops it. */
    private static String hard() {
        var activities = IntStream.range(0, 120)
                .mapToObj(i -> "{\"id\":\"a%d\",\"duration\":%d,\"demands\":[{\"resource\":\"R\",\"bookings\":%d}]}"
                        .formatted(i, 3 + i * 7 % 11, 3 + i * 5 % 8))
                .collect(Collectors.joining(","));
        return "{\"resources\":[{\"id\":\"R\",\"bookings\":13}],\"activities\":[" + activities
                + "],\"limits\":{\"effort\":600,\"seconds\":600}}";
    }
}
