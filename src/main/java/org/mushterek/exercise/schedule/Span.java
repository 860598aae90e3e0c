package org.mushterek.exercise.schedule;

/** From {@code from} up to, and not including, {@code to}; both in units. */
public record Span(int from, int to) {

    public int length() {
        return to - from;
    }

    /** Whether the whole of {@code [from, to)} lies within this. */
    boolean holds(long from, long to) {
        return this.from <= from && to <= this.to;
    }

    /** Whether anything of {@code [from, to)} lies within this; what lasts no time meets nothing. */
    boolean meets(long from, long to) {
        return from < to && this.from < this.to && from < this.to && this.from < to;
    }
}
