package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedChecksTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream watched = new ByteArrayOutputStream();

    @Test
    void areToldInOneLineAndLeaveOneFile() throws IOException {
        var skipped = new SkippedChecks(folder.resolve("skipped"), new PrintStream(watched));

        var first = skipped.unlessFound(Optional.empty(), "browser tests", "no Chromium found");
        var second = skipped.unlessFound(Optional.empty(), "browser tests", "no Chromium found");

        assertThat(first.isDisabled()).isTrue();
        assertThat(second.isDisabled()).isTrue();
        assertThat(watched.toString(StandardCharsets.UTF_8))
                .isEqualTo("SKIPPED: browser tests (no Chromium found)%n".formatted());
        assertThat(folder.resolve("skipped/browser-tests")).hasContent("SKIPPED: browser tests (no Chromium found)");
    }

    @Test
    void areNotToldWhereTheToolIsFound() throws IOException {
        var skipped = new SkippedChecks(folder.resolve("skipped"), new PrintStream(watched));

        var result = skipped.unlessFound(Optional.of("it"), "browser tests", "no Chromium found");

        assertThat(result.isDisabled()).isFalse();
        assertThat(watched.size()).isZero();
        assertThat(Files.exists(folder.resolve("skipped"))).isFalse();
    }
}
