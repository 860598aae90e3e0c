package org.mushterek.engine;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Notes in {@link Walks} which test classes ran, so that {@link DiagramCoverage} knows whether all did. */
public final class RunRecorder implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        note(test);
    }

    /** A class that the machine cannot run counts: it says so by itself. */
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test);
    }

    private static void note(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            Walks.ran(source.getClassName());
        }
    }
}
