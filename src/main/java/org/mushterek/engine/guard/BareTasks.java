package org.mushterek.engine.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Tasks here have no tasks below them and no variables of their own: no door and no diagram makes any. The engine, which asks
 * the database for both whenever a task ends, is told so instead.
 */
@Component
class BareTasks extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var sessions = engine.getCustomSessionFactories();
        if (sessions == null) {
            sessions = new ArrayList<>();
            engine.setCustomSessionFactories(sessions);
        }
        sessions.add(new Sessions(TaskManager.class) {
            @Override
            public Session openSession() {
                return new Tasks();
            }
        });
        sessions.add(new Sessions(VariableInstanceManager.class) {
            @Override
            public Session openSession() {
                return new Variables();
            }
        });
    }

    private abstract static class Sessions implements SessionFactory {

        private final Class<?> type;

        Sessions(Class<?> type) {
            this.type = type;
        }

        @Override
        public Class<?> getSessionType() {
            return type;
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
}
