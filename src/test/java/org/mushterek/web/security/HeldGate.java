package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The readiness gate of an exercise that was prepared outside: its protocol is brought and confirmed, so that STARTEX may open. */
public final class HeldGate {

    public static final String REFERENCE = "HQ-2026/14";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIDES = List.of("aze", "tur");
    private static final List<String> OF_THE_HOST = List.of(
            "INSTRUMENT",
            "PLAN_LINE",
            "MEDICAL_PLAN",
            "RISK_ASSESSMENT",
            "RANGE_BOOKING",
            "RANGE_SAFETY",
            "MEDIA_PLAN");
    private static final List<String> OF_THE_SENDER = List.of(
            "VISIT_APPROVAL",
            "TRAVEL_DOCUMENTS",
            "INSURANCE",
            "FITNESS",
            "MEDICAL_SUPPLY",
            "WEAPONS",
            "CUSTOMS",
            "AIRCRAFT");

    private HeldGate() {}

    /**
     * By REST, as the planner of the host and both commanders.
     *
     * @param host side in small letters
     * @return the number of the case
     */
    public static String before(int port, String host, String exercise) {
        var brought = Client.withBasic(port, host + ".planner", "demo")
                .post(
                        "/api/exercises/" + exercise + "/gate-protocol",
                        protocol(host).toString());
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(201);
        var number = Client.json(brought).get("number").asText();
        for (var side : SIDES) {
            var commander = Client.withBasic(port, side + ".commander", "demo");
            var task = Client.json(commander.get("/api/tasks?caseNumber=" + number))
                    .at("/items/0/id")
                    .asText();
            var confirmed = commander.post("/api/tasks/" + task + "/completion", "{\"action\":\"AGREE\"}");
            assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(204);
        }
        return number;
    }

    /** Everything green but aircraft, which the sender's command let pass. */
    public static ObjectNode protocol(String host) {
        var guest = host.equals("aze") ? "TUR" : "AZE";
        var protocol = JSON.createObjectNode().put("reference", REFERENCE).put("signedOn", "2026-01-05");
        var signatures = protocol.putArray("signatures");
        signatures.addObject().put("party", "AZE").put("name", "Polkovnik R. Əliyev, briqada komandiri");
        signatures.addObject().put("party", "TUR").put("name", "Albay K. Işık, tugay komutanı");
        var items = protocol.putArray("items");
        OF_THE_HOST.forEach(item -> green(items.addObject(), item, host.toUpperCase(Locale.ROOT)));
        OF_THE_SENDER.forEach(item -> green(items.addObject(), item, guest));
        List.of("AZE", "TUR").forEach(party -> green(items.addObject(), "HEALTH", party));
        for (var item : items) {
            if (item.get("item").asText().startsWith("AIRCRAFT:")) {
                ((ObjectNode) item)
                        .put("light", "WAIVED")
                        .put("waivedBy", "Land Forces Command")
                        .put("reason", "The contingent comes by road");
            }
        }
        return protocol;
    }

    private static void green(ObjectNode item, String code, String party) {
        item.put("item", code + ":" + party).put("light", "GREEN");
    }
}
