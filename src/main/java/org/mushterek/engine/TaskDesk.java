package org.mushterek.engine;

import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking a task into one's own hands and putting it back. The guard in the command chain judges who may. */
@Component
public class TaskDesk {

    private final EngineWork engineWork;
    private final TaskService tasks;

    public TaskDesk(EngineWork engineWork, TaskService tasks) {
        this.engineWork = engineWork;
        this.tasks = tasks;
    }

    /** From now on the account works on the task. */
    @Transactional
    public void claim(String accountId, String taskId) {
        engineWork.as(accountId, () -> {
            tasks.claim(taskId, accountId);
            return true;
        });
    }

    /** The task is open again for everybody of its group. */
    @Transactional
    public void unclaim(String accountId, String taskId) {
        engineWork.as(accountId, () -> {
            tasks.setAssignee(taskId, null);
            return true;
        });
    }
}
