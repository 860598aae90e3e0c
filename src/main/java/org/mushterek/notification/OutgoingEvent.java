package org.mushterek.notification;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.task.FollowingSteps;

/**
 * Something that happened, as one side may hear of it. Ids and codes only: no personal data, no free text.
 *
 * @param position its place in the side's feed, from 1 without gaps
 * @param id stays the same however often the event is sent
 * @param side code of the side that hears of it
 * @param type such as {@code org.mushterek.visit.submitted}
 * @param about a code or id that says more: an outcome, the number of a paper, the step of a task
 * @param taskId the task, for events of tasks
 * @param audience groups whose task it is, for events of tasks ({@code tur-security})
 * @param due when the task is late, for events of tasks
 */
public record OutgoingEvent(
        long position,
        String id,
        String side,
        Release release,
        String type,
        @Nullable String caseNumber,
        @Nullable String about,
        @Nullable String taskId,
        Set<String> audience,
        @Nullable Instant due,
        Instant happenedAt) {

    public OutgoingEvent {
        audience = Set.copyOf(audience);
    }

    /** Whether it is of a task in which nothing needs to be done. */
    boolean isOfFollowingStep() {
        return taskId != null && about != null && FollowingSteps.contains(about);
    }

    /** The type without what all types begin with: {@code visit.submitted}. */
    public String action() {
        return type.substring(EventTypes.PREFIX.length());
    }
}
