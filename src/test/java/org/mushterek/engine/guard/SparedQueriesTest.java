package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is known is not asked for; everything else is as the engine does it by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparedQueriesTest {

    private WalkedEngine spared;

    @BeforeAll
    void build() {
        spared = WalkedEngine.onH2("spared", new SparedQueries());
    }

    @AfterEach
    void deleteAll() {
        spared.deleteAll();
    }

    @AfterAll
    void close() {
        spared.close();
    }

    @Test
    void leavesBehindWhatTheEngineLeavesAtEachStep() {
        try (var plain = WalkedEngine.onH2("plain")) {
            assertThat(spared.walk()).isEqualTo(plain.walk());
            // Once more with definitions that are known.
            assertThat(spared.walk()).isEqualTo(plain.walk());
        }
    }

    @Test
    void keepsTheIncidentOfAJobUntilItIsTriedAgainWithSuccess() {
        spared.start("review");
        spared.completeAll("desk");
        spared.fails = true;
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
            assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        }
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();

        assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();
        var management = spared.engine.getManagementService();
        management.setJobRetries(
                management.createJobQuery().messages().singleResult().getId(), 1);
        assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
        assertThatThrownBy(spared::doJob).hasMessageContaining("no ink");
        assertThat(spared.count("ACT_RU_INCIDENT")).isOne();

        spared.fails = false;
        spared.doJob();
        assertThat(spared.count("ACT_RU_INCIDENT")).isZero();
        assertThat(spared.count("ACT_RU_JOB")).isZero();
    }

    @Test
    void asksForNoDefinitionAgainAndForExecutionsOnce() {
        spared.start("review");
        spared.complete("desk");
        var task = spared.task("desk").getId();

        var asked = spared.askedBy(() -> spared.engine.getTaskService().complete(task));

        assertThat(asked)
                .noneMatch(text -> text.contains("ACT_RE_PROCDEF") || text.contains("ACT_RU_JOBDEF"))
                .noneMatch(text -> text.contains("ACT_RU_INCIDENT"))
                .noneMatch(text -> text.contains("T.EXECUTION_ID_ ="));
        assertThat(asked)
                .filteredOn(text -> text.startsWith("select") && text.contains("from ACT_RU_EXECUTION"))
                .hasSize(1);
    }

    @Test
    void startsTheNewestVersionAndGoesOnWithEachByItsOwn() {
        spared.deploy(WalkedEngine.review("renewed"));
        spared.start("renewed");
        spared.deploy(Bpmn.createExecutableProcess("renewed")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("rewritten")
                .endEvent()
                .done());
        spared.start("renewed");

        assertThat(spared.steps()).containsExactly("desk", "desk", "desk", "rewritten");
        spared.completeAll("rewritten");
        spared.completeAll("desk");
        spared.doJob();
        assertThat(spared.steps()).containsExactly("close");
    }
}
