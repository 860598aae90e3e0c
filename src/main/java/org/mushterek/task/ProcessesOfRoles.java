package org.mushterek.task;

import java.util.List;
import org.mushterek.security.Account;

/** Which processes have tasks for whom. */
public interface ProcessesOfRoles {

    /** The ids of the processes in which the account's own roles may have a task, in their order; for an administrator all. */
    List<String> of(Account account);
}
