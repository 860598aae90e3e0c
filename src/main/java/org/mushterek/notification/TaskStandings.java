package org.mushterek.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a task still waits, and for whom. */
public interface TaskStandings {

    /** @param holder the account that has claimed it, null where it is open to its groups */
    record Standing(@Nullable String holder) {}

    /** Empty where the task is done or gone. */
    Optional<Standing> find(String taskId);
}
