package org.mushterek.engine.guard;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Lets a {@link TaskWatch} hear of every user task, also of cases that go on with a diagram of long ago: no diagram has to
 * name it.
 */
@Component
class WatchedTasks extends AbstractProcessEnginePlugin {

    private static final List<String> EVENTS = List.of(
            TaskListener.EVENTNAME_CREATE,
            TaskListener.EVENTNAME_ASSIGNMENT,
            TaskListener.EVENTNAME_UPDATE,
            TaskListener.EVENTNAME_COMPLETE,
            TaskListener.EVENTNAME_DELETE);

    private final SingletonSupplier<List<TaskWatch>> watches;

    WatchedTasks(ObjectProvider<TaskWatch> watches) {
        this.watches = SingletonSupplier.of(() -> watches.stream().toList());
    }

    /** An update tells of a priority or a name as well, which nobody waits for. */
    private static boolean hasAnotherDueDate(DelegateTask task) {
        return task instanceof TaskEntity changed
                && changed.getPropertyChanges().containsKey(TaskEntity.DUE_DATE);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var listeners = engine.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            engine.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                for (var event : EVENTS) {
                    task.addTaskListener(event, about -> {
                        if (!event.equals(TaskListener.EVENTNAME_UPDATE) || hasAnotherDueDate(about)) {
                            watches.obtain().forEach(watch -> watch.happened(event, about));
                        }
                    });
                }
            }
        });
    }
}
