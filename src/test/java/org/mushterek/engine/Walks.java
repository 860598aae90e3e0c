package org.mushterek.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tests of this build walked through: each JVM writes a file of its own below {@code target/walked}, a line for
 * each element of a diagram ({@code <process> <element>}), row of a table ({@code <decision> <row>}) and test class that
 * ran ({@code ran <class>}). The build empties the folder before its tests.
 */
public final class Walks {

    static final Path FOLDER = Path.of("target", "walked");

    private static final String RAN = "ran ";
    private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();
    private static final Path OF_THIS_JVM = FOLDER.resolve(UUID.randomUUID() + ".txt");

    private Walks() {}

    /** An element of the process, or a row of the decision, with this id was walked. */
    public static void walked(String diagram, String element) {
        note(diagram + " " + element);
    }

    /** Tests of this class ran, or would have run where the machine has what they need. */
    static void ran(String testClass) {
        note(RAN + testClass);
    }

    private static void note(String line) {
        if (NOTED.add(line)) {
            append(line + "\n");
        }
    }

    private static synchronized void append(String line) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(OF_THIS_JVM, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The lines of all JVMs that wrote to this folder. */
    static Set<String> merged(Path folder) throws IOException {
        var all = new TreeSet<String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    all.addAll(Files.readAllLines(file));
                }
            }
        }
        return all;
    }

    /** Whether these lines tell that tests of the class ran. */
    static boolean tellOf(Set<String> lines, String testClass) {
        return lines.contains(RAN + testClass);
    }
}
