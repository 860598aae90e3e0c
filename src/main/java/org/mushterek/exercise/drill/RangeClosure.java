package org.mushterek.exercise.drill;

import java.time.LocalDateTime;

/**
 * A period in which a range takes nobody.
 *
 * @param from local time at the range, the first moment
 * @param to local time at the range, the first moment after it
 * @param reason as the range officer wrote it
 */
public record RangeClosure(long id, String range, LocalDateTime from, LocalDateTime to, String reason) {}
