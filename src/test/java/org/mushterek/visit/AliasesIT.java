package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.security.Role;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A contingent under aliases: through every door its persons are called by these, and named only where that is on record. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:aliases;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/aliases"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AliasesIT {

    private static final String FORM = "[A-Z]{4,8}-\\d{4}";
    private static final String DOCUMENT = "U98765432";
    private static final LocalDate BORN = LocalDate.of(1987, 11, 13);
    private static final Visitor CANARY = RosterFixtures.aVisitor(3)
            .turkish()
            .named("Kanaryanoğlu", "Simurq", "KANARYANOGLU", "SIMURQ")
            .bornOn(BORN)
            .withDocument(DocumentType.PASSPORT, DOCUMENT)
            .withPersonalNumber(RosterFixtures.identityNumber(987_650_123))
            .build();
    private static final List<String> NAMES = List.of("Kanaryano", "KANARYANO", "Simurq", "SIMURQ");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Aliases aliases;

    private CaseWalk walk;
    private String onPapers = "";
    private String inLists = "";
    private String alias = "";

    @BeforeEach
    void walkOnce() {
        if (walk == null) {
            walk = new CaseWalk(port, Duration.ofSeconds(60));
            inLists = approved("LISTS");
            onPapers = approved("PAPERS");
            alias = Client.json(walk.client("tur.planner").get("/api/visit-requests/" + onPapers + "/identities"))
                    .at("/persons/2/alias")
                    .asText();
            assertThat(alias).matches(FORM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LISTS", "PAPERS"})
    void callsPersonsByTheirAliasesAtEveryDoor(String use) {
        var number = use.equals("PAPERS") ? onPapers : inLists;
        var shown = 0;
        for (var side : List.of("tur", "aze")) {
            for (var role : Role.values()) {
                for (var path : List.of(
                        "/api/visit-requests/" + number,
                        "/api/host-cases/" + number,
                        "/api/visit-requests/" + number + "/messages",
                        "/api/visit-requests/" + number + "/attachments",
                        "/api/visit-requests/" + number + "/verdicts",
                        "/api/visit-requests/" + number + "/papers",
                        "/api/visit-requests",
                        "/api/host-cases",
                        "/api/gate-lists",
                        "/api/day",
                        "/api/events?limit=200",
                        "/engine-rest/task")) {
                    var told = walk.client(side + "." + role.code()).get(path).body();
                    assertThat(NAMES).as(side + "." + role + " at " + path).noneMatch(told::contains);
                    shown += path.endsWith(number) && told.contains("\"surname\"") ? 1 : 0;
                }
                var tasks = walk.client(side + "." + role.code()).get("/api/tasks?caseNumber=" + number);
                for (var task : Client.json(tasks).path("items")) {
                    var told = walk.client(side + "." + role.code())
                            .get("/api/tasks/" + task.get("id").asText())
                            .body();
                    assertThat(NAMES).as(side + "." + role + " in a task").noneMatch(told::contains);
                }
            }
        }
        // Eleven roles of either side read the case.
        assertThat(shown).isEqualTo(22);
        var person = walk.read("aze.medical", "/api/host-cases/" + number).at("/document/visitors/2");
        assertThat(person.get("surname").asText())
                .matches(FORM)
                .isEqualTo(person.get("alias").asText());
        assertThat(person.get("forenames").asText()).isEmpty();
        assertThat(walk.read("aze.medical", "/api/visit-requests/" + number + "/revisions/1")
                        .toString())
                .doesNotContain(NAMES)
                .contains(person.get("alias").asText());
    }

    @Test
    void namesThemToThoseWhoCheckOrSignAndPutsThatOnRecord() {
        var read = walk.read("aze.border", "/api/host-cases/" + onPapers + "/identities")
                .at("/persons/2");

        assertThat(read.get("surname").asText()).isEqualTo("Kanaryanoğlu");
        assertThat(read.get("alias").asText()).isEqualTo(alias);
        assertThat(walk.client("aze.range")
                        .get("/api/host-cases/" + onPapers + "/identities")
                        .statusCode())
                .isEqualTo(403);
        assertThat(database.sql("select count(*) from audit_entry where account = 'aze.border' and case_number = ?"
                                + " and action = 'visit.identitiesRead'")
                        .param(onPapers)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void callsAPersonAlikeOnBothSidesAndOtherwiseInAnotherCase() {
        assertThat(walk.read("aze.range", "/api/host-cases/" + onPapers)
                        .at("/document/visitors/2/alias")
                        .asText())
                .isEqualTo(alias);
        assertThat(walk.read("tur.range", "/api/visit-requests/" + inLists)
                        .at("/document/visitors/2/alias")
                        .asText())
                .isNotEqualTo(alias);
    }

    @Test
    void givesEachPersonOfALargeRollAnAliasOfItsOwn() {
        var roll = RosterFixtures.visitors(200);
        var given = aliases.given("TUR", "VIS-TUR-2027-0042", roll);

        assertThat(given).extracting(Visitor::alias).doesNotHaveDuplicates().allSatisfy(one -> assertThat(one)
                .matches(FORM));
        assertThat(given)
                .extracting(Visitor::line)
                .isEqualTo(roll.stream().map(Visitor::line).toList());
        assertThat(aliases.given("TUR", "VIS-TUR-2027-0042", roll)).isEqualTo(given);
        assertThat(aliases.given("TUR", "VIS-TUR-2027-0043", roll)).isNotEqualTo(given);
        assertThat(aliases.given("AZE", "VIS-TUR-2027-0042", roll)).isNotEqualTo(given);
        assertThat(aliases.given("TUR", "VIS-TUR-2027-0042", roll.subList(5, 6))
                        .get(0)
                        .alias())
                .isEqualTo(given.get(5).alias());
    }

    @Test
    void namesNobodyOnPapersWhereTheRequestAsksForThat() throws IOException {
        var named = papers(inLists);
        var called = papers(onPapers);

        assertThat(named.keySet()).isEqualTo(called.keySet()).contains("PERMIT", "GATE_LIST", "MOVEMENT_ORDER");
        assertThat(named.get("GATE_LIST")).contains("Kanaryanoğlu");
        called.forEach((kind, text) -> {
            assertThat(text).as(kind).doesNotContain(NAMES);
            if (named.getOrDefault(kind, "").contains("Kanaryanoğlu")) {
                assertThat(text).as(kind).contains(alias);
            }
        });
        // By the number the guard holds the passport against the paper.
        assertThat(called.get("GATE_LIST")).contains(DOCUMENT);
        assertThat(called.get("PERMIT")).contains(DOCUMENT);
    }

    @Test
    void letsTheGateCheckThePersonAllTheSame() {
        var token = walk.permit("tur.planner", onPapers).get("token").asText();

        assertThat(isOnPermit(token, BORN)).isTrue();
        assertThat(isOnPermit(token, BORN.plusDays(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kanaryanoğlu is a medic",
                "Is KANARYANOĞLU, S. coming?",
                "kanaryanoglu (2 bags)",
                "Müasir\\nkanaryanoğlu",
                "Kanaryanoğluya yer lazımdır",
                "The Kanaryanoğlular are late"
            })
    void takesNoMessageThatNamesOne(String text) {
        for (var account : List.of("tur.planner", "aze.security")) {
            var refused = message(account, text);
            assertThat(refused.statusCode()).as(text).isEqualTo(422);
            var finding = Client.json(refused).at("/findings/0");
            assertThat(finding.get("code").asText()).isEqualTo("visit.namesAliased");
            assertThat(finding.get("cure").asText()).contains(alias);
            assertThat(refused.body()).doesNotContain(NAMES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s is a medic", "The Kanaryanoğluköy road is closed"})
    void takesMessagesThatNameNobody(String text) {
        var written = message("aze.security", text.formatted(alias));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        // What is written of a road must not stay where the doors are looked through.
        database.sql("delete from visit_thread_message where id = ?")
                .param(Client.json(written).get("id").asText())
                .update();
    }

    /** Whoever writes it, in whatever step, for whomever it is meant. */
    @Test
    void takesNoAnswerThatNamesOne() {
        var number = enrolled();
        walk.write("tur.planner", number, aliased("LISTS").put("remarks", "Kanaryanoğlunun dizi"), 2);
        refused("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"), "remarks");
        walk.write("tur.planner", number, aliased("LISTS"), 3);
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        refused("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, because("RETURN"), "text");
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        refused("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, because("RETURN"), "text");
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));

        for (var opinion : List.of("NO_OBJECTION", "CONDITIONS", "OBJECTION")) {
            refused(
                    "aze.range",
                    number,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer(opinion).put("remark", "Kanaryanoğluna yer yoxdur"),
                    "text");
        }
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete(
                    "aze." + desk,
                    number,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer("NO_OBJECTION").put("remark", "Kanarya is no name"));
        }

        refused(
                "aze.authority",
                number,
                HostApprovalProcess.DECIDE_REQUEST,
                answer("QUESTION").put("text", "Kanaryanoğlu kimdir?"),
                "text");
        walk.complete(
                "aze.authority",
                number,
                HostApprovalProcess.DECIDE_REQUEST,
                answer("QUESTION").put("text", "Üçüncü şəxs kimdir?"));
        refused(
                "tur.planner",
                number,
                VisitRequestProcess.ANSWER_QUESTION,
                answer("ANSWER").put("text", "Kanaryanoğlu is a medic"),
                "text");
        walk.complete(
                "tur.planner",
                number,
                VisitRequestProcess.ANSWER_QUESTION,
                answer("ANSWER").put("text", "A medic"));

        var limited = approval(1).put("action", "APPROVED_WITH_LIMITS").put("reasonCode", "OTHER");
        limited.withArray("sites").forEach(site -> ((ObjectNode) site).put("limits", "Without Kanaryanoğlu"));
        refused("aze.authority", number, HostApprovalProcess.DECIDE_REQUEST, limited, "sites/1/limits");
        var denied = answer("DENIED").put("reasonCode", "OTHER");
        for (var field : List.of("comment", "limits", "remark")) {
            refused(
                    "aze.authority",
                    number,
                    HostApprovalProcess.DECIDE_REQUEST,
                    denied.deepCopy().put(field, "KANARYANOĞLU"),
                    field);
        }
        walk.complete("aze.authority", number, HostApprovalProcess.DECIDE_REQUEST, denied);

        var corrected = correction(number, "Kanaryanoğlundan söz açılmamalıydı");
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (corrected.statusCode() == 409 && System.nanoTime() < end) {
            Thread.onSpinWait();
            corrected = correction(number, "Kanaryanoğlundan söz açılmamalıydı");
        }
        checkRefused(corrected, "reason");
        assertThat(correction(number, "Said too little").statusCode()).isEqualTo(200);
        refused("aze.registry", onPapers, VisitPermitProcess.CLOSE_VISIT, because("REVOKE"), "text");
        checkRefused(walk.suspend("aze.registry", onPapers, "Kanaryanoğluya görə", null), "text");
        checkRefused(walk.suspend("aze.registry", onPapers, "Wait", "Kanaryanoğluya görə"), "remark");
        var arrival = new ObjectMapper().createObjectNode();
        arrival.withArray("rows")
                .addObject()
                .put("line", 1)
                .put("kind", "ARRIVED")
                .put("place", "Kanaryanoğlunun qapısı");
        var arrived = Client.json(walk.move("aze.border", onPapers, "", arrival));
        assertThat(arrived.at("/results/0/findings/0/code").asText()).isEqualTo("visit.namesAliased");
        assertThat(arrived.at("/results/0/findings/0/place").asText()).isEqualTo("place");
        assertThat(arrived.at("/standing/persons").toString()).doesNotContain("anaryano");
        checkRefused(
                walk.move(
                        "aze.border",
                        onPapers,
                        "/1/strike",
                        new ObjectMapper().createObjectNode().put("text", "Kanaryanoğlu")),
                "text");
        assertThat(database.sql("select count(*) from visit_thread_message where request_number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .as("a question, its answer and why the decision was corrected, for either side")
                .isEqualTo(3);
    }

    private HttpResponse<String> correction(String number, String reason) {
        return walk.send(
                "aze.authority",
                "POST",
                "/api/host-cases/" + number + "/decision-corrections",
                answer("DENIED")
                        .put("reasonCode", "NOT_IN_PLAN")
                        .put("reason", reason)
                        .toString(),
                "application/json",
                null);
    }

    private static ObjectNode because(String action) {
        return answer(action).put("reason", "Kanaryanoğluya görə");
    }

    private void refused(String account, String number, String step, ObjectNode answer, String place) {
        var task = walk.task(account, number, step);
        checkRefused(
                walk.send(
                        account,
                        "POST",
                        "/api/tasks/" + task + "/completion",
                        answer.toString(),
                        "application/json",
                        null),
                place);
    }

    private static void checkRefused(HttpResponse<String> refused, String place) {
        checkRefused(refused, "visit.namesAliased", place);
    }

    private static void checkRefused(HttpResponse<String> refused, String code, String place) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        var finding = Client.json(refused).at("/findings/0");
        assertThat(finding.get("code").asText()).isEqualTo(code);
        assertThat(finding.get("place").asText()).isEqualTo(place);
        assertThat(finding.get("cure").asText()).containsPattern(FORM);
        assertThat(finding.get("wrong").asText() + finding.get("cure").asText()).contains("3");
        assertThat(refused.body()).doesNotContain(NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kanaryanoğlu_poliçe.pdf",
                "policy-kanaryanoglu.pdf",
                "SigortaKanaryanoğlu2.pdf",
                "KANARYANOGLU.PDF"
            })
    void takesNoFileWhoseNameNamesOne(String name) {
        for (var account : List.of("tur.planner", "aze.security")) {
            checkRefused(walk.upload(account, onPapers, "MESSAGE", null, name, FileFixture.pdf()), "file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S. Kanaryanoğlu", "Kanaryanoğlu Simurq", "Yzb. Simurq", "kanaryanoglu"})
    void takesNoContactWhoGoesByAnAlias(String name) {
        var number = enrolled();
        var content = aliased("LISTS");
        content.putObject("pointOfContact").put("name", name).put("phone", "1");
        walk.write("tur.planner", number, content, 2);
        checkRefused(submission(number), "visit.contactAliased", "pointOfContact.name");

        content.putObject("pointOfContact").put("name", "Ayşe Kanaryanoğlu").put("phone", "1");
        ((ObjectNode) content.withArray("sites").get(0))
                .putObject("securityOfficer")
                .put("name", name)
                .put("phone", "1");
        walk.write("tur.planner", number, content, 3);
        checkRefused(submission(number), "visit.contactAliased", "sites/1/securityOfficer.name");

        ((ObjectNode) content.withArray("sites").get(0)).remove("securityOfficer");
        walk.write("tur.planner", number, content, 4);
        assertThat(submission(number).statusCode()).isEqualTo(204);
    }

    @Test
    void takesNoFileThatNamesOneButEvidence() {
        var number = enrolled();
        var list = FileFixture.pdf("Yer siyahısı: Kanaryanoğlunun yeri 4A");
        var early = walk.upload("tur.planner", number, "OTHER", null, "list.pdf", list);
        assertThat(early.statusCode()).as("Nobody has asked for aliases yet").isEqualTo(201);
        walk.write("tur.planner", number, aliased("LISTS"), 2);

        checkRefused(submission(number), "visit.fileNamesAliased", "attachments");
        var file = "/api/visit-requests/" + number + "/attachments/"
                + Client.json(early).get("id").asText();
        assertThat(walk.send("tur.planner", "DELETE", file, "", "application/json", null)
                        .statusCode())
                .isEqualTo(204);
        for (var kind : List.of("OTHER", "MESSAGE")) {
            var refused = walk.upload("tur.planner", number, kind, null, "list.pdf", list);
            checkRefused(refused, "visit.fileNamesAliased", "file");
            assertThat(refused.body()).contains("list.pdf");
        }
        var nameless = FileFixture.pdf("Yer siyahısı: " + alias + " 4A");
        assertThat(walk.upload("tur.planner", number, "OTHER", null, "list.pdf", nameless)
                        .statusCode())
                .isEqualTo(201);
        assertThat(walk.upload("tur.planner", number, "INSURANCE", 3, "policy.pdf", list)
                        .statusCode())
                .isEqualTo(201);
        assertThat(submission(number).statusCode()).isEqualTo(204);
    }

    /** It came before anybody asked for aliases, and goes now. */
    @Test
    void sendsNoFileWithAMessageThatNamesOne() {
        var number = enrolled();
        var early =
                walk.upload("tur.planner", number, "MESSAGE", null, "list.pdf", FileFixture.pdf("Kanaryanoğlu: 4A"));
        assertThat(early.statusCode()).isEqualTo(201);
        walk.write("tur.planner", number, aliased("LISTS"), 2);

        checkRefused(
                walk.send(
                        "tur.planner",
                        "POST",
                        "/api/visit-requests/" + number + "/messages",
                        "{\"release\":\"OWN_SIDE\",\"text\":\"See the list\",\"attachments\":[\""
                                + Client.json(early).get("id").asText() + "\"]}",
                        "application/json",
                        null),
                "visit.fileNamesAliased",
                "attachments[0]");
    }

    private HttpResponse<String> submission(String number) {
        return walk.send(
                "tur.planner",
                "POST",
                "/api/tasks/" + walk.task("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST) + "/completion",
                answer("SUBMIT").toString(),
                "application/json",
                null);
    }

    @Test
    void givesFilesThatWereNamedBeforeUnderTheAlias() {
        var file = walk.read("aze.security", "/api/visit-requests/" + onPapers + "/attachments")
                .at("/items/0");
        assertThat(file.get("name").asText()).isEqualTo(alias + ".pdf");
        var opened = walk.client("aze.security")
                .get("/api/visit-requests/" + onPapers + "/attachments/"
                        + file.get("id").asText());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(alias + ".pdf");
    }

    // --- What is done. ---

    private ObjectNode aliased(String use) {
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI").put("seniorLine", 3);
        content.putObject("particulars").put("aliases", use);
        return content;
    }

    private String approved(String use) {
        var number = enrolled();
        // Nobody has asked for aliases yet.
        var kept = walk.upload("tur.planner", number, "INSURANCE", 3, "Kanaryanoğlu_poliçe.pdf", FileFixture.pdf());
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        walk.write("tur.planner", number, aliased(use), 2);
        endorsed(number);
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK, answer("NO_OBJECTION"));
        }
        walk.complete("aze.authority", number, HostApprovalProcess.DECIDE_REQUEST, approval(1));
        walk.permit("tur.planner", number);
        return number;
    }

    private void endorsed(String number) {
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
    }

    private String enrolled() {
        var number = walk.open("tur.planner");
        var path = "/api/visit-requests/" + number;
        var roll = IntStream.rangeClosed(1, 30)
                .mapToObj(line -> line == 3
                        ? CANARY
                        : RosterFixtures.aVisitor(line).turkish().build())
                .toList();
        var enrolled = walk.send("tur.planner", "PUT", path + "/roster", RosterFixtures.csv(roll), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        return number;
    }

    private Map<String, String> papers(String number) throws IOException {
        var texts = new TreeMap<String, String>();
        texts.put(
                "PERMIT",
                text("/api/permits/"
                        + walk.permit("aze.registry", number).get("number").asText() + "/paper"));
        var papers = new ArrayList<Map.Entry<String, String>>();
        for (var paper : walk.read("aze.registry", "/api/visit-requests/" + number + "/papers")) {
            papers.add(Map.entry(paper.get("kind").asText(), paper.get("number").asText()));
        }
        for (var paper : papers) {
            texts.put(paper.getKey(), text("/api/visit-requests/" + number + "/papers/" + paper.getValue()));
        }
        return texts;
    }

    private String text(String path) throws IOException {
        var client = walk.client("aze.registry");
        var answered = client.sendForBytes(client.request(path).GET());
        assertThat(answered.statusCode()).as(path).isEqualTo(200);
        try (var document = Loader.loadPDF(answered.body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private HttpResponse<String> message(String account, String text) {
        return walk.send(
                account,
                "POST",
                "/api/visit-requests/" + onPapers + "/messages",
                "{\"release\":\"OWN_SIDE\",\"text\":\"" + text + "\"}",
                "application/json",
                null);
    }

    private boolean isOnPermit(String token, LocalDate born) {
        var answered = walk.send(
                "aze.guard",
                "POST",
                "/verify/" + token + "/person",
                "{\"documentNumber\":\"" + DOCUMENT + "\",\"birthDate\":\"" + born + "\"}",
                "application/json",
                null);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return Client.json(answered).get("personOnPermit").asBoolean();
    }
}
