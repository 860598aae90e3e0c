package org.mushterek.exercise.drill;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.ApprovedRisk;
import org.mushterek.exercise.DrillContinuationProcess;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.drill.DrillRisk.Answer;
import org.mushterek.exercise.drill.DrillRisk.State;
import org.mushterek.exercise.rule.PlanningFacts;
import org.mushterek.exercise.rule.PlanningRuleBook;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Residual risks that officers see while an exercise runs (RSK-02). One above what was approved suspends the drill at once, until the
 * commander of every party agrees, each with authority for it: so the stricter side's has. A lower report lifts only what its own side
 * reported.
 */
@Service
public class DrillRisks implements DrillWatch, OfficeSteps {

    /** House choice: a drill that stands still is the first thing of the working day. */
    private static final int DAYS_TO_DECIDE = 1;

    private static final int LONGEST_HAZARD = 1000;
    private static final Role[] SEERS = {Role.PLANNER, Role.COMMANDER, Role.RANGE, Role.MEDICAL};

    private final DrillRiskRows rows;
    private final DrillConduct conduct;
    private final ApprovedRisk approved;
    private final PlanningRuleBook rules;
    private final Exercises exercises;
    private final DrillRiskProcesses processes;
    private final OfficeDeadlines deadlines;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final AuditTrail audit;
    private final Clock clock;

    DrillRisks(
            DrillRiskRows rows,
            DrillConduct conduct,
            ApprovedRisk approved,
            PlanningRuleBook rules,
            Exercises exercises,
            DrillRiskProcesses processes,
            OfficeDeadlines deadlines,
            CaseNumbers numbers,
            Sides sides,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.conduct = conduct;
        this.approved = approved;
        this.rules = rules;
        this.exercises = exercises;
        this.processes = processes;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.sides = sides;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A residual risk as an officer sees it now.
     *
     * @param hazard what makes it; every party reads it
     */
    public record Seen(@Nullable RiskLevel level, @Nullable String hazard) {}

    /**
     * Keeps what residual risk an officer of a party sees in a drill. Above what was approved, a running drill is suspended and a
     * planned one cannot be started, and the commanders of all parties are asked.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN but to planners, commanders, range and medical officers of a party, INVALID with all that
     *     is wrong, CONFLICT before STARTEX, after ENDEX, where the drill is over, or where as high a risk is asked about already
     */
    @Transactional
    public DrillRisk report(Account account, String code, String drill, Seen seen) {
        var running = conduct.running(account, code);
        if (!account.hasAny(SEERS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.risk.onlyParties");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(SEERS)).orElse(null));
        var exercise = running.exercise();
        var before = conduct.get(exercise, drill);
        var level = seen.level();
        var hazard = kept(seen.hazard());
        if (level == null || hazard == null || hazard.length() > LONGEST_HAZARD) {
            throw invalid(level, hazard);
        }
        if (before.state().isOver()) {
            throw DrillConduct.otherState(before);
        }
        var limit = limit(before);
        var isAbove = limit.isEmpty() || level.isAbove(limit.get());
        var waiting =
                before.risks().stream().filter(risk -> risk.state().suspends()).toList();
        if (isAbove && waiting.stream().anyMatch(risk -> risk.state() == State.OPEN && !level.isAbove(risk.level()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.risk.askedAlready");
        }
        var number = numbers.next("RSK", account.side());
        rows.insert(
                new DrillRisk(
                        number,
                        code,
                        drill,
                        level,
                        limit.orElse(null),
                        hazard,
                        isAbove ? State.OPEN : State.WITHIN,
                        account.side().code(),
                        account.id(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        List.of()),
                account.handFor(SEERS));
        tell(account, exercise, number, isAbove ? "drillRiskRisen" : "drillRiskWithin");
        waiting.stream()
                .filter(risk -> isAbove || account.isOf(risk.side()))
                .forEach(risk -> settle(account, exercise, risk));
        if (isAbove) {
            if (before.state() == DrillConduct.State.STARTED) {
                conduct.suspend(
                        account,
                        exercise,
                        before,
                        LocalDateTime.ofInstant(
                                clock.instant(), sides.get(exercise.hostState()).zone()),
                        hazard);
            }
            processes.open(number, parties(exercise));
        }
        return read(account, number);
    }

    /** Up to which level a drill may go on: what was approved before STARTEX, or what the parties agreed to since. */
    private Optional<RiskLevel> limit(DrillConduct.Conducted drill) {
        return Stream.concat(
                        approved.of(drill.exercise()).stream(),
                        drill.risks().stream()
                                .filter(risk -> risk.state() == State.AGREED)
                                .map(DrillRisk::level))
                .max(RiskLevel::compareTo);
    }

    private static Refusal invalid(@Nullable RiskLevel level, @Nullable String hazard) {
        var findings = new ArrayList<Finding>();
        if (level == null) {
            findings.add(fault("level", "drill.risk.level"));
        }
        if (hazard == null || hazard.length() > LONGEST_HAZARD) {
            findings.add(new Finding(
                    "drill.reason",
                    "hazard",
                    Message.of("drill.risk.hazard"),
                    Message.of("drill.risk.hazard.cure").with("most", LONGEST_HAZARD),
                    null));
        }
        return new Refusal(Refusal.Kind.INVALID, Message.of("drill.risk.invalid"), findings);
    }

    private static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }

    private static @Nullable String kept(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    @Override
    public void cancelled(Account account, Exercise exercise, String drill) {
        rows.ofExercise(exercise.code()).stream()
                .filter(risk -> risk.drill().equals(drill) && risk.state().suspends())
                .forEach(risk -> settle(account, exercise, risk));
    }

    private void settle(Account account, Exercise exercise, DrillRisk risk) {
        rows.become(risk, State.SETTLED);
        tell(account, exercise, risk.number(), "drillRiskSettled");
        if (risk.state() == State.OPEN) {
            processes.settle(risk.number(), parties(exercise));
        }
    }

    /**
     * The commander of the account's side agrees that the drill goes on at this risk, or does not.
     *
     * @param authority level of the officer who agrees, which is at least that of the risk (RSK-01)
     */
    @Transactional
    void decide(
            Account account, String number, boolean agreed, @Nullable RiskLevel authority, @Nullable String written) {
        var risk = get(number);
        var exercise = exercises.get(account, risk.exercise());
        if (!account.has(Role.COMMANDER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.risk.onlyCommanders");
        }
        if (account.handFor(Role.COMMANDER).isOneWith(rows.reporter(number))) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "drill.risk.ownReport",
                    number,
                    account.handFor(Role.COMMANDER).principal());
        }
        if (risk.state() != State.OPEN) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
        var reason = kept(written);
        if (reason == null ? !agreed : reason.length() > LONGEST_HAZARD) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("drill.risk.invalid"),
                    List.of(new Finding(
                            "drill.reason",
                            "reason",
                            Message.of("drill.wrong.reason"),
                            Message.of("drill.wrong.reason.cure").with("most", LONGEST_HAZARD),
                            null)));
        }
        if (agreed) {
            demandAuthority(risk, authority);
        }
        rows.answer(number, account.side().code(), agreed, agreed ? authority : null, reason, account.id());
        tell(account, exercise, number, agreed ? "drillRiskAgreed" : "drillRiskRefused");
    }

    private void demandAuthority(DrillRisk risk, @Nullable RiskLevel authority) {
        if (authority == null) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("drill.risk.invalid"),
                    List.of(fault("authorityLevel", "drill.risk.level")));
        }
        var judged = rules.judge(new PlanningFacts(
                LocalDate.ofInstant(risk.reportedAt(), ZoneOffset.UTC),
                null,
                null,
                new PlanningFacts.RiskFacts(List.of(risk.level()), risk.level(), authority)));
        if (!judged.passes()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("planning.breached"), judged.blockingFindings());
        }
    }

    /** Every party has agreed: the host may have the drill resumed. */
    @Transactional
    public void agree(String number) {
        var risk = get(number);
        var all = parties(number).codes();
        var agreed = risk.answers().stream()
                .filter(Answer::agreed)
                .map(Answer::party)
                .toList();
        if (!agreed.containsAll(all)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
        rows.become(risk, State.AGREED);
        tellSystem(risk, "drillContinuationAgreed");
    }

    /** A party did not agree: the drill stands still until it is cancelled, or another risk is seen in it. */
    @Transactional
    public void refuse(String number) {
        var risk = get(number);
        rows.become(risk, State.REFUSED);
        tellSystem(risk, "drillContinuationRefused");
    }

    /** A process that ends because nobody has to answer any more belongs to a risk that is settled. */
    public void requireSettled(String number) {
        if (get(number).state() != State.SETTLED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public DrillRisk read(Account account, String number) {
        return rows.find(number)
                .filter(risk -> exercises.find(account, risk.exercise()).isPresent())
                .map(risk -> risk.asReadBy(account.side().code()))
                .orElseThrow(DrillRisks::unknown);
    }

    /** The drill that a risk was seen in. */
    DrillConduct.Conducted drillOf(Account account, DrillRisk risk) {
        return conduct.list(account, risk.exercise()).stream()
                .filter(drill -> drill.drill().equals(risk.drill()))
                .findFirst()
                .orElseThrow(DrillRisks::unknown);
    }

    /** The sides whose commanders are asked. */
    public Parties parties(String number) {
        return parties(exercises.find(get(number).exercise()).orElseThrow());
    }

    private Parties parties(Exercise exercise) {
        return sides.joint(exercise.parties())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "drill.noCommonCases"));
    }

    public Instant decisionDue(Side party) {
        return deadlines.due(party, DAYS_TO_DECIDE);
    }

    @Override
    public String process() {
        return DrillContinuationProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(DrillContinuationProcess.DECIDE_CONTINUATION, DAYS_TO_DECIDE);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        audit.record("system", side.code(), caseNumber, "exercise.dueDateMoved", day.toString());
    }

    private DrillRisk get(String number) {
        return rows.find(number).orElseThrow(DrillRisks::unknown);
    }

    /** Every party hears of it, in its own record. */
    private void tell(Account account, Exercise exercise, String number, String event) {
        for (var party : exercise.parties()) {
            var who = account.isOf(party) ? account.id() : account.side().code();
            audit.record(who, sides.get(party).code(), number, "exercise." + event, null);
        }
    }

    private void tellSystem(DrillRisk risk, String event) {
        parties(risk.number())
                .sides()
                .forEach(party -> audit.record("system", party.code(), risk.number(), "exercise." + event, null));
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "drill.risk.unknown");
    }
}
