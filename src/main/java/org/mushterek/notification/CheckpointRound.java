package org.mushterek.notification;

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

    private final Checkpoints checkpoints;
    private final boolean wanted;

    CheckpointRound(Checkpoints checkpoints, @Value("${mushterek.notification.rounds}") boolean wanted) {
        this.checkpoints = checkpoints;
        this.wanted = wanted;
    }

    @Override
    public void go() {
        checkpoints.takeIfDue();
    }

    /** Called when nothing is served any more and the database is still open. */
    @Override
    public void destroy() {
        if (!wanted) {
            return;
        }
        try {
            checkpoints.take();
        } catch (RuntimeException failed) {
            // The next start covers it. The fault's message may hold what stands in a row.
            LOG.warn(
                    "The last checkpoint of the audit failed with {}",
                    failed.getClass().getSimpleName());
        }
    }
}
