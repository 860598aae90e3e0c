package org.mushterek.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The append-only record of who did what. Rows hold ids and codes, never names, numbers or free text. */
@Component
public class AuditTrail {

    private final JdbcClient database;
    private final Clock clock;
    private final List<AuditListener> listeners;

    /** An audit that nobody listens to. */
    public AuditTrail(JdbcClient database, Clock clock) {
        this(database, clock, List.of());
    }

    @Autowired
    public AuditTrail(JdbcClient database, Clock clock, List<AuditListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Adds one entry, in the transaction of what it tells of.
     *
     * @param account who, or {@code system} for what the program does by itself
     * @param side whose record it is (code), null where no side is known yet, as in a failed sign-in
     * @param caseNumber the case, null where none is concerned
     * @param action what, as a stable code such as {@code visit.endorsed}
     * @param detail a code or id that says more, never free text
     */
    public void record(
            String account,
            @Nullable String side,
            @Nullable String caseNumber,
            String action,
            @Nullable String detail) {
        var now = clock.instant();
        database.sql("insert into audit_entry (happened_at, account, side, case_number, action, detail, door,"
                        + " on_behalf_of) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        account,
                        side,
                        caseNumber,
                        action,
                        detail,
                        Door.current(),
                        OnBehalf.of(account))
                .update();
        var entry = new AuditEntry(now, account, side, caseNumber, action, detail);
        listeners.forEach(listener -> listener.recorded(entry));
    }
}
