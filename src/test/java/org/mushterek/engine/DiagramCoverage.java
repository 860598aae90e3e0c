package org.mushterek.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * The last step of a build: every node and flow of each diagram and every row of each table was walked by some test, and
 * what was not is named. It judges only where all integration tests ran.
 *
 * @param models the folder of the diagrams and tables
 * @param tests the folder of the compiled tests
 * @param walks the folder that the tests wrote to
 */
public record DiagramCoverage(Path models, Path tests, Path walks) {

    /** Ends the build with an exception where something was not walked. */
    public static void main(String[] arguments) throws IOException {
        var coverage = new DiagramCoverage(Path.of("processes"), Path.of("target", "test-classes"), Walks.FOLDER);
        var notRun = coverage.testsNotRun();
        if (!notRun.isEmpty()) {
            System.out.println("Whether every diagram is walked is not judged: " + notRun.size()
                    + " integration tests did not run.");
            return;
        }
        var notWalked = coverage.notWalked();
        if (!notWalked.isEmpty()) {
            throw new IllegalStateException("No test walks\n  " + String.join("\n  ", notWalked)
                    + "\nWrite a test that does, or take it out of the diagram.");
        }
        System.out.println("Every node, flow and row of " + coverage.drawn().size() + " is walked.");
    }

    /** Integration tests that are compiled and did not run in this build. */
    Set<String> testsNotRun() throws IOException {
        var lines = Walks.merged(walks);
        var missing = new TreeSet<String>();
        for (var file : below(tests, "IT.class")) {
            var name = tests.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), ".");
            var testClass = name.substring(0, name.length() - ".class".length());
            if (!testClass.contains("$") && !Walks.tellOf(lines, testClass)) {
                missing.add(testClass);
            }
        }
        return missing;
    }

    /** What no test walked, as {@code <process> <element>} or {@code <decision> <row>}. */
    Set<String> notWalked() throws IOException {
        var missing = drawn();
        missing.removeAll(Walks.merged(walks));
        return missing;
    }

    private Set<String> drawn() throws IOException {
        var all = new TreeSet<String>();
        for (var file : below(models, ".bpmn")) {
            var model = Bpmn.readModelFromFile(file.toFile());
            for (var type : List.of(FlowNode.class, SequenceFlow.class)) {
                for (var element : model.getModelElementsByType(type)) {
                    all.add(idOfParent(element, Process.class) + " " + element.getId());
                }
            }
        }
        for (var file : below(models, ".dmn")) {
            for (var row : Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Rule.class)) {
                all.add(idOfParent(row, Decision.class) + " " + row.getId());
            }
        }
        return all;
    }

    private static String idOfParent(ModelElementInstance element, Class<? extends ModelElementInstance> type) {
        var parent = element.getParentElement();
        while (!type.isInstance(parent)) {
            parent = parent.getParentElement();
        }
        return parent.getAttributeValue("id");
    }

    private static List<Path> below(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
