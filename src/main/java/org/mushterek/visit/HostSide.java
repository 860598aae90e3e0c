package org.mushterek.visit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.mushterek.visit.Decision.ExceptionAtSite;
import org.mushterek.visit.Decision.SiteVerdict;
import org.mushterek.visit.Decision.Verdict;
import org.mushterek.visit.Decision.VisitorVerdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What the host does with a request that was handed to it: receive, review at desks, ask, decide, answer. */
@Service
public class HostSide {

    private static final List<Role> DESKS = List.of(Role.SECURITY, Role.RANGE, Role.MEDICAL, Role.BORDER, Role.AIR);

    private final HostCases cases;
    private final AmendedVisits amended;
    private final ThreadMessages thread;
    private final VisitAttachments attachments;
    private final VisitRequests requests;
    private final VisitJudgement judgement;
    private final Duties duties;
    private final VisitDeadlines deadlines;
    private final VisitStory story;
    private final DecisionCorrections corrections;
    private final KeptCopies copies;
    private final VisitPapers papers;
    private final Permits permits;
    private final VisitProcesses processes;
    private final Sides sides;
    private final AuditTrail audit;
    private final TransactionTemplate ofItsOwn;
    private final Clock clock;

    HostSide(
            HostCases cases,
            AmendedVisits amended,
            ThreadMessages thread,
            VisitAttachments attachments,
            VisitRequests requests,
            VisitJudgement judgement,
            Duties duties,
            VisitDeadlines deadlines,
            VisitStory story,
            DecisionCorrections corrections,
            KeptCopies copies,
            VisitPapers papers,
            Permits permits,
            VisitProcesses processes,
            Sides sides,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.cases = cases;
        this.amended = amended;
        this.thread = thread;
        this.attachments = attachments;
        this.requests = requests;
        this.judgement = judgement;
        this.duties = duties;
        this.deadlines = deadlines;
        this.story = story;
        this.corrections = corrections;
        this.copies = copies;
        this.papers = papers;
        this.permits = permits;
        this.processes = processes;
        this.sides = sides;
        this.audit = audit;
        this.ofItsOwn = new TransactionTemplate(transactions);
        this.ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** The latest revision that was handed to the account's side. */
    @Transactional(readOnly = true)
    public HostCase read(Account account, String number) {
        var received = cases.findLatest(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        VisitAccess.mayRead(account, received.document().hostState());
        return received;
    }

    /** What the rules said of the case at each point of its way at the host. */
    @Transactional(readOnly = true)
    public List<VisitJudgement.KeptVerdict> verdicts(Account account, String number) {
        return judgement.kept(number, read(account, number).document().hostState());
    }

    /**
     * One revision as it was handed over, for either of its two sides; a later revision leaves it as it is.
     *
     * @throws Refusal NOT_FOUND where there is none that the account may see
     */
    @Transactional(readOnly = true)
    public HostCase revision(Account account, String number, int revision) {
        var handedOver = cases.revisions(number).stream()
                .filter(candidate -> candidate.revision() == revision)
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        var document = handedOver.document();
        VisitAccess.mayRead(
                account, account.isOf(document.sendingState()) ? document.sendingState() : document.hostState());
        return handedOver;
    }

    /**
     * What a request contains that decides which desks look at it: the inputs of {@link VisitDesksTable}. Of an amendment
     * whose days stay this is what it adds or changes.
     */
    @Transactional(readOnly = true)
    public Map<String, Object> contentForDesks(String number) {
        var document = latest(number).document();
        var from = document.from();
        var to = document.to();
        var days = from == null || to == null ? 0 : (int) (to.toEpochDay() - from.toEpochDay() + 1);
        var changes = amended.settled(document)
                .map(AmendedVisits.Settled::changes)
                .filter(any -> !any.reasons().contains(AmendmentChanges.Reason.DATES));
        // A contingent that grows is looked at as the one that it becomes.
        var persons = changes.filter(any -> !isGrowing(any))
                .map(any -> any.openLines(document).size())
                .orElse(document.visitors().size());
        var kinds = document.sites().stream()
                .filter(site -> changes.map(any -> any.openSites(document).contains(site.no()))
                        .orElse(true))
                .map(VisitDocument.Site::kind)
                .toList();
        return Map.of(
                VisitDesksTable.ARMED,
                Boolean.TRUE.equals(document.armed()) && isToBeLookedAt(changes, AmendmentChanges.Section.ARMS),
                VisitDesksTable.VISITS_RANGE,
                kinds.contains(VisitDocument.SiteKind.RANGE),
                VisitDesksTable.VISITS_AIRFIELD,
                kinds.contains(VisitDocument.SiteKind.AIRFIELD),
                VisitDesksTable.BY_MILITARY_AIR,
                document.means() == VisitDocument.TravelMeans.MILITARY_AIR
                        && isToBeLookedAt(changes, AmendmentChanges.Section.TRAVEL),
                VisitDesksTable.PERSONS,
                persons,
                VisitDesksTable.DAYS,
                persons == 0 ? 0 : days);
    }

    private static boolean isGrowing(AmendmentChanges changes) {
        return count(changes, AmendmentChanges.Change.ADDED) > count(changes, AmendmentChanges.Change.REMOVED);
    }

    private static long count(AmendmentChanges changes, AmendmentChanges.Change change) {
        return changes.persons().stream()
                .filter(person -> person.change() == change)
                .count();
    }

    private static boolean isToBeLookedAt(Optional<AmendmentChanges> changes, AmendmentChanges.Section section) {
        return changes.map(any -> any.sections().contains(section)).orElse(true);
    }

    /** Opens the desks that the table chose. */
    @Transactional
    public void openDesks(String number, List<String> desks) {
        var received = latest(number);
        var chosen = new TreeSet<>(desks);
        if (chosen.isEmpty()) {
            throw new IllegalStateException("No desk would look at " + number);
        }
        cases.openDesks(number, received.revision(), List.copyOf(chosen));
        cases.saveState(number, received.revision(), HostState.AT_DESKS);
        story.tell(number, received.document().hostState(), "system", "desksOpened", String.join(",", chosen));
    }

    /** The desks of the present revision that have not answered. */
    @Transactional(readOnly = true)
    public List<String> openDesks(String number) {
        var received = latest(number);
        return cases.desks(number, received.revision()).stream()
                .filter(desk -> desk.opinion() == null)
                .map(DeskReview::desk)
                .toList();
    }

    /** A desk's opinion and, where it lets the visit come, the duties that are its own. The last one hands the case to the authority. */
    Map<String, Object> review(Account officer, String number, String desk, TaskAnswer answer) {
        var received = latest(number);
        var role = DESKS.stream()
                .filter(candidate -> candidate.code().equals(desk))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No desk " + desk));
        VisitAccess.mayActAs(officer, received.document().hostState(), role);
        var opinion = DeskReview.Opinion.valueOf(
                SendingSide.action(answer, "NO_OBJECTION", "CONDITIONS", "NEEDS_INFORMATION", "OBJECTION"));
        var remark = answer.remark();
        if (opinion != DeskReview.Opinion.NO_OBJECTION) {
            remark = SendingSide.text(remark, "visit.remarkMissing");
        } else if (remark != null && remark.length() > TaskAnswer.LONGEST_TEXT) {
            SendingSide.text(remark, "visit.remarkMissing");
        }
        textsOf(received).in("text", "ui.remark", remark).demandNone();
        if (opinion == DeskReview.Opinion.NO_OBJECTION || opinion == DeskReview.Opinion.CONDITIONS) {
            var own = judgement.dutiesOf(received, role);
            duties.confirm(
                    officer, number, received.revision(), received.document().hostState(), own, answer);
        }
        cases.answerDesk(received, desk, opinion, remark, officer.id());
        story.tell(number, received.document().hostState(), officer.id(), "deskAnswered", desk + ":" + opinion);
        if (cases.desks(number, received.revision()).stream().allMatch(review -> review.opinion() != null)) {
            cases.saveState(number, received.revision(), HostState.DECISION);
        }
        return Map.of();
    }

    /** The authority's decision, or its question to the sending side. */
    Map<String, Object> decide(Account authority, String number, TaskAnswer answer) {
        var received = latest(number);
        var host = received.document().hostState();
        VisitAccess.mayActAs(authority, host, Role.AUTHORITY);
        var action = SendingSide.action(
                answer, "APPROVED", "APPROVED_WITH_LIMITS", "RETURNED", "DENIED", "NOT_SPONSORED", "QUESTION");
        if (action.equals("QUESTION")) {
            attachments.requireForBoth(authority, number, answer.attachments());
            var text = ThreadText.of(answer.text(), "visit.questionMissing");
            textsOf(received).in("text", "ui.questionToSender", text).demandNone();
            var asked = thread.ask(number, received.revision(), host, authority.id(), text);
            attachments.attach(answer.attachments(), asked.id(), ThreadMessage.Release.BOTH);
            cases.saveState(number, received.revision(), HostState.QUESTION);
            deadlines.pause(number);
            story.tell(number, host, authority.id(), "questionAsked", String.valueOf(asked.no()));
            return Map.of(HostApprovalProcess.HOST_DECISION, "QUESTION", HostApprovalProcess.DECISION_IS_LAWFUL, true);
        }
        var amends = received.document().amends();
        if (amends != null) {
            // Nobody is recalled from the permit, and nobody revokes it, while it is decided what takes its place.
            copies.lock(amends);
        }
        var decision = decision(
                authority.handFor(Role.AUTHORITY), received, settled(received), Outcome.valueOf(action), answer, false);
        if (decision.outcome().isApproval()) {
            var judged = judge(received, decision);
            if (!judged.passes()) {
                throw new Refusal(Refusal.Kind.CONFLICT, Message.of("visit.rulesForbid"), judged.blockingFindings());
            }
        }
        if (decision.outcome().isApproval()) {
            if (amends != null && permits.isSuspended(amends)) {
                throw Refusal.of(
                        Refusal.Kind.CONFLICT,
                        Message.of("visit.suspend.amends").with("number", amends));
            }
            // What no desk has confirmed, because it was not asked or had objections, is the authority's to confirm.
            duties.confirm(authority, number, received.revision(), host, judgement.dutiesOf(received), answer);
        }
        cases.insertDecision(received, decision);
        story.tell(number, host, authority.id(), "decided", action);
        return Map.of(HostApprovalProcess.HOST_DECISION, "ANSWER");
    }

    // --- Corrections, by the author alone. ---

    /** Before the permit is issued: the author of an approval corrects it, or lets the permit be issued at once. */
    Map<String, Object> answerCorrection(Account authority, String number, TaskAnswer answer) {
        var received = latest(number);
        var author = ofAuthor(authority, received);
        var action = SendingSide.action(answer, "RELEASE", "APPROVED", "APPROVED_WITH_LIMITS");
        var isReleased = action.equals("RELEASE");
        return OnBehalf.during(authority.id(), author.hand().principal(), () -> {
            if (isReleased) {
                story.tell(number, received.document().hostState(), authority.id(), "permitReleased", null);
            } else {
                correct(author, received, settled(received), Outcome.valueOf(action), answer);
            }
            return Map.of(VisitPermitProcess.PERMIT_RELEASED, isReleased);
        });
    }

    /**
     * Whether the account may correct the decision now; nobody else corrects it until the transaction ends.
     *
     * @throws Refusal NOT_FOUND to the other side, FORBIDDEN to everybody but the author, which is in the audit; CONFLICT
     *     where nothing was answered
     */
    @Transactional
    public void requireAuthor(Account authority, String number) {
        copies.lock(number);
        ofAuthor(authority, latestOf(authority, number));
    }

    /**
     * The author corrects what was answered: of a return or a refusal, which no permit follows, why it was, not whether; of an
     * approval all but that it is one, and a next revision takes the place of the permit at once.
     *
     * @throws Refusal as {@link #requireAuthor}; CONFLICT where the permit is not out, and for what the sender has submitted
     *     anew
     */
    @Transactional
    public void correctAnswered(Account authority, String number, TaskAnswer answer) {
        copies.lock(number);
        var received = latestOf(authority, number);
        var author = ofAuthor(authority, received);
        OnBehalf.during(authority.id(), author.hand().principal(), () -> {
            correctAnswered(author, received, answer);
            return true;
        });
    }

    private void correctAnswered(Author author, HostCase received, TaskAnswer answer) {
        var number = received.number();
        var before = author.decision();
        var document = received.document();
        copies.demand(number, document.hostState());
        if (before.outcome().isApproval()) {
            amended.demandNoneToIssue(number);
            if (!permits.isOut(number)) {
                throw Refusal.of(Refusal.Kind.CONFLICT, "visit.correct.tooLate");
            }
            if (!processes.letsPermitBeReplaced(number, sides.get(document.hostState()))) {
                throw Refusal.of(Refusal.Kind.CONFLICT, "visit.amend.earlierRelease");
            }
            // What of the permit is corrected is the author's to say, whichever amendment it came with.
            var after = correct(
                    author,
                    received,
                    null,
                    Outcome.valueOf(SendingSide.action(answer, "APPROVED", "APPROVED_WITH_LIMITS")),
                    answer);
            if (amended.recalled(number).containsAll(after.approvedLines())) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        Message.of("visit.answerIncomplete"),
                        List.of(fault("visitors", "visit.nobodyApproved")));
            }
            processes.replacePermit(number);
        } else if (before.outcome() == Outcome.RETURNED) {
            SendingSide.action(answer, "RETURNED");
            var request = requests.find(number).orElseThrow();
            if (request.state() != RequestState.CORRECTION || request.revision() != received.revision()) {
                throw Refusal.of(Refusal.Kind.CONFLICT, "visit.correct.submittedAnew");
            }
            var after = correct(author, received, null, Outcome.RETURNED, answer);
            requests.saveReturnedReason(number, document.sendingState(), after.comment());
        } else {
            var outcome = Outcome.valueOf(SendingSide.action(answer, "DENIED", "NOT_SPONSORED"));
            correct(author, received, null, outcome, answer);
            requests.saveState(number, RequestState.valueOf(outcome.name()));
        }
    }

    private HostCase latestOf(Account account, String number) {
        return cases.findLatest(number)
                .filter(received -> account.isOf(received.document().hostState()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
    }

    /** A decision, and the hand in which its author corrects it. */
    private record Author(Decision decision, Hand hand) {}

    /** The decision of the account, or of whom it stands in for; any other account is refused, and that is on record. */
    private Author ofAuthor(Account account, HostCase received) {
        var host = received.document().hostState();
        var decision = cases.decision(received.number(), received.revision())
                .filter(any -> received.state() == HostState.ANSWERED)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.correct.nothing"));
        var hand = authorOf(decision, account).orElse(null);
        if (hand == null) {
            ofItsOwn.executeWithoutResult(transaction ->
                    audit.record(account.id(), host, received.number(), "visit.correctionRefused", null));
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.correct.notAuthor");
        }
        return new Author(decision, hand);
    }

    /**
     * The hand in which the account is who decided: its own, or that of whom it stands in for, also where it is an authority
     * itself. Empty where it is another's decision.
     */
    static Optional<Hand> authorOf(Decision decision, Account account) {
        if (!account.has(Role.AUTHORITY)) {
            return Optional.empty();
        }
        var decided = decision.decided();
        // Whose decision it is comes before all others for whom the account stands in.
        var acting = account.preferring(decided.principal() == null ? decided.account() : decided.principal());
        var steads = acting.steads().stream()
                .filter(stead -> stead.roles().contains(Role.AUTHORITY))
                .map(stead -> new Hand(account.id(), stead.principal()));
        return Stream.concat(Stream.of(acting.handFor(Role.AUTHORITY)), steads)
                .filter(hand -> hand.isOneWith(decided))
                .findFirst();
    }

    private Decision correct(
            Author author,
            HostCase received,
            AmendedVisits.@Nullable Settled settled,
            Outcome outcome,
            TaskAnswer answer) {
        var before = author.decision();
        var account = author.hand().account();
        var number = received.number();
        var host = received.document().hostState();
        var sender = received.document().sendingState();
        var after = decision(author.hand(), received, settled, outcome, answer, true);
        var reason = ThreadText.of(answer.reason(), "visit.reasonMissing");
        textsOf(received).in("reason", "ui.correction.reason", reason).demandNone();
        if (after.saysTheSameAs(before)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.answerIncomplete"),
                    List.of(fault("action", "visit.correct.same")));
        }
        if (outcome.isApproval()) {
            var judged = judge(received, after);
            if (!judged.passes()) {
                throw new Refusal(Refusal.Kind.CONFLICT, Message.of("visit.rulesForbid"), judged.blockingFindings());
            }
            judgement.keep(received, "DECISION", judged);
        }
        corrections.keep(received, before, reason, after.decided());
        cases.insertDecision(received, after);
        story.tell(number, host, account, "decisionCorrected", outcome.name());
        story.tell(number, sender, "system", "decisionCorrected", outcome.name());
        var message = thread.insert(
                number,
                received.revision(),
                host,
                account,
                ThreadMessage.Release.BOTH,
                ThreadMessage.Kind.NOTE,
                null,
                null,
                reason);
        story.tell(number, host, account, "messageWritten", message);
        story.tell(number, sender, "system", "messageReceived", message);
        papers.answered(received, after);
        return after;
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /**
     * Judges the stored decision at its point in the process and keeps the verdicts.
     *
     * @return whether the decision may be answered; a refusal, a return or a question always may
     */
    @Transactional
    public boolean judgeDecision(String number) {
        var received = latest(number);
        if (received.state() == HostState.QUESTION) {
            return true;
        }
        var decision = cases.decision(number, received.revision()).orElseThrow();
        if (!decision.outcome().isApproval()) {
            return true;
        }
        var judged = judge(received, decision);
        judgement.keep(received, "DECISION", judged);
        return judged.passes();
    }

    private Judgement judge(HostCase received, Decision decision) {
        return judgement.ofDecision(received, requests.find(received.number()).orElse(null), decision);
    }

    /** What the host answers with: {@code APPROVED}, {@code RETURNED} or {@code REFUSED}. */
    @Transactional(readOnly = true)
    public String answerOf(String number) {
        var received = latest(number);
        if (received.state() == HostState.LAPSED_UNANSWERED) {
            return "REFUSED";
        }
        var outcome = cases.decision(number, received.revision()).orElseThrow().outcome();
        return outcome.isApproval() ? "APPROVED" : outcome == Outcome.RETURNED ? "RETURNED" : "REFUSED";
    }

    /** Nobody answered by the eve of the visit: nothing is approved. */
    @Transactional
    public void lapse(String number) {
        var received = latest(number);
        cases.saveState(number, received.revision(), HostState.LAPSED_UNANSWERED);
        story.tell(number, received.document().hostState(), "system", "lapsed", null);
    }

    /** The sending side has withdrawn the request. */
    @Transactional
    public void recordWithdrawal(String number) {
        var received = latest(number);
        cases.saveState(number, received.revision(), HostState.WITHDRAWN);
        story.tell(number, received.document().hostState(), "system", "withdrawnBySender", null);
    }

    HostCase latest(String number) {
        return cases.findLatest(number)
                .orElseThrow(() -> new IllegalStateException("Nothing was transmitted of " + number));
    }

    private AmendedVisits.@Nullable Settled settled(HostCase received) {
        return amended.settled(received.document()).orElse(null);
    }

    /**
     * @param settled what is approved already and not asked again
     * @param corrected whether it takes the place of an earlier one of the same author
     */
    private Decision decision(
            Hand authority,
            HostCase received,
            AmendedVisits.@Nullable Settled settled,
            Outcome outcome,
            TaskAnswer answer,
            boolean corrected) {
        var findings = new ArrayList<Finding>();
        if (corrected && isMissing(answer.reason())) {
            findings.add(fault("reason", "visit.reasonMissing"));
        }
        var document = received.document();
        var visitors = visitorVerdicts(document, settled, outcome, answer, findings);
        var sites = siteVerdicts(document, settled, outcome, answer, findings);
        var exceptions = exceptions(document, settled, outcome, answer, findings);
        // What the permit was limited to stays, unless the host says otherwise.
        var limits = isMissing(answer.limits()) && settled != null && outcome.isApproval()
                ? settled.limits()
                : answer.limits();
        if (settled != null && findings.isEmpty() && outcome.isApproval() && changesNothing(settled, visitors, sites)) {
            findings.add(fault("action", "visit.amend.nothingApproved"));
        }
        if (outcome != Outcome.APPROVED) {
            reasonCode(answer.reasonCode(), "reasonCode", findings);
        }
        if (outcome == Outcome.APPROVED_WITH_LIMITS
                && isMissing(limits)
                && sites.stream().allMatch(site -> site.limits() == null)
                && exceptions.isEmpty()
                && visitors.stream().allMatch(visitor -> visitor.verdict() == Verdict.APPROVED)
                && sites.stream().allMatch(site -> site.verdict() == Verdict.APPROVED)) {
            findings.add(fault("limits", "visit.limitsMissing"));
        }
        if (outcome == Outcome.APPROVED
                && (visitors.stream().anyMatch(visitor -> visitor.verdict() == Verdict.DENIED)
                        || sites.stream().anyMatch(site -> site.verdict() == Verdict.DENIED)
                        || !exceptions.isEmpty()
                        || !isMissing(limits))) {
            findings.add(fault("action", "visit.approvalHasLimits"));
        }
        if (outcome == Outcome.RETURNED && isMissing(answer.comment())) {
            findings.add(fault("comment", "visit.commentMissing"));
        }
        for (var text : List.of(
                new Text("reason", corrected ? answer.reason() : null),
                new Text("comment", answer.comment()),
                new Text("limits", answer.limits()),
                new Text("remark", answer.remark()))) {
            if (text.value() != null && text.value().length() > TaskAnswer.LONGEST_TEXT) {
                findings.add(new Finding(
                        "visit.tooLong",
                        text.place(),
                        Message.of("visit.tooLong").with("length", text.value().length()),
                        Message.of("visit.tooLong.cure").with("longest", TaskAnswer.LONGEST_TEXT),
                        null));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.answerIncomplete"), findings);
        }
        var written = textsOf(received)
                .in("comment", "ui.comment", answer.comment())
                .in("limits", "ui.limits", answer.limits())
                .in("remark", "ui.remark", answer.remark());
        sites.forEach(site -> written.in("sites/" + site.site() + "/limits", "ui.limits", site.limits()));
        written.demandNone();
        return new Decision(
                outcome,
                answer.reasonCode(),
                answer.comment(),
                limits,
                answer.remark(),
                visitors,
                sites,
                exceptions,
                authority.account(),
                clock.instant(),
                authority.principal(),
                corrected);
    }

    /** What the host writes, looked through for persons of the roll as it was handed over. */
    static NamelessTexts textsOf(HostCase received) {
        return NamelessTexts.of(received.document().visitors());
    }

    private record Text(String place, @Nullable String value) {}

    /** Whether an approval would leave the permit as it is: everything that the amendment adds or changes is refused. */
    private static boolean changesNothing(
            AmendedVisits.Settled settled, List<VisitorVerdict> visitors, List<SiteVerdict> sites) {
        var changes = settled.changes();
        return !changes.reasons().contains(AmendmentChanges.Reason.DATES)
                && changes.persons().stream().allMatch(change -> change.change() == AmendmentChanges.Change.ADDED)
                && changes.places().stream().allMatch(change -> change.change() == AmendmentChanges.Change.ADDED)
                && visitors.stream()
                        .allMatch(visitor -> visitor.verdict() == Verdict.DENIED
                                || changes.settledLines().containsKey(visitor.line()))
                && sites.stream()
                        .allMatch(site -> site.verdict() == Verdict.DENIED
                                || changes.settledSites().containsKey(site.site()));
    }

    private static List<VisitorVerdict> visitorVerdicts(
            VisitDocument document,
            AmendedVisits.@Nullable Settled settled,
            Outcome outcome,
            TaskAnswer answer,
            List<Finding> findings) {
        var given = answer.visitors() == null ? List.<TaskAnswer.VisitorAnswer>of() : answer.visitors();
        var verdicts = new ArrayList<VisitorVerdict>();
        if (!outcome.isApproval()) {
            document.visitors()
                    .forEach(visitor ->
                            verdicts.add(new VisitorVerdict(visitor.line(), Verdict.DENIED, answer.reasonCode())));
            return verdicts;
        }
        var lines = new HashSet<Integer>();
        document.visitors().forEach(visitor -> lines.add(visitor.line()));
        var seen = new HashSet<Integer>();
        var approved = settled == null
                ? Set.<Integer>of()
                : settled.changes().settledLines().keySet();
        approved.forEach(line -> verdicts.add(new VisitorVerdict(line, Verdict.APPROVED, null)));
        seen.addAll(approved);
        for (var visitor : given) {
            var place = "visitors/" + visitor.line();
            if (approved.contains(visitor.line())) {
                demandApproved(visitor.verdict(), place, findings);
            } else if (!lines.contains(visitor.line()) || !seen.add(visitor.line())) {
                findings.add(fault(place, "visit.lineUnknown"));
            } else {
                var verdict = verdict(visitor.verdict(), place, findings);
                if (verdict == Verdict.DENIED) {
                    reasonCode(visitor.reasonCode(), place + "/reasonCode", findings);
                }
                if (verdict != null) {
                    verdicts.add(new VisitorVerdict(
                            visitor.line(), verdict, verdict == Verdict.DENIED ? visitor.reasonCode() : null));
                }
            }
        }
        for (var line : new TreeSet<>(lines)) {
            if (!seen.contains(line)) {
                findings.add(fault("visitors/" + line, "visit.verdictMissing"));
            }
        }
        if (findings.isEmpty() && verdicts.stream().noneMatch(verdict -> verdict.verdict() == Verdict.APPROVED)) {
            findings.add(fault("visitors", "visit.nobodyApproved"));
        }
        return verdicts;
    }

    /** What is approved already is not asked again; a form may say it once more. */
    private static void demandApproved(@Nullable String verdict, String place, List<Finding> findings) {
        if (!Verdict.APPROVED.name().equals(verdict)) {
            findings.add(fault(place, "visit.amend.settled"));
        }
    }

    private static List<SiteVerdict> siteVerdicts(
            VisitDocument document,
            AmendedVisits.@Nullable Settled settled,
            Outcome outcome,
            TaskAnswer answer,
            List<Finding> findings) {
        var given = answer.sites() == null ? List.<TaskAnswer.SiteAnswer>of() : answer.sites();
        var verdicts = new ArrayList<SiteVerdict>();
        if (!outcome.isApproval()) {
            document.sites()
                    .forEach(site ->
                            verdicts.add(new SiteVerdict(site.no(), Verdict.DENIED, answer.reasonCode(), null)));
            return verdicts;
        }
        var numbers = new HashSet<Integer>();
        document.sites().forEach(site -> numbers.add(site.no()));
        var seen = new HashSet<Integer>();
        var approved = settled == null ? List.<SiteVerdict>of() : settled.sites();
        verdicts.addAll(approved);
        approved.forEach(site -> seen.add(site.site()));
        for (var site : given) {
            var place = "sites/" + site.site();
            if (approved.stream().anyMatch(known -> known.site() == site.site())) {
                demandApproved(site.verdict(), place, findings);
            } else if (!numbers.contains(site.site()) || !seen.add(site.site())) {
                findings.add(fault(place, "visit.siteUnknown"));
            } else {
                var verdict = verdict(site.verdict(), place, findings);
                if (verdict == Verdict.DENIED) {
                    reasonCode(site.reasonCode(), place + "/reasonCode", findings);
                }
                // What a place was limited to stays, unless the host says otherwise; an empty text says so.
                var limits = site.limits() == null && settled != null && verdict == Verdict.APPROVED
                        ? settled.siteLimits().get(site.site())
                        : site.limits();
                if (limits != null && limits.length() > 400) {
                    findings.add(fault(place + "/limits", "visit.limitsTooLong"));
                }
                if (verdict != null) {
                    verdicts.add(new SiteVerdict(
                            site.site(),
                            verdict,
                            verdict == Verdict.DENIED ? site.reasonCode() : null,
                            isMissing(limits) ? null : limits));
                }
            }
        }
        for (var no : new TreeSet<>(numbers)) {
            if (!seen.contains(no)) {
                findings.add(fault("sites/" + no, "visit.verdictMissing"));
            }
        }
        if (findings.isEmpty() && verdicts.stream().noneMatch(verdict -> verdict.verdict() == Verdict.APPROVED)) {
            findings.add(fault("sites", "visit.noSiteApproved"));
        }
        return verdicts;
    }

    private static List<ExceptionAtSite> exceptions(
            VisitDocument document,
            AmendedVisits.@Nullable Settled settled,
            Outcome outcome,
            TaskAnswer answer,
            List<Finding> findings) {
        if (!outcome.isApproval()) {
            return List.of();
        }
        var kept = new ArrayList<ExceptionAtSite>(settled == null ? List.of() : settled.exceptions());
        for (var exception : answer.exceptions() == null ? List.<ExceptionAtSite>of() : answer.exceptions()) {
            if (settled != null && settled.exceptions().contains(exception)) {
                continue;
            }
            if (settled != null
                    && settled.changes().settledLines().containsKey(exception.line())
                    && settled.changes().settledSites().containsKey(exception.site())) {
                findings.add(fault("exceptions/" + exception.line() + "/" + exception.site(), "visit.amend.settled"));
                continue;
            }
            var known = document.visitors().stream().anyMatch(visitor -> visitor.line() == exception.line())
                    && document.sites().stream().anyMatch(site -> site.no() == exception.site());
            if (!known || kept.contains(exception)) {
                findings.add(
                        fault("exceptions/" + exception.line() + "/" + exception.site(), "visit.exceptionUnknown"));
            } else {
                kept.add(exception);
            }
        }
        return kept;
    }

    private static @Nullable Verdict verdict(@Nullable String code, String place, List<Finding> findings) {
        for (var verdict : Verdict.values()) {
            if (verdict.name().equals(code)) {
                return verdict;
            }
        }
        findings.add(fault(place, "visit.verdictMissing"));
        return null;
    }

    private static void reasonCode(@Nullable String code, String place, List<Finding> findings) {
        for (var known : Decision.ReasonCode.values()) {
            if (known.name().equals(code)) {
                return;
            }
        }
        findings.add(fault(place, "visit.reasonCodeMissing"));
    }

    private static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }
}
