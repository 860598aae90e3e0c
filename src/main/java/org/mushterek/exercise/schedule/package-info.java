/**
 * The scheduler: drills on ranges and days, with proof or with the few rules that clash. Pure: it knows neither the clock
 * nor where a problem came from; depends on {@code common} (messages and findings) only. Times are whole units from the
 * beginning of a {@link org.mushterek.exercise.schedule.TimeGrid}; spans include their beginning and not their end.
 */
@NamedInterface("schedule")
@NullMarked
package org.mushterek.exercise.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
