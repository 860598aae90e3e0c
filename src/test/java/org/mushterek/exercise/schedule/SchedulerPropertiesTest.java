package org.mushterek.exercise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random small problems against trying every plan. */
class SchedulerPropertiesTest {

    private static final SearchLimits LIMITS = new SearchLimits(5, 60, 0);
    private static final int PROBLEMS = 60;

    private final PlanEngine solver = CpSatEngine.load(1).orElseThrow();

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
        assertThat(ends).containsExactly(61L, 60L, 60L);
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
                .search(compiled, new SearchLimits(0.002, 60, 0), SearchWatch.NONE, 10)
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
