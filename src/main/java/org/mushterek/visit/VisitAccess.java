package org.mushterek.visit;

import java.util.List;
import java.util.Set;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;

/** Who may see and do what in a visit's case: side first, then role. Whoever acts for an absent officer is noted. */
final class VisitAccess {

    private VisitAccess() {}

    /** Officers who read visits; not those who administer accounts, stand at a gate or collect lessons. */
    static boolean worksOnVisits(Account account) {
        return account.hasAny(Readers.OF_CASES);
    }

    /** Those of them who also do something in a case, which an auditor never does. */
    static boolean takesPart(Account account) {
        return account.hasAny(Readers.TAKE_PART);
    }

    /**
     * Whether an account that may read a case may also open a file of it. What shows a person's health is for medical
     * officers of both sides, and for those of the owner's side who prepare and endorse the request.
     */
    static boolean mayOpen(Account account, String owner, Attachment.Kind kind) {
        return account.hasAny(openers(account, owner, kind));
    }

    private static Set<Role> openers(Account account, String owner, Attachment.Kind kind) {
        if (kind != Attachment.Kind.FITNESS) {
            return Readers.OF_CASES;
        }
        return account.isOf(owner) ? Set.of(Role.MEDICAL, Role.PLANNER, Role.AUTHORITY) : Set.of(Role.MEDICAL);
    }

    /** Notes for whom an account opens a file. */
    static void noteOpening(Account account, String owner, Attachment.Kind kind) {
        noteFor(account, openers(account, owner, kind));
    }

    /** Notes for whom an account adds or removes a file. */
    static void noteChanging(Account account, String owner, Attachment.Kind kind) {
        noteFor(account, kind == Attachment.Kind.FITNESS ? openers(account, owner, kind) : Readers.TAKE_PART);
    }

    /** Whether an account that may read a case may also read by what its persons are identified: those who check or sign. */
    static boolean mayReadIdentities(Account account) {
        return account.hasAny(Readers.OF_IDENTITIES);
    }

    /** Where somebody reads, writes or opens what only the absent officer may, that is done in that officer's stead. */
    static void noteFor(Account account, Set<Role> needed) {
        account.principalFor(needed).ifPresent(principal -> OnBehalf.note(account.id(), principal));
    }

    /** What is not this account's to see does not exist for it. */
    static void mayRead(Account account, String side) {
        if (!account.isOf(side) || !worksOnVisits(account)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound");
        }
    }

    /** Guards of the host read who of a permit came and went, and nothing else of its case. */
    static void mayReadMovements(Account account, String host) {
        if (!account.isOf(host) || !account.has(Role.GUARD)) {
            mayRead(account, host);
        }
    }

    /** Only a planner asks for a visit. */
    static void mayOpen(Account account) {
        if (!account.has(Role.PLANNER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.onlyPlannerOpens");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.PLANNER)).orElse(null));
    }

    static void mayActAs(Account account, String side, Role... roles) {
        if (!account.isOf(side)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound");
        }
        if (!account.hasAny(roles)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.wrongRole");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(roles)).orElse(null));
    }
}
