package org.mushterek.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the engine would find out too late, or never: a diagram that officers cannot see, a form that opens empty, a bean
 * that does not exist, a script.
 */
final class ModelCheck {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern TEXT_IN_EXPRESSION = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern OWNER_OF_MEMBER = Pattern.compile("(?<![\\w.)])([a-zA-Z_]\\w*)\\s*\\.");
    private static final Pattern ONLY_A_NAME = Pattern.compile("\\s*[$#]\\{\\s*([a-zA-Z_]\\w*)\\s*}\\s*");
    private static final String FORM_PREFIX = "embedded:deployment:";

    /** What the engine itself offers to an expression. */
    private static final Set<String> ENGINE_OBJECTS = Set.of("execution", "task");

    private final Set<String> beans;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> fileOfId = new HashMap<>();
    private final Set<String> joint = new HashSet<>();

    ModelCheck(Set<String> beans) {
        this.beans = beans;
    }

    /** @throws IllegalStateException with all that is wrong, one fault a line */
    void check(SortedMap<String, byte[]> files) {
        if (files.keySet().stream().noneMatch(name -> name.endsWith(".bpmn"))) {
            throw new IllegalStateException("There are no processes to deploy\n"
                    + "Maybe the folder 'processes' is missing on the class path.");
        }
        files.forEach((name, content) -> {
            if (!name.contains("/")) {
                faults.add(name + ": lies in no capability's folder");
            }
            if (name.endsWith(".bpmn")) {
                checkDiagram(name, content, files);
            } else if (name.endsWith(".dmn")) {
                checkTable(name, content);
            }
        });
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The processes cannot be deployed:\n- " + String.join("\n- ", faults));
        }
    }

    /** Whether a diagram that was checked runs once for all parties, on the tenant that they share. */
    boolean isJoint(String name) {
        return joint.contains(name);
    }

    private static boolean isJoint(Process process) {
        return process.getChildElementsByType(ExtensionElements.class).stream()
                .flatMap(
                        extension -> extension.getElementsQuery().filterByType(CamundaProperties.class).list().stream())
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .anyMatch(property ->
                        "tenants".equals(property.getCamundaName()) && "joint".equals(property.getCamundaValue()));
    }

    private void checkDiagram(String name, byte[] content, SortedMap<String, byte[]> files) {
        BpmnModelInstance model;
        try {
            model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
        } catch (RuntimeException unreadable) {
            faults.add(name + ": is not BPMN: " + unreadable.getMessage());
            return;
        }
        for (var process : model.getModelElementsByType(Process.class)) {
            checkId(name, process.getId());
            if (process.getCamundaHistoryTimeToLiveString() == null) {
                faults.add(name + ": has no history time to live");
            }
            if (isJoint(process)) {
                joint.add(name);
            }
        }
        // To ask each node for its shape would look through the whole diagram each time.
        var drawn = model.getModelElementsByType(BpmnShape.class).stream()
                .map(shape -> shape.getAttributeValue("bpmnElement"))
                .collect(Collectors.toSet());
        for (var node : model.getModelElementsByType(FlowNode.class)) {
            if (!drawn.contains(node.getId())) {
                faults.add(name + ": " + node.getId() + " is not drawn");
            }
        }
        checkElements(name, parse(content), files);
    }

    private void checkTable(String name, byte[] content) {
        try {
            for (var decision :
                    Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Decision.class)) {
                checkId(name, decision.getId());
                if (decision.getCamundaHistoryTimeToLiveString() == null) {
                    faults.add(name + ": has no history time to live");
                }
            }
        } catch (RuntimeException unreadable) {
            faults.add(name + ": is not DMN: " + unreadable.getMessage());
        }
    }

    private void checkId(String name, String id) {
        var file = name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
        if (!file.equals(id)) {
            faults.add(name + ": holds " + id + ", but a file is named after what it holds");
        }
        var other = fileOfId.put(id, name);
        if (other != null) {
            faults.add(name + ": holds " + id + ", and so does " + other);
        }
    }

    private void checkElements(String name, Element element, SortedMap<String, byte[]> files) {
        var kind = element.getLocalName();
        if (kind.equals("scriptTask") || kind.equals("script") || kind.equals("connector")) {
            faults.add(name + ": has a " + kind + ", which is not run");
        }
        if (kind.equals("conditionExpression") && element.hasAttribute("language")) {
            faults.add(name + ": has a condition in " + element.getAttribute("language") + ", which is not run");
        }
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            checkAttribute(name, attributes.item(i), files);
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                checkElements(name, inner, files);
            } else if (child.getNodeType() == Node.TEXT_NODE && !kind.equals("documentation")) {
                checkExpressions(name, child.getNodeValue());
            }
        }
    }

    private void checkAttribute(String name, Node attribute, SortedMap<String, byte[]> files) {
        var value = attribute.getNodeValue();
        switch (attribute.getLocalName()) {
            case "class" -> faults.add(name + ": runs the class " + value + "; only beans are run");
            case "delegateExpression" -> {
                var bean = ONLY_A_NAME.matcher(value);
                if (!bean.matches()) {
                    faults.add(name + ": " + value + " does not name a bean");
                } else if (!beans.contains(bean.group(1))) {
                    faults.add(name + ": knows no bean " + bean.group(1) + " for diagrams");
                }
            }
            case "formKey" -> {
                var form = value.startsWith(FORM_PREFIX) ? value.substring(FORM_PREFIX.length()) : "";
                if (!files.containsKey(form) || !folderOf(form).equals(folderOf(name))) {
                    faults.add(name + ": its form " + value + " is not in the same deployment");
                }
            }
            case "formRef" -> {
                var wanted = Pattern.compile("\"id\"\\s*:\\s*\"" + Pattern.quote(value) + "\"");
                if (files.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".form")
                                && folderOf(file.getKey()).equals(folderOf(name)))
                        .noneMatch(file -> wanted.matcher(new String(file.getValue(), StandardCharsets.UTF_8))
                                .find())) {
                    faults.add(name + ": its form " + value + " is not in the same deployment");
                }
            }
            default -> checkExpressions(name, value);
        }
    }

    private void checkExpressions(String name, String text) {
        var expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            var owners = OWNER_OF_MEMBER.matcher(
                    TEXT_IN_EXPRESSION.matcher(expressions.group(1)).replaceAll("''"));
            while (owners.find()) {
                if (!beans.contains(owners.group(1)) && !ENGINE_OBJECTS.contains(owners.group(1))) {
                    faults.add(name + ": knows no bean " + owners.group(1) + " for diagrams");
                }
            }
        }
    }

    private static String folderOf(String name) {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    }

    private static Element parse(byte[] content) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(content))
                    .getDocumentElement();
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
