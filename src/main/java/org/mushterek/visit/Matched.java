package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.AmendmentChanges.Change;

/**
 * Two lists of numbered entries, matched: what stayed, what is another now, what came and what went.
 *
 * @param settled number of each entry that stayed, as it was before, by its new number
 * @param found the same of each entry that has changed
 * @param changes the new entries first
 */
record Matched<T>(Map<Integer, Integer> settled, Map<Integer, Integer> found, List<Found> changes) {

    /**
     * @param now number in the new list; null for what is taken off
     * @param earlier number in the earlier one; null for what is added
     */
    record Found(
            Change change, @Nullable Integer now, @Nullable Integer earlier) {}

    /** @param like by what an entry is taken for an earlier one that has changed, the surest first */
    Matched(
            List<T> before,
            List<T> after,
            Function<T, Integer> number,
            BiPredicate<T, T> same,
            List<BiPredicate<T, T>> like) {
        this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        var unmatched = new ArrayList<>(before);
        pair(after, unmatched, number, same, settled);
        for (var alike : like) {
            var left = after.stream()
                    .filter(entry ->
                            !settled.containsKey(number.apply(entry)) && !found.containsKey(number.apply(entry)))
                    .toList();
            pair(left, unmatched, number, alike, found);
        }
        for (var entry : after) {
            var no = number.apply(entry);
            if (!settled.containsKey(no)) {
                var earlier = found.get(no);
                changes.add(new Found(earlier == null ? Change.ADDED : Change.CHANGED, no, earlier));
            }
        }
        unmatched.forEach(entry -> changes.add(new Found(Change.REMOVED, null, number.apply(entry))));
    }

    private static <T> void pair(
            List<T> after,
            List<T> unmatched,
            Function<T, Integer> number,
            BiPredicate<T, T> alike,
            Map<Integer, Integer> pairs) {
        for (var entry : after) {
            unmatched.stream()
                    .filter(earlier -> alike.test(earlier, entry))
                    .findFirst()
                    .ifPresent(earlier -> {
                        pairs.put(number.apply(entry), number.apply(earlier));
                        unmatched.remove(earlier);
                    });
        }
    }
}
