package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.Calendars;
import org.mushterek.common.AtCommit;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Role;
import org.mushterek.visit.rule.DutyHolder;
import org.mushterek.visit.rule.OpenDuty;
import org.mushterek.visit.rule.VisitFacts;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;
import org.mushterek.visit.rule.VisitFacts.ExerciseFacts;
import org.mushterek.visit.rule.VisitFacts.GoverningInstrument;
import org.mushterek.visit.rule.VisitFacts.Hand;
import org.mushterek.visit.rule.VisitFacts.Hands;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers the facts of a case, asks the rule book, and keeps what it said. */
@Component
public class VisitJudgement {

    private static final String INSERT_VERDICT =
            "insert into visit_verdict (request_number, revision, side, point, judged_at, rule_id, result, place,"
                    + " reason, parameters_date)";

    private final VisitRuleBook book;
    private final Calendars calendars;
    private final Instruments instruments;
    private final Exercises exercises;
    private final Attachments attachments;
    private final AmendedVisits amendments;
    private final Sides sides;
    private final Texts texts;
    private final JdbcClient database;
    private final Clock clock;
    private final AtCommit<Object[]> unwritten;

    VisitJudgement(
            VisitRuleBook book,
            Calendars calendars,
            Instruments instruments,
            Exercises exercises,
            Attachments attachments,
            AmendedVisits amendments,
            Sides sides,
            Texts texts,
            JdbcClient database,
            FinalWrites finalWrites,
            Clock clock) {
        this.book = book;
        this.calendars = calendars;
        this.instruments = instruments;
        this.exercises = exercises;
        this.attachments = attachments;
        this.amendments = amendments;
        this.sides = sides;
        this.texts = texts;
        this.database = database;
        this.clock = clock;
        // Before reports, which may ask for them.
        this.unwritten = new AtCommit<>(AtCommit.LAST - 1, rows -> finalWrites.insert(INSERT_VERDICT, rows));
    }

    /**
     * When a visit could begin.
     *
     * @param day null where no day can be named, and then {@code obstacle} says why
     */
    public record Earliest(
            @Nullable LocalDate day, @Nullable Message obstacle, List<Message> remarks) {}

    /**
     * One kept verdict, as it was told.
     *
     * @param point where in the case it was asked for: {@code SUBMISSION}, {@code CERTIFICATION}, {@code ENDORSEMENT},
     *     {@code TRANSMISSION}, {@code RECEIPT} or {@code DECISION}
     * @param parametersDate the date whose rule parameters were used; null where it was not kept
     * @param rule its id
     * @param result {@code SATISFIED}, {@code NOT_APPLICABLE}, {@code WARNING}, {@code UNDETERMINED}, {@code WAIVED} or
     *     {@code BREACHED}
     * @param reason in English
     */
    public record KeptVerdict(
            int revision,
            String point,
            Instant judgedAt,
            @Nullable LocalDate parametersDate,
            String rule,
            String result,
            @Nullable String place,
            @Nullable String reason) {}

    Judgement ofRequest(VisitRequest request) {
        return book.judgeRequest(facts(request)).waiving(request.document().grantedWaivers());
    }

    /**
     * What the rules would say of the request with the numbers of another day. Nothing else is moved to that day.
     *
     * @throws Refusal where a number has no value on that day
     */
    Judgement ofRequest(VisitRequest request, LocalDate parametersDate) {
        var first = book.parameters().completeFrom();
        if (parametersDate.isBefore(first)) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("visit.parametersUnknown")
                            .with("day", parametersDate)
                            .with("first", first));
        }
        return book.judgeRequest(facts(request, parametersDate))
                .waiving(request.document().grantedWaivers());
    }

    Earliest earliestStart(VisitRequest request) {
        return earliestStart(request, parametersDate(request));
    }

    Earliest earliestStart(VisitRequest request, LocalDate parametersDate) {
        var earliest = book.earliestLawfulStart(facts(request, parametersDate));
        return new Earliest(earliest.day(), earliest.obstacle(), earliest.remarks());
    }

    /** Judges what the host is about to decide: the transmitted request as it stands today, and that all is answered. */
    Judgement ofDecision(HostCase received, @Nullable VisitRequest hands, Decision decision) {
        var document = received.document();
        var host = sides.get(document.hostState());
        var now = clock.instant().atZone(host.zone());
        var lines = new LinkedHashSet<Integer>();
        decision.visitors().stream()
                .filter(visitor -> visitor.verdict() == Decision.Verdict.APPROVED)
                .forEach(visitor -> lines.add(visitor.line()));
        var places = new LinkedHashSet<Integer>();
        decision.sites().forEach(site -> places.add(site.site()));
        return book.judgeDecision(new VisitFacts(
                        document.ofPersons(document.visitors().stream()
                                .filter(visitor -> isToBeLetIn(visitor, decision))
                                .map(Visitor::line)
                                .collect(Collectors.toSet())),
                        now,
                        received.deliveredAt().atZone(host.zone()),
                        received.parametersDate(),
                        calendars.of(document.hostState()),
                        calendars.of(document.sendingState()),
                        sides.get(document.sendingState()).country(),
                        instrument(document),
                        exercise(document),
                        new Hands(
                                hand(hands == null ? null : hands.prepared(), document.sendingState()),
                                hand(hands == null ? null : hands.certified(), document.sendingState()),
                                hand(hands == null ? null : hands.endorsed(), document.sendingState()),
                                hand(decision.decided(), document.hostState())),
                        new DecisionFacts(lines, places),
                        amendments.amendedBy(document)))
                .waiving(document.grantedWaivers());
    }

    /** Somebody who is refused needs no valid passport, carries nothing and travels by nothing; somebody without a verdict is judged and found missing. */
    private static boolean isToBeLetIn(Visitor visitor, Decision decision) {
        return decision.visitors().stream()
                .noneMatch(verdict -> verdict.line() == visitor.line() && verdict.verdict() == Decision.Verdict.DENIED);
    }

    /**
     * The day whose parameters judge the request: that of its first judged submission, whatever has changed since; today at
     * the host before that.
     */
    LocalDate parametersDate(VisitRequest request) {
        var kept = request.parametersDate();
        return kept == null
                ? LocalDate.ofInstant(
                        clock.instant(),
                        sides.get(request.document().hostState()).zone())
                : kept;
    }

    private VisitFacts facts(VisitRequest request) {
        return facts(request, parametersDate(request));
    }

    private VisitFacts facts(VisitRequest request, LocalDate parametersDate) {
        var kept = request.document();
        // What the host received lists its files; what is still being written has them beside it.
        var document = kept.withFiles(attachments.evidence(kept.number(), kept.sendingState(), kept.visitors()));
        var host = sides.get(document.hostState());
        var now = clock.instant().atZone(host.zone());
        return new VisitFacts(
                document,
                now,
                null,
                parametersDate,
                calendars.of(document.hostState()),
                calendars.of(document.sendingState()),
                sides.get(document.sendingState()).country(),
                instrument(document),
                exercise(document),
                new Hands(
                        hand(request.prepared(), document.sendingState()),
                        hand(request.certified(), document.sendingState()),
                        hand(request.endorsed(), document.sendingState()),
                        null),
                null,
                amendments.amendedBy(document));
    }

    private @Nullable GoverningInstrument instrument(VisitDocument document) {
        return instruments
                .governing(List.of(document.sendingState(), document.hostState()), document.from())
                .map(GoverningInstrument::of)
                .orElse(null);
    }

    private @Nullable ExerciseFacts exercise(VisitDocument document) {
        if (document.exerciseCode() == null) {
            return null;
        }
        return exercises
                .find(document.exerciseCode())
                .map(found -> new ExerciseFacts(
                        found.code(),
                        found.hostState(),
                        found.parties(),
                        found.firstDay(),
                        found.lastDay(),
                        found.planLine()))
                .orElse(null);
    }

    private static @Nullable Hand hand(org.mushterek.security.@Nullable Hand person, String side) {
        return person == null ? null : new Hand(person, side);
    }

    /** The working day on which a delivery at this moment counts at the host. */
    LocalDate receiptDay(VisitDocument document, Instant deliveredAt, LocalDate parametersDate) {
        var host = sides.get(document.hostState());
        return book.receiptDay(deliveredAt.atZone(host.zone()), parametersDate, calendars.of(document.hostState()));
    }

    /** A number that has changed since the day that judges a case, and does not change the case. */
    record NewerNumber(String name, DatedParameters.Entry entry) {}

    /** The numbers in force today at the host that are newer than the day whose numbers judge a case, by their names. */
    List<NewerNumber> newerThan(LocalDate parametersDate, String host) {
        var today = LocalDate.ofInstant(clock.instant(), sides.get(host).zone());
        return book.parameters().history().keySet().stream()
                .map(name -> new NewerNumber(name, book.parameters().on(today).entry(name)))
                .filter(number -> number.entry().from().isAfter(parametersDate))
                .toList();
    }

    /** Judges what has just reached the host, by its own delivery. */
    Judgement ofReceipt(HostCase received, VisitRequest hands) {
        var sender = received.document().sendingState();
        return book.judgeRequest(facts(
                        received,
                        new Hands(
                                hand(hands.prepared(), sender),
                                hand(hands.certified(), sender),
                                hand(hands.endorsed(), sender),
                                null)))
                .waiving(received.document().grantedWaivers());
    }

    private VisitFacts facts(HostCase received, Hands hands) {
        var document = received.document();
        var host = sides.get(document.hostState());
        return new VisitFacts(
                document,
                clock.instant().atZone(host.zone()),
                received.deliveredAt().atZone(host.zone()),
                received.parametersDate(),
                calendars.of(document.hostState()),
                calendars.of(document.sendingState()),
                sides.get(document.sendingState()).country(),
                instrument(document),
                exercise(document),
                hands,
                null,
                amendments.amendedBy(document));
    }

    /** Who may waive what a request breaches, by the parameters that judge it. */
    Role waiverAuthority(VisitRequest request, Verdict.Breached breach) {
        return book.waiverAuthority(breach.rule().id(), parametersDate(request));
    }

    /** Who may waive these breaches; where there are none, whoever may waive any rule. */
    Set<Role> waiverAuthorities(VisitRequest request, List<Verdict.Breached> breaches) {
        return breaches.isEmpty()
                ? book.waiverAuthorities(parametersDate(request))
                : breaches.stream()
                        .map(breach -> waiverAuthority(request, breach))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the sending side has to do for a request. */
    List<OpenDuty> dutiesOf(VisitRequest request) {
        return dutiesOfSender(book.judgeRequest(facts(request)));
    }

    /** The same by what was judged already. */
    List<OpenDuty> dutiesOfSender(Judgement judged) {
        return book.duties(judged).stream()
                .filter(duty -> !duty.holder().isOfHost())
                .toList();
    }

    /** What the host has to do for a request that was handed to it. */
    List<OpenDuty> dutiesOf(HostCase received) {
        return book.duties(book.judgeRequest(facts(received, new Hands(null, null, null, null)))).stream()
                .filter(duty -> duty.holder().isOfHost())
                .toList();
    }

    /** What a desk of the host has to do for a request that was handed to it. */
    List<OpenDuty> dutiesOf(HostCase received, Role desk) {
        // Most desks never have any, and nothing has to be judged to know that.
        return DutyHolder.anyAtDesk(desk)
                ? dutiesOf(received).stream()
                        .filter(duty -> duty.holder().role() == desk)
                        .toList()
                : List.of();
    }

    /** Keeps what the sending side was told at a point of its process. */
    void keep(VisitRequest request, String point, Judgement judged) {
        keep(
                request.number(),
                request.revision(),
                request.document().sendingState(),
                point,
                parametersDate(request),
                judged);
    }

    /** Keeps what the host was told at a point of its process. */
    void keep(HostCase received, String point, Judgement judged) {
        keep(
                received.number(),
                received.revision(),
                received.document().hostState(),
                point,
                received.parametersDate(),
                judged);
    }

    /** Keeps every verdict of a judgement, with its reasons in English. */
    private void keep(
            String number, int revision, String side, String point, LocalDate parametersDate, Judgement judged) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        for (var verdict : judged.verdicts()) {
            var findings = broken(verdict);
            unwritten.add(new @Nullable Object[] {
                number,
                revision,
                side,
                point,
                now,
                verdict.rule().id().code(),
                result(verdict),
                findings.isEmpty() ? null : findings.get(0).place(),
                findings.isEmpty() ? null : reasons(verdict),
                parametersDate
            });
        }
    }

    List<KeptVerdict> kept(String number, String side) {
        unwritten.writeNow();
        return database.sql("select * from visit_verdict where request_number = ? and side = ? order by judged_at,"
                        + " rule_id")
                .params(number, side)
                .query((row, n) -> new KeptVerdict(
                        row.getInt("revision"),
                        row.getString("point"),
                        row.getObject("judged_at", OffsetDateTime.class).toInstant(),
                        row.getObject("parameters_date", LocalDate.class),
                        row.getString("rule_id"),
                        row.getString("result"),
                        row.getString("place"),
                        row.getString("reason")))
                .list();
    }

    /**
     * How often a rule was asked and broken in the cases of a side, by the verdicts that were kept.
     *
     * @param judged how often the rule had something to judge
     * @param undetermined how often a fact was missing
     */
    public record Breaches(long judged, long breached, long warned, long undetermined) {}

    /** The breaches of a rule in the verdicts that a side was told. */
    public Breaches breachesOf(RuleId rule, Side side) {
        unwritten.writeNow();
        return database.sql("select count(*) as judged,"
                        + " coalesce(sum(case when result = 'BREACHED' then 1 else 0 end), 0) as breached,"
                        + " coalesce(sum(case when result = 'WARNING' then 1 else 0 end), 0) as warned,"
                        + " coalesce(sum(case when result = 'UNDETERMINED' then 1 else 0 end), 0) as undetermined"
                        + " from visit_verdict where rule_id = ? and side = ? and result <> 'NOT_APPLICABLE'")
                .params(rule.code(), side.code())
                .query((row, n) -> new Breaches(
                        row.getLong("judged"),
                        row.getLong("breached"),
                        row.getLong("warned"),
                        row.getLong("undetermined")))
                .single();
    }

    /** What is wrong, waived or not. */
    private static List<Finding> broken(Verdict verdict) {
        return verdict instanceof Verdict.Waived waived ? waived.breach().findings() : verdict.findings();
    }

    private String reasons(Verdict verdict) {
        var told = new StringBuilder();
        for (var finding : broken(verdict)) {
            told.append(told.isEmpty() ? "" : "\n").append(texts.say(finding.wrong(), Language.EN));
        }
        return told.toString();
    }

    static String result(Verdict verdict) {
        if (verdict instanceof Verdict.Breached breached) {
            return breached.isBlocking() ? "BREACHED" : "WARNING";
        }
        if (verdict instanceof Verdict.Undetermined) {
            return "UNDETERMINED";
        }
        if (verdict instanceof Verdict.Waived) {
            return "WAIVED";
        }
        return verdict instanceof Verdict.NotApplicable ? "NOT_APPLICABLE" : "SATISFIED";
    }
}
