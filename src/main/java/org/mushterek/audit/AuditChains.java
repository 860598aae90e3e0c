package org.mushterek.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.LastWritten;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Appends to the chains. The row of a chain is its lock, held until the transaction ends; of several, the locks are taken in
 * the order of their names, so that nobody waits in a circle. The head of a chain that this node has moved last is not read
 * again: it is moved on where the row still says the same, which locks it as well.
 */
@Component
class AuditChains {

    private static final String INSERT =
            "insert into audit_entry (happened_at, account, on_behalf_of, side, case_number, action, detail,"
                    + " door, salt, chain, position, previous_hash, hash)";

    /** More than there are cases at work at one time. */
    private static final int MOST_REMEMBERED = 2000;

    private final JdbcTemplate database;
    private final LastWritten<String, Head> heads = new LastWritten<>(MOST_REMEMBERED);
    private final FinalWrites finalWrites;

    AuditChains(JdbcTemplate database, FinalWrites finalWrites) {
        this.database = database;
        this.finalWrites = finalWrites;
    }

    private record Head(String mark, long position, String hash) {}

    /** Whether such an entry has been written at that moment or since. */
    boolean hold(String account, String caseNumber, String action, String detail, Instant since) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select exists (select 1 from audit_entry where case_number = ? and account = ? and action = ?"
                        + " and detail = ? and happened_at >= ?)",
                Boolean.class,
                caseNumber,
                account,
                action,
                detail,
                since.atOffset(ZoneOffset.UTC)));
    }

    /** Writes the entries at the ends of their chains, in their order; in the transaction at hand, at its very end. */
    void append(List<EntryContent> entries) {
        var chains = new TreeMap<String, List<EntryContent>>();
        entries.forEach(entry ->
                chains.computeIfAbsent(entry.chain(), any -> new ArrayList<>()).add(entry));
        var rows = new ArrayList<Object[]>();
        var moved = new ArrayList<Object[]>();
        chains.forEach((chain, added) -> {
            if (appendToRemembered(chain, added, rows)) {
                return;
            }
            var known = lock(chain);
            if (known.isEmpty()) {
                var begun = new Head(ChainHash.random(), 0, "");
                begun = new Head(begun.mark(), 0, ChainHash.beginning(chain, begun.mark()));
                var own = new ArrayList<Object[]>();
                var first = linked(chain, begun, added, own);
                if (open(chain, first)) {
                    rows.addAll(own);
                    heads.written(chain, first);
                    return;
                }
                // Another transaction opened it at the same moment, and has committed.
                known = lock(chain);
            }
            var head = linked(chain, known.orElseThrow(), added, rows);
            moved.add(new Object[] {head.position(), head.hash(), true, chain});
            heads.written(chain, head);
        });
        finalWrites.insert(INSERT, rows);
        if (!moved.isEmpty()) {
            database.batchUpdate(
                    "update audit_chain set last_position = ?, last_hash = ?, uncovered = ? where chain = ?", moved);
        }
    }

    /** @return false where the head is not remembered, or was moved since by another node: nothing has changed then */
    private boolean appendToRemembered(String chain, List<EntryContent> added, List<Object[]> rows) {
        var last = heads.take(chain).orElse(null);
        if (last == null) {
            return false;
        }
        var own = new ArrayList<Object[]>();
        var head = linked(chain, last, added, own);
        var isMoved = database.update(
                        "update audit_chain set last_position = ?, last_hash = ?, uncovered = ? where chain = ?"
                                + " and last_position = ? and last_hash = ?",
                        head.position(),
                        head.hash(),
                        true,
                        chain,
                        last.position(),
                        last.hash())
                == 1;
        if (isMoved) {
            rows.addAll(own);
            heads.written(chain, head);
        }
        return isMoved;
    }

    private Optional<Head> lock(String chain) {
        return database
                .query(
                        "select mark, last_position, last_hash from audit_chain where chain = ? for update",
                        (row, n) -> new Head(row.getString(1), row.getLong(2), row.getString(3)),
                        chain)
                .stream()
                .findFirst();
    }

    /** @return the new head */
    private static Head linked(String chain, Head head, List<EntryContent> added, List<Object[]> rows) {
        var last = head;
        for (var entry : added) {
            var position = last.position() + 1;
            var hash = ChainHash.link(chain, position, last.hash(), entry.digest());
            rows.add(new @Nullable Object[] {
                entry.happenedAt().atOffset(ZoneOffset.UTC),
                entry.account(),
                entry.onBehalfOf(),
                entry.side(),
                entry.caseNumber(),
                entry.action(),
                entry.detail(),
                entry.door(),
                entry.salt(),
                chain,
                position,
                last.hash(),
                hash
            });
            last = new Head(last.mark(), position, hash);
        }
        return last;
    }

    /** @return false where the chain is there already; whoever has just opened it is waited for */
    private boolean open(String chain, Head head) {
        var insert =
                "insert into audit_chain (chain, mark, last_position, last_hash, uncovered) values (?, ?, ?, ?, ?)";
        var values = new Object[] {chain, head.mark(), head.position(), head.hash(), true};
        if (finalWrites.isPostgresql()) {
            // There a refused statement would undo the whole transaction.
            return database.update(insert + " on conflict (chain) do nothing", values) == 1;
        }
        try {
            return database.update(insert, values) == 1;
        } catch (DuplicateKeyException openedMeanwhile) {
            return false;
        }
    }
}
