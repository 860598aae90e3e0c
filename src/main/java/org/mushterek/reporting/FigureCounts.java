package org.mushterek.reporting;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How often each fact was counted: by measure, code and amount. */
final class FigureCounts {

    private final Map<Measure, SortedMap<String, SortedMap<Integer, Long>>> counts = new EnumMap<>(Measure.class);

    void add(Measure measure, String code, int amount, long times) {
        amounts(measure, code).merge(amount, times, Long::sum);
    }

    /** @param kept as {@link Amounts} writes them */
    void add(Measure measure, String code, String kept) {
        var amounts = amounts(measure, code);
        Amounts.each(kept, (amount, times) -> amounts.merge(amount, times, Long::sum));
    }

    private SortedMap<Integer, Long> amounts(Measure measure, String code) {
        return counts.computeIfAbsent(measure, any -> new TreeMap<>()).computeIfAbsent(code, any -> new TreeMap<>());
    }

    /** Amounts with how often each was counted, by code; without what is counted no more. */
    SortedMap<String, SortedMap<Integer, Long>> of(Measure measure) {
        var found = new TreeMap<String, SortedMap<Integer, Long>>();
        counts.getOrDefault(measure, new TreeMap<>()).forEach((code, amounts) -> {
            var left = new TreeMap<Integer, Long>(amounts);
            left.values().removeIf(times -> times == 0);
            if (!left.isEmpty()) {
                found.put(code, left);
            }
        });
        return found;
    }

    long count(Measure measure) {
        return of(measure).values().stream()
                .flatMap(amounts -> amounts.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** All amounts of the codes that are wanted, as one. */
    SortedMap<Integer, Long> amounts(Measure measure, Predicate<String> wanted) {
        var all = new TreeMap<Integer, Long>();
        of(measure).forEach((code, amounts) -> {
            if (wanted.test(code)) {
                amounts.forEach((amount, times) -> all.merge(amount, times, Long::sum));
            }
        });
        return all;
    }
}
