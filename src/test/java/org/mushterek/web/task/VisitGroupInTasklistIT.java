package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.roster.RosterFixtures;
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
}
