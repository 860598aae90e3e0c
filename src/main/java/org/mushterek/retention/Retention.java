package org.mushterek.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.BrokenSeal;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.retention.PersonalRecords.Closed;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what is kept of persons, so many months after their case was closed: each side's copy by that side's own term.
 * What is counted stays: cases, days, states, how many persons, and who did what in the audit.
 */
@Service
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** So many cases of a kind and side are looked at in one go, held ones apart; what is left comes in the next. */
    private static final int AT_ONCE = 500;

    private static final Comparator<Next> FIRST_FIRST =
            Comparator.comparing(Next::erasedFrom).thenComparing(Next::number);

    private static final DatedParameters PARAMETERS = DatedParameters.read("/rulebook/retention.yaml");

    private final List<PersonalRecords> records;
    private final LegalHolds holds;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Retention(
            List<PersonalRecords> records,
            LegalHolds holds,
            AuditTrail audit,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.records = List.copyOf(records);
        this.holds = holds;
        this.audit = audit;
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        // Within the transaction of a call that is kept, too, each case is taken back by itself.
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /**
     * A closed case whose persons the side still keeps.
     *
     * @param kind {@code visit}, {@code correctiveAction}, {@code drill}, {@code incident}, {@code planning}, {@code observation} or
     *     {@code report}
     * @param erasedFrom the first day on which a round erases them, by the side's clock
     * @param due whether that day has come
     * @param held whether a legal hold keeps them nevertheless, of whichever side
     */
    public record Next(
            String number, String kind, LocalDate closedOn, LocalDate erasedFrom, boolean due, boolean held) {}

    /** What was erased of a case: figures only. */
    public record Done(
            String number,
            String kind,
            LocalDate closedOn,
            Instant erasedAt,
            String erasedBy,
            int persons,
            int texts,
            int files) {}

    /** What the account's side erases next, the next first. Numbers of cases and days, no persons. */
    public List<Next> next(Account account) {
        requireReader(account);
        var next = nextOf(account.side(), false);
        next.addAll(nextOf(account.side(), true));
        next.sort(FIRST_FIRST);
        return next;
    }

    /** What the account's side has erased, the latest first. */
    public List<Done> done(Account account) {
        requireReader(account);
        return database.sql("select * from retention_erasure where side = ? order by erased_at desc, case_number"
                        + " fetch first 500 rows only")
                .param(account.side().code())
                .query((row, n) -> new Done(
                        row.getString("case_number"),
                        row.getString("kind"),
                        row.getObject("closed_on", LocalDate.class),
                        row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                        row.getString("erased_by"),
                        row.getInt("persons"),
                        row.getInt("texts"),
                        row.getInt("files")))
                .list();
    }

    /**
     * Erases now what is due on the administrator's side, instead of waiting for the day's round.
     *
     * @return what was erased
     * @throws Refusal FORBIDDEN to all but the side's administrator
     */
    public List<Done> erase(Account account) {
        if (!account.has(Role.ADMIN)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "retention.adminOnly");
        }
        return eraseDue(account.side(), account.id());
    }

    /**
     * Erases what is due on a side. Each case in a transaction of its own, with its entry in the audit: one that cannot be erased,
     * because somebody has damaged it, stays due and keeps no other. With the cases go the reasons of their holds.
     */
    List<Done> eraseDue(Side side, String by) {
        var done = new ArrayList<Done>();
        for (var next : nextOf(side, false)) {
            if (next.due()) {
                try {
                    erase(side, next, by).ifPresent(done::add);
                } catch (RuntimeException failed) {
                    // What a broken seal says names a row and no person; other messages might.
                    LOG.error(
                            "The persons of {} of {} were not erased: {}",
                            next.number(),
                            side.code(),
                            failed instanceof BrokenSeal
                                    ? failed.getMessage()
                                    : failed.getClass().getName());
                }
            }
        }
        transactions.executeWithoutResult(any -> holds.forgetReasons(side));
        if (!done.isEmpty()) {
            transactions.executeWithoutResult(
                    any -> audit.record(by, side.code(), null, "retention.round", String.valueOf(done.size())));
        }
        return done;
    }

    private Optional<Done> erase(Side side, Next next, String by) {
        var kept = records.stream()
                .filter(record -> record.kind().equals(next.kind()))
                .findFirst()
                .orElseThrow();
        try {
            return Optional.ofNullable(transactions.execute(any -> {
                holds.lock();
                // The row is the lock by which only one node erases a case.
                database.sql("insert into retention_erasure (side, kind, case_number, closed_on, erased_at, erased_by,"
                                + " persons, texts, files) values (?, ?, ?, ?, ?, ?, 0, 0, 0)")
                        .params(
                                side.code(),
                                next.kind(),
                                next.number(),
                                next.closedOn(),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                by)
                        .update();
                if (holds.keeps(kept, side, next.number())) {
                    any.setRollbackOnly();
                    return null;
                }
                var erased = kept.erase(side, next.number());
                database.sql("update retention_erasure set persons = ?, texts = ?, files = ?"
                                + " where side = ? and kind = ? and case_number = ?")
                        .params(
                                erased.persons(),
                                erased.texts(),
                                erased.files(),
                                side.code(),
                                next.kind(),
                                next.number())
                        .update();
                audit.record(
                        by,
                        side.code(),
                        next.number(),
                        "retention.erased",
                        "%s %d/%d/%d".formatted(next.kind(), erased.persons(), erased.texts(), erased.files()));
                return new Done(
                        next.number(),
                        next.kind(),
                        next.closedOn(),
                        clock.instant(),
                        by,
                        erased.persons(),
                        erased.texts(),
                        erased.files());
            }));
        } catch (DuplicateKeyException erasedByAnotherNode) {
            return Optional.empty();
        }
    }

    private List<Next> nextOf(Side side, boolean held) {
        var today = LocalDate.ofInstant(clock.instant(), side.zone());
        var next = new ArrayList<Next>();
        for (var kept : records) {
            for (var closed : kept.keptOfClosed(side, held, AT_ONCE)) {
                var from = erasedFrom(kept.kind(), side, closed);
                next.add(new Next(closed.number(), kept.kind(), closed.closedOn(), from, !today.isBefore(from), held));
            }
        }
        next.sort(FIRST_FIRST);
        return next;
    }

    /** So many months after the day of closure, by the parameter that held on that day, or by the first of all for what ended before. */
    static LocalDate erasedFrom(String kind, Side side, Closed closed) {
        var first = PARAMETERS.completeFrom();
        var months = PARAMETERS
                .on(closed.closedOn().isBefore(first) ? first : closed.closedOn())
                .months("retention." + kind + "." + side.code().toLowerCase(Locale.ROOT));
        return closed.closedOn().plusMonths(months).plusDays(1);
    }

    /** Who may know which cases are erased when: who administers the side, who audits it, and its legal officers. */
    static void requireReader(Account account) {
        if (!account.hasAny(Role.ADMIN, Role.AUDITOR, Role.LEGAL)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "retention.readersOnly");
        }
    }
}
