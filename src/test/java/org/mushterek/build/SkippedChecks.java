package org.mushterek.build;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Tells which checks this machine could not run: in one line to whoever watches the build, and as a file to
 * {@code .ci/run}, which lets no check be skipped.
 */
final class SkippedChecks {

    static final SkippedChecks OF_THIS_BUILD = new SkippedChecks(Path.of("target", "skipped"), System.out);

    private final Path folder;
    private final PrintStream watcher;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SkippedChecks(Path folder, PrintStream watcher) {
        this.folder = folder;
        this.watcher = watcher;
    }

    /** Lets the checks run where the tool was found; tells otherwise, once, what was missing. */
    ConditionEvaluationResult unlessFound(Optional<?> tool, String checks, String lack) {
        if (tool.isPresent()) {
            return ConditionEvaluationResult.enabled("found " + tool.get());
        }
        var line = "SKIPPED: %s (%s)".formatted(checks, lack);
        if (told.add(checks)) {
            watcher.println(line);
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(checks.toLowerCase(Locale.ROOT).replace(' ', '-')), line + "\n");
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
        return ConditionEvaluationResult.disabled(line);
    }
}
