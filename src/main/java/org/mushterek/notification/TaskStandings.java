package org.mushterek.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a task still waits, and for whom. */
public interface TaskStandings {

    /**
     * A task that waits.
     *
     * @param holder the account that has claimed it, null where it is open to its groups
     * @param process id of the process that it belongs to
     */
    record Standing(@Nullable String holder, String process) {}

    /** Empty where the task is done or gone. */
    Optional<Standing> find(String taskId);
}
