package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Permits that are out and let nobody in for a while, by order of the host. Papers stay as they are: a gate that asks is told,
 * and the same papers let in again once the permit is reinstated. Whoever is inside leaves as before.
 */
@Service
public class Suspensions {

    private static final Role[] OFFICES = {Role.REGISTRY, Role.AUTHORITY};

    private final HostCases cases;
    private final Permits permits;
    private final AmendedVisits amended;
    private final KeptCopies copies;
    private final VisitDeadlines deadlines;
    private final VisitProcesses processes;
    private final VisitStory story;
    private final Sides sides;
    private final Seals seals;
    private final JdbcClient database;
    private final Clock clock;

    Suspensions(
            HostCases cases,
            Permits permits,
            AmendedVisits amended,
            KeptCopies copies,
            VisitDeadlines deadlines,
            VisitProcesses processes,
            VisitStory story,
            Sides sides,
            Seals seals,
            JdbcClient database,
            Clock clock) {
        this.cases = cases;
        this.permits = permits;
        this.amended = amended;
        this.copies = copies;
        this.deadlines = deadlines;
        this.processes = processes;
        this.story = story;
        this.sides = sides;
        this.seals = seals;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What an officer orders.
     *
     * @param reasonCode a {@link Suspension.Reason}
     * @param text why, for both sides
     * @param remark for the own side only
     * @param reviewOn day on which it is looked at again, on the host's calendar
     */
    public record Order(
            @Nullable String reasonCode,
            @Nullable String text,
            @Nullable String remark,
            @Nullable LocalDate reviewOn) {}

    /**
     * Suspensions of a case, as the reader's side reads them.
     *
     * @param made in their order
     * @param maySuspend whether the reader may suspend the permit now
     * @param mayReinstate whether the reader may reinstate it now
     */
    public record Standing(List<Suspension> made, boolean maySuspend, boolean mayReinstate) {}

    /**
     * Suspends a permit that is out; from that moment a gate that asks is told so.
     *
     * @throws Refusal NOT_FOUND to the other side; FORBIDDEN for another role; CONFLICT where no permit is out, where it is
     *     suspended already, while the permit of an amendment is about to take its place, or where its process began under an
     *     earlier release; INVALID with a finding for each field
     */
    @Transactional
    public void suspend(Account officer, String number, Order order) {
        var received = ofHost(officer, number);
        var permit = permits.ofRequest(number).filter(Permit::isOut).orElseThrow(Suspensions::noPermit);
        if (permit.state() == Permit.State.SUSPENDED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.suspend.already");
        }
        amended.demandNoneToIssue(number);
        var host = permit.hostState();
        if (!processes.letsPermitBeSuspended(number, sides.get(host))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.suspend.earlierRelease");
        }
        var findings = new ArrayList<Finding>();
        var reason = reason(order.reasonCode()).orElse(null);
        if (reason == null) {
            findings.add(VisitContentCheck.fault("reasonCode", "visit.reasonCodeMissing"));
        }
        checkDay(permit, order.reviewOn(), findings);
        VisitContentCheck.limit(findings, "remark", order.remark(), TaskAnswer.LONGEST_TEXT);
        var words = words(order.text(), findings);
        var remark = order.remark() == null || order.remark().isBlank()
                ? null
                : order.remark().strip();
        HostSide.textsOf(received)
                .in("text", "ui.suspension.text", words)
                .in("remark", "ui.remark", remark)
                .demandNone();
        var hand = officer.handFor(OFFICES);
        var no = permit.suspensions() + 1;
        database.sql("insert into visit_suspension (request_number, no, reason_code, comment, staff_note, review_on,"
                        + " suspended_by, suspended_for, suspended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        no,
                        String.valueOf(reason),
                        seals.seal(VisitSeals.SUSPENSION_COMMENT, host, words, number, no),
                        seals.sealIfWritten(VisitSeals.SUSPENSION_NOTE, host, remark, number, no),
                        order.reviewOn(),
                        hand.account(),
                        hand.principal(),
                        now())
                .update();
        tell(officer, permit, "permitSuspended", permit.number() + ":" + reason);
        permits.countSuspension(number);
        processes.suspendPermit(number);
        // A permit expires without the lock of its case; one that has just expired was not suspended.
        if (!permits.isSuspended(number)) {
            throw noPermit();
        }
    }

    /**
     * Lets a suspended permit hold again.
     *
     * @param no of the suspension that the officer has read
     * @param text why, for both sides
     * @throws Refusal NOT_FOUND to the other side; FORBIDDEN for another role; CONFLICT where it is not suspended, or was
     *     reinstated and suspended again since; INVALID without words
     */
    @Transactional
    public void reinstate(Account officer, String number, int no, @Nullable String text) {
        var received = ofHost(officer, number);
        var permit = suspended(number);
        if (permit.suspensions() != no) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("visit.suspend.anotherSince").with("no", permit.suspensions()));
        }
        recordReinstatement(officer, received, permit, text);
        processes.reinstatePermit(number);
        if (!permits.isOut(number)) {
            throw notSuspended();
        }
    }

    /** What the officer answers who looks at a suspension again, in the transaction that completes the task. */
    Map<String, Object> review(Account officer, String number, TaskAnswer answer) {
        var received = ofHost(officer, number);
        var permit = suspended(number);
        var isReinstated = SendingSide.action(answer, "REINSTATE", "KEEP").equals("REINSTATE");
        if (isReinstated) {
            recordReinstatement(officer, received, permit, answer.text());
        } else {
            var findings = new ArrayList<Finding>();
            checkDay(permit, answer.reviewOn(), findings);
            demandNone(findings);
            database.sql("update visit_suspension set review_on = ? where request_number = ? and no = ?")
                    .params(answer.reviewOn(), number, permit.suspensions())
                    .update();
            tell(officer, permit, "suspensionKept", permit.number());
        }
        return Map.of(VisitPermitProcess.PERMIT_REINSTATED, isReinstated);
    }

    private void recordReinstatement(Account officer, HostCase received, Permit permit, @Nullable String text) {
        var words = words(text, new ArrayList<>());
        HostSide.textsOf(received).in("text", "ui.suspension.again", words).demandNone();
        var hand = officer.handFor(OFFICES);
        var number = permit.requestNumber();
        database.sql("update visit_suspension set reinstatement = ?, reinstated_by = ?, reinstated_for = ?,"
                        + " reinstated_at = ? where request_number = ? and no = ?")
                .params(
                        seals.seal(VisitSeals.REINSTATEMENT, permit.hostState(), words, number, permit.suspensions()),
                        hand.account(),
                        hand.principal(),
                        now(),
                        number,
                        permit.suspensions())
                .update();
        tell(officer, permit, "permitReinstated", permit.number());
    }

    /** When a suspended permit is to be looked at again: at the host's closing time of the named day, else at the permit's end. */
    @Transactional(readOnly = true)
    public Instant reviewDue(String number) {
        var end = deadlines.lastDayPassed(number);
        return database.sql("select review_on from visit_suspension where request_number = ?"
                        + " order by no desc fetch first 1 rows only")
                .param(number)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .optional()
                .flatMap(day -> day)
                .map(day -> deadlines.closingOf(number, day))
                .orElse(end);
    }

    /** @param permit handed over */
    Standing standing(Account reader, Permit permit) {
        var isOfHost = reader.isOf(permit.hostState());
        var mayOrder = isOfHost && reader.hasAny(OFFICES);
        return new Standing(
                of(permit).stream()
                        .map(made -> isOfHost ? made : made.withoutStaffNote())
                        .toList(),
                mayOrder && permit.isOut() && permit.state() != Permit.State.SUSPENDED,
                mayOrder && permit.state() == Permit.State.SUSPENDED);
    }

    private List<Suspension> of(Permit permit) {
        if (permit.suspensions() == 0) {
            return List.of();
        }
        var number = permit.requestNumber();
        var host = permit.hostState();
        return database.sql("select * from visit_suspension where request_number = ? order by no")
                .param(number)
                .query((row, n) -> {
                    var no = row.getInt("no");
                    var reinstatedAt = row.getObject("reinstated_at", OffsetDateTime.class);
                    return new Suspension(
                            no,
                            Suspension.Reason.valueOf(row.getString("reason_code")),
                            seals.openIfWritten(
                                    VisitSeals.SUSPENSION_COMMENT, host, row.getString("comment"), number, no),
                            seals.openIfWritten(
                                    VisitSeals.SUSPENSION_NOTE, host, row.getString("staff_note"), number, no),
                            row.getObject("review_on", LocalDate.class),
                            row.getObject("suspended_at", OffsetDateTime.class).toInstant(),
                            row.getString("suspended_by"),
                            row.getString("suspended_for"),
                            seals.openIfWritten(
                                    VisitSeals.REINSTATEMENT, host, row.getString("reinstatement"), number, no),
                            reinstatedAt == null ? null : reinstatedAt.toInstant(),
                            row.getString("reinstated_by"),
                            row.getString("reinstated_for"));
                })
                .list();
    }

    /**
     * A time during which a permit let nobody in.
     *
     * @param until null where it has not ended
     */
    record Span(Instant from, @Nullable Instant until) {

        boolean holds(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }
    }

    List<Span> spans(Permit permit) {
        return of(permit).stream()
                .map(made -> new Span(made.suspendedAt(), made.reinstatedAt()))
                .toList();
    }

    /** The case, under its lock, for an officer of its host who may order this. */
    private HostCase ofHost(Account officer, String number) {
        copies.lock(number);
        var received = cases.findLatest(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        var host = received.document().hostState();
        VisitAccess.mayActAs(officer, host, OFFICES);
        copies.demand(number, host);
        return received;
    }

    private Permit suspended(String number) {
        return permits.ofRequest(number)
                .filter(permit -> permit.state() == Permit.State.SUSPENDED)
                .orElseThrow(Suspensions::notSuspended);
    }

    private static Refusal noPermit() {
        return Refusal.of(Refusal.Kind.CONFLICT, "visit.suspend.noPermit");
    }

    private static Refusal notSuspended() {
        return Refusal.of(Refusal.Kind.CONFLICT, "visit.suspend.notSuspended");
    }

    private void tell(Account officer, Permit permit, String event, String detail) {
        story.tell(permit.requestNumber(), permit.hostState(), officer.id(), event, detail);
        story.tell(permit.requestNumber(), permit.sendingState(), "system", event, detail);
    }

    private static Optional<Suspension.Reason> reason(@Nullable String code) {
        return Arrays.stream(Suspension.Reason.values())
                .filter(reason -> reason.name().equals(code))
                .findFirst();
    }

    /** A day whose closing time has not passed at the host and on which the permit still counts. */
    private void checkDay(Permit permit, @Nullable LocalDate day, List<Finding> findings) {
        if (day == null) {
            return;
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, sides.get(permit.hostState()).zone());
        var first = deadlines.closingOf(permit.requestNumber(), today).isAfter(now) ? today : today.plusDays(1);
        var last = permit.validTo();
        if (day.isBefore(first) || day.isAfter(last)) {
            findings.add(new Finding(
                    "visit.suspend.reviewDay",
                    "reviewOn",
                    Message.of("visit.suspend.reviewDay").with("day", day),
                    first.isAfter(last)
                            ? Message.of("visit.suspend.reviewDay.noneLeft")
                            : Message.of("visit.suspend.reviewDay.cure")
                                    .with("from", first)
                                    .with("to", last),
                    null));
        }
    }

    /** The words that the other side reads; with them missing, everything that is wrong is told at once. */
    private static String words(@Nullable String text, List<Finding> findings) {
        if (text == null || text.isBlank()) {
            findings.add(VisitContentCheck.fault("text", "visit.reasonMissing"));
        }
        demandNone(findings);
        return ThreadText.of(text, "visit.reasonMissing");
    }

    private static void demandNone(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.answerIncomplete"), findings);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
