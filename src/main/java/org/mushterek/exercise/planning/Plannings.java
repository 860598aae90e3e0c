package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.CalendarWatch;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.WrittenTime;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.ExerciseWatch;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.planning.Planning.Conference;
import org.mushterek.exercise.planning.Planning.ConferenceState;
import org.mushterek.exercise.planning.Planning.Milestone;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.WaiverState;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How an exercise is planned, from its line in the yearly plan to the gate before STARTEX. The host leads; what ends a stage
 * every party approves. Every party reads it all.
 */
@Service
public class Plannings implements ExerciseWatch, CalendarWatch {

    static final String OUT_OF_PLAN = "OUT_OF_PLAN";
    static final String CONFERENCE = "CONFERENCE:";
    static final String MINUTES = "MINUTES:";
    static final String PRODUCT = "PRODUCT:";
    static final String GATE = "GATE:";
    static final String HEALTH = "HEALTH";
    static final String READINESS = "READINESS";
    static final String MANIFEST_FREEZE = "MANIFEST_FREEZE";

    static final int LONGEST_REASON = 1000;

    /** How long after the last day of an exercise the protocol of its gate is still taken. A house choice. */
    static final int DAYS_FOR_PROTOCOL = 30;

    private final PlanningCases cases;
    private final Exercises exercises;
    private final PlanningProcesses processes;
    private final PlanningDays days;
    private final CaseNumbers numbers;
    private final Sides sides;

    Plannings(
            PlanningCases cases,
            Exercises exercises,
            PlanningProcesses processes,
            PlanningDays days,
            CaseNumbers numbers,
            Sides sides) {
        this.cases = cases;
        this.exercises = exercises;
        this.processes = processes;
        this.days = days;
        this.numbers = numbers;
        this.sides = sides;
    }

    /** Opens a case in Tasklist: its first task asks which exercise it is. */
    @Transactional
    public String open(Account account) {
        var planning = insert(account);
        processes.open(planning.number(), parties(planning), account.side());
        return planning.number();
    }

    /**
     * Begins the planning of a registered exercise of the account's side.
     *
     * @throws Refusal FORBIDDEN for others than planners of the host, NOT_FOUND, or CONFLICT where it is planned already or is
     *     over
     */
    @Transactional
    public Planning begin(Account account, String code) {
        mayLead(account);
        var exercise = plannable(account, code);
        var planning = insert(account);
        choose(account, planning, State.STAGES, exercise);
        processes.begin(planning.number(), parties(get(planning.number())), account.side());
        return get(planning.number());
    }

    /**
     * Opens the case of an exercise of the account's side whose gate was held outside; whoever calls this writes its protocol.
     *
     * @throws Refusal as {@link #begin}, and CONFLICT where its days are over for too long
     */
    @Transactional
    Planning beginOutside(Account account, String code) {
        mayLead(account);
        var exercise = preparedOutside(account, code);
        var planning = insert(account);
        choose(account, planning, State.OUTSIDE, exercise);
        processes.beginOutside(planning.number(), parties(get(planning.number())), account.side());
        return get(planning.number());
    }

    private Planning insert(Account account) {
        mayLead(account);
        var host = account.side();
        if (sides.joint().stream().noneMatch(parties -> parties.includes(host))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.noOtherParty");
        }
        var number = numbers.next("PLN", host);
        cases.insert(number, host.code(), days.today(host.code()), account.handFor(Role.PLANNER));
        var planning = get(number);
        tell(planning, account, "opened", null, null, null);
        return planning;
    }

    /**
     * Says which exercise a draft is about.
     *
     * @param outside whether it was prepared outside, so that the protocol of its gate is recorded and nothing is planned here
     */
    @Transactional
    void choose(Account account, String number, @Nullable String code, boolean outside) {
        mayLead(account);
        var planning = inState(account, number, State.DRAFT);
        ofHost(account, planning);
        if (code == null || code.isBlank()) {
            throw invalid(List.of(ProductContent.fault("exercise", "exercise", 0)));
        }
        if (outside) {
            choose(account, planning, State.OUTSIDE, preparedOutside(account, code));
            processes.watchStartex(number);
        } else {
            choose(account, planning, State.STAGES, plannable(account, code));
        }
    }

    private void choose(Account account, Planning planning, State state, Exercise exercise) {
        cases.choose(planning, state, exercise.code(), exercise.firstDay(), account.handFor(Role.PLANNER));
        tell(
                get(planning.number()),
                account,
                state == State.OUTSIDE ? "heldOutside" : "chosen",
                exercise.code(),
                exercise.firstDay(),
                null);
    }

    private Exercise plannable(Account account, String code) {
        var exercise = ofHost(account, code);
        if (!exercise.firstDay().isAfter(days.today(exercise.hostState()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planning.startexPassed");
        }
        return exercise;
    }

    /** What was planned here to no end is planned here again: else its gate could be gone around. */
    private Exercise preparedOutside(Account account, String code) {
        var exercise = ofHost(account, code);
        if (days.today(exercise.hostState()).isAfter(lastDayOfProtocol(exercise))) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("planning.protocolTooLate").with("last", lastDayOfProtocol(exercise)));
        }
        if (wasPlannedHere(code)) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("planning.plannedHere").with("exercise", code));
        }
        return exercise;
    }

    private boolean wasPlannedHere(String code) {
        return cases.ofExercise(code).stream()
                .anyMatch(planning -> !cases.milestones(planning.number()).isEmpty());
    }

    LocalDate lastDayOfProtocol(Planning planning) {
        return lastDayOfProtocol(exercises.find(planning.code()).orElseThrow());
    }

    private static LocalDate lastDayOfProtocol(Exercise exercise) {
        return exercise.lastDay().plusDays(DAYS_FOR_PROTOCOL);
    }

    /** An exercise that the account's side hosts, with parties of this installation, and with no planning that holds. */
    private Exercise ofHost(Account account, String code) {
        var exercise = exercises.get(account, code);
        if (!account.isOf(exercise.hostState())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planning.onlyHost");
        }
        if (sides.joint(exercise.parties()).isEmpty()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.noOtherParty");
        }
        if (cases.ofExercise(code).stream().anyMatch(planning -> isCurrent(planning, exercise))) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("planning.plannedAlready").with("exercise", code));
        }
        return exercise;
    }

    /** Open, or ready for just this STARTEX. */
    private static boolean isCurrent(Planning planning, Exercise exercise) {
        return planning.state().isOpen()
                || planning.state() == State.READY && exercise.firstDay().equals(planning.startex());
    }

    /** The exercises of the account's side that may be planned now. */
    @Transactional(readOnly = true)
    List<Exercise> plannable(Account account) {
        var today = days.today(account.side().code());
        return withoutPlanning(account, today)
                .filter(exercise -> exercise.firstDay().isAfter(today))
                .toList();
    }

    /** The exercises of the account's side whose gate may have been held outside. */
    @Transactional(readOnly = true)
    List<Exercise> preparedOutside(Account account) {
        var today = days.today(account.side().code());
        return withoutPlanning(account, today.minusDays(DAYS_FOR_PROTOCOL))
                .filter(exercise -> !wasPlannedHere(exercise.code()))
                .toList();
    }

    private Stream<Exercise> withoutPlanning(Account account, LocalDate lastDayFrom) {
        return exercises.hosted(account, lastDayFrom).stream()
                .filter(exercise -> cases.ofExercise(exercise.code()).stream()
                        .noneMatch(planning -> isCurrent(planning, exercise)));
    }

    /** Gives up a draft; its task ends its process. */
    @Transactional
    void discard(Account account, String number) {
        mayLead(account);
        var planning = inState(account, number, State.DRAFT);
        ofHost(account, planning);
        cases.become(planning, State.DISCARDED, null);
        tell(planning, account, "discarded", null, null, null);
    }

    /** Gives up the planning wherever it stands; only the host's planner can. */
    @Transactional
    public void cancel(Account account, String number, @Nullable String reason) {
        mayLead(account);
        var planning = read(account, number);
        ofHost(account, planning);
        if (!planning.state().isOpen() || planning.state() == State.DRAFT) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planning.notOpen");
        }
        requireReason(reason);
        cases.become(planning, State.CANCELLED, null);
        tell(planning, account, "cancelled", null, null, reason);
        processes.cancel(number, parties(planning));
    }

    /** A process that ends as cancelled belongs to a case that is. */
    public void requireCancelled(String number) {
        if (get(number).state() != State.CANCELLED) {
            throw changed();
        }
    }

    // --- Steps of the process. ---

    /** Computes the days back from STARTEX and keeps them. */
    @Transactional
    public void planDates(String number) {
        var planning = get(number);
        var dates = days.dates(planning, parties(planning).sides(), planning.firstDay());
        milestones(dates).forEach(milestone -> cases.put(number, milestone));
        cases.tell(planning, "system", null, "datesPlanned", null, planning.firstDay(), null, null);
    }

    /** Whether the exercise stands on an agreed line of the yearly plan; out of plan its parties are asked (LEG-05). */
    @Transactional
    public boolean judgePlanLine(String number) {
        var planning = get(number);
        var exercise = exercises.find(planning.code()).orElseThrow();
        var planned = exercises.isPlanned(exercise);
        if (!planned) {
            cases.become(planning, State.OUT_OF_PLAN, null);
            cases.tell(planning, "system", null, "outOfPlan", planning.exercise(), null, null, null);
        }
        return planned;
    }

    /**
     * The authority of the account's side lets an exercise out of plan be planned, or does not; who asked for it, by opening the
     * planning or choosing its exercise, is not who answers.
     */
    @Transactional
    void answerOutOfPlan(Account account, String number, boolean granted, @Nullable String reason) {
        require(account, Role.AUTHORITY);
        var planning = inState(account, number, State.OUT_OF_PLAN);
        if (cases.askers(number).stream().anyMatch(account.handFor(Role.AUTHORITY)::isOneWith)) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "planning.fourEyesOutOfPlan",
                    number,
                    account.handFor(Role.AUTHORITY).principal());
        }
        requireReason(reason);
        answer(account, planning, OUT_OF_PLAN, 1, granted, reason, null);
        tell(planning, account, granted ? "outOfPlanGranted" : "outOfPlanRefused", null, null, reason);
        if (!granted) {
            cases.become(get(number), State.REFUSED, null);
        }
    }

    /** A stage begins. */
    @Transactional
    public void openStage(String number, Stage stage) {
        var planning = get(number);
        cases.become(planning, State.STAGES, stage);
        cases.tell(planning, "system", null, "stageOpened", stage.name(), null, null, null);
    }

    /** STARTEX has come and the gate was shut: nothing opens by itself. */
    @Transactional
    public void lapse(String number) {
        var planning = get(number);
        cases.become(planning, State.LAPSED, planning.stage());
        cases.tell(planning, "system", null, "lapsed", null, planning.startex(), null, null);
    }

    // --- STARTEX moves. ---

    /** Moves every day that is still ahead with STARTEX; the old and the new one stand in the story. */
    @Override
    @Transactional
    public void changed(Exercise before, Exercise after) {
        if (before.firstDay().equals(after.firstDay())) {
            // Until when a protocol is taken follows from the last day.
            cases.ofExercise(after.code()).stream()
                    .filter(planning -> planning.state() == State.OUTSIDE)
                    .forEach(planning -> processes.watchStartex(planning.number()));
            return;
        }
        for (var planning : cases.ofExercise(after.code())) {
            if (planning.state().isOpen()) {
                move(planning, after.firstDay());
            }
        }
    }

    private void move(Planning planning, LocalDate startex) {
        var number = planning.number();
        var parties = parties(planning);
        cases.move(planning, startex);
        cases.tell(
                planning,
                "system",
                null,
                "startexMoved",
                null,
                startex,
                WrittenTime.DAY.format(planning.firstDay()) + " → " + WrittenTime.DAY.format(startex),
                null);
        milestones(days.dates(planning, parties.sides(), startex)).stream()
                .filter(milestone -> !isOver(number, milestone.code()))
                .forEach(milestone -> moveDay(planning, milestone, ""));
        var anew = dropWhatWasForTheOldDay(planning)
                || planning.state() == State.GATE
                || planning.state() == State.OUTSIDE;
        processes.startexMoved(number, parties, anew);
    }

    private void moveDay(Planning planning, Milestone milestone, String because) {
        var number = planning.number();
        var old = cases.milestone(number, milestone.code()).orElse(milestone.day());
        if (!old.equals(milestone.day())) {
            cases.put(number, milestone);
            cases.tell(
                    planning,
                    "system",
                    null,
                    "dayMoved",
                    milestone.code(),
                    milestone.day(),
                    because + WrittenTime.DAY.format(old) + " → " + WrittenTime.DAY.format(milestone.day()),
                    null);
        }
    }

    // --- A calendar changes. ---

    /**
     * Moves the days of conferences that nobody is invited to yet, and the due dates that follow from any day; the old and the new
     * one stand in the story with the decree (CAL-03). To a day that the parties are invited for already the host invites anew
     * where it has become a holiday: the parties have it in their hands.
     */
    @Override
    @Transactional
    public void calendarChanged(Side side, String decree) {
        for (var planning : cases.all()) {
            if (planning.startex() != null
                    && planning.state().isOpen()
                    && parties(planning).includes(side)) {
                follow(planning, decree);
            }
        }
    }

    private void follow(Planning planning, String decree) {
        var number = planning.number();
        milestones(days.dates(planning, parties(planning).sides(), planning.firstDay())).stream()
                .filter(milestone -> !isOver(number, milestone.code()) && !isInvited(number, milestone.code()))
                .forEach(milestone -> moveDay(planning, milestone, decree + ": "));
        for (var due : processes.daysMoved(number)) {
            var zone = sides.get(due.side()).zone();
            var before = LocalDate.ofInstant(due.before(), zone);
            var after = LocalDate.ofInstant(due.after(), zone);
            cases.tell(
                    planning,
                    "system",
                    due.side(),
                    "dueDateMoved",
                    null,
                    after,
                    decree + ": " + WrittenTime.DAY.format(before) + " → " + WrittenTime.DAY.format(after),
                    null);
        }
    }

    private boolean isInvited(String number, String milestone) {
        return !milestone.equals(MANIFEST_FREEZE)
                && cases.conference(number, Stage.valueOf(milestone))
                        .filter(conference -> conference.state() == ConferenceState.INVITED)
                        .isPresent();
    }

    /** Whether an invitation was out. */
    private boolean dropWhatWasForTheOldDay(Planning planning) {
        var number = planning.number();
        cases.waivers(number).stream()
                .filter(waiver -> waiver.subject().startsWith(GATE) && waiver.state() == WaiverState.GRANTED)
                .forEach(waiver -> cases.settle(number, waiver, WaiverState.DROPPED));
        var stage = planning.stage();
        var invited = stage == null
                ? null
                : cases.conference(number, stage)
                        .filter(conference -> conference.state() == ConferenceState.INVITED)
                        .orElse(null);
        if (invited == null) {
            return false;
        }
        cases.become(number, invited, ConferenceState.DROPPED);
        cases.tell(
                planning, "system", null, "invitationDropped", invited.stage().name(), invited.day(), null, null);
        return true;
    }

    private boolean isOver(String number, String milestone) {
        return !milestone.equals(MANIFEST_FREEZE)
                && cases.conference(number, Stage.valueOf(milestone))
                        .filter(Plannings::isSettled)
                        .isPresent();
    }

    /** Whether the conference is behind: held, or waived by all. */
    static boolean isSettled(Conference conference) {
        return switch (conference.state()) {
            case HELD, CONFIRMED, WAIVED -> true;
            case INVITED, DROPPED -> false;
        };
    }

    private static List<Milestone> milestones(PlanningDates dates) {
        var found = new ArrayList<Milestone>();
        dates.conferences().forEach((stage, day) -> found.add(new Milestone(stage.name(), day)));
        found.add(new Milestone(MANIFEST_FREEZE, dates.manifestFreeze()));
        return found;
    }

    // --- Reading. ---

    /** Whether the gate before this STARTEX of the exercise is open. */
    @Transactional(readOnly = true)
    public boolean isReady(Exercise exercise) {
        return cases.ofExercise(exercise.code()).stream()
                .anyMatch(planning ->
                        planning.state() == State.READY && exercise.firstDay().equals(planning.startex()));
    }

    /** The training objectives that every party has approved with the specification; what drills refer to. */
    @Transactional(readOnly = true)
    public List<ProductContent.Objective> objectives(String exercise) {
        return cases.ofExercise(exercise).stream()
                .findFirst()
                .map(planning -> cases.products(planning.number()).stream()
                        .filter(product -> product.kind() == ProductKind.EXERCISE_SPECIFICATION)
                        .filter(product -> isApproved(planning, product))
                        .reduce((first, second) -> second)
                        .map(product -> product.content().objectives())
                        .orElse(List.of()))
                .orElse(List.of());
    }

    /** Whether every party has approved just this version. */
    boolean isApproved(Planning planning, Planning.Product product) {
        var approved = cases.answers(planning.number(), PRODUCT + product.kind(), product.version()).stream()
                .filter(Planning.Answer::agreed)
                .count();
        return approved == parties(planning).sides().size();
    }

    /** The plannings that the account may read, latest first. */
    @Transactional(readOnly = true)
    public List<Planning> list(Account account) {
        requireReader(account);
        return cases.all().stream()
                .filter(planning -> parties(planning).includes(account.side()))
                .toList();
    }

    /** The planning as the account may read it; refuses with {@code NOT_FOUND} where there is none. */
    @Transactional(readOnly = true)
    public Planning read(Account account, String number) {
        requireReader(account);
        return cases.find(number)
                .filter(planning -> parties(planning).includes(account.side()))
                .orElseThrow(Plannings::unknown);
    }

    private static void requireReader(Account account) {
        if (account.roles().stream().allMatch(role -> role == Role.ADMIN || role == Role.GUARD)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planning.wrongRole");
        }
    }

    /** The sides whose case it is. */
    public Parties parties(Planning planning) {
        var code = planning.exercise();
        if (code != null) {
            var parties = exercises.find(code).orElseThrow().parties();
            return sides.joint(parties).orElseThrow();
        }
        var host = sides.get(planning.host());
        return sides.joint().stream()
                .filter(parties -> parties.includes(host))
                .findFirst()
                .orElseThrow();
    }

    public List<Side> sidesOf(String number) {
        return parties(get(number)).sides();
    }

    Planning get(String number) {
        return cases.find(number).orElseThrow(Plannings::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "planning.unknown");
    }

    // --- What the parts of planning share. ---

    Planning inState(Account account, String number, State state) {
        var planning = read(account, number);
        if (planning.state() != state) {
            throw changed();
        }
        return planning;
    }

    static Refusal changed() {
        return Refusal.of(Refusal.Kind.CONFLICT, "planning.changedMeanwhile");
    }

    /** Whoever asked for a waiver does not decide on it, neither as a deputy nor by one. */
    void requireOtherHand(Account account, String number, Planning.Waiver waiver) {
        if (account.handFor(Role.COMMANDER).isOneWith(cases.asker(number, waiver))) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "planning.fourEyes",
                    number,
                    account.handFor(Role.COMMANDER).principal());
        }
    }

    static void mayLead(Account account) {
        require(account, Role.PLANNER);
    }

    static void require(Account account, Role role) {
        if (!account.has(role)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planning.wrongRole");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(role)).orElse(null));
    }

    static void ofHost(Account account, Planning planning) {
        if (!account.isOf(planning.host())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planning.onlyHost");
        }
    }

    /** Keeps the party's answer, once for each asking. */
    void answer(
            Account account,
            Planning planning,
            String subject,
            int round,
            boolean agreed,
            @Nullable String reason,
            @Nullable String level) {
        var party = account.side().code();
        var answered = cases.answers(planning.number(), subject, round).stream()
                .anyMatch(answer -> answer.party().equals(party));
        if (answered) {
            throw changed();
        }
        cases.touch(planning);
        cases.answer(planning.number(), subject, round, party, agreed, reason, level, account.id());
    }

    /** Whether every party has agreed in this asking. */
    boolean allAgreed(Planning planning, String subject, int round) {
        return cases.answers(planning.number(), subject, round).stream()
                        .filter(Planning.Answer::agreed)
                        .count()
                == parties(planning).sides().size();
    }

    static void requireReason(@Nullable String reason) {
        if (!isReason(reason)) {
            throw invalid(List.of(ProductContent.fault("reason", "text", LONGEST_REASON)));
        }
    }

    static boolean isReason(@Nullable String reason) {
        return reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON;
    }

    static Refusal invalid(List<Finding> findings) {
        return new Refusal(Refusal.Kind.INVALID, Message.of("planning.invalid"), findings);
    }

    void tell(
            Planning planning,
            Account account,
            String event,
            @Nullable String about,
            @Nullable LocalDate day,
            @Nullable String reason) {
        cases.tell(planning, account.id(), account.side().code(), event, about, day, null, reason);
    }

    /** Tells the party that its officers were reminded of a task. */
    @Transactional
    public void reminded(String number, String side) {
        cases.tell(get(number), "system", side, "reminded", null, null, null, null);
    }
}
