package org.mushterek.afteraction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Observation.Release;
import org.mushterek.afteraction.Observation.State;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.Conduct;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Observations of an exercise, from STARTEX on: any officer of a party submits one, a lessons officer of the same side accepts
 * or rejects it (AAR-06). A side reads its own; another side reads what was accepted and released.
 */
@Service
public class Observations {

    private static final String KIND = "OBS";
    private static final int LONGEST_REASON = 1000;

    private final ObservationRows rows;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final AfterActionProcesses processes;
    private final OfficeDeadlines deadlines;
    private final AfterActionDeadlines times;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final Clock clock;

    Observations(
            ObservationRows rows,
            Exercises exercises,
            ExerciseConduct conduct,
            AfterActionProcesses processes,
            OfficeDeadlines deadlines,
            AfterActionDeadlines times,
            CaseNumbers numbers,
            Sides sides,
            Clock clock) {
        this.rows = rows;
        this.exercises = exercises;
        this.conduct = conduct;
        this.processes = processes;
        this.deadlines = deadlines;
        this.times = times;
        this.numbers = numbers;
        this.sides = sides;
        this.clock = clock;
    }

    /** What happened to an observation, as its side reads it. */
    public record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable String reason) {}

    /**
     * Submits an observation; a lessons officer of the account's side is asked to decide on it.
     *
     * @throws Refusal NOT_FOUND where the side is no party of the exercise, FORBIDDEN to administrators and auditors,
     *     CONFLICT before STARTEX, INVALID with all that is wrong
     */
    @Transactional
    public Observation submit(Account account, String exercise, Content written) {
        var begun = mayWrite(account, exercise);
        var content = ObservationCheck.kept(written);
        var findings = check(account, begun, content);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.observationInvalid"), findings);
        }
        return store(account, exercise, content);
    }

    /** The exercise, where the account may write observations of it now. */
    Conduct mayWrite(Account account, String exercise) {
        exercises.get(account, exercise);
        if (account.roles().isEmpty()
                || account.roles().stream().allMatch(role -> role == Role.ADMIN || role == Role.AUDITOR)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyOfficers");
        }
        var begun = conduct.of(exercise);
        if (!begun.hasBegun()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.notBegun");
        }
        return begun;
    }

    List<Finding> check(Account account, Conduct begun, Content content) {
        return ObservationCheck.check(
                content,
                Objects.requireNonNull(begun.startexOn()),
                LocalDate.ofInstant(clock.instant(), account.side().zone()),
                begun.objectives().stream().map(Conduct.Objective::code).collect(Collectors.toSet()));
    }

    /** Lets nobody else submit an observation of the account's side until the transaction ends. */
    void holdOthers(Account account) {
        numbers.hold(KIND, account.side());
    }

    /** Keeps what has been checked. */
    Observation store(Account account, String exercise, Content content) {
        var number = numbers.next(KIND, account.side());
        rows.insert(
                number, exercise, account.side().code(), content, new Hand(account.id(), OnBehalf.of(account.id())));
        rows.tell(number, account.id(), account.side().code(), "observationSubmitted", null, null);
        processes.openReview(number, account.side());
        return get(number);
    }

    /** The observations of an exercise that the account may read, in the order of their owners and numbers. */
    @Transactional(readOnly = true)
    public List<Observation> list(Account account, String exercise) {
        mayRead(account);
        exercises.get(account, exercise);
        return rows.ofExercise(exercise).stream()
                .filter(found -> found.isFor(account.side()))
                .map(found -> found.asReadBy(account.side()))
                .toList();
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public Observation read(Account account, String number) {
        mayRead(account);
        return rows.find(number)
                .filter(found -> found.isFor(account.side())
                        && exercises.find(account, found.exercise()).isPresent())
                .map(found -> found.asReadBy(account.side()))
                .orElseThrow(Observations::unknown);
    }

    /** What happened to an observation of the account's own side; nothing of another side's. */
    @Transactional(readOnly = true)
    public List<Event> story(Account account, String number) {
        var about = read(account, number);
        return about.owner().equals(account.side().code())
                ? rows.story(number).stream()
                        .map(event -> new Event(
                                event.happenedAt(),
                                event.account(),
                                event.onBehalfOf(),
                                event.side(),
                                event.event(),
                                // It stands with the observation alone, sealed.
                                event.event().equals("observationRejected") ? about.reason() : event.reason()))
                        .toList()
                : List.of();
    }

    /** Tells in a case after an exercise that officers of the side were reminded of a task. */
    @Transactional
    public void reminded(String number, String side) {
        rows.tell(number, "system", side, ObservationRows.Event.REMINDED, null, null);
    }

    static void mayRead(Account account) {
        if (account.roles().isEmpty() || account.roles().stream().allMatch(role -> role == Role.ADMIN)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyOfficers");
        }
    }

    /** A lessons officer accepts the observation and says who may read it. */
    @Transactional
    void accept(Account account, String number, @Nullable Release release) {
        var found = mayDecide(account, number);
        if (release == null) {
            throw invalid("release", "afteraction.release");
        }
        rows.decide(found, State.ACCEPTED, release, null, account.id());
        tell(account, number, "observationAccepted", null);
        if (release == Release.BOTH) {
            tell(account, number, "observationReleased", null);
        }
    }

    /** A lessons officer rejects the observation with the reason that its writer reads. */
    @Transactional
    void reject(Account account, String number, @Nullable String reason) {
        var found = mayDecide(account, number);
        rows.decide(found, State.REJECTED, found.release(), reason(reason), account.id());
        tell(account, number, "observationRejected", null);
    }

    private Observation mayDecide(Account account, String number) {
        var found = ofOwner(account, number);
        if (!account.has(Role.LESSONS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyLessons");
        }
        if (account.handFor(Role.LESSONS).isOneWith(rows.writer(number))) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "afteraction.ownObservation",
                    number,
                    account.handFor(Role.LESSONS).principal());
        }
        if (found.state() != State.SUBMITTED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.decidedAlready");
        }
        return found;
    }

    /**
     * Its writer takes an observation back that nobody has decided on.
     *
     * @throws Refusal FORBIDDEN to others, CONFLICT after the decision
     */
    @Transactional
    public Observation withdraw(Account account, String number) {
        var found = ofOwner(account, number);
        if (!found.writtenBy().equals(account.id())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyWriter");
        }
        if (found.state() != State.SUBMITTED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.decidedAlready");
        }
        rows.become(found, State.WITHDRAWN, found.release());
        tell(account, number, "observationWithdrawn", null);
        processes.stopReview(number, account.side());
        return get(number);
    }

    /** A process that ends as withdrawn belongs to an observation that is. */
    public void requireWithdrawn(String number) {
        if (get(number).state() != State.WITHDRAWN) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.decidedAlready");
        }
    }

    /**
     * A lessons officer releases an accepted observation to every party. What they have read cannot be taken from them again.
     *
     * @throws Refusal FORBIDDEN to others, CONFLICT where it is not accepted or released already
     */
    @Transactional
    public Observation release(Account account, String number) {
        var found = ofOwner(account, number);
        if (!account.has(Role.LESSONS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyLessons");
        }
        if (found.state() != State.ACCEPTED || found.release() == Release.BOTH) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.notToRelease");
        }
        rows.become(found, State.ACCEPTED, Release.BOTH);
        tell(account, number, "observationReleased", null);
        return get(number);
    }

    private Observation ofOwner(Account account, String number) {
        return rows.find(number).filter(found -> account.isOf(found.owner())).orElseThrow(Observations::unknown);
    }

    Observation get(String number) {
        return rows.find(number).orElseThrow(Observations::unknown);
    }

    /** The side whose observation it is. */
    public Side owner(String number) {
        return sides.get(get(number).owner());
    }

    /** When the decision that is asked for now is due (AAR-06), on the calendar of the owner's side. */
    public Instant decisionDue(String number) {
        return deadlines.due(owner(number), times.decisionDays());
    }

    private void tell(Account account, String number, String event, @Nullable String reason) {
        rows.tell(number, account.id(), account.side().code(), event, null, reason);
    }

    static String reason(@Nullable String reason) {
        var kept = ObservationCheck.kept(reason);
        if (kept == null || kept.length() > LONGEST_REASON) {
            throw invalid("reason", "afteraction.reason");
        }
        return kept;
    }

    static Refusal invalid(String place, String key) {
        return new Refusal(
                Refusal.Kind.INVALID,
                Message.of("afteraction.answerInvalid"),
                new ArrayList<>(List.of(ObservationCheck.fault(place, key))));
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.observationUnknown");
    }
}
