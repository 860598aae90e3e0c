package org.mushterek.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Comparison;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleDescription;
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
    public Object dossier(Account account, OfficerTask task) {
        return task.process().equals(VisitRequestProcess.ID)
                ? ofSender(account, task.caseNumber(), task.step())
                : ofHost(account, task.caseNumber(), task);
    }

    /** The case as its sending side sees it: its own work, and where it stands at the host, never a desk's remark. */
    public Map<String, Object> ofSender(Account account, String number, @Nullable String step) {
        var request = sendingSide.read(account, number);
        identities.dossierRead(account, request.document());
        var received = cases.findLatest(number)
                .filter(sent -> sent.revision() == request.revision())
                .orElse(null);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        shown.put("revision", request.revision());
        shown.put("state", request.state());
        shown.put("version", request.version());
        shown.put("sendingState", request.document().sendingState());
        shown.put("hostState", request.document().hostState());
        shown.put("returnedReason", request.returnedReason());
        shown.put("parametersDate", judgement.parametersDate(request));
        shown.put(
                "keepsParameters",
                request.parametersDate() == null
                        ? null
                        : keptParameters(
                                request.parametersDate(), request.document().hostState(), account.language()));
        shown.put("preparedBy", request.preparedBy());
        shown.put("certifiedBy", request.certifiedBy());
        shown.put("endorsedBy", request.endorsedBy());
        shown.put("document", identities.masked(request.document()));
        shown.put("identities", identitiesOf(account, "visit-requests"));
        if (VisitRequestProcess.PREPARE_REQUEST.equals(step) || VisitRequestProcess.CORRECT_REQUEST.equals(step)) {
            shown.put("exercises", exercises.visibleTo(account, 0, 200));
            shown.put("mostInOneRequest", groups.mostInOneRequest(request));
        }
        shown.put("exercise", exerciseOf(account, request.document()));
        shown.put("questions", questions.questions(number));
        shown.put("thread", thread.latest(account, number));
        shown.put("attachments", attachments.list(account, number));
        shown.put("manifest", attachments.manifest(account, number));
        shown.put("desks", received == null ? List.of() : desksForSender(number, received.revision()));
        shown.put(
                "duties",
                duties(
                        judgement.dutiesOf(request),
                        duties.confirmed(
                                number, request.revision(), request.document().sendingState()),
                        duty -> VisitRequestProcess.CERTIFY_ROSTER.equals(step),
                        account.language()));
        shown.put(
                "deadlines",
                deadlines(
                        account,
                        number,
                        request.revision(),
                        request.document().sendingState(),
                        request.document().hostState()));
        var answered = received != null && !received.state().isOpen();
        var decision = answered ? cases.decision(number, request.revision()).orElse(null) : null;
        shown.put("decision", decision == null ? null : decision.withoutStaffNote());
        shown.put(
                "corrections",
                received == null
                        ? List.of()
                        : corrections.of(received, decision).stream()
                                .map(DecisionCorrection::withoutStaffNote)
                                .toList());
        var judged = request.state().isClosed() ? null : judgement.ofRequest(request);
        if (judged != null) {
            shown.put("judgement", told(judged, judgement.earliestStart(request), account.language()));
        }
        var open = judged == null ? List.<Verdict.Breached>of() : judged.waivable();
        shown.put("waivers", waivers(account, request, open, VisitRequestProcess.DECIDE_WAIVER.equals(step)));
        var permit = permits.ofRequest(number)
                .filter(issued -> issued.handedOverAt() != null)
                .orElse(null);
        showPermit(account, permit, shown);
        shown.put("amendment", amendments.read(account, request.document()).orElse(null));
        if (step == null) {
            shown.put("amendments", amendments.of(number, true));
            shown.put("mayAmend", permit != null && amendments.mayOpen(account, permit));
        }
        shown.put("group", groups.ofRequest(account, number).orElse(null));
        shown.put(
                "copyOf",
                VisitRequestProcess.PREPARE_REQUEST.equals(step)
                        ? copies.originOf(number).orElse(null)
                        : null);
        shown.put("story", story.read(number, request.document().sendingState()));
        return shown;
    }

    /** The case as the host sees it: what was handed to it, and all of its own work. */
    public Map<String, Object> ofHost(Account account, String number) {
        return ofHost(account, number, null);
    }

    private Map<String, Object> ofHost(Account account, String number, @Nullable OfficerTask task) {
        var received = hostSide.read(account, number);
        identities.dossierRead(account, received.document());
        var document = received.document();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        shown.put("revision", received.revision());
        shown.put("state", received.state());
        shown.put("version", received.version());
        shown.put("sendingState", document.sendingState());
        shown.put("hostState", document.hostState());
        shown.put("deliveredAt", received.deliveredAt());
        shown.put("receiptDay", received.receiptDay());
        shown.put("parametersDate", received.parametersDate());
        shown.put(
                "keepsParameters", keptParameters(received.parametersDate(), document.hostState(), account.language()));
        shown.put("document", identities.masked(document));
        shown.put("identities", identitiesOf(account, "host-cases"));
        shown.put("exercise", exerciseOf(account, document));
        shown.put("questions", questions.questions(number));
        shown.put("thread", thread.latest(account, number));
        shown.put("attachments", attachments.list(account, number));
        shown.put("manifest", attachments.manifest(account, number));
        shown.put("desks", cases.desks(number, received.revision()));
        shown.put(
                "duties",
                duties(
                        judgement.dutiesOf(received),
                        duties.confirmed(number, received.revision(), document.hostState()),
                        duty -> task != null
                                && (task.step().equals(HostApprovalProcess.DECIDE_REQUEST)
                                        || task.step().equals(HostApprovalProcess.REVIEW_AT_DESK)
                                                && duty.holder().role().code().equals(deskOf(task))),
                        account.language()));
        shown.put(
                "deadlines",
                deadlines(account, number, received.revision(), document.hostState(), document.hostState()));
        shown.put("waivers", waivers(document, account.language()));
        var decision = cases.decision(number, received.revision()).orElse(null);
        shown.put("decision", decision);
        shown.put("corrections", corrections.of(received, decision));
        shown.put(
                "correctsRefusal",
                decision != null
                        && received.state() == HostState.ANSWERED
                        && !decision.outcome().isApproval()
                        && HostSide.authorOf(decision, account).isPresent());
        var permit = permits.ofRequest(number).orElse(null);
        showPermit(account, permit, shown);
        shown.put("amendment", amendments.read(account, document).orElse(null));
        if (task == null) {
            shown.put(
                    "correctsApproval",
                    decision != null
                            && permit != null
                            && permit.isOut()
                            && HostSide.authorOf(decision, account).isPresent());
            shown.put("amendments", amendments.of(number, false));
        }
        var group = groups.ofRequest(account, number).orElse(null);
        shown.put("group", group);
        if (group != null
                && document.amends() == null
                && task != null
                && task.step().equals(HostApprovalProcess.DECIDE_REQUEST)) {
            shown.put(
                    "otherParts",
                    groups.waitingForDecision(group, number).stream()
                            .map(part -> Map.of(
                                    "part", part.part(),
                                    "number", part.number(),
                                    "document", identities.masked(part.document())))
                            .toList());
        }
        shown.put("story", story.read(number, document.hostState()));
        return shown;
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
    private List<Map<String, Object>> waivers(
            Account account, VisitRequest request, List<Verdict.Breached> open, boolean asked) {
        var told = new ArrayList<Map<String, Object>>();
        var answered = new HashSet<String>();
        for (var answer : waivers.living(request.number(), request.revision())) {
            answered.add(answer.rule());
            var shown = waiver(answer.waiver(), account.language());
            shown.put("state", answer.granted() ? "GRANTED" : "REFUSED");
            shown.put("asked", false);
            shown.put("answeredBy", answer.hand().account());
            shown.put("answeredAt", answer.at());
            told.add(shown);
        }
        for (var breach : open) {
            if (answered.contains(breach.rule().id().code())) {
                continue;
            }
            var authority = judgement.waiverAuthority(request, breach);
            var shown = waiver(breach.rule(), authority.code(), account.language());
            shown.put("state", "OPEN");
            shown.put("asked", asked && account.has(authority));
            shown.put("findings", told(breach.findings(), account.language(), finding -> null));
            told.add(shown);
        }
        return told;
    }

    /** What the sending side's authorities waived, as the host is told of it. */
    private List<Map<String, Object>> waivers(VisitDocument document, Language language) {
        return document.grantedWaivers().stream()
                .map(granted -> {
                    var shown = waiver(granted, language);
                    shown.put("state", "GRANTED");
                    return shown;
                })
                .toList();
    }

    private Map<String, Object> waiver(Waiver waiver, Language language) {
        var rule = book.decisionBook().descriptions().stream()
                .filter(description -> description.id().code().equals(waiver.rule()))
                .findFirst()
                .orElseThrow();
        var shown = waiver(rule, waiver.authority(), language);
        shown.put("reason", waiver.reason());
        shown.put("day", waiver.grantedOn());
        return shown;
    }

    private Map<String, Object> waiver(RuleDescription rule, String authority, Language language) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("rule", rule.id().code());
        shown.put("title", texts.say(rule.title(), language));
        shown.put("authority", authority);
        shown.put("authorityText", texts.say(Message.of("rule.authority." + authority), language));
        return shown;
    }

    /** @param asked whether the answer to the task that is shown has to confirm the duty, as long as nobody has */
    private List<Map<String, Object>> duties(
            List<OpenDuty> due, List<Duties.Confirmation> confirmed, Predicate<OpenDuty> asked, Language language) {
        return due.stream()
                .map(duty -> {
                    var confirmation = Duties.find(confirmed, duty).orElse(null);
                    var told = new LinkedHashMap<String, Object>();
                    told.put("rule", duty.code());
                    told.put("title", texts.say(duty.rule().title(), language));
                    told.put("text", texts.say(duty.text(), language));
                    told.put("holder", duty.holder().role().code());
                    told.put("asked", confirmation == null && asked.test(duty));
                    told.put("confirmedBy", confirmation == null ? null : confirmation.account());
                    told.put("confirmedAt", confirmation == null ? null : confirmation.at());
                    return (Map<String, Object>) told;
                })
                .toList();
    }

    private void showPermit(Account account, @Nullable Permit permit, Map<String, Object> shown) {
        shown.put("permit", permit == null ? null : brief(permit));
        shown.put(
                "recalls", permit == null || permit.handedOverAt() == null ? null : recalls.standing(account, permit));
        shown.put(
                "suspensions",
                permit == null || permit.handedOverAt() == null ? null : suspensions.standing(account, permit));
    }

    private static Map<String, Object> brief(Permit permit) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", permit.number());
        shown.put("revision", permit.revision());
        shown.put("state", permit.state());
        shown.put("validFrom", permit.validFrom());
        shown.put("validTo", permit.validTo());
        shown.put("checkCode", permit.checkCode());
        shown.put("closedAt", permit.closedAt());
        // Whom the permit was for reads why it no longer is.
        shown.put("closingReason", permit.closingReason());
        return shown;
    }

    private List<DeskReview> desksForSender(String number, int revision) {
        return cases.desks(number, revision).stream()
                .map(desk -> new DeskReview(desk.desk(), null, null, null, desk.answeredAt()))
                .toList();
    }

    private List<Map<String, Object>> deadlines(
            Account account, String number, int revision, String own, String other) {
        var moves = deadlines.moves(number, revision);
        return deadlines.ofCase(number, revision).stream()
                .filter(deadline ->
                        deadline.side().equals(own) || deadline.side().equals(other))
                .map(deadline -> Map.<String, Object>of(
                        "step", deadline.step(),
                        "side", deadline.side(),
                        "due", deadline.due(),
                        "dueText",
                                texts.say(
                                        deadlineText.shown(
                                                deadline.due(),
                                                deadline.side(),
                                                otherThan(deadline.side(), own, other, number)),
                                        account.language()),
                        "paused", deadline.pausedAt() != null,
                        "escalated", deadline.escalatedAt() != null,
                        "moves",
                                moves.stream()
                                        .filter(move -> move.isOf(deadline))
                                        .map(move -> told(move, otherThan(move.side(), own, other, number), account))
                                        .toList(),
                        "remarks",
                                deadlines.remarksOn(deadline).stream()
                                        .map(remark -> texts.say(remark, account.language()))
                                        .toList()))
                .toList();
    }

    private Map<String, Object> told(VisitDeadlines.KeptMove move, String otherSide, Account account) {
        var key = move.atEarliest() ? "calendar.dueDateMovedAtEarliest" : "calendar.dueDateMoved";
        return Map.of(
                "decree", move.decree(),
                "before", move.before(),
                "after", move.after(),
                "text",
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
    public Map<String, Object> compared(SendingSide.WhatIf whatIf, Language language) {
        var comparison =
                Comparison.of(whatIf.toldOfCase().judgement(), whatIf.told().judgement());
        var shown = told(whatIf.told().judgement(), whatIf.told().earliest(), language, comparison);
        shown.put("gone", told(comparison.gone(), language, finding -> Comparison.Change.GONE));
        shown.put("passesByOwnDay", whatIf.toldOfCase().judgement().passes());
        shown.put("earliestStartByOwnDay", whatIf.toldOfCase().earliest().day());
        return shown;
    }

    /** What the rules say of a request as it is saved, and what it changes where it is an amendment. */
    public Map<String, Object> judged(Account account, String number) {
        var shown = told(
                sendingSide.judge(account, number), sendingSide.earliestStart(account, number), account.language());
        amendments
                .changes(sendingSide.read(account, number).document())
                .ifPresent(changes -> shown.put("amendment", changes));
        return shown;
    }

    /** A judgement in the words of a language. */
    public Map<String, Object> told(Judgement judged, VisitJudgement.@Nullable Earliest earliest, Language language) {
        return told(judged, earliest, language, null);
    }

    private Map<String, Object> told(
            Judgement judged,
            VisitJudgement.@Nullable Earliest earliest,
            Language language,
            @Nullable Comparison comparison) {
        Function<Finding, Comparison.@Nullable Change> change =
                finding -> comparison == null ? null : comparison.of(finding);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("passes", judged.passes());
        var waivable = judged.waivable();
        shown.put("needsOnlyWaivers", judged.needsOnlyWaivers());
        shown.put(
                "findings",
                told(
                        judged.blocking().stream()
                                .filter(verdict -> !waivable.contains(verdict))
                                .flatMap(verdict -> verdict.findings().stream())
                                .toList(),
                        language,
                        change));
        shown.put(
                "waivable",
                told(
                        waivable.stream()
                                .flatMap(verdict -> verdict.findings().stream())
                                .toList(),
                        language,
                        change));
        shown.put("warnings", told(judged.warningFindings(), language, change));
        shown.put(
                "remarks",
                judged.remarks().stream()
                        .map(remark -> texts.say(remark, language))
                        .toList());
        if (earliest != null) {
            shown.put("earliestStart", earliest.day());
            var obstacle = earliest.obstacle();
            shown.put("obstacle", obstacle == null ? null : texts.say(obstacle, language));
        }
        return shown;
    }

    /** @param change what a finding is to an earlier judgement; null where there is none to compare with */
    private List<Map<String, Object>> told(
            List<Finding> findings, Language language, Function<Finding, Comparison.@Nullable Change> change) {
        return findings.stream()
                .map(finding -> {
                    var told = texts.say(finding, language);
                    var changed = change.apply(finding);
                    if (changed != null) {
                        told.put("change", changed);
                        told.put("changeText", texts.say(changed.text(), language));
                    }
                    return told;
                })
                .toList();
    }
}
