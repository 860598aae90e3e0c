package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A commander answers two waivers of one case in Tasklist, each by itself. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:waiver-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/waiver-tasklist"
        })
@ActiveProfiles("demo")
@NeedsChromium
class WaiverInTasklistIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Test
    void isAnsweredForEachRule() throws IOException {
        database.sql("update exercise set plan_line = null").update();
        var walk = new CaseWalk(port, PATIENCE);
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI");
        content.putObject("emergency").put("justification", "Sürüşmə yolu bağlayıb");
        var number = walk.openFilled("tur", content);
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.commander").take("Decide waiver", number);
            tasklist.see("[data-rule='VIS-08']", "Sürüşmə yolu bağlayıb")
                    .click("[data-rule='LEG-05'] [data-code=GRANT] input")
                    .type("reason.LEG-05", "Emirle");
            assertThat(tasklist.refusal()).contains("VIS-08").doesNotContain("LEG-05 ");
            tasklist.screenshot("waivers")
                    .click("[data-rule='VIS-08'] [data-code=REFUSE] input")
                    .type("reason.VIS-08", "Helikopter yok")
                    .complete();

            tasklist.signIn("tur.planner").take("Correct or withdraw request", number);
            tasklist.see(".m-table", "Emirle").see(".m-table", "Helikopter yok").screenshot("waivers-told");
        }
        var told = walk.read("tur.planner", "/api/visit-requests/" + number);
        assertThat(told.get("state").asText()).isEqualTo("CORRECTION");
        assertThat(told.get("waivers").findValuesAsText("state")).containsExactly("GRANTED", "REFUSED");
    }
}
