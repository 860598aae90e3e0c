package org.mushterek.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * All that the program says to a person, in three languages: the files {@code texts/*.yaml}, where the three versions of
 * one text stand together under its key. Placeholders are {@code {name}}.
 */
@Component
public class Texts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");

    private final SortedMap<String, Map<String, String>> texts = new TreeMap<>();

    /** Reads every file; a key that is defined twice stops the start. */
    public Texts() {
        var yaml = new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:texts/*.yaml")) {
                try (var content = file.getInputStream()) {
                    Map<String, Map<String, String>> entries = yaml.readValue(content, new TypeReference<>() {});
                    entries.forEach((key, versions) -> {
                        if (texts.put(key, Map.copyOf(versions)) != null) {
                            throw new IllegalStateException("Two texts have the key " + key);
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text in the language, English where that is missing, the key itself where nothing is known of it. */
    public String say(Message message, Language language) {
        var versions = texts.getOrDefault(message.key(), Map.of());
        var text = versions.getOrDefault(language.code(), versions.getOrDefault(Language.EN.code(), message.key()));
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            var value = message.values()
                    .getOrDefault(found.group(1), message.values().get(found.group(1) + "." + language.code()));
            return java.util.regex.Matcher.quoteReplacement(value == null ? found.group() : show(value, language));
        });
    }

    public String say(String key, Language language) {
        return say(Message.of(key), language);
    }

    /** A finding in the words of a language, as forms read it. */
    public ToldFinding say(Finding finding, Language language) {
        return new ToldFinding(
                finding.code(),
                finding.place(),
                say(finding.wrong(), language),
                finding.cure() == null ? null : say(finding.cure(), language),
                finding.source() == null ? null : say(finding.source(), language));
    }

    public boolean knows(String key) {
        return texts.containsKey(key);
    }

    /** What is said for the key, or else what is given: for codes that may have no words. */
    public String sayOr(String key, String otherwise, Language language) {
        return knows(key) ? say(key, language) : otherwise;
    }

    /** Every key, in order. */
    public SortedSet<String> keys() {
        return new TreeSet<>(texts.keySet());
    }

    /** The versions of a text by language code. */
    public Map<String, String> versions(String key) {
        return texts.getOrDefault(key, Map.of());
    }

    private String show(Object value, Language language) {
        if (value instanceof Message inner) {
            return say(inner, language);
        }
        if (value instanceof LocalDate date) {
            return WrittenTime.DAY.format(date);
        }
        if (value instanceof LocalDateTime dateTime) {
            return WrittenTime.MINUTE.format(dateTime);
        }
        return String.valueOf(value);
    }
}
