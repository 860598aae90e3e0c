package org.mushterek.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mushterek.notification.Outbox.EventsCommitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes the rounds: soon after something was committed here, and from time to time for what others committed or time brings.
 * Each has a thread of its own, so a receiver that lets one wait holds up no other.
 */
@Component
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** So that one use case with many transactions makes one round. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final List<Round> rounds;
    private final boolean wanted;
    private final Duration pause;
    private final Clock clock;
    private volatile List<Turn> turns = List.of();

    Rounds(
            List<Round> rounds,
            @Value("${mushterek.notification.rounds}") boolean wanted,
            @Value("${mushterek.notification.between-rounds}") Duration pause,
            Clock clock) {
        this.rounds = List.copyOf(rounds);
        this.wanted = wanted;
        this.pause = pause;
        this.clock = clock;
    }

    /** A round with its thread, on which alone it goes. */
    static final class Turn {

        private final Round round;
        private final ScheduledExecutorService thread;
        private final Clock clock;
        private final AtomicBoolean coming = new AtomicBoolean();
        private Instant restsUntil = Instant.MIN;

        Turn(Round round, ScheduledExecutorService thread, Clock clock) {
            this.round = round;
            this.thread = thread;
            this.clock = clock;
        }

        void begin(Duration pause) {
            thread.scheduleWithFixedDelay(this::go, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        void soon() {
            if (coming.compareAndSet(false, true)) {
                try {
                    thread.schedule(this::go, SOON.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException stopping) {
                    // The next start finds what was committed.
                    coming.set(false);
                }
            }
        }

        void go() {
            coming.set(false);
            var now = clock.instant();
            if (now.isBefore(restsUntil)) {
                return;
            }
            restsUntil = now.plus(round.rest());
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
    public void start() {
        if (wanted) {
            turns = rounds.stream()
                    .map(round -> new Turn(round, thread(round), clock))
                    .toList();
            turns.forEach(turn -> turn.begin(pause));
        }
    }

    private static ScheduledExecutorService thread(Round round) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "round-" + round.getClass().getSimpleName());
            thread.setDaemon(true);
            return thread;
        });
    }

    @EventListener
    void hear(EventsCommitted any) {
        turns.forEach(Turn::soon);
    }

    @Override
    public void stop() {
        var running = turns;
        turns = List.of();
        running.forEach(turn -> turn.thread.shutdown());
        try {
            for (var turn : running) {
                if (!turn.thread.awaitTermination(10, TimeUnit.SECONDS)) {
                    turn.thread.shutdownNow();
                }
            }
        } catch (InterruptedException hurried) {
            running.forEach(turn -> turn.thread.shutdownNow());
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !turns.isEmpty();
    }
}
