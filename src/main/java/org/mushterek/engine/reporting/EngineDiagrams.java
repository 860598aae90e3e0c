package org.mushterek.engine.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.mushterek.common.Sides;
import org.mushterek.engine.EngineWork;
import org.mushterek.reporting.Diagrams;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The diagrams that are deployed for a side and for the sets of parties that it is in. */
@Component
class EngineDiagrams implements Diagrams {

    private final RepositoryService repository;
    private final EngineWork engineWork;
    private final Sides sides;

    EngineDiagrams(@Lazy RepositoryService repository, EngineWork engineWork, Sides sides) {
        this.repository = repository;
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

    private String read(ProcessDefinition definition) {
        try (var model = repository.getProcessModel(definition.getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
