package org.mushterek.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what has left or was given up, so many days later: mails with what they told, which name accounts, and deliveries of
 * webhooks. What still waits stays, however old it is, but for what waits for the digest of an account that gets none any more.
 */
@Component
public class FinishedDeliveries implements Round {

    /** A month's report is sent once because its mail is known, for as long as the month after it lasts. */
    private static final Duration LEAST = Duration.ofDays(32);

    /** So many are deleted in one transaction, which holds up no sender. */
    private static final int AT_ONCE = 500;

    private final Duration kept;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FinishedDeliveries(
            @Value("${mushterek.notification.keep-finished}") Duration kept,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Clock clock) {
        if (kept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "mushterek.notification.keep-finished is %d days and cannot be less than %d, or a month's report would be"
                                    .formatted(kept.toDays(), LEAST.toDays())
                            + " mailed twice");
        }
        this.kept = kept;
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void go() {
        var until = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
        database.sql("delete from mail_item where mail_id is null and happened_at <= ?")
                .param(until)
                .update();
        boolean isMore;
        do {
            isMore = forget(until);
        } while (isMore);
    }

    /** Whether there may be more. */
    private boolean forget(OffsetDateTime until) {
        return Boolean.TRUE.equals(transactions.execute(any -> {
            var mails = database.sql("select id from mail where state in ('SENT', 'DROPPED', 'DEAD') and next_at <= ?"
                            + " order by next_at fetch first ? rows only")
                    .params(until, AT_ONCE)
                    .query(String.class)
                    .list();
            if (!mails.isEmpty()) {
                database.sql("delete from mail_item where mail_id in (:mails)")
                        .param("mails", mails)
                        .update();
                database.sql("delete from mail where id in (:mails)")
                        .param("mails", mails)
                        .update();
            }
            // One that is being sent again meanwhile stays.
            var deliveries = database.sql(
                            "delete from webhook_delivery where state in ('SENT', 'DEAD')"
                                    + " and (webhook_id, position) in (select webhook_id, position from webhook_delivery"
                                    + " where state in ('SENT', 'DEAD') and next_at <= ? order by next_at fetch first ? rows only)")
                    .params(until, AT_ONCE)
                    .update();
            return mails.size() == AT_ONCE || deliveries == AT_ONCE;
        }));
    }
}
