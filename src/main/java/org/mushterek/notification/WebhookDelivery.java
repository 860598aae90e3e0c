package org.mushterek.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mushterek.common.Sides;
import org.mushterek.notification.Webhooks.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends events to webhooks: at least once each, always with the same id and body, so that a receiver that keeps ids takes
 * each once. Several addresses are served at once; one that fails waits, and holds up no other.
 */
@Component
public class WebhookDelivery implements Round, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

    /** The name by which it reads the feeds. */
    static final String READER = "webhooks";

    /** How long a delivery that was taken stays with the node that took it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** How long one address is served in a round: what takes everything, but slowly, would keep the next round from all others. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private static final int AT_ONCE = 100;
    private static final int AT_THE_SAME_TIME = 4;

    /** After each failure; after the last one it is given up. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10));

    private final JdbcClient database;
    private final EventReaders readers;
    private final EventFeed feed;
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final WebhookDoor door;
    private final Sides sides;
    private final ObjectMapper json;
    private final Clock clock;
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_THE_SAME_TIME, task -> {
        var thread = new Thread(task, "webhooks");
        thread.setDaemon(true);
        return thread;
    });

    WebhookDelivery(
            JdbcClient database,
            EventReaders readers,
            EventFeed feed,
            Webhooks webhooks,
            WebhookSecrets secrets,
            WebhookDoor door,
            Sides sides,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.readers = readers;
        this.feed = feed;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.door = door;
        this.sides = sides;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void go() {
        readers.readOn(READER, event -> webhooks.targets(event.side()).stream()
                .filter(target -> target.wants(event))
                .forEach(target -> webhooks.plan(target.id(), event.position())));
        var work = new ArrayList<Callable<Boolean>>();
        for (var side : sides.all()) {
            for (var target : webhooks.targets(side.code())) {
                work.add(() -> serve(target));
            }
        }
        try {
            for (var done : senders.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends in order until nothing is due, the turn is over or one fails: where one fails, the next would. */
    private boolean serve(Target target) {
        if (!secrets.hash(target.id(), target.secretNo()).equals(target.hash())) {
            LOG.error("The secrets of webhooks do not fit the key in the folder of keys; nothing is sent.\n"
                    + "Maybe the file webhooks.key was not copied to this machine.");
            return false;
        }
        var end = clock.instant().plus(TURN);
        List<Long> due;
        do {
            due = due(target);
            for (var position : due) {
                if (clock.instant().isAfter(end)) {
                    return true;
                }
                if (take(target, position) && !send(target, position)) {
                    return false;
                }
            }
        } while (due.size() == AT_ONCE);
        return true;
    }

    private List<Long> due(Target target) {
        return database.sql("select position from webhook_delivery where webhook_id = ? and state in ('WAITING',"
                        + " 'SENDING') and next_at <= ? order by position fetch first ? rows only")
                .params(target.id(), now(), AT_ONCE)
                .query(Long.class)
                .list();
    }

    /** Whether it is this node's now. */
    private boolean take(Target target, long position) {
        return database.sql("update webhook_delivery set state = 'SENDING', attempts = attempts + 1, next_at = ?"
                                + " where webhook_id = ? and position = ? and state in ('WAITING', 'SENDING')"
                                + " and next_at <= ?")
                        .params(now().plus(LEASE), target.id(), position, now())
                        .update()
                == 1;
    }

    private boolean send(Target target, long position) {
        var event = feed.after(target.side(), position - 1, 1).get(0);
        var body = body(event);
        var timestamp = clock.instant().getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", CloudEvent.MEDIA_TYPE);
        headers.put("webhook-id", event.id());
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        headers.put("webhook-signature", signatures(target, event.id(), timestamp, body));
        var outcome = door.post(target.url(), headers, body);
        if (outcome.startsWith("2")) {
            database.sql("update webhook_delivery set state = 'SENT', outcome = ?, sent_at = ?, next_at = ?"
                            + " where webhook_id = ? and position = ?")
                    .params(outcome, now(), now(), target.id(), position)
                    .update();
            return true;
        }
        failed(target, position, outcome);
        if (outcome.equals("410")) {
            webhooks.gone(target.id());
        }
        return false;
    }

    private String signatures(Target target, String id, long timestamp, byte[] body) {
        var signature = secrets.sign(target.id(), target.secretNo(), id, timestamp, body);
        var since = target.since();
        var hasFormer =
                target.secretNo() > 1 && since != null && clock.instant().isBefore(since.plus(Webhooks.BOTH_SECRETS));
        return hasFormer
                ? signature + " " + secrets.sign(target.id(), target.secretNo() - 1, id, timestamp, body)
                : signature;
    }

    private void failed(Target target, long position, String outcome) {
        var attempts = database.sql("select attempts from webhook_delivery where webhook_id = ? and position = ?")
                .params(target.id(), position)
                .query(Integer.class)
                .single();
        var isDead = attempts > PAUSES.size();
        var next = isDead ? now() : now().plus(PAUSES.get(attempts - 1));
        database.sql("update webhook_delivery set state = ?, next_at = ?, outcome = ? where webhook_id = ?"
                        + " and position = ?")
                .params(isDead ? "DEAD" : "WAITING", next, outcome, target.id(), position)
                .update();
    }

    private byte[] body(OutgoingEvent event) {
        try {
            return json.writeValueAsBytes(CloudEvent.of(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public void destroy() {
        senders.shutdownNow();
    }
}
