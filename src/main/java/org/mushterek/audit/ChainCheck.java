package org.mushterek.audit;

import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditFault.Kind;

/**
 * Follows one chain from its beginning, entry by entry in the order of their positions, and keeps nothing but the last one.
 */
final class ChainCheck {

    /** So many entries that were slipped in or taken out together are told apart from altered ones. */
    private static final int FARTHEST = 100;

    private final String chain;
    private final FoundFaults faults;
    private long expected = 1;
    private String previous;
    /** How much later than written the entries stand since some were slipped in before them; negative after a removal. */
    private long shift;

    private boolean lastIsDoubtful;
    private @Nullable Displaced displaced;

    private record Displaced(long by, LinkedEntry entry, AuditFault fault) {}

    /** @param mark of the chain, null where nothing tells it any more */
    ChainCheck(String chain, @Nullable String mark, FoundFaults faults) {
        this.chain = chain;
        this.faults = faults;
        this.previous = mark == null ? "" : ChainHash.beginning(chain, mark);
    }

    String chain() {
        return chain;
    }

    /**
     * The next entry.
     *
     * @param covered the hash that a checkpoint covers at its position, null where none does
     */
    void follow(LinkedEntry entry, @Nullable String covered) {
        if (entry.position() < expected) {
            faults.add(
                    Kind.ADDED,
                    chain,
                    entry.position(),
                    entry.position(),
                    entry.named() + " stands here a second time");
            return;
        }
        var hasGap = entry.position() > expected;
        if (hasGap) {
            faults.gap(Kind.MISSING, chain, expected, entry.position() - 1, previous, "nothing stands here any more");
        }
        var follows = entry.previous().equals(previous);
        var isDoubtful = true;
        if (belongsHere(entry) && entry.fits(chain, entry.position() - shift)) {
            isDoubtful = false;
            if (!follows && !hasGap && !lastIsDoubtful) {
                tellThatTheOneBeforeIsAnother(entry);
            }
        } else if (!isDisplaced(entry)) {
            faults.stranger(entry, follows && belongsHere(entry) ? Kind.ALTERED : Kind.ADDED);
        }
        if (!isDoubtful) {
            displaced = null;
            if (covered != null && shift == 0 && !covered.equals(entry.hash())) {
                faults.add(
                        Kind.ALTERED,
                        chain,
                        entry.position(),
                        entry.position(),
                        entry.named()
                                + " is not the one that a checkpoint covers: it or one before it was written anew");
                isDoubtful = true;
            }
        }
        lastIsDoubtful = isDoubtful;
        previous = entry.hash();
        expected = entry.position() + 1;
    }

    private boolean belongsHere(LinkedEntry entry) {
        return entry.content() == null || entry.content().chain().equals(chain);
    }

    private void tellThatTheOneBeforeIsAnother(LinkedEntry entry) {
        if (entry.position() == 1) {
            faults.add(Kind.ALTERED, chain, 1, 1, "the chain does not begin as its mark demands");
        } else {
            var at = entry.position() - 1;
            faults.add(Kind.ALTERED, chain, at, at, "another entry stood here when the next one was written");
        }
    }

    /** Whether it was written in this chain, at another position not far away. */
    private boolean isDisplaced(LinkedEntry entry) {
        if (!belongsHere(entry)) {
            return false;
        }
        var written = entry.position() - shift;
        for (var distance = 1; distance <= FARTHEST; distance++) {
            for (long by : new long[] {distance, -distance}) {
                if (written + by > 0 && entry.fits(chain, written + by)) {
                    tellDisplaced(entry, by);
                    return true;
                }
            }
        }
        return false;
    }

    /** One that stands elsewhere was moved; two in a row that stand as far away were renumbered with what follows. */
    private void tellDisplaced(LinkedEntry entry, long by) {
        var before = displaced;
        if (before != null && before.by() == by && before.entry().hash().equals(entry.previous())) {
            faults.remove(before.fault());
            var at = before.entry().position();
            if (by > 0) {
                faults.add(
                        Kind.MISSING,
                        chain,
                        at - shift,
                        at - shift + by - 1,
                        "nothing is left of what was written here, and what followed was renumbered");
            } else {
                faults.add(Kind.ADDED, chain, at + by, at - 1, "slipped in, and what follows was renumbered");
            }
            shift -= by;
            displaced = null;
        } else {
            var fault = faults.add(
                    Kind.MOVED,
                    chain,
                    entry.position(),
                    entry.position(),
                    "%s was written at position %d".formatted(entry.named(), entry.position() - shift + by));
            displaced = new Displaced(by, entry, fault);
        }
    }

    /**
     * There are no more entries.
     *
     * @param position of the last entry, as the head of the chain tells it
     * @param hash of the last entry, as the head of the chain tells it
     */
    void end(long position, String hash) {
        if (expected <= position) {
            faults.gap(Kind.TRUNCATED, chain, expected, position, previous, "cut off: the chain was longer");
        } else if (expected > position + 1) {
            if (!lastIsDoubtful) {
                faults.add(Kind.ADDED, chain, position + 1, expected - 1, "beyond the head of the chain");
            }
        } else if (!previous.equals(hash) && !lastIsDoubtful) {
            faults.add(Kind.ALTERED, chain, position, position, "the last entry is not the one that the head names");
        }
    }
}
