package org.mushterek.security;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which roles read what of their own side, wherever it is shown: pages, papers, events and reports. */
public final class Readers {

    /** Who does something in cases. */
    public static final Set<Role> TAKE_PART = Set.of(
            Role.PLANNER,
            Role.SECURITY,
            Role.AUTHORITY,
            Role.REGISTRY,
            Role.MEDICAL,
            Role.BORDER,
            Role.AIR,
            Role.RANGE,
            Role.COMMANDER,
            Role.LEGAL);

    /** Who reads cases: auditors, too; not those who administer accounts, stand at a gate or collect lessons. */
    public static final Set<Role> OF_CASES =
            Stream.concat(TAKE_PART.stream(), Stream.of(Role.AUDITOR)).collect(Collectors.toUnmodifiableSet());

    /** Who reads cases of instruments before they are in force. */
    public static final Set<Role> OF_INSTRUMENTS =
            Set.of(Role.LEGAL, Role.AUTHORITY, Role.COMMANDER, Role.PLANNER, Role.REGISTRY, Role.AUDITOR);

    /** Who reads by what persons are identified: those who check or sign. */
    public static final Set<Role> OF_IDENTITIES =
            Set.of(Role.PLANNER, Role.SECURITY, Role.AUTHORITY, Role.REGISTRY, Role.BORDER);

    private Readers() {}

    /** The kinds of cases that an account reads, by what their numbers begin with; none for one that sees no case. */
    public static Set<String> kindsReadBy(Account account) {
        var kinds = new TreeSet<String>();
        if (account.hasAny(OF_CASES)) {
            kinds.addAll(Set.of("VIS", "PLN", "DRL", "RSK", "INC", "AAR", "OBS", "ACT", "OFR", "DEC"));
        }
        if (account.hasAny(OF_INSTRUMENTS)) {
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
}
