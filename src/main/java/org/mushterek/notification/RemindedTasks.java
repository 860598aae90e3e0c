package org.mushterek.notification;

import java.time.LocalDate;
import java.util.List;

/** The open tasks, as reminders need them. */
public interface RemindedTasks {

    /** At how many percent of a task's time officers are reminded, the earlier first. */
    List<Integer> shares(LocalDate day);

    /**
     * Tells in the task's case, and to the outbox, that its officers are reminded; nothing where the task is gone.
     *
     * @param share how many percent of its time have passed
     */
    void remind(String taskId, int share);
}
