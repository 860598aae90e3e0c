package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.mushterek.build.StoredText;
import org.mushterek.web.security.Client;
import org.mushterek.web.task.Tasklist;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * One exercise with forty drills from STARTEX to its last signature and its lessons, hosted by either side: by REST, and where the
 * second side hosts with its drills and the answers to what is open in Tasklist.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:to-its-end-${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/to-its-end",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class ExerciseToItsEndIT extends PlanningWalk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);
    private static final int DRILLS = 40;
    private static final List<String> SIDES = List.of("aze", "tur");
    private static final List<String> CANCELLED = List.of("D7", "D21", "D34");

    private static final List<String> SEEN = List.of(
            "Gecə atışında hədəflər görünmədi",
            "Telsizler birbirini duymadı",
            "Təxliyə vaxtından tez başa çatdı",
            "Sıhhiye ekibi on dakikada yetişti",
            "Xəritələr müxtəlif miqyasda idi",
            "Mühimmat ikmali iki saat gecikti",
            "Tərcüməçi gecə növbəsində yox idi",
            "Hızlı ipten iniş hatasızdı",
            "Poliqon bağlanışı gec bildirildi",
            "Su ve gölge yeterli değildi",
            "Siqnal dəstəsi eyni deyildi",
            "Uçuş planı zamanında onaylandı",
            "Dağ keçidində rabitə kəsildi");

    /** Of each kind of text that officers write from the plan to the lessons. */
    private static final List<String> WRITTEN = List.of(
            "Team T5",
            "Drill 17",
            "Heat of 41 degrees",
            "Water every half hour",
            "Yağış",
            "Two nets, one lesson",
            "At 02:00 neither net",
            "Medevac in nine minutes",
            "Ammunition came late",
            "two of its three objectives",
            "Agreed on one signal plan",
            "Known to all who were there",
            "Put right before the next exercise",
            "Seen at night");

    private String code = "";
    private String host = "";
    private String guest = "";
    private @Nullable Tasklist tasklist;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @Test
    void runsFromStartexToLessonsThatTheNextExerciseSees() throws Exception {
        run("tur");
    }

    /** PlanningInTasklistIT walks the same where the other side hosts. */
    @Test
    @NeedsChromium
    void recordsItsDrillsAndAnswersItsActionsInTasklistWhereTheOtherSideHosts() throws Exception {
        try (var opened = Tasklist.open(port)) {
            tasklist = opened;
            run("aze");
        } finally {
            tasklist = null;
        }
    }

    private void run(String hostedBy) throws Exception {
        host = hostedBy;
        guest = host.equals("aze") ? "tur" : "aze";
        code = "QARTAL-" + host.toUpperCase(Locale.ROOT);
        register(code, "Qafqaz qartalı", "2027-06-07", "2027-06-16");
        planned();
        clock.moveTo(at("2027-06-07", "06:00", zone()));
        holdGate(host, code);
        created(host + ".commander", "/api/exercises/" + code + "/conduct/startex", """
                {"on":"2027-06-07","objectives":[{"code":"OBJ-1","title":"Night fires in mountains"},
                 {"code":"OBJ-2","title":"Fast-roping and extraction"},{"code":"OBJ-3","title":"Casualty evacuation"}]}""");

        conducted();
        var observed = observed();
        clock.moveTo(at("2027-06-16", "18:00", zone()));
        assertThat(post(host + ".commander", "/api/exercises/" + code + "/conduct/endex", "{\"on\":\"2027-06-16\"}")
                        .statusCode())
                .isEqualTo(201);
        var number = reportNumber();
        firstReport(number);
        var joint = merged(observed);
        settled(number);
        finalReport(number);

        assertThat(state(number)).isEqualTo("FINAL");
        var paper = paper(guest + ".lessons", number, "FINAL", "JOINT");
        assertThat(paper)
                .contains(
                        "Final report on the exercise",
                        "37 of 40 drills were finished",
                        "27 / 30",
                        "— / 30",
                        "Two nets, one lesson",
                        joint,
                        "Agreed on one signal plan")
                .doesNotContain("DRAFT", "milli");
        for (var side : SIDES) {
            assertThat(paper(side + ".lessons", number, "FINAL", "OWN"))
                    .as("the edition of " + side)
                    .contains("milli " + side)
                    .doesNotContain("milli " + (side.equals("aze") ? "tur" : "aze"));
        }
        lessons();
        assertThat(StoredText.tablesHolding(database, "", WRITTEN)).as("sealed").isEmpty();
    }

    // --- Plan. ---

    private void planned() {
        var ranges = new ArrayList<String>();
        for (var name : List.of("A", "B", "C", "D", "E", "F", "G", "H")) {
            var range = host.toUpperCase(Locale.ROOT) + "-" + name;
            ranges.add(range);
            var client = client(host + ".range");
            assertThat(client.send(client.request("/api/ranges/" + range)
                                    .header("Content-Type", "application/json")
                                    .header("If-None-Match", "*")
                                    .PUT(BodyPublishers.ofString("""
                                            {"name":"Range %s","bookings":1,"persons":120,"setUpMinutes":30,
                                             "clearUpMinutes":30,"latitude":37.1,"longitude":35.2}""".formatted(name))))
                            .statusCode())
                    .isIn(201, 412);
        }
        var number = created(host + ".planner", "/api/drill-schedules", "{\"exercise\":\"" + code + "\"}");
        var programme = JSON.createObjectNode();
        var teams = programme.putArray("teams");
        for (int team = 1; team <= 8; team++) {
            teams.addObject()
                    .put("code", "T" + team)
                    .put("side", team % 2 == 0 ? "AZE" : "TUR")
                    .put("name", "Team T" + team);
        }
        var drills = programme.putArray("drills");
        for (int i = 0; i < DRILLS; i++) {
            drill(drills, i, ranges.get(i % 8));
        }
        var path = "/api/drill-schedules/" + number;
        var client = client(host + ".planner");
        var written = JSON.createObjectNode().put("exercise", code);
        written.set("programme", programme);
        var kept = client.send(client.request(path + "/programme")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + get(host + ".planner", path).get("version") + "\"")
                .PUT(BodyPublishers.ofString(written.toString())));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        done(complete(
                host + ".planner",
                number,
                "userTask_planDrills",
                "{\"action\":\"PUBLISH\",\"proposal\":" + proposal(path) + "}"));
        confirmBookings(host, number);
        for (var side : SIDES) {
            done(complete(side + ".commander", number, "userTask_acceptPlan", "{\"action\":\"ACCEPT\"}"));
        }
    }

    private static void drill(ArrayNode drills, int i, String range) {
        var drill = drills.addObject()
                .put("code", "D" + (i + 1))
                .put("name", "Drill " + (i + 1))
                .put("range", range)
                .put("minutes", 180)
                .put("persons", 30)
                .put("activity", "DRY");
        drill.putArray("teams").add("T" + (i * 3 % 8 + 1));
        drill.putObject("safetyOfficer").put("grade", "OR-5");
    }

    private long proposal(String path) {
        var asked = post(host + ".planner", path + "/proposals", "");
        var id = Client.json(asked).get("id").asLong();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var state = get(host + ".planner", path + "/proposals/" + id)
                    .get("state")
                    .asText();
            if (!state.equals("SEARCHING")) {
                assertThat(state).isEqualTo("PLANNED");
                return id;
            }
            pause();
        }
        throw new AssertionError("No proposal for " + path);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // --- Conduct: every drill by the day's sheet, with deviations; one is suspended for its risk. ---

    private void conducted() throws IOException {
        clock.moveTo(at("2027-06-16", "16:00", zone()));
        var drills = "/api/exercises/" + code + "/drills";
        var planned = get(host + ".range", drills);
        assertThat(planned).hasSize(DRILLS);
        var first = planned.get(0);
        var start = LocalDateTime.parse(first.get("startsAt").asText());
        created(
                host + ".range",
                drills + "/" + first.get("drill").asText() + "/reports",
                "{\"action\":\"START\",\"at\":\"" + start + "\"}");
        var risk = created(
                guest + ".medical",
                drills + "/" + first.get("drill").asText() + "/risks",
                "{\"level\":\"HIGH\",\"hazard\":\"Heat of 41 degrees\"}");
        for (var side : SIDES) {
            done(complete(side + ".commander", risk, "userTask_decideContinuation", """
                    {"action":"AGREE","authorityLevel":"HIGH","reason":"Water every half hour"}"""));
        }
        created(
                host + ".range",
                drills + "/" + first.get("drill").asText() + "/reports",
                "{\"action\":\"RESUME\",\"at\":\"2027-06-16T16:00\"}");
        clock.moveTo(at("2027-06-16", "17:30", zone()));
        if (tasklist == null) {
            reportedBySheet(drills, planned, DRILLS);
        } else {
            reportedBySheet(drills, planned, DRILLS / 2);
            reportedInTasklist(tasklist, planned);
        }
        clock.moveTo(at("2027-06-16", "17:30", zone()));
        var went = get(guest + ".planner", drills).findValuesAsText("state");
        assertThat(went.stream().filter("FINISHED"::equals)).hasSize(37);
    }

    /** What the sheet did not hold: as planned but for the drills that were called off. */
    private void reportedInTasklist(Tasklist officers, JsonNode planned) {
        clock.moveTo(at("2027-06-16", "23:00", zone()));
        var schedule = database.sql("select number from drill_schedule where exercise_code = ?")
                .param(code)
                .query(String.class)
                .single();
        doJobs(schedule);
        officers.signIn(host + ".range").take("Record drills of the day", schedule);
        officers.click("[name=asPlanned]").see(".mushterek-task", "D40");
        for (int i = DRILLS / 2; i < DRILLS; i++) {
            if (CANCELLED.contains(planned.get(i).get("drill").asText())) {
                var line = "reports/" + 2 * (i - DRILLS / 2 + 1);
                officers.select(line + "/action", "CANCEL").type(line + "/remarks", "Yağış");
            }
        }
        officers.seeSaved().complete();
    }

    /** Every third one late, every fifth one longer and with fewer persons. */
    private void reportedBySheet(String drills, JsonNode planned, int count) throws IOException {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("drill", "startedAt", "endedAt", "outcome", "strength", "rounds", "remarks"));
        for (int i = 0; i < count; i++) {
            var drill = planned.get(i).get("drill").asText();
            var began = LocalDateTime.parse(planned.get(i).get("startsAt").asText());
            var ended = LocalDateTime.parse(planned.get(i).get("endsAt").asText());
            if (CANCELLED.contains(drill) && i > 0) {
                rows.add(List.of(drill, "", MOMENT.format(began), "CANCEL", "", "", "Yağış"));
            } else if (i == 0) {
                rows.add(List.of(drill, "", "16.06.2027 17:00", "FINISH", "27", "0", ""));
            } else {
                rows.add(List.of(
                        drill,
                        MOMENT.format(began.plusMinutes(i % 3 == 0 ? 25 : 0)),
                        MOMENT.format(ended.plusMinutes(i % 5 == 0 ? 20 : 0)),
                        "FINISH",
                        String.valueOf(30 - i % 5),
                        String.valueOf(100 * (i % 4)),
                        ""));
            }
        }
        clock.moveTo(at("2027-06-16", "23:00", zone()));
        var answers = sent(host + ".range", drills + "/sheet", rows);
        assertThat(answers.findValuesAsText("outcome"))
                .hasSize(count)
                .as(answers.toString())
                .containsOnly("REPORTED");
        assertThat(sent(host + ".range", drills + "/sheet", rows).findValuesAsText("outcome"))
                .containsOnly("PRESENT");
    }

    // --- Observations: thirteen of one side, twelve of the other; three of each stay national. ---

    private List<String> observed() throws IOException {
        var accepted = new ArrayList<String>();
        for (var side : SIDES) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("title", "observedOn", "objective", "observation", "recommendation", "tags", "release"));
            var count = side.equals(host) ? 13 : 12;
            for (int i = 0; i < count; i++) {
                var national = i >= count - 3;
                rows.add(List.of(
                        SEEN.get(i),
                        "1" + (i % 5) + ".06.2027",
                        "OBJ-" + (i % 3 + 1),
                        (national ? "milli " + side + ": " : "") + SEEN.get(i) + ", saat 02:00, OBJ-" + (i % 3 + 1)
                                + ".",
                        i % 2 == 0 ? "Növbəti təlimdən əvvəl düzəldilsin." : "",
                        i % 2 == 0 ? "TRAINING, INTEROPERABILITY" : "MATERIEL",
                        national ? "OWN_SIDE" : "BOTH"));
            }
            var answers = sent(side + ".medical", "/api/exercises/" + code + "/observations/import", rows);
            assertThat(answers.findValuesAsText("outcome")).hasSize(count).containsOnly("SUBMITTED");
            for (int i = 0; i < count; i++) {
                var number = answers.get(i).get("number").asText();
                done(complete(
                        side + ".lessons",
                        number,
                        "userTask_decideObservation",
                        "{\"action\":\"ACCEPT\",\"release\":\"" + (i >= count - 3 ? "OWN_SIDE" : "BOTH") + "\"}"));
                if (i == 1) {
                    accepted.add(number);
                }
            }
        }
        assertThat(get(host + ".lessons", "/api/exercises/" + code + "/observations"))
                .hasSize(13 + 9);
        assertThat(get(guest + ".lessons", "/api/exercises/" + code + "/observations"))
                .hasSize(12 + 10);
        return accepted;
    }

    /** What both sides saw, agreed to by both; its number. */
    private String merged(List<String> originals) {
        var proposal = JSON.createObjectNode();
        proposal.putObject("content")
                .put("title", "Two nets, one lesson")
                .put("observedOn", "2027-06-11")
                .put("objective", "OBJ-2")
                .put("observation", "At 02:00 neither net heard the other.")
                .putArray("tags")
                .add("INTEROPERABILITY");
        originals.forEach(proposal.withArray("originals")::add);
        var number = created(host + ".lessons", "/api/exercises/" + code + "/merged-observations", proposal.toString());
        done(complete(guest + ".lessons", number, "userTask_confirmJointText", "{\"action\":\"AGREE\"}"));
        return number;
    }

    // --- Reports. ---

    private void firstReport(String number) {
        for (var side : SIDES) {
            done(complete(side + ".lessons", number, "userTask_recordHotWash", """
                    {"action":"RECORD","hotWash":{"attendance":118,"wentWell":["Medevac in nine minutes","Fast-roping"],
                     "wentBadly":["Nets stood apart","Ammunition came late"],
                     "ratings":{"OBJ-1":"S","OBJ-2":"P","OBJ-3":"%s"}}}""".formatted(
                            side.equals("aze") ? "P" : "M")));
        }
        for (var side : SIDES) {
            done(complete(side + ".planner", number, "userTask_recordObservations", "{\"action\":\"RECORD\"}"));
        }
        submit(number, "The exercise reached two of its three objectives.");
        for (var side : SIDES) {
            done(complete(side + ".commander", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}"));
        }
        done(complete(host + ".lessons", number, "userTask_recordMeeting", """
                {"action":"RECORD","meetingOn":"2027-06-16","minutes":"Agreed on one signal plan before the next STARTEX."}"""));
    }

    /** Five actions in all; everything else becomes a note or a best practice. */
    private void settled(String number) {
        for (var side : SIDES) {
            var settlements = JSON.createObjectNode();
            var most = side.equals(host) ? 3 : 2;
            for (var found : get(side + ".lessons", "/api/exercises/" + code + "/observations")) {
                if (found.get("owner").asText().equals(side.toUpperCase(Locale.ROOT))
                        && !found.at("/content/recommendation").isNull()) {
                    settlements.set(
                            found.get("number").asText(),
                            settlements.size() < most ? order(found) : note(settlements.size() % 2 == 0));
                }
            }
            done(complete(
                    side + ".lessons",
                    number,
                    "userTask_settleRecommendations",
                    "{\"action\":\"SETTLE\",\"settlements\":" + settlements + "}"));
        }
    }

    private static ObjectNode order(JsonNode observation) {
        var settling = JSON.createObjectNode().put("kind", "ACTION");
        settling.putObject("action")
                .put("title", observation.at("/content/title").asText())
                .put("task", "Put right before the next exercise")
                .put("organisation", "Brigade staff")
                .put("body", "MEDICAL")
                .put("person", "Major A")
                .put("dueOn", "2027-09-01");
        return settling;
    }

    private static ObjectNode note(boolean best) {
        return JSON.createObjectNode()
                .put("kind", best ? "BEST_PRACTICE" : "NOTE")
                .put("reason", "Known to all who were there");
    }

    private void finalReport(String number) {
        submit(number, "Every recommendation has its answer.");
        for (var side : SIDES) {
            done(complete(side + ".authority", number, "userTask_signFinalReport", "{\"action\":\"SIGN\"}"));
        }
    }

    private void submit(String number, String summary) {
        var step = tasks(host + ".lessons", number).get(0);
        done(complete(host + ".lessons", number, step, "{\"action\":\"SUBMIT\",\"summary\":\"" + summary + "\"}"));
    }

    // --- Lessons: one action bounces, one is learned, and the next exercise sees what is open. ---

    private void lessons() throws IOException {
        var own = new ArrayList<String>();
        for (var action : get(host + ".lessons", "/api/corrective-actions?exercise=" + code)) {
            if (action.get("owner").asText().equals(host.toUpperCase(Locale.ROOT))) {
                own.add(action.get("number").asText());
            }
        }
        assertThat(own).hasSize(3);
        assertThat(get(guest + ".lessons", "/api/corrective-actions?exercise=" + code))
                .as("of released observations")
                .hasSize(5);
        var learned = own.get(0);
        for (var finding : List.of("RETURN", "VALIDATE")) {
            done(complete(host + ".medical", learned, "userTask_implementAction", """
                    {"action":"DONE","done":"Tried on the range","reference":"File 7"}"""));
            done(complete(
                    host + ".lessons",
                    learned,
                    "userTask_validateAction",
                    "{\"action\":\"" + finding + "\",\"reason\":\"Seen at night\"}"));
        }
        assertThat(get(guest + ".lessons", "/api/corrective-actions/" + learned)
                        .at("/action/state")
                        .asText())
                .isEqualTo("LEARNED");
        assertThat(get(host + ".lessons", "/api/lessons?kind=LESSON&exercise=" + code)
                        .get("items")
                        .findValuesAsText("number"))
                .containsExactly(learned);

        register("NEXT-" + code, "Next", "2028-05-01", "2028-05-08");
        assertThat(get(guest + ".planner", "/api/exercises/NEXT-" + code + "/open-actions")
                        .findValuesAsText("exercise")
                        .stream()
                        .filter(code::equals))
                .hasSize(4);
        blocksTheNextExercise("NEXT-" + code);
    }

    /** The next specification is written only with an answer to each open action. */
    private void blocksTheNextExercise(String next) {
        var open = get(host + ".planner", "/api/exercises/" + next + "/open-actions")
                .findValuesAsText("number");
        var number = created(host + ".planner", "/api/exercises/" + next + "/planning", "");
        for (var side : SIDES) {
            done(answered(
                    side + ".authority", number, "userTask_decideOutOfPlan", "{'action':'AGREE','reason':'Ordered'}"));
        }
        var day = "";
        for (var each : get(host + ".planner", "/api/plannings/" + number).get("days")) {
            day = each.get("code").asText().equals("CDE") ? each.get("day").asText() : day;
        }
        done(answered(
                host + ".planner",
                number,
                "userTask_inviteParties",
                "{'action':'INVITE','day':'" + day + "','place':'Baku','agenda':'Concept'}"));
        clock.moveTo(at(day, "18:00", BAKU));
        done(answered(host + ".planner", number, "userTask_recordMinutes", "{'action':'RECORD','minutes':'Agreed'}"));
        for (var side : SIDES) {
            done(answered(side + ".authority", number, "userTask_confirmMinutes", "{'action':'AGREE'}"));
        }

        var silent = answered(host + ".planner", number, "userTask_prepareProduct", specification());
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(Client.json(silent).get("findings").findValuesAsText("place"))
                .containsExactlyInAnyOrderElementsOf(
                        open.stream().map(action -> "actions/" + action).toList());
        if (tasklist == null) {
            answersByRest(number, open);
        } else {
            answersInTasklist(tasklist, number, open);
        }
        for (var side : List.of(guest, host)) {
            done(answered(side + ".authority", number, "userTask_decideProduct", "{'action':'AGREE'}"));
        }
        assertThat(get(guest + ".planner", "/api/plannings/" + number)
                        .get("stage")
                        .asText())
                .isEqualTo("IPC");
    }

    private void answersInTasklist(Tasklist officers, String number, List<String> open) {
        officers.signIn(host + ".planner").take("Prepare product", number);
        officers.type("text", "Concept")
                .click("[data-add=objectives]")
                .type("objectives-1-code", "TO-1")
                .type("objectives-1-text", "Fast-rope");
        assertThat(officers.refusal()).contains(open);
        for (var action : open) {
            officers.select("taken-" + action, "TAKEN_UP").type("taken-reason-" + action, "From day 1");
        }
        officers.seeSaved().complete();
    }

    private void answersByRest(String number, List<String> open) {
        var answers = new ArrayList<String>();
        open.forEach(action -> answers.add("{'action':'" + action + "','taken':'TAKEN_UP','reason':'From day 1'}"));
        done(answered(
                host + ".planner",
                number,
                "userTask_prepareProduct",
                specification().replace("'action':'WRITE'", "'action':'WRITE','actions':" + answers)));
    }

    // --- Doors. ---

    private java.time.ZoneId zone() {
        return host.equals("aze") ? BAKU : ISTANBUL;
    }

    private void register(String exercise, String title, String firstDay, String lastDay) {
        var written = JSON.createObjectNode()
                .put("title", title)
                .put("hostState", host.toUpperCase(Locale.ROOT))
                .put("firstDay", firstDay)
                .put("lastDay", lastDay);
        written.putArray("parties").add("AZE").add("TUR");
        var client = client(host + ".planner");
        var answer = client.send(client.request("/api/exercises/" + exercise)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(written.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private JsonNode sent(String account, String path, List<List<String>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("1");
            for (int row = 0; row < rows.size(); row++) {
                for (int at = 0; at < rows.get(row).size(); at++) {
                    sheet.value(row, at, rows.get(row).get(at));
                }
            }
        }
        var client = client(account);
        var answer = client.send(client.request(path)
                .header("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private String created(String account, String path, String json) {
        var answer = post(account, path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var body = Client.json(answer);
        return body.has("number") ? body.get("number").asText() : "";
    }

    private String reportNumber() {
        for (var found : get("aze.auditor", "/api/after-action-reports")) {
            if (found.get("exercise").asText().equals(code)) {
                return found.get("number").asText();
            }
        }
        throw new AssertionError("No report on " + code);
    }

    private String state(String number) {
        return get("tur.auditor", "/api/after-action-reports/" + number)
                .at("/reportCase/state")
                .asText();
    }

    private String paper(String account, String number, String stage, String edition) throws IOException {
        var client = client(account);
        var pdf = client.sendForBytes(client.request(
                                "/api/after-action-reports/" + number + "/paper?stage=" + stage + "&edition=" + edition)
                        .GET())
                .body();
        Files.write(
                Files.createDirectories(Path.of("target", "papers"))
                        .resolve("exercise-" + host + "-" + stage + "-" + edition + ".pdf"),
                pdf);
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
