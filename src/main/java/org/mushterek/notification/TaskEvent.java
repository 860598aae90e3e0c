package org.mushterek.notification;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a task of an officer.
 *
 * @param what {@code created}, {@code claimed}, {@code returned}, {@code completed}, {@code cancelled}, {@code dueMoved},
 *     {@code reminded} or {@code escalated}
 * @param side code of the side whose task it is
 * @param step id of the task in the diagram
 * @param groups whose members may do it
 * @param process key of the process that the task is in; it and the account are kept and not told
 * @param account who took the task up or completed it, null for whatever else happens to it
 */
public record TaskEvent(
        String what,
        String side,
        @Nullable String caseNumber,
        String taskId,
        String step,
        Set<String> groups,
        @Nullable Instant due,
        String process,
        @Nullable String account) {}
