package org.mushterek.common;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to say to a person, without a language yet: a key of {@link Texts} and the values for its placeholders.
 * Values are Strings, numbers, {@link java.time.LocalDate}s, {@link java.time.LocalDateTime}s or other messages. One that
 * differs by language is given for each, as {@code name.az}, {@code name.tr} and {@code name.en}.
 */
public record Message(String key, Map<String, Object> values) {

    public Message {
        values = Map.copyOf(values);
    }

    public static Message of(String key) {
        return new Message(key, Map.of());
    }

    /** This message with one more value for the placeholder {@code {name}}. */
    public Message with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Message(key, more);
    }
}
