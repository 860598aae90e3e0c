package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Texts;

/** The start page names a step that is stuck in the officer's language; diagrams are English. */
class StuckStepTextsTest {

    private final Texts texts = new Texts();

    @Test
    void nameEveryStepAtWhichACaseCanBeStuck() throws IOException {
        var steps = new TreeSet<String>();
        try (var files = Files.walk(Path.of("processes"))) {
            files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(file -> Bpmn.readModelFromFile(file.toFile()))
                    .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                    .filter(StuckStepTextsTest::canBeStuck)
                    .forEach(node -> steps.add(node.getId()));
        }

        assertThat(steps)
                .hasSizeGreaterThan(100)
                .contains("sendTask_transmitRequest", "event_lastDayPassed", "serviceTask_judgeDecision");
        assertThat(steps.stream().filter(step -> !texts.knows("ui.task." + step)))
                .as("steps without a text ui.task.*")
                .isEmpty();
    }

    @Test
    void areOfStepsThatThereAre() throws IOException {
        var nodes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("processes"))) {
            files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(file -> Bpmn.readModelFromFile(file.toFile()))
                    .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                    .forEach(node -> nodes.add("ui.task." + node.getId()));
        }

        assertThat(texts.keys().stream().filter(key -> key.startsWith("ui.task.")))
                .isSubsetOf(nodes);
    }

    /** A job waits before or after a step, or for an hour; what fails may be any step of those that follow at once. */
    private static boolean canBeStuck(FlowNode node) {
        return node instanceof Activity && !(node instanceof SubProcess)
                || node.isCamundaAsyncBefore()
                || node.isCamundaAsyncAfter()
                || node instanceof CatchEvent event
                        && definitionsOf(event).anyMatch(TimerEventDefinition.class::isInstance);
    }

    private static Stream<?> definitionsOf(CatchEvent event) {
        return event.getEventDefinitions().stream();
    }
}
