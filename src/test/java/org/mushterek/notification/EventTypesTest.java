package org.mushterek.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Texts;

class EventTypesTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `org\\.mushterek\\.(\\S+)` \\| (own side|both sides) \\| .+ \\|$", Pattern.MULTILINE);

    /** What other systems rely on is written down, and nothing else is told. */
    @Test
    void standInTheDocumentWithWhoHearsOfThem() throws IOException {
        var documented = new TreeMap<String, Release>();
        var rows = ROW.matcher(Files.readString(Path.of("docs/events.md")));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2).equals("own side") ? Release.OWN_SIDE : Release.BOTH);
        }

        assertThat(documented).isEqualTo(EventTypes.all());
    }

    /** A code that no story knows would be an event that never comes. */
    @Test
    void areWhatTheStoriesTell() {
        var texts = new Texts();
        var notOfTheStory = EventTypes.all().keySet().stream()
                .filter(action -> action.startsWith("visit."))
                .filter(action -> !texts.knows("ui.story." + action.substring("visit.".length())))
                .toList();

        assertThat(notOfTheStory).isEmpty();
    }
}
