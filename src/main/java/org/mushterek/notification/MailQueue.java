package org.mushterek.notification;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.notification.MailPreferences.Pace;
import org.mushterek.notification.MailPreferences.Recipient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The mails that are to be sent, and what each tells. A mail is taken by one node at a time, for as long as its lease lasts. When
 * it is next to be tried stands in {@code next_at}; of one that was sent, dropped or given up, when that was.
 */
@Component
class MailQueue {

    /** How long a mail that was taken stays with the node that took it; no mail server takes nearly as long. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    private final JdbcClient database;
    private final Clock clock;

    MailQueue(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One thing that a mail tells.
     *
     * @param kind what happened, as in the texts at {@code mail.<kind>}: of tasks and visits without its area ({@code created},
     *     {@code answered}), of other cases with it ({@code planning.cancelled})
     */
    record Item(
            String side,
            String kind,
            String caseNumber,
            @Nullable String about,
            @Nullable String taskId,
            @Nullable Instant due) {}

    /**
     * A mail on its way.
     *
     * @param paper what it encloses, null where it tells of cases
     */
    record Mail(
            String id,
            String account,
            boolean digest,
            @Nullable Paper paper) {}

    /** A paper by its kind and what it is about. */
    record Paper(String kind, String about) {

        static @Nullable Paper read(@Nullable String kept) {
            var parts = kept == null ? new String[0] : kept.split(" ", 2);
            return parts.length == 2 ? new Paper(parts[0], parts[1]) : null;
        }

        String kept() {
            return kind + " " + about;
        }
    }

    /** Keeps what is to be told; what is known already is kept once. */
    void add(Recipient recipient, OutgoingEvent event) {
        var known = database.sql("select count(*) from mail_item where account = ? and event_id = ?")
                .params(recipient.account(), event.id())
                .query(Long.class)
                .single();
        if (known > 0) {
            return;
        }
        String mail = null;
        if (recipient.pace() == Pace.IMMEDIATE) {
            mail = id(recipient.account() + " " + event.id());
            make(mail, recipient.account(), false, null);
        }
        database.sql("insert into mail_item (account, event_id, mail_id, side, kind, case_number, about, task_id,"
                        + " due_at, happened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        recipient.account(),
                        event.id(),
                        mail,
                        event.side(),
                        kind(event.action()),
                        event.caseNumber(),
                        event.about(),
                        event.taskId(),
                        event.due() == null ? null : event.due().atOffset(ZoneOffset.UTC),
                        event.happenedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** As in the texts of mails. */
    static String kind(String action) {
        return Set.of("task", "visit").contains(EventTypes.areaOf(action))
                ? action.substring(action.indexOf('.') + 1)
                : action;
    }

    private void make(String id, String account, boolean digest, @Nullable Paper paper) {
        database.sql("insert into mail (id, account, digest, paper, state, attempts, next_at, made_at)"
                        + " values (?, ?, ?, ?, 'WAITING', 0, ?, ?)")
                .params(id, account, digest, paper == null ? null : paper.kept(), now(), now())
                .update();
    }

    /** Accounts of a side for which something waits for a digest. */
    List<String> waitingForDigest(String side) {
        return database.sql(
                        "select distinct account from mail_item where side = ? and mail_id is null order by account")
                .param(side)
                .query(String.class)
                .list();
    }

    /** Puts everything that waits into the account's digest of the day, unless that was made already. */
    void makeDigest(String account, LocalDate day) {
        var id = id(account + " " + day);
        if (!isMade(id)) {
            make(id, account, true, null);
            database.sql("update mail_item set mail_id = ? where account = ? and mail_id is null")
                    .params(id, account)
                    .update();
        }
    }

    /** Makes the mail that brings a paper to an account, unless that was made already. */
    void add(String account, Paper paper) {
        var id = id(account + " " + paper.kept());
        if (!isMade(id)) {
            make(id, account, false, paper);
        }
    }

    private boolean isMade(String id) {
        return database.sql("select count(*) from mail where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The next mail that is due, taken for this node; empty where none is. */
    Optional<Mail> take() {
        var due = database.sql("select id, account, digest, paper from mail where state in ('WAITING', 'SENDING')"
                        + " and next_at <= ? order by next_at, id fetch first 20 rows only")
                .param(now())
                .query((row, n) -> new Mail(
                        row.getString("id"),
                        row.getString("account"),
                        row.getBoolean("digest"),
                        Paper.read(row.getString("paper"))))
                .list();
        for (var mail : due) {
            var taken = database.sql("update mail set state = 'SENDING', attempts = attempts + 1, next_at = ?"
                            + " where id = ? and state in ('WAITING', 'SENDING') and next_at <= ?")
                    .params(now().plus(LEASE), mail.id(), now())
                    .update();
            if (taken == 1) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    List<Item> itemsOf(String mail) {
        return database.sql("select * from mail_item where mail_id = ? order by happened_at, case_number, event_id")
                .param(mail)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        var due = row.getObject("due_at", OffsetDateTime.class);
        return new Item(
                row.getString("side"),
                row.getString("kind"),
                row.getString("case_number"),
                row.getString("about"),
                row.getString("task_id"),
                due == null ? null : due.toInstant());
    }

    void sent(String mail) {
        database.sql("update mail set state = 'SENT', sent_at = ?, next_at = ? where id = ?")
                .params(now(), now(), mail)
                .update();
    }

    /** Nothing of it is left to tell, or nobody to tell it to. */
    void dropped(String mail) {
        database.sql("update mail set state = 'DROPPED', next_at = ? where id = ?")
                .params(now(), mail)
                .update();
    }

    /** It is tried again later, with longer and longer pauses, and at last given up. */
    void failed(String mail) {
        var attempts = database.sql("select attempts from mail where id = ?")
                .param(mail)
                .query(Integer.class)
                .single();
        if (attempts > PAUSES.size()) {
            database.sql("update mail set state = 'DEAD', next_at = ? where id = ?")
                    .params(now(), mail)
                    .update();
        } else {
            database.sql("update mail set state = 'WAITING', next_at = ? where id = ?")
                    .params(now().plus(PAUSES.get(attempts - 1)), mail)
                    .update();
        }
    }

    /** The same text gives the same id on every node and after any interruption. */
    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
