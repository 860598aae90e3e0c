package org.mushterek.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program installed on this machine. */
record Program(Path file) {

    private static final long LONGEST_ANSWER_SECONDS = 30;

    /** The first of the names that the {@code PATH} of the environment leads to. */
    static Optional<Program> find(Map<String, String> environment, String... names) {
        for (var name : names) {
            for (var folder : environment.getOrDefault("PATH", "").split(":", -1)) {
                // An empty entry stands for the working folder, from which nothing is to be run.
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                    return Optional.of(new Program(Path.of(folder, name)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the program says about its version. Empty where it cannot be run: Ubuntu, for one, has a
     * {@code chromium-browser} that only asks to install another package.
     */
    Optional<String> version() {
        try {
            var output = Files.createTempFile("version", ".txt");
            try {
                var process = new ProcessBuilder(command("--version"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return process.exitValue() == 0
                        ? Optional.of(
                                Files.readString(output, StandardCharsets.UTF_8).strip())
                        : Optional.empty();
            } finally {
                Files.delete(output);
            }
        } catch (IOException notRunnable) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(file.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
