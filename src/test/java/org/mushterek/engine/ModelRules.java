package org.mushterek.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.mushterek.security.Role;

/** What every diagram keeps so that officers can read it, work with it and never wait for ever. */
final class ModelRules {

    /** How a task's name begins: what somebody or something does. */
    private static final Set<String> VERBS = Set.of(
            "Answer",
            "Apply",
            "Ask",
            "Certify",
            "Choose",
            "Close",
            "Confirm",
            "Correct",
            "Decide",
            "Endorse",
            "Escalate",
            "Expire",
            "Follow",
            "Hand",
            "Issue",
            "Judge",
            "Move",
            "Order",
            "Plan",
            "Prepare",
            "Record",
            "Register",
            "Reinstate",
            "Replace",
            "Review",
            "Revoke",
            "Send",
            "Settle",
            "Suspend",
            "Tell",
            "Transmit");

    /** Participles and states that do not end in {@code ed}. */
    private static final Set<String> HAPPENED = Set.of("overdue", "sent", "told", "unsent", "withdrawn");

    /** Flows that lead back: corrections, and questions with their answers. */
    private static final Set<String> BACK_FLOWS = Set.of(
            "flow_answerSent",
            "flow_answerReturned",
            "flow_changeReported",
            "flow_drillsLeft",
            "flow_planDeclined",
            "flow_bookingsRefused",
            "flow_overrideRefused",
            "flow_conferenceWaiverRefused",
            "flow_gateWaiverAnswered",
            "flow_healthAsked",
            "flow_judgeAgain",
            "flow_minutesRefused",
            "flow_notHeld",
            "flow_productRefused",
            "flow_procedureNotDone",
            "flow_proposalRefused",
            "flow_protocolRefused",
            "flow_protocolStartexMoved",
            "flow_readinessRefused",
            "flow_revisionApproved",
            "flow_revisionRefused",
            "flow_startexMoved",
            "flow_suspensionKept",
            "flow_corrected",
            "flow_mayNotBeTransmitted",
            "flow_entryRecorded",
            "flow_finalReturned",
            "flow_firstIssued",
            "flow_firstReturned",
            "flow_goesOn",
            "flow_moreToJudge",
            "flow_moreToMove",
            "flow_notCertified",
            "flow_notEndorsed",
            "flow_questionAnswered",
            "flow_needsWaiver",
            "flow_questionAsked",
            "flow_reportMissing",
            "flow_returned",
            "flow_termBegins",
            "flow_unlawful",
            "flow_waiverDecided");

    /** What waits for a machine alone, which raises an incident where it fails. */
    private static final Map<String, String> WAITS_FOR_A_MACHINE =
            Map.of("event_permitReceived", "the host's permit follows its approval without anybody's doing");

    /** Asynchronous steps besides messages. */
    private static final Map<String, String> ASYNCHRONOUS = Map.of(
            "serviceTask_issuePermit",
            "renders the paper, which does not belong into the order's transaction",
            "serviceTask_judgeCases",
            "judges a few cases in a transaction of its own, and is tried again",
            "serviceTask_moveDueDates",
            "moves a few due dates in a transaction of its own, and is tried again");

    private static final Pattern IN_CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]+");
    private static final Pattern GROUPS = Pattern.compile(
            "\\$\\{(?:execution\\.tenantId|host|opener|party|receiver)}-(.+)|\\$\\{desk}"
                    + "|\\$\\{((?:waiverAuthorities|planningGroups|drillOffices|instrumentParties)\\.(?:groups|group|writers|approvers)\\(execution\\)|actionBody)}");
    private static final Pattern DELEGATE = Pattern.compile("\\$\\{(\\w+)}");
    private static final String ENGINES_OWN = "execution";
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.'])([a-z]\\w*)(?![\\w.(])");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern TEXT = Pattern.compile("'[^']*'");

    private final String folder;
    private final String name;
    private final BpmnModelInstance model;
    private final Set<String> beans;
    private final List<String> faults = new ArrayList<>();

    /** @param file its path below the folder of processes ({@code visit/visit-request.bpmn}) */
    ModelRules(String file, String content, Set<String> beans) {
        folder = file.substring(0, file.indexOf('/'));
        name = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.'));
        model = Bpmn.readModelFromStream(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        this.beans = beans;
    }

    /** Everything that is wrong with the model. */
    List<String> faults() {
        processes();
        all(FlowElement.class).forEach(this::id);
        all(UserTask.class).forEach(this::userTask);
        all(ServiceTask.class).forEach(task -> delegate(task, task.getCamundaDelegateExpression()));
        all(SendTask.class).forEach(task -> delegate(task, task.getCamundaDelegateExpression()));
        all(Task.class).forEach(this::task);
        all(Event.class).forEach(this::event);
        all(Gateway.class).forEach(this::gateway);
        all(FlowNode.class).forEach(this::waits);
        all(CallActivity.class).forEach(this::call);
        all(FlowNode.class).forEach(this::asynchronous);
        faults.addAll(new DiagramGeometry(model, BACK_FLOWS).faults());
        return faults;
    }

    /** The tasks of officers, by id. */
    Set<String> userTasks() {
        return all(UserTask.class).stream().map(UserTask::getId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names that conditions and loops read from the case. */
    Set<String> variables() {
        var found = new TreeSet<String>();
        all(SequenceFlow.class).forEach(flow -> {
            if (flow.getConditionExpression() != null) {
                variables(flow.getConditionExpression().getTextContent(), found);
            }
        });
        all(UserTask.class).forEach(task -> variables(String.valueOf(task.getCamundaCandidateGroups()), found));
        all(MultiInstanceLoopCharacteristics.class).forEach(loop -> found.add(loop.getCamundaElementVariable()));
        return found;
    }

    private static void variables(String text, Set<String> found) {
        var expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            var names = VARIABLE.matcher(TEXT.matcher(expressions.group(1)).replaceAll("''"));
            while (names.find()) {
                if (!names.group(1).equals(ENGINES_OWN)) {
                    found.add(names.group(1));
                }
            }
        }
    }

    Set<String> messages() {
        return all(Message.class).stream().map(Message::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The beans that its steps and listeners run. */
    Set<String> delegates() {
        var found = new TreeSet<String>();
        all(ServiceTask.class).forEach(task -> found.add(bean(task.getCamundaDelegateExpression())));
        all(SendTask.class).forEach(task -> found.add(bean(task.getCamundaDelegateExpression())));
        all(CamundaTaskListener.class).forEach(listener -> found.add(bean(listener.getCamundaDelegateExpression())));
        return found;
    }

    private void processes() {
        var processes = all(Process.class);
        if (processes.size() != 1) {
            faults.add("holds " + processes.size() + " processes");
        }
        for (var process : processes) {
            check(process.getId().equals(name), process.getId() + " is not named like its file");
            check(process.isExecutable(), process.getId() + " cannot be run");
            check(process.getCamundaHistoryTimeToLiveString() != null, process.getId() + " is kept for ever");
            check(process.getName() != null, process.getId() + " has no name");
            check(!process.getDocumentations().isEmpty(), process.getId() + " is not explained");
        }
    }

    private void id(FlowElement element) {
        var prefix = element instanceof BoundaryEvent || element instanceof IntermediateCatchEvent
                ? "event_"
                : element instanceof Gateway
                        ? "gateway_"
                        : element instanceof SequenceFlow
                                ? "flow_"
                                : element.getElementType().getTypeName() + "_";
        var id = element.getId();
        check(
                id.startsWith(prefix)
                        && IN_CAMEL_CASE.matcher(id.substring(prefix.length())).matches(),
                id + " is not " + prefix + " and a name in camel case");
        if (!(element instanceof SequenceFlow)) {
            check(element.getName() != null && !element.getName().isBlank(), id + " has no name");
        }
    }

    private void userTask(UserTask task) {
        var id = task.getId();
        var text = task.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent())
                .collect(Collectors.joining());
        check(text.startsWith("Who: ") && text.contains(" What: "), id + " does not say who decides what");
        var due = String.valueOf(task.getCamundaDueDate());
        check(due.matches("\\$\\{\\w+DueDates\\.\\w+\\(execution\\)}"), id + " has no due date on a working calendar");
        check(("embedded:deployment:" + folder + "/task.html").equals(task.getCamundaFormKey()), id + " has no form");
        var offered = List.of(String.valueOf(task.getCamundaCandidateGroups()).split(","));
        var known = offered.stream()
                .map(GROUPS::matcher)
                .allMatch(groups -> groups.matches()
                        && (groups.group(2) != null
                                || (groups.group(1) == null
                                        ? task.getLoopCharacteristics() != null
                                        : Arrays.stream(Role.values())
                                                .anyMatch(role -> role.code().equals(groups.group(1))))));
        check(known, id + " is offered to no group of the own side");
        check(scopes(task).stream().anyMatch(this::hasWayOut), id + " has no way out");
    }

    private boolean hasWayOut(Activity activity) {
        return boundary(activity).stream().anyMatch(BoundaryEvent::cancelActivity)
                || eventSubProcesses(activity).stream().anyMatch(start -> start.isInterrupting() && !isTimer(start));
    }

    /** The activity and the sub-processes around it. */
    private static List<Activity> scopes(Activity activity) {
        var found = new ArrayList<Activity>();
        found.add(activity);
        for (var outer = activity.getParentElement(); outer != null; outer = outer.getParentElement()) {
            if (outer instanceof SubProcess around) {
                found.add(around);
            }
        }
        return found;
    }

    private void delegate(FlowNode step, String expression) {
        check(
                expression != null && beans.contains(bean(expression)),
                step.getId() + " runs " + expression + ", which is no bean for diagrams");
    }

    private void task(Task task) {
        var words = String.valueOf(task.getName()).split(" ");
        check(
                words.length > 1 && VERBS.contains(words[0]),
                task.getId() + " is not named by verb and object: " + task.getName());
    }

    private void event(Event event) {
        var words = String.valueOf(event.getName()).replace(",", "").split(" ");
        var happened = Arrays.stream(words).skip(1).anyMatch(word -> word.endsWith("ed") || HAPPENED.contains(word));
        check(happened, event.getId() + " is not named by object and what happened to it: " + event.getName());
    }

    private void gateway(Gateway gateway) {
        var id = gateway.getId();
        if (gateway instanceof ParallelGateway) {
            sideBySide(gateway);
            return;
        }
        check(gateway instanceof ExclusiveGateway, id + " is not exclusive");
        check(String.valueOf(gateway.getName()).endsWith("?"), id + " asks nothing");
        check(gateway.getOutgoing().size() > 1, id + " decides nothing");
        var otherwise = gateway instanceof ExclusiveGateway exclusive ? exclusive.getDefault() : null;
        check(otherwise != null, id + " has no flow for everything else");
        for (var flow : gateway.getOutgoing()) {
            check(flow.getName() != null, flow.getId() + " answers nothing");
            check(
                    (flow.getConditionExpression() == null) == flow.equals(otherwise),
                    flow.getId() + " has no condition, or one without need");
        }
    }

    /** A parallel gateway either parts what goes on side by side or awaits all of it; it asks nothing. */
    private void sideBySide(Gateway gateway) {
        var id = gateway.getId();
        check(
                (gateway.getOutgoing().size() > 1) != (gateway.getIncoming().size() > 1),
                id + " neither parts nor awaits what goes on side by side");
        for (var flow : gateway.getOutgoing()) {
            check(flow.getConditionExpression() == null, flow.getId() + " has a condition that nobody asks for");
        }
    }

    private void waits(FlowNode node) {
        if (!(node instanceof UserTask || node instanceof IntermediateCatchEvent || node instanceof ReceiveTask)) {
            return;
        }
        var drawn =
                node instanceof Activity activity && boundary(activity).stream().anyMatch(ModelRules::isTimer);
        var reminds = model.getModelElementsByType(CamundaTaskListener.class).stream()
                .anyMatch(listener -> "timeout".equals(listener.getCamundaEvent())
                        && listener.getParentElement().getParentElement().equals(node));
        var ends = eventSubProcesses(node).stream().anyMatch(ModelRules::isTimer)
                || node instanceof IntermediateCatchEvent waiting && isTimer(waiting);
        check(
                drawn || reminds || ends || WAITS_FOR_A_MACHINE.containsKey(node.getId()),
                node.getId() + " can wait for ever");
    }

    private void asynchronous(FlowNode node) {
        var wanted = node instanceof SendTask || ASYNCHRONOUS.containsKey(node.getId());
        check(
                node.isCamundaAsyncBefore() == wanted,
                node.getId() + (wanted ? " is not a job of its own" : " is asynchronous without a reason"));
        check(!node.isCamundaAsyncAfter(), node.getId() + " is asynchronous without a reason");
        check(node.isCamundaExclusive(), node.getId() + " runs beside other jobs of its case");
        check(
                node instanceof EndEvent
                        || node instanceof SubProcess
                        || !node.getOutgoing().isEmpty(),
                node.getId() + " leads nowhere");
    }

    /** What a case calls is of the release with which it began, and of its own tenant; the engine takes the newest of any. */
    private void call(CallActivity call) {
        check(
                "deployment".equals(call.getCamundaCalledElementBinding()),
                call.getId() + " calls what may be of another release than its case");
        check(
                "${execution.tenantId}".equals(call.getCamundaCalledElementTenantId()),
                call.getId() + " calls on another tenant than its case's");
    }

    private List<BoundaryEvent> boundary(Activity activity) {
        return all(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().equals(activity))
                .toList();
    }

    /** The starts of the event sub-processes that watch over the node. */
    private List<StartEvent> eventSubProcesses(FlowNode node) {
        return all(SubProcess.class).stream()
                .filter(SubProcess::triggeredByEvent)
                .filter(watch -> watch.getParentElement().equals(node.getParentElement()))
                .flatMap(watch -> watch.getChildElementsByType(StartEvent.class).stream())
                .toList();
    }

    private static boolean isTimer(CatchEvent event) {
        return event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
    }

    private static String bean(String expression) {
        var matcher = DELEGATE.matcher(String.valueOf(expression));
        return matcher.matches() ? matcher.group(1) : "nothing";
    }

    private <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
