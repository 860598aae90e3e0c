package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mushterek.build.ActsInWords;

class KnownTextsTest {

    private static final Pattern REASON = Pattern.compile(
            "(?:Refusal\\.of\\(\\s*Refusal\\.Kind\\.\\w+,|Message\\.of\\()\\s*\"([a-zA-Z0-9.]+[a-zA-Z0-9])\"\\)");

    /** What is put on record under a code that stands in the code. */
    private static final Pattern RECORDED =
            Pattern.compile("audit\\.record\\w*\\([^;]*?\"([a-z]+\\.[a-zA-Z]+(?:\\.[a-zA-Z]+)?)\"");

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
        assertThat(recorded).allMatch(act -> ActsInWords.isTold(texts, act));
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
