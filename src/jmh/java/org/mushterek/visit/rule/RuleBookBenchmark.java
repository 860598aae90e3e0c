package org.mushterek.visit.rule;

import java.util.concurrent.TimeUnit;
import org.mushterek.agreement.rule.Judgement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How long the rule book takes for a request of thirty persons: for one that is lawful, and for one that is not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RuleBookBenchmark {

    private static final int PERSONS = 30;

    private final VisitRuleBook book = new VisitRuleBook();
    private final VisitFacts lawful = facts("2027-01-11");
    private final VisitFacts late = facts("2027-02-12");

    private static VisitFacts facts(String day) {
        var visit = VisitFixture.aVisit();
        visit.visitors = VisitFixture.visitors(PERSONS);
        visit.judgedAt = VisitFixture.baku(java.time.LocalDate.parse(day), 10, 0, 0);
        return visit.facts();
    }

    @Benchmark
    public Judgement judgeLawfulRequestOfThirtyPersons() {
        return book.judgeRequest(lawful);
    }

    @Benchmark
    public Judgement judgeLateRequestOfThirtyPersons() {
        return book.judgeRequest(late);
    }

    @Benchmark
    public EarliestStart findEarliestLawfulStart() {
        return book.earliestLawfulStart(late);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(RuleBookBenchmark.class.getName()).build()).run();
    }
}
