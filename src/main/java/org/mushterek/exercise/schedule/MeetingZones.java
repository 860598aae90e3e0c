package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Which danger zones meet on the ground. Within the few kilometres of a range, degrees are as good as metres. */
final class MeetingZones {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private MeetingZones() {}

    /** One rule for each pair of activities whose zones meet; it ends early with one more than {@code most}. */
    static List<PlanRule> rulesFor(List<Activity> activities, int most) {
        var zoned =
                activities.stream().filter(activity -> activity.zone() != null).toList();
        // Many drills share the zone of their range: each shape is compared once with each other.
        var shapes = new HashMap<List<DangerZone.Corner>, Integer>();
        var prepared = new ArrayList<PreparedGeometry>();
        var shapeOf = new int[zoned.size()];
        for (var i = 0; i < zoned.size(); i++) {
            var zone = zoned.get(i).zone();
            if (zone != null) {
                shapeOf[i] = shapes.computeIfAbsent(zone.corners(), corners -> {
                    prepared.add(PreparedGeometryFactory.prepare(shape(corners)));
                    return prepared.size() - 1;
                });
            }
        }
        var known = new HashMap<Long, Boolean>();
        var rules = new ArrayList<PlanRule>();
        for (var i = 0; i < zoned.size(); i++) {
            for (var j = i + 1; j < zoned.size(); j++) {
                var one = prepared.get(shapeOf[i]);
                var other = prepared.get(shapeOf[j]).getGeometry();
                if (shapeOf[i] == shapeOf[j]
                        || known.computeIfAbsent(
                                (long) shapeOf[i] * activities.size() + shapeOf[j], pair -> one.intersects(other))) {
                    var first = zoned.get(i).id();
                    var second = zoned.get(j).id();
                    rules.add(new PlanRule.ZonesMeet("zones/" + first + "/" + second, first, second));
                    if (rules.size() > most) {
                        return rules;
                    }
                }
            }
        }
        return rules;
    }

    /** Whether the two meet in as much as a point. */
    static boolean meet(List<DangerZone.Corner> first, List<DangerZone.Corner> second) {
        return shape(first).intersects(shape(second));
    }

    /** Whether the place lies within or on the edge. */
    static boolean holds(List<DangerZone.Corner> corners, DangerZone.Corner place) {
        return shape(corners).intersects(SHAPES.createPoint(new Coordinate(place.longitude(), place.latitude())));
    }

    /** Whether the corners make a polygon whose edges do not cross. */
    static boolean isSound(List<DangerZone.Corner> corners) {
        return corners.size() >= 3
                && corners.stream()
                        .allMatch(corner -> Double.isFinite(corner.latitude()) && Double.isFinite(corner.longitude()))
                && shape(corners).isValid()
                && !shape(corners).isEmpty();
    }

    private static Geometry shape(List<DangerZone.Corner> corners) {
        var ring = new Coordinate[corners.size() + 1];
        for (var i = 0; i < ring.length; i++) {
            var corner = corners.get(i % corners.size());
            ring[i] = new Coordinate(corner.longitude(), corner.latitude());
        }
        return SHAPES.createPolygon(ring);
    }
}
