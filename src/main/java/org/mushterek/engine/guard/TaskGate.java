package org.mushterek.engine.guard;

import java.util.Set;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Judges, inside the transaction, whether an account may complete a task now, and sets what the answer means for the
 * diagram. Implemented by the product's processes; called for every completion by an account, through whichever door.
 */
public interface TaskGate {

    /**
     * @param task as it was read in this command
     * @param candidates the groups that may do it
     * @param process the key of its process's definition
     * @param businessKey the case's number, null where the process has none
     * @throws org.mushterek.common.Refusal where it may not; nothing has changed then
     */
    void judgeCompletion(
            Task task, Set<String> candidates, String process, @Nullable String businessKey, String accountId);
}
