package org.mushterek.exercise.schedule;

/**
 * When a search gives up.
 *
 * @param effort in seconds of an ordinary machine, counted by work done and so the same everywhere
 * @param seconds of the clock; a search that this ends is not reproducible
 * @param gap a plan that is proven to be at most this fraction from the best is good enough; 0 for the best
 */
public record SearchLimits(double effort, double seconds, double gap) {}
