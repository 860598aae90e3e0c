package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mushterek.engine.StuckStepRound;
import org.mushterek.engine.visit.VisitDriver.VisitCase;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** A step that the program cannot do, here the issuing of a permit with a damaged key, from its first try to its last. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:officer-day;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/officer-day",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
@ExtendWith(OutputCaptureExtension.class)
class StuckStepsIT {

    private static final String ADDRESS = "/api/stuck-steps";
    private static final Path KEY = Path.of("target/officer-day/keys/aze.key");

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    StuckStepRound round;

    @Autowired
    JdbcClient database;

    private byte[] key = {};
    private VisitCase visit;

    @BeforeEach
    void damageTheKeyOfTheHost() throws IOException {
        clock.moveTo(MONDAY_MORNING);
        // The first permit makes the keys.
        visits.prepared("tur").transmitted().reviewed().approved();
        key = Files.readAllBytes(KEY);
        Files.writeString(KEY, "damaged");
        visit = visits.prepared("tur").transmitted().reviewed();
    }

    @AfterEach
    void leaveNothingStuck() throws IOException {
        Files.write(KEY, key);
        round.go();
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        round.go();
        visit.doJobs();
        assertThat(visit.permit()).isPresent();
    }

    /** Five tries, five minutes apart. */
    private Instant getStuck() {
        assertThatThrownBy(visit::approved).hasStackTraceContaining("aze.key");
        for (var tries = 2; tries <= 5; tries++) {
            assertThat(stuck("aze.registry")).isEmpty();
            clock.moveTo(clock.instant().plus(Duration.ofMinutes(6)));
            assertThatThrownBy(visit::doJobs).hasStackTraceContaining("aze.key");
        }
        return clock.instant();
    }

    private Client client(String account) {
        return Client.signedIn(port, account);
    }

    private List<JsonNode> stuck(String account) {
        return StreamSupport.stream(Client.json(client(account).get(ADDRESS)).spliterator(), false)
                .toList();
    }

    private int tryAgain(String account, String id) {
        return client(account).post(ADDRESS + "/" + id + "/tries", "").statusCode();
    }

    @Test
    void tellsTheOfficersOfItsSideAndLetsThemHaveItTriedAgain() throws IOException {
        var failed = getStuck();

        assertThat(stuck("tur.registry")).isEmpty();
        assertThat(stuck("aze.guard")).isEmpty();
        assertThat(stuck("aze.admin")).isEmpty();
        assertThat(stuck("aze.auditor")).hasSize(1);
        var step = stuck("aze.registry").get(0);
        assertThat(step.get("caseNumber").asText()).isEqualTo(visit.number);
        assertThat(step.get("process").asText()).isEqualTo("visit-permit");
        assertThat(step.get("title").asText()).isEqualTo("İcazəni vermək");
        assertThat(step.get("lastTried").asText()).isEqualTo(failed.toString());
        assertThat(step.get("nextTry").asText())
                .isEqualTo(failed.plus(Duration.ofHours(1)).toString());

        var id = step.get("id").asText();
        assertThat(tryAgain("tur.registry", id)).isEqualTo(404);
        assertThat(tryAgain("aze.guard", id)).isEqualTo(404);
        assertThat(tryAgain("aze.auditor", id)).isEqualTo(403);
        assertThat(stuck("aze.registry")).hasSize(1);

        // With the key still damaged it is stuck again after one more try.
        assertThat(tryAgain("aze.registry", id)).isEqualTo(204);
        assertThat(stuck("aze.registry")).isEmpty();
        assertThat(tryAgain("aze.registry", id)).isEqualTo(404);
        assertThatThrownBy(visit::doJobs).hasStackTraceContaining("aze.key");
        assertThat(stuck("aze.registry"))
                .extracting(one -> one.get("id").asText())
                .containsExactly(id);

        Files.write(KEY, key);
        assertThat(tryAgain("aze.planner", id)).isEqualTo(204);
        visit.doJobs();
        assertThat(visit.permit()).isPresent();
        assertThat(stuck("aze.registry")).isEmpty();
        assertThat(database.sql("select account || ' ' || detail from audit_entry where action = 'step.triedAgain'"
                                + " and case_number = ? order by id")
                        .param(visit.number)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "aze.registry " + step.get("step").asText(),
                        "aze.planner " + step.get("step").asText());
    }

    @Test
    void isTriedAgainByItselfAnHourAfterTheLastTry(CapturedOutput output) throws IOException {
        var failed = getStuck();
        Files.write(KEY, key);

        clock.moveTo(failed.plus(Duration.ofHours(1)).minusSeconds(1));
        round.go();
        round.go();
        assertThat(stuck("aze.registry")).hasSize(1);
        assertThat(output.getOut().split(visit.number + " is stuck", -1)).hasSize(2);

        clock.moveTo(failed.plus(Duration.ofHours(1)));
        round.go();
        assertThat(stuck("aze.registry")).isEmpty();
        visit.doJobs();
        assertThat(visit.permit()).isPresent();
    }

    @Test
    void isSeenByWhoeverWatchesOverTheMachine() {
        var health = "/actuator/health/steps";
        assertThat(client("tur.guard").get(health).statusCode()).isEqualTo(200);

        getStuck();

        // As the engine notes of a process what failed in one that it has called.
        database.sql("""
                        insert into ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, EXECUTION_ID_, PROC_INST_ID_,
                            PROC_DEF_ID_, ACTIVITY_ID_, TENANT_ID_)
                        select 'of-the-caller', 1, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, EXECUTION_ID_, PROC_INST_ID_,
                            PROC_DEF_ID_, ACTIVITY_ID_, TENANT_ID_ from ACT_RU_INCIDENT""").update();
        var told = client("tur.guard").get(health);
        database.sql("delete from ACT_RU_INCIDENT where ID_ = 'of-the-caller'").update();
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(Client.json(told).at("/components/stuckSteps/details/stuck").asInt())
                .isEqualTo(1);
        assertThat(new Client(port).get(health).statusCode()).isEqualTo(401);
        assertThat(new Client(port).get("/actuator/health").statusCode()).isEqualTo(200);
    }

    /** A fault's words may quote what stands in a row. */
    @Test
    void leavesNoWordsOfItsFaultInTheEnginesTables() {
        getStuck();

        var kept = database.sql("""
                        select j.EXCEPTION_MSG_ || ' ' || i.INCIDENT_MSG_ as words, b.BYTES_ as stack
                        from ACT_RU_JOB j join ACT_RU_INCIDENT i on i.CONFIGURATION_ = j.ID_
                        join ACT_GE_BYTEARRAY b on b.ID_ = j.EXCEPTION_STACK_ID_""")
                .query((row, n) -> row.getString("words") + new String(row.getBytes("stack"), StandardCharsets.UTF_8))
                .single();
        assertThat(kept)
                .contains("IllegalStateException", "org.mushterek.document.SigningKeys")
                .doesNotContain("aze.key");
    }
}
