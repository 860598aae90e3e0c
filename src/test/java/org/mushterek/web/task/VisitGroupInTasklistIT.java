package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** A contingent too large for one request, as its planner splits and submits it in Tasklist. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:group-in-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE")
@ActiveProfiles("demo")
@NeedsChromium
class VisitGroupInTasklistIT {

    @LocalServerPort
    private int port;

    @Test
    void isSplitAndSubmittedWithOneAnswer() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = walk.open("aze.planner");
        var path = "/api/visit-requests/" + number;
        var enrolled = walk.send(
                "aze.planner", "PUT", path + "/roster", RosterFixtures.csv(RosterFixtures.visitors(31)), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        walk.write("aze.planner", number, walk.lawfulContent("aze", "tur", "YILDIZ-TOROS"), 2);

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("aze.planner").take("Prepare visit request", number);
            tasklist.click("[data-split]").see("[data-group]", "").choose("SUBMIT");
            var group = walk.read("aze.planner", path).at("/group/number").asText();
            tasklist.see(".m-section", group).screenshot("group-split");
            tasklist.click("[data-group='" + group + "']")
                    .see(".m-group tbody tr:nth-child(1)", number)
                    .see(".m-group tbody tr:nth-child(2)", "yerinə yetirildi")
                    .screenshot("group-submitted");

            var parts = walk.read("aze.planner", "/api/visit-groups/" + group).get("parts");
            for (var part : parts) {
                walk.task("aze.security", part.get("number").asText(), "userTask_certifyRoster");
            }
            assertThat(parts).hasSize(2);
        }
    }

    /** The workbook brings its arms, a sorted roll moves them, and what is typed afterwards takes nothing of it away. */
    @Test
    void showsTheArmsOfAWorkbookAndWhereTheirBearersStandNow(@TempDir Path folder) throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = walk.open("tur.planner");
        walk.write("tur.planner", number, walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"), 1);
        var people = RosterFixtures.visitors(3);
        var workbook = Files.write(
                folder.resolve("roll.xlsx"), workbook(people, people.get(2).documentNumber()));
        var last = List.of(people.get(2), people.get(0));
        var sorted = Files.writeString(folder.resolve("roll.csv"), RosterFixtures.csv(last));

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.planner").take("Prepare visit request", number);
            tasklist.upload(workbook)
                    .see(
                            "#mushterek-roll .m-table",
                            people.get(2).documentNumber().substring(6))
                    .see("[data-count=arms]", "MPT-76 × 1")
                    .type("purpose", "Mountain drills")
                    .seeSaved();
            assertThat(armsOf(walk, number))
                    .isEqualTo("[{\"type\":\"MPT-76\",\"serialNumber\":\"T-3\",\"quantity\":1,\"bearer\":3}]");

            tasklist.upload(sorted)
                    .see(".m-notes", "Kafile başkan yardımcısı yeni listede yok")
                    .screenshot("sorted-roll")
                    .type("purpose", "Mountain drills by night")
                    .seeSaved();
        }

        assertThat(armsOf(walk, number))
                .isEqualTo("[{\"type\":\"MPT-76\",\"serialNumber\":\"T-3\",\"quantity\":1,\"bearer\":1}]");
        var document = walk.read("tur.planner", "/api/visit-requests/" + number).get("document");
        assertThat(document.get("purpose").asText()).isEqualTo("Mountain drills by night");
        assertThat(document.get("seniorLine").asInt()).isEqualTo(2);
        assertThat(document.get("deputyLine").isNull()).isTrue();
    }

    private static String armsOf(CaseWalk walk, String number) {
        return walk.read("tur.planner", "/api/visit-requests/" + number)
                .at("/document/arms")
                .toString();
    }

    private static byte[] workbook(List<Visitor> people, String bearer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            write(workbook.newWorksheet("roll"), RosterFixtures.csv(people));
            write(workbook.newWorksheet("arms"), "type,serial_number,quantity,bearer\nMPT-76,T-3,1," + bearer);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, String csv) {
        var lines = csv.split("\n", -1);
        for (int row = 0; row < lines.length; row++) {
            var cells = lines[row].split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                sheet.value(row, column, cells[column]);
            }
        }
    }

    @Test
    void isSplitAndSubmittedWithOneButton() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(30));
        var number = walk.open("tur.planner");
        var path = "/api/visit-requests/" + number;
        walk.send(
                "tur.planner", "PUT", path + "/roster", RosterFixtures.csv(RosterFixtures.visitors(75)), "text/csv", 1);
        walk.write("tur.planner", number, walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"), 2);

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.planner").take("Prepare visit request", number);
            tasklist.see("[data-split-parts] li:nth-child(3)", "3. kısım: kişiler 61–75, tesisler 1")
                    .see("[data-split-and-submit]", "3 kısma böl ve hepsini sun")
                    .click("[data-split-and-submit]")
                    .see(".m-group tbody tr:nth-child(1)", number)
                    .see(".m-group tbody tr:nth-child(3)", "tamamlandı")
                    .screenshot("group-split-and-submitted");
        }

        var parts = walk.read("tur.planner", path).at("/group/parts");
        assertThat(parts.findValuesAsText("state")).containsExactly("CERTIFICATION", "CERTIFICATION", "CERTIFICATION");
    }

    @Test
    void decidesOnThePersonsOfAllPartsInOneForm() throws Exception {
        var walk = new CaseWalk(port, Duration.ofSeconds(60));
        var number = walk.open("aze.planner");
        var path = "/api/visit-requests/" + number;
        walk.send(
                "aze.planner", "PUT", path + "/roster", RosterFixtures.csv(RosterFixtures.visitors(75)), "text/csv", 1);
        walk.write("aze.planner", number, walk.lawfulContent("aze", "tur", "YILDIZ-TOROS"), 2);
        var split = Client.json(walk.send("aze.planner", "POST", path + "/split", "", "application/json", 3));
        var parts = split.get("parts").findValuesAsText("number");
        for (var part : parts) {
            walk.complete("aze.planner", part, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
            walk.complete("aze.security", part, VisitRequestProcess.CERTIFY_ROSTER, CaseWalk.answer("CERTIFY"));
            walk.complete("aze.authority", part, VisitRequestProcess.ENDORSE_REQUEST, CaseWalk.answer("ENDORSE"));
            for (var desk : List.of("security", "range", "medical", "border")) {
                walk.complete("tur." + desk, part, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
            }
        }
        for (var part : parts) {
            walk.task("tur.authority", part, HostApprovalProcess.DECIDE_REQUEST);
        }

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.authority").take("Decide visit request", parts.get(0));
            tasklist.choose("APPROVED");
            var third = "[data-part='" + parts.get(2) + "']";
            tasklist.see(third + " summary", parts.get(2))
                    .click(third + " .m-people tbody tr:nth-child(7) .m-denied")
                    .select("reasonCode-" + parts.get(2), "SECURITY_OBJECTION")
                    .selectAt(third + " .m-people tbody tr:nth-child(7) select", "SECURITY_OBJECTION")
                    .screenshot("group-decision");
            tasklist.click("[data-group='" + split.get("number").asText() + "']")
                    .see(".m-group tbody tr:nth-child(3)", parts.get(2))
                    .screenshot("group-decided");
        }

        var group = walk.read(
                "tur.planner", "/api/visit-groups/" + split.get("number").asText());
        assertThat(group.get("parts").findValuesAsText("state")).containsOnly("ANSWERED");
        var decided = walk.read("aze.planner", "/api/visit-requests/" + parts.get(2))
                .get("decision")
                .get("visitors");
        assertThat(decided.get(6).get("verdict").asText()).isEqualTo("DENIED");
        assertThat(decided.findValuesAsText("verdict")).hasSize(15).containsOnlyOnce("DENIED");
    }
}
