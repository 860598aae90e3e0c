package org.mushterek.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.springframework.stereotype.Component;

/** How a deadline is told to people of two sides: both local times, Zulu, and the military date-time group. */
@Component
public class DeadlineText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("ddHHmm", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yy", Locale.ROOT);

    private final Sides sides;

    public DeadlineText(Sides sides) {
        this.sides = sides;
    }

    /**
     * The deadline in the zone of the side whose deadline it is, then in both zones and in Zulu. A time whose date
     * differs from the first one carries its date.
     */
    public Message shown(Instant due, String ownSide, String otherSide) {
        var own = due.atZone(sides.get(ownSide).zone()).toLocalDateTime();
        return Message.of("calendar.deadline")
                .with("when", own)
                .with("own", local(due, ownSide, own.toLocalDate()))
                .with("other", local(due, otherSide, own.toLocalDate()))
                .with("zulu", time(due, ZoneOffset.UTC, own.toLocalDate()) + "Z")
                .with("group", dateTimeGroup(due));
    }

    /**
     * Day, hour and minute in Zulu, month in English and year in two digits: {@code 121400ZMAY27}. The month comes from
     * the name of the constant, because what the root locale prints for it differs between Java releases.
     */
    public static String dateTimeGroup(Instant instant) {
        var zulu = instant.atZone(ZoneOffset.UTC);
        return DAY_TIME.format(zulu) + "Z" + zulu.getMonth().name().substring(0, 3) + YEAR.format(zulu);
    }

    private Message local(Instant due, String side, LocalDate shownDate) {
        return Message.of("calendar.localTime." + side)
                .with("time", time(due, sides.get(side).zone(), shownDate));
    }

    private static String time(Instant due, ZoneId zone, LocalDate shownDate) {
        var local = due.atZone(zone);
        return (local.toLocalDate().equals(shownDate) ? TIME : DATE_TIME).format(local);
    }
}
