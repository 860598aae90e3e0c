package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.Browser;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A contingent of more than thirty, from one workbook to its permits. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:visit-group;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/visit-group"
        })
@ActiveProfiles("demo")
class VisitGroupIT {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @ParameterizedTest
    @CsvSource({"aze, tur, YILDIZ-TOROS", "tur, aze, QAFQAZ-QARTALI"})
    void isSplitFollowedAndDecidedAsOne(String sender, String host, String exercise) throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var planner = sender + ".planner";
        var number = filled(walk, sender, host, exercise, 75);

        for (int line : List.of(1, 31, 75)) {
            var added = walk.upload(planner, number, "INSURANCE", line, line + ".pdf", FileFixture.pdf(600_000, line));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        }
        assertThat(walk.upload(planner, number, "OTHER", null, "all.pdf", FileFixture.pdf())
                        .statusCode())
                .isEqualTo(201);

        var split = walk.send(planner, "POST", "/api/visit-requests/" + number + "/split", "", "application/json", 3);
        assertThat(split.statusCode()).as(split.body()).isEqualTo(201);
        var group = Client.json(split).get("number").asText();
        assertThat(group).matches("GRP-(AZE|TUR)-\\d{4}-\\d{4}");
        assertThat(standing(Client.json(split)))
                .containsExactly("1 PREPARATION 30", "2 PREPARATION 30", "3 PREPARATION 15");
        var parts = numbers(Client.json(split));
        assertThat(parts).hasSize(3).doesNotHaveDuplicates().startsWith(number);
        var third = walk.read(planner, "/api/visit-requests/" + parts.get(2)).get("document");
        assertThat(third.get("visitors").get(0).get("documentNumber").asText()).isEqualTo("•••••561");
        assertThat(List.of(
                        third.get("seniorLine").asInt(), third.get("deputyLine").asInt()))
                .containsExactly(1, 2);
        assertThat(files(walk, planner, parts.get(0))).containsExactly("1 1.pdf", "null all.pdf");
        assertThat(files(walk, planner, parts.get(1))).containsExactly("1 31.pdf");
        assertThat(files(walk, planner, parts.get(2))).containsExactly("15 75.pdf");
        assertThat(walk.client(host + ".authority")
                        .get("/api/visit-groups/" + group)
                        .statusCode())
                .isEqualTo(404);

        assertDone(walk, planner, group, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"), parts);
        assertThat(results(walk, planner, group, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT")))
                .allMatch(result -> result.endsWith(" NOT_AT_STEP"));
        assertDone(
                walk,
                sender + ".security",
                group,
                VisitRequestProcess.CERTIFY_ROSTER,
                confirming("CERTIFY", "DOC-05"),
                parts);
        assertDone(walk, sender + ".authority", group, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"), parts);
        for (var desk : List.of("security", "range", "medical", "border")) {
            var opinion = desk.equals("medical") ? confirming("NO_OBJECTION", "MED-02") : confirming("NO_OBJECTION");
            assertDone(walk, host + "." + desk, group, HostApprovalProcess.REVIEW_AT_DESK, opinion, parts);
        }
        for (var part : parts) {
            walk.task(host + ".authority", part, HostApprovalProcess.DECIDE_REQUEST);
        }
        var decision = JSON.createObjectNode().put("step", HostApprovalProcess.DECIDE_REQUEST);
        assertWaitsWithItsAuthority(walk, host, group, parts);
        assertDossierHoldsTheOtherParts(walk, host, parts);
        decision.set("answer", answer("APPROVED"));
        var denied = CaseWalk.answer("DENIED").put("reasonCode", "NONSENSE");
        decision.putObject("parts").set(parts.get(1), denied);
        ((ObjectNode) decision.get("parts")).set(parts.get(0), exceptFor(3, 30));
        var first = post(walk, host + ".authority", group, decision);
        assertThat(resultsOf(first))
                .containsExactly(parts.get(0) + " DONE", parts.get(1) + " REFUSED", parts.get(2) + " DONE");
        assertThat(first.get(1).at("/problem/status").asInt()).isEqualTo(400);
        decision.putObject("parts").set(parts.get(1), exceptFor(7, 30));
        assertThat(resultsOf(post(walk, host + ".authority", group, decision)))
                .containsExactly(parts.get(0) + " NOT_AT_STEP", parts.get(1) + " DONE", parts.get(2) + " NOT_AT_STEP");

        var permits = new ArrayList<String>();
        for (var part : parts) {
            permits.add(walk.permit(planner, part).get("number").asText());
        }
        assertThat(permits).hasSize(3).doesNotHaveDuplicates();
        for (int part = 1; part <= 3; part++) {
            var permit = walk.permit(planner, parts.get(part - 1));
            assertThat(text(
                            walk,
                            planner,
                            "/api/permits/" + permit.get("number").asText() + "/paper"))
                    .contains(group + " · " + part + "/3");
            var decided = walk.read(planner, "/api/visit-requests/" + parts.get(part - 1))
                    .get("decision")
                    .get("visitors");
            assertThat(decided.findValuesAsText("verdict").stream()
                            .filter("DENIED"::equals)
                            .count())
                    .isEqualTo(part == 3 ? 0 : 1);
            var checked =
                    walk.client(planner).get("/verify/" + permit.get("token").asText());
            assertThat(Client.json(checked).get("genuine").asBoolean()).isTrue();
            assertThat(Client.json(checked).get("standing").asText()).isEqualTo("NOT_YET_VALID");
        }
        for (var list : List.of("/api/visit-requests?group=" + group, "/api/visit-requests?q=" + group)) {
            assertThat(walk.read(planner, list).get("items").findValuesAsText("part"))
                    .as(list)
                    .containsExactlyInAnyOrder("1", "2", "3");
        }
        assertThat(walk.read(host + ".authority", "/api/host-cases?group=" + group)
                        .get("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(walk.read(planner, "/api/visit-requests?group=GRP-AZE-1999-0001")
                        .get("total")
                        .asInt())
                .isZero();
        var followed = walk.read(planner, "/api/visit-groups/" + group);
        assertThat(standing(followed)).containsExactly("1 APPROVED 30", "2 APPROVED 30", "3 APPROVED 15");
        assertThat(StreamSupport.stream(followed.get("parts").spliterator(), false)
                        .map(part -> part.get("permit").asText()))
                .containsExactlyElementsOf(permits);
        assertThat(standing(walk.read(host + ".authority", "/api/visit-groups/" + group)))
                .containsExactly("1 ANSWERED 30", "2 ANSWERED 30", "3 ANSWERED 15");
        assertThat(walk.read(host + ".registry", "/api/host-cases/" + number)
                        .at("/group/number")
                        .asText())
                .isEqualTo(group);
    }

    private static void assertWaitsWithItsAuthority(CaseWalk walk, String host, String group, List<String> parts) {
        var standing =
                walk.read(host + ".planner", "/api/visit-groups/" + group).get("parts");
        assertThat(standing.findValuesAsText("number")).containsExactlyElementsOf(parts);
        for (var part : standing) {
            assertThat(part.get("tasks")).hasSize(1);
            var task = part.get("tasks").get(0);
            assertThat(task.get("step").asText()).isEqualTo(HostApprovalProcess.DECIDE_REQUEST);
            assertThat(task.get("groups").get(0).asText()).isEqualTo(host + "-authority");
            assertThat(task.get("holder").isNull()).isTrue();
            assertThat(task.get("due").asText()).isNotBlank();
        }
    }

    private static void assertDossierHoldsTheOtherParts(CaseWalk walk, String host, List<String> parts) {
        var task = walk.task(host + ".authority", parts.get(1), HostApprovalProcess.DECIDE_REQUEST);
        var others = walk.read(host + ".authority", "/api/tasks/" + task)
                .get("dossier")
                .get("otherParts");
        assertThat(others.findValuesAsText("part")).startsWith("1");
        assertThat(List.of(
                        others.get(0).get("number").asText(),
                        others.get(1).get("number").asText()))
                .containsExactly(parts.get(0), parts.get(2));
        assertThat(others.get(1).get("document").get("visitors")).hasSize(15);
    }

    /** An approval of everybody but the person of this line. */
    private static ObjectNode exceptFor(int denied, int persons) {
        var approval = answer("APPROVED_WITH_LIMITS").put("reasonCode", "OTHER");
        var visitors = approval.putArray("visitors");
        for (int line = 1; line <= persons; line++) {
            var visitor = visitors.addObject().put("line", line).put("verdict", line == denied ? "DENIED" : "APPROVED");
            if (line == denied) {
                visitor.put("reasonCode", "SECURITY_OBJECTION");
            }
        }
        return approval;
    }

    private static String text(CaseWalk walk, String account, String path) throws IOException {
        var client = walk.client(account);
        try (var document =
                Loader.loadPDF(client.sendForBytes(client.request(path).GET()).body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<String> files(CaseWalk walk, String planner, String number) {
        return StreamSupport.stream(
                        walk.read(planner, "/api/visit-requests/" + number + "/attachments")
                                .get("items")
                                .spliterator(),
                        false)
                .map(file -> file.get("line").asText() + " " + file.get("name").asText())
                .toList();
    }

    /** One site more than a request holds: the same persons in two parts, each with its sites, to their permits. */
    @Test
    void isSplitByItsSitesToItsPermits() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 12);
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        var sites = content.putArray("sites");
        for (int site = 1; site <= 31; site++) {
            sites.addObject().put("name", "Poliqon " + site).put("kind", "RANGE");
        }
        var legs = content.putObject("annexes").putArray("legs");
        legs.addObject()
                .put("direction", "ARRIVAL")
                .put("carrier", "TK 332")
                .putArray("travellers")
                .add(1)
                .add(12);
        legs.addObject().put("direction", "DEPARTURE").put("carrier", "TK 333");
        assertThat(walk.write("tur.planner", number, content, 3)).isEqualTo(4);

        var split = Client.json(splitAndSubmitted(walk, number, 4));

        assertThat(standing(split)).containsExactly("1 CERTIFICATION 12", "2 CERTIFICATION 12");
        var group = split.get("number").asText();
        var parts = numbers(split);
        assertThat(split.get("parts").findValuesAsText("sites")).containsExactly("30", "1");
        var second =
                walk.read("tur.planner", "/api/visit-requests/" + parts.get(1)).get("document");
        assertThat(second.at("/sites/0/no").asInt()).isEqualTo(1);
        assertThat(second.at("/sites/0/name").asText()).isEqualTo("Poliqon 31");
        assertThat(second.at("/annexes/legs/0/travellers").toString()).isEqualTo("[1,12]");
        assertDone(
                walk,
                "tur.security",
                group,
                VisitRequestProcess.CERTIFY_ROSTER,
                confirming("CERTIFY", "DOC-05"),
                parts);
        assertDone(walk, "tur.authority", group, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"), parts);
        for (var desk : List.of("security", "range", "medical", "border")) {
            var opinion = desk.equals("medical") ? confirming("NO_OBJECTION", "MED-02") : confirming("NO_OBJECTION");
            assertDone(walk, "aze." + desk, group, HostApprovalProcess.REVIEW_AT_DESK, opinion, parts);
        }
        assertDone(walk, "aze.authority", group, HostApprovalProcess.DECIDE_REQUEST, answer("APPROVED"), parts);
        var permits = new ArrayList<String>();
        for (var part : parts) {
            permits.add(text(
                    walk,
                    "tur.planner",
                    "/api/permits/"
                            + walk.permit("tur.planner", part).get("number").asText() + "/paper"));
        }
        assertThat(permits.get(0)).contains("Poliqon 30").doesNotContain("Poliqon 31");
        assertThat(permits.get(1)).contains("Poliqon 31").doesNotContain("Poliqon 30");
    }

    /** @param version of the request that its planner has read */
    private static HttpResponse<String> splitAndSubmitted(CaseWalk walk, String number, int version) {
        return walk.send(
                "tur.planner",
                "POST",
                "/api/visit-requests/" + number + "/split?submit=true",
                "",
                "application/json",
                version);
    }

    @Test
    @NeedsChromium
    void keepsThePlaceOfAnAmendedPart() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 33);
        var split = Client.json(splitAndSubmitted(walk, number, 3));
        var group = split.get("number").asText();
        var parts = numbers(split);
        assertDone(
                walk,
                "tur.security",
                group,
                VisitRequestProcess.CERTIFY_ROSTER,
                confirming("CERTIFY", "DOC-05"),
                parts);
        assertDone(walk, "tur.authority", group, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"), parts);
        for (var desk : List.of("security", "range", "medical", "border")) {
            var opinion = desk.equals("medical") ? confirming("NO_OBJECTION", "MED-02") : confirming("NO_OBJECTION");
            assertDone(walk, "aze." + desk, group, HostApprovalProcess.REVIEW_AT_DESK, opinion, parts);
        }
        assertDone(walk, "aze.authority", group, HostApprovalProcess.DECIDE_REQUEST, answer("APPROVED"), parts);
        var earlier = parts.get(1);
        walk.permit("tur.planner", earlier);
        var recalled = walk.send(
                "tur.planner",
                "POST",
                "/api/visit-requests/" + earlier + "/recalls",
                "{\"lines\":[3]}",
                "application/json",
                null);
        assertThat(recalled.statusCode()).as(recalled.body()).isEqualTo(200);
        walk.task("aze.registry", earlier, VisitPermitProcess.ARRANGE_RETURN);

        var opened = walk.send(
                "tur.planner",
                "POST",
                "/api/visit-requests/" + earlier + "/amendments",
                "{}",
                "application/json",
                null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var amendment = Client.json(opened).get("number").asText();

        assertThat(second(walk, "tur.planner", group))
                .isEqualTo("%s amends null, to be replaced by %s PREPARATION".formatted(earlier, amendment));
        assertThat(second(walk, "aze.authority", group)).isEqualTo("%s amends null, stays".formatted(earlier));
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + amendment)
                        .at("/group/number")
                        .asText())
                .isEqualTo(group);
        // What is answered for the group is not answered for what may come of a part of it.
        assertThat(results(walk, "tur.planner", group, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT")))
                .containsExactly(parts.get(0) + " NOT_AT_STEP", earlier + " NOT_AT_STEP");

        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        var last = LocalDate.parse(content.get("to").asText()).minusDays(1);
        walk.write(
                "tur.planner",
                amendment,
                content.put("to", last.toString()),
                Client.json(opened).get("version").asInt());
        walk.complete("tur.planner", amendment, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", amendment, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        walk.complete("tur.authority", amendment, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        walk.task("aze.security", amendment, HostApprovalProcess.REVIEW_AT_DESK);
        assertThat(second(walk, "aze.authority", group))
                .isEqualTo("%s amends null, to be replaced by %s AT_DESKS".formatted(earlier, amendment));
        for (var desk : walk.read("aze.authority", "/api/host-cases/" + amendment)
                .get("desks")
                .findValuesAsText("desk")) {
            walk.complete(
                    "aze." + desk.toLowerCase(Locale.ROOT),
                    amendment,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer("NO_OBJECTION"));
        }
        var approval = answer("APPROVED");
        approval.putArray("sites").addObject().put("site", 1).put("verdict", "APPROVED");
        walk.complete("aze.authority", amendment, HostApprovalProcess.DECIDE_REQUEST, approval);
        var permit = walk.permit("tur.planner", amendment).get("number").asText();

        for (var account : List.of("tur.planner", "aze.authority")) {
            var shown = walk.read(account, "/api/visit-groups/" + group);
            assertThat(numbers(shown)).as(account).containsExactly(parts.get(0), amendment);
            assertThat(shown.at("/parts/1/permit").asText()).isEqualTo(permit);
            assertThat(shown.at("/parts/0/amends").isNull()).isTrue();
            assertThat(second(walk, account, group)).isEqualTo("%s amends %s, stays".formatted(amendment, earlier));
            var list = account.startsWith("tur") ? "/api/visit-requests" : "/api/host-cases";
            for (var search : List.of("?group=", "?q=")) {
                assertThat(walk.read(account, list + search + group)
                                .get("items")
                                .findValuesAsText("part"))
                        .as(list + search)
                        .containsExactlyInAnyOrder("1", "2", "2");
            }
            for (var one : List.of(earlier, amendment)) {
                assertThat(walk.read(account, list + "/" + one)
                                .at("/group/parts/1/number")
                                .asText())
                        .isEqualTo(amendment);
            }
        }
        assertPagesLeadBothWays(earlier, amendment);
        assertReturnIsSeenToBehind(walk, group, parts.get(0), amendment);
    }

    /** Whoever was recalled from the permit that was replaced is still seen to, in the place of the part. */
    private static void assertReturnIsSeenToBehind(CaseWalk walk, String group, String first, String amendment) {
        assertThat(waitingAtSecond(walk, group)).contains(VisitPermitProcess.ARRANGE_RETURN);
        var left = JSON.createObjectNode();
        left.putArray("visitors").addObject().put("line", 3).put("verdict", "LEFT");

        assertThat(results(walk, "aze.registry", group, VisitPermitProcess.ARRANGE_RETURN, left))
                .containsExactly(first + " NOT_AT_STEP", amendment + " DONE");

        assertThat(waitingAtSecond(walk, group)).containsExactly(VisitPermitProcess.CLOSE_VISIT);
    }

    private static List<String> waitingAtSecond(CaseWalk walk, String group) {
        return walk.read("aze.registry", "/api/visit-groups/" + group)
                .at("/parts/1/tasks")
                .findValuesAsText("step");
    }

    /** Each page of the group leads to the request that was amended and to the amendment. */
    private void assertPagesLeadBothWays(String earlier, String amendment) throws IOException {
        try (var browser = Browser.open()) {
            for (var account : List.of("tur.planner", "aze.authority")) {
                browser.signIn(port, account);
                for (var shown : List.of(earlier, amendment)) {
                    browser.show(URI.create("http://127.0.0.1:" + port + "/cases#" + shown));
                    browser.driver().navigate().refresh();
                    var other = shown.equals(earlier) ? amendment : earlier;
                    // The part is drawn anew when it is known who has it.
                    browser.await(() -> browser.driver()
                                    .findElement(By.cssSelector("[data-amends='" + earlier + "']"))
                                    .getText()
                                    .contains(earlier)
                            && browser.driver()
                                    .findElement(By.cssSelector("tr:has([data-amends]) a[href$='" + other + "']"))
                                    .getText()
                                    .equals(other));
                    browser.picture("group-" + account + "-" + (shown.equals(earlier) ? "earlier" : "amendment"));
                }
            }
        }
    }

    private static String second(CaseWalk walk, String account, String group) {
        var part = walk.read(account, "/api/visit-groups/" + group).at("/parts/1");
        var next = part.get("amendment");
        return part.get("number").asText() + " amends " + part.get("amends").asText() + ", "
                + (next.isNull()
                        ? "stays"
                        : "to be replaced by " + next.get("number").asText() + " "
                                + next.get("state").asText());
    }

    /** The workbook lists the arms with their bearers: each weapon is on the permit of its bearer's part alone. */
    @Test
    void givesEachPartTheWeaponsOfItsOwnPersons() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = walk.open("tur.planner");
        var client = walk.client("tur.planner");
        var enrolled = client.send(client.request("/api/visit-requests/" + number + "/roster")
                .header("Content-Type", WORKBOOK)
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("If-Match", "\"1\"")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(workbook(
                        31,
                        List.of("type", "serial_number", "quantity", "bearer"),
                        List.of("MPT-76", "A-1", "1", "1"),
                        List.of("MPT-76", "A-31", "1", "31"),
                        List.of("Bixi", "", "2", "")))));
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        assertThat(walk.read("tur.planner", "/api/visit-requests/" + number)
                        .at("/document/armed")
                        .asBoolean())
                .isTrue();

        var split = Client.json(walk.send(
                "tur.planner", "POST", "/api/visit-requests/" + number + "/split", "", "application/json", 3));

        assertThat(standing(split)).containsExactly("1 PREPARATION 29", "2 PREPARATION 2");
        assertThat(arms(walk, numbers(split).get(0))).containsExactly("1 × MPT-76 A-1 1", "2 × Bixi null null");
        assertThat(arms(walk, numbers(split).get(1))).containsExactly("1 × MPT-76 A-31 2");
    }

    private static List<String> arms(CaseWalk walk, String number) {
        return StreamSupport.stream(
                        walk.read("tur.planner", "/api/visit-requests/" + number)
                                .at("/document/arms")
                                .spliterator(),
                        false)
                .map(arm ->
                        arm.get("quantity").asText() + " × " + arm.get("type").asText() + " "
                                + arm.get("serialNumber").asText() + " "
                                + arm.path("bearer").asText("null"))
                .toList();
    }

    @Test
    void keepsWeaponsAndOfficesWithTheirPersonsWhenTheRollIsSorted() {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI").put("armed", true);
        content.putArray("arms")
                .addObject()
                .put("type", "MPT-76")
                .put("serialNumber", "T-3")
                .put("quantity", 1)
                .put("bearer", 3);
        var number = walk.openFilled("tur", content);
        var path = "/api/visit-requests/" + number;
        var lines = new ArrayList<>(CaseWalk.roll("tur").lines().toList());
        Collections.reverse(lines.subList(1, lines.size()));

        var sorted = Client.json(
                walk.send("tur.planner", "PUT", path + "/roster", String.join("\n", lines) + "\n", "text/csv", 3));

        assertThat(sorted.get("notes")).noneMatch(note -> note.asText().contains("T-3"));
        var document = walk.read("tur.planner", path).get("document");
        assertThat(arms(walk, number)).containsExactly("1 × MPT-76 T-3 28");
        assertThat(List.of(
                        document.get("seniorLine").asInt(),
                        document.get("deputyLine").asInt()))
                .containsExactly(30, 29);

        lines.remove(28);
        var shorter = Client.json(walk.send(
                "tur.planner",
                "PUT",
                path + "/roster",
                String.join("\n", lines) + "\n",
                "text/csv",
                sorted.get("version").asInt()));

        assertThat(shorter.get("notes").get(0).asText())
                .isEqualTo("1. silah (MPT-76, T-3) artık kimsenin değil: taşıyanı yeni listede yok.");
        assertThat(arms(walk, number)).containsExactly("1 × MPT-76 T-3 null");
        assertThat(walk.read("tur.planner", path).get("story").findValuesAsText("event"))
                .endsWith("rollReplaced", "placesVacated");
    }

    @Test
    void isNotSplitWhereOneRequestHoldsEverybody() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = filled(walk, "aze", "tur", "YILDIZ-TOROS", 30);

        var refused =
                walk.send("aze.planner", "POST", "/api/visit-requests/" + number + "/split", "", "application/json", 3);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).get("type").asText()).endsWith("visit.groupNotNeeded");
    }

    @Test
    void isSplitOnce() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = filled(walk, "aze", "tur", "YILDIZ-TOROS", 31);
        var path = "/api/visit-requests/" + number + "/split";
        assertThat(walk.send("aze.planner", "POST", path, "", "application/json", 2)
                        .statusCode())
                .isEqualTo(412);

        var split = walk.send("aze.planner", "POST", path, "", "application/json", 3);

        assertThat(standing(Client.json(split))).containsExactly("1 PREPARATION 29", "2 PREPARATION 2");
        var again = walk.send("aze.planner", "POST", path, "", "application/json", 5);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Client.json(again).get("type").asText()).endsWith("visit.groupExists");
    }

    @Test
    void isSplitAndSubmittedInOneCall() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 75);

        var split = splitAndSubmitted(walk, number, 3);

        assertThat(split.statusCode()).as(split.body()).isEqualTo(201);
        var parts = numbers(Client.json(split));
        assertThat(standing(Client.json(split)))
                .containsExactly("1 CERTIFICATION 30", "2 CERTIFICATION 30", "3 CERTIFICATION 15");
        assertThat(resultsOf(Client.json(split).get("results")))
                .containsExactlyElementsOf(
                        parts.stream().map(part -> part + " DONE").toList());
    }

    @Test
    void letsAReturnedPartComeBackWhileTheOthersGoOn() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 31);
        var split = Client.json(splitAndSubmitted(walk, number, 3));
        var group = split.get("number").asText();
        var parts = numbers(split);
        for (var part : parts) {
            walk.task("tur.security", part, VisitRequestProcess.CERTIFY_ROSTER);
        }
        var answers = JSON.createObjectNode().put("step", VisitRequestProcess.CERTIFY_ROSTER);
        answers.set("answer", confirming("CERTIFY", "DOC-05"));
        answers.putObject("parts").set(parts.get(1), answer("RETURN").put("reason", "Clearance of line 2"));

        assertThat(resultsOf(post(walk, "tur.security", group, answers)))
                .containsExactly(parts.get(0) + " DONE", parts.get(1) + " DONE");

        walk.task("tur.authority", parts.get(0), VisitRequestProcess.ENDORSE_REQUEST);
        walk.task("tur.planner", parts.get(1), VisitRequestProcess.CORRECT_REQUEST);
        assertThat(standing(walk.read("tur.planner", "/api/visit-groups/" + group)))
                .containsExactly("1 ENDORSEMENT 29", "2 CORRECTION 2");
        assertThat(results(walk, "tur.authority", group, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE")))
                .containsExactly(parts.get(0) + " DONE", parts.get(1) + " NOT_AT_STEP");
        assertThat(results(walk, "tur.planner", group, VisitRequestProcess.CORRECT_REQUEST, answer("SUBMIT")))
                .containsExactly(parts.get(0) + " NOT_AT_STEP", parts.get(1) + " DONE");
        walk.task("tur.security", parts.get(1), VisitRequestProcess.CERTIFY_ROSTER);
        // Whoever prepares does not certify, whichever door it comes through.
        for (var account : List.of("tur.planner", "tur.auditor")) {
            var refused = walk.send(
                    account,
                    "POST",
                    "/api/visit-groups/" + group + "/answers",
                    "{\"step\":\"userTask_certifyRoster\",\"answer\":{\"action\":\"CERTIFY\"}}",
                    "application/json",
                    null);
            assertThat(refused.statusCode()).as(account).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysSplitWhereTheRulesRefuseItsParts(boolean withKey) throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 31);
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI").put("purpose", "");
        assertThat(walk.write("tur.planner", number, content, 3)).isEqualTo(4);

        var split = withKey
                ? walk.postOnce(
                        "tur.planner", "/api/visit-requests/" + number + "/split?submit=true", "", "split-once", 4)
                : splitAndSubmitted(walk, number, 4);

        assertThat(split.statusCode()).as(split.body()).isEqualTo(201);
        assertThat(standing(Client.json(split))).containsExactly("1 PREPARATION 29", "2 PREPARATION 2");
        var results = Client.json(split).get("results");
        assertThat(results.findValuesAsText("result")).containsExactly("REFUSED", "REFUSED");
        assertThat(results.get(1).at("/problem/findings")).isNotEmpty();
        for (var part : numbers(Client.json(split))) {
            assertThat(walk.read("tur.planner", "/api/visit-requests/" + part)
                            .get("story")
                            .findValuesAsText("event"))
                    .as(part)
                    .containsOnlyOnce("submissionRefused")
                    .doesNotContain("submitted");
            assertThat(database.sql("select count(*) from audit_entry where case_number = ? and account = 'tur.planner'"
                                    + " and action = 'visit.submissionRefused'")
                            .param(part)
                            .query(Integer.class)
                            .single())
                    .as(part)
                    .isEqualTo(1);
        }
    }

    /** One part that is refused undoes none of the others, nor the whole call, which is one transaction by its key. */
    @Test
    void answersEachPartByItselfThoughTheCallIsDoneOnce() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = filled(walk, "tur", "aze", "QAFQAZ-QARTALI", 31);
        var split = Client.json(splitAndSubmitted(walk, number, 3));
        var parts = numbers(split);
        for (var part : parts) {
            walk.task("tur.security", part, VisitRequestProcess.CERTIFY_ROSTER);
        }
        var answers = JSON.createObjectNode().put("step", VisitRequestProcess.CERTIFY_ROSTER);
        answers.set("answer", confirming("CERTIFY", "DOC-05"));
        answers.putObject("parts").set(parts.get(0), answer("ENDORSE"));
        var path = "/api/visit-groups/" + split.get("number").asText() + "/answers";

        var answered = walk.postOnce("tur.security", path, answers.toString(), "parts-once", null);

        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertThat(resultsOf(Client.json(answered))).containsExactly(parts.get(0) + " REFUSED", parts.get(1) + " DONE");
        assertThat(Client.json(answered).get(0).at("/problem/status").asInt()).isEqualTo(400);
        walk.task("tur.authority", parts.get(1), VisitRequestProcess.ENDORSE_REQUEST);
        assertThat(standing(walk.read(
                        "tur.planner",
                        "/api/visit-groups/" + split.get("number").asText())))
                .containsExactly("1 CERTIFICATION 29", "2 ENDORSEMENT 2");
        assertThat(walk.postOnce("tur.security", path, answers.toString(), "parts-once", null)
                        .body())
                .isEqualTo(answered.body());
    }

    @Test
    void doesNotExistForWhomItIsNot() {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));

        assertThat(walk.client("aze.planner")
                        .get("/api/visit-groups/GRP-AZE-2027-9999")
                        .statusCode())
                .isEqualTo(404);
    }

    private String filled(CaseWalk walk, String sender, String host, String exercise, int persons) throws Exception {
        var planner = sender + ".planner";
        var number = walk.open(planner);
        var enrolled = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + port + "/api/visit-requests/" + number + "/roster"))
                                .header("Authorization", basic(planner))
                                .header("Content-Type", WORKBOOK)
                                .header("If-Match", "\"1\"")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(workbook(persons)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        assertThat(walk.write(planner, number, walk.lawfulContent(sender, host, exercise), 2))
                .isEqualTo(3);
        return number;
    }

    private static String basic(String account) {
        return "Basic " + Base64.getEncoder().encodeToString((account + ":demo").getBytes(StandardCharsets.UTF_8));
    }

    @SafeVarargs
    private static byte[] workbook(int persons, List<String>... arms) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("Roll");
            var lines = RosterFixtures.csv(RosterFixtures.visitors(persons)).split("\n");
            for (int row = 0; row < lines.length; row++) {
                var cells = lines[row].split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
            }
            var listed = workbook.newWorksheet("arms");
            for (int row = 0; row < arms.length; row++) {
                for (int column = 0; column < arms[row].size(); column++) {
                    listed.value(row, column, arms[row].get(column));
                }
            }
        }
        return bytes.toByteArray();
    }

    /** An answer that confirms the duties of these rules. */
    private static ObjectNode confirming(String action, String... rules) {
        var answer = answer(action);
        var duties = answer.putArray("duties");
        List.of(rules).forEach(duties::add);
        return answer;
    }

    private static void assertDone(
            CaseWalk walk, String account, String group, String step, ObjectNode answer, List<String> parts) {
        for (var part : parts) {
            walk.task(account, part, step);
        }
        assertThat(results(walk, account, group, step, answer))
                .containsExactlyElementsOf(
                        parts.stream().map(part -> part + " DONE").toList());
    }

    private static List<String> results(CaseWalk walk, String account, String group, String step, ObjectNode answer) {
        var body = JSON.createObjectNode().put("step", step);
        body.set("answer", answer);
        return resultsOf(post(walk, account, group, body));
    }

    private static JsonNode post(CaseWalk walk, String account, String group, ObjectNode body) {
        var answered = walk.send(
                account, "POST", "/api/visit-groups/" + group + "/answers", body.toString(), "application/json", null);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return Client.json(answered);
    }

    private static List<String> resultsOf(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(result -> result.get("number").asText() + " "
                        + result.get("result").asText())
                .toList();
    }

    private static List<String> standing(JsonNode group) {
        return StreamSupport.stream(group.get("parts").spliterator(), false)
                .map(part -> part.get("part").asText() + " " + part.get("state").asText() + " "
                        + part.get("persons").asText())
                .toList();
    }

    private static List<String> numbers(JsonNode group) {
        return StreamSupport.stream(group.get("parts").spliterator(), false)
                .map(part -> part.get("number").asText())
                .toList();
    }
}
