package org.mushterek.exercise.schedule;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/** Days and nights by the sun at a place, in the units of a calendar; spans are rounded inwards. */
public final class Sunlight {

    private Sunlight() {}

    /**
     * The spans of light or of dark within the grid, empty where there are none.
     *
     * @param latitude degrees north
     * @param longitude degrees east
     */
    public static List<Span> spans(TimeGrid.Days grid, PlanRule.Light light, double latitude, double longitude) {
        var bright = new ArrayList<Span>();
        var twilight = light == PlanRule.Light.DAY ? SunTimes.Twilight.VISUAL : SunTimes.Twilight.CIVIL;
        for (var day = 0; day < grid.days(); day++) {
            var date = grid.firstDay().plusDays(day);
            var times = SunTimes.compute()
                    .on(date.atStartOfDay(grid.zone()))
                    .at(latitude, longitude)
                    .twilight(twilight)
                    .oneDay()
                    .execute();
            var outward = light == PlanRule.Light.NIGHT;
            if (times.isAlwaysUp()) {
                bright.add(new Span(grid.startOfDay(day), grid.startOfDay(day + 1)));
            } else if (!times.isAlwaysDown()) {
                addDay(bright, grid, date, times.getRise(), times.getSet(), outward);
            }
        }
        return light == PlanRule.Light.DAY ? StartTimes.merged(bright) : gaps(StartTimes.merged(bright), grid);
    }

    private static void addDay(
            List<Span> bright,
            TimeGrid.Days grid,
            LocalDate date,
            @Nullable ZonedDateTime rise,
            @Nullable ZonedDateTime set,
            boolean outward) {
        var midnight = date.atStartOfDay(grid.zone());
        var next = date.plusDays(1).atStartOfDay(grid.zone());
        if (rise != null && set != null && set.isBefore(rise)) {
            // It is bright at both ends of this day, as in the far north.
            add(bright, grid, midnight, set, outward);
            add(bright, grid, rise, next, outward);
        } else {
            add(bright, grid, rise == null ? midnight : rise, set == null ? next : set, outward);
        }
    }

    private static void add(
            List<Span> bright, TimeGrid.Days grid, ZonedDateTime from, ZonedDateTime to, boolean outward) {
        var first = outward ? grid.unitsUntil(from) : unitsAfter(grid, from);
        var last = outward ? unitsAfter(grid, to) : grid.unitsUntil(to);
        if (first < last) {
            bright.add(new Span(first, last));
        }
    }

    private static int unitsAfter(TimeGrid.Days grid, ZonedDateTime moment) {
        var units = grid.unitsUntil(moment);
        return grid.at(units).isBefore(moment) ? units + 1 : units;
    }

    private static List<Span> gaps(List<Span> bright, TimeGrid.Days grid) {
        var dark = new ArrayList<Span>();
        var from = 0;
        for (var span : bright) {
            if (from < span.from()) {
                dark.add(new Span(from, span.from()));
            }
            from = Math.max(from, span.to());
        }
        var end = grid.startOfDay(grid.days());
        if (from < end) {
            dark.add(new Span(from, end));
        }
        return dark;
    }
}
