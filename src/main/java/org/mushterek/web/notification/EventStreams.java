package org.mushterek.web.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.notification.CloudEvent;
import org.mushterek.notification.EventFeed;
import org.mushterek.notification.Outbox.EventsCommitted;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.SignedIn;
import org.mushterek.web.HeldConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open connections that hear of events as they come. The feed is the truth: each connection reads on from its position, so
 * it misses nothing and gets nothing twice, whichever node committed it. The account is looked up again at each look: who
 * was closed or lost a role hears no more, nor does who has another password since.
 */
@Component
class EventStreams extends HeldConnections implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    static final int MOST_OF_ACCOUNT = 5;
    private static final int MOST = 200;
    private static final int AT_ONCE = 100;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 15;

    /** More than one account may follow: whoever reads nothing holds a thread until the web server gives the connection up. */
    private static final int AT_THE_SAME_TIME = 8;

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    private final EventFeed feed;
    private final Accounts accounts;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "event-streams"));
    private final ExecutorService senders =
            Executors.newFixedThreadPool(AT_THE_SAME_TIME, task -> thread(task, "event-streams-sender"));

    EventStreams(EventFeed feed, Accounts accounts) {
        this.feed = feed;
        this.accounts = accounts;
        looks.scheduleWithFixedDelay(() -> look(true), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whoever has taken it tells it and nobody else meanwhile, so it hears everything in order. */
    private static final class Follower {

        private final SignedIn who;
        private final String side;
        private final boolean onlyTasks;
        private final SseEmitter connection = new SseEmitter(LONGEST.toMillis());
        private final AtomicBoolean isTaken = new AtomicBoolean();
        /** Whether there was something to tell while it was taken. */
        private volatile boolean isAskedFor;

        private volatile long position;
        private int quietLooks;

        Follower(Accounts.Marked known, boolean onlyTasks, long position) {
            this.who = known.signedIn();
            this.side = known.account().side().code();
            this.onlyTasks = onlyTasks;
            this.position = position;
        }

        boolean take() {
            return isTaken.compareAndSet(false, true);
        }

        void leave() {
            isTaken.set(false);
        }
    }

    /** What a page of tasks is told. */
    record ChangedTasks(List<String> tasks) {}

    /** @throws Refusal FORBIDDEN where the account sees no case, TOO_MANY where it follows enough already */
    SseEmitter followFeed(Account account, @Nullable String last) {
        return follow(new Follower(marked(account), false, position(last, feed.end(account))), account);
    }

    /** @throws Refusal TOO_MANY where the account follows enough already */
    SseEmitter followTasks(Account account, @Nullable String last) {
        var end = feed.end(account.side().code());
        return follow(new Follower(marked(account), true, position(last, end)), account);
    }

    private Accounts.Marked marked(Account account) {
        return accounts.findMarked(account.id()).orElseThrow(EventStreams::hearsNoMore);
    }

    private static Refusal hearsNoMore() {
        return Refusal.of(Refusal.Kind.FORBIDDEN, "notification.seesNoCase");
    }

    private static long position(@Nullable String last, long end) {
        if (last == null || last.isBlank()) {
            return end;
        }
        if (!POSITION.matcher(last.strip()).matches()) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("problem.outOfRange")
                            .with("field", "Last-Event-ID")
                            .with("least", "0")
                            .with("most", "999999999999999999"));
        }
        return Long.parseLong(last.strip());
    }

    private synchronized SseEmitter follow(Follower follower, Account account) {
        var own = followers.stream()
                .filter(other -> other.who.name().equals(account.id()))
                .count();
        if (own >= MOST_OF_ACCOUNT || followers.size() >= MOST) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "notification.tooManyStreams");
        }
        follower.connection.onCompletion(() -> followers.remove(follower));
        follower.connection.onTimeout(() -> followers.remove(follower));
        follower.connection.onError(fault -> followers.remove(follower));
        try {
            // The headers go out at once, so the other end knows that it is heard.
            follower.connection.send(SseEmitter.event().comment("following"));
        } catch (IOException gone) {
            return follower.connection;
        }
        followers.add(follower);
        endIfStopping(follower.connection);
        hear(new EventsCommitted());
        return follower.connection;
    }

    @EventListener
    void hear(EventsCommitted any) {
        if (!followers.isEmpty()) {
            try {
                looks.execute(() -> look(false));
            } catch (RejectedExecutionException stopping) {
                LOG.debug("Stopping: {}", stopping.getClass().getSimpleName());
            }
        }
    }

    /** Leaves out who is still told something: that one is looked after as soon as it has taken that. */
    private void look(boolean isTick) {
        var ends = new HashMap<String, Long>();
        for (var follower : followers) {
            try {
                var isBehind = ends.computeIfAbsent(follower.side, feed::end) > follower.position;
                if (isBehind) {
                    follower.isAskedFor = true;
                }
                if (follower.take()) {
                    if (isBehind) {
                        send(follower, this::tell);
                    } else if (isTick && ++follower.quietLooks % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0) {
                        send(follower, this::giveSignOfLife);
                    } else {
                        follower.leave();
                    }
                }
            } catch (RuntimeException failed) {
                warn(failed);
            }
        }
    }

    /** What is sent to a follower. */
    private interface Turn {

        /** Whether there is more to send. */
        boolean take(Follower follower) throws IOException;
    }

    /** To one that was taken; there is one turn of each at a time, and who has more to hear waits behind all others. */
    private void send(Follower follower, Turn turn) {
        try {
            senders.execute(() -> {
                follower.isAskedFor = false;
                var hasMore = isThereMore(follower, turn);
                follower.leave();
                if ((hasMore || follower.isAskedFor) && follower.take()) {
                    send(follower, this::tell);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping: {}", stopping.getClass().getSimpleName());
        }
    }

    private boolean isThereMore(Follower follower, Turn turn) {
        try {
            return turn.take(follower);
        } catch (IOException | IllegalStateException gone) {
            followers.remove(follower);
        } catch (Refusal mayNoMore) {
            followers.remove(follower);
            follower.connection.complete();
        } catch (RuntimeException failed) {
            // The next look tries again from the same position.
            warn(failed);
        }
        return false;
    }

    private static void warn(RuntimeException failed) {
        LOG.warn("A stream of events failed with {}", failed.getClass().getSimpleName());
    }

    private boolean giveSignOfLife(Follower follower) throws IOException {
        require(follower);
        follower.connection.send(SseEmitter.event().comment("waiting"));
        return false;
    }

    private Account require(Follower follower) {
        return accounts.find(follower.who)
                .filter(account -> account.isOf(follower.side))
                .orElseThrow(EventStreams::hearsNoMore);
    }

    /** Tells a page of what there is. */
    private boolean tell(Follower follower) throws IOException {
        var account = require(follower);
        return follower.onlyTasks ? tellTasks(follower, account) : tellFeed(follower, account);
    }

    private boolean tellFeed(Follower follower, Account account) throws IOException {
        var end = feed.end(follower.side);
        var page = feed.read(account, follower.position, AT_ONCE);
        for (var event : page.items()) {
            follower.connection.send(
                    SseEmitter.event().id(String.valueOf(event.position())).data(CloudEvent.of(event)));
            follower.position = event.position();
            follower.quietLooks = 0;
        }
        if (!page.more()) {
            // Beyond what the account may hear of, too: else it would be looked for again and again.
            follower.position = Math.max(follower.position, end);
        }
        return page.more();
    }

    private boolean tellTasks(Follower follower, Account account) throws IOException {
        var page = feed.ofTasks(account, follower.position, AT_ONCE);
        follower.position = page.next();
        var changed = new TreeSet<String>();
        page.items().forEach(event -> changed.add(String.valueOf(event.taskId())));
        if (!changed.isEmpty()) {
            follower.quietLooks = 0;
            follower.connection.send(SseEmitter.event()
                    .id(String.valueOf(page.next()))
                    .name("tasks")
                    .data(new ChangedTasks(List.copyOf(changed))));
        }
        return page.more();
    }

    @Override
    protected Stream<SseEmitter> open() {
        return followers.stream().map(follower -> follower.connection);
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
        senders.shutdownNow();
    }
}
