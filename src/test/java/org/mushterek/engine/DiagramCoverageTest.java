package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagramCoverageTest {

    @TempDir
    Path folder;

    private DiagramCoverage coverage;

    @BeforeEach
    void drawADiagramAndATable() throws IOException {
        coverage = new DiagramCoverage(folder.resolve("models"), folder.resolve("tests"), folder.resolve("walks"));
        for (var below : List.of("models/visit", "tests/org", "walks")) {
            Files.createDirectories(folder.resolve(below));
        }
        Files.writeString(folder.resolve("models/visit/short-way.bpmn"), """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="short-way">
                    <startEvent id="start"/>
                    <sequenceFlow id="flow" sourceRef="start" targetRef="inside"/>
                    <subProcess id="inside"><startEvent id="innerStart"/></subProcess>
                  </process>
                </definitions>
                """);
        Files.writeString(folder.resolve("models/visit/small-table.dmn"), """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="t" namespace="t">
                  <decision id="small-table" name="t">
                    <decisionTable id="table">
                      <output id="output"/>
                      <rule id="row1"><outputEntry id="entry1"><text>1</text></outputEntry></rule>
                      <rule id="row2"><outputEntry id="entry2"><text>2</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """);
        Files.createFile(folder.resolve("tests/org/FirstIT.class"));
        Files.createFile(folder.resolve("tests/org/FirstIT$Part.class"));
        Files.createFile(folder.resolve("tests/org/SecondIT.class"));
        Files.createFile(folder.resolve("tests/org/SomeTest.class"));
    }

    @Test
    void namesEachNodeFlowAndRowThatNoTestWalked() throws IOException {
        walk("one", "short-way start\nsmall-table row2\n");
        walk("two", "short-way inside\nshort-way start\n");

        assertThat(coverage.notWalked()).containsExactly("short-way flow", "short-way innerStart", "small-table row1");
    }

    @Test
    void countsWhatWasWalkedInAnyTest() throws IOException {
        walk("one", "short-way start\nshort-way flow\nsmall-table row2\n");
        walk("two", "short-way inside\nshort-way innerStart\nsmall-table row1\n");

        assertThat(coverage.notWalked()).isEmpty();
    }

    @Test
    void takesNoStepOfAnotherDiagramForItsOwn() throws IOException {
        walk("one", "short-way start\nshort-way inside\nlong-way flow\nshort-way innerStart\nsmall-table row1\n");

        assertThat(coverage.notWalked()).containsExactly("short-way flow", "small-table row2");
    }

    @Test
    void knowsWhichIntegrationTestsDidNotRun() throws IOException {
        assertThat(coverage.testsNotRun()).containsExactly("org.FirstIT", "org.SecondIT");

        walk("one", "ran org.FirstIT\n");
        assertThat(coverage.testsNotRun()).containsExactly("org.SecondIT");

        walk("two", "ran org.SecondIT\n");
        assertThat(coverage.testsNotRun()).isEmpty();
    }

    private void walk(String jvm, String lines) throws IOException {
        Files.writeString(folder.resolve("walks").resolve(jvm + ".txt"), lines);
    }
}
