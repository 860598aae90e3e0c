package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;

class OverdueTasksTest {

    private static final Path PROCESSES = Path.of("processes");

    @Test
    void escalatesEveryTaskWhoseEscalationIsDrawn() throws IOException {
        try (var files = Files.walk(PROCESSES)) {
            var drawn = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(file -> Bpmn.readModelFromFile(file.toFile()))
                    .flatMap(OverdueTasksTest::escalations)
                    .flatMap(OverdueTasksTest::lateTasks)
                    .toList();

            assertThat(new TreeSet<>(drawn)).isEqualTo(new TreeSet<>(OverdueTasks.STEPS.keySet()));
        }
    }

    @Test
    void givesEachTaskADeadlineOfItsOwn() {
        assertThat(OverdueTasks.STEPS.values()).doesNotHaveDuplicates();
    }

    private static Stream<ServiceTask> escalations(BpmnModelInstance model) {
        return model.getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> "${escalateOverdueTaskDelegate}".equals(task.getCamundaDelegateExpression()));
    }

    /** The tasks whose border events lead there, through a gateway or straight. */
    private static Stream<String> lateTasks(FlowNode node) {
        Collection<FlowNode> before = node.getPreviousNodes().list();
        assertThat(before).as("what leads to %s", node.getId()).isNotEmpty();
        return before.stream()
                .flatMap(earlier -> earlier instanceof BoundaryEvent event
                        ? Stream.of(event.getAttachedTo().getId())
                        : lateTasks(earlier));
    }
}
