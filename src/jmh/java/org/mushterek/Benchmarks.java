package org.mushterek;

import java.util.List;
import org.mushterek.engine.visit.VisitBenchmark;
import org.mushterek.exercise.schedule.ScheduleBenchmark;
import org.mushterek.reporting.ReportBenchmark;
import org.mushterek.visit.rule.RuleBookBenchmark;

/** Prints the tables of what is measured: visits, rules, schedules, reports, or all of them. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        var which = arguments.length == 0 ? "all" : arguments[0];
        if (!List.of("all", "visits", "rules", "schedules", "reports").contains(which)) {
            throw new IllegalArgumentException(
                    "No benchmark " + which + "; there are visits, rules, schedules, reports and all.");
        }
        if (List.of("all", "visits").contains(which)) {
            VisitBenchmark.main(arguments);
        }
        if (List.of("all", "rules").contains(which)) {
            RuleBookBenchmark.main(arguments);
        }
        if (List.of("all", "schedules").contains(which)) {
            ScheduleBenchmark.main(arguments);
        }
        if (List.of("all", "reports").contains(which)) {
            ReportBenchmark.main(arguments);
        }
        // Pools of the engine and of the solver do not hold the program up.
        System.exit(0);
    }
}
