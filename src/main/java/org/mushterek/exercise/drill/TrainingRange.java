package org.mushterek.exercise.drill;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.schedule.DangerZone;

/**
 * A training range or area of a side.
 *
 * @param code short and sayable, such as {@code AZE-R03}
 * @param side whose it is; only its range officers register and close it
 * @param bookings how many bookings it takes at once
 * @param persons how many persons it takes at once
 * @param setUpMinutes it is occupied before a drill begins
 * @param clearUpMinutes it stays occupied after a drill has ended
 * @param opens local time of every day; null, with {@code closes}, for around the clock
 * @param closes local time of every day
 * @param latitude degrees north, for drills by day or by night
 * @param longitude degrees east
 * @param dangerZone surface danger zone of live fire, a polygon; empty where there is none
 * @param version counts changes, from 1
 */
public record TrainingRange(
        String code,
        String side,
        String name,
        int bookings,
        int persons,
        int setUpMinutes,
        int clearUpMinutes,
        @Nullable LocalTime opens,
        @Nullable LocalTime closes,
        double latitude,
        double longitude,
        List<DangerZone.Corner> dangerZone,
        int version) {

    public TrainingRange {
        dangerZone = List.copyOf(dangerZone);
    }

    TrainingRange ofVersion(int current) {
        return new TrainingRange(
                code,
                side,
                name,
                bookings,
                persons,
                setUpMinutes,
                clearUpMinutes,
                opens,
                closes,
                latitude,
                longitude,
                dangerZone,
                current);
    }
}
