package org.mushterek.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.agreement.RestingOnInstrument.Case;
import org.mushterek.agreement.RestingOnInstrument.Kind;
import org.mushterek.agreement.RestingOnInstrument.Result;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches over the terms of an instrument in force (LEG-02 to LEG-04): asks each party in time whether it is to be renewed,
 * closes the time for notice, judges again what reaches past an end, and records the lapse. Whatever a legal officer enters
 * of the instrument plans its term anew.
 */
@Service
public class TermWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TermWatch.class);

    /** Cases judged again in one transaction. */
    private static final int AT_ONCE = 50;

    private final InstrumentCases cases;
    private final InstrumentApprovals approvals;
    private final Instruments instruments;
    private final InstrumentProcesses processes;
    private final ObjectProvider<RestingOnInstrument> resting;
    private final OfficeDeadlines deadlines;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TermWatch(
            InstrumentCases cases,
            InstrumentApprovals approvals,
            Instruments instruments,
            InstrumentProcesses processes,
            ObjectProvider<RestingOnInstrument> resting,
            OfficeDeadlines deadlines,
            CaseNumbers numbers,
            Sides sides,
            JdbcClient database,
            JdbcTemplate batches,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.cases = cases;
        this.approvals = approvals;
        this.instruments = instruments;
        this.processes = processes;
        this.resting = resting;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.sides = sides;
        this.database = database;
        this.batches = batches;
        this.transactions = new TransactionTemplate(transactionManager);
        this.clock = clock;
    }

    /**
     * The watch over an instrument.
     *
     * @param number the case that watches
     * @param plan counts the plans, from 1
     * @param active whether its process still runs
     * @param ahead what lies ahead; null where no term is known
     */
    public record Watch(
            String instrument,
            String number,
            int plan,
            boolean active,
            @Nullable TermPlan ahead) {}

    /** What the process asks of a plan. */
    public record Planned(boolean termKnown, boolean endSettled) {}

    /** What rests on the instrument and reaches past the end of its term, as it was judged again. */
    public record Effect(Kind kind, String number, String side, LocalDate lastDay, Result result, boolean reviewed) {}

    /** What the party answered for the current term; null where it has not. */
    public record RenewalAnswer(String party, boolean notice) {}

    /**
     * Gives every instrument whose terms are known a watch, where a database of an earlier release, or of the first start, has
     * none. Where another node does the same at this moment, one of them is enough.
     */
    @EventListener(ApplicationReadyEvent.class)
    public void watchAll() {
        for (var instrument : instruments.all()) {
            if (find(instrument.code()).isPresent()) {
                continue;
            }
            try {
                transactions.executeWithoutResult(any -> entered(new InstrumentEntered(
                        instrument.code(), instrument.parties().get(0))));
            } catch (DuplicateKeyException another) {
                LOG.debug("{} is watched by another node already", instrument.code());
            }
        }
    }

    /** A watch that runs is told; an instrument whose terms have become known gets one. */
    @EventListener
    @Transactional
    public void entered(InstrumentEntered entry) {
        var watch = find(entry.code());
        if (watch.isPresent() && watch.get().active()) {
            processes.planAnew(
                    watch.get().number(), approvals.parties(watch.get().number()));
            return;
        }
        var instrument = instruments.get(entry.code());
        var inForceOn = instrument.enteredIntoForceOn();
        if (TermPlan.of(instrument.terms(), today(instrument)) == null || inForceOn == null) {
            return;
        }
        var parties = sides.jointAmong(instrument.parties());
        if (parties.isEmpty()) {
            return;
        }
        var opener = parties.get().sides().stream()
                .filter(side -> side.code().equals(entry.side()))
                .findFirst()
                .orElse(parties.get().sides().get(0));
        var number = numbers.next("INS", opener);
        cases.insert(
                number,
                opener.code(),
                State.IN_FORCE,
                entry.code(),
                InstrumentContent.BLANK,
                inForceOn,
                List.of(),
                "system");
        cases.tell(approvals.get(number), "system", null, "watchBegun", inForceOn, null);
        processes.watch(number, parties.get(), opener);
    }

    /** Plans the current term, so that the process knows what to wait for. */
    @Transactional
    public Planned plan(String number) {
        var about = approvals.get(number);
        var code = Objects.requireNonNull(about.instrument(), number);
        var instrument = instruments.get(code);
        var plan = TermPlan.of(instrument.terms(), today(instrument));
        save(code, number, plan);
        if (plan == null) {
            cases.tell(about, "system", null, "termUnknown", null, null);
            return new Planned(false, false);
        }
        cases.tell(about, "system", null, plan.endsOn() == null ? "termPlanned" : "endSettled", plan.lastDay(), null);
        return new Planned(true, plan.endsOn() != null);
    }

    /** Today, at the party where it begins last: there a term's last day is over when the next one is planned. */
    private LocalDate today(Instrument instrument) {
        return instrument.parties().stream()
                .flatMap(code -> sides.find(code).stream())
                .map(side -> LocalDate.ofInstant(clock.instant(), side.zone()))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private void save(String code, String number, @Nullable TermPlan plan) {
        if (find(code).isEmpty()) {
            database.sql("insert into instrument_watch (instrument, number, plan, active) values (?, ?, 0, true)")
                    .params(code, number)
                    .update();
        }
        database.sql("update instrument_watch set number = ?, plan = plan + 1, active = ?, term_number = ?,"
                        + " first_day = ?, opens_on = ?, reminds_on = ?, closes_on = ?, last_day = ?, ends_on = ?"
                        + " where instrument = ?")
                .params(
                        number,
                        plan != null,
                        plan == null ? null : plan.term().number(),
                        plan == null ? null : plan.term().first(),
                        plan == null ? null : plan.opensOn(),
                        plan == null ? null : plan.remindsOn(),
                        plan == null ? null : plan.closesOn(),
                        plan == null ? null : plan.lastDay(),
                        plan == null ? null : plan.endsOn(),
                        code)
                .update();
    }

    /** The watch over an instrument, if there was ever one. */
    @Transactional(readOnly = true)
    public Optional<Watch> find(String code) {
        return database.sql("select * from instrument_watch where instrument = ?")
                .param(code)
                .query((row, n) -> {
                    var first = row.getObject("first_day", LocalDate.class);
                    var last = row.getObject("last_day", LocalDate.class);
                    var ahead = first == null || last == null
                            ? null
                            : new TermPlan(
                                    new Term(row.getInt("term_number"), first, last),
                                    row.getObject("opens_on", LocalDate.class),
                                    row.getObject("reminds_on", LocalDate.class),
                                    row.getObject("closes_on", LocalDate.class),
                                    last,
                                    row.getObject("ends_on", LocalDate.class));
                    return new Watch(
                            row.getString("instrument"),
                            row.getString("number"),
                            row.getInt("plan"),
                            row.getBoolean("active"),
                            ahead);
                })
                .optional();
    }

    private Watch watchOf(String number) {
        var code = approvals.get(number).instrument();
        return Optional.ofNullable(code)
                .flatMap(this::find)
                .orElseThrow(() -> new IllegalStateException(number + " watches no instrument"));
    }

    private TermPlan ahead(String number) {
        return Objects.requireNonNull(watchOf(number).ahead(), number);
    }

    /** When the parties are asked: the first moment of that day where it begins first. */
    public Instant renewalWindowOpens(String number) {
        return begins(number, ahead(number).opensOn());
    }

    /** When those who have not answered are reminded. */
    public Instant renewalReminder(String number) {
        return begins(number, ahead(number).remindsOn());
    }

    /** When notice is too late: after the last day for it, where that ends last. */
    public Instant renewalWindowCloses(String number) {
        return ends(number, ahead(number).closesOn());
    }

    /** When the term is over at every party. */
    public Instant lastDayPassed(String number) {
        return ends(number, ahead(number).lastDay());
    }

    /** When the side's review that is asked for now is due. */
    public Instant reviewDue(Side side) {
        return deadlines.due(side, InstrumentDeadlines.DAYS_TO_REVIEW);
    }

    private Instant begins(String number, LocalDate day) {
        return approvals.parties(number).sides().stream()
                .map(side -> day.atStartOfDay(side.zone()).toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant ends(String number, LocalDate day) {
        return approvals.parties(number).sides().stream()
                .map(side -> day.plusDays(1).atStartOfDay(side.zone()).toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The sides that have not said yet whether the current term is to be renewed. */
    public List<Side> toDecide(String number) {
        var answered = answers(number).stream().map(RenewalAnswer::party).toList();
        return approvals.parties(number).sides().stream()
                .filter(side -> !answered.contains(side.code()))
                .toList();
    }

    /** What the parties have said of the current term. */
    public List<RenewalAnswer> answers(String number) {
        var watch = watchOf(number);
        var plan = watch.ahead();
        if (plan == null) {
            return List.of();
        }
        return database.sql("select * from instrument_renewal where instrument = ? and term_number = ? order by party")
                .params(watch.instrument(), plan.term().number())
                .query((row, n) -> new RenewalAnswer(row.getString("party"), row.getBoolean("notice")))
                .list();
    }

    /** The account's side lets the term be renewed, as far as it lies with it. */
    @Transactional
    void renew(Account account, String number) {
        answer(account, number, false);
        cases.tell(
                approvals.get(number),
                account.id(),
                account.side().code(),
                "renewalAgreed",
                ahead(number).lastDay(),
                null);
    }

    /**
     * The account's side has given notice in writing, through diplomatic channels.
     *
     * @param on the day of the notice
     * @param reference its number
     */
    @Transactional
    void giveNotice(Account account, String number, @Nullable LocalDate on, @Nullable String reference) {
        var findings = new ArrayList<Finding>();
        if (on == null) {
            findings.add(InstrumentApprovals.fault("noticeOn", "noticeDay"));
        }
        if (reference == null || reference.isBlank()) {
            findings.add(InstrumentApprovals.fault("reference", "text"));
        }
        InstrumentApprovals.refuse(findings);
        answer(account, number, true);
        var code = watchOf(number).instrument();
        instruments.recordAnswer(
                account,
                code,
                new NewEntry(
                        EntryField.NOTICE_GIVEN,
                        account.side().code(),
                        String.valueOf(on),
                        Objects.requireNonNull(reference)));
        cases.tell(approvals.get(number), account.id(), account.side().code(), "noticeGiven", on, null);
    }

    private void answer(Account account, String number, boolean notice) {
        InstrumentApprovals.mayWork(account);
        if (toDecide(number).stream().noneMatch(side -> side.equals(account.side()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.changedMeanwhile");
        }
        var watch = watchOf(number);
        database.sql("insert into instrument_renewal (instrument, term_number, party, notice, answered_by, answered_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        watch.instrument(),
                        ahead(number).term().number(),
                        account.side().code(),
                        notice,
                        account.id(),
                        now())
                .update();
    }

    /**
     * Judges again some of what reaches past the end of the term; whether nothing was left. What reaches past it is listed
     * once, so that a step costs the same however many cases there are.
     */
    @Transactional
    public boolean judgeSome(String number) {
        var watch = watchOf(number);
        var instrument = instruments.get(watch.instrument());
        var sources = resting.orderedStream().toList();
        var lastDay = Objects.requireNonNull(watch.ahead(), number).lastDay();
        listOnce(watch, instrument, lastDay, sources);
        var waiting = database.sql(
                        "select * from instrument_effect where instrument = ? and plan = ? and result is null"
                                + " order by kind, case_number, side fetch first " + (AT_ONCE + 1) + " rows only")
                .params(watch.instrument(), watch.plan())
                .query((row, n) -> new Case(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("case_number"),
                        row.getString("side"),
                        row.getObject("last_day", LocalDate.class)))
                .list();
        for (var reaching : waiting.subList(0, Math.min(AT_ONCE, waiting.size()))) {
            var source = sources.stream()
                    .filter(candidate -> candidate.kinds().contains(reaching.kind()))
                    .findFirst()
                    .orElseThrow();
            keep(watch, reaching, source.judgeAgain(reaching, instrument));
        }
        if (waiting.size() > AT_ONCE) {
            return false;
        }
        cases.tell(approvals.get(number), "system", null, "casesJudged", lastDay, null);
        return true;
    }

    private void listOnce(Watch watch, Instrument instrument, LocalDate lastDay, List<RestingOnInstrument> sources) {
        var isNew = database.sql("update instrument_watch set listed_plan = plan where instrument = ? and plan = ?"
                                + " and (listed_plan is null or listed_plan <> plan)")
                        .params(watch.instrument(), watch.plan())
                        .update()
                > 0;
        if (!isNew) {
            return;
        }
        // A release before this one may have judged some of them already.
        var judged = effects(watch).stream()
                .map(effect -> effect.kind() + effect.number() + effect.side())
                .collect(Collectors.toSet());
        batches.batchUpdate(
                "insert into instrument_effect (instrument, plan, kind, case_number, side, last_day)"
                        + " values (?, ?, ?, ?, ?, ?)",
                sources.stream()
                        .flatMap(source -> source.reachingPast(instrument, lastDay).stream())
                        .filter(reaching -> !judged.contains(reaching.kind() + reaching.number() + reaching.side()))
                        .map(reaching -> new Object[] {
                            watch.instrument(),
                            watch.plan(),
                            reaching.kind().name(),
                            reaching.number(),
                            reaching.side(),
                            reaching.lastDay()
                        })
                        .toList());
    }

    private void keep(Watch watch, Case reaching, Result result) {
        database.sql("update instrument_effect set result = ?, judged_at = ? where instrument = ? and plan = ? and"
                        + " kind = ? and case_number = ? and side = ?")
                .params(
                        result.name(),
                        now(),
                        watch.instrument(),
                        watch.plan(),
                        reaching.kind().name(),
                        reaching.number(),
                        reaching.side())
                .update();
    }

    private List<Effect> effects(Watch watch) {
        return database.sql("select * from instrument_effect where instrument = ? and plan = ? and result is not null"
                        + " order by side, kind, case_number")
                .params(watch.instrument(), watch.plan())
                .query((row, n) -> new Effect(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("case_number"),
                        row.getString("side"),
                        row.getObject("last_day", LocalDate.class),
                        Result.valueOf(row.getString("result")),
                        row.getString("reviewed_by") != null))
                .list();
    }

    /** What of the account's own side was judged again under the current plan. */
    @Transactional(readOnly = true)
    public List<Effect> effects(Account account, String number) {
        return effects(watchOf(number)).stream()
                .filter(effect -> account.isOf(effect.side()))
                .toList();
    }

    /** The sides that have cases without cover which they have not reviewed. */
    public List<Side> toReview(String number) {
        var watch = watchOf(number);
        return approvals.parties(number).sides().stream()
                .filter(side -> effects(watch).stream()
                        .anyMatch(effect -> effect.side().equals(side.code())
                                && effect.result().isTrouble()
                                && !effect.reviewed()))
                .toList();
    }

    /** A planner of the side has seen what of it the instrument no longer covers. */
    @Transactional
    void review(Account account, String number) {
        if (!account.has(Role.PLANNER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.onlyPlanner");
        }
        var watch = watchOf(number);
        database.sql("update instrument_effect set reviewed_by = ?, reviewed_at = ? where instrument = ? and plan = ?"
                        + " and side = ?")
                .params(
                        account.id(),
                        now(),
                        watch.instrument(),
                        watch.plan(),
                        account.side().code())
                .update();
        cases.tell(approvals.get(number), account.id(), account.side().code(), "casesReviewed", null, null);
    }

    /** The term is over; whether another one follows. */
    @Transactional
    public boolean goesOn(String number) {
        var watch = watchOf(number);
        var ended = ahead(number).lastDay();
        var end = instruments.get(watch.instrument()).terms().endsOn();
        var goesOn = end.isEmpty() || end.get().isAfter(ended);
        cases.tell(approvals.get(number), "system", null, goesOn ? "renewed" : "termEnded", ended, null);
        return goesOn;
    }

    /** The instrument has ended. */
    @Transactional
    public void lapse(String number) {
        var about = approvals.get(number);
        var watch = watchOf(number);
        // First what everybody else takes first, so that nobody waits in a circle.
        cases.become(about, State.LAPSED, about.inForceOn());
        database.sql("update instrument_watch set active = false where instrument = ?")
                .param(watch.instrument())
                .update();
        cases.tell(about, "system", null, "lapsed", ahead(number).lastDay(), null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
