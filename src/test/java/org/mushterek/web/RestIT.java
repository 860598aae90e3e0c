package org.mushterek.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.mushterek.build.StoredText;
import org.mushterek.common.Sha256;
import org.mushterek.security.Role;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.rule.VisitRuleBook;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** The product's own interface as other systems use it, beside one case that has become a permit. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:rest;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/rest"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMORANDUM = "/api/instruments/SF-EXERCISES-2021";
    private static final String EAGLE = "/api/instruments/CAUCASIAN-EAGLE";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private VisitRuleBook book;

    @Autowired
    private List<ShownRuleBook> books;

    private CaseWalk walk;
    private ObjectNode content;
    private String number;
    private JsonNode permit;

    @BeforeAll
    void walkOneCaseToItsPermit() {
        walk = new CaseWalk(port, Duration.ofSeconds(60));
        content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        number = walk.openFilled("tur", content);
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, CaseWalk.answer("CERTIFY"));
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, CaseWalk.answer("ENDORSE"));
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }
        walk.complete("aze.authority", number, HostApprovalProcess.DECIDE_REQUEST, CaseWalk.approval(1));
        permit = walk.permit("tur.planner", number);
    }

    // --- Pages and files ---

    @Test
    void servesTheCasesPageToOfficersInTheirLanguage() {
        assertThat(Client.signedIn(port, "tur.planner").get("/cases").body()).contains("/ui/cases.js");
        assertThat(new Client(port).get("/cases").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/sign-in"));
        assertThat(get("tur.planner", "/api/texts").get("ui.cases").asText()).isEqualTo("Dosyalar");
        assertThat(get("aze.planner", "/api/texts").get("ui.cases").asText()).isEqualTo("İşlər");
    }

    @Test
    void servesTheRuleBookToOfficersInTheirLanguage() {
        assertThat(Client.signedIn(port, "tur.planner").get("/rules").body()).contains("/ui/rules.js");
        assertThat(new Client(port).get("/rules").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/sign-in"));
        var listed = get("aze.planner", "/api/rules");
        assertThat(listed.findValuesAsText("id"))
                .isEqualTo(books.stream()
                        .flatMap(shown -> shown.page().rules().stream())
                        .map(RuleBookPage.Line::id)
                        .toList());
        for (var rule : listed) {
            assertThat(get("tur.planner", "/api/texts")
                            .has("ui.rules." + rule.get("id").asText().split("-")[0]))
                    .as(rule.get("id").asText())
                    .isTrue();
        }
        var notice = get("tur.planner", "/api/rules/VIS-07");
        assertThat(notice.get("title").asText()).isEqualTo("Bildirim zamanında yapılır");
        assertThat(notice.get("parameters")
                        .get(0)
                        .get("history")
                        .get(0)
                        .get("value")
                        .asText())
                .isEqualTo("21");
        assertThat(notice.get("breaches").get("judged").asInt()).isPositive();
        assertThat(client("tur.planner").get("/api/rules/VIS-99").statusCode()).isEqualTo(404);
    }

    @Test
    void judgesACaseByTheNumbersOfAnotherDay() {
        var asked = get("tur.planner", "/api/visit-requests/" + number + "/judgement?parametersOf=2026-01-05");
        assertThat(asked.get("parametersOf").asText()).isEqualTo("2026-01-05");
        assertThat(asked.get("parametersOfCase").asText()).isNotEqualTo("2026-01-05");
        assertThat(client("tur.planner")
                        .get("/api/visit-requests/" + number + "/judgement?parametersOf=2021-07-01")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client("aze.planner")
                        .get("/api/visit-requests/" + number + "/judgement")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesTheWorkbookThatItHandsOut() throws Exception {
        var template = client("tur.planner")
                .sendForBytes(
                        request("tur.planner", "/api/roster-template.xlsx").GET());
        assertThat(template.statusCode()).isEqualTo(200);
        var opened = tree(open("tur.planner", null).body()).get("number").asText();

        var enrolled = client("tur.planner")
                .send(request("tur.planner", "/api/visit-requests/" + opened + "/roster")
                        .header("If-Match", "\"1\"")
                        .header("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(template.body())));

        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        assertThat(tree(enrolled.body()).get("persons").asInt()).isEqualTo(1);
    }

    // --- Accounts ---

    @Test
    void letsAnAdministratorKeepTheAccountsOfTheOwnSide() {
        var wanted = tree("""
                {"id": "tur.m.yilmaz", "name": "M. Yılmaz", "password": "yedi renkli kus", "roles": ["PLANNER"]}""");

        var made = send("tur.admin", "POST", "/api/accounts", wanted);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(tree(made.body())).isEqualTo(tree("""
                {"id": "tur.m.yilmaz", "name": "M. Yılmaz", "roles": ["PLANNER"], "language": "tr", "waiting": false}"""));
        var newcomer = Client.withBasic(port, "tur.m.yilmaz", "yedi renkli kus");
        assertThat(tree(newcomer.get("/api/me").body()).get("roles").get(0).asText())
                .isEqualTo("PLANNER");
        assertThat(get("tur.admin", "/api/accounts").findValuesAsText("id"))
                .contains("tur.m.yilmaz", "tur.planner")
                .allSatisfy(id -> assertThat(id).startsWith("tur."));

        assertThat(newcomer.send(newcomer.request("/api/me/mail")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(
                                        "{\"address\": \"m.yilmaz@example.org\", \"pace\": \"DIGEST\"}")))
                        .statusCode())
                .isEqualTo(200);

        send("tur.admin", "PUT", "/api/accounts/tur.m.yilmaz/roles", tree("{\"roles\": []}"));

        assertThat(database.sql("select count(*) from mail_preference where account = 'tur.m.yilmaz'")
                        .query(Integer.class)
                        .single())
                .as("where a person reads mail")
                .isZero();
        assertThat(newcomer.get("/api/me").statusCode()).isNotEqualTo(200);
        assertThat(send("tur.admin", "POST", "/api/accounts", wanted).statusCode())
                .isEqualTo(409);
        assertThat(database.sql("select action from audit_entry where detail = 'tur.m.yilmaz' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("account.created", "account.closed");
    }

    @Test
    void keepsAccountsFromEverybodyElse() {
        var roles = tree("{\"roles\": [\"PLANNER\"]}");

        assertThat(client("tur.planner").get("/api/accounts").statusCode()).isEqualTo(403);
        assertThat(send("tur.authority", "PUT", "/api/accounts/tur.planner/roles", roles)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("aze.admin", "PUT", "/api/accounts/tur.planner/roles", roles)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(
                                "aze.admin",
                                "PUT",
                                "/api/accounts/tur.planner/password",
                                tree("{\"password\": \"on iki uzun harf\"}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("tur.admin", "PUT", "/api/accounts/tur.admin/roles", roles)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void saysAllThatIsWrongWithAnAccount() {
        var refused = send("tur.admin", "POST", "/api/accounts", tree("""
                {"id": "aze.Planner", "name": " ", "password": "short", "roles": ["ADMIN", "PLANNER"]}"""));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(tree(refused.body()).get("findings").findValuesAsText("code"))
                .containsExactly("account.idForm", "account.nameForm", "account.passwordWeak", "account.adminAlone");
    }

    @Test
    void letsEverybodyChangeTheOwnPassword() {
        var wanted = "{\"id\": \"aze.r.quliyev\", \"name\": \"R. Quliyev\", \"password\": \"birinci uzun parol\","
                + " \"roles\": [\"RANGE\"]}";
        assertThat(send("aze.admin", "POST", "/api/accounts", tree(wanted)).statusCode())
                .isEqualTo(201);
        var change = "{\"present\": \"%s\", \"next\": \"ikinci uzun parol\"}";

        assertThat(changed("aze.r.quliyev", "birinci uzun parol", change.formatted("birinci uzun parol")))
                .isEqualTo(204);
        assertThat(Client.withBasic(port, "aze.r.quliyev", "ikinci uzun parol")
                        .get("/api/me")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Whoever changes a password that somebody else has found out wants that somebody out. */
    @Test
    void endsTheSessionsThatBeganWithAFormerPassword() {
        makeAccount("aze.u.veliyev");
        var thief = signedIn("aze.u.veliyev", "birinci uzun parol");
        var owner = signedIn("aze.u.veliyev", "birinci uzun parol");

        var changed = changeInSession(owner, """
                {"present": "birinci uzun parol", "next": "ikinci uzun parol"}""");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertSignedIn(owner, true);
        assertSignedIn(thief, false);

        var set = send("aze.admin", "PUT", "/api/accounts/aze.u.veliyev/password", tree("""
                {"password": "ikinci uzun parol"}"""));

        assertThat(set.statusCode()).as(set.body()).isEqualTo(204);
        assertSignedIn(owner, false);
        assertSignedIn(signedIn("aze.u.veliyev", "ikinci uzun parol"), true);
    }

    private Client signedIn(String account, String password) {
        var session = new Client(port);
        session.signIn(account, password);
        session.get("/camunda/app/tasklist/default/");
        assertSignedIn(session, true);
        return session;
    }

    private static void assertSignedIn(Client session, boolean isSignedIn) {
        for (var path : List.of("/api/me", "/engine-rest/task", "/camunda/api/engine/engine/default/task")) {
            assertThat(session.get(path).statusCode()).as(path).isEqualTo(isSignedIn ? 200 : 401);
        }
    }

    @Test
    void makesAnAccountWaitAfterAWrongPresentPasswordInASessionAndElsewhere() {
        makeAccount("aze.s.veliyev");
        var change = "{\"present\": \"%s\", \"next\": \"ikinci uzun parol\"}";
        var session = new Client(port);
        session.signIn("aze.s.veliyev", "birinci uzun parol");

        var wrong = changeInSession(session, change.formatted("a guess"));
        var right = changeInSession(session, change.formatted("birinci uzun parol"));

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Client.json(wrong).get("type").asText()).endsWith(":account.presentPasswordWrong");
        assertThat(right.statusCode()).isEqualTo(409);
        assertThat(Client.json(right).get("type").asText()).endsWith(":account.waitAfterWrongPassword");
        assertThat(Client.withBasic(port, "aze.s.veliyev", "birinci uzun parol")
                        .get("/api/me")
                        .statusCode())
                .isEqualTo(401);
        assertThat(audited("aze.s.veliyev"))
                .endsWith(
                        "account.passwordRefused password",
                        "account.passwordRefused waiting",
                        "signIn.refused waiting");
    }

    /** What waits for no time at all waits for the administrator, who has to see that. */
    @Test
    void showsAnAccountThatTooManyWrongPasswordsHaveClosed() {
        makeAccount("aze.v.veliyev");
        database.sql("update ACT_ID_USER set ATTEMPTS_ = ?, LOCK_EXP_TIME_ = ? where ID_ = 'aze.v.veliyev'")
                .params(99, OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .update();
        assertThat(isWaiting("aze.v.veliyev")).isFalse();
        database.sql("update ACT_ID_USER set ATTEMPTS_ = 100 where ID_ = 'aze.v.veliyev'")
                .update();

        assertThat(isWaiting("aze.v.veliyev")).isTrue();
        var officer = Client.withBasic(port, "aze.v.veliyev", "birinci uzun parol");
        assertThat(officer.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(audited("aze.v.veliyev")).endsWith("signIn.refused waiting");

        send("aze.admin", "PUT", "/api/accounts/aze.v.veliyev/password", tree("""
                {"password": "birinci uzun parol"}"""));

        assertThat(isWaiting("aze.v.veliyev")).isFalse();
        assertThat(officer.get("/api/me").statusCode()).isEqualTo(200);
    }

    private boolean isWaiting(String account) {
        for (var entry : get("aze.admin", "/api/accounts")) {
            if (entry.get("id").asText().equals(account)) {
                return entry.get("waiting").asBoolean();
            }
        }
        throw new AssertionError(account);
    }

    @Test
    void makesAnAccountWaitAfterAWrongPresentPasswordWithBasic() {
        makeAccount("aze.t.veliyev");
        var change = "{\"present\": \"%s\", \"next\": \"ikinci uzun parol\"}";

        assertThat(changed("aze.t.veliyev", "birinci uzun parol", change.formatted("a guess")))
                .isEqualTo(400);
        assertThat(changed("aze.t.veliyev", "birinci uzun parol", change.formatted("birinci uzun parol")))
                .isEqualTo(401);
        assertThat(audited("aze.t.veliyev")).endsWith("account.passwordRefused password", "signIn.refused waiting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tur.a@b.org", "tur.a+b", "tur.müdür", "tur.İ", "tur.A", "tur.", "tur..a", "tur.a b", "aze.a"})
    void makesNoAccountWithSignsThatAnEngineOrAnAddressReadsOtherwise(String id) {
        var wanted = JSON.createObjectNode().put("id", id).put("name", "A").put("password", "yedi renkli kus");
        wanted.putArray("roles").add("RANGE");

        var refused = send("tur.admin", "POST", "/api/accounts", wanted);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Client.json(refused).get("findings").findValuesAsText("code"))
                .contains("account.idForm");
        assertThat(Client.withBasic(port, id, "yedi renkli kus").get("/api/me").statusCode())
                .isEqualTo(401);
    }

    private void makeAccount(String id) {
        var wanted = "{\"id\": \"" + id + "\", \"name\": \"Veliyev\", \"password\": \"birinci uzun parol\","
                + " \"roles\": [\"RANGE\"]}";
        assertThat(send("aze.admin", "POST", "/api/accounts", tree(wanted)).statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> changeInSession(Client session, String body) {
        return session.send(session.request("/api/me/password")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", session.cookie("MUSHTEREK-CSRF"))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> audited(String account) {
        return database.sql("select action || ' ' || detail from audit_entry where account = ? and detail is not null"
                        + " order by id")
                .param(account)
                .query(String.class)
                .list();
    }

    private int changed(String account, String password, String body) {
        var self = Client.withBasic(port, account, password);
        return self.send(self.request("/api/me/password")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    // --- Lists ---

    @Test
    void listsCasesOfEachSideWithoutNames() throws Exception {
        var own = only(get("tur.planner", "/api/visit-requests?q=" + number));
        var received = only(get("aze.registry", "/api/host-cases?q=" + number));

        for (var line : List.of(own, received)) {
            assertThat(line.remove("since").asText()).startsWith("20");
            assertThat(line.remove("version").asInt()).isPositive();
        }
        var expected = """
                {"number":"%s","revision":1,"state":"%s","exerciseCode":"QAFQAZ-QARTALI","from":%s,"to":%s,
                 "persons":30,"sendingState":"TUR","hostState":"AZE","group":null,"part":null,"amends":null,"unit":null}""";
        assertThat(own)
                .isEqualTo(
                        JSON.readTree(expected.formatted(number, "APPROVED", content.get("from"), content.get("to"))));
        assertThat(received)
                .isEqualTo(
                        JSON.readTree(expected.formatted(number, "ANSWERED", content.get("from"), content.get("to"))));
    }

    @Test
    void findsCasesByStateExerciseDaysAndPartOfTheNumber() {
        var from = LocalDate.parse(content.get("from").asText());
        var to = LocalDate.parse(content.get("to").asText());

        for (var list : List.of("/api/visit-requests?", "/api/host-cases?")) {
            var account = list.contains("host") ? "aze.planner" : "tur.planner";
            var state = list.contains("host") ? "ANSWERED" : "APPROVED";
            assertThat(numbers(account, list + "state=" + state)).contains(number);
            assertThat(numbers(account, list + "state=WITHDRAWN")).doesNotContain(number);
            assertThat(numbers(account, list + "exercise=QAFQAZ-QARTALI")).contains(number);
            assertThat(numbers(account, list + "exercise=YILDIZ-TOROS")).doesNotContain(number);
            assertThat(numbers(account, list + "from=" + to)).contains(number);
            assertThat(numbers(account, list + "from=" + to.plusDays(1))).doesNotContain(number);
            assertThat(numbers(account, list + "to=" + from)).contains(number);
            assertThat(numbers(account, list + "to=" + from.minusDays(1))).doesNotContain(number);
            assertThat(numbers(account, list + "q=" + number.substring(4, 12).toLowerCase(java.util.Locale.ROOT)))
                    .contains(number);
            assertThat(numbers(account, list + "q=%25")).isEmpty();
            assertThat(numbers(account, list + "q=VIS_TUR")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yildirim", "YILDIRIM", "Yıldırım", "YİLDİRİM", "rim yıld", "yildirim vis-tur"})
    void findsCasesByPersonsOnWhicheverKeyboardTheyWereTyped(String typed) {
        assertThat(looked("tur.planner", "/api/visit-requests", typed)).contains(number);
        assertThat(looked("aze.planner", "/api/host-cases", typed)).contains(number);
        assertThat(looked("aze.planner", "/api/host-cases", typed + "x")).isEmpty();
        assertThat(looked("aze.planner", "/api/visit-requests", typed)).isEmpty();
    }

    /** A name in an address would stand in the log of every proxy on its way. */
    @Test
    void findsNobodyByAnAddress() {
        assertThat(numbers("tur.planner", "/api/visit-requests?q=yildirim")).isEmpty();
        assertThat(numbers("aze.planner", "/api/host-cases?q=yildirim")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void findsPersonsForThoseAloneWhoMayReadIdentities(Role role) {
        var mayFind = Set.of(Role.PLANNER, Role.SECURITY, Role.AUTHORITY, Role.REGISTRY, Role.BORDER)
                .contains(role);
        var readsCases = !Set.of(Role.LESSONS, Role.GUARD, Role.ADMIN).contains(role);
        for (var list : List.of("tur /api/visit-requests", "aze /api/host-cases")) {
            var account = list.substring(0, 4).strip() + "." + role.code();
            var path = list.substring(4);
            var before = searches(account);

            assertThat(looked(account, path, "demirtas").contains(number))
                    .as(list)
                    .isEqualTo(mayFind);
            assertThat(looked(account, path, number).contains(number)).as(list).isEqualTo(readsCases);
            assertThat(searches(account)).as(list).isEqualTo(mayFind ? before + 1 : before);
        }
    }

    /** Turning its pages, or asking the same once more, is the same search; what is not found was looked for, too. */
    @Test
    void putsASearchForPersonsOnRecordOnceAndWithoutItsWords() {
        var account = "aze.registry";
        var own = searches(account);

        looked(account, "/api/host-cases", "ozturk");
        send(account, "POST", "/api/host-cases/search", tree("{\"q\":\"ÖZTÜRK\",\"offset\":1,\"limit\":1}"));
        assertThat(searches(account)).isEqualTo(own + 1);
        looked(account, "/api/host-cases", "nobodycalledso");
        assertThat(searches(account)).isEqualTo(own + 2);
        looked(account, "/api/host-cases", number);
        looked(account, "/api/host-cases", "");
        assertThat(searches(account)).isEqualTo(own + 2);
        assertThat(database.sql("select distinct coalesce(detail, '') || coalesce(case_number, '') from audit_entry"
                                + " where action = 'visit.personsSearched'")
                        .query(String.class)
                        .list())
                .containsExactly("");
    }

    private long searches(String account) {
        return database.sql("select count(*) from audit_entry where action = 'visit.personsSearched' and account = ?")
                .param(account)
                .query(Long.class)
                .single();
    }

    /** The numbers of what is found by these words. */
    private List<String> looked(String account, String list, String words) {
        var answer =
                send(account, "POST", list + "/search", JSON.createObjectNode().put("q", words));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer).get("items").findValuesAsText("number");
    }

    @Test
    void sortsCasesThatAreFoundByUnitAsADictionaryDoes() {
        for (var unit : List.of("İdil Alayı", "Çanakkale Alayı", "Iğdır Alayı", "Cizre Alayı")) {
            var written = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
            written.putObject("particulars").putObject("requestingEntity").put("name", unit);
            walk.openFilled("tur", written);
        }

        var found = get("tur.planner", "/api/visit-requests?q=ALAYI");

        assertThat(found.get("total").asInt()).isEqualTo(4);
        assertThat(found.get("items").findValuesAsText("unit"))
                .containsExactly("Cizre Alayı", "Çanakkale Alayı", "Iğdır Alayı", "İdil Alayı");
        assertThat(get("tur.planner", "/api/visit-requests?q=alay%C4%B1&offset=1&limit=2")
                        .get("items")
                        .findValuesAsText("unit"))
                .containsExactly("Çanakkale Alayı", "Iğdır Alayı");
    }

    @Test
    void tellsHowManyExercisesThereAreAndShowsThemPageByPage() {
        var all = get("tur.planner", "/api/exercises?limit=200");
        var codes = all.get("items").findValuesAsText("code");
        assertThat(codes).hasSizeGreaterThan(2).doesNotHaveDuplicates();
        assertThat(all.get("total").asInt()).isEqualTo(codes.size());

        var paged = new ArrayList<String>();
        for (var offset = 0; offset < codes.size(); offset += 2) {
            var page = get("tur.planner", "/api/exercises?limit=2&offset=" + offset);
            assertThat(page.get("total").asInt()).isEqualTo(codes.size());
            paged.addAll(page.get("items").findValuesAsText("code"));
        }
        assertThat(paged).containsExactlyElementsOf(codes);
        assertThat(get("tur.planner", "/api/exercises?offset=" + codes.size()).get("items"))
                .isEmpty();
    }

    @Test
    void showsListsPageByPage() {
        var draft = walk.open("tur.planner");

        var all = get("tur.planner", "/api/visit-requests?limit=200");
        var first = get("tur.planner", "/api/visit-requests?limit=1");
        var second = get("tur.planner", "/api/visit-requests?limit=1&offset=1");

        assertThat(numbers("tur.planner", "/api/visit-requests")).contains(number, draft);
        assertThat(all.get("items")).hasSize(all.get("total").asInt());
        assertThat(first.get("total")).isEqualTo(all.get("total"));
        assertThat(first.get("items")).containsExactly(all.get("items").get(0));
        assertThat(second.get("items")).containsExactly(all.get("items").get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/visit-requests?state=OPEN               | problem.wrongChoice | PREPARATION, WAIVER, CERTIFICATION
            /api/host-cases?state=PREPARATION            | problem.wrongChoice | RECEIVED, AT_DESKS, DECISION
            /api/visit-requests?from=1.3.2027            | problem.wrongDate   | 2027-03-01
            /api/host-cases?to=soon                      | problem.wrongDate   | 2027-03-01
            /api/host-cases?to=%2B999999999-12-31        | problem.wrongDate   | 2027-03-01
            /api/host-cases?to=10000-01-01               | problem.wrongDate   | 2027-03-01
            /api/host-cases?from=1799-12-31              | problem.wrongDate   | 2027-03-01
            /api/visit-requests?limit=many               | problem.wrongNumber | limit
            /api/permits?offset=x                        | problem.wrongNumber | offset
            /api/permits?limit=0                         | problem.outOfRange  | 200
            /api/permits?offset=-1                       | problem.outOfRange  | offset
            /api/tasks?limit=-1                          | problem.outOfRange  | 200
            /api/tasks?limit=201                         | problem.outOfRange  | 200
            /api/host-cases?limit=100000                 | problem.outOfRange  | 200
            /api/visit-requests?offset=-1                | problem.outOfRange  | offset
            /api/host-cases?stat=RECEIVED                | problem.unknownParameter | exercise, from, group, limit, offset, q, state, to
            /api/tasks?case=VIS-TUR-2027-0001            | problem.unknownParameter | caseNumber
            /api/tasks?limit=5&%6Cimits=5                | problem.unknownParameter | limit
            /api/exercises?limit=201                     | problem.outOfRange  | 200
            /api/ranges?limit=5                          | problem.noParameters | limit
            /api/working-days?side=AZE                   | problem.unknownParameter | after, days, sides
            /api/host-cases?from=2027-03-02&to=2027-03-01 | problem.badFilter  | 01.03.2027
            """)
    void saysWhatAFilterTakes(String path, String type, String named) {
        var answer = client("aze.planner").get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("type").asText()).isEqualTo("urn:mushterek:problem:" + type);
        assertThat(answer.body()).contains(named);
    }

    @Test
    void keepsTheSidesAndTheRolesApart() {
        var draft = walk.open("tur.planner");

        assertThat(numbers("aze.planner", "/api/visit-requests")).doesNotContain(number, draft);
        assertThat(numbers("tur.planner", "/api/host-cases")).doesNotContain(number, draft);
        assertThat(numbers("aze.planner", "/api/host-cases")).contains(number).doesNotContain(draft);
        for (var blind : List.of("tur.admin", "tur.guard", "tur.lessons")) {
            for (var list : List.of("/api/visit-requests", "/api/host-cases", "/api/permits")) {
                assertThat(get(blind, list)).as(blind + list).isEqualTo(emptyPage());
            }
        }
        for (var closed : Map.of(
                        "aze.planner", "/api/visit-requests/" + number,
                        "aze.authority", "/api/visit-requests/" + number + "/verdicts",
                        "tur.planner", "/api/host-cases/" + number,
                        "tur.authority", "/api/host-cases/" + number + "/verdicts",
                        "tur.guard", "/api/permits/" + permit.get("number").asText(),
                        "tur.admin", "/api/visit-requests/" + number + "/verdicts")
                .entrySet()) {
            var answer = client(closed.getKey()).get(closed.getValue());
            assertThat(answer.statusCode()).as(closed.toString()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("QAFQAZ").doesNotContain("SATISFIED");
        }
    }

    @Test
    void listsPermitsForBothSides() {
        for (var account : List.of("aze.registry", "tur.planner")) {
            var page = get(account, "/api/permits?limit=200");
            assertThat(page.get("total").asInt()).isEqualTo(1);
            assertThat(only(page).get("requestNumber").asText()).isEqualTo(number);
        }
        assertThat(get("aze.registry", "/api/permits?offset=1"))
                .isEqualTo(JSON.createObjectNode()
                        .<ObjectNode>set("items", JSON.createArrayNode())
                        .put("total", 1));
    }

    // --- Versions ---

    @Test
    void answersUnmodifiedThingsWithoutTheirContent() {
        for (var path :
                List.of("/api/permits/" + permit.get("number").asText(), "/api/exercises/QAFQAZ-QARTALI", MEMORANDUM)) {
            var read = client("tur.planner").get(path);
            var tag = read.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).matches("\"[0-9]+\"");

            var again = client("tur.planner")
                    .send(request("tur.planner", path)
                            .header("If-None-Match", tag)
                            .GET());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void showsADossierEvenWhereItsVersionIsTheSame() {
        for (var path : Map.of(
                        "tur.planner", "/api/visit-requests/" + number, "aze.planner", "/api/host-cases/" + number)
                .entrySet()) {
            var read = client(path.getKey()).get(path.getValue());
            var tag = read.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).isEqualTo("\"" + Client.json(read).get("version") + "\"");

            var again = client(path.getKey())
                    .send(request(path.getKey(), path.getValue())
                            .header("If-None-Match", tag)
                            .GET());
            assertThat(again.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesNoChangeOfARequestWithoutItsVersion() {
        var draft = walk.open("tur.planner");
        var path = "/api/visit-requests/" + draft;

        for (var change : List.of(
                request("tur.planner", path).PUT(body(content)),
                request("tur.planner", path + "/roster").PUT(body(JSON.createArrayNode())),
                request("tur.planner", path + "/withdrawal").POST(BodyPublishers.noBody()))) {
            var unconditional = client("tur.planner").send(change.copy());
            if (unconditional.statusCode() != 400) {
                assertThat(Client.json(unconditional).get("title").asText()).isEqualTo("Koşul belirtilmemiş");
                assertThat(unconditional.statusCode()).isEqualTo(428);
            }
        }
        assertThat(send("tur.planner", "PUT", path, content, "9").statusCode()).isEqualTo(412);
        assertThat(send("tur.planner", "PUT", path, content, "1").statusCode()).isEqualTo(200);
        assertThat(send("tur.planner", "POST", path + "/withdrawal", null, "1").statusCode())
                .isEqualTo(412);
        assertThat(send("tur.planner", "POST", path + "/withdrawal", null, "2").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "\"1", "\"-1\"", "*", "\"1\", \"2\"", "\"99999999999\"", ""})
    void saysHowAVersionIsWritten(String header) {
        var draft = walk.open("tur.planner");
        var answer = client("tur.planner")
                .send(request("tur.planner", "/api/visit-requests/" + draft)
                        .header("If-Match", header)
                        .PUT(body(content)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Client.json(answer).get("type").asText()).endsWith(":problem.badVersion");
        assertThat(Client.json(answer).get("detail").asText()).contains("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "W/\"1\""})
    void takesAVersionAsItStandsInETag(String header) {
        var draft = walk.open("tur.planner");
        var answer = client("tur.planner")
                .send(request("tur.planner", "/api/visit-requests/" + draft)
                        .header("If-Match", header)
                        .PUT(body(content)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void registersAndChangesExercisesByVersion() {
        var path = "/api/exercises/ANADOLU-REST";
        var exercise = JSON.createObjectNode()
                .put("title", "Anadolu")
                .put("hostState", "TUR")
                .put("firstDay", "2027-05-03")
                .put("lastDay", "2027-05-14");
        exercise.putArray("parties").add("AZE").add("TUR");

        assertThat(send("tur.planner", "PUT", path, exercise, null).statusCode())
                .isEqualTo(428);
        assertThat(send("aze.planner", "PUT", path, exercise, "0").statusCode()).isEqualTo(403);
        assertThat(send("tur.security", "PUT", path, exercise, "0").statusCode())
                .isEqualTo(403);
        var created = client("tur.planner")
                .send(request("tur.planner", path).header("If-None-Match", "*").PUT(body(exercise)));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        var twice = client("tur.planner")
                .send(request("tur.planner", path).header("If-None-Match", "*").PUT(body(exercise)));
        assertThat(twice.statusCode()).isEqualTo(412);

        var asRead = (ObjectNode) get("aze.planner", path);
        var told = asRead.deepCopy();
        assertThat(told.remove("warnings").toString()).contains("10.05.2027");
        assertThat(told)
                .isEqualTo(exercise.deepCopy()
                        .put("code", "ANADOLU-REST")
                        .put("version", 1)
                        .put("planned", false)
                        .putNull("planLine"));
        var changed = send("tur.planner", "PUT", path, asRead.put("title", "Anadolu 2"), "1");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(send("tur.planner", "PUT", path, asRead, "1").statusCode()).isEqualTo(412);
        assertThat(get("tur.planner", path).get("title").asText()).isEqualTo("Anadolu 2");
        assertThat(client("tur.planner").get("/api/exercises/NOWHERE").statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysAllThatIsWrongWithAnExercise() {
        var empty = send("tur.planner", "PUT", "/api/exercises/LEER-1", JSON.createObjectNode(), "0");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(Client.json(empty).get("findings").findValuesAsText("place"))
                .containsExactly("title", "hostState", "parties", "firstDay", "lastDay");

        var other = (ObjectNode) get("tur.planner", "/api/exercises/YILDIZ-TOROS");
        var mistaken = send("tur.planner", "PUT", "/api/exercises/YILDIZ-TORO", other, "0");
        assertThat(Client.json(mistaken).get("findings").findValuesAsText("code"))
                .containsExactly("exercise.otherCode");
    }

    // --- Instruments ---

    @Test
    void letsVisitsPassOnlyWhileALegalOfficersEntriesPutTheMemorandumInForce() {
        assertThat(codes(judged(content))).doesNotContain("LEG-01");

        var takenBack = enter("tur.legal", MEMORANDUM, entry("ENTERED_INTO_FORCE", null, null), null);
        assertThat(takenBack.statusCode()).as(takenBack.body()).isEqualTo(201);
        try {
            assertThat(Client.json(takenBack).get("enteredIntoForceOn").isNull())
                    .isTrue();
            assertThat(codes(judged(content))).contains("LEG-01");
        } finally {
            var entered = enter("aze.legal", MEMORANDUM, entry("ENTERED_INTO_FORCE", null, "2021-10-20"), null);
            assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        }
        assertThat(codes(judged(content))).doesNotContain("LEG-01");
        assertThat(get("tur.legal", MEMORANDUM).get("enteredIntoForceOn").asText())
                .isEqualTo("2021-10-20");
        assertThat(get("tur.planner", MEMORANDUM + "/entries").findValuesAsText("enteredBy"))
                .endsWith("tur.legal", "aze.legal");
        assertThat(database.sql("select account from audit_entry where action = 'instrument.entered'"
                                + " and case_number = 'SF-EXERCISES-2021' and door = 'api' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("tur.legal", "aze.legal");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED_ON, , 2021-12-01, signature.day, 2021-12-01",
        "APPROVED_ON, TUR, 2022-02-01, , ",
        "ENTERED_INTO_FORCE, , 2022-03-01, enteredIntoForceOn, 2022-03-01",
        "TERM, , P2Y, term, P2Y",
        "RENEWAL, , ONCE, renewal, ONCE",
        "NOTICE_DAYS, , 45, noticeDays, 45",
        "NOTICE_GIVEN, AZE, 2026-01-15, noticeGiven.on, 2026-01-15",
        "TERMINATED_ON, , 2028-01-31, terminatedOn, 2028-01-31"
    })
    void takesEveryKindOfEntry(
            String field, @Nullable String party, String value, @Nullable String shownAt, @Nullable String shown) {
        var answer = enter("tur.legal", EAGLE, entry(field, party, value), null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        if (shownAt != null) {
            assertThat(Client.json(answer).at("/" + shownAt.replace('.', '/')).asText())
                    .isEqualTo(shown);
        } else {
            assertThat(Client.json(answer).get("approvals").toString()).contains(value);
        }
        // Takes it back, so that the next kind is tried on what was shipped.
        assertThat(enter("tur.legal", EAGLE, entry(field, party, null), null).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED_ON, , 01.12.2021, agreement.entry.day",
        "SIGNED_ON, , 2099-01-01, agreement.entry.future",
        "SIGNED_ON, AZE, 2021-12-01, agreement.entry.partyNotAsked",
        "APPROVED_ON, , 2022-02-01, agreement.entry.partyMissing",
        "NOTICE_GIVEN, USA, 2022-02-01, agreement.entry.partyUnknown",
        "TERM, , one year, agreement.entry.term",
        "RENEWAL, , OFTEN, agreement.entry.renewal",
        "NOTICE_DAYS, , -1, agreement.entry.noticeDays"
    })
    void refusesWrongEntriesWithWhatWouldBeRight(String field, @Nullable String party, String value, String code) {
        var before = get("tur.legal", EAGLE);

        var answer = enter("tur.legal", EAGLE, entry(field, party, value), null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("findings").findValuesAsText("code")).containsExactly(code);
        assertThat(Client.json(answer).get("findings").get(0).get("cure").asText())
                .isNotBlank();
        assertThat(get("tur.legal", EAGLE)).isEqualTo(before);
    }

    @Test
    void letsOnlyLegalOfficersEnterAndOnlyWhatTheyHaveSeen() {
        var before = get("tur.legal", EAGLE);
        var entry = entry("NOTICE_DAYS", null, "60");

        for (var account : List.of("tur.planner", "aze.authority", "tur.admin", "aze.auditor")) {
            assertThat(enter(account, EAGLE, entry, null).statusCode())
                    .as(account)
                    .isEqualTo(403);
        }
        assertThat(send("tur.legal", "POST", EAGLE + "/entries", entry, null).statusCode())
                .isEqualTo(428);
        assertThat(enter("tur.legal", EAGLE, entry, "999").statusCode()).isEqualTo(412);
        assertThat(send("tur.legal", "POST", "/api/instruments/NATO-SOFA/entries", entry, "0")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client("tur.legal").get("/api/instruments/NATO-SOFA").statusCode())
                .isEqualTo(404);
        for (var incomplete : Map.of(
                        "{}", "ENTERED_INTO_FORCE",
                        "{\"field\":\"TERM\"}", "agreement.entry.reference",
                        "{\"field\":\"NOTHING\",\"reference\":\"x\"}", "ENTERED_INTO_FORCE")
                .entrySet()) {
            var answer = enter("tur.legal", EAGLE, tree(incomplete.getKey()), null);
            assertThat(answer.statusCode()).as(incomplete.getKey()).isEqualTo(400);
            assertThat(answer.body()).contains(incomplete.getValue());
        }
        assertThat(get("tur.legal", EAGLE)).isEqualTo(before);
    }

    // --- Judging without a case ---

    @Test
    void judgesAWholeRequestWithoutStoringAnything() {
        var before = rows();

        var sound = judged(content);
        var late = judged(content.deepCopy()
                .put(
                        "from",
                        LocalDate.parse(sound.get("earliestStart").asText())
                                .minusDays(1)
                                .toString()));
        var empty = judgement(JSON.createObjectNode(), null);

        assertThat(sound.get("passes").asBoolean()).as(sound.toString()).isTrue();
        assertThat(sound.get("findings")).isEmpty();
        assertThat(late.get("passes").asBoolean()).isFalse();
        assertThat(codes(late)).contains("VIS-07");
        assertThat(Client.json(empty).get("findings").findValuesAsText("code")).contains("VIS-01", "VIS-21", "LEG-01");
        assertThat(rows()).isEqualTo(before);
        var ofCase = send("tur.planner", "POST", "/api/visit-requests/" + number + "/judgement", null, null);
        assertThat(fields(sound)).isEqualTo(fields(Client.json(ofCase)));
    }

    @Test
    void refusesToJudgeWhatIsNoRequest() {
        var roll = rows("tur");
        ((ObjectNode) roll.get(6)).put("document_expiry", "soon");

        var faulty = judgement(content, roll);
        assertThat(faulty.statusCode()).isEqualTo(400);
        assertThat(Client.json(faulty).get("findings").findValuesAsText("place"))
                .singleElement()
                .asString()
                .contains("7", "document_expiry");
        assertThat(judgement(content.deepCopy().put("exerciseCode", "YILDIZ-TOROS"), null)
                        .statusCode())
                .isEqualTo(400);
        for (var hole : Map.of(
                        "{\"sites\":[null]}", "sites[0]",
                        "{\"arms\":[null]}", "arms[0]",
                        "{\"route\":[null]}", "route",
                        "{\"pointOfContact\":{}}", "pointOfContact.name",
                        "{\"sites\":[{}]}", "sites[0].name")
                .entrySet()) {
            var answer = judgement(tree(hole.getKey()), null);
            assertThat(answer.statusCode()).as(hole.getKey()).isEqualTo(400);
            assertThat(Client.json(answer).get("findings").findValuesAsText("place"))
                    .containsExactly(hole.getValue());
        }
        for (var beyond : List.of("+999999999-12-31", "+10000-01-01", "1799-12-31")) {
            var answer = judgement(content.deepCopy().put("from", beyond), null);
            assertThat(answer.statusCode()).as(beyond).isEqualTo(400);
            assertThat(answer.body()).as(beyond).contains("problem.wrongDate");
        }
        assertThat(judgement(content.deepCopy().put("from", "soon"), null).body())
                .contains("problem.wrongDate", "2027-03-01");
        assertThat(judgement(content.deepCopy().put("kind", "LONG"), null).body())
                .contains("problem.wrongChoice", "ONE_TIME");
        assertThat(judgement(content.deepCopy().put("colour", "red"), null).statusCode())
                .isEqualTo(400);
        assertThat(send("tur.planner", "POST", "/api/visit-judgements", JSON.createObjectNode(), null)
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("tur.security", "POST", "/api/visit-judgements", unopened(content, null), null)
                        .statusCode())
                .isEqualTo(403);
    }

    // --- Calendars ---

    @Test
    void tellsTheDaysOfASideWithTheirReasons() throws Exception {
        var days = get("aze.guard", "/api/calendars/TUR?from=2027-03-07&to=2027-03-09");

        assertThat(days.findValuesAsText("kind")).containsExactly("WEEKEND", "HALF", "FULL");
        var half = (ObjectNode) days.get(1);
        assertThat(half.remove("sources")).hasSize(1);
        assertThat(half.remove("holidays").get(0).asText()).contains("Ramazan");
        assertThat(half).isEqualTo(JSON.readTree("""
                {"date":"2027-03-08","kind":"HALF","working":false,"estimated":true,"closedFrom":"13:00:00"}"""));
    }

    @Test
    void leavesOutTheDaysThatNobodyHasTold() {
        assertThat(get("aze.guard", "/api/calendars/TUR?from=2018-05-24&to=2018-08-20&onlyKnown=true")
                        .findValuesAsText("date"))
                .containsExactly("2018-05-24", "2018-05-25", "2018-08-20");
        assertThat(get("aze.guard", "/api/calendars/TUR?from=2028-01-01&to=2028-12-31&onlyKnown=true"))
                .isEmpty();
    }

    @Test
    void warnsOfHolidaysOfAnyPartyWithinAnExercise() throws Exception {
        var exercise = (ObjectNode) JSON.readTree("""
                {"title":"Holidays","hostState":"AZE","parties":["AZE","TUR"],"firstDay":"2027-05-26",
                 "lastDay":"2027-05-28"}""");
        var registered = client("aze.planner")
                .send(request("aze.planner", "/api/exercises/HOLIDAYS-2027")
                        .header("If-None-Match", "*")
                        .PUT(BodyPublishers.ofString(exercise.toString())));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(tree(registered.body()).get("warnings")).hasSize(1);
        assertThat(tree(registered.body()).get("warnings").get(0).asText()).contains("28.05.2027", "Azərbaycan");
        var read = get("tur.planner", "/api/exercises/HOLIDAYS-2027");
        assertThat(read.get("warnings").get(0).asText()).contains("28.05.2027", "Azerbaycan");
        // What was read can be sent back.
        var again = client("aze.planner")
                .send(request("aze.planner", "/api/exercises/HOLIDAYS-2027")
                        .header("If-Match", "\"1\"")
                        .PUT(BodyPublishers.ofString(((ObjectNode) read)
                                .put("firstDay", "2027-05-25")
                                .put("lastDay", "2027-05-27")
                                .toString())));
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(tree(again.body()).get("warnings")).isEmpty();
    }

    @Test
    void countsWorkingDaysOfOneSideAndOfBoth() {
        // 8 March is a holiday in Azerbaijan and the eve of one in Türkiye; 9 to 11 March are holidays there.
        assertThat(counted("AZE", "2027-03-05", 1)).isEqualTo("2027-03-11");
        assertThat(counted("TUR", "2027-03-05", 1)).isEqualTo("2027-03-12");
        assertThat(counted("AZE,TUR", "2027-03-05", 1)).isEqualTo("2027-03-12");
        assertThat(counted("TUR,AZE", "2027-03-11", 2)).isEqualTo("2027-03-15");
        assertThat(get("tur.guard", "/api/working-days?sides=AZE&after=2027-03-05&days=1")
                        .get("remarks"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/calendars/GEO?from=2027-03-01&to=2027-03-02               | 404 | AZE, TUR
            /api/calendars/AZE?from=2027-03-02&to=2027-03-01               | 400 | 400
            /api/calendars/AZE?from=2026-01-01&to=2027-02-06               | 400 | 400
            /api/calendars/AZE?from=%2B999999999-12-31&to=%2B999999999-12-31 | 400 | from
            /api/calendars/AZE?from=9999-12-31&to=9999-12-31               | 404 | 9999
            /api/calendars/AZE?from=2031-03-01&to=2031-03-02               | 404 | 2031
            /api/calendars/AZE?from=2027-03-01                             | 400 | to
            /api/working-days?sides=AZE&after=2027-03-01&days=0            | 400 | 500
            /api/working-days?sides=AZE&after=2027-03-01&days=501          | 400 | 500
            /api/working-days?sides=AZE,GEO&after=2027-03-01&days=1        | 400 | AZE, TUR
            /api/working-days?sides=AZE,TUR,AZE&after=2027-03-01&days=1    | 400 | AZE,TUR
            /api/working-days?sides=&after=2027-03-01&days=1               | 400 | AZE,TUR
            /api/working-days?sides=AZE&after=2027-12-30&days=10           | 404 | 2028
            """)
    void saysWhatACalendarCanTell(String path, int status, String named) {
        var answer = client("aze.planner").get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Client.json(answer).get("detail").asText()).contains(named);
    }

    // --- Repetitions ---

    @Test
    void opensOneRequestForOneKeyAndTwoWithoutAny() {
        var key = UUID.randomUUID().toString();
        var before = requestsOf("TUR");

        var first = open("tur.planner", key);
        var second = open("tur.planner", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var opened = Client.json(first).get("number").asText();
        assertThat(first.headers().firstValue("Location")).contains("/api/visit-requests/" + opened);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        for (var header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(second.headers().firstValue(header))
                    .as(header)
                    .isNotEmpty()
                    .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(requestsOf("TUR")).isEqualTo(before + 1);

        assertThat(open("tur.planner", null).statusCode()).isEqualTo(201);
        assertThat(open("tur.planner", null).statusCode()).isEqualTo(201);
        assertThat(requestsOf("TUR")).isEqualTo(before + 3);
    }

    @Test
    void opensOneRequestForManyPostsOfOneKeyAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();
        var before = requestsOf("TUR");
        var together = new CyclicBarrier(6);
        ExecutorService officers = Executors.newFixedThreadPool(6);
        var answers = new ArrayList<Future<HttpResponse<String>>>();
        for (var one = 0; one < 6; one++) {
            var client = Client.withBasic(port, "tur.planner", "demo");
            answers.add(officers.submit(() -> {
                together.await();
                return client.send(client.request("/api/visit-requests")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.noBody()));
            }));
        }

        var numbers = new TreeSet<String>();
        for (var answer : answers) {
            var got = answer.get();
            assertThat(got.statusCode()).as(got.body()).isIn(201, 409);
            if (got.statusCode() == 201) {
                numbers.add(Client.json(got).get("number").asText());
            }
        }
        officers.shutdown();

        assertThat(numbers).hasSize(1);
        assertThat(requestsOf("TUR")).isEqualTo(before + 1);
    }

    @Test
    void refusesARepetitionWhileTheFirstIsInFlight() throws Exception {
        var key = UUID.randomUUID().toString();
        walk.open("tur.planner");
        var before = requestsOf("TUR");
        ExecutorService officer = Executors.newSingleThreadExecutor();

        // While this transaction holds the counter of cases, the first request waits for its number.
        var held = transactions.getTransaction(new DefaultTransactionDefinition());
        Future<HttpResponse<String>> first;
        HttpResponse<String> second;
        try {
            database.sql("update case_counter set latest = latest where kind = 'VIS' and side = 'TUR'")
                    .update();
            first = officer.submit(() -> openWithBasic(key));
            while (StoredText.waitingSessions(database) == 0) {
                assertThat(first.isDone()).isFalse();
                Thread.sleep(20);
            }
            second = openWithBasic(key);
        } finally {
            transactions.rollback(held);
        }

        assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
        assertThat(Client.json(second).get("type").asText()).isEqualTo("urn:mushterek:problem:problem.keyInFlight");
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(openWithBasic(key).body()).isEqualTo(first.get().body());
        officer.shutdown();
        assertThat(requestsOf("TUR")).isEqualTo(before + 1);
    }

    @Test
    void tellsARepetitionFromAnotherRequest() {
        var key = UUID.randomUUID().toString();
        var path = "/api/visit-judgements";
        var first = sendWithKey("tur.planner", path, unopened(content, null), key);

        var other = sendWithKey("tur.planner", path, unopened(JSON.createObjectNode(), null), key);
        var ofOtherPath = sendWithKey("tur.planner", "/api/visit-requests", null, key);
        var ofOtherAccount = sendWithKey("aze.planner", path, unopened(JSON.createObjectNode(), null), key);
        var again = sendWithKey("tur.planner", path, unopened(content, null), key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Client.json(other).get("type").asText())
                .isEqualTo("urn:mushterek:problem:problem.keyOfAnotherRequest");
        assertThat(ofOtherPath.statusCode()).isEqualTo(201);
        assertThat(ofOtherAccount.statusCode()).isEqualTo(200);
        assertThat(ofOtherAccount.body()).isNotEqualTo(first.body());
        assertThat(ofOtherAccount.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.body()).isEqualTo(first.body());
    }

    /** From a plain sum of a short body the body can be found by trying: a password, or the number of a document. */
    @Test
    void knowsABodyAgainByNothingThatAnybodyCouldMakeOfIt() {
        var key = UUID.randomUUID().toString();
        var wanted = tree("""
                {"id": "tur.idem.potent", "name": "I. Potent", "password": "yedi renkli kus", "roles": ["RANGE"]}""");

        var made = sendWithKey("tur.admin", "/api/accounts", wanted, key);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(database.sql("select body_sha256 from idempotent_answer where idempotency_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .hasSize(64)
                .isNotEqualTo(Sha256.of(wanted.toString()));
        assertThat(sendWithKey("tur.admin", "/api/accounts", wanted, key).body())
                .isEqualTo(made.body());
    }

    @Test
    void answersOnceHoweverLongTheAddressIs() {
        var key = UUID.randomUUID().toString();
        var path = "/api/visit-requests?" + "&".repeat(400);

        var first = sendWithKey("tur.planner", path, null, key);
        var second = sendWithKey("tur.planner", path, null, key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sendWithKey("tur.planner", path + "&", null, key).body()).isNotEqualTo(first.body());
    }

    @Test
    void completesATaskOnceForOneKey() {
        var key = UUID.randomUUID().toString();
        var filled = walk.openFilled("tur", content);
        var path =
                "/api/tasks/" + walk.task("tur.planner", filled, VisitRequestProcess.PREPARE_REQUEST) + "/completion";

        var first = sendWithKey("tur.planner", path, CaseWalk.answer("SUBMIT"), key);
        var second = sendWithKey("tur.planner", path, CaseWalk.answer("SUBMIT"), key);
        var withoutKey = sendWithKey("tur.planner", path, CaseWalk.answer("SUBMIT"), null);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(204);
        assertThat(second.statusCode()).isEqualTo(204);
        assertThat(withoutKey.statusCode()).isEqualTo(404);
        assertThat(get("tur.planner", "/api/visit-requests/" + filled)
                        .get("state")
                        .asText())
                .isEqualTo("CERTIFICATION");
    }

    @Test
    void keepsNoRefusal() {
        var key = UUID.randomUUID().toString();
        var draft = walk.open("tur.planner");
        var path = "/api/tasks/" + walk.task("tur.planner", draft, VisitRequestProcess.PREPARE_REQUEST) + "/completion";

        var refused = sendWithKey("tur.planner", path, CaseWalk.answer("SUBMIT"), key);
        var mended = sendWithKey("tur.planner", path, CaseWalk.answer("WITHDRAW"), key);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(mended.statusCode()).as(mended.body()).isEqualTo(204);
        assertThat(sendWithKey("tur.security", "/api/visit-requests", null, key).statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsAnAnswerForADay() {
        var key = UUID.randomUUID().toString();
        var first = open("tur.planner", key);
        assertThat(database.sql("select count(*) from idempotent_answer where idempotency_key = ?"
                                + " and kept_until between current_timestamp + interval '23' hour"
                                + " and current_timestamp + interval '24' hour")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isOne();

        database.sql("update idempotent_answer set kept_until = current_timestamp - interval '1' second"
                        + " where idempotency_key = ?")
                .param(key)
                .update();

        var later = open("tur.planner", key);
        assertThat(later.statusCode()).as(later.body()).isEqualTo(201);
        assertThat(later.body()).isNotEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void refusesAnUnusableKey(int length) {
        var before = requestsOf("TUR");

        var answer = open("tur.planner", "k".repeat(length));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("type").asText())
                .isEqualTo("urn:mushterek:problem:problem.badIdempotencyKey");
        assertThat(requestsOf("TUR")).isEqualTo(before);
    }

    // --- Kept verdicts ---

    @Test
    void keepsWhatTheRulesSaidAtEachPoint() {
        var own = get("tur.auditor", "/api/visit-requests/" + number + "/verdicts");
        var atHost = get("aze.auditor", "/api/host-cases/" + number + "/verdicts");
        var rules = book.requestBook().descriptions().stream()
                .map(rule -> rule.id().code())
                .sorted()
                .toList();

        for (var point : List.of("SUBMISSION", "CERTIFICATION", "ENDORSEMENT", "TRANSMISSION")) {
            assertThat(rulesAt(own, point)).as(point).isEqualTo(rules);
        }
        assertThat(rulesAt(atHost, "RECEIPT")).isEqualTo(rules);
        assertThat(rulesAt(atHost, "DECISION")).hasSize(rules.size() + 1).containsAll(rules);
        assertThat(new TreeSet<>(own.findValuesAsText("point"))).hasSize(4);
        assertThat(new TreeSet<>(atHost.findValuesAsText("point"))).hasSize(2);
        // The request of these tests shows no evidence that may follow later; each such rule says what is missing.
        for (var point : List.of("SUBMISSION", "CERTIFICATION", "ENDORSEMENT", "TRANSMISSION")) {
            assertThat(rulesWith(own, point, "UNDETERMINED"))
                    .as(point)
                    .containsExactly("MED-01", "MED-03", "MED-04", "VIS-10");
            assertThat(rulesWith(own, point, "BREACHED")).as(point).isEmpty();
        }
        for (var verdict : own) {
            assertThat(verdict.get("result").asText()).isIn("SATISFIED", "NOT_APPLICABLE", "WARNING", "UNDETERMINED");
            assertThat(verdict.get("revision").asInt()).isEqualTo(1);
            assertThat(LocalDate.parse(verdict.get("parametersDate").asText()))
                    .isBefore(LocalDate.parse(content.get("from").asText()));
        }
    }

    // --- How the tests speak ---

    private static List<String> rulesAt(JsonNode verdicts, String point) {
        return StreamSupport.stream(verdicts.spliterator(), false)
                .filter(verdict -> verdict.get("point").asText().equals(point))
                .map(verdict -> verdict.get("rule").asText())
                .sorted()
                .toList();
    }

    private static List<String> rulesWith(JsonNode verdicts, String point, String result) {
        return StreamSupport.stream(verdicts.spliterator(), false)
                .filter(verdict -> verdict.get("point").asText().equals(point)
                        && verdict.get("result").asText().equals(result))
                .map(verdict -> verdict.get("rule").asText())
                .distinct()
                .sorted()
                .toList();
    }

    private Client client(String account) {
        return walk.client(account);
    }

    private HttpRequest.Builder request(String account, String path) {
        var client = client(account);
        return client.request(path)
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"));
    }

    private JsonNode get(String account, String path) {
        return walk.read(account, path);
    }

    private HttpResponse<String> send(String account, String method, String path, JsonNode body) {
        return send(account, method, path, body, null);
    }

    private HttpResponse<String> send(
            String account, String method, String path, @Nullable JsonNode body, @Nullable String version) {
        var request = request(account, path).method(method, body(body));
        return client(account).send(version == null ? request : request.header("If-Match", "\"" + version + "\""));
    }

    private HttpResponse<String> sendWithKey(
            String account, String path, @Nullable JsonNode body, @Nullable String key) {
        var request = request(account, path).POST(body(body));
        return client(account).send(key == null ? request : request.header("Idempotency-Key", key));
    }

    private HttpResponse<String> open(String account, @Nullable String key) {
        return sendWithKey(account, "/api/visit-requests", null, key);
    }

    private HttpResponse<String> openWithBasic(String key) {
        var client = Client.withBasic(port, "tur.planner", "demo");
        return client.send(client.request("/api/visit-requests")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.noBody()));
    }

    private static HttpRequest.BodyPublisher body(@Nullable JsonNode body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    }

    private static ObjectNode entry(String field, @Nullable String party, @Nullable String value) {
        return JSON.createObjectNode()
                .put("field", field)
                .put("party", party)
                .put("value", value)
                .put("reference", "Note 12/2026");
    }

    /** @param version null for the present one */
    private HttpResponse<String> enter(String account, String path, JsonNode entry, @Nullable String version) {
        var seen = version == null ? get(account, path).get("version").asText() : version;
        return send(account, "POST", path + "/entries", entry, seen);
    }

    private JsonNode judged(JsonNode request) {
        var answer = judgement(request, rows("tur"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> judgement(JsonNode request, @Nullable JsonNode roll) {
        return send("tur.planner", "POST", "/api/visit-judgements", unopened(request, roll), null);
    }

    private static ObjectNode unopened(JsonNode request, @Nullable JsonNode roll) {
        return JSON.createObjectNode().<ObjectNode>set("content", request).set("roster", roll);
    }

    /** The demonstration's roll of a side as rows of JSON. */
    private static ArrayNode rows(String side) {
        var lines = CaseWalk.roll(side).replace("\uFEFF", "").lines().toList();
        var header = lines.get(0).split(";", -1);
        var rows = JSON.createArrayNode();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(";", -1);
            var row = rows.addObject();
            for (var column = 0; column < header.length; column++) {
                row.put(header[column], cells[column]);
            }
        }
        return rows;
    }

    private static List<String> codes(JsonNode judgement) {
        return judgement.get("findings").findValuesAsText("code");
    }

    private static TreeSet<String> fields(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String counted(String sides, String after, int days) {
        return get("tur.guard", "/api/working-days?sides=" + sides + "&after=" + after + "&days=" + days)
                .get("date")
                .asText();
    }

    private List<String> numbers(String account, String path) {
        return get(account, path).get("items").findValuesAsText("number");
    }

    private static ObjectNode only(JsonNode page) {
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("total").asInt()).isEqualTo(1);
        return (ObjectNode) page.get("items").get(0);
    }

    private static ObjectNode emptyPage() {
        return JSON.createObjectNode()
                .<ObjectNode>set("items", JSON.createArrayNode())
                .put("total", 0);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int requestsOf(String side) {
        return database.sql("select count(*) from visit_request where sending_state = ?")
                .param(side)
                .query(Integer.class)
                .single();
    }

    private List<Integer> rows() {
        return List.of("visit_request", "visit_person", "visit_verdict", "case_counter", "audit_entry", "visit_story")
                .stream()
                .map(table -> database.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single())
                .toList();
    }
}
