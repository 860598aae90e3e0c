package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.web.task.Tasklist.HOSTILE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** Drills from an empty list to a plan in force by officers of both sides in Tasklist, with hostile text in it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:drills-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/drills-tasklist"
        })
@ActiveProfiles("demo")
@Import(InApril2027.class)
@NeedsChromium
class DrillsInTasklistIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Test
    void bringsDrillsIntoForceByBothSides() throws Exception {
        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.planner").start("Drill scheduling").take("Plan drills");
            var number = tasklist.number();
            assertThat(number).startsWith("DRL-TUR-2027-");
            tasklist.select("exercise", "YILDIZ-TOROS").see(".m-sides", "YILDIZ-TOROS");
            assertThat(tasklist.refusal()).isNotBlank();
            tasklist.click("[name=addTeam]").click("[name=addTeam]");
            drill(tasklist, "D01", "TUR-R01", "LIVE_FIRE");
            drill(tasklist, "D02", "TUR-R08", "DRY");
            tasklist.enter("drills/2/follows", "D01+60").seeSaved();
            tasklist.attach("[name=rows]", sheet())
                    .see(".m-section", "eklendi")
                    .see(".m-section", "NOWHERE adlı bir atış alanı yok")
                    .see("[data-place='drills/3']", "Sızma")
                    .screenshot("drills-from-sheet");
            tasklist.click("[name=ask]");
            tasklist.see(".m-asked", "kanıtlandı")
                    .screenshot("plan-drills")
                    .seeSaved()
                    .complete();

            tasklist.signIn("tur.range").take("Confirm range bookings", number);
            tasklist.see(".m-section", "kanıtlandı")
                    .choose("CONFIRM")
                    .seeSaved()
                    .screenshot("confirm-bookings")
                    .complete();
            for (var side : new String[] {"aze", "tur"}) {
                tasklist.signIn(side + ".commander").take("Confirm drill plan", number);
                tasklist.click(".g-plan .m-more > summary")
                        .see(".m-section", HOSTILE)
                        .choose("ACCEPT")
                        .seeSaved()
                        .screenshot("accept-plan-" + side)
                        .complete();
            }

            tasklist.signIn("aze.planner").visit("/drills").see("#" + number, "D01");
            tasklist.screenshot("drills");
            // The policy of the pages lets nobody place anything by an attribute.
            assertThat((long) tasklist.browser()
                            .driver()
                            .executeScript("const bars = [...document.querySelectorAll('.g-bar')];"
                                    + " return bars[1].offsetLeft - bars[0].offsetLeft"))
                    .isPositive();
            tasklist.browser().becomeTelephone();
            tasklist.visit("/drills").see("#" + number, "D01").screenshot("drills-telephone");
            assertThat(tasklist.browser().fitsTelephone()).isTrue();
            assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                    .isNull();
            assertThat(database.sql("select state from drill_schedule where number = ?")
                            .param(number)
                            .query(String.class)
                            .single())
                    .isEqualTo("IN_FORCE");
        }
    }

    /** A drill that is sound, and one that is not. */
    private static Path sheet() throws IOException {
        return Files.writeString(
                Files.createDirectories(Path.of("target", "drills-tasklist")).resolve("drills.csv"), """
                Kod;Ad;Atış alanı;Süre;Timler;Kişi;Emniyet subayı
                D03;Sızma;TUR-R08;90;T1;12;OR-5 Ak
                D04;Atış;NOWHERE;90;T1;12;OR-5
                """);
    }

    private static void drill(Tasklist tasklist, String code, String range, String activity) {
        var place = code.equals("D01") ? "drills/1/" : "drills/2/";
        tasklist.click("[name=addDrill]")
                .enter(place + "name", HOSTILE)
                .selectAt("[data-place='" + place + "range'] select", range)
                .selectAt("[data-place='" + place + "activity'] select", activity)
                .selectAt("[data-place='" + place + "safetyOfficer'] select", "OR-7")
                .selectAt("[data-place='" + place + "officerInCharge'] select", "OF-1")
                .seeSaved();
    }
}
