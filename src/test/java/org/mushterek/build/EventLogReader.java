package org.mushterek.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * pm4js, a tool that mines processes and knows nothing of this program, reads an event log. A test that uses it is marked
 * {@link NeedsNode}.
 */
public final class EventLogReader {

    private EventLogReader() {}

    /** What it found: the log's own values, its extensions and classifiers, and its traces with their events. */
    public static JsonNode read(String xes) throws IOException {
        return NodePackages.found("read-xes.js", xes);
    }
}
