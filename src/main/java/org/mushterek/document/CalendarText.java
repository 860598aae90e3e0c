package org.mushterek.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A calendar as text (RFC 5545): lines of at most 75 octets, ended by CR LF; every time in UTC. */
public final class CalendarText {

    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CalendarText() {}

    /**
     * An event.
     *
     * @param uid never that of another event, and the same as long as it is this one
     * @param sequence counts its changes, from 0
     * @param changedAt when it became what it is
     * @param blocks whether the time is taken; a mere due date takes none
     */
    public record Event(
            String uid,
            String summary,
            Instant from,
            Instant to,
            int sequence,
            boolean cancelled,
            Instant changedAt,
            boolean blocks) {}

    /** A published calendar with its events. */
    public static String of(String name, List<Event> events) {
        var text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Mushterek//Calendar feed//EN");
        line(text, "CALSCALE:GREGORIAN");
        line(text, "METHOD:PUBLISH");
        line(text, "X-WR-CALNAME:" + escaped(name));
        line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line(text, "X-PUBLISHED-TTL:PT1H");
        for (var event : events) {
            line(text, "BEGIN:VEVENT");
            line(text, "UID:" + escaped(event.uid()));
            line(text, "DTSTAMP:" + TIME.format(event.changedAt()));
            line(text, "LAST-MODIFIED:" + TIME.format(event.changedAt()));
            line(text, "SEQUENCE:" + event.sequence());
            // Whoever publishes an event is its organizer (RFC 5546); nobody is written to there.
            line(text, "ORGANIZER;CN=Mushterek:urn:mushterek:feed");
            line(text, "DTSTART:" + TIME.format(event.from()));
            line(text, "DTEND:" + TIME.format(event.to()));
            line(text, "SUMMARY:" + escaped(event.summary()));
            line(text, "STATUS:" + (event.cancelled() ? "CANCELLED" : "CONFIRMED"));
            line(text, "TRANSP:" + (event.blocks() && !event.cancelled() ? "OPAQUE" : "TRANSPARENT"));
            line(text, "CLASS:PRIVATE");
            line(text, "END:VEVENT");
        }
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** Folds before the octet that would be one too many, and never within a character. */
    private static void line(StringBuilder text, String content) {
        var octets = 0;
        for (var at = 0; at < content.length(); ) {
            var character = Character.toString(content.codePointAt(at));
            var length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += length;
            at += character.length();
        }
        text.append("\r\n");
    }
}
