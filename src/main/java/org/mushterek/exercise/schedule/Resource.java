package org.mushterek.exercise.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What activities share: a range, a team, a piece of airspace, a frequency, a machine.
 *
 * @param id named by demands and rules
 * @param name as an officer says it; the id where there is none
 * @param bookings how many bookings it takes at once; null where that is not counted
 * @param persons how many persons it takes at once; null where that is not counted
 * @param setUp units it is occupied before an activity begins
 * @param clearUp units it stays occupied after an activity has ended
 */
public record Resource(
        String id,
        String name,
        Kind kind,
        @Nullable Integer bookings,
        @Nullable Integer persons,
        int setUp,
        int clearUp) {

    /** Only for the words in which it is told; the rules are the same for all. */
    public enum Kind {
        RANGE,
        TEAM,
        AIRSPACE,
        FREQUENCY,
        OVERSEER,
        OTHER
    }

    /** One that takes so many bookings at once, without set-up and clear-up. */
    public static Resource of(String id, int bookings) {
        return new Resource(id, id, Kind.OTHER, bookings, null, 0, 0);
    }

    /** What of a resource is counted. */
    public enum Measure {
        BOOKINGS,
        PERSONS
    }

    @Nullable
    Integer capacity(Measure measure) {
        return measure == Measure.BOOKINGS ? bookings : persons;
    }
}
