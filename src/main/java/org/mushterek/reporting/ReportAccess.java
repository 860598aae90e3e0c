package org.mushterek.reporting;

import java.util.Set;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;

/** Which kinds of cases of their side an account reads. Pure. */
public final class ReportAccess {

    private ReportAccess() {}

    /**
     * As {@link Readers#kindsReadBy}, for whoever asks for cases.
     *
     * @throws Refusal FORBIDDEN for an account that sees no case
     */
    static Set<String> kinds(Account account) {
        var kinds = Readers.kindsReadBy(account);
        if (kinds.isEmpty()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "report.seesNoCase");
        }
        return kinds;
    }

    /** Who may look for a person: those who may read by what persons are identified. */
    static void mayLookForPersons(Account account) {
        if (!account.hasAny(Readers.OF_IDENTITIES)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "report.noPersons");
        }
    }
}
