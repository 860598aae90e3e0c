package org.mushterek.notification;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mushterek.audit.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs the audit in its turn, and once more when the program ends in peace. A node that makes no rounds leaves it to others. */
@Component
class CheckpointRound implements Round, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRound.class);

    /** Whoever stops a program waits for it no longer than that, and a database may have gone first. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Checkpoints checkpoints;
    private final boolean signsAtEnd;

    CheckpointRound(
            Checkpoints checkpoints,
            @Value("${mushterek.notification.rounds}") boolean makesRounds,
            @Value("${mushterek.audit.signed-at-end}") boolean signsAtEnd) {
        this.checkpoints = checkpoints;
        this.signsAtEnd = makesRounds && signsAtEnd;
    }

    @Override
    public void go() {
        checkpoints.takeIfDue();
    }

    /** Called when nothing is served any more and the database is still open. */
    @Override
    public void destroy() {
        if (!signsAtEnd) {
            return;
        }
        var last = new FutureTask<>(checkpoints::take, true);
        var thread = new Thread(last, "last-checkpoint");
        thread.setDaemon(true);
        thread.start();
        try {
            last.get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            // The next start covers it. The fault's message may hold what stands in a row.
            LOG.warn("The last checkpoint of the audit failed with {}", cause(failed));
        } catch (TimeoutException late) {
            LOG.warn("The last checkpoint of the audit was not taken within {}", LONGEST_END);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String cause(ExecutionException failed) {
        var cause = failed.getCause();
        return (cause == null ? failed : cause).getClass().getSimpleName();
    }
}
