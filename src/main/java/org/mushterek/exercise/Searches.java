package org.mushterek.exercise;

import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mushterek.exercise.schedule.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Searches of the scheduler, one after the other on a thread of their own: outside transactions and beside the engine's jobs. */
@Component
public class Searches implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Searches.class);

    private final ActiveEngine engine;
    private final ExecutorService searches;

    Searches(ActiveEngine engine) {
        this.engine = engine;
        searches = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "schedule-search");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins a search when its turn comes, and not before the transaction that asks for it has ended well.
     *
     * @param undone what to do where that transaction is rolled back
     * @param over what to do when the search is, whichever way it went
     */
    public void begin(ScheduleRun run, Runnable undone, Runnable over) {
        Runnable search = () -> {
            search(run);
            over.run();
        };
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int outcome) {
                    if (outcome == STATUS_COMMITTED) {
                        searches.execute(search);
                    } else {
                        undone.run();
                    }
                }
            });
        } else {
            searches.execute(search);
        }
    }

    private void search(ScheduleRun run) {
        try {
            var active = engine.get();
            run.begin(active.name());
            run.end(new Scheduler(active).answer(run.problem(), run.limits(), run));
        } catch (RuntimeException | OutOfMemoryError fault) {
            var incident = UUID.randomUUID().toString();
            LOG.error(
                    "Incident {}: a search failed by {}",
                    incident,
                    fault.getClass().getName());
            run.fail(incident);
        }
    }

    @Override
    public void destroy() {
        searches.shutdownNow();
    }
}
