package org.mushterek.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.AtCommit;
import org.mushterek.common.FinalWrites;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only record of who did what. Rows hold ids and codes, never names, numbers or free text. All entries of a
 * transaction are chained and written together at its end, so that the locks of their chains are held for a moment only.
 */
@Component
public class AuditTrail {

    /** After what is done at the last moment and may have something to record; only what is told comes later. */
    private static final int BEFORE_WHAT_IS_TOLD = AtCommit.LAST - 1;

    private final AuditChains chains;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<AuditListener> listeners;
    private final AtCommit<EntryContent> unwritten;

    /** An audit that nobody listens to. */
    public AuditTrail(DataSource database, Clock clock) {
        this(chains(new JdbcTemplate(database)), new JdbcTransactionManager(database), clock, List.of());
    }

    private static AuditChains chains(JdbcTemplate database) {
        return new AuditChains(database, new FinalWrites(database));
    }

    @Autowired
    AuditTrail(
            AuditChains chains, PlatformTransactionManager transactions, Clock clock, List<AuditListener> listeners) {
        this.chains = chains;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.unwritten = new AtCommit<>(BEFORE_WHAT_IS_TOLD, chains::append);
    }

    /**
     * Whether such an entry was committed at that moment or since.
     *
     * @param since of what may have been recorded by then
     */
    public boolean hasRecorded(String account, String caseNumber, String action, String detail, Instant since) {
        return chains.hold(account, caseNumber, action, detail, since);
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
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var content = new EntryContent(
                now,
                account,
                OnBehalf.of(account),
                side,
                caseNumber,
                action,
                detail,
                Door.current(),
                ChainHash.random());
        var entry = new AuditEntry(now, account, side, caseNumber, action, detail);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            unwritten.add(content);
            listeners.forEach(listener -> listener.recorded(entry));
        } else {
            transaction.executeWithoutResult(any -> {
                unwritten.add(content);
                listeners.forEach(listener -> listener.recorded(entry));
            });
        }
    }
}
