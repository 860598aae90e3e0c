package org.mushterek.task;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for an officer.
 *
 * @param process id of the process that it belongs to ({@code host-approval})
 * @param step id of the task in the diagram ({@code userTask_decideRequest})
 * @param caseNumber the case's number, which is the business key
 * @param side code of the side whose task it is
 * @param name English, as in the diagram
 * @param assignee the account that claimed it
 * @param groups groups whose members may claim it ({@code tur-authority})
 * @param due when it is late, null where nothing presses
 */
public record OfficerTask(
        String id,
        String process,
        String step,
        String caseNumber,
        String side,
        String name,
        @Nullable String assignee,
        Set<String> groups,
        Instant created,
        @Nullable Instant due,
        int priority) {}
