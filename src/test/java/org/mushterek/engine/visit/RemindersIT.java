package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.build.AtOnce;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.EventFeed;
import org.mushterek.notification.OutgoingEvent;
import org.mushterek.notification.Reminders;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Reminders of open tasks, on both sides of each instant. Decrees that move them are in CalendarDecreeIT. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:reminders;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/reminders",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class RemindersIT {

    private static final String DESK = "userTask_reviewAtDesk";
    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    Reminders reminders;

    @Autowired
    EventFeed feed;

    @Autowired
    OfficerTasks tasks;

    @Autowired
    InstrumentApprovals approvals;

    @Autowired
    EngineWork engineWork;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        CLIENTS.clear();
    }

    @ParameterizedTest
    @CsvSource({"tur, aze", "aze, tur"})
    void remindsTheDesksOfTheHostAtHalfAndFourFifthsOfTheirTime(String sender, String host) {
        var zone = host.equals("aze") ? BAKU : ISTANBUL;
        var visit = visits.prepared(sender).transmitted();
        var desk = host + ".range";
        var task = visit.task(desk, DESK).id();

        assertThat(remindedAt(visit, at("2027-04-08", "12:59:59", zone))).isEmpty();
        assertThat(show(desk, task).has("remindedAt")).isFalse();
        assertThat(remindedAt(visit, at("2027-04-08", "13:00", zone)))
                .containsExactlyInAnyOrder("border:50", "range:50", "security:50");
        assertThat(show(desk, task).get("remindedAt").asText())
                .isEqualTo(at("2027-04-08", "13:00", zone).toString());
        assertThat(show(desk, task).get("remindedText").asText()).contains("08.04.2027 13:00");
        assertThat(remindedAt(visit, at("2027-04-09", "16:59:59", zone))).hasSize(3);
        assertThat(remindedAt(visit, at("2027-04-09", "17:00", zone)))
                .hasSize(6)
                .contains("border:80", "range:80", "security:80");
        assertThat(visit.task(desk, DESK).priority()).isEqualTo(50);
        assertThat(stepsReminded(sender, visit.number)).doesNotContain(DESK);
    }

    @ParameterizedTest
    @CsvSource({"false, userTask_followRequest, tur.planner", "true, userTask_closeVisit, aze.registry"})
    void remindsOfNoStepThatOnlyFollows(boolean permitted, String step, String officer) {
        var visit = visits.prepared("tur").transmitted();
        if (permitted) {
            visit.reviewed().approved();
        }
        var task = visit.task(officer, step).id();
        reminders.go();

        assertThat(database.sql("select count(*) from task_reminder where task_id = ?")
                        .param(task)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void remindsOfNothingThatIsDone() {
        var visit = visits.prepared("tur").transmitted().reviewed();

        assertThat(remindedAt(visit, at("2027-04-08", "13:00", BAKU))).isEmpty();
    }

    @Test
    void tellsOnlyTheLastPartAfterALongStandstillAndNothingOfWhatIsLate() {
        var visit = visits.prepared("tur").transmitted();
        reminders.go();

        assertThat(remindedAt(visit, at("2027-04-12", "16:59:59", BAKU)))
                .containsExactlyInAnyOrder("border:80", "range:80", "security:80");

        var late = visits.prepared("tur").transmitted();
        reminders.go();
        assertThat(remindedAt(late, at("2027-04-20", "09:00", BAKU))).isEmpty();
    }

    @Test
    void remindsOnceHoweverManyNodesMakeTheirRounds() throws Exception {
        var visit = visits.prepared("tur").transmitted();
        reminders.go();
        visit.at(at("2027-04-08", "13:00", BAKU));
        AtOnce.times(8, any -> reminders.go());

        assertThat(stepsReminded("aze", visit.number)).containsExactly(DESK, DESK, DESK);
    }

    /** Processes whose reminders have tests of their own, or none to give. */
    private static final Map<String, String> BESIDE = Map.of(
            "host-approval", "remindsTheDesksOfTheHostAtHalfAndFourFifthsOfTheirTime",
            "visit-permit", "remindsOfNoStepThatOnlyFollows",
            "planning-conference", "its story is that of its planning",
            "drill-continuation", "a risk is told by its state alone and has no story");

    static Stream<String> processes() {
        return Stream.of(
                "visit-request",
                "calendar-decree",
                "memorandum-approval",
                "drill-scheduling",
                "incident",
                "exercise-planning",
                "after-action-report",
                "observation-review",
                "corrective-action",
                "action-offer",
                "observation-merging");
    }

    @Test
    void knowsEveryProcessThatIsDeployed() {
        var deployed = new TreeSet<String>();
        engineWork.asSystem(() -> repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(definition -> deployed.add(definition.getKey())));
        assertThat(deployed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(processes(), BESIDE.keySet().stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void remindsOfTheTasksOfEveryProcess(String process) {
        var task = open(process);
        var side = task.side().toLowerCase(Locale.ROOT);
        var officer = side + "." + task.roles().iterator().next().code();
        reminders.go();
        var planned = database.sql("select remind_at from task_reminder where task_id = ? order by share")
                .param(task.id())
                .query(OffsetDateTime.class)
                .list();

        assertThat(planned).hasSize(2);
        assertThat(planned.get(0).toInstant())
                .isBetween(MONDAY_MORNING, planned.get(1).toInstant());
        assertThat(planned.get(1).toInstant()).isBefore(task.due());
        clock.moveTo(planned.get(0).toInstant());
        reminders.go();
        assertThat(reminders.last(task.id())).contains(planned.get(0).toInstant());
        var story = show(officer, task.id()).at("/dossier").findValues("story").toString();
        assertThat(story).containsIgnoringCase("reminded");
        assertThat(stepsReminded(side, task.caseNumber())).contains(task.step());
        var other = side.equals("tur") ? "aze" : "tur";
        for (var others : tasks.visibleTo(visits.account(other + ".lessons"), task.caseNumber(), 0, 10)) {
            var read = show(other + ".lessons", others.id())
                    .at("/dossier")
                    .findValues("story")
                    .toString();
            assertThat(read).doesNotContain("\"side\":\"" + task.side() + "\",\"event\":\"reminded\"");
        }
    }

    /** A task of the process that waits; of those that are asked of both sides, one side's. */
    private OfficerTask open(String process) {
        return switch (process) {
            case "visit-request", "drill-scheduling", "exercise-planning" -> opened("tur.planner", process);
            case "incident" -> opened("tur.medical", process);
            case "calendar-decree", "memorandum-approval" -> opened("tur.legal", process);
            case "observation-review" -> waiting("tur.lessons", observed(running("OBS")));
            case "corrective-action" -> waiting("tur.medical", ordered(observation(running("ACT"))));
            case "action-offer" -> {
                var action = ordered(observation(running("OFR")));
                yield waiting(
                        "aze.lessons",
                        sent("tur.lessons", "/api/corrective-actions/" + action + "/offers", "{\"to\":\"AZE\"}")
                                .get("number")
                                .asText());
            }
            case "observation-merging" -> {
                var exercise = running("MRG");
                yield waiting(
                        "aze.lessons",
                        sent("tur.lessons", "/api/exercises/" + exercise + "/merged-observations", """
                                {"content":{"title":"Nets stood apart","observedOn":"2027-04-05","objective":"OBJ-1",
                                 "observation":"Neither net heard the other","recommendation":"One waveform","tags":["MATERIEL"]},
                                 "originals":["%s"]}""".formatted(
                                                observation(exercise)))
                                .get("number")
                                .asText());
            }
            case "after-action-report" -> {
                var exercise = running("AAR");
                sent("tur.planner", "/api/exercises/" + exercise + "/conduct/endex", "{\"on\":\"2027-04-05\"}");
                yield waiting(
                        "tur.lessons",
                        database.sql("select number from aar_case where exercise_code = ?")
                                .param(exercise)
                                .query(String.class)
                                .single());
            }
            default -> throw new AssertionError(process);
        };
    }

    private OfficerTask opened(String account, String process) {
        var officer = visits.account(account);
        return waiting(account, tasks.open(officer, process).caseNumber());
    }

    private OfficerTask waiting(String account, String number) {
        return tasks.visibleTo(visits.account(account), number, 0, 10).get(0);
    }

    private String running(String code) {
        var exercise = "REMINDED-" + code;
        var planner = client("tur.planner");
        var registered = planner.send(planner.request("/api/exercises/" + exercise)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"title":"Reminded","hostState":"TUR","firstDay":"2027-04-05","lastDay":"2027-04-05",
                         "parties":["AZE","TUR"]}""")));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        HeldGate.before(port, "tur", exercise);
        sent("tur.planner", "/api/exercises/" + exercise + "/conduct/startex", """
                {"on":"2027-04-05","objectives":[{"code":"OBJ-1","title":"Night fires"}]}""");
        return exercise;
    }

    private String observed(String exercise) {
        return sent("tur.medical", "/api/exercises/" + exercise + "/observations", """
                        {"title":"Radios did not speak","observedOn":"2027-04-05","objective":"OBJ-1","observation":"Two nets",
                         "recommendation":"One waveform","release":"BOTH","tags":["MATERIEL"]}""")
                .get("number")
                .asText();
    }

    private String observation(String exercise) {
        var number = observed(exercise);
        var task = waiting("tur.lessons", number).id();
        var accepted = client("tur.lessons")
                .post("/api/tasks/" + task + "/completion", "{\"action\":\"ACCEPT\",\"release\":\"BOTH\"}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(204);
        return number;
    }

    private String ordered(String observation) {
        sent("tur.lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"One waveform","organisation":"Signals","body":"MEDICAL",
                 "person":"A","dueOn":"2027-05-31","resources":"none"}}""");
        return database.sql("select number from aar_action where observation = ?")
                .param(observation)
                .query(String.class)
                .single();
    }

    private JsonNode sent(String account, String path, String body) {
        var answer = client(account).post(path, body);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? NullNode.getInstance() : Client.json(answer);
    }

    @Test
    void keepsTheRemindersOfAPartyFromTheOtherParty() {
        var number =
                tasks.open(visits.account("tur.legal"), "memorandum-approval").caseNumber();
        var task = tasks.visibleTo(visits.account("tur.legal"), number, 0, 10).get(0);
        reminders.go();
        clock.moveTo(Objects.requireNonNull(task.due()).minusSeconds(1));
        reminders.go();

        assertThat(story("tur.legal", number)).contains("reminded");
        assertThat(story("aze.legal", number)).isNotEmpty().doesNotContain("reminded");
    }

    private List<String> story(String account, String number) {
        return approvals.story(visits.account(account), number).stream()
                .map(InstrumentApprovals.Event::event)
                .toList();
    }

    /** The host's story of reminders after a round at the instant. */
    private List<String> remindedAt(VisitCase visit, Instant instant) {
        reminders.go();
        visit.at(instant);
        reminders.go();
        return database.sql(
                        "select detail from visit_story where request_number = ? and side = ? and event = 'reminded'")
                .params(visit.number, visit.host.toUpperCase(Locale.ROOT))
                .query(String.class)
                .list();
    }

    private List<String> stepsReminded(String side, String number) {
        return feed.read(visits.account(side + ".commander"), 0, 10_000).items().stream()
                .filter(event -> event.action().equals("task.reminded") && number.equals(event.caseNumber()))
                .map(OutgoingEvent::about)
                .toList();
    }

    private JsonNode show(String account, String task) {
        var answer = client(account).get("/api/tasks/" + task);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }
}
