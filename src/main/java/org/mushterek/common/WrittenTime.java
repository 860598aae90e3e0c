package org.mushterek.common;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How pages, papers, mails and files write a day and a minute, in all languages alike. A moment always says by whose clock
 * it is told: a city's or a side's, or Zulu, and Zulu never without the date-time group.
 */
public final class WrittenTime {

    /** {@code 18.01.2027}. */
    public static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    /** {@code 18.01.2027 09:30}, in the zone of what is written; whoever writes it says which. */
    public static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);

    private static final DateTimeFormatter ZULU_MINUTE =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm'Z'", Locale.ROOT);
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("ddHHmm", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yy", Locale.ROOT);

    private WrittenTime() {}

    /** {@code 18.01.2027 05:30Z, 180530ZJAN27}. */
    public static String zulu(Instant instant) {
        return ZULU_MINUTE.format(instant.atOffset(ZoneOffset.UTC)) + ", " + dateTimeGroup(instant);
    }

    /**
     * {@code 18.01.2027 09:30 (Baku)}.
     *
     * @param clock how the zone is called: its city or its side
     */
    public static String local(Instant instant, ZoneId zone, String clock) {
        return MINUTE.format(instant.atZone(zone)) + " (" + clock + ")";
    }

    /**
     * Day, hour and minute in Zulu, month in English and year in two digits: {@code 121400ZMAY27}. The month comes from
     * the name of the constant, because what the root locale prints for it differs between Java releases.
     */
    public static String dateTimeGroup(Instant instant) {
        var zulu = instant.atZone(ZoneOffset.UTC);
        return DAY_TIME.format(zulu) + "Z" + zulu.getMonth().name().substring(0, 3) + YEAR.format(zulu);
    }
}
