package org.mushterek.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where each side has its events sent. A side's registry and the administrator of its accounts see and change its own. */
@Component
public class Webhooks {

    /** How long a replaced secret still signs beside the new one. */
    static final Duration BOTH_SECRETS = Duration.ofDays(1);

    private static final int MOST_OF_SIDE = 20;
    private static final int LONGEST_URL = 500;

    private final JdbcClient database;
    private final WebhookDoor door;
    private final WebhookSecrets secrets;
    private final EventFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    Webhooks(
            JdbcClient database,
            WebhookDoor door,
            WebhookSecrets secrets,
            EventFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.database = database;
        this.door = door;
        this.secrets = secrets;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a webhook is sent anything. */
    public enum State {
        /** Nothing is sent before its secret was drawn. */
        NEW,
        ACTIVE,
        /** Its receiver has said that it is gone (410); a new secret makes it active again. */
        GONE
    }

    /**
     * One webhook.
     *
     * @param types what the types of its events begin with, without {@code org.mushterek.}; none for all
     * @param waiting deliveries that are still tried
     * @param dead deliveries that were given up; {@link #replay} tries them again
     * @param lastOutcome of the delivery that was tried last: a status, or a code where there was none
     */
    public record Webhook(
            String id,
            String url,
            List<String> types,
            State state,
            Instant createdAt,
            @Nullable Instant secretSince,
            long waiting,
            long dead,
            @Nullable String lastOutcome) {}

    /** A webhook that is wanted. */
    public record Wanted(@Nullable String url, @Nullable List<String> types) {}

    /** @param secret shown this once; {@code whsec_} and Base64, as in Standard Webhooks */
    public record Secret(String secret) {}

    /**
     * What to send again.
     *
     * @param after everything behind this position of the feed; null for what was given up only
     */
    public record Replay(@Nullable Long after) {}

    record Target(
            String id,
            String side,
            String url,
            List<String> types,
            int secretNo,
            @Nullable String hash,
            @Nullable Instant since) {

        boolean wants(OutgoingEvent event) {
            return types.isEmpty() || types.stream().anyMatch(event.action()::startsWith);
        }
    }

    /** Those of the account's side, oldest first. */
    @Transactional(readOnly = true)
    public List<Webhook> ofSide(Account account) {
        mayChange(account);
        return database.sql("select w.*,"
                        + " (select count(*) from webhook_delivery d where d.webhook_id = w.id"
                        + " and d.state in ('WAITING', 'SENDING')) as waiting,"
                        + " (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'DEAD')"
                        + " as dead,"
                        + " (select max(d.outcome) from webhook_delivery d where d.webhook_id = w.id and d.position ="
                        + " (select max(l.position) from webhook_delivery l where l.webhook_id = w.id"
                        + " and l.outcome is not null)) as last_outcome"
                        + " from webhook w where w.side = ? order by w.created_at, w.id")
                .param(account.side().code())
                .query((row, n) -> webhook(row))
                .list();
    }

    public Webhook read(Account account, String id) {
        return ofSide(account).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "notification.noSuchWebhook"));
    }

    /** Makes a webhook for what happens from now on. Nothing is sent before its secret is drawn. */
    @Transactional
    public Webhook create(Account account, Wanted wanted) {
        mayChange(account);
        var url = wanted.url() == null ? "" : wanted.url().strip();
        var types = check(url, wanted.types() == null ? List.of() : wanted.types());
        if (ofSide(account).size() >= MOST_OF_SIDE) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("notification.tooManyWebhooks").with("most", String.valueOf(MOST_OF_SIDE)));
        }
        var id = UUID.randomUUID().toString();
        database.sql("insert into webhook (id, side, url, types, state, secret_no, created_by, created_at)"
                        + " values (?, ?, ?, ?, 'NEW', 0, ?, ?)")
                .params(id, account.side().code(), url, String.join(",", types), account.id(), now())
                .update();
        audit.record(account.id(), account.side().code(), null, "webhook.created", id);
        return read(account, id);
    }

    private List<String> check(String url, List<String> wanted) {
        var findings = new ArrayList<Finding>();
        var refusal = url.length() > LONGEST_URL ? Optional.of(Message.of("notification.badUrl")) : door.refusal(url);
        refusal.ifPresent(message -> findings.add(
                new Finding("notification.url", "url", message, Message.of("notification.badUrl.cure"), null)));
        var types = new TreeSet<String>();
        for (var type : wanted) {
            var prefix = type == null ? "" : type.strip();
            if (prefix.isEmpty() || EventTypes.all().keySet().stream().noneMatch(known -> known.startsWith(prefix))) {
                findings.add(new Finding(
                        "notification.types",
                        "types",
                        Message.of("notification.unknownType"),
                        Message.of("notification.unknownType.cure"),
                        null));
            }
            types.add(prefix);
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("notification.badWebhook"), findings);
        }
        return List.copyOf(types);
    }

    /** Draws a secret and shows it this once; a former one still signs for a day beside it. */
    @Transactional
    public Secret drawSecret(Account account, String id) {
        var webhook = read(account, id);
        var number = database.sql("select secret_no from webhook where id = ? for update")
                        .param(webhook.id())
                        .query(Integer.class)
                        .single()
                + 1;
        database.sql(
                        "update webhook set secret_no = ?, secret_hash = ?, secret_since = ?, state = 'ACTIVE' where id = ?")
                .params(number, secrets.hash(id, number), now(), id)
                .update();
        audit.record(account.id(), account.side().code(), null, "webhook.secretDrawn", id);
        return new Secret(secrets.of(id, number));
    }

    @Transactional
    public void delete(Account account, String id) {
        read(account, id);
        database.sql("delete from webhook where id = ?").param(id).update();
        audit.record(account.id(), account.side().code(), null, "webhook.deleted", id);
    }

    /**
     * Sends again what was given up, or everything behind a position of the feed; each event keeps its id.
     *
     * @throws Refusal CONFLICT for a webhook that is sent nothing, with how it becomes active
     */
    @Transactional
    public Webhook replay(Account account, String id, Replay wanted) {
        demandActive(read(account, id).state());
        var after = wanted.after();
        if (after == null) {
            database.sql("update webhook_delivery set state = 'WAITING', attempts = 0, next_at = ? where webhook_id = ?"
                            + " and state = 'DEAD'")
                    .params(now(), id)
                    .update();
        } else {
            database.sql("update webhook_delivery set state = 'WAITING', attempts = 0, next_at = ? where webhook_id = ?"
                            + " and position > ? and state <> 'SENDING'")
                    .params(now(), id, after)
                    .update();
            planMissing(id, account.side().code(), after);
        }
        audit.record(account.id(), account.side().code(), null, "webhook.replayed", id);
        return read(account, id);
    }

    private static void demandActive(State state) {
        if (state == State.NEW) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "notification.webhookNew");
        }
        if (state == State.GONE) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "notification.webhookGone");
        }
    }

    /** Also what happened before the webhook was made. */
    private void planMissing(String id, String side, long after) {
        var target =
                targets(side).stream().filter(found -> found.id().equals(id)).findFirst();
        if (target.isEmpty()) {
            return;
        }
        var from = after;
        for (var events = feed.after(side, from, 500); !events.isEmpty(); events = feed.after(side, from, 500)) {
            events.stream().filter(target.get()::wants).forEach(event -> plan(id, event.position()));
            from = events.get(events.size() - 1).position();
        }
    }

    /** Plans a delivery, once. */
    void plan(String webhook, long position) {
        var known = database.sql("select count(*) from webhook_delivery where webhook_id = ? and position = ?")
                .params(webhook, position)
                .query(Long.class)
                .single();
        if (known == 0) {
            database.sql("insert into webhook_delivery (webhook_id, position, state, attempts, next_at)"
                            + " values (?, ?, 'WAITING', 0, ?)")
                    .params(webhook, position, now())
                    .update();
        }
    }

    /** The active ones of a side. */
    List<Target> targets(String side) {
        return database.sql("select * from webhook where side = ? and state = 'ACTIVE' order by id")
                .param(side)
                .query((row, n) -> new Target(
                        row.getString("id"),
                        row.getString("side"),
                        row.getString("url"),
                        types(row.getString("types")),
                        row.getInt("secret_no"),
                        row.getString("secret_hash"),
                        instant(row, "secret_since")))
                .list();
    }

    void gone(String id) {
        database.sql("update webhook set state = 'GONE' where id = ?").param(id).update();
        audit.record("system", null, null, "webhook.gone", id);
    }

    private static void mayChange(Account account) {
        if (!account.hasAny(Role.REGISTRY, Role.ADMIN)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "notification.notYourWebhooks");
        }
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getString("id"),
                row.getString("url"),
                types(row.getString("types")),
                State.valueOf(row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "secret_since"),
                row.getLong("waiting"),
                row.getLong("dead"),
                row.getString("last_outcome"));
    }

    private static List<String> types(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
