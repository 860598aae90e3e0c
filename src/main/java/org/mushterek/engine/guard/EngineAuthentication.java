package org.mushterek.engine.guard;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;

/** Changes for whom the engine works on this thread, for the length of one piece of work. */
public final class EngineAuthentication {

    private EngineAuthentication() {}

    /** Runs the work after the change, and puts back what was there before. */
    public static <T> T during(IdentityService identities, Runnable change, Supplier<T> work) {
        var before = identities.getCurrentAuthentication();
        try {
            change.run();
            return work.get();
        } finally {
            if (before == null) {
                identities.clearAuthentication();
            } else {
                identities.setAuthentication(before);
            }
        }
    }
}
