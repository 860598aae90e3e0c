package org.mushterek.web;

import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;

/**
 * Starting cases and completing tasks, for clients that speak the engine's language (Tasklist, engine REST). Their
 * requests never reach the engine's own interface; they become these two calls, judged like everything else.
 */
public interface CaseDoor {

    /**
     * Completes the task with the answer that the account saved before.
     *
     * @throws org.mushterek.common.Refusal where it may not
     */
    void complete(Account account, String taskId);

    /**
     * Starts a case.
     *
     * @param processDefinitionKey such as {@code visit-request}
     * @param tenant the side that the client named, null where it named none
     * @throws org.mushterek.common.Refusal where the account may not
     */
    StartedCase start(Account account, String processDefinitionKey, @Nullable String tenant);

    /** What the engine made of it. */
    record StartedCase(String processInstanceId, String definitionId, String businessKey, String tenantId) {}
}
