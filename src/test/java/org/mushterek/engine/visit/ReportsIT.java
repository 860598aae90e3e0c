package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.TestDatabase;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.Round;
import org.mushterek.visit.CaseWalk;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What reports show of a world in which cases take every way: as it happens, and made anew of its events. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:reports;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/reports",
            "mushterek.notification.rounds=false",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsIT {

    private static final String APRIL = "from=2027-04-01&to=2027-04-30";

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    JdbcClient database;

    @Autowired
    AuditTrail audit;

    @Autowired
    ApplicationContext program;

    @Autowired
    @Qualifier("reportSums")
    Round sums;

    private CaseWalk walk;
    private VisitCase approved;
    private VisitCase returned;
    private VisitCase atDesks;
    private VisitCase prepared;
    private VisitCase questioned;

    @BeforeAll
    void letCasesHappen() {
        walk = new CaseWalk(port, Duration.ofSeconds(10));
        visits.clock().moveTo(MONDAY_MORNING);
        approved = visits.prepared("tur").transmitted().reviewed();
        // Received on Monday at 10:00 of Baku; asked on Tuesday at 11:00; answered on Wednesday at 12:00 of Istanbul,
        // which is
        // 13:00 there; decided on Thursday at 10:30.
        visits.clock().moveTo(at("2027-04-06", "11:00", BAKU));
        approved.asked("Which range?");
        visits.clock().moveTo(at("2027-04-07", "12:00", ISTANBUL));
        approved.answeredQuestion("Yes.");
        visits.clock().moveTo(at("2027-04-08", "10:30", BAKU));
        approved.approved();
        returned = visits.prepared("tur")
                .transmitted()
                .reviewed()
                .decided("{'action':'RETURNED','reasonCode':'INCOMPLETE','comment':'The list is not complete.'}");
        atDesks = visits.prepared("aze", content -> content.withObject("/particulars/requestingEntity")
                        .put("name", "Xüsusi İdman Alayı"))
                .transmitted();
        prepared = visits.opened("tur");
        visits.prepared("aze").withdrawn();
        questioned = visits.prepared("tur").transmitted().reviewed().asked("When?");
    }

    @Test
    void makesOfTheEventsWhatItMadeAsTheyHappened() throws Exception {
        sums.go();
        var live = tables();

        rebuild();

        assertThat(live.get("report_case")).hasSizeGreaterThan(8);
        assertThat(live.get("report_key")).isNotEmpty();
        assertThat(live.get("report_sum")).hasSizeGreaterThan(50);
        assertThat(tables()).isEqualTo(live);
    }

    /** As after an update from a release without reports: before a case ended, and after. */
    @ParameterizedTest
    @CsvSource({"2027-04-06T00:00:00Z, false", "2027-05-01T00:00:00Z, true"})
    void fillsInOfTheAuditWhatHappenedBeforeThereWereReports(Instant update, boolean isOver) throws Exception {
        var accounts = List.of("tur.commander", "aze.commander");
        var before = accounts.stream()
                .map(account -> walk.read(account, "/api/reports/cases/" + approved.number))
                .toList();
        database.sql("create table kept_event as select * from report_event").update();
        withoutTrigger(
                "delete from report_event where number = '" + approved.number + "' and happened_at < '" + update + "'");
        try {
            rebuild();
            for (var at = 0; at < accounts.size(); at++) {
                var whole = walk.read(accounts.get(at), "/api/reports/cases/" + approved.number);

                assertThat(types(whole).get(0)).isEqualTo("report.filledIn");
                assertThat(withoutSteps(types(whole))).containsExactlyElementsOf(withoutSteps(types(before.get(at))));
                var line = whole.get("line");
                var lineBefore = before.get(at).get("line");
                for (var kept : List.of(
                        "state",
                        "since",
                        "open",
                        "openedAt",
                        "exercise",
                        "firstDay",
                        "lastDay",
                        "persons",
                        "sending")) {
                    assertThat(line.get(kept)).as(kept).isEqualTo(lineBefore.get(kept));
                }
                assertThat(whole.get("steps").isEmpty()).isEqualTo(isOver);
                var figures = walk.read(accounts.get(at), "/api/reports/figures?from=2027-04-08&to=2027-04-08");
                assertThat(figure(figures, "decided").get("count").asInt()).isEqualTo(2);
                assertThat(figure(figures, "lead").at("/times/count").asInt())
                        .as("how long each side had it is not known")
                        .isEqualTo(1);
            }
            var filledIn = tables();
            rebuild();
            assertThat(tables()).as("filled in once").isEqualTo(filledIn);
        } finally {
            withoutTrigger(
                    "delete from report_event",
                    "insert into report_event overriding system value select * from kept_event",
                    "drop table kept_event");
            rebuild();
        }
    }

    private static List<String> withoutSteps(List<String> types) {
        return types.stream()
                .filter(type -> !type.startsWith("task.") && !type.equals("report.filledIn"))
                .toList();
    }

    private void withoutTrigger(String... statements) {
        var isPostgres = TestDatabase.isAskedFor();
        database.sql(
                        isPostgres
                                ? "alter table report_event disable trigger report_event_stays"
                                : "drop trigger report_event_stays")
                .update();
        for (var statement : statements) {
            database.sql(statement).update();
        }
        database.sql(
                        isPostgres
                                ? "alter table report_event enable trigger report_event_stays"
                                : "create trigger report_event_stays before update, delete on report_event for each row"
                                        + " call \"org.mushterek.audit.EntryStays\"")
                .update();
    }

    private void rebuild() throws Exception {
        program.getBean("reportRebuild", ApplicationRunner.class)
                .run(new DefaultApplicationArguments("--rebuild-reports"));
    }

    private Map<String, List<Map<String, Object>>> tables() {
        var rows = new LinkedHashMap<String, List<Map<String, Object>>>();
        var cases = rows("select * from report_case order by side, number");
        // Another at each writing.
        cases.forEach(row -> row.remove("writing"));
        rows.put("report_case", cases);
        rows.put("report_mark", rows("select * from report_mark order by 1, 2, 3, 4, 5, 6"));
        rows.put("report_key", rows("select * from report_key order by 1, 2, 3, 4"));
        rows.put(
                "report_sum",
                rows("select * from report_sum where amounts <> '' order by side, kind, grain, first_day, measure,"
                        + " sending, version, code"));
        return rows;
    }

    private List<Map<String, Object>> rows(String sql) {
        return database.sql(sql).query().listOfRows();
    }

    @Test
    void countsTheRulesThatRefusedASubmissionThoughItIsUndone() {
        var hasty = visits.prepared(
                "tur", content -> content.put("from", "2027-04-08").put("to", "2027-04-10"));

        assertThatThrownBy(hasty::submitted).isInstanceOf(RuntimeException.class);

        var whole = walk.read("tur.commander", "/api/reports/cases/" + hasty.number);
        assertThat(whole.at("/line/state").asText()).isEqualTo("PREPARATION");
        assertThat(types(whole)).contains("visit.submissionRefused").doesNotContain("visit.submitted");
        assertThat(numbers(find("tur.commander", "kind=VIS&figure=RULE&countedFrom=2027-04-01&countedTo=2027-04-30")))
                .contains(hasty.number);
        assertThat(status("aze.commander", "/api/reports/cases/" + hasty.number))
                .isEqualTo(404);
    }

    @Test
    void findsNobodyWhomTheSideHasErased() throws Exception {
        var surname = surnameOf(VisitDriver.roster("tur", 1));
        assertThat(numbers(look("aze.border", surname))).contains(returned.number);

        audit.record("system", "AZE", returned.number, "retention.erased", "visit 3/2/0");

        assertThat(numbers(look("aze.border", surname))).doesNotContain(returned.number);
        rebuild();
        assertThat(numbers(look("aze.border", surname)))
                .contains(approved.number)
                .doesNotContain(returned.number);
        assertThat(numbers(look("tur.security", surname))).contains(returned.number);
        assertThat(types(walk.read("aze.commander", "/api/reports/cases/" + returned.number)))
                .endsWith("retention.erased");
    }

    @Test
    void tellsBothSidesWhatEachMayKnow() {
        assertThat(numbers(find("tur.commander", "")))
                .contains(approved.number, returned.number, atDesks.number, prepared.number);
        assertThat(numbers(find("aze.auditor", "")))
                .contains(approved.number, returned.number)
                .doesNotContain(prepared.number);
        var ofSender = walk.read("aze.commander", "/api/reports/cases/" + atDesks.number);
        var ofHost = walk.read("tur.commander", "/api/reports/cases/" + atDesks.number);

        assertThat(types(ofSender))
                .contains("visit.certified", "visit.transmitted")
                .doesNotContain("visit.desksOpened");
        assertThat(types(ofHost))
                .contains("visit.received", "visit.desksOpened")
                .doesNotContain("visit.certified");
        assertThat(steps(ofSender)).contains("userTask_certifyRoster").doesNotContain("userTask_reviewAtDesk");
        assertThat(steps(ofHost)).containsExactly("userTask_reviewAtDesk");
        assertThat(ofSender.at("/line/holders")).hasSize(1);
        assertThat(ofSender.at("/line/holders/0/side").asText()).isEqualTo("TUR");
        assertThat(ofSender.at("/line/holders/0/roles")).isEmpty();
        assertThat(ofSender.at("/line/holders/0/due").asText()).isNotEmpty();
        assertThat(ofHost.at("/line/holders")).hasSize(3);
        assertThat(status("aze.commander", "/api/reports/cases/" + prepared.number))
                .isEqualTo(404);
        assertThat(status("tur.admin", "/api/reports/cases")).isEqualTo(403);
        assertThat(status("tur.guard", "/api/reports/figures?" + APRIL)).isEqualTo(403);
    }

    @Test
    void showsTheDiagramOfTheOwnProcessOnly() {
        var model = walk.read("tur.planner", "/api/reports/cases/" + approved.number + "/diagrams/visit-request");

        assertThat(model.get("model").asText())
                .contains("userTask_prepareRequest")
                .contains("bpmndi:BPMNDiagram");
        assertThat(status("tur.planner", "/api/reports/cases/" + approved.number + "/diagrams/host-approval"))
                .isEqualTo(404);
    }

    @Test
    void findsACaseByWhatAnOfficerKnowsOfIt() {
        var planner = "tur.planner";
        var sequence = approved.number.substring(approved.number.lastIndexOf('-') + 1);

        assertThat(numbers(find(planner, "number=" + approved.number))).containsExactly(approved.number);
        assertThat(numbers(find(planner, "number=TUR-2027-" + sequence))).containsExactly(approved.number);
        assertThat(numbers(find(planner, "number=" + Integer.parseInt(sequence))))
                .contains(approved.number);
        assertThat(numbers(find(planner, "number=';--"))).isEmpty();
        assertThat(numbers(find(planner, "exercise=YILDIZ-TOROS"))).containsExactly(atDesks.number);
        assertThat(numbers(find(planner, "from=2027-05-28&to=2027-05-28"))).contains(approved.number);
        assertThat(numbers(find(planner, "from=2027-05-29&to=2027-06-30"))).isEmpty();
        assertThat(numbers(find(planner, "open=true&kind=VIS"))).contains(atDesks.number, returned.number);
        assertThat(numbers(find(planner, "late=true"))).isEmpty();
        for (var typed : List.of("Xüsusi İdman Alayı", "xususi idman alayi", "XÜSUSİ  İDMAN ALAYI")) {
            assertThat(numbers(find(planner, "unit=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))))
                    .as(typed)
                    .containsExactly(atDesks.number);
        }
        assertThat(numbers(find(planner, "unit=idman"))).isEmpty();
    }

    @Test
    void findsAPersonForThoseWhoMayAndKeepsThatTheyLooked() {
        var surname = surnameOf(VisitDriver.roster("tur", 1));
        var unmarked = "yildirim";
        var before = searches();

        assertThat(numbers(look("tur.security", unmarked))).contains(approved.number);
        assertThat(numbers(look("aze.border", surname)))
                .contains(approved.number)
                .doesNotContain(prepared.number);
        assertThat(numbers(look("tur.security", "Nobody"))).isEmpty();
        for (var search : List.of("/api/reports/cases/search", "/api/reports/exports/cases/search")) {
            assertThat(asked("tur.commander", search, surname).statusCode())
                    .as(search)
                    .isEqualTo(403);
        }
        assertThat(searches()).isEqualTo(before + 3);
    }

    @Test
    void takesAwayTheCasesOfAPersonAndKeepsThatItWasLookedFor() {
        var before = searches();
        var taken = asked("tur.security", "/api/reports/exports/cases/search?format=JSON", "yildirim");

        assertThat(Client.json(taken).findValuesAsText("number")).contains(approved.number);
        assertThat(searches()).isEqualTo(before + 1);
        assertThat(Client.json(asked("tur.security", "/api/reports/exports/cases/search?format=JSON", "Nobody")))
                .isEmpty();
    }

    /** Whoever looks for a person again with a kept answer would read of the person and leave no trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/reports/cases/search",
                "/api/reports/exports/cases/search?format=CSV",
                "/api/reports/exports/cases/sear%63h?format=CSV"
            })
    void keepsNoSearchForAPersonAsAnAnswerToRepeat(String path) {
        var before = searches();

        for (var time = 1; time <= 2; time++) {
            var answer = walk.postOnce("tur.security", path, "{\"person\":\"yildirim\"}", "looked-for", null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains(approved.number);
            assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(searches()).isEqualTo(before + time);
        }
        assertThat(database.sql("select count(*) from idempotent_answer where idempotency_key = 'looked-for'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Addresses stay in the logs of whatever stands between. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/reports/cases", "/api/reports/exports/cases"})
    void takesNoNameInAnAddress(String path) {
        var refused = walk.client("tur.security").get(path + "?person=yildirim");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("detail").asText()).contains("person");
    }

    /** What else is looked for narrows the search for a person as it narrows the list. */
    @Test
    void narrowsTheSearchForAPersonByWhatElseIsLookedFor() {
        var search = "{\"person\":\"yildirim\",\"kind\":\"VIS\",\"number\":\"" + approved.number + "\",%s}";

        assertThat(numbers(searched("tur.security", search.formatted("\"open\":true"))))
                .containsExactly(approved.number);
        assertThat(numbers(searched("tur.security", search.formatted("\"open\":false"))))
                .isEmpty();
        assertThat(post("tur.security", "/api/reports/cases/search", search.formatted("\"limit\":1000"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsOnFromWhereAPageOfASearchEnded() {
        var first = searched("tur.security", "{\"person\":\"yildirim\",\"limit\":1}");
        var second = searched(
                "tur.security",
                "{\"person\":\"yildirim\",\"limit\":1,\"after\":\""
                        + first.get("next").asText() + "\"}");

        assertThat(numbers(first)).hasSize(1);
        assertThat(numbers(second)).hasSize(1).isNotEqualTo(numbers(first));
    }

    private JsonNode look(String account, String person) {
        return searched(account, "{\"person\":\"" + person + "\"}");
    }

    private JsonNode searched(String account, String search) {
        var answer = post(account, "/api/reports/cases/search", search);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> asked(String account, String path, String person) {
        return post(account, path, "{\"person\":\"" + person + "\"}");
    }

    private HttpResponse<String> post(String account, String path, String body) {
        return walk.client(account).post(path, body);
    }

    private static String surnameOf(String roll) {
        var lines = roll.lines().toList();
        var heads = List.of(lines.get(0).split(";", -1));
        return List.of(lines.get(1).split(";", -1)).get(heads.indexOf("surname"));
    }

    private long searches() {
        return database.sql("select count(*) from audit_entry where action = 'report.personSearched'")
                .query(Long.class)
                .single();
    }

    @Test
    void readsOnFromWhereAPageEnded() {
        var all = numbers(find("tur.planner", "limit=200"));
        var paged = new ArrayList<String>();
        var page = find("tur.planner", "limit=2");
        paged.addAll(numbers(page));
        while (page.hasNonNull("next")) {
            page = find("tur.planner", "limit=2&after=" + page.get("next").asText());
            paged.addAll(numbers(page));
        }

        assertThat(paged).hasSizeGreaterThan(4).isEqualTo(all);
        assertThat(status("tur.planner", "/api/reports/cases?after=nowhere")).isEqualTo(400);
    }

    /**
     * Baku: Monday 10:00 to 17:00 and Tuesday 09:00 to 11:00 are 9 hours, Wednesday 13:00 to 17:00 and Thursday 09:00 to 10:30
     * are 5.5. Istanbul: Tuesday 10:00 to 17:00 and Wednesday 09:00 to 12:00 are 10.
     */
    @Test
    void splitsTheTimeToTheAnswerByTheCalendarsOfBothSides() {
        for (var account : List.of("tur.commander", "aze.commander")) {
            var direction = account.startsWith("tur") ? "SENT" : "RECEIVED";
            var figures =
                    walk.read(account, "/api/reports/figures?from=2027-04-08&to=2027-04-08&direction=" + direction);

            assertThat(figure(figures, "decided").get("count").asInt()).isEqualTo(2);
            assertThat(figure(figures, "leadHost").at("/times/ninetieth").asDouble())
                    .isEqualTo(14.5);
            assertThat(figure(figures, "leadSending").at("/times/ninetieth").asDouble())
                    .isEqualTo(10);
            assertThat(figure(figures, "lead").at("/times/ninetieth").asDouble())
                    .isEqualTo(24.5);
            assertThat(figure(figures, "lead").at("/times/median").asDouble()).isZero();
            assertThat(figure(figures, "inTime").get("percent").asDouble()).isEqualTo(100);
        }
    }

    @Test
    void opensTheCasesBehindAFigure() {
        var figures = walk.read("tur.commander", "/api/reports/figures?" + APRIL);
        var opens = Map.of("opened", "OPENED", "decided", "DECIDED", "firstRight", "FIRST_WRONG", "reasons", "REASON");

        assertThat(figure(figures, "firstRight").get("percent").asDouble()).isEqualTo(50);
        assertThat(figure(figures, "reasons").at("/rows/0/code").asText()).isEqualTo("INCOMPLETE");
        opens.forEach((name, measure) -> {
            var behind = numbers(find(
                    "tur.commander",
                    "kind=VIS&figure=" + measure + "&countedFrom=2027-04-01&countedTo=2027-04-30&limit=200"));
            var counted = name.equals("firstRight")
                    ? figure(figures, name).at("/rows/1/count").asInt()
                    : figure(figures, name).get("count").asInt();
            assertThat(behind).as(name).doesNotHaveDuplicates().hasSize(counted);
        });
        var counted = "kind=VIS&countedFrom=2027-04-01&countedTo=2027-04-30&limit=200&figure=";
        assertThat(numbers(find("tur.commander", counted + "OPEN")))
                .hasSize(figure(figures, "open").get("count").asInt())
                .contains(questioned.number, prepared.number, approved.number);
        assertThat(numbers(find("aze.commander", counted + "OPEN")))
                .as("what was sent back is closed here until it comes again")
                .contains(questioned.number, approved.number)
                .doesNotContain(returned.number, prepared.number);
        assertThat(numbers(find(
                        "aze.commander",
                        counted + "STEP&code="
                                + URLEncoder.encode(
                                        "host-approval/userTask_decideRequest/AUTHORITY", StandardCharsets.UTF_8))))
                .containsExactlyInAnyOrder(approved.number, returned.number, questioned.number);
        assertThat(numbers(find("tur.commander", counted + "OVERDUE"))).isEmpty();
        assertThat(status("tur.commander", "/api/reports/cases?" + counted + "LEAD"))
                .isEqualTo(400);
        var opened = "kind=VIS&figure=OPENED&countedFrom=2027-04-01&countedTo=2027-04-30&direction=";
        assertThat(numbers(find("tur.commander", opened + "RECEIVED"))).containsExactly(atDesks.number);
        assertThat(numbers(find("tur.commander", opened + "SENT")))
                .contains(approved.number, returned.number)
                .doesNotContain(atDesks.number);
    }

    @Test
    void letsEachTableBeTakenAway() {
        var csv = walk.client("tur.auditor").get("/api/reports/exports/cases?format=CSV&kind=VIS");
        var json = walk.read("tur.auditor", "/api/reports/exports/cases?format=JSON&kind=VIS");
        var figures = walk.client("tur.auditor").get("/api/reports/exports/figures?format=CSV&" + APRIL);

        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"cases.csv\"");
        assertThat(csv.body()).startsWith("\uFEFF").contains("\"" + approved.number + "\"");
        assertThat(texts(json, "number")).isEqualTo(numbers(find("tur.auditor", "kind=VIS&limit=200")));
        assertThat(figures.body().lines()).hasSizeGreaterThan(15);
        assertThat(status("tur.admin", "/api/reports/exports/cases")).isEqualTo(403);
        assertThat(status("tur.auditor", "/api/reports/exports/figures?from=2027-04-02&to=2027-04-01"))
                .isEqualTo(400);
    }

    @Test
    void letsTheStoryAndTheStepsOfACaseBeTakenAway() {
        var taken = "/api/reports/exports/cases/" + approved.number;
        var whole = walk.read("aze.auditor", "/api/reports/cases/" + approved.number);

        var story = walk.read("aze.auditor", taken + "?format=JSON");
        assertThat(texts(story, "what")).hasSizeGreaterThan(10).isEqualTo(texts(whole.get("story"), "text"));
        assertThat(texts(story, "detail")).isEqualTo(texts(whole.get("story"), "detail"));
        assertThat(story.get(0).get("when").asText()).isEqualTo("2027-04-05T06:00:00Z");
        assertThat(csvOf("aze.auditor", taken))
                .startsWith("\"Nə vaxt (Bakı)\",")
                .contains("\"05.04.2027 10:00\"");
        assertThat(csvOf("tur.auditor", taken))
                .startsWith("\"Zaman (İstanbul)\",")
                .contains("\"05.04.2027 09:00\"");
        assertThat(csvOf("tur.auditor", "/api/reports/exports/cases")
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains(
                        "\"Açıldı (İstanbul)\",\"Kapandı (İstanbul)\"",
                        "\"Ne zamandan beri (İstanbul)\",\"Son tarih (İstanbul)\"");
        var steps = walk.read("aze.auditor", taken + "/steps?format=JSON");
        assertThat(texts(steps, "step"))
                .contains("Səfər sorğusu üzrə qərar vermək")
                .isEqualTo(texts(whole.get("steps"), "text"));
        for (var column : Map.of("process", "process", "done", "done", "hours", "hours", "waits", "waiting")
                .entrySet()) {
            assertThat(texts(steps, column.getKey())).isEqualTo(texts(whole.get("steps"), column.getValue()));
        }
        var csv = walk.client("aze.auditor").get(taken + "/steps?format=CSV");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + approved.number + "-steps.csv\"");
        assertThat(csv.body().lines()).hasSize(steps.size() + 1);
        assertThat(status("aze.auditor", "/api/reports/exports/cases/" + prepared.number + "/steps"))
                .isEqualTo(404);
    }

    private String csvOf(String account, String table) {
        return walk.client(account).get(table + "?format=CSV").body().substring(1);
    }

    @Test
    void letsTheHeatOfAProcessBeTakenAway() {
        var heat = walk.read("aze.commander", "/api/reports/heat/host-approval?" + APRIL)
                .get("steps");

        var taken = walk.read("aze.commander", "/api/reports/exports/heat/host-approval?format=JSON&" + APRIL);

        assertThat(texts(taken, "step")).hasSize(2).isEqualTo(texts(heat, "text"));
        for (var n = 0; n < heat.size(); n++) {
            for (var column : List.of("count", "median", "ninetieth")) {
                assertThat(taken.get(n).get(column).asDouble())
                        .isEqualTo(heat.get(n).get("times").get(column).asDouble());
            }
        }
        assertThat(status("aze.commander", "/api/reports/exports/heat/nothing?" + APRIL))
                .isEqualTo(404);
    }

    /** Day for day what the other doors say of that day. */
    @Test
    void letsAMonthOfTheCalendarBeTakenAway() {
        var taken = walk.read("tur.commander", "/api/reports/exports/calendar?format=JSON&month=2027-05");

        assertThat(texts(taken, "day")).hasSize(31).startsWith("01.05.2027").endsWith("31.05.2027");
        var exercises = walk.read("tur.commander", "/api/exercises?limit=200").get("items");
        for (var row : taken) {
            var told = row.get("day").asText().split("\\.", -1);
            var day = told[2] + "-" + told[1] + "-" + told[0];
            var under = StreamSupport.stream(exercises.spliterator(), false)
                    .filter(exercise -> exercise.get("firstDay").asText().compareTo(day) <= 0
                            && exercise.get("lastDay").asText().compareTo(day) >= 0)
                    .map(exercise -> exercise.get("code").asText())
                    .toList();
            assertThat(parts(row, "exercises")).as(day).containsExactlyInAnyOrderElementsOf(under);
            assertThat(parts(row, "visits"))
                    .as(day)
                    .containsExactlyInAnyOrderElementsOf(
                            numbers(find("tur.commander", "kind=VIS&limit=200&from=" + day + "&to=" + day)));
            for (var side : List.of("AZE", "TUR")) {
                var known = walk.read("tur.commander", "/api/calendars/" + side + "?from=" + day + "&to=" + day)
                        .get(0);
                var isOrdinary = known.get("working").asBoolean()
                        && known.get("holidays").isEmpty();
                assertThat(row.get(side).isNull()).as(side + " " + day).isEqualTo(isOrdinary);
                known.get("holidays")
                        .forEach(name -> assertThat(row.get(side).asText()).contains(name.asText()));
            }
        }
        assertThat(parts(taken.get(27), "visits")).contains(approved.number);
        assertThat(taken.get(27).get("AZE").asText()).as("28 May").isNotBlank();
        assertThat(status("tur.commander", "/api/reports/exports/calendar?month=May"))
                .isEqualTo(400);
    }

    private static List<String> parts(JsonNode row, String column) {
        var told = row.get(column).asText();
        return told.isEmpty() ? List.of() : List.of(told.split("; ", -1));
    }

    @Test
    void marksWhereACaseWaitsForSomethingElseThanAnOfficer() {
        var atHost = walk.read("aze.commander", "/api/reports/cases/" + questioned.number);

        assertThat(atHost.get("places").toString())
                .isEqualTo("[{\"process\":\"host-approval\",\"node\":\"event_questionAnswered\","
                        + "\"name\":\"Question answered\"}]");
        assertThat(walk.read("tur.commander", "/api/reports/cases/" + questioned.number)
                        .get("places"))
                .isEmpty();
    }

    @Test
    void printsTheMonth() {
        var paper = walk.client("tur.commander").get("/api/reports/monthly-paper?month=2027-04");

        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.body()).startsWith("%PDF-");
        assertThat(status("tur.commander", "/api/reports/monthly-paper?month=April"))
                .isEqualTo(400);
    }

    @Test
    void tellsHowLongEachStepOfAProcessWaited() {
        var heat = walk.read("aze.commander", "/api/reports/heat/host-approval?" + APRIL);

        assertThat(steps(heat)).containsExactly("userTask_decideRequest", "userTask_reviewAtDesk");
        assertThat(heat.at("/steps/0/times/count").asInt()).isEqualTo(4);
        assertThat(heat.get("model").asText()).contains("host-approval");
        assertThat(status("aze.commander", "/api/reports/heat/nothing?" + APRIL))
                .isEqualTo(404);
    }

    @Test
    void givesTheFiguresOfAnExerciseAsThoseOfItsCases() {
        var ofExercise = walk.read("tur.planner", "/api/reports/figures?" + APRIL + "&exercise=YILDIZ-TOROS");
        var received = walk.read("tur.planner", "/api/reports/figures?" + APRIL + "&direction=RECEIVED");

        assertThat(ofExercise.get("figures")).isEqualTo(received.get("figures"));
        assertThat(figure(ofExercise, "opened").get("count").asInt()).isEqualTo(1);
    }

    private JsonNode find(String account, String query) {
        return walk.read(account, "/api/reports/cases" + (query.isEmpty() ? "" : "?" + query));
    }

    private int status(String account, String path) {
        return walk.client(account).get(path).statusCode();
    }

    private static JsonNode figure(JsonNode figures, String name) {
        return StreamSupport.stream(figures.get("figures").spliterator(), false)
                .filter(figure -> figure.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> numbers(JsonNode page) {
        return texts(page.get("items"), "number");
    }

    private static List<String> types(JsonNode whole) {
        return texts(whole.get("story"), "type");
    }

    private static List<String> steps(JsonNode whole) {
        return texts(whole.get("steps"), "step");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
