package org.mushterek.exercise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random small problems against trying every plan. */
class SchedulerPropertiesTest {

    private static final SearchLimits LIMITS = new SearchLimits(5, 60, 0);
    private static final int PROBLEMS = 60;

    private final PlanEngine solver = CpSatEngine.load().orElseThrow();

    @Test
    void findsTheBestPlanOrProvesThatThereIsNone() {
        var scheduler = new Scheduler(solver);
        var impossible = 0;
        for (var seed = 0; seed < PROBLEMS; seed++) {
            var problem = SmallProblems.random(seed, seed % 3 == 0);
            var best = SmallProblems.bestOfAll(problem);
            var answer = scheduler.answer(problem, LIMITS, SearchWatch.NONE);
            if (best.isEmpty()) {
                impossible++;
                assertThat(answer).as("seed %d", seed).isInstanceOf(Answer.Impossible.class);
                assertIsTrueAndMinimal(seed, problem, ((Answer.Impossible) answer).clash());
            } else {
                assertThat(answer).as("seed %d", seed).isInstanceOf(Answer.Planned.class);
                var plan = ((Answer.Planned) answer).plan();
                assertThat(new SmallProblems.Worth(plan.moved(), (int) plan.end()))
                        .as("seed %d", seed)
                        .isEqualTo(best.get())
                        .isEqualTo(SmallProblems.worth(problem, plan.starts()));
                assertThat(plan.isBest()).as("seed %d", seed).isTrue();
            }
        }
        assertThat(impossible).isBetween(5, PROBLEMS - 20);
    }

    /** The clash cannot be kept, any smaller part of it can, and each cure cures. Without the end, plans may be later. */
    private static void assertIsTrueAndMinimal(int seed, ScheduleProblem problem, Answer.Clash clash) {
        assertThat(clash.verified()).as("seed %d", seed).isTrue();
        assertThat(SmallProblems.fits(problem, clash.rules()))
                .as("seed %d", seed)
                .isFalse();
        var namesTheEnd = clash.rules().stream().anyMatch(PlanRule.End.class::isInstance);
        for (var rule : clash.rules()) {
            if (!(rule instanceof PlanRule.End)) {
                var others = new ArrayList<>(clash.rules());
                others.remove(rule);
                // Plans are tried up to the end only, so what needs more time than that is not counted against a clash.
                if (namesTheEnd) {
                    assertThat(SmallProblems.fits(problem, others))
                            .as("seed %d without %s", seed, rule)
                            .isTrue();
                }
            }
        }
        for (var cure : clash.cures()) {
            var loosened = cure.loosened();
            if (!(cure.dropped() instanceof PlanRule.End)) {
                assertThat(SmallProblems.bestOfAll(problem.without(cure.dropped())))
                        .as("seed %d cured by %s", seed, cure)
                        .isPresent();
                if (loosened != null) {
                    assertThat(SmallProblems.bestOfAll(problem.with(loosened)))
                            .as("seed %d cured by %s", seed, cure)
                            .isPresent();
                }
            }
        }
    }

    @Test
    void neverPlansWrongNorProvesWrongInPlainJava() {
        var serial = new SerialEngine();
        var plans = 0;
        for (var seed = 0; seed < PROBLEMS; seed++) {
            var problem = SmallProblems.random(seed, seed % 3 == 0);
            var best = SmallProblems.bestOfAll(problem);
            var found = serial.search(problem, new SearchLimits(0.002, 60, 0), SearchWatch.NONE);
            if (found.state() == PlanEngine.State.NONE) {
                assertThat(best).as("seed %d", seed).isEmpty();
            }
            var plan = found.plan();
            if (plan != null) {
                plans++;
                Scheduler.checked(problem, plan);
                assertThat(best).as("seed %d", seed).isPresent();
                assertThat((long) best.orElseThrow().end())
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(found.endBound());
                if (found.state() == PlanEngine.State.BEST) {
                    assertThat(new SmallProblems.Worth(found.moved(), (int) found.end()))
                            .as("seed %d", seed)
                            .isEqualTo(best.get());
                }
            }
        }
        assertThat(plans).isGreaterThan(PROBLEMS / 3);
    }

    /** Their best plans leave no gap anywhere, which placing in one direction alone does not find so soon. */
    @Test
    void closesGapsInPlainJavaByPushingPlansToTheirEndAndBack() {
        var serial = new SerialEngine();
        var ends = LongStream.range(0, 3)
                .mapToObj(seed -> GeneratedProblems.cutFromPlan(60, 4, 3, seed))
                .map(problem -> serial.search(problem, new SearchLimits(0.02, 60, 0), SearchWatch.NONE)
                        .end())
                .toList();
        assertThat(ends).containsExactly(60L, 60L, 60L);
    }

    /** Rules of every kind, and neighbourhoods that grow until one is the whole of a small problem. */
    @Test
    void provesByANeighbourhoodThatIsTheWholeProblem() {
        var improved = 0;
        for (var seed = 0; seed < PROBLEMS; seed++) {
            var problem = SmallProblems.random(seed, false);
            var compiled = CompiledProblem.of(problem);
            var late = compiled.dayPairs.isEmpty() ? latePlan(compiled) : null;
            if (late == null) {
                continue;
            }
            var search =
                    new NeighbourhoodSearch(problem, late, 0, new SplittableRandom(seed), new SolverStop(() -> false));
            var best = search.run(LIMITS, plan -> Scheduler.checked(problem, plan));
            assertThat(search.isDone(LIMITS)).as("seed %d", seed).isTrue();
            assertThat((int) compiled.endOf(best))
                    .as("seed %d", seed)
                    .isEqualTo(SmallProblems.bestOfAll(problem).orElseThrow().end());
            improved += best == late ? 0 : 1;
        }
        assertThat(improved).isGreaterThan(PROBLEMS / 6);
    }

    /** Everything as late as the horizon lets it. */
    private static long @Nullable [] latePlan(CompiledProblem compiled) {
        var mirrored = serialPlan(compiled.mirrored(compiled.horizon));
        return mirrored == null
                ? null
                : IntStream.range(0, compiled.count)
                        .mapToLong(i -> compiled.horizon - mirrored[i] - compiled.durations[i])
                        .toArray();
    }

    @Test
    void endsSoonerByTheNeighbourhoodsOfAPlanAndTheSameEachTime() {
        var problems = List.of(
                GeneratedProblems.projectWithMaximumLags(60, 0.5, 0.2, 1, 3),
                GeneratedProblems.project(60, 1.5, 1, 0.2, 6));
        for (var problem : problems) {
            var compiled = CompiledProblem.of(problem);
            var first = Objects.requireNonNull(serialPlan(compiled));

            var best = nearBest(problem, first);

            assertThat(compiled.endOf(best)).isLessThan(compiled.endOf(first));
            assertThat(nearBest(problem, first)).isEqualTo(best);
        }
    }

    private static long[] nearBest(ScheduleProblem problem, long[] first) {
        return new NeighbourhoodSearch(problem, first, 0, new SplittableRandom(1), new SolverStop(() -> false))
                .run(new SearchLimits(1, 600, 0), plan -> Scheduler.checked(problem, plan));
    }

    /** Effort is counted by work done, so this says the same on a slow machine. */
    @Test
    void endsSoonerThanTheProofAloneAndTheSameEachTime() {
        var alone = CpSatEngine.load(false).orElseThrow();
        var limits = new SearchLimits(1.5, 600, 0);
        for (var seed = 7; seed < 9; seed++) {
            var problem = GeneratedProblems.project(60, 1.5, 1, 0.2, seed);
            var proven = alone.search(problem, limits, SearchWatch.NONE);

            var found = solver.search(problem, limits, SearchWatch.NONE);

            assertThat(found.cut()).isEqualTo(PlanEngine.Cut.EFFORT);
            assertThat(found.end()).isLessThan(proven.end());
            assertThat(found.endBound()).isBetween(proven.endBound() - 1, found.end());
            Scheduler.checked(problem, Objects.requireNonNull(found.plan()));
            assertThat(solver.search(problem, limits, SearchWatch.NONE))
                    .usingRecursiveComparison()
                    .isEqualTo(found);
        }
    }

    /** What is asked of a problem backwards is asked of it forwards: the mirror of a plan is a plan of the mirror. */
    @Test
    void readsAPlanBackwardsFromItsEnd() {
        var turned = 0;
        for (var seed = 0; seed < PROBLEMS; seed++) {
            var compiled = CompiledProblem.of(SmallProblems.random(seed, false));
            var plan = serialPlan(compiled);
            if (plan == null || !compiled.dayPairs.isEmpty()) {
                continue;
            }
            var end = compiled.endOf(plan);
            var mirrored = compiled.mirrored(end);
            for (var i = 0; i < plan.length; i++) {
                assertThat(mirrored.starts[i].contains(startBackwards(compiled, plan, i)))
                        .as("seed %d, activity %d", seed, i)
                        .isTrue();
            }
            for (var edge : mirrored.edges) {
                assertThat(startBackwards(compiled, plan, edge.to()) - startBackwards(compiled, plan, edge.from()))
                        .as("seed %d, %s", seed, edge)
                        .isGreaterThanOrEqualTo(edge.lag());
            }
            var back = mirrored.mirrored(end);
            assertThat(back.edges).isEqualTo(compiled.edges);
            assertThat(back.capacities).isEqualTo(compiled.capacities);
            assertThat(back.aparts).isEqualTo(compiled.aparts);
            turned++;
        }
        assertThat(turned).isGreaterThan(PROBLEMS / 5);
    }

    private static long startBackwards(CompiledProblem compiled, long[] plan, int activity) {
        return compiled.endOf(plan) - plan[activity] - compiled.durations[activity];
    }

    private static long @Nullable [] serialPlan(CompiledProblem compiled) {
        return new SerialEngine()
                .search(compiled, new SearchLimits(0.002, 60, 0), SearchWatch.NONE, 10, 0)
                .plan();
    }

    @Test
    void givesTheSameAnswerEveryTime() {
        var scheduler = new Scheduler(solver);
        for (var seed = 100; seed < 110; seed++) {
            var problem = SmallProblems.random(seed, false);
            assertThat(scheduler.answer(problem, LIMITS, SearchWatch.NONE))
                    .as("seed %d", seed)
                    .isEqualTo(scheduler.answer(problem, LIMITS, SearchWatch.NONE));
        }
    }
}
