package org.mushterek.audit;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditFault.Kind;
import org.mushterek.audit.CheckpointKeys.Noted;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks through the whole audit of a database: every entry against its chain, every chain against its head, every head against
 * the signed checkpoints, these against what was noted outside. It reads page by page, also while the program works.
 */
public final class AuditCheck {

    private static final int AT_ONCE = 1000;

    private final JdbcTemplate database;
    private final Map<String, PublicKey> keys;
    private final Optional<Noted> noted;

    /** @param keyFolder the folder of keys, from which only public ones are read, and what was noted of the last checkpoint */
    public AuditCheck(JdbcTemplate database, Path keyFolder) {
        this.database = database;
        this.keys = CheckpointKeys.publicKeys(keyFolder);
        this.noted = CheckpointKeys.noted(keyFolder);
    }

    /**
     * What a check found.
     *
     * @param entries how many entries it looked at
     * @param last the last checkpoint, null where none was ever taken
     */
    public record Outcome(
            long entries, long chains, @Nullable Checkpoint last, List<AuditFault> faults) {}

    private record Row(
            LinkedEntry entry,
            @Nullable String covered,
            @Nullable String mark,
            long lastPosition,
            @Nullable String lastHash) {}

    /** Everything that is not as it was written. */
    public Outcome check() {
        var faults = new FoundFaults();
        var last = followCheckpoints(faults);
        var entries = 0L;
        var chains = 0L;
        ChainCheck check = null;
        Row before = null;
        for (var page = page("", 0);
                !page.isEmpty();
                page = page(before.entry().chain(), before.entry().position())) {
            for (var row : page) {
                if (check == null
                        || before == null
                        || !check.chain().equals(row.entry().chain())) {
                    end(check, before, faults);
                    check = new ChainCheck(row.entry().chain(), row.mark(), faults);
                    chains++;
                }
                check.follow(row.entry(), row.covered());
                before = row;
                entries++;
            }
            if (before == null) {
                break;
            }
        }
        end(check, before, faults);
        tellEmptyChains(faults);
        tellUncoveredHeads(faults);
        return new Outcome(entries, chains, last, faults.all());
    }

    private @Nullable Checkpoint followCheckpoints(FoundFaults faults) {
        var check = new CheckpointCheck(keys, noted, faults);
        Checkpoint last = null;
        for (var page = checkpoints(0); !page.isEmpty(); page = checkpoints(last.number())) {
            for (var checkpoint : page) {
                check.follow(
                        checkpoint,
                        database.query(
                                "select mark, position, hash from audit_head where checkpoint = ?",
                                (row, n) -> ChainHash.leaf(row.getString(1), row.getLong(2), row.getString(3)),
                                checkpoint.number()));
                last = checkpoint;
            }
            if (last == null) {
                break;
            }
        }
        check.end();
        return last;
    }

    private List<Checkpoint> checkpoints(long after) {
        return database.query(
                "select * from audit_checkpoint where number > ? order by number fetch first 200 rows only",
                (row, n) -> Checkpoints.checkpoint(row),
                after);
    }

    private List<Row> page(String chain, long position) {
        return database.query(
                "select e.*, h.hash as covered, c.mark, c.last_position, c.last_hash from audit_entry e"
                        + " left join audit_chain c on c.chain = e.chain"
                        + " left join audit_head h on h.chain = e.chain and h.position = e.position"
                        + " where e.chain >= ? and (e.chain > ? or e.position > ?) order by e.chain, e.position"
                        + " fetch first " + AT_ONCE + " rows only",
                (row, n) -> new Row(
                        AuditRows.entry(row),
                        row.getString("covered"),
                        row.getString("mark"),
                        row.getLong("last_position"),
                        row.getString("last_hash")),
                chain,
                chain,
                position);
    }

    private static void end(@Nullable ChainCheck check, @Nullable Row last, FoundFaults faults) {
        if (check == null || last == null) {
            return;
        }
        var hash = last.lastHash();
        if (hash == null) {
            faults.add(
                    Kind.ADDED,
                    check.chain(),
                    1,
                    last.entry().position(),
                    "the chain has no head: it was slipped in, or its head was removed");
        } else {
            check.end(last.lastPosition(), hash);
        }
    }

    private void tellEmptyChains(FoundFaults faults) {
        database.query(
                "select chain, mark, last_position from audit_chain c where not exists"
                        + " (select 1 from audit_entry e where e.chain = c.chain)",
                row -> {
                    var chain = row.getString(1);
                    faults.gap(
                            Kind.TRUNCATED,
                            chain,
                            1,
                            row.getLong(3),
                            ChainHash.beginning(chain, row.getString(2)),
                            "nothing is left of the chain");
                });
    }

    private void tellUncoveredHeads(FoundFaults faults) {
        database.query(
                "select h.chain, h.position, h.checkpoint from audit_head h where not exists"
                        + " (select 1 from audit_entry e where e.chain = h.chain and e.position = h.position)"
                        + " order by h.chain, h.position",
                row -> {
                    var chain = row.getString(1);
                    var position = row.getLong(2);
                    if (!faults.isGone(chain, position)) {
                        faults.gap(
                                Kind.TRUNCATED,
                                chain,
                                position,
                                position,
                                "",
                                "covered by checkpoint " + row.getLong(3) + ", and gone");
                    }
                });
    }
}
