package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.AtOnce;
import org.mushterek.common.Refusal;
import org.mushterek.notification.EventFeed;
import org.mushterek.notification.Outbox;
import org.mushterek.notification.TaskEvent;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.security.Stead;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What other systems read of the cases of both sides. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:event-feed;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/event-feed",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class EventFeedIT {

    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    EventFeed feed;

    @Autowired
    AuditTrail audit;

    @Autowired
    Outbox outbox;

    @Autowired
    PlatformTransactionManager transactionManager;

    @BeforeEach
    void startOnAMondayMorning() {
        clock.moveTo(MONDAY_MORNING);
    }

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
        CLIENTS.clear();
    }

    @Test
    void tellsEachSideWhatHappenedOnIt() {
        var turkishEnd = end("tur");
        var azerbaijaniEnd = end("aze");

        var visit = visits.prepared("tur").transmitted().reviewed().approved();

        assertThat(told("tur", turkishEnd, visit.number))
                .containsExactly(
                        "visit.opened",
                        "task.created userTask_prepareRequest [tur-planner]",
                        "task.claimed userTask_prepareRequest [tur-planner]",
                        "visit.submitted",
                        "task.completed userTask_prepareRequest [tur-planner]",
                        "task.created userTask_certifyRoster [tur-security]",
                        "visit.dutyConfirmed DOC-05",
                        "visit.certified",
                        "task.completed userTask_certifyRoster [tur-security]",
                        "task.created userTask_endorseRequest [tur-authority]",
                        "visit.endorsed",
                        "task.completed userTask_endorseRequest [tur-authority]",
                        "visit.transmitted 1",
                        "task.created userTask_followRequest [tur-authority, tur-planner]",
                        "visit.paperIssued DEC-AZE",
                        "visit.answered APPROVED",
                        "task.cancelled userTask_followRequest [tur-authority, tur-planner]",
                        "visit.paperIssued MOV-TUR",
                        "visit.paperIssued GAT-AZE",
                        "visit.permitReceived");
        assertThat(told("aze", azerbaijaniEnd, visit.number))
                .contains(
                        "visit.received 1",
                        "visit.desksOpened border,range,security",
                        "task.created userTask_reviewAtDesk [aze-range]",
                        "visit.deskAnswered range:NO_OBJECTION",
                        "task.created userTask_decideRequest [aze-authority]",
                        "visit.decided APPROVED",
                        "task.completed userTask_decideRequest [aze-authority]")
                .noneMatch(event -> event.contains("tur-") || event.startsWith("visit.endorsed"));
    }

    @Test
    void writesEventsAsCloudEventsWithoutAnythingOfPersons() {
        var end = end("aze");
        var visit = visits.prepared("aze");

        var answer = client("aze.planner").get("/api/events?after=" + end);

        var first = Client.json(answer).get("items").get(0);
        assertThat(first.get("id").asText()).hasSize(36);
        assertThat(first.toString())
                .isEqualTo(("{'specversion':'1.0','id':'" + first.get("id").asText() + "','source':'/mushterek/aze',"
                                + "'type':'org.mushterek.visit.opened','subject':'" + visit.number
                                + "','time':'2027-04-05T06:00:00Z','datacontenttype':'application/json','sequence':'"
                                + "%019d".formatted(end + 1) + "','data':{'side':'AZE','release':'OWN_SIDE',"
                                + "'caseNumber':'" + visit.number + "'}}")
                        .replace('\'', '"'));
        assertThat(answer.body()).doesNotContain("aze.planner").doesNotContain("Poliqon");
        VisitDriver.roster("aze", VisitDriver.PERSONS)
                .lines()
                .skip(1)
                .flatMap(line -> Stream.of(line.split("[,;]", -1)))
                .filter(value -> value.length() > 5)
                .forEach(value -> assertThat(answer.body()).doesNotContain(value));
    }

    @Test
    void canBeReadInPartsAndAgain() {
        var end = end("tur");
        visits.prepared("tur").transmitted();
        var whole = read("tur.planner", "after=" + end + "&limit=200");

        var parts = new ArrayList<JsonNode>();
        var after = end;
        for (var more = true; more; ) {
            var part = read("tur.planner", "after=" + after + "&limit=3");
            assertThat(part.get("items")).hasSizeBetween(1, 3);
            part.get("items").forEach(parts::add);
            after = part.get("next").asLong();
            more = part.get("more").asBoolean();
        }

        assertThat(parts).hasSizeGreaterThan(9).containsExactlyElementsOf(whole.get("items"));
        assertThat(after).isEqualTo(whole.get("next").asLong());
        assertThat(read("tur.planner", "after=" + end + "&limit=200")).isEqualTo(whole);
        var rest = read("tur.planner", "after=" + after);
        assertThat(rest.toString()).isEqualTo("{\"items\":[],\"next\":" + after + ",\"more\":false}");
    }

    @Test
    void tellsNothingOfWhatWasUndone() {
        var visit = visits.opened("tur");
        var end = end("tur");

        assertThatThrownBy(() -> visit.answer("tur.planner", "userTask_prepareRequest", "{'action':'SUBMIT'}"))
                .isInstanceOf(Refusal.class);

        assertThat(read("tur.planner", "after=" + end).get("items")).isEmpty();
    }

    /** What is committed late stands behind what was read meanwhile, not before it. */
    @Test
    void missesNothingThatIsCommittedLate() throws Exception {
        var end = end("tur");
        var written = new CountDownLatch(1);
        var wasRead = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var late = threads.submit(() -> {
                new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
                    audit.record("system", "TUR", "VIS-TUR-2027-9001", "visit.submitted", "late");
                    // As the end of the transaction would, before it.
                    TransactionSynchronizationManager.getSynchronizations()
                            .forEach(synchronization -> synchronization.beforeCommit(false));
                    written.countDown();
                    await(wasRead);
                    TransactionSynchronizationManager.clearSynchronization();
                    TransactionSynchronizationManager.initSynchronization();
                });
                return true;
            });
            await(written);
            audit.record("system", "TUR", "VIS-TUR-2027-9002", "visit.submitted", "early");
            var first = read("tur.planner", "after=" + end);
            wasRead.countDown();
            late.get();
            var second = read("tur.planner", "after=" + first.get("next").asLong());

            assertThat(abouts(first)).containsExactly("early");
            assertThat(abouts(second)).containsExactly("late");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesEachPositionOnceHoweverManyReadAtOnce() throws Exception {
        var end = end("aze");
        AtOnce.times(40, n -> {
            audit.record("system", "AZE", "VIS-AZE-2027-9001", "visit.submitted", String.valueOf(n));
            feed.end(visits.account("aze.planner"));
        });

        var items = feed.read(visits.account("aze.planner"), end, 200).items();
        assertThat(items.stream().map(event -> event.position()).toList())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(end + 1, end + 40).boxed().toList());
        assertThat(new HashSet<>(items.stream().map(event -> event.about()).toList()))
                .hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tur.admin", "tur.guard"})
    void isClosedToWhoeverSeesNoCase(String account) {
        assertThat(client(account).get("/api/events").statusCode()).isEqualTo(403);
    }

    @Test
    void tellsLessonsOfficersOfExercisesAndWhatWasLearnedAlone() {
        audit.record("tur.planner", "TUR", "VIS-TUR-2027-0001", "visit.submitted", null);
        audit.record("tur.planner", "TUR", null, "exercise.startex", "YILDIZ-TOROS");
        audit.record("tur.medical", "TUR", "OBS-TUR-2027-0001", "afteraction.observationSubmitted", null);

        assertThat(types("tur.lessons"))
                .contains("org.mushterek.exercise.startex", "org.mushterek.afteraction.observationSubmitted")
                .noneMatch(type -> type.startsWith("org.mushterek.visit"));
    }

    @Test
    void tellsOfInstrumentsOnlyThoseWhoReadThem() {
        audit.record("system", null, "MEM-AZE-2027-0001", "agreement.inForce", "2027-04-05");

        assertThat(types("tur.legal")).contains("org.mushterek.agreement.inForce");
        assertThat(types("aze.legal")).contains("org.mushterek.agreement.inForce");
        assertThat(types("tur.medical")).isNotEmpty().noneMatch(type -> type.startsWith("org.mushterek.agreement"));
    }

    /** A step tells that there is such a case, and where it stands. */
    @Test
    void tellsOfTheStepsOfCasesOnlyThoseWhoReadTheCases() {
        for (var number : List.of("VIS-TUR-2027-0077", "INS-TUR-2027-0077", "MRG-TUR-2027-0077")) {
            offer(number, "x", "tur-security");
        }

        assertThat(stepsOf77("tur.medical")).containsExactly("VIS-TUR-2027-0077");
        assertThat(stepsOf77("tur.legal")).containsExactly("VIS-TUR-2027-0077", "INS-TUR-2027-0077");
        assertThat(stepsOf77("tur.commander"))
                .containsExactly("VIS-TUR-2027-0077", "INS-TUR-2027-0077", "MRG-TUR-2027-0077");
    }

    /** Whoever may do a task sees it in the list of tasks, and hears of it. */
    @Test
    void tellsOfTheTasksThatStandInTheOwnList() {
        offer("AAR-TUR-2027-0077", "after-action-report", "tur-lessons");
        offer("OBS-TUR-2027-0077", "observation-review", "tur-lessons", "tur-commander");
        offer("VIS-TUR-2027-0177", "visit-request", "tur-security");
        offer("MRG-TUR-2027-0177", "observation-merging", "tur-medical");

        assertThat(steps("tur.lessons"))
                .contains("AAR-TUR-2027-0077", "OBS-TUR-2027-0077")
                .noneMatch(number -> number.startsWith("VIS-"))
                .doesNotContain("MRG-TUR-2027-0177");
        assertThat(steps("tur.medical"))
                .as("kept from who may not do it")
                .contains("MRG-TUR-2027-0177")
                .doesNotContain("MRG-TUR-2027-0077");
    }

    @Test
    void tellsADeputyOfTheTasksThatHeStandsInForAndOfNoOthers() {
        var officer = visits.account("tur.lessons");
        offer("DRL-TUR-2027-0178", "drill-scheduling", "tur-range");
        offer("RSK-TUR-2027-0178", "residual-risk", "tur-range");
        var deputy = new Account(
                officer.id(),
                officer.side(),
                officer.roles(),
                officer.language(),
                officer.own(),
                List.of(new Stead("tur.range", Set.of(Role.RANGE), Set.of("drill-scheduling"))));

        assertThat(steps(officer)).noneMatch(number -> number.endsWith("-0178"));
        assertThat(steps(deputy)).contains("DRL-TUR-2027-0178").doesNotContain("RSK-TUR-2027-0178");
    }

    private void offer(String number, String process, String... groups) {
        new TransactionTemplate(transactionManager)
                .executeWithoutResult(any -> outbox.tell(new TaskEvent(
                        "created", "TUR", number, number, "userTask_x", Set.of(groups), null, process, null)));
    }

    private List<String> steps(String account) {
        return steps(visits.account(account));
    }

    /** The cases of whose steps the account is told. */
    private List<String> steps(Account account) {
        return feed.read(account, 0, 100_000).items().stream()
                .filter(event -> event.taskId() != null)
                .map(event -> String.valueOf(event.caseNumber()))
                .toList();
    }

    private List<String> stepsOf77(String account) {
        return feed.read(visits.account(account), 0, 100_000).items().stream()
                .map(event -> String.valueOf(event.caseNumber()))
                .filter(number -> number.matches("(VIS|INS|MRG)-TUR-2027-0077"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=201", "since=1"})
    void refusesWhatItDoesNotUnderstand(String query) {
        assertThat(client("tur.planner").get("/api/events?" + query).statusCode())
                .isEqualTo(400);
    }

    private Set<String> types(String account) {
        var types = new HashSet<String>();
        for (var after = 0L; ; ) {
            var page = read(account, "limit=200&after=" + after);
            page.get("items").forEach(item -> types.add(item.get("type").asText()));
            after = page.get("next").asLong();
            if (!page.get("more").asBoolean()) {
                return types;
            }
        }
    }

    private List<String> told(String side, long after, String number) {
        var told = new ArrayList<String>();
        for (var event :
                feed.read(visits.account(side + ".planner"), after, 200).items()) {
            if (number.equals(event.caseNumber())) {
                told.add(event.action()
                        + (event.about() == null ? "" : " " + event.about().replaceFirst("-2027-\\d+$", ""))
                        + (event.audience().isEmpty() ? "" : " " + new TreeSet<>(event.audience())));
            }
        }
        return told;
    }

    private static List<String> abouts(JsonNode page) {
        var abouts = new ArrayList<String>();
        page.get("items").forEach(item -> abouts.add(item.at("/data/about").asText()));
        return abouts;
    }

    private long end(String side) {
        return feed.end(visits.account(side + ".planner"));
    }

    private JsonNode read(String account, String query) {
        var answer = client(account).get("/api/events?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
