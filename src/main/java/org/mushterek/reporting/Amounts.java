package org.mushterek.reporting;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** How often each amount was counted, as a sum keeps it: {@code 0:3 17:1}. An amount that is counted no more is left out. */
final class Amounts {

    private final SortedMap<Integer, Long> times = new TreeMap<>();

    static Amounts read(String kept) {
        var amounts = new Amounts();
        each(kept, amounts::add);
        return amounts;
    }

    /** Gives each amount with how often it was counted, in their order. */
    static void each(String kept, BiConsumer<Integer, Long> taker) {
        var at = 0;
        while (at < kept.length()) {
            var colon = kept.indexOf(':', at);
            var end = kept.indexOf(' ', colon);
            var until = end < 0 ? kept.length() : end;
            taker.accept(Integer.parseInt(kept, at, colon, 10), Long.parseLong(kept, colon + 1, until, 10));
            at = until + 1;
        }
    }

    void add(int amount, long more) {
        times.merge(amount, more, Long::sum);
    }

    void add(Amounts others) {
        others.times.forEach(this::add);
    }

    String write() {
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(Amounts::written)
                .collect(Collectors.joining(" "));
    }

    private static String written(Map.Entry<Integer, Long> entry) {
        return entry.getKey() + ":" + entry.getValue();
    }
}
