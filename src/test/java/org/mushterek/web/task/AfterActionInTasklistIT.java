package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.web.task.Tasklist.HOSTILE;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.NeedsChromium;
import org.mushterek.visit.FileFixture;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** From an observation to a lesson learned and a signed report, by officers of both sides in the browser, with hostile text. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:after-action-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/after-action-tasklist"
        })
@ActiveProfiles("demo")
@Import(InApril2027.class)
@NeedsChromium
class AfterActionInTasklistIT {

    private static final String EXERCISE = "QIS-2027";
    private static final String OTHER = "YAY-2027";
    private static final int LESSONS_AT_ONCE = 50;
    private static final List<String> SIDES = List.of("aze", "tur");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @TempDir
    private Path folder;

    @Test
    void learnsFromAnExercise() throws Exception {
        register("tur", EXERCISE);
        try (var tasklist = Tasklist.open(port)) {
            var conduct = "#conduct-" + EXERCISE;
            tasklist.signIn("tur.planner").visit("/lessons").click("#conduct > summary");
            // Pictures come before what is typed: in all languages they draw the page anew.
            tasklist.click(conduct + " > summary")
                    .screenshot("record-startex")
                    .type("objectives-" + EXERCISE, "OBJ-1 Gece atışı")
                    .click(conduct + " [data-do=startex]")
                    .see(conduct + " .m-alert", "Gün eksik")
                    .type("on-" + EXERCISE, "05.04.2027")
                    .click(conduct + " [data-do=startex]")
                    .see(conduct + " .m-alert", "hazırlık denetimi geçilmedi")
                    .see(conduct + " .m-alert", "tutanağı kaydedip her komutana onaylatın");
            // What was begun is still there, and open, when the page comes anew.
            tasklist.visit("/lessons").click("#conduct > summary");
            assertThat(tasklist.text(conduct + " [data-do=startex]")).isNotBlank();
            holdGate(tasklist);
            // Others have worked in this window meanwhile; what the planner has begun was kept for the planner alone.
            tasklist.signIn("tur.planner").visit("/lessons").click("#conduct > summary");
            tasklist.see(conduct + " [data-do=startex]", "STARTEX")
                    .click(conduct + " [data-do=startex]")
                    .see(conduct, "STARTEX 05.04.2027");

            tasklist.signIn("aze.medical").visit("/lessons").click("#write > summary");
            tasklist.screenshot("write-observation").click("[data-do=submit]").see(".m-findings", "");
            tasklist.type("title", "Işıq " + HOSTILE)
                    .type("observation", HOSTILE)
                    .click("[name='tag-MATERIEL']");
            // Half of it written, and the page is asked for anew.
            tasklist.visit("/lessons")
                    .type("recommendation", "Do it")
                    .click("[data-do=submit]")
                    .see("#write", "OBS-AZE-2027-0001");
            tasklist.click("#write details > summary")
                    .attach("[name=sheet]", sheet())
                    .see("#write", "OBS-AZE-2027-0002");
            tasklist.screenshot("observations-from-sheet");

            tasklist.signIn("aze.lessons").take("Decide on observation", "OBS-AZE-2027-0001");
            tasklist.see(".m-facts", HOSTILE)
                    .attach("[name=files]", picture())
                    .see(".m-table", "isiq.pdf")
                    .choose("ACCEPT")
                    .select("release", "BOTH")
                    .screenshot("decide-observation")
                    .complete();
            tasklist.signIn("tur.commander").visit("/lessons").click("#conduct > summary");
            tasklist.click(conduct + " > summary")
                    .type("on-" + EXERCISE, "05.04.2027")
                    .click(conduct + " [data-do=endex]")
                    .see("#reports", "");
            for (var side : SIDES) {
                tasklist.signIn(side + ".lessons").take("Record hot wash");
                assertThat(tasklist.refusal()).isNotBlank();
                tasklist.type("attendance", "40")
                        .type("wentBadly-1", HOSTILE)
                        .select("rating-OBJ-1", "S")
                        .screenshot("hot-wash-" + side)
                        .complete();
            }
            tasklist.signIn("aze.planner").take("Record observations");
            tasklist.screenshot("record-observations").complete();
            tasklist.signIn("tur.commander").take("Record observations");
            tasklist.click("[data-do=add-observation]")
                    .type("observations/1/title", "Tahliye " + HOSTILE)
                    .type("observations/1/observation", "Seen")
                    .click("[name='observations/1/tag-TRAINING']")
                    .complete();

            tasklist.signIn("tur.lessons").take("Prepare first report");
            tasklist.screenshot("prepare-report").complete();
            for (var side : SIDES) {
                tasklist.signIn(side + ".commander").take("Endorse first report");
                tasklist.see(".mushterek-task", HOSTILE)
                        .choose("SIGN")
                        .screenshot("sign-report-" + side)
                        .complete();
            }
            tasklist.signIn("tur.lessons").take("Record review meeting");
            tasklist.enter("meetingOn", "05.04.2027")
                    .type("minutes", HOSTILE)
                    .screenshot("record-meeting")
                    .complete();

            tasklist.signIn("aze.lessons").take("Decide on observation", "OBS-AZE-2027-0002");
            tasklist.choose("REJECT").type("reason", "Known").complete();
            tasklist.signIn("aze.lessons").take("Settle what was recommended");
            assertThat(tasklist.refusal()).contains("OBS-AZE-2027-0001");
            var place = "settlements/OBS-AZE-2027-0001/";
            tasklist.select(place + "kind", "ACTION")
                    .type(place + "title", "Radio " + HOSTILE)
                    .type(place + "organisation", "Rabitə")
                    .select(place + "body", "MEDICAL")
                    .type(place + "person", "Kapitan Əliyev")
                    .enter(place + "dueOn", "01.06.2027")
                    .type(place + "task", HOSTILE)
                    .screenshot("settle")
                    .complete();
            for (var finding : List.of("RETURN", "VALIDATE")) {
                tasklist.signIn("aze.medical").take("Apply corrective action", "ACT-AZE-2027-0001");
                tasklist.type("done", HOSTILE)
                        .type("reference", "Qovluq 7")
                        .screenshot("apply-action")
                        .complete();
                tasklist.signIn("aze.lessons").take("Confirm effect of action", "ACT-AZE-2027-0001");
                tasklist.see(".m-table", HOSTILE)
                        .choose(finding)
                        .type("reason", finding + " " + HOSTILE)
                        .screenshot("validate-action")
                        .complete();
            }

            tasklist.signIn("tur.lessons").take("Decide on observation", "OBS-TUR-2027-0001");
            tasklist.choose("ACCEPT").select("release", "BOTH").complete();
            tasklist.signIn("tur.lessons").visit("/lessons").click("#merged > summary");
            tasklist.click("#merged details > summary").screenshot("propose-joint-text");
            tasklist.visit("/lessons").click("#merged > summary");
            tasklist.click("#merged details > summary")
                    .type("joint-title", "Joint " + HOSTILE)
                    .type("joint-observation", "Seen by both")
                    .click("#merged [name='joint-tag-MATERIEL']")
                    .click("[name='original-OBS-TUR-2027-0001']")
                    .click("[data-do=propose]")
                    .see("#merged", "MRG-TUR-2027-0001");
            tasklist.signIn("aze.lessons").take("Confirm joint text", "MRG-TUR-2027-0001");
            tasklist.see(".mushterek-task", HOSTILE)
                    .choose("AGREE")
                    .click("[name='original-OBS-AZE-2027-0001']")
                    .screenshot("confirm-joint-text")
                    .complete();

            tasklist.signIn("tur.lessons").take("Settle what was recommended");
            tasklist.screenshot("settle-nothing").complete();
            tasklist.signIn("tur.lessons").take("Prepare final report");
            tasklist.see(".mushterek-task", HOSTILE)
                    .screenshot("prepare-final-report")
                    .complete();
            for (var side : SIDES) {
                tasklist.signIn(side + ".authority").take("Endorse final report");
                tasklist.see(".mushterek-task", HOSTILE)
                        .choose("SIGN")
                        .screenshot("sign-final-report-" + side)
                        .complete();
            }

            hostedByTheOther(tasklist);

            tasklist.signIn("tur.range")
                    .visit("/lessons")
                    .select("kind", "JOINT_TEXT")
                    .see("#results .m-small", "1 bulundu");
            tasklist.click("#results details > summary").see("#results .m-facts", "Seen by both");
            tasklist.visit("/lessons").type("q", "isiq").see("#results .m-small", "1 bulundu");
            tasklist.click("#results details > summary").see("#results .m-facts", HOSTILE);
            tasklist.screenshot("lessons-found");
            showsMoreWhereThereIsMore(tasklist);
            assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                    .isNull();
        }
        assertThat(database.sql("select state from aar_action")
                        .query(String.class)
                        .list())
                .containsExactly("LEARNED");
        assertThat(database.sql("select state from aar_case")
                        .query(String.class)
                        .list())
                .containsExactly("FINAL", "FINAL");
    }

    /** The exercise was prepared outside: the host records the protocol of its gate, and both commanders confirm it. */
    private static void holdGate(Tasklist tasklist) throws IOException {
        tasklist.signIn("tur.planner").start("Exercise planning").take("Choose exercise");
        tasklist.choose("OUTSIDE").select("exercise", EXERCISE).complete();
        tasklist.take("Record protocol of the gate");
        assertThat(tasklist.refusal()).isNotBlank();
        tasklist.type("reference", HOSTILE)
                .enter("signedOn", "02.04.2027")
                .type("signature-AZE", "Polkovnik Əliyev " + HOSTILE)
                .type("signature-TUR", "Albay Işık")
                .click("[name='light-AIRCRAFT:AZE'][value=WAIVED]")
                .type("waivedBy-AIRCRAFT:AZE", HOSTILE)
                .type("reason-AIRCRAFT:AZE", HOSTILE)
                .click("[data-do=all-green]")
                .type("text", HOSTILE)
                .seeSaved()
                .screenshot("planning-record-protocol")
                .complete();
        for (var side : SIDES) {
            tasklist.signIn(side + ".commander").take("Confirm protocol of the gate");
            tasklist.see(".m-facts", "Polkovnik Əliyev " + HOSTILE)
                    .see(".m-table", HOSTILE)
                    .see(".m-light-waived", "")
                    .choose("AGREE")
                    .screenshot("planning-confirm-protocol-" + side)
                    .complete();
        }
    }

    /** What depends on who the host is, the other way round; what both sides do alike goes by REST. */
    private void hostedByTheOther(Tasklist tasklist) {
        register("aze", OTHER);
        HeldGate.before(port, "aze", OTHER);
        var conduct = "#conduct-" + OTHER;
        tasklist.signIn("aze.commander").visit("/lessons").click("#conduct > summary");
        tasklist.click(conduct + " > summary")
                .type("on-" + OTHER, "05.04.2027")
                .click(conduct + " [data-do=startex]")
                .see(conduct, "STARTEX 05.04.2027");
        post("aze.planner", "/api/exercises/" + OTHER + "/conduct/endex", "{\"on\":\"2027-04-05\"}");
        var number = database.sql("select number from aar_case where exercise_code = ?")
                .param(OTHER)
                .query(String.class)
                .single();
        for (var side : SIDES) {
            complete(side + ".lessons", number, """
                    {"action":"RECORD","hotWash":{"attendance":9,"wentWell":["All"],"ratings":{}}}""");
        }
        for (var side : SIDES) {
            complete(side + ".planner", number, "{\"action\":\"RECORD\"}");
        }
        tasklist.signIn("aze.lessons").take("Prepare first report", number);
        tasklist.complete();
        tasklist.signIn("tur.commander").take("Endorse first report", number);
        tasklist.choose("SIGN").complete();
        complete("aze.commander", number, "{\"action\":\"SIGN\"}");
        tasklist.signIn("aze.lessons").take("Record review meeting", number);
        tasklist.enter("meetingOn", "05.04.2027").type("minutes", HOSTILE).complete();
        for (var side : SIDES) {
            complete(side + ".lessons", number, "{\"action\":\"SETTLE\"}");
        }
        tasklist.signIn("aze.lessons").take("Prepare final report", number);
        tasklist.complete();
        tasklist.signIn("tur.authority").take("Endorse final report", number);
        tasklist.choose("SIGN").complete();
        complete("aze.authority", number, "{\"action\":\"SIGN\"}");
    }

    private void post(String account, String path, String json) {
        var answer = Client.withBasic(port, account, "demo").post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** The one task of the case that waits for the account. */
    private void complete(String account, String number, String answer) {
        var tasks = Client.json(Client.withBasic(port, account, "demo").get("/api/tasks?caseNumber=" + number));
        assertThat(tasks.get("items")).as(account).hasSize(1);
        post(account, "/api/tasks/" + tasks.at("/items/0/id").asText() + "/completion", answer);
    }

    /** Fifty lines at once; a button for the others, which goes with the last of them. */
    private void showsMoreWhereThereIsMore(Tasklist tasklist) throws IOException {
        var lessons = Client.withBasic(port, "aze.lessons", "demo");
        var known =
                Client.json(lessons.get("/api/lessons?limit=1")).get("total").asInt();
        observed(LESSONS_AT_ONCE - known);
        tasklist.signIn("aze.lessons").visit("/lessons").see("#results .m-small", LESSONS_AT_ONCE + " tapıldı");
        assertThat(hits(tasklist)).isEqualTo(LESSONS_AT_ONCE);
        assertThat(moreButtons(tasklist)).isZero();

        observed(1);
        tasklist.visit("/lessons").see("#results .m-small", LESSONS_AT_ONCE + 1 + " tapıldı");
        assertThat(hits(tasklist)).isEqualTo(LESSONS_AT_ONCE);
        tasklist.click("#results [data-do=more]");
        tasklist.browser().await(() -> hits(tasklist) == LESSONS_AT_ONCE + 1);
        tasklist.browser().await(() -> moreButtons(tasklist) == 0);
    }

    private static int hits(Tasklist tasklist) {
        return count(tasklist, "#results details.m-section");
    }

    private static int moreButtons(Tasklist tasklist) {
        return count(tasklist, "#results [data-do=more]");
    }

    private static int count(Tasklist tasklist, String selector) {
        return tasklist.browser()
                .driver()
                .findElements(By.cssSelector(selector))
                .size();
    }

    private void observed(int count) {
        for (int at = 0; at < count; at++) {
            post("aze.medical", "/api/exercises/" + OTHER + "/observations", """
                    {"title":"Seen","observedOn":"2027-04-05","observation":"Seen","tags":["TRAINING"],"release":"OWN_SIDE"}""");
        }
    }

    private Path picture() throws IOException {
        return Files.write(folder.resolve("isiq.pdf"), FileFixture.pdf());
    }

    private Path sheet() throws IOException {
        var file = folder.resolve("sheet.xlsx");
        try (var bytes = Files.newOutputStream(file);
                var workbook = new Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("1");
            var cells = new String[][] {
                {"title", "observedOn", "observation", "tags"},
                {"From a sheet", "05.04.2027", "Seen", "TRAINING"},
                {"From a sheet", "06.04.2027", "Seen", "TRAINING"}
            };
            for (int row = 0; row < cells.length; row++) {
                for (int at = 0; at < cells[row].length; at++) {
                    sheet.value(row, at, cells[row][at]);
                }
            }
        }
        return file;
    }

    private void register(String host, String exercise) {
        var client = Client.withBasic(port, host + ".planner", "demo");
        var registered = client.send(client.request("/api/exercises/" + exercise)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("""
                        {"title":"Qış gecəsi","hostState":"%s","parties":["AZE","TUR"],"firstDay":"2027-04-05",
                         "lastDay":"2027-04-05"}""".formatted(host.toUpperCase(Locale.ROOT)))));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    }
}
