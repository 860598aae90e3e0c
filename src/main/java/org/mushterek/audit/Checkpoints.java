package org.mushterek.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs, from time to time, how far the chains have come: what a checkpoint covers cannot be changed, removed or cut off by
 * whoever holds the database alone. Several nodes may ask at once; one takes it.
 */
@Component
public class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** So that an update that chains a million cases needs no more memory than a day of work. */
    private static final int MOST_HEADS = 2000;

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final CheckpointKeys keys;
    private final Clock clock;
    private final Duration every;
    private volatile Instant nextLook = Instant.MIN;

    Checkpoints(
            JdbcTemplate database,
            PlatformTransactionManager transactions,
            CheckpointKeys keys,
            Clock clock,
            @Value("${mushterek.audit.checkpoint-every}") Duration every) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        this.keys = keys;
        this.clock = clock;
        this.every = every;
    }

    private record Head(String chain, String mark, long position, String hash) {}

    /** Takes a checkpoint where the last one is old enough and something was recorded since. */
    public void takeIfDue() {
        var now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        var due = last().map(taken -> taken.takenAt().plus(every)).orElse(now);
        if (due.isAfter(now)) {
            nextLook = due;
        } else {
            take();
            nextLook = now.plus(every);
        }
    }

    /** Takes a checkpoint on demand of an auditor; where nothing was recorded since the last, the last. */
    public Optional<Checkpoint> take(Account auditor) {
        mayAudit(auditor);
        take();
        return last();
    }

    /** The last checkpoint, for auditors. */
    public Optional<Checkpoint> last(Account auditor) {
        mayAudit(auditor);
        return last();
    }

    /** Covers whatever was committed and is not covered. */
    public void take() {
        while (true) {
            var taken = transaction.execute(any -> takeSome());
            if (taken == null) {
                return;
            }
            keys.note(taken.number(), taken.hash());
            LOG.info("Checkpoint {} of the audit covers {} chains: {}", taken.number(), taken.heads(), taken.hash());
            if (taken.heads() < MOST_HEADS) {
                return;
            }
        }
    }

    private @Nullable Checkpoint takeSome() {
        database.queryForList("select id from audit_checkpoint_turn for update", Integer.class);
        var heads = database.query(
                "select chain, mark, last_position, last_hash from audit_chain where uncovered = true order by chain"
                        + " fetch first " + MOST_HEADS + " rows only",
                (row, n) -> new Head(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)));
        if (heads.isEmpty()) {
            return null;
        }
        var before = last();
        var number = before.map(Checkpoint::number).orElse(0L) + 1;
        var previous = before.map(Checkpoint::hash).orElse("");
        var takenAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var root = ChainHash.root(heads.stream()
                .map(head -> ChainHash.leaf(head.mark(), head.position(), head.hash()))
                .toList());
        var hash = Checkpoint.hash(number, takenAt, heads.size(), root, previous);
        var signed = keys.sign(hash);
        var checkpoint =
                new Checkpoint(number, takenAt, heads.size(), root, previous, hash, signed.keyId(), signed.signature());
        write(checkpoint, heads);
        return checkpoint;
    }

    private void write(Checkpoint taken, List<Head> heads) {
        database.update(
                "insert into audit_checkpoint (number, taken_at, heads, root, previous_hash, hash, key_id, signature)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                taken.number(),
                taken.takenAt().atOffset(ZoneOffset.UTC),
                taken.heads(),
                taken.root(),
                taken.previous(),
                taken.hash(),
                taken.keyId(),
                taken.signature());
        database.batchUpdate(
                "insert into audit_head (chain, position, checkpoint, mark, hash) values (?, ?, ?, ?, ?)",
                heads.stream()
                        .map(head ->
                                new Object[] {head.chain(), head.position(), taken.number(), head.mark(), head.hash()})
                        .toList());
        // A chain that has moved on meanwhile stays for the next one. In the order of their names, like everybody.
        database.batchUpdate(
                "update audit_chain set uncovered = false where chain = ? and last_position = ?",
                heads.stream()
                        .map(head -> new Object[] {head.chain(), head.position()})
                        .toList());
    }

    Optional<Checkpoint> last() {
        return database
                .query(
                        "select * from audit_checkpoint order by number desc fetch first 1 rows only",
                        (row, n) -> checkpoint(row))
                .stream()
                .findFirst();
    }

    static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getLong("number"),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getInt("heads"),
                row.getString("root"),
                row.getString("previous_hash"),
                row.getString("hash"),
                row.getString("key_id"),
                row.getString("signature"));
    }

    static void mayAudit(Account account) {
        if (!account.has(Role.AUDITOR)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "audit.auditorsOnly");
        }
    }
}
