package org.mushterek.engine.audit;

import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.ModelledProcesses;
import org.mushterek.common.Sides;
import org.mushterek.engine.EngineWork;
import org.springframework.stereotype.Component;

/** Every version of a process that was ever deployed, of all tenants; the newest names a task. */
@Component
class EngineModelledProcesses implements ModelledProcesses {

    private final RepositoryService models;
    private final EngineWork engineWork;
    private final Sides sides;

    EngineModelledProcesses(RepositoryService models, EngineWork engineWork, Sides sides) {
        this.models = models;
        this.engineWork = engineWork;
        this.sides = sides;
    }

    @Override
    public Optional<Modelled> find(String key) {
        return engineWork.asSystem(() -> read(key));
    }

    private Optional<Modelled> read(String key) {
        var versions = models.createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .orderByProcessDefinitionVersion()
                .asc()
                .list();
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        var tasks = new TreeMap<String, String>();
        var isJoint = false;
        for (var version : versions) {
            isJoint |= isOfSeveral(version.getTenantId());
            models.getBpmnModelInstance(version.getId())
                    .getModelElementsByType(UserTask.class)
                    .forEach(task -> tasks.put(task.getId(), task.getName() == null ? task.getId() : task.getName()));
        }
        return Optional.of(new Modelled(key, isJoint, tasks));
    }

    private boolean isOfSeveral(@Nullable String tenant) {
        return tenant != null && sides.findByTenant(tenant).isEmpty();
    }
}
