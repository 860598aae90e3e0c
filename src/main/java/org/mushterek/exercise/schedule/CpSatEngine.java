package org.mushterek.exercise.schedule;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** OR-Tools' CP-SAT: proves that a plan is the best, or that there is none. Needs its native library. */
public final class CpSatEngine implements PlanEngine {

    /**
     * Its subsolvers take turns in a fixed order, so that their number does not make the answer a matter of chance.
     */
    private static final int SEED = 20_270_510;

    /** How many passes of the serial engine make the first plan. */
    private static final int FIRST_PASSES = 24;

    /** How much of the effort may go into the fewest moves before the end is looked at. */
    private static final double EFFORT_FOR_MOVES = 0.6;

    /** What a unit of the solver's deterministic time takes on an ordinary machine, measured on projects of 30 and 60. */
    private static final double SECONDS_FOR_UNIT = 3;

    private final int workers;
    private final SerialEngine serial = new SerialEngine();

    private CpSatEngine(int workers) {
        this.workers = workers;
    }

    /**
     * The engine, if its native library can be loaded here.
     *
     * @param workers how many subsolvers take turns; with 1 there are no turns
     */
    public static Optional<CpSatEngine> load(int workers) {
        try {
            Loader.loadNativeLibraries();
            return Optional.of(new CpSatEngine(workers));
        } catch (RuntimeException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "OR-Tools CP-SAT";
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Found search(ScheduleProblem problem, SearchLimits limits, SearchWatch watch) {
        var whole = CompiledProblem.of(problem);
        var first =
                serial.search(whole, new SearchLimits(limits.effort() / 10, limits.seconds(), 0), watch, FIRST_PASSES);
        if (first.state() == State.NONE || first.state() == State.BEST || first.cut() == Cut.STOPPED) {
            return first;
        }
        var replans = !problem.previous().isEmpty();
        if (!replans && first.plan() != null && limits.gap() >= 1) {
            return first;
        }
        // Without a previous plan nobody is interested in later ends; with one, fewer moves may take longer.
        var compiled = replans || first.plan() == null ? whole : CompiledProblem.of(problem, first.end());
        var run = new Run(compiled, limits, watch, first);
        return replans ? run.fewestMovesFirst() : run.soonest();
    }

    private final class Run {

        private final CompiledProblem compiled;
        private final SearchLimits limits;
        private final SearchWatch watch;
        private final Found first;
        private final CpModel model = new CpModel();
        private final IntVar[] starts;
        private final IntVar end;
        private final List<Literal> moves = new ArrayList<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private double effort;
        private double seconds;

        Run(CompiledProblem compiled, SearchLimits limits, SearchWatch watch, Found first) {
            this.compiled = compiled;
            this.limits = limits;
            this.watch = watch;
            this.first = first;
            effort = first.effort();
            starts = new IntVar[compiled.count];
            var earliest = compiled.earliest();
            end = model.newIntVar(
                    earliest == null ? 0 : Math.min(compiled.horizon, compiled.endBound(earliest)),
                    compiled.horizon,
                    "end");
            build();
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
        }

        private void addCapacity(CompiledProblem.Capacity capacity) {
            var total = capacity.uses().stream()
                    .mapToLong(CompiledProblem.Use::amount)
                    .sum();
            if (total <= capacity.most()) {
                return;
            }
            // Where no two fit together, it is a matter of order alone, for which the engine has better means.
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

        Found soonest() {
            model.minimize(end);
            hint(first.plan());
            var known = first.plan() == null ? null : new Best(first.plan(), 0, first.end());
            return solve(known, limits.effort(), 0, 0, false);
        }

        /** In two steps: the fewest moves, then, with no more moves than that, the soonest end. */
        Found fewestMovesFirst() {
            model.minimize(LinearExpr.sum(moves.toArray(new Literal[0])));
            hint(first.plan());
            var known = first.plan() == null ? null : new Best(first.plan(), first.moved(), first.end());
            var fewest = solve(known, limits.effort() * EFFORT_FOR_MOVES, 0, 0, true);
            if (fewest.plan() == null || fewest.cut() == Cut.STOPPED || fewest.cut() == Cut.TIME) {
                return fewest;
            }
            model.addLessOrEqual(LinearExpr.sum(moves.toArray(new Literal[0])), fewest.moved());
            model.clearObjective();
            model.minimize(end);
            hint(fewest.plan());
            var soonest = solve(
                    new Best(fewest.plan(), fewest.moved(), fewest.end()),
                    limits.effort(),
                    fewest.movedBound(),
                    fewest.moved(),
                    false);
            if (fewest.state() == State.BEST || soonest.state() != State.BEST) {
                return soonest;
            }
            return new Found(
                    State.SOME,
                    soonest.plan(),
                    soonest.end(),
                    soonest.endBound(),
                    soonest.moved(),
                    fewest.movedBound(),
                    fewest.cut(),
                    soonest.effort());
        }

        private record Best(long[] plan, int moved, long end) {}

        private void hint(long @Nullable [] plan) {
            model.clearHints();
            if (plan != null) {
                for (var i = 0; i < plan.length; i++) {
                    if (compiled.starts[i].contains(plan[i])) {
                        model.addHint(starts[i], plan[i]);
                    }
                }
            }
        }

        private Found solve(
                @Nullable Best known, double effortUpTo, int movedBound, int movedAtMost, boolean countsMoves) {
            var solver = new CpSolver();
            var parameters = solver.getParameters();
            parameters.setRandomSeed(SEED);
            parameters.setNumWorkers(workers);
            parameters.setInterleaveSearch(workers > 1);
            // Linear relaxations of cumulative resources are weak: on projects with scarce resources the same proof
            // takes
            // up to twenty times as much work with them.
            parameters.setLinearizationLevel(0);
            parameters.setMaxDeterministicTime(Math.max(0.01, (effortUpTo - effort) / SECONDS_FOR_UNIT));
            parameters.setMaxTimeInSeconds(Math.max(0.01, limits.seconds() - seconds));
            parameters.setRelativeGapLimit(countsMoves ? 0 : limits.gap());
            var callback = new Watching(solver, known, countsMoves, movedBound);
            watch.stopBy(() -> {
                stopped.set(true);
                solver.stopSearch();
            });
            if (watch.isStopped()) {
                stopped.set(true);
            }
            var status = stopped.get() ? CpSolverStatus.UNKNOWN : solver.solve(model, callback);
            effort += status == CpSolverStatus.UNKNOWN && stopped.get()
                    ? 0
                    : solver.response().getDeterministicTime() * SECONDS_FOR_UNIT;
            seconds += stopped.get() ? 0 : solver.wallTime();
            var cut = cut(status);
            if (status == CpSolverStatus.MODEL_INVALID) {
                throw new IllegalStateException("The engine does not take the model");
            }
            if (status == CpSolverStatus.INFEASIBLE) {
                return new Found(State.NONE, null, -1, 0, 0, 0, Cut.FINISHED, effort);
            }
            var best = known;
            if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
                var plan = Arrays.stream(starts).mapToLong(solver::value).toArray();
                best = new Best(plan, compiled.movedIn(plan), compiled.endOf(plan));
            }
            var objectiveBound = status == CpSolverStatus.UNKNOWN
                    ? callback.lastBound
                    : (long) Math.ceil(solver.bestObjectiveBound() - 1e-6);
            var endBound = countsMoves ? callback.plainEndBound() : Math.max(objectiveBound, callback.plainEndBound());
            var leastMoved = countsMoves ? (int) Math.max(0, objectiveBound) : movedBound;
            if (best == null) {
                return new Found(State.UNKNOWN, null, -1, endBound, 0, leastMoved, cut, effort);
            }
            var isBest = status == CpSolverStatus.OPTIMAL
                    && (countsMoves ? best.moved() <= leastMoved : best.end() <= endBound);
            return new Found(
                    isBest ? State.BEST : State.SOME,
                    best.plan(),
                    best.end(),
                    endBound,
                    best.moved(),
                    leastMoved,
                    cut,
                    effort);
        }

        private Cut cut(CpSolverStatus status) {
            if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.INFEASIBLE) {
                return Cut.FINISHED;
            }
            if (stopped.get()) {
                return Cut.STOPPED;
            }
            return seconds >= limits.seconds() * 0.999 ? Cut.TIME : Cut.EFFORT;
        }

        /** Tells who watches of every better plan and bound. */
        private final class Watching extends CpSolverSolutionCallback {

            private final CpSolver solver;
            private final boolean countsMoves;
            private final int movedBound;
            private int moved;
            private long bestEnd;
            private long lastBound = Long.MIN_VALUE;

            Watching(CpSolver solver, @Nullable Best known, boolean countsMoves, int movedBound) {
                this.solver = solver;
                this.countsMoves = countsMoves;
                this.movedBound = movedBound;
                moved = known == null ? -1 : known.moved();
                bestEnd = known == null ? -1 : known.end();
            }

            @Override
            public void onSolutionCallback() {
                var plan = Arrays.stream(starts).mapToLong(this::value).toArray();
                synchronized (this) {
                    moved = compiled.movedIn(plan);
                    bestEnd = compiled.endOf(plan);
                    lastBound = Math.max(lastBound, (long) Math.ceil(bestObjectiveBound() - 1e-6));
                }
                tell();
            }

            long plainEndBound() {
                return Math.max(0, first.endBound());
            }

            private synchronized void tell() {
                var known = Math.max(0, lastBound);
                watch.progress(
                        moved,
                        bestEnd,
                        countsMoves ? (int) Math.min(Integer.MAX_VALUE, known) : movedBound,
                        countsMoves ? plainEndBound() : Math.max(known, plainEndBound()));
                if (watch.isStopped()) {
                    stopped.set(true);
                    solver.stopSearch();
                }
            }
        }
    }
}
