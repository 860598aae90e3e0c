package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.ByHand;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.FileFixture;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Answers that have more than a choice, in Tasklist: waivers, each by itself; a question and its answer with files. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:answers-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/answers-tasklist"
        })
@ActiveProfiles("demo")
@NeedsChromium
class AnswersInTasklistIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Test
    void waiveEachRuleByItself() throws IOException {
        planLine(null);
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

    private void planLine(@Nullable String line) {
        ByHand.change(database, "update exercise set plan_line = ?", line);
    }

    @Test
    void takeFilesWithAQuestionAndKeepThoseOfADraft(@TempDir Path folder) throws IOException {
        var walk = new CaseWalk(port, PATIENCE);
        planLine("2026/1");
        var map = Files.write(folder.resolve("Poliqon xəritəsi.pdf"), FileFixture.pdf(300, 1));
        var number = walk.openFilled("tur", walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI"));
        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, CaseWalk.answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, CaseWalk.answer("CERTIFY"));
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, CaseWalk.answer("ENDORSE"));
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete("aze." + desk, number, HostApprovalProcess.REVIEW_AT_DESK, CaseWalk.answer("NO_OBJECTION"));
        }

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("aze.authority").take("Decide visit request", number);
            tasklist.choose("QUESTION")
                    .type("text", "Hansı poliqon?")
                    .attach("[data-place=attachments] [data-files=attachFiles]", map)
                    .see("[data-place=attachments] a", "Poliqon xəritəsi.pdf")
                    .screenshot("question-with-file");
            // Whoever comes back to the form finds it in the draft.
            tasklist.seeSaved().visit("/camunda/app/tasklist/default/").take("Decide visit request", number);
            tasklist.see("[data-place=attachments] a", "Poliqon xəritəsi.pdf").complete();

            tasklist.signIn("tur.planner").take("Answer host", number);
            tasklist.see(".m-asked", "Hansı poliqon?")
                    .type("text", "İkincisi")
                    .attach("[data-place=attachments] [data-files=attachFiles]", map)
                    .see("[data-place=attachments] a", "Poliqon xəritəsi.pdf")
                    .screenshot("answer-with-file")
                    .complete();
        }

        var files = walk.read("aze.planner", "/api/visit-requests/" + number + "/attachments")
                .get("items");
        assertThat(files.findValuesAsText("name")).containsExactly("Poliqon xəritəsi.pdf", "Poliqon xəritəsi.pdf");
        assertThat(files.findValuesAsText("side")).containsExactly("AZE", "TUR");
    }
}
