package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.build.AtOnce;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.notification.EventFeed;
import org.mushterek.notification.OutgoingEvent;
import org.mushterek.notification.Reminders;
import org.mushterek.task.OfficerTasks;
import org.mushterek.web.security.Client;
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

    @ParameterizedTest
    @ValueSource(strings = {"visit-request", "calendar-decree", "memorandum-approval", "drill-scheduling"})
    void remindsOfTheTasksOfEveryProcess(String process) {
        var ofPlanners = List.of("visit-request", "drill-scheduling").contains(process);
        var officer = visits.account(ofPlanners ? "tur.planner" : "tur.legal");
        var number = tasks.open(officer, process).caseNumber();
        var task = tasks.visibleTo(officer, number, 0, 10).get(0);
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
        var story =
                show(officer.id(), task.id()).at("/dossier").findValues("story").toString();
        assertThat(story).containsIgnoringCase("reminded");
        assertThat(stepsReminded("tur", number)).containsExactly(task.step());
        assertThat(stepsReminded("aze", number)).isEmpty();
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
        return feed.read(visits.account(side + ".planner"), 0, 10_000).items().stream()
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
