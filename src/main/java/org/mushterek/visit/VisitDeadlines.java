package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.Calendars;
import org.mushterek.calendar.WorkingTime;
import org.mushterek.common.Sides;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When each step of a case is due, on the working calendar of the side that has to act. A deadline is computed once, when
 * its step opens, and kept; a question moves the host's.
 */
@Component
public class VisitDeadlines {

    private static final String CLOSING_TIME = "visit.receiptCutOff";

    private final DatedParameters parameters;
    private final VisitRequests requests;
    private final HostCases cases;
    private final Calendars calendars;
    private final Sides sides;
    private final JdbcClient database;
    private final Clock clock;

    VisitDeadlines(
            VisitRuleBook book,
            VisitRequests requests,
            HostCases cases,
            Calendars calendars,
            Sides sides,
            JdbcClient database,
            Clock clock) {
        this.parameters = book.parameters();
        this.requests = requests;
        this.cases = cases;
        this.calendars = calendars;
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
        QUESTION_ANSWER("deadline.answer");

        private final String parameter;

        Step(String parameter) {
            this.parameter = parameter;
        }

        private boolean isOfHost() {
            return this == DESK_REVIEW || this == HOST_DECISION;
        }
    }

    /** A deadline as kept. */
    public record Deadline(
            Step step,
            String side,
            Instant due,
            @Nullable Instant pausedAt,
            @Nullable Instant escalatedAt) {}

    /** Due date of a step of the sending side, {@code n} of its working days after the step opened. */
    @Transactional
    public Instant ofSender(String number, Step step) {
        var request = requests.find(number).orElseThrow();
        var side = request.document().sendingState();
        return kept(number, request.revision(), side, step)
                .map(Deadline::due)
                .orElseGet(() -> keep(
                        number,
                        request.revision(),
                        side,
                        step,
                        dueByEve(side, step, clock.instant(), request.document().from())));
    }

    /** Due date of a step of the host, counted from delivery: the desks first, the decision after them. */
    @Transactional
    public Instant ofHost(String number, Step step) {
        var received = cases.findLatest(number).orElseThrow();
        var side = received.document().hostState();
        return kept(number, received.revision(), side, step)
                .map(Deadline::due)
                .orElseGet(() -> keep(number, received.revision(), side, step, hostDue(received, step)));
    }

    private Instant hostDue(HostCase received, Step step) {
        var days = workingDays(received, Step.DESK_REVIEW);
        if (step == Step.HOST_DECISION) {
            days += workingDays(received, Step.HOST_DECISION);
        }
        return workingTime(received.document().hostState(), received.parametersDate())
                .dueByEve(received.deliveredAt(), days, firstDay(received));
    }

    private int workingDays(HostCase received, Step step) {
        return parameters.on(received.parametersDate()).workingDays(step.parameter);
    }

    private Instant dueByEve(String side, Step step, Instant from, @Nullable LocalDate firstDay) {
        var today = LocalDate.ofInstant(from, sides.get(side).zone());
        var time = workingTime(side, today);
        var days = parameters.on(today).workingDays(step.parameter);
        return firstDay == null ? time.due(time.receiptDay(from), days) : time.dueByEve(from, days, firstDay);
    }

    /** A question stops the host's clock. */
    void pause(String number) {
        var received = cases.findLatest(number).orElseThrow();
        database.sql("update visit_deadline set paused_at = ? where request_number = ? and revision = ? and side = ?"
                        + " and step = ? and paused_at is null")
                .params(now(), number, received.revision(), received.document().hostState(), Step.HOST_DECISION.name())
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
        var due = workingTime(host, received.parametersDate())
                .dueAfterPauseByEve(deadline.due(), pausedAt, clock.instant(), firstDay(received));
        database.sql("update visit_deadline set due_at = ?, paused_at = null, escalated_at = null"
                        + " where request_number = ? and revision = ? and side = ? and step = ?")
                .params(due.atOffset(ZoneOffset.UTC), number, received.revision(), host, Step.HOST_DECISION.name())
                .update();
    }

    /** Notes that the step of the present revision is late, for both sides to see. */
    @Transactional
    public void escalated(String number, Step step) {
        var document = step.isOfHost()
                ? cases.findLatest(number).orElseThrow().document()
                : requests.find(number).orElseThrow().document();
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
        for (var step : steps) {
            database.sql("delete from visit_deadline where request_number = ? and revision = ? and side = ?"
                            + " and step = ?")
                    .params(document.number(), document.revision(), document.sendingState(), step.name())
                    .update();
        }
    }

    /** The eve of the visit has passed: midnight at the host at which its first day begins. */
    @Transactional(readOnly = true)
    public Instant eveOfVisitPassed(String number) {
        var received = cases.findLatest(number).orElseThrow();
        return firstDay(received)
                .atStartOfDay(sides.get(received.document().hostState()).zone())
                .toInstant();
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

    List<Deadline> ofCase(String number, int revision) {
        return database.sql("select * from visit_deadline where request_number = ? and revision = ?"
                        + " order by due_at, step")
                .params(number, revision)
                .query((row, n) -> new Deadline(
                        Step.valueOf(row.getString("step")),
                        row.getString("side"),
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

    private Instant keep(String number, int revision, String side, Step step, Instant due) {
        database.sql("insert into visit_deadline (request_number, revision, side, step, due_at, opened_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(number, revision, side, step.name(), due.atOffset(ZoneOffset.UTC), now())
                .update();
        return due;
    }

    private WorkingTime workingTime(String side, LocalDate parametersDate) {
        return new WorkingTime(
                calendars.of(side),
                sides.get(side).zone(),
                parameters.on(parametersDate).timeOfDay(CLOSING_TIME));
    }

    private static LocalDate firstDay(HostCase received) {
        var from = received.document().from();
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
