package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When an activity may begin: spans of whole units with both ends included, in order, apart from each other.
 *
 * @param spans pairs of first and last
 */
record StartTimes(List<long[]> spans) {

    static StartTimes between(long first, long last) {
        return new StartTimes(first > last ? List.of() : List.of(new long[] {first, last}));
    }

    /** The times that lie in any of these spans, which may overlap and stand in any order. */
    static StartTimes ofAny(List<long[]> spans) {
        var merged = new ArrayList<long[]>();
        for (var span :
                spans.stream().sorted(Comparator.comparingLong(one -> one[0])).toList()) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span[0] > last[1]) {
                merged.add(span.clone());
            } else {
                last[1] = Math.max(last[1], span[1]);
            }
        }
        return new StartTimes(merged);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    long first() {
        return spans.get(0)[0];
    }

    long last() {
        return spans.get(spans.size() - 1)[1];
    }

    boolean contains(long time) {
        return spans.stream().anyMatch(span -> span[0] <= time && time <= span[1]);
    }

    /** The earliest allowed time that is not before {@code time}; -1 where there is none. */
    long notBefore(long time) {
        for (var span : spans) {
            if (time <= span[1]) {
                return Math.max(time, span[0]);
            }
        }
        return -1;
    }

    StartTimes and(StartTimes other) {
        var both = new ArrayList<long[]>();
        var i = 0;
        var j = 0;
        while (i < spans.size() && j < other.spans.size()) {
            var a = spans.get(i);
            var b = other.spans.get(j);
            var from = Math.max(a[0], b[0]);
            var to = Math.min(a[1], b[1]);
            if (from <= to) {
                both.add(new long[] {from, to});
            }
            if (a[1] < b[1]) {
                i++;
            } else {
                j++;
            }
        }
        return new StartTimes(both);
    }

    /** Each time as far before {@code end} as it is after 0. */
    StartTimes mirrored(long end) {
        var turned = new ArrayList<long[]>();
        for (var i = spans.size() - 1; i >= 0; i--) {
            turned.add(new long[] {end - spans.get(i)[1], end - spans.get(i)[0]});
        }
        return new StartTimes(turned);
    }

    /** Without the times from first to last, both included. */
    StartTimes without(long first, long last) {
        if (first > last) {
            return this;
        }
        var rest = new ArrayList<long[]>();
        for (var span : spans) {
            if (span[1] < first || last < span[0]) {
                rest.add(span);
            } else {
                if (span[0] < first) {
                    rest.add(new long[] {span[0], first - 1});
                }
                if (last < span[1]) {
                    rest.add(new long[] {last + 1, span[1]});
                }
            }
        }
        return new StartTimes(rest);
    }

    /** The times at which something that needs {@code before} units ahead and {@code length} after fits in one of the spans. */
    static StartTimes fitting(List<Span> open, long before, long length) {
        var found = new ArrayList<long[]>();
        for (var span : merged(open)) {
            if (span.from() + before <= span.to() - length) {
                found.add(new long[] {span.from() + before, span.to() - length});
            }
        }
        return new StartTimes(found);
    }

    /** The spans in order, those that touch made one. */
    static List<Span> merged(List<Span> spans) {
        var merged = new ArrayList<Span>();
        for (var span :
                spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() <= last.to()) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
