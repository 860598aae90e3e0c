package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.ByHand;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.mushterek.common.Seals;
import org.mushterek.engine.ForgottenDrafts;
import org.mushterek.security.Accounts;
import org.mushterek.task.Drafts;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.idempotency.ForgottenAnswers;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Persons of closed cases: seen coming, held where the law wants it, erased from every table, and counted as before. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:retention;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/retention",
            "mushterek.correction-time=PT1H"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionIT {

    private static final String EXERCISE = "QAFQAZ-QARTALI";
    private static final String DOCUMENT = "U98765432";
    private static final Visitor CANARY = RosterFixtures.aVisitor(3)
            .turkish()
            .named("Kanaryanov", "Simurq", "KANARYANOV", "SIMURQ")
            .bornOn(LocalDate.of(1987, 11, 13))
            .withDocument(DocumentType.PASSPORT, DOCUMENT)
            .withPersonalNumber(RosterFixtures.identityNumber(987_650_123))
            .build();
    private static final List<String> SECRETS = List.of("Kanaryanov", "KANARYANOV", "Simurq", "SIMURQ", DOCUMENT);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Seals seals;

    @Autowired
    List<SealedColumns> columns;

    @Autowired
    VisitFigures figures;

    @Autowired
    Drafts drafts;

    @Autowired
    Accounts accounts;

    @Autowired
    AbandonedRequests abandonedRequests;

    @Autowired
    ForgottenDrafts forgottenDrafts;

    @Autowired
    ForgottenAnswers forgottenAnswers;

    @Autowired
    PlatformTransactionManager transactions;

    private CaseWalk walk;
    private String number = "";
    private String permit = "";
    private String token = "";

    @BeforeEach
    void walkOnce() {
        if (walk == null) {
            walk = new CaseWalk(port, Duration.ofSeconds(60));
            closedCase();
            closedLongAgo("visit_permit", "request_number", number, 25);
        }
    }

    /** First, for every later round erases the case. */
    @Test
    @Order(1)
    void erasesEachSidesCopyByItsOwnRoundAndKeepsWhatIsCounted() {
        var lists = lists();
        var counted = figures.ofExercise(EXERCISE);
        assertThat(counted).hasSize(1);
        assertThat(readable())
                .hasSizeGreaterThan(10)
                .contains(
                        "visit_submission.document",
                        "visit_decision_correction.before_it",
                        "visit_decision_correction.reason",
                        "visit_suspension.comment",
                        "visit_suspension.staff_note",
                        "visit_suspension.reinstatement",
                        "visit_movement.place",
                        "visit_movement.struck_reason");
        assertThat(presentPersons()).isEqualTo(1);
        for (var account : List.of("aze.registry", "tur.planner")) {
            assertThat(keepsDraft(account)).isEqualTo(200);
        }
        assertThat(readable()).contains("page_draft.content");
        assertThat(next("tur.auditor"))
                .containsExactly(Map.entry(number, "visit"))
                .isEqualTo(next("tur.admin"));

        var hold = hold("tur.legal", "Inquiry into Kanaryanov");
        assertThat(next("tur.auditor")).containsExactly(Map.entry(number, "visit held"));
        assertThat(Client.json(post("tur.admin", "/api/retention/rounds", ""))).isEmpty();
        assertThat(readable()).contains("visit_person.person");

        assertThat(foundByPersons()).containsExactly("AZE", "TUR");
        assertThat(numbers(post("aze.admin", "/api/retention/rounds", ""))).containsExactly(number);
        assertThat(foundByPersons()).containsExactly("TUR");
        assertThat(written("tur.planner")).containsExactly(201, 201);
        assertThat(written("aze.security")).containsExactly(409, 409);
        assertThat(readable())
                .contains(
                        "visit_person.person",
                        "visit_request.content",
                        "visit_submission.document",
                        "visit_attachment_piece.content")
                .doesNotContain(
                        "visit_transmission.document",
                        "visit_permit.snapshot",
                        "visit_permit_paper.content",
                        "visit_paper.snapshot",
                        "visit_paper_print.content",
                        "visit_desk.remark",
                        "visit_decision.staff_note",
                        "visit_decision_correction.before_it",
                        "visit_decision_correction.reason",
                        "visit_suspension.comment",
                        "visit_suspension.staff_note",
                        "visit_suspension.reinstatement",
                        "visit_movement.place",
                        "visit_movement.struck_reason",
                        "visit_permit.closing_reason");
        assertThat(presentPersons()).isZero();
        assertThat(walk.read("aze.registry", "/api/page-drafts/" + number)).isEmpty();
        assertThat(walk.read("tur.planner", "/api/page-drafts/" + number)).hasSize(1);
        assertThat(keepsDraft("aze.registry")).isEqualTo(409);
        var movements = walk.read("aze.border", "/api/host-cases/" + number + "/movements");
        assertThat(movements.get("inside").asInt() + movements.get("late").asInt())
                .isZero();
        assertThat(movements.get("persons").findValuesAsText("inside")).containsOnly("false");
        assertThat(movements.get("entries").findValuesAsText("kind")).containsExactly("ARRIVED", "ARRIVED");
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + number + "/identities")
                        .at("/persons/2/documentNumber")
                        .asText())
                .isEqualTo(DOCUMENT);

        assertThat(post("tur.legal", "/api/legal-holds/" + hold + "/lifting", "{\"reason\":\"Kanaryanov is cleared\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(readable()).contains("legal_hold.reason", "legal_hold.lifting_reason");
        assertThat(numbers(post("tur.admin", "/api/retention/rounds", ""))).containsExactly(number);

        assertThat(foundByPersons()).isEmpty();

        assertThat(written("tur.planner")).containsExactly(409, 409);

        // What a legal officer wrote of the hold goes with the case that was held.
        assertThat(readable()).containsExactly("idempotent_answer.content");
        forgottenAnswers.go();
        assertThat(readable()).contains("idempotent_answer.content");
        database.sql("update idempotent_answer set kept_until = ?")
                .param(OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
                .update();
        forgottenAnswers.go();
        assertThat(readable()).isEmpty();
        assertThat(next("tur.auditor")).isEmpty();
        assertThat(figures.ofExercise(EXERCISE)).isEqualTo(counted);
        assertThat(lists()).isEqualTo(lists);
        assertThat(audited("retention.erased")).containsExactly("aze.admin AZE " + number, "tur.admin TUR " + number);
        assertThat(audited("retention.held")).containsExactly("tur.legal TUR " + number);
        assertThat(audited("retention.holdLifted")).containsExactly("tur.legal TUR " + number);

        var dossier = walk.read("tur.planner", "/api/visit-requests/" + number);
        assertThat(dossier.at("/document/visitors")).isEmpty();
        assertThat(dossier.at("/document/sites/0/name").asText()).isEqualTo("Poliqon");
        assertThat(walk.read("aze.security", "/api/host-cases/" + number).at("/document/visitors"))
                .isEmpty();
        assertThat(walk.client("aze.registry")
                        .get("/api/permits/" + permit + "/paper")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Client.json(gate()).get("standing").asText()).isEqualTo("REVOKED");
        assertThat(walk.read("tur.auditor", "/api/retention")
                        .at("/done/0/persons")
                        .asInt())
                .isEqualTo(30);
    }

    /** What is answered to who begins a message on the page of the case. */
    private int keepsDraft(String account) {
        return walk.send(
                        account,
                        "PUT",
                        "/api/page-drafts/" + number + "/message",
                        "{\"written\":\"Kanaryanov\"}",
                        "application/json",
                        null)
                .statusCode();
    }

    /** What is answered to who writes to the own side, and to who adds a file to that. */
    private List<Integer> written(String account) {
        return List.of(
                post(
                                account,
                                "/api/visit-requests/" + number + "/messages",
                                "{\"text\":\"Kanaryanov was here\",\"release\":\"OWN_SIDE\"}")
                        .statusCode(),
                walk.upload(account, number, "MESSAGE", null, "Kanaryanov-2.pdf", FileFixture.pdf(400, 7))
                        .statusCode());
    }

    /** Which sides find the case by a person on it. */
    private List<String> foundByPersons() {
        return database.sql(
                        "select distinct side from report_key where number = ? and purpose = 'PERSON' order by side")
                .param(number)
                .query(String.class)
                .list();
    }

    @Test
    void erasesWhoWasInChargeOfAnAction() {
        var action = cancelledAction();
        assertThat(readable())
                .contains(
                        "aar_action.person",
                        "aar_action.resources",
                        "aar_action.closing_reason",
                        "aar_evidence.done",
                        "aar_evidence.reference",
                        "aar_evidence.finding");
        closedLongAgo("aar_action", "number", action, 13);
        assertThat(next("aze.auditor")).contains(Map.entry(action, "correctiveAction"));

        holdOlderOnes(action);
        assertThat(next("aze.auditor"))
                .contains(Map.entry("HELD-500", "correctiveAction held"), Map.entry(action, "correctiveAction"));
        assertThat(numbers(post("aze.admin", "/api/retention/rounds", ""))).contains(action);
        database.sql("delete from legal_hold where case_number like 'HELD-%'").update();
        database.sql("delete from aar_action where number like 'HELD-%'").update();

        assertThat(readable()).noneMatch(column -> column.startsWith("aar_"));
        assertThat(walk.read("aze.lessons", "/api/corrective-actions/" + action)
                        .at("/action/order/title")
                        .asText())
                .isEqualTo("Radios");
    }

    /** What is joint goes with the host's round, a side's own observations with its own. */
    @ParameterizedTest
    @ValueSource(strings = {"AZE", "TUR"})
    void erasesNamesAndWordsOfAnExerciseThatEndedLongAgoAndKeepsItsFigures(String host) {
        var exercise = archived(host);
        var guest = guest(host);
        assertThat(ofExercises(readable()))
                .containsExactly(
                        "aar_attachment.file_name",
                        "aar_attachment_piece.content",
                        "aar_case.meeting_minutes",
                        "aar_hot_wash.content",
                        "aar_merging.content",
                        "aar_observation.conclusion",
                        "aar_observation.decision_reason",
                        "aar_observation.discussion",
                        "aar_observation.folded",
                        "aar_observation.observation",
                        "aar_observation.recommendation",
                        "aar_report.content",
                        "aar_report_national.content",
                        "aar_report_print_piece.content",
                        "aar_settlement.reason",
                        "aar_signature.reason",
                        "aar_story.reason",
                        "drill_answer.reason",
                        "drill_plan.content",
                        "drill_report.remarks",
                        "drill_risk.hazard",
                        "drill_risk_answer.reason",
                        "drill_schedule.programme",
                        "drill_story.reason",
                        "planning_action.reason",
                        "planning_answer.reason",
                        "planning_conference.agenda",
                        "planning_conference.minutes",
                        "planning_conference.place",
                        "planning_product.content",
                        "planning_story.reason",
                        "planning_waiver.reason");
        assertThat(next(officer(host, "auditor")))
                .contains(
                        Map.entry(exercise.drills, "drill"),
                        Map.entry(exercise.planning, "planning"),
                        Map.entry(exercise.ofHost, "observation"),
                        Map.entry(exercise.reports, "report"));

        assertThat(undecided(host, exercise.ofHost))
                .noneMatch(due -> due.getKey().equals(exercise.ofHost));

        assertThat(round(guest)).containsOnlyOnce(exercise.ofGuest).doesNotContain(exercise.drills);
        assertThat(addedTo(officer(guest, "lessons"), exercise.ofGuest)).containsExactly(409, 409);
        assertThat(round(host)).containsOnlyOnce(exercise.drills, exercise.planning, exercise.ofHost, exercise.reports);

        assertThat(ofExercises(readable())).isEmpty();
        assertThat(next(officer(host, "auditor"))).isEmpty();
        var drill = walk.read(officer(host, "planner"), "/api/drill-schedules/" + exercise.drills)
                .at("/programme/drills/0");
        assertThat(drill.at("/safetyOfficer/grade").asText()).isEqualTo("OR-7");
        assertThat(drill.at("/safetyOfficer/name").asText()).isEqualTo("—");
        assertThat(drill.at("/officerInCharge/name").isNull()).isTrue();
        assertThat(database.sql("select strength || '/' || rounds from drill_report where exercise_code = ?")
                        .param(exercise.code)
                        .query(String.class)
                        .single())
                .isEqualTo("28/400");
        var seen = walk.read(officer(guest, "lessons"), "/api/observations/" + exercise.ofGuest)
                .findValue("content");
        assertThat(seen.get("title").asText()).isEqualTo("Radios");
        assertThat(seen.get("observation").asText()).isEqualTo("—");
        assertThat(seen.get("tags").toString()).isEqualTo("[\"MATERIEL\"]");
        assertThat(kept("planning_product", "number", exercise.planning))
                .isEqualTo(
                        "{\"text\":\"—\",\"objectives\":[{\"code\":\"TO-1\",\"text\":\"—\"}],"
                                + "\"rows\":[{\"task\":\"—\",\"hazard\":\"—\",\"probability\":\"SELDOM\",\"severity\":\"CRITICAL\","
                                + "\"controls\":\"—\",\"implementer\":\"—\",\"residual\":\"LOW\"}],\"overall\":\"MEDIUM\",\"protocol\":null}");
        assertThat(kept("aar_hot_wash", "number", exercise.reports))
                .isEqualTo("{\"attendance\":25,\"wentWell\":[],\"wentBadly\":[],\"ratings\":{\"TO-1\":\"S\"}}");
        assertThat(kept("aar_report", "number", exercise.reports))
                .contains("\"attendance\":25", "\"title\":\"Radios\"", "\"kind\":\"NOTE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZE", "TUR"})
    void keepsWhatIsWrittenOfAnExerciseToTheLastDayOfEachTerm(String host) {
        var exercise = archived(host);
        var months = Map.of(exercise.drills, 12, exercise.planning, 36, exercise.ofHost, 60, exercise.reports, 60);

        months.forEach((number, term) -> {
            var endex = lastDayDueToday(host, term);
            assertThat(dueIfEndedOn(exercise, host, endex)).contains(number);
            assertThat(dueIfEndedOn(exercise, host, endex.plusDays(1))).doesNotContain(number);
        });

        // For an hour of each day it is tomorrow already at one of the sides.
        var ofBoth = Stream.of(host, guest(host))
                .map(side -> lastDayDueToday(side, 60))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        dueIfEndedOn(exercise, host, ofBoth);
        assertThat(round(host)).containsAll(months.keySet());
        assertThat(round(guest(host))).containsExactly(exercise.ofGuest);
    }

    /** What is written while drills run, whichever schedule is in force, and what the parties agreed on for any report. */
    @ParameterizedTest
    @ValueSource(strings = {"AZE", "TUR"})
    void erasesWhatSeveralCasesOfAnExerciseShareWithTheLastOfThem(String host) {
        var exercise = archived(host);
        var legal = officer(host, "legal");
        var later = List.of(exercise.secondSchedule(), exercise.stoppedReports());
        var holds = later.stream().map(number -> held(legal, number)).toList();

        assertThat(round(host)).contains(exercise.drills, exercise.reports).doesNotContainAnyElementsOf(later);
        round(guest(host));
        assertThat(ofExercises(readable()))
                .containsExactly(
                        "aar_case.meeting_minutes",
                        "aar_merging.content",
                        "aar_story.reason",
                        "drill_answer.reason",
                        "drill_plan.content",
                        "drill_report.remarks",
                        "drill_risk.hazard",
                        "drill_risk_answer.reason",
                        "drill_schedule.programme",
                        "drill_story.reason");

        holds.forEach(hold -> assertThat(lifted(legal, hold)).isEqualTo(204));
        assertThat(round(host)).containsExactlyInAnyOrderElementsOf(later);
        assertThat(ofExercises(readable())).isEmpty();
    }

    /** One that nobody has discarded is worked on, however long ago it was opened. */
    @ParameterizedTest
    @CsvSource({
        "drill,    12, PLANNING, drill_schedule, AZE",
        "drill,    12, PLANNING, drill_schedule, TUR",
        "planning, 36, DRAFT,    planning,       AZE",
        "planning, 36, DRAFT,    planning,       TUR"
    })
    void keepsCasesWithoutAnExerciseWhileTheyAreOpenAndForATermAfterTheyWereDiscarded(
            String kind, int months, String open, String table, String side) {
        var opened = "%s-%s-2020-0700".formatted(kind.equals("drill") ? "DRL" : "PLN", side);
        var zone = zone(side);
        withoutExercise(table, opened, open, side);
        assertThat(due(side)).doesNotContain(opened);
        assertThat(round(side)).doesNotContain(opened);

        database.sql("update " + table + " set state = 'DISCARDED' where number = ?")
                .param(opened)
                .update();
        var last = lastDayDueToday(side, months);
        assertThat(dueIfDiscarded(
                        kind, opened, side, last.plusDays(1).atTime(0, 30).atZone(zone)))
                .doesNotContain(opened);
        assertThat(dueIfDiscarded(kind, opened, side, last.atTime(23, 30).atZone(zone)))
                .contains(opened);
        assertThat(round(side)).containsExactly(opened);
    }

    /** It comes first, and comes again with each round; also where the whole answer is kept for who asks again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void erasesTheOthersWhereOneCaseIsDamaged(boolean isKept) {
        var closed = ZonedDateTime.of(2021, 5, 5, 10, 0, 0, 0, zone("AZE"));
        var damaged = "DRL-AZE-2020-071" + (isKept ? 3 : 1);
        var sound = "DRL-AZE-2020-071" + (isKept ? 4 : 2);
        for (var number : List.of(damaged, sound)) {
            withoutExercise("drill_schedule", number, "DISCARDED", "AZE");
            assertThat(dueIfDiscarded("drill", number, "AZE", closed)).contains(number);
        }
        var programme = database.sql("select programme from drill_schedule where number = ?")
                .param(damaged)
                .query(String.class)
                .single();
        database.sql("update drill_schedule set programme = 'S1.aze-00000000.x' where number = ?")
                .param(damaged)
                .update();

        assertThat(isKept ? keptRound("AZE") : round("AZE")).containsExactly(sound);
        assertThat(due("AZE")).contains(damaged).doesNotContain(sound);
        assertThat(holding("aze.legal", sound)).isEqualTo(409);

        database.sql("update drill_schedule set programme = ?, state = 'PLANNING' where number = ?")
                .params(programme, damaged)
                .update();
    }

    private void withoutExercise(String table, String number, String state, String side) {
        var then = OffsetDateTime.of(2020, 5, 5, 10, 0, 0, 0, ZoneOffset.UTC);
        if (table.equals("planning")) {
            database.sql("insert into planning (number, host, state, gate_round, parameters_date, opened_by, opened_at,"
                            + " version) values (?, ?, ?, 0, ?, 'x', ?, 1)")
                    .params(number, side, state, then.toLocalDate(), then)
                    .update();
        } else {
            database.sql("insert into drill_schedule (number, side, state, programme, opened_by, opened_at, revision,"
                            + " version) values (?, ?, ?, ?, 'x', ?, 0, 1)")
                    .params(
                            number,
                            side,
                            state,
                            seals.seal(column("drill_schedule", "programme"), side, "{}", number),
                            then)
                    .update();
        }
    }

    /** What is due if the last that happened in a case was at that time. */
    private List<String> dueIfDiscarded(String kind, String number, String side, ZonedDateTime at) {
        database.sql("delete from " + kind + "_story where number = ?")
                .param(number)
                .update();
        for (var happened : List.of(at.minusYears(1), at)) {
            database.sql("insert into " + kind + "_story (number, happened_at, account, event, seal_id)"
                            + " values (?, ?, 'x', 'discarded', ?)")
                    .params(number, happened.toOffsetDateTime(), number)
                    .update();
        }
        return due(side);
    }

    /** A court of either party may ask for it; what is one side's own, only that side holds. */
    @ParameterizedTest
    @ValueSource(strings = {"AZE", "TUR"})
    void keepsWhatIsJointWhileAnyPartyHoldsIt(String host) {
        var exercise = archived(host);
        var legal = officer(guest(host), "legal");
        var joint = List.of(exercise.drills, exercise.planning, exercise.reports, exercise.ofHost);
        assertThat(holding(legal, exercise.ofHost)).isEqualTo(404);
        database.sql("update aar_observation set release_to = 'BOTH' where number = ?")
                .param(exercise.ofHost)
                .update();
        ByHand.change(
                database,
                "delete from exercise_party where exercise_code = ? and state = ?",
                exercise.code,
                guest(host));
        assertThat(joint)
                .allSatisfy(number -> assertThat(holding(legal, number)).isEqualTo(404));
        ByHand.change(
                database,
                "insert into exercise_party (exercise_code, state) values (?, ?)",
                exercise.code,
                guest(host));

        var holds = joint.stream().map(number -> held(legal, number)).toList();

        assertThat(next(officer(host, "auditor")))
                .containsExactlyInAnyOrder(
                        Map.entry(exercise.drills, "drill held"),
                        Map.entry(exercise.planning, "planning held"),
                        Map.entry(exercise.reports, "report held"),
                        Map.entry(exercise.ofHost, "observation held"));
        assertThat(round(host)).isEmpty();
        holds.forEach(hold -> {
            assertThat(lifted(officer(host, "legal"), hold)).isEqualTo(404);
            assertThat(lifted(legal, hold)).isEqualTo(204);
        });
        assertThat(round(host)).containsExactlyInAnyOrderElementsOf(joint);
        assertThat(round(guest(host))).containsExactly(exercise.ofGuest);
    }

    private ArchivedExercise archived(String host) {
        return new ArchivedExercise(
                database,
                seals,
                columns,
                "Simurq Kanaryanov",
                host,
                LocalDate.now(zone(host)).minusMonths(61));
    }

    private static ZoneId zone(String side) {
        return ZoneId.of(side.equals("AZE") ? "Asia/Baku" : "Europe/Istanbul");
    }

    private static String guest(String host) {
        return host.equals("AZE") ? "TUR" : "AZE";
    }

    private static String officer(String side, String role) {
        return side.toLowerCase(Locale.ROOT) + "." + role;
    }

    /** The latest day after which so many months are over today. */
    private static LocalDate lastDayDueToday(String side, int months) {
        var today = LocalDate.now(zone(side));
        return Stream.iterate(today, day -> day.minusDays(1))
                .filter(day -> !day.plusMonths(months).plusDays(1).isAfter(today))
                .findFirst()
                .orElseThrow();
    }

    private List<String> due(String side) {
        return next(officer(side, "auditor")).stream().map(Map.Entry::getKey).toList();
    }

    private List<String> dueIfEndedOn(ArchivedExercise exercise, String side, LocalDate endex) {
        database.sql("update exercise_conduct set endex_on = ? where exercise_code = ?")
                .params(endex, exercise.code)
                .update();
        return due(side);
    }

    /** What a side's round erases now. */
    private List<String> round(String side) {
        return numbers(post(officer(side, "admin"), "/api/retention/rounds", ""));
    }

    private List<String> keptRound(String side) {
        var admin = Client.withBasic(port, officer(side, "admin"), "demo");
        var answer = admin.send(admin.request("/api/retention/rounds")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return numbers(answer);
    }

    /** Whoever comes second sees what the first has done. */
    @Test
    void placesNoHoldAndErasesNothingWhileTheOtherIsAtIt() throws Exception {
        var officers = Executors.newFixedThreadPool(2);
        try {
            var waiting = Objects.requireNonNull(new TransactionTemplate(transactions).execute(any -> {
                database.sql("select side from sealing order by side for update")
                        .query(String.class)
                        .list();
                var both = List.of(
                        officers.submit(() -> holding("aze.legal", number)),
                        officers.submit(() -> holding("tur.legal", number)));
                both.forEach(one -> assertThatThrownBy(() -> one.get(500, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class));
                return both;
            }));
            for (var one : waiting) {
                assertThat(one.get()).isIn(201, 409);
            }
        } finally {
            officers.shutdown();
        }
    }

    private String stateOf(String request) {
        return walk.read("tur.planner", "/api/visit-requests/" + request)
                .get("state")
                .asText();
    }

    private int holding(String account, String number) {
        return post(account, "/api/legal-holds", "{\"number\":\"" + number + "\",\"reason\":\"Inquiry\"}")
                .statusCode();
    }

    private String held(String account, String number) {
        assertThat(holding(account, number)).isEqualTo(201);
        return database.sql("select id from legal_hold where case_number = ? and lifted_at is null")
                .param(number)
                .query(String.class)
                .single();
    }

    private int lifted(String account, String hold) {
        return post(account, "/api/legal-holds/" + hold + "/lifting", "{\"reason\":\"Closed\"}")
                .statusCode();
    }

    /** What is due as long as nobody has decided on an observation. */
    private List<Map.Entry<String, String>> undecided(String side, String observation) {
        var state = "update aar_observation set state = ? where number = ?";
        database.sql(state).params("SUBMITTED", observation).update();
        var due = next(officer(side, "auditor"));
        database.sql(state).params("ACCEPTED", observation).update();
        return due;
    }

    /** What is answered to who settles an observation that nobody has settled, and to who adds a file. */
    private List<Integer> addedTo(String lessons, String observation) {
        database.sql("delete from aar_settlement where observation = ?")
                .param(observation)
                .update();
        return List.of(
                post(
                                lessons,
                                "/api/observations/" + observation + "/settlement",
                                "{\"kind\":\"NOTE\",\"reason\":\"Kanaryanov said so\"}")
                        .statusCode(),
                walk.upload(
                                lessons,
                                "/api/observations/" + observation + "/attachments",
                                BodyPublishers.ofByteArray(
                                        FileFixture.form(null, null, "Kanaryanov.pdf", FileFixture.pdf())))
                        .statusCode());
    }

    private static List<String> ofExercises(List<String> readable) {
        return readable.stream()
                .filter(column ->
                        column.startsWith("drill_") || column.startsWith("planning_") || column.startsWith("aar_"))
                .filter(column -> !column.startsWith("aar_action") && !column.startsWith("aar_evidence"))
                .toList();
    }

    /** What is left in the column {@code content} of a row. */
    private String kept(String table, String key, String value) {
        var column = column(table, "content");
        return database.sql("select " + column.side() + ", t.content, "
                        + String.join(
                                ", ",
                                column.key().stream().map(part -> "t." + part).toList()) + " from " + table
                        + " t where t." + key + " = ?")
                .param(value)
                .query((row, n) -> {
                    var parts = new Object[column.key().size()];
                    for (var part = 0; part < parts.length; part++) {
                        parts[part] = row.getObject(part + 3);
                    }
                    return seals.open(column, row.getString(1), row.getString(2), parts);
                })
                .single();
    }

    private SealedColumn column(String table, String name) {
        return columns.stream()
                .flatMap(kept -> kept.sealedColumns().stream())
                .filter(one -> one.table().equals(table) && one.column().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** As many as one round looks at, all closed before the action. */
    private void holdOlderOnes(String action) {
        for (int no = 1; no <= 500; no++) {
            var held = "HELD-%03d".formatted(no);
            database.sql(
                            "insert into aar_action (number, owner, observation, state, title, task, organisation, body,"
                                    + " person, due_on, folded, tasked_by, tasked_at, closed_at, version) select cast(? as varchar(40)),"
                                    + " owner,"
                                    + " observation, state, title, task, organisation, body, person, due_on, folded, tasked_by,"
                                    + " tasked_at, cast(? as timestamp with time zone), version from aar_action where number = ?")
                    .params(held, OffsetDateTime.now(ZoneOffset.UTC).minusMonths(20), action)
                    .update();
            database.sql("insert into legal_hold (id, side, case_number, reason, held_by, held_at)"
                            + " values (?, 'AZE', ?, 'sealed', 'aze.legal', current_timestamp)")
                    .params(held, held)
                    .update();
        }
    }

    /** A case that is withdrawn takes its open tasks with it. */
    @Test
    void forgetsUnfinishedAnswersToTasksThatAreGone() {
        var withdrawn = walk.openFilled("tur", walk.lawfulContent("tur", "aze", EXERCISE));
        var kept = walk.openFilled("tur", walk.lawfulContent("tur", "aze", EXERCISE));
        for (var request : List.of(withdrawn, kept)) {
            var task = walk.task("tur.planner", request, VisitRequestProcess.PREPARE_REQUEST);
            var saved = walk.send(
                    "tur.planner",
                    "PUT",
                    "/api/tasks/" + task + "/draft",
                    "{\"reason\":\"Kanaryanov\"}",
                    "application/json",
                    null);
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(204);
        }
        var ended = walk.send(
                "tur.planner", "POST", "/api/visit-requests/" + withdrawn + "/withdrawal", "", "application/json", 3);
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);

        forgottenDrafts.go();

        assertThat(draftedTasks()).containsExactly(walk.task("tur.planner", kept, VisitRequestProcess.PREPARE_REQUEST));
        drafts.forget(draftedTasks().get(0));
    }

    /** A request that the host returned, and with which its planner did nothing more. */
    @Test
    void erasesBothCopiesOfARequestThatWasLeft() {
        var content = walk.lawfulContent("tur", "aze", EXERCISE).put("remarks", "Kanaryanov needs a ramp");
        var left = walk.openFilled("tur", content);
        walk.complete("tur.planner", left, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", left, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        walk.complete("tur.authority", left, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, left, HostApprovalProcess.REVIEW_AT_DESK, answer("NO_OBJECTION"));
        }
        walk.complete(
                "aze.authority",
                left,
                HostApprovalProcess.DECIDE_REQUEST,
                answer("RETURNED").put("reasonCode", "INCOMPLETE").put("comment", "Which route?"));
        walk.task("tur.planner", left, VisitRequestProcess.CORRECT_REQUEST);
        database.sql("update visit_request set last_day = ? where number = ?")
                .params(LocalDate.now(ZoneOffset.UTC).minusDays(33), left)
                .update();

        var longAgo = OffsetDateTime.now(ZoneOffset.UTC).minusDays(31);
        database.sql("update visit_request set changed_at = ? where number = ?")
                .params(longAgo, left)
                .update();
        abandonedRequests.go();
        // It was told of a moment ago.
        assertThat(stateOf(left)).isEqualTo("CORRECTION");
        database.sql("update visit_story set happened_at = ? where request_number = ?")
                .params(longAgo, left)
                .update();
        abandonedRequests.go();
        assertThat(stateOf(left)).isEqualTo("WITHDRAWN");
        database.sql("update visit_request set changed_at = ? where number = ?")
                .params(OffsetDateTime.now(ZoneOffset.UTC).minusMonths(25), left)
                .update();
        assertThat(next("tur.auditor")).contains(Map.entry(left, "visit"));
        assertThat(next("aze.auditor")).contains(Map.entry(left, "visit"));

        assertThat(numbers(post("aze.admin", "/api/retention/rounds", ""))).contains(left);
        assertThat(walk.read("aze.authority", "/api/host-cases/" + left).at("/document/visitors"))
                .isEmpty();
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + left).at("/document/visitors"))
                .hasSize(30);
        assertThat(numbers(post("tur.admin", "/api/retention/rounds", ""))).contains(left);
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + left).at("/document/visitors"))
                .isEmpty();
        assertThat(database.sql("select count(*) from visit_person where request_number = ? and person is not null")
                        .param(left)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<String> draftedTasks() {
        return drafts.begun(null, 100).stream().map(Drafts.Begun::taskId).toList();
    }

    /** What is wanted and older never stands before what is to be forgotten. */
    @Test
    void forgetsUnfinishedAnswersBehindHoweverManyThatAreWanted() {
        var planner = accounts.find("tur.planner").orElseThrow();
        var wanted = IntStream.range(0, 3)
                .mapToObj(any -> walk.task(
                        "tur.planner",
                        walk.openFilled("tur", walk.lawfulContent("tur", "aze", EXERCISE)),
                        VisitRequestProcess.PREPARE_REQUEST))
                .toList();
        var saved =
                Stream.concat(wanted.stream(), Stream.of("gone-1", "gone-2")).toList();
        saved.forEach(task -> drafts.save(task, planner, JsonNodeFactory.instance.objectNode()));
        // All at one moment, so that the number of the task decides.
        database.sql("update task_draft set saved_at = timestamp with time zone '2027-01-01 00:00:00Z'"
                        + " where task_id in (:tasks)")
                .param("tasks", saved)
                .update();

        forgottenDrafts.forgetOrphans(2);

        assertThat(draftedTasks()).containsExactlyInAnyOrderElementsOf(wanted);
        wanted.forEach(drafts::forget);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/retention,        tur.planner, 403",
        "GET,  /api/retention,        tur.legal,   200",
        "POST, /api/retention/rounds, tur.auditor, 403",
        "POST, /api/legal-holds,      tur.admin,   403"
    })
    void isForThoseWhoAdministerAuditOrJudge(String method, String path, String account, int status) {
        var answered = method.equals("GET")
                ? walk.client(account).get(path)
                : post(account, path, "{\"number\":\"" + number + "\",\"reason\":\"x\"}");

        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
    }

    @Test
    void holdsNoCaseThatTheSideHasNoPartIn() {
        assertThat(post("aze.legal", "/api/legal-holds", "{\"number\":\"VIS-TUR-2026-9999\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("aze.legal", "/api/legal-holds", "{\"number\":\"VIS-TUR-2026-9999\",\"reason\":\" \"}")
                        .statusCode())
                .isEqualTo(400);
    }

    // --- What is read. ---

    /** The sealed columns in which one of the secrets can be read by who has the keys. */
    private List<String> readable() {
        var found = new ArrayList<String>();
        for (var kept : columns) {
            for (var column : kept.sealedColumns()) {
                var keys = String.join(
                        ", ", column.key().stream().map(key -> "t." + key).toList());
                var holds = database
                        .sql("select " + column.side() + " as whose, t." + column.column() + " as kept, " + keys
                                + " from " + column.table() + " t where t." + column.column() + " is not null")
                        .query((row, n) -> {
                            var key = new Object[column.key().size()];
                            for (var part = 0; part < key.length; part++) {
                                key[part] = row.getObject(part + 3);
                            }
                            return column.kind() == SealedColumn.Kind.TEXT
                                    ? seals.open(column, row.getString(1), row.getString(2), key)
                                    : new String(
                                            seals.open(column, row.getString(1), row.getBytes(2), key),
                                            StandardCharsets.UTF_8);
                        })
                        .list()
                        .stream()
                        .anyMatch(text -> SECRETS.stream().anyMatch(text::contains) || text.startsWith("%PDF"));
                if (holds) {
                    found.add(column.table() + "." + column.column());
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private List<JsonNode> lists() {
        return List.of(
                walk.read("tur.planner", "/api/visit-requests"),
                walk.read("aze.planner", "/api/host-cases"),
                walk.read("aze.auditor", "/api/exercises/" + EXERCISE));
    }

    /** What is due. */
    private List<Map.Entry<String, String>> next(String account) {
        var told = new ArrayList<Map.Entry<String, String>>();
        for (var next : walk.read(account, "/api/retention").get("next")) {
            if (next.get("due").asBoolean()) {
                told.add(Map.entry(
                        next.get("number").asText(),
                        next.get("kind").asText() + (next.get("held").asBoolean() ? " held" : "")));
            }
        }
        return told;
    }

    private List<String> audited(String action) {
        return database.sql("select account || ' ' || side || ' ' || case_number from audit_entry where action = ?"
                        + " and case_number = ? order by id")
                .params(action, number)
                .query(String.class)
                .list();
    }

    private static List<String> numbers(java.net.http.HttpResponse<String> answered) {
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return Client.json(answered).findValuesAsText("number");
    }

    private java.net.http.HttpResponse<String> gate() {
        var gate = new Client(port);
        return gate.send(gate.request("/verify/" + token)
                .header("Accept", "application/json")
                .GET());
    }

    // --- What is done. ---

    private String hold(String account, String reason) {
        var held = post(account, "/api/legal-holds", "{\"number\":\"" + number + "\",\"reason\":\"" + reason + "\"}");
        assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
        assertThat(post(account, "/api/legal-holds", "{\"number\":\"" + number + "\",\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(walk.read("tur.auditor", "/api/legal-holds").at("/0/reason").isNull())
                .isTrue();
        assertThat(walk.read(account, "/api/legal-holds").at("/0/reason").asText())
                .isEqualTo(reason);
        return Client.json(held).get("id").asText();
    }

    private java.net.http.HttpResponse<String> post(String account, String path, String body) {
        return walk.send(account, "POST", path, body, "application/json", null);
    }

    /** As if it had been closed so many months ago. */
    private void closedLongAgo(String table, String column, String value, int months) {
        database.sql("update " + table + " set closed_at = ? where " + column + " = ?")
                .params(OffsetDateTime.now(ZoneOffset.UTC).minusMonths(months), value)
                .update();
    }

    private void closedCase() {
        number = walk.open("tur.planner");
        var path = "/api/visit-requests/" + number;
        var roll = IntStream.rangeClosed(1, 30)
                .mapToObj(line -> line == 3
                        ? CANARY
                        : RosterFixtures.aVisitor(line).turkish().build())
                .toList();
        var enrolled = walk.send("tur.planner", "PUT", path + "/roster", RosterFixtures.csv(roll), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        var content = walk.lawfulContent("tur", "aze", EXERCISE).put("remarks", "Kanaryanov needs a ramp");
        walk.write("tur.planner", number, content, 2);
        walk.upload("tur.planner", number, "INSURANCE", 3, "Kanaryanov.pdf", FileFixture.pdf());
        var submitted = walk.upload("tur.planner", number, "OTHER", null, "Kanar.pdf", FileFixture.pdf(400, 8));
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        var back = answer("RETURN").put("reason", "Without the second file");
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, back);
        var file = path + "/attachments/" + Client.json(submitted).get("id").asText();
        walk.send("tur.planner", "DELETE", file, "", "application/json", null);
        assertThat(walk.client("tur.planner").get(file).statusCode()).isEqualTo(200);
        walk.complete("tur.planner", number, VisitRequestProcess.CORRECT_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        walk.task("aze.security", number, HostApprovalProcess.REVIEW_AT_DESK);
        for (var account : List.of("tur.planner", "aze.security")) {
            var client = walk.client(account);
            var written = client.send(client.request(path + "/messages")
                    .header("Content-Type", "application/json")
                    .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString("{\"text\":\"Kanaryanov is a medic\",\"release\":\"BOTH\"}")));
            assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        }
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete(
                    "aze." + desk,
                    number,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer("NO_OBJECTION").put("remark", "Kanaryanov again"));
        }
        walk.complete(
                "aze.authority",
                number,
                HostApprovalProcess.DECIDE_REQUEST,
                approval(1).put("comment", "Welcome, Kanaryanov").put("remark", "Watch Kanaryanov"));
        walk.complete(
                "aze.authority",
                number,
                VisitPermitProcess.CORRECT_DECISION,
                approval(1)
                        .put("comment", "Welcome again, Kanaryanov")
                        .put("remark", "Watch Kanaryanov")
                        .put("reason", "Kanaryanov was greeted wrongly"));
        walk.complete("aze.authority", number, VisitPermitProcess.CORRECT_DECISION, answer("RELEASE"));
        var issued = walk.permit("tur.planner", number);
        permit = issued.get("number").asText();
        token = issued.get("token").asText();
        walk.client("aze.registry").get("/api/permits/" + permit + "/paper");
        for (var paper : walk.read("aze.guard", path + "/papers")) {
            walk.client("aze.guard").get(path + "/papers/" + paper.get("number").asText());
        }
        CaseWalk.begin(database, number);
        walk.arrived("aze", number, "Where Kanaryanov came", "Kanaryanov was another");
        walk.suspendedForAWhile("aze", number, "Kanaryanov is asked for");
        walk.complete(
                "aze.registry",
                number,
                VisitPermitProcess.CLOSE_VISIT,
                answer("REVOKE").put("reason", "Kanaryanov stays at home"));
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Client.json(gate()).get("standing").asText().equals("REVOKED") && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private int presentPersons() {
        return database.sql("select count(*) from visit_present_person where request_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    private String cancelledAction() {
        var today = LocalDate.now(ZoneId.of("Asia/Baku"));
        var client = walk.client("aze.planner");
        client.send(client.request("/api/exercises/RETENTION-1")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"title":"Qış","hostState":"AZE","firstDay":"%s","lastDay":"%s","parties":["AZE","TUR"]}
                        """.formatted(today, today.plusDays(3)))));
        HeldGate.before(port, "aze", "RETENTION-1");
        post("aze.planner", "/api/exercises/RETENTION-1/conduct/startex", """
                {"on":"%s","objectives":[{"code":"OBJ-1","title":"Night fires"}]}""".formatted(today));
        var observation = Client.json(
                        post("aze.medical", "/api/exercises/RETENTION-1/observations", """
                        {"title":"Radios did not speak","observedOn":"%s","objective":"OBJ-1","observation":"Two nets",
                         "recommendation":"One waveform","release":"OWN_SIDE","tags":["MATERIEL"]}""".formatted(today)))
                .get("number")
                .asText();
        walk.complete(
                "aze.lessons",
                observation,
                "userTask_decideObservation",
                answer("ACCEPT").put("release", "OWN_SIDE"));
        var settled = post(
                "aze.lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"Agree on one waveform","organisation":"Signals",
                 "body":"MEDICAL","person":"Simurq Kanaryanov","dueOn":"%s","resources":"Radios of Kanaryanov"}}""".formatted(today.plusDays(40)));
        assertThat(settled.statusCode()).as(settled.body()).isEqualTo(200);
        var action = walk.read("aze.lessons", "/api/corrective-actions")
                .at("/0/number")
                .asText();
        walk.complete(
                "aze.medical",
                action,
                "userTask_implementAction",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("action", "DONE")
                        .put("done", "Kanaryanov asked")
                        .put("reference", "Kanaryanov's note"));
        walk.complete(
                "aze.lessons",
                action,
                "userTask_validateAction",
                answer("RETURN").put("reason", "Kanaryanov asked the wrong office"));
        var cancelled = post(
                "aze.lessons",
                "/api/corrective-actions/" + action + "/cancelling",
                "{\"reason\":\"Kanaryanov has no money\"}");
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        return action;
    }
}
