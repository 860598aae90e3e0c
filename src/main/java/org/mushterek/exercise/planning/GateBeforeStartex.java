package org.mushterek.exercise.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.conduct.BeforeStartex;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.exercise.planning.Planning.State;
import org.springframework.stereotype.Component;

/**
 * STARTEX opens only through the gate where the exercise is planned here. A planning that was given up, refused or lapsed keeps it
 * shut, too: else giving it up would be the way around the gate.
 */
@Component
class GateBeforeStartex implements BeforeStartex {

    private final Plannings plannings;
    private final ReadinessGate gate;
    private final PlanningCases cases;

    GateBeforeStartex(Plannings plannings, ReadinessGate gate, PlanningCases cases) {
        this.plannings = plannings;
        this.gate = gate;
        this.cases = cases;
    }

    @Override
    public void requireReady(Exercise exercise) {
        var known = cases.ofExercise(exercise.code());
        if (known.isEmpty() || plannings.isReady(exercise)) {
            return;
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
                    case STAGES -> standing("stages", planning, Objects.requireNonNull(stage, planning.number()));
                    case GATE -> standing("notConfirmed", planning);
                    case READY ->
                        new Finding(
                                "planning.startex",
                                planning.number(),
                                Message.of("planning.startex.moved")
                                        .with("opened", planning.firstDay())
                                        .with("startex", exercise.firstDay()),
                                Message.of("planning.startex.moved.cure"),
                                null);
                    case DISCARDED, REFUSED, CANCELLED, LAPSED -> standing("ended", planning);
                });
        return findings;
    }

    private static Finding standing(String key, Planning planning) {
        return new Finding(
                "planning.startex",
                planning.number(),
                Message.of("planning.startex." + key).with("number", planning.number()),
                Message.of("planning.startex." + key + ".cure"),
                null);
    }

    private static Finding standing(String key, Planning planning, Stage stage) {
        return new Finding(
                "planning.startex",
                planning.number(),
                Message.of("planning.startex." + key)
                        .with("number", planning.number())
                        .with("stage", stage.text()),
                Message.of("planning.startex." + key + ".cure"),
                null);
    }

    @Override
    public Optional<List<Objective>> objectives(Exercise exercise) {
        var known = cases.ofExercise(exercise.code());
        if (known.isEmpty() || known.get(0).state() == State.DISCARDED) {
            return Optional.empty();
        }
        return Optional.of(plannings.objectives(exercise.code()).stream()
                .map(objective -> new Objective(
                        Objects.requireNonNull(objective.code()), Objects.requireNonNull(objective.text())))
                .toList());
    }
}
