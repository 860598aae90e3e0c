package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What happened in a case, as each side may read it; every entry also goes into the audit. */
@Component
class VisitStory {

    private static final String PROGRAM = "system";

    private static final String INSERT = "insert into visit_story (request_number, side, happened_at, account, event,"
            + " detail, on_behalf_of) values (?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate database;
    private final AuditTrail audit;
    private final Clock clock;

    VisitStory(JdbcTemplate database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One entry of a story.
     *
     * @param account who; {@code system} for what the program did by itself
     * @param onBehalfOf the absent officer whose deputy that was
     * @param event a code such as {@code endorsed}; its text is {@code visit.story.<event>}
     */
    record Entry(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            String event,
            @Nullable String detail) {}

    /**
     * Adds an entry that one side reads.
     *
     * @param detail a code or id, never free text
     */
    void tell(String number, String side, String account, String event, @Nullable String detail) {
        add(number, side, clock.instant().atOffset(ZoneOffset.UTC), account, event, detail, OnBehalf.of(account));
        audit.record(account, side, number, "visit." + event, detail);
    }

    /** Adds an entry of what the program did by itself, which both sides read. */
    void tellBoth(String number, String host, String sender, String event, @Nullable String detail) {
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        add(number, host, at, PROGRAM, event, detail, null);
        add(number, sender, at, PROGRAM, event, detail, null);
        audit.record(PROGRAM, host, number, "visit." + event, detail);
        audit.record(PROGRAM, sender, number, "visit." + event, detail);
    }

    private void add(@Nullable Object... row) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            database.update(INSERT, row);
            return;
        }
        var unwritten = unwritten();
        if (unwritten == null) {
            unwritten = new Unwritten();
            TransactionSynchronizationManager.registerSynchronization(unwritten);
        }
        unwritten.add(row);
    }

    /** What this transaction has told and not written yet; null where that is nothing. */
    private @Nullable Unwritten unwritten() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
                if (synchronization instanceof Unwritten unwritten && unwritten.isOf(this)) {
                    return unwritten;
                }
            }
        }
        return null;
    }

    /** The entries of a transaction are one batch at its end. */
    private final class Unwritten implements TransactionSynchronization {

        private final List<Object[]> rows = new ArrayList<>();
        private boolean isLast;

        boolean isOf(VisitStory owner) {
            return owner == VisitStory.this;
        }

        void add(Object[] row) {
            rows.add(row);
            if (isLast) {
                write();
            }
        }

        void write() {
            if (!rows.isEmpty()) {
                database.batchUpdate(INSERT, rows);
                rows.clear();
            }
        }

        @Override
        public int getOrder() {
            // After what is done at the last moment and may have something to tell.
            return Integer.MAX_VALUE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            isLast = true;
            write();
        }
    }

    List<Entry> read(String number, String side) {
        var unwritten = unwritten();
        if (unwritten != null) {
            unwritten.write();
        }
        return database.query(
                "select * from visit_story where request_number = ? and side = ? order by id",
                (row, n) -> new Entry(
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("event"),
                        row.getString("detail")),
                number,
                side);
    }
}
