package org.mushterek.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one person may not do twice is refused in the way that goes on record, wherever hands are compared. */
class SameHandsTest {

    /** Here hands are compared for something else than to refuse a step: for what is kept, whose it is, and by a rule. */
    private static final Set<String> NO_REFUSAL = Set.of("Waivers", "HostSide", "EachStepHasAnotherHand", "Hand");

    private static final Pattern COMPARED = Pattern.compile("isOneWith(?s:.{0,250}?)Refusal\\.(?<way>\\w+)\\(");

    @Test
    void goOnRecordWhereverTheyAreRefused() throws IOException {
        var ways = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                var text = Files.readString(file);
                if (!text.contains("isOneWith") || NO_REFUSAL.contains(name)) {
                    continue;
                }
                var compared = COMPARED.matcher(text);
                assertThat(compared.find())
                        .as("what %s does where hands are one", name)
                        .isTrue();
                do {
                    ways.add(name + " " + compared.group("way"));
                } while (compared.find());
            }
        }

        assertThat(ways).hasSizeGreaterThan(10).allMatch(way -> way.endsWith(" ofSameHand"));
    }
}
