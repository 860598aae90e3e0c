package org.mushterek.web;

import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What keeps connections open for as long as others listen. They end as the first thing when the program stops: the web
 * server waits for every request that is still answered, and would wait half a minute for each page that stands open.
 */
public abstract class HeldConnections implements SmartLifecycle {

    private volatile boolean isStopping;

    /** The connections that are open now. */
    protected abstract Stream<SseEmitter> open();

    /** Ends a connection that came while the program stops already. */
    protected final void endIfStopping(SseEmitter connection) {
        if (isStopping) {
            end(connection);
        }
    }

    private static void end(SseEmitter connection) {
        try {
            connection.complete();
        } catch (IllegalStateException gone) {
            // Whoever listened has hung up, which is the same end.
        }
    }

    @Override
    public void start() {
        isStopping = false;
    }

    @Override
    public void stop() {
        isStopping = true;
        open().forEach(HeldConnections::end);
    }

    @Override
    public boolean isRunning() {
        return !isStopping;
    }

    /** Stopped before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
