package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.Test;
import org.mushterek.document.CalendarText.Event;

/** Calendars as text, read by two programs that did not write them. */
class CalendarTextTest {

    private static final Instant FROM = Instant.parse("2027-06-07T05:00:00Z");
    private static final Instant TO = Instant.parse("2027-06-07T08:00:00Z");
    private static final Instant CHANGED = Instant.parse("2027-05-03T11:12:13Z");

    @Test
    void writesEachEventWithItsTimesInUtc() {
        var text = CalendarText.of("Range", List.of(event("DRL-TUR-2027-0001", 3, false)));

        assertThat(text.split("\r\n", -1))
                .containsSubsequence(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "METHOD:PUBLISH",
                        "BEGIN:VEVENT",
                        "UID:a@mushterek",
                        "DTSTAMP:20270503T111213Z",
                        "SEQUENCE:3",
                        "DTSTART:20270607T050000Z",
                        "DTEND:20270607T080000Z",
                        "SUMMARY:DRL-TUR-2027-0001",
                        "STATUS:CONFIRMED",
                        "TRANSP:OPAQUE",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        "");
    }

    @Test
    void saysOfWhatIsCancelledThatNobodyIsBusy() {
        assertThat(CalendarText.of("Range", List.of(event("X", 1, true))))
                .contains("STATUS:CANCELLED", "TRANSP:TRANSPARENT");
    }

    /** A line has at most 75 octets, and no letter is torn apart. */
    @Test
    void foldsLongLinesBetweenLettersAndIsReadBackWhole() throws Exception {
        var wordy = "Şə\\;,\n".repeat(40);

        var text = CalendarText.of(wordy, List.of(event(wordy, 0, false)));

        var lengths = Arrays.stream(text.split("\r\n", -1))
                .map(line -> line.getBytes(StandardCharsets.UTF_8).length)
                .toList();
        assertThat(lengths).allMatch(length -> length <= 75).anyMatch(length -> length >= 74);
        assertThat(Biweekly.parse(text).first().getEvents().get(0).getSummary().getValue())
                .isEqualTo(wordy);
        var read = new CalendarBuilder().build(new StringReader(text));
        assertThat(read.validate().hasErrors()).isFalse();
    }

    private static Event event(String summary, int sequence, boolean cancelled) {
        return new Event("a@mushterek", summary, FROM, TO, sequence, cancelled, CHANGED, true);
    }
}
