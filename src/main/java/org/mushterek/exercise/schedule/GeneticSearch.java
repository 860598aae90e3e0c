package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Breeds plans: a child takes the order of activities from one parent up to a point, from the other up to a second, and the
 * rest from the first again; its plan is pushed to the end and back to the beginning (double justification after Valls,
 * Ballestín and Quintanilla). By chance from a fixed seed. For problems without pairs of days, which do not turn around.
 */
final class GeneticSearch {

    private final CompiledProblem compiled;
    private final PlacementBudget budget;
    private final SplittableRandom random;
    private final SerialPlacement forwards;
    private final @Nullable SerialPlacement backwards;
    private final long[] latest;
    private final int count;
    private final Predicate<long[]> isEnough;

    private record Member(long[] plan, long end) {}

    /** How long a population is bred. */
    enum Patience {
        /** For problems that are easy. */
        SHORT(40, 20, 0.05),
        /** For the others: larger populations end with shorter plans, and take longer for it. */
        LONG(300, 30, 0.03);

        private final int members;

        /** With so many children for each member and no shorter plan, it has nothing more to give. */
        private final int stale;

        /** Which part of a child's activities changes its place in the order. */
        private final double mutation;

        Patience(int members, int stale, double mutation) {
            this.members = members;
            this.stale = stale;
            this.mutation = mutation;
        }
    }

    /**
     * @param compiled plans that end after its horizon are of no use
     * @param earliest its earliest beginnings
     * @param isEnough takes each plan that is found and says whether the search is over
     */
    GeneticSearch(
            CompiledProblem compiled,
            long[] earliest,
            PlacementBudget budget,
            SplittableRandom random,
            Predicate<long[]> isEnough) {
        this.compiled = compiled;
        this.budget = budget;
        this.random = random;
        this.isEnough = isEnough;
        count = compiled.count;
        forwards = new SerialPlacement(compiled, earliest, budget);
        var mirrored = compiled.mirrored(compiled.horizon);
        var first = mirrored.earliest();
        backwards = first == null ? null : new SerialPlacement(mirrored, first, budget);
        latest = compiled.latest();
    }

    /**
     * One population, until it has nothing more to give.
     *
     * @param known a plan that takes part, or null for chance alone
     * @return whether the search is over
     */
    boolean breed(long @Nullable [] known, Patience patience) {
        var members = new ArrayList<Member>();
        if (known != null) {
            members.add(new Member(known, compiled.endOf(known)));
        }
        for (var tries = 0; members.size() < patience.members && tries < 2 * patience.members; tries++) {
            if (budget.isOver()) {
                return true;
            }
            var member = grown(byChance());
            if (member != null) {
                if (isEnough.test(member.plan())) {
                    return true;
                }
                members.add(member);
            }
        }
        return members.size() > 2 && evolve(members, patience);
    }

    /** Whether the problem is of the kind that this search is good at: whatever is placed may also be placed later. */
    static boolean suits(CompiledProblem compiled) {
        return compiled.dayPairs.isEmpty() && compiled.edges.stream().allMatch(edge -> edge.lag() >= 0);
    }

    private boolean evolve(List<Member> members, Patience patience) {
        var shortest = members.stream().mapToLong(Member::end).min().orElse(0);
        for (var stale = 0; stale < patience.stale * members.size(); stale++) {
            if (budget.isOver()) {
                return true;
            }
            var child = grown(mutated(crossed(chosen(members), chosen(members)), patience.mutation));
            if (child == null) {
                continue;
            }
            if (isEnough.test(child.plan())) {
                return true;
            }
            if (child.end() < shortest) {
                shortest = child.end();
                stale = 0;
            }
            takeIn(members, child);
        }
        return false;
    }

    /** In the place of the longest plan, unless the child is that of another again. */
    private static void takeIn(List<Member> members, Member child) {
        var longest = 0;
        for (var m = 0; m < members.size(); m++) {
            if (members.get(m).end() == child.end()
                    && Arrays.equals(members.get(m).plan(), child.plan())) {
                return;
            }
            if (members.get(m).end() > members.get(longest).end()) {
                longest = m;
            }
        }
        if (child.end() <= members.get(longest).end()) {
            members.remove(longest);
            members.add(child);
        }
    }

    /** The better of two. */
    private Member chosen(List<Member> members) {
        var one = members.get(random.nextInt(members.size()));
        var other = members.get(random.nextInt(members.size()));
        return one.end() <= other.end() ? one : other;
    }

    private double[] byChance() {
        var spread = (0.5 + random.nextInt(8)) * Math.max(1, longest());
        var keys = new double[count];
        for (var i = 0; i < count; i++) {
            keys[i] = latest[i] + random.nextDouble() * spread;
        }
        return keys;
    }

    private int longest() {
        return Arrays.stream(compiled.durations).max().orElse(1);
    }

    private double[] crossed(Member one, Member other) {
        var first = order(one);
        var second = order(other);
        var from = random.nextInt(count + 1);
        var to = random.nextInt(count + 1);
        var keys = new double[count];
        Arrays.fill(keys, -1);
        var place = 0;
        for (var k = 0; k < Math.min(from, to); k++) {
            keys[first[k]] = place++;
        }
        for (var k = 0; k < count && place < Math.max(from, to); k++) {
            if (keys[second[k]] < 0) {
                keys[second[k]] = place++;
            }
        }
        for (var k = 0; k < count; k++) {
            if (keys[first[k]] < 0) {
                keys[first[k]] = place++;
            }
        }
        return keys;
    }

    private int[] order(Member member) {
        var coded = new long[count];
        for (var i = 0; i < count; i++) {
            coded[i] = member.plan()[i] * count + i;
        }
        Arrays.sort(coded);
        var order = new int[count];
        for (var k = 0; k < count; k++) {
            order[k] = (int) (coded[k] % count);
        }
        return order;
    }

    private double[] mutated(double[] keys, double part) {
        for (var i = 0; i < count; i++) {
            if (random.nextDouble() < part) {
                keys[i] += (random.nextDouble() - 0.5) * count / 3;
            }
        }
        return keys;
    }

    /** The plan in an order, pushed to the end and back. */
    private @Nullable Member grown(double[] keys) {
        var plan = forwards.place(keys, false);
        if (plan == null) {
            return null;
        }
        var end = compiled.endOf(plan);
        if (backwards != null) {
            var late = backwards.place(turned(plan), false);
            var again = late == null ? null : forwards.place(turned(late), false);
            if (again != null && compiled.endOf(again) <= end) {
                return new Member(again, compiled.endOf(again));
            }
        }
        return new Member(plan, end);
    }

    /** What ends last comes first. */
    private double[] turned(long[] plan) {
        var keys = new double[count];
        for (var i = 0; i < count; i++) {
            keys[i] = compiled.horizon - plan[i] - compiled.durations[i];
        }
        return keys;
    }
}
