package org.mushterek.exercise.schedule;

import java.util.HashMap;
import java.util.Map;

/** Answers a problem by an engine: the plan is checked by other means, an impossibility is explained. */
public final class Scheduler {

    private final PlanEngine engine;

    public Scheduler(PlanEngine engine) {
        this.engine = engine;
    }

    /** The engine that is active. */
    public PlanEngine engine() {
        return engine;
    }

    /**
     * The answer to a problem that {@link ProblemCheck} finds sound.
     *
     * @throws IllegalStateException when the engine's plan breaks a rule, which is a fault of the program
     */
    public Answer answer(ScheduleProblem problem, SearchLimits limits, SearchWatch watch) {
        var found = engine.search(problem, limits, watch);
        if (found.state() == PlanEngine.State.NONE) {
            return new Answer.Impossible(new ClashFinder(engine, problem, limits, watch).find());
        }
        var starts = found.plan();
        if (starts == null) {
            return new Answer.OutOfTime(null, found.endBound(), found.cut());
        }
        var plan = new Answer.Plan(
                checked(problem, starts), found.end(), found.endBound(), found.moved(), found.movedBound());
        var isGoodEnough = found.moved() <= found.movedBound() && plan.gap() <= limits.gap();
        return plan.isBest() || isGoodEnough
                ? new Answer.Planned(plan)
                : new Answer.OutOfTime(plan, found.endBound(), found.cut());
    }

    static Map<String, Integer> checked(ScheduleProblem problem, long[] starts) {
        var plan = new HashMap<String, Integer>();
        for (var i = 0; i < starts.length; i++) {
            plan.put(problem.activities().get(i).id(), Math.toIntExact(starts[i]));
        }
        var broken = PlanCheck.broken(problem, plan);
        if (!broken.isEmpty()) {
            throw new IllegalStateException(
                    "A plan breaks the rule " + broken.get(0).id());
        }
        return plan;
    }
}
