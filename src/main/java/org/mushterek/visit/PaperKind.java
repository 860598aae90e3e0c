package org.mushterek.visit;

import java.util.EnumSet;
import java.util.Set;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;

/** The papers of a visit beside its permit, and who reads them on either side. */
public enum PaperKind {
    /** The host's answer to a revision. */
    DECISION_LETTER("DEC", "decisionLetter", true, Readers.OF_CASES, Readers.OF_CASES),
    /** Who travels, and with arms or without. */
    MOVEMENT_ORDER("MOV", "movementOrder", false, PaperReaders.SENDERS, PaperReaders.GATE),
    /** Who may pass the gates, in alphabetical order. */
    GATE_LIST("GAT", "gateList", true, PaperReaders.SENDERS, PaperReaders.GATE),
    /** On a state aircraft, with the draft of its note. */
    AIRCRAFT_QUESTIONNAIRE("AIR", "aircraftQuestionnaire", false, PaperReaders.FLYING_SENDERS, PaperReaders.FLYING),
    /** On one movement of goods. */
    CUSTOMS_DECLARATION("CUS", "customsDeclaration", false, PaperReaders.CUSTOMS_SENDERS, PaperReaders.CUSTOMS);

    private final String prefix;
    private final String sheet;
    private final boolean issuedByHost;
    private final Set<Role> sendingReaders;
    private final Set<Role> hostReaders;

    PaperKind(String prefix, String sheet, boolean issuedByHost, Set<Role> sendingReaders, Set<Role> hostReaders) {
        this.prefix = prefix;
        this.sheet = sheet;
        this.issuedByHost = issuedByHost;
        this.sendingReaders = sendingReaders;
        this.hostReaders = hostReaders;
    }

    /** Three letters that begin its numbers. */
    String prefix() {
        return prefix;
    }

    /** The name of its sheet. */
    String sheet() {
        return sheet;
    }

    boolean issuedByHost() {
        return issuedByHost;
    }

    /** Whether it is drawn as a draft from a request that is not answered. */
    boolean hasDraft() {
        return this == AIRCRAFT_QUESTIONNAIRE || this == CUSTOMS_DECLARATION;
    }

    /** Whether it lists or rests on the persons of a permit and falls with it. */
    boolean restsOnPermit() {
        return this != DECISION_LETTER;
    }

    /** Whether somebody of the account's role reads it on the side that it is on in this case. */
    boolean mayBeReadBy(Account account, String sendingState, String hostState) {
        return account.hasAny(readersOfItsSide(account, sendingState, hostState));
    }

    /** The roles that read it on the side that the account is on in this case; none on a third. */
    Set<Role> readersOfItsSide(Account account, String sendingState, String hostState) {
        if (account.isOf(sendingState)) {
            return sendingReaders;
        }
        return account.isOf(hostState) ? hostReaders : Set.of();
    }

    /** Whether somebody of the account's role reads it where its own side is the host. */
    boolean mayBeReadAtHostBy(Account account) {
        return account.hasAny(hostReaders);
    }

    private static final class PaperReaders {

        static final Set<Role> SENDERS = EnumSet.of(
                Role.PLANNER, Role.SECURITY, Role.AUTHORITY, Role.REGISTRY, Role.BORDER, Role.COMMANDER, Role.AUDITOR);
        static final Set<Role> GATE =
                EnumSet.of(Role.REGISTRY, Role.AUTHORITY, Role.SECURITY, Role.BORDER, Role.GUARD, Role.AUDITOR);
        static final Set<Role> FLYING = EnumSet.of(Role.AIR, Role.BORDER, Role.AUTHORITY, Role.AUDITOR);
        static final Set<Role> FLYING_SENDERS =
                EnumSet.of(Role.PLANNER, Role.AIR, Role.BORDER, Role.AUTHORITY, Role.AUDITOR);
        static final Set<Role> CUSTOMS = EnumSet.of(Role.BORDER, Role.AUDITOR);
        static final Set<Role> CUSTOMS_SENDERS = EnumSet.of(Role.PLANNER, Role.BORDER, Role.AUDITOR);

        private PaperReaders() {}
    }
}
