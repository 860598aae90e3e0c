package org.mushterek.engine;

import java.util.ArrayList;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Notes in {@link Walks} which nodes, flows and rows the engine of any test walks through, and in {@link ReachedNodes}
 * which cases came where. It asks no database.
 */
@AutoConfiguration
class WalkRecorder {

    @Bean
    ReachedNodes reachedNodes() {
        return new ReachedNodes();
    }

    @Bean
    ProcessEnginePlugin walkRecorderPlugin(ReachedNodes reached) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                var listeners = engine.getCustomPostBPMNParseListeners();
                var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
                all.add(new Listening(reached));
                engine.setCustomPostBPMNParseListeners(all);

                var tables = new DefaultDmnEngineConfiguration();
                tables.getCustomPostDecisionTableEvaluationListeners().add(event -> event.getMatchingRules()
                        .forEach(row -> Walks.walked(event.getDecisionTable().getKey(), row.getId())));
                engine.setDmnEngineConfiguration(tables);
            }
        };
    }

    /** Adds a listener to all that a process holds, once the process is read. */
    private static final class Listening extends AbstractBpmnParseListener {

        private final ReachedNodes reached;

        Listening(ReachedNodes reached) {
            this.reached = reached;
        }

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            listenIn(process, process.getKey());
        }

        private void listenIn(ScopeImpl scope, String process) {
            for (var node : scope.getActivities()) {
                node.addListener(ExecutionListener.EVENTNAME_START, noting(process, node.getId()));
                node.addListener(ExecutionListener.EVENTNAME_START, reaching(process, node.getId()));
                listenOnFlowsOf(node, process);
                listenIn(node, process);
            }
        }

        private static void listenOnFlowsOf(ActivityImpl node, String process) {
            for (var flow : node.getOutgoingTransitions()) {
                ((TransitionImpl) flow).addListener(ExecutionListener.EVENTNAME_TAKE, noting(process, flow.getId()));
            }
        }

        private ExecutionListener reaching(String process, String node) {
            return execution -> reached.note(execution.getProcessBusinessKey(), process, node);
        }

        private static ExecutionListener noting(String process, String element) {
            return execution -> Walks.walked(process, element);
        }
    }
}
