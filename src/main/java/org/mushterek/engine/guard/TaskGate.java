package org.mushterek.engine.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges, inside the transaction, whether an account may complete a task now, and sets what the answer means for the
 * diagram. Implemented by the product's processes; called for every completion by an account, through whichever door.
 */
public interface TaskGate {

    /**
     * @param businessKey the case's number, null where the process has none
     * @param postedVariables always empty: variables that a client posts are refused before
     * @throws org.mushterek.common.Refusal where it may not; nothing has changed then
     */
    void judgeCompletion(
            String taskId,
            String taskDefinitionKey,
            String processDefinitionKey,
            @Nullable String businessKey,
            String tenantId,
            String accountId,
            Map<String, Object> postedVariables);
}
