package org.mushterek.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;

/**
 * pm4js, a tool that mines processes and knows nothing of this program, reads an event log. A test that uses it is marked
 * {@link NeedsNode}.
 */
public final class EventLogReader {

    private EventLogReader() {}

    /** What it found: the log's own values, its extensions and classifiers, and its traces with their events. */
    public static JsonNode read(String xes) throws IOException {
        var node = Node.OF_THIS_MACHINE.orElseThrow(() -> new IllegalStateException(
                "No Node of at least version 18 with npm found.\nMaybe the test lacks @NeedsNode."));
        NodePackages.install(node);
        var file = Files.createTempFile("log", ".xes");
        try {
            Files.writeString(file, xes);
            var exit = NodePackages.run(node.node().command("read-xes.js", file.toString()));
            if (exit.code() != 0) {
                throw new IOException("The log could not be read:\n" + exit.output());
            }
            return new ObjectMapper().readTree(exit.output());
        } finally {
            Files.delete(file);
        }
    }
}
