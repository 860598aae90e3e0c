package org.mushterek.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases of which nothing is erased, because a court or an inquiry may ask for them. Legal officers place and lift the holds of
 * their own side; one on what the sides share keeps it for all.
 */
@Service
public class LegalHolds {

    private static final int LONGEST_REASON = 1000;

    private final List<PersonalRecords> records;
    private final JdbcClient database;
    private final Seals seals;
    private final SealedRows sealed;
    private final AuditTrail audit;
    private final Clock clock;

    LegalHolds(
            List<PersonalRecords> records,
            JdbcClient database,
            Seals seals,
            SealedRows sealed,
            AuditTrail audit,
            Clock clock) {
        this.records = List.copyOf(records);
        this.database = database;
        this.seals = seals;
        this.sealed = sealed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A hold of the reader's side.
     *
     * @param reason for legal officers only; null for everybody else who may see that the case is held
     */
    public record Hold(
            String id,
            String number,
            String heldBy,
            Instant heldAt,
            @Nullable String reason) {}

    /**
     * Holds a case in which the account's side has part.
     *
     * @throws Refusal FORBIDDEN to all but legal officers, NOT_FOUND where the side has no part in such a case, CONFLICT
     *     where it is held already, or its persons are erased
     */
    @Transactional
    public Hold place(Account account, String number, @Nullable String reason) {
        requireLegal(account);
        var told = reason(reason);
        var known = records.stream()
                .filter(kept -> kept.knows(account.side(), number))
                .toList();
        if (known.isEmpty()) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "retention.noCase");
        }
        lock();
        if (known.stream().allMatch(kept -> isErased(kept, account.side(), number))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "retention.erasedAlready");
        }
        if (holders(number).contains(account.side().code())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "retention.heldAlready");
        }
        var id = UUID.randomUUID().toString();
        var now = clock.instant();
        var side = account.side().code();
        database.sql(
                        "insert into legal_hold (id, side, case_number, reason, held_by, held_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        side,
                        number,
                        seals.seal(RetentionSeals.REASON, side, told, id),
                        account.id(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        audit.record(account.id(), side, number, "retention.held", id);
        return new Hold(id, number, account.id(), now, told);
    }

    /**
     * Lets no hold be placed and no case be erased by anybody else until the transaction ends: who comes second sees what the
     * first has done.
     */
    void lock() {
        database.sql("select side from sealing order by side for update")
                .query(String.class)
                .list();
    }

    private boolean isErased(PersonalRecords kind, Side side, String number) {
        return concerns(
                kind,
                side,
                database.sql("select side from retention_erasure where kind = ? and case_number = ?")
                        .params(kind.kind(), number)
                        .query(String.class)
                        .set());
    }

    /** Lifts a hold; what is due is erased in the next round. */
    @Transactional
    public void lift(Account account, String id, @Nullable String reason) {
        requireLegal(account);
        var told = reason(reason);
        var side = account.side().code();
        var number = database.sql("select case_number from legal_hold where id = ? and side = ? and lifted_at is null")
                .params(id, side)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "retention.noHold"));
        database.sql("update legal_hold set lifted_by = ?, lifted_at = ?, lifting_reason = ? where id = ?")
                .params(
                        account.id(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        seals.seal(RetentionSeals.LIFTING, side, told, id),
                        id)
                .update();
        audit.record(account.id(), side, number, "retention.holdLifted", id);
    }

    /** The holds of the account's side that stand, the latest first. */
    @Transactional(readOnly = true)
    public List<Hold> list(Account account) {
        Retention.requireReader(account);
        var side = account.side().code();
        return database.sql("select * from legal_hold where side = ? and lifted_at is null order by held_at desc, id")
                .param(side)
                .query((row, n) -> new Hold(
                        row.getString("id"),
                        row.getString("case_number"),
                        row.getString("held_by"),
                        row.getObject("held_at", OffsetDateTime.class).toInstant(),
                        account.has(Role.LEGAL)
                                ? seals.open(RetentionSeals.REASON, side, row.getString("reason"), row.getString("id"))
                                : null))
                .list();
    }

    /** Whether a hold keeps a side's case: one of that side or, where the case is shared, of any. */
    boolean keeps(PersonalRecords kind, Side side, String number) {
        return concerns(kind, side, holders(number));
    }

    /** Whether what these sides did with their records of a kind was done with this side's: a shared one is everybody's. */
    private static boolean concerns(PersonalRecords kind, Side side, Set<String> sides) {
        return kind.isShared() ? !sides.isEmpty() : sides.contains(side.code());
    }

    /**
     * Erases why a side's holds were placed and lifted, which may name persons as the case does: of each hold that is lifted and
     * whose case is erased, in the side's copy or, where the case is shared, in the only one. Who held it and when stays.
     *
     * @return of how many holds
     */
    int forgetReasons(Side side) {
        var shared = records.stream()
                .filter(PersonalRecords::isShared)
                .map(kind -> "'" + kind.kind() + "'")
                .collect(Collectors.joining(", "));
        var done = "t.side = ? and t.lifted_at is not null and t.erased_at is null and exists (select 1"
                + " from retention_erasure e where e.case_number = t.case_number and (e.side = t.side"
                + (shared.isEmpty() ? "" : " or e.kind in (" + shared + ")") + "))";
        var erased = sealed.erase(RetentionSeals.REASON, done, side.code());
        sealed.erase(RetentionSeals.LIFTING, done, side.code());
        database.sql("update legal_hold t set erased_at = ? where " + done)
                .params(clock.instant().atOffset(ZoneOffset.UTC), side.code())
                .update();
        return erased;
    }

    /** The codes of the sides that hold a case. */
    private Set<String> holders(String number) {
        return database.sql("select side from legal_hold where case_number = ? and lifted_at is null")
                .param(number)
                .query(String.class)
                .set();
    }

    private static void requireLegal(Account account) {
        if (!account.has(Role.LEGAL)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "retention.legalOnly");
        }
    }

    private static String reason(@Nullable String reason) {
        var told = reason == null ? "" : java.text.Normalizer.normalize(reason.strip(), java.text.Normalizer.Form.NFC);
        if (told.isEmpty() || told.length() > LONGEST_REASON) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("retention.unsound"),
                    List.of(new Finding(
                            "retention.reason",
                            "reason",
                            Message.of("retention.reason"),
                            Message.of("retention.reason.cure").with("longest", LONGEST_REASON),
                            null)));
        }
        return told;
    }
}
