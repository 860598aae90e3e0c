package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

class ModelCheckTest {

    private static final String TRIAL = "trial/trial.bpmn";
    private static final String FORM = "trial/trial.html";
    private static final String BREAKING = "trial/breaking.bpmn";

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    ModelCheckTest() {
        for (var name : new String[] {TRIAL, FORM, BREAKING}) {
            files.put(name, read(name).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void acceptsWhatIsComplete() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            camunda:historyTimeToLive="P30D"          |                                        | has no history time to live
            bpmnElement="userTask_tryIt"              | bpmnElement="flow_in"                  | userTask_tryIt is not drawn
            deployment:trial/trial.html               | deployment:trial/another.html          | its form embedded:deployment:trial/another.html is not in the same deployment
            embedded:deployment:trial/trial.html      | embedded:app:trial/trial.html          | its form embedded:app:trial/trial.html is not in the same deployment
            ${execution.tenantId}-planner             | ${systemProperties.tenantId}           | knows no bean systemProperties for diagrams
            ${execution.tenantId}-planner             | ${a == 'x.y' ? unknownDesk.of(task) : b} | knows no bean unknownDesk for diagrams
            <bpmn:process id="trial"                  | <bpmn:process id="other"               | holds other, but a file is named after what it holds
            """)
    void refusesATrialWith(String was, String becomes, String fault) {
        replace(TRIAL, was, becomes == null ? "" : becomes);

        assertThatThrownBy(this::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(TRIAL + ": " + fault);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            camunda:delegateExpression="${unknownDelegate}"            | knows no bean unknownDelegate for diagrams
            camunda:delegateExpression="${breakingDelegate.note('x')}" | does not name a bean
            camunda:class="java.lang.Object"                           | runs the class java.lang.Object; only beans are run
            """)
    void refusesAServiceTaskWith(String attribute, String fault) {
        replace(BREAKING, "camunda:delegateExpression=\"${breakingDelegate}\"", attribute);

        assertThatThrownBy(this::check).hasMessageContaining(BREAKING + ": ").hasMessageContaining(fault);
    }

    @Test
    void refusesScripts() {
        replace(BREAKING, "bpmn:serviceTask", "bpmn:scriptTask");

        assertThatThrownBy(this::check).hasMessageContaining(BREAKING + ": has a scriptTask, which is not run");
    }

    @Test
    void refusesWhatIsNotBpmn() {
        files.put(TRIAL, "<not-bpmn/>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::check).hasMessageContaining(TRIAL + ": is not BPMN");
    }

    @Test
    void refusesTwoProcessesOfOneId() {
        files.put("other/trial.bpmn", files.get(TRIAL));
        files.put("other/trial.html", files.get(FORM));

        assertThatThrownBy(this::check)
                .hasMessageContaining("trial/trial.bpmn: holds trial, and so does other/trial.bpmn");
    }

    @Test
    void refusesAFileOutsideEveryCapability() {
        files.put("lost.html", new byte[] {1});

        assertThatThrownBy(this::check).hasMessageContaining("lost.html: lies in no capability's folder");
    }

    @Test
    void refusesAnEmptySet() {
        files.clear();

        assertThatThrownBy(this::check).hasMessageContaining("There are no processes to deploy");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        replace(TRIAL, "camunda:historyTimeToLive=\"P30D\"", "");
        replace(BREAKING, "${breakingDelegate}", "${unknownDelegate}");

        assertThatThrownBy(this::check)
                .hasMessage("The processes cannot be deployed:\n"
                        + "- trial/breaking.bpmn: knows no bean unknownDelegate for diagrams\n"
                        + "- trial/trial.bpmn: has no history time to live");
    }

    private void check() {
        new ModelCheck(Set.of("breakingDelegate")).check(files);
    }

    private void replace(String file, String was, String becomes) {
        var before = new String(files.get(file), StandardCharsets.UTF_8);
        var after = before.replace(was, becomes);
        assertThat(after).isNotEqualTo(before);
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("test-processes/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
