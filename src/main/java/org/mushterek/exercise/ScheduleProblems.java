package org.mushterek.exercise;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.mushterek.exercise.schedule.SearchLimits;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Problems that need no exercise: set, searched one after the other on a thread of their own, outside transactions and
 * beside the engine's jobs, and kept in memory for a day. A side sees its own only.
 */
@Service
public class ScheduleProblems implements DisposableBean {

    /** How many of one account wait or run. */
    public static final int MOST_OF_ACCOUNT = 2;

    private static final int MOST_UNFINISHED = 8;
    private static final int MOST_KEPT_OF_ACCOUNT = 10;
    private static final int MOST_KEPT = 60;
    private static final Duration KEPT = Duration.ofHours(24);

    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, ScheduleRun> runs = new LinkedHashMap<>();
    private final Searches searches;

    public ScheduleProblems(Searches searches, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
        this.searches = searches;
    }

    /**
     * Refuses whoever may not set problems, before anybody looks at one.
     *
     * @throws Refusal FORBIDDEN for other roles than planners and range officers
     */
    public void requireMayPost(Account account) {
        if (!mayWork(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "schedule.wrongRole");
        }
    }

    /**
     * Takes a sound problem; its search begins when its turn comes.
     *
     * @throws Refusal FORBIDDEN for other roles than planners and range officers, TOO_MANY when the account or the
     *     scheduler has enough to do
     */
    public ScheduleRun post(Account account, ScheduleProblem problem, SearchLimits limits) {
        requireMayPost(account);
        var run = keep(account, problem, limits);
        audit.record(account.id(), account.side().code(), null, "schedule.posted", run.id());
        searches.begin(run, () -> forget(run), () -> {});
        return run;
    }

    private synchronized ScheduleRun keep(Account account, ScheduleProblem problem, SearchLimits limits) {
        var oldest = clock.instant().minus(KEPT);
        runs.values().removeIf(run -> run.isOver() && run.postedAt().isBefore(oldest));
        var unfinished = runs.values().stream().filter(run -> !run.isOver()).toList();
        if (unfinished.stream()
                        .filter(run -> run.account().equals(account.id()))
                        .count()
                >= MOST_OF_ACCOUNT) {
            throw Refusal.of(
                    Refusal.Kind.TOO_MANY, Message.of("schedule.tooManyRunning").with("most", MOST_OF_ACCOUNT));
        }
        if (unfinished.size() >= MOST_UNFINISHED) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "schedule.busy");
        }
        makeRoom(account);
        var run = new ScheduleRun(
                UUID.randomUUID().toString(), account.side().code(), account.id(), clock.instant(), problem, limits);
        runs.put(run.id(), run);
        return run;
    }

    private void makeRoom(Account account) {
        while (runs.values().stream()
                        .filter(run -> run.account().equals(account.id()))
                        .count()
                >= MOST_KEPT_OF_ACCOUNT) {
            runs.values().stream()
                    .filter(run -> run.isOver() && run.account().equals(account.id()))
                    .min(Comparator.comparing(ScheduleRun::postedAt))
                    .ifPresent(run -> runs.remove(run.id()));
        }
        while (runs.size() >= MOST_KEPT) {
            runs.values().stream()
                    .filter(ScheduleRun::isOver)
                    .min(Comparator.comparing(ScheduleRun::postedAt))
                    .ifPresent(run -> runs.remove(run.id()));
        }
    }

    private synchronized void forget(ScheduleRun run) {
        runs.remove(run.id());
    }

    /**
     * A problem of the account's side.
     *
     * @throws Refusal NOT_FOUND where there is none for this account
     */
    public synchronized ScheduleRun get(Account account, String id) {
        var run = runs.get(id);
        if (run == null
                || !account.isOf(run.side())
                || !mayWork(account)
                || run.isOver() && run.postedAt().isBefore(clock.instant().minus(KEPT))) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "schedule.notFound");
        }
        return run;
    }

    /** Ends a search with what it has found; one that is over stays as it is. */
    public void stop(Account account, String id) {
        var run = get(account, id);
        audit.record(account.id(), account.side().code(), null, "schedule.stopped", id);
        run.stop();
    }

    private static boolean mayWork(Account account) {
        return account.hasAny(Role.PLANNER, Role.RANGE);
    }

    @Override
    public synchronized void destroy() {
        runs.values().forEach(ScheduleRun::stop);
    }
}
