package org.mushterek.incident;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.incident.Incident.Event;
import org.mushterek.incident.Incident.Procedure;
import org.mushterek.incident.Incident.State;
import org.mushterek.incident.Incident.Words;
import org.mushterek.incident.IncidentContent.PersonOnRoll;
import org.mushterek.incident.rule.IncidentFacts;
import org.mushterek.incident.rule.IncidentFacts.Attendance;
import org.mushterek.incident.rule.IncidentFacts.Kind;
import org.mushterek.incident.rule.IncidentFacts.NoticeFacts;
import org.mushterek.incident.rule.IncidentFacts.ProcedureFacts;
import org.mushterek.incident.rule.IncidentRuleBook;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.mushterek.visit.GuestsOfExercise;
import org.mushterek.visit.GuestsOfExercise.Guest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to guests of a host. Its officers record an injury, a death or an arrest, and the sending side is told at that moment
 * (INC-01, INC-04); on a death nothing is done to the dead person before the sending side has agreed (INC-02), whose representative may
 * attend an autopsy and whose officers get its report (INC-03). Both sides read all that is written.
 */
@Service
public class Incidents {

    /** Who records an incident at the host, and who hears of it at the sending side. */
    static final Set<Role> RECORDERS = Set.of(Role.MEDICAL, Role.LEGAL, Role.COMMANDER);

    /** Who reads what was written, at both sides: health, death and arrest of persons are nobody else's concern. */
    private static final Set<Role> READERS_OF_WORDS =
            Set.of(Role.MEDICAL, Role.LEGAL, Role.COMMANDER, Role.AUTHORITY, Role.AUDITOR);

    private static final Set<Role> PHYSICIANS = Set.of(Role.MEDICAL);
    private static final Set<Role> COORDINATORS = Set.of(Role.MEDICAL, Role.COMMANDER);
    private static final Set<Role> COMMANDERS = Set.of(Role.COMMANDER);
    private static final String SYSTEM = "system";

    private final IncidentRows rows;
    private final IncidentProcesses processes;
    private final IncidentRuleBook book;
    private final Exercises exercises;
    private final GuestsOfExercise guests;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final Clock clock;

    Incidents(
            IncidentRows rows,
            IncidentProcesses processes,
            IncidentRuleBook book,
            Exercises exercises,
            GuestsOfExercise guests,
            CaseNumbers numbers,
            Sides sides,
            Clock clock) {
        this.rows = rows;
        this.processes = processes;
        this.book = book;
        this.exercises = exercises;
        this.guests = guests;
        this.numbers = numbers;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * Opens a draft, which waits for its officer.
     *
     * @throws Refusal FORBIDDEN but to officers who record incidents, CONFLICT where no other side shares cases with this one
     */
    @Transactional
    public String open(Account account) {
        var number = insert(account);
        processes.open(number, parties(get(number)), account.side());
        return number;
    }

    /**
     * Records an incident at once: the sending side is told with it.
     *
     * @throws Refusal FORBIDDEN but to officers who record incidents, INVALID with all that is missing or cannot be
     */
    @Transactional
    public Incident report(Account account, IncidentContent content) {
        var number = insert(account);
        var answers = record(account, number, content);
        processes.report(number, parties(get(number)), answers);
        return read(account, number);
    }

    private String insert(Account account) {
        demand(account, RECORDERS);
        if (sides.joint().stream().noneMatch(parties -> parties.includes(account.side()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.noOtherParty");
        }
        var number = numbers.next("INC", account.side());
        rows.insert(number, account.side().code(), account.id());
        rows.tell(number, account.id(), account.side().code(), "opened", null);
        return number;
    }

    /**
     * The officer's record, which is the notice to the sending side.
     *
     * @return what the diagram asks for
     */
    @Transactional
    Map<String, Object> record(Account account, String number, IncidentContent content) {
        var draft = draft(account, number);
        var findings = new ArrayList<>(IncidentCheck.of(content, now(account.side())));
        var exercise = exercise(account, content, findings);
        var sender = exercise == null ? Optional.<String>empty() : sender(exercise, content, findings);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("incident.invalid"), findings);
        }
        var kind = Objects.requireNonNull(content.kind());
        var isDeath = kind == Kind.DEATH;
        var sending = sides.get(sender.orElseThrow());
        rows.record(
                draft,
                sending.code(),
                content.of(known(account, content)),
                isDeath ? State.AWAITS_COORDINATION : State.NOTIFIED);
        rows.tell(number, account.id(), account.side().code(), "notified", null);
        if (content.toldAt() != null) {
            rows.tell(
                    number,
                    account.id(),
                    account.side().code(),
                    "toldBefore",
                    new Words(content.toldTo(), null, null, content.toldAt(), null, null, null, null, null, null));
        }
        var answers = new HashMap<String, Object>();
        answers.put(IncidentProcess.INCIDENT_RECORDED, true);
        answers.put(IncidentProcess.HOST, account.side().tenant());
        answers.put(IncidentProcess.PARTY, sending.tenant());
        answers.put(IncidentProcess.IS_DEATH, isDeath);
        return answers;
    }

    private @Nullable Exercise exercise(Account account, IncidentContent content, List<Finding> findings) {
        var code = content.exercise();
        if (code == null || code.isBlank()) {
            return null;
        }
        var found = hostedBy(account, code).orElse(null);
        if (found == null) {
            findings.add(IncidentCheck.fault("exercise", "incident.notHosted"));
        }
        return found;
    }

    private Optional<Exercise> hostedBy(Account account, String code) {
        return exercises.find(account, code).filter(exercise -> account.isOf(exercise.hostState()));
    }

    private Optional<String> sender(Exercise exercise, IncidentContent content, List<Finding> findings) {
        var persons = content.persons();
        if (persons == null || findings.stream().anyMatch(finding -> "persons".equals(finding.place()))) {
            return Optional.empty();
        }
        var sender = guests.sender(exercise.code(), exercise.hostState(), linesByVisit(persons));
        if (sender.isEmpty()) {
            findings.add(IncidentCheck.fault("persons", "incident.noGuests"));
        }
        return sender;
    }

    private static Map<String, List<Integer>> linesByVisit(List<PersonOnRoll> persons) {
        return persons.stream()
                .collect(groupingBy(
                        person -> String.valueOf(person.visit()),
                        LinkedHashMap::new,
                        mapping(PersonOnRoll::line, toList())));
    }

    /** The persons as their rolls have them. */
    private List<PersonOnRoll> known(Account account, IncidentContent content) {
        var rolls = new HashMap<String, Map<Integer, Guest>>();
        return Objects.requireNonNullElse(content.persons(), List.<PersonOnRoll>of()).stream()
                .map(person -> {
                    var visit = String.valueOf(person.visit());
                    var guest = rolls.computeIfAbsent(visit, any -> guests.ofVisit(account, visit))
                            .get(person.line());
                    return new PersonOnRoll(
                            visit,
                            person.line(),
                            guest == null ? null : guest.grade(),
                            guest == null ? null : guest.name());
                })
                .toList();
    }

    /** The officer gives the draft up; nobody was told. */
    @Transactional
    void discard(Account account, String number) {
        var draft = draft(account, number);
        rows.become(draft, State.DISCARDED);
        rows.tell(number, account.id(), account.side().code(), "discarded", null);
    }

    private Incident draft(Account account, String number) {
        var draft = locked(account, number);
        demand(account, RECORDERS);
        if (draft.state() != State.DRAFT) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "incident.caseMoved");
        }
        return draft;
    }

    /** The program says whether the notice went out in time (INC-01, INC-04); a late one stays on record and goes on. */
    @Transactional
    public void judgeNotice(String number) {
        var incident = rows.lock(number).orElseThrow(Incidents::unknown);
        if (!notice(incident).warnings().isEmpty()) {
            rows.tell(number, SYSTEM, CaseNumbers.side(number), "noticeLate", null);
        }
    }

    /** What the rules have to say against the first notice, which went out all the same; nothing of a draft, nor to who does not read its words. */
    public List<Finding> warnings(Incident incident) {
        return incident.content() == null ? List.of() : notice(incident).warningFindings();
    }

    private Judgement notice(Incident incident) {
        var told = content(incident).toldAt();
        var recordedAt = Objects.requireNonNull(incident.recordedAt());
        return book.judge(IncidentFacts.of(
                incident.parametersDate(),
                new NoticeFacts(
                        Objects.requireNonNull(incident.kind()),
                        learnedAt(incident),
                        told == null ? recordedAt : byHostsClock(incident, told))));
    }

    /** An officer of the sending side has read the notice: its receipt has a time and a name. */
    @Transactional
    void acknowledge(Account account, String number, Words words) {
        var incident = ofSender(account, number, RECORDERS);
        refuse(IncidentCheck.remark(words));
        tell(account, incident, "noticeAcknowledged", Words.of(words.text()));
    }

    /** The host writes what is known by now. */
    @Transactional
    void giveWrittenNotice(Account account, String number, Words words) {
        var incident = ofHost(account, number, RECORDERS);
        refuse(IncidentCheck.writtenNotice(words));
        tell(
                account,
                incident,
                "writtenNoticeGiven",
                new Words(words.text(), words.reference(), null, null, null, null, null, null, null, null));
    }

    /** The host says what it intends for the dead person, be it nothing; the sending side is asked (INC-02). */
    @Transactional
    void propose(Account account, String number, Words words) {
        var incident = ofHost(account, number, PHYSICIANS);
        inState(incident, State.AWAITS_COORDINATION);
        refuse(IncidentCheck.proposal(words, now(account.side())));
        var isNothing = words.procedure() == Procedure.NONE;
        rows.agree(incident, State.AWAITS_COORDINATION, null);
        tell(
                account,
                incident,
                "procedureProposed",
                new Words(
                        words.text(),
                        null,
                        null,
                        isNothing ? null : words.at(),
                        words.procedure(),
                        isNothing ? null : words.place(),
                        null,
                        null,
                        null,
                        null));
    }

    /**
     * The sending side agrees, with its conditions, and names who attends where it wants (INC-03).
     *
     * @return what the diagram asks for
     */
    @Transactional
    Map<String, Object> agree(Account account, String number, Words words) {
        var incident = ofSender(account, number, COORDINATORS);
        inState(incident, State.AWAITS_COORDINATION);
        var proposed = proposal(rows.story(number));
        var findings = new ArrayList<>(IncidentCheck.agreement(words));
        if (proposed.procedure() != Procedure.NONE
                && procedureBegins(incident, proposed).isBefore(clock.instant())) {
            findings.add(IncidentCheck.fault("action", "incident.proposalPassed"));
        }
        refuse(findings);
        rows.agree(incident, State.COORDINATED, clock.instant());
        tell(
                account,
                incident,
                "procedureAgreed",
                new Words(
                        words.text(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        proposed.procedure() == Procedure.AUTOPSY ? words.representative() : null,
                        null,
                        null,
                        null));
        return Map.of(
                IncidentProcess.PROPOSAL_AGREED,
                true,
                IncidentProcess.PROCEDURE_PLANNED,
                proposed.procedure() != Procedure.NONE);
    }

    /** The sending side objects, with the reason; the host proposes anew. */
    @Transactional
    Map<String, Object> object(Account account, String number, Words words) {
        var incident = ofSender(account, number, COORDINATORS);
        inState(incident, State.AWAITS_COORDINATION);
        refuse(IncidentCheck.reason(words));
        tell(account, incident, "procedureObjected", Words.of(words.text()));
        return Map.of(IncidentProcess.PROPOSAL_AGREED, false);
    }

    /**
     * The host records what was done (INC-02, INC-03).
     *
     * @return what the diagram asks for
     * @throws Refusal CONFLICT where a rule forbids it
     */
    @Transactional
    Map<String, Object> recordProcedure(Account account, String number, Words words) {
        var incident = ofHost(account, number, PHYSICIANS);
        refuse(IncidentCheck.procedure(words, now(account.side())));
        var story = rows.story(number);
        var agreed = proposal(story).procedure();
        var blocking = judged(incident, story, words).blockingFindings();
        if (!blocking.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("incident.unlawful"), blocking);
        }
        tell(
                account,
                incident,
                "procedureDone",
                new Words(
                        words.text(),
                        null,
                        null,
                        words.at(),
                        agreed,
                        null,
                        null,
                        words.attended(),
                        Boolean.FALSE.equals(words.attended()) ? words.absence() : null,
                        null));
        return Map.of(IncidentProcess.PROCEDURE_DONE, true, IncidentProcess.AUTOPSY_DONE, agreed == Procedure.AUTOPSY);
    }

    /** What was agreed is not done after all, with the reason; whatever is intended now, be it nothing, is proposed anew. */
    @Transactional
    Map<String, Object> leaveProcedure(Account account, String number, Words words) {
        var incident = ofHost(account, number, PHYSICIANS);
        refuse(IncidentCheck.reason(words));
        rows.agree(incident, State.AWAITS_COORDINATION, null);
        tell(account, incident, "procedureNotDone", Words.of(words.text()));
        return Map.of(IncidentProcess.PROCEDURE_DONE, false, IncidentProcess.AUTOPSY_DONE, false);
    }

    /** The rules hold for what was recorded: the form has let nothing else through. */
    @Transactional
    public void judgeProcedure(String number) {
        var incident = rows.lock(number).orElseThrow(Incidents::unknown);
        var story = rows.story(number);
        var done = last(story, "procedureDone", "procedureNotDone").orElseThrow();
        if (done.event().equals("procedureDone")
                && !judged(incident, story, words(done)).blocking().isEmpty()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "incident.unlawful");
        }
    }

    private Judgement judged(Incident incident, List<Event> story, Words words) {
        var named = last(story, "procedureAgreed")
                .map(event -> words(event).representative())
                .map(person -> List.of(new Attendance(words.attended(), words.absence())))
                .orElse(List.of());
        var at = words.at();
        return book.judge(IncidentFacts.of(
                incident.parametersDate(),
                new ProcedureFacts(
                        incident.agreedAt(),
                        procedureBegins(incident, proposal(story)),
                        at == null ? null : byHostsClock(incident, at),
                        named)));
    }

    /** The host hands the copy of the autopsy's final report over (INC-03). */
    @Transactional
    void handOverReport(Account account, String number, Words words) {
        var incident = ofHost(account, number, PHYSICIANS);
        refuse(IncidentCheck.report(words, now(account.side())));
        tell(
                account,
                incident,
                "reportHandedOver",
                new Words(words.text(), words.reference(), words.day(), null, null, null, null, null, null, null));
    }

    /** The sending side has the copy. */
    @Transactional
    Map<String, Object> confirmReport(Account account, String number, Words words) {
        var incident = ofSender(account, number, COORDINATORS);
        refuse(IncidentCheck.remark(words));
        tell(account, incident, "reportReceived", Words.of(words.text()));
        return Map.of(IncidentProcess.REPORT_RECEIVED, true);
    }

    /** The sending side has no copy, or an incomplete one: the host hands it over again. */
    @Transactional
    Map<String, Object> missReport(Account account, String number, Words words) {
        var incident = ofSender(account, number, COORDINATORS);
        refuse(IncidentCheck.reason(words));
        tell(account, incident, "reportMissing", Words.of(words.text()));
        return Map.of(IncidentProcess.REPORT_RECEIVED, false);
    }

    /** A commander of the host says what became of it. */
    @Transactional
    void close(Account account, String number, Words words) {
        var incident = ofHost(account, number, COMMANDERS);
        var isDeath = incident.kind() == Kind.DEATH;
        refuse(IncidentCheck.closing(words, isDeath, now(account.side())));
        rows.become(incident, State.CLOSED);
        tell(
                account,
                incident,
                "closed",
                isDeath
                        ? new Words(words.text(), null, words.day(), null, null, words.place(), null, null, null, null)
                        : new Words(words.text(), null, null, null, null, null, null, null, null, words.removed()));
    }

    /**
     * The host takes back what was recorded in error, with the reason that both sides read.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN to others, CONFLICT where it is a draft or over
     */
    @Transactional
    public Incident withdraw(Account account, String number, @Nullable String reason) {
        var incident = ofHost(account, number, RECORDERS);
        var words = Words.of(reason);
        refuse(IncidentCheck.reason(words));
        rows.become(incident, State.WITHDRAWN);
        tell(account, incident, "withdrawn", words);
        processes.withdraw(number, parties(incident));
        return read(account, number);
    }

    /** A process that ends as withdrawn belongs to an incident that is. */
    public void requireWithdrawn(String number) {
        if (get(number).state() != State.WITHDRAWN) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "incident.caseMoved");
        }
    }

    /** Those in which the account's side has a part, latest first; drafts of its own side alone. */
    @Transactional(readOnly = true)
    public Incident.Page list(Account account, @Nullable String exercise, int offset, int limit) {
        demandReader(account);
        var side = account.side().code();
        var page = rows.ofSide(side, exercise, offset, limit);
        return new Incident.Page(
                page.items().stream()
                        .map(found -> found.asReadBy(side).withoutWords())
                        .toList(),
                page.total());
    }

    /**
     * An incident, to whoever works on cases; what was written of it to those who act in it, decide or audit. That they have read it
     * is on record.
     *
     * @throws Refusal NOT_FOUND where there is none for this account
     */
    @Transactional
    public Incident read(Account account, String number) {
        var found =
                of(account, number, rows.find(number)).asReadBy(account.side().code());
        if (!account.hasAny(READERS_OF_WORDS)) {
            return found.withoutWords();
        }
        if (found.content() != null) {
            OnBehalf.note(account.id(), account.principalFor(READERS_OF_WORDS).orElse(null));
            rows.wasRead(account.id(), account.side().code(), number);
        }
        return found;
    }

    /** Every step that was taken; who took it at the other side stays with that side, and the words with those who read them. */
    @Transactional(readOnly = true)
    public List<Event> story(Account account, String number) {
        of(account, number, rows.find(number));
        var side = account.side().code();
        var readsWords = account.hasAny(READERS_OF_WORDS);
        return rows.story(number).stream()
                .filter(event -> event.isFor(side))
                .map(event -> event.asReadBy(side))
                .map(event -> readsWords ? event : event.withoutWords())
                .toList();
    }

    /**
     * The guests of an exercise of the account's side, to be chosen from where one is recorded.
     *
     * @throws Refusal FORBIDDEN but to officers who record incidents, NOT_FOUND where the side hosts no such exercise
     */
    @Transactional
    public List<Guest> guests(Account account, String exercise) {
        demand(account, RECORDERS);
        var found =
                hostedBy(account, exercise).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "exercise.unknown"));
        return guests.of(account, found.code());
    }

    /** The exercises of the account's side among whose guests something may have happened, latest first. */
    @Transactional(readOnly = true)
    public List<Exercise> hosted(Account account) {
        return exercises.hosted(account, LocalDate.EPOCH);
    }

    /** What the host has proposed last. */
    private static Words proposal(List<Event> story) {
        return words(last(story, "procedureProposed").orElseThrow());
    }

    /** When what was proposed last is to begin. */
    public Instant procedureBegins(String number) {
        return procedureBegins(get(number), proposal(rows.story(number)));
    }

    private Instant procedureBegins(Incident incident, Words proposed) {
        var at = proposed.at();
        return at == null ? clock.instant() : byHostsClock(incident, at);
    }

    /** When the host has learned of it. */
    public Instant learnedAt(String number) {
        return learnedAt(get(number));
    }

    private Instant learnedAt(Incident incident) {
        var content = content(incident);
        return byHostsClock(
                incident,
                Objects.requireNonNullElse(content.learnedAt(), Objects.requireNonNull(content.happenedAt())));
    }

    private Instant byHostsClock(Incident incident, LocalDateTime local) {
        return local.atZone(sides.get(incident.host()).zone()).toInstant();
    }

    private static Optional<Event> last(List<Event> story, String... events) {
        var some = List.of(events);
        return story.stream().filter(event -> some.contains(event.event())).reduce((earlier, later) -> later);
    }

    private static Words words(Event event) {
        return event.words() == null ? Words.NONE : event.words();
    }

    private static IncidentContent content(Incident incident) {
        return incident.content() == null ? IncidentContent.BLANK : incident.content();
    }

    private Parties parties(Incident incident) {
        var code = incident.exercise();
        var host = sides.get(incident.host());
        return code == null
                ? sides.joint().stream()
                        .filter(parties -> parties.includes(host))
                        .findFirst()
                        .orElseThrow()
                : sides.joint(exercises.find(code).orElseThrow().parties()).orElseThrow();
    }

    /** The sides that read the case. */
    Parties partiesOf(String number) {
        return parties(get(number));
    }

    private Incident ofHost(Account account, String number, Set<Role> needed) {
        return acting(account, locked(account, number), Incident::host, needed);
    }

    private Incident ofSender(Account account, String number, Set<Role> needed) {
        return acting(account, locked(account, number), Incident::sending, needed);
    }

    private static Incident acting(
            Account account, Incident incident, Function<Incident, @Nullable String> side, Set<Role> needed) {
        demand(account, needed);
        if (!account.side().code().equals(side.apply(incident))) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "incident.wrongRole");
        }
        if (!incident.state().isOpen() || incident.state() == State.DRAFT) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "incident.caseMoved");
        }
        return incident;
    }

    private static void inState(Incident incident, State state) {
        if (incident.state() != state) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "incident.caseMoved");
        }
    }

    private Incident locked(Account account, String number) {
        return of(account, number, rows.lock(number));
    }

    private Incident of(Account account, String number, Optional<Incident> found) {
        demandReader(account);
        var side = account.side().code();
        return found.filter(incident -> incident.host().equals(side) || side.equals(incident.sending()))
                .orElseThrow(Incidents::unknown);
    }

    private static void demandReader(Account account) {
        if (!account.hasAny(Readers.OF_CASES)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "incident.onlyOfficers");
        }
    }

    private static void demand(Account account, Set<Role> needed) {
        if (!account.hasAny(needed)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "incident.wrongRole");
        }
        OnBehalf.note(account.id(), account.principalFor(needed).orElse(null));
    }

    private void tell(Account account, Incident incident, String event, Words words) {
        rows.tell(incident.number(), account.id(), account.side().code(), event, words);
    }

    /** Tells the side that its officers were reminded of a task. */
    @Transactional
    void reminded(String number, String side) {
        rows.lock(number);
        rows.tell(number, SYSTEM, side, "reminded", null);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("incident.invalid"), findings);
        }
    }

    private LocalDateTime now(Side side) {
        return LocalDateTime.ofInstant(clock.instant(), side.zone());
    }

    private Incident get(String number) {
        return rows.find(number).orElseThrow(Incidents::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "incident.unknown");
    }
}
