package org.mushterek.web.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.ScheduleRun;
import org.mushterek.security.Account;
import org.mushterek.web.HeldConnections;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells those who follow a search how far it is, a few times a second and only what is new. */
@Component
class ScheduleProgress extends HeldConnections implements DisposableBean {

    private static final int MOST_OF_ACCOUNT = 4;
    private static final int MOST = 50;
    private static final int TICKS_BETWEEN_SIGNS_OF_LIFE = 50;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Texts texts;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "schedule-progress");
        thread.setDaemon(true);
        return thread;
    });

    ScheduleProgress(Texts texts) {
        this.texts = texts;
        ticks.scheduleWithFixedDelay(this::tellAll, 200, 200, TimeUnit.MILLISECONDS);
    }

    /**
     * How far a search is.
     *
     * @param best the end of the best plan; null before the first one
     * @param bound no plan ends sooner
     * @param gap which part of the best the bound leaves open; null before the first plan
     * @param moved how many activities the best plan moves
     * @param movedBound no plan moves fewer
     */
    record Step(
            ScheduleRun.Stage stage,
            @Nullable Long best,
            long bound,
            @Nullable Double gap,
            @Nullable Integer moved,
            int movedBound) {

        static Step of(ScheduleRun.Status status) {
            var progress = status.progress();
            if (progress.end() < 0) {
                return new Step(status.stage(), null, progress.endBound(), null, null, progress.movedBound());
            }
            var gap = progress.end() == 0
                    ? 0
                    : Math.max(0, (double) (progress.end() - progress.endBound()) / progress.end());
            return new Step(
                    status.stage(), progress.end(), progress.endBound(), gap, progress.moved(), progress.movedBound());
        }
    }

    private static final class Follower {

        private final ScheduleRun run;
        private final Account account;
        private final SseEmitter events = new SseEmitter(LONGEST.toMillis());
        private @Nullable Step last;
        private int quietTicks;

        Follower(ScheduleRun run, Account account) {
            this.run = run;
            this.account = account;
        }
    }

    /** @throws Refusal TOO_MANY where the account, or all together, follow enough already */
    synchronized SseEmitter follow(ScheduleRun run, Account account) {
        var own = followers.stream()
                .filter(follower -> follower.account.id().equals(account.id()))
                .count();
        if (own >= MOST_OF_ACCOUNT || followers.size() >= MOST) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "schedule.busy");
        }
        var follower = new Follower(run, account);
        follower.events.onCompletion(() -> followers.remove(follower));
        follower.events.onTimeout(() -> followers.remove(follower));
        follower.events.onError(fault -> followers.remove(follower));
        followers.add(follower);
        endIfStopping(follower.events);
        return follower.events;
    }

    private void tellAll() {
        for (var follower : followers) {
            try {
                tell(follower);
            } catch (IOException | IllegalStateException gone) {
                followers.remove(follower);
            }
        }
    }

    private void tell(Follower follower) throws IOException {
        var status = follower.run.status();
        var step = Step.of(status);
        if (!step.equals(follower.last)) {
            follower.last = step;
            follower.quietTicks = 0;
            follower.events.send(SseEmitter.event().name("progress").data(step));
        } else if (++follower.quietTicks % TICKS_BETWEEN_SIGNS_OF_LIFE == 0) {
            follower.events.send(SseEmitter.event().comment("searching"));
        }
        var shown = ShownSchedule.of(follower.run, texts, follower.account.language());
        if (shown.state().isOver()) {
            followers.remove(follower);
            follower.events.send(SseEmitter.event().name("answer").data(shown));
            follower.events.complete();
        }
    }

    @Override
    protected Stream<SseEmitter> open() {
        return followers.stream().map(follower -> follower.events);
    }

    @Override
    public void destroy() {
        ticks.shutdownNow();
    }
}
