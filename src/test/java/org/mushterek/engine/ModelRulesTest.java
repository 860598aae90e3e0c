package org.mushterek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.visit.VisitMessage;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.util.ClassUtils;

/** The diagrams are the documentation that officers read: each keeps the rules, and the program knows its names. */
class ModelRulesTest {

    private static final Path PROCESSES = Path.of("processes");
    private static final Set<String> BEANS = beansForDiagrams();

    static List<String> diagrams() throws IOException {
        try (var files = Files.walk(PROCESSES)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(file -> PROCESSES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void findsTheDiagrams() throws IOException {
        assertThat(diagrams())
                .contains("visit/host-approval.bpmn", "visit/visit-permit.bpmn", "visit/visit-request.bpmn");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void keepsTheRules(String file) throws IOException {
        assertThat(rules(file, read(file)).faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void sharesItsNamesWithTheProgram(String file) throws Exception {
        var rules = rules(file, read(file));
        var constants = constants(file);
        var folder = file.substring(0, file.indexOf('/'));
        var id = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.'));

        var expected = new TreeSet<>(rules.userTasks());
        expected.addAll(rules.variables());
        expected.add(id);

        assertThat(constants.stream()
                        .filter(constant -> !constant.startsWith(folder + "."))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void waitsForTheMessagesOfTheProgramAndNoOthers() throws Exception {
        var inDiagrams = new TreeSet<String>();
        var inProgram = Arrays.stream(VisitMessage.Type.values())
                .map(VisitMessage.Type::processMessage)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var file : diagrams()) {
            if (file.startsWith("visit/")) {
                inDiagrams.addAll(rules(file, read(file)).messages());
                constants(file).stream()
                        .filter(constant -> constant.startsWith("visit."))
                        .forEach(inProgram::add);
            }
        }

        assertThat(inDiagrams).isEqualTo(inProgram);
    }

    @Test
    void runsEveryDelegateOfTheProgram() throws IOException {
        var run = new TreeSet<String>();
        for (var file : diagrams()) {
            run.addAll(rules(file, read(file)).delegates());
        }

        assertThat(BEANS.stream()
                        .filter(bean -> bean.endsWith("Delegate") || bean.endsWith("Listener"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(run);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            id="visit-permit" name                   | id="permit" name                          | permit is not named like its file
            camunda:historyTimeToLive="P3650D"       | ''                                        | visit-permit is kept for ever
            serviceTask_closePermit                  | Task_closePermit                          | Task_closePermit is not serviceTask_ and a name in camel case
            name="Issue permit"                      | name="Permit"                             | serviceTask_issuePermit is not named by verb and object: Permit
            name="Permit used"                       | name="Permit"                             | endEvent_permitUsed is not named by object and what happened to it: Permit
            name="How did the visit end?"            | name="End of visit"                       | gateway_howEnded asks nothing
            ' name="it took place"'                  | ''                                        | flow_used answers nothing
            ' default="flow_revoked"'                | ''                                        | gateway_howEnded has no flow for everything else
            ${closePermitDelegate}                   | ${unknownDelegate}                        | serviceTask_closePermit runs ${unknownDelegate}, which is no bean for diagrams
            >Who: the registry                       | >The registry                             | userTask_closeVisit does not say who decides what
            -registry"                               | -nobody"                                  | userTask_closeVisit is offered to no group of the own side
            ' camunda:dueDate="${visitDueDates.permitEnd(execution)}"' | ''                      | userTask_closeVisit has no due date on a working calendar
            embedded:deployment:visit/task.html      | embedded:deployment:visit/start.html      | userTask_closeVisit has no form
            attachedToRef="userTask_closeVisit">     | attachedToRef="userTask_closeVisit" cancelActivity="false"> | userTask_closeVisit has no way out
            name="Last day passed" attachedToRef="userTask_closeVisit" | name="Last day passed" attachedToRef="serviceTask_issuePermit" | userTask_closeVisit can wait for ever
            '${handOverPermitDelegate}" camunda:asyncBefore="true"'  | '${handOverPermitDelegate}"' | sendTask_handOverPermit is not a job of its own
            '${closePermitDelegate}"'  | '${closePermitDelegate}" camunda:asyncBefore="true"'      | serviceTask_closePermit is asynchronous without a reason
            '${handOverPermitDelegate}" camunda:asyncBefore="true"'  | '${handOverPermitDelegate}" camunda:asyncBefore="true" camunda:exclusive="false"' | sendTask_handOverPermit runs beside other jobs of its case
            bpmnElement="endEvent_permitUsed"        | bpmnElement="gateway_howEnded"            | endEvent_permitUsed is not drawn
            bpmnElement="flow_used"                  | bpmnElement="visit-permit"                | flow_used is not drawn
            '<dc:Bounds x="680" y="360"'             | '<dc:Bounds x="840" y="360"'              | serviceTask_issuePermit overlaps sendTask_handOverPermit
            '<di:waypoint x="250" y="400" />'        | '<di:waypoint x="245" y="400" />'         | flow_ordered does not end at gateway_correctionTime
            '<di:waypoint x="1350" y="640" />'        | '<di:waypoint x="1350" y="630" />'         | flow_lastDayPassed has a slanted part
            '<di:waypoint x="1085" y="640" />'        | '<di:waypoint x="1085" y="500" /><di:waypoint x="1310" y="500" /><di:waypoint x="1310" y="640" />' | flow_revoked crosses flow_lastDayPassed
            '<di:waypoint x="1085" y="640" />'        | '<di:waypoint x="1085" y="400" /><di:waypoint x="1085" y="640" />' | flow_lastDayPassed runs through userTask_closeVisit
            sourceRef="serviceTask_closePermit" targetRef="endEvent_permitUsed" | sourceRef="endEvent_permitUsed" targetRef="serviceTask_closePermit" | flow_permitClosed leads back to the left
            '<dc:Bounds x="1236" y="440" width="52"'  | '<dc:Bounds x="1236" y="440" width="42"'   | the name of flow_revoked does not fit its place
            '<dc:Bounds x="1236" y="440"'             | '<dc:Bounds x="1220" y="440"'              | the name of flow_revoked lies on flow_revoked
            '<dc:Bounds x="1022" y="462"'             | '<dc:Bounds x="1022" y="440"'              | the name of event_lastDayPassed lies on event_lastDayPassed
            """)
    void tellsWhatIsWrongWithAPermit(String was, String becomes, String fault) throws IOException {
        var file = "visit/visit-permit.bpmn";
        var before = read(file);
        var after = before.replace(was, becomes == null ? "" : becomes);

        assertThat(after).isNotEqualTo(before);
        assertThat(rules(file, after).faults()).contains(fault);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "deployment, latest, callActivity_conference calls what may be of another release than its case",
        "${execution.tenantId}, ${tenant}, callActivity_conference calls on another tenant than its case's"
    })
    void tellsWhatACallReaches(String was, String becomes, String fault) throws IOException {
        var file = "exercise/exercise-planning.bpmn";
        var before = read(file);
        var call = before.substring(before.indexOf("<bpmn:callActivity"));
        var tag = call.substring(0, call.indexOf('>'));

        assertThat(tag).contains(was);
        assertThat(rules(file, before.replace(tag, tag.replace(was, becomes))).faults())
                .contains(fault);
    }

    private static ModelRules rules(String file, String content) {
        return new ModelRules(file, content, BEANS);
    }

    /** The strings that the class of a process shows: {@code visit-request} is {@code visit.VisitRequestProcess}. */
    private static List<String> constants(String file) throws Exception {
        var id = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.'));
        var name = Pattern.compile("(?:^|-)([a-z])").matcher(id).replaceAll(start -> start.group(1)
                .toUpperCase(Locale.ROOT));
        var holder = Class.forName("org.mushterek." + file.substring(0, file.indexOf('/')) + "." + name + "Process");
        var values = new java.util.ArrayList<String>();
        for (var field : holder.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                values.add((String) field.get(null));
            }
        }
        return values;
    }

    /** Names of all that is marked for diagrams, found without starting anything. */
    private static Set<String> beansForDiagrams() {
        var names = new TreeSet<String>();
        var finder = new ClassPathScanningCandidateComponentProvider(false);
        finder.addIncludeFilter(new AnnotationTypeFilter(ForDiagrams.class));
        finder.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        finder.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.TrialProcesses.*")));
        for (var found : finder.findCandidateComponents("org.mushterek")) {
            var type = ((AnnotatedBeanDefinition) found).getMetadata();
            if (type.hasAnnotation(ForDiagrams.class.getName())) {
                names.add(ClassUtils.getShortNameAsProperty(
                        ClassUtils.resolveClassName(type.getClassName(), ModelRulesTest.class.getClassLoader())));
            }
            type.getAnnotatedMethods(ForDiagrams.class.getName()).forEach(method -> names.add(method.getMethodName()));
        }
        return names;
    }

    private static String read(String file) throws IOException {
        return Files.readString(PROCESSES.resolve(file));
    }
}
