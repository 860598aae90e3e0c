package org.mushterek.engine.guard;

import org.camunda.bpm.engine.delegate.DelegateTask;

/** Hears of every step in the life of every user task, in the transaction in which it happens. */
public interface TaskWatch {

    /** @param event one of the names in {@link org.camunda.bpm.engine.delegate.TaskListener}; an update is a moved due date */
    void happened(String event, DelegateTask task);
}
