package org.mushterek.engine.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.mushterek.common.Sides;
import org.mushterek.engine.DefinitionKey;
import org.mushterek.engine.EngineWork;
import org.mushterek.reporting.Diagrams;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The diagrams that are deployed for a side and for the sets of parties that it is in, and where cases stand in them now. */
@Component
class EngineDiagrams implements Diagrams {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final EngineWork engineWork;
    private final Sides sides;

    EngineDiagrams(
            @Lazy RepositoryService repository, @Lazy RuntimeService runtime, EngineWork engineWork, Sides sides) {
        this.repository = repository;
        this.runtime = runtime;
        this.engineWork = engineWork;
        this.sides = sides;
    }

    @Override
    public Optional<String> find(String process, int version, String side) {
        return engineWork.asSystem(() -> {
            var query = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(process)
                    .tenantIdIn(sides.tenantsOf(sides.get(side)).toArray(String[]::new));
            var found = (version == 0 ? query.latestVersion() : query.processDefinitionVersion(version)).list();
            return found.stream().findFirst().map(this::read);
        });
    }

    @Override
    public List<Place> waitingPlaces(String number, String side) {
        var tenants = sides.tenantsOf(sides.get(side)).toArray(String[]::new);
        return engineWork.asSystem(() ->
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .tenantIdIn(tenants)
                        .list()
                        .stream()
                        .flatMap(this::places)
                        .sorted(Comparator.comparing(Place::process).thenComparing(Place::node))
                        .toList());
    }

    private Stream<Place> places(ProcessInstance instance) {
        var definition = instance.getProcessDefinitionId();
        var model = repository.getBpmnModelInstance(definition);
        return runtime.getActiveActivityIds(instance.getId()).stream()
                .distinct()
                .map(id -> (ModelElementInstance) model.getModelElementById(id))
                .filter(node -> node instanceof CatchEvent
                        || node instanceof ReceiveTask
                        || node instanceof EventBasedGateway
                        || node instanceof CallActivity)
                .map(FlowNode.class::cast)
                .map(node -> new Place(
                        DefinitionKey.of(definition), node.getId(), node.getName() == null ? "" : node.getName()));
    }

    private String read(ProcessDefinition definition) {
        try (var model = repository.getProcessModel(definition.getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
