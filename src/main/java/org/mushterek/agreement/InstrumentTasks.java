package org.mushterek.agreement;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentApprovals.ApprovalAnswer;
import org.mushterek.agreement.InstrumentApprovals.PendingReceipt;
import org.mushterek.agreement.InstrumentCase.StepDone;
import org.mushterek.agreement.InstrumentContent.Step;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks of an instrument show, and which use case their answers reach. */
@Component
public class InstrumentTasks extends AnsweredTasks<InstrumentTasks.Answer> {

    private final InstrumentApprovals approvals;
    private final AnswersOnBehalf behalf;
    private final InstrumentDocuments documents;
    private final TermWatch watch;
    private final Instruments instruments;
    private final Sides sides;
    private final Texts texts;

    InstrumentTasks(
            InstrumentApprovals approvals,
            AnswersOnBehalf behalf,
            InstrumentDocuments documents,
            TermWatch watch,
            Instruments instruments,
            Sides sides,
            Texts texts,
            Answers answers) {
        super(Set.of(MemorandumApprovalProcess.ID), Answer.class, answers);
        this.approvals = approvals;
        this.behalf = behalf;
        this.documents = documents;
        this.sides = sides;
        this.watch = watch;
        this.instruments = instruments;
        this.texts = texts;
    }

    /**
     * The answer to a task of an instrument.
     *
     * @param action {@code RECORD} or {@code DISCARD}; {@code APPROVE} or {@code DECLINE}; {@code CONFIRM} or
     *     {@code GIVE_BACK}; {@code RENEW} or {@code GIVE_NOTICE}; {@code REVIEW}
     * @param instrument what was signed
     * @param steps by which the party has approved
     * @param notifiedOn day of the party's written notification, and {@code note} its number
     * @param party whose notification was received, on {@code receivedOn} and under {@code reference}; or on whose behalf an
     *     answer is recorded, told under {@code reference}, or confirmed
     * @param receiver who received it; the own side where nobody is named
     * @param noticeOn day of the notice of non-renewal, under {@code reference}
     * @param reason why the party declines, or why a recorded answer is given back
     */
    record Answer(
            @Nullable String action,
            @Nullable InstrumentContent instrument,
            @Nullable List<StepDone> steps,
            @Nullable LocalDate notifiedOn,
            @Nullable String note,
            @Nullable String party,
            @Nullable String receiver,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate noticeOn,
            @Nullable String reference,
            @Nullable String reason) {}

    /** An absent party whose answer is not recorded, with the steps that its law requires. */
    record Awaited(String party, List<Step> required) {}

    @Override
    public void reminded(OfficerTask task, int share) {
        approvals.reminded(task.caseNumber(), task.side());
    }

    @Override
    public String open(Account account, String process) {
        return approvals.open(account);
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        var action = answer.action() == null ? "" : answer.action();
        return switch (task.step() + " " + action) {
            case MemorandumApprovalProcess.RECORD_INSTRUMENT + " RECORD" -> {
                approvals.submit(
                        account, number, answer.instrument() == null ? InstrumentContent.BLANK : answer.instrument());
                yield Map.of(
                        MemorandumApprovalProcess.INSTRUMENT_RECORDED, true, MemorandumApprovalProcess.DECLINED, false);
            }
            case MemorandumApprovalProcess.RECORD_INSTRUMENT + " DISCARD" -> {
                approvals.abandon(account, number);
                yield Map.of(MemorandumApprovalProcess.INSTRUMENT_RECORDED, false);
            }
            case MemorandumApprovalProcess.RECORD_APPROVAL + " APPROVE" -> {
                approvals.approve(
                        account,
                        number,
                        new ApprovalAnswer(
                                answer.steps() == null ? List.of() : answer.steps(),
                                answer.notifiedOn(),
                                answer.note()));
                yield Map.of(
                        MemorandumApprovalProcess.PARTY_APPROVED,
                        true,
                        MemorandumApprovalProcess.NOTIFICATION_NEEDED,
                        InstrumentApprovals.needsNotification(approvals.get(number)));
            }
            case MemorandumApprovalProcess.RECORD_APPROVAL + " DECLINE" -> {
                approvals.decline(account, number, answer.reason());
                yield Map.of(MemorandumApprovalProcess.PARTY_APPROVED, false, MemorandumApprovalProcess.DECLINED, true);
            }
            case MemorandumApprovalProcess.RECORD_ON_BEHALF + " APPROVE" -> {
                behalf.approve(
                        account,
                        number,
                        answer.party(),
                        new ApprovalAnswer(
                                answer.steps() == null ? List.of() : answer.steps(),
                                answer.notifiedOn(),
                                answer.note()),
                        answer.reference());
                yield Map.of();
            }
            case MemorandumApprovalProcess.RECORD_ON_BEHALF + " DECLINE" -> {
                behalf.decline(account, number, answer.party(), answer.reason(), answer.reference());
                yield Map.of();
            }
            case MemorandumApprovalProcess.CONFIRM_ANSWER + " CONFIRM" -> {
                var confirmed = behalf.confirm(account, number, answer.party());
                yield confirmed.approved()
                        ? Map.of(
                                MemorandumApprovalProcess.ANSWER_CONFIRMED,
                                true,
                                MemorandumApprovalProcess.PARTY_APPROVED,
                                true,
                                MemorandumApprovalProcess.NOTIFICATION_NEEDED,
                                InstrumentApprovals.needsNotification(approvals.get(number)))
                        : Map.of(
                                MemorandumApprovalProcess.ANSWER_CONFIRMED,
                                true,
                                MemorandumApprovalProcess.PARTY_APPROVED,
                                false,
                                MemorandumApprovalProcess.DECLINED,
                                true);
            }
            case MemorandumApprovalProcess.CONFIRM_ANSWER + " GIVE_BACK" -> {
                behalf.giveBack(account, number, answer.party(), answer.reason());
                yield Map.of(MemorandumApprovalProcess.ANSWER_CONFIRMED, false);
            }
            case MemorandumApprovalProcess.CONFIRM_NOTIFICATION + " CONFIRM" -> {
                approvals.confirmNotification(
                        account,
                        number,
                        pending(account, task, answer.party(), answer.receiver()),
                        answer.receivedOn(),
                        answer.reference());
                yield Map.of();
            }
            case MemorandumApprovalProcess.DECIDE_RENEWAL + " RENEW" -> {
                watch.renew(account, number);
                yield Map.of();
            }
            case MemorandumApprovalProcess.DECIDE_RENEWAL + " GIVE_NOTICE" -> {
                watch.giveNotice(account, number, answer.noticeOn(), answer.reference());
                yield Map.of(MemorandumApprovalProcess.NOTICE_GIVEN, true);
            }
            case MemorandumApprovalProcess.REVIEW_CASES + " REVIEW" -> {
                watch.review(account, number);
                yield Map.of();
            }
            default -> throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        };
    }

    /** Whose receipt of whose notification the task is about: of several that the side has still to tell, the first. */
    private PendingReceipt pending(
            Account account, OfficerTask task, @Nullable String notifier, @Nullable String receiver) {
        return InstrumentApprovals.pendingReceipts(account, approvals.get(task.caseNumber())).stream()
                .filter(pending -> notifier == null || notifier.equals(pending.notifier()))
                .filter(pending -> receiver == null || receiver.equals(pending.receiver()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile"));
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var number = task.caseNumber();
        var found = approvals.get(number);
        var parties = approvals.parties(number);
        if (!parties.includes(account.side())) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "agreement.case.unknown");
        }
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        shown.put("side", found.side());
        shown.put("state", found.state());
        shown.put("content", found.content());
        shown.put("answers", found.answers());
        shown.put("inForceOn", found.inForceOn());
        shown.put(
                "parties",
                found.content().parties().isEmpty()
                        ? parties.codes()
                        : found.content().parties());
        shown.put("represented", found.represented());
        shown.put("documents", documents.list(account, number));
        shown.put("story", approvals.story(account, number));
        switch (task.step()) {
            case MemorandumApprovalProcess.RECORD_INSTRUMENT -> {
                shown.put("otherStates", sides.otherStates());
                shown.put(
                        "amendable",
                        instruments.all().stream()
                                .filter(instrument -> sides.jointAmong(instrument.parties())
                                        .filter(parties::equals)
                                        .isPresent())
                                .map(instrument -> named(account, instrument))
                                .toList());
            }
            case MemorandumApprovalProcess.RECORD_APPROVAL -> {
                shown.put("required", found.content().stepsOf(account.side().code()));
                shown.put("notificationNeeded", InstrumentApprovals.needsNotification(found));
            }
            case MemorandumApprovalProcess.RECORD_ON_BEHALF -> {
                shown.put(
                        "awaited",
                        behalf.awaited(found).stream()
                                .map(party -> new Awaited(party, found.content().stepsOf(party)))
                                .toList());
                shown.put("notificationNeeded", InstrumentApprovals.needsNotification(found));
            }
            case MemorandumApprovalProcess.CONFIRM_ANSWER -> shown.put("unconfirmed", behalf.unconfirmed(found));
            case MemorandumApprovalProcess.CONFIRM_NOTIFICATION -> {
                var pending = pending(account, task, null, null);
                shown.put("notifier", pending.notifier());
                shown.put("receiver", pending.receiver());
            }
            default -> {}
        }
        var code = found.instrument();
        if (code != null) {
            instruments.find(code).ifPresent(instrument -> {
                shown.put("instrument", named(account, instrument));
                shown.put("renewal", instrument.renewal());
                shown.put("noticeDays", instrument.noticeDays());
                shown.put("demoAssumption", instrument.restsOnDemoAssumption());
            });
            watch.find(code).filter(running -> running.number().equals(number)).ifPresent(running -> {
                shown.put("term", running.ahead());
                shown.put("renewalAnswers", watch.answers(number));
                shown.put("effects", watch.effects(account, number));
            });
        }
        return shown;
    }

    private Map<String, Object> named(Account account, Instrument instrument) {
        return Map.of("code", instrument.code(), "title", texts.say(instrument.title(), account.language()));
    }
}
