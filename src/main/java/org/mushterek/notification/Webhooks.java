package org.mushterek.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Where each side has its events sent. A side's registry and the administrator of its accounts see and change its own. */
@Component
public class Webhooks {

    /** How long a replaced secret still signs beside the new one. */
    static final Duration BOTH_SECRETS = Duration.ofDays(1);

    private static final int MOST_OF_SIDE = 20;
    private static final int LONGEST_URL = 500;
    private static final int AT_ONCE = 500;

    private static final String AGAIN =
            "update webhook_delivery set state = 'WAITING', attempts = 0, next_at = ? where webhook_id = ?";

    private final JdbcClient database;
    private final WebhookDoor door;
    private final WebhookSecrets secrets;
    private final EventReaders readers;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Webhooks(
            JdbcClient database,
            WebhookDoor door,
            WebhookSecrets secrets,
            EventReaders readers,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.door = door;
        this.secrets = secrets;
        this.readers = readers;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
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
     * Sends again what was given up, or everything behind a position of the feed; each event keeps its id. In no transaction of a
     * caller: a long feed is planned a part at a time, so that no delivery waits for the whole of it.
     *
     * @throws Refusal CONFLICT for a webhook that is sent nothing, with how it becomes active
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Webhook replay(Account account, String id, Replay wanted) {
        var after = wanted.after();
        transaction.executeWithoutResult(any -> {
            demandActive(read(account, id).state());
            if (after == null) {
                database.sql(AGAIN + " and state = 'DEAD'").params(now(), id).update();
            }
            audit.record(account.id(), account.side().code(), null, "webhook.replayed", id);
        });
        if (after != null) {
            planAgain(id, account.side().code(), after);
        }
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

    /**
     * Plans all events behind a position, also those from before the webhook was made. What {@link WebhookDelivery} has not read yet
     * it plans by itself.
     */
    private void planAgain(String id, String side, long after) {
        var end = Objects.requireNonNull(transaction.execute(any -> readers.readUpTo(WebhookDelivery.READER, side)));
        for (var from = Math.max(after, 0); from < end; from += AT_ONCE) {
            var part = new Part(from, Math.min(from + AT_ONCE, end));
            transaction.executeWithoutResult(any -> planAgain(id, side, part));
        }
    }

    /** The positions behind one, up to another. */
    private record Part(long after, long last) {}

    /** Of two who plan the same part one waits for the other. */
    private void planAgain(String id, String side, Part part) {
        var wanted = database.sql("select types from webhook where id = ? and state = 'ACTIVE' for update")
                .param(id)
                .query(String.class)
                .optional();
        if (wanted.isEmpty()) {
            return;
        }
        database.sql(AGAIN + " and position > ? and position <= ? and state <> 'SENDING'")
                .params(now(), id, part.after(), part.last())
                .update();
        var types = types(wanted.get());
        database.sql("insert into webhook_delivery (webhook_id, position, state, attempts, next_at)"
                        + " select cast(? as varchar(36)), e.position, 'WAITING', 0, cast(? as timestamp with time zone)"
                        + " from outgoing_event e where e.side = ? and e.position > ? and e.position <= ?"
                        + " and not exists (select 1 from webhook_delivery d where d.webhook_id = ?"
                        + " and d.position = e.position)"
                        + (types.isEmpty()
                                ? ""
                                : " and (" + String.join(" or ", Collections.nCopies(types.size(), "e.type like ?"))
                                        + ")"))
                .params(id, now(), side, part.after(), part.last(), id)
                .params(types.stream()
                        .map(type -> EventTypes.PREFIX + type + "%")
                        .toList())
                .update();
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
