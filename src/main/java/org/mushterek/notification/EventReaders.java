package org.mushterek.notification;

import java.util.function.Consumer;
import org.mushterek.common.Sides;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each reader every event of every side once: what the reader does with it and how far it has read are committed
 * together, and one node reads at a time.
 */
@Component
class EventReaders {

    private static final int AT_ONCE = 200;

    private final JdbcClient database;
    private final EventFeed feed;
    private final Sides sides;
    private final TransactionTemplate transaction;

    EventReaders(JdbcClient database, EventFeed feed, Sides sides, PlatformTransactionManager transactions) {
        this.database = database;
        this.feed = feed;
        this.sides = sides;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Hands everything that the reader has not read yet to the work, which writes to the database only. */
    void readOn(String reader, Consumer<OutgoingEvent> work) {
        for (var side : sides.all()) {
            open(reader, side.code());
            while (!feed.after(side.code(), position(reader, side.code(), ""), 1)
                    .isEmpty()) {
                transaction.executeWithoutResult(any -> readSome(reader, side.code(), work));
            }
        }
    }

    /**
     * How far the reader has read the side's feed, in the caller's transaction; whatever it was reading meanwhile is done, and it reads
     * on only after the transaction.
     */
    long readUpTo(String reader, String side) {
        return position(reader, side, " for update");
    }

    private void readSome(String reader, String side, Consumer<OutgoingEvent> work) {
        var from = position(reader, side, " for update");
        var events = feed.after(side, from, AT_ONCE);
        events.forEach(work);
        if (!events.isEmpty()) {
            database.sql("update event_reader set position = ? where name = ? and side = ?")
                    .params(events.get(events.size() - 1).position(), reader, side)
                    .update();
        }
    }

    private long position(String reader, String side, String lock) {
        return database.sql("select position from event_reader where name = ? and side = ?" + lock)
                .params(reader, side)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void open(String reader, String side) {
        var known = database.sql("select count(*) from event_reader where name = ? and side = ?")
                .params(reader, side)
                .query(Long.class)
                .single();
        if (known == 0) {
            try {
                database.sql("insert into event_reader (name, side, position) values (?, ?, 0)")
                        .params(reader, side)
                        .update();
            } catch (DuplicateKeyException anotherNodeDid) {
                // It is there, which is what was wanted.
            }
        }
    }
}
