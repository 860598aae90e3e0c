package org.mushterek.exercise.schedule;

import java.util.Arrays;

/** How much of a capacity is taken over time, as steps. */
final class StepProfile implements Occupancy {

    private long[] times = new long[16];
    private long[] levels = new long[16];
    private int size = 1;

    StepProfile() {
        times[0] = Long.MIN_VALUE;
    }

    @Override
    public void add(long from, long to, long amount) {
        var first = stepAt(from);
        var beyond = stepAt(to);
        for (var i = first; i < beyond; i++) {
            levels[i] += amount;
        }
    }

    @Override
    public long lastAbove(long from, long to, long most) {
        var i = Arrays.binarySearch(times, 0, size, to);
        i = i >= 0 ? i - 1 : -i - 2;
        while (i >= 0 && (i + 1 >= size || times[i + 1] > from)) {
            if (levels[i] > most) {
                return i + 1 < size ? times[i + 1] : Long.MAX_VALUE;
            }
            i--;
        }
        return -1;
    }

    @Override
    public void clear() {
        size = 1;
        levels[0] = 0;
    }

    /** Where the step that begins then stands; makes one. */
    private int stepAt(long time) {
        var found = Arrays.binarySearch(times, 0, size, time);
        if (found >= 0) {
            return found;
        }
        var at = -found - 1;
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            levels = Arrays.copyOf(levels, size * 2);
        }
        System.arraycopy(times, at, times, at + 1, size - at);
        System.arraycopy(levels, at, levels, at + 1, size - at);
        times[at] = time;
        levels[at] = levels[at - 1];
        size++;
        return at;
    }
}
