package org.mushterek.exercise.schedule;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A problem as CP-SAT takes it: the beginning of each activity, the end, and every rule between them. */
final class CpSatModel {

    final CpModel model = new CpModel();
    final IntVar[] starts;
    final IntVar end;
    private final CompiledProblem compiled;

    CpSatModel(CompiledProblem compiled) {
        this.compiled = compiled;
        starts = new IntVar[compiled.count];
        var earliest = compiled.earliest();
        end = model.newIntVar(
                earliest == null ? 0 : Math.min(compiled.horizon, compiled.endBound(earliest)),
                compiled.horizon,
                "end");
        build();
    }

    /** One for each activity of the previous plan: whether it begins elsewhere. */
    List<Literal> moves() {
        var moves = new ArrayList<Literal>();
        for (var i = 0; i < compiled.count; i++) {
            var before = compiled.problem
                    .previous()
                    .get(compiled.problem.activities().get(i).id());
            if (before != null) {
                var moved = model.newBoolVar("moved" + i);
                model.addEquality(starts[i], before).onlyEnforceIf(moved.not());
                moves.add(moved);
            }
        }
        return moves;
    }

    /** Where the search begins to look. */
    void hint(long @Nullable [] plan) {
        model.clearHints();
        if (plan != null) {
            for (var i = 0; i < plan.length; i++) {
                if (compiled.starts[i].contains(plan[i])) {
                    model.addHint(starts[i], plan[i]);
                }
            }
        }
    }

    private void build() {
        for (var i = 0; i < compiled.count; i++) {
            starts[i] = model.newIntVarFromDomain(domain(compiled.starts[i]), "start" + i);
            model.addLessOrEqual(LinearExpr.affine(starts[i], 1, compiled.durations[i]), end);
        }
        for (var edge : compiled.edges) {
            model.addGreaterOrEqual(starts[edge.to()], LinearExpr.affine(starts[edge.from()], 1, edge.lag()));
        }
        for (var capacity : compiled.capacities) {
            addCapacity(capacity);
        }
        for (var rest : compiled.rests) {
            var intervals = new ArrayList<IntervalVar>();
            for (var i : rest.activities()) {
                intervals.add(interval(i, 0, rest.length()));
            }
            model.addNoOverlap(intervals);
        }
        for (var apart : compiled.aparts) {
            model.addNoOverlap(List.of(
                    interval(apart.first(), apart.firstBefore(), apart.firstAfter()),
                    interval(apart.second(), apart.secondBefore(), apart.secondAfter())));
        }
        addDayPairs();
    }

    private void addCapacity(CompiledProblem.Capacity capacity) {
        var total =
                capacity.uses().stream().mapToLong(CompiledProblem.Use::amount).sum()
                        + capacity.fixed().stream()
                                .mapToLong(CompiledProblem.Fixed::amount)
                                .max()
                                .orElse(0);
        if (total <= capacity.most()) {
            return;
        }
        // Where no two fit together, and what does not fit beside others is closed to it, it is a matter of order
        // alone, for which the engine has better means.
        if (capacity.isForOneAtATime()) {
            var intervals = new ArrayList<IntervalVar>();
            for (var use : capacity.uses()) {
                intervals.add(interval(use.activity(), use.before(), use.after()));
            }
            model.addNoOverlap(intervals);
            return;
        }
        var cumulative = model.addCumulative(capacity.most());
        for (var use : capacity.uses()) {
            cumulative.addDemand(interval(use.activity(), use.before(), use.after()), (long) use.amount());
        }
        for (var taken : capacity.fixed()) {
            cumulative.addDemand(
                    model.newFixedInterval(taken.from(), taken.to() - taken.from(), "taken"), taken.amount());
        }
    }

    private void addDayPairs() {
        var grid = compiled.problem.grid();
        var days = new IntVar[compiled.count];
        for (var pair : compiled.dayPairs) {
            for (var i : new int[] {pair.first(), pair.second()}) {
                if (days[i] == null) {
                    days[i] = day(grid, i);
                }
            }
            if (pair.same()) {
                model.addEquality(days[pair.first()], days[pair.second()]);
            } else {
                model.addDifferent(days[pair.first()], days[pair.second()]);
            }
        }
    }

    /** The number of the day on which an activity begins. */
    private IntVar day(TimeGrid grid, int activity) {
        var last = grid.dayOf(Math.toIntExact(Math.max(0, compiled.horizon)));
        if (IntStream.rangeClosed(1, Math.min(last, ProblemCheck.MOST_DAYS))
                .allMatch(d -> grid.startOfDay(d) == d * grid.startOfDay(1))) {
            // Days of one length: the day is the whole part of a division.
            var length = grid.startOfDay(1);
            var day = model.newIntVar(0, last, "day" + activity);
            var time = model.newIntVar(0, length - 1L, "time" + activity);
            model.addEquality(
                    starts[activity], LinearExpr.weightedSum(new IntVar[] {day, time}, new long[] {length, 1}));
            return day;
        }
        var day = model.newIntVar(0, last, "day" + activity);
        var isOn = new ArrayList<Literal>();
        for (var d = 0; d <= last; d++) {
            var on = model.newBoolVar("day" + activity + "." + d);
            model.addLinearExpressionInDomain(
                            starts[activity], new Domain(grid.startOfDay(d), grid.startOfDay(d + 1) - 1L))
                    .onlyEnforceIf(on);
            model.addEquality(day, d).onlyEnforceIf(on);
            isOn.add(on);
        }
        model.addExactlyOne(isOn);
        return day;
    }

    private IntervalVar interval(int activity, int before, int after) {
        return model.newFixedSizeIntervalVar(
                LinearExpr.affine(starts[activity], 1, -before),
                (long) before + compiled.durations[activity] + after,
                "i" + activity);
    }

    private static Domain domain(StartTimes allowed) {
        var pairs = allowed.spans().toArray(long[][]::new);
        return pairs.length == 0 ? Domain.fromIntervals(new long[0][]) : Domain.fromIntervals(pairs);
    }
}
