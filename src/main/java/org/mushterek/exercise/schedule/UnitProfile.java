package org.mushterek.exercise.schedule;

import java.util.Arrays;

/** How much of a capacity is taken, unit by unit: faster than steps where there are few units. */
final class UnitProfile implements Occupancy {

    private final int offset;
    private final long[] levels;
    private int touched;

    /** For times from {@code -before} to {@code to}. */
    UnitProfile(int before, int to) {
        offset = before;
        levels = new long[before + to];
    }

    @Override
    public void add(long from, long to, long amount) {
        var beyond = index(to);
        for (var i = index(from); i < beyond; i++) {
            levels[i] += amount;
        }
        touched = Math.max(touched, beyond);
    }

    @Override
    public long lastAbove(long from, long to, long most) {
        if (most < 0) {
            return from < to ? Long.MAX_VALUE : -1;
        }
        var first = index(from);
        for (var i = Math.min(index(to), touched) - 1; i >= first; i--) {
            if (levels[i] > most) {
                var end = i + 1;
                while (end < touched && levels[end] > most) {
                    end++;
                }
                return (long) end - offset;
            }
        }
        return -1;
    }

    @Override
    public void clear() {
        Arrays.fill(levels, 0, touched, 0);
        touched = 0;
    }

    private int index(long time) {
        return (int) Math.max(0, Math.min(levels.length, time + offset));
    }
}
