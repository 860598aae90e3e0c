package org.mushterek.exercise.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.GateEvidence;
import org.mushterek.exercise.GateEvidence.Evidence;
import org.mushterek.exercise.OpenActions.OpenAction;
import org.mushterek.exercise.planning.GateItem.Light;
import org.mushterek.exercise.planning.Planning.Answer;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.Waiver;
import org.mushterek.exercise.planning.Planning.WaiverState;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gate before STARTEX: each item is green, red, or waived by the commander of every party. It opens when nothing is red and
 * every party's commander confirms; never by itself.
 */
@Service
public class ReadinessGate {

    /** What nobody keeps here has to be shown or waived all the same. */
    private static final List<String> OF_THE_HOST = List.of("RANGE_BOOKING", "RANGE_SAFETY", "DANGER_ZONES");

    static final List<String> OF_EACH_SENDER = List.of(
            "VISIT_APPROVAL",
            "TRAVEL_DOCUMENTS",
            "INSURANCE",
            "FITNESS",
            "MEDICAL_SUPPLY",
            "HOST_CARE",
            "WEAPONS",
            "CUSTOMS",
            "AIRCRAFT");

    private static final String EARLIER_ACTIONS = "EARLIER_ACTIONS";

    private static final List<ProductKind> PRODUCTS = List.of(
            ProductKind.EXERCISE_PLAN,
            ProductKind.COST_SHARE,
            ProductKind.HOST_SUPPORT,
            ProductKind.MEDICAL_PLAN,
            ProductKind.RISK_ASSESSMENT,
            ProductKind.RANGE_FORECAST,
            ProductKind.MEDIA_PLAN);

    private final Plannings plannings;
    private final Products products;
    private final PlanningCases cases;
    private final EarlierActions earlier;
    private final Exercises exercises;
    private final InstrumentOfGate instrument;
    private final ObjectProvider<GateEvidence> evidence;

    ReadinessGate(
            Plannings plannings,
            Products products,
            PlanningCases cases,
            EarlierActions earlier,
            Exercises exercises,
            InstrumentOfGate instrument,
            ObjectProvider<GateEvidence> evidence) {
        this.plannings = plannings;
        this.products = products;
        this.cases = cases;
        this.earlier = earlier;
        this.exercises = exercises;
        this.instrument = instrument;
        this.evidence = evidence;
    }

    /** Judges every item and keeps how it stands; whether nothing is red. */
    @Transactional
    public boolean judge(String number) {
        var planning = plannings.get(number);
        var items = items(planning);
        cases.keep(number, items);
        cases.nextGateRound(planning);
        var red = items.stream().filter(item -> item.light() == Light.RED).count();
        cases.tell(planning, "system", null, red == 0 ? "gateGreen" : "gateRed", null, null, String.valueOf(red), null);
        return red == 0;
    }

    /** Every item as it stands now. */
    @Transactional(readOnly = true)
    List<GateItem> items(Planning planning) {
        var exercise = exercises.find(planning.code()).orElseThrow();
        var sides = plannings.parties(planning).codes();
        var protocol = products.protocol(planning);
        if (protocol.isPresent() || planning.state() == State.OUTSIDE) {
            return protocol.map(held -> held.shown(sides)).orElse(List.of());
        }
        var found = new ArrayList<GateItem>();
        found.add(instrument.judge(exercise));
        found.add(planLine(planning, exercise));
        PRODUCTS.forEach(kind -> found.add(product(planning, kind)));
        found.add(earlierActions(planning));
        found.addAll(shown(planning, exercise, sides));
        sides.forEach(party -> found.add(health(planning, party)));
        return found.stream().map(item -> waived(planning, item)).toList();
    }

    private GateItem planLine(Planning planning, Exercise exercise) {
        if (exercises.isPlanned(exercise)) {
            return GateItem.of(
                    "PLAN_LINE",
                    planning.host(),
                    true,
                    Message.of("planning.gate.onPlan").with("line", String.valueOf(exercise.planLine())));
        }
        var approved = plannings.allAgreed(planning, Plannings.OUT_OF_PLAN, 1);
        return GateItem.of(
                "PLAN_LINE",
                planning.host(),
                approved,
                Message.of(approved ? "planning.gate.approvedOutOfPlan" : "planning.gate.outOfPlan"));
    }

    private GateItem product(Planning planning, ProductKind kind) {
        var version = cases.product(planning.number(), kind)
                .map(Planning.Product::version)
                .orElse(0);
        var holds = products.isApproved(planning, kind);
        return GateItem.of(
                kind.name(),
                planning.host(),
                holds,
                Message.of(holds ? "planning.gate.approved" : "planning.gate.notApproved")
                        .with("version", version));
    }

    /** What was ordered since the specification was approved has to be answered, too: by its next version. */
    private GateItem earlierActions(Planning planning) {
        var specification = product(planning, ProductKind.EXERCISE_SPECIFICATION);
        if (specification.light() == Light.RED) {
            return GateItem.of(EARLIER_ACTIONS, planning.host(), false, specification.told());
        }
        var version = specificationOf(planning);
        var open = earlier.unansweredByAll(planning, version).stream()
                .map(OpenAction::number)
                .toList();
        return GateItem.of(
                EARLIER_ACTIONS,
                planning.host(),
                open.isEmpty(),
                open.isEmpty()
                        ? Message.of("planning.gate.actionsAnswered").with("version", version)
                        : Message.of("planning.gate.actionsUnanswered")
                                .with("version", version)
                                .with("actions", String.join(", ", open)));
    }

    private int specificationOf(Planning planning) {
        return cases.product(planning.number(), ProductKind.EXERCISE_SPECIFICATION)
                .map(Planning.Product::version)
                .orElse(0);
    }

    /** What other capabilities show, and what nobody shows though it is asked for. */
    private List<GateItem> shown(Planning planning, Exercise exercise, List<String> sides) {
        var known = new HashMap<String, Evidence>();
        evidence.orderedStream()
                .flatMap(source -> source.of(exercise).stream())
                .forEach(each -> known.put(each.item() + ":" + each.party(), each));
        var found = new ArrayList<GateItem>();
        OF_THE_HOST.forEach(item -> found.add(shown(item, planning.host(), known)));
        for (var party : sides) {
            if (!party.equals(planning.host())) {
                OF_EACH_SENDER.forEach(item -> found.add(shown(item, party, known)));
            }
        }
        return found;
    }

    private static GateItem shown(String item, String party, HashMap<String, Evidence> known) {
        var given = known.get(item + ":" + party);
        return given == null
                ? GateItem.of(item, party, false, Message.of("planning.gate.nothingShown"))
                : GateItem.of(item, party, given.light() == GateEvidence.Light.GREEN, given.told());
    }

    private GateItem health(Planning planning, String party) {
        var last = cases.answers(planning.number()).stream()
                .filter(answer -> answer.subject().equals(Plannings.HEALTH)
                        && answer.party().equals(party))
                .reduce((first, second) -> first.round() > second.round() ? first : second);
        if (last.isEmpty()) {
            return GateItem.of("HEALTH", party, false, Message.of("planning.gate.nothingShown"));
        }
        return GateItem.of(
                "HEALTH",
                party,
                last.get().agreed(),
                Message.of(last.get().agreed() ? "planning.gate.healthClear" : "planning.gate.healthAlert"));
    }

    private GateItem waived(Planning planning, GateItem item) {
        if (item.light() != Light.RED) {
            return item;
        }
        return cases.waiver(planning.number(), item.subject())
                .filter(waiver -> waiver.state() == WaiverState.GRANTED)
                .map(waiver -> waived(
                        planning, item, waiver, cases.answers(planning.number(), waiver.subject(), waiver.round())))
                .orElse(item);
    }

    /** A waiver lets pass what every commander saw who answered it: no action that was ordered since the first did. */
    private GateItem waived(Planning planning, GateItem item, Waiver waiver, List<Answer> answers) {
        var isLeftBehind = item.item().equals(EARLIER_ACTIONS)
                && answers.stream()
                        .map(Answer::answeredAt)
                        .min(Comparator.naturalOrder())
                        .filter(first -> earlier.isOrderedSince(
                                first, earlier.unansweredByAll(planning, specificationOf(planning))))
                        .isPresent();
        return isLeftBehind
                ? item
                : item.waived(answers.stream().map(Answer::party).toList(), waiver.reason());
    }

    // --- What officers answer. ---

    /** The medical officer of the account's side says whether a disease stands against the exercise (MEM-11). */
    @Transactional
    void declareHealth(Account account, String number, boolean clear, @Nullable String reason) {
        Plannings.require(account, Role.MEDICAL);
        var planning = plannings.inState(account, number, State.GATE);
        if (!clear) {
            Plannings.requireReason(reason);
        }
        plannings.answer(
                account, planning, Plannings.HEALTH, healthRound(planning), clear, clear ? null : reason, null);
        plannings.tell(planning, account, clear ? "healthClear" : "healthAlert", null, null, clear ? null : reason);
    }

    /** The host asks the parties to let red items pass. */
    @Transactional
    void askWaivers(Account account, String number, List<String> asked, @Nullable String reason) {
        var planning = led(account, number);
        Plannings.requireReason(reason);
        var red = items(planning).stream()
                .filter(item -> item.light() == Light.RED)
                .map(GateItem::subject)
                .toList();
        var subjects =
                asked.stream().map(item -> Plannings.GATE + item).distinct().toList();
        if (subjects.isEmpty() || !red.containsAll(subjects)) {
            throw Plannings.invalid(List.of(ProductContent.fault("items", "notRed", 0)));
        }
        for (var subject : subjects) {
            var round = cases.waiver(number, subject).map(Waiver::round).orElse(0) + 1;
            cases.ask(number, subject, round, String.valueOf(reason), account.handFor(Role.PLANNER));
            plannings.tell(planning, account, "waiverAsked", subject.substring(Plannings.GATE.length()), null, reason);
        }
        cases.touch(planning);
    }

    /**
     * Whether one item may pass.
     *
     * @param item with its party, such as {@code INSURANCE:TUR}
     * @param granted null as long as it is not answered
     */
    record ItemAnswer(
            @Nullable String item,
            @Nullable Boolean granted,
            @Nullable String reason) {}

    /** The commander of the account's side lets each item that is asked for pass, or not, each with its own reason. */
    @Transactional
    void answerWaivers(Account account, String number, List<ItemAnswer> answers) {
        Plannings.require(account, Role.COMMANDER);
        var planning = plannings.inState(account, number, State.GATE);
        var asked = asked(number);
        if (asked.isEmpty()) {
            throw Plannings.changed();
        }
        asked.forEach(waiver -> plannings.requireOtherHand(account, number, waiver));
        var given = checked(asked, answers);
        for (var waiver : asked) {
            var answer = Objects.requireNonNull(given.get(waiver.subject()));
            var granted = Boolean.TRUE.equals(answer.granted());
            plannings.answer(
                    account, plannings.get(number), waiver.subject(), waiver.round(), granted, answer.reason(), null);
            plannings.tell(
                    planning,
                    account,
                    granted ? "waiverGranted" : "waiverRefused",
                    waiver.subject().substring(Plannings.GATE.length()),
                    null,
                    answer.reason());
            // Every party answers, so that the host hears all reasons at once.
            var all = cases.answers(number, waiver.subject(), waiver.round());
            if (all.size() == plannings.parties(planning).sides().size()) {
                cases.settle(
                        number,
                        waiver,
                        all.stream().allMatch(Answer::agreed) ? WaiverState.GRANTED : WaiverState.REFUSED);
            }
        }
    }

    /** By subject: one answer for each item that is asked for, and for no other. */
    private static Map<String, ItemAnswer> checked(List<Waiver> asked, List<ItemAnswer> answers) {
        var subjects = asked.stream().map(Waiver::subject).toList();
        var given = new HashMap<String, ItemAnswer>();
        var findings = new ArrayList<Finding>();
        for (var answer : answers) {
            var subject = Plannings.GATE + answer.item();
            if (!subjects.contains(subject) || given.put(subject, answer) != null) {
                findings.add(ProductContent.fault("waivers/" + answer.item(), "notAsked", 0));
            }
        }
        for (var subject : subjects) {
            var place = "waivers/" + subject.substring(Plannings.GATE.length());
            var answer = given.get(subject);
            if (answer == null || answer.granted() == null) {
                findings.add(ProductContent.fault(place, "notAnswered", 0));
            } else if (!Plannings.isReason(answer.reason())) {
                findings.add(ProductContent.fault(place, "text", Plannings.LONGEST_REASON));
            }
        }
        if (!findings.isEmpty()) {
            throw Plannings.invalid(findings);
        }
        return given;
    }

    /** The waivers of the gate that wait for the parties. */
    List<Waiver> asked(String number) {
        return cases.waivers(number).stream()
                .filter(waiver -> waiver.subject().startsWith(Plannings.GATE) && waiver.state() == WaiverState.ASKED)
                .toList();
    }

    /** A product is written anew at the gate. */
    @Transactional
    void askRevision(Account account, String number, @Nullable ProductKind kind) {
        var planning = led(account, number);
        if (kind == null || kind == ProductKind.GATE_PROTOCOL) {
            throw Plannings.invalid(List.of(ProductContent.fault("product", "product", 0)));
        }
        plannings.tell(planning, account, "revisionAsked", kind.name(), null, null);
    }

    /** The host has the gate judged again, or the medical officers asked again. */
    @Transactional
    void askAgain(Account account, String number, boolean health) {
        var planning = led(account, number);
        plannings.tell(planning, account, health ? "healthAsked" : "gateAsked", null, null, null);
    }

    /**
     * The commander of the account's side confirms that the exercise is ready, or does not.
     *
     * @throws Refusal CONFLICT with every item that is red now: what was green when the task was opened may not be any more
     */
    @Transactional
    void confirm(Account account, String number, boolean ready, @Nullable String reason) {
        Plannings.require(account, Role.COMMANDER);
        var planning = plannings.inState(account, number, State.GATE);
        if (ready) {
            var red = against(planning);
            if (!red.isEmpty()) {
                throw new Refusal(Refusal.Kind.CONFLICT, Message.of("planning.gate.shut"), red);
            }
        } else {
            Plannings.requireReason(reason);
        }
        plannings.answer(
                account, planning, Plannings.READINESS, planning.gateRound(), ready, ready ? null : reason, null);
        plannings.tell(
                planning,
                account,
                ready ? "readinessConfirmed" : "readinessRefused",
                null,
                null,
                ready ? null : reason);
    }

    /** Every item that is red now, with its cure. */
    List<Finding> against(Planning planning) {
        return items(planning).stream()
                .filter(item -> item.light() == Light.RED)
                .map(ReadinessGate::finding)
                .toList();
    }

    static Finding finding(GateItem item) {
        return new Finding(
                "planning.gate",
                item.item() + ":" + item.party(),
                Message.of("planning.gate.red")
                        .with("item", Message.of("planning.gate." + item.item()))
                        .with("party", Message.of("side." + item.party()))
                        .with("told", item.told()),
                Message.of("planning.gate.red.cure"),
                null);
    }

    /** Every party has confirmed: the exercise may begin on its STARTEX. */
    @Transactional
    public void open(String number) {
        var planning = plannings.get(number);
        var mayOpen =
                switch (planning.state()) {
                    case GATE -> against(planning).isEmpty();
                    case OUTSIDE -> products.isApproved(planning, ProductKind.GATE_PROTOCOL);
                    default -> false;
                };
        if (!mayOpen) {
            throw Plannings.changed();
        }
        cases.become(planning, State.READY, null);
        cases.tell(planning, "system", null, "gateOpened", null, planning.startex(), null, null);
    }

    /** The asking that is open: a new one once all have answered. */
    private int healthRound(Planning planning) {
        var answers = cases.answers(planning.number()).stream()
                .filter(answer -> answer.subject().equals(Plannings.HEALTH))
                .toList();
        var last = answers.stream().mapToInt(Answer::round).max().orElse(1);
        var given = answers.stream().filter(answer -> answer.round() == last).count();
        return given == plannings.parties(planning).sides().size() ? last + 1 : last;
    }

    private Planning led(Account account, String number) {
        Plannings.mayLead(account);
        var planning = plannings.inState(account, number, State.GATE);
        Plannings.ofHost(account, planning);
        return planning;
    }
}
