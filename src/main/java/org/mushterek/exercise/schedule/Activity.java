package org.mushterek.exercise.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be placed in time, once and without interruption: a drill.
 *
 * @param id named by rules and plans
 * @param name as an officer says it; the id where there is none
 * @param duration in units; what lasts none occupies nothing
 * @param zone where nothing else may be while it runs; null where it endangers nobody
 */
public record Activity(
        String id,
        String name,
        int duration,
        List<Demand> demands,
        @Nullable DangerZone zone) {

    public Activity {
        demands = List.copyOf(demands);
    }

    public static Activity of(String id, int duration, Demand... demands) {
        return new Activity(id, id, duration, List.of(demands), null);
    }
}
