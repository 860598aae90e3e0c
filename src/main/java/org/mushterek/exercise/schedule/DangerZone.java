package org.mushterek.exercise.schedule;

import java.util.List;

/**
 * A surface danger zone. Two zones that share as much as a point of their edges exclude each other.
 *
 * @param corners the polygon, in order; it closes itself
 * @param before units it is closed before the activity begins
 * @param after units it stays closed after the activity has ended
 */
public record DangerZone(List<Corner> corners, int before, int after) {

    public DangerZone {
        corners = List.copyOf(corners);
    }

    /** Whether the corners make a polygon whose edges do not cross. */
    public static boolean isSound(List<Corner> corners) {
        return MeetingZones.isSound(corners);
    }

    /** Whether two sound polygons share as much as a point. */
    public static boolean meet(List<Corner> first, List<Corner> second) {
        return MeetingZones.meet(first, second);
    }

    /** Whether a place lies in a sound polygon or on its edge. */
    public static boolean holds(List<Corner> corners, Corner place) {
        return MeetingZones.holds(corners, place);
    }

    /** Degrees north and east, WGS 84. */
    public record Corner(double latitude, double longitude) {}
}
