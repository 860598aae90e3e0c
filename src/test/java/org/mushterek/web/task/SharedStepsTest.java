package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** An officer sees in the day what another party of a shared case has still to do. */
class SharedStepsTest {

    /** Steps of shared cases for which no other party waits, and why. */
    private static final Map<String, String> OF_ONE_PARTY = Map.of(
            "userTask_recordInstrument", "until it is recorded there is nothing that the others approve",
            "userTask_decideRenewal", "each party decides by itself whether it gives notice",
            "userTask_reviewCases", "each party looks after its own cases",
            "userTask_recordIncident", "until it is recorded nobody is told",
            "userTask_chooseExercise", "until it is chosen there is nothing that the others plan",
            "userTask_recordDrills", "it only follows what happens",
            "userTask_recordObservations", "what a party observed is its own until it is released",
            "userTask_settleRecommendations", "what a party does about its observations is its own");

    @Test
    void holdEveryTaskOfASharedProcessButThoseOfOnePartyAlone() throws IOException {
        var steps = new TreeSet<String>();
        try (var files = Files.walk(Path.of("processes"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                var tasks = Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class);
                // A process of one side offers its tasks to groups of the side that it runs for.
                if (tasks.stream().noneMatch(task -> isOfOneSide(task.getCamundaCandidateGroups()))) {
                    tasks.forEach(task -> steps.add(task.getId()));
                }
            }
        }
        steps.removeAll(OF_ONE_PARTY.keySet());
        assertThat(steps).hasSizeGreaterThan(30).isEqualTo(new TreeSet<>(DayController.SHARED_STEPS));
    }

    private static boolean isOfOneSide(String groups) {
        return groups.contains("${execution.tenantId}")
                || groups.equals("${desk}")
                || groups.equals("${waiverAuthorities.groups(execution)}");
    }
}
