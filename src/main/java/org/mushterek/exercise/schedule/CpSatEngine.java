package org.mushterek.exercise.schedule;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * OR-Tools' CP-SAT: proves that a plan is the best, or that there is none. Beside the proof, on a second thread, goes a
 * search for plans that end sooner. The two wait for each other after fixed shares of the effort and hand
 * over what they know only there, so that the answer does not depend on which was faster. Needs its native library.
 */
public final class CpSatEngine implements PlanEngine {

    /** What a unit of the solver's deterministic time takes on an ordinary machine, measured on projects of 30 and 60. */
    static final double SECONDS_FOR_UNIT = 3;

    private static final int SEED = 20_270_510;

    /** How many passes of the serial engine make the first plan, and how many populations are bred from it. */
    private static final int FIRST_PASSES = 24;

    private static final int FIRST_POPULATIONS = 1;

    /** How much of the effort may go into the fewest moves before the end is looked at. */
    private static final double EFFORT_FOR_MOVES = 0.6;

    /** After which parts of the effort the two hand over. The proof begins anew then, so that a late one costs proofs. */
    private static final double[] ROUNDS = {0.05, 1};

    private final SerialEngine serial = new SerialEngine();

    private final boolean improves;

    private CpSatEngine(boolean improves) {
        this.improves = improves;
    }

    /** The engine, if its native library can be loaded here. */
    public static Optional<CpSatEngine> load() {
        return load(true);
    }

    /** @param improves whether it looks for better plans beside the proof; without, for comparison */
    static Optional<CpSatEngine> load(boolean improves) {
        try {
            Loader.loadNativeLibraries();
            return Optional.of(new CpSatEngine(improves));
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
        var first = serial.search(
                whole,
                new SearchLimits(limits.effort() / 10, limits.seconds(), limits.gap()),
                watch,
                FIRST_PASSES,
                improves ? FIRST_POPULATIONS : 0);
        if (first.state() == State.NONE || first.state() == State.BEST || first.cut() == Cut.STOPPED) {
            return first;
        }
        var replans = !problem.previous().isEmpty();
        if (!replans && first.plan() != null && first.end() - first.endBound() <= limits.gap() * first.end()) {
            return first;
        }
        var search = new Search(problem, whole, limits, watch);
        return replans ? search.fewestMovesFirst(first) : search.soonest(first);
    }

    /** One problem's search. */
    private final class Search {

        private final ScheduleProblem problem;
        private final CompiledProblem whole;
        private final SearchLimits limits;
        private final SearchWatch watch;
        private final SolverStop stop;
        private final long began = System.nanoTime();
        private long shownEnd = Long.MAX_VALUE;
        private long shownBound;

        Search(ScheduleProblem problem, CompiledProblem whole, SearchLimits limits, SearchWatch watch) {
            this.problem = problem;
            this.whole = whole;
            this.limits = limits;
            this.watch = watch;
            stop = new SolverStop(watch::isStopped);
            watch.stopBy(stop);
        }

        /** Two threads tell; nobody is told of a later end or a lower bound than before. */
        private synchronized void tell(long end, long endBound) {
            shownEnd = Math.min(shownEnd, end);
            shownBound = Math.max(shownBound, endBound);
            watch.progress(0, shownEnd, 0, shownBound);
        }

        private double secondsLeft() {
            return limits.seconds() - (System.nanoTime() - began) / 1e9;
        }

        Found soonest(Found first) {
            var best = first;
            if (best.plan() == null) {
                best = new Proof(whole, best).anyPlan();
            }
            var plan = best.plan();
            if (!improves && plan != null) {
                return new Proof(CompiledProblem.of(problem, best.end()), best)
                        .soonest(new Best(plan, 0, best.end()), limits.effort(), 0);
            }
            for (var r = 0; r < ROUNDS.length && best.plan() != null && best.cut() == Cut.EFFORT; r++) {
                best = round(best, limits.effort() * ROUNDS[r], SEED + r);
            }
            return best;
        }

        private Found round(Found best, double effort, long seed) {
            var plan = Objects.requireNonNull(best.plan());
            // Nobody is interested in later ends.
            var proof = new Proof(CompiledProblem.of(problem, best.end()), best);
            if (best.effort() >= effort) {
                return best;
            }
            try (var beside = new Beside(plan, best.endBound(), effort - best.effort(), seed)) {
                var proven = proof.soonest(new Best(plan, 0, best.end()), effort, 0);
                if (proven.cut() == Cut.FINISHED) {
                    // Whatever is found beside a proof has no say: it depends on which was faster.
                    return proven;
                }
                if (proven.cut() != Cut.EFFORT) {
                    beside.stop.run();
                }
                return nearer(proven, beside.end());
            }
        }

        /** The shorter plan of both, with the bound that is proven. */
        private Found nearer(Found proven, PlanImprovement.Outcome improved) {
            var end = Math.min(proven.end(), improved.end());
            var bound = improved.isBest() ? Math.max(improved.end(), proven.endBound()) : proven.endBound();
            var isBest = end <= bound;
            var cut = proven.cut();
            if (isBest || end - bound <= limits.gap() * end) {
                cut = Cut.FINISHED;
            } else if (cut == Cut.EFFORT && !improved.isDone()) {
                cut = stop.isStopped() ? Cut.STOPPED : Cut.TIME;
            }
            return new Found(
                    isBest ? State.BEST : State.SOME,
                    improved.end() < proven.end() ? improved.plan() : proven.plan(),
                    end,
                    bound,
                    0,
                    0,
                    cut,
                    proven.effort());
        }

        /** In two steps: the fewest moves, then, with no more moves than that, the soonest end. */
        Found fewestMovesFirst(Found first) {
            var proof = new Proof(whole, first);
            var moves = LinearExpr.sum(proof.built.moves().toArray(new Literal[0]));
            var known = first.plan() == null ? null : new Best(first.plan(), first.moved(), first.end());
            var fewest = proof.fewest(moves, known, limits.effort() * EFFORT_FOR_MOVES);
            if (fewest.plan() == null || fewest.cut() == Cut.STOPPED || fewest.cut() == Cut.TIME) {
                return fewest;
            }
            proof.built.model.addLessOrEqual(moves, fewest.moved());
            var soonest = proof.soonest(
                    new Best(fewest.plan(), fewest.moved(), fewest.end()), limits.effort(), fewest.movedBound());
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

        /** The search for a better plan beside a proof, on a thread of its own. */
        private final class Beside implements AutoCloseable {

            private final SolverStop stop = new SolverStop(Search.this.stop::isStopped);
            private final FutureTask<PlanImprovement.Outcome> task;

            Beside(long[] plan, long bound, double effort, long seed) {
                var improvement = new PlanImprovement(
                        problem, whole, plan, bound, seed, stop, better -> tell(whole.endOf(better), bound));
                var own = new SearchLimits(effort, secondsLeft(), 0);
                task = new FutureTask<>(() -> improvement.run(own));
                var thread = new Thread(task, "schedule-improvement");
                thread.setDaemon(true);
                thread.start();
            }

            PlanImprovement.Outcome end() {
                try {
                    return task.get();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("The search was interrupted", interrupted);
                } catch (ExecutionException failed) {
                    throw new IllegalStateException("The search beside the proof failed", failed.getCause());
                }
            }

            /** Leaves nothing running. */
            @Override
            public void close() {
                stop.run();
                if (!Thread.currentThread().isInterrupted()) {
                    end();
                }
            }
        }

        /** The solver on the whole problem. */
        private final class Proof {

            private final CompiledProblem compiled;
            private final CpSatModel built;
            private final long endBound;
            private double effort;

            Proof(CompiledProblem compiled, Found known) {
                this.compiled = compiled;
                built = new CpSatModel(compiled);
                endBound = Math.max(0, known.endBound());
                effort = known.effort();
            }

            /** Whether there is a plan at all. */
            Found anyPlan() {
                return solve(null, limits.effort(), 0, Aim.ANY);
            }

            Found soonest(Best known, double effortUpTo, int movedBound) {
                built.model.clearObjective();
                built.model.minimize(built.end);
                built.hint(known.plan());
                return solve(known, effortUpTo, movedBound, Aim.END);
            }

            Found fewest(LinearArgument moves, @Nullable Best known, double effortUpTo) {
                built.model.minimize(moves);
                built.hint(known == null ? null : known.plan());
                return solve(known, effortUpTo, 0, Aim.MOVES);
            }

            private Found solve(@Nullable Best known, double effortUpTo, int movedBound, Aim aim) {
                var solver = new CpSolver();
                var parameters = solver.getParameters();
                parameters.setRandomSeed(SEED);
                parameters.setNumWorkers(1);
                // Linear relaxations of cumulative resources are weak: on projects with scarce resources the same proof
                // takes up to twenty times as much work with them.
                parameters.setLinearizationLevel(0);
                parameters.setMaxDeterministicTime(Math.max(0.01, (effortUpTo - effort) / SECONDS_FOR_UNIT));
                parameters.setMaxTimeInSeconds(Math.max(0.01, secondsLeft()));
                parameters.setRelativeGapLimit(aim == Aim.END ? limits.gap() : 0);
                parameters.setStopAfterFirstSolution(aim == Aim.ANY);
                var callback = new Watching(aim, movedBound);
                var status = stop.solve(solver, built.model, callback);
                if (status == CpSolverStatus.MODEL_INVALID) {
                    throw new IllegalStateException("The engine does not take the model");
                }
                effort += stop.isStopped() && status == CpSolverStatus.UNKNOWN
                        ? 0
                        : solver.response().getDeterministicTime() * SECONDS_FOR_UNIT;
                if (status == CpSolverStatus.INFEASIBLE) {
                    return new Found(State.NONE, null, -1, 0, 0, 0, Cut.FINISHED, effort);
                }
                var best = known;
                if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
                    var plan =
                            Arrays.stream(built.starts).mapToLong(solver::value).toArray();
                    best = new Best(plan, compiled.movedIn(plan), compiled.endOf(plan));
                }
                var objectiveBound = status == CpSolverStatus.UNKNOWN
                        ? callback.lastBound
                        : (long) Math.ceil(solver.bestObjectiveBound() - 1e-6);
                var end = aim == Aim.END ? Math.max(objectiveBound, endBound) : endBound;
                var moved = aim == Aim.MOVES ? (int) Math.max(0, objectiveBound) : movedBound;
                if (best == null) {
                    return new Found(State.UNKNOWN, null, -1, end, 0, moved, cut(status, aim), effort);
                }
                var isBest = status == CpSolverStatus.OPTIMAL
                        && switch (aim) {
                            case ANY -> false;
                            case END -> best.end() <= end;
                            case MOVES -> best.moved() <= moved;
                        };
                return new Found(
                        isBest ? State.BEST : State.SOME,
                        best.plan(),
                        best.end(),
                        end,
                        best.moved(),
                        moved,
                        cut(status, aim),
                        effort);
            }

            private Cut cut(CpSolverStatus status, Aim aim) {
                if (aim != Aim.ANY && status == CpSolverStatus.OPTIMAL) {
                    return Cut.FINISHED;
                }
                if (stop.isStopped()) {
                    return Cut.STOPPED;
                }
                return secondsLeft() <= limits.seconds() * 0.001 ? Cut.TIME : Cut.EFFORT;
            }

            /** Tells who watches of every better plan and bound. */
            private final class Watching extends CpSolverSolutionCallback {

                private final Aim aim;
                private final int movedBound;
                private long lastBound = Long.MIN_VALUE;

                Watching(Aim aim, int movedBound) {
                    this.aim = aim;
                    this.movedBound = movedBound;
                }

                @Override
                public void onSolutionCallback() {
                    var plan =
                            Arrays.stream(built.starts).mapToLong(this::value).toArray();
                    lastBound = Math.max(lastBound, (long) Math.ceil(bestObjectiveBound() - 1e-6));
                    var known = Math.max(0, lastBound);
                    if (compiled.problem.previous().isEmpty()) {
                        tell(compiled.endOf(plan), aim == Aim.END ? Math.max(known, endBound) : endBound);
                    } else {
                        watch.progress(
                                compiled.movedIn(plan),
                                compiled.endOf(plan),
                                aim == Aim.MOVES ? (int) Math.min(Integer.MAX_VALUE, known) : movedBound,
                                aim == Aim.END ? Math.max(known, endBound) : endBound);
                    }
                    if (watch.isStopped()) {
                        stop.run();
                    }
                }
            }
        }
    }

    /** What a search of the whole problem is to find. */
    private enum Aim {
        ANY,
        END,
        MOVES
    }
}
