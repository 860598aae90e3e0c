package org.mushterek.common;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages, papers, mails and files write a day and a minute, in all languages alike. */
public final class WrittenTime {

    /** {@code 18.01.2027}. */
    public static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    /** {@code 18.01.2027 09:30}, in the zone of what is written. */
    public static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);

    /** {@code 18.01.2027 05:30Z}, of a time in UTC. */
    public static final DateTimeFormatter ZULU_MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm'Z'", Locale.ROOT);

    private WrittenTime() {}
}
