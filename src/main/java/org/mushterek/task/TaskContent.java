package org.mushterek.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.security.Role;

/** What a capability's tasks show and what their answers do. One implementation for each capability. */
public interface TaskContent {

    /** Whether the tasks of this process are this capability's. */
    boolean handles(String process);

    /** Everything the officer needs to see for this task, as a tree of plain values that becomes JSON. */
    Object dossier(Account account, OfficerTask task);

    /**
     * Checks the form of an answer before it is kept as a draft; an unfinished answer is fine, a malformed one is
     * refused.
     */
    void checkDraft(OfficerTask task, JsonNode answer);

    /**
     * Judges the answer and stores what it says, in the transaction that completes the task.
     *
     * @return the routing answers that the diagram's gateways ask for
     * @throws org.mushterek.common.Refusal where role, side, four eyes, state or a rule forbids it
     */
    Map<String, Object> complete(Account account, OfficerTask task, @Nullable JsonNode answer);

    /** Opens a new case for an account that may start this process, and returns its number. */
    String open(Account account, String process);

    /** Who of the same side hears, beside those who have to do it, that a task of this step is late; often nobody. */
    default List<Role> superiorsOf(String step) {
        return List.of();
    }

    /**
     * Tells in the case's story that officers were reminded of a task that still waits.
     *
     * @param share how many percent of its time have passed
     */
    default void reminded(OfficerTask task, int share) {
        // A case without a story of its own has nothing to tell it in.
    }
}
