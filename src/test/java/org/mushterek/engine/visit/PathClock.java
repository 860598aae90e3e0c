package org.mushterek.engine.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.mushterek.build.MutableClock;

/** The present time of the product and of the engine, moved together by hand. */
final class PathClock extends MutableClock {

    static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    /** A Monday without holidays near it on either side, at 10:00 in Baku and 09:00 in Istanbul. */
    static final Instant MONDAY_MORNING = at("2027-04-05", "10:00", BAKU);

    PathClock() {
        super(MONDAY_MORNING);
    }

    static Instant at(String day, String time, ZoneId zone) {
        return LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    void moveTo(Instant instant) {
        set(instant);
        ClockUtil.setCurrentTime(Date.from(instant));
    }
}
