package org.mushterek.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Role;

/**
 * Which role passes which door, as it is declared in {@code role-door/*.txt}: a door without indentation, and below it
 * how it is tried and what becomes of whom, for each case that stands in for its variables.
 */
final class DoorTable {

    static final Path FOLDER = Path.of("src/test/resources/role-door");

    /** Who stands in no group at all. */
    static final String NOBODY = "nobody";

    /** What becomes of who tries, in the order in which a row names it. */
    enum Outcome {
        /** The role may: it was done, or was refused for a reason that is not the role's. */
        YES("yes"),
        /** The role may not, and is told so (403). */
        NO("no"),
        /** For the role there is no such thing (404). */
        HIDDEN("hidden"),
        /** Nobody is known before signing in (401, 403 without a session, or the way to the sign-in). */
        SIGN_IN("sign-in"),
        /** The request itself was not understood, which says nothing of the role. */
        UNREAD("unread"),
        /** A fault of the program. */
        FAULT("fault");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Outcome of(String word) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No outcome: " + word));
        }
    }

    /** How a door is tried: with which body and headers. */
    record Attempt(
            String type, @Nullable String body, @Nullable String query) {
        static final Attempt PLAIN = new Attempt("application/json", null, null);
    }

    private final Map<String, Map<String, String>> doors = new TreeMap<>();

    static DoorTable read() {
        var table = new DoorTable();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.sorted().toList()) {
                table.read(Files.readAllLines(file, StandardCharsets.UTF_8));
            }
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
        return table;
    }

    private void read(List<String> lines) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                var parts = line.strip().split("\\s+", 2);
                rows.put(parts[0], parts[1].strip());
            } else {
                rows = new LinkedHashMap<>();
                if (doors.put(line.strip(), rows) != null) {
                    throw new IllegalStateException("Declared twice: " + line);
                }
            }
        }
    }

    java.util.Set<String> doors() {
        return doors.keySet();
    }

    /** The row as it is declared, null where it is missing. */
    @Nullable
    String row(String door, String relation) {
        return doors.getOrDefault(door, Map.of()).get(relation);
    }

    java.util.Set<String> rows(String door) {
        return doors.getOrDefault(door, Map.of()).keySet().stream()
                .filter(key -> !key.equals("send") && !key.equals("type") && !key.equals("query"))
                .collect(Collectors.toSet());
    }

    Attempt attempt(String door) {
        var rows = doors.getOrDefault(door, Map.of());
        return new Attempt(rows.getOrDefault("type", "application/json"), body(rows.get("send")), rows.get("query"));
    }

    /** A body as it is written in the table; {@code \\r\\n} is a line end, {@code @} a resource. */
    private static @Nullable String body(@Nullable String written) {
        if (written == null || !written.startsWith("@")) {
            return written == null ? null : written.replace("\\r\\n", "\r\n");
        }
        try (var content = DoorTable.class.getResourceAsStream(written.substring(1))) {
            return new String(java.util.Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * A row in its one spelling: {@code yes planner security; no medical; hidden *}, in which the asterisk stands for all
     * roles that are not named. Nobody is named only where a door is open to nobody in particular.
     */
    static String spelled(Map<String, Outcome> outcomes) {
        var groups = new EnumMap<Outcome, List<String>>(Outcome.class);
        for (var role : Role.values()) {
            groups.computeIfAbsent(outcomes.get(role.code()), any -> new ArrayList<>())
                    .add(role.code());
        }
        var rest = groups.entrySet().stream()
                .max(Comparator.<Map.Entry<Outcome, List<String>>>comparingInt(
                                group -> group.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        var words = new ArrayList<String>();
        groups.forEach((outcome, roles) -> {
            if (outcome != rest) {
                words.add(outcome.word() + " " + String.join(" ", roles));
            }
        });
        words.add(rest.word() + " *");
        var nobody = outcomes.getOrDefault(NOBODY, Outcome.SIGN_IN);
        if (nobody != Outcome.SIGN_IN) {
            words.add(nobody.word() + " " + NOBODY);
        }
        return String.join("; ", words);
    }

    /** What a row says of each role and of nobody. */
    static Map<String, Outcome> told(String row) {
        var told = new TreeMap<String, Outcome>();
        Outcome rest = null;
        for (var part : row.split(";")) {
            var words = part.strip().split("\\s+");
            var outcome = Outcome.of(words[0]);
            for (var i = 1; i < words.length; i++) {
                if (words[i].equals("*")) {
                    rest = outcome;
                } else if (!words[i].equals(NOBODY) && Role.of(words[i]).isEmpty()) {
                    throw new IllegalArgumentException("No role: " + words[i]);
                } else {
                    told.put(words[i], outcome);
                }
            }
        }
        for (var role : Role.values()) {
            if (rest != null) {
                told.putIfAbsent(role.code(), rest);
            }
        }
        told.putIfAbsent(NOBODY, Outcome.SIGN_IN);
        return told;
    }
}
