package org.mushterek.reporting;

import java.util.Set;
import java.util.TreeSet;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;

/** Which kinds of cases of their side an account reads. Pure. */
public final class ReportAccess {

    private ReportAccess() {}

    /** The kinds of cases that an account reads, by what their numbers begin with; none for one that sees no case. */
    public static Set<String> kindsReadBy(Account account) {
        var kinds = new TreeSet<String>();
        if (account.hasAny(Readers.OF_CASES)) {
            kinds.addAll(Set.of("VIS", "PLN", "DRL", "RSK", "AAR", "OBS", "ACT", "OFR", "DEC"));
        }
        if (account.hasAny(Readers.OF_INSTRUMENTS)) {
            kinds.add("INS");
        }
        if (account.has(Role.LESSONS)) {
            kinds.addAll(Set.of("PLN", "DRL", "RSK", "AAR", "OBS", "ACT", "OFR"));
        }
        // A joint text is known to those who agree to it alone until it is agreed.
        if (account.hasAny(Role.LESSONS, Role.COMMANDER, Role.AUDITOR)) {
            kinds.add("MRG");
        }
        return kinds;
    }

    /**
     * As {@link #kindsReadBy}, for whoever asks for cases.
     *
     * @throws Refusal FORBIDDEN for an account that sees no case
     */
    static Set<String> kinds(Account account) {
        var kinds = kindsReadBy(account);
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
