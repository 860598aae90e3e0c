package org.mushterek.exercise.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Prints how fast the active engine finds its first plan, its best one and the proof, over sets of generated problems. */
public final class ScheduleBenchmark {

    private static final long KNOWN_END = 60;

    private final PlanEngine engine;

    private ScheduleBenchmark(PlanEngine engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) {
        var count = Integer.getInteger("benchmark.problems", 12);
        var engine = Boolean.getBoolean("benchmark.plainJava")
                ? new SerialEngine()
                : CpSatEngine.load().<PlanEngine>map(solver -> solver).orElseGet(SerialEngine::new);
        System.out.println(engine.name() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        print(
                "%-38s %8s %8s %8s %8s %10s %10s %10s %10s %8s",
                "set", "problems", "best", "none", "open", "first ms", "median ms", "worst ms", "cpu ms", "gap %");
        var benchmark = new ScheduleBenchmark(engine);
        var limits = new SearchLimits(10, 60, 0);
        benchmark.measure("30 activities", count, limits, seed -> GeneratedProblems.project(
                30, 1.5 + 0.3 * (seed % 3), 0.25 * (1 + seed / 3 % 4), 0.2 + 0.25 * (seed / 12 % 4), seed), -1);
        benchmark.measure("30 activities, scarce resources", count, limits, seed -> GeneratedProblems.project(
                30, 1.5, 1, 0.2, seed), -1);
        benchmark.measure("60 activities", count, limits, seed -> GeneratedProblems.project(
                60, 1.5 + 0.3 * (seed % 3), 0.25 * (1 + seed / 3 % 4), 0.2 + 0.25 * (seed / 12 % 4), seed), -1);
        benchmark.measure("known end, order and capacities", count, limits, seed -> GeneratedProblems.cutFromPlan(
                (int) KNOWN_END, 4, 3, seed), KNOWN_END);
        benchmark.measure("30 activities, maximum lags", count, limits, seed -> GeneratedProblems.projectWithMaximumLags(
                30, 0.5, 0.5, 1, seed), -1);
        benchmark.measure("100 activities, maximum lags", count, limits, seed -> GeneratedProblems.projectWithMaximumLags(
                100, 0.5, 0.5, 1, seed), -1);
        benchmark.measure("500 drills, 40 ranges, 14 days", 1, new SearchLimits(60, 60, 0), seed ->
                GeneratedProblems.drills(500, 40, 14, seed), -1);
    }

    /** Where the known end is not negative, a plan that is proven to end elsewhere stops the run. */
    private void measure(String name, int count, SearchLimits limits, LongFunction<ScheduleProblem> problems, long known) {
        if (!name.contains(System.getProperty("benchmark.set", ""))) {
            return;
        }
        var firsts = new ArrayList<Double>();
        var times = new ArrayList<Double>();
        var computed = new ArrayList<Double>();
        var best = 0;
        var none = 0;
        var open = 0;
        double gaps = 0;
        var memory = PeakMemory.begin();
        for (var seed = 0; seed < count; seed++) {
            var problem = problems.apply(seed);
            var began = System.nanoTime();
            var computedBefore = processorTime();
            var first = new FirstPlan(began);
            var found = engine.search(problem, limits, first);
            times.add((System.nanoTime() - began) / 1e6);
            computed.add((processorTime() - computedBefore) / 1e6);
            var plan = found.plan();
            if (plan != null) {
                Scheduler.checked(problem, plan);
                firsts.add(first.milliseconds < 0 ? times.get(times.size() - 1) : first.milliseconds);
                gaps += found.end() == 0 ? 0 : 100.0 * (found.end() - found.endBound()) / found.end();
            }
            switch (found.state()) {
                case BEST -> {
                    best++;
                    if (known >= 0 && found.end() != known) {
                        throw new IllegalStateException("Proven is " + found.end() + ", known is " + known);
                    }
                }
                case NONE -> none++;
                case SOME, UNKNOWN -> open++;
            }
        }
        print(
                "%-38s %8d %8d %8d %8d %10.0f %10.0f %10.0f %10.0f %8.2f",
                name,
                count,
                best,
                none,
                open,
                middle(firsts),
                middle(times),
                Collections.max(times),
                middle(computed),
                gaps / count);
        System.out.println("  " + memory.tell());
    }

    private static final class FirstPlan implements SearchWatch {

        private final long began;
        private double milliseconds = -1;

        FirstPlan(long began) {
            this.began = began;
        }

        @Override
        public synchronized void progress(int moved, long end, int movedBound, long endBound) {
            if (milliseconds < 0 && end >= 0) {
                milliseconds = (System.nanoTime() - began) / 1e6;
            }
        }
    }

    /** Of the whole process, in nanoseconds: on a busy machine the clock tells little. */
    private static long processorTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static double middle(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
