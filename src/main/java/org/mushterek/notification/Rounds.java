package org.mushterek.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mushterek.notification.Outbox.EventsCommitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the rounds: soon after something was committed here, and from time to time for what others committed or time brings. */
@Component
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** So that one use case with many transactions makes one round. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final List<Round> rounds;
    private final boolean wanted;
    private final Duration pause;
    private final AtomicBoolean coming = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService clockwork;

    Rounds(
            List<Round> rounds,
            @Value("${mushterek.notification.rounds}") boolean wanted,
            @Value("${mushterek.notification.between-rounds}") Duration pause) {
        this.rounds = List.copyOf(rounds);
        this.wanted = wanted;
        this.pause = pause;
    }

    @Override
    public void start() {
        if (!wanted) {
            return;
        }
        var started = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "notification");
            thread.setDaemon(true);
            return thread;
        });
        clockwork = started;
        started.scheduleWithFixedDelay(this::goRound, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @EventListener
    void hear(EventsCommitted any) {
        var running = clockwork;
        if (running != null && coming.compareAndSet(false, true)) {
            try {
                running.schedule(this::goRound, SOON.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                // The next start finds what was committed.
                coming.set(false);
            }
        }
    }

    private void goRound() {
        coming.set(false);
        for (var round : rounds) {
            try {
                round.go();
            } catch (RuntimeException failed) {
                // The fault's message may hold what stands in a row; its kind is enough to look further.
                LOG.warn(
                        "A round of {} failed with {}",
                        round.getClass().getSimpleName(),
                        failed.getClass().getSimpleName());
            }
        }
    }

    @Override
    public void stop() {
        var running = clockwork;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                running.shutdownNow();
                Thread.currentThread().interrupt();
            }
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
