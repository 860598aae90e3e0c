package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each drill stands, and how good that is.
 *
 * @param placements in the order of their beginnings
 * @param proof how good the plan is
 */
public record DrillPlan(List<Placement> placements, Proof proof) {

    public DrillPlan {
        placements = List.copyOf(placements);
    }

    /**
     * A drill in its place, local time at the host.
     *
     * @param moved whether it stands elsewhere than in the plan that was in force before
     */
    public record Placement(
            String drill, String range, LocalDateTime startsAt, LocalDateTime endsAt, boolean moved, boolean pinned) {}

    /** What the scheduler has proven. */
    public enum Standing {
        /** No plan moves fewer drills, and of those none ends sooner. */
        OPTIMAL,
        /** A plan, and the gap to the best. */
        BEST_SO_FAR
    }

    /**
     * @param engine what has searched
     * @param gapPercent how far from the best it may be at most, in percent, rounded up
     * @param moved how many drills stand elsewhere than before
     * @param movedAtLeast no plan moves fewer
     * @param reproducible whether the same question gives the same plan again
     */
    public record Proof(
            Standing standing,
            String engine,
            int gapPercent,
            LocalDateTime endsAt,
            int moved,
            int movedAtLeast,
            boolean reproducible) {}

    /**
     * Why there is no plan, in every language that officers read.
     *
     * @param verified solved again: the rules clash, and without any single one of them there is a plan for the others
     */
    public record Clash(List<Map<String, String>> rules, boolean verified, List<Map<String, String>> cures) {
        public Clash {
            rules = List.copyOf(rules);
            cures = List.copyOf(cures);
        }
    }

    /** What came of a question: a plan, a clash, or neither in the time there was. */
    record Outcome(@Nullable DrillPlan plan, @Nullable Clash clash) {}
}
