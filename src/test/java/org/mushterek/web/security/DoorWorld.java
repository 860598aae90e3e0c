package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.FileFixture;
import org.mushterek.visit.PaperKind;
import org.mushterek.visit.roster.RosterFixtures;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The cases that stand in for the variables of addresses, in one world and the same for both sides: for each side its own
 * case, one of the other side that it has no part in, one that the other side shares with it, and one that is not there.
 */
final class DoorWorld {

    /** Whose case it is, seen from the account that asks. */
    enum Relation {
        OWN,
        OTHER,
        JOINT,
        NONE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final List<String> SIDES = List.of("aze", "tur");

    /** What is put where the world has nothing: a name that nothing bears. */
    private static final String NOTHING = "ABC-0";

    /** Where the host's desks answer for a whole group. */
    static final String AT_DESK = "/api/visit-groups/{number}/answers#desk";

    private static final int PERSONS_OF_TWO_PARTS = 40;

    private static final Pattern CASE_NUMBER = Pattern.compile("[A-Z]{3}-(AZE|TUR)-\\d{4}-\\d+");

    private static final Map<String, String> HOSTED = Map.of("aze", "QAFQAZ-QARTALI", "tur", "YILDIZ-TOROS");

    private final int port;
    private final CaseWalk walk;
    private final JdbcClient database;
    private final Map<String, String> clerks = new HashMap<>();
    /** Values of a schedule whose plan is in force. */
    private final Map<String, Map<String, String>> laid = new HashMap<>();

    private final Map<String, String> handedOver = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();
    /** The kinds of papers that can be had before the host has answered. */
    static final Set<PaperKind> DRAWN_AS_DRAFTS =
            EnumSet.of(PaperKind.AIRCRAFT_QUESTIONNAIRE, PaperKind.CUSTOMS_DECLARATION);

    /** Beginning of an address → relation → side → values of its variables. */
    private final Map<String, Map<Relation, Map<String, Map<String, String>>>> places = new HashMap<>();

    DoorWorld(int port, JdbcClient database) {
        this.port = port;
        this.database = database;
        walk = new CaseWalk(port, Duration.ofSeconds(60));
        visits();
        groups();
        exercises();
        feeds();
        joint();
        logs();
    }

    /**
     * What stands in for the variables of an address.
     *
     * @return empty where the world has no such case
     */
    Optional<Map<String, String>> values(String path, Relation relation, String side) {
        if (relation == Relation.NONE) {
            return Optional.of(Map.of());
        }
        return places.entrySet().stream()
                .filter(place -> path.startsWith(place.getKey()))
                .max((one, two) ->
                        Integer.compare(one.getKey().length(), two.getKey().length()))
                .map(place -> place.getValue().get(relation))
                .map(sides -> sides.get(side));
    }

    /** As {@link #values}, made anew where an attempt uses it up. */
    Map<String, String> valuesToTry(String door, Relation relation, String side) {
        var values =
                values(door.substring(door.indexOf(' ') + 1), relation, side).orElseThrow();
        if (relation != Relation.OWN) {
            return values;
        }
        return switch (door) {
            case "DELETE /api/webhooks/{id}" -> Map.of("id", hook(side));
            case "DELETE /api/ranges/{code}/closures/{closure}" ->
                with(values, "closure", closure(side, held(values, "code")));
            // The same file is kept once.
            case "DELETE /api/observations/{number}/attachments/{id}" ->
                with(values, "id", observationFile(side + ".lessons", held(values, "number")));
            case "DELETE /api/instrument-cases/{number}/attachments/{id}" ->
                with(values, "id", writing(side, held(values, "number")));
            default -> values;
        };
    }

    /**
     * What is sent, with the world's names in it: {@code $SIDE}, the side that tries; {@code $CASE}, a request of it, and
     * {@code $OTHER_CASE}, one of the other side that it has no part in; {@code $HOSTED}, an exercise that it hosts, and
     * {@code $OTHER_HOSTED}, one that the other side hosts.
     */
    DoorTable.Attempt sent(DoorTable.Attempt attempt, String side) {
        var body = attempt.body();
        if (body == null || !body.contains("$")) {
            return attempt;
        }
        return new DoorTable.Attempt(
                attempt.type(),
                body.replace("$SIDE", side.toUpperCase(Locale.ROOT))
                        .replace("$CASE", held(handedOver, side))
                        .replace("$OTHER_CASE", held(kept, other(side)))
                        .replace("$HOSTED", held(HOSTED, side))
                        .replace("$OTHER_HOSTED", held(HOSTED, other(side))),
                attempt.query());
    }

    /** An address with the values in the place of its variables. */
    static String filled(String path, Map<String, String> values) {
        var filled = path;
        while (filled.contains("{")) {
            var from = filled.indexOf('{');
            var to = filled.indexOf('}');
            var name = filled.substring(from + 1, to);
            filled = filled.substring(0, from) + values.getOrDefault(name, nothing(name)) + filled.substring(to + 1);
        }
        return filled;
    }

    private static String nothing(String variable) {
        return switch (variable) {
            case "deputyship", "proposal", "closure" -> "777777";
            case "revision", "line", "version", "no" -> "77";
            case "side" -> "XXX";
            case "kind" -> "CUSTOMS_DECLARATION";
            default -> NOTHING;
        };
    }

    private void put(String path, Relation relation, String side, Map<String, String> values) {
        places.computeIfAbsent(path, any -> new EnumMap<>(Relation.class))
                .computeIfAbsent(relation, any -> new HashMap<>())
                .put(side, values);
    }

    /** In what the side keeps to itself; nobody of the other side may read it anywhere. */
    static String canary(String side) {
        return "Kanarya-" + side + "-4711";
    }

    /** The numbers of the cases that stand to a side like this. */
    Set<String> numbers(Relation relation, String side) {
        return places.values().stream()
                .map(place -> place.getOrDefault(relation, Map.of()).getOrDefault(side, Map.of()))
                .flatMap(values -> values.values().stream())
                .filter(value -> CASE_NUMBER.matcher(value).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers of the cases of the other side of which a side may know nothing. */
    Set<String> hiddenFrom(String side) {
        var hidden = numbers(Relation.OTHER, side);
        hidden.removeAll(numbers(Relation.OWN, side));
        hidden.removeAll(numbers(Relation.JOINT, side));
        return hidden;
    }

    private static <T> T held(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    private static String other(String side) {
        return side.equals("aze") ? "tur" : "aze";
    }

    private void visits() {
        var atDesks = new HashMap<String, String>();
        for (var side : SIDES) {
            // It has papers of every kind.
            var content = CaseWalk.flying(side, walk.lawfulContent(side, other(side), held(HOSTED, other(side))));
            kept.put(side, walk.openFilled(side, content.deepCopy().put("purpose", canary(side))));
            var number = walk.openFilled(side, content);
            handedOver.put(side, number);
            file(side, number, "INSURANCE");
            file(side, number, "FITNESS");
            transmit(side, number);
            var open = walk.openFilled(side, content);
            atDesks.put(side, open);
            transmit(side, open);
        }
        for (var side : SIDES) {
            var number = held(handedOver, side);
            for (var desk : List.of("security", "range", "medical", "border", "air")) {
                walk.complete(
                        other(side) + "." + desk,
                        number,
                        "userTask_reviewAtDesk",
                        answer("NO_OBJECTION").put("remark", canary(other(side))));
            }
            walk.complete(
                    other(side) + ".authority",
                    number,
                    "userTask_decideRequest",
                    CaseWalk.approval(1).put("remark", canary(other(side))));
        }
        for (var side : SIDES) {
            var number = held(handedOver, side);
            var issued = walk.permit(side + ".planner", number);
            var permit = issued.get("number").asText();
            put(
                    "/verify/",
                    Relation.OWN,
                    side,
                    Map.of("token", issued.get("token").asText()));
            incidents(other(side), number);
            var message = message(side, number, "BOTH", "Two buses");
            message(side, number, "OWN_SIDE", canary(side));
            var files = walk.read(side + ".planner", "/api/visit-requests/" + number + "/attachments");
            var paper = walk.read(side + ".planner", "/api/visit-requests/" + number + "/papers");
            var values = new HashMap<>(Map.of("number", number, "revision", "1", "no", "1", "kind", "MOVEMENT_ORDER"));
            values.put("id", fileOf(files, "INSURANCE"));
            paper.findValuesAsText("number").stream().findFirst().ifPresent(first -> values.put("paper", first));
            for (var issuedPaper : paper) {
                var door = paperDoor(PaperKind.valueOf(issuedPaper.get("kind").asText()));
                var ofKind = with(values, "paper", issuedPaper.get("number").asText());
                put(door, Relation.OWN, side, ofKind);
                put(door, Relation.JOINT, other(side), ofKind);
            }
            walk.task(other(side) + ".security", held(atDesks, side), "userTask_reviewAtDesk");
            for (var kind : DRAWN_AS_DRAFTS) {
                put(draftDoor(kind), Relation.OWN, side, Map.of("number", held(kept, side), "kind", kind.name()));
                put(
                        draftDoor(kind),
                        Relation.JOINT,
                        other(side),
                        Map.of("number", held(atDesks, side), "kind", kind.name()));
            }
            var fitness = new HashMap<>(values);
            fitness.put("id", fileOf(files, "FITNESS"));
            var messages = new HashMap<>(values);
            messages.put("id", message);
            put("/api/visit-requests/", Relation.OWN, side, values);
            put("/api/visit-requests/", Relation.JOINT, other(side), values);
            put("/api/visit-requests/", Relation.OTHER, other(side), with(values, "number", held(kept, side)));
            var begun = Map.of("number", number, "form", "message");
            put("/api/page-drafts/", Relation.OWN, side, begun);
            put("/api/page-drafts/", Relation.JOINT, other(side), begun);
            put("/api/page-drafts/", Relation.OTHER, other(side), with(begun, "number", held(kept, side)));
            // What belongs to no case is everybody's own.
            var ofNoCase = Map.of("number", "own", "form", "observation");
            put("/api/page-drafts/{number}#own", Relation.OWN, side, ofNoCase);
            put("/api/page-drafts/{number}/{form}#own", Relation.OWN, side, ofNoCase);
            var followed = with(values, "process", "visit-request");
            for (var reports : List.of("/api/reports/cases/", "/api/reports/exports/cases/")) {
                put(reports, Relation.OWN, side, followed);
                put(reports, Relation.JOINT, other(side), with(values, "process", "host-approval"));
                put(reports, Relation.OTHER, other(side), with(followed, "number", held(kept, side)));
            }
            put("/api/visit-requests/{number}/attachments/{id}#fitness", Relation.OWN, side, fitness);
            put("/api/visit-requests/{number}/attachments/{id}#fitness", Relation.JOINT, other(side), fitness);
            put("/api/visit-requests/{number}/messages/", Relation.OWN, side, messages);
            put("/api/visit-requests/{number}/messages/", Relation.JOINT, other(side), messages);
            put("/api/host-cases/", Relation.OWN, other(side), values);
            put("/api/host-cases/", Relation.OTHER, side, values);
            var hold = Map.of(
                    "id",
                    post(
                                    side + ".legal",
                                    "/api/legal-holds",
                                    "{\"number\":\"" + number + "\",\"reason\":\"" + canary(side) + "\"}")
                            .get("id")
                            .asText());
            put("/api/legal-holds/", Relation.OWN, side, hold);
            put("/api/legal-holds/", Relation.OTHER, other(side), hold);
            put("/api/permits/", Relation.OWN, side, Map.of("number", permit));
            put("/api/permits/", Relation.JOINT, other(side), Map.of("number", permit));
            var task = walk.task(side + ".planner", held(kept, side), "userTask_prepareRequest");
            for (var path : List.of("/api/tasks/", "engine:/task/")) {
                put(path, Relation.OWN, side, Map.of("id", task, "name", task));
                put(path, Relation.OTHER, other(side), Map.of("id", task, "name", task));
            }
            var stuck = Map.of("id", stuckStep(held(kept, side)));
            put("/api/stuck-steps/", Relation.OWN, side, stuck);
            put("/api/stuck-steps/", Relation.OTHER, other(side), stuck);
            var deputyship = Map.of("deputyship", deputyship(side));
            put("/api/deputies/", Relation.OWN, side, deputyship);
            put("/api/deputies/", Relation.OTHER, other(side), deputyship);
            // Of nobody who walks: a new password ends the sessions of its account.
            put("/api/accounts/", Relation.OWN, side, Map.of("id", clerk(side)));
            put("/api/accounts/", Relation.OTHER, side, Map.of("id", clerk(other(side))));
            put("engine:/user/", Relation.OWN, side, Map.of("name", side + ".range"));
            put("engine:/user/", Relation.OTHER, side, Map.of("name", other(side) + ".range"));
        }
    }

    private void transmit(String side, String number) {
        walk.complete(side + ".planner", number, "userTask_prepareRequest", answer("SUBMIT"));
        walk.complete(side + ".security", number, "userTask_certifyRoster", answer("CERTIFY"));
        walk.complete(side + ".authority", number, "userTask_endorseRequest", answer("ENDORSE"));
    }

    /** The door to issued papers of one kind: each is for readers of its own. */
    static String paperDoor(PaperKind kind) {
        return "/api/visit-requests/{number}/papers/{paper}#" + inOneWord(kind);
    }

    /** The door to drafts of one kind. */
    static String draftDoor(PaperKind kind) {
        return "/api/visit-requests/{number}/paper-drafts/{kind}#" + inOneWord(kind);
    }

    private static String inOneWord(PaperKind kind) {
        var words = kind.name().toLowerCase(Locale.ROOT).split("_");
        return words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }

    /** An account that exists from the first time on that it is asked for. */
    private String clerk(String side) {
        return clerks.computeIfAbsent(side, any -> post(
                        side + ".admin",
                        "/api/accounts",
                        "{\"id\":\"%s.clerk\",\"name\":\"Clerk\",\"password\":\"yedi renkli kus\",\"roles\":[\"RANGE\"]}"
                                .formatted(side))
                .get("id")
                .asText());
    }

    /** As the engine notes a step that failed at each try, of a job that is gone: no try uses it up, and none disturbs the case. */
    private String stuckStep(String number) {
        var job = "job-of-" + number;
        database.sql("""
                        insert into ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, CONFIGURATION_, EXECUTION_ID_,
                            PROC_INST_ID_, PROC_DEF_ID_, ACTIVITY_ID_, FAILED_ACTIVITY_ID_, TENANT_ID_)
                        select cast(? as varchar), 1, current_timestamp, 'failedJob', ?, ID_, PROC_INST_ID_, PROC_DEF_ID_, 'step', 'step',
                            TENANT_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ? and PARENT_ID_ is null and SUPER_EXEC_ is null""").params("stuck-" + number, job, number).update();
        return job;
    }

    /** Until tomorrow, in a process in which neither has anything to do in this world. */
    private String deputyship(String side) {
        return post(side + ".lessons", "/api/deputies", """
                {"deputy":"%s.legal","firstDay":"%s","lastDay":"%s","processes":["planning-conference"]}
                """.formatted(
                                side, today(side), today(side).plusDays(1)))
                .get("id")
                .asText();
    }

    private void logs() {
        for (var path : List.of("/api/reports/event-logs/", "/api/reports/heat/", "/api/reports/exports/heat/")) {
            SIDES.forEach(side -> put(path, Relation.OWN, side, Map.of("process", "visit-request")));
        }
    }

    /** Contingents in two parts: one in preparation, one that is handed over to the other side. */
    private void groups() {
        for (var side : SIDES) {
            var kept = Map.of("number", split(side).get("number").asText());
            put("/api/visit-groups/", Relation.OWN, side, kept);
            put("/api/visit-groups/", Relation.OTHER, other(side), kept);
            var handedOver = split(side);
            for (var part : handedOver.get("parts")) {
                var number = part.get("number").asText();
                walk.complete(side + ".planner", number, "userTask_prepareRequest", answer("SUBMIT"));
                walk.complete(side + ".security", number, "userTask_certifyRoster", answer("CERTIFY"));
                walk.complete(side + ".authority", number, "userTask_endorseRequest", answer("ENDORSE"));
                walk.task(other(side) + ".security", number, "userTask_reviewAtDesk");
            }
            var number = Map.of("number", handedOver.get("number").asText());
            put("/api/visit-groups/", Relation.JOINT, other(side), number);
            put(AT_DESK, Relation.JOINT, other(side), number);
        }
    }

    private JsonNode split(String side) {
        var planner = side + ".planner";
        var number = walk.open(planner);
        var roll = RosterFixtures.csv(RosterFixtures.visitors(PERSONS_OF_TWO_PARTS));
        var enrolled = walk.send(planner, "PUT", "/api/visit-requests/" + number + "/roster", roll, "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        walk.write(planner, number, walk.lawfulContent(side, other(side), held(HOSTED, other(side))), 2);
        var split = walk.send(planner, "POST", "/api/visit-requests/" + number + "/split", "", "application/json", 3);
        assertThat(split.statusCode()).as(split.body()).isEqualTo(201);
        return Client.json(split);
    }

    /** An officer's own feed; its secret link opens to whoever has it. */
    private void feeds() {
        for (var side : SIDES) {
            put("/api/calendar-feeds/", Relation.OWN, side, feed(side + ".lessons"));
            put("/api/calendar-feeds/", Relation.OTHER, other(side), feed(side + ".planner"));
            put("/feeds/", Relation.OWN, side, feed(side + ".planner"));
        }
    }

    private Map<String, String> feed(String account) {
        var drawn = post(account, "/api/calendar-feeds", "{\"kind\":\"OFFICER\"}");
        return Map.of(
                "id", drawn.at("/feed/id").asText(),
                "secret", drawn.get("address").asText().replaceAll("^/feeds/|\\.ics$", ""));
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        var changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private void file(String side, String number, String kind) {
        var added = walk.upload(side + ".planner", number, kind, 1, kind + ".pdf", FileFixture.pdf());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    private static String fileOf(JsonNode files, String kind) {
        for (var file : files.isArray() ? files : files.path("items")) {
            if (file.path("kind").asText().equals(kind)) {
                return file.path("id").asText();
            }
        }
        throw new AssertionError("No " + kind + " in " + files);
    }

    /** One that the host has told the sending side of, and a draft that is the host's alone. */
    private void incidents(String host, String visit) {
        var incident = """
                {"exercise":"%s","kind":"INJURY","happenedAt":"%s","place":"Range 4","account":"Broken arm",
                 "persons":[{"visit":"%s","line":1}]}""".formatted(
                held(HOSTED, host), LocalDateTime.now(zone(host)).minusHours(1).truncatedTo(ChronoUnit.MINUTES), visit);
        var told = Map.of(
                "number",
                post(host + ".medical", "/api/incidents", incident)
                        .at("/incident/number")
                        .asText());
        put("/api/incidents/", Relation.OWN, host, told);
        put("/api/incidents/", Relation.JOINT, other(host), told);
        var draft = post(
                        host + ".medical",
                        "/engine-rest/process-definition/key/incident/tenant-id/joint-aze-tur/start",
                        "{}")
                .get("businessKey")
                .asText();
        put("/api/incidents/", Relation.OTHER, other(host), Map.of("number", draft));
    }

    private String message(String side, String number, String release, String text) {
        var sent = walk.send(
                side + ".planner",
                "POST",
                "/api/visit-requests/" + number + "/messages",
                "{\"release\":\"%s\",\"kind\":\"NOTE\",\"text\":\"%s\"}".formatted(release, text),
                "application/json",
                null);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        return Client.json(sent).get("id").asText();
    }

    /** Exercises are read by both of their parties; what is the host's alone stands under OWN. */
    private void exercises() {
        for (var side : SIDES) {
            var running = running(side);
            var observed = observed(side, running, "OWN_SIDE", canary(side));
            var action = action(side, observed, canary(side));
            put("/api/corrective-actions/", Relation.OWN, side, Map.of("number", action));
            put("/api/corrective-actions/", Relation.OTHER, other(side), Map.of("number", action));
            var released = observed(side, running, "BOTH", "Two nets");
            var offered = action(side, observed(side, running, "BOTH", "Two nets"), "Agree on one waveform");
            var offer = post(
                            side + ".lessons",
                            "/api/corrective-actions/" + offered + "/offers",
                            "{\"to\":\"" + other(side).toUpperCase(Locale.ROOT) + "\"}")
                    .get("number")
                    .asText();
            put("/api/action-offers/", Relation.OWN, side, Map.of("number", offer));
            put("/api/action-offers/", Relation.JOINT, other(side), Map.of("number", offer));
            var merged = post(side + ".lessons", "/api/exercises/" + running + "/merged-observations", """
                            {"content":{"title":"Nets stood apart","observedOn":"%s","objective":"OBJ-1",
                             "observation":"Neither net heard the other","recommendation":"One waveform","tags":["MATERIEL"]},
                             "originals":["%s"]}
                            """.formatted(
                                    today(side), observed(side, running, "BOTH", "Two nets")))
                    .get("number")
                    .asText();
            put("/api/merged-observations/", Relation.OWN, side, Map.of("number", merged));
            put("/api/merged-observations/", Relation.JOINT, other(side), Map.of("number", merged));
            post(side + ".range", "/api/exercises/" + running + "/drills/D1/reports", """
                    {"action":"CANCEL","at":"%s","remarks":"Rain"}
                    """.formatted(
                            LocalDateTime.now(zone(side)).truncatedTo(ChronoUnit.MINUTES)));
            post(side + ".planner", "/api/exercises/" + running + "/conduct/endex", "{\"on\":\"" + today(side) + "\"}");
            var planning = post(side + ".planner", "/api/exercises/" + held(HOSTED, side) + "/planning", "")
                    .get("number")
                    .asText();
            var drills = post(
                            side + ".planner", "/api/drill-schedules", "{\"exercise\":\"" + held(HOSTED, side) + "\"}")
                    .get("number")
                    .asText();
            var report = report(running);
            for (var each : Map.of(
                            "/api/exercises/", Map.of("code", running, "drill", "D1"),
                            "/api/plan-lines/", Map.of("number", side.equals("tur") ? "DEMO-1" : "DEMO-2"),
                            "/api/plannings/", Map.of("number", planning),
                            "/api/drill-schedules/", held(laid, side),
                            // None of these leaves the plan as it is.
                            "/api/drill-schedules/{number}/discarding", Map.of("number", drills),
                            "/api/after-action-reports/", Map.of("number", report),
                            "/api/calendars/", Map.of("side", side.toUpperCase(Locale.ROOT)))
                    .entrySet()) {
                put(each.getKey(), Relation.OWN, side, each.getValue());
                put(each.getKey(), Relation.JOINT, other(side), each.getValue());
            }
            put("/api/stuck-steps/", Relation.JOINT, other(side), Map.of("id", stuckStep(planning)));
            var code = side.toUpperCase(Locale.ROOT) + "-R01";
            var range = Map.of("code", code, "closure", closure(side, code));
            put("/api/ranges/", Relation.OWN, side, range);
            put("/api/ranges/", Relation.OTHER, other(side), range);
            var noted = Map.of("number", observed, "id", observationFile(side + ".lessons", observed));
            put("/api/observations/", Relation.OWN, side, noted);
            put("/api/observations/", Relation.OTHER, other(side), noted);
            var shared = walk.read(other(side) + ".lessons", "/api/observations/" + released + "/attachments");
            put(
                    "/api/observations/",
                    Relation.JOINT,
                    other(side),
                    Map.of("number", released, "id", shared.at("/items/0/id").asText()));
            var hook = Map.of("id", hook(side));
            put("/api/webhooks/", Relation.OWN, side, hook);
            put("/api/webhooks/", Relation.OTHER, other(side), hook);
            var instrument = post(side + ".legal", "/api/instrument-cases", """
                            {"act":"NEW","code":"DOOR-%s","kind":"MEMORANDUM","governsVisits":true,"titleAz":"Yeni memorandum",
                             "titleTr":"Yeni mutabakat","titleEn":"New memorandum","place":"Ankara","signedOn":"%s",
                             "term":"P1Y","renewal":"EACH_TERM","noticeDays":90,"entryIntoForce":"SIGNATURE",
                             "reference":"1","parties":["AZE","TUR","GEO"],
                             "approvals":[{"party":"AZE","step":"PARLIAMENT"},{"party":"TUR","step":"PARLIAMENT"},
                                          {"party":"GEO","step":"PARLIAMENT"}]}
                            """.formatted(
                                    side.toUpperCase(Locale.ROOT), today(side).minusDays(1)))
                    .get("number")
                    .asText();
            var recorded = Map.of("number", instrument, "id", writing(side, instrument));
            put("/api/instrument-cases/", Relation.OWN, side, recorded);
            put("/api/instrument-cases/", Relation.JOINT, other(side), recorded);
            var problem = post(side + ".planner", "/api/schedule-problems", """
                            {"resources":[{"id":"R","bookings":4}],
                             "activities":[{"id":"a","duration":3,"demands":[{"resource":"R","bookings":2}]}]}
                            """)
                    .get("id")
                    .asText();
            put("/api/schedule-problems/", Relation.OWN, side, Map.of("id", problem));
            put("/api/schedule-problems/", Relation.OTHER, other(side), Map.of("id", problem));
            var decree = post(
                            side + ".legal",
                            "/api/calendars/" + side.toUpperCase(Locale.ROOT) + "/decrees",
                            """
                    {"kind":"CLOSED_DAYS","reference":"NK 12","issuedOn":"%s","holiday":"administrativeLeave",
                     "from":"%s","to":"%s"}
                    """.formatted(today(side), monday(side), monday(side)))
                    .get("number")
                    .asText();
            var decreed = Map.of("side", side.toUpperCase(Locale.ROOT), "number", decree);
            put("/api/calendars/{side}/decrees/", Relation.OWN, side, decreed);
            put("/api/calendars/{side}/decrees/", Relation.OTHER, other(side), decreed);
        }
    }

    /** An observation that the side's lessons officer has accepted. */
    private String observed(String side, String exercise, String release, String text) {
        var number = post(side + ".medical", "/api/exercises/" + exercise + "/observations", """
                        {"title":"Radios did not speak","observedOn":"%s","objective":"OBJ-1","observation":"%s",
                         "recommendation":"One waveform","release":"%s","tags":["MATERIEL"]}
                        """.formatted(
                                today(side), text, release))
                .get("number")
                .asText();
        observationFile(side + ".medical", number);
        walk.complete(
                side + ".lessons",
                number,
                "userTask_decideObservation",
                answer("ACCEPT").put("release", release));
        return number;
    }

    private String action(String side, String observation, String task) {
        post(side + ".lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"%s","organisation":"Signals",
                 "body":"MEDICAL","person":"A","dueOn":"%s","resources":"none"}}
                """.formatted(
                        task, today(side).plusDays(40)));
        for (var action : walk.read(side + ".lessons", "/api/corrective-actions")) {
            if (action.get("observation").asText().equals(observation)) {
                return action.get("number").asText();
            }
        }
        throw new AssertionError("No action of " + observation);
    }

    /** A picture of what was observed. */
    private String observationFile(String account, String observation) {
        return file(
                account,
                "/api/observations/" + observation + "/attachments",
                FileFixture.form(null, null, "net.png", FileFixture.picture("png")));
    }

    /** What a party that has nobody here has written. */
    private String writing(String side, String instrument) {
        return file(
                side + ".legal",
                "/api/instrument-cases/" + instrument + "/attachments",
                FileFixture.joined(
                        FileFixture.text("--mark\r\nContent-Disposition: form-data; name=\"party\"\r\n\r\nGEO\r\n"),
                        FileFixture.form(null, null, "note.pdf", FileFixture.pdf("Note 3"))));
    }

    private String file(String account, String path, byte[] form) {
        var added = walk.upload(account, path, BodyPublishers.ofByteArray(form));
        assertThat(added.statusCode()).as(added.body()).isIn(200, 201);
        return Client.json(added).get("id").asText();
    }

    /** In which no plan of this world uses the range. */
    private String closure(String side, String range) {
        return post(side + ".range", "/api/ranges/" + range + "/closures", """
                        {"from":"%1$sT08:00","to":"%1$sT10:00","reason":"Nesting season"}
                        """.formatted(
                                today(side).plusDays(60)))
                .get("id")
                .asText();
    }

    /** One drill of the host's own team, laid and accepted by every party: values of the schedule's doors. */
    private Map<String, String> laidPlan(String side, String exercise) {
        var planner = side + ".planner";
        var number = post(planner, "/api/drill-schedules", "{\"exercise\":\"" + exercise + "\"}")
                .get("number")
                .asText();
        var path = "/api/drill-schedules/" + number;
        var written = walk.send(
                planner,
                "PUT",
                path + "/programme",
                """
                {"exercise":"%s","programme":{"teams":[{"code":"T1","side":"%s","name":"Team"}],
                 "drills":[{"code":"D1","name":"Night fires","range":"%s-R01","minutes":60,"persons":10,"activity":"DRY",
                  "teams":["T1"],"notBefore":"%sT08:00","safetyOfficer":{"grade":"OR-5"}}]}}
                """.formatted(
                                exercise,
                                side.toUpperCase(Locale.ROOT),
                                side.toUpperCase(Locale.ROOT),
                                today(side).plusDays(1)),
                "application/json",
                walk.read(planner, path).get("version").asInt());
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        var proposal = proposed(planner, path + "/proposals");
        walk.complete(planner, number, "userTask_planDrills", answer("PUBLISH").put("proposal", proposal));
        walk.complete(side + ".range", number, "userTask_confirmBookings", answer("CONFIRM"));
        for (var party : SIDES) {
            walk.complete(party + ".commander", number, "userTask_acceptPlan", answer("ACCEPT"));
        }
        return Map.of("number", number, "proposal", String.valueOf(proposal));
    }

    private long proposed(String planner, String path) {
        var id = post(planner, path, "").get("id").asLong();
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var state = "SEARCHING";
        while (state.equals("SEARCHING") && System.nanoTime() < end) {
            Thread.onSpinWait();
            state = walk.read(planner, path + "/" + id).get("state").asText();
        }
        assertThat(state).isEqualTo("PLANNED");
        return id;
    }

    private String hook(String side) {
        return post(side + ".registry", "/api/webhooks", """
                        {"url":"https://192.0.2.10/hook","types":["visit."]}""").get("id").asText();
    }

    private static LocalDate today(String side) {
        return LocalDate.now(zone(side));
    }

    private static ZoneId zone(String side) {
        return ZoneId.of(side.equals("aze") ? "Asia/Baku" : "Europe/Istanbul");
    }

    /** A Monday some weeks ahead, on which nobody has a holiday in most years. */
    private static LocalDate monday(String side) {
        var day = today(side).plusDays(14);
        return day.plusDays((8 - day.getDayOfWeek().getValue()) % 7);
    }

    private String running(String side) {
        var code = "DOOR-" + side.toUpperCase(Locale.ROOT);
        var client = walk.client(side + ".planner");
        var registered = client.send(client.request("/api/exercises/" + code)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"title":"Door","hostState":"%s","firstDay":"%s","lastDay":"%s","parties":["AZE","TUR"]}
                        """.formatted(
                        side.toUpperCase(Locale.ROOT), today(side), today(side).plusDays(3)))));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        laid.put(side, laidPlan(side, code));
        HeldGate.before(port, side, code);
        post(side + ".planner", "/api/exercises/" + code + "/conduct/startex", """
                {"on":"%s","objectives":[{"code":"OBJ-1","title":"Night fires"}]}
                """.formatted(today(side)));
        return code;
    }

    private String report(String exercise) {
        for (var found : walk.read("aze.auditor", "/api/after-action-reports")) {
            if (found.get("exercise").asText().equals(exercise)) {
                return found.get("number").asText();
            }
        }
        throw new AssertionError("No report on " + exercise);
    }

    private void joint() {
        var filter = "";
        for (var found : walk.read("aze.planner", "/engine-rest/filter")) {
            filter = found.get("id").asText();
        }
        var shown = new ArrayList<Map<String, String>>();
        for (var side : SIDES) {
            put("/api/instruments/", Relation.JOINT, side, Map.of("code", "SF-EXERCISES-2021"));
            put("/api/rules/", Relation.JOINT, side, Map.of("id", "VIS-07"));
            put("engine:/filter/", Relation.JOINT, side, Map.of("name", filter));
            var definition = walk.read(
                            side + ".planner", "/engine-rest/process-definition/key/visit-request/tenant-id/" + side)
                    .get("id")
                    .asText();
            put("engine:/process-definition/", Relation.OWN, side, Map.of("name", definition, "id", definition));
            put(
                    "engine:/process-definition/",
                    Relation.OTHER,
                    other(side),
                    Map.of("name", definition, "id", definition));
            shown.add(Map.of("name", "visit-request", "id", "visit-request", "tenant", side));
        }
        for (var i = 0; i < SIDES.size(); i++) {
            put("engine:/process-definition/key/", Relation.OWN, SIDES.get(i), shown.get(i));
            put("engine:/process-definition/key/", Relation.OTHER, other(SIDES.get(i)), shown.get(i));
        }
    }

    private JsonNode post(String account, String path, String body) {
        var answer = walk.send(account, "POST", path, body, "application/json", null);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
        return Client.json(answer);
    }
}
