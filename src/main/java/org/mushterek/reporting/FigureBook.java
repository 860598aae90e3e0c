package org.mushterek.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.reporting.Figures.Figure;
import org.mushterek.reporting.Figures.Row;
import org.mushterek.reporting.Figures.Times;

/** Makes figures of counts. Pure. */
final class FigureBook {

    private static final double HALF_HOUR = 0.5;

    private FigureBook() {}

    /**
     * The figures of a period.
     *
     * @param period what was counted in it
     * @param open how many cases were open at its end
     * @param role only steps of this role, null for all
     */
    static List<Figure> of(FigureCounts period, long open, @Nullable String role) {
        var figures = new ArrayList<Figure>();
        figures.add(count("opened", period, Measure.OPENED));
        figures.add(new Figure("open", Measure.OPEN, open, null, null, List.of()));
        figures.add(parted("closed", period, Measure.CLOSED));
        figures.add(parted("decided", period, Measure.DECIDED));
        figures.add(timed("lead", period, Measure.LEAD));
        figures.add(timed("leadSending", period, Measure.LEAD_SENDING));
        figures.add(timed("leadHost", period, Measure.LEAD_HOST));
        figures.add(share("inTime", period, Measure.IN_TIME, Measure.LATE));
        figures.add(share("firstRight", period, Measure.FIRST_RIGHT, Measure.FIRST_WRONG));
        figures.add(parted("rules", period, Measure.RULE));
        figures.add(parted("returned", period, Measure.RETURNED));
        figures.add(parted("reasons", period, Measure.REASON));
        figures.add(steps("steps", period, Measure.STEP, role, true));
        figures.add(steps("stepsLate", period, Measure.STEP_LATE, role, false));
        figures.add(drills("drillsPlanned", period, Measure.DRILL_PLANNED));
        figures.add(drills("drillsDone", period, Measure.DRILL_DONE));
        figures.add(drills("drillsCancelled", period, Measure.DRILL_CANCELLED));
        return figures;
    }

    private static Figure count(String name, FigureCounts counts, Measure measure) {
        return new Figure(name, measure, counts.count(measure), null, null, List.of());
    }

    private static Figure parted(String name, FigureCounts counts, Measure measure) {
        return new Figure(name, measure, counts.count(measure), null, null, rows(counts.of(measure), false));
    }

    private static Figure timed(String name, FigureCounts counts, Measure measure) {
        var times = times(counts.amounts(measure, any -> true));
        // What is timed is each answer: the cases behind it are those that were answered.
        return new Figure(name, Measure.DECIDED, times == null ? 0 : times.count(), null, times, List.of());
    }

    private static Figure share(String name, FigureCounts counts, Measure good, Measure bad) {
        var right = counts.count(good);
        var all = right + counts.count(bad);
        return new Figure(
                name,
                bad,
                all,
                all == 0 ? null : Math.round(right * 1000.0 / all) / 10.0,
                null,
                List.of(new Row(good.name(), right, null), new Row(bad.name(), all - right, null)));
    }

    private static Figure steps(
            String name, FigureCounts counts, Measure measure, @Nullable String role, boolean timed) {
        var wanted = counts.of(measure);
        if (role != null) {
            wanted.keySet().removeIf(code -> !code.endsWith("/" + role));
        }
        var rows = rows(wanted, timed);
        return new Figure(name, measure, rows.stream().mapToLong(Row::count).sum(), null, null, rows);
    }

    private static Figure drills(String name, FigureCounts counts, Measure measure) {
        return new Figure(
                name,
                measure,
                counts.count(measure),
                null,
                times(counts.amounts(measure, any -> true)),
                rows(counts.of(measure), true));
    }

    private static List<Row> rows(SortedMap<String, SortedMap<Integer, Long>> codes, boolean timed) {
        return codes.entrySet().stream()
                .map(entry -> row(entry, timed))
                .sorted(Comparator.comparingLong(Row::count).reversed().thenComparing(Row::code))
                .toList();
    }

    private static Row row(Map.Entry<String, SortedMap<Integer, Long>> entry, boolean timed) {
        var count =
                entry.getValue().values().stream().mapToLong(Long::longValue).sum();
        return new Row(entry.getKey(), count, timed ? times(entry.getValue()) : null);
    }

    /** Nearest rank: the least amount that so many of a hundred do not exceed. */
    static @Nullable Times times(SortedMap<Integer, Long> amounts) {
        var count = amounts.values().stream().mapToLong(Long::longValue).sum();
        if (count == 0) {
            return null;
        }
        var sum = amounts.entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue())
                .sum();
        return new Times(count, rank(amounts, count, 50), rank(amounts, count, 90), sum * HALF_HOUR);
    }

    private static double rank(SortedMap<Integer, Long> amounts, long count, int percent) {
        var place = Math.max(1, (count * percent + 99) / 100);
        var passed = 0L;
        for (var entry : amounts.entrySet()) {
            passed += entry.getValue();
            if (passed >= place) {
                return entry.getKey() * HALF_HOUR;
            }
        }
        throw new IllegalStateException("No amount has the rank " + place);
    }
}
