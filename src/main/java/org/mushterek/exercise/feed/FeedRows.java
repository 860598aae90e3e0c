package org.mushterek.exercise.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.feed.CalendarFeed.Kind;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The feeds as rows, and what an officer's feed has told of due dates. */
@Repository
class FeedRows {

    /** @param account whose feed it is */
    record Owned(CalendarFeed feed, String account) {}

    /** A due date as it was told last. */
    record ToldDue(String task, String number, Instant due, int sequence, boolean gone, Instant changedAt) {}

    private final JdbcClient database;
    private final Clock clock;

    FeedRows(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void insert(CalendarFeed feed, Account account, String digest) {
        database.sql("insert into calendar_feed (id, digest, kind, subject, account, side, issued_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        feed.id(),
                        digest,
                        feed.kind().name(),
                        feed.subject(),
                        account.id(),
                        account.side().code(),
                        utc(feed.issuedAt()),
                        utc(feed.expiresAt()))
                .update();
    }

    List<CalendarFeed> of(String account) {
        return database.sql("select * from calendar_feed where account = ? order by issued_at desc, id")
                .param(account)
                .query((row, n) -> read(row).feed())
                .list();
    }

    boolean revoke(String account, String id) {
        return database.sql(
                                "update calendar_feed set revoked_at = ? where account = ? and id = ? and revoked_at is null")
                        .params(utc(clock.instant()), account, id)
                        .update()
                > 0;
    }

    /** The feed of a link that holds now, its row taken, so that two readers count no due date twice. */
    Optional<Owned> take(String digest) {
        var now = utc(clock.instant());
        var taken = database.sql("update calendar_feed set last_read_at = ? where digest = ? and revoked_at is null"
                        + " and expires_at > ?")
                .params(now, digest, now)
                .update();
        return taken == 0
                ? Optional.empty()
                : database.sql("select * from calendar_feed where digest = ?")
                        .param(digest)
                        .query((row, n) -> read(row))
                        .optional();
    }

    private static Owned read(ResultSet row) throws SQLException {
        return new Owned(
                new CalendarFeed(
                        row.getString("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row, "revoked_at"),
                        instant(row, "last_read_at")),
                row.getString("account"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    List<ToldDue> told(String feed) {
        return database.sql("select * from calendar_feed_due where feed = ? order by task")
                .param(feed)
                .query((row, n) -> new ToldDue(
                        row.getString("task"),
                        row.getString("case_number"),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getInt("sequence_no"),
                        row.getBoolean("gone"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void tell(String feed, ToldDue due) {
        var changed = database.sql("update calendar_feed_due set due_at = ?, sequence_no = ?, gone = ?, changed_at = ?"
                        + " where feed = ? and task = ?")
                .params(utc(due.due()), due.sequence(), due.gone(), utc(due.changedAt()), feed, due.task())
                .update();
        if (changed == 0) {
            database.sql(
                            "insert into calendar_feed_due (feed, task, case_number, due_at, sequence_no, gone, changed_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            feed,
                            due.task(),
                            due.number(),
                            utc(due.due()),
                            due.sequence(),
                            due.gone(),
                            utc(due.changedAt()))
                    .update();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
