package org.mushterek.exercise.planning;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.OpenActions.OpenAction;
import org.mushterek.exercise.planning.EarlierActions.ActionAnswer;
import org.mushterek.exercise.planning.Planning.Product;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.rule.PlanningFacts;
import org.mushterek.exercise.rule.PlanningFacts.RiskFacts;
import org.mushterek.exercise.rule.PlanningRuleBook;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.security.Account;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What planning produces: each version is written by the host and approved by every party, else written anew (PLN-05). */
@Service
public class Products {

    private final Plannings plannings;
    private final PlanningCases cases;
    private final EarlierActions earlier;
    private final InstrumentOfGate instrument;
    private final Exercises exercises;
    private final PlanningDays days;
    private final PlanningRuleBook book;
    private final Clock clock;

    Products(
            Plannings plannings,
            PlanningCases cases,
            EarlierActions earlier,
            InstrumentOfGate instrument,
            Exercises exercises,
            PlanningDays days,
            PlanningRuleBook book,
            Clock clock) {
        this.instrument = instrument;
        this.exercises = exercises;
        this.days = days;
        this.earlier = earlier;
        this.plannings = plannings;
        this.cases = cases;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Opens the case of an exercise that was prepared outside with the protocol of the gate that was held there; the commander of each
     * party confirms it before STARTEX opens.
     *
     * @throws Refusal FORBIDDEN for others than planners of the host, NOT_FOUND, INVALID with all that is wrong, or CONFLICT where the
     *     exercise is planned here, is over for too long, or no instrument covers it
     */
    @Transactional
    public Planning bring(Account account, String code, GateProtocol protocol) {
        var number = plannings.beginOutside(account, code).number();
        write(
                account,
                number,
                null,
                ProductKind.GATE_PROTOCOL,
                new ProductContent(null, List.of(), List.of(), null, protocol),
                List.of());
        return plannings.get(number);
    }

    /**
     * Writes a new version of a product; what was approved of the last one holds no longer.
     *
     * @param stage null at the gate, and of the protocol of one that was held outside
     * @param actions answers to the open corrective actions of earlier exercises; of the specification alone
     */
    @Transactional
    void write(
            Account account,
            String number,
            @Nullable Stage stage,
            ProductKind kind,
            ProductContent content,
            List<ActionAnswer> actions) {
        Plannings.require(account, kind.writer());
        var planning = at(account, number, stage, kind);
        Plannings.ofHost(account, planning);
        var findings = content.faults(kind);
        var protocol = content.protocol();
        if (kind == ProductKind.GATE_PROTOCOL && protocol != null) {
            var today = days.today(planning.host());
            var latest = planning.firstDay().isBefore(today) ? planning.firstDay() : today;
            findings.addAll(
                    protocol.faults(planning.host(), plannings.parties(planning).codes(), latest));
        }
        var asked = asks(kind) ? earlier.open(account, planning) : List.<OpenAction>of();
        findings.addAll(EarlierActions.faults(asked, actions));
        if (!findings.isEmpty()) {
            throw Plannings.invalid(findings);
        }
        if (kind == ProductKind.RISK_ASSESSMENT) {
            refuse(judge(planning, content, null));
        }
        requireCovered(planning, protocol);
        var version = cases.product(number, kind).map(Product::version).orElse(0) + 1;
        cases.touch(planning);
        cases.insert(
                number,
                new Product(
                        kind,
                        version,
                        stage == null ? Stage.FPC : stage,
                        content,
                        account.side().code(),
                        clock.instant()),
                account.handFor(kind.writer()));
        earlier.keep(account, planning, version, asked, actions);
        plannings.tell(planning, account, "productWritten", kind.name(), null, null);
    }

    /**
     * The account's side approves the last version of a product, or does not.
     *
     * @param stage null at the gate
     * @param level of the officer who approves a risk (RSK-01); of no effect elsewhere
     * @param actions answers to open corrective actions of earlier exercises that the specification does not answer: those that the
     *     account's side alone may read, and those that came up since it was written
     */
    @Transactional
    void decide(
            Account account,
            String number,
            @Nullable Stage stage,
            ProductKind kind,
            boolean agreed,
            @Nullable String reason,
            @Nullable RiskLevel level,
            List<ActionAnswer> actions) {
        Plannings.require(account, kind.approver());
        var planning = at(account, number, stage, kind);
        var product = cases.product(number, kind).orElseThrow(Plannings::changed);
        if (cases.writer(number, kind, product.version())
                .filter(account.handFor(kind.approver())::isOneWith)
                .isPresent()) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "planning.fourEyes",
                    number,
                    account.handFor(kind.approver()).principal());
        }
        if (!agreed) {
            Plannings.requireReason(reason);
        }
        var asked =
                asks(kind) && agreed ? earlier.unanswered(account, planning, product.version()) : List.<OpenAction>of();
        var faults = agreed ? EarlierActions.faults(asked, actions) : List.<Finding>of();
        if (!faults.isEmpty()) {
            throw Plannings.invalid(faults);
        }
        var isRisk = kind == ProductKind.RISK_ASSESSMENT && agreed;
        if (isRisk) {
            if (level == null) {
                throw Plannings.invalid(List.of(ProductContent.fault("authorityLevel", "level", 0)));
            }
            refuse(judge(planning, product.content(), level));
        }
        if (agreed) {
            requireCovered(planning, product.content().protocol());
        }
        plannings.answer(
                account,
                planning,
                Plannings.PRODUCT + kind,
                product.version(),
                agreed,
                agreed ? null : reason,
                isRisk && level != null ? level.name() : null);
        if (agreed) {
            earlier.keep(account, planning, product.version(), asked, actions);
        }
        plannings.tell(
                planning,
                account,
                agreed ? "productApproved" : "productRefused",
                kind.name(),
                null,
                agreed ? null : reason);
    }

    /** A protocol cannot find in force what is known here not to be; its authorities may waive it. */
    private void requireCovered(Planning planning, @Nullable GateProtocol protocol) {
        if (protocol == null) {
            return;
        }
        var judged = instrument.judge(exercises.find(planning.code()).orElseThrow());
        if (judged.light() == GateItem.Light.RED && !protocol.waives(judged.item() + ":" + judged.party())) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, Message.of("planning.gate.shut"), List.of(ReadinessGate.finding(judged)));
        }
    }

    private static boolean asks(ProductKind kind) {
        return kind == ProductKind.EXERCISE_SPECIFICATION;
    }

    private Judgement judge(Planning planning, ProductContent content, @Nullable RiskLevel authority) {
        var overall = content.overall() == null ? RiskLevel.LOW : content.overall();
        return book.judge(new PlanningFacts(
                planning.parametersDate(), null, null, new RiskFacts(content.residuals(), overall, authority)));
    }

    private static void refuse(Judgement judged) {
        if (!judged.passes()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("planning.breached"), judged.blockingFindings());
        }
    }

    /** The stage ends: each of its products is approved by all as it stands (PLN-05). After the last one the gate begins. */
    @Transactional
    public void closeStage(String number, Stage stage) {
        var planning = plannings.get(number);
        for (var kind : stage.products()) {
            var approved = cases.product(number, kind)
                    .filter(product -> plannings.isApproved(planning, product))
                    .isPresent();
            if (!approved) {
                throw Plannings.changed();
            }
        }
        cases.tell(planning, "system", null, "stageEnded", stage.name(), null, null, null);
        if (stage == Stage.FPC) {
            cases.become(planning, State.GATE, null);
        }
    }

    /** Whether every party has approved the product as it stands. */
    boolean isApproved(Planning planning, ProductKind kind) {
        return cases.product(planning.number(), kind)
                .filter(product -> plannings.isApproved(planning, product))
                .isPresent();
    }

    /** What the protocol says of a gate that was held outside; empty where the exercise is planned here. */
    Optional<GateProtocol> protocol(Planning planning) {
        return cases.product(planning.number(), ProductKind.GATE_PROTOCOL)
                .map(product -> product.content().protocol());
    }

    private Planning at(Account account, String number, @Nullable Stage stage, ProductKind kind) {
        var ofTheGate = kind == ProductKind.GATE_PROTOCOL ? State.OUTSIDE : State.GATE;
        var planning = plannings.inState(account, number, stage == null ? ofTheGate : State.STAGES);
        if (planning.stage() != stage) {
            throw Plannings.changed();
        }
        return planning;
    }
}
