package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.at;
import static org.mushterek.web.task.Tasklist.HOSTILE;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.mushterek.build.NeedsChromium;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.exercise.planning.Stage;
import org.mushterek.web.security.Client;
import org.mushterek.web.task.Tasklist;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * The planning of an exercise by officers of both sides in Tasklist, each form once and with hostile text in it; what repeats
 * goes by REST.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:planning-tasklist;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/planning-tasklist",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@NeedsChromium
class PlanningInTasklistIT extends PlanningWalk {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DRILLS = 40;

    /** The demonstration's exercise in Türkiye, which begins 50 days after the day on which the program starts. */
    private static final String EXERCISE = "YILDIZ-TOROS";

    /** In which something was learned that nobody has done yet. */
    private static final String EARLIER = "EARLIER-2027";

    @Test
    void leadsThroughEveryFormOfPlanning() throws Exception {
        var shared = learned("tur", "BOTH");
        var national = learned("aze", "OWN_SIDE");
        conducted("endex");
        try (var tasklist = Tasklist.open(port)) {
            tasklist.signIn("tur.planner").start("Exercise planning").take("Choose exercise");
            var number = tasklist.number();
            assertThat(number).startsWith("PLN-TUR-2027-");
            tasklist.choose("CHOOSE")
                    .select("exercise", EXERCISE)
                    .seeSaved()
                    .screenshot("planning-choose")
                    .complete();

            invite(tasklist, number);
            clock.moveTo(at("2027-04-27", "18:00", BAKU));
            tasklist.signIn("tur.planner").take("Record minutes", number);
            tasklist.choose("RECORD")
                    .enter("heldOn", "26.04.2027")
                    .type("minutes", HOSTILE)
                    .seeSaved()
                    .screenshot("planning-minutes")
                    .complete();
            for (var side : List.of("aze", "tur")) {
                tasklist.signIn(side + ".authority").take("Confirm minutes", number);
                tasklist.see(".m-table", HOSTILE)
                        .choose("AGREE")
                        .seeSaved()
                        .screenshot("planning-confirm-minutes-" + side)
                        .complete();
            }
            specify(tasklist, number, shared, national);
            for (var stage : List.of(Stage.IPC, Stage.MPC, Stage.FPC)) {
                withoutConference(number);
                approveProducts("tur", "aze", number, stage);
            }
            var drills = schedule(tasklist, number);
            openTheGate(tasklist, number);
            assertThat(get("aze.planner", "/api/plannings/" + number)
                            .get("state")
                            .asText())
                    .isEqualTo("READY");
            onThePages(tasklist);
            conduct(tasklist, drills);
            assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                    .isNull();
        }
    }

    /** The yearly plan with a new line, then the exercise with its time line, at a desk and on a telephone, in every language. */
    private void onThePages(Tasklist tasklist) throws Exception {
        tasklist.signIn("tur.planner").visit("/exercises").see("#line-DEMO-1", EXERCISE);
        tasklist.click("#add-line > summary")
                .enter("number", "2027-099")
                .enter("title", HOSTILE)
                .enter("firstDay", "01.10.2027")
                .enter("lastDay", "31.10.2027")
                .click("#add-line [data-do=save]");
        tasklist.see("#line-2027-099", HOSTILE).screenshot("exercises-plan");
        tasklist.visit("/start").visit("/exercises#" + EXERCISE).see("#timeline", "STARTEX – ENDEX");
        assertThat((boolean) tasklist.browser().driver().executeScript("""
                const heads = [...document.querySelectorAll('.g-day')].map((head) => head.getBoundingClientRect());
                return heads.length > 1 && heads.every((head, index) => index === 0 || heads[index - 1].right <= head.left);"""))
                .as("no month's name lies on another")
                .isTrue();
        assertThat(tasklist.browser().driver().findElements(By.cssSelector("#timeline .x-conference")))
                .hasSize(5);
        assertThat(height(tasklist, ".c-who")).isLessThan(50);
        assertThat(height(tasklist, ".c-ways")).isLessThan(40);
        for (var language : List.of("az", "en", "tr")) {
            tasklist.click(".m-languages button[lang=" + language + "]")
                    .see("#timeline > summary", new Texts().say("ui.exercise.timeline", Language.of(language)))
                    .see("#timeline", "STARTEX – ENDEX");
            assertThat((boolean) tasklist.browser()
                            .driver()
                            .executeScript("return [...document.querySelectorAll('.g-name')]"
                                    + ".every((name) => name.scrollWidth <= name.clientWidth)"))
                    .as("no lane's name is cut in " + language)
                    .isTrue();
            tasklist.screenshot("exercises-timeline-" + language);
        }
        tasklist.browser().becomeTelephone();
        tasklist.visit("/start").visit("/exercises#" + EXERCISE).see("#timeline", "STARTEX – ENDEX");
        assertThat(tasklist.browser().fitsTelephone()).isTrue();
        tasklist.screenshot("exercises-timeline-telephone");
        tasklist.click(".c-fold").see(".c-ways.c-open", "").screenshot("exercises-menu-telephone");
        tasklist.visit("/start").visit("/exercises").see("#line-DEMO-1", EXERCISE);
        assertThat(tasklist.browser().fitsTelephone()).isTrue();
        tasklist.screenshot("exercises-plan-telephone");
    }

    /** In pixels; two lines would be more. */
    private static long height(Tasklist tasklist, String selector) {
        return (long) tasklist.browser()
                .driver()
                .executeScript("return document.querySelector(arguments[0]).offsetHeight", selector);
    }

    private void invite(Tasklist tasklist, String number) throws Exception {
        tasklist.signIn("tur.planner").take("Send invitation", number);
        tasklist.choose("INVITE")
                .enter("day", "26.04.2027")
                .type("place", HOSTILE)
                .type("agenda", HOSTILE)
                .seeSaved()
                .screenshot("planning-invite")
                .complete();
    }

    /** What earlier exercises left open holds the specification up until it is answered, by its side alone where it is national. */
    private void specify(Tasklist tasklist, String number, String shared, String national) throws Exception {
        tasklist.signIn("tur.planner").take("Prepare product", number);
        tasklist.type("text", HOSTILE)
                .click("[data-add=objectives]")
                .type("objectives-1-code", "TO-1")
                .type("objectives-1-text", HOSTILE);
        assertThat(tasklist.refusal()).contains(shared).doesNotContain(national);
        takeUp(tasklist, shared);
        tasklist.screenshot("planning-specification").complete();
        for (var side : List.of("aze", "tur")) {
            tasklist.signIn(side + ".authority").take("Decide on product", number);
            tasklist.see(".m-text", HOSTILE).choose("AGREE");
            if (side.equals("aze")) {
                assertThat(tasklist.refusal()).contains(national);
                takeUp(tasklist, national);
            }
            tasklist.seeSaved().screenshot("planning-decide-product-" + side).complete();
        }
        assertThat(tasklist.browser().driver().executeScript("return window.hit"))
                .isNull();
    }

    private static void takeUp(Tasklist tasklist, String action) {
        tasklist.select("taken-" + action, "TAKEN_UP")
                .type("taken-reason-" + action, HOSTILE)
                .seeSaved();
    }

    /** The number of an action of an earlier exercise. */
    private String learned(String side, String release) {
        if (read("tur.planner", "/api/exercises/" + EARLIER).statusCode() == 404) {
            var client = client("tur.planner");
            var registered = client.send(client.request("/api/exercises/" + EARLIER)
                    .header("Content-Type", "application/json")
                    .header("If-None-Match", "*")
                    .PUT(BodyPublishers.ofString("""
                            {"title":"Earlier","hostState":"TUR","parties":["AZE","TUR"],"firstDay":"2027-04-05",
                             "lastDay":"2027-04-05"}""")));
            assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
            holdGate("tur", EARLIER);
            conducted("startex");
        }
        var observed = post(side + ".medical", "/api/exercises/" + EARLIER + "/observations", """
                {"title":"Radios","observedOn":"2027-04-05","observation":"Seen","recommendation":"Do",
                 "tags":["MATERIEL"],"release":"%s"}""".formatted(release));
        assertThat(observed.statusCode()).as(observed.body()).isEqualTo(201);
        var observation = Client.json(observed).get("number").asText();
        done(complete(
                side + ".lessons",
                observation,
                "userTask_decideObservation",
                "{\"action\":\"ACCEPT\",\"release\":\"" + release + "\"}"));
        var settled = post(side + ".lessons", "/api/observations/" + observation + "/settlement", """
                {"kind":"ACTION","action":{"title":"Radios","task":"Do","organisation":"Signals","body":"MEDICAL",
                 "person":"Captain Z","dueOn":"2027-09-01"}}""");
        assertThat(settled.statusCode()).as(settled.body()).isEqualTo(200);
        return get(side + ".lessons", "/api/corrective-actions?exercise=" + EARLIER).findValuesAsText("number").stream()
                .filter(number -> number.contains(side.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private void conducted(String what) {
        var told = post("tur.planner", "/api/exercises/" + EARLIER + "/conduct/" + what, "{\"on\":\"2027-04-05\"}");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
    }

    private void withoutConference(String number) {
        done(answered("tur.planner", number, "userTask_inviteParties", "{'action':'WAIVE','reason':'No time'}"));
        for (var side : List.of("aze", "tur")) {
            done(answered(
                    side + ".commander",
                    number,
                    "userTask_decideConferenceWaiver",
                    "{'action':'AGREE','reason':'Agreed'}"));
        }
    }

    /** The demonstration's forty drills, from its sheet to a plan that both sides have accepted and the gate shows. */
    private String schedule(Tasklist tasklist, String planning) throws Exception {
        var opened = post("tur.planner", "/api/drill-schedules", "{\"exercise\":\"" + EXERCISE + "\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var number = Client.json(opened).get("number").asText();
        var path = "/api/drill-schedules/" + number;
        var client = client("tur.planner");
        var taken = client.send(client.request(path + "/programme/sheet")
                .header("Content-Type", "text/csv")
                .header("If-Match", "\"" + get("tur.planner", path).get("version") + "\"")
                .POST(BodyPublishers.ofFile(Path.of("src/main/resources/demo/drills-tur-40.csv"))));
        assertThat(Client.json(taken).get("rows").findValuesAsText("outcome"))
                .as(taken.body())
                .hasSize(48)
                .containsOnly("ADDED");
        var proposal = Client.json(post("tur.planner", path + "/proposals", ""))
                .get("id")
                .asLong();
        assertThat(proposed(path).get("state").asText()).isEqualTo("PLANNED");
        done(complete(
                "tur.planner",
                number,
                "userTask_planDrills",
                "{\"action\":\"PUBLISH\",\"proposal\":" + proposal + "}"));
        bringIntoForce(number);
        closeARange(tasklist, number);
        bringIntoForce(number);
        assertThat(StreamSupport.stream(
                                get("aze.commander", "/api/plannings/" + planning)
                                        .get("gate")
                                        .spliterator(),
                                false)
                        .filter(item -> item.get("light").asText().equals("GREEN"))
                        .map(item -> item.get("item").asText()))
                .contains("RANGE_BOOKING", "RANGE_SAFETY", "DANGER_ZONES");
        return number;
    }

    /** Forty drills from STARTEX to ENDEX by their task in Tasklist: as planned but for what went otherwise. */
    private void conduct(Tasklist tasklist, String number) throws Exception {
        var exercise = get("tur.planner", "/api/exercises/" + EXERCISE);
        var first = exercise.get("firstDay").asText();
        var last = exercise.get("lastDay").asText();
        clock.moveTo(at(first, "06:00", ISTANBUL));
        tasklist.browser().becomeWindow();
        var part = "#conduct-" + EXERCISE;
        tasklist.signIn("tur.commander").visit("/lessons").click("#conduct > summary");
        tasklist.click(part + " > summary")
                .type("on-" + EXERCISE, typed(first))
                .click(part + " [data-do=startex]")
                .see(part, "STARTEX " + typed(first));
        clock.moveTo(at(last, "23:00", ISTANBUL));
        doJobs(number);

        tasklist.signIn("tur.range").take("Record drills of the day", number);
        tasklist.click("[name=asPlanned]").see(".mushterek-task", "D40");
        assertThat(tasklist.browser().driver().findElements(By.cssSelector("input[name$=rounds]")))
                .as("beginning and end of each drill")
                .hasSize(2 * DRILLS);
        assertThat(tasklist.refusal()).as("ammunition is counted").isNotBlank();
        for (int drill = 1; drill <= DRILLS; drill++) {
            tasklist.type("reports/" + 2 * drill + "/rounds", String.valueOf(10 * drill));
        }
        // The first drill was called off, and the second had fewer persons.
        tasklist.select("reports/2/action", "CANCEL")
                .type("reports/2/remarks", HOSTILE)
                .type("reports/4/strength", "7")
                .seeSaved()
                .screenshot("record-drills")
                .complete();

        var went = get("aze.planner", "/api/exercises/" + EXERCISE + "/drills");
        assertThat(went.findValuesAsText("state").stream().filter("FINISHED"::equals))
                .hasSize(DRILLS - 1);
        assertThat(went.findValuesAsText("remarks")).contains(HOSTILE);
        assertThat(state("/api/drill-schedules/" + number)).isEqualTo("ENDED");
        tasklist.signIn("tur.commander").visit("/lessons").click("#conduct > summary");
        tasklist.click(part + " > summary")
                .type("on-" + EXERCISE, typed(last))
                .click(part + " [data-do=endex]")
                .see(part, "ENDEX " + typed(last));
        assertThat(get("aze.lessons", "/api/after-action-reports").findValuesAsText("exercise"))
                .contains(EXERCISE);
    }

    /** As an officer types a day. */
    private static String typed(String iso) {
        return iso.substring(8) + "." + iso.substring(5, 7) + "." + iso.substring(0, 4);
    }

    private void bringIntoForce(String number) {
        confirmBookings("tur", number);
        for (var side : List.of("aze", "tur")) {
            done(complete(side + ".commander", number, "userTask_acceptPlan", "{\"action\":\"ACCEPT\"}"));
        }
        assertThat(state("/api/drill-schedules/" + number)).isEqualTo("IN_FORCE");
        assertThat(placements(number)).hasSize(DRILLS);
    }

    private Map<String, String> placements(String number) {
        var found = new TreeMap<String, String>();
        get("aze.planner", "/api/drill-schedules/" + number)
                .at("/plan/plan/placements")
                .forEach(placement -> found.put(
                        placement.get("drill").asText(),
                        placement.get("range").asText() + " "
                                + placement.get("startsAt").asText()));
        return found;
    }

    /**
     * A range is closed for a day of the plan. In Tasklist the planner reads that the fewest drills move, then what clashes
     * where one is pinned to that day all the same, and publishes without the pin. Bars of the chart pin by the keyboard.
     */
    private void closeARange(Tasklist tasklist, String number) throws Exception {
        var path = "/api/drill-schedules/" + number;
        var before = placements(number);
        var pinned = Objects.requireNonNull(before.get("D01"));
        var range = pinned.substring(0, pinned.indexOf(' '));
        var moment = LocalDateTime.parse(pinned.substring(pinned.indexOf(' ') + 1));
        var day = moment.toLocalDate();
        var underway = before.values().stream()
                .filter(placed -> placed.startsWith(range + " " + day))
                .count();
        var closed = post("tur.range", "/api/ranges/" + range + "/closures", """
                {"from":"%sT00:00","to":"%sT00:00","reason":"Unexploded shell"}""".formatted(day, day.plusDays(1)));
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(201);
        assertThat(state(path)).isEqualTo("PLANNING");

        tasklist.signIn("tur.range").visit("/drills").see("#" + number, range);
        assertThat(tasklist.browser().driver().findElements(By.cssSelector("#" + number + " .g-clash")))
                .as("bars on the closed day")
                .hasSize((int) underway);
        tasklist.browser().find("#" + number + " .g-closed");
        tasklist.screenshot("drills-clash");
        tasklist.signIn("tur.planner").take("Plan drills", number);
        tasklist.click("[name=ask]")
                .see(".m-asked", "eğitim kaydırılıyor, hiçbir plan")
                .see(".m-asked", "Planı kuran: OR-Tools CP-SAT")
                .screenshot("plan-drills-moved");
        assertThat(tasklist.browser().driver().findElements(By.cssSelector(".m-asked:first-child .g-clash")))
                .isEmpty();
        assertThat((boolean) tasklist.browser().driver().executeScript("""
                const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top
                  || other.bottom <= one.top;
                const tracks = [...document.querySelectorAll('.m-asked:first-child .g-track')];
                return tracks.every((track) => {
                  const codes = [...track.querySelectorAll('.g-bar > span')].map((code) => code.getBoundingClientRect());
                  return codes.every((one, index) => codes.every((other, at) => at <= index || apart(one, other)));
                }) && tracks.flatMap((track) => [...track.querySelectorAll('.g-below')]).length > 0;"""))
                .as("each code can be read, also where bars stand close")
                .isTrue();
        var proof = proposed(path).at("/plan/proof");
        assertThat(proof.get("moved").asInt())
                .isEqualTo(proof.get("movedAtLeast").asInt())
                .isGreaterThanOrEqualTo((int) underway);
        var moved = new TreeSet<String>();
        proposed(path).at("/plan/placements").forEach(placement -> {
            var drill = placement.get("drill").asText();
            var placed = placement.get("range").asText() + " "
                    + placement.get("startsAt").asText();
            assertThat(placed).doesNotStartWith(range + " " + day);
            if (!placed.equals(before.get(drill))) {
                moved.add(drill);
            }
        });
        assertThat(moved).hasSize(proof.get("moved").asInt()).contains("D01");

        tasklist.click("#drill-D01 > summary")
                .enter(
                        "drills/1/pinnedTo",
                        DateTimeFormatter.ofPattern("dd.MM.yyyy").format(day));
        tasklist.browser()
                .find("[data-place='drills/1/pinnedTo'] .m-time")
                .sendKeys(moment.toLocalTime().toString());
        tasklist.seeSaved()
                .click("[name=ask]")
                .see(".m-asked", "Hiçbir plan bunların hepsine birlikte uymaz")
                .see(".m-asked", "Şu değişikliklerden biri yeter")
                .screenshot("plan-drills-clash");
        var clash = proposed(path).get("clash");
        assertThat(clash.get("verified").asBoolean()).isTrue();
        assertThat(clash.get("rules").findValuesAsText("tr")).hasSize(2).anyMatch(rule -> rule.contains(range));
        assertThat(clash.get("rules").findValuesAsText("tr")).anyMatch(rule -> rule.contains("D01"));
        assertThat(clash.get("cures")).isNotEmpty();

        tasklist.browser()
                .find("[data-place='drills/1/pinnedTo'] .m-time")
                .sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        tasklist.enter("drills/1/pinnedTo", String.valueOf(Keys.BACK_SPACE))
                .seeSaved()
                .click("[name=ask]")
                .see(".m-asked:first-child", "eğitim kaydırılıyor, hiçbir plan");
        var bar = tasklist.browser().find(".m-asked:first-child .g-bar");
        bar.sendKeys(Keys.ENTER);
        tasklist.see(".m-asked:first-child .g-told", "TUR-R");
        // What was saved before the key is still told for a moment after it.
        tasklist.browser().await(() -> pins(path).size() == 1);
        bar.sendKeys(Keys.SPACE);
        tasklist.browser().await(() -> pins(path).isEmpty());
        tasklist.complete();
    }

    private List<String> pins(String path) {
        return get("tur.planner", path).at("/programme/drills").findValuesAsText("pinnedTo").stream()
                .filter(pin -> !pin.equals("null"))
                .toList();
    }

    /** The newest proposal, once the search for it is over. */
    private JsonNode proposed(String path) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var newest = get("tur.planner", path + "/proposals").get(0);
        while (newest.get("state").asText().equals("SEARCHING") && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(50);
            newest = get("tur.planner", path + "/proposals").get(0);
        }
        return newest;
    }

    private String state(String path) {
        return get("tur.planner", path).get("state").asText();
    }

    private void openTheGate(Tasklist tasklist, String number) throws Exception {
        for (var side : List.of("aze", "tur")) {
            tasklist.signIn(side + ".medical").take("Confirm health situation", number);
            tasklist.choose("CLEAR")
                    .seeSaved()
                    .screenshot("planning-health-" + side)
                    .complete();
        }
        tasklist.signIn("tur.planner").take("Review readiness", number);
        tasklist.choose("WAIVE").type("reason", HOSTILE);
        var boxes = tasklist.browser().driver().findElements(By.cssSelector("[data-place=items] input[type=checkbox]"));
        assertThat(boxes).isNotEmpty();
        boxes.forEach(WebElement::click);
        tasklist.seeSaved().screenshot("planning-review").complete();
        for (var side : List.of("aze", "tur")) {
            tasklist.signIn(side + ".commander").take("Decide on waivers", number);
            tasklist.see("fieldset p", HOSTILE);
            for (var item : tasklist.browser().driver().findElements(By.cssSelector("fieldset[data-item]"))) {
                item.findElement(By.cssSelector("input[value=GRANT]")).click();
                item.findElement(By.tagName("textarea")).sendKeys(HOSTILE);
            }
            tasklist.seeSaved().screenshot("planning-waivers-" + side).complete();
        }
        done(answered("tur.planner", number, "userTask_reviewReadiness", "{'action':'JUDGE'}"));
        for (var side : List.of("aze", "tur")) {
            tasklist.signIn(side + ".commander").take("Confirm readiness", number);
            tasklist.see(".m-light-waived", "")
                    .choose("AGREE")
                    .seeSaved()
                    .screenshot("planning-ready-" + side)
                    .complete();
        }
    }
}
