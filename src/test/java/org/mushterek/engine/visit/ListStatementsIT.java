package org.mushterek.engine.visit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.build.CountedDatabase;
import org.mushterek.visit.CaseWalk;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list of the product's REST speaks to the database as often for thirty rows as for three. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:list-statements;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/list-statements",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import({CountedDatabase.class, VisitPathsIT.Hands.class})
class ListStatementsIT {

    private static final int FEW = 3;
    private static final int MANY = 30;

    /** A side has no more, and an account no more feeds. */
    private static final int MOST_WEBHOOKS = 20;

    /** The lists, each with who asks and how. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            entry("/api/accounts", "tur.admin"),
            entry("/api/action-offers", "tur.lessons"),
            entry("/api/after-action-reports", "tur.lessons"),
            entry("/api/audit", "tur.auditor ?limit=200"),
            entry("/api/calendar-feeds", "tur.planner"),
            entry("/api/corrective-actions", "tur.lessons"),
            entry("/api/day", "tur.planner"),
            entry("/api/deputies", "tur.legal"),
            entry("/api/drill-schedules", "tur.planner"),
            entry("/api/events", "tur.planner ?limit=200"),
            entry("/api/exercises", "tur.planner ?limit=200"),
            entry("/api/gate-lists", "aze.guard ?limit=200"),
            entry("/api/host-cases", "aze.authority ?limit=200"),
            entry("/api/incidents", "tur.planner ?limit=200"),
            entry("/api/instrument-cases", "tur.legal"),
            entry("/api/instruments", "tur.legal"),
            entry("/api/legal-holds", "tur.legal"),
            entry("/api/lessons", "tur.lessons"),
            entry("/api/permits", "tur.planner ?limit=200"),
            entry("/api/plan-lines", "tur.planner ?limit=200"),
            entry("/api/plannings", "tur.planner"),
            entry("/api/present-visits", "aze.border ?limit=200"),
            entry("/api/ranges", "tur.range"),
            entry("/api/reports/cases", "tur.planner ?limit=200"),
            entry("/api/reports/exports/calendar", "tur.planner ?month=2027-05"),
            entry("/api/reports/exports/cases", "tur.planner"),
            entry("/api/reports/exports/figures", "tur.planner ?from=2027-04-01&to=2027-04-30"),
            entry("/api/reports/figures", "tur.planner ?from=2027-04-01&to=2027-04-30"),
            entry("/api/retention", "tur.legal"),
            entry("/api/stuck-steps", "tur.planner"),
            entry("/api/tasks", "tur.planner ?limit=200"),
            entry("/api/visit-requests", "tur.planner ?limit=200"),
            entry("/api/webhooks", "tur.registry"));

    /** What is shipped or drawn, of the account alone, or one thing; and what never ends. */
    private static final Set<String> NO_LISTS = Set.of(
            "/api/audit/checkpoints/last",
            "/api/audit/export",
            "/api/blank-request-form",
            "/api/deputies/processes",
            "/api/events/stream",
            "/api/me",
            "/api/me/mail",
            "/api/observation-sheet",
            "/api/reports/monthly-paper",
            "/api/roster-template",
            "/api/roster-template.xlsx",
            "/api/rules",
            "/api/task-changes",
            "/api/texts",
            "/api/working-days");

    /** A start page that shows a part of two lists counts each of them once, however long they are. */
    private static final Map<String, Integer> CUT = Map.of("/api/day", 2);

    private static final int LARGEST_PAGE = 200;

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    JdbcClient database;

    @Autowired
    List<RequestMappingHandlerMapping> handlerMappings;

    private @Nullable CaseWalk walk;

    private CaseWalk walk() {
        if (walk == null) {
            walk = new CaseWalk(port, Duration.ofSeconds(10));
        }
        return walk;
    }

    @Test
    void countsEveryListThatThereIs() {
        var found = new TreeSet<String>();
        for (var mapping : handlerMappings) {
            mapping.getHandlerMethods().keySet().stream()
                    .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                    .flatMap(info -> info.getPatternValues().stream())
                    .filter(path -> path.startsWith("/api/") && !path.contains("{"))
                    .forEach(found::add);
        }
        found.removeAll(NO_LISTS);
        assertThat(found).containsExactlyInAnyOrderElementsOf(LISTS.keySet());
    }

    @Test
    void showsThirtyRowsForThePriceOfThree() {
        grow(0, FEW);
        var few = counted();
        grow(FEW, MANY);
        var many = counted();

        var grown = new ArrayList<String>();
        few.forEach((list, costs) -> {
            var then = Objects.requireNonNull(many.get(list));
            if (then.statements() > costs.statements() + CUT.getOrDefault(list, 0)) {
                grown.add("%s: %d statements, then %d".formatted(list, costs.statements(), then.statements()));
            }
            var most = Set.of("/api/webhooks", "/api/calendar-feeds").contains(list)
                    ? MOST_WEBHOOKS
                    // Half of the permits are suspended: a gate lets these in no more, and has to know of them.
                    : Set.of("/api/gate-lists", "/api/present-visits").contains(list) ? MANY / 2 : MANY;
            if (!list.contains("figures") && then.size() < Math.min(LARGEST_PAGE, costs.size() + most - FEW)) {
                grown.add("%s has grown from %d bytes or rows to %d only".formatted(list, costs.size(), then.size()));
            }
        });
        assertThat(grown).isEmpty();
    }

    /** @param size rows, where the answer holds any, else letters */
    private record Cost(int statements, int size) {}

    private Map<String, Cost> counted() {
        var costs = new LinkedHashMap<String, Cost>();
        new TreeMap<>(LISTS).forEach((list, asked) -> {
            var parts = asked.split(" ");
            var address = parts.length == 1 ? list : list + parts[1];
            var size = new int[1];
            // What is kept between requests is read by the first.
            read(parts[0], address);
            var count = CountedDatabase.during(() -> size[0] = read(parts[0], address));
            costs.put(list, new Cost(count.statements(), size[0]));
        });
        return costs;
    }

    private int read(String account, String address) {
        var answer = walk().client(account).get(address);
        assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(200);
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.contains("json")) {
            return answer.body().length();
        }
        var read = Client.json(answer);
        return read.isArray()
                ? read.size()
                : read.has("items") ? read.get("items").size() : answer.body().length();
    }

    private void grow(int from, int to) {
        for (var i = from; i < to; i++) {
            var visit = visits.prepared("tur").transmitted().reviewed().approved();
            post("tur.legal", "/api/legal-holds", "{\"number\":\"%s\",\"reason\":\"Inquiry\"}".formatted(visit.number));
            post("aze.medical", "/api/incidents", """
                    {"exercise":"QAFQAZ-QARTALI","kind":"INJURY","happenedAt":"2027-04-05T06:00","place":"Range 4",
                     "account":"Broken arm","persons":[{"visit":"%s","line":1}]}""".formatted(visit.number));
            put("tur.planner", "/api/plan-lines/2040-" + (i + 1), """
                    {"year":2040,"title":"Listed","proposedHost":"TUR","firstDay":"2040-05-01","lastDay":"2040-05-10",
                     "parties":["AZE","TUR"]}""");
            stick(visits.opened("tur").number);
            var code = "LIST-" + i;
            exercise(code, LocalDate.ofInstant(PathClock.MONDAY_MORNING, PathClock.ISTANBUL));
            HeldGate.before(port, "tur", code);
            conduct(
                    code,
                    "startex",
                    "{\"on\":\"2027-04-05\",\"objectives\":[{\"code\":\"OBJ-1\",\"title\":\"Fires\"}]}");
            offer(action(observation(code)));
            database.sql("update aar_action set state = 'LEARNED', closed_at = current_timestamp where number = ?")
                    .param(action(observation(code)))
                    .update();
            conduct(code, "endex", "{\"on\":\"2027-04-05\"}");
            exercise("NEXT-" + i, LocalDate.of(2027, 9, 6));
            post("tur.planner", "/api/exercises/NEXT-" + i + "/planning", "");
            post("tur.planner", "/api/drill-schedules", "{\"exercise\":\"NEXT-" + i + "\"}");
            put("tur.range", "/api/ranges/TUR-L" + i, """
                    {"name":"Range","bookings":1,"persons":60,"setUpMinutes":0,"clearUpMinutes":0,"latitude":37.2,"longitude":34.6}""");
            if (i < MOST_WEBHOOKS) {
                post("tur.planner", "/api/calendar-feeds", "{\"kind\":\"OFFICER\"}");
                post("tur.registry", "/api/webhooks", "{\"url\":\"https://192.0.2.10/hook\",\"types\":[\"visit.\"]}");
            }
            var day = LocalDate.of(2027, 6, 1).plusDays(2 * i);
            post("tur.legal", "/api/deputies", """
                    {"deputy":"tur.commander","firstDay":"%s","lastDay":"%s"}""".formatted(day, day));
            post("tur.admin", "/api/accounts", """
                    {"id":"tur.list%d","name":"Clerk","password":"yedi renkli kus","roles":["RANGE"]}""".formatted(i));
            post("tur.legal", "/api/instrument-cases", """
                    {"act":"NEW","code":"LIST-%d","kind":"MEMORANDUM","governsVisits":false,"titleAz":"Yeni","titleTr":"Yeni",
                     "titleEn":"New","place":"Ankara","signedOn":"2027-04-01","term":"P1Y","renewal":"EACH_TERM",
                     "noticeDays":90,"entryIntoForce":"SIGNATURE","reference":"1","parties":["AZE","TUR"],
                     "approvals":[{"party":"AZE","step":"PARLIAMENT"},{"party":"TUR","step":"PARLIAMENT"}]}""".formatted(i));
        }
        database.sql("update visit_permit set state = 'SUSPENDED' where state = 'HANDED_OVER'"
                        + " and mod(cast(right(number, 4) as integer), 2) = 0")
                .update();
    }

    private void exercise(String code, LocalDate day) {
        put("tur.planner", "/api/exercises/" + code, """
                {"title":"Listed","hostState":"TUR","firstDay":"%1$s","lastDay":"%1$s","parties":["AZE","TUR"]}""".formatted(day));
    }

    private void conduct(String code, String step, String body) {
        post("tur.planner", "/api/exercises/" + code + "/conduct/" + step, body);
    }

    private String observation(String exercise) {
        var number = post("tur.medical", "/api/exercises/" + exercise + "/observations", """
                {"title":"Radios did not speak","observedOn":"2027-04-05","objective":"OBJ-1","observation":"Two nets",
                 "recommendation":"One waveform","release":"BOTH","tags":["MATERIEL"]}""")
                .get("number")
                .asText();
        walk().complete(
                        "tur.lessons",
                        number,
                        "userTask_decideObservation",
                        CaseWalk.answer("ACCEPT").put("release", "BOTH"));
        return number;
    }

    private String action(String observation) {
        post("tur.lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"One waveform","organisation":"Signals","body":"MEDICAL",
                 "person":"A","dueOn":"2027-05-31","resources":"none"}}""");
        return database.sql("select number from aar_action where observation = ?")
                .param(observation)
                .query(String.class)
                .single();
    }

    private void offer(String action) {
        post("tur.lessons", "/api/corrective-actions/" + action + "/offers", "{\"to\":\"AZE\"}");
    }

    /** As the engine notes a step that failed at each try. */
    private void stick(String number) {
        database.sql("""
                        insert into ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, CONFIGURATION_, EXECUTION_ID_,
                            PROC_INST_ID_, PROC_DEF_ID_, ACTIVITY_ID_, FAILED_ACTIVITY_ID_, TENANT_ID_)
                        select cast(? as varchar), 1, current_timestamp, 'failedJob', ?, ID_, PROC_INST_ID_, PROC_DEF_ID_, 'step', 'step',
                            TENANT_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ? and PARENT_ID_ is null and SUPER_EXEC_ is null""").params("stuck-" + number, "job-of-" + number, number).update();
    }

    private JsonNode post(String account, String path, String body) {
        var answer = walk().send(account, "POST", path, body, "application/json", null);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? NullNode.getInstance() : Client.json(answer);
    }

    private void put(String account, String path, String body) {
        var client = walk().client(account);
        var answer = client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(201);
    }
}
