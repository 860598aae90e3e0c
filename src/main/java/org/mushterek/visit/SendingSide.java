package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.agreement.rule.Waiver;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.mushterek.visit.Attachment.PersonDocument;
import org.mushterek.visit.VisitDeadlines.Step;
import org.mushterek.visit.VisitDocument.Arm;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the sending side does with a request: open, write, submit, certify, endorse, answer, withdraw. */
@Service
public class SendingSide {

    /** Stands for the number of a request that has none. */
    private static final String UNOPENED = "VIS";

    /** As much of a wrong code as is repeated to whoever sent it. */
    private static final int LONGEST_CODE = 20;

    private final VisitRequests requests;
    private final Submissions submissions;
    private final Waivers waivers;
    private final Duties duties;
    private final HostCases transmissions;
    private final ThreadMessages thread;
    private final VisitAttachments attachments;
    private final VisitJudgement judgement;
    private final VisitDeadlines deadlines;
    private final VisitStory story;
    private final RefusedSubmissions refusedSubmissions;
    private final CaseNumbers numbers;
    private final Exercises exercises;
    private final Sides sides;
    private final VisitProcesses processes;
    private final KeptCopies copies;
    private final Clock clock;

    SendingSide(
            VisitRequests requests,
            Submissions submissions,
            Waivers waivers,
            Duties duties,
            HostCases transmissions,
            ThreadMessages thread,
            VisitAttachments attachments,
            VisitJudgement judgement,
            VisitDeadlines deadlines,
            VisitStory story,
            RefusedSubmissions refusedSubmissions,
            CaseNumbers numbers,
            Exercises exercises,
            Sides sides,
            VisitProcesses processes,
            KeptCopies copies,
            Clock clock) {
        this.requests = requests;
        this.submissions = submissions;
        this.waivers = waivers;
        this.duties = duties;
        this.transmissions = transmissions;
        this.thread = thread;
        this.attachments = attachments;
        this.judgement = judgement;
        this.deadlines = deadlines;
        this.story = story;
        this.refusedSubmissions = refusedSubmissions;
        this.numbers = numbers;
        this.exercises = exercises;
        this.sides = sides;
        this.processes = processes;
        this.copies = copies;
        this.clock = clock;
    }

    /** Opens an empty request for a planner's side and starts its process. */
    @Transactional
    public VisitRequest open(Account planner) {
        VisitAccess.mayOpen(planner);
        var side = planner.side();
        var number = numbers.next("VIS", side);
        var host = sides.otherThan(side.code()).code();
        requests.insert(VisitDocument.blank(number, side.code(), host), planner.handFor(Role.PLANNER));
        story.tell(number, side.code(), planner.id(), "opened", null);
        processes.open(number, side);
        return request(number);
    }

    /** The request as an officer of its sending side sees it. */
    @Transactional(readOnly = true)
    public VisitRequest read(Account account, String number) {
        var request = requests.find(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        VisitAccess.mayRead(account, request.document().sendingState());
        return request;
    }

    /**
     * Writes the content of a request that is being prepared or corrected.
     *
     * @param version the version that the officer has read
     */
    @Transactional
    public VisitRequest write(Account planner, String number, int version, VisitContent content) {
        var request = editable(planner, number, version);
        VisitContentCheck.check(content);
        var host = host(planner, content.exerciseCode(), request.document().hostState());
        requests.saveContent(request.document().with(content, host), version);
        return request(number);
    }

    /**
     * A request with its new roll.
     *
     * @param vacated what was of somebody who is not on the roll any more, and is nobody's now
     */
    public record Enrolled(VisitRequest request, List<Message> vacated) {}

    /**
     * Replaces the nominal roll of a request that is being prepared or corrected. What a person carries, travels by or
     * leads stays with the person, on whichever line that one stands now.
     *
     * @param arms what its persons carry, which replaces the arms; null where nothing was said of them
     */
    @Transactional
    public Enrolled enroll(
            Account planner, String number, int version, List<Visitor> visitors, @Nullable List<Arm> arms) {
        var request = editable(planner, number, version);
        requests.saveRoll(number, request.document().sendingState(), visitors, version);
        var replaced = ReplacedRoll.of(request.document(), visitors, arms);
        if (replaced.changesContentOf(request.document())) {
            requests.saveContent(replaced.content(), version + 1);
        }
        story.tell(number, planner.side().code(), planner.id(), "rollReplaced", String.valueOf(visitors.size()));
        if (!replaced.vacated().isEmpty()) {
            var places = String.valueOf(replaced.vacated().size());
            story.tell(number, planner.side().code(), planner.id(), "placesVacated", places);
        }
        return new Enrolled(request(number), replaced.vacated());
    }

    /**
     * Adds persons to the roll of a request that is being prepared or corrected. Who is on it with the same travel document is
     * brought up to date on the same line; everybody else keeps theirs.
     *
     * @param version the version that the officer has read
     */
    @Transactional
    public Enrolled addToRoll(Account planner, String number, int version, List<Visitor> added) {
        var roll = new ArrayList<>(editable(planner, number, version).document().visitors());
        for (var visitor : added) {
            var known = roll.stream()
                    .filter(one -> PersonDocument.of(one).equals(PersonDocument.of(visitor)))
                    .findFirst();
            if (known.isPresent()) {
                roll.set(roll.indexOf(known.get()), visitor.onLine(known.get().line()));
            } else {
                roll.add(visitor.onLine(roll.size() + 1));
            }
        }
        return enroll(planner, number, version, roll, null);
    }

    /**
     * Takes persons off the roll of a request that is being prepared or corrected; those after them move up.
     *
     * @param lines on which they stand
     * @throws Refusal INVALID, with a finding for each line on which nobody stands
     */
    @Transactional
    public Enrolled takeOffRoll(Account planner, String number, int version, Set<Integer> lines) {
        var roll = editable(planner, number, version).document().visitors();
        var findings = lines.stream()
                .filter(line -> roll.stream().noneMatch(visitor -> visitor.line() == line))
                .sorted()
                .map(line -> VisitContentCheck.fault("lines/" + line, "visit.lineUnknown"))
                .toList();
        if (!findings.isEmpty() || lines.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.roll.takeOffWhom"), findings);
        }
        var remaining = new ArrayList<Visitor>();
        roll.stream()
                .filter(visitor -> !lines.contains(visitor.line()))
                .forEach(visitor -> remaining.add(visitor.onLine(remaining.size() + 1)));
        return enroll(planner, number, version, remaining, null);
    }

    /** What the rules say of the request if it were submitted and delivered now. Changes nothing. */
    @Transactional(readOnly = true)
    public Judgement judge(Account account, String number) {
        return judgement.ofRequest(read(account, number));
    }

    /** The first day on which the visit could lawfully begin if the request were delivered now. */
    @Transactional(readOnly = true)
    public VisitJudgement.Earliest earliestStart(Account account, String number) {
        return judgement.earliestStart(read(account, number));
    }

    /** What the rules said of the request at each point of its way, for its sending side. */
    @Transactional(readOnly = true)
    public List<VisitJudgement.KeptVerdict> verdicts(Account account, String number) {
        return judgement.kept(number, read(account, number).document().sendingState());
    }

    /** A judgement, and when the visit could begin. */
    public record Told(Judgement judgement, VisitJudgement.Earliest earliest) {}

    /**
     * A judgement by the parameters of a chosen day.
     *
     * @param ofCase the day whose parameters judge the case itself
     * @param toldOfCase the judgement by that day
     */
    public record WhatIf(LocalDate parametersOf, LocalDate ofCase, Told told, Told toldOfCase) {}

    /**
     * What the rules would say of the request by the parameters of another day; without one, by those of its own day.
     * Changes nothing.
     */
    @Transactional(readOnly = true)
    public WhatIf judgeBy(Account account, String number, @Nullable LocalDate parametersOf) {
        var request = read(account, number);
        var ofCase = judgement.parametersDate(request);
        var chosen = parametersOf == null ? ofCase : parametersOf;
        return new WhatIf(chosen, ofCase, told(request, chosen), told(request, ofCase));
    }

    private Told told(VisitRequest request, LocalDate parametersDate) {
        return new Told(judgement.ofRequest(request, parametersDate), judgement.earliestStart(request, parametersDate));
    }

    /** What the rules would say of a request that nobody has opened. Changes nothing. */
    @Transactional(readOnly = true)
    public Told judgeUnopened(Account planner, VisitContent content, List<Visitor> visitors) {
        VisitAccess.mayOpen(planner);
        VisitContentCheck.check(content);
        var side = planner.side().code();
        var host = host(planner, content.exerciseCode(), sides.otherThan(side).code());
        var document =
                VisitDocument.blank(UNOPENED, side, host).with(content, host).withVisitors(visitors);
        var request = new VisitRequest(
                document,
                RequestState.PREPARATION,
                0,
                clock.instant(),
                planner.handFor(Role.PLANNER),
                null,
                null,
                null,
                null);
        return new Told(judgement.ofRequest(request), judgement.earliestStart(request));
    }

    VisitRequest editable(Account planner, String number, int version) {
        var request = read(planner, number);
        VisitAccess.mayActAs(planner, request.document().sendingState(), Role.PLANNER);
        if (!request.state().isEditable()) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("visit.notEditable").with("state", Message.of("visit.state." + request.state())));
        }
        if (request.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "visit.changedMeanwhile");
        }
        return request;
    }

    private String host(Account planner, @Nullable String exerciseCode, String present) {
        if (exerciseCode == null) {
            return present;
        }
        var exercise = exercises
                .find(planner, exerciseCode)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        Message.of("visit.invalid"),
                        List.of(VisitContentCheck.fault("exerciseCode", "visit.exerciseUnknown"))));
        if (exercise.hostState().equals(planner.side().code())) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.invalid"),
                    List.of(VisitContentCheck.fault("exerciseCode", "visit.ownSideHosts")));
        }
        return exercise.hostState();
    }

    // --- What the tasks' answers do. Each is called in the transaction that completes the task. ---

    /** Submits what was prepared or corrected, where the rules let it pass; or gives it up. */
    Map<String, Object> submit(Account planner, String number, TaskAnswer answer) {
        var request = forTask(planner, number, Role.PLANNER);
        return switch (action(answer, "SUBMIT", "WITHDRAW")) {
            case "WITHDRAW" -> {
                requests.saveState(number, RequestState.WITHDRAWN);
                story.tell(number, planner.side().code(), planner.id(), "withdrawn", null);
                yield Map.of(VisitRequestProcess.REQUEST_SUBMITTED, false);
            }
            default -> {
                demandNoNames(request);
                // Whoever submits answers for the content: a later correction by a colleague is that colleague's.
                requests.signPrepared(number, planner.handFor(Role.PLANNER));
                // What was waived was waived for another content, and a changed roll makes a new movement order.
                var earlier = submissions.earlier(number);
                if (earlier.areWaiversAnswered()) {
                    waivers.die(
                            number,
                            request.revision(),
                            planner.handFor(Role.PLANNER),
                            () -> subjects(judgement.ofRequest(request)));
                }
                if (earlier.areDutiesConfirmed()) {
                    duties.die(number, request.document().sendingState());
                }
                var judged = judgement.ofRequest(request(number));
                if (!judged.passes() && !judged.needsOnlyWaivers()) {
                    refusedSubmissions.tell(planner, number, judged);
                    throw new Refusal(
                            Refusal.Kind.CONFLICT, Message.of("visit.rulesForbid"), judged.blockingFindings());
                }
                // Who certifies or endorses again gets the whole time again.
                deadlines.forget(
                        request.document(),
                        Step.PREPARATION,
                        Step.CORRECTION,
                        Step.WAIVER,
                        Step.CERTIFICATION,
                        Step.ENDORSEMENT);
                if (earlier.handedOver() == request.revision()) {
                    requests.startRevision(number, request.revision() + 1);
                }
                submissions.keep(
                        attachments.goingAlong(request(number).document()), earlier, planner.handFor(Role.PLANNER));
                story.tell(number, planner.side().code(), planner.id(), "submitted", null);
                yield Map.of(VisitRequestProcess.REQUEST_SUBMITTED, true);
            }
        };
    }

    /** Where persons go by aliases, nothing that is submitted with them says their names. */
    private void demandNoNames(VisitRequest request) {
        var document = request.document();
        var written = textsOf(request);
        if (!written.isForSomebody()) {
            return;
        }
        written.in("purpose", "ui.purpose", document.purpose())
                .in("justification", "ui.justification", document.justification())
                .in("remarks", "ui.remarks", document.remarks())
                .in(
                        "particulars.purposeTranslated",
                        "ui.purposeTranslated",
                        document.particulars().purposeTranslated())
                .inContact("pointOfContact", "ui.pointOfContact", document.pointOfContact())
                .inContact("securityOfficer", "ui.securityOfficer", document.securityOfficer());
        for (var site : document.sites()) {
            var place = "sites/" + site.no() + "/";
            written.inContact(place + "pointOfContact", "ui.sitePointOfContact", site.pointOfContact())
                    .inContact(place + "securityOfficer", "ui.securityOfficer", site.securityOfficer());
        }
        attachments.lookThrough(request, written);
        written.demandNone();
    }

    /** What the sending side writes, looked through for persons of its roll. */
    private static NamelessTexts textsOf(VisitRequest request) {
        return NamelessTexts.of(request.document().visitors());
    }

    /**
     * An authority of the sending side lets the request go on although it breaches rules that may be waived, or not, each rule
     * by itself; for an emergency this is the approval of the higher authority (VIS-08). What another authority may waive is
     * left to that one.
     *
     * @param offeredTo the roles that the task was offered to
     */
    Map<String, Object> decideWaiver(Account authority, String number, TaskAnswer answer, Set<Role> offeredTo) {
        var request = forTask(authority, number, offeredTo.toArray(Role[]::new));
        var hand = authority.handFor(offeredTo.toArray(Role[]::new));
        fourEyes(number, hand, request.prepared());
        var own = judgement.ofRequest(request).waivable().stream()
                .filter(breach -> authority.has(judgement.waiverAuthority(request, breach)))
                .toList();
        var answers = waiverAnswers(hand, request, own, answer);
        waivers.keep(number, request.document().sendingState(), request.revision(), answers);
        tellWaivers(authority, number, answers, true, "waiverGranted");
        tellWaivers(authority, number, answers, false, "waiverRefused");
        // An authority that is asked after this one has time of its own.
        deadlines.forget(request.document(), VisitDeadlines.Step.WAIVER);
        return Map.of();
    }

    private List<Waivers.Answer> waiverAnswers(
            Hand authority, VisitRequest request, List<Verdict.Breached> own, TaskAnswer answer) {
        var given = new LinkedHashMap<String, TaskAnswer.WaiverAnswer>();
        var findings = new ArrayList<Finding>();
        var known = own.stream().map(breach -> breach.rule().id().code()).toList();
        for (var waiver : answer.waivers() == null ? List.<TaskAnswer.@Nullable WaiverAnswer>of() : answer.waivers()) {
            var rule = waiver == null || waiver.rule() == null ? "" : waiver.rule();
            if (waiver == null || !known.contains(rule) || given.put(rule, waiver) != null) {
                findings.add(new Finding(
                        "visit.waiverUnknown",
                        "waivers",
                        Message.of("visit.waiverUnknown")
                                .with("rule", rule.length() > LONGEST_CODE ? rule.substring(0, LONGEST_CODE) : rule),
                        Message.of("visit.waiverUnknown.cure")
                                .with("rules", known.isEmpty() ? "–" : String.join(", ", known)),
                        null));
            }
        }
        var today = LocalDate.ofInstant(clock.instant(), sideOf(request).zone());
        var answers = new ArrayList<Waivers.Answer>();
        for (var breach : own) {
            var code = breach.rule().id().code();
            var place = "waivers/" + code;
            var waiver = given.get(code);
            if (waiver == null || waiver.action() == null) {
                findings.add(new Finding(
                        code,
                        place,
                        Message.of("visit.waiverOpen")
                                .with("rule", code)
                                .with("title", breach.rule().title()),
                        Message.of("visit.waiverOpen.cure"),
                        breach.rule().source()));
                continue;
            }
            if (!Set.of("GRANT", "REFUSE").contains(waiver.action())) {
                findings.add(new Finding(
                        "visit.actionMissing",
                        place,
                        Message.of("visit.actionMissing"),
                        Message.of("visit.actionMissing.cure").with("possible", "GRANT, REFUSE"),
                        null));
            }
            var reason = waiver.reason();
            if (reason == null || reason.isBlank()) {
                findings.add(VisitContentCheck.fault(place + "/reason", "visit.reasonMissing"));
                continue;
            }
            VisitContentCheck.limit(findings, place + "/reason", reason, TaskAnswer.LONGEST_TEXT);
            var role = judgement.waiverAuthority(request, breach).code();
            answers.add(new Waivers.Answer(
                    waiver.action().equals("GRANT"),
                    new Waiver(code, role, reason.strip(), today),
                    Waivers.subjectOf(breach),
                    authority,
                    clock.instant()));
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.answerIncomplete"), findings);
        }
        var written = textsOf(request);
        answers.forEach(one -> written.in(
                "waivers/" + one.rule() + "/reason",
                "ui.waiverReason",
                one.waiver().reason()));
        written.demandNone();
        return answers;
    }

    private void tellWaivers(
            Account authority, String number, List<Waivers.Answer> answers, boolean granted, String event) {
        var codes = answers.stream()
                .filter(answer -> answer.granted() == granted)
                .map(Waivers.Answer::rule)
                .collect(Collectors.joining(","));
        if (!codes.isEmpty()) {
            story.tell(number, authority.side().code(), authority.id(), event, codes);
        }
    }

    /** The roles that have to answer what only a waiver could heal; where that is nothing, every role that ever could. */
    @Transactional(readOnly = true)
    public Set<Role> waiverAuthorities(String number) {
        var request = request(number);
        return judgement.waiverAuthorities(request, judgement.ofRequest(request).waivable());
    }

    /** What each breach that needs a waiver is about, by the code of its rule. */
    private static Map<String, String> subjects(Judgement judged) {
        var subjects = new HashMap<String, String>();
        judged.waivable().forEach(breach -> subjects.put(breach.rule().id().code(), Waivers.subjectOf(breach)));
        for (var verdict : judged.verdicts()) {
            if (verdict instanceof Verdict.Waived waived) {
                subjects.put(waived.rule().id().code(), Waivers.subjectOf(waived.breach()));
            }
        }
        return subjects;
    }

    /** The security officer certifies the roll and confirms the duties of the own side, or sends the request back. */
    Map<String, Object> certify(Account officer, String number, TaskAnswer answer) {
        var request = forTask(officer, number, Role.SECURITY);
        if (action(answer, "CERTIFY", "RETURN").equals("RETURN")) {
            sendBack(officer, request, answer, "notCertified");
            return Map.of(VisitRequestProcess.ROSTER_CERTIFIED, false);
        }
        var hand = officer.handFor(Role.SECURITY);
        fourEyes(number, hand, request.prepared());
        waivers.givenBy(number, request.revision()).forEach(giver -> fourEyes(number, hand, giver));
        requests.certify(number, hand, RequestState.ENDORSEMENT);
        var certified = request(number);
        var judged = judgement.ofRequest(certified);
        var side = certified.document().sendingState();
        duties.confirm(officer, number, certified.revision(), side, judgement.dutiesOfSender(judged), answer);
        judgement.keep(certified, "CERTIFICATION", judged);
        story.tell(number, officer.side().code(), officer.id(), "certified", null);
        return Map.of(VisitRequestProcess.ROSTER_CERTIFIED, true);
    }

    /** The authority endorses the request for transmission or sends it back. */
    Map<String, Object> endorse(Account authority, String number, TaskAnswer answer) {
        var request = forTask(authority, number, Role.AUTHORITY);
        if (action(answer, "ENDORSE", "RETURN").equals("RETURN")) {
            sendBack(authority, request, answer, "notEndorsed");
            return Map.of(VisitRequestProcess.REQUEST_ENDORSED, false);
        }
        var hand = authority.handFor(Role.AUTHORITY);
        fourEyes(number, hand, request.prepared());
        fourEyes(number, hand, request.certified());
        waivers.givenBy(number, request.revision()).forEach(giver -> fourEyes(number, hand, giver));
        requests.endorse(number, hand, RequestState.TRANSMISSION);
        var endorsed = request(number);
        var judged = judgement.ofRequest(endorsed);
        if (!judged.passes()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("visit.rulesForbid"), judged.blockingFindings());
        }
        judgement.keep(endorsed, "ENDORSEMENT", judged);
        story.tell(number, authority.side().code(), authority.id(), "endorsed", null);
        return Map.of(VisitRequestProcess.REQUEST_ENDORSED, true);
    }

    /** While the request is at the host the sender can only watch or withdraw. */
    Map<String, Object> follow(Account officer, String number, TaskAnswer answer) {
        forTask(officer, number, Role.PLANNER, Role.AUTHORITY);
        action(answer, "WITHDRAW");
        requests.saveState(number, RequestState.WITHDRAWN);
        story.tell(number, officer.side().code(), officer.id(), "withdrawn", null);
        return Map.of();
    }

    /** Answers the host's open question. */
    Map<String, Object> answerQuestion(Account planner, String number, TaskAnswer answer) {
        var request = forTask(planner, number, Role.PLANNER);
        var text = ThreadText.of(answer.text(), "visit.answerMissing");
        attachments.requireForBoth(planner, number, answer.attachments());
        textsOf(request).in("text", "ui.answerToHost", text).demandNone();
        var open = openQuestion(number);
        var id = thread.answer(
                number,
                transmissions.findLatest(number).orElseThrow().revision(),
                planner.side().code(),
                planner.id(),
                open.no(),
                text);
        attachments.attach(answer.attachments(), id, ThreadMessage.Release.BOTH);
        story.tell(number, planner.side().code(), planner.id(), "questionAnswered", String.valueOf(open.no()));
        return Map.of();
    }

    /**
     * Withdraws the request from wherever it stands, without a task: for other systems and for an officer who does not
     * hold the task.
     */
    @Transactional
    public VisitRequest withdraw(Account officer, String number, int version) {
        // Whether the host has the request is told by what is read under the lock: it may be on its way at this moment.
        copies.lock(number);
        var request = read(officer, number);
        VisitAccess.mayActAs(officer, request.document().sendingState(), Role.PLANNER, Role.AUTHORITY);
        if (request.state().isClosed()) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("visit.alreadyClosed").with("state", Message.of("visit.state." + request.state())));
        }
        if (request.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "visit.changedMeanwhile");
        }
        var hostHasRequest = request.state().isWithHost();
        requests.saveState(number, RequestState.WITHDRAWN);
        story.tell(number, officer.side().code(), officer.id(), "withdrawn", null);
        processes.withdraw(number, officer.side(), hostHasRequest);
        return request(number);
    }

    /**
     * Withdraws a request that nobody of its side goes on with: the program does so by itself. What the host had of it, it has
     * answered.
     *
     * @param isAbandoned judged again under the lock: somebody may have gone on with it
     */
    @Transactional
    void abandon(String number, BooleanSupplier isAbandoned) {
        copies.lock(number);
        if (!isAbandoned.getAsBoolean()) {
            return;
        }
        var request = request(number);
        var side = sides.get(request.document().sendingState());
        requests.saveState(number, RequestState.WITHDRAWN);
        story.tell(number, side.code(), "system", "abandoned", null);
        processes.withdraw(number, side, false);
    }

    // --- What the process asks of the rules and of the state. ---

    /** Where a submitted request goes. */
    public enum Submission {
        LAWFUL,
        /** Nothing holds it but breaches that an authority of the own side may waive. */
        NEEDS_WAIVER,
        UNLAWFUL
    }

    /** Judges the request at submission and keeps the verdicts; what neither passes nor may be waived goes back. */
    @Transactional
    public Submission judgeSubmission(String number) {
        var request = request(number);
        var judged = judgement.ofRequest(request);
        judgement.keep(request, "SUBMISSION", judged);
        // From now on no newer number changes this case, whatever becomes of it.
        var judgedBy = judgement.parametersDate(request);
        if (judged.passes()) {
            requests.saveSubmitted(number, RequestState.CERTIFICATION, judgedBy);
            return Submission.LAWFUL;
        }
        var refused = waivers.refused(number, request.revision());
        if (judged.needsOnlyWaivers() && refused.isEmpty()) {
            requests.saveSubmitted(number, RequestState.WAIVER, judgedBy);
            story.tell(number, request.document().sendingState(), "system", "waiverAsked", codes(judged.waivable()));
            return Submission.NEEDS_WAIVER;
        }
        requests.saveParametersDate(number, judgedBy);
        requests.sendBack(
                number,
                request.document().sendingState(),
                refused.isEmpty()
                        ? null
                        : refused.stream()
                                .map(waiver -> waiver.rule() + ": " + waiver.reason())
                                .collect(Collectors.joining("\n")));
        story.tell(number, request.document().sendingState(), "system", "unlawful", "SUBMISSION");
        return Submission.UNLAWFUL;
    }

    /** Judges the endorsed request before it goes to the host; what does not pass goes back for correction. */
    @Transactional
    public boolean judgeTransmission(String number) {
        var request = request(number);
        var judged = judgement.ofRequest(request);
        judgement.keep(request, "TRANSMISSION", judged);
        if (!judged.passes()) {
            requests.sendBack(number, request.document().sendingState(), null);
            story.tell(number, request.document().sendingState(), "system", "unlawful", "TRANSMISSION");
        }
        return judged.passes();
    }

    private static String codes(List<Verdict.Breached> breaches) {
        return breaches.stream().map(breach -> breach.rule().id().code()).collect(Collectors.joining(","));
    }

    /** Who prepared the request, or took it over for correction. */
    @Transactional(readOnly = true)
    public String preparerOf(String number) {
        return request(number).preparedBy();
    }

    Side sideOf(VisitRequest request) {
        return sides.get(request.document().sendingState());
    }

    VisitRequest request(String number) {
        return requests.find(number).orElseThrow(() -> new IllegalStateException("No request " + number));
    }

    Question openQuestion(String number) {
        return thread.questions(number).stream()
                .filter(question -> question.answer() == null)
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.noOpenQuestion"));
    }

    private VisitRequest forTask(Account account, String number, Role... roles) {
        var request = request(number);
        VisitAccess.mayActAs(account, request.document().sendingState(), roles);
        return request;
    }

    private void sendBack(Account officer, VisitRequest request, TaskAnswer answer, String event) {
        var number = request.number();
        var reason = text(answer.reason(), "visit.reasonMissing");
        textsOf(request).in("text", "ui.reasonForOwnSide", reason).demandNone();
        requests.sendBack(number, officer.side().code(), reason);
        story.tell(number, officer.side().code(), officer.id(), event, null);
    }

    /** VIS-23: whoever did an earlier step, in person or by a deputy, does not do this one. */
    private static void fourEyes(String number, Hand hand, @Nullable Hand earlier) {
        if (hand.isOneWith(earlier)) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.CONFLICT,
                    "visit.fourEyes",
                    List.of(new Finding(
                            "VIS-23", null, Message.of("visit.fourEyes"), Message.of("visit.fourEyes.cure"), null)),
                    number,
                    hand.principal());
        }
    }

    static String action(TaskAnswer answer, String... possible) {
        var action = answer.action();
        if (action == null || !Set.of(possible).contains(action)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.answerIncomplete"),
                    List.of(new Finding(
                            "visit.actionMissing",
                            "action",
                            Message.of("visit.actionMissing"),
                            Message.of("visit.actionMissing.cure").with("possible", String.join(", ", possible)),
                            null)));
        }
        return action;
    }

    static String text(@Nullable String text, String missing) {
        if (text == null || text.isBlank()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.answerIncomplete"),
                    List.of(VisitContentCheck.fault("text", missing)));
        }
        if (text.length() > TaskAnswer.LONGEST_TEXT) {
            var findings = new ArrayList<Finding>();
            VisitContentCheck.limit(findings, "text", text, TaskAnswer.LONGEST_TEXT);
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.answerIncomplete"), findings);
        }
        return text.strip();
    }
}
