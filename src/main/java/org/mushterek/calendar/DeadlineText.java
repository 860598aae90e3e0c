package org.mushterek.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.WrittenTime;
import org.springframework.stereotype.Component;

/** How a deadline is told to people of two sides: both local times, Zulu, and the military date-time group. */
@Component
public class DeadlineText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String END_OF_DAY = "24:00";

    private final Sides sides;

    public DeadlineText(Sides sides) {
        this.sides = sides;
    }

    /**
     * The deadline in the zone of the side whose deadline it is, then in both zones and in Zulu. A time whose date
     * differs from the first one carries its date. Midnight is told as {@code 24:00} of the day that it ends: who has until
     * the end of a day reads that day.
     */
    public Message shown(Instant due, String ownSide, String otherSide) {
        var own = due.atZone(sides.get(ownSide).zone()).toLocalDateTime();
        return Message.of("calendar.deadline")
                .with("when", WrittenTime.DAY.format(dayOf(own)) + " " + time(own))
                .with("own", local(due, ownSide, dayOf(own)))
                .with("other", local(due, otherSide, dayOf(own)))
                .with("zulu", zulu(due, dayOf(own)))
                .with("group", WrittenTime.dateTimeGroup(due));
    }

    private Message local(Instant due, String side, LocalDate shownDate) {
        var local = due.atZone(sides.get(side).zone()).toLocalDateTime();
        return Message.of("calendar.localTime." + side).with("time", told(dayOf(local), time(local), shownDate));
    }

    private static String zulu(Instant due, LocalDate shownDate) {
        var zulu = due.atZone(ZoneOffset.UTC);
        return told(zulu.toLocalDate(), TIME.format(zulu), shownDate) + "Z";
    }

    private static String told(LocalDate day, String time, LocalDate shownDate) {
        return day.equals(shownDate) ? time : WrittenTime.DAY.format(day) + " " + time;
    }

    private static LocalDate dayOf(LocalDateTime local) {
        return isMidnight(local) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    private static String time(LocalDateTime local) {
        return isMidnight(local) ? END_OF_DAY : TIME.format(local);
    }

    private static boolean isMidnight(LocalDateTime local) {
        return local.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
