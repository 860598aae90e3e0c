package org.mushterek.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.FoldedText;
import org.mushterek.common.LastWritten;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.springframework.stereotype.Component;

/**
 * Searches that told something of persons, on record without their words. Who turns the pages of what was found, or asks the
 * same once more, makes one search of it.
 */
@Component
class RecordedSearches {

    /** For so long the same words of the same account are the same search. */
    private static final Duration ONE_SEARCH = Duration.ofMinutes(15);

    private static final int MOST_KNOWN = 1_000;

    private final LastWritten<Search, Instant> known = new LastWritten<>(MOST_KNOWN);
    private final Seals seals;
    private final AuditTrail audit;
    private final Clock clock;

    RecordedSearches(Seals seals, AuditTrail audit, Clock clock) {
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param words a digest of them: whoever was looked for is nobody's to read in the memory of the program */
    private record Search(String account, String words) {}

    /** Records the search in the present transaction, unless it is known. */
    void record(Account account, String words) {
        var now = clock.instant();
        var search = new Search(
                account.id(), seals.digest(account.side().code(), "search for persons", FoldedText.of(words)));
        var since = known.take(search)
                .filter(recorded -> now.isBefore(recorded.plus(ONE_SEARCH)))
                .orElse(null);
        known.written(search, since == null ? now : since);
        if (since == null) {
            VisitAccess.noteFor(account, Readers.OF_IDENTITIES);
            audit.record(account.id(), account.side().code(), null, "visit.personsSearched", null);
        }
    }
}
