package org.mushterek.web.page;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.springframework.stereotype.Component;

/** The part of the texts that pages and forms show, put together once for each language. */
@Component
public class FormTexts {

    private static final List<String> SHOWN = List.of(
            "ui.",
            "visit.state.",
            "side.",
            "planning.",
            "drill.office.",
            "instrument.kind.",
            "instrument.renewal.",
            "instrument.approval.",
            "instrument.unknown");

    private final Map<Language, Map<String, String>> byLanguage = new EnumMap<>(Language.class);

    FormTexts(Texts texts) {
        for (var language : Language.values()) {
            var words = new LinkedHashMap<String, String>();
            texts.keys().stream()
                    .filter(key -> SHOWN.stream().anyMatch(key::startsWith))
                    .forEach(key -> words.put(key, texts.say(key, language)));
            byLanguage.put(language, Map.copyOf(words));
        }
    }

    /** Text by key. */
    public Map<String, String> in(Language language) {
        return byLanguage.getOrDefault(language, Map.of());
    }
}
