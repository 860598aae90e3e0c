package org.mushterek.engine.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.AbstractManager;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers for the database where the answer is known, whenever a task or a job ends or begins.
 *
 * <ul>
 *   <li>Tasks have no tasks below them and no variables of their own, and an execution has one task: no door and no diagram
 *       makes any other.
 *   <li>A job that has attempts left has no incident: the engine makes it with the last attempt and takes it away with a new
 *       one.
 *   <li>Whoever has a task or a job goes on to read all executions of its process: they are read at once, and once.
 *   <li>Nothing is told to a process through a job of its subscription.
 *   <li>Definitions are read once. No door suspends one or gives its jobs another priority.
 * </ul>
 */
@Component
class SparedQueries extends AbstractProcessEnginePlugin {

    private final Map<String, JobDefinitionEntity> jobDefinitions = new ConcurrentHashMap<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var sessions = engine.getCustomSessionFactories();
        if (sessions == null) {
            sessions = new ArrayList<>();
            engine.setCustomSessionFactories(sessions);
        }
        sessions.add(new Sessions(TaskManager.class, Tasks::new));
        sessions.add(new Sessions(VariableInstanceManager.class, Variables::new));
        sessions.add(new Sessions(ExecutionManager.class, Executions::new));
        sessions.add(new Sessions(IncidentManager.class, Incidents::new));
        sessions.add(new Sessions(EventSubscriptionManager.class, Subscriptions::new));
        sessions.add(new Sessions(ProcessDefinitionManager.class, ProcessDefinitions::new));
        sessions.add(new Sessions(JobDefinitionManager.class, () -> new JobDefinitions(jobDefinitions)));
    }

    private record Sessions(Class<? extends AbstractManager> type, Supplier<? extends AbstractManager> manager)
            implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return manager.get();
        }
    }

    private static final class Tasks extends TaskManager {

        @Override
        public void insertTask(TaskEntity task) {
            if (task.getParentTaskId() != null) {
                throw new IllegalStateException("A task below another would never end with it");
            }
            super.insertTask(task);
        }

        @Override
        public List<Task> findTasksByParentTaskId(String parent) {
            return new ArrayList<>();
        }

        @Override
        public List<TaskEntity> findTasksByExecutionId(String execution) {
            var entities = getDbEntityManager();
            var known = entities.getDbEntityCache().getEntitiesByType(TaskEntity.class).stream()
                    .filter(task -> execution.equals(task.getExecutionId()))
                    .toList();
            return known.isEmpty()
                    ? super.findTasksByExecutionId(execution)
                    : known.stream()
                            .filter(task -> !entities.isDeleted(task))
                            .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static final class Variables extends VariableInstanceManager {

        @Override
        public List<VariableInstanceEntity> findVariableInstancesByTaskId(String task) {
            return new ArrayList<>();
        }

        @Override
        public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(
                String task, Collection<String> names) {
            return new ArrayList<>();
        }
    }

    /** Lives as long as one command of the engine. */
    private static final class Executions extends ExecutionManager {

        private final Map<String, List<ExecutionEntity>> ofProcesses = new HashMap<>();

        @Override
        public @Nullable ExecutionEntity findExecutionById(String id) {
            if (getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
                processOf(id).ifPresent(this::findExecutionsByProcessInstanceId);
            }
            return super.findExecutionById(id);
        }

        /** The process of an execution that a task or a job names. */
        private Optional<String> processOf(String execution) {
            var known = getDbEntityManager().getDbEntityCache();
            return Stream.concat(
                            known.getEntitiesByType(TaskEntity.class).stream()
                                    .filter(task -> execution.equals(task.getExecutionId())
                                            || execution.equals(task.getProcessInstanceId()))
                                    .map(TaskEntity::getProcessInstanceId),
                            known.getEntitiesByType(AcquirableJobEntity.class).stream()
                                    .filter(job ->
                                            job instanceof JobEntity full && execution.equals(full.getExecutionId()))
                                    .map(AcquirableJobEntity::getProcessInstanceId))
                    .findFirst();
        }

        @Override
        public List<ExecutionEntity> findExecutionsByProcessInstanceId(String process) {
            return ofProcesses.computeIfAbsent(process, super::findExecutionsByProcessInstanceId).stream()
                    .filter(execution -> !getDbEntityManager().isDeleted(execution))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static final class Incidents extends IncidentManager {

        @Override
        public List<Incident> findIncidentByConfigurationAndIncidentType(
                String configuration, @Nullable String incidentType) {
            var job = getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
            return job != null && job.getRetries() > 0
                    ? List.of()
                    : super.findIncidentByConfigurationAndIncidentType(configuration, incidentType);
        }
    }

    private static final class Subscriptions extends EventSubscriptionManager {

        @Override
        public void deleteEventSubscription(EventSubscriptionEntity subscription) {
            getDbEntityManager().delete(subscription);
            createdSignalSubscriptions.remove(subscription);
        }
    }

    private static final class ProcessDefinitions extends ProcessDefinitionManager {

        @Override
        public @Nullable ProcessDefinitionEntity findLatestDefinitionById(String id) {
            var deployed = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .getProcessDefinitionCache()
                    .get(id);
            return deployed == null ? super.findLatestDefinitionById(id) : deployed;
        }
    }

    private static final class JobDefinitions extends JobDefinitionManager {

        private final Map<String, JobDefinitionEntity> known;

        JobDefinitions(Map<String, JobDefinitionEntity> known) {
            this.known = known;
        }

        @Override
        public @Nullable JobDefinitionEntity findById(String id) {
            var definition = known.get(id);
            if (definition == null) {
                definition = super.findById(id);
                if (definition != null) {
                    known.put(id, definition);
                }
            }
            return definition;
        }
    }
}
