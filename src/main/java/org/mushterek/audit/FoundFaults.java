package org.mushterek.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditFault.Kind;

/** What a check has found. An entry that is missing in one place and out of place in another is one that was moved. */
final class FoundFaults {

    /** Whoever rewrote a whole audit need not be told of every entry. */
    private static final int MOST = 1000;

    private final List<AuditFault> faults = new ArrayList<>();
    private final List<Stranger> strangers = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long left;

    private record Stranger(LinkedEntry entry, Kind otherwise) {}

    private record Gap(Kind kind, String chain, long first, long last, String previous, String says) {}

    AuditFault add(Kind kind, String chain, long first, long last, String says) {
        var fault = new AuditFault(kind, chain, first, last, says);
        if (faults.size() < MOST) {
            faults.add(fault);
        } else {
            left++;
        }
        return fault;
    }

    void remove(AuditFault fault) {
        faults.remove(fault);
    }

    /** An entry that does not fit where it stands. */
    void stranger(LinkedEntry entry, Kind otherwise) {
        if (strangers.size() < MOST) {
            strangers.add(new Stranger(entry, otherwise));
        } else {
            left++;
        }
    }

    /**
     * Positions without an entry.
     *
     * @param previous hash of the entry before them
     */
    void gap(Kind kind, String chain, long first, long last, String previous, String says) {
        if (gaps.size() < MOST) {
            gaps.add(new Gap(kind, chain, first, last, previous, says));
        } else {
            left++;
        }
    }

    /** Whether it is known already that the entry at this place is gone. */
    boolean isGone(String chain, long position) {
        return gaps.stream()
                        .anyMatch(gap -> gap.chain().equals(chain) && gap.first() <= position && position <= gap.last())
                || faults.stream()
                        .anyMatch(fault -> fault.kind() == Kind.MISSING
                                && fault.chain().equals(chain)
                                && fault.first() <= position);
    }

    /** All of them, once everything was looked at. */
    List<AuditFault> all() {
        for (var gap : gaps) {
            var position = gap.first();
            var previous = gap.previous();
            for (var found = take(gap.chain(), position, previous); found != null && position <= gap.last(); ) {
                add(
                        Kind.MOVED,
                        found.chain(),
                        found.position(),
                        found.position(),
                        "%s was written as %s %d".formatted(found.named(), gap.chain(), position));
                position++;
                previous = found.hash();
                found = position <= gap.last() ? take(gap.chain(), position, previous) : null;
            }
            if (position <= gap.last()) {
                add(gap.kind(), gap.chain(), position, gap.last(), gap.says());
            }
        }
        for (var stranger : strangers) {
            var entry = stranger.entry();
            add(
                    stranger.otherwise(),
                    entry.chain(),
                    entry.position(),
                    entry.position(),
                    stranger.otherwise() == Kind.ALTERED
                            ? entry.named() + " does not say what was written"
                            : entry.named() + " was not written here");
        }
        if (left > 0) {
            faults.add(new AuditFault(Kind.ALTERED, "audit", 0, 0, left + " more faults are not listed"));
        }
        return List.copyOf(faults);
    }

    private @Nullable LinkedEntry take(String chain, long position, String previous) {
        for (Iterator<Stranger> each = strangers.iterator(); each.hasNext(); ) {
            var entry = each.next().entry();
            if (entry.previous().equals(previous) && entry.fits(chain, position)) {
                each.remove();
                return entry;
            }
        }
        return null;
    }
}
