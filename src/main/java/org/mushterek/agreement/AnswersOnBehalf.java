package org.mushterek.agreement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentApprovals.ApprovalAnswer;
import org.mushterek.agreement.InstrumentCase.Behalf;
import org.mushterek.agreement.InstrumentCase.PartyAnswer;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a party without officers here answers: a legal officer of the opener's side records it with the writing in which the
 * party told it, and a second officer of that side confirms it. Until then it does not count.
 */
@Service
public class AnswersOnBehalf {

    private final InstrumentCases cases;
    private final InstrumentApprovals approvals;
    private final InstrumentDocuments documents;

    AnswersOnBehalf(InstrumentCases cases, InstrumentApprovals approvals, InstrumentDocuments documents) {
        this.cases = cases;
        this.approvals = approvals;
        this.documents = documents;
    }

    /** The absent parties whose answer is not recorded. */
    List<String> awaited(InstrumentCase about) {
        return about.represented().stream()
                .filter(party -> about.answers().stream()
                        .noneMatch(answer -> answer.party().equals(party)))
                .toList();
    }

    /** The absent parties whose answer waits for its second officer. */
    List<PartyAnswer> unconfirmed(InstrumentCase about) {
        return about.answers().stream().filter(answer -> !answer.counts()).toList();
    }

    /** @param party whose approval it is; null where only one is awaited */
    @Transactional
    void approve(
            Account account, String number, @Nullable String party, ApprovalAnswer answer, @Nullable String reference) {
        var found = mayRecord(account, number);
        var absent = chosen(party, awaited(found));
        var findings = new ArrayList<Finding>();
        InstrumentApprovals.check(findings, found, absent, answer, approvals.today(account.side()));
        checkWriting(findings, found, absent, reference);
        record(
                account,
                found,
                findings,
                new PartyAnswer(
                        absent,
                        true,
                        null,
                        answer.steps(),
                        answer.notifiedOn(),
                        answer.note(),
                        List.of(),
                        behalf(account, reference)));
    }

    @Transactional
    void decline(
            Account account,
            String number,
            @Nullable String party,
            @Nullable String reason,
            @Nullable String reference) {
        var found = mayRecord(account, number);
        var absent = chosen(party, awaited(found));
        var findings = new ArrayList<Finding>();
        InstrumentApprovals.checkReason(findings, reason);
        checkWriting(findings, found, absent, reference);
        record(
                account,
                found,
                findings,
                new PartyAnswer(absent, false, reason, List.of(), null, null, List.of(), behalf(account, reference)));
    }

    private static Behalf behalf(Account account, @Nullable String reference) {
        return new Behalf(account.side().code(), reference == null ? "" : reference, null);
    }

    private void record(Account account, InstrumentCase found, List<Finding> findings, PartyAnswer answer) {
        InstrumentApprovals.refuse(findings);
        cases.answer(found, answer, account.handFor(Role.LEGAL));
        cases.tell(
                found,
                account.id(),
                account.side().code(),
                answer.approved() ? "approvalRecorded" : "decliningRecorded",
                InstrumentApprovals.lastStep(answer.steps()).orElse(null),
                answer.reason(),
                answer.party());
    }

    /**
     * The second officer confirms; from now on the answer counts as the party's own.
     *
     * @return the answer
     */
    @Transactional
    PartyAnswer confirm(Account account, String number, @Nullable String party) {
        var found = mayConfirm(account, number);
        var answer = waiting(found, party);
        secondHand(account, found, answer);
        cases.confirmAnswer(found, answer.party(), account.id());
        if (!answer.approved()) {
            cases.become(approvals.get(number), State.DECLINED, null);
        }
        cases.tell(
                found,
                account.id(),
                account.side().code(),
                answer.approved() ? "approved" : "declined",
                InstrumentApprovals.lastStep(answer.steps()).orElse(null),
                null,
                answer.party());
        return answer;
    }

    /** The second officer gives it back with the reason; what was recorded does not stand. */
    @Transactional
    void giveBack(Account account, String number, @Nullable String party, @Nullable String reason) {
        var found = mayConfirm(account, number);
        var answer = waiting(found, party);
        secondHand(account, found, answer);
        var findings = new ArrayList<Finding>();
        InstrumentApprovals.checkReason(findings, reason);
        InstrumentApprovals.refuse(findings);
        cases.forgetAnswer(found, answer.party());
        cases.tell(found, account.id(), account.side().code(), "answerReturned", null, reason, answer.party());
    }

    private InstrumentCase mayRecord(Account account, String number) {
        InstrumentApprovals.mayWork(account);
        return ofOpener(account, number);
    }

    private InstrumentCase mayConfirm(Account account, String number) {
        if (!account.hasAny(Role.LEGAL, Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.onlyLegalOrAuthority");
        }
        OnBehalf.note(
                account.id(),
                account.principalFor(List.of(Role.LEGAL, Role.AUTHORITY)).orElse(null));
        return ofOpener(account, number);
    }

    private InstrumentCase ofOpener(Account account, String number) {
        var found = approvals.get(number);
        if (!account.isOf(found.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.notOpener");
        }
        InstrumentApprovals.requireState(found, State.APPROVAL);
        return found;
    }

    private void secondHand(Account account, InstrumentCase found, PartyAnswer answer) {
        if (account.handFor(Role.LEGAL, Role.AUTHORITY).isOneWith(cases.answerer(found.number(), answer.party()))) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "agreement.case.secondOfficer",
                    found.number(),
                    account.handFor(Role.LEGAL, Role.AUTHORITY).principal());
        }
    }

    private PartyAnswer waiting(InstrumentCase found, @Nullable String party) {
        var waiting = unconfirmed(found);
        var chosen = chosen(party, waiting.stream().map(PartyAnswer::party).toList());
        return waiting.stream()
                .filter(answer -> answer.party().equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    /** The party that the officer names, or the only one there is. */
    private static String chosen(@Nullable String party, List<String> possible) {
        if (party == null && possible.size() == 1) {
            return possible.get(0);
        }
        if (possible.isEmpty()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile");
        }
        if (party == null || !possible.contains(party)) {
            throw new Refusal(
                    Refusal.Kind.INVALID, Message.of("agreement.case.unsound"), List.of(notRepresented(possible)));
        }
        return party;
    }

    /** A party was named that nobody answers for, where one of these was asked for. */
    static Finding notRepresented(List<String> possible) {
        return new Finding(
                "agreement.case.notRepresented",
                "party",
                Message.of("agreement.case.notRepresented"),
                Message.of("agreement.case.notRepresented.cure").with("parties", String.join(", ", possible)),
                null);
    }

    private void checkWriting(List<Finding> findings, InstrumentCase found, String party, @Nullable String reference) {
        InstrumentApprovals.checkReference(findings, "reference", reference);
        if (documents.of(found.number()).stream().noneMatch(document -> party.equals(document.part()))) {
            findings.add(InstrumentApprovals.fault("documents", "documentMissing"));
        }
    }
}
