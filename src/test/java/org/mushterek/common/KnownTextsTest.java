package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownTextsTest {

    private static final Pattern REASON = Pattern.compile(
            "(?:Refusal\\.of\\(\\s*Refusal\\.Kind\\.\\w+,|Message\\.of\\()\\s*\"([a-zA-Z0-9.]+[a-zA-Z0-9])\"\\)");

    /** What is put on record under a code that stands in the code. */
    private static final Pattern RECORDED =
            Pattern.compile("audit\\.record\\w*\\([^;]*?\"([a-z]+\\.[a-zA-Z]+(?:\\.[a-zA-Z]+)?)\"");

    /** Where the page of the audit finds the words of an area's acts, as {@code audit.js} does. */
    private static final Map<String, String> STORIES = Map.of(
            "visit", "story",
            "agreement", "instrument.story",
            "calendar", "decree.story",
            "afteraction", "afteraction.story",
            "exercise", "drill.story",
            "planning", "planning.story");

    @Test
    void everyTextThatTheCodeNamesExists() throws IOException {
        var named = named(REASON);

        assertThat(named).contains("visit.notFound", "door.closed");
        assertThat(named).allMatch(new Texts()::knows);
    }

    @Test
    void everyActOnRecordIsToldInWords() throws IOException {
        var texts = new Texts();
        var recorded = named(RECORDED);

        assertThat(recorded).contains("visit.correctionRefused", "retention.erased");
        assertThat(recorded).allMatch(act -> texts.knows("ui.audit.action." + act) || isOfStory(texts, act));
    }

    private static boolean isOfStory(Texts texts, String act) {
        var area = act.substring(0, act.indexOf('.'));
        return STORIES.containsKey(area) && texts.knows("ui." + STORIES.get(area) + act.substring(act.indexOf('.')));
    }

    private static TreeSet<String> named(Pattern pattern) throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var found = pattern.matcher(Files.readString(file));
                while (found.find()) {
                    named.add(found.group(1));
                }
            }
        }
        return named;
    }
}
