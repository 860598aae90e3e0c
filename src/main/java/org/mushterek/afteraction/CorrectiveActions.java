package org.mushterek.afteraction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveAction.Order;
import org.mushterek.afteraction.CorrectiveAction.State;
import org.mushterek.afteraction.Observation.Settled;
import org.mushterek.afteraction.Observation.Settlement;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.OpenActions;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of observations. A lessons officer of the owner's side settles each recommendation: an action, a note or a best
 * practice. An action has an organisation, a person in charge and a due date (AAR-05), and is closed only when somebody other
 * than the doer has validated it (AAR-07).
 */
@Service
public class CorrectiveActions implements OpenActions, OfficeSteps {

    private static final LocalTime CLOSING = LocalTime.of(17, 0);
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_YEARS = 5;
    private static final Set<Role> NO_BODY = EnumSet.of(Role.ADMIN, Role.AUDITOR, Role.GUARD);

    private final ActionRows rows;
    private final ObservationRows observations;
    private final OfferRows offers;
    private final AfterActionProcesses processes;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final OfficeDeadlines deadlines;
    private final AfterActionDeadlines times;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final Clock clock;

    CorrectiveActions(
            ActionRows rows,
            ObservationRows observations,
            OfferRows offers,
            AfterActionProcesses processes,
            Exercises exercises,
            ExerciseConduct conduct,
            OfficeDeadlines deadlines,
            AfterActionDeadlines times,
            CaseNumbers numbers,
            Sides sides,
            Clock clock) {
        this.rows = rows;
        this.observations = observations;
        this.offers = offers;
        this.processes = processes;
        this.exercises = exercises;
        this.conduct = conduct;
        this.deadlines = deadlines;
        this.times = times;
        this.numbers = numbers;
        this.sides = sides;
        this.clock = clock;
    }

    /** The roles that an action may be given to. */
    public static Set<Role> bodies() {
        return EnumSet.complementOf(EnumSet.copyOf(NO_BODY));
    }

    /**
     * How an observation is settled.
     *
     * @param reason why no action is needed, for a note or a best practice
     * @param action what is ordered, for an action
     */
    public record Settling(
            @Nullable Settled kind,
            @Nullable String reason,
            @Nullable Order action) {}

    /**
     * Settles an accepted observation; an action begins at once.
     *
     * @throws Refusal NOT_FOUND for another side's observation, FORBIDDEN but to lessons officers, CONFLICT where it is not
     *     accepted or settled already, INVALID with all that is wrong
     */
    @Transactional
    public Observation settle(Account account, String observation, Settling settling) {
        var found = ofOwner(account, observation);
        var faults = faults(account, found, settling);
        if (!faults.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.settlementInvalid"), faults);
        }
        observations.demandKept(observation);
        var kind = Objects.requireNonNull(settling.kind());
        observations.settle(
                found,
                new Settlement(kind, kind == Settled.ACTION ? null : ObservationCheck.kept(settling.reason())),
                account.id());
        observations.tell(observation, account.id(), found.owner(), "observationSettled", null, null);
        if (kind == Settled.ACTION) {
            begin(account, observation, kept(Objects.requireNonNull(settling.action())), "actionTasked");
        }
        return observations.find(observation).orElseThrow();
    }

    private String begin(Account account, String observation, Order order, String event) {
        var number = numbers.next("ACT", account.side());
        rows.insert(number, account.side().code(), observation, order, account.id());
        observations.tell(number, account.id(), account.side().code(), event, order.dueOn(), null);
        processes.openAction(
                number,
                account.side(),
                Objects.requireNonNull(order.body()).groupOf(account.side().tenant()));
        return number;
    }

    /**
     * Begins an action of the account's side in the place of one that was offered to it.
     *
     * @return its number
     * @throws Refusal INVALID with all that is wrong
     */
    String takeOver(Account account, ActionOffer offer, Order written) {
        var order = kept(written);
        var findings = new ArrayList<Finding>();
        order(findings, "order/", order, account.side());
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.answerInvalid"), findings);
        }
        return begin(account, offer.observation(), order, "actionTakenOver");
    }

    /** The side that was asked has an action of its own now: the one that was offered is closed. */
    void handOver(ActionOffer offer) {
        var found = get(offer.action());
        rows.become(found, State.HANDED_OVER, null);
        observations.tell(found.number(), "system", found.owner(), "actionHandedOver", null, null);
        processes.stopAction(found.number(), sides.get(found.owner()));
    }

    /** What is done, or given up, or kept by its side is not offered any more. */
    void withdrawOffer(ActionOffer offer, String account) {
        offers.become(offer, ActionOffer.State.WITHDRAWN, null, null);
        observations.tell(offer.number(), account, offer.from(), "offerWithdrawn", null, null);
        processes.stopOffer(
                offer.number(),
                sides.joint(exercises.find(offer.exercise()).orElseThrow().parties())
                        .orElseThrow());
    }

    private Observation ofOwner(Account account, String observation) {
        var found = observations
                .find(observation)
                .filter(each -> account.isOf(each.owner()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.observationUnknown"));
        demandLessons(account);
        if (found.state() != Observation.State.ACCEPTED || found.settlement() != null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.settledAlready");
        }
        return found;
    }

    private List<Finding> faults(Account account, Observation about, Settling settling) {
        var findings = new ArrayList<Finding>();
        var place = "settlements/" + about.number() + "/";
        if (settling.kind() == null) {
            findings.add(ObservationCheck.fault(place + "kind", "afteraction.settlementKind"));
        } else if (settling.kind() != Settled.ACTION) {
            var reason = ObservationCheck.kept(settling.reason());
            if (reason == null || reason.length() > ObservationCheck.LONGEST_TEXT) {
                findings.add(ObservationCheck.fault(place + "reason", "afteraction.reason"));
            }
        } else if (settling.action() == null) {
            findings.add(ObservationCheck.fault(place + "action", "afteraction.actionMissing"));
        } else {
            order(findings, place, kept(settling.action()), account.side());
        }
        return findings;
    }

    private void order(List<Finding> findings, String place, Order order, Side side) {
        line(findings, place + "title", order.title(), LONGEST_LINE);
        line(findings, place + "task", order.task(), ObservationCheck.LONGEST_TEXT);
        line(findings, place + "organisation", order.organisation(), LONGEST_LINE);
        line(findings, place + "person", order.person(), LONGEST_LINE);
        if (order.resources() != null) {
            line(findings, place + "resources", order.resources(), ObservationCheck.LONGEST_TEXT);
        }
        if (order.body() == null || NO_BODY.contains(order.body())) {
            findings.add(ObservationCheck.fault(place + "body", "afteraction.actionBody"));
        }
        var today = today(side);
        if (order.dueOn() == null
                || !order.dueOn().isAfter(today)
                || order.dueOn().isAfter(today.plusYears(LONGEST_YEARS))) {
            findings.add(ObservationCheck.fault(place + "dueOn", "afteraction.actionDue"));
        }
    }

    private static void line(List<Finding> findings, String place, @Nullable String text, int longest) {
        if (text == null) {
            findings.add(ObservationCheck.fault(place, "afteraction.textMissing"));
        } else if (text.length() > longest) {
            findings.add(new Finding(
                    "afteraction.textTooLong",
                    place,
                    Message.of("afteraction.textTooLong"),
                    Message.of("afteraction.textTooLong.cure").with("longest", longest),
                    null));
        }
    }

    private static Order kept(Order written) {
        return new Order(
                ObservationCheck.kept(written.title()),
                ObservationCheck.kept(written.task()),
                ObservationCheck.kept(written.organisation()),
                written.body(),
                ObservationCheck.kept(written.person()),
                written.dueOn(),
                ObservationCheck.kept(written.resources()));
    }

    /** An officer of the group that has to do it tells what was done and where it can be seen. */
    @Transactional
    void implement(Account account, String number, @Nullable String done, @Nullable String reference) {
        var found = own(account, number);
        if (!account.has(Objects.requireNonNull(found.order().body()))) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyBody");
        }
        if (found.state() != State.IMPLEMENTATION) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.actionMoved");
        }
        var findings = new ArrayList<Finding>();
        line(findings, "done", ObservationCheck.kept(done), ObservationCheck.LONGEST_TEXT);
        line(findings, "reference", ObservationCheck.kept(reference), LONGEST_LINE);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.answerInvalid"), findings);
        }
        rows.become(found, State.VALIDATION, null);
        rows.done(
                found,
                found.rounds().size() + 1,
                Objects.requireNonNull(ObservationCheck.kept(done)),
                Objects.requireNonNull(ObservationCheck.kept(reference)),
                account.handFor(Objects.requireNonNull(found.order().body())));
        observations.tell(number, account.id(), found.owner(), "actionImplemented", null, null);
    }

    /** A lessons officer who has done none of it finds that the action did what it was meant to, or sends it back. */
    @Transactional
    void validate(Account account, String number, boolean validated, @Nullable String finding) {
        var found = own(account, number);
        demandLessons(account);
        if (found.state() != State.VALIDATION) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.actionMoved");
        }
        if (rows.doers(number).stream().anyMatch(account.handFor(Role.LESSONS)::isOneWith)) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "afteraction.notTheDoer",
                    number,
                    account.handFor(Role.LESSONS).principal());
        }
        var reason = Observations.reason(finding);
        rows.found(found, found.rounds().size(), validated, reason, account.id());
        if (!validated) {
            rows.become(found, State.IMPLEMENTATION, null);
        }
        observations.tell(
                number, account.id(), found.owner(), validated ? "actionValidated" : "actionReturned", null, null);
    }

    /** The action is validated: a lesson learned. */
    @Transactional
    public void recordLesson(String number) {
        var found = get(number);
        offers.openOf(number).ifPresent(offer -> withdrawOffer(offer, "system"));
        rows.become(found, State.LEARNED, null);
        observations.tell(number, "system", found.owner(), "lessonLearned", null, null);
    }

    /**
     * A lessons officer of the owner's side gives an open action up, with the reason that stays on record.
     *
     * @throws Refusal FORBIDDEN to others, CONFLICT where it is not open, INVALID without a reason
     */
    @Transactional
    public CorrectiveAction cancel(Account account, String number, @Nullable String reason) {
        var found = own(account, number);
        demandLessons(account);
        if (!found.state().isOpen()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.actionMoved");
        }
        offers.openOf(number).ifPresent(offer -> withdrawOffer(offer, account.id()));
        rows.become(found, State.CANCELLED, Observations.reason(reason));
        observations.tell(number, account.id(), found.owner(), "actionCancelled", null, null);
        processes.stopAction(number, account.side());
        return get(number);
    }

    /** A process that ends before its action is a lesson belongs to one that was given up or handed over. */
    public void requireCancelled(String number) {
        var state = get(number).state();
        if (state != State.CANCELLED && state != State.HANDED_OVER) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.actionMoved");
        }
    }

    static void demandLessons(Account account) {
        if (!account.has(Role.LESSONS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyLessons");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.LESSONS)).orElse(null));
    }

    /** The actions that the account may read, earliest due first. */
    @Transactional(readOnly = true)
    public List<CorrectiveAction> list(Account account, @Nullable String exercise, @Nullable State state) {
        Observations.mayRead(account);
        return rows.all().stream()
                .filter(found -> exercise == null || found.exercise().equals(exercise))
                .filter(found -> state == null || found.state() == state)
                .filter(found -> isFor(account, found))
                .map(found -> asReadBy(account, found))
                .toList();
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public CorrectiveAction read(Account account, String number) {
        Observations.mayRead(account);
        return rows.find(number)
                .filter(found -> isFor(account, found))
                .map(found -> asReadBy(account, found))
                .orElseThrow(CorrectiveActions::unknown);
    }

    /** What happened to an action of the account's own side, in order; nothing of another side's. */
    @Transactional(readOnly = true)
    public List<Observations.Event> story(Account account, String number) {
        var about = read(account, number);
        if (!account.isOf(about.owner())) {
            return List.of();
        }
        // Reasons stand with the action alone, sealed; returns are told in the order of the rounds.
        var returns = about.rounds().stream()
                .filter(round -> Boolean.FALSE.equals(round.validated()))
                .map(CorrectiveAction.Round::finding)
                .iterator();
        return observations.story(number).stream()
                .map(event -> new Observations.Event(
                        event.happenedAt(),
                        event.account(),
                        event.onBehalfOf(),
                        event.side(),
                        event.event(),
                        switch (event.event()) {
                            case "actionReturned" -> returns.hasNext() ? returns.next() : null;
                            case "actionCancelled" -> about.closingReason();
                            default -> event.reason();
                        }))
                .toList();
    }

    private boolean isFor(Account account, CorrectiveAction action) {
        return account.isOf(action.owner())
                || (exercises.find(account, action.exercise()).isPresent() && isShared(action));
    }

    boolean isShared(CorrectiveAction action) {
        return observations
                .find(action.observation())
                .filter(Observation::isJoint)
                .isPresent();
    }

    /** Who is in charge, what it takes and how it was done stays with the side that does it. */
    private static CorrectiveAction asReadBy(Account account, CorrectiveAction action) {
        var order = action.order();
        return account.isOf(action.owner())
                ? action
                : new CorrectiveAction(
                        action.number(),
                        action.owner(),
                        action.observation(),
                        action.exercise(),
                        action.state(),
                        new Order(order.title(), order.task(), order.organisation(), null, null, order.dueOn(), null),
                        List.of(),
                        action.owner(),
                        action.taskedAt(),
                        null,
                        action.overdue(),
                        action.version());
    }

    @Override
    @Transactional(readOnly = true)
    public List<OpenAction> ofEarlierExercises(Account account, Collection<String> parties, LocalDate before) {
        return ofEarlierExercises(action -> isFor(account, action), parties, before);
    }

    @Override
    @Transactional(readOnly = true)
    public List<OpenAction> sharedOfEarlierExercises(Collection<String> parties, LocalDate before) {
        return ofEarlierExercises(this::isShared, parties, before);
    }

    @Override
    @Transactional(readOnly = true)
    public Instant orderedAt(String number) {
        return get(number).taskedAt();
    }

    private List<OpenAction> ofEarlierExercises(
            Predicate<CorrectiveAction> isRead, Collection<String> parties, LocalDate before) {
        var earlier = new HashMap<String, Boolean>();
        return rows.all().stream()
                .filter(action -> action.state().isOpen()
                        && earlier.computeIfAbsent(action.exercise(), code -> isEarlier(code, parties, before)))
                .filter(isRead)
                .map(action -> new OpenAction(
                        action.number(),
                        action.owner(),
                        action.exercise(),
                        Objects.requireNonNull(action.order().title()),
                        Objects.requireNonNull(action.order().dueOn()),
                        action.state().name(),
                        action.overdue(),
                        isShared(action)))
                .toList();
    }

    private boolean isEarlier(String code, Collection<String> parties, LocalDate before) {
        var endex = conduct.of(code).endexOn();
        return endex != null
                && endex.isBefore(before)
                && exercises
                        .find(code)
                        .map(Exercise::parties)
                        .map(HashSet::new)
                        .filter(new HashSet<>(parties)::equals)
                        .isPresent();
    }

    CorrectiveAction own(Account account, String number) {
        return rows.find(number).filter(found -> account.isOf(found.owner())).orElseThrow(CorrectiveActions::unknown);
    }

    CorrectiveAction get(String number) {
        return rows.find(number).orElseThrow(CorrectiveActions::unknown);
    }

    /** What was ordered after an exercise, for its reports, by the observation that led to it; whoever asks leaves out what is national. */
    Map<String, List<Report.Ordered>> ordered(String exercise) {
        return rows.ordered(exercise);
    }

    /** The end of the due day at the owner; work that comes back is due as before. */
    public Instant implementationDue(String number) {
        var found = get(number);
        return Objects.requireNonNull(found.order().dueOn())
                .atTime(CLOSING)
                .atZone(sides.get(found.owner()).zone())
                .toInstant();
    }

    /** When the validation that is asked for now is due, on the calendar of the owner's side. */
    public Instant validationDue(String number) {
        return deadlines.due(sides.get(get(number).owner()), times.validationDays());
    }

    @Override
    public String process() {
        return CorrectiveActionProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(CorrectiveActionProcess.VALIDATE_ACTION, times.validationDays());
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        observations.tell(caseNumber, "system", side.code(), "dueDateMoved", day, told);
    }

    private LocalDate today(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone());
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.actionUnknown");
    }
}
