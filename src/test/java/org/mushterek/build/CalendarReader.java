package org.mushterek.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * ical.js, which calendars in browsers and mail programs are built on and which knows nothing of this program, reads a feed. A test that
 * uses it is marked {@link NeedsNode}.
 */
public final class CalendarReader {

    private CalendarReader() {}

    /** The events that it found, in the order of the feed: summary, sequence, status, beginning and end. */
    public static JsonNode read(String calendar) throws IOException {
        return NodePackages.found("read-ics.js", calendar);
    }
}
