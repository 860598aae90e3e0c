package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.web.task.Tasklist.HOSTILE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** An instrument from its start to its entry into force by officers of both sides in Tasklist, with hostile text in it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:instrument-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/instrument-tasklist"
        })
@ActiveProfiles("demo")
@Import(InApril2027.class)
@NeedsChromium
class InstrumentInTasklistIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Test
    void bringsAnInstrumentIntoForceByBothSides() throws Exception {
        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.legal").start("Memorandum approval").take("Record signed instrument");
            var number = tasklist.number();
            assertThat(number).startsWith("INS-TUR-2027-");
            assertThat(tasklist.refusal()).contains("henüz yanıtlanmamış");
            record(tasklist);
            tasklist.screenshot("record-instrument").seeSaved().keepSlowly();
            // Its last change is on its way when the officer completes, and is part of what is completed.
            tasklist.click("[name='step-TUR-PARLIAMENT']").awaitSaving().complete();

            for (var side : new String[] {"aze", "tur"}) {
                tasklist.signIn(side + ".legal").take("Record national approval", number);
                tasklist.see(".m-facts", HOSTILE)
                        .choose("APPROVE")
                        .enter("steps/PARLIAMENT", "02.04.2027")
                        .type("reference-PARLIAMENT", HOSTILE)
                        .enter("notifiedOn", "03.04.2027")
                        .type("note", HOSTILE)
                        .screenshot("record-approval-" + side)
                        .complete();
            }
            for (var side : new String[] {"aze", "tur"}) {
                tasklist.signIn(side + ".legal").take("Confirm receipt of notification", number);
                tasklist.enter("receivedOn", side.equals("aze") ? "04.04.2027" : "05.04.2027")
                        .type("reference", HOSTILE)
                        .see(".m-table", HOSTILE)
                        .screenshot("confirm-notification-" + side)
                        .complete();
            }

            tasklist.visit("/instruments")
                    .see("#cases", "Öğrenme Mutabakat Muhtırası")
                    .see("#cases", "05.04.2027");
            tasklist.screenshot("instruments");
            assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                    .isNull();
            assertThat(database.sql("select state from instrument_case where number = ?")
                            .param(number)
                            .query(String.class)
                            .single())
                    .isIn("IN_FORCE", "APPROVED");
        }
        var client = Client.withBasic(port, "aze.legal", "demo");
        assertThat(client.get("/api/instruments/SF-LESSONS-2027").body()).contains("onerror=\\\"window.hit=1\\\"");
        var paper = client.sendForBytes(
                client.request("/api/instruments/SF-LESSONS-2027/paper").GET());
        assertThat(new String(paper.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        try (var document = Loader.loadPDF(paper.body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("<img src=x", "{{7*7}} =1+1", "1 il · 1 yıl · 1 year");
        }
    }

    /** Georgia has no officers here: the opener's officers record its note with two hands, in their own language. */
    @ParameterizedTest
    @CsvSource({
        "aze, tur, Tərəfin yazılı cavabı, Gürcüstan, 1 il",
        "tur, aze, Tarafın yanıtını bildirdiği yazı, Gürcistan, 1 yıl"
    })
    void recordsTheWritingOfAPartyWithoutOfficers(
            String opener, String other, String missing, String georgia, String term, @TempDir Path folder)
            throws Exception {
        var note = Files.write(folder.resolve("nota.pdf"), FileFixture.pdf(300, 1));
        var legal = Client.withBasic(port, opener + ".legal", "demo");
        var recorded = legal.post("/api/instrument-cases", """
            {"act":"NEW","code":"SF-GEO-%s","kind":"MEMORANDUM","governsVisits":false,"titleAz":"Üçtərəfli memorandum",
             "titleTr":"Üçlü mutabakat muhtırası","titleEn":"Memorandum of three","place":"Tbilisi","signedOn":"2027-03-01",
             "term":"P1Y","renewal":"EACH_TERM","noticeDays":30,"entryIntoForce":"LAST_NOTIFICATION","reference":"No. 1",
             "parties":["AZE","TUR","GEO"],"approvals":[{"party":"GEO","step":"PARLIAMENT"}]}\
            """.formatted(opener.toUpperCase(Locale.ROOT)));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        var number = Client.json(recorded).get("number").asText();

        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn(opener + ".legal").take("Record answer on party's behalf", number);
            tasklist.see(".m-body", georgia).see(".m-facts", term).choose("APPROVE");
            assertThat(tasklist.refusal()).contains(missing);
            tasklist.screenshot("answer-on-behalf-refused-" + opener)
                    .attach("[data-files=addDocument]", note)
                    .see(".m-files", "nota.pdf")
                    .type("reference", "Nota 55-G")
                    .enter("steps/PARLIAMENT", "02.04.2027")
                    .type("reference-PARLIAMENT", "Gazette 7")
                    .enter("notifiedOn", "03.04.2027")
                    .type("note", "Nota 3")
                    .screenshot("answer-on-behalf-" + opener)
                    .complete();

            tasklist.signIn(opener + ".authority").take("Confirm answer on party's behalf", number);
            tasklist.see(".m-body", "Nota 55-G")
                    .see(".m-files", "nota.pdf")
                    .choose("CONFIRM")
                    .screenshot("confirm-on-behalf-" + opener)
                    .complete();

            var task = Client.json(
                            Client.withBasic(port, other + ".legal", "demo").get("/api/tasks?caseNumber=" + number))
                    .get("items");
            for (var open : task) {
                if (open.get("step").asText().equals("userTask_recordApproval")) {
                    var approved = Client.withBasic(port, other + ".legal", "demo")
                            .post("/api/tasks/" + open.get("id").asText() + "/completion", """
                                {"action":"APPROVE","steps":[],"notifiedOn":"2027-04-02","note":"Note 9"}\
                                """);
                    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(204);
                }
            }
            tasklist.signIn(opener + ".legal").take("Confirm receipt of notification", number);
            tasklist.enter("receivedOn", "04.04.2027")
                    .type("reference", "Nota 60")
                    .screenshot("receipt-on-behalf-" + opener)
                    .complete();
        }
        var told = Client.json(legal.get("/api/instrument-cases/" + number))
                .get("story")
                .findValuesAsText("event");
        assertThat(told).contains("approvalRecorded", "approved", "notificationReceived");
    }

    private static void record(Tasklist tasklist) {
        tasklist.select("act", "NEW")
                .type("code", "SF-LESSONS-2027")
                .select("kind", "MEMORANDUM")
                .type("titleAz", "Öyrənmə Memorandumu " + HOSTILE)
                .type("titleTr", "Öğrenme Mutabakat Muhtırası " + HOSTILE)
                .type("titleEn", "Memorandum on lessons " + HOSTILE)
                .type("place", HOSTILE)
                .enter("signedOn", "01.03.2027")
                .type("reference", HOSTILE)
                .type("term", "12")
                .select("term-unit", "M")
                .select("renewal", "EACH_TERM")
                .type("noticeDays", "90")
                .select("entryIntoForce", "LAST_NOTIFICATION")
                .click("[name='step-AZE-PARLIAMENT']");
    }
}
