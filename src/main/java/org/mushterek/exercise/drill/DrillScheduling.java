package org.mushterek.exercise.drill;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.ExerciseWatch;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.drill.DrillRecords.Answer;
import org.mushterek.exercise.drill.DrillRecords.Event;
import org.mushterek.exercise.drill.DrillRecords.PlanState;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.exercise.drill.DrillSchedule.State;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How an exercise's drills get their plan: the host's planner writes what is to be placed and publishes one of the
 * scheduler's proposals, the host's commander decides of closed periods, its range officers confirm the bookings, and every
 * party accepts. A range that is closed later, or an exercise that moves, leads back to the planner, and the next proposal
 * moves as few drills as can be.
 */
@Service
public class DrillScheduling implements ExerciseWatch {

    static final int LONGEST_REASON = 1000;

    /** House choice: when a day's drills are done, night firing left aside. */
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private final DrillRecords records;
    private final DrillQuestions questions;
    private final DrillProcesses processes;
    private final Exercises exercises;
    private final OfficeDeadlines deadlines;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final Clock clock;

    DrillScheduling(
            DrillRecords records,
            DrillQuestions questions,
            DrillProcesses processes,
            Exercises exercises,
            OfficeDeadlines deadlines,
            CaseNumbers numbers,
            Sides sides,
            Clock clock) {
        this.records = records;
        this.questions = questions;
        this.processes = processes;
        this.exercises = exercises;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * A schedule as an account may see it.
     *
     * @param programme what the host's planner writes; null for other sides, who read the programme of the plan
     * @param plan the latest that this account may read; null where there is none
     * @param answers to that plan
     */
    public record Shown(
            String number,
            String side,
            @Nullable String exercise,
            State state,
            int version,
            @Nullable DrillProgramme programme,
            @Nullable ShownPlan plan,
            List<Answer> answers,
            List<Event> story) {}

    /** A published plan. */
    public record ShownPlan(
            int revision, PlanState state, DrillPlan plan, DrillProgramme programme, Instant publishedAt) {}

    /** Starts a schedule in Tasklist; its exercise is chosen in the first task. */
    @Transactional
    public String open(Account account) {
        requirePlanner(account);
        return begin(account, null);
    }

    /**
     * Starts the schedule of an exercise that the account's side hosts.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND, or CONFLICT where the exercise has one already
     */
    @Transactional
    public Shown open(Account account, String exercise) {
        requirePlanner(account);
        requireFree(account, exercise, null);
        return read(account, begin(account, exercise));
    }

    private String begin(Account account, @Nullable String exercise) {
        var side = account.side();
        var number = numbers.next("DRL", side);
        records.insert(number, side.code(), exercise, account.id());
        records.tell(number, account.id(), side.code(), "schedulingOpened", null);
        processes.open(number, joint(side, exercise), side);
        return number;
    }

    private Exercise requireFree(Account account, String code, @Nullable String number) {
        var exercise = exercises.get(account, code);
        if (!account.isOf(exercise.hostState())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.onlyHost");
        }
        records.openOf(code).filter(other -> !other.number().equals(number)).ifPresent(other -> {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("drill.scheduledAlready").with("number", other.number()));
        });
        return exercise;
    }

    /**
     * Keeps what the planner has written; unfinished is fine.
     *
     * @param version of the schedule that was read
     */
    @Transactional
    public Shown write(
            Account account, String number, int version, @Nullable String exercise, DrillProgramme programme) {
        var schedule = requirePlanning(account, number);
        if (schedule.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "drill.changedMeanwhile");
        }
        var chosen = exercise == null ? schedule.exercise() : exercise;
        if (chosen != null) {
            requireFree(account, chosen, number);
            var known = schedule.exercise();
            if (known != null && !known.equals(chosen) && schedule.revision() > 0) {
                throw Refusal.of(Refusal.Kind.CONFLICT, "drill.exerciseStays");
            }
        }
        var tooLarge = DrillProgrammeCheck.sizes(programme);
        if (!tooLarge.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.unsound"), tooLarge);
        }
        var lost = questions.lost(schedule, programme);
        if (!lost.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.unsound"), lost);
        }
        records.write(schedule, chosen, programme);
        return read(account, number);
    }

    /**
     * Publishes a proposal: from now on it holds the ranges against other exercises.
     *
     * @throws Refusal CONFLICT with every rule that the plan does not keep as things stand now
     */
    @Transactional
    void publish(Account account, String number, long proposal) {
        var schedule = requirePlanning(account, number);
        var plan = records.proposal(number, proposal).map(DrillProposal::plan).orElse(null);
        if (plan == null) {
            throw new Refusal(
                    Refusal.Kind.INVALID, Message.of("drill.unsound"), List.of(finding("proposal", "proposal")));
        }
        // The rows of placements refer to their ranges. Taken in the order of their codes first, as by a plan that
        // comes
        // into force, the two wait for each other in turn and not in a ring.
        questions.lock(plan);
        requireLawful(questions.judge(schedule, schedule.programme(), plan));
        records.publish(schedule, plan, account.handFor(Role.PLANNER));
        records.tell(number, account.id(), schedule.side(), "planPublished", null);
    }

    /** Gives up a schedule that is being planned; its task ends its process. */
    @Transactional
    void abandon(Account account, String number) {
        giveUp(account, requirePlanning(account, number));
    }

    /** Gives up a schedule wherever it waits. */
    @Transactional
    public void discard(Account account, String number) {
        var schedule = requireOfHost(account, number);
        requirePlanner(account);
        if (!schedule.state().isOpen()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.notOpen");
        }
        giveUp(account, schedule);
        processes.discard(number, parties(number));
    }

    /**
     * What was reported stays with its plan, for the end of the exercise and its report: such a schedule ends as one whose plan
     * was used, and only once nothing of that plan is left to be reported.
     */
    private void giveUp(Account account, DrillSchedule schedule) {
        var isReported = questions.isReported(schedule);
        if (isReported && !questions.isDone(schedule)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.reportsStay");
        }
        records.become(schedule, isReported ? State.ENDED : State.DISCARDED);
        records.tell(
                schedule.number(),
                account.id(),
                schedule.side(),
                isReported ? "schedulingEnded" : "schedulingDiscarded",
                null);
    }

    /** A process that ends as discarded belongs to a schedule that is given up, with or without reports. */
    public void requireDiscarded(String number) {
        if (get(number).state().isOpen()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
    }

    /** What the rules say of the published plan as things stand now. */
    @Transactional(readOnly = true)
    public Judgement judge(String number) {
        var schedule = get(number);
        var plan = latest(schedule);
        return questions.judge(schedule, plan.programme(), plan.plan());
    }

    /** Judges the published plan once more; what does not pass goes back to the planner. */
    @Transactional
    public boolean judgePublished(String number) {
        var passes = passes(number);
        if (!passes) {
            sendBack(get(number), "system", null, "planUnlawful", null);
        }
        return passes;
    }

    /** What is no question any more, because a range takes less than before, passes no rule either. */
    private boolean passes(String number) {
        try {
            return judge(number).passes();
        } catch (Refusal noQuestion) {
            return false;
        }
    }

    /** Whether the published plan uses a range in a period in which it is closed. */
    public boolean overridesClosure(String number) {
        return !latest(get(number)).programme().overrides().isEmpty();
    }

    /** The host's commander allows the use of closed periods, or does not. */
    @Transactional
    void decideOverride(Account account, String number, boolean allowed, @Nullable String reason) {
        var schedule = requireAnswerable(account, number, State.BOOKING, Role.COMMANDER);
        requireReason(allowed, reason);
        if (allowed) {
            requireLawful(judge(number));
        }
        records.answer(
                schedule, DrillSchedulingProcess.DECIDE_OVERRIDE, account.side().code(), allowed, reason, account.id());
        if (allowed) {
            records.tell(number, account.id(), schedule.side(), "overrideAllowed", reason);
        } else {
            sendBack(get(number), account.id(), schedule.side(), "overrideRefused", reason);
        }
    }

    /**
     * The offices that confirm the bookings of the published plan: the range officers, and where a team of another side is on a range
     * every other office, too (RNG-04).
     */
    @Transactional(readOnly = true)
    public List<BookingOffice> toConfirm(String number) {
        var schedule = get(number);
        var programme = latest(schedule).programme();
        var foreign = programme.teams().stream()
                .filter(team -> !team.side().equals(schedule.side()))
                .map(DrillProgramme.Team::code)
                .toList();
        return programme.drills().stream()
                        .anyMatch(drill -> drill.teams().stream().anyMatch(foreign::contains))
                ? List.of(BookingOffice.values())
                : List.of(BookingOffice.RANGE);
    }

    /** An office of the host confirms every booking, or names why not. */
    @Transactional
    void confirm(Account account, String number, BookingOffice office, boolean confirmed, @Nullable String reason) {
        var schedule = requireAnswerable(account, number, State.BOOKING, office.role());
        if (records.answers(number, schedule.revision()).stream()
                .anyMatch(answer -> answer.step().equals(DrillSchedulingProcess.CONFIRM_BOOKINGS)
                        && answer.subject().equals(office.name()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
        requireReason(confirmed, reason);
        if (confirmed) {
            requireLawful(judge(number));
        }
        records.answer(
                schedule, DrillSchedulingProcess.CONFIRM_BOOKINGS, office.name(), confirmed, reason, account.id());
        if (confirmed
                && hasConfirmed(number, schedule.revision()) < toConfirm(number).size()) {
            records.tell(number, account.id(), schedule.side(), office.told(), null);
        } else if (confirmed) {
            records.become(get(number), State.ACCEPTING);
            records.stand(number, schedule.revision(), PlanState.OFFERED);
            records.tell(number, account.id(), schedule.side(), "bookingsConfirmed", null);
        } else {
            sendBack(get(number), account.id(), schedule.side(), "bookingsRefused", reason);
        }
    }

    private long hasConfirmed(String number, int revision) {
        return records.answers(number, revision).stream()
                .filter(answer -> answer.step().equals(DrillSchedulingProcess.CONFIRM_BOOKINGS) && answer.agreed())
                .count();
    }

    /** A party accepts the plan, or says why not. */
    @Transactional
    void accept(Account account, String number, boolean accepted, @Nullable String reason) {
        var schedule = get(number);
        requireParty(account, schedule);
        if (!account.hasAny(Role.PLANNER, Role.COMMANDER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.onlyPlannerOrCommander");
        }
        requireState(schedule, State.ACCEPTING);
        requireOtherHand(account, schedule, Role.PLANNER, Role.COMMANDER);
        requireReason(accepted, reason);
        if (accepted) {
            requireLawful(judge(number));
        }
        records.answer(
                schedule, DrillSchedulingProcess.ACCEPT_PLAN, account.side().code(), accepted, reason, account.id());
        var side = account.side().code();
        if (accepted) {
            records.tell(number, account.id(), side, "planAccepted", null);
        } else {
            records.stand(number, schedule.revision(), PlanState.DECLINED);
            records.become(get(number), State.PLANNING);
            records.tell(number, account.id(), side, "planDeclined", reason);
        }
    }

    /**
     * Every party has accepted: the plan is in force, in the place of the one before.
     *
     * @throws Refusal CONFLICT with every rule that the plan does not keep by now, such as a range that is being closed
     */
    @Transactional
    public void enterIntoForce(String number) {
        var schedule = get(number);
        requireState(schedule, State.ACCEPTING);
        // Who closes a range waits until the plan is in force, and then finds it; or this waits, and then sees the
        // closure.
        questions.lock(latest(schedule).plan());
        requireLawful(judge(number));
        questions.inForce(schedule).ifPresent(before -> records.stand(number, before.revision(), PlanState.REPLACED));
        records.stand(number, schedule.revision(), PlanState.IN_FORCE);
        records.become(schedule, State.IN_FORCE);
        records.tell(number, "system", null, "planInForce", null);
    }

    /** The exercise's last day has passed. */
    @Transactional
    public void end(String number) {
        var schedule = get(number);
        requireState(schedule, State.IN_FORCE);
        records.become(schedule, State.ENDED);
        records.tell(number, "system", null, "schedulingEnded", null);
    }

    /** The host's planner takes a plan in force up again, with the reason. */
    @Transactional
    public void planAgain(Account account, String number, @Nullable String reason) {
        var schedule = requireOfHost(account, number);
        requirePlanner(account);
        requireReason(false, reason);
        if (schedule.state() != State.IN_FORCE) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.notInForce");
        }
        reopen(schedule, account.id(), schedule.side(), "planningReopened", reason);
    }

    /** A range has been closed: what is planned on it then goes back to the planner. */
    void rangeClosed(RangeClosure closure) {
        for (var number : records.inForceOn(closure.range())) {
            var schedule = get(number);
            if (!passes(number)) {
                reopen(schedule, "system", null, "rangeClosed", closure.range());
            }
        }
    }

    /** An exercise has other days: a plan in force goes back to the planner. */
    @Override
    @Transactional
    public void changed(Exercise before, Exercise after) {
        if (before.firstDay().equals(after.firstDay()) && before.lastDay().equals(after.lastDay())) {
            return;
        }
        records.openOf(after.code())
                .filter(schedule -> schedule.state() == State.IN_FORCE)
                .ifPresent(schedule -> reopen(schedule, "system", null, "exerciseMoved", null));
    }

    private void reopen(
            DrillSchedule schedule, String account, @Nullable String side, String event, @Nullable String reason) {
        records.become(schedule, State.PLANNING);
        records.tell(schedule.number(), account, side, event, reason);
        processes.reportChange(schedule.number(), parties(schedule.number()));
    }

    private void sendBack(
            DrillSchedule schedule, String account, @Nullable String side, String event, @Nullable String reason) {
        records.stand(schedule.number(), schedule.revision(), PlanState.SENT_BACK);
        records.become(schedule, State.PLANNING);
        records.tell(schedule.number(), account, side, event, reason);
    }

    /** Tells that officers were reminded. */
    @Transactional
    void reminded(String number, String side) {
        records.tell(number, "system", side, "reminded", null);
    }

    /** The schedules that the account's side leads or takes part in, latest first. */
    @Transactional(readOnly = true)
    public List<Shown> list(Account account) {
        return records.ofSide(account.side().code()).stream()
                .map(DrillScheduling::brief)
                .toList();
    }

    /** Without programme, plan and story, which a list does not need. */
    private static Shown brief(DrillSchedule schedule) {
        return new Shown(
                schedule.number(),
                schedule.side(),
                schedule.exercise(),
                schedule.state(),
                schedule.version(),
                null,
                null,
                List.of(),
                List.of());
    }

    /**
     * A schedule of the account's side, or of an exercise that it takes part in.
     *
     * @throws Refusal NOT_FOUND where there is none for this account
     */
    @Transactional(readOnly = true)
    public Shown read(Account account, String number) {
        var schedule =
                records.find(number).filter(found -> isVisible(account, found)).orElseThrow(DrillScheduling::unknown);
        var isHost = account.isOf(schedule.side());
        var plan = visiblePlan(account, schedule).orElse(null);
        return new Shown(
                number,
                schedule.side(),
                schedule.exercise(),
                schedule.state(),
                schedule.version(),
                isHost ? schedule.programme() : null,
                plan == null
                        ? null
                        : new ShownPlan(
                                plan.revision(), plan.state(), plan.plan(), plan.programme(), plan.publishedAt()),
                plan == null
                        ? List.of()
                        : records.answers(number, plan.revision()).stream()
                                .filter(answer -> isHost || answer.step().equals(DrillSchedulingProcess.ACCEPT_PLAN))
                                .toList(),
                records.story(number).stream()
                        .filter(event -> isHost || isForAll(account, event))
                        .map(event -> account.isOf(String.valueOf(event.side())) ? event : withoutPerson(event))
                        .toList());
    }

    /** What the host's own officers write among themselves stays with them. */
    private static boolean isForAll(Account account, Event event) {
        return switch (event.event()) {
            case "overrideAllowed",
                    "overrideRefused",
                    "bookingsRefused",
                    "rangeConfirmed",
                    "safetyConfirmed",
                    "legalConfirmed",
                    "commanderConfirmed",
                    "planUnlawful",
                    "planningReopened",
                    "planPublished",
                    "rangeClosed" -> false;
            case "reminded", "dueDateMoved" -> account.isOf(String.valueOf(event.side()));
            default -> true;
        };
    }

    /** Of the other side is told which side did it, not who. */
    private static Event withoutPerson(Event event) {
        var side = event.side();
        return side == null ? event : new Event(event.happenedAt(), side, null, side, event.event(), event.reason());
    }

    private Optional<Published> visiblePlan(Account account, DrillSchedule schedule) {
        var plans = records.plans(schedule.number());
        return plans.stream()
                .filter(plan -> account.isOf(schedule.side())
                        || plan.state() != PlanState.PUBLISHED && plan.state() != PlanState.SENT_BACK)
                .reduce((earlier, later) -> later);
    }

    private boolean isVisible(Account account, DrillSchedule schedule) {
        // Whoever administers accounts sees no case.
        if (account.has(Role.ADMIN)) {
            return false;
        }
        if (account.isOf(schedule.side())) {
            return true;
        }
        // While its exercise is not chosen and no plan offered there is nothing for others to know.
        var exercise = schedule.exercise();
        return exercise != null && exercises.find(account, exercise).isPresent();
    }

    DrillSchedule get(String number) {
        return records.find(number).orElseThrow(DrillScheduling::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "drill.unknown");
    }

    private Published latest(DrillSchedule schedule) {
        return records.plans(schedule.number()).stream()
                .filter(plan -> plan.revision() == schedule.revision())
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile"));
    }

    DrillSchedule requireOfHost(Account account, String number) {
        return records.find(number)
                .filter(schedule -> account.isOf(schedule.side()) && !account.has(Role.ADMIN))
                .orElseThrow(DrillScheduling::unknown);
    }

    /** A schedule that the account's side leads, in the hands of its planner. */
    DrillSchedule requirePlanning(Account account, String number) {
        var schedule = requireOfHost(account, number);
        requirePlanner(account);
        requireState(schedule, State.PLANNING);
        return schedule;
    }

    private DrillSchedule requireAnswerable(Account account, String number, State state, Role role) {
        var schedule = requireOfHost(account, number);
        if (!account.has(role)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.only." + role.code());
        }
        requireState(schedule, state);
        requireOtherHand(account, schedule, role);
        return schedule;
    }

    /** Whoever published the plan does not answer it. */
    private void requireOtherHand(Account account, DrillSchedule schedule, Role... roles) {
        if (account.handFor(roles).isOneWith(latest(schedule).publishedBy())) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.CONFLICT,
                    "drill.sameHand",
                    schedule.number(),
                    account.handFor(roles).principal());
        }
    }

    private void requireParty(Account account, DrillSchedule schedule) {
        if (!isVisible(account, schedule)) {
            throw unknown();
        }
    }

    private static void requirePlanner(Account account) {
        if (!account.has(Role.PLANNER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.onlyPlanner");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.PLANNER)).orElse(null));
    }

    private static void requireState(DrillSchedule schedule, State state) {
        if (schedule.state() != state) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
    }

    private static void requireReason(boolean agreed, @Nullable String reason) {
        var findings = new ArrayList<Finding>();
        if (!agreed && (reason == null || reason.isBlank()) || reason != null && reason.length() > LONGEST_REASON) {
            findings.add(finding("reason", "reason"));
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.unsound"), findings);
        }
    }

    private static Finding finding(String place, String fault) {
        return new Finding(
                "drill." + fault,
                place,
                Message.of("drill.wrong." + fault),
                Message.of("drill.wrong." + fault + ".cure").with("most", LONGEST_REASON),
                null);
    }

    private static void requireLawful(Judgement judged) {
        if (!judged.passes()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("drill.unlawful"), judged.blockingFindings());
        }
    }

    /** The sides whose case it is. */
    public Parties parties(String number) {
        var schedule = get(number);
        return joint(sides.get(schedule.side()), schedule.exercise());
    }

    private Parties joint(Side side, @Nullable String exercise) {
        return Optional.ofNullable(exercise)
                .flatMap(exercises::find)
                .flatMap(found -> sides.joint(found.parties()))
                .or(() -> sides.joint().stream()
                        .filter(parties -> parties.includes(side))
                        .findFirst())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.noOtherParty"));
    }

    public Instant planningDue(String number) {
        return due(number, DrillDeadlines.DAYS_TO_PLAN);
    }

    public Instant overrideDue(String number) {
        return due(number, DrillDeadlines.DAYS_TO_DECIDE_OVERRIDE);
    }

    public Instant confirmationDue(String number) {
        return due(number, DrillDeadlines.DAYS_TO_CONFIRM);
    }

    /** When the side's answer to the plan that is offered now is due. */
    public Instant acceptanceDue(Side side) {
        return deadlines.due(side, DrillDeadlines.DAYS_TO_ACCEPT);
    }

    private Instant due(String number, int workingDays) {
        return deadlines.due(sides.get(get(number).side()), workingDays);
    }

    /** The first moment of the exercise's first day, at its host. */
    public Instant exerciseBegins(String number) {
        var schedule = get(number);
        return questions
                .exercise(schedule)
                .firstDay()
                .atStartOfDay(sides.get(schedule.side()).zone())
                .toInstant();
    }

    /** The next evening at the host: by then is recorded what became of the day's drills. */
    public Instant recordDue(String number) {
        var now = clock.instant().atZone(sides.get(get(number).side()).zone());
        var evening = now.toLocalDate().atTime(EVENING).atZone(now.getZone());
        return (evening.isAfter(now) ? evening : evening.plusDays(1)).toInstant();
    }

    /** The first moment after the exercise's last day, at its host. */
    public Instant exerciseEnds(String number) {
        var schedule = get(number);
        return questions
                .exercise(schedule)
                .lastDay()
                .plusDays(1)
                .atStartOfDay(sides.get(schedule.side()).zone())
                .toInstant();
    }

    /** What the planner's form needs beside the schedule itself. */
    PlanningFacts planningFacts(Account account, String number) {
        var schedule = requireOfHost(account, number);
        var hosted = exercises.hosted(
                account, LocalDate.ofInstant(clock.instant(), account.side().zone()));
        var code = schedule.exercise();
        var exercise = code == null ? null : exercises.find(code).orElse(null);
        var ranges = questions.ranges(schedule);
        return new PlanningFacts(
                hosted, exercise, ranges, exercise == null ? List.of() : questions.closures(ranges, exercise));
    }

    /** What a planner chooses from. */
    record PlanningFacts(
            List<Exercise> exercises,
            @Nullable Exercise exercise,
            List<TrainingRange> ranges,
            List<RangeClosure> closures) {

        PlanningFacts {
            exercises = List.copyOf(exercises);
            ranges = List.copyOf(ranges);
            closures = List.copyOf(closures);
        }
    }

    /** The exercise of a schedule, where it is chosen. */
    Optional<Exercise> exerciseOf(String number) {
        return Optional.ofNullable(get(number).exercise()).flatMap(exercises::find);
    }

    /** The ranges of a published plan, and their closures as far as they touch the exercise. */
    PlanningFacts bookingFacts(String number) {
        var schedule = get(number);
        var exercise = questions.exercise(schedule);
        var used = latest(schedule).programme().drills().stream()
                .map(DrillProgramme.Drill::range)
                .distinct()
                .toList();
        var ranges = questions.ranges(schedule).stream()
                .filter(range -> used.contains(range.code()))
                .toList();
        return new PlanningFacts(List.of(), exercise, ranges, questions.closures(ranges, exercise));
    }

    /** The findings of the latest plan as it stands now: what stands against it and what only warns. */
    List<Finding> findings(String number) {
        return judge(number).findings();
    }
}
