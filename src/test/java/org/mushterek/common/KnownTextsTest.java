package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownTextsTest {

    private static final Pattern REASON = Pattern.compile(
            "(?:Refusal\\.of\\(\\s*Refusal\\.Kind\\.\\w+,|Message\\.of\\()\\s*\"([a-zA-Z0-9.]+[a-zA-Z0-9])\"\\)");

    @Test
    void everyTextThatTheCodeNamesExists() throws IOException {
        var texts = new Texts();
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var found = REASON.matcher(Files.readString(file));
                while (found.find()) {
                    named.add(found.group(1));
                }
            }
        }

        assertThat(named).contains("visit.notFound", "door.closed");
        assertThat(named).allMatch(texts::knows);
    }
}
