package org.mushterek.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.springframework.core.io.ClassPathResource;

/** Tasklist's own labels in both languages hold exactly what the English ones of its own release hold. */
class TasklistLabelsTest {

    private static final String FOLDER = "META-INF/resources/webjars/camunda/app/tasklist/locales/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ ?\\w+ ?}}|%[sd]");

    @ParameterizedTest
    @ValueSource(strings = {"az", "tr"})
    void translatesEveryLabelOfTasklist(String language) throws IOException {
        var english = leaves(read("en"));

        var translated = leaves(read(language));

        assertThat(translated.keySet()).isEqualTo(english.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"az", "tr"})
    void keepsWhatLabelsAreFilledWith(String language) throws IOException {
        var english = leaves(read("en"));

        leaves(read(language)).forEach((key, text) -> {
            if (key.startsWith("/labels/")) {
                assertThat(placeholders(text)).as(key).isEqualTo(placeholders(english.getOrDefault(key, "")));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"az", "tr", "en"})
    void namesTheButtonOfTasklistInAFormThatNobodyHasClaimed(String language) throws IOException {
        var button = read(language).at("/labels/CLAIM_TASK").asText();

        var told = new Texts().say("ui.claimFirst", Language.of(language));

        assertThat(told).contains("“" + button + "”");
    }

    private static TreeSet<String> placeholders(String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(hit -> found.add(hit.group()));
        return found;
    }

    private static JsonNode read(String language) throws IOException {
        var text = new ClassPathResource(FOLDER + language + ".json").getContentAsString(StandardCharsets.UTF_8);
        // The file of the release begins with a byte order mark.
        return new ObjectMapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Map<String, String> leaves(JsonNode node) {
        var found = new TreeMap<String, String>();
        collect("", node, found);
        return found;
    }

    private static void collect(String path, JsonNode node, Map<String, String> found) {
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), found);
            }
        } else if (node.isObject()) {
            node.fields().forEachRemaining(field -> collect(path + "/" + field.getKey(), field.getValue(), found));
        } else {
            found.put(path, node.asText());
        }
    }
}
