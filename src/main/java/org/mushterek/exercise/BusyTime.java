package org.mushterek.exercise;

import java.time.Instant;

/**
 * A time at which something is taken, as others may know it: a number, and from when to when.
 *
 * @param key by which the same thing is known again when it moves; nothing can be read from it outside
 * @param number of the case
 * @param sequence how often it has changed, from 0
 * @param cancelled whether it does not take place any more
 * @param changedAt when it became what it is
 */
public record BusyTime(
        String key, String number, Instant from, Instant to, int sequence, boolean cancelled, Instant changedAt) {}
