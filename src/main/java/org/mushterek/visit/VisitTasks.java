package org.mushterek.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Comparison;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.agreement.rule.Waiver;
import org.mushterek.calendar.DeadlineText;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.mushterek.visit.ToldJudgement.JudgedFinding;
import org.mushterek.visit.VisitDossier.ShownDeadline;
import org.mushterek.visit.VisitDossier.ShownDuty;
import org.mushterek.visit.VisitDossier.ShownMove;
import org.mushterek.visit.VisitDossier.ShownPermit;
import org.mushterek.visit.VisitDossier.ShownWaiver;
import org.mushterek.visit.VisitDossier.WaiverState;
import org.mushterek.visit.rule.OpenDuty;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.stereotype.Component;

/** What the tasks of the visit's processes show, and which use case their answers reach. */
@Component
public class VisitTasks extends AnsweredTasks<TaskAnswer> {

    private static final Set<String> PROCESSES =
            Set.of(VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID);

    private final SendingSide sendingSide;
    private final HostSide hostSide;
    private final HostCases cases;
    private final ThreadMessages questions;
    private final VisitThread thread;
    private final VisitAttachments attachments;
    private final VisitGroups groups;
    private final RequestCopies copies;
    private final RequestAmendments amendments;
    private final DecisionCorrections corrections;
    private final VisitIdentities identities;
    private final Permits permits;
    private final Recalls recalls;
    private final Returns returns;
    private final Suspensions suspensions;
    private final VisitRequests requests;
    private final VisitJudgement judgement;
    private final VisitRuleBook book;
    private final Duties duties;
    private final Waivers waivers;
    private final VisitDeadlines deadlines;
    private final VisitStory story;
    private final Exercises exercises;
    private final DeadlineText deadlineText;
    private final Texts texts;

    VisitTasks(
            SendingSide sendingSide,
            HostSide hostSide,
            HostCases cases,
            ThreadMessages questions,
            VisitThread thread,
            VisitAttachments attachments,
            VisitGroups groups,
            RequestCopies copies,
            RequestAmendments amendments,
            DecisionCorrections corrections,
            VisitIdentities identities,
            Permits permits,
            Recalls recalls,
            Returns returns,
            Suspensions suspensions,
            VisitRequests requests,
            VisitJudgement judgement,
            VisitRuleBook book,
            Duties duties,
            Waivers waivers,
            VisitDeadlines deadlines,
            VisitStory story,
            Exercises exercises,
            DeadlineText deadlineText,
            Texts texts,
            Answers answers) {
        super(PROCESSES, TaskAnswer.class, answers);
        this.sendingSide = sendingSide;
        this.hostSide = hostSide;
        this.cases = cases;
        this.questions = questions;
        this.thread = thread;
        this.attachments = attachments;
        this.groups = groups;
        this.copies = copies;
        this.amendments = amendments;
        this.corrections = corrections;
        this.identities = identities;
        this.permits = permits;
        this.recalls = recalls;
        this.returns = returns;
        this.suspensions = suspensions;
        this.requests = requests;
        this.judgement = judgement;
        this.book = book;
        this.duties = duties;
        this.waivers = waivers;
        this.deadlines = deadlines;
        this.story = story;
        this.exercises = exercises;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    /** A desk's reminder names the desk, because several may wait at once. */
    @Override
    public void reminded(OfficerTask task, int share) {
        var desk = task.step().equals(HostApprovalProcess.REVIEW_AT_DESK)
                ? task.groups().stream()
                        .map(group -> group.substring(group.indexOf('-') + 1) + ":")
                        .findFirst()
                        .orElse("")
                : "";
        story.tell(task.caseNumber(), task.side(), "system", "reminded", desk + share);
    }

    @Override
    public String open(Account account, String process) {
        if (!process.equals(VisitRequestProcess.ID)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.cannotStart");
        }
        return sendingSide.open(account).number();
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, TaskAnswer answer) {
        var number = task.caseNumber();
        return switch (task.step()) {
            case VisitRequestProcess.PREPARE_REQUEST, VisitRequestProcess.CORRECT_REQUEST ->
                sendingSide.submit(account, number, answer);
            case VisitRequestProcess.DECIDE_WAIVER -> sendingSide.decideWaiver(account, number, answer, task.roles());
            case VisitRequestProcess.CERTIFY_ROSTER -> sendingSide.certify(account, number, answer);
            case VisitRequestProcess.ENDORSE_REQUEST -> sendingSide.endorse(account, number, answer);
            case VisitRequestProcess.FOLLOW_REQUEST -> sendingSide.follow(account, number, answer);
            case VisitRequestProcess.ANSWER_QUESTION -> sendingSide.answerQuestion(account, number, answer);
            case HostApprovalProcess.REVIEW_AT_DESK -> hostSide.review(account, number, deskOf(task), answer);
            case HostApprovalProcess.DECIDE_REQUEST -> hostSide.decide(account, number, answer);
            case VisitPermitProcess.CORRECT_DECISION -> hostSide.answerCorrection(account, number, answer);
            case VisitPermitProcess.CLOSE_VISIT -> permits.end(account, number, answer);
            case VisitPermitProcess.ARRANGE_RETURN -> returns.record(account, number, answer);
            case VisitPermitProcess.REVIEW_SUSPENSION -> suspensions.review(account, number, answer);
            default -> throw new IllegalStateException("No use case for " + task.step());
        };
    }

    private static String deskOf(OfficerTask task) {
        var group = task.groups().stream().findFirst().orElseThrow();
        return group.substring(group.indexOf('-') + 1);
    }

    @Override
    public VisitDossier dossier(Account account, OfficerTask task) {
        return task.process().equals(VisitRequestProcess.ID)
                ? ofSender(account, task.caseNumber(), task.step())
                : ofHost(account, task.caseNumber(), task);
    }

    /** The case as its sending side sees it: its own work, and where it stands at the host, never a desk's remark. */
    public VisitDossier.OfSender ofSender(Account account, String number, @Nullable String step) {
        var request = sendingSide.read(account, number);
        var document = request.document();
        var language = account.language();
        identities.dossierRead(account, document);
        var received = cases.findLatest(number)
                .filter(sent -> sent.revision() == request.revision())
                .orElse(null);
        var judgedBy = request.parametersDate();
        var isWriting =
                VisitRequestProcess.PREPARE_REQUEST.equals(step) || VisitRequestProcess.CORRECT_REQUEST.equals(step);
        var answered = received != null && !received.state().isOpen();
        var decision = answered ? cases.decision(number, request.revision()).orElse(null) : null;
        var judged = request.state().isClosed() ? null : judgement.ofRequest(request);
        var open = judged == null ? List.<Verdict.Breached>of() : judged.waivable();
        var permit = permits.ofRequest(number)
                .filter(issued -> issued.handedOverAt() != null)
                .orElse(null);
        return new VisitDossier.OfSender(
                number,
                request.revision(),
                request.state(),
                request.version(),
                document.sendingState(),
                document.hostState(),
                request.returnedReason(),
                judgement.parametersDate(request),
                judgedBy == null ? null : keptParameters(judgedBy, document.hostState(), language),
                request.preparedBy(),
                request.certifiedBy(),
                request.endorsedBy(),
                identities.masked(document),
                identitiesOf(account, "visit-requests"),
                isWriting ? exercises.visibleTo(account) : null,
                isWriting ? groups.mostInOneRequest(request) : null,
                exerciseOf(account, document),
                questions.questions(number),
                thread.latest(account, number),
                attachments.list(account, number),
                attachments.manifest(account, number),
                received == null ? List.of() : desksForSender(number, received.revision()),
                duties(
                        judgement.dutiesOf(request),
                        duties.confirmed(number, request.revision(), document.sendingState()),
                        duty -> VisitRequestProcess.CERTIFY_ROSTER.equals(step),
                        language),
                deadlines(account, number, request.revision(), document.sendingState(), document.hostState()),
                decision == null ? null : decision.withoutStaffNote(),
                received == null
                        ? List.of()
                        : corrections.of(received, decision).stream()
                                .map(DecisionCorrection::withoutStaffNote)
                                .toList(),
                judged == null ? null : told(judged, judgement.earliestStart(request), language),
                waivers(account, request, open, VisitRequestProcess.DECIDE_WAIVER.equals(step)),
                brief(account, permit),
                recallsOf(account, permit),
                suspensionsOf(account, permit),
                amendments.read(account, document).orElse(null),
                step == null ? amendments.of(number, true) : null,
                step == null ? permit != null && amendments.mayOpen(account, permit) : null,
                groups.ofRequest(account, number).orElse(null),
                VisitRequestProcess.PREPARE_REQUEST.equals(step)
                        ? copies.originOf(number).orElse(null)
                        : null,
                story.read(number, document.sendingState()));
    }

    /** The case as the host sees it: what was handed to it, and all of its own work. */
    public VisitDossier.OfHost ofHost(Account account, String number) {
        return ofHost(account, number, null);
    }

    private VisitDossier.OfHost ofHost(Account account, String number, @Nullable OfficerTask task) {
        var received = hostSide.read(account, number);
        var document = received.document();
        var language = account.language();
        identities.dossierRead(account, document);
        var decision = cases.decision(number, received.revision()).orElse(null);
        var isAuthor = decision != null && HostSide.authorOf(decision, account).isPresent();
        var permit = permits.ofRequest(number).orElse(null);
        var group = groups.ofRequest(account, number).orElse(null);
        return new VisitDossier.OfHost(
                number,
                received.revision(),
                received.state(),
                received.version(),
                document.sendingState(),
                document.hostState(),
                received.deliveredAt(),
                received.receiptDay(),
                received.parametersDate(),
                keptParameters(received.parametersDate(), document.hostState(), language),
                identities.masked(document),
                identitiesOf(account, "host-cases"),
                exerciseOf(account, document),
                questions.questions(number),
                thread.latest(account, number),
                attachments.list(account, number),
                attachments.manifest(account, number),
                cases.desks(number, received.revision()),
                duties(
                        judgement.dutiesOf(received),
                        duties.confirmed(number, received.revision(), document.hostState()),
                        duty -> task != null
                                && (task.step().equals(HostApprovalProcess.DECIDE_REQUEST)
                                        || task.step().equals(HostApprovalProcess.REVIEW_AT_DESK)
                                                && duty.holder().role().code().equals(deskOf(task))),
                        language),
                deadlines(account, number, received.revision(), document.hostState(), document.hostState()),
                waivers(document, language),
                decision,
                corrections.of(received, decision),
                decision != null
                        && isAuthor
                        && received.state() == HostState.ANSWERED
                        && !decision.outcome().isApproval(),
                brief(account, permit),
                recallsOf(account, permit),
                suspensionsOf(account, permit),
                amendments.read(account, document).orElse(null),
                task == null ? isAuthor && permit != null && permit.isOut() : null,
                task == null ? amendments.of(number, false) : null,
                group,
                group != null
                                && document.amends() == null
                                && task != null
                                && task.step().equals(HostApprovalProcess.DECIDE_REQUEST)
                        ? otherParts(group, number)
                        : null,
                story.read(number, document.hostState()));
    }

    private List<VisitDossier.OtherPart> otherParts(VisitGroups.Group group, String number) {
        return groups.waitingForDecision(group, number).stream()
                .map(part -> new VisitDossier.OtherPart(part.part(), part.number(), identities.masked(part.document())))
                .toList();
    }

    /** By which day's numbers the case is judged to its end, and which newer ones do not change it. */
    private List<String> keptParameters(LocalDate day, String host, Language language) {
        var told = new ArrayList<String>();
        told.add(texts.say(Message.of("visit.parametersKept").with("day", day), language));
        for (var newer : judgement.newerThan(day, host)) {
            told.add(texts.say(
                    Message.of("visit.parameterNewer")
                            .with("number", Message.of("parameter." + newer.name()))
                            .with("value", newer.entry().text())
                            .with("from", newer.entry().from()),
                    language));
        }
        return told;
    }

    /** Among which addresses the identities stand, null for a role that does not read them. */
    private static @Nullable String identitiesOf(Account account, String among) {
        return VisitAccess.mayReadIdentities(account) ? among : null;
    }

    private @Nullable Exercise exerciseOf(Account account, VisitDocument document) {
        var code = document.exerciseCode();
        return code == null ? null : exercises.find(account, code).orElse(null);
    }

    /** What was answered to breaches that need a waiver, and those that wait for an answer. */
    private List<ShownWaiver> waivers(
            Account account, VisitRequest request, List<Verdict.Breached> open, boolean asked) {
        var language = account.language();
        var told = new ArrayList<ShownWaiver>();
        var answered = new HashSet<String>();
        for (var answer : waivers.living(request.number(), request.revision())) {
            answered.add(answer.rule());
            var waiver = answer.waiver();
            told.add(new ShownWaiver(
                    waiver.rule(),
                    texts.say(titleOf(waiver), language),
                    waiver.authority(),
                    authorityText(waiver.authority(), language),
                    waiver.reason(),
                    waiver.grantedOn(),
                    answer.granted() ? WaiverState.GRANTED : WaiverState.REFUSED,
                    false,
                    answer.hand().account(),
                    answer.at(),
                    null));
        }
        for (var breach : open) {
            var rule = breach.rule().id().code();
            if (answered.contains(rule)) {
                continue;
            }
            var authority = judgement.waiverAuthority(request, breach);
            told.add(new ShownWaiver(
                    rule,
                    texts.say(breach.rule().title(), language),
                    authority.code(),
                    authorityText(authority.code(), language),
                    null,
                    null,
                    WaiverState.OPEN,
                    asked && account.has(authority),
                    null,
                    null,
                    breach.findings().stream()
                            .map(finding -> texts.say(finding, language))
                            .toList()));
        }
        return told;
    }

    /** What the sending side's authorities waived, as the host is told of it. */
    private List<ShownWaiver> waivers(VisitDocument document, Language language) {
        return document.grantedWaivers().stream()
                .map(granted -> new ShownWaiver(
                        granted.rule(),
                        texts.say(titleOf(granted), language),
                        granted.authority(),
                        authorityText(granted.authority(), language),
                        granted.reason(),
                        granted.grantedOn(),
                        WaiverState.GRANTED,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    private Message titleOf(Waiver waiver) {
        return book.decisionBook().descriptions().stream()
                .filter(description -> description.id().code().equals(waiver.rule()))
                .findFirst()
                .orElseThrow()
                .title();
    }

    private String authorityText(String authority, Language language) {
        return texts.say(Message.of("rule.authority." + authority), language);
    }

    /** @param asked whether the answer to the task that is shown has to confirm the duty, as long as nobody has */
    private List<ShownDuty> duties(
            List<OpenDuty> due, List<Duties.Confirmation> confirmed, Predicate<OpenDuty> asked, Language language) {
        return due.stream()
                .map(duty -> {
                    var confirmation = Duties.find(confirmed, duty).orElse(null);
                    return new ShownDuty(
                            duty.code(),
                            texts.say(duty.rule().title(), language),
                            texts.say(duty.text(), language),
                            duty.holder().role().code(),
                            confirmation == null && asked.test(duty),
                            confirmation == null ? null : confirmation.account(),
                            confirmation == null ? null : confirmation.at());
                })
                .toList();
    }

    private Recalls.@Nullable Standing recallsOf(Account account, @Nullable Permit permit) {
        return permit == null || permit.handedOverAt() == null ? null : recalls.standing(account, permit);
    }

    private Suspensions.@Nullable Standing suspensionsOf(Account account, @Nullable Permit permit) {
        return permit == null || permit.handedOverAt() == null ? null : suspensions.standing(account, permit);
    }

    private static @Nullable ShownPermit brief(Account account, @Nullable Permit permit) {
        return permit == null
                ? null
                : new ShownPermit(
                        permit.number(),
                        permit.revision(),
                        permit.state(),
                        permit.validFrom(),
                        permit.validTo(),
                        permit.checkCode(),
                        permit.closedAt(),
                        permit.closingReason(),
                        Permits.mayReadPaper(account, permit));
    }

    private List<DeskReview> desksForSender(String number, int revision) {
        return cases.desks(number, revision).stream()
                .map(desk -> new DeskReview(desk.desk(), null, null, null, desk.answeredAt()))
                .toList();
    }

    private List<ShownDeadline> deadlines(Account account, String number, int revision, String own, String other) {
        var moves = deadlines.moves(number, revision);
        return deadlines.ofCase(number, revision).stream()
                .filter(deadline ->
                        deadline.side().equals(own) || deadline.side().equals(other))
                .map(deadline -> new ShownDeadline(
                        deadline.step(),
                        deadline.side(),
                        deadline.due(),
                        texts.say(
                                deadlineText.shown(
                                        deadline.due(),
                                        deadline.side(),
                                        otherThan(deadline.side(), own, other, number)),
                                account.language()),
                        deadline.pausedAt() != null,
                        deadline.escalatedAt() != null,
                        moves.stream()
                                .filter(move -> move.isOf(deadline))
                                .map(move -> told(move, otherThan(move.side(), own, other, number), account))
                                .toList(),
                        deadlines.remarksOn(deadline).stream()
                                .map(remark -> texts.say(remark, account.language()))
                                .toList()))
                .toList();
    }

    private ShownMove told(VisitDeadlines.KeptMove move, String otherSide, Account account) {
        var key = move.atEarliest() ? "calendar.dueDateMovedAtEarliest" : "calendar.dueDateMoved";
        return new ShownMove(
                move.decree(),
                move.before(),
                move.after(),
                texts.say(
                        Message.of(key)
                                .with("before", deadlineText.shown(move.before(), move.side(), otherSide))
                                .with("after", deadlineText.shown(move.after(), move.side(), otherSide))
                                .with("decree", move.decree()),
                        account.language()));
    }

    private String otherThan(String side, String one, String two, String number) {
        if (!one.equals(side)) {
            return one;
        }
        if (!two.equals(side)) {
            return two;
        }
        var document = requests.find(number).orElseThrow().document();
        return document.sendingState().equals(side) ? document.hostState() : document.sendingState();
    }

    /** A judgement by another day's numbers, each finding marked with what it is to the case's own judgement. */
    public ToldComparison compared(SendingSide.WhatIf whatIf, Language language) {
        var own = whatIf.toldOfCase();
        var comparison = Comparison.of(own.judgement(), whatIf.told().judgement());
        return new ToldComparison(
                whatIf.parametersOf(),
                whatIf.ofCase(),
                told(whatIf.told().judgement(), whatIf.told().earliest(), language, comparison::of),
                told(comparison.gone(), language, finding -> Comparison.Change.GONE),
                own.judgement().passes(),
                own.earliest().day());
    }

    /** What the rules say of a request as it is saved, and what it changes where it is an amendment. */
    public ToldJudgement judged(Account account, String number) {
        var told = told(
                sendingSide.judge(account, number), sendingSide.earliestStart(account, number), account.language());
        return amendments
                .changes(sendingSide.read(account, number).document())
                .map(told::withAmendment)
                .orElse(told);
    }

    /** A judgement in the words of a language. */
    public ToldJudgement told(Judgement judged, VisitJudgement.Earliest earliest, Language language) {
        return told(judged, earliest, language, finding -> null);
    }

    private ToldJudgement told(
            Judgement judged,
            VisitJudgement.Earliest earliest,
            Language language,
            Function<Finding, Comparison.@Nullable Change> change) {
        var waivable = judged.waivable();
        var obstacle = earliest.obstacle();
        return new ToldJudgement(
                judged.passes(),
                judged.needsOnlyWaivers(),
                told(
                        judged.blocking().stream()
                                .filter(verdict -> !waivable.contains(verdict))
                                .flatMap(verdict -> verdict.findings().stream())
                                .toList(),
                        language,
                        change),
                told(
                        waivable.stream()
                                .flatMap(verdict -> verdict.findings().stream())
                                .toList(),
                        language,
                        change),
                told(judged.warningFindings(), language, change),
                judged.remarks().stream()
                        .map(remark -> texts.say(remark, language))
                        .toList(),
                earliest.day(),
                obstacle == null ? null : texts.say(obstacle, language),
                null);
    }

    /** @param change what a finding is to an earlier judgement; null where there is none to compare with */
    private List<JudgedFinding> told(
            List<Finding> findings, Language language, Function<Finding, Comparison.@Nullable Change> change) {
        return findings.stream()
                .map(finding -> {
                    var changed = change.apply(finding);
                    return JudgedFinding.of(
                            texts.say(finding, language),
                            changed,
                            changed == null ? null : texts.say(changed.text(), language));
                })
                .toList();
    }
}
