package org.mushterek.reporting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.task.FollowingSteps;

/**
 * A case as one side knows it: the sum of its events in their order. The same events give the same sum, whether they are
 * added as they happen or all at once.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
final class CaseFold {

    /** So many days later a short case is over: nearly every visit and exercise is. */
    static final int SHORT = 31;

    /** How long a case lasted that lasted longer than the longest that are told apart, some eleven years. */
    static final int LASTED_LONGER = 13;

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("visit.opened", "PREPARATION"),
            Map.entry("visit.waiverAsked", "WAIVER"),
            Map.entry("visit.submitted", "CERTIFICATION"),
            Map.entry("visit.unlawful", "CORRECTION"),
            Map.entry("visit.waiverGranted", "CERTIFICATION"),
            Map.entry("visit.waiverRefused", "CORRECTION"),
            Map.entry("visit.certified", "ENDORSEMENT"),
            Map.entry("visit.notCertified", "CORRECTION"),
            Map.entry("visit.endorsed", "TRANSMISSION"),
            Map.entry("visit.notEndorsed", "CORRECTION"),
            Map.entry("visit.transmitted", "AT_HOST"),
            Map.entry("visit.questionReceived", "QUESTION"),
            Map.entry("visit.questionAnswered", "AT_HOST"),
            Map.entry("visit.withdrawn", "WITHDRAWN"),
            Map.entry("visit.abandoned", "WITHDRAWN"),
            Map.entry("visit.received", "RECEIVED"),
            Map.entry("visit.desksOpened", "AT_DESKS"),
            Map.entry("visit.questionAsked", "QUESTION"),
            Map.entry("visit.answerReceived", "DECISION"),
            Map.entry("visit.lapsed", "LAPSED_UNANSWERED"),
            Map.entry("visit.withdrawnBySender", "WITHDRAWN"));

    private static final Set<String> CAME_BACK =
            Set.of("visit.unlawful", "visit.waiverRefused", "visit.notCertified", "visit.notEndorsed");

    /** With what a case is over, apart from a visit that is refused. */
    private static final Set<String> ENDS = Set.of(
            "visit.withdrawn",
            "visit.abandoned",
            "visit.lapsed",
            "visit.withdrawnBySender",
            "visit.permitUsed",
            "visit.permitExpired",
            "visit.permitRevoked",
            "visit.permitAmended",
            "planning.gateOpened",
            "planning.cancelled",
            "planning.lapsed",
            "planning.discarded",
            "agreement.inForce",
            "agreement.declined",
            "agreement.discarded",
            "exercise.schedulingEnded",
            "exercise.schedulingDiscarded",
            "exercise.drillRiskWithin",
            "exercise.drillRiskSettled",
            "exercise.drillContinuationAgreed",
            "exercise.drillContinuationRefused",
            "incident.closed",
            "incident.withdrawn",
            "incident.discarded",
            "afteraction.finalIssued",
            "afteraction.stopped",
            "afteraction.observationRejected",
            "afteraction.observationWithdrawn",
            "afteraction.observationSettled",
            "afteraction.mergingRecorded",
            "afteraction.mergingWithdrawn",
            "afteraction.actionValidated",
            "afteraction.actionCancelled",
            "afteraction.actionHandedOver",
            "calendar.decreeInEffect",
            "calendar.decreeDiscarded");

    /** With what an offer is over; to the action that it is about the same may happen and is no end. */
    private static final Set<String> ENDS_OF_OFFERS =
            Set.of("afteraction.actionTakenOver", "afteraction.offerRefused", "afteraction.offerWithdrawn");

    /** Of these the outside does not hear either: they stay with the side that did them. */
    static final Set<String> TOLD_TO_OWN_SIDE = Set.of(
            "visit.copied",
            "visit.amendmentOpened",
            "planning.datesPlanned",
            "planning.dayMoved",
            "planning.outOfPlanGranted",
            "planning.outOfPlanRefused",
            "planning.conferenceWaived",
            "planning.minutesRecorded",
            "planning.minutesConfirmed",
            "planning.minutesRefused",
            "planning.notHeld",
            "planning.productWritten",
            "planning.readinessConfirmed",
            "planning.readinessRefused",
            "retention.held",
            "retention.holdLifted",
            CaseJournal.ERASED);

    /** From here on a case is told of the audit, until its first event of its own. */
    static final String FILLED_IN = "report.filledIn";

    /** What is told of a case and changes nothing that is reported beside its story. */
    private static final Set<String> ONLY_TOLD = union(
            TOLD_TO_OWN_SIDE,
            Set.of(
                    FILLED_IN,
                    "visit.split",
                    "visit.dutyConfirmed",
                    "visit.deskAnswered",
                    "visit.decided",
                    "visit.permitIssued",
                    "visit.permitHandedOver",
                    "visit.permitReceived",
                    "visit.paperIssued",
                    "visit.paperVoided",
                    "visit.messageWritten",
                    "visit.messageReceived",
                    "visit.attachmentsReceived",
                    "visit.dueDateMoved",
                    "visit.judgedAgain",
                    "visit.personsRecalled",
                    "visit.permitReplaced",
                    "visit.permitSuspended",
                    "visit.suspensionKept",
                    "visit.permitReinstated",
                    "visit.personsArrived",
                    "visit.personsDeparted",
                    "visit.movementStruck",
                    "visit.stayOverdue",
                    "visit.returnRecorded",
                    "visit.returnLeftOpen"));

    private static final int MOST_WAITS = 50;

    private static final Set<String> APPROVALS = Set.of("APPROVED", "APPROVED_WITH_LIMITS");

    String side = "";
    String number = "";
    String kind = "";

    @Nullable
    String sending;

    @Nullable
    String host;

    @Nullable
    String exercise;

    @Nullable
    LocalDate firstDay;

    @Nullable
    LocalDate lastDay;

    @Nullable
    Integer persons;
    /** Of the diagram by which the case began on this side; 0 until its first task. */
    int version;

    String state = "";
    Instant openedAt = Instant.EPOCH;

    @Nullable
    Instant closedAt;

    @Nullable
    String ending;
    /** Since when the present state holds. */
    Instant since = Instant.EPOCH;

    @Nullable
    LocalDate firstSubmitted;

    /** Whether its beginning is told of the audit: how long each side held it is then not known. */
    boolean filledIn;

    boolean cameBack;
    boolean firstJudged;

    /** Which side holds what was handed over; null while nothing is. */
    @Nullable
    String holder;

    @Nullable
    Instant heldSince;

    @Nullable
    Instant answerDue;

    @Nullable
    String outcome;

    SortedMap<String, Long> held = new TreeMap<>();

    /** What was counted of each drill. */
    SortedSet<String> drills = new TreeSet<>();

    SortedMap<String, OpenStep> steps = new TreeMap<>();
    List<Fact> facts = new ArrayList<>();

    /** A step that waits. */
    record OpenStep(
            String process,
            int version,
            String step,
            List<String> roles,
            Instant since,
            @Nullable Instant due) {}

    static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isOnlyTold(String type) {
        return ONLY_TOLD.contains(type);
    }

    boolean isNew() {
        return number.isEmpty();
    }

    /** Whether it lasts longer than what is short, see {@link #SHORT}. */
    boolean isLong() {
        return firstDay != null && lastDay != null && lastDay.isAfter(firstDay.plusDays(SHORT));
    }

    /** Whether its first day may lie before its opening, in whatever zone: few do. */
    boolean isBackdated() {
        return firstDay != null && !firstDay.isAfter(LocalDate.ofInstant(openedAt, ZoneOffset.UTC));
    }

    /**
     * How long it was from its opening to its last closing, as the least n of which {@link #days} are not exceeded, or
     * {@link #LASTED_LONGER}; null while it is open. With it a case that was open on some day is found near that day.
     */
    @Nullable
    Integer lasted() {
        var end = closedAt;
        if (end == null) {
            return null;
        }
        for (var lasted = 0; lasted < LASTED_LONGER; lasted++) {
            if (!end.isAfter(openedAt.plus(Duration.ofDays(days(lasted))))) {
                return lasted;
            }
        }
        return LASTED_LONGER;
    }

    /** How many days a case lasted at most of which {@link #lasted} gives this. */
    static int days(int lasted) {
        return 1 << lasted;
    }

    boolean isOpen() {
        return closedAt == null;
    }

    /** When the first of what waits is due. */
    @Nullable
    Instant due() {
        Instant first = null;
        for (var step : steps.values()) {
            if (step.due() != null
                    && canBeLate(step)
                    && (first == null || step.due().isBefore(first))) {
                first = step.due();
            }
        }
        return first == null && isHeldByOther() ? answerDue : first;
    }

    /** What waits on this side, as {@code PLANNER@1775368800} for roles and due second, parted by blanks; no case has so many that some are left out. */
    String waits() {
        return steps.values().stream()
                .filter(step -> step.due() != null && canBeLate(step))
                .map(step -> String.join(",", step.roles()) + "@"
                        + Objects.requireNonNull(step.due()).getEpochSecond())
                .sorted()
                .limit(MOST_WAITS)
                .collect(Collectors.joining(" "));
    }

    /** Whether the other side has to act. */
    boolean isHeldByOther() {
        return holder != null && !holder.equals(side);
    }

    /** Following a request at the host holds nothing up. */
    static boolean isFollowing(OpenStep step) {
        return FollowingSteps.followsOtherSide(step.step());
    }

    /** Whether its due date is one by which somebody has to do something. */
    static boolean canBeLate(OpenStep step) {
        return !isFollowing(step) && !FollowingSteps.isNeverLate(step.step());
    }

    /** Whether the working time since the last hand-over is to be told with an event of this type. */
    boolean handsOver(String type) {
        return holder != null
                && switch (type) {
                    case "visit.questionReceived",
                            "visit.questionAnswered",
                            "visit.questionAsked",
                            "visit.answerReceived",
                            "visit.answered",
                            "visit.lapsed",
                            "visit.withdrawn",
                            "visit.abandoned",
                            "visit.withdrawnBySender" -> true;
                    default -> false;
                };
    }

    void add(CaseEvent event) {
        if (event.type().equals(FILLED_IN)) {
            filledIn = true;
        }
        if (isOnlyTold(event.type())) {
            return;
        }
        if (isNew()) {
            side = event.side();
            number = event.number();
            kind = CaseNumber.kindOf(number);
            openedAt = event.at();
            since = event.at();
            facts.add(Fact.count(event.data().day(), Measure.OPENED, ""));
        }
        take(event.data().facts());
        if (event.type().startsWith("task.")) {
            task(event);
            return;
        }
        if (event.type().startsWith("exercise.")) {
            drills(event);
        }
        var next = STATES.get(event.type());
        if (kind.equals("DRL") && event.type().startsWith("exercise.drill")) {
            return;
        }
        if (next == null && !kind.equals("VIS")) {
            next = event.type().substring(event.type().indexOf('.') + 1);
        }
        if (next != null) {
            become(next, event.at());
        }
        if (kind.equals("VIS")) {
            visit(event);
        }
        if (ENDS.contains(event.type()) || kind.equals("OFR") && ENDS_OF_OFFERS.contains(event.type())) {
            end(event, event.type().startsWith("visit.permit") ? event.type().substring("visit.".length()) : state);
        }
    }

    private void become(String next, Instant at) {
        if (!next.equals(state)) {
            state = next;
            since = at;
        }
    }

    private void take(CaseFacts.@Nullable Facts known) {
        if (known == null) {
            return;
        }
        sending = known.sending() == null ? sending : known.sending();
        host = known.host() == null ? host : known.host();
        exercise = known.exercise() == null ? exercise : known.exercise();
        firstDay = known.firstDay() == null ? firstDay : known.firstDay();
        lastDay = known.lastDay() == null ? lastDay : known.lastDay();
        persons = known.persons() == null ? persons : known.persons();
        answerDue = known.answerDue() == null ? answerDue : known.answerDue();
    }

    private void task(CaseEvent event) {
        var step = event.data().step();
        if (step == null) {
            return;
        }
        switch (event.type()) {
            case "task.created" -> {
                steps.put(
                        step.task(),
                        new OpenStep(
                                step.process(), step.version(), step.step(), step.roles(), event.at(), step.due()));
                version = version == 0 ? step.version() : version;
                if (step.step().equals("userTask_decideRequest") && state.equals("AT_DESKS")) {
                    become("DECISION", event.at());
                }
            }
            case "task.dueMoved" -> {
                var open = steps.get(step.task());
                if (open != null) {
                    steps.put(
                            step.task(),
                            new OpenStep(
                                    open.process(),
                                    open.version(),
                                    open.step(),
                                    open.roles(),
                                    open.since(),
                                    step.due()));
                }
            }
            case "task.completed" -> {
                var open = steps.remove(step.task());
                if (open != null && !isFollowing(open)) {
                    done(event, open, step.minutes() == null ? 0 : step.minutes());
                }
            }
            default -> steps.remove(step.task());
        }
    }

    private void done(CaseEvent event, OpenStep open, long minutes) {
        for (var role : open.roles()) {
            var code = open.process() + "/" + open.step() + "/" + role;
            facts.add(Fact.time(event.data().day(), Measure.STEP, code, minutes));
            if (open.due() != null && event.at().isAfter(open.due())) {
                facts.add(Fact.count(event.data().day(), Measure.STEP_LATE, code));
            }
        }
    }

    /** Each drill counts once as planned, on the day it was first placed on, and once as conducted or cancelled. */
    private void drills(CaseEvent event) {
        var known = event.data().facts();
        if (known == null) {
            return;
        }
        var about = event.detail() == null
                ? ""
                : event.detail().substring(event.detail().lastIndexOf('/') + 1);
        for (var drill : known.drills()) {
            switch (event.type()) {
                case "exercise.planInForce" -> drill(drill, drill.day(), Measure.DRILL_PLANNED);
                case "exercise.drillFinished" -> {
                    if (drill.code().equals(about)) {
                        drill(drill, event.data().day(), Measure.DRILL_DONE);
                    }
                }
                case "exercise.drillCancelled" -> {
                    if (drill.code().equals(about)) {
                        drill(drill, event.data().day(), Measure.DRILL_CANCELLED);
                    }
                }
                default -> {}
            }
        }
    }

    private void drill(CaseFacts.Drill drill, LocalDate day, Measure measure) {
        if (drills.add(measure + "/" + drill.code())) {
            facts.add(Fact.time(day, measure, drill.range(), drill.minutes()));
        }
    }

    private void visit(CaseEvent event) {
        var day = event.data().day();
        if (event.data().held() != null && holder != null) {
            event.data().held().forEach((who, minutes) -> held.merge(who, minutes, Long::sum));
        }
        if (CAME_BACK.contains(event.type())) {
            comesBack(day, event.type());
        }
        switch (event.type()) {
            case "visit.submitted" -> firstSubmitted = firstSubmitted == null ? day : firstSubmitted;
            case "visit.unlawful" -> rules(event).forEach(rule -> facts.add(Fact.count(day, Measure.RULE, rule)));
            case "visit.waiverAsked", "visit.submissionRefused" ->
                codes(event.detail()).forEach(rule -> facts.add(Fact.count(day, Measure.RULE, rule)));
            case "visit.transmitted", "visit.received" -> {
                firstSubmitted = firstSubmitted == null ? day : firstSubmitted;
                reopen(day);
                outcome = null;
                held = new TreeMap<>();
                hold(host, event.at());
            }
            case "visit.questionReceived", "visit.questionAsked" -> hold(sending, event.at());
            case "visit.questionAnswered", "visit.answerReceived" -> hold(host, event.at());
            case "visit.lapsed", "visit.withdrawn", "visit.abandoned", "visit.withdrawnBySender" ->
                hold(null, event.at());
            case "visit.answered" -> answered(event);
            default -> {}
        }
    }

    private void hold(@Nullable String who, Instant at) {
        holder = who;
        heldSince = who == null ? null : at;
    }

    private static List<String> rules(CaseEvent event) {
        var known = event.data().facts();
        return known == null ? List.of() : known.rules();
    }

    private static List<String> codes(@Nullable String detail) {
        return detail == null || detail.isBlank() ? List.of() : List.of(detail.split(",\\s*", -1));
    }

    private void comesBack(LocalDate day, String how) {
        facts.add(Fact.count(day, Measure.RETURNED, how.substring(how.indexOf('.') + 1)));
        cameBack = true;
        judgeFirst(false);
    }

    /** The first submission is right or not once, on the day of that submission. */
    private void judgeFirst(boolean right) {
        if (firstSubmitted != null && !firstJudged) {
            facts.add(Fact.count(firstSubmitted, right ? Measure.FIRST_RIGHT : Measure.FIRST_WRONG, ""));
            firstJudged = true;
        }
    }

    private void answered(CaseEvent event) {
        var day = event.data().day();
        var how = event.detail() == null ? "" : event.detail();
        outcome = how;
        facts.add(Fact.count(day, Measure.DECIDED, how));
        if (sending != null && host != null && !filledIn) {
            long ofSender = held.getOrDefault(sending, 0L);
            long ofHost = held.getOrDefault(host, 0L);
            facts.add(Fact.time(day, Measure.LEAD, "", ofSender + ofHost));
            facts.add(Fact.time(day, Measure.LEAD_SENDING, "", ofSender));
            facts.add(Fact.time(day, Measure.LEAD_HOST, "", ofHost));
        }
        if (answerDue != null) {
            facts.add(Fact.count(day, event.at().isAfter(answerDue) ? Measure.LATE : Measure.IN_TIME, ""));
        }
        var known = event.data().facts();
        if (known != null) {
            known.reasons().forEach(reason -> facts.add(Fact.count(day, Measure.REASON, reason)));
        }
        var atSender = side.equals(sending);
        if (how.equals("RETURNED")) {
            comesBack(day, "visit.host");
            hold(null, event.at());
            become(atSender ? "CORRECTION" : "ANSWERED", event.at());
            if (!atSender) {
                // Whether the sender ever comes back is not for the host to wait for.
                end(event, how);
            }
            return;
        }
        judgeFirst(!cameBack);
        hold(null, event.at());
        var approved = APPROVALS.contains(how);
        become(atSender ? (approved ? "APPROVED" : how) : "ANSWERED", event.at());
        if (!approved) {
            end(event, how);
        }
    }

    private void reopen(LocalDate day) {
        if (closedAt != null) {
            closedAt = null;
            ending = null;
            facts.add(Fact.count(day, Measure.REOPENED, ""));
        }
    }

    private void end(CaseEvent event, String how) {
        if (closedAt == null) {
            closedAt = event.at();
            ending = how;
            answerDue = null;
            facts.add(Fact.count(event.data().day(), Measure.CLOSED, how));
        }
    }
}
