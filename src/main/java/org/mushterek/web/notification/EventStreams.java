package org.mushterek.web.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    private final EventFeed feed;
    private final Accounts accounts;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "event-streams");
        thread.setDaemon(true);
        return thread;
    });

    EventStreams(EventFeed feed, Accounts accounts) {
        this.feed = feed;
        this.accounts = accounts;
        looks.scheduleWithFixedDelay(() -> look(true), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Follower {

        private final SignedIn who;
        private final String side;
        private final boolean onlyTasks;
        private final SseEmitter connection = new SseEmitter(LONGEST.toMillis());
        private long position;
        private int quietLooks;

        Follower(Accounts.Marked known, boolean onlyTasks, long position) {
            this.who = known.signedIn();
            this.side = known.account().side().code();
            this.onlyTasks = onlyTasks;
            this.position = position;
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

    private void look(boolean isTick) {
        var ends = new HashMap<String, Long>();
        for (var follower : followers) {
            try {
                if (ends.computeIfAbsent(follower.side, feed::end) > follower.position) {
                    tell(follower);
                } else if (isTick && ++follower.quietLooks % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0) {
                    require(follower);
                    follower.connection.send(SseEmitter.event().comment("waiting"));
                }
            } catch (IOException | IllegalStateException gone) {
                followers.remove(follower);
            } catch (Refusal mayNoMore) {
                followers.remove(follower);
                follower.connection.complete();
            } catch (RuntimeException failed) {
                // The next look tries again from the same position.
                LOG.warn("A stream of events failed with {}", failed.getClass().getSimpleName());
            }
        }
    }

    private Account require(Follower follower) {
        return accounts.find(follower.who)
                .filter(account -> account.isOf(follower.side))
                .orElseThrow(EventStreams::hearsNoMore);
    }

    private void tell(Follower follower) throws IOException {
        var account = require(follower);
        if (follower.onlyTasks) {
            tellTasks(follower, account);
        } else {
            // Beyond what the account may hear of, too: else it would be looked for again and again.
            var end = feed.end(follower.side);
            for (var page = feed.read(account, follower.position, AT_ONCE);
                    !page.items().isEmpty(); ) {
                for (var event : page.items()) {
                    follower.connection.send(SseEmitter.event()
                            .id(String.valueOf(event.position()))
                            .data(CloudEvent.of(event)));
                    follower.position = event.position();
                    follower.quietLooks = 0;
                }
                page = feed.read(account, follower.position, AT_ONCE);
            }
            follower.position = Math.max(follower.position, end);
        }
    }

    private void tellTasks(Follower follower, Account account) throws IOException {
        EventFeed.Page page;
        do {
            page = feed.ofTasks(account, follower.position, AT_ONCE);
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
        } while (page.more());
    }

    @Override
    protected Stream<SseEmitter> open() {
        return followers.stream().map(follower -> follower.connection);
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
