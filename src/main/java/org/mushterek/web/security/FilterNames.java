package org.mushterek.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;

/**
 * The names of the task lists as Tasklist shows them: the engine keeps one name for everybody, in English; an officer
 * reads it in the own language.
 */
final class FilterNames {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> TEXTS = Map.of(
            "My tasks", "tasklist.filter.mine",
            "My side's tasks", "tasklist.filter.side",
            "Due soon", "tasklist.filter.soon",
            "Overdue", "tasklist.filter.overdue");

    private final Texts texts;

    FilterNames(Texts texts) {
        this.texts = texts;
    }

    /** Whether this address below the engine's door answers with filters. */
    static boolean areAt(String path) {
        return path.matches("(/engine/default)?/filter(/[^/]+)?");
    }

    /** The answer with the names in the language; what is no filter of the product stays as it is. */
    byte[] in(Language language, byte[] answer) throws IOException {
        var told = JSON.readTree(answer);
        if (told.isArray()) {
            told.forEach(filter -> rename(filter, language));
        } else {
            rename(told, language);
        }
        return JSON.writeValueAsBytes(told);
    }

    private void rename(JsonNode filter, Language language) {
        var key = TEXTS.get(filter.path("name").asText());
        if (key != null) {
            ((ObjectNode) filter).put("name", texts.say(key, language));
        }
    }
}
