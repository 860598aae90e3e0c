package org.mushterek.exercise.schedule;

/**
 * What an activity takes of a resource from its beginning to its end.
 *
 * @param resource the resource's id
 * @param bookings how many bookings it counts as
 * @param persons how many persons it brings
 */
public record Demand(String resource, int bookings, int persons) {

    int of(Resource.Measure measure) {
        return measure == Resource.Measure.BOOKINGS ? bookings : persons;
    }
}
