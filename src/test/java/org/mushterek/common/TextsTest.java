package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Texts texts = new Texts();

    @Test
    void hasEveryTextInThreeLanguagesWithTheSamePlaceholders() {
        var faults = new TreeSet<String>();
        for (var key : texts.keys()) {
            var versions = texts.versions(key);
            if (!versions.keySet().equals(Set.of("az", "tr", "en"))) {
                faults.add(key + " has only " + new TreeSet<>(versions.keySet()));
            }
            var placeholders =
                    versions.values().stream().map(TextsTest::placeholders).distinct();
            if (placeholders.count() > 1) {
                faults.add(key + " has different placeholders");
            }
        }
        assertThat(faults).isEmpty();
        assertThat(texts.keys()).contains("side.AZE");
    }

    @Test
    void showsTheKeyWhereATextIsUnknown() {
        assertThat(texts.say("no.such.text", Language.AZ)).isEqualTo("no.such.text");
    }

    @Test
    void showsDatesDayFirstAndMessagesInsideMessages() {
        var message = Message.of("side {host} {date}")
                .with("host", Message.of("side.TUR"))
                .with("date", LocalDate.of(2027, 3, 1));

        assertThat(texts.say(message, Language.AZ)).isEqualTo("side Türkiyə 01.03.2027");
    }

    @Test
    void saysAValueThatDiffersByLanguageInTheLanguageOfTheReader() {
        var message = Message.of("title {title}").with("title.az", "Yeni").with("title.en", "New");

        assertThat(texts.say(message, Language.AZ)).isEqualTo("title Yeni");
        assertThat(texts.say(message, Language.EN)).isEqualTo("title New");
        assertThat(texts.say(message, Language.TR)).isEqualTo("title {title}");
        assertThat(texts.say(message.with("title", "Both"), Language.AZ)).isEqualTo("title Both");
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        var matcher = Pattern.compile("\\{[a-zA-Z0-9]+}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
