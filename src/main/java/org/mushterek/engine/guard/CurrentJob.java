package org.mushterek.engine.guard;

import org.camunda.bpm.engine.impl.context.Context;

/** Whether the engine does a job at this moment: what fails in it is tried again, and nobody waits for an answer. */
public final class CurrentJob {

    private CurrentJob() {}

    public static boolean isThere() {
        var command = Context.getCommandContext();
        return command != null && command.getCurrentJob() != null;
    }
}
