package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.StoredText;
import org.mushterek.security.Role;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.EngineAddresses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What a side keeps to itself stays there: whatever the running program can be asked by reading, it finds itself, asks it as every
 * role of the other side, and looks for words that nobody else could have written.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:national-lessons-${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/national-lessons",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class NationalLessonsIT extends CaseDoors {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** These tell what happens as it happens and do not end; what they tell is in the feed. */
    private static final List<String> STREAMS = List.of("/api/events/stream", "/api/task-changes");

    /** Where something of an observation, an action or a report could be met. */
    private static final Set<String> NEAR = Set.of(
            "observations",
            "merged-observations",
            "corrective-actions",
            "after-action-reports",
            "lessons",
            "exercises",
            "events",
            "tasks");

    @Autowired
    JdbcClient database;

    @Autowired
    List<RequestMappingHandlerMapping> handlerMappings;

    private String code = "";
    private String canary = "";

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @ParameterizedTest
    @CsvSource({"aze, tur", "tur, tur"})
    void leaveTheirSideByNoDoor(String host, String owner) throws Exception {
        var other = owner.equals("aze") ? "tur" : "aze";
        code = "SECRET-" + host.toUpperCase(Locale.ROOT) + "-2027";
        canary = "kanarya" + host + "Qz";
        var national = observedAndKept(host, owner);
        var report = reported(host);
        var action = get(owner + ".lessons", "/api/corrective-actions?exercise=" + code)
                .get(0)
                .get("number")
                .asText();
        var file = get(owner + ".lessons", "/api/observations/" + national + "/attachments")
                .at("/items/0/id")
                .asText();
        var numbers = List.of(national, action, report, file);

        var addresses = addresses(numbers);
        assertThat(addresses)
                .contains(
                        "/api/observations/" + national,
                        "/api/observations/" + national + "/attachments/" + file,
                        "/api/corrective-actions/" + action,
                        "/api/after-action-reports/" + report + "/paper",
                        "/api/exercises/" + code + "/observations.xlsx",
                        "/lessons",
                        "/engine-rest/task");
        var open = new ArrayList<String>();
        var answered = 0;
        for (var role : Role.values()) {
            for (var address : addresses) {
                if (isAskedAs(role, address)) {
                    var answer = asked(other + "." + role.code(), address);
                    answered += answer.statusCode() == 200 ? 1 : 0;
                    var said = said(answer);
                    // A refusal repeats the address that was asked for.
                    var names = List.of(national, action).stream()
                            .anyMatch(number -> said.contains(number)
                                    && !address.contains(number)
                                    // The audit holds what this reader asked for in vain; its rows are looked at below.
                                    && !address.startsWith("/api/audit"));
                    if (said.contains(canary) || names) {
                        open.add(role + " " + address);
                    }
                }
            }
        }
        for (var role : Role.values()) {
            for (var address : List.of("/engine-rest/task", "/engine-rest/task/count")) {
                var said = post(other + "." + role.code(), address, "{}").body();
                if (numbers.subList(0, 2).stream().anyMatch(said::contains)) {
                    open.add(role + " POST " + address);
                }
            }
        }
        assertThat(answered).as("doors that say something").isGreaterThan(200);
        assertThat(open).isEmpty();

        var own = new TreeSet<String>();
        for (var address : addresses) {
            if (said(asked(owner + ".lessons", address)).contains(canary)) {
                own.add(address);
            }
        }
        assertThat(own)
                .as("its own side reads it by all of these")
                .contains(
                        "/api/observations/" + national,
                        "/api/observations/" + national + "/attachments",
                        "/api/corrective-actions/" + action,
                        "/api/exercises/" + code + "/observations",
                        "/api/exercises/" + code + "/observations.xlsx",
                        "/api/lessons",
                        "/api/after-action-reports/" + report + "/report",
                        "/api/after-action-reports/" + report + "/paper");
        assertThat(StoredText.tablesHolding(database, "", List.of(canary)))
                .as("in no table of the program or the engine, mail, events and audit among them")
                .isEmpty();
        assertThat(database.sql(
                                "select count(*) from audit_entry where side = ? and (case_number in (?, ?) or detail = ?)"
                                        // What it asked for in vain above is its own doing.
                                        + " and action not like 'door.%'")
                        .params(other.toUpperCase(Locale.ROOT), national, action, file)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(database.sql("select count(*) from outgoing_event where side = ? and case_number in (?, ?)")
                        .params(other.toUpperCase(Locale.ROOT), national, action)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Every role where lessons can be met; elsewhere who reads most, because the other doors judge by side. */
    private static boolean isAskedAs(Role role, String address) {
        return role == Role.LESSONS
                || address.startsWith("/api") && (role == Role.AUDITOR || NEAR.contains(address.split("[/.]")[2]));
    }

    /** Every address that the program or the engine in it answers to reading, with what there is to name put in. */
    private Set<String> addresses(List<String> numbers) {
        var patterns = new TreeSet<String>();
        for (var mapping : handlerMappings) {
            mapping.getHandlerMethods().keySet().stream()
                    .filter(info -> info.getMethodsCondition().getMethods().isEmpty()
                            || info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                    .forEach(info -> patterns.addAll(info.getPatternValues()));
        }
        EngineAddresses.behind("/engine-rest").stream()
                .filter(address -> address.startsWith("GET "))
                .map(address -> address.substring("GET ".length()).replace("/x", "/{id}"))
                .forEach(patterns::add);
        var found = new LinkedHashSet<String>();
        for (var pattern : patterns) {
            if (STREAMS.contains(pattern)) {
                continue;
            }
            var named = pattern.replace("{code}", code).replace("**", "x");
            if (!named.contains("{")) {
                found.add(named);
            }
            for (var number : numbers) {
                var withOne = named.replaceFirst("\\{number}", number).replaceFirst("\\{[^}]*}", number);
                found.add(withOne.replaceAll("\\{[^}]*}", numbers.get(3)));
                found.add(named.replaceFirst("\\{[^}]*}", numbers.get(0)).replaceAll("\\{[^}]*}", number));
            }
        }
        return found;
    }

    private HttpResponse<byte[]> asked(String account, String address) {
        var client = client(account);
        var question = address.startsWith("/engine-rest") || address.startsWith("/api/lessons")
                ? address.startsWith("/api/lessons") ? "?q=" + canary : ""
                : switch (address.substring(address.lastIndexOf('/') + 1)) {
                    case "paper", "report" -> "?stage=FINAL&edition=OWN";
                    default -> "";
                };
        return client.sendForBytes(client.request(address + question).GET());
    }

    /** What an answer says: the words of a PDF, of the parts of a workbook, or the answer as it is, its head included. */
    private static String said(HttpResponse<byte[]> answer) throws IOException {
        var body = answer.body();
        var head = answer.headers().map().toString();
        var isPdf = body.length > 4 && new String(body, 0, 4, StandardCharsets.US_ASCII).equals("%PDF");
        if (isPdf) {
            try (var document = Loader.loadPDF(body)) {
                return head + document.getDocumentInformation().getTitle() + new PDFTextStripper().getText(document);
            }
        }
        if (body.length > 2 && body[0] == 'P' && body[1] == 'K') {
            var said = new StringBuilder(head);
            try (var zip = ZipFile.builder().setByteArray(body).get()) {
                for (var part : Collections.list(zip.getEntries())) {
                    said.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return said.toString();
        }
        return head + new String(body, StandardCharsets.UTF_8);
    }

    // --- What is kept, and all that follows from it. ---

    private String observedAndKept(String host, String owner) {
        var exercise = JSON.createObjectNode()
                .put("title", "Secrets")
                .put("hostState", host.toUpperCase(Locale.ROOT))
                .put("firstDay", "2027-04-05")
                .put("lastDay", "2027-04-08");
        exercise.putArray("parties").add("AZE").add("TUR");
        var planner = client(host + ".planner");
        assertThat(planner.send(planner.request("/api/exercises/" + code)
                                .header("Content-Type", "application/json")
                                .header("If-None-Match", "*")
                                .PUT(BodyPublishers.ofString(exercise.toString())))
                        .statusCode())
                .isEqualTo(201);
        holdGate(host, code);
        created(host + ".planner", "/api/exercises/" + code + "/conduct/startex", "{\"on\":\"2027-04-05\"}");
        var number = created(owner + ".medical", "/api/exercises/" + code + "/observations", """
                {"title":"%1$s title","observedOn":"2027-04-05","observation":"%1$s seen","discussion":"%1$s why",
                 "conclusion":"%1$s so","recommendation":"%1$s do","tags":["POLICY"],"release":"OWN_SIDE",
                 "classification":"SECRET"}""".formatted(canary));
        var sender = client(owner + ".medical");
        var sent = sender.send(sender.request("/api/observations/" + number + "/attachments")
                .header("Content-Type", "multipart/form-data; boundary=mark")
                .POST(BodyPublishers.ofByteArray(FileFixture.form(null, null, canary + ".pdf", FileFixture.pdf()))));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        done(complete(owner + ".lessons", number, "userTask_decideObservation", """
                {"action":"ACCEPT","release":"OWN_SIDE"}"""));
        return number;
    }

    /** Through both reports; the national recommendation becomes an action that is done once and bounces. */
    private String reported(String host) {
        created(host + ".planner", "/api/exercises/" + code + "/conduct/endex", "{\"on\":\"2027-04-05\"}");
        var number = "";
        for (var found : get(host + ".lessons", "/api/after-action-reports")) {
            if (found.get("exercise").asText().equals(code)) {
                number = found.get("number").asText();
            }
        }
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".lessons", number, "userTask_recordHotWash", """
                    {"action":"RECORD","hotWash":{"attendance":9,"wentWell":["All"],"ratings":{}}}"""));
        }
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".planner", number, "userTask_recordObservations", "{\"action\":\"RECORD\"}"));
        }
        done(complete(host + ".lessons", number, "userTask_prepareFirstReport", """
                {"action":"SUBMIT","summary":"First"}"""));
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".commander", number, "userTask_signFirstReport", "{\"action\":\"SIGN\"}"));
        }
        done(complete(host + ".lessons", number, "userTask_recordMeeting", """
                {"action":"RECORD","meetingOn":"2027-04-05","minutes":"Agreed"}"""));
        for (var side : List.of("aze", "tur")) {
            var own = get(side + ".lessons", "/api/exercises/" + code + "/observations");
            var settlements = JSON.createObjectNode();
            own.forEach(observation -> settlements.set(observation.get("number").asText(), order()));
            done(complete(
                    side + ".lessons",
                    number,
                    "userTask_settleRecommendations",
                    "{\"action\":\"SETTLE\",\"settlements\":" + settlements + "}"));
            for (var action : get(side + ".lessons", "/api/corrective-actions?exercise=" + code)) {
                done(complete(
                        side + ".medical",
                        action.get("number").asText(),
                        "userTask_implementAction",
                        "{\"action\":\"DONE\",\"done\":\"" + canary + " done\",\"reference\":\"" + canary
                                + " file\"}"));
                done(complete(
                        side + ".lessons",
                        action.get("number").asText(),
                        "userTask_validateAction",
                        "{\"action\":\"RETURN\",\"reason\":\"" + canary + " finding\"}"));
            }
        }
        done(complete(host + ".lessons", number, "userTask_prepareFinalReport", """
                {"action":"SUBMIT","summary":"Final"}"""));
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".authority", number, "userTask_signFinalReport", "{\"action\":\"SIGN\"}"));
        }
        return number;
    }

    private com.fasterxml.jackson.databind.node.ObjectNode order() {
        var settling = JSON.createObjectNode().put("kind", "ACTION");
        settling.putObject("action")
                .put("title", canary + " action")
                .put("task", canary + " task")
                .put("organisation", canary + " unit")
                .put("body", "MEDICAL")
                .put("person", canary + " person")
                .put("resources", canary + " resources")
                .put("dueOn", "2027-06-01");
        return settling;
    }

    private String created(String account, String path, String json) {
        var answer = post(account, path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var body = Client.json(answer);
        return body.has("number") ? body.get("number").asText() : "";
    }
}
