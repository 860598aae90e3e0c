package org.mushterek.common;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A language that officers read. Keys and codes never depend on it. */
public enum Language {
    AZ("az-Latn-AZ"),
    TR("tr-TR"),
    EN("en-GB");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Two letters in lower case, as in text files and in {@code lang} attributes. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For what a person reads (sorting, month names), never for keys. */
    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /**
     * The language of a code or tag such as {@code tr}, {@code az} or {@code tr-TR}; English where none fits,
     * because every text exists in English.
     */
    public static Language of(String codeOrTag) {
        var code = codeOrTag.strip().toUpperCase(Locale.ROOT);
        for (var language : values()) {
            if (code.equals(language.name()) || code.startsWith(language.name() + "-")) {
                return language;
            }
        }
        return EN;
    }
}
