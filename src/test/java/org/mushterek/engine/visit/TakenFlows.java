package org.mushterek.engine.visit;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Remembers every sequence flow that was taken, and can do something in the very moment in which one is. */
final class TakenFlows extends AbstractProcessEnginePlugin {

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Runnable> interruptions = new ConcurrentHashMap<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var listeners = configuration.getCustomPostBPMNParseListeners();
        var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
        all.add(new AbstractBpmnParseListener() {
            @Override
            public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
                ExecutionListener remember = TakenFlows.this::remember;
                flow.addListener(ExecutionListener.EVENTNAME_TAKE, remember);
            }
        });
        configuration.setCustomPostBPMNParseListeners(all);
    }

    private void remember(DelegateExecution execution) {
        var process = execution.getProcessDefinitionId().split(":", 2)[0];
        var flow = process + " " + execution.getCurrentTransitionId();
        taken.add(flow);
        var interruption = interruptions.remove(flow);
        if (interruption != null) {
            interruption.run();
        }
    }

    /** What happens between an officer's answer and the step after it, once: {@code visit-request flow_submitted}. */
    void atNext(String flow, Runnable interruption) {
        interruptions.put(flow, interruption);
    }

    /** Flows as {@code <process> <flow>}. */
    Set<String> taken() {
        return taken;
    }
}
