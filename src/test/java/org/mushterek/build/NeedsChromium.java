package org.mushterek.build;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs a browser, which {@link Browser} opens. Without it the test is skipped, which {@code .ci/run} does not allow. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

    /** Asks what this machine has. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return SkippedChecks.OF_THIS_BUILD.unlessFound(
                    Chromium.OF_THIS_MACHINE, "browser tests", "no Chromium with its chromedriver found");
        }
    }
}
