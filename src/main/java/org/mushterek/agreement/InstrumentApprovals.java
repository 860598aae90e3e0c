package org.mushterek.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.PartyAnswer;
import org.mushterek.agreement.InstrumentCase.Receipt;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.agreement.InstrumentCase.StepDone;
import org.mushterek.agreement.InstrumentContent.Act;
import org.mushterek.agreement.InstrumentContent.EntryIntoForce;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a signed instrument, or an amendment, comes into force: a legal officer of one party records it, each party approves as
 * its own law requires, and the first day in force follows from the instrument's own clause. Every party reads the case.
 */
@Service
public class InstrumentApprovals {

    private static final String REMINDED = "reminded";

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_REASON = 1000;

    private final InstrumentCases cases;
    private final Instruments instruments;
    private final InstrumentProcesses processes;
    private final OfficeDeadlines deadlines;
    private final CaseNumbers numbers;
    private final PartyOffices offices;
    private final Sides sides;
    private final Clock clock;

    InstrumentApprovals(
            InstrumentCases cases,
            Instruments instruments,
            InstrumentProcesses processes,
            OfficeDeadlines deadlines,
            CaseNumbers numbers,
            PartyOffices offices,
            Sides sides,
            Clock clock) {
        this.cases = cases;
        this.instruments = instruments;
        this.processes = processes;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.offices = offices;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * What happened in a case, as its parties read it.
     *
     * @param party on whose behalf it was recorded; null where nobody's
     */
    public record Event(
            String number,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason,
            @Nullable String party) {}

    /** A party's notification, and another party that has still to tell when it received it. */
    record PendingReceipt(String notifier, String receiver) {}

    /**
     * What a party's legal officer says of its approval.
     *
     * @param steps each that the party's law requires, with day and reference
     * @param notifiedOn day of the written notification, where the clause asks for one
     * @param note its number
     */
    record ApprovalAnswer(
            List<StepDone> steps,
            @Nullable LocalDate notifiedOn,
            @Nullable String note) {}

    /** Starts a case in Tasklist. */
    @Transactional
    public String open(Account account) {
        var parties = partiesOf(account);
        var number = numbers.next("INS", account.side());
        var side = account.side();
        cases.insert(number, side.code(), State.DRAFT, null, InstrumentContent.BLANK, null, List.of(), account.id());
        tell(get(number), account, "opened", null, null);
        processes.open(number, parties, side);
        return number;
    }

    /**
     * Records a signed instrument in one go; its parties are asked for their approval.
     *
     * @throws Refusal FORBIDDEN, or INVALID with everything that stands against it
     */
    @Transactional
    public InstrumentCase record(Account account, InstrumentContent written) {
        var parties = partiesOf(account);
        var content = sound(parties, account.side(), written);
        var number = numbers.next("INS", account.side());
        cases.insert(
                number,
                account.side().code(),
                State.APPROVAL,
                content.code(),
                content,
                null,
                represented(content, account.side()),
                account.id());
        tell(get(number), account, "recorded", content.signedOn(), null);
        processes.receive(number, parties, account.side());
        return get(number);
    }

    /** Records what was opened in Tasklist. */
    @Transactional
    void submit(Account account, String number, InstrumentContent written) {
        var found = ofOpener(account, number);
        requireState(found, State.DRAFT);
        var content = sound(partiesOf(account), account.side(), written);
        cases.record(found, content, represented(content, account.side()), account.id());
        tell(get(number), account, "recorded", content.signedOn(), null);
    }

    /** Gives up a draft; its task ends its process. */
    @Transactional
    void abandon(Account account, String number) {
        var found = ofOpener(account, number);
        requireState(found, State.DRAFT);
        cases.become(found, State.DISCARDED, null);
        tell(found, account, "discarded", null, null);
    }

    /** Gives up a case whose parties have not all answered, wherever it waits; only its opener's side can. */
    @Transactional
    public void discard(Account account, String number) {
        var found = ofOpener(account, number);
        if (!found.state().isOpen()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.notOpen");
        }
        cases.become(found, State.DISCARDED, null);
        tell(found, account, "discarded", null, null);
        processes.discard(number, partiesOf(account));
    }

    /** A process that ends as discarded belongs to a case that is. */
    public void requireDiscarded(String number) {
        requireState(get(number), State.DISCARDED);
    }

    /** The parties for which nobody can answer here; what is recorded of them stays so, whoever comes later. */
    private List<String> represented(InstrumentContent content, Side opener) {
        return content.parties().stream()
                .filter(code -> !code.equals(opener.code()))
                .filter(code -> sides.find(code)
                        .map(side -> !offices.hasOfficer(side, Role.LEGAL))
                        .orElse(true))
                .toList();
    }

    /** The account's side approves; every step that its law requires is done. */
    @Transactional
    void approve(Account account, String number, ApprovalAnswer answer) {
        var found = mayAnswer(account, number);
        var findings = new ArrayList<Finding>();
        check(findings, found, account.side().code(), answer, today(account.side()));
        refuse(findings);
        cases.answer(
                found,
                new PartyAnswer(
                        account.side().code(),
                        true,
                        null,
                        answer.steps(),
                        answer.notifiedOn(),
                        answer.note(),
                        List.of(),
                        null),
                account.handFor(Role.LEGAL));
        tell(found, account, "approved", lastStep(answer.steps()).orElse(null), null);
    }

    /** What stands against this approval by the party: each step that its law requires is done, and nothing else is told. */
    static void check(
            List<Finding> findings, InstrumentCase found, String party, ApprovalAnswer answer, LocalDate today) {
        var signed = Objects.requireNonNull(found.content().signedOn(), found.number());
        var required = found.content().stepsOf(party);
        for (var step : required) {
            var done = answer.steps().stream()
                    .filter(candidate -> candidate.step() == step)
                    .findFirst()
                    .orElse(null);
            if (done == null) {
                findings.add(fault("steps/" + step, "stepMissing"));
            } else {
                checkDay(findings, "steps/" + step, done.on(), signed, today);
                checkReference(findings, "steps/" + step + "/reference", done.reference());
            }
        }
        if (answer.steps().size() != required.size()) {
            findings.add(fault("steps", "stepsOther"));
        }
        if (needsNotification(found)) {
            checkDay(findings, "notifiedOn", answer.notifiedOn(), signed, today);
            checkReference(findings, "note", answer.note());
        } else if (answer.notifiedOn() != null || answer.note() != null) {
            findings.add(fault("notifiedOn", "notificationNotAsked"));
        }
    }

    static Optional<LocalDate> lastStep(List<StepDone> steps) {
        return steps.stream().map(StepDone::on).max(Comparator.naturalOrder());
    }

    /** The account's side does not approve: the instrument does not enter into force. */
    @Transactional
    void decline(Account account, String number, @Nullable String reason) {
        var found = mayAnswer(account, number);
        var findings = new ArrayList<Finding>();
        checkReason(findings, reason);
        refuse(findings);
        cases.answer(
                found,
                new PartyAnswer(account.side().code(), false, reason, List.of(), null, null, List.of(), null),
                account.handFor(Role.LEGAL));
        cases.become(get(number), State.DECLINED, null);
        tell(found, account, "declined", null, reason);
    }

    /**
     * The account's side confirms on which day it received another party's notification; the opener's side also for a
     * receiver without officers here, by another hand than recorded the notification.
     */
    @Transactional
    void confirmNotification(
            Account account,
            String number,
            PendingReceipt pending,
            @Nullable LocalDate receivedOn,
            @Nullable String reference) {
        var found = get(number);
        mayWork(account);
        requireState(found, State.APPROVAL);
        if (!pendingReceipts(account, found).contains(pending)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile");
        }
        var isOwn = account.isOf(pending.receiver());
        if (!isOwn && account.handFor(Role.LEGAL).isOneWith(cases.answerer(number, pending.notifier()))) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "agreement.case.secondOfficer",
                    number,
                    account.handFor(Role.LEGAL).principal());
        }
        var notified = found.answers().stream()
                .filter(given -> given.party().equals(pending.notifier()))
                .map(PartyAnswer::notifiedOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LocalDate.MIN);
        var findings = new ArrayList<Finding>();
        checkDay(findings, "receivedOn", receivedOn, notified, today(account.side()));
        checkReference(findings, "reference", reference);
        refuse(findings);
        cases.receive(
                found,
                pending.notifier(),
                new Receipt(
                        pending.receiver(),
                        Objects.requireNonNull(receivedOn),
                        Objects.requireNonNull(reference),
                        isOwn ? null : account.side().code()),
                account.id());
        cases.tell(
                found,
                account.id(),
                account.side().code(),
                "notificationReceived",
                receivedOn,
                null,
                isOwn ? null : pending.receiver());
    }

    /** The receipts that the account's side has still to tell: its own, and as the opener those of absent parties. */
    static List<PendingReceipt> pendingReceipts(Account account, InstrumentCase found) {
        return found.answers().stream()
                .filter(answer -> answer.approved() && answer.counts())
                .flatMap(answer -> found.content().parties().stream()
                        .filter(receiver -> !receiver.equals(answer.party()))
                        .filter(receiver -> found.represented().contains(receiver)
                                ? account.isOf(found.side())
                                : account.isOf(receiver))
                        .filter(receiver -> answer.receipts().stream()
                                .noneMatch(receipt -> receipt.receiver().equals(receiver)))
                        .map(receiver -> new PendingReceipt(answer.party(), receiver)))
                .sorted(Comparator.comparing(pending -> !account.isOf(pending.receiver())))
                .toList();
    }

    /** The codes of all parties that have to answer. */
    public List<String> toAnswer(String number) {
        return get(number).content().parties();
    }

    /** Whether the party answers itself; where it has no officers here, the opener's side records what it answers. */
    public boolean answersItself(String number, String party) {
        return !get(number).represented().contains(party);
    }

    /** The side whose officers act for the party: its own, or the opener's. */
    public Side officeOf(String number, String party) {
        var found = get(number);
        return found.represented().contains(party) ? sides.get(found.side()) : sides.get(party);
    }

    /** The first day in force, now that every party has approved: computed from the instrument's clause and recorded. */
    @Transactional
    public void settleEntryIntoForce(String number) {
        var found = get(number);
        if (found.state() == State.APPROVED) {
            return;
        }
        requireState(found, State.APPROVAL);
        var day = entryIntoForce(found);
        cases.become(found, State.APPROVED, day);
        cases.tell(found, "system", null, "entrySettled", day, null);
    }

    /** Pure: the first day in force by the clause, once all parties have approved. */
    static LocalDate entryIntoForce(InstrumentCase approved) {
        var content = approved.content();
        var signed = Objects.requireNonNull(content.signedOn(), approved.number());
        var steps = approved.answers().stream()
                .flatMap(answer -> answer.steps().stream())
                .map(StepDone::on);
        return switch (Objects.requireNonNull(content.entryIntoForce(), approved.number())) {
            case SIGNATURE -> signed;
            case LAST_NOTIFICATION ->
                approved.answers().stream()
                        .flatMap(answer -> answer.receipts().stream())
                        .map(Receipt::on)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
            case FIXED_DAY ->
                Stream.concat(steps, Stream.of(Objects.requireNonNull(content.entersIntoForceOn(), approved.number())))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        };
    }

    /** The settled day has come; whether terms of its own begin, rather than an amendment changing another instrument. */
    @Transactional
    public boolean enterIntoForce(String number) {
        var found = get(number);
        requireState(found, State.APPROVED);
        var isNew = found.content().act() == Act.NEW;
        cases.become(found, isNew ? State.IN_FORCE : State.APPLIED, found.inForceOn());
        cases.tell(found, "system", null, isNew ? "inForce" : "applied", found.inForceOn(), null);
        if (!isNew) {
            instruments.applyAmendment(found);
        }
        return isNew;
    }

    /** Whether the clause waits for the parties' notifications. */
    static boolean needsNotification(InstrumentCase about) {
        return about.content().entryIntoForce() == EntryIntoForce.LAST_NOTIFICATION;
    }

    /** The sides whose case it is. */
    public Parties parties(String number) {
        return parties(get(number));
    }

    private Parties parties(InstrumentCase found) {
        var codes = found.content().parties().isEmpty()
                ? Optional.ofNullable(found.instrument())
                        .flatMap(instruments::find)
                        .map(Instrument::parties)
                        .orElse(List.of())
                : found.content().parties();
        return sides.jointAmong(codes).orElseGet(() -> joint(sides.get(found.side())));
    }

    private Parties joint(Side side) {
        return sides.joint().stream()
                .filter(parties -> parties.includes(side))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.noOtherParty"));
    }

    /** When the recording that is opened now is due. */
    public Instant recordingDue(String number) {
        return deadlines.due(sides.get(get(number).side()), InstrumentDeadlines.DAYS_TO_RECORD);
    }

    /** When the side's approval that is asked for now is due. */
    public Instant approvalDue(Side side) {
        return deadlines.due(side, InstrumentDeadlines.DAYS_TO_APPROVE);
    }

    /** When the confirmation of a receipt that is asked for now is due. */
    public Instant confirmationDue(Side side) {
        return deadlines.due(side, InstrumentDeadlines.DAYS_TO_CONFIRM);
    }

    /** The first moment of the first day in force, in the zone of the party where it begins first. */
    public Instant entryIntoForceReached(String number) {
        var day = Objects.requireNonNull(get(number).inForceOn(), number);
        return parties(number).sides().stream()
                .map(side -> day.atStartOfDay(side.zone()).toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The cases that the account may read, latest first: those of its side, for whoever works on instruments or audits. */
    @Transactional(readOnly = true)
    public List<InstrumentCase> list(Account account) {
        if (!mayRead(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.wrongRole");
        }
        return cases.all().stream()
                .filter(found -> parties(found).includes(account.side()))
                .map(found -> found.asReadBy(account.side()))
                .toList();
    }

    @Transactional(readOnly = true)
    public InstrumentCase read(Account account, String number) {
        var found = get(number);
        if (!mayRead(account) || !parties(found).includes(account.side())) {
            throw unknown();
        }
        return found.asReadBy(account.side());
    }

    /** What happened in a case that the account may read, in order. */
    @Transactional(readOnly = true)
    public List<Event> story(Account account, String number) {
        read(account, number);
        return cases.story(number).stream()
                .filter(event -> maySee(account, event))
                .map(event -> shown(account, event))
                .toList();
    }

    /** What happened to an instrument, in order; who did it at the other side stays with the other side. */
    @Transactional(readOnly = true)
    public List<Event> history(Account account, String instrument) {
        instruments.get(instrument);
        return cases.storyOf(instrument).stream()
                .filter(event -> maySee(account, event))
                .map(event -> shown(account, event))
                .toList();
    }

    /** How long a party takes is the party's own matter, as long as it is in time. */
    private static boolean maySee(Account account, InstrumentCases.Event event) {
        return !event.event().equals(REMINDED) || account.isOf(String.valueOf(event.side()));
    }

    /** Tells the party that its officers were reminded of a task. */
    @Transactional
    public void reminded(String number, String side) {
        cases.tell(get(number), "system", side, REMINDED, null, null);
    }

    private static Event shown(Account account, InstrumentCases.Event event) {
        var isOwn = event.side() == null || account.isOf(event.side());
        return new Event(
                event.number(),
                event.happenedAt(),
                isOwn ? event.account() : String.valueOf(event.side()),
                isOwn ? event.onBehalfOf() : null,
                event.side(),
                event.event(),
                event.day(),
                event.reason(),
                event.party());
    }

    private static boolean mayRead(Account account) {
        return account.hasAny(Readers.OF_INSTRUMENTS);
    }

    InstrumentCase get(String number) {
        return cases.find(number).orElseThrow(InstrumentApprovals::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "agreement.case.unknown");
    }

    private InstrumentCase ofOpener(Account account, String number) {
        mayWork(account);
        var found = get(number);
        if (!parties(found).includes(account.side())) {
            throw unknown();
        }
        if (!account.isOf(found.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.notOpener");
        }
        return found;
    }

    private InstrumentCase mayAnswer(Account account, String number) {
        mayWork(account);
        var found = get(number);
        requireState(found, State.APPROVAL);
        var answered = found.answers().stream().anyMatch(answer -> account.isOf(answer.party()));
        if (answered) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile");
        }
        return found;
    }

    static void mayWork(Account account) {
        if (!account.has(Role.LEGAL)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.onlyLegalOfficer");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.LEGAL)).orElse(null));
    }

    private Parties partiesOf(Account account) {
        mayWork(account);
        return joint(account.side());
    }

    private InstrumentContent sound(Parties parties, Side side, InstrumentContent written) {
        var content = written;
        if (written.act() == Act.AMENDMENT) {
            content = written.between(Optional.ofNullable(written.code())
                    .flatMap(instruments::find)
                    .map(Instrument::parties)
                    .orElseGet(() -> parties.codes()));
        }
        var findings = new InstrumentContentCheck(parties, sides.otherStates(), instruments::find, today(side))
                .findings(content);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("agreement.case.unsound"), findings);
        }
        return content;
    }

    LocalDate today(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone());
    }

    static void requireState(InstrumentCase found, State state) {
        if (found.state() != state) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile");
        }
    }

    private static void checkDay(
            List<Finding> findings, String place, @Nullable LocalDate day, LocalDate earliest, LocalDate latest) {
        if (day == null || day.isBefore(earliest) || day.isAfter(latest)) {
            findings.add(new Finding(
                    "agreement.case.dayBetween",
                    place,
                    Message.of("agreement.case.dayBetween"),
                    Message.of("agreement.case.dayBetween.cure")
                            .with("earliest", earliest)
                            .with("latest", latest),
                    null));
        }
    }

    static void checkReason(List<Finding> findings, @Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            findings.add(fault("reason", "reason"));
        }
    }

    static void checkReference(List<Finding> findings, String place, @Nullable String reference) {
        if (reference == null || reference.isBlank() || reference.length() > LONGEST_TEXT) {
            findings.add(fault(place, "text"));
        }
    }

    static Finding fault(String place, String fault) {
        return new Finding(
                "agreement.case." + fault,
                place,
                Message.of("agreement.case." + fault),
                Message.of("agreement.case." + fault + ".cure")
                        .with("longest", fault.equals("reason") ? LONGEST_REASON : LONGEST_TEXT),
                null);
    }

    static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("agreement.case.unsound"), findings);
        }
    }

    private void tell(
            InstrumentCase about, Account account, String event, @Nullable LocalDate day, @Nullable String reason) {
        cases.tell(about, account.id(), account.side().code(), event, day, reason);
    }
}
