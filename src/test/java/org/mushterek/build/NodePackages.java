package org.mushterek.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the tests run on Node, installed from the locked packages of {@code src/test/node}. */
final class NodePackages {

    private static final Path PACKAGES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node");
    private static final String LOCK = "package-lock.json";
    private static final long LONGEST_RUN_MINUTES = 5;

    private NodePackages() {}

    /** Installs once; again only when the lock has changed. */
    static synchronized void install(Node node) throws IOException {
        // The copy of the lock that is written last says that the installation was finished.
        var finished = INSTALLED.resolve("installed-" + LOCK);
        Files.createDirectories(INSTALLED);
        for (var name : List.of("package.json", LOCK, ".npmrc", "spectral.yaml", "read-xes.js", "read-ics.js")) {
            Files.copy(PACKAGES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(finished) && Files.mismatch(finished, PACKAGES.resolve(LOCK)) == -1) {
            return;
        }
        var exit = run(node.npm().command("ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (exit.code() != 0) {
            throw new IOException("npm ci failed:\n" + exit.output());
        }
        Files.copy(PACKAGES.resolve(LOCK), finished, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How a program ended, and all that it said. */
    record Exit(int code, String output) {}

    /** What a script of these packages says in JSON of a text that it reads from a file. */
    static JsonNode found(String script, String text) throws IOException {
        var node = Node.OF_THIS_MACHINE.orElseThrow(() -> new IllegalStateException(
                "No Node of at least version 18 with npm found.\nMaybe the test lacks @NeedsNode."));
        install(node);
        var file = Files.createTempFile("read", ".txt");
        try {
            Files.writeString(file, text);
            var exit = run(node.node().command(script, file.toString()));
            if (exit.code() != 0) {
                throw new IOException("The text could not be read:\n" + exit.output());
            }
            return new ObjectMapper().readTree(exit.output());
        } finally {
            Files.delete(file);
        }
    }

    static Exit run(List<String> command) throws IOException {
        var output = Files.createTempFile("output", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("%s took longer than %d minutes:\n%s"
                        .formatted(command, LONGEST_RUN_MINUTES, Files.readString(output)));
            }
            return new Exit(process.exitValue(), Files.readString(output));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while %s was running.".formatted(command), stopped);
        } finally {
            Files.delete(output);
        }
    }
}
