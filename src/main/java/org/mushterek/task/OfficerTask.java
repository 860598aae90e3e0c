package org.mushterek.task;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Role;

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
        int priority) {

    /** The roles that may do it, without the side that they are of. */
    public Set<Role> roles() {
        return groups.stream()
                .flatMap(group -> Role.of(group.substring(group.indexOf('-') + 1)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether its time has passed. */
    public boolean isLate(Instant now) {
        return due != null && due.isBefore(now);
    }
}
