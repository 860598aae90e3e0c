package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.Calendars;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.WorkingTime;
import org.mushterek.common.Message;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Sides;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When each step of a case is due, on the working calendar of the side that has to act. A deadline is computed once, when
 * its step opens, and kept; a question moves the host's, and a decree over the calendar moves what is open (CAL-03).
 */
@Component
public class VisitDeadlines {

    private static final String CLOSING_TIME = "visit.receiptCutOff";

    private final DatedParameters parameters;
    private final VisitRequests requests;
    private final HostCases cases;
    private final AmendedVisits amended;
    private final Calendars calendars;
    private final VisitStory story;
    private final CorrectionWindow correctionWindow;
    private final Sides sides;
    private final JdbcClient database;
    private final Clock clock;
    private final OncePerTransaction<Revision, List<Deadline>> known = new OncePerTransaction<>(this::readDeadlines);

    VisitDeadlines(
            VisitRuleBook book,
            VisitRequests requests,
            HostCases cases,
            AmendedVisits amended,
            Calendars calendars,
            VisitStory story,
            CorrectionWindow correctionWindow,
            Sides sides,
            JdbcClient database,
            Clock clock) {
        this.parameters = book.parameters();
        this.requests = requests;
        this.cases = cases;
        this.amended = amended;
        this.calendars = calendars;
        this.story = story;
        this.correctionWindow = correctionWindow;
        this.sides = sides;
        this.database = database;
        this.clock = clock;
    }

    /** A step with a deadline, and the parameter that says how many working days it has. */
    public enum Step {
        PREPARATION("deadline.prepare"),
        CORRECTION("deadline.correct"),
        WAIVER("deadline.waive"),
        CERTIFICATION("deadline.certify"),
        ENDORSEMENT("deadline.endorse"),
        DESK_REVIEW("deadline.desk"),
        HOST_DECISION("deadline.decide"),
        QUESTION_ANSWER("deadline.answer"),
        RETURN_OF_RECALLED("deadline.return");

        private final String parameter;

        Step(String parameter) {
            this.parameter = parameter;
        }

        private boolean isOfHost() {
            return this == DESK_REVIEW || this == HOST_DECISION || this == RETURN_OF_RECALLED;
        }
    }

    /** A deadline as kept. */
    public record Deadline(
            Step step,
            String side,
            Instant openedAt,
            Instant due,
            @Nullable Instant pausedAt,
            @Nullable Instant escalatedAt) {}

    /** A deadline that was computed by an earlier state of its side's calendar. */
    public record Behind(String number, int revision, String side, Step step) {}

    /** A due date before and after a decree. */
    public record Move(Instant before, Instant after) {}

    /**
     * A move on record.
     *
     * @param atEarliest whether the decree would have ended it in the past, and it was given until the next closing time
     */
    record KeptMove(
            Step step, String side, String decree, Instant before, Instant after, boolean atEarliest, Instant movedAt) {

        /** A step that was opened again has a deadline of its own, which this move did not touch. */
        boolean isOf(Deadline deadline) {
            return step == deadline.step() && side.equals(deadline.side()) && !movedAt.isBefore(deadline.openedAt());
        }
    }

    /** Due date of a step of the sending side, {@code n} of its working days after the step opened. */
    @Transactional
    public Instant ofSender(String number, Step step) {
        var request = requests.find(number).orElseThrow();
        var side = request.document().sendingState();
        return kept(number, request.revision(), side, step).map(Deadline::due).orElseGet(() -> {
            var firstDay = amended.firstDay(request.document());
            var due = dueByEve(side, step, clock.instant(), firstDay, request.parametersDate());
            return keep(number, request.revision(), side, step, due, firstDay);
        });
    }

    /** Due date of a step of the host, counted from delivery: the desks first, the decision after them. */
    @Transactional
    public Instant ofHost(String number, Step step) {
        var received = cases.findLatest(number).orElseThrow();
        var side = received.document().hostState();
        return kept(number, received.revision(), side, step)
                .map(Deadline::due)
                .orElseGet(() ->
                        keep(number, received.revision(), side, step, hostDue(received, step), firstDay(received)));
    }

    /** Due date of seeing to the return of recalled persons, in working days of the host after the recall (VIS-22). */
    @Transactional
    public Instant ofReturn(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var host = received.document().hostState();
        return kept(number, received.revision(), host, Step.RETURN_OF_RECALLED)
                .map(Deadline::due)
                .orElseGet(() -> keep(
                        number,
                        received.revision(),
                        host,
                        Step.RETURN_OF_RECALLED,
                        dueByEve(host, Step.RETURN_OF_RECALLED, clock.instant(), null, received.parametersDate()),
                        null));
    }

    /** A recall after all earlier ones are seen to counts from its own day. */
    void forgetReturn(VisitDocument document) {
        forget(document, document.hostState(), Step.RETURN_OF_RECALLED);
    }

    private Instant hostDue(HostCase received, Step step) {
        var days = workingDays(received, Step.DESK_REVIEW);
        if (step == Step.HOST_DECISION) {
            days += workingDays(received, Step.HOST_DECISION);
        }
        return workingTime(received.document().hostState(), received.parametersDate())
                .dueByEve(received.deliveredAt(), received.receiptDay(), days, firstDay(received));
    }

    private int workingDays(HostCase received, Step step) {
        return parameters.on(received.parametersDate()).workingDays(step.parameter);
    }

    /** @param kept the day whose parameters judge the case; null where none is kept, and then it is the day of the step */
    private Instant dueByEve(
            String side, Step step, Instant from, @Nullable LocalDate firstDay, @Nullable LocalDate kept) {
        var judging = kept == null ? LocalDate.ofInstant(from, sides.get(side).zone()) : kept;
        var time = workingTime(side, judging);
        var days = parameters.on(judging).workingDays(step.parameter);
        return firstDay == null ? time.due(time.receiptDay(from), days) : time.dueByEve(from, days, firstDay);
    }

    /** A question stops the host's clock. */
    void pause(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var host = received.document().hostState();
        var running = kept(number, received.revision(), host, Step.HOST_DECISION)
                .filter(deadline -> deadline.pausedAt() == null);
        if (running.isEmpty()) {
            return;
        }
        var pausedAt = now();
        database.sql("insert into visit_deadline_pause (request_number, revision, side, step, paused_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(number, received.revision(), host, Step.HOST_DECISION.name(), pausedAt)
                .update();
        known.forget();
        database.sql("update visit_deadline set paused_at = ? where request_number = ? and revision = ? and side = ?"
                        + " and step = ?")
                .params(pausedAt, number, received.revision(), host, Step.HOST_DECISION.name())
                .update();
    }

    /** The answer starts it again: as much working time as was left at the question is left now. */
    void resume(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var host = received.document().hostState();
        var deadline =
                kept(number, received.revision(), host, Step.HOST_DECISION).orElseThrow();
        var pausedAt = deadline.pausedAt();
        if (pausedAt == null) {
            return;
        }
        var resumedAt = clock.instant();
        var due = workingTime(host, received.parametersDate())
                .dueAfterPauseByEve(deadline.due(), pausedAt, resumedAt, firstDay(received));
        database.sql("update visit_deadline_pause set resumed_at = ? where request_number = ? and revision = ?"
                        + " and side = ? and step = ? and resumed_at is null")
                .params(
                        resumedAt.atOffset(ZoneOffset.UTC),
                        number,
                        received.revision(),
                        host,
                        Step.HOST_DECISION.name())
                .update();
        known.forget();
        database.sql("update visit_deadline set due_at = ?, paused_at = null, escalated_at = null"
                        + " where request_number = ? and revision = ? and side = ? and step = ?")
                .params(due.atOffset(ZoneOffset.UTC), number, received.revision(), host, Step.HOST_DECISION.name())
                .update();
    }

    /** Deadlines of a side that an earlier state of its calendar gave, at most so many. */
    @Transactional(readOnly = true)
    public List<Behind> behind(String side, long version, int most) {
        return database.sql("select request_number, revision, side, step from visit_deadline where side = ?"
                        + " and calendar_version < ? order by request_number, revision, step fetch first ? rows only")
                .params(side, version, most)
                .query((row, n) -> new Behind(
                        row.getString("request_number"),
                        row.getInt("revision"),
                        row.getString("side"),
                        Step.valueOf(row.getString("step"))))
                .list();
    }

    /**
     * Computes a deadline anew by the calendar as it is and keeps both dates. What has passed stays passed, what nobody
     * waits for stays as it was, and nothing comes to end in the past: it ends at the next closing time instead. Each
     * deadline follows a state of the calendar once.
     *
     * @param open whether the step still waits for its answer
     * @param decree number of the decree that changed the calendar
     * @return the move, where the due date has become another
     */
    @Transactional
    public Optional<Move> follow(Behind behind, boolean open, String decree) {
        var version = calendars.version(behind.side());
        var followed = database.sql("update visit_deadline set calendar_version = ? where request_number = ?"
                        + " and revision = ? and side = ? and step = ? and calendar_version < ?")
                .params(
                        version,
                        behind.number(),
                        behind.revision(),
                        behind.side(),
                        behind.step().name(),
                        version)
                .update();
        var deadline = kept(behind.number(), behind.revision(), behind.side(), behind.step());
        var now = clock.instant();
        if (followed == 0
                || !open
                || deadline.isEmpty()
                || !deadline.get().due().isAfter(now)) {
            return Optional.empty();
        }
        var before = deadline.get().due();
        var wanted = dueByPresentCalendar(behind);
        if (wanted.isEmpty() || wanted.get().equals(before)) {
            return Optional.empty();
        }
        var today = LocalDate.ofInstant(now, sides.get(behind.side()).zone());
        var after = workingTime(behind.side(), today).notInThePast(wanted.get(), before, now);
        if (after.equals(before)) {
            return Optional.empty();
        }
        known.forget();
        database.sql("update visit_deadline set due_at = ? where request_number = ? and revision = ? and side = ?"
                        + " and step = ?")
                .params(
                        after.atOffset(ZoneOffset.UTC),
                        behind.number(),
                        behind.revision(),
                        behind.side(),
                        behind.step().name())
                .update();
        database.sql("insert into visit_deadline_move (request_number, revision, side, step, decree, old_due, new_due,"
                        + " at_earliest, moved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        behind.number(),
                        behind.revision(),
                        behind.side(),
                        behind.step().name(),
                        decree,
                        before.atOffset(ZoneOffset.UTC),
                        after.atOffset(ZoneOffset.UTC),
                        !after.equals(wanted.get()),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        tellBothSides(behind, decree);
        return Optional.of(new Move(before, after));
    }

    /** The story names step and decree; the dates stand with the deadline. Of the host's decision the sender hears, too. */
    private void tellBothSides(Behind behind, String decree) {
        var detail = behind.step() + ":" + decree;
        story.tell(behind.number(), behind.side(), "system", "dueDateMoved", detail);
        if (behind.step() == Step.HOST_DECISION) {
            var document = cases.findLatest(behind.number()).orElseThrow().document();
            story.tell(behind.number(), document.sendingState(), "system", "dueDateMoved", detail);
        }
    }

    /** Empty where the revision is no longer the present one, or the deadline would lie in a year that nobody knows. */
    private Optional<Instant> dueByPresentCalendar(Behind behind) {
        try {
            if (!behind.step().isOfHost() || behind.step() == Step.RETURN_OF_RECALLED) {
                return database.sql("select d.opened_at, d.first_day, r.parameters_date from visit_deadline d"
                                + " join visit_request r on r.number = d.request_number where d.request_number = ?"
                                + " and d.revision = ? and d.side = ? and d.step = ?")
                        .params(
                                behind.number(),
                                behind.revision(),
                                behind.side(),
                                behind.step().name())
                        .query((row, n) -> dueByEve(
                                behind.side(),
                                behind.step(),
                                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("parameters_date", LocalDate.class)))
                        .optional();
            }
            return cases.findLatest(behind.number())
                    .filter(received -> received.revision() == behind.revision())
                    .map(received -> afterPauses(received, behind, hostDue(received, behind.step())));
        } catch (WorkingCalendar.UnknownYear unknown) {
            return Optional.empty();
        }
    }

    /** The pauses that are over move a deadline again as they did; an open one does when it ends. */
    private Instant afterPauses(HostCase received, Behind behind, Instant first) {
        var time = workingTime(behind.side(), received.parametersDate());
        return database
                .sql("select paused_at, resumed_at from visit_deadline_pause where request_number = ?"
                        + " and revision = ? and side = ? and step = ? and resumed_at is not null order by paused_at")
                .params(
                        behind.number(),
                        behind.revision(),
                        behind.side(),
                        behind.step().name())
                .query((row, n) -> new Instant[] {
                    row.getObject("paused_at", OffsetDateTime.class).toInstant(),
                    row.getObject("resumed_at", OffsetDateTime.class).toInstant()
                })
                .list()
                .stream()
                .reduce(
                        first,
                        (due, pause) -> time.dueAfterPauseByEve(due, pause[0], pause[1], firstDay(received)),
                        (one, other) -> other);
    }

    /** What decrees have moved in a revision, in their order. */
    List<KeptMove> moves(String number, int revision) {
        return database.sql("select * from visit_deadline_move where request_number = ? and revision = ?"
                        + " order by moved_at, decree, step")
                .params(number, revision)
                .query((row, n) -> new KeptMove(
                        Step.valueOf(row.getString("step")),
                        row.getString("side"),
                        row.getString("decree"),
                        row.getObject("old_due", OffsetDateTime.class).toInstant(),
                        row.getObject("new_due", OffsetDateTime.class).toInstant(),
                        row.getBoolean("at_earliest"),
                        row.getObject("moved_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * What is to be known of the days between the opening of a step and its due date: holidays, half-days, estimates
     * (CAL-04). Nothing where a year is unknown.
     */
    List<Message> remarksOn(Deadline deadline) {
        var zone = sides.get(deadline.side()).zone();
        try {
            return calendars
                    .of(deadline.side())
                    .remarksOn(
                            LocalDate.ofInstant(deadline.openedAt(), zone), LocalDate.ofInstant(deadline.due(), zone));
        } catch (WorkingCalendar.UnknownYear unknown) {
            return List.of();
        }
    }

    /** Notes that the step of the present revision is late, for both sides to see. */
    @Transactional
    public void escalated(String number, Step step) {
        var document = step.isOfHost()
                ? cases.findLatest(number).orElseThrow().document()
                : requests.find(number).orElseThrow().document();
        known.forget();
        database.sql("update visit_deadline set escalated_at = ? where request_number = ? and revision = ?"
                        + " and side = ? and step = ?")
                .params(
                        now(),
                        number,
                        document.revision(),
                        step.isOfHost() ? document.hostState() : document.sendingState(),
                        step.name())
                .update();
    }

    /** Forgets the deadlines of steps of the sending side, so that each gets a new one when it opens again. */
    void forget(VisitDocument document, Step... steps) {
        forget(document, document.sendingState(), steps);
    }

    private void forget(VisitDocument document, String side, Step... steps) {
        known.forget();
        database.sql("delete from visit_deadline where request_number = :number and revision = :revision"
                        + " and side = :side and step in (:steps)")
                .param("number", document.number())
                .param("revision", document.revision())
                .param("side", side)
                .param("steps", Stream.of(steps).map(Step::name).toList())
                .update();
    }

    /** The eve of the visit has passed: midnight at the host at which its first day begins. */
    @Transactional(readOnly = true)
    public Instant eveOfVisitPassed(String number) {
        var received = cases.findLatest(number).orElseThrow();
        return firstDay(received)
                .atStartOfDay(sides.get(received.document().hostState()).zone())
                .toInstant();
    }

    /** When an approval that its author may still correct becomes a permit: so long after the decision, and not after the eve. */
    @Transactional(readOnly = true)
    public Instant correctionEnd(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var end = cases.decidedAt(number, received.revision()).plus(correctionWindow.length());
        var eve = eveOfVisitPassed(number);
        return end.isBefore(eve) ? end : eve;
    }

    @Transactional(readOnly = true)
    public boolean isTimeToCorrect(String number) {
        return !correctionWindow.length().isZero() && correctionEnd(number).isAfter(clock.instant());
    }

    /** The visit's last day has passed: midnight at the host that ends it. */
    @Transactional(readOnly = true)
    public Instant lastDayPassed(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var lastDay = received.document().to();
        if (lastDay == null) {
            throw new IllegalStateException("A transmitted request has no last day: " + number);
        }
        return lastDay.plusDays(1)
                .atStartOfDay(sides.get(received.document().hostState()).zone())
                .toInstant();
    }

    /** The host's closing time on a day, whether that is worked or not. */
    Instant closingOf(String number, LocalDate day) {
        var received = cases.findLatest(number).orElseThrow();
        return workingTime(received.document().hostState(), received.parametersDate())
                .closingOf(day);
    }

    List<Deadline> ofCase(String number, int revision) {
        return known.get(new Revision(number, revision));
    }

    private record Revision(String number, int revision) {}

    private List<Deadline> readDeadlines(Revision of) {
        return database.sql("select * from visit_deadline where request_number = ? and revision = ?"
                        + " order by due_at, step")
                .params(of.number(), of.revision())
                .query((row, n) -> new Deadline(
                        Step.valueOf(row.getString("step")),
                        row.getString("side"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("paused_at", OffsetDateTime.class)),
                        instant(row.getObject("escalated_at", OffsetDateTime.class))))
                .list();
    }

    Optional<Deadline> kept(String number, int revision, String side, Step step) {
        return ofCase(number, revision).stream()
                .filter(deadline -> deadline.side().equals(side) && deadline.step() == step)
                .findFirst();
    }

    private Instant keep(
            String number, int revision, String side, Step step, Instant due, @Nullable LocalDate firstDay) {
        // As fine as the databases keep it.
        var openedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.sql("insert into visit_deadline (request_number, revision, side, step, due_at, opened_at,"
                        + " calendar_version, first_day) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        revision,
                        side,
                        step.name(),
                        due.atOffset(ZoneOffset.UTC),
                        openedAt.atOffset(ZoneOffset.UTC),
                        calendars.version(side),
                        firstDay)
                .update();
        known.change(new Revision(number, revision), deadlines -> Stream.concat(
                        deadlines.stream(), Stream.of(new Deadline(step, side, openedAt, due, null, null)))
                .sorted(Comparator.comparing(Deadline::due)
                        .thenComparing(deadline -> deadline.step().name()))
                .toList());
        return due;
    }

    private WorkingTime workingTime(String side, LocalDate parametersDate) {
        return new WorkingTime(
                calendars.of(side),
                sides.get(side).zone(),
                parameters.on(parametersDate).timeOfDay(CLOSING_TIME));
    }

    private LocalDate firstDay(HostCase received) {
        var from = amended.firstDay(received.document());
        if (from == null) {
            throw new IllegalStateException("A transmitted request has no first day: " + received.number());
        }
        return from;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
