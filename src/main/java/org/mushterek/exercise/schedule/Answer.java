package org.mushterek.exercise.schedule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the scheduler says to a problem. Every plan in it has passed {@link PlanCheck}. */
public sealed interface Answer {

    /**
     * A plan, with the proof of how good it is.
     *
     * @param starts when each activity begins, by id
     * @param end when the last one ends
     * @param endBound proven: no plan that moves as few ends sooner
     * @param moved how many stand elsewhere than in the previous plan
     * @param movedBound proven: no plan moves fewer
     */
    record Plan(Map<String, Integer> starts, long end, long endBound, int moved, int movedBound) {
        public Plan {
            starts = Map.copyOf(starts);
        }

        /** Which part of the end the bound leaves open, 0 to 1. */
        public double gap() {
            return end == 0 ? 0 : Math.max(0, (double) (end - endBound) / end);
        }

        /** Whether nothing better exists. */
        public boolean isBest() {
            return moved <= movedBound && end <= endBound;
        }
    }

    /** The best plan, or one as near to the best as was asked for. */
    record Planned(Plan plan) implements Answer {}

    /** There is no plan. */
    record Impossible(Clash clash) implements Answer {}

    /** The search ended before it was done. */
    record OutOfTime(@Nullable Plan best, long endBound, PlanEngine.Cut cut) implements Answer {}

    /**
     * Rules that no plan keeps together.
     *
     * @param rules few, and none superfluous where {@code verified}
     * @param verified solved again: they clash, and without any single one of them there is a plan for the others
     * @param cures what would make the whole problem fit, one single change each; empty where no single change does
     */
    record Clash(List<PlanRule> rules, boolean verified, List<Cure> cures) {
        public Clash {
            rules = List.copyOf(rules);
            cures = List.copyOf(cures);
        }
    }

    /**
     * A single change after which there is a plan.
     *
     * @param dropped the rule that is given up
     * @param loosened the same rule as little looser as is enough; null where it can only be given up
     */
    record Cure(PlanRule dropped, @Nullable PlanRule loosened) {}
}
