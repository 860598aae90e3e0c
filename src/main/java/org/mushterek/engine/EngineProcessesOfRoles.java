package org.mushterek.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.ProcessesOfRoles;
import org.mushterek.task.TaskContent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads from the diagrams which roles have tasks; where an expression chooses the groups it may be any role. */
@Component
class EngineProcessesOfRoles implements ProcessesOfRoles {

    private final RepositoryService repository;
    private final EngineWork engineWork;
    private final ObjectProvider<TaskContent> contents;

    EngineProcessesOfRoles(RepositoryService repository, EngineWork engineWork, ObjectProvider<TaskContent> contents) {
        this.repository = repository;
        this.engineWork = engineWork;
        this.contents = contents;
    }

    @Override
    public List<String> of(Account account) {
        var roles = account.own();
        return engineWork.asSystem(() ->
                repository
                        .createProcessDefinitionQuery()
                        .latestVersion()
                        .orderByProcessDefinitionKey()
                        .asc()
                        .list()
                        .stream()
                        .filter(definition ->
                                contents.stream().anyMatch(content -> content.handles(definition.getKey())))
                        .filter(definition -> roles.contains(Role.ADMIN)
                                || roles(definition).stream().anyMatch(roles::contains))
                        .map(ProcessDefinition::getKey)
                        .distinct()
                        .toList());
    }

    private Set<Role> roles(ProcessDefinition definition) {
        return repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(UserTask.class).stream()
                .map(UserTask::getCamundaCandidateGroups)
                .filter(Objects::nonNull)
                // The model's own list would part an expression from the role that follows it.
                .flatMap(groups -> Arrays.stream(groups.split(",")))
                .map(EngineProcessesOfRoles::roles)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    /** A group is named by a side and a role; all that an expression may come to is everybody who does tasks. */
    private static Set<Role> roles(String group) {
        return Role.of(group.substring(group.lastIndexOf('-') + 1))
                .<Set<Role>>map(EnumSet::of)
                .orElseGet(() -> EnumSet.complementOf(EnumSet.of(Role.ADMIN, Role.AUDITOR, Role.GUARD)));
    }
}
