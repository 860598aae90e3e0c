package org.mushterek.exercise.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.conduct.BeforeStartex;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.exercise.planning.Planning.Answer;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.WaiverState;
import org.mushterek.exercise.rule.PlanningRuleBook;
import org.springframework.stereotype.Component;

/**
 * STARTEX opens only through the gate, held here or, where the exercise was prepared outside, confirmed here by its protocol (PLN-07).
 * A planning that was given up, refused or lapsed keeps it shut, too: else giving it up would be the way around the gate.
 */
@Component
class GateBeforeStartex implements BeforeStartex {

    private final Plannings plannings;
    private final ReadinessGate gate;
    private final PlanningCases cases;
    private final Products products;
    private final PlanningRuleBook book;

    GateBeforeStartex(
            Plannings plannings, ReadinessGate gate, PlanningCases cases, Products products, PlanningRuleBook book) {
        this.products = products;
        this.book = book;
        this.plannings = plannings;
        this.gate = gate;
        this.cases = cases;
    }

    @Override
    public void requireReady(Exercise exercise) {
        var known = cases.ofExercise(exercise.code());
        if (plannings.isReady(exercise)) {
            return;
        }
        if (known.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    Message.of("planning.startex.noGate").with("exercise", exercise.code()),
                    List.of(against("neither", exercise.code(), Message.of("planning.startex.neither"))));
        }
        var planning = known.get(0);
        throw new Refusal(
                Refusal.Kind.CONFLICT,
                Message.of("planning.startex.shut").with("number", planning.number()),
                against(planning, exercise));
    }

    private List<Finding> against(Planning planning, Exercise exercise) {
        var findings = new ArrayList<Finding>();
        if (planning.state().isOpen()) {
            findings.addAll(gate.against(planning));
        }
        var stage = planning.stage();
        findings.add(
                switch (planning.state()) {
                    case DRAFT, OUT_OF_PLAN -> standing("outOfPlan", planning);
                    case OUTSIDE -> standing("protocol", planning);
                    case STAGES -> standing("stages", planning, Objects.requireNonNull(stage, planning.number()));
                    case GATE -> standing("notConfirmed", planning);
                    case READY ->
                        against(
                                "moved",
                                planning.number(),
                                Message.of("planning.startex.moved")
                                        .with("opened", planning.firstDay())
                                        .with("startex", exercise.firstDay()));
                    case DISCARDED, REFUSED, CANCELLED, LAPSED -> standing("ended", planning);
                });
        return findings;
    }

    private Finding standing(String key, Planning planning) {
        return against(
                key, planning.number(), Message.of("planning.startex." + key).with("number", planning.number()));
    }

    private Finding standing(String key, Planning planning, Stage stage) {
        return against(
                key,
                planning.number(),
                Message.of("planning.startex." + key)
                        .with("number", planning.number())
                        .with("stage", stage.text()));
    }

    private Finding against(String key, String place, Message wrong) {
        var rule = book.startexThroughGate();
        return new Finding(
                rule.id().toString(), place, wrong, Message.of("planning.startex." + key + ".cure"), rule.source());
    }

    @Override
    public Optional<List<Objective>> objectives(Exercise exercise) {
        var known = cases.ofExercise(exercise.code());
        if (known.isEmpty() || known.get(0).state() == State.DISCARDED || isOutside(known.get(0))) {
            return Optional.empty();
        }
        return Optional.of(plannings.objectives(exercise.code()).stream()
                .map(objective -> new Objective(
                        Objects.requireNonNull(objective.code()), Objects.requireNonNull(objective.text())))
                .toList());
    }

    private boolean isOutside(Planning planning) {
        return planning.state() == State.OUTSIDE || products.protocol(planning).isPresent();
    }

    @Override
    public Optional<Gate> gate(Exercise exercise) {
        return cases.ofExercise(exercise.code()).stream()
                .filter(planning -> planning.state() == State.READY)
                .findFirst()
                .map(planning -> {
                    var protocol = products.protocol(planning);
                    return new Gate(
                            planning.number(),
                            protocol.map(GateProtocol::reference).orElse(null),
                            protocol.map(GateProtocol::signedOn).orElse(null),
                            confirmed(planning, protocol.isPresent()),
                            protocol.map(GateProtocol::waived).orElseGet(() -> waived(planning)));
                });
    }

    /** As it was when the gate opened: what is green or red today is another matter. */
    private int waived(Planning planning) {
        return (int) cases.waivers(planning.number()).stream()
                .filter(waiver -> waiver.subject().startsWith(Plannings.GATE) && waiver.state() == WaiverState.GRANTED)
                .count();
    }

    /** Each party with the moment in which its commander confirmed the gate that opened, in this order. */
    private List<Confirmation> confirmed(Planning planning, boolean isOutside) {
        var subject = isOutside ? Plannings.PRODUCT + ProductKind.GATE_PROTOCOL : Plannings.READINESS;
        return cases.answers(planning.number()).stream()
                .filter(answer -> answer.subject().equals(subject) && answer.agreed())
                .collect(Collectors.toMap(Answer::party, answer -> answer, (earlier, later) -> later, TreeMap::new))
                .values()
                .stream()
                .map(answer -> new Confirmation(answer.party(), answer.answeredAt()))
                .toList();
    }
}
